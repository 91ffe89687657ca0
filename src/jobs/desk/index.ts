/**
 * The officers' desk in chat: their group, a ticket's topic in it, and their private chat with the bot. Whose account
 * it is decides who acts; while no officer has linked one, the group itself is trusted, so that a ward can begin at once.
 */
import { readAnnouncementToken, readDesk, readDeskToken } from '../../core/desk.ts';
import { say, verbatim } from '../../core/say.ts';
import { vietnamDay } from '../../law/index.ts';
import { accountCodeIn, anyAccount, linkAccount, officerOfAccount } from '../../store/accounts.ts';
import type { Sql } from '../../store/db.ts';
import { mayWork, ticketSpokenOf } from '../../store/desk.ts';
import { allow } from '../../store/rate.ts';
import type { InboxItem, Line } from '../../store/turn.ts';
import type { Runtime } from '../runtime.ts';
import { carryOut } from './acts.ts';
import { onAnnouncement } from './announcements.ts';
import { type Place, placeOf, postTo } from './post.ts';
import { deskOf, learnDesk } from './where.ts';

const CODE_TRIES = 5;
const HOUR = 3600;

/** Handle a message if it is the desk's. Returns outbox ids to ring for; null: a resident's, to be handled as such. */
export async function deskMessage(
  rt: Runtime,
  tx: Sql,
  item: InboxItem,
  line: Line,
): Promise<string[] | null> {
  const { message } = item;
  const { body } = message;
  const place = placeOf(item, line.channelId, line.platform);
  const tell = (key: string, text: Parameters<typeof postTo>[4]['text']) =>
    postTo(rt, tx, place, `${item.id}:${key}`, { text });
  const inGroup = isDesk(rt, line) || (await isMovedDesk(rt, tx, line, message.chat.kind));
  if (!inGroup && message.chat.kind !== 'private') return null;

  const digits = !inGroup && body.kind === 'text' ? accountCodeIn(body.text) : null;
  if (digits !== null) {
    if (!(await allow(tx, rt.wardId, 'account-code', `${line.channelId}:${line.sender}`, CODE_TRIES, HOUR)))
      return await tell('code', say('desk.too-many'));
    const linked = await linkAccount(tx, rt.wardId, line.channelId, line.sender, digits);
    return await tell('code', linked ? say('desk.linked', { name: linked.name }) : say('desk.bad-code'));
  }

  const officer = await officerOfAccount(tx, line.channelId, line.sender);
  if (!officer && !inGroup) return null;
  const tap = body.kind === 'tap' ? readAnnouncementToken(body.token) : null;
  if (tap) {
    if (!officer && (await anyAccount(tx, line.channelId))) return await told(rt, tx, item, place);
    if (officer && !mayWork(officer)) return await tell('role', say('desk.forbidden'));
    const name = officer?.name ?? message.from.name ?? message.from.id;
    return await onAnnouncement(
      rt,
      tx,
      { place, key: item.id, actor: { officerId: officer?.id ?? null, name } },
      tap,
    );
  }
  const under = await ticketSpokenOf(tx, line.channelId, line.chat, message.replyTo);
  if (body.kind !== 'text' && body.kind !== 'tap')
    return under === null ? (inGroup ? [] : null) : await tell('text', say('desk.text-only'));
  const act = body.kind === 'tap' ? readDeskToken(body.token) : readDesk(body.text, under !== null);
  if (!act) {
    const lost = body.kind === 'text' && body.text.trim().startsWith('/') && under !== null;
    return lost ? await tell('lost', say('desk.unknown-command')) : inGroup ? [] : null;
  }
  if (!officer && (await anyAccount(tx, line.channelId))) return await told(rt, tx, item, place);
  if (officer && !mayWork(officer)) return await tell('role', say('desk.forbidden'));
  return await carryOut(
    {
      rt,
      tx,
      item,
      place,
      actor: { officerId: officer?.id ?? null, name: officer?.name ?? message.from.name ?? message.from.id },
      under,
      alone: message.chat.kind === 'private',
    },
    act,
  );
}

/** Is this line in the officers' group, or in a topic of it? */
export function isDesk(rt: Runtime, line: { readonly channelId: string; readonly chat: string }): boolean {
  const desk = deskOf(rt);
  if (!desk || desk.channelId !== line.channelId) return false;
  return line.chat === desk.chat || line.chat.startsWith(`${desk.chat}/`);
}

/** Another process may have heard that the group has a new id. */
async function isMovedDesk(rt: Runtime, tx: Sql, line: Line, kind: 'private' | 'group'): Promise<boolean> {
  if (kind !== 'group' || rt.desk?.channelId !== line.channelId) return false;
  await learnDesk(rt, tx);
  return isDesk(rt, line);
}

/** Somebody whose account is nobody's: told how to link it, once a day. */
async function told(rt: Runtime, tx: Sql, item: InboxItem, place: Place): Promise<string[]> {
  const { from } = item.message;
  const key = `desk-how:${place.channelId}:${from.id}:${vietnamDay(item.receivedAt)}`;
  return await postTo(rt, tx, place, key, {
    text: say('desk.how', { who: verbatim(from.name ?? from.id) }),
  });
}
