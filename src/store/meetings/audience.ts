/** Who is invited to a meeting, as an audience of broadcasts: those who live in its groups (everybody where it names none) and the groups' chats; a board's members to a board's. */
import { type Audience, linkedChats, reachOf as reachedBy, type Windows } from '../broadcasts/index.ts';
import type { Sql } from '../db.ts';
import { BOARDS, type MeetingContent } from './rows.ts';

export type Inviting = Pick<MeetingContent, 'kind' | 'groupIds' | 'boards'>;

/** People and chats that are told of it. */
export async function audienceOf(sql: Sql, wardId: string, m: Inviting): Promise<Audience> {
  if (m.kind === 'ban') return { roles: m.boards.length > 0 ? [...m.boards] : [...BOARDS] };
  const groups = m.groupIds.length > 0 ? [...m.groupIds] : ('all' as const);
  const chats = await linkedChats(sql, wardId, groups);
  return { groups, ...(chats.length > 0 ? { chats } : {}) };
}

/** What platforms allow, as `WebDeps.reach` has it; nothing = everybody can be written to. */
export interface Allowed {
  readonly windows: Windows;
  readonly free: Windows;
}

/** Contacts that can be told, by platform; `chats`: linked chat groups. */
export interface Reach {
  readonly platforms: Readonly<Record<string, number>>;
  readonly people: number;
  readonly zalo: number;
  readonly chats: number;
  /** take no notices, have left, or were silent for longer than their platform allows */
  readonly unreachable: number;
}

export async function reachOf(
  sql: Sql,
  wardId: string,
  m: Inviting,
  now: Date,
  allowed: Allowed = { windows: {}, free: {} },
): Promise<Reach> {
  const audience = await audienceOf(sql, wardId, m);
  const rows = await reachedBy(sql, { wardId, kind: 'hop', audience, ...allowed, now });
  const told = rows.filter((r) => r.how === 'free' || r.how === 'paid');
  const platforms: Record<string, number> = {};
  for (const r of told)
    if (r.chatKind === 'private') platforms[r.platform] = (platforms[r.platform] ?? 0) + r.count;
  const sum = (list: typeof rows) => list.reduce((n, r) => n + r.count, 0);
  return {
    platforms,
    people: sum(told.filter((r) => r.chatKind === 'private')),
    zalo: (platforms.zalo ?? 0) + (platforms['zalo-bot'] ?? 0),
    chats: sum(told.filter((r) => r.chatKind === 'group')),
    unreachable: sum(rows.filter((r) => !told.includes(r) && r.how !== 'twice')),
  };
}
