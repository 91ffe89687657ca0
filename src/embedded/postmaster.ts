/** The server process as its lock file `postmaster.pid` tells of it, and as the system does: is it ours, is it alive? */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, readlinkSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { program } from './binaries.ts';
import { asOwner, CHILD_ENV } from './cluster.ts';
import type { Place } from './place.ts';

export type Seen =
  /** no lock file, or one whose process is dead: PostgreSQL itself clears that */
  | { readonly kind: 'none' }
  /** our server, ready (`ready`) or on its way up or down */
  | { readonly kind: 'ours'; readonly pid: number; readonly port: number; readonly ready: boolean }
  /** the number in the lock file now belongs to a foreign process, or to one dead but not yet reaped */
  | { readonly kind: 'stale'; readonly pid: number };

/** Look at the lock file and the process it names. */
export function look(cluster: string): Seen {
  const lines = readLines(join(cluster, 'postmaster.pid'));
  const pid = Number(lines[0]);
  // A file just being written: PostgreSQL made it a moment ago, or died then; it judges that itself.
  if (!Number.isSafeInteger(pid) || pid <= 1) return { kind: 'none' };
  if (!exists(pid)) return { kind: 'none' };
  if (!isPostgresOf(pid, cluster)) return { kind: 'stale', pid };
  const port = Number(lines[3]);
  return { kind: 'ours', pid, port, ready: port > 0 && lines[7]?.trim() === 'ready' };
}

/**
 * Take a stale lock file away. PostgreSQL would believe it: it only asks whether the number is alive.
 * @returns false when processes of a killed server still work in the cluster (they end by themselves): wait
 */
export function clearStale(cluster: string, pid: number): boolean {
  if (workersOf(cluster)) return false;
  const file = join(cluster, 'postmaster.pid');
  const aside = `${file}.${randomBytes(4).toString('hex')}`;
  try {
    renameSync(file, aside);
    // Another start may have put a good one there since we looked: give it back.
    if (Number(readLines(aside)[0]) !== pid) linkSync(aside, file);
    rmSync(aside, { force: true });
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
  return true;
}

/** Ask the server to end: `fast` rolls back what is open; `now` leaves recovery to the next start. Nothing is lost either way. */
export function askToStop(pid: number, place: Place, binaries: string, how: 'fast' | 'now'): void {
  if (process.platform === 'win32') {
    const mode = how === 'fast' ? 'fast' : 'immediate';
    spawnSync(
      program(binaries, 'pg_ctl'),
      ['-D', place.cluster, '-m', mode, '-W', 'stop'],
      asOwner(place.owner),
    );
    return;
  }
  try {
    process.kill(pid, how === 'fast' ? 'SIGINT' : 'SIGQUIT');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A PostgreSQL process works in its cluster's folder; one that is dead and unreaped works nowhere. */
export function isPostgresOf(pid: number, cluster: string): boolean {
  switch (process.platform) {
    case 'linux':
      return cwdOf(pid) === realpathSync(cluster);
    case 'win32':
      return spawnSync('tasklist', ['/FI', `PID eq ${pid}`, '/NH'], { encoding: 'utf8' }).stdout.includes(
        'postgres',
      );
    default:
      return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], {
        encoding: 'utf8',
        env: CHILD_ENV,
      }).stdout.includes(`-D ${cluster}`);
  }
}

function workersOf(cluster: string): boolean {
  if (process.platform !== 'linux') return false;
  const here = realpathSync(cluster);
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && cwdOf(Number(name)) === here);
}

function cwdOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null; // gone, unreaped, or another user's: not ours in any case
  }
}
