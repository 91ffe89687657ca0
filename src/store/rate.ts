/** Attempts counted in windows of time: what can be guessed or repeated has a limit, whichever process is asked. */
import { one, type Sql } from './db.ts';

/**
 * Count one attempt. False when there were more than `limit` of them since the window began.
 * @param bucket what is attempted, `login`
 * @param key by whom or on what: an address, an officer's id, or `all`
 */
export async function allow(
  sql: Sql,
  wardId: string,
  bucket: string,
  key: string,
  limit: number,
  windowSeconds: number,
): Promise<boolean> {
  const row = await one<{ count: number }>(
    sql,
    `INSERT INTO rate (ward_id, bucket, key, began_at, count) VALUES ($1, $2, $3, now(), 1)
ON CONFLICT (ward_id, bucket, key) DO UPDATE SET
  count = CASE WHEN rate.began_at <= now() - $4 * interval '1 second' THEN 1 ELSE least(rate.count + 1, 1000000) END,
  began_at = CASE WHEN rate.began_at <= now() - $4 * interval '1 second' THEN now() ELSE rate.began_at END
RETURNING count`,
    [wardId, bucket, key.slice(0, 200), windowSeconds],
  );
  return row !== null && row.count <= limit;
}

/** Windows are of a day at most: what began earlier counts for nothing. */
export async function forgetAttempts(sql: Sql, wardId: string): Promise<void> {
  await sql.query(`DELETE FROM rate WHERE ward_id = $1 AND began_at < now() - interval '2 days'`, [wardId]);
}
