import { describe, expect, it } from 'vitest';
import {
  createCalendar,
  monthAfter,
  monthEnds,
  type ReceptionPlan,
  type ReceptionRule,
  receptionDays,
  remindAt,
  sayPlan,
  shortMonths,
  slotsAfter,
  slotsOf,
} from '../../src/law/index.ts';
import { calendar } from './helpers.ts';

const rule = (more: Partial<ReceptionRule> = {}): ReceptionRule => ({
  id: 'r1',
  who: 'chair',
  on: { kind: 'weekday', weekday: 4, nth: [1, 3] },
  from: '08:00',
  to: '10:15',
  minutes: 30,
  places: 2,
  since: '2026-10-01',
  ...more,
});
const plan = (...rules: ReceptionRule[]): ReceptionPlan => ({ rules });
const days = (p: ReceptionPlan, from: string, to: string) =>
  receptionDays(p, calendar, from, to).map((d) => [d.day, d.off ?? 'open']);

describe('the days of a plan', () => {
  it('are the n-th weekdays of the month, also the last', () => {
    expect(days(plan(rule()), '2026-12-01', '2026-12-31')).toEqual([
      ['2026-12-03', 'open'],
      ['2026-12-17', 'open'],
    ]);
    const last = rule({ on: { kind: 'weekday', weekday: 4, nth: [-1] } });
    expect(days(plan(last), '2026-12-01', '2027-01-31')).toEqual([
      ['2026-12-31', 'open'],
      ['2027-01-28', 'open'],
    ]);
  });

  it('are skipped on a holiday and a weekend, with the reason', () => {
    const tuesdays = rule({ on: { kind: 'weekday', weekday: 2, nth: [] } });
    expect(days(plan(tuesdays), '2026-11-23', '2026-11-30')).toEqual([
      ['2026-11-24', expect.stringMatching(/Văn hóa|Văn hoá/)],
    ]);
    const tenth = rule({ on: { kind: 'monthDays', days: [10, 31] } });
    expect(days(plan(tenth), '2026-10-01', '2026-11-30')).toEqual([
      ['2026-10-10', 'thứ Bảy'],
      ['2026-10-31', 'thứ Bảy'],
      ['2026-11-10', 'open'],
    ]);
  });

  it('are worked on a make-up Saturday, and not when an officer took the day out', () => {
    const single = rule({ on: { kind: 'dates', dates: ['2026-08-22', '2026-08-25'] } });
    expect(days(plan(single), '2026-08-01', '2026-08-31')).toEqual([
      ['2026-08-22', 'open'],
      ['2026-08-25', 'open'],
    ]);
    const offs = [{ day: '2026-08-25', who: 'chair' as const, reason: 'Họp tỉnh' }];
    const [, second] = receptionDays(plan(single), calendar, '2026-08-01', '2026-08-31', offs);
    expect(second?.off).toBe('Họp tỉnh');
    expect(second && slotsOf(second)).toEqual([]);
  });

  it('say when a day was set too late to be posted 5 working days before', () => {
    const on = { kind: 'dates', dates: ['2026-12-03'] } as const;
    const late = (since: string) =>
      receptionDays(plan(rule({ on, since })), calendar, '2026-12-01', '2026-12-31')[0]?.postBy;
    // Wed 25/11 is the last day with 5 full working days (26, 27, 30, 1, 2) before the 3rd
    expect(late('2026-11-25')).toBeUndefined();
    expect(late('2026-11-26')).toBe('2026-11-25');
  });
});

describe('the times of a day', () => {
  it('stand in Việt Nam’s time, and a piece shorter than a slot is left out', () => {
    const [day] = receptionDays(plan(rule()), calendar, '2026-12-03', '2026-12-03');
    const slots = day ? slotsOf(day) : [];
    expect(slots.map((s) => new Date(s.at).toISOString())).toEqual([
      '2026-12-03T01:00:00.000Z',
      '2026-12-03T01:30:00.000Z',
      '2026-12-03T02:00:00.000Z',
      '2026-12-03T02:30:00.000Z',
    ]);
  });

  it('are one where two rules of one receiver meet, two where the receivers differ', () => {
    const both = plan(rule(), rule({ id: 'r2', places: 9 }), rule({ id: 'r3', who: 'deputy' }));
    const found = slotsAfter(receptionDays(both, calendar, '2026-12-03', '2026-12-03'), 0);
    expect(found.filter((s) => s.who === 'chair').map((s) => s.places)).toEqual([2, 2, 2, 2]);
    expect(found.filter((s) => s.who === 'deputy')).toHaveLength(4);
  });
});

describe('the chair’s two days a month', () => {
  it('are counted by day, holidays left out, and a shortfall names the month and the article', () => {
    const twice = plan(rule(), rule({ id: 'afternoon', from: '13:30', to: '16:30' }));
    expect(shortMonths(twice, calendar, ['2026-12'])).toEqual([]);
    const fourth = plan(rule({ on: { kind: 'weekday', weekday: 2, nth: [2, 4] } }));
    // the second of them, Tuesday 24/11/2026, is a holiday
    expect(shortMonths(fourth, calendar, ['2026-11', '2026-12'])).toMatchObject([
      { month: '2026-11', days: 1, least: 2, citation: { act: '136/2025/QH15', article: '1' } },
    ]);
  });

  it('cannot be kept by a deputy, and are not asked by the month of the time before 01/07/2026', () => {
    const deputy = plan(rule({ who: 'deputy' }));
    expect(shortMonths(deputy, calendar, ['2026-06', '2026-07'])).toMatchObject([
      { month: '2026-07', days: 0 },
    ]);
  });
});

describe('a reminder', () => {
  const at = Date.parse('2026-12-03T08:30:00+07:00');
  const asked = (when: string) => {
    const found = remindAt(at, Date.parse(when), '2026-12-03');
    return found === null ? null : new Date(found).toISOString();
  };
  it('comes the evening before at 19:00, else two hours before, else not', () => {
    expect(asked('2026-11-23T09:00:00+07:00')).toBe('2026-12-02T12:00:00.000Z');
    expect(asked('2026-12-02T18:59:59+07:00')).toBe('2026-12-02T12:00:00.000Z');
    expect(asked('2026-12-02T19:00:00+07:00')).toBe('2026-12-02T23:30:00.000Z');
    expect(asked('2026-12-03T07:00:00+07:00')).toBeNull();
  });
});

it('says the plan inside a sentence', () => {
  expect(sayPlan({ ...plan(rule()), place: 'phòng 1' })).toBe(
    'Chủ tịch tiếp thứ Năm lần thứ 1, thứ 3 của tháng, 8 giờ đến 10 giờ 15; ngày nghỉ, lễ không tiếp; nơi tiếp: phòng 1',
  );
  expect(sayPlan(plan())).toBeNull();
});

it('knows the ends of a month and the months after', () => {
  expect(monthEnds('2028-02')).toEqual(['2028-02-01', '2028-02-29']);
  expect(monthAfter('2026-12')).toBe('2027-01');
  expect(receptionDays(plan(rule()), createCalendar([]), '2026-12-03', '2026-12-03')[0]?.provisional).toBe(
    true,
  );
});
