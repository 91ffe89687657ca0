/**
 * `npm run chat`: talk to the bot in the terminal, over the same rows, queue and workers that residents meet. Where
 * `npm start` runs on this DATA_DIR its workers answer; else this command works by itself.
 */
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { createApp } from '../app.ts';
import { intake } from '../jobs/intake.ts';
import { createLog } from '../log.ts';
import { printable } from '../platforms/terminal.ts';
import { createListener } from '../store/listen.ts';
import { sentAfter } from '../store/outbox.ts';
import { chatTopic } from '../store/topic.ts';
import { command } from './start.ts';

await command(async (opened, config) => {
  const log = createLog('silent');
  const alone = !opened.database.served;
  const app = await createApp({
    config: { ...config, roles: { web: false, worker: alone } },
    command: true,
    opened: { ...opened, close: async () => {} },
    log,
  });
  await app.start();
  const session = `terminal-${randomUUID()}`;
  const channel = opened.channels.get('terminal');
  if (!channel) throw new Error('the terminal channel is missing');
  const listener = await createListener(opened.database.url, () => {});
  let after = '0';
  let showing = Promise.resolve();
  const show = () => {
    showing = showing.then(async () => {
      for (const { seq, message } of await sentAfter(opened.store, channel.id, session, after)) {
        process.stdout.write(`\n${printable(message)}\n\n> `);
        after = seq;
      }
    });
  };
  listener.on(chatTopic(session), show);
  process.stdout.write('Bác cứ nhắn như trong điện thoại. Gõ số để chọn. Thoát: Ctrl+D.\n\n> ');
  let asked = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') {
      process.stdout.write('> ');
      continue;
    }
    const body = Buffer.from(JSON.stringify({ session, id: randomUUID(), text: line.slice(0, 4000) }));
    await intake(app.runtime, app.accepter, 'terminal', { headers: {}, body });
    asked++;
  }
  await answered(asked);
  await showing;
  process.stdout.write('\n');
  await listener.close();
  await app.stop();
  return 0;

  /** Input piped in ends at once: what was asked is still answered, for a few seconds at most. */
  async function answered(count: number): Promise<void> {
    for (let i = 0; i < 100; i++) {
      const rows = await opened.store.pool.query<{ open: number }>(
        `SELECT (SELECT count(*)::int FROM inbox WHERE channel_id = $1 AND chat = $2 AND state = 'new') +
(SELECT count(*)::int FROM outbox WHERE channel_id = $1 AND chat = $2 AND state IN ('queued', 'sending')) AS open`,
        [channel?.id, session],
      );
      if (count === 0 || rows.rows[0]?.open === 0) break;
      await new Promise((done) => setTimeout(done, 100));
    }
    show();
  }
});
