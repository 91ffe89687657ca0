/** Text as it comes in and goes out, counted in code points after NFC: what platforms count, and what a resident sees. */

/** The longest text that is kept of one message, in code points. */
export const MAX_TEXT = 4000;

// Everything of category Cc but the line feed; the tab becomes a space before.
const CONTROLS = /(?!\n)\p{Cc}/gu;
const LONE_SURROGATES = /\p{Surrogate}/gu;
// Zero width, direction marks, variation selectors; and the box of a keycap emoji ("2️⃣" is a 2).
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|\u20e3/gu;

/** How many code points. */
export function length(text: string): number {
  let n = 0;
  for (const _ of text) n++;
  return n;
}

/** The first `max` code points; the text itself when it is shorter. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  let end = 0;
  let n = 0;
  for (const point of text) {
    if (n === max) break;
    end += point.length;
    n++;
  }
  return text.slice(0, end);
}

/** As `cut`, with "…" as the last of the `max` code points where something was cut. */
export function shorten(text: string, max: number): string {
  if (length(text) <= max) return text;
  return max < 1 ? '' : `${cut(text, max - 1).trimEnd()}…`;
}

/**
 * What somebody wrote, fit to be stored: NUL and other control characters out, lone surrogates become U+FFFD, line ends
 * become "\n", NFC, ends trimmed, at most `max` code points. Everything else stays as typed. Idempotent.
 */
export function clean(text: string, max: number = MAX_TEXT): string {
  const plain = text
    .replace(LONE_SURROGATES, '\uFFFD')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/\t/g, ' ')
    .replace(CONTROLS, '')
    .normalize('NFC')
    .trim();
  return cut(plain, max).trimEnd();
}

/** A name on one line: as `clean`, with every run of blanks one space. */
export const cleanName = (text: string): string => clean(text, Number.MAX_SAFE_INTEGER).replace(/\s+/g, ' ');

/** Labels and phrases of the code come again and again. In this process only, and never for long. */
const remembered = new Map<string, string>();
const REMEMBER_LENGTH = 120;
const REMEMBER = 2000;

/**
 * For comparing only: lower case, no accents, đ as d, no invisible characters, anything that is no letter or digit a
 * single space. "Đồng ý!" and "dong  y" fold to the same.
 */
export function fold(text: string): string {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const folded = foldNow(text);
  if (text.length <= REMEMBER_LENGTH) {
    if (remembered.size >= REMEMBER) remembered.clear();
    remembered.set(text, folded);
  }
  return folded;
}

function foldNow(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[đð]/g, 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Is `typed` the words `wanted`? Case, punctuation and missing accents do not matter, but an accent that was typed must
 * be right: "dung" is "Đúng", "dừng" is not. Tone marks may stand on either vowel ("huỷ", "hủy").
 */
export function alike(typed: string, wanted: string): boolean {
  if (fold(typed) !== fold(wanted)) return false;
  const marks = (text: string) => {
    const words = text
      .replace(INVISIBLE, '')
      .toLowerCase()
      .split(/[^\p{L}\p{N}\p{M}]+/u)
      .filter((w) => fold(w) !== '');
    return words.map((w) =>
      [...w.normalize('NFKD').replace(/đ/g, 'd\u0335')]
        .filter((c) => /\p{M}/u.test(c))
        .sort()
        .join(''),
    );
  };
  const right = marks(wanted);
  return marks(typed).every((typedMarks, i) => typedMarks === '' || typedMarks === right[i]);
}

// Where a long text may be cut, best first: paragraph, line, sentence, comma, word.
const CUTS: readonly RegExp[] = [/\n\s*\n/g, /\n/g, /[.!?…;:]\s/g, /,\s/g, /\s/g];

/**
 * Cut a text into pieces of at most `max` code points, at the end of a paragraph where one ends in the second half of
 * the piece, else of a line, a sentence, a word, else anywhere. Only blanks at the cuts are lost.
 */
export function split(text: string, max: number): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (length(rest) > max) {
    const head = cut(rest, max);
    const at =
      CUTS.map((pattern) => lastEnd(head, pattern)).find((end) => end > head.length / 2) ?? head.length;
    pieces.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  if (rest !== '') pieces.push(rest);
  return pieces.filter((p) => p !== '');
}

function lastEnd(text: string, pattern: RegExp): number {
  let end = -1;
  for (const m of text.matchAll(pattern)) end = m.index + m[0].length;
  return end;
}

/** The day of an instant in Việt Nam, as `22/11/2026`. (UTC+7 all year since 1975.) */
export function dayOf(at: Date): string {
  const local = new Date(at.getTime() + 7 * 3_600_000).toISOString();
  return `${local.slice(8, 10)}/${local.slice(5, 7)}/${local.slice(0, 4)}`;
}
