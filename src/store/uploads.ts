/** Files officers upload to be read as official documents: how far each is, and what became of it. */
import { one, type Sql } from './db.ts';

export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly state: 'reading' | 'done' | 'failed';
  readonly step: string | null;
  readonly done: number;
  readonly total: number;
  /** what became of it, or why it failed: a sentence for the officer */
  readonly note: string | null;
  readonly by: string;
  readonly createdAt: Date;
}

/** Nothing was heard of it for so long: the process that read it is gone. */
const LOST = `state = 'reading' AND changed_at < now() - interval '5 minutes'`;

export async function beginUpload(
  sql: Sql,
  wardId: string,
  officerId: string,
  name: string,
): Promise<string> {
  const row = await one<{ id: string }>(
    sql,
    'INSERT INTO document_upload (ward_id, officer_id, name) VALUES ($1, $2, $3) RETURNING id',
    [wardId, officerId, name],
  );
  if (!row) throw new Error('the upload was not noted');
  return row.id;
}

/** Further, while it is being read; what is over stays as it ended. */
export async function noteUpload(
  sql: Sql,
  id: string,
  step: string,
  done: number,
  total: number,
): Promise<void> {
  await sql.query(
    `UPDATE document_upload SET step = $2, done = $3, total = $4, changed_at = now() WHERE id = $1 AND state = 'reading'`,
    [id, step, done, total],
  );
}

export async function endUpload(
  sql: Sql,
  id: string,
  state: 'done' | 'failed',
  note: string,
  documentId: string | null = null,
): Promise<void> {
  await sql.query(
    'UPDATE document_upload SET state = $2, note = $3, document_id = $4, changed_at = now() WHERE id = $1',
    [id, state, note, documentId],
  );
}

/** The latest ones, newest first. What was being read when its process ended is told as failed. */
export async function uploadsOf(sql: Sql, wardId: string, limit = 15): Promise<Upload[]> {
  const found = await sql.query<Upload>(
    `SELECT u.id, u.name, CASE WHEN ${LOST} THEN 'failed' ELSE u.state END AS state, u.step, u.done, u.total,
CASE WHEN ${LOST} THEN 'Máy dừng giữa chừng khi đang đọc tệp này. Xin nhập lại tệp.' ELSE u.note END AS note, o.name AS by, u.created_at AS "createdAt"
FROM document_upload u JOIN officer o ON o.id = u.officer_id WHERE u.ward_id = $1 ORDER BY u.created_at DESC, u.id LIMIT $2`,
    [wardId, limit],
  );
  return found.rows;
}
