/** An update of Telegram as what our runtime knows. Pure. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { IncomingMessage, Parsed } from '../../core/types.ts';
import { jsonObject } from '../json-object.ts';
import { chatId, type Me, repliedTo, spoken } from './address.ts';
import { bodyOf, serviceOf } from './body.ts';
import {
  type CallbackQuery,
  type Chat,
  callbackQuery,
  type Message,
  type MyChatMember,
  message,
  myChatMember,
  UPDATES,
  type User,
} from './shapes.ts';

const CHANNEL = 'telegram';

/**
 * Reads one update. `now`: the time of a tap, for which Telegram gives none.
 *
 * The dedupe id is the `update_id`; of a tap `cb:<callback query id>`, so that the tap can be acknowledged by it.
 * Throws NotJson only.
 */
export function parseUpdate(body: Uint8Array, me: Me, now: Date): Parsed {
  const raw = jsonObject(body);
  const updateId = raw.update_id;
  if (!Number.isSafeInteger(updateId)) {
    const digest = createHash('sha256').update(body).digest('hex');
    return { kind: 'unreadable', id: `sha256:${digest}`, why: 'update_id: missing' };
  }
  const id = String(updateId);
  const kind = UPDATES.find((k) => k in raw);
  switch (kind) {
    case 'message':
      return read(message, raw, kind, id, (m) => fromMessage(m, raw.message, id, me));
    case 'callback_query':
      return read(callbackQuery, raw, kind, id, (q) => fromTap(q, now));
    case 'my_chat_member':
      return read(myChatMember, raw, kind, id, (change) => fromMembership(change, id));
    case undefined: {
      const other = Object.keys(raw).find((key) => key !== 'update_id');
      if (other === undefined) return { kind: 'unreadable', id, why: 'no event' };
      return ignored(/^[a-z_]{1,40}$/.test(other) ? other : 'unknown');
    }
  }
}

function read<T>(
  shape: z.ZodType<T>,
  raw: Readonly<Record<string, unknown>>,
  kind: string,
  id: string,
  then: (value: T) => Parsed,
): Parsed {
  const result = shape.safeParse(raw[kind]);
  if (result.success) return then(result.data);
  const issue = result.error.issues[0];
  // the path and the fault, never the value
  return { kind: 'unreadable', id, why: `${[kind, ...(issue?.path ?? [])].join('.')}: ${issue?.code}` };
}

const ignored = (event: string): Parsed => ({ kind: 'ignored', event });
const one = (m: IncomingMessage): Parsed => ({ kind: 'messages', messages: [m] });

function fromMessage(m: Message, raw: unknown, id: string, me: Me): Parsed {
  const chat = place(m.chat, m);
  if (!chat) return ignored('message:channel');
  const base = { channel: CHANNEL, id, at: new Date(m.date * 1000), chat };
  const said = m.from ? person(m.from) : { id: String(m.chat.id) };
  if (m.migrate_to_chat_id !== undefined) {
    const body = { kind: 'migrated', to: String(m.migrate_to_chat_id) } as const;
    return one({ ...base, from: said, addressed: false, body });
  }
  if (m.new_chat_title !== undefined) {
    const body = { kind: 'titled', title: m.new_chat_title } as const;
    return one({ ...base, from: said, addressed: false, body });
  }
  const content = typeof raw === 'object' && raw !== null ? raw : {};
  const service = serviceOf(content);
  if (service) return ignored(`message:${service}`);
  const from = senderOf(m);
  if (typeof from === 'string') return ignored(`message:${from}`);

  const words = spoken(m.text ?? m.caption ?? '', m.entities ?? m.caption_entities ?? [], me);
  const reply = repliedTo(m);
  return one({
    ...base,
    from,
    addressed: chat.kind === 'private' || words.addressed || reply?.from?.id === me.id,
    messageId: String(m.message_id),
    ...(reply ? { replyTo: String(reply.message_id) } : {}),
    body: bodyOf(m, words.text, content),
  });
}

function fromTap(q: CallbackQuery, now: Date): Parsed {
  const under = q.message;
  const chat = under && place(under.chat, under);
  // a game, a button of an inline message, a post of a channel: nothing we send
  if (!chat || q.data === undefined) return ignored('callback_query');
  return one({
    channel: CHANNEL,
    id: `cb:${q.id}`,
    at: now,
    from: person(q.from),
    chat,
    addressed: true,
    // in a group the answer belongs under the question that was tapped
    messageId: String(under.message_id),
    body: { kind: 'tap', token: q.data },
  });
}

function fromMembership(change: MyChatMember, id: string): Parsed {
  const chat = place(change.chat, {});
  const [was, is] = [isIn(change.old_chat_member), isIn(change.new_chat_member)];
  // made an administrator, or restricted while staying: nothing we act on
  if (!chat || was === is) return ignored('my_chat_member');
  return one({
    channel: CHANNEL,
    id,
    at: new Date(change.date * 1000),
    from: person(change.from),
    chat,
    addressed: chat.kind === 'private',
    body: { kind: is ? 'joined' : 'left' },
  });
}

function isIn(member: MyChatMember['new_chat_member']): boolean {
  if (member.status === 'restricted') return member.is_member === true;
  return member.status !== 'left' && member.status !== 'kicked';
}

function place(chat: Chat, topic: Parameters<typeof chatId>[1]): IncomingMessage['chat'] | null {
  if (chat.type === 'channel') return null;
  const kind = chat.type === 'private' ? 'private' : 'group';
  return { id: chatId(chat.id, topic), kind, ...(chat.title ? { title: chat.title } : {}) };
}

/**
 * Who wrote it, or why nobody did. An administrator who hides behind the group is a person: the group stands for them
 * (Telegram puts a bot into `from`). A channel that posts into the group is not.
 */
function senderOf(m: Message): IncomingMessage['from'] | 'bot' | 'channel' | 'nobody' {
  if (m.sender_chat) {
    if (m.sender_chat.id !== m.chat.id) return 'channel';
    return { id: String(m.sender_chat.id), ...(m.sender_chat.title ? { name: m.sender_chat.title } : {}) };
  }
  if (!m.from) return 'nobody';
  return m.from.is_bot ? 'bot' : person(m.from);
}

function person(user: User): IncomingMessage['from'] {
  const name = [user.first_name, user.last_name ?? ''].join(' ').trim();
  return {
    id: String(user.id),
    ...(name ? { name } : {}),
    ...(user.language_code ? { locale: user.language_code } : {}),
  };
}
