import type { Indexed } from '../../src/language/index.ts';
import { buildIndex, understand } from '../../src/language/index.ts';

export interface Speed {
  readonly buildMs: number;
  readonly p50: number;
  readonly p95: number;
  readonly perSecond: number;
  /** ms for a message of 50,000 characters */
  readonly longest: number;
}

/** Times on this machine, one core, after one round to warm up. */
export function evaluateSpeed(entries: readonly Indexed[], texts: readonly string[]): Speed {
  for (let i = 0; i < 3; i++) buildIndex(entries);
  const start = performance.now();
  const index = buildIndex(entries);
  const buildMs = performance.now() - start;
  for (const t of texts) understand(index, t);
  const times: number[] = [];
  for (let round = 0; round < 3; round++)
    for (const t of texts) {
      const from = performance.now();
      understand(index, t);
      times.push(performance.now() - from);
    }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  const from = performance.now();
  understand(index, 'phường phải công khai những gì cho dân biết '.repeat(1200).slice(0, 50_000));
  const longest = performance.now() - from;
  const total = times.reduce((a, b) => a + b, 0);
  return { buildMs, p50: at(0.5), p95: at(0.95), perSecond: (1000 * times.length) / total, longest };
}
