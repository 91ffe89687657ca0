import { clean, fold } from './fold.ts';
import { memo } from './memo.ts';
import { withDigits } from './numbers.ts';
import { PHRASES, type Phrase, WORDS } from './slang.ts';
import { isSyllable } from './syllable.ts';
import type { Token } from './types.ts';
import { nearest, undoKeyboard } from './typo.ts';

/** Syllable -> how often the index has it; repairs lead only to these. */
export type Known = ReadonlyMap<string, number>;
const AFTER_FIGURES = new Map([
  ['k', 'nghìn'],
  ['tr', 'triệu'],
  ['củ', 'triệu'],
  ['p', 'phút'],
]);
const NOTHING: Known = new Map();

const token = memo((text): Token => ({ text, fold: fold(text) }));
const bare = memo((text): Token => ({ text, fold: text, bare: true }));
const meant = memo((text): readonly Token[] => text.split(' ').map(token));
/** a figure, a syllable, or too long to mend: stays as it is */
const sound = memo((folded) => /^\d+$/.test(folded) || folded.length > 9 || isSyllable(folded));

const WORD = /[\p{L}\p{M}\p{N}]+(?:\/[\p{L}]+)?/gu;

/** the same for text of common letters alone, several times faster */
const PLAIN = /^[\n -~à-öø-ÿăđĩũơưạ-ỹ–—“”‘’]*$/;
const PLAIN_WORD = /[a-z0-9à-öø-ÿăđĩũơưạ-ỹ]+(?:\/[a-zà-öø-ÿăđĩũơưạ-ỹ]+)?/g;

/** The words of a text as typed: lower case, with accents, punctuation gone. */
export function words(text: string): string[] {
  const typed = clean(text);
  return typed.match(PLAIN.test(typed) ? PLAIN_WORD : WORD) ?? [];
}

/**
 * The words of a text as meant: short forms written out, regional words made common, typing slips undone, spoken numbers as digits.
 * @param known syllables that a misspelt word may become; without it only keyboard slips are undone
 */
export function tokens(text: string, known: Known = NOTHING): Token[] {
  const said = words(text);
  const typed = read(DIGIT.test(text) ? said.flatMap(apart) : said);
  const out: Token[] = [];
  for (let i = 0; i < typed.length; ) {
    const phrase = phraseAt(typed, i);
    if (phrase) {
      out.push(...phrase.to.map(token));
      i += phrase.from.length;
      continue;
    }
    const t = typed[i];
    i++;
    if (!t) continue;
    // "500k", "2tr": money, not "không" and "trong"
    const money = AFTER_FIGURES.get(t.text);
    const meaning = money !== undefined && /^\d+$/.test(out.at(-1)?.text ?? '') ? money : WORDS.get(t.text);
    if (meaning !== undefined) out.push(...meant(meaning));
    else out.push(mend(t, known));
  }
  return withDigits(out);
}

/** share of words with accents under which a message counts as typed without them */
const ACCENTED = 0.45;
const DIGIT = /\p{Nd}/u;

function read(typed: readonly string[]): Token[] {
  const all = typed.map(token);
  const marked = all.filter((t) => t.text !== t.fold).length;
  if (marked >= ACCENTED * all.length) return all;
  return all.map((t) => (t.text === t.fold ? bare(t.text) : t));
}

/** The same as one line of text, for people and tests to read. */
export function normalise(text: string, known: Known = NOTHING): string {
  return tokens(text, known)
    .map((t) => t.text)
    .join(' ');
}

const byFirst = new Map<string, Phrase[]>();
for (const p of PHRASES) {
  const first = p.from[0] ?? '';
  const list = byFirst.get(first);
  if (list) list.push(p);
  else byFirst.set(first, [p]);
}

function phraseAt(typed: readonly Token[], at: number): Phrase | undefined {
  const phrases = byFirst.get(typed[at]?.fold ?? '');
  return phrases?.find((p) => p.from.every((w, n) => typed[at + n]?.fold === w));
}

/** `tổ4`, `tdp12`, `15k`: letters and figures written together are two words, unless a VNI keyboard did it. */
function apart(word: string): string[] {
  if (!/\d/.test(word)) return [word];
  const m = /^(\p{L}+)(\d+)$/u.exec(word) ?? /^(\d+)(\p{L}+)$/u.exec(word);
  if (!m) return [word];
  const [, a = '', b = ''] = m;
  if (/^\d/.test(word)) return [a, b];
  const typedByVni = b.length === 1 && a.length > 2 && isSyllable(fold(a)) && a === fold(a);
  return typedByVni ? [a] : [a, b];
}

/** A word that is no syllable and is not known becomes what was meant; then its accents are not to be trusted. */
function mend(t: Token, known: Known): Token {
  if (sound(t.fold) || known.has(t.fold)) return t;
  const keyboard = undoKeyboard(t.fold);
  if (keyboard !== null) {
    const short = t.text.replace(/(\p{L})\1+/gu, '$1');
    return fold(short) === keyboard && short !== keyboard ? { text: short, fold: keyboard } : bare(keyboard);
  }
  if (t.fold.length >= 3 && known.size > 0) {
    const near = nearest(t.fold, known);
    if (near !== null) return bare(near);
  }
  return t;
}
