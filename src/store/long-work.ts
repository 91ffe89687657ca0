/** Work that takes longer than a page may: how far it has come stands in a row that every process reads. One of a kind at a time. */
import { z } from 'zod';
import { one, type Sql, type Store, transaction } from './db.ts';

const shape = z.object({
  state: z.enum(['running', 'done', 'failed']),
  count: z.int(),
  /** of how many; absent = not known */
  total: z.int().optional(),
  /** ISO; work that is silent for long has died */
  at: z.string(),
  /** words for the officer: why it failed, or what came of it */
  words: z.string().optional(),
});
export type LongWork = z.infer<typeof shape>;

const SILENT_MS = 90_000;

/** @param key names the work among the ward's settings */
export async function workOf(sql: Sql, wardId: string, key: string, now: Date): Promise<LongWork | null> {
  const row = await one<{ value: unknown }>(
    sql,
    'SELECT value FROM setting WHERE ward_id = $1 AND key = $2',
    [wardId, key],
  );
  const read = shape.safeParse(row?.value);
  if (!read.success) return null;
  const { state, at } = read.data;
  const dead = state === 'running' && now.getTime() - Date.parse(at) > SILENT_MS;
  return dead
    ? { ...read.data, state: 'failed', words: 'Việc này bị ngắt giữa chừng. Xin làm lại.' }
    : read.data;
}

export async function noteWork(sql: Sql, wardId: string, key: string, work: LongWork): Promise<void> {
  await sql.query(
    `INSERT INTO setting (ward_id, key, value) VALUES ($1, $2, $3) ON CONFLICT (ward_id, key) DO UPDATE SET value = excluded.value, updated_at = now()`,
    [wardId, key, JSON.stringify(work)],
  );
}

/** False when it is under way already: two officers at once begin it once. `also` happens with the beginning. */
export async function beginWork(
  store: Store,
  wardId: string,
  key: string,
  now: Date,
  more: { readonly total?: number; readonly also?: (tx: Sql) => Promise<void> } = {},
): Promise<boolean> {
  return await transaction(store, async (tx) => {
    await tx.query('SELECT 1 FROM ward WHERE id = $1 FOR UPDATE', [wardId]);
    if ((await workOf(tx, wardId, key, now))?.state === 'running') return false;
    const total = more.total === undefined ? {} : { total: more.total };
    await noteWork(tx, wardId, key, { state: 'running', count: 0, at: now.toISOString(), ...total });
    await more.also?.(tx);
    return true;
  });
}
