/**
 * Messages out: a row first, then the bell. A chat is sent to one message at a time: the head of its line is what is
 * being sent now, else the lowest lane (a reply before a notice before bulk), else the oldest. One that waits to be tried
 * again holds those behind it, so that order is kept; a notice dated ahead holds nobody until its time.
 */
import type { Outgoing, SendFailure } from '../core/types.ts';
import { BY_NOW, one, type Sql, type Store } from './db.ts';
import { chatGone, chatMoved } from './group-chats.ts';
import type { Vault } from './vault.ts';

export const LANE = { reply: 0, notice: 1, bulk: 2 } as const;
export type Lane = keyof typeof LANE;

/** `outbox.notice` of what is wiped a while after it was sent. */
export const FLEETING = 'fleeting';
/** The web chat reads from these rows: a page opened again soon still shows it. */
const FLEETING_MINUTES = 15;

/** Wipe the words of what was sent and not to be kept. */
export async function wipeFleeting(store: Store): Promise<void> {
  await store.pool.query(
    `UPDATE outbox SET body = NULL WHERE notice = $1 AND body IS NOT NULL AND state IN ('sent', 'dead') AND created_at < now() - $2 * interval '1 minute'`,
    [FLEETING, FLEETING_MINUTES],
  );
}

/** `outbox.notice` of replies that gather: of several within a moment only the last is sent. */
export const GATHERS = 'gathers';
/** How long a reply waits for more of the same, ms. */
export const GATHER_MS = 1200;

/** The replies still waiting for more: something newer says it. */
export async function dropGathered(tx: Sql, channelId: string, chat: string): Promise<void> {
  await tx.query(
    `DELETE FROM outbox WHERE channel_id = $1 AND chat = $2 AND notice = $3 AND state = 'queued' AND attempts = 0`,
    [channelId, chat, GATHERS],
  );
}

export async function holdGathered(tx: Sql, ids: readonly string[]): Promise<void> {
  await tx.query(`UPDATE outbox SET next_at = now() + $2 * interval '1 millisecond' WHERE id = ANY($1)`, [
    ids,
    GATHER_MS,
  ]);
}

export interface NewMessage {
  readonly wardId: string;
  readonly channelId: string;
  readonly chat: string;
  readonly chatKind: 'private' | 'group';
  readonly contactId: string | null;
  readonly ticketId?: string;
  /** unique for ever: the same key again changes nothing */
  readonly key: string;
  readonly notice?: string;
  readonly lane: Lane;
  readonly message: Outgoing;
}

/** Queue messages in the caller's transaction; returns the ids of the fresh ones, to ring for after commit. */
export async function enqueue(sql: Sql, vault: Vault, messages: readonly NewMessage[]): Promise<string[]> {
  if (messages.length === 0) return [];
  const result = await sql.query<{ id: string }>({
    name: 'enqueue',
    text: `INSERT INTO outbox (ward_id, channel_id, chat, chat_kind, contact_id, ticket_id, key, notice, lane, body)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::smallint[], $10::bytea[])
ON CONFLICT (key) DO NOTHING RETURNING id`,
    values: [
      messages.map((m) => m.wardId),
      messages.map((m) => m.channelId),
      messages.map((m) => m.chat),
      messages.map((m) => m.chatKind),
      messages.map((m) => m.contactId),
      messages.map((m) => m.ticketId ?? null),
      messages.map((m) => m.key),
      messages.map((m) => m.notice ?? null),
      messages.map((m) => LANE[m.lane]),
      messages.map((m) => vault.sealJson('outbox.body', m.message)),
    ],
  });
  return result.rows.map((r) => r.id);
}

export interface Claimed {
  readonly id: string;
  readonly channelId: string;
  readonly chat: string;
  readonly chatKind: 'private' | 'group';
  readonly contactId: string | null;
  readonly ticketId: string | null;
  readonly attempts: number;
  readonly message: Outgoing;
  /** when the person was last heard, for platforms with a window */
  readonly lastSeenAt: Date | null;
}

interface ClaimRow {
  id: string;
  channel_id: string;
  chat: string;
  chat_kind: 'private' | 'group';
  contact_id: string | null;
  ticket_id: string | null;
  attempts: number;
  body: Buffer;
  last_seen_at: Date | null;
}

const CLAIM = `WITH head AS (
  SELECT id FROM outbox
  WHERE channel_id = $1 AND chat = $2 AND state IN ('queued', 'sending')
  AND (recipient_id IS NULL OR (state = 'sending' AND lease_until >= now()))
  AND NOT (state = 'queued' AND lane > 0 AND attempts = 0 AND next_at > ${BY_NOW})
  ORDER BY (state = 'sending') DESC, lane, id LIMIT 1
)
UPDATE outbox o SET state = 'sending', attempts = o.attempts + 1, lease_until = now() + $3 * interval '1 second'
FROM head, channel c
WHERE o.id = head.id AND c.id = o.channel_id
  AND (c.paused_until IS NULL OR c.paused_until <= now())
  AND ((o.state = 'queued' AND o.next_at <= ${BY_NOW}) OR (o.state = 'sending' AND o.lease_until < now()))
  AND (o.chat_kind <> 'group' OR $4::int IS NULL OR coalesce((SELECT s.sent_at FROM outbox s WHERE s.channel_id = $1 AND s.chat = $2
    AND s.sent_seq IS NOT NULL ORDER BY s.sent_seq DESC OFFSET $4 - 1 LIMIT 1), '-infinity') <= now() - interval '1 minute')
RETURNING o.id, o.channel_id, o.chat, o.chat_kind, o.contact_id, o.ticket_id, o.attempts, o.body,
  (SELECT last_seen_at FROM contact WHERE id = o.contact_id) AS last_seen_at`;

/**
 * Take the head of a chat's line for `leaseSeconds`; null when it is empty, not due, paused, or another worker has it.
 * `groupPerMinute`: what a group may be sent; the sweep rings for what has to wait. Messages of a broadcast are taken
 * elsewhere (store/broadcasts/send.ts); one that is under way is waited for.
 */
export async function claim(
  store: Store,
  channelId: string,
  chat: string,
  leaseSeconds: number,
  groupPerMinute: number | null = null,
): Promise<Claimed | null> {
  const values = [channelId, chat, leaseSeconds, groupPerMinute];
  const row = await one<ClaimRow>(store.pool, CLAIM, values, 'claim');
  if (!row) return null;
  return {
    id: row.id,
    channelId: row.channel_id,
    chat: row.chat,
    chatKind: row.chat_kind,
    contactId: row.contact_id,
    ticketId: row.ticket_id,
    attempts: row.attempts,
    message: store.vault.openJson('outbox.body', row.body) as Outgoing,
    lastSeenAt: row.last_seen_at,
  };
}

export async function extendLease(store: Store, id: string, leaseSeconds: number): Promise<void> {
  await store.pool.query(
    `UPDATE outbox SET lease_until = now() + $2 * interval '1 second' WHERE id = $1 AND state = 'sending'`,
    [id, leaseSeconds],
  );
}

/** What was to be erased when it was still unsent (store/erase.ts) goes once it is settled. A web chat reads it from here, and so keeps it. */
const FORGET = `CASE WHEN reason = 'erased' THEN NULL ELSE body END`;

/** The platform took it. Listeners on `sent` (the web chat's event streams) hear the digest of the chat. */
export async function settleSent(store: Store, id: string, externalId: string, topic: string): Promise<void> {
  await store.pool.query({
    name: 'settle-sent',
    text: `WITH done AS (
  UPDATE outbox SET state = 'sent', external_id = $2, sent_at = now(), lease_until = NULL, reason = NULL,
    body = CASE WHEN $3 = '' THEN ${FORGET} ELSE body END, sent_seq = nextval('outbox_sent_seq') WHERE id = $1 RETURNING channel_id
), seen AS (UPDATE channel SET last_out_at = now() FROM done WHERE channel.id = done.channel_id
    AND (last_out_at IS NULL OR last_out_at < now() - interval '10 seconds'))
SELECT pg_notify('sent', $3) FROM done WHERE $3 <> ''`,
    values: [id, externalId, topic],
  });
}

/** Try again after `afterMs`; the rest of the chat waits behind it, so order is kept. (Only what is still being sent can go back: a worker that outlived its lease undoes nothing.) */
export async function settleRetry(
  store: Store,
  id: string,
  reason: SendFailure,
  afterMs: number,
): Promise<void> {
  await store.pool.query(
    `UPDATE outbox SET state = 'queued', reason = CASE WHEN reason = 'erased' THEN reason ELSE $2 END, lease_until = NULL, next_at = now() + $3 * interval '1 millisecond' WHERE id = $1 AND state = 'sending'`,
    [id, reason, afterMs],
  );
}

/** The platform asked the whole channel to wait. */
export async function pauseChannel(store: Store, channelId: string, afterMs: number): Promise<void> {
  await store.pool.query(
    `UPDATE channel SET paused_until = greatest(coalesce(paused_until, now()), now() + $2 * interval '1 millisecond') WHERE id = $1`,
    [channelId, afterMs],
  );
}

/** Kept back until the person writes again (window closed) or until `again`, when there is a new quota. */
export async function settleHeld(
  store: Store,
  claimed: Claimed,
  reason: SendFailure,
  again: Date | null = null,
): Promise<void> {
  await store.pool.query(
    `WITH held AS (UPDATE outbox SET state = CASE WHEN reason = 'erased' THEN 'dead' ELSE 'held' END, reason = $2, body = ${FORGET}, lease_until = NULL,
    next_at = coalesce($3, next_at) WHERE id = $1 AND state = 'sending' RETURNING ward_id, ticket_id, key)
INSERT INTO ticket_event (ward_id, ticket_id, kind, actor, text, key)
SELECT ward_id, ticket_id, 'held', 'bot', $2, 'held:' || key FROM held WHERE ticket_id IS NOT NULL
ON CONFLICT (key) DO NOTHING`,
    [claimed.id, reason, again],
  );
}

/** A new day, a new quota: what was held for want of one may go, a few at a time. Returns ids to ring for. */
export async function releaseQuota(sql: Sql, wardId: string, now: Date, most = 20): Promise<string[]> {
  const result = await sql.query<{ id: string }>(
    `UPDATE outbox SET state = 'queued', next_at = now(), attempts = 0 WHERE id IN (SELECT id FROM outbox
WHERE state = 'held' AND reason = 'quota' AND ward_id = $1 AND next_at <= $2 ORDER BY next_at, id LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING id`,
    [wardId, now, most],
  );
  return result.rows.map((r) => r.id);
}

/** Hopeless: shown in the console. `blocked`: the contact has left, and nothing more of theirs is tried. */
export async function settleDead(store: Store, claimed: Claimed, reason: SendFailure): Promise<void> {
  await store.pool.query(
    `WITH dead AS (UPDATE outbox SET state = 'dead', reason = $2, body = ${FORGET}, lease_until = NULL WHERE id = $1 AND state = 'sending' RETURNING ward_id, ticket_id, key)
INSERT INTO ticket_event (ward_id, ticket_id, kind, actor, text, key)
SELECT ward_id, ticket_id, 'held', 'bot', $2, 'dead:' || key FROM dead WHERE ticket_id IS NOT NULL
ON CONFLICT (key) DO NOTHING`,
    [claimed.id, reason],
  );
  // a group that threw the bot out says nothing of the person who asked there
  if (reason === 'blocked' && claimed.chatKind === 'group')
    await chatGone(store.pool, claimed.channelId, claimed.chat);
  if (reason !== 'blocked' || claimed.contactId === null || claimed.chatKind === 'group') return;
  await store.pool.query('UPDATE contact SET left_at = now() WHERE id = $1 AND left_at IS NULL', [
    claimed.contactId,
  ]);
  await store.pool.query(
    `UPDATE outbox SET state = 'dead', reason = 'blocked' WHERE contact_id = $1 AND channel_id = $2 AND chat = $3 AND state = 'queued'`,
    [claimed.contactId, claimed.channelId, claimed.chat],
  );
}

/**
 * The person wrote again: what was held for them may go. Returns ids to ring for.
 * @param all false: only what waited for someone who had left
 */
export async function releaseHeld(sql: Sql, channelId: string, chat: string, all = true): Promise<string[]> {
  const result = await sql.query<{ id: string }>({
    name: 'release-held',
    text: `UPDATE outbox SET state = 'queued', next_at = now(), attempts = 0 WHERE channel_id = $1 AND chat = $2 AND state = 'held' AND ($3 OR reason = 'blocked') RETURNING id`,
    values: [channelId, chat, all],
  });
  return result.rows.map((r) => r.id);
}

/** A group became another chat: everything of it follows. */
export async function moveChat(sql: Sql, channelId: string, from: string, to: string): Promise<void> {
  await chatMoved(sql, channelId, from, to);
  await sql.query(
    `UPDATE outbox SET chat = $3 WHERE channel_id = $1 AND chat = $2 AND state IN ('queued', 'sending', 'held')`,
    [channelId, from, to],
  );
  await sql.query(
    `UPDATE broadcast_recipient r SET chat = $3 WHERE channel_id = $1 AND chat = $2 AND state IN ('waiting', 'queued')
AND NOT EXISTS (SELECT 1 FROM broadcast_recipient q WHERE q.broadcast_id = r.broadcast_id AND q.channel_id = $1 AND q.chat = $3)`,
    [channelId, from, to],
  );
  await sql.query(
    `UPDATE conversation c SET chat = $3 WHERE channel_id = $1 AND chat = $2
AND NOT EXISTS (SELECT 1 FROM conversation d WHERE d.channel_id = $1 AND d.chat = $3 AND d.contact_id = c.contact_id)`,
    [channelId, from, to],
  );
}

export interface SentMessage {
  readonly seq: string;
  readonly message: Outgoing;
}

/** What a chat was sent after `afterSeq`, in order of sending; at most 200. */
export async function sentAfter(
  store: Store,
  channelId: string,
  chat: string,
  afterSeq: string,
): Promise<SentMessage[]> {
  const result = await store.pool.query<{ sent_seq: string; body: Buffer | null }>(
    `SELECT sent_seq, body FROM outbox WHERE channel_id = $1 AND chat = $2 AND sent_seq > $3 AND body IS NOT NULL ORDER BY sent_seq LIMIT 200`,
    [channelId, chat, afterSeq],
  );
  return result.rows.flatMap((r) =>
    r.body === null
      ? []
      : [{ seq: r.sent_seq, message: store.vault.openJson('outbox.body', r.body) as Outgoing }],
  );
}
