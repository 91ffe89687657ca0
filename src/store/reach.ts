/** How the resident of a ticket can be reached. */
import { one, type Sql } from './db.ts';

export interface Reach {
  /** platform the resident wrote on; null when there is nobody to answer to */
  readonly platform: string | null;
  /** when the person was last heard there */
  readonly lastSeenAt: Date | null;
  /** the person blocked us or left */
  readonly left: boolean;
  /** other platforms on which the same resident is known and has not left */
  readonly others: readonly string[];
  /** messages that were refused because the person left, and can be kept for the next time they write */
  readonly refused: number;
  /** messages that wait for a word of theirs, or were refused: what could go another way */
  readonly stuck: number;
}

export async function reachOf(sql: Sql, ticketId: string): Promise<Reach> {
  const row = await one<{
    platform: string;
    last_seen_at: Date;
    left_at: Date | null;
    others: string[];
    refused: number;
    stuck: number;
  }>(
    sql,
    `SELECT h.platform, c.last_seen_at, c.left_at,
ARRAY(SELECT DISTINCT h2.platform FROM contact c2 JOIN channel h2 ON h2.id = c2.channel_id
  WHERE c.resident_id IS NOT NULL AND c2.resident_id = c.resident_id AND c2.id <> c.id AND c2.left_at IS NULL) AS others,
(SELECT count(*)::int FROM outbox o WHERE o.ticket_id = t.id AND o.contact_id = c.id AND o.state = 'dead' AND o.reason = 'blocked' AND o.body IS NOT NULL) AS refused,
(SELECT count(*)::int FROM outbox o WHERE o.ticket_id = t.id AND o.contact_id = c.id AND o.body IS NOT NULL
  AND (o.state = 'held' OR o.state = 'dead' AND o.reason IN ('blocked', 'window-closed'))) AS stuck
FROM ticket t JOIN contact c ON c.id = t.contact_id JOIN channel h ON h.id = c.channel_id WHERE t.id = $1`,
    [ticketId],
  );
  if (!row) return { platform: null, lastSeenAt: null, left: false, others: [], refused: 0, stuck: 0 };
  const { platform, others, refused, stuck } = row;
  return { platform, lastSeenAt: row.last_seen_at, left: row.left_at !== null, others, refused, stuck };
}
