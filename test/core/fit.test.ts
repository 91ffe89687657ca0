import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locales } from '../../locales/index.ts';
import { choose } from '../../src/core/choose.ts';
import { fit as fitted, withoutButtons } from '../../src/core/fit.ts';
import { lines, say, verbatim } from '../../src/core/say.ts';
import { length } from '../../src/core/text.ts';
import type { Limits, Reply } from '../../src/core/types.ts';

const limits: Limits = { text: 200, caption: 50, choices: 5, label: 20, files: true };
const none: Limits = { ...limits, choices: 0, files: false };
const choice = (id: string, label: string) => ({ id, label: verbatim(label) });
const photo = { kind: 'photo', ref: 'p1' } as const;
const token = (i: number) => `t.${i}`;
const vi = (reply: Reply, l: Limits = limits) => fitted(reply, locales.vi, l, token);

describe('fit', () => {
  it('puts choices on buttons where they all fit', () => {
    const [one, ...more] = vi({ text: say('hello'), choices: [choice('a', 'Có'), choice('b', 'Không')] });
    expect(more).toEqual([]);
    expect(one).toEqual({
      text: 'Chào bác.',
      choices: [
        { token: 't.0', label: 'Có' },
        { token: 't.1', label: 'Không' },
      ],
      files: [],
    });
  });

  it('numbers all choices where there are no buttons, or too few', () => {
    const six = Array.from({ length: 6 }, (_, i) => choice(`c${i}`, `Mục ${i}`));
    for (const l of [none, limits]) {
      const [one] = vi({ text: say('hello'), choices: six }, l);
      expect(one?.choices).toEqual([]);
      expect(one?.text).toContain('1. Mục 0\n2. Mục 1');
      expect(one?.text).toContain('6. Mục 5');
      expect(one?.text).toContain('nhắn số');
    }
  });

  it('cuts a label on its button and shows it whole, numbered, in the text', () => {
    const long = 'Họp tổ dân phố phải báo trước mấy ngày?';
    const [one] = vi({ text: say('hello'), choices: [choice('a', long), choice('b', 'Không')] });
    expect(one?.choices[0]?.label).toBe('Họp tổ dân phố phải…');
    expect(one?.text).toContain(`1. ${long}\n2. Không`);
  });

  it('splits a long text at sentence ends and gives the choices to the last part', () => {
    const text = verbatim('Câu này dài năm mươi chữ, viết cho đủ chữ thì thôi. '.repeat(8));
    const parts = vi({ text, choices: [choice('a', 'Có')] });
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.slice(0, -1).every((p) => p.choices.length === 0 && p.text.endsWith('.'))).toBe(true);
    expect(parts.at(-1)?.choices).toHaveLength(1);
  });

  it('sends files first, one a message, with a short text as caption of the last', () => {
    expect(vi({ text: say('hello'), files: [photo, { ...photo, ref: 'p2' }] })).toEqual([
      { text: '', choices: [], files: [photo] },
      { text: 'Chào bác.', choices: [], files: [{ ...photo, ref: 'p2' }] },
    ]);
  });

  it('never hangs choices on a file', () => {
    const parts = vi({ text: say('hello'), files: [photo], choices: [choice('a', 'Có')] });
    expect(parts.map((p) => [p.files.length, p.choices.length])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it('says that there are files where the platform takes none', () => {
    const [one] = vi({ text: say('hello'), files: [photo] }, none);
    expect(one?.files).toEqual([]);
    expect(one?.text).toContain('1 tệp');
  });

  it('gives the phone number to the last message', () => {
    const parts = vi({ text: verbatim('Một câu. '.repeat(60)), call: '0221' });
    expect(parts.map((p) => p.call)).toEqual([...parts.slice(1).map(() => undefined), '0221']);
  });

  it('says nothing for a reply that says nothing', () => {
    expect(vi({ text: [] })).toEqual([]);
  });

  it('renders paragraphs and lines, and leaves braces in people’s words alone', () => {
    const [one] = vi({ text: [verbatim('a {code} b'), [], lines(say('hello'), verbatim('{ward}'))] });
    expect(one?.text).toBe('a {code} b\n\nChào bác.\n{ward}');
  });

  const replies = fc.record({
    text: fc.string({ unit: 'binary', maxLength: 600 }).map(verbatim),
    choices: fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), { maxLength: 8 }),
  });
  const anyLimits = fc.record({
    text: fc.integer({ min: 40, max: 300 }),
    caption: fc.integer({ min: 0, max: 40 }),
    choices: fc.integer({ min: 0, max: 6 }),
    label: fc.integer({ min: 1, max: 30 }),
    files: fc.boolean(),
  });

  it('keeps every limit of every platform, and every choice can be answered', () => {
    fc.assert(
      fc.property(replies, anyLimits, (r, l) => {
        const reply: Reply = { text: r.text, choices: r.choices.map((c, i) => choice(`c${i}`, c)) };
        const parts = vi(reply, l);
        for (const part of parts) {
          expect(length(part.text)).toBeLessThanOrEqual(l.text);
          expect(part.text).not.toMatch(/\p{Surrogate}/u);
          expect(part.text.normalize('NFC')).toBe(part.text);
          expect(part.choices.length).toBeLessThanOrEqual(l.choices);
          for (const c of part.choices) expect(length(c.label)).toBeLessThanOrEqual(l.label);
        }
        expect(parts.slice(0, -1).every((p) => p.choices.length === 0)).toBe(true);
        const buttons = parts.at(-1)?.choices.length ?? 0;
        expect([0, r.choices.length]).toContain(buttons);
        const offer = { turn: 't', choices: r.choices.map((label, i) => ({ id: `c${i}`, label })) };
        r.choices.forEach((_, i) => {
          expect(choose(offer, { kind: 'text', text: `${i + 1}` })).toEqual({ kind: 'choice', id: `c${i}` });
        });
      }),
    );
  });

  it('turns refused buttons into numbered lines, within the limit', () => {
    fc.assert(
      fc.property(replies, anyLimits, (r, l) => {
        const withButtons = { ...l, choices: 8 };
        const reply: Reply = { text: r.text, choices: r.choices.map((c, i) => choice(`c${i}`, c)) };
        for (const part of vi(reply, withButtons)) {
          for (const plain of withoutButtons(part, locales.vi, withButtons)) {
            expect(plain.choices).toEqual([]);
            expect(length(plain.text)).toBeLessThanOrEqual(l.text);
          }
        }
      }),
    );
    const [one] = vi({ text: say('hello'), choices: [choice('a', 'Có'), choice('b', 'Không')] });
    const plain = one ? withoutButtons(one, locales.vi, limits) : [];
    expect(plain[0]?.text).toContain('1. Có\n2. Không');
  });
});
