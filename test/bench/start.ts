/** From spawning the program to the first 200 of /readyz, on an empty folder and again on the same one. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../helpers/servers.ts';
import { median } from './accept.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

export interface Program {
  readonly address: string;
  readonly port: number;
  /** ms from spawning to the first 200 of /readyz */
  readonly readyMs: number;
  stop(): Promise<void>;
}

/** The program as `npm start` runs it, on a folder of its own. */
export async function program(dataDir: string): Promise<Program> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const child = spawn(process.execPath, ['src/start.mjs'], {
    cwd: root,
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'silent' },
    stdio: 'ignore',
  });
  for (;;) {
    const ok = await fetch(`${address}/readyz`).then(
      (r) => r.ok,
      () => false,
    );
    if (ok) break;
    if (child.exitCode !== null) throw new Error('the program ended');
    await new Promise((done) => setTimeout(done, 10));
  }
  return {
    address,
    port,
    readyMs: performance.now() - began,
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function once200(dataDir: string): Promise<number> {
  const { readyMs, stop } = await program(dataDir);
  await stop();
  return readyMs;
}

export async function readyAfterStart() {
  const cold: number[] = [];
  const warm: number[] = [];
  for (let round = 0; round < 3; round++) {
    const folder = temporaryFolder('bench');
    cold.push(await once200(folder));
    warm.push(await once200(folder));
    rmSync(folder, { recursive: true, force: true });
  }
  return { cold: median(cold), warm: median(warm) };
}
