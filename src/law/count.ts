/**
 * Counting days, Bộ luật Dân sự 91/2015 Đ.145-148: the day of the event is not counted (147.2); the term ends with its
 * last day (148.1), a month on the same-numbered day or the month's last (148.3); a last day of rest moves to the next
 * working day (148.5). Suspended days are not counted (Luật Khiếu nại Đ.11a, Luật Tố cáo Đ.34.2): each is stepped over
 * like a day that is not there, so a rule in working days moves only by the working days in the pause.
 */
import { type Calendar, isProvisional, restReason } from './calendar.ts';
import { dayNumber, dayNumberAt, dayText, instantOf } from './days.ts';
import { LawError } from './errors.ts';
import type { Period, Term } from './rule.ts';

/** A suspension. `from`: first day not counted; `to`: the day counting goes on (it is counted); no `to`: still paused. */
export interface Pause {
  readonly from: string;
  readonly to?: string;
}

/** Half-open ranges of day numbers, in order. */
export type Stops = readonly { readonly from: number; readonly to: number }[];

/** What a count went through. */
export interface Walk {
  readonly calendar: Calendar;
  readonly stops: Stops;
  /** days stepped over, and why */
  readonly skipped: { readonly day: number; readonly why: string }[];
  /** a day that mattered rests on a provisional row or a year without a list */
  provisional: boolean;
}

/** The bare result of counting, in day numbers, before words. */
export interface Count {
  readonly received: number;
  /** last day counted */
  readonly last: number;
  /** the same, moved to a working day where it was one of rest */
  readonly due: number;
  readonly walk: Walk;
  /** instant, for terms in hours */
  readonly at?: number;
  readonly compared?: readonly { readonly term: Term; readonly due: number }[];
}

/** why a suspended day was stepped over */
export const PAUSED = 'tạm dừng';

/**
 * Pauses as ranges. Takes days or instants.
 * @throws LawError `paused` for one without end, `bad-input` for one that ends before it begins, `bad-time`
 */
export function stopsOf(pauses: readonly Pause[]): Stops {
  const day = (at: string) => dayNumberAt(instantOf(at));
  return pauses
    .map((pause) => {
      const from = day(pause.from);
      if (pause.to === undefined) {
        throw new LawError('paused', 'Việc đang tạm dừng, chưa có ngày tiếp tục nên chưa tính được hạn.');
      }
      const to = day(pause.to);
      if (to < from) throw new LawError('bad-input', 'Ngày tiếp tục phải sau ngày tạm dừng.');
      return { from, to };
    })
    .sort((a, b) => a.from - b.from);
}

function stopped(walk: Walk, day: number): boolean {
  return walk.stops.some((stop) => stop.from <= day && day < stop.to);
}

/** Last day of a term that begins after `start`, before any moving for rest; `hours` are not days and don't come here. */
export function countTerm(walk: Walk, start: number, term: Exclude<Term, { unit: 'giờ' }>): number {
  switch (term.unit) {
    case 'ngày':
      return countDays(walk, start, term.value);
    case 'tháng':
      return countDays(walk, start, addMonths(start, term.value) - start);
    case 'ngày làm việc':
      return countWorking(walk, start, term.value);
    case 'giờ':
      throw new LawError('bad-input', 'Thời hạn tính bằng giờ thì không đếm ngày.');
  }
}

function countDays(walk: Walk, start: number, days: number): number {
  if (walk.stops.length === 0) return start + days;
  let day = start;
  for (let left = days; left > 0; ) {
    day++;
    if (stopped(walk, day)) walk.skipped.push({ day, why: PAUSED });
    else left--;
  }
  return day;
}

function countWorking(walk: Walk, start: number, days: number): number {
  let day = start;
  for (let left = days; left > 0; ) {
    day++;
    const why = stopped(walk, day) ? PAUSED : rest(walk, day);
    if (why === null) left--;
    else walk.skipped.push({ day, why });
  }
  return day;
}

/** The last day itself, or the next working day when it is one of rest (148.5); a pause begun meanwhile is waited out. */
export function moveToWorkingDay(walk: Walk, last: number): number {
  let day = last;
  for (;;) {
    const why = stopped(walk, day) ? PAUSED : rest(walk, day);
    if (why === null) return day;
    walk.skipped.push({ day, why });
    day++;
  }
}

/**
 * The last day on which something may be done so that N full days lie between it and the event. Calendar days: that
 * very day, worked or not. Working days: an office acts, so the last working day that leaves N working days between.
 * The code says nothing on counting back; this is the safe reading.
 */
export function countBack(walk: Walk, event: number, term: Term): number {
  switch (term.unit) {
    case 'ngày':
      return event - term.value - 1;
    case 'ngày làm việc': {
      let day = event;
      for (let left = term.value + 1; left > 0; ) {
        day--;
        const why = rest(walk, day);
        if (why === null) left--;
        else walk.skipped.push({ day, why });
      }
      walk.skipped.reverse();
      return day;
    }
    default:
      throw new LawError('bad-input', 'Chỉ đếm ngược theo ngày hoặc ngày làm việc.');
  }
}

/** Last day of the week (Sunday), month, quarter or year a day lies in. */
export function periodEnd(day: number, every: Period): number {
  const [year = 0, month = 0] = dayText(day).split('-').map(Number);
  const endOfMonth = (m: number) => Date.UTC(year, m, 0) / 86_400_000;
  switch (every) {
    case 'tuần':
      // 1970-01-01 was a Thursday: day numbers of Sundays are 3 modulo 7
      return day + ((((3 - day) % 7) + 7) % 7);
    case 'tháng':
      return endOfMonth(month);
    case 'quý':
      return endOfMonth(Math.ceil(month / 3) * 3);
    case 'năm':
      return endOfMonth(12);
  }
}

function addMonths(day: number, months: number): number {
  const [year = 0, month = 0, date = 0] = dayText(day).split('-').map(Number);
  const total = year * 12 + (month - 1) + months;
  const first = `${String(Math.floor(total / 12)).padStart(4, '0')}-${String((total % 12) + 1).padStart(2, '0')}-01`;
  const start = dayNumber(first);
  return Math.min(start + date - 1, periodEnd(start, 'tháng'));
}

function rest(walk: Walk, day: number): string | null {
  if (isProvisional(walk.calendar, day)) walk.provisional = true;
  return restReason(walk.calendar, day);
}
