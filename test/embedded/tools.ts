/** What the tests of the private server share: folders that clean up after themselves, processes to kill. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { startPostgres } from '../../src/embedded/index.ts';
import { temporaryFolder, withClient } from '../helpers/servers.ts';

export const isRoot = process.getuid?.() === 0;

const folders: string[] = [];
const children: ChildProcess[] = [];

export function dataFolder(): string {
  const folder = temporaryFolder('embedded');
  folders.push(folder);
  return folder;
}

let made: string | null = null;
afterAll(() => {
  if (made !== null) rmSync(made, { recursive: true, force: true });
});

/** A DATA_DIR whose cluster is made already: a copy, which is quicker than making one. */
export async function readyFolder(): Promise<string> {
  if (made === null) {
    const first = temporaryFolder('embedded');
    await (await startPostgres({ dataDir: first, log: () => {}, throwaway: true })).stop();
    made = first; // not in `folders`: it lives as long as the test file
  }
  const folder = dataFolder();
  const { status } = spawnSync('cp', ['-a', `${made}/.`, folder]);
  if (status !== 0) throw new Error('cp failed');
  return folder;
}

/** Kill what still runs and remove every folder, also those made elsewhere. */
export function cleanUp(): void {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) {
    const place = join(folder, 'postgres.place');
    for (const base of existsSync(place) ? [folder, readFileSync(place, 'utf8').trim()] : [folder]) {
      const pid = pidIn(base);
      if (pid !== null && isAlive(pid)) process.kill(pid, 'SIGKILL');
      rmSync(base, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    }
  }
}

export function pidIn(base: string): number | null {
  const file = join(base, 'postgres/postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null;
}

/** Does the process run? One that is dead but not yet reaped (an orphan, for a moment) does not. */
export function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}

export interface Program {
  readonly child: ChildProcess;
  /** its one line */
  readonly told: Record<string, unknown>;
  kill(): Promise<void>;
  /** let it end well; its exit code */
  end(): Promise<number | null>;
}

export async function runProgram(
  mode: 'start' | 'server' | 'command',
  dataDir: string,
  user = {},
): Promise<Program> {
  const child = spawnProgram(mode, dataDir, user);
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([text]) => String(text)),
    once(child, 'close').then(() => null),
  ]);
  if (line === null) throw new Error(said.join(''));
  const gone = async () => {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.exitCode;
  };
  return {
    child,
    told: JSON.parse(line),
    kill: async () => {
      child.kill('SIGKILL');
      await gone();
    },
    end: async () => {
      child.stdin.end();
      return await gone();
    },
  };
}

export function spawnProgram(mode: string, dataDir: string, user = {}) {
  const program = fileURLToPath(new URL('./program.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program, mode, dataDir], {
    ...user,
    detached: true, // a process group of its own, to be killed as a whole
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
}

export const query = (url: string, sql: string) =>
  withClient(url, async (client) => (await client.query(sql)).rows as Record<string, unknown>[]);
