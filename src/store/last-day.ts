/** The last day of a rule by the ward's own calendar, for telling residents. */
import { type Day, due, LawError } from '../law/index.ts';
import { wardCalendar } from './clocks.ts';
import type { Sql } from './db.ts';

/** Null where the law counts no day from there (before it was in force, a value not known). */
export async function lastDay(
  sql: Sql,
  wardId: string,
  rule: string,
  day: Day,
): Promise<{ readonly due: Day; readonly provisional: boolean } | null> {
  try {
    const found = due(rule, day, await wardCalendar(sql, wardId));
    return { due: found.due, provisional: found.provisional ?? false };
  } catch (error) {
    if (error instanceof LawError) return null;
    throw error;
  }
}
