/**
 * The parts of Telegram's `Update` that we read (core.telegram.org/bots/api). What is not named here is dropped.
 * Ids have at most 52 bits, so a JavaScript number holds them exactly; beyond this folder they are strings.
 */
import { z } from 'zod';
import { keepable } from '../keepable.ts';

const id = z.int();
const text = z.string().transform(keepable);
/** seconds since 1970; not past the year 9999, which no ISO date of Postgres can hold */
const date = z.int().min(0).max(253_402_300_799);
const size = z.int().nonnegative().optional();

export const user = z.object({
  id,
  is_bot: z.boolean(),
  first_name: text,
  last_name: text.optional(),
  language_code: text.optional(),
});

export const chat = z.object({
  id,
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
  title: text.optional(),
});

const entity = z.object({
  type: z.string(),
  offset: z.int().nonnegative(),
  length: z.int().nonnegative(),
  user: z.object({ id }).optional(),
});

const file = z.object({
  file_id: z.string().regex(/^[\w-]{1,300}$/),
  file_name: text.optional(),
  mime_type: text.optional(),
  file_size: size,
});

const location = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});

const topic = { is_topic_message: z.boolean().optional(), message_thread_id: id.optional() };

export const message = z.object({
  message_id: id,
  date,
  chat,
  ...topic,
  from: user.optional(),
  sender_chat: z.object({ id, title: text.optional() }).optional(),
  reply_to_message: z.object({ message_id: id, from: z.object({ id }).optional() }).optional(),
  /** not cleaned here: entities count its UTF-16 units */
  text: z.string().optional(),
  entities: z.array(entity).optional(),
  caption: z.string().optional(),
  caption_entities: z.array(entity).optional(),
  photo: z
    .array(z.object({ ...file.shape, width: z.int(), height: z.int() }))
    .min(1)
    .optional(),
  document: file.optional(),
  voice: file.optional(),
  audio: file.optional(),
  video: file.optional(),
  video_note: file.optional(),
  animation: file.optional(),
  location: location.optional(),
  venue: z.object({ location, title: text, address: text }).optional(),
  contact: z
    .object({
      phone_number: text.pipe(z.string().min(1).max(50)),
      first_name: text,
      last_name: text.optional(),
      user_id: id.optional(),
    })
    .optional(),
  new_chat_title: text.optional(),
  migrate_to_chat_id: id.optional(),
});

export const callbackQuery = z.object({
  id: text.pipe(z.string().min(1).max(64)),
  from: user,
  message: z.object({ message_id: id, chat, ...topic }).optional(),
  data: text.pipe(z.string().min(1).max(256)).optional(),
});

const member = z.object({ status: z.string(), is_member: z.boolean().optional() });
export const myChatMember = z.object({
  chat,
  from: user,
  date,
  old_chat_member: member,
  new_chat_member: member,
});

export type User = z.infer<typeof user>;
export type Chat = z.infer<typeof chat>;
export type Entity = z.infer<typeof entity>;
export type TelegramFile = z.infer<typeof file>;
export type Message = z.infer<typeof message>;
export type CallbackQuery = z.infer<typeof callbackQuery>;
export type MyChatMember = z.infer<typeof myChatMember>;

/** The kinds we parse, and ask Telegram for. */
export const UPDATES = ['message', 'callback_query', 'my_chat_member'] as const;
