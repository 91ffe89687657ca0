/** What the console's page of questions reads: those left without a good answer. */
import type { Route } from '../core/types.ts';
import { one, type Store } from './db.ts';

export const PAGE_ROWS = 50;

export interface OpenQuestion {
  readonly id: string;
  readonly at: Date;
  /** null once dropped by retention or at the person's wish */
  readonly text: string | null;
  readonly route: Route;
  readonly verdict: 'right' | 'wrong' | null;
  /** titles of the entries that were offered or told */
  readonly answered: readonly string[];
}

/** Questions that had no confident answer, or whose answer was called wrong; newest first. */
export async function openQuestions(
  store: Store,
  wardId: string,
  page: number,
): Promise<{ readonly total: number; readonly questions: readonly OpenQuestion[] }> {
  const where = `q.ward_id = $1 AND q.settled_at IS NULL AND (NOT q.confident OR q.verdict = 'wrong')`;
  const [count, found] = await Promise.all([
    one<{ n: number }>(store.pool, `SELECT count(*)::int AS n FROM question q WHERE ${where}`, [wardId]),
    store.pool.query<{
      id: string;
      at: Date;
      text: Buffer | null;
      route: Route;
      verdict: 'right' | 'wrong' | null;
      titles: string[] | null;
    }>(
      `SELECT q.id, q.at, q.text, q.route, q.verdict,
(SELECT array_agg(coalesce(e.content->>'question', e.id) ORDER BY array_position(q.answered, e.id)) FROM entry e
 WHERE e.ward_id = q.ward_id AND e.id = ANY(q.answered)) AS titles
FROM question q WHERE ${where} ORDER BY q.id DESC LIMIT ${PAGE_ROWS} OFFSET $2`,
      [wardId, (page - 1) * PAGE_ROWS],
    ),
  ]);
  return {
    total: count?.n ?? 0,
    questions: found.rows.map(({ titles, text, ...rest }) => ({
      ...rest,
      text: text === null ? null : store.vault.open('question.text', text),
      answered: titles ?? [],
    })),
  };
}
