/** When somebody is in the office: the ward's hours on its working days, Việt Nam's time whatever the server's zone. */
import { type Calendar, restReason } from './calendar.ts';
import { type Day, dayNumber, sayDay, vietnamDay } from './days.ts';

/** Spans of a working day, in minutes after midnight, in order; `[450, 690]` is 7:30 to 11:30. */
export type OfficeHours = readonly (readonly [from: number, to: number])[];

/** Assumed where the ward has set no hours of its own. */
export const DEFAULT_HOURS: OfficeHours = [
  [7 * 60 + 30, 11 * 60 + 30],
  [13 * 60 + 30, 17 * 60],
];

const MINUTE = 60_000;
const VIET_NAM = 7 * 60;

/** Minutes after midnight in Việt Nam. */
export function minuteOfDay(at: Date): number {
  const minutes = Math.floor(at.getTime() / MINUTE) + VIET_NAM;
  return ((minutes % 1440) + 1440) % 1440;
}

/** Is somebody in the office at that moment? */
export function isOpen(at: Date, calendar: Calendar, hours: OfficeHours = DEFAULT_HOURS): boolean {
  const minute = minuteOfDay(at);
  return (
    restReason(calendar, dayNumber(vietnamDay(at))) === null &&
    hours.some(([from, to]) => minute >= from && minute < to)
  );
}

/** The first moment at or after `at` when somebody is in the office. Hours must not be empty. */
export function nextOpening(at: Date, calendar: Calendar, hours: OfficeHours = DEFAULT_HOURS): Date {
  if (isOpen(at, calendar, hours)) return at;
  const today = dayNumber(vietnamDay(at));
  const minute = minuteOfDay(at);
  for (let day = today; ; day++) {
    if (restReason(calendar, day) !== null) continue;
    const span = hours.find(([from]) => day > today || from >= minute);
    if (span) return new Date((day * 1440 - VIET_NAM + span[0]) * MINUTE);
  }
}

/** "7 giờ 30 sáng nay", "13 giờ 30 hôm nay", "7 giờ 30 ngày mai (thứ Ba 24/11/2026)", seen from `now`. */
export function sayOpening(opening: Date, now: Date): string {
  const minute = minuteOfDay(opening);
  const rest = minute % 60;
  const time = `${Math.floor(minute / 60)} giờ${rest === 0 ? '' : ` ${rest}`}`;
  const day = dayNumber(vietnamDay(opening));
  switch (day - dayNumber(vietnamDay(now))) {
    case 0:
      return `${time} hôm nay`;
    case 1:
      return `${time} ngày mai (${sayDay(day)})`;
    default:
      return `${time} ${sayDay(day)}`;
  }
}

const TIME = String.raw`(\d{1,2})\s*(?:giờ|[:.hg])\s*(\d{2})?`;
const SPAN = new RegExp(String.raw`${TIME}\s*(?:[-–—]|đến|tới)\s*${TIME}`, 'giu');

/**
 * The spans in the ward's own words: "sáng 7:30 - 11:30, chiều 13h30 đến 17h". Null when there is none to be read, or
 * they make no sense: then nobody should count on a guess.
 */
export function readHours(text: string): OfficeHours | null {
  const spans = [...text.normalize('NFC').matchAll(SPAN)].map(([, h1, m1, h2, m2]) => {
    return [Number(h1) * 60 + Number(m1 ?? 0), Number(h2) * 60 + Number(m2 ?? 0)] as const;
  });
  const sane = spans.every(
    ([from, to], i) => from < to && to <= 1440 && from >= (spans[i - 1]?.[1] ?? 0) && to - from <= 720,
  );
  return spans.length > 0 && spans.length <= 3 && sane ? spans : null;
}

/**
 * A counter of office time between two instants, for a stretch of days: minutes in which somebody was in the office.
 * @param first,last days of Việt Nam that instants may lie on; those outside count as its edges
 */
export function officeMinutes(
  first: Day,
  last: Day,
  calendar: Calendar,
  hours: OfficeHours = DEFAULT_HOURS,
): (fromMinute: number, toMinute: number) => number {
  const base = dayNumber(first);
  const days = dayNumber(last) - base + 1;
  const whole = hours.reduce((sum, [from, to]) => sum + to - from, 0);
  // minutes before each day's midnight; a day off adds none
  const before = new Int32Array(days + 1);
  for (let d = 0; d < days; d++)
    before[d + 1] = (before[d] ?? 0) + (restReason(calendar, base + d) === null ? whole : 0);
  const at = (minute: number): number => {
    const local = minute + VIET_NAM - base * 1440;
    if (local <= 0) return 0;
    const day = Math.floor(local / 1440);
    if (day >= days) return before[days] ?? 0;
    const of = local - day * 1440;
    const within = hours.reduce((sum, [from, to]) => sum + Math.min(Math.max(of - from, 0), to - from), 0);
    return Math.min((before[day] ?? 0) + within, before[day + 1] ?? 0);
  };
  return (fromMinute, toMinute) => Math.max(0, at(toMinute) - at(fromMinute));
}
