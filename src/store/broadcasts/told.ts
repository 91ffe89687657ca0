/** What a chat was told by a notice to many, so that a tap or a number typed back finds its choices again. */
import { one, type Sql } from '../db.ts';

export interface ToldNotice {
  readonly recipientId: string;
  readonly notice: string;
  readonly payload: Readonly<Record<string, string>>;
}

/** A tap names its notice; a number typed back means the latest of the last days. */
const DAYS = 7;

/** By the recipient a button names, else the latest one of the chat. */
export async function toldTo(
  sql: Sql,
  channelId: string,
  chat: string,
  recipientId: string | null,
): Promise<ToldNotice | null> {
  const row = await one<{ id: string; notice: string; payload: Readonly<Record<string, string>> }>(
    sql,
    `SELECT r.id, b.notice, b.payload FROM broadcast_recipient r JOIN broadcast b ON b.id = r.broadcast_id
WHERE r.channel_id = $1 AND r.chat = $2 AND b.notice IS NOT NULL AND r.state = 'sent'
AND ($3::bigint IS NULL OR r.id = $3) AND ($3::bigint IS NOT NULL OR r.settled_at > now() - $4 * interval '1 day')
ORDER BY r.id DESC LIMIT 1`,
    [channelId, chat, recipientId, DAYS],
    'told-to',
  );
  return row ? { recipientId: row.id, notice: row.notice, payload: row.payload } : null;
}
