/** Zalo platforms built against the strict stand-in, and the recorded events. */
import { readFileSync } from 'node:fs';
import { locales } from '../../locales/index.ts';
import type { IncomingMessage, Parsed, RawRequest } from '../../src/core/types.ts';
import { type ZaloOptions, type ZaloPlatform, zalo } from '../../src/platforms/zalo/index.ts';
import type { TokenPair } from '../../src/zalo-api-sdk/index.ts';
import { type FakeZalo, type SignedRequest, startFakeZalo } from '../helpers/fake-zalo.ts';
import { type MemoryStore, memoryStore } from '../zalo-api-sdk/memory-store.ts';

/** two days after the time of the recorded events */
export const now = new Date(1_758_772_193_402 + 2 * 86_400_000);
export const USER = '7300112233445566772';
export const GROUP = 'a1b2c3d4e5f60718293a';

export interface Recorded {
  readonly event: string;
  readonly body: Readonly<Record<string, unknown>>;
}
const file = new URL('../fixtures/zalo/events.jsonl', import.meta.url);
export const recorded: readonly Recorded[] = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

export const gif = Uint8Array.from([71, 73, 70, 56, 57, 97, 10, 0, 20, 0, 0]);
/** Files of our store by ref, for `readFile`. */
export const files: Readonly<Record<string, { bytes: Uint8Array; name: string; mime: string }>> = {
  photo: { bytes: Uint8Array.from([0xff, 0xd8, 1]), name: 'ổ gà "1".jpg', mime: 'image/jpeg' },
  paper: { bytes: Uint8Array.from([37, 80, 68, 70]), name: 'Giấy mời.pdf', mime: 'application/pdf' },
  gif: { bytes: gif, name: 'a.gif', mime: 'image/gif' },
  empty: { bytes: new Uint8Array(), name: 'trống.pdf', mime: 'application/pdf' },
  huge: { bytes: new Uint8Array(1_048_577), name: 'to.jpg', mime: 'image/jpeg' },
  odd: { bytes: Uint8Array.from([1]), name: 'a.zip', mime: 'application/zip' },
};

export interface ZaloBench {
  readonly fake: FakeZalo;
  readonly platform: ZaloPlatform;
  readonly store: MemoryStore;
}

export async function zaloBench(more: Partial<ZaloOptions> = {}): Promise<ZaloBench> {
  const fake = await startFakeZalo();
  const pair: TokenPair = {
    ...fake.issueTokens(),
    obtainedAt: now.getTime(),
    expiresAt: now.getTime() + 25 * 3_600_000,
  };
  const store = memoryStore(pair);
  const { appId, appSecret, oaId, oaSecretKey } = fake.identity;
  const platform = zalo({
    appId,
    appSecret,
    oaId,
    oaSecretKey,
    store,
    words: locales.vi,
    apiRoot: fake.url,
    oauthRoot: fake.url,
    readFile: async (ref) => {
      const found = files[ref];
      if (!found) throw new Error('no such file');
      return found;
    },
    now: () => now,
    timeoutMs: 20_000,
    ...more,
  });
  return { fake, platform, store };
}

export function asRaw({ body, headers }: SignedRequest): RawRequest {
  return { headers, body: new TextEncoder().encode(body) };
}

/** The one message of a delivery. */
export function only(parsed: Parsed): IncomingMessage {
  const [first, ...rest] = parsed.kind === 'messages' ? parsed.messages : [];
  if (!first || rest.length > 0) throw new Error(`expected one message, got ${JSON.stringify(parsed)}`);
  return first;
}
