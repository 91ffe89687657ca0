/** Notes among officers, and who was named in them. A note never reaches the resident. */
import { fold } from '../core/text.ts';
import { one, type Sql, type Store, transaction } from './db.ts';
import type { Officer } from './officers.ts';
import { type Actor, audit } from './tickets.ts';

/** Longest note, code points. */
export const NOTE_LIMIT = 4000;

/** Who is named: `@` and the officer's name, accents and case as one likes; the longest name that fits wins. */
export function mentioned<O extends Pick<Officer, 'id' | 'name'>>(text: string, officers: readonly O[]): O[] {
  const names = officers
    .map((officer) => ({ officer, folded: fold(officer.name) }))
    .filter((n) => n.folded !== '')
    .sort((a, b) => b.folded.length - a.folded.length);
  const found = new Set<O>();
  for (const part of text.split('@').slice(1)) {
    const said = `${fold(part.slice(0, 200))} `;
    const hit = names.find((n) => said.startsWith(`${n.folded} `));
    if (hit) found.add(hit.officer);
  }
  return [...found];
}

/**
 * Write a note to a ticket and name officers in it.
 * @param key the same key again writes nothing
 */
export async function writeNote(
  store: Store,
  wardId: string,
  code: string,
  text: string,
  named: readonly string[],
  actor: Actor,
  key: string,
): Promise<'noted' | 'unknown'> {
  return await transaction(store, async (tx) => {
    const ticket = await one<{ id: string }>(
      tx,
      `SELECT id FROM ticket WHERE ward_id = $1 AND code = $2 AND kind <> 'toCao'`,
      [wardId, code],
    );
    if (!ticket) return 'unknown';
    const event = await one<{ id: string }>(
      tx,
      `INSERT INTO ticket_event (ward_id, ticket_id, kind, actor, officer_id, actor_name, text, key) VALUES ($1, $2, 'noted', 'officer', $3, $4, $5, $6)
ON CONFLICT (key) DO NOTHING RETURNING id`,
      [wardId, ticket.id, actor.officerId, actor.name, text, key],
    );
    if (!event) return 'noted';
    await tx.query(
      `INSERT INTO mention (event_id, officer_id, ward_id)
SELECT $1, o.id, $2 FROM officer o WHERE o.ward_id = $2 AND o.id = ANY($3::uuid[]) AND o.removed_at IS NULL`,
      [event.id, wardId, named],
    );
    await audit(tx, wardId, actor, 'ticket.note', code, { named: named.length });
    return 'noted';
  });
}

export interface Mentioned {
  readonly code: string;
  readonly by: string | null;
  readonly text: string;
  readonly at: Date;
}

/** Notes an officer was named in and has not opened yet, newest first, at most 20. */
export async function mentionsOf(sql: Sql, officerId: string): Promise<Mentioned[]> {
  const found = await sql.query<Mentioned>(
    `SELECT t.code, e.actor_name AS by, left(e.text, 240) AS text, e.at FROM mention m JOIN ticket_event e ON e.id = m.event_id JOIN ticket t ON t.id = e.ticket_id
WHERE m.officer_id = $1 AND m.seen_at IS NULL AND t.kind <> 'toCao' ORDER BY e.id DESC LIMIT 20`,
    [officerId],
  );
  return found.rows;
}

/** The officer opened the ticket: what named them there was seen. */
export async function sawMentions(sql: Sql, officerId: string, ticketId: string): Promise<void> {
  await sql.query(
    `UPDATE mention m SET seen_at = now() FROM ticket_event e WHERE m.officer_id = $1 AND m.seen_at IS NULL AND e.id = m.event_id AND e.ticket_id = $2`,
    [officerId, ticketId],
  );
}
