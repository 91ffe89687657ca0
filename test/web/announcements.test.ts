import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { announce, unannounce } from '../../src/store/announcements.ts';
import { transaction } from '../../src/store/db.ts';
import { NOW, openWorld, type Visitor, type World } from './console-world.ts';

const HERE = '/console/thong-bao/to-truong';
let world: World;
let lan: Visitor;
let contact = '';
let serial = 0;
beforeAll(async () => {
  world = await openWorld();
  lan = await world.officer('handler');
  const { rows } = await world.store.pool.query<{ id: string }>(
    `WITH g AS (INSERT INTO "group" (ward_id, name) VALUES ($1, 'Tổ 9') RETURNING id),
c AS (INSERT INTO contact (ward_id, channel_id, external_id, group_id) SELECT $1, $2, 'tổ trưởng', id FROM g RETURNING id, group_id)
INSERT INTO group_head (contact_id, ward_id, group_id, linked_by) SELECT id, $1, group_id, 'Lan' FROM c RETURNING contact_id AS id`,
    [world.wardId, world.channel.id],
  );
  contact = rows[0]?.id ?? '';
});
afterAll(() => world.end());
beforeEach(() => world.store.pool.query('DELETE FROM announcement'));

const asks = async (text: string) => {
  const said = { wardId: world.wardId, contactId: contact, text, key: `turn-${++serial}`, at: NOW };
  return (await transaction(world.store, (tx) => announce(tx, said))).id ?? '';
};
const stateOf = async (id: string) =>
  (await world.store.pool.query('SELECT state, why FROM announcement WHERE id = $1', [id])).rows[0];

test('what waits is on Hôm nay and on its page; a yes makes a broadcast to that group and tells the head', async () => {
  const id = await asks('Mai thu rác cồng kềnh <b>');
  expect(await lan.see('/console')).toContain('1 tin chờ anh, chị duyệt');
  expect(await lan.see(HERE)).toContain('Mai thu rác cồng kềnh &lt;b&gt;');
  const rung = world.rung.length;
  expect((await lan.post(`${HERE}/${id}`, { do: 'co', why: '' })).status).toBe(303);
  expect(await stateOf(id)).toMatchObject({ state: 'sent' });
  expect(world.rung.length).toBeGreaterThan(rung);
  const { rows } = await world.store.pool.query('SELECT state, audience FROM broadcast WHERE key = $1', [
    `announcement:${id}`,
  ]);
  expect(rows).toMatchObject([{ state: 'scheduled', audience: { groups: [expect.any(String)] } }]);
  expect((await lan.post(`${HERE}/${id}`, { do: 'co', why: '' })).status).toBe(409);
});

test('a no needs a reason, which is kept and told', async () => {
  const id = await asks('Bán hàng giảm giá');
  expect((await lan.post(`${HERE}/${id}`, { do: 'khong', why: ' ' })).status).toBe(409);
  expect(await stateOf(id)).toMatchObject({ state: 'waiting' });
  expect((await lan.post(`${HERE}/${id}`, { do: 'khong', why: 'Không phải việc của tổ' })).status).toBe(303);
  expect(await stateOf(id)).toMatchObject({ state: 'refused', why: 'Không phải việc của tổ' });
  expect(await lan.see(HERE)).toContain('Lý do: ');
});

test('one that its head took back cannot be agreed to', async () => {
  const id = await asks('Nhầm');
  expect(await transaction(world.store, (tx) => unannounce(tx, contact, NOW))).toBe(true);
  expect((await lan.post(`${HERE}/${id}`, { do: 'co' })).status).toBe(409);
  expect(await lan.see(HERE)).toContain('Tổ trưởng đã rút');
});

test('supervisors see none of it', async () => {
  const watcher = await world.officer('supervisor');
  expect((await watcher.get(HERE)).status).toBe(403);
});
