/** The ward's own web chat (contract.md §3). Its page is ours, so nothing is verified and nothing is called. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Body, FileRef, Parsed, Platform, RawRequest } from '../core/types.ts';
import { jsonObject } from './json-object.ts';
import { keepable } from './keepable.ts';

/** A message of the chat page that breaks the contract: HTTP 400 with `{ error: say }`. Carries none of its words. */
export class BadMessage extends Error {
  override readonly name = 'BadMessage';
  readonly say: string;
  constructor(say: string) {
    super('malformed chat message');
    this.say = say;
  }
}

/** Longest text of one message, in code points. */
export const MAX_TEXT = 4000;

const count = (text: string): number => [...text].length;
const session = z.string().regex(/^[A-Za-z0-9_-]{16,128}$/);
const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const text = z.string().refine((t) => count(t) <= MAX_TEXT);
/** What the upload route gave out. No slash and no `..`: it can never be taken for an address or a path. */
const ref = z.string().regex(/^(?!.*\.\.)[A-Za-z0-9_:.-]{1,200}$/);
const file = z.union([
  ref,
  z.object({
    ref,
    name: z.string().max(255).optional(),
    mime: z.string().max(100).optional(),
    size: z.number().int().nonnegative().optional(),
  }),
]);
const message = z.object({
  session,
  id,
  text: text.optional(),
  choice: z.string().min(1).max(64).optional(),
  file: file.optional(),
});
type ChatMessage = z.infer<typeof message>;

const SAY: Readonly<Record<string, string>> = {
  session: 'Trang trò chuyện bị lỗi. Bác tải lại trang rồi gửi lại giúp tôi.',
  id: 'Trang trò chuyện bị lỗi. Bác tải lại trang rồi gửi lại giúp tôi.',
  text: 'Tin nhắn dài quá 4.000 chữ. Bác chia làm nhiều tin ngắn hơn giúp tôi.',
  choice: 'Nút bấm này không dùng được. Bác gõ số hoặc chữ của lựa chọn giúp tôi.',
  file: 'Tệp này không gửi được. Bác chọn lại tệp rồi gửi lại giúp tôi.',
};
const EMPTY = 'Tin nhắn chưa có chữ nào. Bác viết rồi gửi lại giúp tôi.';
const MIXED = 'Mỗi lần chỉ gửi một thứ: chữ, nút bấm hoặc tệp. Bác gửi lại giúp tôi.';

/**
 * The web chat. `parse` takes `{session, id, text}`, `{session, id, choice}` or `{session, id, file, text?}`; throws
 * NotJson, or BadMessage with what to tell the person. `send` does nothing: the event stream reads the outbox row.
 * The body carries no time: `now` gives it.
 */
export function web(options: { now?: () => Date } = {}): Platform {
  const now = options.now ?? (() => new Date());
  return {
    name: 'web',
    pulled: true,
    limits: { text: 4000, caption: 4000, choices: 10, label: 80, files: true },
    mediaHosts: [],
    verify: () => true,
    parse: (request) => parseChat('web', request, now()),
    send: () => Promise.resolve({ id: randomUUID() }),
  };
}

/** The body of one chat message as an incoming message of `channel`; its id is `<session>:<id>`. */
export function parseChat(channel: string, request: RawRequest, at: Date): Parsed {
  const read = message.safeParse(jsonObject(request.body));
  if (!read.success) throw new BadMessage(SAY[String(read.error.issues[0]?.path[0])] ?? MIXED);
  const m = read.data;
  const body = bodyOf(m);
  return {
    kind: 'messages',
    messages: [
      {
        channel,
        id: `${m.session}:${m.id}`,
        at,
        from: { id: m.session },
        chat: { id: m.session, kind: 'private' },
        addressed: true,
        body,
      },
    ],
  };
}

function bodyOf(m: ChatMessage): Body {
  if (m.choice !== undefined) {
    if (m.text !== undefined || m.file !== undefined) throw new BadMessage(MIXED);
    return { kind: 'tap', token: keepable(m.choice) };
  }
  const typed = keepable(m.text ?? '');
  if (m.file !== undefined) {
    const f = fileRef(m.file);
    return typed.trim() === '' ? { kind: 'file', file: f } : { kind: 'file', file: f, caption: typed };
  }
  if (m.text === undefined || m.text === '') throw new BadMessage(EMPTY);
  return typed.trim() === '' ? { kind: 'unreadable', what: 'blank' } : { kind: 'text', text: typed };
}

function fileRef(given: z.infer<typeof file>): FileRef {
  if (typeof given === 'string') return { kind: 'document', ref: given };
  const mime = given.mime?.toLowerCase();
  return {
    kind: kindOf(mime ?? ''),
    ref: given.ref,
    ...(given.name === undefined ? {} : { name: keepable(given.name) }),
    ...(mime === undefined ? {} : { mime: keepable(mime) }),
    ...(given.size === undefined ? {} : { size: given.size }),
  };
}

function kindOf(mime: string): FileRef['kind'] {
  if (mime.startsWith('image/')) return 'photo';
  if (mime.startsWith('audio/')) return 'voice';
  if (mime.startsWith('video/')) return 'video';
  return 'document';
}
