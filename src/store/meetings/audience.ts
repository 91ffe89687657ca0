/** Who is invited to a meeting: those who live in its groups (everybody where it names none) and take notices; and the groups' chats. */
import type { Locale } from '../../core/types.ts';
import { one, type Sql } from '../db.ts';

export interface Audience {
  /** empty = the whole ward */
  readonly groupIds: readonly string[];
}

/** Contacts that can be told, by platform; `chats`: linked chat groups. */
export interface Reach {
  readonly platforms: Readonly<Record<string, number>>;
  readonly people: number;
  readonly zalo: number;
  readonly chats: number;
  /** take no notices, or have left */
  readonly unreachable: number;
}

const INVITED = `c.ward_id = $1 AND ($2::uuid[] = '{}' OR c.group_id = ANY($2::uuid[]))`;
const REACHED = `${INVITED} AND c.notices AND NOT ('hop' = ANY(c.stopped)) AND c.left_at IS NULL AND h.platform <> 'terminal'`;

export async function reachOf(sql: Sql, wardId: string, { groupIds }: Audience): Promise<Reach> {
  const { rows } = await sql.query<{ platform: string; reached: number; all: number }>(
    `SELECT h.platform, count(*) FILTER (WHERE c.notices AND NOT ('hop' = ANY(c.stopped)) AND c.left_at IS NULL)::int AS reached, count(*)::int AS all
FROM contact c JOIN channel h ON h.id = c.channel_id WHERE ${INVITED} AND h.platform <> 'terminal' GROUP BY h.platform`,
    [wardId, groupIds],
  );
  const chats = await one<{ n: number }>(
    sql,
    `SELECT count(*)::int AS n FROM group_chat WHERE ward_id = $1 AND state = 'linked' AND ($2::uuid[] = '{}' OR group_id = ANY($2::uuid[]))`,
    [wardId, groupIds],
  );
  const people = rows.reduce((n, r) => n + r.reached, 0);
  const of = (platform: string) => rows.find((r) => r.platform === platform)?.reached ?? 0;
  return {
    platforms: Object.fromEntries(rows.map((r) => [r.platform, r.reached])),
    people,
    zalo: of('zalo') + of('zalo-bot'),
    chats: chats?.n ?? 0,
    unreachable: rows.reduce((n, r) => n + r.all - r.reached, 0),
  };
}

export interface Invited {
  readonly id: string;
  readonly channelId: string;
  readonly platform: string;
  readonly chat: string;
  readonly locale: Locale;
}

/** The next of them, in the order of their ids; `after` null begins. */
export async function nextInvited(
  tx: Sql,
  wardId: string,
  { groupIds }: Audience,
  after: string | null,
  most: number,
): Promise<Invited[]> {
  const { rows } = await tx.query<Invited>(
    `SELECT c.id, c.channel_id AS "channelId", h.platform, c.external_id AS chat, c.locale
FROM contact c JOIN channel h ON h.id = c.channel_id
WHERE ${REACHED} AND ($3::uuid IS NULL OR c.id > $3) ORDER BY c.id LIMIT $4`,
    [wardId, groupIds, after, most],
  );
  return rows;
}

export interface InvitedChat {
  readonly id: string;
  readonly channelId: string;
  readonly platform: string;
  readonly chat: string;
}

export async function invitedChats(tx: Sql, wardId: string, { groupIds }: Audience): Promise<InvitedChat[]> {
  const { rows } = await tx.query<InvitedChat>(
    `SELECT g.id, g.channel_id AS "channelId", h.platform, g.chat FROM group_chat g JOIN channel h ON h.id = g.channel_id
WHERE g.ward_id = $1 AND g.state = 'linked' AND ($2::uuid[] = '{}' OR g.group_id = ANY($2::uuid[])) ORDER BY g.id`,
    [wardId, groupIds],
  );
  return rows;
}
