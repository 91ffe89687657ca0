/**
 * Answers an officer has pressed "send" on. For two minutes such an answer is a row here and nothing else: no event, no
 * message, the ticket's state and clocks untouched; taking it back is one update. When the time is over the sweep makes
 * it a real answer in one transaction, dated when the officer pressed. A crash before or after leaves one or the other.
 */
import type { SendFailure } from '../core/types.ts';
import { one, type Sql, type Store, transaction } from './db.ts';
import { type Actor, ANSWER_LIMIT, answerTicketIn, audit, type Speaker } from './tickets.ts';

/** How long an answer can be taken back, s. */
export const UNDO_SECONDS = 120;
const KEEP_DAYS = 7;

export interface Answering {
  readonly wardId: string;
  readonly code: string;
  readonly text: string;
  readonly actor: Actor;
  /** makes it happen once: a double click, a form sent again */
  readonly key: string;
  /** id of the newest event on the page it was written on: what another officer, or the resident, said since is a reason to ask first */
  readonly seen?: string;
  /** an answer taken back or failed before, whose words these were */
  readonly from?: string;
}

export type Pressed =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly why: 'unknown' | 'closed' | 'empty' | 'too-long' }
  /** somebody else answered, or is about to, since the page was opened */
  | { readonly ok: false; readonly why: 'meanwhile'; readonly by: string }
  /** the resident wrote since the page was opened */
  | { readonly ok: false; readonly why: 'resident' };

/** Press "send": from now on the answer goes out by itself after two minutes. */
export async function holdAnswer(store: Store, a: Answering): Promise<Pressed> {
  return await transaction(store, (tx) => holdAnswerIn(tx, a));
}

/** As `holdAnswer`, in the caller's transaction. */
export async function holdAnswerIn(tx: Sql, a: Answering): Promise<Pressed> {
  const words = a.text.trim();
  if (words === '') return { ok: false, why: 'empty' };
  if ([...words].length > ANSWER_LIMIT) return { ok: false, why: 'too-long' };
  const ticket = await one<{ id: string; state: string }>(
    tx,
    `SELECT id, state FROM ticket WHERE ward_id = $1 AND code = $2 AND kind <> 'toCao' FOR UPDATE`,
    [a.wardId, a.code],
  );
  if (!ticket) return { ok: false, why: 'unknown' };
  const before = await one<{ id: string; state: string }>(
    tx,
    'SELECT id, state FROM pending_answer WHERE key = $1',
    [a.key],
  );
  if (before && before.state !== 'undone') return { ok: true, id: before.id };
  if (ticket.state === 'closed') return { ok: false, why: 'closed' };
  const other = a.seen === undefined ? null : await answeredSince(tx, ticket.id, a.seen, a.actor.officerId);
  if (other !== null) return { ok: false, why: 'meanwhile', by: other };
  if (a.seen !== undefined && (await wroteSince(tx, ticket.id, a.seen)))
    return { ok: false, why: 'resident' };
  const row = await one<{ id: string }>(
    tx,
    `INSERT INTO pending_answer (ward_id, ticket_id, officer_id, actor_name, text, key, due_at) VALUES ($1, $2, $3, $4, $5, $6, now() + $7 * interval '1 second')
ON CONFLICT (key) DO UPDATE SET state = 'waiting', text = excluded.text, pressed_at = now(), due_at = excluded.due_at, settled_at = NULL RETURNING id`,
    [a.wardId, ticket.id, a.actor.officerId, a.actor.name, words, a.key, UNDO_SECONDS],
  );
  if (!row) throw new Error('the answer was not kept');
  if (a.from !== undefined)
    await tx.query(
      `UPDATE pending_answer SET text = NULL, state = 'undone' WHERE id = $1 AND ticket_id = $2 AND id <> $3 AND state IN ('undone', 'failed')`,
      [a.from, ticket.id, row.id],
    );
  await audit(tx, a.wardId, a.actor, 'answer.press', a.code);
  return { ok: true, id: row.id };
}

async function answeredSince(
  tx: Sql,
  ticketId: string,
  seen: string,
  officerId: string | null,
): Promise<string | null> {
  const row = await one<{ name: string | null }>(
    tx,
    `SELECT actor_name AS name FROM ticket_event WHERE ticket_id = $1 AND id > $2 AND kind = 'answered' AND officer_id IS DISTINCT FROM $3
UNION ALL SELECT actor_name FROM pending_answer WHERE ticket_id = $1 AND state = 'waiting' AND officer_id IS DISTINCT FROM $3 LIMIT 1`,
    [ticketId, seen, officerId],
  );
  return row ? (row.name ?? '') : null;
}

async function wroteSince(tx: Sql, ticketId: string, seen: string): Promise<boolean> {
  const row = await one(
    tx,
    `SELECT 1 FROM ticket_event WHERE ticket_id = $1 AND id > $2 AND actor = 'resident' AND kind = 'added' LIMIT 1`,
    [ticketId, seen],
  );
  return row !== null;
}

export interface Waiting {
  readonly id: string;
  readonly by: string;
  readonly text: string;
  readonly dueAt: Date;
}

/** Answers of a ticket that can still be taken back, oldest first. */
export async function waitingAnswers(sql: Sql, ticketId: string): Promise<Waiting[]> {
  const found = await sql.query<{ id: string; by: string; text: string | null; due_at: Date }>(
    `SELECT id, actor_name AS by, text, due_at FROM pending_answer WHERE ticket_id = $1 AND state = 'waiting' ORDER BY due_at, id`,
    [ticketId],
  );
  return found.rows.map((r) => ({ id: r.id, by: r.by, text: r.text ?? '', dueAt: r.due_at }));
}

/** Take an answer back, or lay one aside that failed: the resident gets nothing. false: it was sent, or taken back, before. */
export async function undoAnswer(store: Store, ticketId: string, id: string, actor: Actor): Promise<boolean> {
  return await transaction(store, (tx) => undoAnswerIn(tx, ticketId, id, actor));
}

/** As `undoAnswer`, in the caller's transaction. */
export async function undoAnswerIn(tx: Sql, ticketId: string, id: string, actor: Actor): Promise<boolean> {
  const row = await one<{ ward_id: string; code: string }>(
    tx,
    `UPDATE pending_answer p SET state = 'undone', settled_at = now() FROM ticket t
WHERE p.id = $1 AND p.ticket_id = $2 AND t.id = p.ticket_id AND p.state IN ('waiting', 'failed') RETURNING p.ward_id, t.code`,
    [id, ticketId],
  );
  if (!row) return false;
  await audit(tx, row.ward_id, actor, 'answer.undo', row.code);
  return true;
}

/** The words of an answer that was taken back or could not be sent; null when there are none. */
export async function keptWords(sql: Sql, ticketId: string, id: string): Promise<string | null> {
  const row = await one<{ text: string | null }>(
    sql,
    `SELECT text FROM pending_answer WHERE id = $1 AND ticket_id = $2 AND state IN ('undone', 'failed')`,
    [id, ticketId],
  );
  return row?.text ?? null;
}

export interface FailedAnswer {
  readonly id: string;
  readonly code: string;
  readonly reason: string | null;
}

/** An officer's answers that could not be sent when their time came; the words are kept. */
export async function failedAnswersOf(sql: Sql, officerId: string): Promise<FailedAnswer[]> {
  const found = await sql.query<FailedAnswer>(
    `SELECT p.id, t.code, p.reason FROM pending_answer p JOIN ticket t ON t.id = p.ticket_id
WHERE p.officer_id = $1 AND p.state = 'failed' AND t.kind <> 'toCao' ORDER BY p.due_at DESC LIMIT 20`,
    [officerId],
  );
  return found.rows;
}

/** Send what waits on a ticket now: before it is closed, or because the officer does not want to wait. Returns outbox ids to ring for. */
export async function sendWaiting(
  store: Store,
  speaker: Speaker,
  ticketId: string,
  id?: string,
): Promise<string[]> {
  const rows = await waitingAnswers(store.pool, ticketId);
  const outbox: string[] = [];
  for (const row of rows)
    if (id === undefined || row.id === id) outbox.push(...(await makeReal(store, speaker, row.id)));
  return outbox;
}

/** Answers whose two minutes are over, whichever process pressed them. One that fails does not stop the others. */
export async function sendDue(
  store: Store,
  speaker: Speaker,
  onError: (error: unknown) => void,
): Promise<string[]> {
  const due = await store.pool.query<{ id: string }>(
    `SELECT id FROM pending_answer WHERE state = 'waiting' AND due_at <= now() ORDER BY due_at LIMIT 50`,
  );
  const outbox: string[] = [];
  for (const { id } of due.rows) {
    try {
      outbox.push(...(await makeReal(store, speaker, id)));
    } catch (error) {
      onError(error);
    }
  }
  return outbox;
}

interface DueRow {
  ticket_id: string;
  officer_id: string | null;
  actor_name: string;
  text: string;
  key: string;
  pressed_at: Date;
  code: string;
}

async function makeReal(store: Store, speaker: Speaker, id: string): Promise<string[]> {
  return await transaction(store, async (tx) => {
    // the ticket first, as everywhere: two that wait for each other would both fail
    await tx.query(
      'SELECT 1 FROM ticket WHERE id = (SELECT ticket_id FROM pending_answer WHERE id = $1) FOR UPDATE',
      [id],
    );
    const p = await one<DueRow>(
      tx,
      `SELECT p.ticket_id, p.officer_id, p.actor_name, p.text, p.key, p.pressed_at, t.code FROM pending_answer p JOIN ticket t ON t.id = p.ticket_id
WHERE p.id = $1 AND p.state = 'waiting' FOR UPDATE OF p`,
      [id],
    );
    if (!p) return [];
    const actor = { officerId: p.officer_id, name: p.actor_name };
    const acted = await answerTicketIn(tx, store.vault, speaker, p.code, p.text, actor, p.key);
    if (!acted.ok) {
      await tx.query(
        `UPDATE pending_answer SET state = 'failed', reason = $2, settled_at = now() WHERE id = $1`,
        [id, acted.why],
      );
      return [];
    }
    // the duty was done when the officer pressed, not when the two minutes were over
    await tx.query('UPDATE ticket_event SET at = $2 WHERE key = $1', [p.key, p.pressed_at]);
    await tx.query(
      `UPDATE clock SET met_at = $2, state = CASE WHEN ($2::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date <= due_on THEN 'met' ELSE 'missed' END
WHERE ticket_id = $1 AND state IN ('met', 'missed') AND met_at = now()::timestamptz(3)`,
      [p.ticket_id, p.pressed_at],
    );
    await tx.query(
      `UPDATE pending_answer SET state = 'sent', text = NULL, settled_at = now() WHERE id = $1`,
      [id],
    );
    return [...acted.outbox];
  });
}

/** What was sent or taken back a week ago is no longer needed; what failed stays until its officer has dealt with it. */
export async function dropSettled(sql: Sql, wardId: string): Promise<void> {
  await sql.query(
    `DELETE FROM pending_answer WHERE ward_id = $1 AND state IN ('sent', 'undone') AND settled_at < now() - $2 * interval '1 day'`,
    [wardId, KEEP_DAYS],
  );
}

/** A message that the platform refused because the person left: kept, and sent when they write again. Returns how many. */
export async function keepForNextMessage(store: Store, ticketId: string, actor: Actor): Promise<number> {
  const blocked: SendFailure = 'blocked';
  return await transaction(store, async (tx) => {
    const kept = await tx.query<{ ward_id: string; code: string }>(
      `UPDATE outbox o SET state = 'held' FROM ticket t WHERE t.id = $1 AND o.ticket_id = t.id AND o.contact_id = t.contact_id
AND o.state = 'dead' AND o.reason = $2 AND o.body IS NOT NULL AND t.kind <> 'toCao' RETURNING o.ward_id, t.code`,
      [ticketId, blocked],
    );
    const [row] = kept.rows;
    if (row) await audit(tx, row.ward_id, actor, 'answer.keep', row.code);
    return kept.rows.length;
  });
}
