/** The web chat's own channel (contract §3): messages and files in, replies as server-sent events. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import { NotJson } from '../core/errors.ts';
import { paperKey } from '../core/paper.ts';
import { readReceipt } from '../core/receipt.ts';
import { one } from '../store/db.ts';
import { keepUpload, MAX_FILE_BYTES, type RefusedFile } from '../store/files.ts';
import { noticePath } from '../store/notice-files.ts';
import { type SentMessage, sentAfter } from '../store/outbox.ts';
import { paperToken } from '../store/papers.ts';
import { chatTopic } from '../store/topic.ts';
import { readBody } from './body.ts';
import type { WebDeps } from './deps.ts';
import { mayTryCode } from './guessing.ts';
import { within } from './within.ts';

const SESSION = /^[A-Za-z0-9_-]{16,128}$/;
const HEARTBEAT_MS = 20_000;
const ANSWER_MS = 1_600;
const MAX_BYTES = 1024 * 1024;

const SAY_FILE: Readonly<Record<RefusedFile, string>> = {
  empty: 'Tệp này trống. Bác chọn tệp khác giúp tôi.',
  'too-big': 'Tệp này lớn quá 20 MB. Bác chọn tệp nhỏ hơn giúp tôi.',
  type: 'Tôi chưa nhận được loại tệp này. Bác gửi ảnh, PDF, Word, Excel, tiếng nói hoặc phim giúp tôi.',
};

export function chatApi(deps: WebDeps): Hono {
  const app = new Hono();

  app.post('/messages', async (c) => {
    const body = await readBody(c, MAX_BYTES);
    if (!body) return c.json({ error: 'Tin nhắn dài quá. Bác chia nhỏ giúp tôi.' }, 413);
    try {
      if (namesCode(body) && !(await within(ANSWER_MS, mayTryCode(c, deps))))
        return c.json({ error: 'Bác đã nhắn nhiều mã quá. Bác đợi 10 phút rồi nhắn lại giúp tôi.' }, 429);
      await within(ANSWER_MS, deps.intake('web', { headers: c.req.header(), body }));
      return c.json({ ok: true }, 202);
    } catch (error) {
      if (error instanceof NotJson)
        return c.json({ error: 'Tin nhắn không đọc được. Bác tải lại trang giúp tôi.' }, 400);
      if (isBadMessage(error)) return c.json({ error: error.say }, 400);
      deps.log.error(
        { platform: 'web', cause: error instanceof Error ? error.name : 'unknown' },
        'a message was not stored',
      );
      return c.json({ error: 'Tôi đang bận, chưa nhận được tin. Bác gửi lại sau ít giây giúp tôi.' }, 503);
    }
  });

  app.post(
    '/files',
    bodyLimit({
      maxSize: MAX_FILE_BYTES + 64 * 1024,
      onError: (c) => c.json({ error: SAY_FILE['too-big'] }, 413),
    }),
    async (c) => {
      const session = c.req.query('session') ?? '';
      if (!SESSION.test(session))
        return c.json({ error: 'Trang trò chuyện bị lỗi. Bác tải lại trang giúp tôi.' }, 400);
      const form = await c.req.parseBody().catch(() => null);
      const file = form?.file;
      if (!(file instanceof File))
        return c.json({ error: 'Chưa có tệp nào. Bác chọn tệp rồi gửi lại giúp tôi.' }, 400);
      const bytes = new Uint8Array(await file.arrayBuffer());
      const kept = await keepUpload(deps.store.vault, deps.dataDir, bytes, file.name);
      if ('refused' in kept)
        return c.json({ error: SAY_FILE[kept.refused] }, kept.refused === 'too-big' ? 413 : 400);
      return c.json({ file: kept.file });
    },
  );

  app.get('/events', async (c) => {
    const session = c.req.query('session') ?? '';
    if (!SESSION.test(session))
      return c.json({ error: 'Trang trò chuyện bị lỗi. Bác tải lại trang giúp tôi.' }, 400);
    const last = c.req.header('last-event-id') ?? c.req.query('lastEventId') ?? '0';
    let after = /^\d{1,18}$/.test(last) ? last : '0';
    const channel = await one<{ id: string }>(
      deps.store.pool,
      `SELECT id FROM channel WHERE ward_id = $1 AND platform = 'web'`,
      [deps.wardId],
    );
    if (!channel) return c.json({ error: 'Trang trò chuyện chưa được bật.' }, 503);
    c.header('X-Accel-Buffering', 'no');
    return streamSSE(c, async (stream) => {
      let wake: () => void = () => {};
      let dirty = true;
      const unsubscribe = deps.onSent(chatTopic(session), () => {
        dirty = true;
        wake();
      });
      stream.onAbort(() => {
        unsubscribe();
        wake();
      });
      await stream.write(': xin chào\n\n');
      while (!stream.aborted) {
        while (dirty && !stream.aborted) {
          dirty = false;
          const messages = await sentAfter(deps.store, channel.id, session, after);
          for (const m of messages) {
            await stream.writeSSE({ id: m.seq, event: 'message', data: JSON.stringify(shown(m, deps)) });
            after = m.seq;
          }
          if (messages.length > 0) dirty = true;
        }
        const beat = await sleepOrWake(HEARTBEAT_MS, (w) => {
          wake = w;
        });
        if (dirty) continue;
        if (beat === 'time' && !stream.aborted) await stream.write(': còn đây\n\n');
      }
      unsubscribe();
    });
  });
  return app;
}

/** A paper made for this person carries its address; other files are named only. */
function shown({ seq, message }: SentMessage, deps: WebDeps) {
  const address = (ref: string) => {
    const key = paperKey(ref);
    const href = key === null ? noticePath(ref) : `/giay/${paperToken(deps.store.vault, key)}`;
    return href === null ? {} : { href };
  };
  return {
    id: seq,
    text: message.text,
    choices: message.choices.map((choice) => ({ id: choice.token, label: choice.label })),
    files: message.files.map((f) => ({ name: f.name ?? '', kind: f.kind, ...address(f.ref) })),
    ...(message.call === undefined ? {} : { call: message.call }),
  };
}

/** Sessions are free to make, so codes typed here are counted by visitor too. */
function namesCode(body: Uint8Array): boolean {
  try {
    const { text } = JSON.parse(new TextDecoder().decode(body)) as { text?: unknown };
    return typeof text === 'string' && readReceipt(text) !== null;
  } catch {
    return false; // told to the sender by who reads the message
  }
}

function isBadMessage(error: unknown): error is Error & { readonly say: string } {
  return (
    error instanceof Error && error.name === 'BadMessage' && 'say' in error && typeof error.say === 'string'
  );
}

function sleepOrWake(ms: number, give: (wake: () => void) => void): Promise<'time' | 'woken'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('time'), ms);
    give(() => {
      clearTimeout(timer);
      resolve('woken');
    });
  });
}
