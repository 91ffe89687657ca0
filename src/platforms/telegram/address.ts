/** Chats, topics, and whether a line in a group is meant for the bot. */
import { keepable } from '../keepable.ts';
import type { Entity, Message } from './shapes.ts';

/** Who the bot is. The id stands in its token; the name is known once getMe was asked. */
export interface Me {
  readonly id: number;
  readonly username: string | null;
}

/** `<chat>` or, for a topic of a forum, `<chat>/<thread>`: an answer must go where the question was. */
export function chatId(
  chat: number,
  topic: { is_topic_message?: boolean | undefined; message_thread_id?: number | undefined },
): string {
  return topic.is_topic_message && topic.message_thread_id !== undefined
    ? `${chat}/${topic.message_thread_id}`
    : String(chat);
}

/** The other way round; null when it is no chat of Telegram. */
export function splitChat(id: string): { chat_id: string; message_thread_id?: number } | null {
  const found = /^(-?\d{1,16})(?:\/(\d{1,10}))?$/.exec(id);
  if (!found?.[1]) return null;
  return found[2] ? { chat_id: found[1], message_thread_id: Number(found[2]) } : { chat_id: found[1] };
}

/**
 * The message this one answers. In a topic every message "replies" to the one that opened the topic, whose id is the
 * thread's: that is no answer.
 */
export function repliedTo(m: Message): Message['reply_to_message'] {
  const reply = m.reply_to_message;
  return m.is_topic_message && reply?.message_id === m.message_thread_id ? undefined : reply;
}

const COMMAND = /^\/(\w{1,32})(?:@(\w{1,64}))?(?=\s|$)/;

/**
 * A text without the bot's own name (`/menu@dan_biet_bot` -> `/menu`, `@dan_biet_bot họp khi nào` -> `họp khi nào`),
 * and whether that name, a command or a mention was there. A command for another bot is left as it is. While our own
 * name is unknown, only a command without a name counts.
 */
export function spoken(
  text: string,
  entities: readonly Entity[],
  me: Me,
): { text: string; addressed: boolean } {
  const mine = (name: string): boolean =>
    me.username !== null && name.toLowerCase() === me.username.toLowerCase();
  const command = COMMAND.exec(text);
  if (command) {
    const [all, name, bot] = command;
    const ours = bot === undefined || mine(bot);
    return { text: keepable(ours ? `/${name}${text.slice(all.length)}` : text), addressed: ours };
  }
  const addressed = entities.some(
    (e) =>
      (e.type === 'mention' && mine(text.slice(e.offset + 1, e.offset + e.length))) ||
      (e.type === 'text_mention' && e.user?.id === me.id),
  );
  const first = /^@(\w{1,64})[\s,:]+/.exec(text);
  const rest = first?.[1] && mine(first[1]) ? text.slice(first[0].length) : text;
  return { text: keepable(rest), addressed };
}
