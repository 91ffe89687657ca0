/** What residents asked the bot, and how it did. */
import { addDays, type Days, type Period } from '../../core/period.ts';
import type { Route } from '../../core/types.ts';
import { one, type Sql } from '../db.ts';
import { startOfDay } from '../outcome.ts';

export interface QuestionCounts {
  /** real questions: no greeting, report or request to see an officer */
  readonly asked: number;
  /** answered straight, without offering choices or passing on */
  readonly answered: number;
  /** of those answered: called wrong by the one who asked */
  readonly wrong: number;
}

const QUESTIONS: readonly Route[] = ['faq', 'meeting', 'info-request', 'out-of-scope'];

async function counts(sql: Sql, wardId: string, { from, to }: Days): Promise<QuestionCounts> {
  const row = await one<QuestionCounts>(
    sql,
    `SELECT count(*)::int AS asked, count(*) FILTER (WHERE confident)::int AS answered, count(*) FILTER (WHERE confident AND verdict = 'wrong')::int AS wrong
FROM question WHERE ward_id = $1 AND at >= $2 AND at < $3 AND route = ANY($4)`,
    [wardId, startOfDay(from), startOfDay(addDays(to, 1)), QUESTIONS],
  );
  return row ?? { asked: 0, answered: 0, wrong: 0 };
}

/** Of a period and of the one it is compared with. */
export async function askedFigures(
  sql: Sql,
  wardId: string,
  period: Period,
): Promise<{ readonly now: QuestionCounts; readonly before: QuestionCounts }> {
  const [now, before] = await Promise.all([counts(sql, wardId, period), counts(sql, wardId, period.before)]);
  return { now, before };
}
