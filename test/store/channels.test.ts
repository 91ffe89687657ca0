import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeCredentials, ensureChannel, readCredentials } from '../../src/store/channels.ts';
import type { Store } from '../../src/store/db.ts';
import {
  oaClient,
  refreshPair,
  type TokenPair,
  tokenSource,
  ZaloGrantError,
} from '../../src/zalo-api-sdk/index.ts';
import { zaloTokens } from '../../src/zalo-tokens.ts';
import { everythingKept, type TestStore, testStore } from '../helpers/app.ts';
import { type FakeZalo, startFakeZalo } from '../helpers/fake-zalo.ts';

let at: TestStore;
let other: Store;
let zalo: FakeZalo;
let channelId: string;
let serial = 0;

beforeAll(async () => {
  at = await testStore('zalo');
  other = await at.another();
});
afterAll(() => at.close());
beforeEach(async () => {
  zalo = await startFakeZalo();
  channelId = (await ensureChannel(at.store.pool, at.wardId, `zalo-${++serial}`)).id;
});
afterEach(() => zalo.close());

/** One process that serves the OA: its own store, its own memory. */
function process(store: Store, first: string | null) {
  const tokens = tokenSource({
    store: zaloTokens(store, channelId, first),
    refresh: (token) =>
      refreshPair(
        {
          appId: zalo.identity.appId,
          appSecret: zalo.identity.appSecret,
          root: zalo.url,
          timeoutMs: 2000,
          now: () => Date.now(),
        },
        token,
      ),
  });
  const client = oaClient({ tokens, apiRoot: zalo.url, timeoutMs: 2000 });
  return { say: () => client.send({ userId: '7300' }, { kind: 'text', text: 'Chào bác' }) };
}
const stored = async () => (await readCredentials(at.store, channelId)).stored as TokenPair | null;

describe('a channel', () => {
  it('is one row, whoever asks first', async () => {
    const ids = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        ensureChannel(i % 2 ? at.store.pool : other.pool, at.wardId, 'once'),
      ),
    );
    expect(new Set(ids.map((c) => c.id)).size).toBe(1);
  });
});

describe('credentials', () => {
  it('are changed one after another, each seeing what the one before stored', async () => {
    await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        changeCredentials(i % 2 ? at.store : other, channelId, async (now) => ({
          stored: { n: ((now.stored as { n: number } | null)?.n ?? 0) + 1 },
          spent: `secret ${i}`,
        })),
      ),
    );
    const now = await readCredentials(other, channelId);
    expect(now.stored).toEqual({ n: 8 });
    expect([now.wasSpent('secret 3'), now.wasSpent('secret 8')]).toEqual([true, false]);
  });

  it('stay as they are when the change fails or has nothing to say', async () => {
    const put = (n: number) =>
      changeCredentials(at.store, channelId, async () => ({ stored: { n }, spent: `s${n}` }));
    await put(1);
    await changeCredentials(at.store, channelId, async () => null);
    const failing = changeCredentials(at.store, channelId, async () => {
      throw new Error('Zalo is away');
    });
    await expect(failing).rejects.toThrow('Zalo is away');
    expect((await readCredentials(at.store, channelId)).stored).toEqual({ n: 1 });
  });

  it('never stand in the database in plain', async () => {
    await changeCredentials(at.store, channelId, async () => ({
      stored: { a: 'bí mật A' },
      spent: 'bí mật B',
    }));
    const [row] = await at.rows<{ all: string }>('SELECT c::text AS all FROM channel c WHERE id = $1', [
      channelId,
    ]);
    expect(row?.all).not.toMatch(/bí mật/);
    expect(Buffer.from(row?.all.match(/\\x([0-9a-f]+)/)?.[1] ?? '', 'hex').toString('utf8')).not.toMatch(
      /bí mật/,
    );
    expect(await everythingKept(at.store)).toContain('bí mật A');
  });
});

describe("Zalo's pair of tokens", () => {
  it('is refreshed once by two processes at once, on the first token from the environment', async () => {
    const first = zalo.issueTokens().refreshToken;
    const [a, b] = [process(at.store, first), process(other, first)];
    await Promise.all([a.say(), b.say(), a.say(), b.say()]);
    expect(zalo.refreshes()).toEqual({ granted: 1, refused: 0 });
    expect(zalo.sent()).toHaveLength(4);
    zalo.expireAccess();
    await Promise.all([a.say(), b.say()]);
    expect(zalo.refreshes()).toEqual({ granted: 2, refused: 0 });
    expect((await stored())?.refreshToken).not.toBe(first);
  });

  it('is in the database before anybody calls with it', async () => {
    const first = zalo.issueTokens().refreshToken;
    const seen: (string | null)[] = [];
    const tokens = zaloTokens(at.store, channelId, first);
    const source = tokenSource({
      store: tokens,
      refresh: async () => {
        seen.push((await readCredentials(other, channelId)).stored === null ? null : 'early');
        return { accessToken: 'a2', refreshToken: 'r2', obtainedAt: Date.now(), expiresAt: Date.now() + 9e7 };
      },
    });
    expect(await source.get()).toBe('a2');
    expect(seen).toEqual([null]);
    expect(((await readCredentials(other, channelId)).stored as TokenPair).accessToken).toBe('a2');
  });

  it('wins over the environment once it is there', async () => {
    const first = zalo.issueTokens().refreshToken;
    await process(at.store, first).say();
    await process(other, zalo.issueTokens().refreshToken).say();
    await process(other, first).say();
    expect(zalo.refreshes()).toEqual({ granted: 1, refused: 0 });
  });

  it('asks Zalo once about a refused token of the environment, however many starts and processes', async () => {
    for (const store of [at.store, other, at.store])
      await expect(process(store, 'rt_dead').say()).rejects.toThrow(ZaloGrantError);
    expect(zalo.refreshes()).toEqual({ granted: 0, refused: 1 });
    // an admin grants the app again and sets the new token
    await process(other, zalo.issueTokens().refreshToken).say();
    expect(zalo.sent()).toHaveLength(1);
  });

  it('gives way to a new token of the environment when Zalo refused the stored one', async () => {
    const first = zalo.issueTokens().refreshToken;
    await process(at.store, first).say();
    const old = await stored();
    await changeCredentials(at.store, channelId, async () => ({
      stored: { ...old, refreshToken: 'rt_died', obtainedAt: 0, expiresAt: 0 },
      spent: 'x',
    }));
    zalo.expireAccess();
    await expect(process(at.store, first).say()).rejects.toThrow(ZaloGrantError);
    await process(at.store, zalo.issueTokens().refreshToken).say();
    expect(zalo.refreshes()).toEqual({ granted: 2, refused: 1 });
    expect(zalo.sent()).toHaveLength(2);
  });

  it('is not tried again when the answer was lost: the token may be spent', async () => {
    const first = zalo.issueTokens().refreshToken;
    zalo.failNext({ call: 'v4/oa/access_token', loseAnswer: true });
    await expect(process(at.store, first).say()).rejects.toThrow();
    await expect(process(at.store, first).say()).rejects.toThrow(ZaloGrantError);
    await expect(process(other, first).say()).rejects.toThrow(ZaloGrantError);
    expect(zalo.refreshes().refused).toBe(1);
  });
});
