/** What work costs in processor time, of this process and of the database: on a machine shared with others, a clock tells nothing. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Sql } from '../../src/store/db.ts';

/** ticks of /proc are hundredths of a second */
const TICK_MS = 10;

interface Stat {
  readonly parent: number;
  readonly ms: number;
}

function statOf(pid: number | string): Stat | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return { parent: Number(fields[1]), ms: (Number(fields[11]) + Number(fields[12])) * TICK_MS };
  } catch {
    return null; // gone meanwhile, or no /proc on this system
  }
}

/** A meter of this process and of every process of the database it is connected to: ms of processor time so far. */
export async function cpuMeter(sql: Sql): Promise<() => number> {
  const found = await sql.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const server = statOf(found.rows[0]?.pid ?? 0)?.parent ?? null;
  return () => {
    const own = process.cpuUsage();
    const pids = server === null ? [] : readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    const theirs = pids.map(statOf).filter((s) => s?.parent === server);
    return (own.user + own.system) / 1000 + theirs.reduce((sum, s) => sum + (s?.ms ?? 0), 0);
  };
}
