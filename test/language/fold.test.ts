import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accentKey, clean, fold } from '../../src/language/fold.ts';

describe('fold', () => {
  it('drops accents and case, and knows đ', () => {
    expect(fold('Đường HOÀ bình ở Quảng Ngãi')).toBe('duong hoa binh o quang ngai');
  });
  it('makes composed and decomposed text, old and new tone placement the same', () => {
    expect(fold('tố cáo'.normalize('NFD'))).toBe(fold('tố cáo'.normalize('NFC')));
    expect(fold('hoà thuỷ')).toBe(fold('hòa thủy'));
    expect(accentKey('hoà')).toBe(accentKey('hòa'));
    expect(accentKey('tổ')).not.toBe(accentKey('tố'));
  });
  it('removes zero-width and direction-changing characters', () => {
    expect(fold('k\u200bhi\u202eếu n\u2066ại')).toBe('khieu nai');
    expect(clean('T\u200bố')).toBe('tố');
  });
  it('folded twice is folded once, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (s) => {
        expect(fold(fold(s))).toBe(fold(s));
      }),
      { numRuns: 500 },
    );
  });
});
