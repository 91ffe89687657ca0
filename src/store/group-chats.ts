/** Chats of residential groups as the platforms change them. */
import type { Sql } from './db.ts';

/** The bot was thrown out of a chat: it is no longer the group's. */
export async function chatGone(sql: Sql, channelId: string, chat: string): Promise<void> {
  await sql.query(`UPDATE group_chat SET state = 'gone' WHERE channel_id = $1 AND chat = $2`, [
    channelId,
    chat,
  ]);
  await sql.query(`UPDATE known_chat SET state = 'gone' WHERE channel_id = $1 AND chat = $2`, [
    channelId,
    chat,
  ]);
}

/** A platform told of a group chat: it is there, or we are in it no more. */
export async function chatChanged(
  sql: Sql,
  c: {
    readonly wardId: string;
    readonly channelId: string;
    readonly chat: string;
    readonly change: 'seen' | 'gone';
    readonly title?: string;
    readonly at: Date;
  },
): Promise<void> {
  if (c.change === 'gone') return await chatGone(sql, c.channelId, c.chat);
  await sql.query(
    `INSERT INTO known_chat (channel_id, chat, ward_id, title, seen_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (channel_id, chat) DO UPDATE SET state = 'in', title = coalesce(excluded.title, known_chat.title), seen_at = excluded.seen_at`,
    [c.channelId, c.chat, c.wardId, c.title?.slice(0, 200) ?? null, c.at],
  );
}

/** A group chat has a new id (Telegram supergroups): the link follows. */
export async function chatMoved(sql: Sql, channelId: string, from: string, to: string): Promise<void> {
  await sql.query(
    'DELETE FROM group_chat WHERE channel_id = $1 AND chat = $2 AND EXISTS (SELECT 1 FROM group_chat WHERE channel_id = $1 AND chat = $3)',
    [channelId, to, from],
  );
  await sql.query(`DELETE FROM known_chat WHERE channel_id = $1 AND chat = $2`, [channelId, from]);
  await sql.query('UPDATE group_chat SET chat = $3 WHERE channel_id = $1 AND chat = $2', [
    channelId,
    from,
    to,
  ]);
}
