import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loudspeakerScript, readAloud, sayNumber } from '../../src/core/read-aloud.ts';

describe('numbers', () => {
  test.each([
    [0, 'không'],
    [1, 'một'],
    [5, 'năm'],
    [10, 'mười'],
    [11, 'mười một'],
    [14, 'mười bốn'],
    [15, 'mười lăm'],
    [20, 'hai mươi'],
    [21, 'hai mươi mốt'],
    [24, 'hai mươi bốn'],
    [25, 'hai mươi lăm'],
    [91, 'chín mươi mốt'],
    [100, 'một trăm'],
    [101, 'một trăm linh một'],
    [105, 'một trăm linh năm'],
    [110, 'một trăm mười'],
    [115, 'một trăm mười lăm'],
    [121, 'một trăm hai mươi mốt'],
    [1000, 'một nghìn'],
    [1005, 'một nghìn không trăm linh năm'],
    [1050, 'một nghìn không trăm năm mươi'],
    [2026, 'hai nghìn không trăm hai mươi sáu'],
    [10_000, 'mười nghìn'],
    [150_000, 'một trăm năm mươi nghìn'],
    [1_000_000, 'một triệu'],
    [1_000_001, 'một triệu không trăm linh một'],
    [2_500_000, 'hai triệu năm trăm nghìn'],
    [1_000_000_000, 'một tỷ'],
  ])('%i is %s', (n, words) => expect(sayNumber(n)).toBe(words));

  test('no two numbers sound the same', () => {
    fc.assert(
      fc.property(fc.nat(999_999), fc.nat(999_999), (a, b) => {
        expect(sayNumber(a) === sayNumber(b)).toBe(a === b);
      }),
    );
  });
});

test.each([
  ['Họp lúc 07:30', 'Họp lúc bảy giờ ba mươi phút'],
  ['lúc 19h30', 'lúc mười chín giờ ba mươi phút'],
  ['lúc 8h sáng', 'lúc tám giờ sáng'],
  ['19 giờ 30', 'mười chín giờ ba mươi phút'],
  ['14:00', 'mười bốn giờ'],
  ['ngày 22/11/2026', 'ngày hai mươi hai tháng mười một năm hai nghìn không trăm hai mươi sáu'],
  ['thứ Bảy, 05/04/2027', 'thứ Bảy, ngày mùng năm tháng tư năm hai nghìn không trăm hai mươi bảy'],
  ['ngày 2/9', 'ngày mùng hai tháng chín'],
  ['UBND phường, TDP số 3', 'Ủy ban nhân dân phường, tổ dân phố số ba'],
  ['HĐND và MTTQ', 'Hội đồng nhân dân và Mặt trận Tổ quốc'],
  ['TTDP mời bà con', 'tổ trưởng tổ dân phố mời bà con'],
  ['P. Thượng Hồng', 'phường Thượng Hồng'],
  ['đóng 150.000đ mỗi hộ', 'đóng một trăm năm mươi nghìn đồng mỗi hộ'],
  ['hơn 50%', 'hơn năm mươi phần trăm'],
  ['đường dài 2,5 km', 'đường dài hai phẩy năm ki-lô-mét'],
  ['gọi 0912 345 678', 'gọi không chín một hai ba bốn năm sáu bảy tám'],
  ['số 124/KH-UBND', 'số một trăm hai mươi bốn trên kế hoạch-Ủy ban nhân dân'],
  ['Tổ 10', 'Tổ mười'],
  ['xem https://phuong.vn/lich/1 nhé', 'xem nhé'],
])('%s is read as %s', (text, said) => {
  expect(readAloud(text)).toBe(said);
});

test('no digit is left for the reader to stumble on, whatever is written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(), (text, n) => {
      expect(readAloud(`${text} ${n} ${text}`)).not.toMatch(/[0-9]/);
    }),
  );
});

test('the script opens, says it three times, and ends', () => {
  const script = loudspeakerScript('phường Thượng Hồng', 'Mời họp tổ 3 lúc 19:30.');
  expect(script.split('Mời họp tổ ba lúc mười chín giờ ba mươi phút.')).toHaveLength(4);
  expect(script).toMatch(/^A lô, a lô/);
  expect(script).toMatch(/Xin cảm ơn bà con/);
});
