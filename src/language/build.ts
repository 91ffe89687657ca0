import { type Bags, bags, frequency, placeOf, places, saturated, turned } from './dense.ts';
import { type Known, tokens } from './normalise.ts';
import type { Inverted } from './postings.ts';
import { eachTerm, growing, isConcept, isPair, type Term, type Vocabulary } from './terms.ts';
import type { Indexed } from './types.ts';
import { WEIGHTS } from './weights.ts';
import { isOfWorkplace } from './workplace.ts';

/** What `search` needs, kept in memory; made anew when entries change. Nothing in it changes after. */
export interface SearchIndex {
  readonly entries: readonly Indexed[];
  readonly position: ReadonlyMap<string, number>;
  readonly vocabulary: ReadonlyMap<string, number>;
  /** syllable -> how often it is said */
  readonly known: Known;
  /** term -> how telling it is */
  readonly idf: { get(term: Term): number | undefined };
  /** term -> wordings that have it */
  readonly wordings: Inverted;
  /** wording -> entry */
  readonly owner: Int32Array;
  /** wording -> sum of the idf of its terms */
  readonly mass: Float32Array;
  /** term -> entries whose texts have it, BM25F weights already saturated */
  readonly fields: Inverted;
  /** entry -> 1 where it tells what holds inside an office or a firm */
  readonly ofWorkplace: Uint8Array;
}

/** Build the index of the entries: some 3,000 wordings and the texts they lead to. */
export function buildSearch(entries: readonly Indexed[]): SearchIndex {
  const known = new Map<string, number>();
  const vocabulary: Vocabulary = new Map();
  const grow = growing(vocabulary);
  const all = places();
  const owner: number[] = [];
  const asked = bags();
  const whole = bags();
  // which text, and which entry, had a place last; the weight gathered for it in that entry
  const inText: number[] = [];
  const inEntry: number[] = [];
  const sums: number[] = [];
  let text = 0;
  for (const [n, entry] of entries.entries()) {
    const mine: number[] = [];
    const add = (written: string, weight: number, into: Bags | null, pairs = true): void => {
      text++;
      const read = tokens(written);
      eachTerm(read, vocabulary, grow, (term) => {
        const place = placeOf(all, term);
        if (inText[place] === text) return;
        inText[place] = text;
        into?.places.push(place);
        into?.weights.push(1);
        if (!pairs && isPair(term)) return;
        if (inEntry[place] !== n) {
          inEntry[place] = n;
          sums[place] = 0;
          mine.push(place);
        }
        sums[place] = (sums[place] ?? 0) + weight;
      });
      into?.ends.push(into.places.length);
      for (const t of read) known.set(t.fold, (known.get(t.fold) ?? 0) + 1);
    };
    for (const [k, wording] of [entry.question, ...entry.wordings].entries()) {
      add(wording, k === 0 ? WEIGHTS.question : WEIGHTS.wordings, asked);
      owner.push(n);
    }
    add(entry.topic, WEIGHTS.topic, null);
    add(entry.answer, WEIGHTS.answer, null);
    // the pairs of the long text are many and tell little
    add(entry.detail, WEIGHTS.detail, null, false);
    for (const place of mine) {
      whole.places.push(place);
      whole.weights.push(sums[place] ?? 0);
    }
    whole.ends.push(whole.places.length);
  }
  const idf = new Float64Array(all.terms.length);
  for (const [place, df] of frequency(whole, idf.length).entries())
    idf[place] =
      Math.log(1 + (entries.length - df + 0.5) / (df + 0.5)) * (df > 0 ? share(all.terms[place] ?? 0) : 0);
  let at = 0;
  const mass = Float32Array.from(asked.ends, (end) => {
    let sum = 0;
    for (; at < end; at++) sum += idf[asked.places[at] ?? 0] ?? 0;
    return sum;
  });
  return {
    entries,
    position: new Map(entries.map((e, n) => [e.id, n])),
    known,
    vocabulary,
    idf: { get: (term) => idf[all.slots.get(term) ?? -1] },
    wordings: turned(all, asked),
    owner: Int32Array.from(owner),
    mass,
    fields: turned(all, saturated(whole, WEIGHTS.k1, WEIGHTS.b)),
    ofWorkplace: Uint8Array.from(entries, (e) => (isOfWorkplace(tokens(e.topic)) ? 1 : 0)),
  };
}

function share(term: Term): number {
  if (isConcept(term)) return WEIGHTS.concept;
  return isPair(term) ? WEIGHTS.pair : 1;
}
