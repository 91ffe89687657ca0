import type { Token } from './types.ts';

/** Spoken numbers to digits: voice-to-text writes "tổ mười hai", "hai nghìn không trăm hai lăm". */

const UNITS: Readonly<Record<string, number>> = {
  không: 0, một: 1, mốt: 1, hai: 2, ba: 3, bốn: 4, tư: 4, năm: 5, lăm: 5, nhăm: 5, sáu: 6, bảy: 7, bẩy: 7, tám: 8, chín: 9,
  khong: 0, mot: 1, bon: 4, lam: 5, nham: 5, sau: 6, bay: 7, tam: 8, chin: 9, nam: 5, tu: 4,
}; // biome-ignore format: a table
const SCALES: Readonly<Record<string, number>> = {
  mười: 10, mươi: 10, muoi: 10, chục: 10, chuc: 10, trăm: 100, tram: 100, nghìn: 1000, ngàn: 1000, nghin: 1000, ngan: 1000, triệu: 1e6, trieu: 1e6, tỷ: 1e9, tỉ: 1e9,
}; // biome-ignore format: a table
const FILLERS = new Set(['linh', 'lẻ', 'le']);
/** a number begins with one of these; "trăm", "triệu" alone are not numbers */
const STARTS: Readonly<Record<string, number>> = { ...UNITS, mười: 10, muoi: 10 };
/** a lone number word counts only after one of these ("tổ ba", "ngõ năm") */
const BEFORE = new Set([
  'to',
  'thon',
  'ngo',
  'khu',
  'so',
  'thang',
  'ngach',
  'hem',
  'duong',
  'cum',
  'xom',
  'ap',
]);

/** "không" is a number only in "không trăm" */
function isWord(tokens: readonly Token[], at: number): boolean {
  const t = tokens[at];
  if (!t) return false;
  if (t.fold === 'khong') return tokens[at + 1]?.fold === 'tram';
  return t.text in UNITS || t.text in SCALES;
}

/** Runs of number words become one token of digits; "năm" alone (year, five) stays a word. */
export function withDigits(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; ) {
    const token = tokens[i];
    if (!token) break;
    if (!isWord(tokens, i)) {
      out.push(token);
      i++;
      continue;
    }
    let end = i;
    // "năm hai nghìn …": the first is the word for year
    const year = token.fold === 'nam' && (tokens[i + 1]?.text ?? '') in UNITS;
    while (
      !year &&
      (isWord(tokens, end) || (end > i && FILLERS.has(tokens[end]?.text ?? '') && isWord(tokens, end + 1)))
    )
      end++;
    const words = tokens.slice(i, end);
    const scaled =
      (words[0]?.text ?? '') in STARTS &&
      words.some((w) => w.text in SCALES) &&
      words.some((w, n) => n > 0 || w.text === 'mười' || w.text === 'muoi');
    const named =
      words.length === 1 &&
      BEFORE.has(out.at(-1)?.fold ?? '') &&
      !(words[0] && words[0].text in SCALES && words[0].fold !== 'muoi');
    if (words.length > 0 && (scaled || named)) {
      const digits = String(value(words.map((w) => w.text)));
      out.push({ text: digits, fold: digits });
      i = end;
    } else {
      out.push(token);
      i++;
    }
  }
  return out;
}

function value(words: readonly string[]): number {
  let total = 0;
  let group = 0;
  let unit: number | null = null;
  for (const w of words) {
    const scale = SCALES[w];
    if (scale === undefined) {
      if (UNITS[w] === undefined) continue;
      // "hai lăm" is twenty-five
      group += (unit ?? 0) * 10;
      unit = UNITS[w] ?? 0;
    } else if (scale < 1000) {
      group += (unit ?? 1) * scale;
      unit = null;
    } else {
      total += (group + (unit ?? 0) || 1) * scale;
      group = 0;
      unit = null;
    }
  }
  return total + group + (unit ?? 0);
}
