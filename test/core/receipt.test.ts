import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReceipt, receipt } from '../../src/core/receipt.ts';

const codes = fc.uint8Array({ minLength: 6, maxLength: 32 }).map(receipt);
const ten = (code: string) => code.replace(/\D/g, '');

describe('receipt', () => {
  it('has the form that scripts and people rely on, and the same bytes give the same code', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 6, maxLength: 32 }), (bytes) => {
        const code = receipt(bytes);
        expect(code).toMatch(/^DB-[1-7]\d{3}-\d{3}-\d{3}$/);
        expect(code).toMatch(/\b[A-Z]{2}-[0-9A-Z-]{6,}\b/);
        expect(receipt(bytes)).toBe(code);
      }),
    );
  });

  it('spreads over its whole range', () => {
    const made = Array.from({ length: 3000 }, (_, i) =>
      receipt(new Uint8Array([i >> 8, i, 7, i * 31, i * 17, 5, 9])),
    );
    expect(new Set(made).size).toBe(3000);
    expect(new Set(made.map((c) => c[3])).size).toBe(7);
  });

  it('uses the check digit of Damm', () => {
    // 100000572: state 0 -1-> 3 -0-> 1 -0-> 7 -0-> 8 -0-> 9 -0-> 2 -5-> 7 -7-> 0 -2-> 1, worked by hand from the table
    const bytes = new Uint8Array([572 >> 8, 572 & 255]);
    expect(receipt(bytes)).toBe('DB-1000-005-721');
  });
});

describe('readReceipt', () => {
  const code = receipt(new Uint8Array([40, 27, 193, 55, 12, 99]));
  const d = ten(code);

  it.each([
    ['as printed', code],
    ['lower case', code.toLowerCase()],
    ['with spaces', `db ${d.slice(0, 4)} ${d.slice(4, 7)} ${d.slice(7)}`],
    ['in one', `DB${d}`],
    ['dotted', `DB.${d.slice(0, 4)}.${d.slice(4, 7)}.${d.slice(7)}`],
    ['with Đ, as a Vietnamese keyboard makes it', `ĐB-${d}`],
    ['without letters', `${d.slice(0, 4)} ${d.slice(4, 7)} ${d.slice(7)}`],
    ['bare', d],
    ['in a sentence', `bác xem giúp mã ${code} của tôi tới đâu rồi`],
    ['before "o dau" without accents', `${code} o dau roi`],
    ['before another number', `DB ${d} 3 hom roi`],
    ['in full-width digits', code.replace(/\d/g, (c) => String.fromCodePoint(0xff10 + Number(c)))],
    ['with zero-width characters', [...code].join('\u200b')],
    ['with a non-breaking hyphen', code.replaceAll('-', '\u2011')],
  ])('reads a code %s', (_, typed) => {
    expect(readReceipt(typed)).toEqual({ code });
  });

  it('takes the letter O for a zero', () => {
    const zeroed = receipt(new Uint8Array([0, 0, 0]));
    expect(readReceipt(zeroed.replaceAll('0', 'O'))).toEqual({ code: zeroed });
    expect(readReceipt(zeroed.replaceAll('0', 'o').toLowerCase())).toEqual({ code: zeroed });
  });

  it('says so for every single wrong digit', () => {
    fc.assert(
      fc.property(codes, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }), (c, at, add) => {
        const digits = [...ten(c)];
        digits[at] = String((Number(digits[at]) + add) % 10);
        expect(readReceipt(`DB-${digits.join('')}`)).toEqual({ wrong: true });
      }),
    );
  });

  it('says so for every swap of unequal neighbours', () => {
    fc.assert(
      fc.property(codes, fc.integer({ min: 0, max: 8 }), (c, at) => {
        const digits = [...ten(c)];
        const [a = '', b = ''] = [digits[at], digits[at + 1]];
        fc.pre(a !== b);
        digits[at] = b;
        digits[at + 1] = a;
        expect(readReceipt(`db ${digits.join('')}`)).toEqual({ wrong: true });
      }),
    );
  });

  it.each([
    ['a digit too few', `DB-${d.slice(0, 9)}`],
    ['a digit too many', `DB-${d}5`],
  ])('says so for %s', (_, typed) => {
    expect(readReceipt(typed)).toEqual({ wrong: true });
  });

  it.each([
    'đèn đường hỏng 3 hôm rồi',
    '0912345678',
    '0912 345 678',
    '+84 912 345 678',
    '84912345678',
    'số 0078 gửi hôm 03/11',
    'PA-1120',
    'căn cước 033160001234',
    'dân bầu 2026',
    '',
  ])('finds no code in %j', (typed) => {
    expect(readReceipt(typed)).toBeNull();
  });

  it('takes a bare number with a wrong check digit for a code only when it stands alone', () => {
    const wrong = d.slice(0, 9) + ((Number(d[9]) + 1) % 10);
    expect(readReceipt(wrong)).toEqual({ wrong: true });
    expect(readReceipt(`quỹ thu được ${wrong} đồng`)).toBeNull();
  });

  it('never throws, and whatever it reads it reads again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const read = readReceipt(text);
        if (read && 'code' in read) expect(readReceipt(read.code)).toEqual(read);
      }),
    );
  });
});
