/** Gathers what is held about one contact. Sealed records are no part of it: they are reached by their code alone. */
import type { ExportData } from '../core/export.ts';
import type { IncomingMessage, InfoAsker, Outgoing, TicketKind } from '../core/types.ts';
import { one, type Sql } from './db.ts';
import { infoAsker } from './info-requests.ts';
import { FLEETING } from './outbox.ts';
import { linkedPlatforms } from './own-channels.ts';
import type { Vault } from './vault.ts';

const iso = (at: Date): string => at.toISOString();

export async function exportOf(
  sql: Sql,
  vault: Vault,
  ward: string,
  contactId: string,
  now: Date,
): Promise<ExportData | null> {
  const open = (purpose: string, sealed: Buffer | null) => (sealed ? vault.open(purpose, sealed) : null);
  const c = await one<{
    platform: string;
    name: string | null;
    phone: Buffer | null;
    address: Buffer | null;
    group_name: string | null;
    consent_at: Date | null;
    notices: boolean;
    first_seen_at: Date;
    channel_id: string;
    external_id: string;
  }>(
    sql,
    `SELECT ch.platform, c.name, c.phone, c.address, g.name AS group_name, c.consent_at, c.notices, c.first_seen_at, c.channel_id, c.external_id
FROM contact c JOIN channel ch ON ch.id = c.channel_id LEFT JOIN "group" g ON g.id = c.group_id WHERE c.id = $1`,
    [contactId],
  );
  if (!c) return null;
  return {
    ward,
    madeAt: iso(now),
    contact: {
      ...{ platform: c.platform, name: c.name, group: c.group_name, notices: c.notices },
      linked: await linkedPlatforms(sql, contactId),
      phone: open('contact.phone', c.phone),
      address: open('contact.address', c.address),
      consentAt: c.consent_at && iso(c.consent_at),
      firstSeenAt: iso(c.first_seen_at),
    },
    tickets: await tickets(sql, vault, contactId),
    questions: (
      await sql.query<{ at: Date; text: Buffer }>(
        'SELECT at, text FROM question WHERE contact_id = $1 AND text IS NOT NULL ORDER BY id',
        [contactId],
      )
    ).rows.map((q) => ({ at: iso(q.at), text: vault.open('question.text', q.text) })),
    messages: await messages(sql, vault, contactId, c.channel_id, c.external_id),
    bookings: (
      await sql.query<{ code: string; starts_at: Date; who: string; name: Buffer | null; state: string }>(
        `SELECT b.code, s.starts_at, s.who, b.name, b.state FROM reception_booking b JOIN reception_slot s ON s.id = b.slot_id
WHERE b.contact_id = $1 ORDER BY s.starts_at`,
        [contactId],
      )
    ).rows.map((b) => ({
      ...{ code: b.code, who: b.who, state: b.state, at: iso(b.starts_at) },
      name: open('reception.name', b.name),
    })),
    requests: (
      await sql.query<{ kind: string; asked_at: Date; done_at: Date | null }>(
        'SELECT kind, asked_at, done_at FROM data_request WHERE contact_id = $1 ORDER BY asked_at',
        [contactId],
      )
    ).rows.map((r) => ({ kind: r.kind, askedAt: iso(r.asked_at), doneAt: r.done_at && iso(r.done_at) })),
  };
}

async function tickets(sql: Sql, vault: Vault, contactId: string): Promise<ExportData['tickets']> {
  const open = (purpose: string, sealed: Buffer | null) => (sealed ? vault.open(purpose, sealed) : null);
  const found = await sql.query<{
    id: string;
    code: string;
    kind: TicketKind;
    state: string;
    opened_at: Date;
    text: string;
    place_label: string | null;
    contact_name: Buffer | null;
    contact_phone: Buffer | null;
  }>(
    `SELECT id, code, kind, state, opened_at, text, place_label, contact_name, contact_phone FROM ticket
WHERE contact_id = $1 AND kind <> 'toCao' ORDER BY opened_at`,
    [contactId],
  );
  const ids = found.rows.map((t) => t.id);
  const [events, files, clocks] = await Promise.all([
    // an officer's own notes are not said to the resident
    sql.query<{ ticket_id: string; at: Date; actor: string; text: string }>(
      `SELECT ticket_id, at, actor, text FROM ticket_event WHERE ticket_id = ANY($1) AND text IS NOT NULL
AND kind IN ('added', 'answered', 'asked', 'accepted') ORDER BY id`,
      [ids],
    ),
    sql.query<{ ticket_id: string; kind: string; name: string | null }>(
      `SELECT ticket_id, kind, name FROM attachment WHERE ticket_id = ANY($1) AND state <> 'dropped' ORDER BY created_at`,
      [ids],
    ),
    sql.query<{ ticket_id: string; due: string; state: string; citation: string }>(
      `SELECT ticket_id, to_char(due_on, 'YYYY-MM-DD') AS due, state, citation FROM clock WHERE ticket_id = ANY($1) ORDER BY due_on`,
      [ids],
    ),
  ]);
  const of = <R extends { ticket_id: string }>(rows: readonly R[], id: string) =>
    rows.filter((r) => r.ticket_id === id);
  const askers = new Map<string, InfoAsker>();
  for (const t of found.rows) if (t.kind === 'thongTin') askers.set(t.id, await infoAsker(sql, vault, t.id));
  return found.rows.map((t) => ({
    ...{ code: t.code, kind: t.kind, state: t.state, text: t.text, place: t.place_label },
    openedAt: iso(t.opened_at),
    name: open('ticket.contact_name', t.contact_name),
    phone: open('ticket.contact_phone', t.contact_phone),
    ...(askers.has(t.id) ? { asker: askers.get(t.id) ?? {} } : {}),
    files: of(files.rows, t.id).map((f) => f.name ?? f.kind),
    said: of(events.rows, t.id).map((e) => ({ at: iso(e.at), by: e.actor, text: e.text })),
    deadlines: of(clocks.rows, t.id).map((k) => ({ due: k.due, state: k.state, basis: k.citation })),
  }));
}

async function messages(
  sql: Sql,
  vault: Vault,
  contactId: string,
  channelId: string,
  sender: string,
): Promise<ExportData['messages']> {
  const heard = await sql.query<{ received_at: Date; body: Buffer }>(
    `SELECT received_at, body FROM inbox WHERE channel_id = $1 AND sender = $2 AND body IS NOT NULL AND state IN ('done', 'failed') ORDER BY id`,
    [channelId, sender],
  );
  const said = await sql.query<{ created_at: Date; body: Buffer }>(
    `SELECT created_at, body FROM outbox WHERE contact_id = $1 AND body IS NOT NULL AND state = 'sent' AND chat_kind = 'private'
AND notice IS DISTINCT FROM $2 ORDER BY id`,
    [contactId, FLEETING],
  );
  return [
    ...heard.rows.flatMap((r) => {
      const { body } = vault.openJson('inbox.body', r.body) as IncomingMessage;
      const text =
        body.kind === 'text'
          ? body.text
          : body.kind === 'file'
            ? (body.caption ?? `[${body.file.kind}]`)
            : '';
      return text === '' ? [] : [{ at: iso(r.received_at), by: 'resident' as const, text }];
    }),
    ...said.rows.map((r) => ({
      at: iso(r.created_at),
      by: 'ward' as const,
      text: (vault.openJson('outbox.body', r.body) as Outgoing).text,
    })),
  ].sort((a, b) => a.at.localeCompare(b.at));
}
