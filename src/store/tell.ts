/** A notice to one contact, on the channel and in the chat where they last wrote. */
import { one, type Sql } from './db.ts';
import { enqueue } from './outbox.ts';
import type { Speaker } from './tickets.ts';
import type { Vault } from './vault.ts';

interface Recipient {
  channel_id: string;
  platform: string;
  chat: string;
  chat_kind: 'private' | 'group';
  locale: string;
  ward_id: string;
}

/**
 * Queue a notice in the caller's transaction; ids to ring for after commit, null when there is no such contact.
 * @param key unique for ever: the same again sends nothing
 */
export async function tellContact(
  tx: Sql,
  vault: Vault,
  speaker: Speaker,
  contactId: string | null,
  noticeId: string,
  payload: Readonly<Record<string, string>>,
): Promise<string[] | null> {
  const notice = speaker.notices.get(noticeId);
  if (!notice) throw new Error(`there is no notice called ${noticeId}`);
  if (contactId === null) return null;
  const to = await one<Recipient>(
    tx,
    `SELECT c.ward_id, c.channel_id, ch.platform, c.locale, coalesce(v.chat, c.external_id) AS chat, coalesce(v.chat_kind, 'private') AS chat_kind
FROM contact c JOIN channel ch ON ch.id = c.channel_id
LEFT JOIN LATERAL (SELECT chat, chat_kind FROM conversation v WHERE v.contact_id = c.id AND v.chat_kind = 'private' ORDER BY v.updated_at DESC LIMIT 1) v ON true
WHERE c.id = $1`,
    [contactId],
  );
  if (!to) return null;
  const key = `${noticeId}:${notice.key(payload, null)}`;
  const messages = speaker.render(
    to.platform,
    to.locale === 'en' ? 'en' : 'vi',
    notice.say(payload, null),
    key,
  );
  return await enqueue(
    tx,
    vault,
    messages.map((message, part) => ({
      wardId: to.ward_id,
      channelId: to.channel_id,
      chat: to.chat,
      chatKind: to.chat_kind,
      contactId,
      key: `${key}:${part}`,
      notice: noticeId,
      lane: 'notice' as const,
      message,
    })),
  );
}
