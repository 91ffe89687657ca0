/** From an audience to rows: places are made in slices, each its own transaction, so that memory stays flat and a crash loses nothing. */
import { one, type Sql, type Store, transaction } from '../db.ts';
import { hindrance, meant, parameters, type Windows } from './audience.ts';
import { cancelOpen } from './change.ts';
import type { Audience } from './types.ts';

/** Contacts looked at in one transaction. */
const SLICE = 5_000;
/** Whoever was not reached by then is not told any more, unless the broadcast says when. */
const LASTS_DAYS = 3;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * What is due begins: once, whoever looks, however many look, and whichever way the clock steps (what has begun has
 * another state). Returns how many began.
 */
export async function beginDue(sql: Sql, wardId: string, now: Date): Promise<number> {
  const result = await sql.query(
    `UPDATE broadcast SET state = 'preparing', started_at = coalesce(started_at, $2::timestamptz),
expires_at = coalesce(expires_at, $2::timestamptz + $3 * interval '1 day')
WHERE id IN (SELECT id FROM broadcast WHERE ward_id = $1 AND state = 'scheduled' AND scheduled_at <= $2 ORDER BY scheduled_at FOR UPDATE SKIP LOCKED)`,
    [wardId, now, LASTS_DAYS],
  );
  return result.rowCount ?? 0;
}

/** Make places for what is being prepared, oldest first, until nothing is left or `until` says so. */
export async function prepareOpen(
  store: Store,
  wardId: string,
  windows: Windows,
  now: Date,
  enough: () => boolean = () => false,
): Promise<void> {
  const open = await store.pool.query<{ id: string }>(
    `SELECT id FROM broadcast WHERE ward_id = $1 AND state = 'preparing' ORDER BY started_at, id`,
    [wardId],
  );
  for (const { id } of open.rows) {
    while (!enough() && (await prepareSlice(store, id, windows, now)) === 'more') {}
    if (enough()) return;
  }
}

interface Preparing {
  ward_id: string;
  kind: string;
  audience: Audience;
  prepared_to: string | null;
}

/** One slice. `away`: it is not being prepared, or another worker has it this moment. */
export async function prepareSlice(
  store: Store,
  id: string,
  windows: Windows,
  now: Date,
  size: number = SLICE,
): Promise<'more' | 'ready' | 'away'> {
  return await transaction(store, async (tx) => {
    const b = await one<Preparing>(
      tx,
      `SELECT ward_id, kind, audience, prepared_to FROM broadcast WHERE id = $1 AND state = 'preparing' FOR UPDATE SKIP LOCKED`,
      [id],
    );
    if (!b) return 'away';
    const last = await makePlaces(tx, id, b, windows, now, size);
    if (last !== null) {
      await tx.query('UPDATE broadcast SET prepared_to = $2 WHERE id = $1', [id, last]);
      return 'more';
    }
    await placeChats(tx, id, b);
    await tx.query(`UPDATE broadcast SET state = 'running' WHERE id = $1`, [id]);
    return 'ready';
  });
}

/** Places for the next contacts; the last one's id, or null when there were none. */
async function makePlaces(
  tx: Sql,
  id: string,
  b: Preparing,
  windows: Windows,
  now: Date,
  size: number,
): Promise<string | null> {
  const p = parameters(id, b.ward_id);
  const why = hindrance(b.kind, windows, now, p);
  const other = `EXISTS (SELECT 1 FROM contact d JOIN channel dh ON dh.id = d.channel_id WHERE d.resident_id = c.resident_id AND d.id <> c.id
  AND ${meant(b.audience, b.ward_id, p, 'd', 'dh')} AND (${hindrance(b.kind, windows, now, p, 'd', 'dh')}) IS NULL
  AND ((${why}) IS NOT NULL OR d.first_seen_at > c.first_seen_at OR (d.first_seen_at = c.first_seen_at AND d.id < c.id)))`;
  const row = await one<{ last: string | null }>(
    tx,
    `WITH slice AS (
  SELECT c.id, c.channel_id, c.external_id, c.group_id,
    CASE WHEN c.resident_id IS NOT NULL AND ${other} THEN 'twice' ELSE ${why} END AS why
  FROM contact c JOIN channel ch ON ch.id = c.channel_id
  WHERE ${meant(b.audience, b.ward_id, p)} AND c.id > ${p.of(b.prepared_to ?? FIRST)}::uuid
  ORDER BY c.id LIMIT ${p.of(size)}
), placed AS (
  INSERT INTO broadcast_recipient (ward_id, broadcast_id, channel_id, contact_id, group_id, chat, chat_kind, state, reason, settled_at)
  SELECT $2, $1, channel_id, id, group_id, external_id, 'private', CASE WHEN why IS NULL THEN 'waiting' ELSE 'skipped' END, why,
    CASE WHEN why IS NULL THEN NULL ELSE now() END FROM slice
  ON CONFLICT (broadcast_id, channel_id, chat) DO NOTHING
)
SELECT (SELECT id FROM slice ORDER BY id DESC LIMIT 1) AS last`,
    p.values,
  );
  return row?.last ?? null;
}

async function placeChats(tx: Sql, id: string, b: Preparing): Promise<void> {
  const chats = b.audience.chats ?? [];
  if (chats.length === 0) return;
  await tx.query(
    `INSERT INTO broadcast_recipient (ward_id, broadcast_id, channel_id, group_id, chat, chat_kind)
SELECT $1, $2, c.id, n.group_id, n.chat, 'group' FROM unnest($3::uuid[], $4::text[], $5::uuid[]) AS n(channel_id, chat, group_id)
JOIN channel c ON c.id = n.channel_id AND c.ward_id = $1 ON CONFLICT (broadcast_id, channel_id, chat) DO NOTHING`,
    [
      b.ward_id,
      id,
      chats.map((c) => c.channelId),
      chats.map((c) => c.chat),
      chats.map((c) => c.groupId ?? null),
    ],
  );
}

/** Nothing is begun, prepared or sent after its time: asked before anything is sent. */
export async function expireLate(sql: Sql, wardId: string, now: Date): Promise<void> {
  const late = await sql.query<{ id: string }>(
    `SELECT id FROM broadcast WHERE ward_id = $1 AND state IN ('preparing', 'running') AND expires_at <= $2`,
    [wardId, now],
  );
  for (const { id } of late.rows) {
    await sql.query(
      `UPDATE broadcast_recipient SET state = 'failed', reason = 'expired', settled_at = now() WHERE broadcast_id = $1 AND state = 'waiting'`,
      [id],
    );
    await cancelOpen(sql, id, 'expired');
    await sql.query(`UPDATE broadcast SET state = 'running' WHERE id = $1 AND state = 'preparing'`, [id]);
  }
}

/** What has run out of time or of people is done; also what another path settled (an erased person, a blocked bot). */
export async function finishOver(sql: Sql, wardId: string, now: Date): Promise<void> {
  await expireLate(sql, wardId, now);
  // a worker died with them in its hands, and then the broadcast was stopped: perhaps sent, and not to be tried again
  await sql.query(
    `UPDATE outbox o SET state = 'dead', reason = 'stopped', lease_until = NULL FROM broadcast b
WHERE b.ward_id = $1 AND b.state = 'stopped' AND b.finished_at > now() - interval '1 day' AND o.broadcast_id = b.id AND o.state = 'sending' AND o.lease_until < now()`,
    [wardId],
  );
  // settled on another path (erased, blocked, a worker that died between two rows): the outbox knows
  await sql.query(
    `UPDATE broadcast_recipient r SET state = CASE WHEN w.reason IS NULL THEN 'sent' ELSE 'failed' END, reason = w.reason, settled_at = now()
FROM (SELECT q.id, (SELECT coalesce(max(o.reason), 'rejected') FROM outbox o WHERE o.recipient_id = q.id AND o.state IN ('dead', 'held')
    AND o.key LIKE 'b' || q.id || '.' || q.tries || '.%' HAVING count(*) > 0) AS reason
  FROM broadcast_recipient q JOIN broadcast b ON b.id = q.broadcast_id
  WHERE b.ward_id = $1 AND b.state IN ('running', 'paused', 'stopped') AND q.state = 'queued'
  AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.recipient_id = q.id AND o.state IN ('queued', 'sending'))
  FOR UPDATE OF q SKIP LOCKED) w
WHERE r.id = w.id AND r.state = 'queued'`,
    [wardId],
  );
  await sql.query(
    `UPDATE broadcast b SET state = 'done', finished_at = now() WHERE ward_id = $1 AND state = 'running'
AND NOT EXISTS (SELECT 1 FROM broadcast_recipient r WHERE r.broadcast_id = b.id AND r.state = 'waiting')
AND NOT EXISTS (SELECT 1 FROM broadcast_recipient r WHERE r.broadcast_id = b.id AND r.state = 'queued')`,
    [wardId],
  );
}
