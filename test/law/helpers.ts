import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { seedHolidays } from '../../src/law/holidays.ts';
import { createCalendar } from '../../src/law/index.ts';

/** The seed calendar, made once per test file. */
export const calendar = createCalendar(seedHolidays());

/** Reference material that stands beside the repository on some machines; absent elsewhere. */
export const shared = fileURLToPath(new URL('../../../shared/', import.meta.url));
export const hasShared = existsSync(`${shared}legal.md`);

export function readShared(path: string): string {
  return readFileSync(shared + path, 'utf8');
}

/** Nine in the morning of a day, Việt Nam. */
export function morning(day: string): string {
  return `${day}T09:00:00+07:00`;
}

/** Every day from the first to the last, `YYYY-MM-DD`. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}

/** A day so many days on. */
export function plus(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
