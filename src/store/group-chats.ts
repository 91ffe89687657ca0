/** Chats of residential groups as the platforms change them. */
import type { Sql } from './db.ts';

/** The bot was thrown out of a chat: it is no longer the group's. */
export async function chatGone(sql: Sql, channelId: string, chat: string): Promise<void> {
  await sql.query(`UPDATE group_chat SET state = 'gone' WHERE channel_id = $1 AND chat = $2`, [
    channelId,
    chat,
  ]);
}

/** A group chat has a new id (Telegram supergroups): the link follows. */
export async function chatMoved(sql: Sql, channelId: string, from: string, to: string): Promise<void> {
  await sql.query(
    'DELETE FROM group_chat WHERE channel_id = $1 AND chat = $2 AND EXISTS (SELECT 1 FROM group_chat WHERE channel_id = $1 AND chat = $3)',
    [channelId, to, from],
  );
  await sql.query('UPDATE group_chat SET chat = $3 WHERE channel_id = $1 AND chat = $2', [
    channelId,
    from,
    to,
  ]);
}
