/** Making, starting, pausing, stopping a broadcast. Each change is one row's state, so that a double click is one. */
import { one, type Sql } from '../db.ts';
import { audit } from '../tickets.ts';
import {
  type Audience,
  audienceShape,
  BroadcastError,
  type BroadcastKind,
  type BroadcastState,
  type By,
  fileShape,
  type Texts,
  textsShape,
} from './types.ts';
import { holesIn } from './words.ts';

export interface NewBroadcast {
  readonly wardId: string;
  readonly kind: BroadcastKind;
  /** for officers' lists and the audit log; not sent */
  readonly title: string;
  /** words of an officer; or `notice` */
  readonly texts?: Texts;
  /** a notice of handlers/notices says it to each recipient from the payload; its choices and files go with it */
  readonly notice?: { readonly id: string; readonly payload: Readonly<Record<string, string>> };
  readonly audience: Audience;
  /** papers that go with `texts` (a notice brings its own) */
  readonly files?: readonly {
    readonly kind: 'photo' | 'document';
    readonly ref: string;
    readonly name?: string;
    readonly mime?: string;
  }[];
  /** what it belongs to, e.g. `meeting:<id>`: `stopOrigin` stops all of it */
  readonly origin?: string;
  /** not before; absent = when started */
  readonly scheduledAt?: Date;
  /** whoever was not reached by then is not told any more (a meeting that has begun); absent = 3 days after the start */
  readonly expiresAt?: Date;
  readonly by: By;
  /** the same key again makes nothing: the form's own id, `meeting:<id>:<version>` … */
  readonly key: string;
}

export interface Made {
  readonly id: string;
  /** false: it was there already, and nothing was changed */
  readonly fresh: boolean;
}

/** Make a draft in the caller's transaction. @throws BroadcastError `nothing-said`, `variables`, `odd-audience` */
export async function createBroadcast(tx: Sql, b: NewBroadcast): Promise<Made> {
  if ((b.texts === undefined) === (b.notice === undefined))
    throw new BroadcastError('nothing-said', 'A broadcast says words, or a notice says it.');
  const audience = audienceShape.safeParse(b.audience);
  if (!audience.success) throw new BroadcastError('odd-audience', 'The audience is not well formed.');
  const texts = b.texts === undefined ? null : textsShape.safeParse(b.texts);
  if (texts && !texts.success)
    throw new BroadcastError('nothing-said', 'There is no text, or it is too long.');
  const unknown = texts?.data ? holesIn(texts.data).unknown : [];
  if (unknown.length > 0) throw new BroadcastError('variables', 'There are unknown variables.', unknown);
  const row = await one<{ id: string; fresh: boolean }>(
    tx,
    `WITH made AS (
  INSERT INTO broadcast (ward_id, key, kind, title, texts, notice, payload, files, audience, origin, scheduled_at, expires_at, created_by, created_name)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (key) DO NOTHING RETURNING id
) SELECT id, true AS fresh FROM made UNION ALL SELECT id, false FROM broadcast WHERE key = $2 LIMIT 1`,
    [
      b.wardId,
      b.key,
      b.kind,
      b.title,
      texts?.data ? JSON.stringify(texts.data) : null,
      b.notice?.id ?? null,
      JSON.stringify(b.notice?.payload ?? {}),
      JSON.stringify((b.files ?? []).map((f) => fileShape.parse(f))),
      JSON.stringify(audience.data),
      b.origin ?? null,
      b.scheduledAt ?? null,
      b.expiresAt ?? null,
      b.by.officerId,
      b.by.name,
    ],
  );
  if (!row) {
    // the other click's row is not visible to this statement yet
    const other = await one<{ id: string }>(tx, 'SELECT id FROM broadcast WHERE key = $1', [b.key]);
    if (!other) throw new Error('the broadcast was not made');
    return { id: other.id, fresh: false };
  }
  if (row.fresh)
    await audit(tx, b.wardId, b.by, 'broadcast.create', row.id, { kind: b.kind, title: b.title });
  return { id: row.id, fresh: row.fresh };
}

export interface StartOptions {
  /** an officer has asked for it and the ward wants two: it waits for the second */
  readonly approval?: boolean;
  readonly now: Date;
}

/**
 * Let a draft go: at its hour, or now. Doing it twice does nothing more. Returns the state it is in.
 * Ring nothing: the workers look every second.
 */
export async function startBroadcast(
  tx: Sql,
  wardId: string,
  id: string,
  by: By,
  options: StartOptions,
): Promise<BroadcastState> {
  const row = await one<{ state: BroadcastState; audience: Audience }>(
    tx,
    `UPDATE broadcast SET state = $3, scheduled_at = greatest(scheduled_at, $4::timestamptz)
WHERE ward_id = $1 AND id = $2 AND state = 'draft' RETURNING state, audience`,
    [wardId, id, options.approval ? 'pending' : 'scheduled', options.now],
  );
  if (!row) return await stateOf(tx, wardId, id);
  const action = options.approval ? 'broadcast.ask' : 'broadcast.start';
  await audit(tx, wardId, by, action, id, { audience: audienceInShort(row.audience) });
  return row.state;
}

/** The second person says yes. @throws BroadcastError `same-person` */
export async function approveBroadcast(
  tx: Sql,
  wardId: string,
  id: string,
  by: By,
  now: Date,
): Promise<BroadcastState> {
  const asked = await one<{ created_by: string | null }>(
    tx,
    `SELECT created_by FROM broadcast WHERE ward_id = $1 AND id = $2 AND state = 'pending' FOR UPDATE`,
    [wardId, id],
  );
  if (!asked) return await stateOf(tx, wardId, id);
  if (asked.created_by === by.officerId)
    throw new BroadcastError('same-person', 'Whoever wrote it cannot approve it.');
  await tx.query(
    `UPDATE broadcast SET state = 'scheduled', approved_by = $2, approved_name = $3, scheduled_at = greatest(scheduled_at, $4::timestamptz) WHERE id = $1`,
    [id, by.officerId, by.name, now],
  );
  await audit(tx, wardId, by, 'broadcast.approve', id);
  return 'scheduled';
}

/** The second person says no, or the first takes it back: a draft again. */
export async function returnBroadcast(tx: Sql, wardId: string, id: string, by: By): Promise<BroadcastState> {
  const row = await one(
    tx,
    `UPDATE broadcast SET state = 'draft' WHERE ward_id = $1 AND id = $2 AND state IN ('pending', 'scheduled') RETURNING id`,
    [wardId, id],
  );
  if (row) await audit(tx, wardId, by, 'broadcast.return', id);
  return await stateOf(tx, wardId, id);
}

/** Takes effect before the next batch. */
export async function pauseBroadcast(tx: Sql, wardId: string, id: string, by: By): Promise<BroadcastState> {
  const row = await one(
    tx,
    `UPDATE broadcast SET state = 'paused' WHERE ward_id = $1 AND id = $2 AND state IN ('scheduled', 'preparing', 'running') RETURNING id`,
    [wardId, id],
  );
  if (row) await audit(tx, wardId, by, 'broadcast.pause', id);
  return await stateOf(tx, wardId, id);
}

/** Goes on where it was: places already made stay, what was sent is not sent again. */
export async function resumeBroadcast(tx: Sql, wardId: string, id: string, by: By): Promise<BroadcastState> {
  const row = await one(
    tx,
    `UPDATE broadcast SET state = CASE WHEN started_at IS NULL THEN 'scheduled' ELSE 'preparing' END
WHERE ward_id = $1 AND id = $2 AND state = 'paused' RETURNING id`,
    [wardId, id],
  );
  if (row) await audit(tx, wardId, by, 'broadcast.resume', id);
  return await stateOf(tx, wardId, id);
}

/** For ever. What waits is cancelled at once; what is with the platform this moment cannot be called back. */
export async function stopBroadcast(
  tx: Sql,
  wardId: string,
  id: string,
  by: By,
  reason = 'stopped',
): Promise<BroadcastState> {
  const row = await one(
    tx,
    `UPDATE broadcast SET state = 'stopped', finished_at = now() WHERE ward_id = $1 AND id = $2
AND state IN ('draft', 'pending', 'scheduled', 'preparing', 'running', 'paused') RETURNING id`,
    [wardId, id],
  );
  if (!row) return await stateOf(tx, wardId, id);
  await cancelOpen(tx, id, reason);
  await audit(tx, wardId, by, 'broadcast.stop', id);
  return 'stopped';
}

/**
 * Stop all that belongs to `origin` (a meeting that was moved or cancelled). Of what had gone out before, nothing can be
 * tried again: it would be stale. Returns how many were stopped.
 */
export async function stopOrigin(tx: Sql, wardId: string, origin: string, by: By): Promise<number> {
  const open = await tx.query<{ id: string }>(
    `SELECT id FROM broadcast WHERE ward_id = $1 AND origin = $2 AND state NOT IN ('stopped', 'done') ORDER BY id FOR UPDATE`,
    [wardId, origin],
  );
  for (const { id } of open.rows) await stopBroadcast(tx, wardId, id, by);
  await tx.query(
    `UPDATE broadcast_recipient r SET reason = 'replaced' FROM broadcast b
WHERE b.ward_id = $1 AND b.origin = $2 AND r.broadcast_id = b.id AND r.state = 'failed' AND r.reason = ANY($3)`,
    [wardId, origin, AGAIN],
  );
  return open.rows.length;
}

/** What waits and what is queued becomes `cancelled`; what is being sent this moment is settled by its sender. */
export async function cancelOpen(tx: Sql, id: string, reason: string): Promise<void> {
  await tx.query(
    `UPDATE outbox SET state = 'dead', reason = $2 WHERE broadcast_id = $1 AND state = 'queued'`,
    [id, reason],
  );
  await tx.query(
    `UPDATE broadcast_recipient r SET state = 'cancelled', reason = $2, settled_at = now() WHERE r.broadcast_id = $1
AND (r.state = 'waiting' OR (r.state = 'queued' AND NOT EXISTS
  (SELECT 1 FROM outbox o WHERE o.broadcast_id = $1 AND o.recipient_id = r.id AND o.state = 'sending')))`,
    [id, reason],
  );
}

/** Try again whom it makes sense to try again; what a notice says of a day is not told after it. Returns how many. */
export async function retryBroadcast(tx: Sql, wardId: string, id: string, by: By): Promise<number> {
  const result = await tx.query(
    `WITH it AS (SELECT id FROM broadcast WHERE ward_id = $1 AND id = $2 AND state = 'done' FOR UPDATE)
UPDATE broadcast_recipient r SET state = 'waiting', reason = NULL, settled_at = NULL FROM it
WHERE r.broadcast_id = it.id AND r.state = 'failed' AND r.reason = ANY($3)`,
    [wardId, id, AGAIN],
  );
  const count = result.rowCount ?? 0;
  if (count === 0) return 0;
  await tx.query(
    `UPDATE broadcast SET state = 'running', finished_at = NULL, expires_at = CASE WHEN notice IS NULL THEN greatest(expires_at, now() + interval '1 day') ELSE expires_at END WHERE id = $1`,
    [id],
  );
  await audit(tx, wardId, by, 'broadcast.retry', id, { count });
  return count;
}

/** Reasons that may have passed. */
export const AGAIN = ['retry', 'throttled', 'quota', 'expired'];

export async function stateOf(sql: Sql, wardId: string, id: string): Promise<BroadcastState> {
  const row = await one<{ state: BroadcastState }>(
    sql,
    'SELECT state FROM broadcast WHERE ward_id = $1 AND id = $2',
    [wardId, id],
  );
  if (!row) throw new BroadcastError('unknown', 'There is no such broadcast.');
  return row.state;
}

/** For the audit log: how wide, not who. */
function audienceInShort(a: Audience): Readonly<Record<string, unknown>> {
  return {
    groups: a.groups === undefined || a.groups === 'all' ? 'all' : a.groups.length,
    ...(a.channels ? { channels: a.channels } : {}),
    ...(a.subscriberKinds ? { subscriberKinds: a.subscriberKinds } : {}),
    ...(a.roles ? { roles: a.roles } : {}),
    ...(a.contacts ? { contacts: a.contacts.length } : {}),
    ...(a.chats ? { chats: a.chats.length } : {}),
    ...(a.exclude ? { excluded: (a.exclude.groups?.length ?? 0) + (a.exclude.contacts?.length ?? 0) } : {}),
  };
}
