import { describe, expect, it } from 'vitest';
import { seedHolidays } from '../../src/law/holidays.ts';
import {
  createCalendar,
  due,
  indexRules,
  REGISTER,
  type RunningClock,
  recompute,
} from '../../src/law/index.ts';
import { calendar, morning } from './helpers.ts';

const clock = (id: string, rule: string, day: string, more: Partial<RunningClock> = {}): RunningClock => ({
  id,
  rule,
  from: morning(day),
  due: due(rule, morning(day), calendar).due,
  ...more,
});
const withHoliday = createCalendar([
  ...seedHolidays(),
  { date: '2026-11-20', kind: 'off', name: 'nghỉ bão', source: 'thử' },
]);

describe('when a holiday is added', () => {
  it('lists the clocks that moved with old and new dates, in order, and leaves the rest', () => {
    const clocks = [
      clock('a', 'TC1', '2026-11-16'),
      clock('b', 'KN3', '2026-11-16'),
      clock('c', 'TC2', '2026-12-01'),
      clock('d', 'TCD1', '2026-11-16'),
    ];
    const { moved, failed, paused } = recompute(clocks, withHoliday);
    expect(moved.map(({ id, old, new: now }) => [id, old, now])).toEqual([
      ['a', '2026-11-26', '2026-11-27'],
      ['d', '2026-12-01', '2026-12-02'],
    ]);
    expect(moved[0]).toMatchObject({ rule: 'TC1', citation: { act: '25/2018/QH14', article: '24' } });
    expect(moved[0]?.explanation).toContain('20/11 (nghỉ bão)');
    expect({ failed, paused }).toEqual({ failed: [], paused: [] });
  });

  it('moves nothing when nothing changed', () => {
    const clocks = REGISTER.filter((rule) => rule.bound === 'at-most' && !rule.to && !rule.variant).map(
      (rule, n) => clock(String(n), rule.id, '2026-11-19'),
    );
    expect(clocks.length).toBeGreaterThan(30);
    expect(recompute(clocks, calendar)).toEqual({ moved: [], failed: [], paused: [] });
  });

  it('keeps pauses and extensions, and sets apart clocks that stand still', () => {
    const pauses = [{ from: '2026-11-17', to: '2026-11-19' }];
    const held = clock('held', 'TC1', '2026-11-16', { pauses, due: '2026-11-30' });
    const still = clock('still', 'KN3', '2026-11-16', { pauses: [{ from: '2026-11-17' }] });
    const drawn = clock('drawn', 'TC4', '2026-11-16', {
      variant: 'complex',
      extensions: [30],
      due: '2027-01-15',
    });
    const { moved, paused } = recompute([held, still, drawn], withHoliday);
    expect(moved.map(({ id, new: now }) => [id, now])).toEqual([['held', '2026-12-01']]);
    expect(paused).toEqual(['still']);
  });

  it('reports a clock it cannot count and goes on', () => {
    const lost = { ...clock('lost', 'TC1', '2026-11-16'), rule: 'XX1' };
    const { moved, failed } = recompute([lost, clock('a', 'TC1', '2026-11-16')], withHoliday);
    expect(failed).toEqual([{ id: 'lost', fault: 'unknown-rule', error: expect.stringContaining('XX1') }]);
    expect(moved).toHaveLength(1);
  });
});

describe('when a rule changes', () => {
  it('counts the clocks by the new register, each by the version of its own start', () => {
    const rules = indexRules(
      REGISTER.flatMap((rule) =>
        rule.id === 'DC22' && rule.bound === 'at-most'
          ? [
              { ...rule, to: '2026-10-31' },
              { ...rule, from: '2026-11-01', term: { value: 10, unit: 'ngày' } as const },
            ]
          : [rule],
      ),
    );
    const clocks = [clock('before', 'DC22', '2026-10-30'), clock('after', 'DC22', '2026-11-02')];
    expect(recompute(clocks, calendar, rules).moved.map(({ id, new: now }) => [id, now])).toEqual([
      ['after', '2026-11-12'],
    ]);
  });
});
