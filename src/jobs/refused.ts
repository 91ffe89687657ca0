/** A file that could not be kept is told to whoever sent it, kindly and once for a handful: it may be the only photo. */
import { one } from '../store/db.ts';
import { enqueue } from '../store/outbox.ts';
import type { Runtime } from './runtime.ts';

/** Several within so long are one message. */
const TOGETHER_MS = 10 * 60_000;

/** @param why `type`: it is none of the kinds that are kept, or not what it says; `size`: too big */
export async function tellRefused(rt: Runtime, attachment: string, why: 'type' | 'size'): Promise<void> {
  const to = await one<{
    ward_id: string;
    channel_id: string;
    platform: string;
    contact_id: string;
    chat: string;
    locale: string;
  }>(
    rt.store.pool,
    `SELECT a.ward_id, a.channel_id, ch.platform, c.id AS contact_id, c.external_id AS chat, c.locale
FROM attachment a JOIN contact c ON c.id = a.contact_id JOIN channel ch ON ch.id = a.channel_id
WHERE a.id = $1 AND c.channel_id = a.channel_id AND a.state = 'failed' AND c.left_at IS NULL`,
    [attachment],
  );
  const notice = rt.notices.get('file-refused');
  if (!to || !notice) return;
  const key = `file-refused:${to.contact_id}:${why}:${Math.floor(rt.now().getTime() / TOGETHER_MS)}`;
  const said = notice.say({ why }, null);
  const messages = rt.render(to.platform, to.locale === 'en' ? 'en' : 'vi', said, key);
  const outbox = await enqueue(
    rt.store.pool,
    rt.store.vault,
    messages.map((message, part) => ({
      wardId: to.ward_id,
      channelId: to.channel_id,
      chat: to.chat,
      chatKind: 'private' as const,
      contactId: to.contact_id,
      key: `${key}:${part}`,
      notice: 'file-refused',
      lane: 'notice' as const,
      message,
    })),
  );
  rt.queues.ring('send', outbox);
}
