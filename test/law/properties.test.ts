import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { due, isWorkingDay, nextWorkingDay, REGISTER, type Rule, vietnamDay } from '../../src/law/index.ts';
import { calendar, daysBetween, morning, plus } from './helpers.ts';

type Forward = Extract<Rule, { bound: 'at-most' | 'until' | 'at-least-during' }>;
const isForward = (rule: Rule): rule is Forward =>
  (rule.bound === 'at-most' || rule.bound === 'until' || rule.bound === 'at-least-during') &&
  rule.term.unit !== 'giờ';
const forward = REGISTER.filter(isForward);
const inDays = forward.filter((r) => r.term.unit === 'ngày');
const inWorkingDays = forward.filter((r) => r.term.unit === 'ngày làm việc' && !('orEarlier' in r));
const back = REGISTER.filter((r) => r.bound === 'at-least-before');

const day = fc.integer({ min: 0, max: 1460 }).map((days) => plus('2024-01-01', days));
const instant = fc
  .integer({ min: Date.parse('2024-01-01'), max: Date.parse('2027-12-31') })
  .map((ms) => new Date(ms));
const working = (first: string, last: string) =>
  daysBetween(plus(first, 1), last).filter((d) => isWorkingDay(calendar, d));

describe('for any rule and any start', () => {
  it('a term in days ends on the first working day at or after the naive count', () => {
    fc.assert(
      fc.property(fc.constantFrom(...inDays), day, (rule, from) => {
        const result = due(rule, morning(from), calendar);
        const naive = plus(from, rule.term.value);
        expect(result.due >= naive).toBe(true);
        expect(result.due).toBe(nextWorkingDay(calendar, naive));
      }),
    );
  });

  it('a term in working days has exactly that many working days in it, the last one included', () => {
    fc.assert(
      fc.property(fc.constantFrom(...inWorkingDays), day, (rule, from) => {
        const result = due(rule, morning(from), calendar);
        const counted = working(from, result.due);
        expect(counted).toHaveLength(rule.term.value);
        expect(counted.at(-1)).toBe(result.due);
        expect(
          result.skipped
            .map((s) => s.date)
            .concat(counted)
            .sort(),
        ).toEqual(daysBetween(plus(from, 1), result.due));
      }),
    );
  });

  it('a later start is never due earlier', () => {
    fc.assert(
      fc.property(fc.constantFrom(...forward, ...back), instant, instant, (rule, a, b) => {
        const [first, second] = a < b ? [a, b] : [b, a];
        expect(due(rule, first, calendar).due <= due(rule, second, calendar).due).toBe(true);
      }),
    );
  });

  it('only the date in Việt Nam matters, however the instant is written', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...forward),
        instant,
        fc.integer({ min: -12, max: 14 }),
        (rule, at, hours) => {
          const local = new Date(at.getTime() + hours * 3_600_000).toISOString().slice(0, 19);
          const offset = `${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`;
          const seconds = new Date(Math.floor(at.getTime() / 1000) * 1000);
          expect(due(rule, `${local}${offset}`, calendar)).toEqual(due(rule, seconds, calendar));
          expect(due(rule, at, calendar).due).toBe(due(rule, vietnamDay(at), calendar).due);
        },
      ),
    );
  });
});

describe('pausing', () => {
  const within = fc
    .nat()
    .chain((at) => fc.record({ at: fc.constant(at), length: fc.integer({ min: 0, max: 60 }) }));

  it('n days moves a term in days by n', () => {
    fc.assert(
      fc.property(fc.constantFrom(...inDays), day, within, (rule, from, { at, length }) => {
        const start = plus(from, 1 + (at % rule.term.value));
        const pauses = [{ from: start, to: plus(start, length) }];
        const plain = due(rule, morning(from), calendar);
        const paused = due(rule, morning(from), calendar, { pauses });
        expect(paused.counted).toBe(plus(plain.counted, length));
        expect(paused.due).toBe(nextWorkingDay(calendar, paused.counted));
      }),
    );
  });

  it('keeps the number of working days outside the pause', () => {
    fc.assert(
      fc.property(fc.constantFrom(...inWorkingDays), day, within, (rule, from, { at, length }) => {
        const start = plus(from, 1 + (at % rule.term.value));
        const end = plus(start, length);
        const result = due(rule, morning(from), calendar, { pauses: [{ from: start, to: end }] });
        const counted = working(from, result.due).filter((d) => d < start || d >= end);
        expect(counted).toHaveLength(rule.term.value);
      }),
    );
  });

  it('after the due date changes nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...forward), day, (rule, from) => {
        const plain = due(rule, morning(from), calendar);
        const later = { from: plus(plain.due, 1), to: plus(plain.due, 9) };
        expect(due(rule, morning(from), calendar, { pauses: [later] }).due).toBe(plain.due);
      }),
    );
  });
});

describe('counting back', () => {
  it('leaves at least N full days, or N working days, between the notice and the event', () => {
    fc.assert(
      fc.property(fc.constantFrom(...back), day, (rule, event) => {
        if (rule.bound !== 'at-least-before') throw new Error('not a notice');
        const notice = due(rule, morning(event), calendar).due;
        const { value, unit } = rule.term;
        const between =
          unit === 'ngày' ? daysBetween(plus(notice, 1), plus(event, -1)) : working(notice, plus(event, -1));
        expect(between).toHaveLength(value);
      }),
    );
  });
});
