/** What residents asked the bot, and how it did. */
import { addDays, type Days, type Period } from '../../core/period.ts';
import type { Route } from '../../core/types.ts';
import type { Sql } from '../db.ts';
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

/** Of a period and of the one it is compared with, which ends where it begins or before. */
export async function askedFigures(
  sql: Sql,
  wardId: string,
  period: Period,
): Promise<{ readonly now: QuestionCounts; readonly before: QuestionCounts }> {
  const edges = ({ from, to }: Days) => [startOfDay(from), startOfDay(addDays(to, 1))];
  const found = await sql.query<QuestionCounts & { now: boolean }>(
    `SELECT at >= $4 AS now, count(*)::int AS asked, count(*) FILTER (WHERE confident)::int AS answered,
  count(*) FILTER (WHERE confident AND verdict = 'wrong')::int AS wrong
FROM question WHERE ward_id = $1 AND (at >= $2 AND at < $3 OR at >= $4 AND at < $5) AND route = ANY($6) GROUP BY 1`,
    [wardId, ...edges(period.before), ...edges(period), QUESTIONS],
  );
  const of = (now: boolean): QuestionCounts => {
    const row = found.rows.find((r) => r.now === now);
    return { asked: row?.asked ?? 0, answered: row?.answered ?? 0, wrong: row?.wrong ?? 0 };
  };
  return { now: of(true), before: of(false) };
}
