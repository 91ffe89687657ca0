/** The shared limit where there is no Redis: one row a channel, one statement a reservation (see src/core/pace.ts). */
import type { Pace } from '../core/pace.ts';
import { one, type Sql } from './db.ts';

const RESERVE = `WITH clock AS (SELECT coalesce($8::float8, extract(epoch FROM clock_timestamp())::float8 * 1000) AS now),
old AS (SELECT at FROM send_rate WHERE ward_id = $1 AND key = $2 FOR UPDATE),
base AS (SELECT now, greatest(CASE WHEN at > now + $9::float8 THEN now ELSE at END, now - $7::float8) + $4::int * $5::float8 AS start FROM old, clock),
calc AS (SELECT now, start, greatest(0, least($3::int, ceil((now + $6::float8 - start) / $5::float8)))::int AS granted FROM base),
kept AS (UPDATE send_rate s SET at = calc.start + calc.granted * $5::float8 FROM calc WHERE s.ward_id = $1 AND s.key = $2)
SELECT now, start, granted FROM calc`;

export interface Granted {
  readonly granted: number;
  /** ms, server's clock */
  readonly from: number;
  readonly now: number;
}

/** Reserve in Postgres. `clock`: ms, for tests; else the server's. */
export async function reserveInPostgres(
  sql: Sql,
  wardId: string,
  key: string,
  want: number,
  spent: number,
  pace: Pace,
  absurdMs: number,
  clock: number | null = null,
): Promise<Granted> {
  const values = [wardId, key, want, spent, 1000 / pace.perSecond, pace.ahead, pace.behind, clock, absurdMs];
  for (;;) {
    const row = await one<{ now: number; start: number; granted: number }>(sql, RESERVE, values, 'reserve');
    if (row) return { granted: row.granted, from: row.start, now: row.now };
    await sql.query('INSERT INTO send_rate (ward_id, key, at) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING', [
      wardId,
      key,
    ]);
  }
}
