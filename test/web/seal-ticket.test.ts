import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealedList } from '../../src/store/sealed-room.ts';
import { openWorld, type World } from './console-world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());

test('an officer moves a ticket into the sealed room with one confirmed form; it is gone from the console', async () => {
  const anh = await world.officer('handler');
  const reader = await world.officer('sealed-reader');
  const { code, contactId } = await world.ticket({
    text: 'Ông Xyz nhận tiền',
    name: 'Hoa',
    phone: '0912345678',
  });
  const at = `/console/ho-so/${code}`;
  expect(await anh.see(at)).toContain('chuyển vào phòng niêm phong');
  const unsure = await anh.post(`${at}/niem-phong`, {});
  expect(unsure.status).toBe(409);
  expect(await unsure.text()).toContain('đánh dấu ô xác nhận');
  const done = await anh.post(`${at}/niem-phong`, { sure: 'yes' });
  expect(done.headers.get('location')).toBe('/console/ho-so?da=niem-phong');
  expect((await anh.get(at)).status).toBe(404);
  expect(await anh.see('/console/ho-so?ngan=all')).not.toContain('Xyz');
  expect((await anh.post(`${at}/niem-phong`, { sure: 'yes' })).status).toBe(303);
  const me = { wardId: world.wardId, id: reader.officer.id, name: reader.officer.name };
  expect((await sealedList(world.store, me)).map((l) => l.code)).toEqual([code]);
  const { rows } = await world.store.pool.query(
    'SELECT count(*)::int AS n FROM outbox WHERE contact_id = $1',
    [contactId],
  );
  expect(rows).toEqual([{ n: 1 }]);
  expect(world.logged.join('\n')).not.toContain('Xyz');
});

test('a signed paper is not moved: it is dealt with on paper', async () => {
  const anh = await world.officer('handler');
  const { id, code } = await world.ticket({ kind: 'khieuNai', text: 'Đơn' });
  await world.store.pool.query(
    `INSERT INTO complaint (ticket_id, ward_id, paper_on, received_on, officer_id) VALUES ($1, $2, '2026-11-02', '2026-11-02', $3)`,
    [id, world.wardId, anh.officer.id],
  );
  const page = await anh.post(`/console/ho-so/${code}/niem-phong`, { sure: 'yes' });
  expect(await page.text()).toContain('bản giấy');
  expect((await anh.get(`/console/ho-so/${code}`)).status).toBe(200);
});
