/** What the one who opened a ticket adds to it. */
import { ruling } from '../../core/states.ts';
import type { TicketKind, TicketState } from '../../core/types.ts';
import { vietnamDay } from '../../law/index.ts';
import { startPromise } from '../clocks/run.ts';
import { one, type Sql } from '../db.ts';
import { completeInfo } from '../info-requests.ts';
import { resumeAfterWaiting } from './waiting.ts';

export interface Addition {
  readonly code: string;
  readonly contactId: string;
  readonly text?: string;
  readonly at: Date;
  /** the same again changes nothing */
  readonly key: string;
}

/**
 * Only the one who opened a ticket adds to it; an answered or closed one comes back, with the ward's promise begun anew.
 * @returns the ticket's id; null when it is not theirs
 */
export async function addToTicket(tx: Sql, addition: Addition): Promise<string | null> {
  const { code, contactId, at } = addition;
  const ticket = await one<{ id: string; ward_id: string; kind: TicketKind; state: TicketState }>(
    tx,
    'SELECT id, ward_id, kind, state FROM ticket WHERE code = $1 AND contact_id = $2 FOR UPDATE',
    [code, contactId],
  );
  if (!ticket) return null;
  const may = ruling(ticket.kind, ticket.state, 'add');
  const to = may.ok ? may.to : ticket.state;
  const made = await one(
    tx,
    `INSERT INTO ticket_event (ward_id, ticket_id, kind, actor, text, key, at) VALUES ($1, $2, 'added', 'resident', $3, $4, $5)
ON CONFLICT (key) DO NOTHING RETURNING id`,
    [ticket.ward_id, ticket.id, addition.text ?? null, addition.key, at],
  );
  if (!made) return ticket.id;
  await tx.query(
    'UPDATE ticket SET changed_at = $2, state = $3, version = version + 1, closed_at = CASE WHEN $3 = $4 THEN closed_at END WHERE id = $1',
    [ticket.id, at, to, 'closed'],
  );
  const of = { id: ticket.id, wardId: ticket.ward_id };
  if (ticket.state === 'waiting') {
    await resumeAfterWaiting(tx, of, vietnamDay(at), 'người dân');
    if (ticket.kind === 'thongTin') await completeInfo(tx, of, vietnamDay(at));
  }
  if (to === 'reopened' && ticket.state !== 'reopened')
    await startPromise(tx, { wardId: ticket.ward_id, ticketId: ticket.id, from: at });
  return ticket.id;
}
