/** Words that are often said, to be put into an answer. */
import { one, type Sql } from './db.ts';

export interface CannedAnswer {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** Those in use, in the order the ward gave them. */
export async function cannedAnswers(sql: Sql, wardId: string): Promise<CannedAnswer[]> {
  const found = await sql.query<CannedAnswer>(
    'SELECT id, title, text FROM canned_answer WHERE ward_id = $1 AND archived_at IS NULL ORDER BY position, title',
    [wardId],
  );
  return found.rows;
}

export async function cannedAnswer(sql: Sql, wardId: string, id: string): Promise<CannedAnswer | null> {
  return await one<CannedAnswer & { id: string }>(
    sql,
    'SELECT id, title, text FROM canned_answer WHERE ward_id = $1 AND id = $2 AND archived_at IS NULL',
    [wardId, id],
  );
}
