/** Limits shared by all workers: in Redis where the queue is there, else in Postgres. The arithmetic: src/core/pace.ts. */
import { ABSURD_MS, type Pace, waitFor } from '../core/pace.ts';
import type { Sql } from '../store/db.ts';
import { type Granted, reserveInPostgres } from '../store/send-rate.ts';

/** The one thing that is asked of Redis. */
export interface Scripts {
  eval(script: string, key: string, args: readonly (string | number)[]): Promise<unknown>;
}

export const RESERVE_LUA = `local now = tonumber(ARGV[6])
if now < 0 then local t = redis.call('TIME'); now = t[1] * 1000 + t[2] / 1000 end
local at = tonumber(redis.call('GET', KEYS[1]) or '0')
if at > now + tonumber(ARGV[7]) then at = now end
local gap = tonumber(ARGV[3])
local from = math.max(at, now - tonumber(ARGV[5])) + tonumber(ARGV[2]) * gap
local granted = math.max(0, math.min(tonumber(ARGV[1]), math.ceil((now + tonumber(ARGV[4]) - from) / gap)))
redis.call('SET', KEYS[1], string.format('%.6f', from + granted * gap), 'PX', 120000)
return { granted, string.format('%.6f', from), string.format('%.6f', now) }`;

export interface Slots {
  readonly granted: number;
  /** ms from now until the first may go; negative = it is overdue */
  readonly startsIn: number;
  /** ms between them */
  readonly gap: number;
  /** ms to wait before asking again, when none was granted */
  readonly waitMs: number;
}

export interface Pacer {
  reserve(key: string, want: number, spent: number, pace: Pace): Promise<Slots>;
}

export function createPacer(sql: Sql, wardId: string, scripts: Scripts | null): Pacer {
  return {
    reserve: async (key, want, spent, pace) => {
      const got =
        (scripts === null ? null : await reserveInRedis(scripts, key, want, spent, pace).catch(() => null)) ??
        (await reserveInPostgres(sql, wardId, key, want, spent, pace, ABSURD_MS));
      return {
        granted: got.granted,
        startsIn: got.from - got.now,
        gap: 1000 / pace.perSecond,
        waitMs: waitFor({ ...got, at: 0 }, got.now, pace),
      };
    },
  };
}

/** `clock`: ms, for tests; else the server's. */
export async function reserveInRedis(
  scripts: Scripts,
  key: string,
  want: number,
  spent: number,
  pace: Pace,
  clock = -1,
): Promise<Granted> {
  const answer = await scripts.eval(RESERVE_LUA, `pace:${key}`, [
    want,
    spent,
    1000 / pace.perSecond,
    pace.ahead,
    pace.behind,
    clock,
    ABSURD_MS,
  ]);
  if (!Array.isArray(answer)) throw new Error('Redis answered something else');
  return { granted: Number(answer[0]), from: Number(answer[1]), now: Number(answer[2]) };
}
