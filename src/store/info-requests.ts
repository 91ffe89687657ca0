/** Requests for information (Luật 104/2016/QH13 Đ.24; the law of 2026 from 01/09/2026): how, by whom, and their clocks. */
import type { InfoAsker } from '../core/types.ts';
import { type Day, type InfoHow, infoClocks, vietnamDay } from '../law/index.ts';
import { wardCalendar } from './clocks/calendar.ts';
import { startClock, stopClocks } from './clocks/run.ts';
import { one, type Sql } from './db.ts';
import type { Vault } from './vault.ts';

const ASKER = 'info_request.asker';
const RULES = ['TT1', 'TT2', 'TT3', 'TT4', 'TT5'];

export interface NewInfoRequest {
  readonly wardId: string;
  readonly code: string;
  readonly how: InfoHow;
  readonly wrong: boolean;
  /** it holds what the law asks of a request */
  readonly whole: boolean;
  readonly asker: InfoAsker;
  readonly at: Date;
}

/** Keep what a ticket opened in the same transaction asks for; a whole one is valid from that day on. */
export async function keepInfoRequest(tx: Sql, vault: Vault, request: NewInfoRequest): Promise<void> {
  const { wardId, at, how, wrong, asker } = request;
  const made = await one<{ ticket_id: string }>(
    tx,
    `INSERT INTO info_request (ticket_id, ward_id, how, wrong, asker, changed_at) SELECT id, $1, $3, $4, $5, $6 FROM ticket WHERE ward_id = $1 AND code = $2
ON CONFLICT (ticket_id) DO NOTHING RETURNING ticket_id`,
    [
      wardId,
      request.code,
      how,
      wrong,
      Object.keys(asker).length === 0 ? null : vault.sealJson(ASKER, asker),
      at,
    ],
  );
  if (made && request.whole) await beginInfo(tx, { id: made.ticket_id, wardId }, vietnamDay(at));
}

export interface InfoRow {
  readonly how: InfoHow;
  readonly wrong: boolean;
  readonly receivedOn: Day | null;
  readonly complex: boolean;
  readonly outcome: 'accepted' | 'refused' | 'supplied' | null;
  readonly ground: string | null;
}

export async function infoOf(sql: Sql, ticketId: string): Promise<InfoRow | null> {
  return await one<InfoRow>(
    sql,
    `SELECT how, wrong, to_char(received_on, 'YYYY-MM-DD') AS "receivedOn", complex, outcome, ground FROM info_request WHERE ticket_id = $1`,
    [ticketId],
  );
}

/** Who asks: for roles that may see who wrote. */
export async function infoAsker(sql: Sql, vault: Vault, ticketId: string): Promise<InfoAsker> {
  const row = await one<{ asker: Buffer | null }>(
    sql,
    'SELECT asker FROM info_request WHERE ticket_id = $1',
    [ticketId],
  );
  return row?.asker ? (vault.openJson(ASKER, row.asker) as InfoAsker) : {};
}

interface OfTicket {
  readonly id: string;
  readonly wardId: string;
}

/** A valid request came in on a day: its clocks run from there. One that runs already stays. @throws LawError */
export async function beginInfo(tx: Sql, ticket: OfTicket, day: Day): Promise<void> {
  const row = await infoOf(tx, ticket.id);
  if (!row) return;
  await tx.query(
    `UPDATE info_request SET received_on = $2, outcome = coalesce(outcome, 'accepted'), changed_at = now() WHERE ticket_id = $1`,
    [ticket.id, day],
  );
  const calendar = await wardCalendar(tx, ticket.wardId);
  const from = new Date(`${day}T00:00:00+07:00`);
  for (const clock of infoClocks(day, row.how, row.wrong))
    await startClock(tx, { wardId: ticket.wardId, ticketId: ticket.id, from, ...clock }, calendar);
}

/** Something is missing: until it comes there is no valid request, and none of its clocks. */
export async function haltInfo(tx: Sql, ticketId: string, by: string): Promise<void> {
  const halted = await tx.query(
    `UPDATE info_request SET received_on = NULL, complex = false, changed_at = now() WHERE ticket_id = $1 AND outcome IS DISTINCT FROM 'refused' AND outcome IS DISTINCT FROM 'supplied'`,
    [ticketId],
  );
  if (halted.rowCount)
    await stopClocks(tx, ticketId, 'chờ người yêu cầu bổ sung; tính lại từ ngày yêu cầu hợp lệ', by, RULES);
}

/** What was missing came: the request counts from that day (the side that is safe for the one who asks). */
export async function completeInfo(tx: Sql, ticket: OfTicket, day: Day): Promise<void> {
  const row = await infoOf(tx, ticket.id);
  if (row?.receivedOn === null) await beginInfo(tx, ticket, day);
}
