/**
 * Which days are worked. A calendar is made of rows that someone edits each autumn; everything not in a row follows the
 * five-day week (Saturday and Sunday off). "Ngày làm việc" is defined in none of the acts of the register; this is how
 * offices count: Monday to Friday less holidays and days given in lieu, plus make-up Saturdays.
 */
import { type Day, dayNumber, dayText, sayWeekday, weekday } from './days.ts';

export interface HolidayRow {
  readonly date: Day;
  /** `off`: nobody works though it may be a weekday; `working`: worked though it is a weekend */
  readonly kind: 'off' | 'working';
  /** as said to residents: `Quốc khánh` */
  readonly name: string;
  /** the act or notice it rests on */
  readonly source: string;
  /** how sure we are of the source, where it is not the text itself (marks of the register) */
  readonly mark?: 'V' | 'V2' | 'R-high' | 'R-mid';
  /** expected, but the yearly notice is not out */
  readonly provisional?: boolean;
}

export interface Calendar {
  readonly rows: ReadonlyMap<number, HolidayRow>;
  /** years whose list is there: those with their Quốc khánh */
  readonly years: ReadonlySet<number>;
}

/**
 * Make a calendar. When two rows name one date, the later one counts (an edit beats the seed).
 * @throws LawError `bad-time` for a row whose date does not exist
 */
export function createCalendar(rows: Iterable<HolidayRow>): Calendar {
  const byDay = new Map<number, HolidayRow>();
  for (const row of rows) byDay.set(dayNumber(row.date), row);
  const years = new Set<number>();
  for (const row of byDay.values()) if (row.date.endsWith('-09-02')) years.add(Number(row.date.slice(0, 4)));
  return { rows: byDay, years };
}

/** Why nobody works that day (name of the holiday or of the weekday), or null on a working day. */
export function restReason(calendar: Calendar, day: number): string | null {
  const row = calendar.rows.get(day);
  if (row) return row.kind === 'off' ? row.name : null;
  const weekend = weekday(day) === 0 || weekday(day) === 6;
  return weekend ? sayWeekday(day) : null;
}

/** Is that date worked? @throws LawError `bad-time` */
export function isWorkingDay(calendar: Calendar, day: Day): boolean {
  return restReason(calendar, dayNumber(day)) === null;
}

/** That date if it is worked, else the next one that is (rows are finite, so there is one). @throws LawError `bad-time` */
export function nextWorkingDay(calendar: Calendar, day: Day): Day {
  let at = dayNumber(day);
  while (restReason(calendar, at) !== null) at++;
  return dayText(at);
}

/** Is the calendar sure of that day? Not when its row is provisional, or the year's list is not there. */
export function isProvisional(calendar: Calendar, day: number): boolean {
  const row = calendar.rows.get(day);
  if (row) return row.provisional === true;
  return !calendar.years.has(Number(dayText(day).slice(0, 4)));
}
