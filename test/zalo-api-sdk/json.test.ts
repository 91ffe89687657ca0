import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLossless, parseObject } from '../../src/zalo-api-sdk/index.ts';

describe('lossless JSON', () => {
  it('turns an integer beyond 2^53 into a string of the same digits', () => {
    expect(parseLossless('{"from_id":7300112233445566772,"a":[-9007199254740993, 1]}')).toEqual({
      from_id: '7300112233445566772',
      a: ['-9007199254740993', 1],
    });
    expect(parseLossless('12345678901234567890')).toBe('12345678901234567890');
  });

  it('leaves safe numbers, fractions and digits inside strings alone', () => {
    const text =
      '{"t":1758772193402,"lat":10.764247312345678901,"s":"x: 7300112233445566772, \\"7300112233445566772"}';
    expect(parseLossless(text)).toEqual(JSON.parse(text));
  });

  it('does not make sound JSON out of a bare number used as a key', () => {
    expect(() => parseLossless('{7300112233445566772:1}')).toThrow(SyntaxError);
    expect(parseObject('{7300112233445566772:1}')).toBeNull();
  });

  it('reads a body of a million escapes without running out of stack', () => {
    const text = JSON.stringify({ id: 1, text: '\n'.repeat(500_000) }).replace('1', '7300112233445566772');
    expect(parseObject(text)?.id).toBe('7300112233445566772');
  });

  it('agrees with JSON.parse on every value whose numbers are safe', () => {
    const safe = fc.jsonValue().filter((v) => !/\d{16}/.test(JSON.stringify(v)));
    fc.assert(
      fc.property(safe, (v) => {
        const text = JSON.stringify(v);
        expect(parseLossless(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('keeps every digit of any integer', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (n) => {
        expect(String(parseObject(`{ "id" : ${n} }`)?.id)).toBe(String(n));
      }),
    );
  });
});
