import type { SearchIndex } from './build.ts';
import { gather } from './postings.ts';
import type { Piece } from './sentences.ts';
import { eachTerm, type Terms, weigh } from './terms.ts';
import { WEIGHTS } from './weights.ts';
import { isOfWorkplace } from './workplace.ts';

/** What is known of a query before anything is looked up. */
export interface Query {
  readonly terms: Terms;
  /** idf of all its terms that the index knows */
  readonly mass: number;
  /** how many words it has, those of lighter sentences counting in part */
  readonly words: number;
  /** share of its words that the index has never seen, 0..1 */
  readonly unknown: number;
  /** does it speak of offices, firms or their staff? */
  readonly workplace: boolean;
}

/** Terms of a message, the sentences that ask weighing most. */
export function queryOf(index: SearchIndex, read: readonly Piece[]): Query {
  const terms: Terms = new Map();
  let words = 0;
  let unknown = 0;
  for (const piece of read) {
    const { weight } = piece;
    // a term said twice keeps its greater weight
    unknown +=
      weight *
      eachTerm(piece.tokens, index.vocabulary, null, (term) => {
        if ((terms.get(term) ?? 0) < weight) terms.set(term, weight);
      });
    words += weight * piece.tokens.length;
  }
  return {
    terms,
    mass: weigh(terms, index.idf),
    words,
    unknown: words === 0 ? 0 : unknown / words,
    workplace: read.some((p) => isOfWorkplace(p.tokens)),
  };
}

/** One entry against a query, before calibration. */
export interface Raw {
  readonly entry: number;
  /** likeness to its best wording, 0..1 */
  readonly like: number;
  /** share of the question that its texts speak of, 0..1 */
  readonly cover: number;
  readonly sum: number;
}

/** What a follow-up leans on: the topic it keeps to, and the entry already told, which is asked about no more. */
export interface Near {
  readonly topic?: string | undefined;
  readonly told?: string | undefined;
}
const SAME_TOPIC = 0.05;
const TOLD = 0.5;

/** so many are looked at: five to tell, and their rivals */
const MOST = 12;

/** The best entries for a query, best first. */
export function rank(index: SearchIndex, query: Query, near: Near = {}, most = MOST): Raw[] {
  if (query.mass === 0) return [];
  const shared = new Float32Array(index.owner.length);
  const fields = new Float32Array(index.entries.length);
  for (const [term, w] of query.terms) {
    const idf = (index.idf.get(term) ?? 0) * w;
    if (idf === 0) continue;
    gather(shared, index.wordings, term, idf);
    gather(fields, index.fields, term, idf);
  }
  const best = new Float32Array(index.entries.length);
  const a = WEIGHTS.asked;
  for (let i = 0; i < shared.length; i++) {
    const of = index.owner[i] ?? 0;
    const like = (shared[i] ?? 0) / (a * query.mass + (1 - a) * (index.mass[i] ?? 0));
    if (like > (best[of] ?? 0)) best[of] = like;
  }
  const sums = new Float32Array(index.entries.length);
  for (const [n, entry] of index.entries.entries()) {
    const cover = (fields[n] ?? 0) / query.mass;
    const lift = near.topic === entry.topic ? SAME_TOPIC : 0;
    const heard = near.told === entry.id ? TOLD : 1;
    const elsewhere = !query.workplace && index.ofWorkplace[n] === 1 ? WEIGHTS.elsewhere : 1;
    const like = best[n] ?? 0;
    const literal = WEIGHTS.literalLift * Math.max(0, like - WEIGHTS.literal);
    sums[n] =
      heard * elsewhere * (WEIGHTS.wordingShare * like + (1 - WEIGHTS.wordingShare) * cover + lift + literal);
  }
  return bestOf(sums, most).map((n) => ({
    entry: n,
    like: best[n] ?? 0,
    cover: (fields[n] ?? 0) / query.mass,
    sum: sums[n] ?? 0,
  }));
}

const LEAST = 0.05;

/** Places of the `most` greatest sums, greatest first; of equal ones the earlier. */
function bestOf(sums: Float32Array, most: number): number[] {
  const out: number[] = [];
  for (let n = 0; n < sums.length; n++) {
    const sum = sums[n] ?? 0;
    const last = out.length < most ? LEAST : (sums[out[most - 1] ?? 0] ?? 0);
    if (sum <= last) continue;
    let at = Math.min(out.length, most - 1);
    while (at > 0 && (sums[out[at - 1] ?? 0] ?? 0) < sum) at--;
    out.splice(at, 0, n);
    if (out.length > most) out.pop();
  }
  return out;
}
