/** "Is it done?", asked once with an officer's answer, by choice or typed days later; one rating in words. */
import { createHash } from 'node:crypto';
import type { Notice, Outgoing, Reply, TicketKind } from '../core/types.ts';
import { one, type Sql } from './db.ts';
import type { Vault } from './vault.ts';

/** Asked about for so long; then a silence is taken for what it is. */
const OPEN_DAYS = 60;
/** A khiếu nại goes on by its own law: a "not done" there is a second complaint. */
const ASKED: readonly TicketKind[] = ['phanAnh', 'kienNghi', 'hoi', 'thongTin'];

interface Asked {
  readonly id: string;
  readonly ward_id: string;
  readonly kind: string;
}

/**
 * Is the question to go with this answer? Once for a ticket; again only when its writer said that it was not done.
 * Writes down that it was asked. @param key of the answer: the same again asks nothing new
 */
export async function asksWhetherDone(tx: Sql, ticket: Asked, key: string): Promise<boolean> {
  if (!ASKED.some((kind) => kind === ticket.kind)) return false;
  const made = await one(
    tx,
    `INSERT INTO ticket_feedback (ward_id, ticket_id, key) SELECT $1, $2, $3
WHERE NOT EXISTS (SELECT 1 FROM ticket_feedback WHERE ticket_id = $2 AND done IS NOT FALSE) ON CONFLICT (key) DO NOTHING RETURNING id`,
    [ticket.ward_id, ticket.id, key],
  );
  return made !== null;
}

/**
 * What a notice offers can be tapped, or chosen by number, where its person has nothing else open. Somebody in the middle
 * of something is left in peace: typed words find their way.
 * @param turn what the buttons' tokens begin with
 */
async function offerIfIdle(
  tx: Sql,
  vault: Vault,
  to: { readonly contactId: string; readonly chat: string },
  handler: { readonly id: string; readonly version: number },
  offer: {
    readonly turn: string;
    readonly choices: readonly { readonly id: string; readonly label: string }[];
  },
): Promise<boolean> {
  // a turn under way holds the row, and what it offers is newer
  const row = await one<{ id: string; state: Buffer | null }>(
    tx,
    'SELECT id, state FROM conversation WHERE contact_id = $1 AND chat = $2 FOR UPDATE SKIP LOCKED',
    [to.contactId, to.chat],
  );
  if (!row) return false;
  const memory =
    row.state === null ? {} : (vault.openJson('conversation.state', row.state) as Record<string, unknown>);
  if (memory.state !== null && memory.state !== undefined) return false;
  await tx.query('UPDATE conversation SET handler = $2, version = $3, state = $4 WHERE id = $1', [
    row.id,
    handler.id,
    handler.version,
    vault.sealJson('conversation.state', { ...memory, state: null, offer }),
  ]);
  return true;
}

/** What the tokens of a notice's buttons begin with: short, whatever its key (Telegram takes 64 bytes). */
export const noticeTurn = (key: string): string =>
  `n${createHash('sha256').update(key).digest('hex').slice(0, 20)}`;

/** The choices of a notice, made good where its person has nothing else open; nothing for one that offers none. */
export async function offerNotice(
  tx: Sql,
  vault: Vault,
  to: { readonly contact_id: string; readonly chat: string },
  notice: Notice,
  reply: Reply,
  key: string,
  messages: readonly Outgoing[],
): Promise<void> {
  if (!notice.answeredBy || !reply.choices?.length) return;
  // labels are told by the buttons; where there are none the numbers are, and words are understood without
  const shown = messages.at(-1)?.choices ?? [];
  const choices = reply.choices.map((c, n) => ({ id: c.id, label: shown[n]?.label ?? '' }));
  await offerIfIdle(tx, vault, { contactId: to.contact_id, chat: to.chat }, notice.answeredBy, {
    turn: noticeTurn(key),
    choices,
  });
}

export interface Awaited {
  readonly code: string;
  readonly category: string;
  readonly askedAt: Date;
}

/** The contact's tickets of which it was asked and not yet said whether they are done, newest first, at most 5. */
export async function awaitedOf(sql: Sql, contactId: string, now: Date): Promise<Awaited[]> {
  const { rows } = await sql.query<{ code: string; category: string; asked_at: Date }>(
    `SELECT t.code, t.category, max(f.asked_at) AS asked_at FROM ticket_feedback f JOIN ticket t ON t.id = f.ticket_id
WHERE t.contact_id = $1 AND f.done IS NULL AND f.asked_at > $2::timestamptz - $3::int * interval '1 day' AND t.state IN ('answered', 'closed')
GROUP BY t.id ORDER BY max(f.asked_at) DESC LIMIT 5`,
    [contactId, now, OPEN_DAYS],
  );
  return rows.map((r) => ({ code: r.code, category: r.category, askedAt: r.asked_at }));
}

export interface Said {
  readonly code: string;
  readonly contactId: string;
  readonly done?: boolean;
  /** 1 not at all satisfied … 5 very */
  readonly rating?: number;
  readonly at: Date;
  /** the same again changes nothing */
  readonly key: string;
}

const RATINGS = ['Rất không hài lòng', 'Chưa hài lòng', 'Tạm được', 'Hài lòng', 'Rất hài lòng'];

/** Keep what the writer of a ticket said of its end; only theirs, and only the question asked last. */
export async function keepFeedback(tx: Sql, said: Said): Promise<void> {
  const row = await one<{ ticket_id: string; ward_id: string }>(
    tx,
    `UPDATE ticket_feedback SET done = coalesce($3, done), rating = coalesce($4, rating), answered_at = $5
WHERE id = (SELECT f.id FROM ticket_feedback f JOIN ticket t ON t.id = f.ticket_id WHERE t.code = $1 AND t.contact_id = $2 ORDER BY f.id DESC LIMIT 1)
RETURNING ticket_id, ward_id`,
    [said.code, said.contactId, said.done ?? null, said.rating ?? null, said.at],
  );
  if (!row) return;
  const words =
    said.rating !== undefined
      ? `${RATINGS[said.rating - 1]} (${said.rating}/5).`
      : said.done
        ? 'Người dân cho biết: đã xong.'
        : 'Người dân cho biết: chưa xong.';
  await tx.query(
    `INSERT INTO ticket_event (ward_id, ticket_id, kind, actor, text, key, at) VALUES ($1, $2, 'feedback', 'resident', $3, $4, $5) ON CONFLICT (key) DO NOTHING`,
    [row.ward_id, row.ticket_id, words, said.key, said.at],
  );
}
