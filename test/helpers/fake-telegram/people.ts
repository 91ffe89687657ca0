/** Updates as Telegram writes them when people do things. */
import type { Shown } from './methods.ts';

export interface Person {
  readonly id: number;
  readonly first_name: string;
  readonly last_name?: string;
  readonly username?: string;
  readonly language_code?: string;
}
export interface Room {
  readonly id: number;
  readonly type: 'private' | 'group' | 'supergroup';
  readonly title?: string;
  readonly first_name?: string;
}

export type Fields = Readonly<Record<string, unknown>>;
/** An update without its id. */
export type Happening = Fields;

export const baHoa: Person = { id: 1001, first_name: 'Hoa', last_name: 'Trần', language_code: 'vi' };

export function privateRoom(person: Person): Room {
  return { id: person.id, type: 'private', first_name: person.first_name };
}

/** A message with the given content (`{ text }`, `{ photo }` …) from a person in a room. */
export function message(
  messageId: number,
  date: number,
  person: Person,
  room: Room,
  content: Fields,
): Happening {
  const text = typeof content.text === 'string' ? content.text : '';
  const command = /^\/[a-z0-9_]+(@\w+)?/i.exec(text)?.[0];
  return {
    message: {
      message_id: messageId,
      date,
      chat: room,
      from: { is_bot: false, ...person },
      ...(command ? { entities: [{ type: 'bot_command', offset: 0, length: command.length }] } : {}),
      ...content,
    },
  };
}

/** A press of a button of a message that the bot sent. */
export function tap(
  id: string,
  date: number,
  me: Fields,
  person: Person,
  room: Room,
  under: Shown,
  data: string,
): Happening {
  return {
    callback_query: {
      id,
      from: { is_bot: false, ...person },
      chat_instance: '-1',
      data,
      message: { message_id: under.id, date, chat: room, from: me, text: under.text },
    },
  };
}

/** The bot was let in or thrown out (in private: unblocked or blocked). */
export function membership(
  date: number,
  me: Fields,
  person: Person,
  room: Room,
  was: 'member' | 'left' | 'kicked' | 'administrator',
  is: 'member' | 'left' | 'kicked' | 'administrator',
): Happening {
  const member = (status: string): Fields => ({
    status,
    user: me,
    ...(status === 'kicked' ? { until_date: 0 } : {}),
    ...(status === 'administrator' ? ADMIN : {}),
  });
  return {
    my_chat_member: {
      chat: room,
      from: { is_bot: false, ...person },
      date,
      old_chat_member: member(was),
      new_chat_member: member(is),
    },
  };
}

const ADMIN = Object.fromEntries(
  [
    'can_be_edited',
    'is_anonymous',
    'can_manage_chat',
    'can_delete_messages',
    'can_manage_video_chats',
    'can_restrict_members',
    'can_promote_members',
    'can_change_info',
    'can_invite_users',
    'can_post_stories',
    'can_edit_stories',
    'can_delete_stories',
  ].map((right) => [right, false]),
);
