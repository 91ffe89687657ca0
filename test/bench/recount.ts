/** 10,000 running clocks counted anew in the database after a holiday change: `npx tsx test/bench/recount.ts`. */
import { changeHoliday } from '../../src/store/clocks/recount.ts';
import { seedHolidayRows } from '../../src/store/clocks.ts';
import { transaction } from '../../src/store/db.ts';
import { makeReaper } from '../helpers/reaper.ts';
import { startPrivatePostgres } from '../helpers/servers.ts';
import { benchApp } from './bench-app.ts';

const CLOCKS = 10_000;

/** Milliseconds for the change, the count and the writing, in one transaction; and how many moved. */
export async function recountRate(serverUrl: string): Promise<{ ms: number; moved: number }> {
  const app = await benchApp({ serverUrl, roles: 'web' });
  const { store, wardId } = app.opened;
  await seedHolidayRows(store.pool, wardId);
  await store.pool.query(
    `WITH t AS (INSERT INTO ticket (ward_id, code, key, kind, category, text)
SELECT $1, 'DB-' || n, 'bench' || n, 'phanAnh', 'khac', 'x' FROM generate_series(1, $2::int) n RETURNING id)
INSERT INTO clock (ward_id, ticket_id, rule, from_at, due_on, citation)
SELECT $1, id, (ARRAY['TCD1', 'KN2', 'KN3', 'TCD5a'])[1 + row_number() OVER () % 4], '2026-10-05T02:00:00Z'::timestamptz + (row_number() OVER () % 60) * interval '23 hours', '2026-12-31', 'x' FROM t`,
    [wardId, CLOCKS],
  );
  const [officer] = (
    await store.pool.query<{ id: string }>(
      `INSERT INTO officer (ward_id, name, roles) VALUES ($1, 'bench', '{admin}') RETURNING id`,
      [wardId],
    )
  ).rows;
  const row = { date: '2026-12-01', kind: 'off', name: 'thử', source: 'thử' } as const;
  const begun = performance.now();
  const { moved } = await transaction(store, (tx) =>
    changeHoliday(tx, wardId, { do: 'set', row }, { officerId: officer?.id ?? '', name: 'bench' }),
  );
  const ms = performance.now() - begun;
  await app.close();
  return { ms, moved };
}

if (process.argv[1]?.endsWith('recount.ts')) {
  const reaper = makeReaper();
  const { url } = await startPrivatePostgres(reaper, { durable: true });
  const { ms, moved } = await recountRate(url);
  console.log(`${moved} clocks moved in ${ms.toFixed(0)} ms`);
  await reaper.close();
  process.exit(0);
}
