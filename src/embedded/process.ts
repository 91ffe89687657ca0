/** The server process: launching it, ending it, its port and its log. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { program } from './binaries.ts';
import { asOwner, cannotRun, serverArgs } from './cluster.ts';
import type { Place } from './place.ts';
import { askToStop, isPostgresOf } from './postmaster.ts';

const STOP_FAST_MS = 6_000;
const STOP_NOW_MS = 3_000;
const LOG_MAX_BYTES = 5_000_000;

/** Spawned apart (own session): Ctrl-C ends us first, and we end it; after `kill -9` of us the next start adopts it. */
export async function launch(
  place: Place,
  binaries: string,
  port: number,
  throwaway: boolean,
  logFile: string,
): Promise<ChildProcess> {
  const out = openSync(logFile, 'a', 0o600);
  try {
    const child = spawn(program(binaries, 'postgres'), serverArgs(place.cluster, port, throwaway), {
      ...asOwner(place.owner),
      detached: true,
      stdio: ['ignore', out, out],
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (error) => reject(cannotRun(error.message)));
    });
    child.unref();
    return child;
  } finally {
    closeSync(out);
  }
}

/** Resolves when the process is gone; fast first, then the hard way. */
export async function stopServer(place: Place, binaries: string, pid: number): Promise<void> {
  for (const [how, limit] of [
    ['fast', STOP_FAST_MS],
    ['now', STOP_NOW_MS],
  ] as const) {
    const begun = performance.now();
    for (let asked = false; performance.now() - begun < limit; await sleep(10)) {
      if (!isPostgresOf(pid, place.cluster)) return;
      if (!asked) askToStop(pid, place, binaries, how);
      asked = true;
    }
  }
  throw new Error(`PostgreSQL đi kèm (tiến trình ${pid}) không chịu dừng`);
}

/** A port free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no port was given')),
      );
    });
  });
}

/** One former log is kept. */
export function rotate(file: string): string {
  if (existsSync(file) && statSync(file).size > LOG_MAX_BYTES) renameSync(file, `${file}.1`);
  return file;
}

/** Its last words, for an error message. */
export function tail(file: string): string {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  return lines.slice(-3).join(' | ');
}
