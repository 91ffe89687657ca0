/** What is due this morning, for the list that officers get before they begin. Sealed records are in no list. */
import type { Sql } from './db.ts';

export interface Urgent {
  readonly late: readonly string[];
  readonly today: readonly string[];
  readonly soon: readonly string[];
  readonly nobody: readonly string[];
  readonly replied: readonly string[];
}

interface Row {
  code: string;
  due: string | null;
  held: boolean;
  replied: boolean;
}

/**
 * Codes of open tickets that ask for something today, the oldest first; a ticket stands under its most urgent heading
 * of the first three, and may stand under the others too.
 * @param today,soon dates `YYYY-MM-DD` of Việt Nam; `soon` is the last day that counts as soon
 * @param holder only this officer's tickets
 */
export async function urgentTickets(
  sql: Sql,
  wardId: string,
  today: string,
  soon: string,
  holder?: string,
): Promise<Urgent> {
  const found = await sql.query<Row>(
    `SELECT t.code, d.due, t.holder_id IS NOT NULL AS held,
  (SELECT e.actor = 'resident' AND e.kind = 'added' FROM ticket_event e WHERE e.ticket_id = t.id AND e.kind NOT IN ('noted', 'held') ORDER BY e.id DESC LIMIT 1) IS TRUE AS replied
FROM ticket t LEFT JOIN LATERAL (SELECT to_char(min(c.due_on), 'YYYY-MM-DD') AS due FROM clock c WHERE c.ticket_id = t.id AND c.state = 'running') d ON true
WHERE t.ward_id = $1 AND t.kind <> 'toCao' AND t.state <> 'closed' AND ($2::uuid IS NULL OR t.holder_id = $2) ORDER BY d.due NULLS LAST, t.opened_at`,
    [wardId, holder ?? null],
  );
  const codes = (fits: (row: Row) => boolean) => found.rows.filter(fits).map((row) => row.code);
  return {
    late: codes(({ due }) => due !== null && due < today),
    today: codes(({ due }) => due === today),
    soon: codes(({ due }) => due !== null && due > today && due <= soon),
    nobody: codes(({ held }) => !held),
    replied: codes(({ replied }) => replied),
  };
}
