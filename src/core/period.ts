/** Stretches of days that figures are counted for, and what each is compared with. Days are of Việt Nam, `YYYY-MM-DD`. Pure. */

export const PERIODS = [
  'thang-nay',
  'thang-truoc',
  'quy-nay',
  'quy-truoc',
  'nam-nay',
  'nam-truoc',
  'khoang',
] as const;
/** `khoang`: from one day to another, as chosen */
export type PeriodId = (typeof PERIODS)[number];

export interface Days {
  readonly from: string;
  /** the last day counted */
  readonly to: string;
}

export interface Period extends Days {
  readonly id: PeriodId;
  /** as long, just before; of a running month, quarter or year the same days of the one before */
  readonly before: Days;
}

const DAY_MS = 86_400_000;
const number = (day: string): number => Math.floor(Date.parse(day) / DAY_MS);
const text = (n: number): string => new Date(n * DAY_MS).toISOString().slice(0, 10);
// written so, days sort as they follow
const earlier = (a: string, b: string): string => [a, b].sort()[0] ?? a;
const later = (a: string, b: string): string => [a, b].sort()[1] ?? a;
/** Days from one to the other, both counted. */
export const daysIn = ({ from, to }: Days): number => number(to) - number(from) + 1;
/** `addDays('2026-11-30', 1)` -> `2026-12-01` */
export const addDays = (day: string, n: number): string => text(number(day) + n);
/** The first day of the month `n` months after the day's. */
export function monthStart(day: string, n = 0): string {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + n;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}

const MONTHS = { thang: 1, quy: 3, nam: 12 } as const;
/** so that a typed century does not count for ever */
const MOST_DAYS = 366 * 5;

/**
 * The period meant, seen from today. A running one ends today.
 * @param typed first and last day of `khoang`; turned round where they stand the wrong way, cut at today and at five years
 */
export function periodOf(id: PeriodId, today: string, typed?: Days): Period {
  if (id === 'khoang') {
    const [a, b] = [typed?.from ?? today, typed?.to ?? today].sort() as [string, string];
    const to = earlier(b, today);
    const from = earlier(to, later(a, addDays(to, 1 - MOST_DAYS)));
    const long = daysIn({ from, to });
    return { id, from, to, before: { from: addDays(from, -long), to: addDays(from, -1) } };
  }
  const [unit, which] = id.split('-') as ['thang' | 'quy' | 'nam', 'nay' | 'truoc'];
  const months = MONTHS[unit];
  const begun = monthStart(today, -((Number(today.slice(5, 7)) - 1) % months));
  const from = which === 'nay' ? begun : monthStart(begun, -months);
  const beforeFrom = monthStart(from, -months);
  if (which === 'truoc')
    return {
      id,
      from,
      to: addDays(begun, -1),
      before: { from: beforeFrom, to: addDays(from, -1) },
    };
  const same = addDays(beforeFrom, daysIn({ from, to: today }) - 1);
  const end = addDays(from, -1);
  return { id, from, to: today, before: { from: beforeFrom, to: earlier(same, end) } };
}

/** A day that exists, as typed in a date field; undefined for anything else. */
export function readDay(value: string | undefined): string | undefined {
  if (!/^(19|20)\d\d-\d\d-\d\d$/.test(value ?? '')) return undefined;
  const ms = Date.parse(value ?? '');
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === value ? value : undefined;
}

/** Columns of a chart along time: days up to a month and a half, else weeks up to half a year, else months. */
export function stepsOf(days: Days): readonly Days[] {
  const long = daysIn(days);
  const steps: Days[] = [];
  for (let from = days.from; from <= days.to; ) {
    const next = long <= 45 ? addDays(from, 1) : long <= 190 ? addDays(from, 7) : monthStart(from, 1);
    const last = addDays(next, -1);
    steps.push({ from, to: earlier(last, days.to) });
    from = next;
  }
  return steps;
}
