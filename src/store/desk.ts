/** The officers' group: where a ticket is spoken of there, and which ticket a message there is about. */
import { z } from 'zod';
import type { TicketKind, TicketState } from '../core/types.ts';
import { one, type Sql, type Store } from './db.ts';
import type { Officer } from './officers.ts';
import { audit } from './tickets.ts';

/** A post opened a topic of its own: what follows about the ticket goes there, and what is written there is about it. */
export async function rememberTopic(
  store: Store,
  post: { readonly id: string; readonly channelId: string; readonly ticketId: string | null },
  chat: string,
): Promise<void> {
  await store.pool.query('UPDATE outbox SET chat = $2 WHERE id = $1', [post.id, chat]);
  if (post.ticketId === null) return;
  await store.pool.query(
    `INSERT INTO desk_topic (ticket_id, ward_id, channel_id, chat) SELECT id, ward_id, $2, $3 FROM ticket WHERE id = $1
ON CONFLICT (ticket_id) DO NOTHING`,
    [post.ticketId, post.channelId, chat],
  );
}

/** The topic of a ticket; null when it has none. */
export async function topicOf(sql: Sql, ticketId: string): Promise<string | null> {
  const row = await one<{ chat: string }>(sql, 'SELECT chat FROM desk_topic WHERE ticket_id = $1', [
    ticketId,
  ]);
  return row?.chat ?? null;
}

/**
 * The code of the ticket a message is about: it replies to one of our posts, or stands in the ticket's topic. A sealed
 * record has neither. Null for anything else.
 */
export async function ticketSpokenOf(
  sql: Sql,
  channelId: string,
  chat: string,
  replyTo: string | undefined,
): Promise<string | null> {
  const row = await one<{ code: string }>(
    sql,
    `SELECT t.code FROM ticket t WHERE t.kind <> 'toCao' AND t.id = coalesce(
  (SELECT o.ticket_id FROM outbox o WHERE o.channel_id = $1 AND o.chat = $2 AND o.external_id = $3 LIMIT 1),
  (SELECT d.ticket_id FROM desk_topic d WHERE d.channel_id = $1 AND d.chat = $2))`,
    [channelId, chat, replyTo ?? null],
  );
  return row?.code ?? null;
}

/** What officers may see of a ticket in a chat of theirs; `words` only where nobody else reads along. */
export interface DeskCard {
  readonly id: string;
  readonly code: string;
  readonly kind: TicketKind;
  readonly category: string;
  readonly state: TicketState;
  readonly group: string | null;
  readonly holder: string | null;
  readonly holderId: string | null;
  /** next running deadline, `YYYY-MM-DD` */
  readonly due: string | null;
  readonly words: string;
}

const DUE = `(SELECT to_char(min(c.due_on), 'YYYY-MM-DD') FROM clock c WHERE c.ticket_id = t.id AND c.state = 'running')`;
const CARD = `SELECT t.id, t.code, t.kind, t.category, t.state, g.name AS "group", o.name AS holder, t.holder_id AS "holderId", t.text AS words, ${DUE} AS due
FROM ticket t LEFT JOIN "group" g ON g.id = t.group_id LEFT JOIN officer o ON o.id = t.holder_id`;

export async function cardOf(sql: Sql, wardId: string, code: string): Promise<DeskCard | null> {
  return await one<DeskCard>(sql, `${CARD} WHERE t.ward_id = $1 AND t.code = $2 AND t.kind <> 'toCao'`, [
    wardId,
    code,
  ]);
}

/** Open tickets an officer holds, the most urgent first; at most 15. */
export async function heldBy(sql: Sql, wardId: string, officerId: string): Promise<DeskCard[]> {
  const found = await sql.query<DeskCard>(
    `${CARD} WHERE t.ward_id = $1 AND t.holder_id = $2 AND t.kind <> 'toCao' AND t.state <> 'closed' ORDER BY ${DUE} NULLS LAST, t.opened_at LIMIT 15`,
    [wardId, officerId],
  );
  return found.rows;
}

/** Officers a ticket can be given to. */
export async function workers(sql: Sql, wardId: string): Promise<{ id: string; name: string }[]> {
  const found = await sql.query<{ id: string; name: string }>(
    `SELECT id, name FROM officer WHERE ward_id = $1 AND removed_at IS NULL AND roles && '{admin,receiver,handler,leader,sealed-reader}' ORDER BY name LIMIT 30`,
    [wardId],
  );
  return found.rows;
}

/** Supervisors read only. */
export const mayWork = (officer: Officer): boolean => officer.roles.some((role) => role !== 'supervisor');

const MOVES = 'desk.moves';

/** Where the officers' group went each time its id changed: old id -> new id. */
export async function deskMoves(sql: Sql, wardId: string): Promise<Readonly<Record<string, string>>> {
  const row = await one<{ value: unknown }>(
    sql,
    'SELECT value FROM setting WHERE ward_id = $1 AND key = $2',
    [wardId, MOVES],
    'desk-moves',
  );
  const moves = z.record(z.string(), z.string()).safeParse(row?.value ?? {});
  return moves.success ? moves.data : {};
}

/** The group has another id: posts, topics and what is written there follow it. Audited; twice is once. */
export async function keepDeskMove(sql: Sql, wardId: string, from: string, to: string): Promise<void> {
  const kept = await sql.query(
    `INSERT INTO setting (ward_id, key, value) VALUES ($1, $2, jsonb_build_object($3::text, $4::text))
ON CONFLICT (ward_id, key) DO UPDATE SET value = setting.value || excluded.value, updated_at = now()
WHERE setting.value->>$3 IS DISTINCT FROM $4`,
    [wardId, MOVES, from, to],
  );
  if (kept.rowCount !== 1) return;
  for (const table of ['desk_topic', 'outbox'])
    await sql.query(
      `UPDATE ${table} SET chat = $3 || substr(chat, length($2) + 1) WHERE ward_id = $1 AND starts_with(chat, $2 || '/')${table === 'outbox' ? ` AND state IN ('queued', 'sending', 'held')` : ''}`,
      [wardId, from, to],
    );
  await audit(sql, wardId, { officerId: null, name: 'máy' }, 'desk.moved', 'telegram');
}
