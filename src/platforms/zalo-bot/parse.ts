/** Updates of the Bot Platform -> messages of the core. */
import { NotJson } from '../../core/errors.ts';
import type { Body, IncomingMessage, Parsed } from '../../core/types.ts';
import { type BotContent, type BotMessage, parseBotUpdate } from '../../zalo-api-sdk/index.ts';
import { arrival } from '../arrival.ts';
import { keepable } from '../keepable.ts';
import { rawId } from '../raw-id.ts';

/**
 * Read one update. In a group the bot hears only what was said to it.
 * @param name what a group calls the bot after an @, where known; it is taken off the text
 * @throws NotJson
 */
export function parseUpdate(raw: Uint8Array, name: string | null, now: Date): Parsed {
  const update = parseBotUpdate(raw);
  switch (update.kind) {
    case 'not-json':
      throw new NotJson('the body is no JSON object');
    case 'unreadable': {
      const why = `${update.why}${update.event ? `: ${update.event}` : ''}`;
      return { kind: 'unreadable', id: rawId(raw), why };
    }
    case 'other':
      return { kind: 'ignored', event: update.event };
    case 'message':
      return update.message.from.isBot
        ? { kind: 'ignored', event: 'from-a-bot' }
        : { kind: 'messages', messages: [messageOf(update.message, name, now)] };
  }
}

function messageOf(message: BotMessage, name: string | null, now: Date): IncomingMessage {
  return {
    channel: 'zalo-bot',
    id: `${message.event}:${message.messageId}`,
    at: arrival(message.at, now),
    from: { id: message.from.id, ...(message.from.name ? { name: keepable(message.from.name) } : {}) },
    chat: message.chat,
    addressed: true,
    messageId: message.messageId,
    body: bodyOf(message.content, message.chat.kind === 'group' ? name : null),
  };
}

function bodyOf(content: BotContent, mention: string | null): Body {
  switch (content.kind) {
    case 'text': {
      const text = keepable(content.text);
      const at = mention === null ? '' : `@${mention}`;
      const said = at !== '' && text.startsWith(at) ? text.slice(at.length).trim() : text;
      return said.trim() === '' ? { kind: 'unreadable', what: 'blank' } : { kind: 'text', text: said };
    }
    case 'photo': {
      const caption = keepable(content.caption ?? '');
      const file = { kind: 'photo' as const, ref: keepable(content.url) };
      return caption.trim() === '' ? { kind: 'file', file } : { kind: 'file', file, caption };
    }
    case 'voice':
      return { kind: 'file', file: { kind: 'voice', ref: keepable(content.url) } };
    case 'sticker':
      return { kind: 'unreadable', what: 'sticker' };
    case 'unsupported':
      return { kind: 'unreadable', what: 'unsupported' };
  }
}
