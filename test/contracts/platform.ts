/**
 * The contract of `Platform` (src/core/types.ts) as tests. Every platform's test file calls this once:
 *
 *     platformContract('telegram', async () => ({
 *       platform,                          // built against a fake of the other side
 *       to: { chat: '1001', kind: 'private' },
 *       sent: () => …,                     // what the person was shown, oldest first
 *       inbound: { text, tap, raw },       // bodies as the platform delivers them, correctly signed
 *       samples: [ … ],                    // every recorded body the parser knows: they are mutated at random
 *       forged: [{ why, request }],        // requests `verify` must refuse
 *       secrets: [token, secret],          // must never be seen in an error
 *       failures: [{ why, arrange, reason }],
 *       close,
 *     }));
 *
 * What a platform leaves out is not tested, and the suite says so in the name of the test that takes its place:
 * no `inbound.tap` = the platform has no buttons (`limits.choices` must then be 0); no `forged` = it has no secret.
 * `make` is called once per suite, so the fake may be slow to start; tests only look at what was sent since they began.
 */
import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NotJson, SendError } from '../../src/core/errors.ts';
import type {
  Address,
  IncomingMessage,
  Outgoing,
  Parsed,
  Platform,
  RawRequest,
  SendFailure,
} from '../../src/core/types.ts';
import { hostile, mutants, oddOnes, visible } from './hostile.ts';

/** One message as the person sees it. A platform that needs several calls for one reply gives several views. */
export interface SentView {
  readonly to: string;
  /** text, or the caption of a file */
  readonly text: string;
  readonly choices: readonly { readonly token: string; readonly label: string }[];
  /** the number behind a call button, where the platform has one */
  readonly call?: string;
}

export interface Inbound {
  /** a new delivery (new id each time) of a text from the person at `to` */
  text(text: string): RawRequest;
  /** a press of the button that carries `token`, in the very shape the platform sends it back */
  tap?(token: string): RawRequest;
  /** these bytes, with whatever makes `verify` accept them */
  raw(body: Uint8Array | string): RawRequest;
}

export interface PlatformBench {
  readonly platform: Platform;
  readonly to: Address;
  sent(): readonly SentView[];
  readonly inbound: Inbound;
  /** parsed JSON bodies */
  readonly samples: readonly unknown[];
  readonly forged?: readonly { readonly why: string; readonly request: RawRequest }[];
  readonly secrets: readonly string[];
  /** `arrange` makes the next call to the other side fail; `reason` is what `send` must throw */
  readonly failures?: readonly {
    readonly why: string;
    readonly arrange: () => void;
    readonly reason: SendFailure;
  }[];
  /** errors besides NotJson by which `parse` may refuse a body (the web chat answers 400 with its words) */
  refuses?(error: unknown): boolean;
  close(): Promise<void>;
}

const plain = (text: string): Outgoing => ({ text, choices: [], files: [] });

export function platformContract(name: string, make: () => Promise<PlatformBench>): void {
  describe(`${name} keeps the contract of a platform`, () => {
    let bench: PlatformBench;
    beforeAll(async () => {
      bench = await make();
    });
    afterAll(async () => {
      await bench.close();
    });

    /** Sends and gives what the person saw of it. */
    async function show(message: Outgoing): Promise<readonly SentView[]> {
      const before = bench.sent().length;
      const { id } = await bench.platform.send(bench.to, message);
      expect(id).not.toBe('');
      return bench.sent().slice(before);
    }
    const messages = (request: RawRequest): readonly IncomingMessage[] => {
      const parsed = bench.platform.parse(request);
      if (parsed.kind !== 'messages') throw new Error(`expected messages, got ${JSON.stringify(parsed)}`);
      return parsed.messages;
    };
    const bodies = (request: RawRequest) => messages(request).map((m) => m.body);

    describe('choices', () => {
      test('every choice it shows can be answered: a tap brings its token back, else the number typed', async () => {
        const { platform, inbound } = bench;
        if (!inbound.tap) {
          expect(platform.limits.choices).toBe(0);
          const shown = await show(plain('Bác chọn:\n1. Đồng ý\n2. Không'));
          expect(shown.map((s) => s.text).join('\n')).toContain('2. Không');
          for (const typed of ['1', '2.', ' 2 ', 'dong y'])
            expect(bodies(inbound.text(typed))).toEqual([{ kind: 'text', text: typed }]);
          return;
        }
        expect(platform.limits.choices).toBeGreaterThan(0);
        // tokens of 64 bytes, the longest the core makes
        const choices = Array.from({ length: platform.limits.choices }, (_, i) => ({
          token: `${'t'.repeat(63 - String(i).length)}.${i}`,
          label: 'ệ'.repeat(platform.limits.label),
        }));
        const shown = (await show({ text: 'Bác chọn:', choices, files: [] })).flatMap((s) => s.choices);
        expect(shown).toEqual(choices);
        for (const { token } of shown)
          expect(bodies(inbound.tap(token)), token).toEqual([{ kind: 'tap', token }]);
      });

      test('labels with hostile characters still give buttons that can be pressed', async () => {
        const { inbound, platform } = bench;
        if (!inbound.tap) return expect(platform.limits.choices).toBe(0);
        for (const { why, text } of hostile) {
          const label = [...text].slice(0, platform.limits.label).join('');
          const [view] = (await show({ text: 'Chọn', choices: [{ token: 'a.0', label }], files: [] })).slice(
            -1,
          );
          expect(view?.choices[0]?.token, why).toBe('a.0');
          expect(visible(view?.choices[0]?.label ?? ''), why).toBe(visible(label));
        }
      });
    });

    test('a number to call reaches the person', async () => {
      const shown = await show({ ...plain('Bác gọi phường:'), call: '02438260000' });
      expect(shown.some((s) => s.text.includes('02438260000') || s.call === '02438260000')).toBe(true);
    });

    describe('limits', () => {
      test('limits are whole numbers that leave room for a message', () => {
        const { text, caption, choices, label } = bench.platform.limits;
        for (const n of [text, caption, choices, label]) expect(Number.isInteger(n) && n >= 0).toBe(true);
        expect(text).toBeGreaterThanOrEqual(500);
        expect(label).toBeGreaterThanOrEqual(choices > 0 ? 10 : 0);
      });

      test.each([
        ['Vietnamese letters', '', 'ệ'],
        ['characters of two UTF-16 units', '', '🏠'],
        ['characters of two UTF-16 units after one of one', 'a', '🏠'],
      ])('a text of exactly limits.text %s arrives whole', async (_, first, letter) => {
        const text = first + letter.repeat(bench.platform.limits.text - first.length);
        expect((await show(plain(text))).map((s) => s.text).join('')).toBe(text);
      });

      test('a text far over the limit, which the core never makes, is refused as such or sent whole', async () => {
        const text = 'ừ'.repeat(100_000);
        const before = bench.sent().length;
        try {
          await bench.platform.send(bench.to, plain(text));
        } catch (error) {
          expect(error).toBeInstanceOf(SendError);
          expect((error as SendError).reason).toBe('rejected');
          return;
        }
        const shown = bench.sent().slice(before);
        expect(shown.map((s) => s.text).join('')).toBe(text);
      });
    });

    describe('bad input', () => {
      test('hostile texts go out as typed and never break a send', async () => {
        for (const { why, text } of hostile) {
          const shown = await show(plain(`Bác viết: ${text}.`));
          expect(visible(shown.map((s) => s.text).join('')), why).toBe(visible(`Bác viết: ${text}.`));
          for (const view of shown) expect(/\p{Surrogate}|\0/u.test(view.text), why).toBe(false);
        }
      });

      test('hostile texts come in as typed, in a form the store can keep', () => {
        for (const { why, text } of hostile) {
          const [body] = bodies(bench.inbound.text(`a ${text} b`));
          if (body?.kind !== 'text') throw new Error(`${why}: expected a text, got ${body?.kind}`);
          expect(visible(body.text), why).toBe(visible(`a ${text} b`));
        }
      });

      test('a text of 100,000 characters never breaks the parser', () => {
        expectParsed(bench, bench.inbound.text('đ'.repeat(100_000)));
      });

      test.each(['', ' ', '{', 'null', '[]', '"a"', '1', 'session=1', '\u0000'])(
        'a body that is no JSON object throws NotJson: %j',
        (body) => {
          expect(() => bench.platform.parse(bench.inbound.raw(body))).toThrow(NotJson);
        },
      );

      test('bytes that are no UTF-8 throw nothing but NotJson', () => {
        fc.assert(
          fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) =>
            expectParsed(bench, bench.inbound.raw(bytes)),
          ),
          { numRuns: 200 },
        );
      });

      test('arbitrary JSON throws nothing but NotJson, and what is read can be kept', () => {
        fc.assert(
          fc.property(fc.json(), (json) => expectParsed(bench, bench.inbound.raw(json))),
          { numRuns: 300 },
        );
      });

      test('known bodies with any one value gone odd throw nothing but NotJson', () => {
        for (const body of oddOnes(bench.samples))
          expectParsed(bench, bench.inbound.raw(JSON.stringify(body)));
        fc.assert(
          fc.property(mutants(bench.samples), (body) =>
            expectParsed(bench, bench.inbound.raw(JSON.stringify(body))),
          ),
          { numRuns: 500 },
        );
      });
    });

    describe('deliveries', () => {
      test('the same delivery twice has the same id, another one has another', () => {
        const first = bench.inbound.text('họp tổ');
        const ids = messages(first).map((m) => m.id);
        expect(ids.length).toBeGreaterThan(0);
        expect(messages(first).map((m) => m.id)).toEqual(ids);
        expect(messages(bench.inbound.text('họp tổ')).map((m) => m.id)).not.toEqual(ids);
      });

      test('a message says whose it is, where it was written, and that in private the bot is addressed', () => {
        for (const m of messages(bench.inbound.text('chào'))) {
          expect(m).toMatchObject({ channel: bench.platform.name, addressed: true });
          expect(m.chat).toMatchObject({ id: bench.to.chat, kind: 'private' });
          expect(m.from.id).not.toBe('');
        }
      });
    });

    describe('secrets', () => {
      test('a genuine request is accepted', () => {
        expect(bench.platform.verify(bench.inbound.text('chào'))).toBe(true);
      });

      test('forged requests are refused', () => {
        // without a secret there is nothing to forge
        expect(bench.forged?.length ?? 0).toBeGreaterThanOrEqual(bench.secrets.length > 0 ? 2 : 0);
        for (const { why, request } of bench.forged ?? [])
          expect(bench.platform.verify(request), why).toBe(false);
      });

      test('each failure of a send has its reason, and shows neither secrets nor words', async () => {
        expect(bench.failures?.length ?? 0).toBeGreaterThanOrEqual(bench.secrets.length > 0 ? 3 : 0);
        for (const { why, arrange, reason } of bench.failures ?? []) {
          arrange();
          const words = 'con đường trước nhà tôi ngập';
          const error = await bench.platform.send(bench.to, plain(words)).then(
            () => undefined,
            (e: unknown) => e,
          );
          expect(error, why).toBeInstanceOf(SendError);
          expect((error as SendError).reason, why).toBe(reason);
          const seen = inspect(error, { depth: 12, showHidden: true }) + JSON.stringify(error);
          for (const secret of [...bench.secrets, words]) expect(seen.includes(secret), why).toBe(false);
        }
      });

      test('hosts that files come from are bare host names', () => {
        for (const host of bench.platform.mediaHosts)
          expect(host).toMatch(/^\.?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?$/);
      });
    });
  });
}

/** Parses; anything thrown must be allowed, anything read must be fit for the inbox. */
function expectParsed(bench: PlatformBench, request: RawRequest): void {
  let parsed: Parsed;
  try {
    parsed = bench.platform.parse(request);
  } catch (error) {
    if (error instanceof NotJson || bench.refuses?.(error)) return;
    throw error;
  }
  switch (parsed.kind) {
    case 'ignored':
      expect(parsed.event).not.toBe('');
      return;
    case 'unreadable':
      expect(parsed.id).not.toBe('');
      expect(parsed.why).not.toBe('');
      return;
    case 'messages':
      for (const m of parsed.messages) expectKept(m, bench.platform.name);
  }
}

/**
 * Postgres takes no NUL in text and no half surrogate in jsonb; a date past the year 9999 has no ISO form it reads.
 * One `expect` for all, as this runs for tens of thousands of bodies.
 */
function expectKept(message: IncomingMessage, channel: string): void {
  const year = message.at.getUTCFullYear();
  const ids: readonly unknown[] = [message.id, message.from.id, message.chat.id];
  const kept = JSON.stringify(message);
  const faults = [
    message.channel === channel ? [] : ['channel'],
    ids.every((id) => typeof id === 'string' && id !== '') ? [] : ['an id'],
    year >= 1970 && year < 10_000 ? [] : ['at'],
    /\\u0000|\\ud[89a-f]/.test(kept) ? ['a character that cannot be kept'] : [],
  ].flat();
  if (faults.length > 0) expect.fail(`${faults.join(', ')} in ${kept}`);
}
