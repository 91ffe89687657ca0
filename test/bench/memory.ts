/** Memory of the program itself (its own process, as `npm start` runs it) after many messages through the web chat. */
import { rmSync } from 'node:fs';
import { temporaryFolder } from '../helpers/servers.ts';
import { load } from './accept.ts';
import { QUESTIONS } from './bench-app.ts';
import { program } from './start.ts';

const MB = 1024 * 1024;

async function metric(address: string, name: string): Promise<number> {
  const text = await (await fetch(`${address}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
}

export async function memory() {
  const folder = temporaryFolder('bench');
  const running = await program(folder);
  try {
    let told = 0;
    const upTo = async (count: number): Promise<number> => {
      const requests = Array.from({ length: count - told }, (_, i) => ({
        headers: {},
        body: JSON.stringify({
          session: `bench-session-${(told + i) % 200}`,
          id: String(told + i),
          text: QUESTIONS[(told + i) % QUESTIONS.length],
        }),
      }));
      told = count;
      await load({ port: running.port, path: '/chat/messages', requests, sockets: 8, perSecond: 250 });
      const busy = async () =>
        (await metric(running.address, 'danbiet_inbox_unhandled')) +
          (await metric(running.address, 'danbiet_outbox_unsent')) >
        0;
      while (await busy()) await new Promise((done) => setTimeout(done, 250));
      return (await metric(running.address, 'process_resident_memory_bytes')) / MB;
    };
    const after2000 = await upTo(2000);
    return { after2000, after20000: await upTo(20_000) };
  } finally {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
