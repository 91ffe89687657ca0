/** The list of group chats that an account of the ward is in, fetched from its platform page by page; how far it has come stands in a row. */
import type { ChatGroup } from '../core/types.ts';
import { type Sql, type Store, transaction } from './db.ts';
import { beginWork, type LongWork, noteWork, workOf } from './long-work.ts';
import { type Actor, audit } from './tickets.ts';

const KEY = 'zalo-groups-sync';

export const chatSync = (sql: Sql, wardId: string, now: Date): Promise<LongWork | null> =>
  workOf(sql, wardId, KEY, now);

/** False when a run is under way: two officers at once make one. */
export async function beginSync(store: Store, wardId: string, actor: Actor, now: Date): Promise<boolean> {
  return await beginWork(store, wardId, KEY, now, {
    also: (tx) => audit(tx, wardId, actor, 'group.sync', 'zalo'),
  });
}

export type ListPage = (from: number) => Promise<{ groups: readonly ChatGroup[]; next: number | null }>;

/**
 * Fetch all of them. A group that is not told any more is gone, and so is its link; one that is there again is linked
 * again. Stops at the first refusal, whose words stand in the row; what was fetched before stays.
 */
export async function runSync(
  store: Store,
  wardId: string,
  channelId: string,
  list: ListPage,
  now: () => Date,
): Promise<void> {
  const began = now();
  const seen: string[] = [];
  try {
    for (let from: number | null = 0; from !== null; ) {
      const page: Awaited<ReturnType<ListPage>> = await list(from);
      for (const group of page.groups) await keepChat(store.pool, wardId, channelId, group, began);
      seen.push(...page.groups.map((group) => group.chat));
      await noteWork(store.pool, wardId, KEY, {
        state: 'running',
        count: seen.length,
        at: now().toISOString(),
      });
      // a list that does not move on would never end
      from = page.groups.length === 0 ? null : page.next;
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : 'không rõ';
    await noteWork(store.pool, wardId, KEY, {
      state: 'failed',
      count: seen.length,
      at: now().toISOString(),
      words: why,
    });
    return;
  }
  await store.pool.query(
    `WITH away AS (UPDATE known_chat SET state = 'gone' WHERE channel_id = $1 AND seen_at <= $2 AND chat <> ALL($3) AND state <> 'gone' RETURNING chat)
UPDATE group_chat g SET state = 'gone' FROM away WHERE g.channel_id = $1 AND g.chat = away.chat`,
    [channelId, began, seen],
  );
  await noteWork(store.pool, wardId, KEY, { state: 'done', count: seen.length, at: now().toISOString() });
}

/** Keep what a platform tells of one group; its link, if it has one, follows. */
export async function keepChat(
  sql: Sql,
  wardId: string,
  channelId: string,
  group: ChatGroup,
  at: Date,
): Promise<void> {
  await sql.query(
    `INSERT INTO known_chat (channel_id, chat, ward_id, title, members, link, state, seen_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (channel_id, chat) DO UPDATE SET title = coalesce(excluded.title, known_chat.title), members = coalesce(excluded.members, known_chat.members),
link = coalesce(excluded.link, known_chat.link), state = excluded.state, seen_at = excluded.seen_at`,
    [
      ...[channelId, group.chat, wardId, group.title?.slice(0, 200) ?? null, group.members ?? null],
      ...[group.link?.slice(0, 300) ?? null, group.off ? 'off' : 'in', at],
    ],
  );
  await sql.query(`UPDATE group_chat SET state = $3 WHERE channel_id = $1 AND chat = $2`, [
    channelId,
    group.chat,
    group.off ? 'gone' : 'linked',
  ]);
}

export interface KnownChat {
  readonly channelId: string;
  readonly platform: string;
  readonly chat: string;
  readonly title: string | null;
  readonly members: number | null;
  readonly link: string | null;
  readonly state: 'in' | 'off' | 'gone';
  /** the residential group it is linked to */
  readonly group: string | null;
}

/** All that are known; those not linked first. */
export async function knownChats(sql: Sql, wardId: string): Promise<KnownChat[]> {
  const { rows } = await sql.query<KnownChat>(
    `SELECT k.channel_id AS "channelId", n.platform, k.chat, k.title, k.members, k.link, k.state, g.name AS "group"
FROM known_chat k JOIN channel n ON n.id = k.channel_id LEFT JOIN group_chat l ON l.channel_id = k.channel_id AND l.chat = k.chat
LEFT JOIN "group" g ON g.id = l.group_id WHERE k.ward_id = $1 ORDER BY (g.id IS NOT NULL), (k.state = 'gone'), k.title LIMIT 500`,
    [wardId],
  );
  return rows;
}

/** Link a known chat to a residential group; false where either is not there. */
export async function linkKnown(
  store: Store,
  wardId: string,
  at: { readonly channelId: string; readonly chat: string; readonly groupId: string },
  actor: Actor,
  now: Date,
): Promise<boolean> {
  return await transaction(store, async (tx) => {
    const made = await tx.query(
      `INSERT INTO group_chat (ward_id, channel_id, chat, group_id, title, linked_by, linked_at)
SELECT k.ward_id, k.channel_id, k.chat, g.id, k.title, $5, $6 FROM known_chat k JOIN "group" g ON g.id = $4 AND g.ward_id = k.ward_id AND g.archived_at IS NULL
WHERE k.ward_id = $1 AND k.channel_id = $2 AND k.chat = $3 AND k.state = 'in'
ON CONFLICT (channel_id, chat) DO UPDATE SET group_id = excluded.group_id, state = 'linked', linked_by = excluded.linked_by, linked_at = excluded.linked_at`,
      [wardId, at.channelId, at.chat, at.groupId, actor.name, now],
    );
    if (made.rowCount === 0) return false;
    await audit(tx, wardId, actor, 'group.link-chat', at.groupId);
    return true;
  });
}

/** Who goes into a new group of the account: officers who linked theirs, and the residential group's head. Platform ids. */
export async function firstMembers(sql: Sql, channelId: string, groupId: string): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT external_id AS id FROM officer_account WHERE channel_id = $1
UNION SELECT c.external_id FROM group_head d JOIN contact c ON c.id = d.contact_id WHERE d.group_id = $2 AND c.channel_id = $1 AND c.left_at IS NULL LIMIT 99`,
    [channelId, groupId],
  );
  return rows.map((r) => r.id);
}
