/**
 * What every act on a ticket goes through: the row is locked, the page the officer acted from is compared, the move is
 * looked up, the act is written once, the resident is told. Nothing is sent here: ids to ring for are handed back.
 */
import { type Move, ruling } from '../../core/states.ts';
import type { Notice, TicketKind, TicketState } from '../../core/types.ts';
import { one, type Sql, type Store, transaction } from '../db.ts';
import type { Render } from '../effects.ts';
import { asksWhetherDone, noticeTurn, offerNotice } from '../feedback.ts';
import { tellFollowers } from '../follow.ts';
import { enqueue } from '../outbox.ts';
import type { Vault } from '../vault.ts';

/** Who acts: an officer of the console, or a member of the officers' group known by name there. */
export interface Actor {
  readonly officerId: string | null;
  readonly name: string;
}

export interface Speaker {
  readonly render: Render;
  readonly notices: ReadonlyMap<string, Notice>;
}

/** Where an act happens: the caller's transaction, and the voice to tell the resident with. */
export interface On {
  readonly tx: Sql;
  readonly vault: Vault;
  readonly speaker: Speaker;
}

/** Act in a transaction of its own. */
export async function acting<T>(store: Store, speaker: Speaker, work: (on: On) => Promise<T>): Promise<T> {
  return await transaction(store, (tx) => work({ tx, vault: store.vault, speaker }));
}

/** One act of one officer. */
export interface Act {
  readonly code: string;
  readonly actor: Actor;
  /** makes it happen once: the same key again changes nothing (a double click, a repeated webhook) */
  readonly key: string;
  /** version of the ticket on the page it was done from; absent = whatever it is now */
  readonly seen?: number;
}

/** How it went. `sent` false: there is nobody to send to (erased, or written in at the counter), or nothing to say. */
export type Acted =
  | { readonly ok: true; readonly outbox: readonly string[]; readonly sent: boolean }
  | Refused;
export interface Refused {
  readonly ok: false;
  readonly why:
    | 'unknown'
    | 'closed'
    | 'open'
    | 'empty'
    | 'too-long'
    /** another officer, or the resident, was quicker */
    | 'stale'
    /** not lawful in this state, or for this kind */
    | 'unlawful'
    /** something given does not exist: an officer, a code, a date */
    | 'bad';
  /** said to the officer as it stands */
  readonly say: string;
}

export const DONE: Acted = { ok: true, outbox: [], sent: false };
/** The same act again: it was done, and told, before. */
export const AGAIN: Acted = { ok: true, outbox: [], sent: true };
export const refused = (why: Refused['why'], say: string): Refused => ({ ok: false, why, say });

/** Longest answer or reason an officer can write, code points. */
export const ANSWER_LIMIT = 4000;
export const REASON_LIMIT = 1000;

/** What was typed, trimmed; a refusal when there is nothing, or too much. */
export function words(text: string, limit: number, what: string): { readonly text: string } | Refused {
  const trimmed = text.trim();
  if (trimmed === '') return refused('empty', `${what} chưa có chữ nào nên chưa làm.`);
  const { length } = [...trimmed];
  if (length > limit)
    return refused(
      'too-long',
      `${what} dài ${length.toLocaleString('vi-VN')} ký tự, quá ${limit.toLocaleString('vi-VN')} nên chưa làm. Xin viết ngắn lại.`,
    );
  return { text: trimmed };
}

/** A ticket, held until the transaction ends. */
export interface Held {
  readonly id: string;
  readonly ward_id: string;
  readonly code: string;
  readonly kind: TicketKind;
  readonly state: TicketState;
  readonly version: number;
  readonly category: string;
  readonly contact_id: string | null;
  readonly holder_id: string | null;
  readonly transferred_to: string | null;
  readonly now: Date;
}

const HELD =
  'id, ward_id, code, kind, state, version, category, contact_id, holder_id, transferred_to, now() AS now';

/** The ticket locked. A denunciation is never worked on from here, whoever asks. */
export async function lockTicket(tx: Sql, code: string): Promise<Held | null> {
  return await one<Held>(tx, `SELECT ${HELD} FROM ticket WHERE code = $1 AND kind <> 'toCao' FOR UPDATE`, [
    code,
  ]);
}

type Opened =
  | { readonly go: true; readonly ticket: Held; readonly to: TicketState }
  | { readonly go: false; readonly acted: Acted };

/** Lock, and ask whether the act was done before, whether the page is old, whether the move is lawful; in this order. */
export async function begin(on: On, act: Act, move: Move): Promise<Opened> {
  const ticket = await lockTicket(on.tx, act.code);
  if (!ticket) return { go: false, acted: refused('unknown', 'Không có hồ sơ này.') };
  const done = await one(on.tx, 'SELECT 1 FROM ticket_event WHERE key = $1', [act.key]);
  if (done) return { go: false, acted: AGAIN };
  if (act.seen !== undefined && act.seen !== ticket.version && move !== 'note')
    return { go: false, acted: refused('stale', await whoWasQuicker(on.tx, ticket.id)) };
  const may = ruling(ticket.kind, ticket.state, move);
  if (!may.ok) return { go: false, acted: refused(whyOf(ticket.state, move), may.say) };
  return { go: true, ticket, to: may.to };
}

function whyOf(state: TicketState, move: Move): Refused['why'] {
  if (state === 'closed') return 'closed';
  return move === 'reopen' ? 'open' : 'unlawful';
}

const DID: Readonly<Record<string, string>> = {
  added: 'bổ sung vào',
  answered: 'trả lời',
  closed: 'đóng',
  reopened: 'mở lại',
  assigned: 'giao việc trong',
  accepted: 'báo đã nhận giải quyết',
  asked: 'hỏi thêm người dân về',
  transferred: 'chuyển nơi khác',
  kind: 'xác nhận loại của',
  split: 'tách',
  merged: 'gộp',
  paused: 'tạm dừng hạn của',
  resumed: 'cho chạy lại hạn của',
  extended: 'gia hạn',
  milestone: 'ghi mốc của',
  undone: 'hoàn tác việc của',
};

async function whoWasQuicker(tx: Sql, ticketId: string): Promise<string> {
  const last = await one<{ kind: string; actor_name: string | null; actor: string; at: string }>(
    tx,
    `SELECT kind, actor, actor_name, to_char(at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'HH24:MI') AS at FROM ticket_event
WHERE ticket_id = $1 AND kind NOT IN ('noted', 'held') ORDER BY id DESC LIMIT 1`,
    [ticketId],
  );
  const who = last?.actor === 'resident' ? 'Người dân' : (last?.actor_name ?? 'Có người');
  const did = DID[last?.kind ?? ''] ?? 'thay đổi';
  return `${who} vừa ${did} hồ sơ này lúc ${last?.at ?? ''}, nên việc của anh, chị chưa được làm. Xin đọc phần Diễn biến rồi làm lại nếu vẫn cần.`;
}

export interface Written {
  /** = kind of the event */
  readonly what: string;
  readonly to: TicketState;
  readonly text?: string;
  /** never a resident's words */
  readonly detail?: Readonly<Record<string, unknown>>;
  /** more columns to set: SQL with $3, $4 … */
  readonly set?: string;
  readonly values?: readonly unknown[];
}

/** Write the act down: the event, the state, the audit row. */
export async function write(on: On, ticket: Held, act: Act, w: Written): Promise<void> {
  const { tx } = on;
  await tx.query(
    `INSERT INTO ticket_event (ward_id, ticket_id, kind, actor, officer_id, actor_name, text, detail, key) VALUES ($1, $2, $3, 'officer', $4, $5, $6, $7, $8)`,
    [
      ticket.ward_id,
      ticket.id,
      w.what,
      act.actor.officerId,
      act.actor.name,
      w.text ?? null,
      JSON.stringify(w.detail ?? {}),
      act.key,
    ],
  );
  await tx.query(
    `UPDATE ticket SET state = $2, version = version + 1, changed_at = now()${w.set === undefined ? '' : `, ${w.set}`} WHERE id = $1`,
    [ticket.id, w.to, ...(w.values ?? [])],
  );
  const action = w.what === 'answered' ? 'ticket.answer' : `ticket.${w.what}`;
  await audit(tx, ticket.ward_id, act.actor, action, ticket.code, w.detail ?? {});
}

/** Who did what to what; never the words themselves. */
export async function audit(
  sql: Sql,
  wardId: string,
  actor: Actor,
  action: string,
  subject: string,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await sql.query(
    'INSERT INTO audit (ward_id, officer_id, actor, action, subject, detail) VALUES ($1, $2, $3, $4, $5, $6)',
    [wardId, actor.officerId, actor.name, action, subject, JSON.stringify(detail)],
  );
}

interface Recipient {
  contact_id: string;
  channel_id: string;
  platform: string;
  chat: string;
  chat_kind: 'private' | 'group';
  locale: string;
}

/** Tell the one who opened the ticket, on the channel it came from. `sent` false when there is nobody. */
export async function tell(
  on: On,
  ticket: Held,
  noticeId: string,
  payload: Readonly<Record<string, string>>,
  key: string,
): Promise<Acted> {
  const to = await one<Recipient>(
    on.tx,
    `SELECT c.id AS contact_id, c.channel_id, ch.platform, c.locale, coalesce(v.chat, c.external_id) AS chat, coalesce(v.chat_kind, 'private') AS chat_kind
FROM ticket t JOIN contact c ON c.id = t.contact_id JOIN channel ch ON ch.id = c.channel_id
LEFT JOIN LATERAL (SELECT chat, chat_kind FROM conversation v WHERE v.contact_id = c.id ORDER BY (v.chat_kind = 'private') DESC, v.updated_at DESC LIMIT 1) v ON true
WHERE t.id = $1`,
    [ticket.id],
  );
  const notice = on.speaker.notices.get(noticeId);
  if (!notice) throw new Error(`there is no notice called ${noticeId}`);
  if (!to) return DONE;
  const asks = noticeId === 'answered' && (await asksWhetherDone(on.tx, ticket, key));
  const reply = notice.say(asks ? { ...payload, ask: 'yes' } : payload, null);
  const locale = to.locale === 'en' ? 'en' : 'vi';
  const messages = on.speaker.render(to.platform, locale, reply, noticeTurn(key));
  await offerNotice(on.tx, on.vault, to, notice, reply, key, messages);
  const outbox = await enqueue(
    on.tx,
    on.vault,
    messages.map((message, part) => ({
      wardId: ticket.ward_id,
      channelId: to.channel_id,
      chat: to.chat,
      chatKind: to.chat_kind,
      contactId: to.contact_id,
      ticketId: ticket.id,
      key: `${noticeId}:${key}:${part}`,
      notice: noticeId,
      lane: 'notice' as const,
      message,
    })),
  );
  return { ok: true, outbox, sent: true };
}

/** As `tell`, and those who follow the ticket hear that something was said, not what. */
export async function tellAll(
  on: On,
  ticket: Held,
  noticeId: 'answered' | 'closed',
  payload: Readonly<Record<string, string>>,
  key: string,
): Promise<Acted> {
  const told = await tell(on, ticket, noticeId, payload, key);
  const followers = await tellFollowers(on.tx, on.vault, on.speaker, ticket, noticeId, key);
  return told.ok ? { ...told, outbox: [...told.outbox, ...followers] } : told;
}
