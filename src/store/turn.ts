/**
 * The rows of one turn: contact and conversation are locked (which orders the contact's turns, whatever the number of
 * workers), then the oldest unhandled message is taken. The caller's transaction ends all of it or none.
 */
import type { Contact, IncomingMessage } from '../core/types.ts';
import { one, type Sql, type Store } from './db.ts';
import type { Vault } from './vault.ts';

/** Whose line: one sender in one chat of one channel. */
export interface Line {
  readonly wardId: string;
  readonly channelId: string;
  readonly platform: string;
  readonly chat: string;
  readonly sender: string;
}

export interface InboxItem {
  readonly id: string;
  readonly attempts: number;
  readonly receivedAt: Date;
  readonly message: IncomingMessage;
}

/** What a conversation remembers between turns. JSON only. */
export interface Memory {
  readonly state: unknown;
  readonly offer: unknown;
  /** entry of the last answer, for follow-ups */
  readonly topic?: string;
}

export interface OpenTurn {
  /** nothing was said to us by this contact before */
  readonly first: boolean;
  /** something is kept back for this chat until its person writes */
  readonly held: boolean;
  /** an unfinished report was dropped, and its writer does not know yet */
  readonly draftDropped: boolean;
  readonly contact: Contact & { readonly quietUntil: Date | null };
  readonly conversationId: string;
  readonly handler: string | null;
  readonly version: number;
  readonly memory: Memory;
}

/** The line a row belongs to; null when the row is handled already. */
export async function lineOf(store: Store, inboxId: string): Promise<Line | null> {
  const row = await one<{
    ward_id: string;
    channel_id: string;
    platform: string;
    chat: string;
    sender: string;
  }>(
    store.pool,
    `SELECT i.ward_id, i.channel_id, c.platform, i.chat, i.sender FROM inbox i JOIN channel c ON c.id = i.channel_id
WHERE i.id = $1 AND i.state = 'new'`,
    [inboxId],
    'line-of',
  );
  if (!row) return null;
  return {
    wardId: row.ward_id,
    channelId: row.channel_id,
    platform: row.platform,
    chat: row.chat,
    sender: row.sender,
  };
}

interface TurnRow {
  draft_dropped_at: Date | null;
  held: boolean;
  first: boolean;
  contact_id: string;
  name: string | null;
  phone: Buffer | null;
  locale: string;
  consent_at: Date | null;
  notices: boolean;
  quiet_until: Date | null;
  group_id: string | null;
  group_name: string | null;
  conversation_id: string;
  handler: string | null;
  version: number;
  state: Buffer | null;
}

/** The update changes nothing: it locks. Not every turn is something the person said, so being seen is written at its end. */
const OPEN = `WITH who AS (
  INSERT INTO contact (ward_id, channel_id, external_id, last_seen_at) VALUES ($1, $2, $3, 'epoch')
  ON CONFLICT (channel_id, external_id) DO UPDATE SET external_id = excluded.external_id
  RETURNING *
), talk AS (
  INSERT INTO conversation (ward_id, channel_id, contact_id, chat, chat_kind) SELECT $1, $2, id, $4, $5 FROM who
  ON CONFLICT (channel_id, chat, contact_id) DO UPDATE SET updated_at = now()
  RETURNING *
)
SELECT (who.last_seen_at = 'epoch') AS first, who.id AS contact_id, who.name, who.phone, who.locale, who.consent_at, who.notices, who.quiet_until, who.group_id,
  (SELECT g.name FROM "group" g WHERE g.id = who.group_id) AS group_name,
  EXISTS (SELECT 1 FROM outbox o WHERE o.channel_id = $2 AND o.chat = $4 AND o.state = 'held') AS held,
  talk.id AS conversation_id, talk.handler, talk.version, talk.state, talk.draft_dropped_at FROM who, talk`;

/** On every platform a private chat has the id of its person. */
export const chatKindOf = (line: Line): 'private' | 'group' =>
  line.chat === line.sender ? 'private' : 'group';

/** Lock the contact and its conversation, making both on first sight. */
export async function openTurn(tx: Sql, vault: Vault, line: Line): Promise<OpenTurn> {
  const row = await one<TurnRow>(
    tx,
    OPEN,
    [line.wardId, line.channelId, line.sender, line.chat, chatKindOf(line)],
    'open-turn',
  );
  if (!row) throw new Error('the conversation row was not returned');
  const memory =
    row.state === null
      ? { state: null, offer: null }
      : (vault.openJson('conversation.state', row.state) as Memory);
  return {
    first: row.first,
    held: row.held,
    draftDropped: row.draft_dropped_at !== null,
    contact: {
      id: row.contact_id,
      channel: line.platform,
      locale: row.locale === 'en' ? 'en' : 'vi',
      notices: row.notices,
      quietUntil: row.quiet_until,
      ...(row.name === null ? {} : { name: row.name }),
      ...(row.phone === null ? {} : { phone: vault.open('contact.phone', row.phone) }),
      ...(row.consent_at === null ? {} : { consentAt: row.consent_at }),
      ...(row.group_id === null || row.group_name === null
        ? {}
        : { group: { id: row.group_id, name: row.group_name } }),
    },
    conversationId: row.conversation_id,
    handler: row.handler,
    version: row.version,
    memory,
  };
}

/** The person said something: they are there, and the platform's window is open again. (`closeTurn` says it too.) */
export async function heard(tx: Sql, contactId: string): Promise<void> {
  await tx.query({ name: 'heard', text: `UPDATE contact SET ${HEARD} WHERE id = $1`, values: [contactId] });
}

const HEARD = 'last_seen_at = now(), left_at = NULL';

/** The person went away (blocked the bot, left the Official Account). */
export async function wentAway(tx: Sql, contactId: string): Promise<void> {
  await tx.query('UPDATE contact SET left_at = now() WHERE id = $1', [contactId]);
}

/** Does anything wait in the line? Cheaper than a turn that finds nothing. */
export async function isWaiting(store: Store, line: Line): Promise<boolean> {
  const row = await one(
    store.pool,
    `SELECT 1 FROM inbox WHERE channel_id = $1 AND chat = $2 AND sender = $3 AND state = 'new' LIMIT 1`,
    [line.channelId, line.chat, line.sender],
    'is-waiting',
  );
  return row !== null;
}

/** The oldest unhandled message of the line. By time of sending, so that deliveries which overtook each other fall back in order. */
export async function oldest(tx: Sql, vault: Vault, line: Line): Promise<InboxItem | null> {
  const row = await one<{ id: string; attempts: number; received_at: Date; body: Buffer }>(
    tx,
    `SELECT id, attempts, received_at, body FROM inbox WHERE channel_id = $1 AND chat = $2 AND sender = $3 AND state = 'new'
ORDER BY sent_at, id LIMIT 1`,
    [line.channelId, line.chat, line.sender],
    'oldest',
  );
  if (!row) return null;
  return {
    id: row.id,
    attempts: row.attempts,
    receivedAt: row.received_at,
    message: reviveMessage(vault.openJson('inbox.body', row.body)),
  };
}

function reviveMessage(value: unknown): IncomingMessage {
  const message = value as Omit<IncomingMessage, 'at'> & { at: string };
  return { ...message, at: new Date(message.at) };
}

export interface ClosedTurn {
  readonly conversationId: string;
  /** whose turn it was; null when it was nothing they said to us */
  readonly heardFrom: string | null;
  readonly handler: string | null;
  readonly version: number;
  readonly memory: Memory;
  readonly inboxId: string;
  /** wipe the words at once */
  readonly forget: boolean;
}

/** New state and offer, inbox row done. */
export async function closeTurn(tx: Sql, vault: Vault, turn: ClosedTurn): Promise<void> {
  const empty = turn.memory.state === null && turn.memory.offer === null && turn.memory.topic === undefined;
  await tx.query({
    name: 'close-turn',
    text: `WITH talk AS (UPDATE conversation SET handler = $2, version = $3, state = $4, updated_at = now() WHERE id = $1),
who AS (UPDATE contact SET ${HEARD} WHERE id = $7)
UPDATE inbox SET state = 'done', done_at = now(), error = NULL, body = CASE WHEN $6 THEN NULL ELSE body END WHERE id = $5`,
    values: [
      turn.conversationId,
      turn.handler,
      turn.version,
      empty ? null : vault.sealJson('conversation.state', turn.memory),
      turn.inboxId,
      turn.forget,
      turn.heardFrom,
    ],
  });
}

/** A row that asks for nothing: handled, and nothing else changes. */
export async function markDone(tx: Sql, inboxId: string, forget = false): Promise<void> {
  await tx.query({
    name: 'mark-done',
    text: `UPDATE inbox SET state = 'done', done_at = now(), body = CASE WHEN $2 THEN NULL ELSE body END WHERE id = $1`,
    values: [inboxId, forget],
  });
}

/** A handler threw: count it. Returns how often it has by now. `error` is a class and a handler's name, never words. */
export async function countFailure(store: Store, inboxId: string, error: string): Promise<number> {
  const row = await one<{ attempts: number }>(
    store.pool,
    `UPDATE inbox SET attempts = attempts + 1, error = $2 WHERE id = $1 AND state = 'new' RETURNING attempts`,
    [inboxId, error.slice(0, 200)],
  );
  return row?.attempts ?? 0;
}

/** Give a row up: kept as failed for the console, the dialogue closes, the next messages go on. */
export async function giveUp(tx: Sql, inboxId: string, open: OpenTurn, forget = false): Promise<boolean> {
  const result = await tx.query(
    `UPDATE inbox SET state = 'failed', done_at = now(), body = CASE WHEN $2 THEN NULL ELSE body END WHERE id = $1 AND state = 'new'`,
    [inboxId, forget],
  );
  await tx.query('UPDATE conversation SET handler = NULL, version = 0, state = NULL WHERE id = $1', [
    open.conversationId,
  ]);
  await heard(tx, open.contact.id);
  return result.rowCount === 1;
}
