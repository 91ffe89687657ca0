/**
 * A count that points at nobody: what is fewer than five is only said to be so, none at all too (legal.md §3.1.5: no
 * figure about tố cáo so fine that a person can be told from it).
 */
export function atLeastFive(n: number): string {
  return n < 5 ? 'dưới 5' : String(n);
}
