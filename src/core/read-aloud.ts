/** A notice as text to read aloud on the ward's loudspeaker: numbers, dates, times and abbreviations in words. */

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const SCALES = ['', 'nghìn', 'triệu', 'tỷ'] as const;
const digit = (n: number): string => DIGITS[n] ?? '';

/** A whole number in words: 21 -> hai mươi mốt, 105 -> một trăm linh năm. Up to 999 tỷ; larger ones digit by digit. */
export function sayNumber(n: number): string {
  if (!Number.isSafeInteger(n) || n < 0 || n > 999_999_999_999) return sayDigits(String(n));
  if (n === 0) return 'không';
  const groups: number[] = [];
  for (let rest = n; rest > 0; rest = Math.floor(rest / 1000)) groups.push(rest % 1000);
  const said = groups.flatMap((group, i) =>
    group === 0 ? [] : [[sayGroup(group, i < groups.length - 1), SCALES[i] ?? ''].join(' ').trim()],
  );
  return said.reverse().join(' ');
}

/** Three digits; `inner`: something stands before them, so empty hundreds are said. */
function sayGroup(n: number, inner: boolean): string {
  const hundreds = Math.floor(n / 100);
  const tens = Math.floor((n % 100) / 10);
  const ones = n % 10;
  const words: string[] = [];
  if (hundreds > 0 || inner) words.push(digit(hundreds), 'trăm');
  if (tens === 0) {
    if (ones > 0) words.push(...(words.length > 0 ? ['linh', digit(ones)] : [digit(ones)]));
    return words.join(' ');
  }
  words.push(...(tens === 1 ? ['mười'] : [digit(tens), 'mươi']));
  if (ones > 0) words.push(lastOf(tens, ones));
  return words.join(' ');
}

function lastOf(tens: number, ones: number): string {
  if (ones === 1 && tens > 1) return 'mốt';
  if (ones === 5) return 'lăm';
  return digit(ones);
}

/** Digit by digit, as a phone number is read. */
export function sayDigits(text: string): string {
  return [...text]
    .filter((c) => /\d/.test(c))
    .map((c) => digit(Number(c)))
    .join(' ');
}

/** Whole words only; the longer one first. */
const SHORT: readonly (readonly [string, string])[] = [
  ['UBMTTQ', 'Ủy ban Mặt trận Tổ quốc'],
  ['BGSĐTCĐ', 'Ban Giám sát đầu tư của cộng đồng'],
  ['GSĐTCĐ', 'Giám sát đầu tư của cộng đồng'],
  ['BTTND', 'Ban Thanh tra nhân dân'],
  ['TTND', 'Thanh tra nhân dân'],
  ['TTDP', 'tổ trưởng tổ dân phố'],
  ['UBND', 'Ủy ban nhân dân'],
  ['HĐND', 'Hội đồng nhân dân'],
  ['MTTQ', 'Mặt trận Tổ quốc'],
  ['CTMT', 'công tác Mặt trận'],
  ['BHYT', 'bảo hiểm y tế'],
  ['BHXH', 'bảo hiểm xã hội'],
  ['CCCD', 'căn cước công dân'],
  ['PCCC', 'phòng cháy, chữa cháy'],
  ['VSMT', 'vệ sinh môi trường'],
  ['QĐ', 'quyết định'],
  ['NĐ', 'nghị định'],
  ['NQ', 'nghị quyết'],
  ['KH', 'kế hoạch'],
  ['TDP', 'tổ dân phố'],
  ['NVH', 'nhà văn hóa'],
  ['THCS', 'trung học cơ sở'],
  ['THPT', 'trung học phổ thông'],
  ['CLB', 'câu lạc bộ'],
  ['TP', 'thành phố'],
  ['P', 'phường'],
  ['CN', 'Chủ nhật'],
];

const UNITS: Readonly<Record<string, string>> = {
  km: 'ki-lô-mét',
  m2: 'mét vuông',
  'm²': 'mét vuông',
  m3: 'mét khối',
  'm³': 'mét khối',
  kg: 'ki-lô-gam',
  m: 'mét',
  đ: 'đồng',
  vnđ: 'đồng',
  vnd: 'đồng',
};

const N = '(?<![\\p{L}\\p{N}])';
const E = '(?![\\p{L}\\p{N}])';
const re = (body: string, flags = 'giu') => new RegExp(`${N}${body}${E}`, flags);

const CLOCK = /(?<![\d:])([01]?\d|2[0-4])\s*(?::|h|g|giờ)\s*([0-5]\d)(?:\s*phút)?(?![\d:\p{L}])/giu;
const HOUR = /(?<![\d:\p{L}])([01]?\d|2[0-4])\s*(?:h|g)(?![\p{L}\d])/giu;
const DATE = /(?<![\d/])(?:(ngày)\s+)?(0?[1-9]|[12]\d|3[01])[/-](0?[1-9]|1[0-2])[/-](\d{4})(?![\d/])/giu;
const DAY_MONTH = /(?:(ngày)\s+)(0?[1-9]|[12]\d|3[01])[/-](0?[1-9]|1[0-2])(?![\d/])/giu;
const PHONE = /(?<![\d.])(?:\+84|0)(?:[ .-]?\d){8,10}(?!\d)/g;
const LINK = /https?:\/\/\S+/giu;

/** The same text with everything spelled out. Links are left out: nobody can hear one. */
export function readAloud(text: string): string {
  let said = text.normalize('NFC').replace(LINK, '');
  for (const [short, long] of SHORT)
    said = said.replace(re(`${short}${short.length <= 2 ? '\\.?' : ''}`, 'gu'), long);
  said = said
    .replace(PHONE, (phone) => ` ${sayPhone(phone)} `)
    .replace(CLOCK, (_, h: string, m: string) => sayTime(Number(h), Number(m)))
    .replace(HOUR, (_, h: string) => sayTime(Number(h), 0))
    .replace(
      DATE,
      (_, lead: string | undefined, d: string, m: string, y: string) =>
        `${lead ?? 'ngày'} ${sayDayOf(Number(d))} tháng ${sayMonth(Number(m))} năm ${sayNumber(Number(y))}`,
    )
    .replace(
      DAY_MONTH,
      (_, lead: string, d: string, m: string) =>
        `${lead} ${sayDayOf(Number(d))} tháng ${sayMonth(Number(m))}`,
    )
    .replace(/(\d+(?:[.,]\d+)*)\s*%/g, (_, n: string) => `${n} phần trăm`)
    .replace(
      re('(\\d+(?:[.,]\\d+)*)\\s*(km|m2|m²|m3|m³|kg|m|đ|vnđ|vnd)'),
      (_, n: string, unit: string) => `${n} ${UNITS[unit.toLowerCase()] ?? unit}`,
    )
    .replace(/(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.]|,\d)/g, (n) => sayNumber(Number(n.replaceAll('.', ''))))
    .replace(
      /(?<![\d.,])(\d+),(\d+)(?![\d,])/g,
      (_, a: string, b: string) => `${sayNumber(Number(a))} phẩy ${sayNumber(Number(b))}`,
    )
    .replace(/(?<=\d)\/(?=[\p{L}\d])/gu, ' trên ')
    .replace(/\d+/g, (n) => (n.length > 1 && n.startsWith('0') ? sayDigits(n) : sayNumber(Number(n))))
    .replace(/(?<=\p{L})(?=\d)/gu, ' ');
  return said
    .replace(/[ \t]+/g, ' ')
    .replace(/ +([,.;:!?])/g, '$1')
    .replace(/^ +| +$/gm, '')
    .trim();
}

function sayTime(hour: number, minute: number): string {
  return minute === 0 ? `${sayNumber(hour)} giờ` : `${sayNumber(hour)} giờ ${sayNumber(minute)} phút`;
}

/** The first ten days of a month are "mùng". */
const sayDayOf = (day: number): string => (day <= 10 ? `mùng ${sayNumber(day)}` : sayNumber(day));
const sayMonth = (month: number): string => (month === 4 ? 'tư' : sayNumber(month));

function sayPhone(phone: string): string {
  return sayDigits(phone.replace(/^\+84/, '0'));
}

/** The whole script: an opening, the notice three times, an end. */
export function loudspeakerScript(ward: string, text: string): string {
  const said = readAloud(text);
  const ordinals = ['lần thứ nhất', 'lần thứ hai', 'lần thứ ba'];
  return [
    `A lô, a lô. Đây là đài truyền thanh ${readAloud(ward)}. Kính mời bà con chú ý nghe thông báo.`,
    ...ordinals.map((n) => `Thông báo, ${n}.\n\n${said}`),
    'Thông báo đến đây là hết. Xin cảm ơn bà con đã chú ý lắng nghe.',
  ].join('\n\n');
}
