/**
 * Days as the law counts them: a day is a date of Việt Nam, `YYYY-MM-DD` outside, a whole number (days since
 * 1970-01-01) inside. Nothing here asks the machine for its zone: Việt Nam has been at UTC+7, without summer time,
 * since 1975.
 */
import { LawError } from './errors.ts';

/** `YYYY-MM-DD`, a date in Việt Nam. */
export type Day = string;

const MS_PER_DAY = 86_400_000;
const VIET_NAM = 7 * 3_600_000;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?:([Zz])|([+-])(\d{2}):?(\d{2}))?)?$/;
const WEEKDAYS = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'] as const;

/** `'1970-01-02'` -> 1. @throws LawError `bad-time` when there is no such date */
export function dayNumber(day: Day): number {
  const m = DAY.exec(day);
  if (m) {
    const number = Date.UTC(Number(m[1]), Number(m[2]) - 1, Number(m[3])) / MS_PER_DAY;
    if (dayText(number) === day) return number;
  }
  throw new LawError(
    'bad-time',
    `Không có ngày "${day.slice(0, 40)}": viết năm-tháng-ngày, ví dụ 2026-11-19.`,
  );
}

/** 1 -> `'1970-01-02'`. */
export function dayText(number: number): Day {
  return new Date(number * MS_PER_DAY).toISOString().slice(0, 10);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekday(number: number): number {
  return (((number + 4) % 7) + 7) % 7;
}

/** `'2026-11-19'` -> `'thứ Năm 19/11/2026'`. */
export function sayDay(number: number): string {
  return `${sayWeekday(number)} ${sayDate(number)}`;
}

/** Name of the day of the week, as said inside a sentence. */
export function sayWeekday(number: number): string {
  return WEEKDAYS[weekday(number)] ?? '';
}

/** `'2026-11-19'` -> `'19/11/2026'`. */
export function sayDate(number: number): string {
  return dayText(number).split('-').reverse().join('/');
}

/**
 * An instant as milliseconds since 1970. Takes a Date, or ISO text with `Z` or an offset; a date alone is the start of
 * that day, and text without offset is read as Việt Nam's time, never the server's.
 * @throws LawError `bad-time`
 */
export function instantOf(from: Date | string): number {
  if (from instanceof Date) {
    if (Number.isNaN(from.getTime())) throw new LawError('bad-time', 'Thời điểm không hợp lệ.');
    return from.getTime();
  }
  const m = INSTANT.exec(from.trim());
  if (!m) {
    throw new LawError(
      'bad-time',
      `Không đọc được thời điểm "${from.slice(0, 40)}": viết như 2026-11-19T09:00:00+07:00.`,
    );
  }
  const [, day = '', hour = '00', minute = '00', second = '00', zulu, sign, offsetHour, offsetMinute] = m;
  const bad = Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59;
  if (bad || Number(offsetHour ?? 0) > 14 || Number(offsetMinute ?? 0) > 59) {
    throw new LawError('bad-time', `Không có giờ như trong "${from.slice(0, 40)}".`);
  }
  const local =
    dayNumber(day) * MS_PER_DAY + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000;
  if (zulu) return local;
  if (!sign) return local - VIET_NAM;
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * 60_000;
  return sign === '+' ? local - offset : local + offset;
}

/** The date in Việt Nam at an instant, as a day number. */
export function dayNumberAt(instant: number): number {
  return Math.floor((instant + VIET_NAM) / MS_PER_DAY);
}

/** The date in Việt Nam at an instant (see `instantOf`), e.g. `2026-07-23T17:30:00Z` -> `2026-07-24`. */
export function vietnamDay(from: Date | string): Day {
  return dayText(dayNumberAt(instantOf(from)));
}

/** The instant written with Việt Nam's offset: `2026-11-19T09:00:00+07:00`. */
export function vietnamTime(instant: number): string {
  return `${new Date(instant + VIET_NAM).toISOString().slice(0, 19)}+07:00`;
}
