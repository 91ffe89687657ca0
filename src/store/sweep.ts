/** What lost its bell. Asked every few seconds; each answer is bounded, so a backlog is worked off piece by piece. */
import type { Store } from './db.ts';

export interface Overdue {
  readonly inbox: readonly string[];
  readonly outbox: readonly string[];
  readonly attachments: readonly string[];
}

/** Rows older than `graceMs` that nobody has handled: one per sender and chat is enough to wake their line. */
export async function overdue(store: Store, graceMs: number): Promise<Overdue> {
  const [inbox, outbox, attachments] = await Promise.all([
    store.pool.query<{ id: string }>(
      `SELECT min(id) AS id FROM (SELECT id, channel_id, chat, sender FROM inbox
WHERE state = 'new' AND received_at < now() - $1 * interval '1 millisecond' ORDER BY received_at LIMIT 2000) w
GROUP BY channel_id, chat, sender LIMIT 500`,
      [graceMs],
    ),
    store.pool.query<{ id: string }>(
      `SELECT min(w.id) AS id FROM (SELECT o.id, o.channel_id, o.chat FROM outbox o JOIN channel c ON c.id = o.channel_id
WHERE o.state IN ('queued', 'sending') AND o.next_at < now() - $1 * interval '1 millisecond'
AND (o.state = 'queued' OR o.lease_until < now()) AND o.recipient_id IS NULL AND (c.paused_until IS NULL OR c.paused_until <= now())
ORDER BY o.next_at LIMIT 2000) w GROUP BY w.channel_id, w.chat LIMIT 500`,
      [graceMs],
    ),
    store.pool.query<{ id: string }>(
      `SELECT id FROM (SELECT id, next_at FROM attachment WHERE state = 'pending' AND next_at < now() - $1 * interval '1 millisecond'
UNION ALL SELECT id, next_at FROM sealed_file WHERE state = 'pending' AND next_at < now() - $1 * interval '1 millisecond') w
ORDER BY next_at LIMIT 200`,
      [graceMs],
    ),
  ]);
  return {
    inbox: inbox.rows.map((r) => r.id),
    outbox: outbox.rows.map((r) => r.id),
    attachments: attachments.rows.map((r) => r.id),
  };
}

export interface Depths {
  readonly unhandled: number;
  /** seconds; 0 when nothing waits */
  readonly oldestUnhandled: number;
  readonly unsent: number;
  readonly held: number;
  readonly dead: number;
}

/** For /metrics and the console's front page. */
export async function depths(store: Store): Promise<Depths> {
  const result = await store.pool.query<{
    unhandled: number;
    oldest: number | null;
    unsent: number;
    held: number;
    dead: number;
  }>(`SELECT (SELECT count(*)::int FROM inbox WHERE state = 'new') AS unhandled,
(SELECT extract(epoch FROM now() - min(received_at))::float FROM inbox WHERE state = 'new') AS oldest,
(SELECT count(*)::int FROM outbox WHERE state IN ('queued', 'sending')) AS unsent,
(SELECT count(*)::int FROM outbox WHERE state = 'held') AS held,
(SELECT count(*)::int FROM outbox WHERE state = 'dead' AND created_at > now() - interval '30 days') AS dead`);
  const row = result.rows[0];
  return {
    unhandled: row?.unhandled ?? 0,
    oldestUnhandled: row?.oldest ?? 0,
    unsent: row?.unsent ?? 0,
    held: row?.held ?? 0,
    dead: row?.dead ?? 0,
  };
}
