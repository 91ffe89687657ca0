/** Figures as they are said: medians, shares, changes, and numbers of sealed records that point at nobody. Pure. */

/** The middle value; of an even number the mean of the two. Null of none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2;
}

/** 0..1; null where there is nothing to share. */
export const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Fewer than this are never told. */
export const FEW = 5;

/** `n`: told. `few`: under five. `some`: at least `n`, and no more is said. */
export type Told =
  | { readonly say: 'n'; readonly n: number }
  | { readonly say: 'few' }
  | { readonly say: 'some'; readonly n: number };

/**
 * Parts and their sum, so that no part under five can be had by subtraction: the sum is told only where every part is.
 * Else it is "under five", or "at least" what the told parts make (never less than five).
 */
export function tellParts(parts: readonly number[]): { readonly parts: readonly Told[]; readonly sum: Told } {
  const told = parts.map((n): Told => (n < FEW ? { say: 'few' } : { say: 'n', n }));
  const sum = parts.reduce((a, b) => a + b, 0);
  if (sum < FEW) return { parts: told, sum: { say: 'few' } };
  if (told.every((t) => t.say === 'n')) return { parts: told, sum: { say: 'n', n: sum } };
  const known = parts.filter((n) => n >= FEW).reduce((a, b) => a + b, 0);
  return { parts: told, sum: { say: 'some', n: Math.max(FEW, known) } };
}
