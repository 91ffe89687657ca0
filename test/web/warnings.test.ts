import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_HOURS } from '../../src/law/index.ts';
import { seedHolidayRows, wardCalendar } from '../../src/store/clocks.ts';
import { transaction } from '../../src/store/db.ts';
import { seal } from '../../src/store/sealed.ts';
import { writeWarnings } from '../../src/store/warnings.ts';
import { contact } from '../helpers/talk.ts';
import { NOW, openWorld, type Visitor, type World } from './console-world.ts';

const ROOM = '/console/niem-phong';
let world: World;
let holder: Visitor;
beforeAll(async () => {
  world = await openWorld();
  await seedHolidayRows(world.store.pool, world.wardId);
  holder = await world.officer('handler');
});
afterAll(() => world.end());

const look = async () =>
  await transaction(world.store, async (tx) =>
    writeWarnings(tx, world.wardId, NOW, await wardCalendar(tx, world.wardId), DEFAULT_HOURS),
  );

test('the step reached stands on the ticket and on the page of the officer it was said to, until the clock is met', async () => {
  const { id, code } = await world.ticket();
  await world.store.pool.query(`UPDATE ticket SET holder_id = $2 WHERE id = $1`, [id, holder.officer.id]);
  await world.store.pool.query(
    `UPDATE clock SET due_on = '2026-11-25' WHERE ticket_id = $1 AND rule = 'TCD1'`,
    [id],
  );
  await look();
  expect(await holder.see(`/console/ho-so/${code}`)).toMatch(
    /Đã nhắc lúc 09:00, 23\/11\/2026: còn 1 ngày làm việc/,
  );
  const mine = await holder.see('/console');
  expect(mine).toContain('Hạn đã nhắc anh, chị');
  expect(mine).toContain('báo người dân là đã nhận giải quyết');
  const other = await world.officer('handler');
  expect(await other.see('/console')).not.toContain('Hạn đã nhắc anh, chị');
  await world.store.pool.query(`UPDATE clock SET state = 'met' WHERE ticket_id = $1`, [id]);
  expect(await holder.see('/console')).not.toContain('Hạn đã nhắc anh, chị');
  expect(await holder.see(`/console/ho-so/${code}`)).not.toContain('Đã nhắc lúc');
});

test('a denunciation whose day nears is marked in the sealed room for its readers, and nowhere else', async () => {
  const mai = await world.officer('sealed-reader');
  const id = randomUUID();
  const sealing = {
    wardId: world.wardId,
    platform: 'web',
    record: id,
    code: 'DB-1000-777-001',
    turn: id,
    at: NOW,
  };
  await transaction(world.store, (tx) =>
    seal(tx, world.store.vault, { ...sealing, text: 'x', contact: contact({}) }),
  );
  expect(await mai.see(ROOM)).not.toContain('còn không quá 3 ngày làm việc');
  // forwarding is due within five working days of the paper (Luật Tố cáo Đ.24.2)
  await mai.post(`${ROOM}/${id}/moc`, { moc: 'formal', ngay: '2026-11-20' });
  expect(await mai.see(ROOM)).not.toContain('ngày làm việc');
  await world.store.pool.query(`UPDATE sealed_record SET formal_received_at = '2026-11-18' WHERE id = $1`, [
    id,
  ]);
  expect(await mai.see(ROOM)).toContain('còn không quá 3 ngày làm việc');
  expect(await look()).toEqual([]);
  expect(await mai.see('/console')).not.toContain('DB-1000-777-001');
  await world.store.pool.query(`UPDATE sealed_record SET formal_received_at = '2026-11-02' WHERE id = $1`, [
    id,
  ]);
  expect(await mai.see(ROOM)).toContain('đã quá hạn');
});
