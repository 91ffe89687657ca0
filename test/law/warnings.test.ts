import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_HOURS,
  isOpen,
  isWorkingDay,
  vietnamDay,
  type WarnedClock,
  warnedRoles,
  warningHorizon,
  warningNow,
  warningRank,
  warningStep,
} from '../../src/law/index.ts';
import { calendar, daysBetween, morning, plus } from './helpers.ts';

const running = (dueOn: string, from = '2026-01-01'): WarnedClock => ({ from, dueOn, state: 'running' });
const at = (day: string) => new Date(morning(day));
const day = fc.integer({ min: 0, max: 700 }).map((n) => plus('2026-01-01', n));
const instant = fc
  .integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-12-31') })
  .map((ms) => new Date(ms));

describe('the step a clock has reached', () => {
  // Friday 20/11/2026; Tuesday 24/11 is a holiday
  it.each([
    ['2026-11-16', null],
    ['2026-11-17', null],
    ['2026-11-18', 'T3'],
    ['2026-11-19', 'T3'],
    ['2026-11-20', 'T1'],
    ['2026-11-23', 'due'],
    ['2026-11-25', 'over'],
    ['2026-12-01', 'over'],
    ['2026-12-02', 'over5'],
    ['2026-12-09', 'over10'],
  ])('on %s, for one that ends on Monday 23/11: %s', (today, step) => {
    expect(warningStep('2026-11-23', today, calendar)).toBe(step);
  });

  it('is not spoken of on the day it began while its end is days off', () => {
    expect(warningNow(running('2026-11-26', '2026-11-23'), at('2026-11-23'), calendar)).toBeNull();
    expect(warningNow(running('2026-11-26', '2026-11-20'), at('2026-11-23'), calendar)).toBe('T3');
  });

  it('concerns the holder first and the leaders from the last day on', () => {
    expect(warnedRoles('T3')).toEqual(['holder']);
    expect(warnedRoles('T1')).toEqual(['holder']);
    expect(warnedRoles('due')).toContain('leader');
    expect(warnedRoles('over5')[0]).toBe('leader');
  });

  it('is silent for a clock that ended or stands still', () => {
    for (const state of ['paused', 'met', 'missed', 'stopped'] as const)
      expect(warningNow({ ...running('2026-11-20'), state }, at('2026-11-23'), calendar)).toBeNull();
  });
});

describe('for any clock', () => {
  it('nothing is said outside office hours', () => {
    fc.assert(
      fc.property(day, instant, (dueOn, now) => {
        const step = warningNow(running(dueOn), now, calendar);
        if (step !== null) expect(isOpen(now, calendar, DEFAULT_HOURS)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('steps only climb as the days go by, and each is reached in its turn', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 40 }), (dueOn, span) => {
        const ranks = daysBetween(plus(dueOn, -span), plus(dueOn, span))
          .filter((today) => isWorkingDay(calendar, today))
          .flatMap((today) => warningNow(running(dueOn, '2025-01-01'), at(today), calendar) ?? [])
          .map(warningRank);
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
        expect(ranks.every(Number.isInteger)).toBe(true);
      }),
    );
  });

  it('the horizon leaves nothing out that is to be said today', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 30 }), (today, ahead) => {
        const dueOn = plus(today, ahead);
        if (warningStep(dueOn, today, calendar) !== null)
          expect(dueOn <= warningHorizon(today, calendar)).toBe(true);
      }),
    );
  });

  it('the day of an instant is that of Việt Nam', () => {
    const late = new Date('2026-11-22T17:30:00Z');
    expect(vietnamDay(late)).toBe('2026-11-23');
    expect(warningNow(running('2026-11-23'), late, calendar)).toBeNull();
  });
});
