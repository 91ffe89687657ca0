import type { SearchIndex } from './build.ts';
import { CUE_SOURCE } from './cues.ts';
import { FIELD_SOURCE } from './fields.ts';
import { clean, fold } from './fold.ts';
import { compile, type Found, lexicon } from './matcher.ts';
import { words } from './normalise.ts';
import type { Asking } from './question.ts';
import { capped, type Piece, pieces } from './sentences.ts';
import { WORDS } from './slang.ts';
import { isSyllable } from './syllable.ts';
import type { Token } from './types.ts';

/** A message read once: its words, what it speaks of, and what its asking part speaks of. */
export interface Message {
  /** as typed, lower case, capped */
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly tokens: readonly Token[];
  /** cues anywhere in it */
  readonly all: Found;
  /** cues in the sentences that ask or come last */
  readonly focus: Found;
  /** the sentences in `focus`, as words */
  readonly point: readonly Token[];
  /** is the point a question? */
  readonly asking: Asking;
  /** written in another language */
  readonly foreign: boolean;
}

const matcher = compile(lexicon(CUE_SOURCE), lexicon(FIELD_SOURCE));

/** sentences lighter than this tell the story and do not say what is wanted */
const POINT = 0.5;

export function readMessage(index: SearchIndex, text: string): Message {
  const short = clean(capped(text));
  const read = pieces(short, index.known);
  const whole = read.flatMap((p) => p.tokens);
  const points = read.filter((p) => p.weight > POINT);
  const point = points.flatMap((p) => p.tokens);
  const kinds = points.map((p) => p.asking);
  const all = matcher.find(whole);
  return {
    text: short,
    pieces: read,
    tokens: whole,
    all,
    focus: points.length === read.length ? all : matcher.find(point),
    point,
    asking: kinds.find((k) => k === 'open' || k === 'yes-no') ?? kinds.find((k) => k !== null) ?? null,
    foreign: isForeign(words(short)),
  };
}

/** English that no Vietnamese syllable, accents aside, looks like. */
const ENGLISH = new Set(
  'where how what when who why is are my your please want need help get this and for with you have does could would should which here from house not do hello speak english translate document'.split(
    ' ',
  ),
);

/** Judged on words as typed: few syllables of ours, or English words between what could be either. */
function isForeign(typed: readonly string[]): boolean {
  const said = typed.filter((w) => /\p{L}/u.test(w));
  const letters = said.map(fold);
  if (letters.length < 3) return letters.length > 0 && letters.every((w) => /[^a-z0-9/]/.test(w));
  // a short form of ours is ours: "tks ad nha", "kn vs nv trực"
  const ours = letters.filter((w, n) => isSyllable(w) || WORDS.has(said[n] ?? '')).length / letters.length;
  const english = letters.filter((w) => ENGLISH.has(w)).length;
  return ours < 0.35 || (ours < 0.75 && english >= 2);
}

/** How many different phrases of a cue were found. */
export function count(found: Found, cue: string): number {
  return found.get(cue)?.length ?? 0;
}

/** The first phrase of a cue that was found, for explanations. */
export function said(found: Found, ...cues: readonly string[]): string {
  for (const cue of cues) {
    const phrase = found.get(cue)?.[0];
    if (phrase !== undefined) return `"${phrase.replace(' … ', ' ')}"`;
  }
  return '';
}
