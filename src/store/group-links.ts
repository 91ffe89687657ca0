/** Chats and heads of residential groups: linked by a code that an officer makes and that is typed where it belongs. */
import { randomInt } from 'node:crypto';
import { one, type Sql, type Store, transaction } from './db.ts';
import type { Board } from './meetings/rows.ts';
import { type Actor, audit } from './tickets.ts';
import type { Vault } from './vault.ts';

/** `head`: of a group; a board: its member; these are typed to the bot in private, `chat` in the group's own chat. */
export type LinkPurpose = 'chat' | 'head' | Board;
const CODE_HOURS = 24;

const digest = (vault: Vault, code: string): string => vault.mac('group-code', code).toString('hex');

/** A fresh code for a member of a board; good like a group's. */
export async function makeBoardCode(
  store: Store,
  wardId: string,
  board: Board,
  actor: Actor,
  now: Date,
): Promise<string> {
  const code = String(randomInt(1_000_000_000, 10_000_000_000));
  const until = new Date(now.getTime() + CODE_HOURS * 3_600_000);
  return await transaction(store, async (tx) => {
    await tx.query(
      'INSERT INTO group_code (hash, ward_id, purpose, made_by, expires_at) VALUES ($1, $2, $3, $4, $5)',
      [digest(store.vault, code), wardId, board, actor.name, until],
    );
    await audit(tx, wardId, actor, `group.code-${board}`, board);
    return code;
  });
}

/** A fresh code of ten digits, good once and for a day. Only its digest is kept. */
export async function makeGroupCode(
  store: Store,
  wardId: string,
  groupId: string,
  purpose: LinkPurpose,
  actor: Actor,
  now: Date,
): Promise<string | null> {
  const code = String(randomInt(1_000_000_000, 10_000_000_000));
  return await transaction(store, async (tx) => {
    const made = await tx.query(
      `INSERT INTO group_code (hash, ward_id, group_id, purpose, made_by, expires_at)
SELECT $1, ward_id, id, $4, $5, $6 FROM "group" WHERE id = $2 AND ward_id = $3 AND archived_at IS NULL`,
      [
        ...[digest(store.vault, code), groupId, wardId, purpose, actor.name],
        new Date(now.getTime() + CODE_HOURS * 3_600_000),
      ],
    );
    if (made.rowCount === 0) return null;
    await audit(tx, wardId, actor, `group.code-${purpose}`, groupId);
    return code;
  });
}

export interface GroupCode {
  /** its name; '' for a board's */
  readonly group: string;
  readonly purpose: LinkPurpose;
}

/** What an unused code is for. */
export async function groupCode(
  sql: Sql,
  vault: Vault,
  wardId: string,
  code: string,
  at: Date,
): Promise<GroupCode | null> {
  return await one<GroupCode>(
    sql,
    `SELECT coalesce(g.name, '') AS "group", c.purpose FROM group_code c LEFT JOIN "group" g ON g.id = c.group_id
WHERE c.hash = $1 AND c.ward_id = $2 AND c.used_at IS NULL AND c.expires_at > $3`,
    [digest(vault, code), wardId, at],
  );
}

export interface LinkHere {
  readonly wardId: string;
  readonly channelId: string;
  readonly chat: string;
  readonly chatKind: 'private' | 'group';
  readonly contactId: string;
  readonly code: string;
  readonly at: Date;
}

/** Use a code up where it was typed: a chat becomes the group's, or a contact its head. Inside the turn's transaction. */
export async function useGroupCode(tx: Sql, vault: Vault, here: LinkHere): Promise<void> {
  const used = await one<{ group_id: string | null; made_by: string; purpose: LinkPurpose }>(
    tx,
    `UPDATE group_code SET used_at = $3 WHERE hash = $1 AND ward_id = $2 AND (purpose = 'chat') = $4 AND used_at IS NULL AND expires_at > $3
RETURNING group_id, made_by, purpose`,
    [digest(vault, here.code), here.wardId, here.at, here.chatKind === 'group'],
  );
  if (!used) return;
  if (used.purpose === 'ttnd' || used.purpose === 'gsdt')
    await tx.query(
      `INSERT INTO board_member (contact_id, board, ward_id, linked_by, linked_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (contact_id, board) DO UPDATE SET linked_by = excluded.linked_by, linked_at = excluded.linked_at`,
      [here.contactId, used.purpose, here.wardId, used.made_by, here.at],
    );
  else if (used.purpose === 'chat')
    await tx.query(
      `INSERT INTO group_chat (ward_id, channel_id, chat, group_id, linked_by, linked_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (channel_id, chat) DO UPDATE SET group_id = excluded.group_id, state = 'linked', linked_by = excluded.linked_by, linked_at = excluded.linked_at`,
      [here.wardId, here.channelId, here.chat, used.group_id, used.made_by, here.at],
    );
  else
    await tx.query(
      `INSERT INTO group_head (contact_id, ward_id, group_id, linked_by, linked_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (contact_id) DO UPDATE SET group_id = excluded.group_id, linked_by = excluded.linked_by, linked_at = excluded.linked_at`,
      [here.contactId, here.wardId, used.group_id, used.made_by, here.at],
    );
  const actor = { officerId: null, name: used.made_by };
  await audit(tx, here.wardId, actor, `group.link-${used.purpose}`, used.group_id ?? used.purpose);
}

/** Who heads a group, and who is of a board: named as they named themselves, never by what a platform calls them. */
export interface Linked {
  readonly contactId: string;
  readonly name: string | null;
  readonly platform: string;
  readonly linkedBy: string;
  readonly linkedAt: Date;
}

export async function boardMembers(
  sql: Sql,
  wardId: string,
): Promise<(Linked & { readonly board: Board })[]> {
  const { rows } = await sql.query<Linked & { board: Board }>(
    `SELECT m.board, m.contact_id AS "contactId", c.name, h.platform, m.linked_by AS "linkedBy", m.linked_at AS "linkedAt"
FROM board_member m JOIN contact c ON c.id = m.contact_id JOIN channel h ON h.id = c.channel_id
WHERE m.ward_id = $1 ORDER BY m.board DESC, m.linked_at`,
    [wardId],
  );
  return rows;
}

export async function groupHeads(
  sql: Sql,
  wardId: string,
): Promise<(Linked & { readonly groupId: string })[]> {
  const { rows } = await sql.query<Linked & { groupId: string }>(
    `SELECT d.group_id AS "groupId", d.contact_id AS "contactId", c.name, h.platform, d.linked_by AS "linkedBy", d.linked_at AS "linkedAt"
FROM group_head d JOIN contact c ON c.id = d.contact_id JOIN channel h ON h.id = c.channel_id
WHERE d.ward_id = $1 ORDER BY d.linked_at`,
    [wardId],
  );
  return rows;
}

/** No longer the head of a group (`head`), or of a board. */
export async function unlinkPerson(
  store: Store,
  wardId: string,
  contactId: string,
  from: 'head' | Board,
  actor: Actor,
): Promise<boolean> {
  return await transaction(store, async (tx) => {
    const gone =
      from === 'head'
        ? await tx.query('DELETE FROM group_head WHERE ward_id = $1 AND contact_id = $2', [wardId, contactId])
        : await tx.query('DELETE FROM board_member WHERE ward_id = $1 AND contact_id = $2 AND board = $3', [
            wardId,
            contactId,
            from,
          ]);
    if (gone.rowCount === 0) return false;
    await audit(tx, wardId, actor, `group.unlink-${from}`, contactId);
    return true;
  });
}

export async function unlinkChat(
  store: Store,
  wardId: string,
  chatId: string,
  actor: Actor,
): Promise<boolean> {
  return await transaction(store, async (tx) => {
    const gone = await tx.query('DELETE FROM group_chat WHERE ward_id = $1 AND id = $2', [wardId, chatId]);
    if (gone.rowCount === 0) return false;
    await audit(tx, wardId, actor, 'group.unlink-chat', chatId);
    return true;
  });
}

export interface GroupOverview {
  readonly id: string;
  readonly name: string;
  readonly contacts: number;
  /** households in the list; and how many there are as counted by hand */
  readonly listed: number;
  readonly households: number | null;
  readonly heads: number;
  readonly chats: readonly {
    readonly id: string;
    readonly platform: string;
    readonly state: 'linked' | 'gone';
    readonly linkedBy: string;
  }[];
}

export async function groupOverview(sql: Sql, wardId: string): Promise<GroupOverview[]> {
  const { rows } = await sql.query<GroupOverview & { chats: GroupOverview['chats'] | null }>(
    `SELECT g.id, g.name, g.households,
(SELECT count(*)::int FROM contact c WHERE c.group_id = g.id AND c.left_at IS NULL) AS contacts,
(SELECT count(*)::int FROM household h WHERE h.group_id = g.id AND h.archived_at IS NULL) AS listed,
(SELECT count(*)::int FROM group_head d WHERE d.group_id = g.id) AS heads,
(SELECT json_agg(json_build_object('id', l.id, 'platform', n.platform, 'state', l.state, 'linkedBy', l.linked_by) ORDER BY l.linked_at)
 FROM group_chat l JOIN channel n ON n.id = l.channel_id WHERE l.group_id = g.id) AS chats
FROM "group" g WHERE g.ward_id = $1 AND g.archived_at IS NULL ORDER BY g.position, g.name`,
    [wardId],
  );
  return rows.map((r) => ({ ...r, chats: r.chats ?? [] }));
}

/** How many households a group has, counted by hand; used where no list is kept. */
export async function setHouseholds(
  store: Store,
  wardId: string,
  groupId: string,
  count: number | null,
  actor: Actor,
): Promise<void> {
  await transaction(store, async (tx) => {
    await tx.query('UPDATE "group" SET households = $3 WHERE ward_id = $1 AND id = $2', [
      wardId,
      groupId,
      count,
    ]);
    await audit(tx, wardId, actor, 'group.households', groupId, { count });
  });
}
