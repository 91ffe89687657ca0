/** A tap, "2", "(2)", "số 2", "thứ hai", the label, the label without accents: all the same choice. */
import { alike, fold } from './text.ts';
import type { Body } from './types.ts';

/** What was last offered, as stored with the conversation: `turn` is the inbox row it answered. */
export interface Offer {
  readonly turn: string;
  readonly choices: readonly { readonly id: string; readonly label: string }[];
}

export type Chosen = { readonly kind: 'choice'; readonly id: string } | { readonly kind: 'stale' } | null;

/** The token of the i-th button of a turn's offer: under 64 bytes for a UUID, nothing in it to forge. */
export function tokenOf(turn: string, index: number): string {
  return `${turn}.${index}`;
}

/**
 * The choice that a body makes of the offer. `stale`: a button of an older question. Null: no choice, to be taken as
 * free text ("2 con chó chạy rông" is no 2).
 */
export function choose(offer: Offer | null, body: Body): Chosen {
  if (body.kind === 'tap') return tapped(offer, body.token);
  if (body.kind !== 'text' || !offer || body.text.length > 200) return null;
  const number = numberOf(body.text);
  const byNumber = number === null ? undefined : offer.choices[number - 1];
  const byLabel = labelled(offer, body.text);
  // a digit is the number of a line; a number in words might be a label
  const found = /\d/.test(body.text) ? (byNumber ?? byLabel) : (byLabel ?? byNumber);
  return found ? { kind: 'choice', id: found.id } : null;
}

function tapped(offer: Offer | null, token: string): Chosen {
  const dot = token.lastIndexOf('.');
  const index = token.slice(dot + 1);
  if (!offer || dot < 0 || token.slice(0, dot) !== offer.turn || !/^\d{1,2}$/.test(index))
    return { kind: 'stale' };
  const choice = offer.choices[Number(index)];
  return choice ? { kind: 'choice', id: choice.id } : { kind: 'stale' };
}

// Words of politeness and of choosing around a number or a label; folded.
const BEFORE = words(
  'da vang u uh ok thoi cho toi em chau minh xin chon lay la so thu cai muc y cau phuong an lua cach option number no choose i',
);
const AFTER = words('a nhe nha di oi nay do please');
// "2 bác ạ" is polite, "2 bác" may be two people
const PEOPLE = words('bac ban em anh chi ad chau');

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

// "sau", "nam", "bay" and the like are other words too: without accents they count only in a text typed without any.
const WORDS: readonly (readonly string[])[] = [
  ['một', 'nhất', 'mot', 'nhat', 'one', 'first'],
  ['hai', 'nhì', 'nhi', 'two', 'second'],
  ['ba', 'three', 'third'],
  ['bốn', 'tư', 'bon', 'tu', 'four', 'fourth'],
  ['năm', 'nam', 'five', 'fifth'],
  ['sáu', 'sau', 'six'],
  ['bảy', 'bẩy', 'bay', 'seven'],
  ['tám', 'tam', 'eight'],
  ['chín', 'chin', 'nine'],
  ['mười', 'muoi', 'ten'],
];

/** The number that a text is, and nothing else beside politeness; null when it is more, or none. */
function numberOf(text: string): number | null {
  const tokens = bare(fold(text));
  const [only] = tokens;
  if (tokens.length !== 1 || only === undefined) return null;
  if (/^\d{1,2}$/.test(only)) return Number(only);
  // "bà" folds to "ba": look at the word as typed
  const typed = text
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((w) => fold(w) === only);
  const index = WORDS.findIndex((w) => typed.some((t) => w.includes(t)));
  return index < 0 ? null : index + 1;
}

function bare(folded: string): string[] {
  const tokens = folded.split(' ').filter(Boolean);
  while (tokens.length > 1 && BEFORE.has(tokens[0] ?? '')) tokens.shift();
  const before = tokens.length;
  while (tokens.length > 1 && AFTER.has(tokens.at(-1) ?? '')) tokens.pop();
  if (tokens.length > 1 && tokens.length < before && PEOPLE.has(tokens.at(-1) ?? '')) tokens.pop();
  return tokens;
}

function labelled(offer: Offer, text: string): { readonly id: string } | null {
  const folded = fold(text);
  if (folded === '') return null;
  const tokens = bare(folded);
  const stripped = tokens.join(' ');
  // wrong accents are forgiven where several words agree, not in a single one ("dừng" is not "Đúng")
  const own = (typed: string, wanted: string) => {
    const same = offer.choices.filter((c) => fold(c.label) === wanted);
    const exact = same.filter((c) => alike(typed, c.label));
    const hits = exact.length > 0 || !wanted.includes(' ') ? exact : same;
    return hits.length === 1 ? hits[0] : undefined;
  };
  const lined = offer.choices.find((c, i) => folded === `${i + 1} ${fold(c.label)}`);
  const shortened = /(…|\.\.\.)$/u.test(text.trim())
    ? offer.choices.filter((c) => fold(c.label).startsWith(folded))
    : [];
  return (
    own(text, folded) ??
    own(inner(text, tokens), stripped) ??
    lined ??
    (shortened.length === 1 ? shortened[0] : undefined) ??
    null
  );
}

/** The words as typed that are left of a text when politeness is taken off. */
function inner(text: string, tokens: readonly string[]): string {
  const typed = text
    .normalize('NFC')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((w) => fold(w) !== '');
  const all = typed.map(fold);
  const at = all.findIndex((_, i) => tokens.every((t, j) => all[i + j] === t));
  return at < 0 ? tokens.join(' ') : typed.slice(at, at + tokens.length).join(' ');
}
