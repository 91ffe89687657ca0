/** Who is meant by an audience, as a condition over `contact c JOIN channel ch`. Used to count, to list and to send. */
import type { Sql } from '../db.ts';
import { type Audience, stoppedBy } from './types.ts';

/** ms since a person's last word within which a platform may be written to, by platform; absent = always. */
export type Windows = Readonly<Record<string, number>>;

/** Collects the values of a statement: `p.of(x)` is its placeholder. */
export function parameters(...first: readonly unknown[]) {
  const values: unknown[] = [...first];
  return { values, of: (value: unknown): string => `$${values.push(value)}` };
}
export type Parameters = ReturnType<typeof parameters>;

/** Is the contact `c` of channel `ch` meant? (Not yet: can it be reached?) */
export function meant(audience: Audience, wardId: string, p: Parameters, c = 'c', ch = 'ch'): string {
  const all = [`${c}.ward_id = ${p.of(wardId)}::uuid`, `${ch}.platform <> 'terminal'`];
  const { groups, channels, subscriberKinds, roles, contacts, exclude } = audience;
  if (groups !== undefined && groups !== 'all') all.push(`${c}.group_id = ANY(${p.of(groups)}::uuid[])`);
  if (channels !== undefined) all.push(`${ch}.platform = ANY(${p.of(channels)}::text[])`);
  if (contacts !== undefined) all.push(`${c}.id = ANY(${p.of(contacts)}::uuid[])`);
  if (subscriberKinds !== undefined) {
    const one = {
      placed: `${c}.group_id IS NOT NULL`,
      unplaced: `${c}.group_id IS NULL`,
      consented: `${c}.consent_at IS NOT NULL`,
    };
    all.push(`(${['false', ...subscriberKinds.map((kind) => one[kind])].join(' OR ')})`);
  }
  if (roles !== undefined) {
    const one = {
      officer: `EXISTS (SELECT 1 FROM officer_account a WHERE a.channel_id = ${c}.channel_id AND a.external_id = ${c}.external_id)`,
      head: `EXISTS (SELECT 1 FROM group_head h WHERE h.contact_id = ${c}.id)`,
      ttnd: `EXISTS (SELECT 1 FROM board_member m WHERE m.contact_id = ${c}.id AND m.board = 'ttnd')`,
      gsdt: `EXISTS (SELECT 1 FROM board_member m WHERE m.contact_id = ${c}.id AND m.board = 'gsdt')`,
    };
    all.push(`(${['false', ...roles.map((role) => one[role])].join(' OR ')})`);
  }
  if (exclude?.groups?.length)
    all.push(`(${c}.group_id IS NULL OR ${c}.group_id <> ALL(${p.of(exclude.groups)}::uuid[]))`);
  if (exclude?.contacts?.length) all.push(`${c}.id <> ALL(${p.of(exclude.contacts)}::uuid[])`);
  return all.join(' AND ');
}

/**
 * Why the contact is not written to, or null: `left` (blocked, went away), `stopped` (wants no notices of this kind),
 * `window-closed` (longer silent than the platform allows).
 */
export function hindrance(kind: string, windows: Windows, now: Date, p: Parameters, c = 'c', ch = 'ch') {
  const closed = Object.entries(windows).map(
    ([platform, ms]) =>
      `(${ch}.platform = ${p.of(platform)} AND ${c}.last_seen_at < ${p.of(now)}::timestamptz - ${p.of(ms)} * interval '1 millisecond')`,
  );
  return `CASE WHEN ${c}.left_at IS NOT NULL THEN 'left'
WHEN NOT ${c}.notices OR ${p.of(stoppedBy(kind))}::text[] && ${c}.stopped THEN 'stopped'
${closed.length > 0 ? `WHEN ${closed.join(' OR ')} THEN 'window-closed'` : ''} ELSE NULL END`;
}

/** What one person is to us: two channels of one resident are one person. */
export interface Reach {
  readonly platform: string;
  readonly chatKind: 'private' | 'group';
  /** `free`; `paid`: the platform charges for it; else why not: left, stopped, window-closed, twice (told on another channel) */
  readonly how: string;
  readonly groupId: string | null;
  readonly count: number;
}

export interface ReachQuestion {
  readonly wardId: string;
  readonly kind: string;
  readonly audience: Audience;
  readonly windows: Windows;
  /** ms of silence after which a message costs money, by platform */
  readonly free: Windows;
  readonly now: Date;
}

/** How many are reached free, at a price, and not at all, by platform and residential group. Reads only. */
export async function reachOf(sql: Sql, q: ReachQuestion): Promise<Reach[]> {
  const p = parameters();
  const of = meant(q.audience, q.wardId, p);
  const why = hindrance(q.kind, q.windows, q.now, p);
  const paid = Object.entries(q.free).map(
    ([platform, ms]) =>
      `(ch.platform = ${p.of(platform)} AND c.last_seen_at < ${p.of(q.now)}::timestamptz - ${p.of(ms)} * interval '1 millisecond')`,
  );
  const result = await sql.query<{ platform: string; how: string; group_id: string | null; count: number }>(
    `WITH who AS (
  SELECT ch.platform, c.group_id, ${why} AS why, ${paid.length > 0 ? paid.join(' OR ') : 'false'} AS paid,
    row_number() OVER (PARTITION BY coalesce(c.resident_id, c.id) ORDER BY (${why}) NULLS FIRST, c.last_seen_at DESC, c.id) AS n
  FROM contact c JOIN channel ch ON ch.id = c.channel_id WHERE ${of}
)
SELECT platform, group_id, CASE WHEN n > 1 THEN 'twice' WHEN why IS NOT NULL THEN why WHEN paid THEN 'paid' ELSE 'free' END AS how, count(*)::int AS count
FROM who GROUP BY 1, 2, 3`,
    p.values,
  );
  const people = result.rows.map(
    (r): Reach => ({
      platform: r.platform,
      chatKind: 'private',
      how: r.how,
      groupId: r.group_id,
      count: r.count,
    }),
  );
  const chats = q.audience.chats ?? [];
  if (chats.length === 0) return people;
  const platforms = await sql.query<{ id: string; platform: string }>(
    'SELECT id, platform FROM channel WHERE ward_id = $1 AND id = ANY($2)',
    [q.wardId, chats.map((c) => c.channelId)],
  );
  const names = new Map(platforms.rows.map((r) => [r.id, r.platform]));
  return [
    ...people,
    ...chats.map(
      (c): Reach => ({
        platform: names.get(c.channelId) ?? '',
        chatKind: 'group',
        how: 'free',
        groupId: c.groupId ?? null,
        count: 1,
      }),
    ),
  ];
}

/** Group chats of residential groups that are linked: `groups` 'all' or by id. */
export async function linkedChats(
  sql: Sql,
  wardId: string,
  groups: readonly string[] | 'all',
): Promise<NonNullable<Audience['chats']>> {
  const result = await sql.query<{ channelId: string; chat: string; groupId: string }>(
    `SELECT channel_id AS "channelId", chat, group_id AS "groupId" FROM group_chat
WHERE ward_id = $1 AND state = 'linked' AND ($2::uuid[] IS NULL OR group_id = ANY($2)) ORDER BY linked_at`,
    [wardId, groups === 'all' ? null : groups],
  );
  return result.rows;
}
