/** One fitted reply as calls of the Bot API. */
import { type Api, GrammyError, InputFile } from 'grammy';
import type { InlineKeyboardButton } from 'grammy/types';
import { SendError } from '../../core/errors.ts';
import type { Address, FileRef, Limits, Outgoing } from '../../core/types.ts';
import { keepable } from '../keepable.ts';
import { splitChat } from './address.ts';

/** What a file of our store is, by the `ref` of a FileRef. Throws SendError, or anything else for "try again". */
export type ReadFile = (ref: string) => Promise<{ bytes: Uint8Array; name: string; mime: string }>;

/** Telegram's own limits, in UTF-16 units to be on the safe side (its documents say "characters"). */
const TEXT_UNITS = 4096;
const CAPTION_UNITS = 1024;
const PHOTO_BYTES = 10 * 1024 * 1024;
const PHOTO_TYPES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp']);

/**
 * Our limits count code points. 4000 leaves room for the line with a phone number; a text of 4000 characters beyond
 * the basic plane (emoji) has 8000 units and goes out as two messages, so every text within the limit arrives whole.
 */
export const LIMITS: Limits = {
  text: 4000,
  caption: 1000,
  choices: 8,
  label: 64,
  files: true,
  edits: true,
  buttonsUnderFile: true,
  calendars: true,
  // core.telegram.org/bots/faq: 30 a second in all, 1 a second to one chat, 20 a minute into one group
  rate: { perSecond: 30, bulkShare: 0.985, chatPerSecond: 1, groupPerMinute: 20 },
};

/**
 * Sends files first, then the text with the buttons, so that the question stands last. One file and a short text are
 * one message. Text is never interpreted: no parse mode, no link preview. Returns the id of the last message.
 * Throws SendError, or grammY's errors.
 */
export async function sendReply(
  api: Api,
  readFile: ReadFile,
  to: Address,
  message: Outgoing,
): Promise<{ id: string; chat?: string }> {
  const where = splitChat(to.chat);
  if (!where)
    throw new SendError('rejected', 'Mã cuộc trò chuyện không phải của Telegram.', { code: 'chat' });
  const { chat_id } = where;
  const text = textOf(message);
  const parts = split(text);
  if (parts.length > 2) throw new SendError('rejected', 'Tin dài quá mức gửi được.', { code: 'too-long' });
  if (parts.length === 0 && message.files.length === 0)
    throw new SendError('rejected', 'Tin không có gì để gửi.', { code: 'empty' });

  if (message.replaces !== undefined) return await redraw(api, chat_id, message.replaces, text);
  const opened = message.topic === undefined ? null : await openTopic(api, chat_id, message.topic);
  const thread =
    opened !== null
      ? { message_thread_id: opened }
      : where.message_thread_id === undefined
        ? {}
        : { message_thread_id: where.message_thread_id };
  const keyboard = keyboardOf(message.choices);
  const buttons = keyboard.length > 0 ? { reply_markup: { inline_keyboard: keyboard } } : {};
  const reply =
    message.replyTo !== undefined && /^\d{1,15}$/.test(message.replyTo)
      ? {
          reply_parameters: { message_id: Number(message.replyTo), allow_sending_without_reply: true },
        }
      : {};
  const common = { ...thread, ...reply };
  let last = 0;
  const captioned = message.files.length === 1 && text.length <= CAPTION_UNITS;
  const silent = parts.length === 0 || captioned;
  for (const [i, file] of message.files.entries()) {
    const final = silent && i === message.files.length - 1;
    last = await sendFile(api, readFile, chat_id, file, {
      ...common,
      ...(final && text !== '' ? { caption: text } : {}),
      ...(final ? buttons : {}),
    });
  }
  if (!silent)
    for (const [i, part] of parts.entries()) {
      const final = i === parts.length - 1;
      const sent = await api.sendMessage(chat_id, part, {
        ...common,
        link_preview_options: { is_disabled: true },
        ...(final ? buttons : {}),
      });
      last = sent.message_id;
    }
  return { id: String(last), ...(opened === null ? {} : { chat: `${chat_id}/${opened}` }) };
}

/** Write an earlier message anew, without buttons; one that is gone, or says so already, is as wanted. */
async function redraw(api: Api, chat: string, id: string, text: string): Promise<{ id: string }> {
  if (!/^\d{1,15}$/.test(id))
    throw new SendError('rejected', 'Mã tin không phải của Telegram.', { code: 'message' });
  try {
    await api.editMessageText(chat, Number(id), text, { link_preview_options: { is_disabled: true } });
  } catch (error) {
    const gone =
      error instanceof GrammyError && error.error_code === 400 && /message/i.test(error.description);
    if (!gone) throw error;
  }
  return { id };
}

/** The thread of a new topic; null where the group has none, or the bot may not open one: then the group itself is told. */
async function openTopic(api: Api, chat: string, title: string): Promise<number | null> {
  try {
    const group = await api.getChat(chat);
    if (!('is_forum' in group) || group.is_forum !== true) return null;
    const topic = await api.createForumTopic(chat, [...keepable(title)].slice(0, 128).join(''));
    return topic.message_thread_id;
  } catch (error) {
    if (error instanceof GrammyError && error.error_code === 400) return null;
    throw error;
  }
}

/** The text, with the phone number on a line of its own where it does not say it yet: Telegram makes it tappable. */
function textOf(message: Outgoing): string {
  const text = keepable(message.text);
  const call = message.call === undefined ? '' : keepable(message.call);
  const whole = call === '' || text.includes(call) ? text : `${text}\n☎ ${call}`;
  return whole.trim() === '' ? '' : whole;
}

/** Pieces of at most 4096 units, never through the middle of a character. */
function split(text: string): readonly string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    let end = Math.min(at + TEXT_UNITS, text.length);
    if (end < text.length && /[\ud800-\udbff]/.test(text.charAt(end - 1))) end -= 1;
    parts.push(text.slice(at, end));
    at = end;
  }
  return parts;
}

/** Two buttons in a row while all labels are short, else one: a cut-off label cannot be read. */
function keyboardOf(choices: Outgoing['choices']): InlineKeyboardButton[][] {
  const buttons = choices.map(({ token, label }) => ({
    text: keepable(label).trim() || '…',
    callback_data: token,
  }));
  const perRow = buttons.some((b) => [...b.text].length > 16) ? 1 : 2;
  const rows: InlineKeyboardButton[][] = [];
  for (let i = 0; i < buttons.length; i += perRow) rows.push(buttons.slice(i, i + perRow));
  return rows;
}

async function sendFile(
  api: Api,
  readFile: ReadFile,
  chat: string,
  file: FileRef,
  more: Parameters<Api['sendDocument']>[2],
): Promise<number> {
  const { bytes, name, mime } = await readFile(file.ref);
  if (bytes.length === 0) throw new SendError('rejected', 'Tệp trống, không gửi được.', { code: 'file' });
  const input = (): InputFile => new InputFile(bytes, fileName(name));
  if (file.kind === 'photo' && PHOTO_TYPES.has(mime) && bytes.length <= PHOTO_BYTES) {
    try {
      return (await api.sendPhoto(chat, input(), more)).message_id;
    } catch (error) {
      // too long, too wide, odd colours: as a document it still arrives
      if (!(error instanceof GrammyError && /PHOTO_|IMAGE_/.test(error.description))) throw error;
    }
  }
  return (await api.sendDocument(chat, input(), more)).message_id;
}

/** grammY writes the name bare into a header: only letters, digits, dot, dash and underscore may stand there. */
function fileName(name: string): string {
  const safe = name.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '_');
  return [...safe].slice(-100).join('') || 'tep';
}
