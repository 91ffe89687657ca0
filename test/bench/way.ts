/** A resident's message -> its reply handed to the platform, nothing else going on. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from '../../src/core/types.ts';
import { messageRow } from '../../src/store/accept.ts';
import { type BenchApp, benchApp, QUESTIONS, swallow } from './bench-app.ts';

async function tell(app: BenchApp, contact: string, text: string): Promise<void> {
  const channel = app.opened.channels.get('zalo');
  if (!channel) throw new Error('the zalo channel is missing');
  const message: IncomingMessage = {
    channel: 'zalo',
    id: randomUUID(),
    at: new Date(),
    from: { id: contact },
    chat: { id: contact, kind: 'private' },
    addressed: true,
    body: { kind: 'text', text },
  };
  const id = await app.app.accepter.put(messageRow(app.opened.store, channel, message, new Date()));
  if (id !== null) app.app.runtime.queues.ring('turn', [id]);
}

export async function wayThrough(serverUrl: string, redisUrl: string | null) {
  let heard: () => void = () => {};
  const app = await benchApp({
    serverUrl,
    redisUrl,
    roles: 'worker',
    platforms: [swallow('zalo', () => heard())],
  });
  try {
    await app.app.start();
    const times: number[] = [];
    for (let n = 0; n < 120; n++) {
      const sent = new Promise<void>((done) => {
        heard = done;
      });
      const began = performance.now();
      await tell(app, `w${n % 20}`, QUESTIONS[n % QUESTIONS.length] ?? '');
      await sent;
      if (n >= 20) times.push(performance.now() - began);
    }
    times.sort((a, b) => a - b);
    return {
      p50: times[Math.floor(times.length / 2)] ?? 0,
      p99: times[Math.floor(times.length * 0.99)] ?? 0,
    };
  } finally {
    await app.close();
  }
}
