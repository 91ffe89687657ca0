/**
 * The copy for forwarding (Luật Tố cáo 25/2018/QH14 Đ.56.1: name, address, handwriting and other data that show who
 * denounces are taken out before it is handed on). Pure, by rule: what the rules cannot know, an officer must still read.
 */
import type { SealedEntry } from './sealed-room.ts';

const GONE = { name: '[đã bỏ tên]', place: '[đã bỏ địa chỉ]', number: '[đã bỏ số]' } as const;

/** A whole name however it is typed, with or without accents; the given name alone only as a name is written. */
function namePatterns(name: string): RegExp[] {
  const words = name
    .normalize('NFD')
    .trim()
    .split(/\s+/u)
    .filter((w) => /\p{L}/u.test(w));
  const given = words.at(-1);
  if (given === undefined) return [];
  const whole = (inner: string, flags: string) =>
    new RegExp(String.raw`(?<![\p{L}\p{N}])${inner}(?![\p{L}\p{N}\p{M}])`, flags);
  const alone = whole(quoted(given.charAt(0).toUpperCase() + given.slice(1)), 'gu');
  return words.length === 1 ? [alone] : [whole(words.map(letters).join(String.raw`\s+`), 'giu'), alone];
}

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);

/** "Hoà" also finds "Hòa" and "hoa": every letter with any marks; đ and d alike. */
function letters(word: string): string {
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/gu, 'd');
  return [...plain]
    .map((c) => (c.toLowerCase() === 'd' ? String.raw`[dđ]\p{M}*` : `${quoted(c)}${String.raw`\p{M}*`}`))
    .join('');
}

const NAME = String.raw`\p{Lu}\p{M}*[\p{L}\p{M}]*`;
/** "tôi là Trần Thị Hoa", "tên tôi là …", "người viết đơn: …": the capitalised words after it. */
const SELF =
  /((?:t\p{M}*o\p{M}*i|ch\p{M}*a\p{M}*u|em|con)\s+(?:t\p{M}*e\p{M}*n\s+)?(?:l\p{M}*a\p{M}*|t\p{M}*e\p{M}*n)\s+|(?:ho\p{M}*\s+(?:va\p{M}*\s+)?)?te\p{M}*n\s*(?:to\p{M}*i|cha\p{M}*u|em)?\s*(?:la\p{M}*|:)\s*|ky\p{M}*\s+te\p{M}*n\s*:?\s*|ngu\p{M}*o\p{M}*i\s+vie\p{M}*t\s*(?:[đd]o\p{M}*n)?\s*:\s*)/iu;
const NAMES_AFTER = new RegExp(String.raw`^${NAME}(?:\s+${NAME}){0,5}`, 'u');

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/** Phone numbers, identity and bank account numbers: eight digits or more, however they are parted. */
const NUMBERS = /(?<![\p{L}\p{N}])\+?\d(?:[ .\-()]{0,2}\d){7,18}(?![\p{L}\p{N}])/gu;
/** Sums in groups of three are what it is about. */
const MONEY = /^\d{1,3}(?:\.\d{3})+$/;
/** "số nhà 12 ngõ 5", "ngõ 12/3", "tổ dân phố số 3", "thôn Đông", "đường Nguyễn Huệ": the word and what names the place. */
const PLACE_WORD = String.raw`(?:so\p{M}*\s+nha\p{M}*|nha\p{M}*\s+so\p{M}*|nga\p{M}*ch|ngo\p{M}*|he\p{M}*m|kie\p{M}*t|[đd]u\p{M}*o\p{M}*ng|pho\p{M}*|to\p{M}*\s+da\p{M}*n\s+pho\p{M}*|to\p{M}*|tho\p{M}*n|xo\p{M}*m|khu|a\p{M}*p|ba\p{M}*n|pho\p{M}*ng|ca\p{M}*n\s+ho\p{M}*)`;
const PLACE_NUMBER = String.raw`(?:(?:so\p{M}*\s+)?\d+[\p{L}]?(?:\s*[/-]\s*\d+[\p{L}]?)*(?![\p{L}\p{N}]))`;
const PLACE = new RegExp(String.raw`(?<![\p{L}\p{N}])${PLACE_WORD}\s+${PLACE_NUMBER}`, 'giu');
const PLACE_NAMED = new RegExp(
  String.raw`(?<![\p{L}\p{N}\p{M}])(?:[Nn]ga\p{M}*ch|[Nn]go\p{M}*|[ĐđDd]u\p{M}*o\p{M}*ng|[Pp]ho\p{M}*|[Tt]ho\p{M}*n|[Xx]o\p{M}*m|[Aa]\p{M}*p|[Tt]o\p{M}*\s+da\p{M}*n\s+pho\p{M}*)\s+${NAME}(?:\s+${NAME}){0,3}`,
  'gu',
);
/** "số 12 đường …": the number before the street. */
const HOUSE = new RegExp(
  String.raw`(?<![\p{L}\p{N}])so\p{M}*\s+${PLACE_NUMBER}(?=\s*,?\s*(?:[đd]u\p{M}*o\p{M}*ng|pho\p{M}*|ngo\p{M}*|nga\p{M}*ch|tho\p{M}*n|to\p{M}*|xo\p{M}*m)(?![\p{L}\p{M}]))`,
  'giu',
);
/** After these, to the end of the clause, stands where somebody lives. */
const LIVES =
  /((?:[đd]i\p{M}*a\s+chi\p{M}*|thu\p{M}*o\p{M}*ng\s+tru\p{M}*|ta\p{M}*m\s+tru\p{M}*)\s*(?:la\p{M}*|:|ta\p{M}*i|o\p{M}*)?\s*)[^\n.;]+/giu;

/**
 * A text without what shows who wrote it, as far as rules can tell.
 * @param known names and numbers the record's identity holds
 */
export function withoutWriter(text: string, known: readonly string[]): string {
  let out = text.normalize('NFD');
  for (const value of known) {
    const digits = value.replace(/\D/g, '');
    if (digits.length >= 8) out = out.replace(numberPattern(digits), GONE.number);
    else for (const pattern of namePatterns(value)) out = out.replace(pattern, GONE.name);
  }
  out = out.replace(LIVES, (_, cue: string) => `${cue}${GONE.place} `.replace(/ +$/, ''));
  out = selfNamed(out)
    .replace(EMAIL, GONE.number)
    .replace(NUMBERS, (found) => (MONEY.test(found) ? found : GONE.number))
    .replace(HOUSE, GONE.place)
    .replace(PLACE, GONE.place)
    .replace(PLACE_NAMED, GONE.place);
  return out.normalize('NFC');
}

const numberPattern = (digits: string): RegExp =>
  new RegExp([...digits].join(String.raw`[ .\-()]{0,2}`), 'g');

function selfNamed(text: string): string {
  const parts: string[] = [];
  let rest = text;
  for (let cue = SELF.exec(rest); cue; cue = SELF.exec(rest)) {
    const end = cue.index + cue[0].length;
    const name = NAMES_AFTER.exec(rest.slice(end))?.[0] ?? '';
    parts.push(rest.slice(0, end), name === '' ? '' : GONE.name);
    rest = rest.slice(end + name.length);
  }
  return [...parts, rest].join('');
}

export interface ForwardCopy {
  /** what the resident wrote, in order, redacted; officers' own lines are not part of it */
  readonly texts: readonly string[];
  /** photos that are not included: they may show handwriting, faces, places */
  readonly photos: number;
}

export function forwardCopy(entries: readonly SealedEntry[], known: readonly string[]): ForwardCopy {
  const written = entries.filter((e) => e.actor === 'resident');
  return {
    texts: written.flatMap((e) => (e.text === undefined ? [] : [withoutWriter(e.text, known)])),
    photos: written.filter((e) => e.photo !== undefined).length,
  };
}
