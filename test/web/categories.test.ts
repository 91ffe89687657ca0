import { afterAll, beforeAll, expect, test } from 'vitest';
import { categoriesOf } from '../../src/store/categories.ts';
import { openWorld, type Visitor, type World } from './console-world.ts';

let world: World;
let leader: Visitor;
beforeAll(async () => {
  world = await openWorld();
  leader = await world.officer('leader');
});
afterAll(() => world.end());

const PAGE = '/console/linh-vuc';
const list = () => categoriesOf(world.store.pool, world.wardId);
const ids = async () => (await list()).map((c) => c.id);

test('a ward that changed nothing sees our nine, "việc khác" last', async () => {
  expect(await ids()).toEqual([
    'duong',
    'den',
    'rac',
    'nuoc',
    'on',
    'xay-dung',
    'an-ninh',
    'thai-do',
    'khac',
  ]);
  expect(await leader.see(PAGE)).toContain('Rác, vệ sinh');
});

test('a new one stands before "việc khác", with its words', async () => {
  const done = await leader.post(PAGE, {
    do: 'add',
    name: 'Cây  xanh',
    words: 'cây xà cừ,; cành khô\ncây xà cừ',
  });
  expect(done.status).toBe(303);
  expect((await list()).at(-2)).toEqual({
    id: 'cay-xanh',
    name: 'Cây xanh',
    words: ['cây xà cừ', 'cành khô'],
    archived: false,
  });
  expect((await ids()).at(-1)).toBe('khac');
});

test('a name that is there already is refused, and what was typed comes back', async () => {
  const taken = await leader.post(PAGE, { do: 'add', name: 'ĐÈN ĐƯỜNG', words: 'bóng cao áp' });
  expect(taken.status).toBe(409);
  const page = await taken.text();
  expect(page).toContain('Đã có lĩnh vực mang tên này');
  expect(page).toContain('bóng cao áp');
});

test('renaming holds for tickets that have it, in the list and on their page', async () => {
  const { code } = await world.ticket({ category: 'on' });
  expect(
    (await leader.post(PAGE, { do: 'save', id: 'on', name: 'ồn ào ban đêm', words: 'loa' })).status,
  ).toBe(303);
  expect(await leader.see('/console/ho-so')).toContain('Ồn ào ban đêm');
  expect(await leader.see(`/console/ho-so/${code}`)).toContain('Ồn ào ban đêm');
});

test('the order can be changed, and one can be put away and taken back, but not "việc khác"', async () => {
  await leader.post(PAGE, { do: 'up', id: 'den' });
  expect((await ids()).slice(0, 2)).toEqual(['den', 'duong']);
  await leader.post(PAGE, { do: 'up', id: 'den' });
  expect((await ids()).slice(0, 2)).toEqual(['den', 'duong']);
  await leader.post(PAGE, { do: 'archive', id: 'den' });
  expect((await list())[0]).toMatchObject({ id: 'den', archived: true });
  await leader.post(PAGE, { do: 'restore', id: 'den' });
  expect((await list())[0]).toMatchObject({ id: 'den', archived: false });
  expect((await leader.post(PAGE, { do: 'archive', id: 'khac' })).status).toBe(409);
  expect((await leader.post(PAGE, { do: 'archive', id: 'gone' })).status).toBe(409);
});

test('every change is in the audit log with its author', async () => {
  const { rows } = await world.store.pool.query<{ action: string; subject: string }>(
    `SELECT action, subject FROM audit WHERE officer_id = $1 AND action LIKE 'category.%' ORDER BY id LIMIT 2`,
    [leader.officer.id],
  );
  expect(rows).toEqual([
    { action: 'category.add', subject: 'cay-xanh' },
    { action: 'category.save', subject: 'on' },
  ]);
});

test('an empty name and a word without end are refused with what to do', async () => {
  expect(await (await leader.post(PAGE, { do: 'add', name: ' ', words: '' })).text()).toContain(
    'từ 1 đến 60',
  );
  const long = await leader.post(PAGE, { do: 'save', id: 'rac', name: 'rác', words: 'a'.repeat(61) });
  expect(await long.text()).toContain('dấu phẩy');
  expect((await leader.post(PAGE, { do: 'eat', name: 'x' })).status).toBe(400);
});
