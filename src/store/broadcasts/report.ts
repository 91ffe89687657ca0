/** What became of a broadcast: counts by channel and reason, and each recipient for the download. */
import { one, type Sql } from '../db.ts';
import {
  type Audience,
  BroadcastError,
  type BroadcastState,
  type RecipientState,
  type Texts,
} from './types.ts';

export interface BroadcastRow {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly texts: Texts | null;
  readonly notice: string | null;
  readonly payload: Readonly<Record<string, string>>;
  readonly files: readonly {
    readonly kind: 'photo' | 'document';
    readonly ref: string;
    readonly name?: string;
  }[];
  readonly audience: Audience;
  readonly origin: string | null;
  readonly state: BroadcastState;
  readonly scheduledAt: Date | null;
  readonly expiresAt: Date | null;
  readonly createdBy: string | null;
  readonly createdName: string;
  readonly createdAt: Date;
  readonly approvedName: string | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

export interface Tally {
  readonly platform: string;
  readonly state: RecipientState;
  readonly reason: string | null;
  readonly count: number;
}

export interface Report {
  readonly broadcast: BroadcastRow;
  readonly total: number;
  readonly sent: number;
  /** waiting or being sent */
  readonly open: number;
  readonly tallies: readonly Tally[];
  /** by residential group: how many were not reached, to be told on paper or by phone */
  readonly unreached: readonly { readonly group: string | null; readonly count: number }[];
}

const ROW = `id, kind, title, texts, notice, payload, files, audience, origin, state, scheduled_at AS "scheduledAt", expires_at AS "expiresAt",
created_by AS "createdBy", created_name AS "createdName", created_at AS "createdAt", approved_name AS "approvedName", started_at AS "startedAt", finished_at AS "finishedAt"`;

export async function broadcastById(sql: Sql, wardId: string, id: string): Promise<BroadcastRow> {
  const row = await one<BroadcastRow & Record<string, unknown>>(
    sql,
    `SELECT ${ROW} FROM broadcast WHERE ward_id = $1 AND id = $2`,
    [wardId, id],
  );
  if (!row) throw new BroadcastError('unknown', 'There is no such broadcast.');
  return row;
}

/** @throws BroadcastError `unknown` */
export async function reportOf(sql: Sql, wardId: string, id: string): Promise<Report> {
  const broadcast = await broadcastById(sql, wardId, id);
  const tallies = await sql.query<Tally & Record<string, unknown>>(
    `SELECT c.platform, r.state, r.reason, count(*)::int AS count FROM broadcast_recipient r JOIN channel c ON c.id = r.channel_id
WHERE r.broadcast_id = $1 GROUP BY 1, 2, 3 ORDER BY 1, 2, 4 DESC`,
    [id],
  );
  const unreached = await sql.query<{ group: string | null; count: number }>(
    `SELECT g.name AS group, count(*)::int AS count FROM broadcast_recipient r LEFT JOIN "group" g ON g.id = r.group_id
WHERE r.broadcast_id = $1 AND r.state IN ('failed', 'skipped') AND coalesce(r.reason, '') NOT IN ('stopped', 'moved', 'twice') GROUP BY g.name, g.position ORDER BY g.position NULLS LAST`,
    [id],
  );
  const of = (...states: readonly RecipientState[]): number =>
    tallies.rows.filter((t) => states.includes(t.state)).reduce((n, t) => n + t.count, 0);
  return {
    broadcast,
    total: tallies.rows.reduce((n, t) => n + t.count, 0),
    sent: of('sent'),
    open: of('waiting', 'queued'),
    tallies: tallies.rows,
    unreached: unreached.rows,
  };
}

export interface ListedBroadcast {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly state: BroadcastState;
  readonly createdName: string;
  readonly createdAt: Date;
  readonly scheduledAt: Date | null;
  readonly total: number;
  readonly settled: number;
}

/** Newest first. `page` from 1. */
export async function listBroadcasts(
  sql: Sql,
  wardId: string,
  page: number,
  size: number,
): Promise<ListedBroadcast[]> {
  const result = await sql.query<ListedBroadcast & Record<string, unknown>>(
    `SELECT b.id, b.kind, b.title, b.state, b.created_name AS "createdName", b.created_at AS "createdAt", b.scheduled_at AS "scheduledAt",
(SELECT count(*)::int FROM broadcast_recipient r WHERE r.broadcast_id = b.id) AS total,
(SELECT count(*)::int FROM broadcast_recipient r WHERE r.broadcast_id = b.id AND r.state NOT IN ('waiting', 'queued')) AS settled
FROM broadcast b WHERE b.ward_id = $1 ORDER BY b.created_at DESC, b.id LIMIT $2 OFFSET $3`,
    [wardId, size, (page - 1) * size],
  );
  return result.rows;
}

export interface RecipientLine {
  readonly id: string;
  readonly platform: string;
  readonly chatKind: string;
  readonly group: string | null;
  readonly state: RecipientState;
  readonly reason: string | null;
  readonly settledAt: Date | null;
}

/** Recipients after `afterId`, for the download; no name, no chat id: the report counts, it does not follow people. */
export async function recipientsAfter(
  sql: Sql,
  wardId: string,
  id: string,
  afterId: string,
  limit: number,
): Promise<RecipientLine[]> {
  const result = await sql.query<RecipientLine & Record<string, unknown>>(
    `SELECT r.id, c.platform, r.chat_kind AS "chatKind", g.name AS group, r.state, r.reason, r.settled_at AS "settledAt"
FROM broadcast_recipient r JOIN channel c ON c.id = r.channel_id LEFT JOIN "group" g ON g.id = r.group_id
WHERE r.ward_id = $1 AND r.broadcast_id = $2 AND r.id > $3 ORDER BY r.id LIMIT $4`,
    [wardId, id, afterId, limit],
  );
  return result.rows;
}
