/** Tickets chosen for one act. */
import type { TicketKind, TicketState } from '../core/types.ts';
import type { Sql } from './db.ts';

export interface BulkTicket {
  readonly code: string;
  readonly kind: TicketKind;
  readonly state: TicketState;
  readonly text: string;
  readonly holder: string | null;
  readonly holderId: string | null;
  /** an answer of it waits to be sent */
  readonly waiting: boolean;
}

/** Those of the codes that are tickets of this ward and not sealed, by code. */
export async function bulkTickets(sql: Sql, wardId: string, codes: readonly string[]): Promise<BulkTicket[]> {
  const found = await sql.query<BulkTicket>(
    `SELECT t.code, t.kind, t.state, left(t.text, 200) AS text, o.name AS holder, t.holder_id AS "holderId",
EXISTS (SELECT 1 FROM pending_answer p WHERE p.ticket_id = t.id AND p.state = 'waiting') AS waiting
FROM ticket t LEFT JOIN officer o ON o.id = t.holder_id WHERE t.ward_id = $1 AND t.code = ANY($2::text[]) AND t.kind <> 'toCao' ORDER BY t.code`,
    [wardId, codes],
  );
  return found.rows;
}
