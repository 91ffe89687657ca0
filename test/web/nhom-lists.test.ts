import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { readTable, writeXlsx } from '../../src/papers/table.ts';
import { openWorld, type Visitor, type World } from './console-world.ts';

let world: World;
let lan: Visitor;
let admin: Visitor;
beforeAll(async () => {
  world = await openWorld();
  lan = await world.officer('handler');
  admin = await world.officer('admin');
});
afterAll(() => world.end());
beforeEach(async () => {
  await world.store.pool.query(`DELETE FROM household; DELETE FROM "group"; DELETE FROM setting`);
  await world.store.pool.query(`INSERT INTO "group" (ward_id, name) VALUES ($1, 'Tổ 1'), ($1, 'Tổ 2')`, [
    world.wardId,
  ]);
});

async function send(
  who: Visitor,
  to: string,
  bytes: string | Uint8Array<ArrayBuffer>,
  act = 'nhap',
): Promise<Response> {
  const row = await world.store.pool.query<{ csrf: string }>(
    'SELECT csrf FROM session WHERE officer_id = $1 ORDER BY created_at DESC LIMIT 1',
    [who.officer.id],
  );
  const form = new FormData();
  form.set('csrf', row.rows[0]?.csrf ?? '');
  form.set('do', act);
  form.set('file', new File([bytes], 'tep'));
  const headers = { cookie: `can_bo=${who.cookie}` };
  return await world.request(`/console/nhom/${to}`, { method: 'POST', headers, body: form });
}
const groups = async () =>
  (
    await world.store.pool.query<{ name: string; households: number | null }>(
      'SELECT name, households FROM "group" ORDER BY position, name',
    )
  ).rows;
const homes = async () =>
  (await world.store.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM household')).rows[0]?.n;

test('groups come in from Excel: new ones are added, known ones get their number, none is taken away', async () => {
  const bytes = await writeXlsx([
    {
      name: 'Tổ',
      rows: [
        ['Tên tổ', 'Tổng số hộ'],
        ['to 1', 120],
        ['Tổ 10', 80],
        ['Tổ 3', null],
      ],
      widths: [20, 10],
    },
  ]);
  expect(await (await send(admin, 'nhap-to', bytes, 'thu')).text()).toContain('3 tổ, không có lỗi');
  expect(await groups()).toHaveLength(2);
  expect(await (await send(admin, 'nhap-to', bytes)).text()).toContain('thêm 2 tổ, cập nhật số hộ của 1 tổ');
  expect(await groups()).toEqual([
    { name: 'Tổ 1', households: 120 },
    { name: 'Tổ 2', households: null },
    { name: 'Tổ 3', households: null },
    { name: 'Tổ 10', households: 80 },
  ]);
  expect(await (await send(admin, 'nhap-to', bytes)).text()).toContain('thêm 0 tổ, cập nhật số hộ của 0 tổ');
});

test('a list of groups with a broken line, a group twice, or one that was put away changes nothing', async () => {
  const broken = await send(admin, 'nhap-to', 'Tổ,Tổng số hộ\nTổ 5,mười\nTổ 6,10\nTỔ 6,11\n');
  expect(broken.status).toBe(409);
  const words = await broken.text();
  expect(words).toContain('Dòng 2: tổng số hộ phải là số');
  expect(words).toContain('Dòng 4: trùng với dòng 3');
  await world.store.pool.query(`UPDATE "group" SET archived_at = now() WHERE name = 'Tổ 2'`);
  const away = await send(admin, 'nhap-to', 'Tổ\nTổ 8\nTổ 2\n');
  expect(await away.text()).toContain('Chưa nhập tổ nào: Tổ 2 đang cất');
  expect((await groups()).map((g) => g.name)).toEqual(['Tổ 1', 'Tổ 2']);
});

test('a list in the fonts of the nineties is recognised and said, for groups as for households', async () => {
  // "Tæ d©n phè sè 1" is "Tổ dân phố số 1" in TCVN3
  const old = 'Tæ,Sè hé,Chñ hé\nTæ d©n phè sè 1,1,NguyÔn ThÞ Hoa\nTæ d©n phè sè 1,2,TrÇn V¨n T­\n';
  const bytes = Uint8Array.from([...old].map((c) => c.charCodeAt(0)));
  for (const [who, to] of [
    [admin, 'nhap-to'],
    [lan, 'nhap'],
  ] as const) {
    const answer = await send(who, to, bytes);
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('TCVN3');
  }
});

test('only who keeps the ward brings groups in', async () => {
  expect((await send(lan, 'nhap-to', 'Tổ\nTổ 8\n')).status).toBe(403);
  expect(await lan.see('/console/nhom')).not.toContain('nhap-to');
});

test('three broken lines in a hundred are all named, and nothing is taken in', async () => {
  const lines = Array.from({ length: 100 }, (_, i) =>
    i % 33 === 32 ? `Tổ 99,${i},Chủ hộ ${i},` : `Tổ 1,${i + 1},Chủ hộ ${i},Ngõ ${i}`,
  );
  const answer = await send(lan, 'nhap', `Tổ,Số hộ,Chủ hộ,Địa chỉ\n${lines.join('\n')}\n`);
  expect(answer.status).toBe(409);
  const words = await answer.text();
  expect(words).toContain('3 dòng lỗi, 97 dòng đúng');
  for (const line of [34, 67, 100]) expect(words).toContain(`Dòng ${line}:`);
  expect(await homes()).toBe(0);
});

test('a long list is taken in while its page shows how far it has come, whole or not at all', async () => {
  const lines = Array.from({ length: 1_200 }, (_, i) => `Tổ 1,${i + 1},Chủ hộ ${i},Ngõ ${i}`);
  const list = (rows: readonly string[]) => `Tổ,Số hộ,Chủ hộ,Địa chỉ\n${rows.join('\n')}\n`;
  const ended = async (words: string) =>
    await vi.waitFor(async () => expect(await lan.see('/console/nhom')).toContain(words), {
      timeout: 60_000,
      interval: 100,
    });
  expect((await send(lan, 'nhap', list(lines))).status).toBe(303);
  await ended('Lần nhập danh sách dài gần nhất: Đã nhập: thêm 1200 hộ, cập nhật 0 hộ.');
  expect(await homes()).toBe(1_200);
  // the household of number 1 is said to be number 5000: it stands there already
  const clashing = [...lines.slice(1), 'Tổ 1,5000,Chủ hộ 0,Ngõ 0'];
  expect((await send(lan, 'nhap', list(clashing))).status).toBe(303);
  await ended('Chưa nhập hộ nào. Tổ 1, hộ 5000 trùng với hộ 1 đã có');
  expect(await homes()).toBe(1_200);
});

test('both lists go out as Excel and come back as they were', async () => {
  await send(lan, 'nhap', 'Tổ,Số hộ,Chủ hộ,Địa chỉ,Điện thoại\nTổ 1,1,=Hoa,Ngõ 1,0912345678\n');
  const bytes = new Uint8Array(await (await lan.get('/console/nhom/xuat.xlsx')).arrayBuffer());
  expect(await readTable(bytes)).toEqual([
    ['Tổ', 'Số hộ', 'Chủ hộ', 'Địa chỉ', 'Điện thoại'],
    ['Tổ 1', '1', '=Hoa', 'Ngõ 1', '0912345678'],
  ]);
  expect(await (await send(lan, 'nhap', bytes)).text()).toContain('thêm 0 hộ, cập nhật 1 hộ');
  const table = await readTable(
    new Uint8Array(await (await lan.get('/console/nhom/xuat-to.xlsx')).arrayBuffer()),
  );
  expect(table.map((r) => r[0])).toEqual(['Tổ', 'Tổ 1', 'Tổ 2']);
  expect(await (await lan.get('/console/nhom/xuat-to.csv')).text()).toContain('Tổ 2');
});
