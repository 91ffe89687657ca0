/** What could not reach a resident where they wrote, sent where else the same resident is known. */
import { split } from '../core/text.ts';
import type { Outgoing } from '../core/types.ts';
import { one, type Store, transaction } from './db.ts';
import { enqueue } from './outbox.ts';
import { type Actor, audit } from './tickets.ts';

/**
 * Send what is stuck of a ticket over another channel of its resident. The stuck messages are gone then, so that nothing
 * arrives twice; buttons are left out, for they belong to the chat they were made for.
 * @param textLimit code points of one message there
 * @returns outbox ids to ring for; empty when nothing is stuck, or the resident is not known there
 */
export async function sendElsewhere(
  store: Store,
  ticketId: string,
  platform: string,
  textLimit: number,
  actor: Actor,
): Promise<string[]> {
  return await transaction(store, async (tx) => {
    const to = await one<{
      ward_id: string;
      code: string;
      contact_id: string;
      channel_id: string;
      chat: string;
    }>(
      tx,
      `SELECT t.ward_id, t.code, c2.id AS contact_id, c2.channel_id, c2.external_id AS chat FROM ticket t
JOIN contact c ON c.id = t.contact_id JOIN contact c2 ON c2.resident_id = c.resident_id AND c2.id <> c.id AND c2.left_at IS NULL
JOIN channel h ON h.id = c2.channel_id WHERE t.id = $1 AND t.kind <> 'toCao' AND h.platform = $2
ORDER BY c2.last_seen_at DESC LIMIT 1 FOR UPDATE OF t`,
      [ticketId, platform],
    );
    if (!to) return [];
    const stuck = await tx.query<{ key: string; notice: string | null; body: Buffer }>(
      `DELETE FROM outbox o USING ticket t WHERE t.id = $1 AND o.ticket_id = t.id AND o.contact_id = t.contact_id AND o.body IS NOT NULL
AND (o.state = 'held' OR o.state = 'dead' AND o.reason IN ('blocked', 'window-closed')) RETURNING o.key, o.notice, o.body`,
      [ticketId],
    );
    if (stuck.rows.length === 0) return [];
    await audit(tx, to.ward_id, actor, 'answer.elsewhere', to.code, { platform });
    return await enqueue(
      tx,
      store.vault,
      stuck.rows
        .sort((a, b) => (a.key < b.key ? -1 : 1))
        .flatMap(({ key, notice, body }) => {
          const { text, files, call } = store.vault.openJson('outbox.body', body) as Outgoing;
          const texts = text === '' ? [''] : split(text, textLimit);
          return texts.map((part, n) => ({
            wardId: to.ward_id,
            channelId: to.channel_id,
            chat: to.chat,
            chatKind: 'private' as const,
            contactId: to.contact_id,
            ticketId,
            key: `${key}:via:${to.contact_id}:${n}`,
            ...(notice === null ? {} : { notice }),
            lane: 'notice' as const,
            message: {
              text: part,
              choices: [],
              files: n === 0 ? files : [],
              ...(call === undefined ? {} : { call }),
            },
          }));
        }),
    );
  });
}
