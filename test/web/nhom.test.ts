import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type Visitor, type World } from './console-world.ts';

let world: World;
let lan: Visitor;
beforeAll(async () => {
  world = await openWorld();
  lan = await world.officer('handler');
  await world.store.pool.query(`INSERT INTO "group" (ward_id, name) VALUES ($1, 'Tổ 1'), ($1, 'Tổ 2')`, [
    world.wardId,
  ]);
});
afterAll(() => world.end());

const HEAD = 'Tổ,Số hộ,Chủ hộ,Địa chỉ,Điện thoại\n';
async function send(text: string, act = 'nhap'): Promise<Response> {
  const row = await world.store.pool.query<{ csrf: string }>(
    'SELECT csrf FROM session WHERE officer_id = $1 ORDER BY created_at DESC LIMIT 1',
    [lan.officer.id],
  );
  const form = new FormData();
  form.set('csrf', row.rows[0]?.csrf ?? '');
  form.set('do', act);
  form.set('file', new File([text], 'ho.csv'));
  return await world.request('/console/nhom/nhap', {
    method: 'POST',
    headers: { cookie: `can_bo=${lan.cookie}` },
    body: form,
  });
}
const count = async () =>
  (await world.store.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM household')).rows[0]?.n;

test('one broken line keeps the whole list out', async () => {
  const answer = await send(`${HEAD}Tổ 1,1,Bà Hoa,,\nTổ 7,2,Ông Tư,,\n`);
  expect(answer.status).toBe(409);
  expect(await answer.text()).toContain('Dòng 3: không có tổ tên');
  expect(await count()).toBe(0);
});

test('a dry run takes nothing in', async () => {
  const page = await (await send(`${HEAD}Tổ 1,1,Bà Hoa,,\n`, 'thu')).text();
  expect(page).toContain('1 hộ, không có lỗi');
  expect(await count()).toBe(0);
});

test('a good list is taken in once, renewed by number, and its names are sealed', async () => {
  const list = `${HEAD}Tổ 1,1,Nguyễn Thị Hoa,Ngõ 1,0912345678\nTổ 1,2,Trần Văn Tư,Ngõ 2,\n`;
  expect(await (await send(list)).text()).toContain('thêm 2 hộ, cập nhật 0 hộ');
  expect(await (await send(list)).text()).toContain('thêm 0 hộ, cập nhật 2 hộ');
  expect(await count()).toBe(2);
  const kept = await world.store.pool.query('SELECT * FROM household');
  expect(JSON.stringify(kept.rows.map((r) => String(r.head)))).not.toContain('Hoa');
  // two households that change numbers with one another
  const swapped = `${HEAD}Tổ 1,2,Nguyễn Thị Hoa,Ngõ 1,\nTổ 1,1,Trần Văn Tư,Ngõ 2,\n`;
  expect((await send(swapped)).status).toBe(200);
});

test('a household that stands in the list under another number is said, and nothing is taken in', async () => {
  const answer = await send(`${HEAD}Tổ 1,9,Nguyễn Thị Hoa,Ngõ 1,\n`);
  expect(answer.status).toBe(409);
  expect(await answer.text()).toContain('hộ 9 trùng với hộ 2 đã có');
  expect(await count()).toBe(2);
});

test('the list goes out as a file that comes back as it was', async () => {
  const file = await lan.get('/console/nhom/xuat.csv');
  const text = await file.text();
  expect(text).toContain('Trần Văn Tư');
  expect(await (await send(text)).text()).toContain('thêm 0 hộ, cập nhật 2 hộ');
  const audits = await world.store.pool.query(`SELECT 1 FROM audit WHERE action = 'household.export'`);
  expect(audits.rowCount).toBe(1);
});

test('a code is shown once, and what is wrong with a number is said', async () => {
  const page = await lan.see('/console/nhom');
  const group = /name="group" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const shown = await (await lan.post('/console/nhom', { group, do: 'ma-chat' })).text();
  const code = /lienket (\d{10})/.exec(shown)?.[1] ?? '';
  expect(code).not.toBe('');
  expect(await lan.see('/console/nhom')).not.toContain(code);
  const kept = await world.store.pool.query('SELECT hash FROM group_code');
  expect(JSON.stringify(kept.rows)).not.toContain(code);
  expect((await lan.post('/console/nhom', { group, do: 'so-ho', households: 'x' })).status).toBe(409);
  expect((await lan.post('/console/nhom', { group, do: 'so-ho', households: '210' })).status).toBe(303);
});
