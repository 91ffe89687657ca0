/** An inverted index in flat arrays: for each term, the documents that have it, each with a weight. */
export interface Inverted {
  /** term -> its place in `starts` */
  readonly slots: ReadonlyMap<number, number>;
  readonly starts: Int32Array;
  readonly docs: Int32Array;
  readonly weights: Float32Array;
}

/** term -> weight, of one document */
export type Bag = ReadonlyMap<number, number>;

/** Documents' terms turned round. */
export function invert(bags: readonly Bag[]): Inverted {
  const slots = new Map<number, number>();
  const sizes: number[] = [];
  for (const bag of bags)
    for (const term of bag.keys()) {
      const slot = slots.get(term);
      if (slot === undefined) {
        slots.set(term, sizes.length);
        sizes.push(1);
      } else sizes[slot] = (sizes[slot] ?? 0) + 1;
    }
  const starts = new Int32Array(sizes.length + 1);
  for (let i = 0; i < sizes.length; i++) starts[i + 1] = (starts[i] ?? 0) + (sizes[i] ?? 0);
  const next = starts.slice();
  const total = starts[sizes.length] ?? 0;
  const docs = new Int32Array(total);
  const weights = new Float32Array(total);
  for (let n = 0; n < bags.length; n++)
    for (const [term, w] of bags[n] ?? []) {
      const slot = slots.get(term) ?? 0;
      const at = next[slot] ?? 0;
      docs[at] = n;
      weights[at] = w;
      next[slot] = at + 1;
    }
  return { slots, starts, docs, weights };
}

/** How telling a term is: BM25's inverse document frequency, never negative. */
export function inverseFrequency(bags: readonly Bag[]): Map<number, number> {
  const df = new Map<number, number>();
  for (const bag of bags) for (const term of bag.keys()) df.set(term, (df.get(term) ?? 0) + 1);
  const n = bags.length;
  for (const [term, d] of df) df.set(term, Math.log(1 + (n - d + 0.5) / (d + 0.5)));
  return df;
}

/** BM25's saturation of counts by document length: each weight becomes tf / (tf + norm), below 1. */
export function saturate(bags: readonly Bag[], k1: number, b: number): Map<number, number>[] {
  const lengths = bags.map((bag) => {
    let sum = 0;
    for (const w of bag.values()) sum += w;
    return sum;
  });
  const average = lengths.reduce((x, y) => x + y, 0) / Math.max(1, lengths.length) || 1;
  return bags.map((bag, n) => {
    const norm = k1 * (1 - b + (b * (lengths[n] ?? 0)) / average);
    const out = new Map<number, number>();
    for (const [term, tf] of bag) out.set(term, tf / (tf + norm));
    return out;
  });
}

/** Add `weight * posting weight` of a term to each document's sum. */
export function gather(into: Float32Array, inverted: Inverted, term: number, weight: number): void {
  const slot = inverted.slots.get(term);
  if (slot === undefined) return;
  const { starts, docs, weights } = inverted;
  const end = starts[slot + 1] ?? 0;
  for (let i = starts[slot] ?? 0; i < end; i++) {
    const d = docs[i] ?? 0;
    into[d] = (into[d] ?? 0) + weight * (weights[i] ?? 0);
  }
}
