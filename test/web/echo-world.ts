/** The real server on a port, with a small bot behind the web chat that answers at once: what the browser tests stand on. */
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { tokenOf } from '../../src/core/choose.ts';
import { fit as fitted } from '../../src/core/fit.ts';
import { verbatim } from '../../src/core/say.ts';
import type { Body, IncomingMessage, RawRequest, Reply, Signal } from '../../src/core/types.ts';
import { web } from '../../src/platforms/web.ts';
import { enqueue, settleSent } from '../../src/store/outbox.ts';
import { chatTopic } from '../../src/store/topic.ts';
import { createServer } from '../../src/web/server.ts';
import { openWorld, type World } from './console-world.ts';

export interface EchoWorld extends World {
  readonly address: string;
  /** what residents sent, each once, in order */
  readonly heard: (Body | Signal)[];
  /** how many of the next messages the database refuses */
  failing: number;
  /** say something unasked to the chat heard last */
  say(reply: Reply): Promise<void>;
}

export const LONG = Array.from(
  { length: 14 },
  (_, i) => `Ý thứ ${i + 1}: mỗi hộ cử một người đi họp, ý kiến của bác được ghi vào biên bản.`,
).join('\n\n');

function answerTo(body: Body | Signal): Reply {
  if (body.kind === 'tap') return { text: verbatim('Đã chọn xong.') };
  if (body.kind === 'file') return { text: verbatim(`Đã nhận tệp ${body.file.name ?? ''}`) };
  if (body.kind !== 'text') return { text: verbatim('Tôi chưa đọc được.') };
  if (body.text === 'dài') return { text: verbatim(LONG) };
  if (body.text === 'gọi') return { text: verbatim('Bác gọi số này.'), call: '0221 000 111' };
  if (body.text === 'chọn')
    return {
      text: verbatim('Họp tổ dân phố phải báo trước mấy ngày?'),
      choices: ['Đúng ý tôi', 'Chưa đúng', 'Gặp cán bộ'].map((label, i) => ({
        id: `c${i}`,
        label: verbatim(label),
      })),
    };
  return { text: verbatim(`Máy nghe: ${body.text}`) };
}

/** Close it with `end()`. */
export async function openEchoWorld(): Promise<EchoWorld> {
  const hears = new Map<string, Set<() => void>>();
  const heard: (Body | Signal)[] = [];
  const seen = new Set<string>();
  const platform = web();
  let n = 0;
  let chat = '';

  const send = async (reply: Reply) => {
    const turn = `echo${n++}`;
    for (const [part, message] of fitted(reply, world.deps.words.vi, platform.limits, (i) =>
      tokenOf(turn, i),
    ).entries()) {
      const [id = ''] = await enqueue(world.store.pool, world.store.vault, [
        {
          wardId: world.wardId,
          channelId: world.channel.id,
          chat,
          chatKind: 'private',
          contactId: null,
          key: `${turn}.${part}`,
          lane: 'reply',
          message,
        },
      ]);
      await settleSent(world.store, id, turn, chatTopic(chat));
      for (const hear of hears.get(chatTopic(chat)) ?? []) hear();
    }
  };

  const take = async (message: IncomingMessage) => {
    if (seen.has(message.id)) return;
    seen.add(message.id);
    heard.push(message.body);
    chat = message.chat.id;
    await send(answerTo(message.body));
  };

  const world: World = await openWorld({
    intake: async (_platform, request: RawRequest) => {
      if (echo.failing > 0) {
        echo.failing -= 1;
        throw new Error('the database is away');
      }
      const parsed = platform.parse(request);
      if (parsed.kind === 'messages') for (const message of parsed.messages) await take(message);
      return 'stored';
    },
    onSent: (topic, hear) => {
      const set = hears.get(topic) ?? new Set();
      hears.set(topic, set.add(hear));
      return () => set.delete(hear);
    },
  });
  const server = serve({ fetch: createServer(world.deps).fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((done) => server.once('listening', done));
  const echo: EchoWorld = {
    ...world,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    failing: 0,
    say: send,
    end: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await world.end();
    },
  };
  return echo;
}
