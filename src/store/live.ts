/** The little that an open page asks each time something moved. */
import { one, type Sql } from './db.ts';

/** How many tickets came in after that instant; sealed ones are none. */
export async function openedSince(sql: Sql, wardId: string, since: Date): Promise<number> {
  const row = await one<{ n: number }>(
    sql,
    `SELECT count(*)::int AS n FROM ticket WHERE ward_id = $1 AND opened_at > $2 AND kind <> 'toCao'`,
    [wardId, since],
  );
  return row?.n ?? 0;
}

/** Id of the last thing that happened to a ticket; 0 of none. */
export async function newestEvent(sql: Sql, ticketId: string): Promise<bigint> {
  const row = await one<{ id: string | null }>(
    sql,
    'SELECT max(id)::text AS id FROM ticket_event WHERE ticket_id = $1',
    [ticketId],
  );
  return BigInt(row?.id ?? 0);
}
