/** Others' open reports: to be compared with a new one, and followed instead of a second one. */
import type { Contact, Locale, NearTicket, Notice, Outgoing, Reply, TicketState } from '../core/types.ts';
import { one, type Sql } from './db.ts';
import { enqueue } from './outbox.ts';
import type { Vault } from './vault.ts';

type Render = (platform: string, locale: Locale, reply: Reply, turnId: string) => readonly Outgoing[];

interface NearRow {
  code: string;
  category: string;
  state: TicketState;
  opened_at: Date;
  text: string;
  place_label: string | null;
  latitude: number | null;
  longitude: number | null;
  group_id: string | null;
  group_name: string | null;
}

/** Others' open phản ánh of a category, newest first, at most 200. No other kind is ever compared. */
export async function openNear(
  sql: Sql,
  wardId: string,
  category: string,
  since: Date,
  contact: Contact,
): Promise<NearTicket[]> {
  const { rows } = await sql.query<NearRow>(
    `SELECT t.code, t.category, t.state, t.opened_at, left(t.text, 1000) AS text, t.place_label, t.latitude, t.longitude, t.group_id, g.name AS group_name
FROM ticket t LEFT JOIN "group" g ON g.id = t.group_id
WHERE t.ward_id = $1 AND t.kind = 'phanAnh' AND t.category = $2 AND t.opened_at >= $3 AND t.closed_at IS NULL AND t.state <> 'closed'
AND t.contact_id IS DISTINCT FROM $4 ORDER BY t.opened_at DESC LIMIT 200`,
    [wardId, category, since, contact.id],
  );
  return rows.map((r) => ({
    ...{ code: r.code, category: r.category, state: r.state, openedAt: r.opened_at, text: r.text },
    ...(r.place_label === null ? {} : { place: r.place_label }),
    ...(r.latitude === null || r.longitude === null ? {} : { latitude: r.latitude, longitude: r.longitude }),
    ...(r.group_id === null || r.group_name === null ? {} : { groupId: r.group_id, group: r.group_name }),
  }));
}

/** Follow another's phản ánh, or follow it no more. Nothing for one's own, nor for any other kind. */
export async function follow(
  sql: Sql,
  wardId: string,
  code: string,
  contactId: string,
  on: boolean,
  at: Date,
): Promise<void> {
  await sql.query(
    on
      ? `INSERT INTO ticket_follow (ward_id, ticket_id, contact_id, at) SELECT ward_id, id, $3, $4 FROM ticket
WHERE ward_id = $1 AND code = $2 AND kind = 'phanAnh' AND contact_id IS DISTINCT FROM $3 ON CONFLICT DO NOTHING`
      : `DELETE FROM ticket_follow f USING ticket t WHERE t.id = f.ticket_id AND t.ward_id = $1 AND t.code = $2 AND f.contact_id = $3 AND $4::timestamptz IS NOT NULL`,
    [wardId, code, contactId, at],
  );
}

export async function follows(sql: Sql, ticketId: string, contactId: string): Promise<boolean> {
  const row = await one(sql, 'SELECT 1 FROM ticket_follow WHERE ticket_id = $1 AND contact_id = $2', [
    ticketId,
    contactId,
  ]);
  return row !== null;
}

interface Follower {
  readonly contact_id: string;
  readonly channel_id: string;
  readonly platform: string;
  readonly chat: string;
  readonly locale: string;
}

/**
 * Tell those who follow a ticket that its state changed: its state and nothing of what was written. Only who still takes
 * notices and has not left; in private.
 * @param key makes it happen once
 * @returns outbox ids, to ring for
 */
export async function tellFollowers(
  tx: Sql,
  vault: Vault,
  speaker: { readonly render: Render; readonly notices: ReadonlyMap<string, Notice> },
  ticket: { readonly id: string; readonly ward_id: string; readonly code: string },
  state: 'answered' | 'closed',
  key: string,
): Promise<string[]> {
  const notice = speaker.notices.get('followed');
  if (!notice) return [];
  const { rows } = await tx.query<Follower>(
    `SELECT c.id AS contact_id, c.channel_id, ch.platform, c.external_id AS chat, c.locale
FROM ticket_follow f JOIN contact c ON c.id = f.contact_id JOIN channel ch ON ch.id = c.channel_id
WHERE f.ticket_id = $1 AND c.notices AND c.left_at IS NULL ORDER BY f.at`,
    [ticket.id],
  );
  const said = notice.say({ code: ticket.code, state }, null);
  const messages = rows.flatMap((to) =>
    speaker
      .render(to.platform, to.locale === 'en' ? 'en' : 'vi', said, `${key}:${to.contact_id}`)
      .map((message, part) => ({
        wardId: ticket.ward_id,
        channelId: to.channel_id,
        chat: to.chat,
        chatKind: 'private' as const,
        contactId: to.contact_id,
        ticketId: ticket.id,
        key: `followed:${key}:${to.contact_id}:${part}`,
        notice: 'followed',
        lane: 'notice' as const,
        message,
      })),
  );
  return await enqueue(tx, vault, messages);
}
