/** Who else has a ticket open to answer it. A row lives a minute; nothing but a word on the page depends on it. */
import type { Sql } from './db.ts';

const LIFE_SECONDS = 60;

/** I am at it; who else is? */
export async function atTicket(
  sql: Sql,
  wardId: string,
  ticketId: string,
  officerId: string,
): Promise<string[]> {
  await sql.query(
    `INSERT INTO presence (ticket_id, officer_id, ward_id) VALUES ($1, $2, $3)
ON CONFLICT (ticket_id, officer_id) DO UPDATE SET seen_at = now()`,
    [ticketId, officerId, wardId],
  );
  const found = await sql.query<{ name: string }>(
    `SELECT o.name FROM presence p JOIN officer o ON o.id = p.officer_id
WHERE p.ticket_id = $1 AND p.officer_id <> $2 AND p.seen_at > now() - $3 * interval '1 second' ORDER BY o.name`,
    [ticketId, officerId, LIFE_SECONDS],
  );
  return found.rows.map((r) => r.name);
}

/** I am done with it. */
export async function leftTicket(sql: Sql, ticketId: string, officerId: string): Promise<void> {
  await sql.query('DELETE FROM presence WHERE ticket_id = $1 AND officer_id = $2', [ticketId, officerId]);
}
