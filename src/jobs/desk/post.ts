/** What the bot writes to officers: rows in the outbox, with buttons that need no memory of what was asked. */
import { type ButtonVerb, type DeskAct, deskToken } from '../../core/desk.ts';
import { render, say } from '../../core/say.ts';
import type { Locale, Outgoing, Text } from '../../core/types.ts';
import type { Sql } from '../../store/db.ts';
import { enqueue } from '../../store/outbox.ts';
import type { InboxItem } from '../../store/turn.ts';
import type { Runtime } from '../runtime.ts';

export interface Button {
  readonly token: string;
  readonly label: string;
}

/** The button of a verb on a ticket. */
export function button(rt: Runtime, verb: ButtonVerb, code: string, argument = ''): Button {
  return { token: deskToken(verb, code, argument), label: render(say(`desk.verb.${verb}`), rt.words.vi) };
}

export interface Post {
  readonly text: Text;
  readonly buttons?: readonly Button[];
  /** a reply to it, or a tap, is about this ticket */
  readonly ticketId?: string;
  /** a resident is told, not an officer */
  readonly resident?: { readonly contactId: string; readonly locale: Locale };
}

export interface Place {
  readonly channelId: string;
  readonly platform: string;
  readonly chat: string;
  readonly kind: 'private' | 'group';
  readonly replyTo?: string;
}

/** Write to a chat of officers, once for one key. Returns ids to ring for. */
export async function postTo(rt: Runtime, tx: Sql, place: Place, key: string, post: Post): Promise<string[]> {
  const messages = rt.render(place.platform, post.resident?.locale ?? 'vi', { text: post.text }, key);
  return await enqueue(
    tx,
    rt.store.vault,
    messages.map((message, n) => ({
      wardId: rt.wardId,
      channelId: place.channelId,
      chat: place.chat,
      chatKind: place.kind,
      contactId: post.resident?.contactId ?? null,
      ...(post.ticketId === undefined ? {} : { ticketId: post.ticketId }),
      key: `${key}.${n}`,
      lane: 'reply' as const,
      message: {
        ...withButtons(rt, place, message, n === messages.length - 1 ? (post.buttons ?? []) : []),
        ...(place.replyTo === undefined ? {} : { replyTo: place.replyTo }),
      },
    })),
  );
}

/** Where a platform has no buttons, the commands are written out in the help. */
function withButtons(rt: Runtime, place: Place, message: Outgoing, buttons: readonly Button[]): Outgoing {
  const max = rt.channels.get(place.platform)?.platform.limits.choices ?? 0;
  return max === 0 ? message : { ...message, choices: buttons.slice(0, max) };
}

/** Where a message came from: what is said about it goes there, under it. */
export function placeOf(item: InboxItem, channelId: string, platform: string): Place {
  const { chat, messageId } = item.message;
  return {
    channelId,
    platform,
    chat: chat.id,
    kind: chat.kind,
    ...(messageId === undefined ? {} : { replyTo: messageId }),
  };
}

export type Command = Extract<DeskAct, { do: 'command' }>;
