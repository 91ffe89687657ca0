/** An officer speaks with a resident by hand: the bot keeps quiet, and what the resident writes goes to the ticket. */
import { one, type Sql } from './db.ts';

/** The bot speaks again by itself when nobody has written for so long, ms. */
export const TAKEOVER_MS = 2 * 60 * 60_000;

export interface Takeover {
  readonly ticketId: string;
  readonly code: string;
  readonly officerId: string | null;
}

/** The takeover a contact is in; null when none, or when it has run out. */
export async function takeoverOf(sql: Sql, contactId: string): Promise<Takeover | null> {
  return await one<Takeover>(
    sql,
    `SELECT t.id AS "ticketId", t.code, v.officer_id AS "officerId" FROM takeover v JOIN ticket t ON t.id = v.ticket_id WHERE v.contact_id = $1`,
    [contactId],
    'takeover-of',
  );
}

/** Begin; one at a time for a contact, the newer wins. @returns the contact, null when the ticket has none */
export async function beginTakeover(
  sql: Sql,
  ticketId: string,
  officerId: string,
  until: Date,
): Promise<string | null> {
  const row = await one<{ contact_id: string }>(
    sql,
    `INSERT INTO takeover (contact_id, ward_id, ticket_id, officer_id) SELECT contact_id, ward_id, id, $2 FROM ticket WHERE id = $1 AND contact_id IS NOT NULL
ON CONFLICT (contact_id) DO UPDATE SET ticket_id = excluded.ticket_id, officer_id = excluded.officer_id, began_at = now() RETURNING contact_id`,
    [ticketId, officerId],
  );
  if (!row) return null;
  await stayQuiet(sql, row.contact_id, until);
  return row.contact_id;
}

/** Something was said: the bot stays quiet for a while longer. */
export async function stayQuiet(sql: Sql, contactId: string, until: Date): Promise<void> {
  await sql.query('UPDATE contact SET quiet_until = $2 WHERE id = $1', [contactId, until]);
}

/** The bot answers again. False when there was no takeover. */
export async function endTakeover(sql: Sql, contactId: string): Promise<boolean> {
  const gone = await sql.query('DELETE FROM takeover WHERE contact_id = $1', [contactId]);
  if (gone.rowCount === 0) return false;
  await sql.query('UPDATE contact SET quiet_until = NULL WHERE id = $1', [contactId]);
  return true;
}
