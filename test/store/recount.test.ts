import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  changeHoliday,
  movesOf,
  previewHoliday,
  recountIfRulesChanged,
  recountsOf,
} from '../../src/store/clocks/recount.ts';
import { seedHolidayRows, startClocks } from '../../src/store/clocks.ts';
import { transaction } from '../../src/store/db.ts';
import { addOfficer } from '../../src/store/officers.ts';
import { type TestStore, testStore } from '../helpers/app.ts';

let at: TestStore;
let officerId = '';
let ticketId = '';
beforeAll(async () => {
  at = await testStore();
  await seedHolidayRows(at.store.pool, at.wardId);
  officerId = (await addOfficer(at.store, at.wardId, 'Lan', ['admin'])).id;
  const [row] = await at.rows<{ id: string }>(
    `INSERT INTO ticket (ward_id, code, key, kind, category, text) VALUES ($1, 'DB-1', 'k1', 'phanAnh', 'khac', 'x') RETURNING id`,
    [at.wardId],
  );
  ticketId = row?.id ?? '';
  const from = new Date('2026-11-23T09:00:00+07:00');
  await startClocks(at.store.pool, { wardId: at.wardId, ticketId, kind: 'phanAnh', from });
});
afterAll(() => at.close());

const clock = async () =>
  (
    await at.rows<{
      due: string;
      first: string | null;
      history: { what: string; old: string; new: string }[];
    }>(
      `SELECT to_char(due_on, 'YYYY-MM-DD') AS due, to_char(first_due_on, 'YYYY-MM-DD') AS first, history FROM clock WHERE ticket_id = $1 AND rule = 'TCD1'`,
      [ticketId],
    )
  )[0];
const day = { date: '2026-12-01', kind: 'off', name: 'Lễ của phường', source: 'QĐ 1' } as const;
const who = () => ({ officerId, name: 'Lan' });

it('a holiday change is shown before it is made, moves what runs, keeps the old date, and tells no resident', async () => {
  const change = { do: 'set', row: day } as const;
  expect(await previewHoliday(at.store.pool, at.wardId, change)).toMatchObject({
    total: 1,
    lines: [{ code: 'DB-1', rule: 'TCD1', old: '2026-12-08', new: '2026-12-09' }],
  });
  expect(await clock()).toMatchObject({ due: '2026-12-08', first: null });
  await transaction(at.store, (tx) => changeHoliday(tx, at.wardId, change, who()));
  expect(await clock()).toMatchObject({
    due: '2026-12-09',
    first: '2026-12-08',
    history: [{ what: 'recounted', old: '2026-12-08', new: '2026-12-09' }],
  });
  const [last] = await recountsOf(at.store.pool, at.wardId);
  expect(last).toMatchObject({ moved: 1, actor: 'Lan' });
  expect(await movesOf(at.store.pool, at.wardId, last?.id ?? '')).toEqual([
    { code: 'DB-1', rule: 'TCD1', old: '2026-12-08', new: '2026-12-09' },
  ]);
  expect(await at.rows('SELECT 1 FROM outbox')).toEqual([]);
});

it('taking the day back moves it back, and the history grows', async () => {
  await transaction(at.store, (tx) => changeHoliday(tx, at.wardId, { do: 'remove', date: day.date }, who()));
  expect(await clock()).toMatchObject({ due: '2026-12-08', first: '2026-12-08', history: [{}, {}] });
});

it('a changed register is counted anew once, at the next start', async () => {
  await at.rows(`UPDATE clock SET due_on = '2026-12-31' WHERE ticket_id = $1 AND rule = 'TCD1'`, [ticketId]);
  expect(await recountIfRulesChanged(at.store, at.wardId)).toBe(1);
  expect(await clock()).toMatchObject({ due: '2026-12-08' });
  expect(await recountIfRulesChanged(at.store, at.wardId)).toBeNull();
});
