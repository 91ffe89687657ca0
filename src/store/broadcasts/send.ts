/** The rows of bulk sending: claiming a slice, and settling each message together with its recipient. */
import type { Outgoing } from '../../core/types.ts';
import { BY_NOW, one, type Sql, type Store } from '../db.ts';
import { chatGone } from '../group-chats.ts';

export interface BulkMessage {
  readonly id: string;
  readonly broadcastId: string;
  readonly recipientId: string;
  readonly chat: string;
  readonly chatKind: 'private' | 'group';
  readonly contactId: string | null;
  readonly attempts: number;
  readonly message: Outgoing;
}

/** Messages to one chat that the platform allows, or null. Read from what was sent: shared by all workers, and lost by none. */
export interface ChatLimits {
  readonly chatPerSecond: number | null;
  readonly groupPerMinute: number | null;
}

const sentAt = (nth: string) =>
  `coalesce((SELECT s.sent_at FROM outbox s WHERE s.channel_id = o.channel_id AND s.chat = o.chat AND s.sent_seq IS NOT NULL
ORDER BY s.sent_seq DESC OFFSET ${nth} LIMIT 1), '-infinity')`;

/**
 * A reply in the same chat goes first, parts go in order, and a chat that has had its share waits. What cannot go now (dated
 * ahead, put off until tomorrow, of a broadcast that is paused) holds nobody's other messages.
 */
const CLAIM = `WITH pick AS (
  SELECT o.id FROM outbox o JOIN broadcast b ON b.id = o.broadcast_id JOIN channel c ON c.id = o.channel_id
  WHERE o.channel_id = $1 AND o.lane = 2 AND o.recipient_id IS NOT NULL AND b.state = 'running'
  AND ((o.state = 'queued' AND o.next_at <= ${BY_NOW}) OR (o.state = 'sending' AND o.lease_until < now()))
  AND (c.paused_until IS NULL OR c.paused_until <= now()) AND (c.bulk_until IS NULL OR c.bulk_until <= now())
  AND NOT EXISTS (SELECT 1 FROM outbox p WHERE p.channel_id = o.channel_id AND p.chat = o.chat AND p.id <> o.id AND (
    (p.state = 'sending' AND p.lease_until >= now()) OR (p.state = 'queued' AND (p.lane = 0
      OR (p.lane = 1 AND (p.attempts > 0 OR p.next_at <= ${BY_NOW}))
      OR (p.lane = 2 AND p.id < o.id AND (p.recipient_id = o.recipient_id
        OR (p.next_at <= ${BY_NOW} AND EXISTS (SELECT 1 FROM broadcast q WHERE q.id = p.broadcast_id AND q.state = 'running'))))))))
  AND ($4::int IS NULL OR o.chat_kind = 'group' OR ${sentAt('$4 - 1')} <= now() - interval '1 second')
  AND ($5::int IS NULL OR o.chat_kind <> 'group' OR ${sentAt('$5 - 1')} <= now() - interval '1 minute')
  ORDER BY o.id LIMIT $2 FOR UPDATE OF o SKIP LOCKED
)
UPDATE outbox o SET state = 'sending', attempts = o.attempts + 1, lease_until = now() + $3 * interval '1 second'
FROM pick WHERE o.id = pick.id
RETURNING o.id, o.broadcast_id, o.recipient_id, o.chat, o.chat_kind, o.contact_id, o.attempts, o.body`;

interface Row {
  id: string;
  broadcast_id: string;
  recipient_id: string;
  chat: string;
  chat_kind: 'private' | 'group';
  contact_id: string | null;
  attempts: number;
  body: Buffer | null;
}

/** Take up to `count` messages of a channel, in order. */
export async function claimBulk(
  store: Store,
  channelId: string,
  count: number,
  leaseSeconds: number,
  limits: ChatLimits,
): Promise<BulkMessage[]> {
  const result = await store.pool.query<Row>({
    name: 'claim-bulk',
    text: CLAIM,
    values: [channelId, count, leaseSeconds, limits.chatPerSecond, limits.groupPerMinute],
  });
  return result.rows
    .map((r) => ({
      id: r.id,
      broadcastId: r.broadcast_id,
      recipientId: r.recipient_id,
      chat: r.chat,
      chatKind: r.chat_kind,
      contactId: r.contact_id,
      attempts: r.attempts,
      message:
        r.body === null
          ? { text: '', choices: [], files: [] }
          : (store.vault.openJson('outbox.body', r.body) as Outgoing),
    }))
    .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
}

export async function extendBulk(sql: Sql, ids: readonly string[], leaseSeconds: number): Promise<void> {
  await sql.query(
    `UPDATE outbox SET lease_until = now() + $2 * interval '1 second' WHERE id = ANY($1) AND state = 'sending'`,
    [ids, leaseSeconds],
  );
}

/** Which broadcasts run at this moment: asked again and again while sending, so that a stop is heard at once. */
export async function runningNow(sql: Sql, wardId: string): Promise<ReadonlySet<string>> {
  const result = await sql.query<{ id: string }>({
    name: 'running-now',
    text: `SELECT id FROM broadcast WHERE ward_id = $1 AND state = 'running'`,
    values: [wardId],
  });
  return new Set(result.rows.map((r) => r.id));
}

export interface Taken {
  readonly id: string;
  readonly externalId: string;
  /** digest of the web chat to be told, or '' */
  readonly topic: string;
}

/**
 * The platform took these: messages and recipients are settled in one statement. Returns ids of replies that waited
 * behind them in their chats, to ring for. The commit does not wait for the disk: what a worker's death repeats is what
 * stands between taken and settled, and should the server itself lose its power, these few are sent again, none is lost.
 */
export async function settleTaken(sql: Sql, taken: readonly Taken[]): Promise<string[]> {
  const result = await sql.query<{ id: string }>({
    name: 'settle-taken',
    text: `WITH n AS (SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[]) AS n(id, external_id, topic)),
done AS (
  UPDATE outbox o SET state = 'sent', external_id = n.external_id, sent_at = now(), lease_until = NULL,
    body = CASE WHEN n.topic = '' OR o.reason = 'erased' THEN CASE WHEN o.reason = 'erased' THEN NULL ELSE body END ELSE body END,
    reason = NULL, sent_seq = nextval('outbox_sent_seq')
  FROM n WHERE o.id = n.id AND o.state <> 'sent' RETURNING o.id, o.channel_id, o.chat, o.recipient_id, n.topic
),
who AS (
  UPDATE broadcast_recipient r SET parts = greatest(0, r.parts - d.count), state = CASE WHEN r.parts <= d.count THEN 'sent' ELSE r.state END,
    reason = CASE WHEN r.parts <= d.count THEN NULL ELSE r.reason END, settled_at = CASE WHEN r.parts <= d.count THEN now() END
  FROM (SELECT recipient_id, count(*)::int AS count FROM done GROUP BY 1) d WHERE r.id = d.recipient_id
),
seen AS (UPDATE channel c SET last_out_at = now() FROM (SELECT DISTINCT channel_id FROM done) d WHERE c.id = d.channel_id
  AND (c.last_out_at IS NULL OR c.last_out_at < now() - interval '10 seconds')),
told AS (SELECT pg_notify('sent', topic) FROM done WHERE topic <> ''),
quick AS (SELECT set_config('synchronous_commit', 'off', true))
SELECT min(w.id) AS id FROM done d JOIN outbox w ON w.channel_id = d.channel_id AND w.chat = d.chat AND w.state = 'queued' AND w.lane < 2
WHERE (SELECT count(*) FROM told) + (SELECT count(*) FROM quick) > 0 GROUP BY w.channel_id, w.chat`,
    values: [taken.map((t) => t.id), taken.map((t) => t.externalId), taken.map((t) => t.topic)],
  });
  return result.rows.map((r) => r.id);
}

/** Back into the line, to be tried after `afterMs`; `free`: this try did not count (nothing was handed over). */
export async function putBack(
  sql: Sql,
  ids: readonly string[],
  reason: string | null,
  afterMs: number,
  free: boolean,
): Promise<void> {
  await sql.query(
    `UPDATE outbox SET state = 'queued', lease_until = NULL, next_at = now() + $3 * interval '1 millisecond', attempts = attempts - $4::int,
reason = CASE WHEN reason = 'erased' THEN reason ELSE coalesce($2, reason) END WHERE id = ANY($1) AND state = 'sending'`,
    [ids, reason, afterMs, free ? 1 : 0],
  );
}

/** It will not arrive: the message and the parts behind it are dead, the recipient has the reason. */
export async function settleLost(
  sql: Sql,
  m: BulkMessage,
  state: 'failed' | 'cancelled' | 'skipped',
  reason: string,
): Promise<void> {
  await sql.query(
    `WITH dead AS (UPDATE outbox SET state = 'dead', reason = CASE WHEN reason = 'erased' THEN reason ELSE $3 END, lease_until = NULL,
    body = CASE WHEN reason = 'erased' THEN NULL ELSE body END
  WHERE recipient_id = $1 AND state IN ('queued', 'sending'))
UPDATE broadcast_recipient SET state = $2, reason = $3, settled_at = now() WHERE id = $1 AND state = 'queued'`,
    [m.recipientId, state, reason],
  );
  if (reason !== 'blocked') return;
  if (m.chatKind === 'group') await chatGoneOf(sql, m.id);
  if (m.contactId !== null && m.chatKind === 'private')
    await sql.query('UPDATE contact SET left_at = now() WHERE id = $1 AND left_at IS NULL', [m.contactId]);
}

/** A group that put the bot out is told nothing more. */
async function chatGoneOf(sql: Sql, outboxId: string): Promise<void> {
  const row = await one<{ channel_id: string; chat: string }>(
    sql,
    'SELECT channel_id, chat FROM outbox WHERE id = $1',
    [outboxId],
  );
  if (row) await chatGone(sql, row.channel_id, row.chat);
}

/**
 * The window is shut on this channel: another channel of the same resident takes it over, where there is one that can
 * be reached. Returns false when there is none: the person is to be told on paper or by phone.
 */
export async function reroute(
  sql: Sql,
  m: BulkMessage,
  windows: Readonly<Record<string, number>>,
): Promise<boolean> {
  if (m.contactId === null) return false;
  const open = Object.entries(windows);
  const result = await sql.query(
    `WITH other AS (
  SELECT d.id, d.channel_id, d.external_id, d.group_id, d.ward_id FROM contact c JOIN contact d ON d.resident_id = c.resident_id AND d.id <> c.id
  JOIN channel h ON h.id = d.channel_id JOIN broadcast b ON b.id = $2
  LEFT JOIN unnest($3::text[], $4::float8[]) AS w(platform, ms) ON w.platform = h.platform
  WHERE c.id = $1 AND d.left_at IS NULL AND d.notices AND NOT ((CASE b.kind WHEN 'nhac-hop' THEN ARRAY['hop', 'nhac'] ELSE ARRAY[b.kind] END) && d.stopped) AND h.platform <> 'terminal'
  AND (w.ms IS NULL OR d.last_seen_at >= now() - w.ms * interval '1 millisecond')
  AND NOT EXISTS (SELECT 1 FROM broadcast_recipient r WHERE r.broadcast_id = $2 AND r.contact_id = d.id AND r.state <> 'skipped')
  ORDER BY d.last_seen_at DESC LIMIT 1
)
INSERT INTO broadcast_recipient (ward_id, broadcast_id, channel_id, contact_id, group_id, chat, chat_kind)
SELECT ward_id, $2, channel_id, id, group_id, external_id, 'private' FROM other
ON CONFLICT (broadcast_id, channel_id, chat) DO UPDATE SET state = 'waiting', reason = NULL, settled_at = NULL
WHERE broadcast_recipient.state = 'skipped'`,
    [m.contactId, m.broadcastId, open.map(([name]) => name), open.map(([, ms]) => ms)],
  );
  return result.rowCount === 1;
}

/** Nothing more in bulk on this channel until then (a quota is used up). */
export async function holdBulk(sql: Sql, channelId: string, until: Date, why: string): Promise<void> {
  await sql.query(
    'UPDATE channel SET bulk_until = greatest(bulk_until, $2::timestamptz), bulk_why = $3 WHERE id = $1',
    [channelId, until, why],
  );
}

/** The platform said "too fast": slower from now on, and a tenth faster each minute until what is set. */
export async function slowDown(sql: Sql, channelId: string, perMinute: number): Promise<void> {
  await sql.query('UPDATE channel SET per_minute = $2 WHERE id = $1', [
    channelId,
    Math.max(6, Math.floor(perMinute)),
  ]);
}

export async function speedUp(sql: Sql, channelId: string, full: number): Promise<void> {
  await sql.query(
    'UPDATE channel SET per_minute = CASE WHEN per_minute * 1.1 >= $2::int THEN NULL ELSE ceil(per_minute * 1.1)::int END WHERE id = $1 AND per_minute IS NOT NULL',
    [channelId, full],
  );
}

export interface BulkChannel {
  readonly perMinute: number | null;
  readonly bulkUntil: Date | null;
}

export async function bulkChannel(sql: Sql, channelId: string): Promise<BulkChannel> {
  const result = await sql.query<{ per_minute: number | null; bulk_until: Date | null }>(
    'SELECT per_minute, bulk_until FROM channel WHERE id = $1',
    [channelId],
  );
  const row = result.rows[0];
  return { perMinute: row?.per_minute ?? null, bulkUntil: row?.bulk_until ?? null };
}
