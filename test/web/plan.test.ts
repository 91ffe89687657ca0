import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type Visitor, type World } from './console-world.ts';

const PLAN = '/console/ke-hoach';
let world: World;
let lan: Visitor;
let watcher: Visitor;
let groups: string[] = [];
beforeAll(async () => {
  world = await openWorld();
  lan = await world.officer('handler');
  watcher = await world.officer('supervisor');
  const { rows } = await world.store.pool.query<{ id: string }>(
    `INSERT INTO "group" (ward_id, name, position) VALUES ($1, 'Tổ 1', 1), ($1, 'Tổ 2', 2) RETURNING id`,
    [world.wardId],
  );
  groups = rows.map((r) => r.id);
});
afterAll(() => world.end());

const meeting = async (kind: string, startsAt: string, of: readonly string[]) =>
  await world.store.pool.query(
    `INSERT INTO meeting (ward_id, key, kind, title, agenda, starts_at, place, host, state, version, check_in, created_by, group_ids)
VALUES ($1, gen_random_uuid()::text, $2, 'Hội nghị ' || $2, '', $3, '', '', 'published', 1, '123456', 'Lan', $4)`,
    [world.wardId, kind, startsAt, of],
  );
const card = (page: string, words: string) => page.slice(page.indexOf(words)).split('</li>')[0] ?? '';

// the world's day is Monday 23/11/2026
test('what nobody noted is late after its quarter, not late before its end, and each line says its article', async () => {
  const page = await lan.see(PLAN);
  expect(card(page, 'niêm yết danh sách những việc đã công khai, quý III')).toContain('mark late');
  expect(card(page, 'niêm yết danh sách những việc đã công khai, quý IV')).not.toContain('mark late');
  expect(page).toContain('Điều 13');
  expect(page).toMatch(/[3] việc quá hạn/);
});

test('a list is noted as done on a day, shown late where it was, taken back, and never in the future', async () => {
  const say = (fields: Record<string, string>) =>
    lan.post(PLAN, { duty: 'DC4:2026:3', do: 'xong', ...fields });
  expect((await say({ day: '2026-12-01' })).status).toBe(409);
  expect((await say({ day: '2026-10-05' })).status).toBe(303);
  const words = 'niêm yết danh sách những việc đã công khai, quý III';
  expect(card(await lan.see(PLAN), words)).toMatch(/Đã làm 05\/10\/2026 \(trễ\)[\s\S]*Cán bộ handler/);
  expect((await say({ do: 'bo' })).status).toBe(303);
  expect(card(await lan.see(PLAN), words)).toContain('mark late');
  const { rows } = await world.store.pool.query(
    `SELECT action FROM audit WHERE action LIKE 'duty.%' ORDER BY id`,
  );
  expect(rows.map((r) => r.action)).toEqual(['duty.done', 'duty.undone']);
  expect((await say({ duty: 'DC12:2026', day: '2026-10-05' })).status).toBe(404);
});

test('meetings show what is done by themselves; groups without one are named and begun from here', async () => {
  await meeting('doi-thoai', '2026-05-10T01:00:00Z', []);
  await meeting('cuoi-nam', '2026-11-20T12:00:00Z', [groups[0] ?? '']);
  const page = await lan.see(PLAN);
  expect(card(page, 'đối thoại của phường với Nhân dân')).toContain('Đã làm 10/05/2026');
  const yearEnd = card(page, 'Hội nghị cuối năm của từng tổ');
  expect(yearEnd + page).toContain('1 trên 2 tổ đã họp. Chưa có lịch: Tổ 2.');
  const start = new RegExp(`/console/hop/moi\\?loai=cuoi-nam&amp;to=${groups[1]}`).exec(page);
  expect(start).not.toBeNull();
  const form = await lan.see((start?.[0] ?? '').replace('&amp;', '&'));
  expect(form).toMatch(/<option value="cuoi-nam" selected/);
  expect(form).toMatch(new RegExp(`name="g_${groups[1]}" value="1" checked`));
  await meeting('cuoi-nam', '2026-12-20T12:00:00Z', [groups[1] ?? '']);
  const planned = await lan.see(PLAN);
  expect(planned).not.toContain('Chưa có lịch');
  expect(planned).toContain('(đã báo họp)');
});

test('each year has its own, and a year far away is the nearest there is', async () => {
  expect(await lan.see(`${PLAN}?nam=2025`)).toContain('Kế hoạch năm 2025');
  expect(await lan.see(`${PLAN}?nam=1999`)).toContain('Kế hoạch năm 2024');
  expect(await lan.see(`${PLAN}?nam=2999`)).toContain('Kế hoạch năm 2027');
});

test('supervisors read it and change nothing', async () => {
  const page = await watcher.see(PLAN);
  expect(page).toContain('Hội nghị cuối năm của từng tổ');
  expect(page).not.toContain('Ghi là đã làm');
  expect((await watcher.post(PLAN, { duty: 'DC4:2026:1', do: 'xong', day: '2026-03-01' })).status).toBe(403);
});
