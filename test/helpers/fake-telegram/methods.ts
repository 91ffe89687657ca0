/** What Telegram itself would say to a call: its rules for texts, buttons, replies, files. Pure but for `world`. */
import type { FormFile } from './multipart.ts';

/** A refusal in Telegram's words. */
export class Refusal extends Error {
  readonly code: number;
  readonly parameters: Readonly<Record<string, number>>;
  constructor(code: number, description: string, parameters: Readonly<Record<string, number>> = {}) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

/** A message the bot sent, as the person sees it. */
export interface Shown {
  readonly chat: string;
  readonly thread?: number;
  readonly id: number;
  readonly text: string;
  readonly buttons: readonly (readonly { readonly label: string; readonly data: string }[])[];
  readonly file?: { readonly kind: 'photo' | 'document'; readonly name: string; readonly bytes: Uint8Array };
  readonly replyTo?: number;
  readonly formatted: boolean;
}

export interface World {
  readonly me: {
    readonly id: number;
    readonly is_bot: true;
    readonly first_name: string;
    readonly username: string;
  };
  readonly shown: Shown[];
  /** ids of messages that can be replied to, per chat */
  readonly known: Map<string, Set<number>>;
  /** groups that have topics */
  readonly forums: Set<string>;
  /** chats that blocked the bot */
  readonly blocked: Set<string>;
  readonly nextMessageId: () => number;
  readonly now: () => number;
}

type Params = Readonly<Record<string, unknown>>;
const bad = (why: string): Refusal => new Refusal(400, `Bad Request: ${why}`);

export function sendText(world: World, params: Params): unknown {
  return post(world, params, shownText(params.text, 4096, 'message text is empty', 'message is too long'));
}

export function sendFile(
  world: World,
  kind: 'photo' | 'document',
  params: Params,
  files: ReadonlyMap<string, FormFile>,
): unknown {
  const ref = String(params[kind]);
  const file = files.get(ref.replace('attach://', ''));
  if (!file) throw bad('wrong file identifier/HTTP URL specified');
  if (file.bytes.length === 0) throw bad('file must be non-empty');
  if (kind === 'photo' && file.bytes.length > 10 * 2 ** 20) throw bad('PHOTO_TOO_BIG');
  if (/[\\/"\s]/.test(file.name)) throw bad(`wrong file name ${file.name}`);
  const caption =
    params.caption === undefined ? '' : shownText(params.caption, 1024, '', 'message caption is too long');
  return post(world, params, caption, { kind, name: file.name, bytes: file.bytes });
}

function post(world: World, params: Params, text: string, file?: Shown['file']): unknown {
  const chat = String(params.chat_id);
  if (world.blocked.has(chat)) throw new Refusal(403, 'Forbidden: bot was blocked by the user');
  if (!/^-?\d+$/.test(chat)) throw bad('chat not found');
  const replyTo = replied(world, chat, params.reply_parameters);
  const shown: Shown = {
    chat,
    id: world.nextMessageId(),
    text,
    buttons: keyboard(params.reply_markup),
    formatted: params.parse_mode !== undefined || params.entities !== undefined,
    ...(params.message_thread_id === undefined ? {} : { thread: Number(params.message_thread_id) }),
    ...(file === undefined ? {} : { file }),
    ...(replyTo === undefined ? {} : { replyTo }),
  };
  world.shown.push(shown);
  const ids = world.known.get(chat) ?? new Set();
  world.known.set(chat, ids.add(shown.id));
  return {
    message_id: shown.id,
    from: world.me,
    chat: { id: Number(chat), type: chat.startsWith('-') ? 'supergroup' : 'private' },
    date: world.now(),
    ...(file === undefined ? { text } : { caption: text }),
  };
}

function shownText(value: unknown, max: number, empty: string, long: string): string {
  const text = String(value);
  if (/\p{Surrogate}/u.test(text)) throw bad('strings must be encoded in UTF-8');
  if (text.includes('\u0000')) throw bad('text holds NUL');
  if (empty !== '' && text.trim() === '') throw bad(empty);
  if (text.length > max) throw bad(long);
  return text;
}

function replied(world: World, chat: string, value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || !('message_id' in value)) return undefined;
  const id = Number(value.message_id);
  if (world.known.get(chat)?.has(id)) return id;
  if ('allow_sending_without_reply' in value && value.allow_sending_without_reply === true) return undefined;
  throw bad('message to be replied not found');
}

function keyboard(markup: unknown): Shown['buttons'] {
  if (typeof markup !== 'object' || markup === null || !('inline_keyboard' in markup)) return [];
  const rows = markup.inline_keyboard;
  if (!Array.isArray(rows)) throw bad('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array');
  if (rows.length > 100) throw bad('REPLY_MARKUP_TOO_LONG');
  return rows.map((row: unknown) => {
    if (!Array.isArray(row) || row.length === 0 || row.length > 8) throw bad('wrong keyboard row');
    return row.map(button);
  });
}

function button(value: unknown): { label: string; data: string } {
  const given = new Map(Object.entries(value ?? {}));
  const label = shownText(given.get('text') ?? '', 4096, 'Text buttons must be non-empty', '');
  const data = String(given.get('callback_data') ?? '');
  const size = Buffer.byteLength(data);
  if (given.size !== 2 || size < 1 || size > 64) throw bad('BUTTON_DATA_INVALID');
  return { label, data };
}
