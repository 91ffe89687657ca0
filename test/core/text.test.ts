import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alike, clean, cut, dayOf, fold, length, shorten, split } from '../../src/core/text.ts';

const anything = fc.string({ unit: 'binary', maxLength: 500 });

describe('clean', () => {
  it('takes out NUL and control characters, keeps line feeds, and mends lone surrogates', () => {
    expect(clean('a\u0000b\u0007c\r\nd\te\ud800f')).toBe('abc\nd e\ufffdf');
  });
  it('composes Vietnamese', () => {
    expect(clean('họp'.normalize('NFD'))).toBe('họp'.normalize('NFC'));
  });
  it('keeps what people typed: markup, right-to-left marks, joined emoji', () => {
    const typed = '<b>x</b> *y* [z](u) \u202eabc\u202c 👨‍👩‍👧';
    expect(clean(typed)).toBe(typed);
  });
  it('keeps at most 4,000 code points and survives 100,000', () => {
    expect(length(clean('đ'.repeat(100_000)))).toBe(4000);
    expect(length(clean('😀'.repeat(100_000)))).toBe(4000);
    expect(length(clean(`a${'\u0301'.repeat(100_000)}`))).toBeLessThanOrEqual(4000);
  });
  it('is idempotent, well formed and composed, whatever comes', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const once = clean(text);
        expect(clean(once)).toBe(once);
        expect(once).not.toMatch(/\p{Surrogate}|(?!\n)\p{Cc}/u);
        expect(once.normalize('NFC')).toBe(once);
      }),
    );
  });
});

describe('cut and shorten', () => {
  it('count code points, never half an emoji', () => {
    expect(cut('😀😀😀', 2)).toBe('😀😀');
    expect(shorten('😀😀😀', 2)).toBe('😀…');
    expect(shorten('ab', 2)).toBe('ab');
  });
});

describe('fold', () => {
  it.each([
    ['Đồng ý!', 'dong y'],
    ['  dong   Y ', 'dong y'],
    ['Kiến-nghị (phản ánh)', 'kien nghi phan anh'],
    ['2️⃣', '2'],
    ['zero\u200bwidth', 'zerowidth'],
    ['…', ''],
  ])('folds %j to %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });
});

describe('alike', () => {
  it.each([
    ['dung', 'Đúng', true],
    ['đúng!', 'Đúng', true],
    ['dừng', 'Đúng', false],
    ['huỷ', 'hủy', true],
    ['huy', 'hủy', true],
    ['gap cán bộ', 'Gặp cán bộ', true],
    ['gập cán bộ', 'Gặp cán bộ', false],
    ['thôi nhé', 'thôi', false],
  ])('%j and %j: %s', (typed, wanted, same) => {
    expect(alike(typed, wanted)).toBe(same);
    expect(alike(typed.normalize('NFD'), wanted)).toBe(same);
  });
});

describe('split', () => {
  it('cuts at a paragraph, then a sentence, then a word', () => {
    expect(split('Một hai ba.\n\nBốn năm sáu.', 20)).toEqual(['Một hai ba.', 'Bốn năm sáu.']);
    expect(split('Một hai ba bốn. Năm sáu bảy tám.', 20)).toEqual(['Một hai ba bốn.', 'Năm sáu bảy tám.']);
    expect(split('mot hai ba bon nam sau', 10)).toEqual(['mot hai', 'ba bon', 'nam sau']);
    expect(split('x'.repeat(25), 10)).toEqual(['x'.repeat(10), 'x'.repeat(10), 'x'.repeat(5)]);
  });
  it('keeps every piece within the limit and loses nothing but blanks', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.integer({ min: 1, max: 60 }),
        (text, max) => {
          const pieces = split(text, max);
          for (const piece of pieces) expect(length(piece)).toBeLessThanOrEqual(max);
          const dense = (s: string) => s.replace(/\s/g, '');
          expect(dense(pieces.join(''))).toBe(dense(text));
        },
      ),
    );
  });
});

describe('dayOf', () => {
  it('tells the day in Việt Nam, whatever the server thinks', () => {
    expect(dayOf(new Date('2026-11-21T17:00:00Z'))).toBe('22/11/2026');
    expect(dayOf(new Date('2026-11-21T16:59:59Z'))).toBe('21/11/2026');
  });
});
