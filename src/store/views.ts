/** Filters of the list that an officer gave a name. Each officer's own. */
import type { Sql } from './db.ts';

export interface SavedView {
  readonly id: string;
  readonly name: string;
  /** the list's address after `?`, as the list itself wrote it */
  readonly query: string;
}

export async function viewsOf(sql: Sql, officerId: string): Promise<SavedView[]> {
  const found = await sql.query<SavedView>(
    'SELECT id, name, query FROM saved_view WHERE officer_id = $1 ORDER BY created_at, name',
    [officerId],
  );
  return found.rows;
}

/** The same name again takes the new filter. */
export async function saveView(
  sql: Sql,
  wardId: string,
  officerId: string,
  name: string,
  query: string,
): Promise<void> {
  await sql.query(
    `INSERT INTO saved_view (ward_id, officer_id, name, query) VALUES ($1, $2, $3, $4)
ON CONFLICT (officer_id, name) DO UPDATE SET query = excluded.query`,
    [wardId, officerId, name, query],
  );
}

export async function dropView(sql: Sql, officerId: string, id: string): Promise<void> {
  await sql.query('DELETE FROM saved_view WHERE id = $1 AND officer_id = $2', [id, officerId]);
}
