/** Updates of the Bot Platform: enveloped `{ok, result}` and flat bodies, both photo members, odd ones told apart. */
import { z } from 'zod';
import { id, lax } from '../fields.ts';
import { decodeUtf8, isObject, parseObject } from '../json.ts';

export type BotContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'photo'; readonly url: string; readonly caption?: string }
  | { readonly kind: 'voice'; readonly url: string }
  | { readonly kind: 'sticker' }
  /** Zalo keeps the content back: files, cards, previews, or a protected person */
  | { readonly kind: 'unsupported' };

export interface BotMessage {
  /** as Zalo names it, e.g. `message.text.received` */
  readonly event: string;
  readonly messageId: string;
  /** epoch ms, null when it says nothing sound */
  readonly at: number | null;
  readonly chat: { readonly id: string; readonly kind: 'private' | 'group' };
  readonly from: { readonly id: string; readonly name?: string; readonly isBot: boolean };
  readonly content: BotContent;
}

export type BotUpdate =
  | { readonly kind: 'message'; readonly message: BotMessage }
  /** known, and nothing to answer: a reaction, or an event without a message in it */
  | { readonly kind: 'other'; readonly event: string }
  | { readonly kind: 'not-json' }
  | { readonly kind: 'unreadable'; readonly why: 'no-name' | 'unknown' | 'shape'; readonly event?: string };

const Message = z.looseObject({
  message_id: id,
  date: lax(z.coerce.number()),
  chat: z.looseObject({ id, chat_type: lax(z.string()) }),
  from: z.looseObject({ id, display_name: lax(z.string()), is_bot: lax(z.boolean()) }),
  text: lax(z.string()),
  photo: lax(z.string()),
  photo_url: lax(z.string()),
  caption: lax(z.string()),
  voice_url: lax(z.string()),
});
type Message = z.output<typeof Message>;

/** Read one webhook body, or the `result` of getUpdates as JSON. Never throws. */
export function parseBotUpdate(raw: Uint8Array | string): BotUpdate {
  const object = parseObject(typeof raw === 'string' ? raw : decodeUtf8(raw));
  if (!object) return { kind: 'not-json' };
  const inner = object.result;
  const update = isObject(inner) && object.event_name === undefined ? inner : object;
  const event = update.event_name;
  if (typeof event !== 'string' || !/^[a-z][a-z0-9_.]{0,79}$/.test(event))
    return { kind: 'unreadable', why: 'no-name' };
  if (!isObject(update.message)) return { kind: 'other', event };
  if (event === 'message.reaction.received') return { kind: 'other', event };
  const message = Message.safeParse(update.message).data;
  if (!message) return { kind: 'unreadable', why: 'shape', event };
  const content = contentOf(event, message);
  if (content === 'unknown') return { kind: 'unreadable', why: 'unknown', event };
  if (content === null) return { kind: 'unreadable', why: 'shape', event };
  return { kind: 'message', message: messageOf(event, message, content) };
}

function contentOf(event: string, message: Message): BotContent | null | 'unknown' {
  switch (event) {
    case 'message.text.received':
    case 'message.link.received':
      return message.text ? { kind: 'text', text: message.text } : null;
    case 'message.image.received': {
      const url = message.photo ?? message.photo_url;
      return url ? { kind: 'photo', url, ...(message.caption ? { caption: message.caption } : {}) } : null;
    }
    case 'message.voice.received':
      return message.voice_url ? { kind: 'voice', url: message.voice_url } : null;
    case 'message.sticker.received':
      return { kind: 'sticker' };
    case 'message.unsupported.received':
      return { kind: 'unsupported' };
    default:
      return 'unknown';
  }
}

function messageOf(event: string, message: Message, content: BotContent): BotMessage {
  const { from, chat } = message;
  return {
    event,
    messageId: message.message_id,
    at: instant(message.date),
    chat: { id: chat.id, kind: chat.chat_type?.toUpperCase() === 'GROUP' ? 'group' : 'private' },
    from: {
      id: from.id,
      isBot: from.is_bot ?? false,
      ...(from.display_name ? { name: from.display_name } : {}),
    },
    content,
  };
}

/** Milliseconds as documented; below 1e12 it must be seconds. Before 2012 it is nothing. */
function instant(date: number | null | undefined): number | null {
  if (date === null || date === undefined || !Number.isFinite(date)) return null;
  const ms = Math.trunc(date < 1e12 ? date * 1000 : date);
  return ms > 1_325_376_000_000 && ms < 1e13 ? ms : null;
}
