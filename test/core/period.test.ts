import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FEW, median, tellParts } from '../../src/core/figures.ts';
import { addDays, daysIn, PERIODS, periodOf, readDay, stepsOf } from '../../src/core/period.ts';

describe('a period', () => {
  test.each([
    ['thang-nay', '2026-11-23', '2026-11-01 2026-11-23 2026-10-01 2026-10-23'],
    ['thang-nay', '2026-03-31', '2026-03-01 2026-03-31 2026-02-01 2026-02-28'],
    ['thang-truoc', '2026-01-05', '2025-12-01 2025-12-31 2025-11-01 2025-11-30'],
    ['quy-nay', '2026-11-23', '2026-10-01 2026-11-23 2026-07-01 2026-08-23'],
    ['quy-truoc', '2026-02-01', '2025-10-01 2025-12-31 2025-07-01 2025-09-30'],
    ['nam-nay', '2026-11-23', '2026-01-01 2026-11-23 2025-01-01 2025-11-23'],
    ['nam-truoc', '2026-11-23', '2025-01-01 2025-12-31 2024-01-01 2024-12-31'],
  ] as const)('%s seen from %s', (id, today, expected) => {
    const { from, to, before } = periodOf(id, today);
    expect([from, to, before.from, before.to].join(' ')).toBe(expected);
  });

  test('from one day to another: turned round, cut at today, compared with as many days before', () => {
    const { from, to, before } = periodOf('khoang', '2026-11-23', { from: '2027-01-01', to: '2026-11-14' });
    expect([from, to, before.from, before.to]).toEqual([
      '2026-11-14',
      '2026-11-23',
      '2026-11-04',
      '2026-11-13',
    ]);
  });

  const days = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays('1990-01-01', n));
  test('never overlaps the one before, never reaches tomorrow, and its steps cover it once', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PERIODS), days, days, days, (id, today, a, b) => {
        const p = periodOf(id, today, { from: a, to: b });
        expect(p.from <= p.to && p.to <= today).toBe(true);
        expect(p.before.from <= p.before.to && p.before.to < p.from).toBe(true);
        const steps = stepsOf(p);
        expect(steps.length).toBeLessThanOrEqual(62);
        expect(steps.reduce((n, step) => n + daysIn(step), 0)).toBe(daysIn(p));
        steps.forEach((step, i) => {
          const next = steps[i + 1];
          if (next) expect(next.from).toBe(addDays(step.to, 1));
        });
      }),
    );
  });

  test.each(['2026-02-30', '26-01-01', '', 'x', '2026-1-1', undefined])('%s is no day', (text) => {
    expect(readDay(text)).toBeUndefined();
  });
});

test.each([
  [[], null],
  [[7], 7],
  [[9, 1, 5], 5],
  [[4, 1, 3, 100], 3.5],
])('the median of %j is %s', (values, expected) => {
  expect(median(values)).toBe(expected);
});

describe('numbers that must point at nobody', () => {
  test.each([
    [[6, 7], ['n', 'n'], { say: 'n', n: 13 }],
    [[6, 0], ['n', 'few'], { say: 'some', n: 6 }],
    [[1, 2], ['few', 'few'], { say: 'few' }],
    [[4, 4], ['few', 'few'], { say: 'some', n: 5 }],
    [[0, 0, 0, 0], ['few', 'few', 'few', 'few'], { say: 'few' }],
  ])('%j', (parts, told, sum) => {
    const got = tellParts(parts);
    expect(got.parts.map((t) => t.say)).toEqual(told);
    expect(got.sum).toEqual(sum);
  });

  test('whatever is told, no hidden part can be worked out, by subtraction or otherwise', () => {
    const small = Array.from({ length: 8 }, (_, n) => n);
    const said = new Map<string, number[][]>();
    for (const a of small)
      for (const b of small)
        for (const c of small) {
          const key = JSON.stringify(tellParts([a, b, c]));
          said.set(key, [...(said.get(key) ?? []), [a, b, c]]);
        }
    for (const worlds of said.values())
      for (const [i, value] of (worlds[0] ?? []).entries()) {
        const possible = new Set(worlds.map((w) => w[i]));
        if (value < FEW) expect(possible.size, JSON.stringify(worlds[0])).toBe(FEW);
      }
  });
});
