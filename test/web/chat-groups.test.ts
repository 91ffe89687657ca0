import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { SendError } from '../../src/core/errors.ts';
import type { ChatGroup, ChatGroups } from '../../src/core/types.ts';
import { ensureChannel } from '../../src/store/channels.ts';
import { chatChanged } from '../../src/store/group-chats.ts';
import { NOW, openWorld, type Visitor, type World } from './console-world.ts';

const ZALO = '/console/nhom/zalo';
let world: World;
let lan: Visitor;
let group = '';
let zalo = '';
let listed: readonly ChatGroup[] = [];
let refusal: SendError | null = null;
const made: Parameters<ChatGroups['create']>[0][] = [];
const api: ChatGroups = {
  list: async (from) => {
    if (refusal) throw refusal;
    const groups = listed.slice(from, from + 2);
    return { groups, next: from + 2 < listed.length ? from + 2 : null };
  },
  places: async () => [{ id: 'goi-1', size: 50, until: '31/12/2027' }],
  create: async (want) => {
    if (refusal) throw refusal;
    made.push(want);
    return { chat: 'group:new', title: want.title, members: 1, off: false };
  },
};
let on = true;
beforeAll(async () => {
  world = await openWorld({ chatGroups: () => (on ? api : undefined) });
  lan = await world.officer('handler');
  zalo = (await ensureChannel(world.store.pool, world.wardId, 'zalo')).id;
  const { rows } = await world.store.pool.query<{ id: string }>(
    `INSERT INTO "group" (ward_id, name) VALUES ($1, 'Tổ 7') RETURNING id`,
    [world.wardId],
  );
  group = rows[0]?.id ?? '';
});
afterAll(() => world.end());
beforeEach(async () => {
  [listed, refusal, on] = [[], null, true];
  await world.store.pool.query('DELETE FROM group_chat; DELETE FROM known_chat; DELETE FROM officer_account');
});

const sync = async () => {
  expect((await lan.post(ZALO, {})).status).toBe(303);
  await vi.waitFor(async () => expect(await lan.see(ZALO)).not.toContain('Trang tự cập nhật'), {
    timeout: 30_000,
    interval: 50,
  });
};
const chat = (n: number, more: Partial<ChatGroup> = {}): ChatGroup => ({
  chat: `group:${n}`,
  title: `Nhóm số ${n}`,
  members: 10 + n,
  off: false,
  ...more,
});
const stateOf = async (id: string) =>
  (await world.store.pool.query<{ state: string }>('SELECT state FROM group_chat WHERE chat = $1', [id]))
    .rows[0]?.state;

test('all groups are fetched, page by page, and one is linked to a residential group', async () => {
  listed = [chat(1), chat(2), chat(3), chat(4), chat(5)];
  await sync();
  const page = await lan.see(ZALO);
  expect(page).toContain('Lần lấy gần nhất: 5 nhóm');
  expect(page).toContain('Nhóm số 5');
  expect((await lan.post(`${ZALO}/noi`, { chat: `${zalo}|group:3`, group })).status).toBe(303);
  expect(await stateOf('group:3')).toBe('linked');
  expect(await lan.see(ZALO)).toMatch(/Đã nối[\s\S]*Nhóm số 3[\s\S]*Tổ 7/);
  expect((await lan.post(`${ZALO}/noi`, { chat: `${zalo}|group:unknown`, group })).status).toBe(409);
});

test('a group that is gone, or whose package ran out, is shown so and is told nothing more; back again it is linked again', async () => {
  listed = [chat(1), chat(2)];
  await sync();
  for (const n of [1, 2]) await lan.post(`${ZALO}/noi`, { chat: `${zalo}|group:${n}`, group });
  listed = [chat(1, { off: true })];
  await sync();
  expect([await stateOf('group:1'), await stateOf('group:2')]).toEqual(['gone', 'gone']);
  const page = await lan.see(ZALO);
  expect(page).toContain('đã hết hạn gói');
  expect(page).toContain('máy không còn trong nhóm');
  listed = [chat(1)];
  await sync();
  expect(await stateOf('group:1')).toBe('linked');
});

test("a platform's own word that we were put out is taken at once, and twice is once", async () => {
  listed = [chat(1)];
  await sync();
  await lan.post(`${ZALO}/noi`, { chat: `${zalo}|group:1`, group });
  const out = { wardId: world.wardId, channelId: zalo, chat: 'group:1', change: 'gone' as const, at: NOW };
  for (let n = 0; n < 2; n++) await chatChanged(world.store.pool, out);
  expect(await stateOf('group:1')).toBe('gone');
  expect(await lan.see('/console/nhom')).toContain('máy đã bị đưa ra khỏi nhóm');
});

test('a refusal in the middle is said in its words, and what was linked stays linked', async () => {
  listed = [chat(1)];
  await sync();
  await lan.post(`${ZALO}/noi`, { chat: `${zalo}|group:1`, group });
  refusal = new SendError('rejected', 'Trang Zalo của phường chưa được xác thực.', { code: '-221' });
  await sync();
  expect(await lan.see(ZALO)).toContain('Trang Zalo của phường chưa được xác thực.');
  expect(await stateOf('group:1')).toBe('linked');
});

test('a group is made with a place, with officers who linked Zalo in it, and is linked at once', async () => {
  const nobody = await lan.post(`${ZALO}/moi`, { group, place: 'goi-1', title: '' });
  expect(nobody.status).toBe(409);
  expect(await nobody.text()).toContain('Chưa có cán bộ nào nối tài khoản Zalo');
  await world.store.pool.query(
    `INSERT INTO officer_account (ward_id, officer_id, channel_id, external_id) VALUES ($1, $2, $3, 'lan-zalo')`,
    [world.wardId, lan.officer.id, zalo],
  );
  expect(await lan.see(`${ZALO}/moi`)).toContain('Tối đa 50 người, dùng đến 31/12/2027');
  expect((await lan.post(`${ZALO}/moi`, { group, place: 'goi-1', title: '' })).status).toBe(303);
  expect(made.at(-1)).toMatchObject({ title: 'Tổ 7', place: 'goi-1', members: ['lan-zalo'] });
  expect(await stateOf('group:new')).toBe('linked');
  refusal = new SendError('rejected', 'Gói nhóm này đã dùng cho nhóm khác. Xin chọn gói khác.');
  expect(await (await lan.post(`${ZALO}/moi`, { group, place: 'goi-1', title: 'A' })).text()).toContain(
    'Chưa lập được nhóm. Gói nhóm này đã dùng',
  );
});

test('without an Official Account the page says what is missing', async () => {
  on = false;
  expect(await lan.see(ZALO)).toContain('Phường chưa nối trang chính thức Zalo');
  expect((await lan.post(ZALO, {})).status).toBe(409);
});
