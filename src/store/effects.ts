/** The one switch where a turn writes. Every row is keyed by (turn, n), so that doing a turn twice is doing it once. */

import { announcementToken, deskToken, VERBS } from '../core/desk.ts';
import type {
  Contact,
  ContactChange,
  Effect,
  Locale,
  NewTicket,
  Notice,
  Outgoing,
  Reply,
} from '../core/types.ts';
import { TurnAgain } from './again.ts';
import { announce, unannounce } from './announcements.ts';
import { keepFile } from './attachments.ts';
import { startClocks } from './clocks.ts';
import { keepDataRequest, openExport } from './data-requests.ts';
import type { Sql } from './db.ts';
import { topicOf } from './desk.ts';
import { eraseContact, forgetTalk } from './erase.ts';
import { keepFeedback } from './feedback.ts';
import { follow } from './follow.ts';
import { useGroupCode } from './group-links.ts';
import { keepInfoRequest } from './info-requests.ts';
import { answerMeeting, askMeeting, checkIn } from './meetings/answers.ts';
import { dropGathered, enqueue, FLEETING, GATHERS, holdGathered, type NewMessage } from './outbox.ts';
import { makeOwnCode, type OtherChannel, unlinkOwn, useOwnCode } from './own-channels.ts';
import { keepPaper } from './papers.ts';
import { bookReception, cancelReception } from './reception.ts';
import { forgetSealedOwner, seal, sealedCode } from './sealed.ts';
import { eraseSealed } from './sealed-view.ts';
import { addToTicket } from './tickets/added.ts';
import type { Line } from './turn.ts';
import type { Vault } from './vault.ts';

/** Fit a reply to a platform: one or more messages ready to send. */
export type Render = (platform: string, locale: Locale, reply: Reply, turnId: string) => readonly Outgoing[];

/** Where officers hear of things in chat. */
export interface Desk {
  readonly channelId: string;
  readonly platform: string;
  readonly chat: string;
}

export interface EffectContext {
  readonly tx: Sql;
  readonly vault: Vault;
  readonly render: Render;
  readonly notices: ReadonlyMap<string, Notice>;
  readonly desk: Desk | null;
  readonly line: Line;
  readonly turnId: string;
  readonly at: Date;
  readonly chatKind: 'private' | 'group';
  readonly contact: Contact;
  /** platform id of the message to answer to, in groups */
  readonly replyTo?: string;
}

/** What to ring for after commit, and what the conversation is to remember. */
export interface Written {
  readonly outbox: string[];
  /** to be sent a moment later, unless more of the same comes */
  readonly gathered: string[];
  readonly attachments: string[];
  /** sealed files to be removed from the disk */
  readonly dropped: string[];
  forget: boolean;
  /** personal data went: nothing of the dialogue is kept either */
  erased: boolean;
  topic: string | undefined;
}

/** Thrown when a receipt code is taken: the turn is done again with another one. */
export class CodeTaken extends TurnAgain {
  override readonly name = 'CodeTaken';
}

export async function applyEffects(ctx: EffectContext, effects: readonly Effect[]): Promise<Written> {
  const written: Written = {
    ...{ outbox: [], gathered: [], attachments: [], dropped: [] },
    ...{ forget: false, erased: false, topic: undefined },
  };
  let locale = ctx.contact.locale;
  const replies: NewMessage[] = [];
  let n = 0;
  for (const effect of effects) {
    switch (effect.do) {
      case 'reply':
        for (const message of ctx.render(ctx.line.platform, locale, effect.reply, ctx.turnId)) {
          const row = toContact(ctx, n++, message, 'reply');
          const notice = effect.reply.fleeting ? FLEETING : effect.reply.gathers ? GATHERS : null;
          replies.push(notice === null ? row : { ...row, notice });
        }
        break;
      case 'openTicket':
        await openTicket(ctx, effect.ticket);
        break;
      case 'addToTicket':
        await addFiles(ctx, effect);
        break;
      case 'keepFile': {
        const { wardId, channelId } = ctx.line;
        const id = await keepFile(ctx.tx, ctx.vault, {
          wardId,
          channelId,
          contactId: ctx.contact.id,
          key: fileKey(ctx, effect.key),
          file: effect.file,
        });
        if (id) written.attachments.push(id);
        break;
      }
      case 'keepPaper':
        await keepPaper(ctx.tx, ctx.vault, {
          ...{ wardId: ctx.line.wardId, contactId: ctx.contact.id, at: ctx.at },
          ...{ key: effect.key, kind: effect.paper, fields: effect.fields },
        });
        break;
      case 'requestInfo': {
        const { do: _, ...request } = effect;
        await keepInfoRequest(ctx.tx, ctx.vault, { ...request, wardId: ctx.line.wardId, at: ctx.at });
        break;
      }
      case 'dropFiles':
        await ctx.tx.query(
          `UPDATE attachment SET state = 'dropped', ref = NULL WHERE key = ANY($1) AND contact_id = $2 AND ticket_id IS NULL`,
          [effect.keys.map((key) => fileKey(ctx, key)), ctx.contact.id],
        );
        break;
      case 'keepQuestion':
        await ctx.tx.query({
          name: 'keep-question',
          text: `INSERT INTO question (ward_id, inbox_id, contact_id, text, route, answered, score, confident)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (inbox_id) DO NOTHING`,
          values: [
            ctx.line.wardId,
            ctx.turnId,
            ctx.contact.id,
            ctx.vault.seal('question.text', effect.text),
            effect.route,
            effect.answered,
            effect.score,
            effect.confident,
          ],
        });
        if (effect.confident) written.topic = effect.answered[0];
        break;
      case 'verdict':
        await ctx.tx.query('UPDATE question SET verdict = $2 WHERE inbox_id = $1 AND contact_id = $3', [
          effect.turnId,
          effect.verdict,
          ctx.contact.id,
        ]);
        break;
      case 'setContact':
        await setContact(ctx, effect.change);
        locale = effect.change.locale ?? locale;
        break;
      case 'pause':
        await ctx.tx.query('UPDATE contact SET quiet_until = $2 WHERE id = $1', [
          ctx.contact.id,
          effect.until,
        ]);
        break;
      case 'forgetMessage':
        written.forget = true;
        break;
      case 'forgetTalk':
        await forgetTalk(ctx.tx, ctx.line, ctx.contact.id, effect.since);
        break;
      case 'feedback': {
        const key = `${ctx.turnId}:feedback:${effect.rating === undefined ? 'done' : 'rating'}`;
        const { do: _, ...said } = effect;
        await keepFeedback(ctx.tx, { ...said, contactId: ctx.contact.id, at: ctx.at, key });
        break;
      }
      case 'follow':
        await follow(ctx.tx, ctx.line.wardId, effect.code, ctx.contact.id, effect.on, ctx.at);
        break;
      case 'eraseContact':
        await eraseContact(ctx.tx, ctx.contact.id);
        await forgetSealedOwner(ctx.tx, ctx.vault, ctx.contact.id);
        written.forget = true;
        written.erased = true;
        break;
      case 'bookReception': {
        const { do: _, ...want } = effect;
        const { tx, vault, contact, turnId, at: now } = ctx;
        await bookReception(tx, vault, { ...want, wardId: ctx.line.wardId, contact, turnId, now });
        break;
      }
      case 'cancelReception':
        await cancelReception(ctx.tx, effect.booking, ctx.contact.id, ctx.at);
        break;
      case 'dataRequest': {
        const { do: _, ...asked } = effect;
        const whose = { wardId: ctx.line.wardId, contactId: ctx.contact.id };
        await keepDataRequest(ctx.tx, { ...asked, ...whose, key: ctx.turnId, at: ctx.at });
        break;
      }
      case 'exportData': {
        const whose = { wardId: ctx.line.wardId, contactId: ctx.contact.id };
        await openExport(ctx.tx, ctx.vault, { ...whose, turnId: ctx.turnId, at: ctx.at });
        break;
      }
      case 'seal': {
        const { do: _, ...what } = effect;
        const { wardId, platform } = ctx.line;
        const { tx, vault, contact, turnId, at } = ctx;
        const sealed = await seal(tx, vault, { ...what, wardId, platform, contact, turn: turnId, at });
        if ('taken' in sealed) throw new CodeTaken(effect.code);
        if (sealed.file !== null) written.attachments.push(sealed.file);
        break;
      }
      case 'eraseSealed':
        written.dropped.push(...(await eraseSealed(ctx.tx, effect.record, effect.what)));
        break;
      case 'answerMeeting':
        await answerMeeting(ctx.tx, effect.meeting, ctx.contact.id, effect.answer, ctx.at);
        break;
      case 'askMeeting':
        await askMeeting(ctx.tx, ctx.vault, {
          ...{ meetingId: effect.meeting, contactId: ctx.contact.id, text: effect.text },
          ...{ key: `${ctx.turnId}:asked`, at: ctx.at },
        });
        break;
      case 'useGroupCode': {
        const { wardId, channelId, chat } = ctx.line;
        const here = { wardId, channelId, chat, chatKind: ctx.chatKind, at: ctx.at };
        await useGroupCode(ctx.tx, ctx.vault, { ...here, contactId: ctx.contact.id, code: effect.code });
        break;
      }
      case 'makeOwnCode':
        await makeOwnCode(ctx.tx, ctx.vault, own(ctx), ctx.turnId);
        break;
      case 'useOwnCode': {
        const others = await useOwnCode(ctx.tx, ctx.vault, own(ctx), effect.code);
        if (others === null) throw new TurnAgain('the code is gone');
        written.outbox.push(...(await tellOthers(ctx, 'own-linked', others)));
        break;
      }
      case 'unlinkOwn':
        written.outbox.push(
          ...(await tellOthers(ctx, 'own-unlinked', await unlinkOwn(ctx.tx, ctx.contact.id))),
        );
        break;
      case 'announce': {
        const said = { wardId: ctx.line.wardId, contactId: ctx.contact.id, text: effect.text, at: ctx.at };
        const made = await announce(ctx.tx, { ...said, key: `${ctx.turnId}:announce` });
        if (made.id !== null && made.approval)
          written.outbox.push(...(await askOfficers(ctx, made.id, made.group, effect.text)));
        break;
      }
      case 'unannounce':
        await unannounce(ctx.tx, ctx.contact.id, ctx.at);
        break;
      case 'checkIn':
        await checkIn(ctx.tx, effect.meeting, ctx.contact.id, effect.household, ctx.at);
        break;
      case 'notify':
        written.outbox.push(...(await notify(ctx, effect, n++, locale)));
        break;
      default:
        effect satisfies never;
    }
  }
  if (replies.some((r) => r.notice === GATHERS))
    await dropGathered(ctx.tx, ctx.line.channelId, ctx.line.chat);
  const queued = await enqueue(ctx.tx, ctx.vault, replies);
  if (replies.some((r) => r.notice === GATHERS)) {
    await holdGathered(ctx.tx, queued);
    written.gathered.push(...queued);
  } else written.outbox.unshift(...queued);
  return written;
}

/** Keys are the handler's; the contact's id keeps one person's files out of another's hands. */
const fileKey = (ctx: EffectContext, key: string): string => `${ctx.contact.id}:${key}`;

function toContact(ctx: EffectContext, n: number, message: Outgoing, lane: 'reply' | 'notice'): NewMessage {
  const answer = ctx.chatKind === 'group' && ctx.replyTo !== undefined && n === 0;
  return {
    wardId: ctx.line.wardId,
    channelId: ctx.line.channelId,
    chat: ctx.line.chat,
    chatKind: ctx.chatKind,
    contactId: ctx.contact.id,
    key: `${ctx.turnId}.${n}`,
    lane,
    message: answer && ctx.replyTo !== undefined ? { ...message, replyTo: ctx.replyTo } : message,
  };
}

async function openTicket(ctx: EffectContext, ticket: NewTicket): Promise<void> {
  const taken = await ctx.tx.query(
    'SELECT 1 FROM ticket WHERE code = $1 UNION ALL SELECT 1 FROM sealed_record WHERE code_mac = $2',
    [ticket.code, sealedCode(ctx.vault, ticket.code)],
  );
  if (taken.rowCount) throw new CodeTaken(ticket.code);
  const { wardId } = ctx.line;
  const sealed = (purpose: string, text: string | undefined) =>
    text === undefined ? null : ctx.vault.seal(purpose, text);
  const made = await ctx.tx.query<{ id: string }>(
    `INSERT INTO ticket (ward_id, code, key, kind, category, text, place_label, latitude, longitude, group_id, contact_id, contact_name, contact_phone, opened_at, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14) RETURNING id`,
    [
      wardId,
      ticket.code,
      `${ctx.turnId}:${ticket.code}`,
      ticket.kind,
      ticket.category,
      ticket.text,
      ticket.place?.label ?? null,
      ticket.place?.latitude ?? null,
      ticket.place?.longitude ?? null,
      ticket.groupId ?? null,
      ctx.contact.id,
      sealed('ticket.contact_name', ticket.name),
      sealed('ticket.contact_phone', ticket.phone),
      ctx.at,
    ],
  );
  const id = made.rows[0]?.id;
  if (id === undefined) throw new Error('the ticket was not made');
  await ctx.tx.query(
    `INSERT INTO ticket_event (ward_id, ticket_id, kind, actor, text, key, at) VALUES ($1, $2, 'opened', 'resident', $3, $4, $5)`,
    [wardId, id, ticket.text, `${ctx.turnId}:${ticket.code}`, ctx.at],
  );
  for (const [n, words] of (ticket.proposals ?? []).entries())
    await ctx.tx.query(
      `INSERT INTO ticket_event (ward_id, ticket_id, kind, actor, text, key, at) VALUES ($1, $2, 'proposal', 'bot', $3, $4, $5)`,
      [wardId, id, words, `${ctx.turnId}:${ticket.code}:proposal:${n}`, ctx.at],
    );
  await linkFiles(ctx, id, ticket.files);
  await startClocks(ctx.tx, { wardId, ticketId: id, kind: ticket.kind, from: ctx.at });
}

async function linkFiles(ctx: EffectContext, ticketId: string, files: readonly string[]): Promise<void> {
  if (files.length === 0) return;
  await ctx.tx.query(
    `UPDATE attachment SET ticket_id = $1 WHERE key = ANY($2) AND contact_id = $3 AND state <> 'dropped'`,
    [ticketId, files.map((key) => fileKey(ctx, key)), ctx.contact.id],
  );
}

async function addFiles(ctx: EffectContext, effect: Extract<Effect, { do: 'addToTicket' }>): Promise<void> {
  const { code, place, files = [] } = effect;
  const text = withPlace(effect.text, place);
  const id = await addToTicket(ctx.tx, {
    ...{ code, contactId: ctx.contact.id, at: ctx.at, key: `${ctx.turnId}:added:${code}` },
    ...(text === undefined ? {} : { text }),
  });
  if (id === null) return;
  await linkFiles(ctx, id, files);
  if (place) await placeTicket(ctx, code, place);
}

type Place = { readonly label?: string; readonly latitude: number; readonly longitude: number };

function withPlace(text: string | undefined, place: Place | undefined): string | undefined {
  if (!place) return text;
  const at = `${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`;
  return [text, `Vị trí: ${[place.label, at].filter(Boolean).join(' – ')}`].filter(Boolean).join('\n');
}

/** A ticket without coordinates gets them; those it was sent with stay. */
async function placeTicket(ctx: EffectContext, code: string, place: Place): Promise<void> {
  await ctx.tx.query(
    'UPDATE ticket SET latitude = $3, longitude = $4 WHERE code = $1 AND contact_id = $2 AND latitude IS NULL',
    [code, ctx.contact.id, place.latitude, place.longitude],
  );
}

async function setContact(ctx: EffectContext, change: ContactChange): Promise<void> {
  const columns: string[] = [];
  const values: unknown[] = [ctx.contact.id];
  const set = (column: string, value: unknown) => {
    values.push(value);
    columns.push(`${column} = $${values.length}`);
  };
  if (change.locale !== undefined) set('locale', change.locale);
  if (change.name !== undefined) set('name', change.name?.slice(0, 120) ?? null);
  if (change.phone !== undefined)
    set('phone', change.phone === null ? null : ctx.vault.seal('contact.phone', change.phone));
  if (change.address !== undefined)
    set('address', change.address === null ? null : ctx.vault.seal('contact.address', change.address));
  if (change.groupId !== undefined) set('group_id', change.groupId);
  if (change.notices !== undefined) set('notices', change.notices);
  if (change.notices === true) columns.push(`stopped = '{}'`);
  if (change.stop !== undefined) {
    values.push(change.stop);
    columns.push(`stopped = array_append(array_remove(stopped, $${values.length}), $${values.length})`);
  }
  if (change.resume !== undefined) {
    values.push(change.resume);
    columns.push(`stopped = array_remove(stopped, $${values.length}), notices = true`);
  }
  if (change.consentAt !== undefined) set('consent_at', change.consentAt);
  if (columns.length > 0)
    await ctx.tx.query(`UPDATE contact SET ${columns.join(', ')} WHERE id = $1`, values);
}

async function notify(
  ctx: EffectContext,
  effect: Extract<Effect, { do: 'notify' }>,
  n: number,
  locale: Locale,
): Promise<string[]> {
  const notice = ctx.notices.get(effect.notice);
  if (!notice) throw new Error(`there is no notice called ${effect.notice}`);
  const toOfficers = effect.to === 'officers';
  if (toOfficers && ctx.desk === null) return [];
  if (!toOfficers && !ctx.contact.notices) return [];
  const about = toOfficers ? null : ctx.contact;
  const reply = notice.say(effect.payload, about);
  const ticket = await ctx.tx.query<{ id: string }>('SELECT id FROM ticket WHERE code = $1', [
    effect.payload.code ?? '',
  ]);
  const ticketId = ticket.rows[0]?.id;
  const platform = toOfficers && ctx.desk ? ctx.desk.platform : ctx.line.platform;
  const rendered = ctx.render(platform, toOfficers ? 'vi' : locale, reply, `${ctx.turnId}n${n}`);
  const key = `${effect.notice}:${notice.key(effect.payload, about)}`;
  const topic = toOfficers && ticketId !== undefined ? await topicOf(ctx.tx, ticketId) : null;
  const rows = rendered.map((message, part): NewMessage => {
    const base = toContact(ctx, n, message, 'notice');
    return {
      ...base,
      ...(toOfficers && ctx.desk
        ? {
            channelId: ctx.desk.channelId,
            chat: topic ?? ctx.desk.chat,
            chatKind: 'group' as const,
            contactId: null,
            message: deskPost(message, reply, effect.payload.code, topic === null),
          }
        : {}),
      ...(ticketId === undefined ? {} : { ticketId }),
      notice: effect.notice,
      key: `${key}:${part}`,
    };
  });
  const ids = await enqueue(ctx.tx, ctx.vault, rows);
  if (effect.at && ids.length > 0) {
    await ctx.tx.query('UPDATE outbox SET next_at = $2 WHERE id = ANY($1)', [ids, effect.at]);
    return [];
  }
  return ids;
}

const own = (ctx: EffectContext) => ({
  wardId: ctx.line.wardId,
  contactId: ctx.contact.id,
  at: ctx.at,
});

/** What was done here with somebody's channels is said on the others too. */
async function tellOthers(
  ctx: EffectContext,
  id: 'own-linked' | 'own-unlinked',
  others: readonly OtherChannel[],
): Promise<string[]> {
  const notice = ctx.notices.get(id);
  if (!notice) return [];
  const reply = notice.say({ platform: ctx.line.platform }, null);
  return await enqueue(
    ctx.tx,
    ctx.vault,
    others.flatMap((to) =>
      ctx.render(to.platform, to.locale, reply, `${ctx.turnId}o`).map((message, part) => ({
        ...{ wardId: ctx.line.wardId, channelId: to.channelId, chat: to.chat, chatKind: 'private' as const },
        ...{ contactId: to.contactId, notice: id, lane: 'notice' as const, message },
        key: `${id}:${ctx.turnId}:${to.contactId}:${part}`,
      })),
    ),
  );
}

/** To the officers' group, where there is one: an announcement waits, with yes and no. */
async function askOfficers(ctx: EffectContext, id: string, group: string, text: string): Promise<string[]> {
  const { desk } = ctx;
  const notice = ctx.notices.get('announcement-waiting');
  if (desk === null || !notice) return [];
  const rendered = ctx.render(desk.platform, 'vi', notice.say({ id, group, text }, null), `${ctx.turnId}a`);
  const tokens = [announcementToken('yes', id), announcementToken('no', id)];
  return await enqueue(
    ctx.tx,
    ctx.vault,
    rendered.map((message, part) => ({
      ...{ wardId: ctx.line.wardId, channelId: desk.channelId, chat: desk.chat, chatKind: 'group' as const },
      ...{ contactId: null, key: `announcement-waiting:${id}:${part}`, notice: 'announcement-waiting' },
      lane: 'notice' as const,
      message: {
        ...message,
        choices: message.choices.flatMap(({ label }, i) => {
          const token = tokens[i];
          return token === undefined ? [] : [{ label, token }];
        }),
      },
    })),
  );
}

/** A post to the officers' group: its choices are verbs of the desk, and the first about a ticket opens a topic. */
function deskPost(message: Outgoing, reply: Reply, code: string | undefined, first: boolean): Outgoing {
  if (code === undefined) return message;
  const verbs = (reply.choices ?? []).map((choice) => VERBS.find((verb) => verb === choice.id));
  const choices = message.choices.flatMap(({ label }, i) => {
    const verb = verbs[i];
    return verb === undefined ? [] : [{ label, token: deskToken(verb, code) }];
  });
  return { ...message, choices, ...(first ? { topic: code } : {}) };
}
