import { afterAll, beforeAll, expect, test } from 'vitest';
import { noteRun, wardDays } from '../../src/store/retention.ts';
import { NOW, openWorld, type Visitor, type World } from './console-world.ts';

const PAGE = '/console/luu-giu';
let world: World;
let admin: Visitor;
const ago = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
beforeAll(async () => {
  world = await openWorld();
  admin = await world.officer('admin');
  for (const [n, days] of [3, 12, 25, 40].entries())
    await world.store.pool.query(
      `INSERT INTO inbox (ward_id, channel_id, external_id, sender, chat, body, state, sent_at, received_at) VALUES ($1, $2, $3, 's', 's', '\\x00', 'done', $4, $4)`,
      [world.wardId, world.channel.id, `m${n}`, ago(days)],
    );
  await world.store.pool.query(
    `INSERT INTO setting (ward_id, key, value) VALUES ($1, 'retention', '{"later": 5}')`,
    [world.wardId],
  );
});
afterAll(() => world.end());

const days = () => wardDays(world.store.pool, world.wardId);
const form = async (change: Readonly<Record<string, string>>) => ({
  ...Object.fromEntries(Object.entries(await days()).map(([kind, n]) => [kind, String(n)])),
  ...change,
});

test('shows what tonight will drop as it is set', async () => {
  expect(await admin.see(PAGE)).toContain('Đang đặt 30 ngày; đêm nay sẽ xoá 1.');
});

test('a change is first shown with what it will drop, and saved only from there; nothing is dropped by looking', async () => {
  const look = await admin.post(PAGE, { ...(await form({ inbox: '10' })), do: 'xem' });
  expect(look.status).toBe(200);
  const page = await look.text();
  expect(page).toMatch(/30 ngày thành <b>10 ngày<\/b>.*sẽ xoá <b>3<\/b>/s);
  expect((await days()).inbox).toBe(30);
  await admin.post(PAGE, { ...(await form({ inbox: '10' })), do: 'luu' });
  expect((await days()).inbox).toBe(10);
  const { rows } = await world.store.pool.query(
    `SELECT value->>'later' AS later, (SELECT count(*)::int FROM inbox WHERE body IS NOT NULL) AS kept FROM setting WHERE key = 'retention'`,
  );
  expect(rows).toEqual([{ later: '5', kept: 4 }]);
  const audit = await world.store.pool.query(
    `SELECT actor, detail->'before'->>'inbox' AS before, detail->'after'->>'inbox' AS after FROM audit WHERE action = 'retention.set'`,
  );
  expect(audit.rows).toEqual([{ actor: admin.officer.name, before: '30', after: '10' }]);
});

test.each([
  ['0', 'inbox'],
  ['mười', 'outbox'],
  ['4000', 'drafts'],
  ['181', 'questionDays'],
])('%s days of %s are refused, and what was typed stays', async (typed, kind) => {
  const before = await days();
  const back = await admin.post(PAGE, { ...(await form({ [kind]: typed })), do: 'luu' });
  expect(back.status).toBe(409);
  expect(await back.text()).toContain(`value="${typed}"`);
  expect(await days()).toEqual(before);
});

test('the last runs are told by their counts', async () => {
  await noteRun(world.store.pool, world.wardId, '2026-11-22', { inbox: 12, papers: 1, outbox: 0 });
  const page = await admin.see(PAGE);
  expect(page).toContain('đã xử lý xong: 12; Đơn điền sẵn, hết hạn tải: 1');
});
