import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { locales } from '../../locales/index.ts';
import { tokenOf } from '../../src/core/choose.ts';
import { fit as fitted } from '../../src/core/fit.ts';
import { type Conversation, runTurn } from '../../src/core/run.ts';
import { clean } from '../../src/core/text.ts';
import type { Body, Intent, Route } from '../../src/core/types.ts';
import { answer, CODE, contact, intent, NOW, services } from '../helpers/talk.ts';

const ROUTES: readonly Route[] = [
  'faq',
  'petition.phan-anh',
  'petition.kien-nghi',
  'petition.khieu-nai',
  'petition.to-cao',
  'info-request',
  'status',
  'meeting',
  'human',
  'my-data',
  'stop',
  'greeting',
  'thanks',
  'out-of-scope',
];
const FAKES = {
  answers: [answer('a', { next: [{ id: 'b', title: 'B?' }] }), answer('b')],
  groups: [{ id: 'g', name: 'Tổ 1' }],
  tickets: [
    {
      code: CODE,
      kind: 'phanAnh',
      state: 'answered',
      openedAt: NOW,
      changedAt: NOW,
      mine: true,
      text: 'x',
      answers: [],
    },
  ] as const,
};

const words = fc.oneof(
  fc.constantFrom(
    'menu',
    'huỷ',
    'quay lại',
    'đồng ý',
    'không',
    'ok',
    '1',
    '2',
    '3',
    '9',
    'gặp cán bộ',
    CODE,
    '0912345678',
    '',
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const body: fc.Arbitrary<Body> = fc.oneof(
  { weight: 6, arbitrary: words.map((text) => ({ kind: 'text', text: clean(text) }) as const) },
  { weight: 6, arbitrary: fc.nat({ max: 9 }).map((n) => ({ kind: 'tap', token: `last.${n}` }) as const) },
  fc.record({
    kind: fc.constant('file' as const),
    file: fc.constant({ kind: 'photo', ref: 'p' } as const),
    caption: words,
  }),
  fc.constantFrom<Body>(
    { kind: 'file', file: { kind: 'voice', ref: 'v' } },
    { kind: 'place', latitude: 1, longitude: 2 },
    { kind: 'phone', phone: '0912345678' },
    { kind: 'joined' },
    { kind: 'unreadable', what: 'sticker' },
    { kind: 'tap', token: 'old.0' },
  ),
);
const meaning: fc.Arbitrary<Intent> = fc
  .record({
    route: fc.constantFrom(...ROUTES),
    confident: fc.boolean(),
    hits: fc.constantFrom(
      [],
      [{ id: 'a', score: 0.9 }],
      [
        { id: 'a', score: 0.4 },
        { id: 'b', score: 0.3 },
      ],
    ),
    emergency: fc.constantFrom(undefined, undefined, undefined, 'fire' as const),
    aside: fc.constantFrom({}, { aside: 'b' }),
  })
  .map(({ emergency, aside, ...rest }) =>
    intent(rest.route, { ...rest, ...aside, ...(emergency ? { emergency } : {}) }),
  );
const turns = fc.array(fc.record({ body, meaning, hours: fc.constantFrom(0, 0, 0, 8) }), { maxLength: 14 });

describe('whatever is said, in whatever order', () => {
  it('every message gets a reply, every offer can be answered, state is JSON, and nothing throws', async () => {
    await fc.assert(
      fc.asyncProperty(turns, fc.constantFrom('vi' as const, 'en' as const), async (list, locale) => {
        let conversation: Conversation | null = null;
        let at = NOW.getTime();
        for (const [i, turn] of list.entries()) {
          at += turn.hours * 3_600_000;
          const { body: b } = turn;
          const last = conversation?.offer?.turn ?? 'none';
          const said: Body =
            b.kind === 'tap' ? { kind: 'tap', token: tokenOf(last, Number(b.token.split('.')[1])) } : b;
          const result = await runTurn({
            handlers,
            conversation,
            body: said,
            addressed: true,
            first: i === 0,
            contact: contact({ locale }),
            chat: { id: 'c', kind: 'private' },
            turnId: `t${i}`,
            at: new Date(at),
            code: CODE,
            intent: said.kind === 'text' || said.kind === 'file' ? turn.meaning : intent('out-of-scope'),
            services: services(FAKES),
            locales,
          });
          const replies = result.effects.flatMap((e) => (e.do === 'reply' ? [e.reply] : []));
          const sent = replies.flatMap((r) =>
            fitted(
              r,
              locales[result.locale],
              { text: 2000, caption: 0, choices: 5, label: 30, files: false },
              String,
            ),
          );
          expect(sent.filter((m) => m.text !== '').length).toBeGreaterThan(0);
          const offer = result.conversation?.offer;
          if (offer) expect(new Set(offer.choices.map((c) => c.id)).size).toBe(offer.choices.length);
          const stored: unknown = JSON.parse(JSON.stringify(result.conversation));
          expect(stored).toEqual(result.conversation);
          conversation = result.conversation;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('what is told on the sealed path is nowhere in state or effects', async () => {
    const MARK = 'ZQXMARK';
    await fc.assert(
      fc.asyncProperty(turns, async (list) => {
        let conversation: Conversation | null = null;
        for (const [i, turn] of [
          ...list,
          { body: { kind: 'text', text: MARK } as const, meaning: intent('petition.to-cao') },
        ].entries()) {
          const marked = turn.body.kind === 'text' && turn.meaning.route === 'petition.to-cao';
          const said: Body = marked ? { kind: 'text', text: `ông ấy ${MARK} nhận tiền` } : turn.body;
          const result = await runTurn({
            handlers,
            conversation,
            body: said,
            addressed: true,
            first: false,
            contact: contact(),
            chat: { id: 'c', kind: 'private' },
            turnId: `t${i}`,
            at: NOW,
            code: CODE,
            intent: turn.meaning,
            services: services(FAKES),
            locales,
          });
          expect(JSON.stringify(result)).not.toContain(MARK);
          if (marked) expect(result.effects).toContainEqual({ do: 'forgetMessage' });
          conversation = result.conversation;
        }
      }),
      { numRuns: 300 },
    );
  });
});
