import { CONCEPTS } from './concepts.ts';
import { fold } from './fold.ts';
import type { Token } from './types.ts';

/**
 * Search terms: syllables, pairs of neighbours, and the concepts of the field. A term is a number, so that a pair
 * costs no string: words count from 1, a pair is `first * 2^15 + second` (a small integer, which maps look up fast), a concept is below 0.
 */
export type Term = number;

/** word -> its number; grows while an index is built and never after */
export type Vocabulary = Map<string, number>;

/** term -> its weight in a text */
export type Terms = Map<Term, number>;

const PAIR = 2 ** 15;
export const isPair = (term: Term): boolean => term >= PAIR;
export const isConcept = (term: Term): boolean => term < 0;

/** Lets new words into a vocabulary while an index is built; past 32,767 of them (all syllables are some 3,000) a word gives no term. */
export function growing(vocabulary: Vocabulary): (word: string) => number {
  return (word) => {
    const id = vocabulary.size + 1;
    if (id >= PAIR) return 0;
    vocabulary.set(word, id);
    return id;
  };
}

interface Pattern {
  readonly words: readonly string[];
  readonly term: Term;
}
const byFirst = new Map<string, Pattern[]>();
for (const [n, phrases] of [...CONCEPTS.values()].entries())
  for (const phrase of phrases) {
    const words = fold(phrase).split(' ');
    const first = words[0] ?? '';
    const list = byFirst.get(first) ?? [];
    list.push({ words, term: -1 - n });
    byFirst.set(first, list);
  }

/**
 * Call `put` for every term of a text.
 * @param grow gives a new word its number (see `growing`); null: unknown words give no term
 * @returns how many words were unknown
 */
export function eachTerm(
  tokens: readonly Token[],
  vocabulary: ReadonlyMap<string, number>,
  grow: ((word: string) => number) | null,
  put: (term: Term) => void,
): number {
  let before = 0;
  let unknown = 0;
  for (let i = 0; i < tokens.length; i++) {
    const word = tokens[i]?.fold ?? '';
    const id = vocabulary.get(word) ?? grow?.(word) ?? 0;
    if (id === 0) unknown++;
    else {
      put(id);
      if (before) put(before * PAIR + id);
    }
    before = id;
    for (const p of byFirst.get(word) ?? []) if (fits(p.words, tokens, i)) put(p.term);
  }
  return unknown;
}

function fits(words: readonly string[], tokens: readonly Token[], at: number): boolean {
  for (let n = 1; n < words.length; n++) if (tokens[at + n]?.fold !== words[n]) return false;
  return true;
}

/** Sum of weight times idf. */
export function weigh(
  terms: ReadonlyMap<Term, number>,
  idf: { get(term: Term): number | undefined },
): number {
  let sum = 0;
  for (const [term, w] of terms) sum += w * (idf.get(term) ?? 0);
  return sum;
}
