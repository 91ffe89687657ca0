import { describe, expect, it } from 'vitest';
import { seedHolidays } from '../../src/law/holidays.ts';
import { createCalendar, type HolidayRow, isWorkingDay, nextWorkingDay } from '../../src/law/index.ts';
import { calendar, daysBetween } from './helpers.ts';

const seeds = seedHolidays();
const offIn = (first: string, last: string) =>
  daysBetween(first, last).filter((day) => !isWorkingDay(calendar, day));

describe('seed holidays', () => {
  it.each([
    ['Tết 2024', '2024-02-08', '2024-02-14'],
    ['Giỗ Tổ 2024', '2024-04-18', '2024-04-18'],
    ['30/4 and 1/5 2024 with the swapped Monday', '2024-04-27', '2024-05-01'],
    ['2/9/2024', '2024-08-31', '2024-09-03'],
    ['Tết 2025', '2025-01-25', '2025-02-02'],
    ['Giỗ Tổ 2025', '2025-04-07', '2025-04-07'],
    ['30/4 to the swapped Friday 2025', '2025-04-30', '2025-05-04'],
    ['2/9/2025', '2025-08-30', '2025-09-02'],
    ['New Year 2026 with the swapped Friday', '2026-01-01', '2026-01-04'],
    ['Tết 2026', '2026-02-14', '2026-02-22'],
    ['Giỗ Tổ 2026 falls on a Sunday: Monday in lieu', '2026-04-25', '2026-04-27'],
    ['2/9/2026 with the swapped Monday', '2026-08-29', '2026-09-02'],
    ['24/11/2026', '2026-11-24', '2026-11-24'],
    ['Giỗ Tổ 2027', '2027-04-16', '2027-04-16'],
    ['1/5/2027 falls on a Saturday: Monday in lieu', '2027-04-30', '2027-05-03'],
    ['24/11/2027', '2027-11-24', '2027-11-24'],
    ['New Year 2028 falls on a Saturday: Monday in lieu', '2028-01-01', '2028-01-03'],
  ])('%s: nobody works, and people do before and after', (_name, first, last) => {
    const days = daysBetween(first, last);
    expect(offIn(first, last)).toEqual(days);
    const around = [new Date(Date.parse(first) - 86_400_000), new Date(Date.parse(last) + 86_400_000)];
    for (const day of around.filter((d) => d.getUTCDay() % 6 !== 0)) {
      expect(isWorkingDay(calendar, day.toISOString().slice(0, 10))).toBe(true);
    }
  });

  it.each(['2024-05-04', '2025-04-26', '2026-01-10', '2026-08-22'])('%s is a make-up Saturday', (day) => {
    expect(new Date(day).getUTCDay()).toBe(6);
    expect(isWorkingDay(calendar, day)).toBe(true);
  });

  it.each(['2024-11-24', '2025-11-24'])('%s is no Culture Day yet', (day) => {
    expect(seeds.some((row) => row.date === day)).toBe(false);
  });

  it('give each year eleven days off by law, twelve since 2026, weekends moved and swaps aside', () => {
    const lawful = (year: number) =>
      seeds.filter(
        (r) => r.date.startsWith(`${year}`) && r.kind === 'off' && !/^nghỉ (bù|hoán đổi)/.test(r.name),
      );
    expect([2024, 2025, 2026, 2027].map((year) => lawful(year).length)).toEqual([11, 11, 12, 12]);
  });

  it('mark as provisional exactly what the notice of 2027 has still to fix', () => {
    const open = seeds.filter((row) => row.provisional).map((row) => row.date);
    expect(open).toEqual([...daysBetween('2027-02-04', '2027-02-10'), '2027-09-03']);
  });

  it('name each date once, each with its source, in order', () => {
    const dates = seeds.map((row) => row.date);
    expect(new Set(dates).size).toBe(dates.length);
    expect(dates).toEqual([...dates].sort());
    expect(seeds.filter((row) => row.source.length < 5 || row.name.length < 5)).toEqual([]);
  });
});

describe('a calendar', () => {
  const row = (date: string, kind: HolidayRow['kind']): HolidayRow => ({
    date,
    kind,
    name: 'thử',
    source: 'thử',
  });

  it('rests on Saturday and Sunday when no row speaks', () => {
    const bare = createCalendar([]);
    expect(nextWorkingDay(bare, '2026-11-20')).toBe('2026-11-20');
    expect(nextWorkingDay(bare, '2026-11-21')).toBe('2026-11-23');
  });

  it('lets a later row beat an earlier one of the same date', () => {
    const edited = createCalendar([...seeds, row('2026-08-22', 'off'), row('2026-08-31', 'working')]);
    expect(isWorkingDay(edited, '2026-08-22')).toBe(false);
    expect(isWorkingDay(edited, '2026-08-31')).toBe(true);
  });

  it('refuses a row whose date does not exist', () => {
    expect(() => createCalendar([row('2026-02-30', 'off')])).toThrow('2026-02-30');
  });
});
