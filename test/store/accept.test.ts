import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncomingMessage } from '../../src/core/types.ts';
import { createAccepter, type InboxRow, messageRow, unreadableRow } from '../../src/store/accept.ts';
import { openStore } from '../../src/store/db.ts';
import { lineOf, oldest } from '../../src/store/turn.ts';
import { APP_KEY, type TestStore, testStore } from '../helpers/app.ts';
import { proxyTo } from '../helpers/proxy.ts';

let at: TestStore;
beforeAll(async () => {
  at = await testStore();
});
afterAll(() => at.close());

const NOW = new Date('2026-11-23T02:00:00Z');
const now = () => NOW;

function message(id: string, more: Partial<IncomingMessage> = {}): IncomingMessage {
  return {
    channel: 'test',
    id,
    at: NOW,
    from: { id: 'hoa' },
    chat: { id: 'hoa', kind: 'private' },
    addressed: true,
    body: { kind: 'text', text: 'xin chào' },
    ...more,
  };
}
const row = (id: string, more: Partial<IncomingMessage> = {}): InboxRow =>
  messageRow(at.store, at.channel, message(id, more), NOW);
const kept = (id: string) =>
  at.rows<{ id: string; state: string; sent_at: Date; body: Buffer }>(
    'SELECT id, state, sent_at, body FROM inbox WHERE external_id = $1',
    [id],
  );

describe('a delivery', () => {
  it('is a durable row once its promise resolves, with its words sealed', async () => {
    const accepter = createAccepter(at.store, now);
    const id = await accepter.put(row('durable'));
    const [found] = await kept('durable');
    expect(found?.id).toBe(id);
    expect(found?.state).toBe('new');
    expect(found?.body.includes('xin chào')).toBe(false);
  });

  it('is one row and one fresh id, however often and however much at once it comes', async () => {
    const accepters = [createAccepter(at.store, now), createAccepter(await at.another(), now)];
    const ids = await Promise.all(
      Array.from({ length: 60 }, (_, i) => accepters[i % 2]?.put(row('twice', { at: new Date(i) }))),
    );
    expect(ids.filter((id) => id !== null)).toHaveLength(1);
    expect(await kept('twice')).toHaveLength(1);
    expect(await accepters[0]?.put(row('twice'))).toBeNull();
  });

  it("of one person is stored behind the person's earlier ones, also when nobody waited for these", async () => {
    const accepter = createAccepter(await at.another(), now);
    const ids = await Promise.all(
      Array.from({ length: 300 }, (_, i) =>
        accepter.put(
          row(`order-${i}`, { from: { id: `p${i % 3}` }, chat: { id: `p${i % 3}`, kind: 'private' } }),
        ),
      ),
    );
    for (const who of [0, 1, 2]) {
      const mine = ids.filter((_, i) => i % 3 === who).map(Number);
      expect(mine).toEqual(mine.toSorted((a, b) => a - b));
    }
  });

  it('gets each its own id when many come together', async () => {
    const accepter = createAccepter(at.store, now);
    const ids = await Promise.all(
      Array.from({ length: 450 }, (_, i) => accepter.put(row(`many-${i}`, { from: { id: `p${i}` } }))),
    );
    expect(new Set(ids).size).toBe(450);
    const stored = await at.rows<{ id: string; external_id: string }>(
      `SELECT id, external_id FROM inbox WHERE external_id LIKE 'many-%'`,
    );
    for (const s of stored) expect(ids[Number(s.external_id.slice(5))]).toBe(s.id);
  });

  it('that the database refuses takes none of its neighbours down', async () => {
    const accepter = createAccepter(at.store, now);
    const bad: InboxRow = { ...row('bad'), channel: { ...at.channel, id: 'no uuid' } };
    const all = ['a', 'b', 'c', 'd'].map((n) => row(`beside-${n}`));
    const outcome = await Promise.allSettled([...all.slice(0, 2), bad, ...all.slice(2)].map(accepter.put));
    expect(outcome.map((o) => o.status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(await at.rows(`SELECT 1 FROM inbox WHERE external_id LIKE 'beside-%'`)).toHaveLength(4);
    expect(await accepter.put(row('after the bad one'))).not.toBeNull();
  });

  it.each([
    ['NUL', 'a\0b'],
    ['a lone surrogate', 'a\ud800b'],
    ['100,000 characters', randomBytes(50_000).toString('hex')],
    ['right-to-left and zero-width tricks', '\u202egnurt\u200b\u2066'],
    ['HTML', '<script>alert(1)</script>'],
  ])('with %s in every place is kept, and its words come back as they were', async (what, odd) => {
    const accepter = createAccepter(at.store, now);
    const text = `nội dung ${odd}`;
    const who = `${what} ${odd}`.slice(0, 250);
    const said = row(`${what} ${odd}`, {
      from: { id: who, name: odd },
      chat: { id: who, kind: 'private' },
      body: { kind: 'text', text },
    });
    const id = await accepter.put(said);
    expect(id).not.toBeNull();
    const line = await lineOf(at.store, id ?? '');
    const item = line && (await oldest(at.store.pool, at.store.vault, line));
    expect(item?.message.body).toEqual({ kind: 'text', text });
    expect(item?.message.from.name).toBe(odd);
    expect(await accepter.put(said)).toBeNull();
  });

  it('from somebody whose id no platform would give is kept, though nobody can answer it', async () => {
    const accepter = createAccepter(at.store, now);
    const long = randomBytes(5_000).toString('hex');
    const said = row('long sender', { from: { id: long }, chat: { id: long, kind: 'private' } });
    expect(await accepter.put(said)).not.toBeNull();
    const [found] = await kept('long sender');
    expect(found?.state).toBe('unreadable');
    expect(at.store.vault.open('inbox.raw', found?.body ?? Buffer.alloc(0))).not.toBe('');
    expect(await accepter.put(said)).toBeNull();
  });

  it('that cannot be read is kept raw and waits for nobody', async () => {
    const accepter = createAccepter(at.store, now);
    const raw = Buffer.from([0, 255, 1, 128]);
    const id = await accepter.put(unreadableRow(at.store, at.channel, 'raw', raw, NOW));
    const [found] = await kept('raw');
    expect(found?.state).toBe('unreadable');
    expect(Buffer.from(at.store.vault.open('inbox.raw', found?.body ?? Buffer.alloc(0)), 'base64')).toEqual(
      raw,
    );
    expect(await lineOf(at.store, id ?? '')).toBeNull();
  });
});

describe('a database that is away', () => {
  it('fails what waits, at once or in a while, and takes the next deliveries when it is back', async () => {
    const line = await proxyTo(at.store.url);
    const store = await openStore({ url: line.url, appKey: APP_KEY, onError: () => {} });
    const accepter = createAccepter(store, now, 300);
    try {
      expect(await accepter.put(row('before'))).not.toBeNull();
      line.freeze();
      await expect(accepter.put(row('vanished'))).rejects.toThrow();
      expect(await accepter.put(row('after'))).not.toBeNull();
      line.cut();
      const many = await Promise.allSettled(
        ['a', 'b', 'c', 'd', 'e'].map((n) => accepter.put(row(`cut-${n}`))),
      );
      expect(many.map((m) => m.status)).toEqual(Array(5).fill('rejected'));
      line.mend();
      expect(await accepter.put(row('cut-a'))).not.toBeNull();
    } finally {
      await store.close();
      await line.close();
    }
  });
});

describe('the time of a message', () => {
  it.each([
    ['in the future', new Date('2031-01-01'), NOW],
    ['before 1970', new Date(-5), NOW],
    ['that is none', new Date(Number.NaN), NOW],
    ['in the past', new Date('2026-11-20T00:00:00Z'), new Date('2026-11-20T00:00:00Z')],
  ])('%s is taken so that no wrong clock sorts a message behind all others', (_what, sent, taken) => {
    expect(row('time', { at: sent }).sentAt).toEqual(taken);
  });

  it('orders what one person sent, whatever order it arrived in; without a difference, arrival does', async () => {
    const accepter = createAccepter(at.store, now);
    const seconds = (s: number) => new Date(NOW.getTime() - 60_000 + s * 1000);
    const who = { from: { id: 'lan' }, chat: { id: 'lan', kind: 'private' } as const };
    for (const [id, s] of [
      ['third', 3],
      ['first', 1],
      ['fourth', 3],
      ['second', 2],
    ] as const)
      await accepter.put(row(id, { ...who, at: seconds(s) }));
    const line = {
      wardId: at.wardId,
      channelId: at.channel.id,
      platform: 'test',
      chat: 'lan',
      sender: 'lan',
    };
    const order: string[] = [];
    for (;;) {
      const item = await oldest(at.store.pool, at.store.vault, line);
      if (!item) break;
      order.push(item.message.id);
      await at.rows(`UPDATE inbox SET state = 'done' WHERE id = $1`, [item.id]);
    }
    expect(order).toEqual(['first', 'second', 'third', 'fourth']);
  });
});
