/**
 * Out of every place where a ticket's words stood: the ticket with all that hangs on it, what its writer sent and was sent,
 * what officers wrote and were shown of it in chats. In the caller's transaction, which seals them elsewhere.
 */
import type { IncomingMessage, Outgoing } from '../core/types.ts';
import type { Sql } from './db.ts';
import { forgetMessages } from './erase.ts';
import type { Vault } from './vault.ts';

/** A message that officers see on a platform. */
export interface ToRedraw {
  readonly id: string;
  readonly channelId: string;
  readonly chat: string;
  readonly chatKind: 'private' | 'group';
  readonly externalId: string;
}

export interface Forgetting {
  readonly code: string;
  readonly edits: (platform: string) => boolean;
  readonly ticket: { readonly id: string; readonly contact_id: string | null; readonly opened_at: Date };
}

/** @returns what officers were sent about it and can be written anew */
export async function forgetPlain(tx: Sql, vault: Vault, f: Forgetting): Promise<ToRedraw[]> {
  const shown = await officersShown(tx, vault, f);
  await forgetOfficersWords(tx, vault, f, shown);
  await tx.query(
    `UPDATE outbox SET body = CASE WHEN state = 'sending' THEN body END, ticket_id = NULL, state = CASE WHEN state IN ('queued', 'held') THEN 'dead' ELSE state END, reason = 'erased'
WHERE id = ANY($1) OR ticket_id = $2`,
    [shown.map((s) => s.id), f.ticket.id],
  );
  if (f.ticket.contact_id !== null) await forgetWriter(tx, f.ticket.contact_id);
  await tx.query(
    `UPDATE attachment SET state = 'dropped', ref = NULL, name = NULL, contact_id = NULL, ticket_id = NULL WHERE ticket_id = $1`,
    [f.ticket.id],
  );
  await tx.query('DELETE FROM ticket WHERE id = $1', [f.ticket.id]);
  return shown.flatMap(({ externalId, platform, ...s }) =>
    externalId !== null && f.edits(platform) ? [{ ...s, externalId }] : [],
  );
}

interface Shown extends Omit<ToRedraw, 'externalId'> {
  readonly externalId: string | null;
  readonly platform: string;
}

/** Messages to officers that are about it: posted for the ticket, or holding its code (a card in a private chat). */
async function officersShown(tx: Sql, vault: Vault, { code, ticket }: Forgetting): Promise<Shown[]> {
  const { rows } = await tx.query<Shown & { about: boolean; body: Buffer | null }>(
    `SELECT o.id, o.channel_id AS "channelId", o.chat, o.chat_kind AS "chatKind", o.external_id AS "externalId", ch.platform, o.body,
  o.ticket_id IS NOT DISTINCT FROM $2 AS about
FROM outbox o JOIN channel ch ON ch.id = o.channel_id WHERE o.contact_id IS NULL AND o.recipient_id IS NULL AND (o.ticket_id = $2 OR o.created_at >= $1)`,
    [ticket.opened_at, ticket.id],
  );
  return rows.flatMap(({ about, body, ...shown }) => {
    const text = body === null ? '' : (vault.openJson('outbox.body', body) as Outgoing).text;
    return about || text.includes(code) ? [shown] : [];
  });
}

/** What officers typed about it: with its code, under one of our messages about it, or in its topic. */
async function forgetOfficersWords(
  tx: Sql,
  vault: Vault,
  { code, ticket }: Forgetting,
  shown: readonly Shown[],
): Promise<void> {
  const topics = await tx.query<{ channel_id: string; chat: string }>(
    'SELECT channel_id, chat FROM desk_topic WHERE ticket_id = $1',
    [ticket.id],
  );
  const acts = await tx.query<{ id: string }>(
    `SELECT substring(key FROM '^desk:([0-9]+)') AS id FROM ticket_event WHERE ticket_id = $1 AND key LIKE 'desk:%'`,
    [ticket.id],
  );
  const { rows } = await tx.query<{ id: string; channel_id: string; chat: string; body: Buffer }>(
    `SELECT i.id, i.channel_id, i.chat, i.body FROM inbox i WHERE i.body IS NOT NULL AND i.state <> 'new' AND i.received_at >= $1
AND (EXISTS (SELECT 1 FROM officer_account a WHERE a.channel_id = i.channel_id AND a.external_id = i.sender)
  OR (i.channel_id, i.chat) IN (SELECT * FROM unnest($2::uuid[], $3::text[])))`,
    [ticket.opened_at, shown.map((s) => s.channelId), shown.map((s) => s.chat)],
  );
  const done = new Set(acts.rows.map((r) => r.id));
  const about = rows.filter(({ id, channel_id, chat, body }) => {
    const message = vault.openJson('inbox.body', body) as IncomingMessage;
    const under = shown.some(
      (s) => s.channelId === channel_id && s.chat === chat && s.externalId === message.replyTo,
    );
    const inTopic = topics.rows.some((t) => t.channel_id === channel_id && t.chat === chat);
    return done.has(id) || under || inTopic || JSON.stringify(message.body).includes(code);
  });
  await tx.query('UPDATE inbox SET body = NULL WHERE id = ANY($1)', [about.map((r) => r.id)]);
}

/**
 * What the writer said here before it was understood stands in no one row: all that was said between them and the machine
 * goes, and the open dialogue ends, so that what comes next is understood anew. What is still to be handled or sent is, and
 * is forgotten then.
 */
async function forgetWriter(tx: Sql, contactId: string): Promise<void> {
  await forgetMessages(tx, contactId);
  await tx.query('UPDATE question SET text = NULL WHERE contact_id = $1', [contactId]);
  await tx.query('DELETE FROM paper WHERE contact_id = $1', [contactId]);
  await tx.query('DELETE FROM takeover WHERE contact_id = $1', [contactId]);
}
