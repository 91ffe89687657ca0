/** Tickets as residents see them: by code, or their own. */
import type { Contact, HeldData, TicketKind, TicketState, TicketView } from '../../core/types.ts';
import { one, type Sql } from '../db.ts';
import { follows } from '../follow.ts';
import { linkedPlatforms } from '../own-channels.ts';
import type { Vault } from '../vault.ts';

interface ViewRow {
  id: string;
  code: string;
  kind: TicketKind;
  state: TicketState;
  opened_at: Date;
  changed_at: Date;
  due_on: string | null;
  promised_on: string | null;
  transferred_to: string | null;
  contact_id: string | null;
  text: string;
}

// the alarm after 45 days is the officers' own
const VIEW = `SELECT t.id, t.code, t.kind, t.state, t.opened_at, t.changed_at, t.contact_id, t.text, t.transferred_to, d.due_on, d.promised_on
FROM ticket t LEFT JOIN LATERAL (SELECT to_char(min(due_on) FILTER (WHERE rule NOT IN ('promise', 'TCD5a')), 'YYYY-MM-DD') AS due_on,
  to_char(min(due_on) FILTER (WHERE rule = 'promise'), 'YYYY-MM-DD') AS promised_on FROM clock c WHERE c.ticket_id = t.id AND c.state = 'running') d ON true`;

/** Whoever holds the code sees state and dates; the words only the one who wrote them. */
export async function ticketByCode(
  sql: Sql,
  wardId: string,
  code: string,
  contact: Contact,
): Promise<TicketView | null> {
  const row = await one<ViewRow>(sql, `${VIEW} WHERE t.ward_id = $1 AND t.code = $2`, [wardId, code]);
  return row ? await view(sql, row, contact) : null;
}

/** Newest first, at most 20. */
export async function ticketsOf(sql: Sql, contact: Contact): Promise<TicketView[]> {
  const result = await sql.query<ViewRow>(
    `${VIEW} WHERE t.contact_id = $1 AND t.kind <> 'toCao' ORDER BY t.opened_at DESC LIMIT 20`,
    [contact.id],
  );
  const views: TicketView[] = [];
  for (const row of result.rows) views.push(await view(sql, row, contact));
  return views;
}

async function view(sql: Sql, row: ViewRow, contact: Contact): Promise<TicketView> {
  const mine = row.contact_id === contact.id;
  const followed = !mine && (await follows(sql, row.id, contact.id));
  const bare: TicketView = {
    code: row.code,
    kind: row.kind,
    state: row.state,
    openedAt: row.opened_at,
    changedAt: row.changed_at,
    mine,
    ...(row.due_on === null ? {} : { dueOn: row.due_on }),
    ...(followed ? { followed } : {}),
    ...(row.promised_on === null ? {} : { promisedOn: row.promised_on }),
    ...(row.transferred_to === null ? {} : { transferredTo: row.transferred_to }),
  };
  if (!mine) return bare;
  const answers = await sql.query<{ at: Date; text: string }>(
    `SELECT at, text FROM ticket_event WHERE ticket_id = $1 AND kind = 'answered' AND text IS NOT NULL ORDER BY id`,
    [row.id],
  );
  return { ...bare, text: row.text, answers: answers.rows };
}

/** Everything held about a contact, ready to be shown. */
export async function heldData(sql: Sql, vault: Vault, contact: Contact): Promise<HeldData> {
  const row = await one<{
    first_seen_at: Date;
    address: Buffer | null;
    questions: number;
    linkable: boolean;
  }>(
    sql,
    `SELECT first_seen_at, address, (SELECT count(*)::int FROM question q WHERE q.contact_id = c.id) AS questions,
EXISTS (SELECT 1 FROM channel h WHERE h.ward_id = c.ward_id AND h.id <> c.channel_id) AS linkable FROM contact c WHERE id = $1`,
    [contact.id],
  );
  return {
    firstSeenAt: row?.first_seen_at ?? new Date(0),
    questions: row?.questions ?? 0,
    linkable: row?.linkable ?? false,
    linked: await linkedPlatforms(sql, contact.id),
    tickets: await ticketsOf(sql, contact),
    ...(contact.name === undefined ? {} : { name: contact.name }),
    ...(contact.phone === undefined ? {} : { phone: contact.phone }),
    ...(row?.address ? { address: vault.open('contact.address', row.address) } : {}),
    ...(contact.group === undefined ? {} : { group: contact.group.name }),
    ...(contact.consentAt === undefined ? {} : { consentAt: contact.consentAt }),
  };
}

/** The ticket a post in the officers' group is about; null when the post is not one of ours. */
export async function ticketOfPost(
  sql: Sql,
  channelId: string,
  chat: string,
  externalId: string,
): Promise<string | null> {
  const row = await one<{ code: string }>(
    sql,
    `SELECT t.code FROM outbox o JOIN ticket t ON t.id = o.ticket_id WHERE o.channel_id = $1 AND o.chat = $2 AND o.external_id = $3 LIMIT 1`,
    [channelId, chat, externalId],
  );
  return row?.code ?? null;
}
