import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { seedHolidayRows } from '../../src/store/clocks.ts';
import { transaction } from '../../src/store/db.ts';
import { bookReception, planOf, savePlan } from '../../src/store/reception.ts';
import { contact } from '../helpers/talk.ts';
import { NOW, openWorld, type Visitor, type World } from './console-world.ts';

let world: World;
let admin: Visitor;
let handler: Visitor;
let supervisor: Visitor;
beforeAll(async () => {
  world = await openWorld();
  await seedHolidayRows(world.store.pool, world.wardId);
  admin = await world.officer('admin');
  handler = await world.officer('handler');
  supervisor = await world.officer('supervisor');
});
afterAll(() => world.end());
beforeEach(async () => {
  for (const table of ['reception_booking', 'reception_off'])
    await world.store.pool.query(`DELETE FROM ${table}`);
  await savePlan(
    world.store.pool,
    world.wardId,
    {
      place: 'phòng 1',
      rules: [
        {
          ...{
            id: 'r1',
            who: 'chair',
            from: '08:00',
            to: '09:00',
            minutes: 30,
            places: 2,
            since: '2026-10-01',
          },
          on: { kind: 'weekday', weekday: 4, nth: [1, 3] },
        },
        {
          ...{
            id: 'r2',
            who: 'officer',
            from: '08:00',
            to: '09:00',
            minutes: 30,
            places: 2,
            since: '2026-10-01',
          },
          on: { kind: 'weekday', weekday: 2, nth: [] },
        },
      ],
    },
    null,
  );
});

const PAGE = '/console/tiep-dan?thang=2026-12';
async function booking(at: string, name?: string, who: 'chair' | 'officer' = 'chair') {
  const { contactId } = await world.ticket();
  const code = `TD-${randomUUID().slice(0, 6)}`;
  await transaction(world.store, (tx) =>
    bookReception(tx, world.store.vault, {
      ...{
        wardId: world.wardId,
        contact: contact({ id: contactId ?? '' }),
        turnId: code,
        now: NOW,
        code,
        who,
      },
      at: new Date(at),
      ...(name === undefined ? {} : { name }),
    }),
  );
  const row = await world.store.pool.query<{ id: string }>(
    'SELECT id FROM reception_booking WHERE code = $1',
    [code],
  );
  return { id: row.rows[0]?.id ?? '', code, contactId };
}
const stateOf = async (id: string) =>
  (await world.store.pool.query('SELECT state, reason FROM reception_booking WHERE id = $1', [id])).rows[0];
const told = async (contactId: string | null) => {
  const found = await world.store.pool.query<{ body: Buffer }>(
    `SELECT body FROM outbox WHERE contact_id = $1 AND notice = 'reception-cancelled'`,
    [contactId],
  );
  return found.rows.map((r) => (world.store.vault.openJson('outbox.body', r.body) as { text: string }).text);
};

describe('the month', () => {
  test('shows days, bookings and holidays; names only to who may see them', async () => {
    const { code } = await booking('2026-12-03T08:30:00+07:00', 'Bà Hoa Nhận Diện');
    const page = await handler.see(PAGE);
    expect(page).toContain('Thứ Năm 03/12/2026');
    expect(page).toContain('Đã đặt 1 trong 4 chỗ');
    expect(page).toContain(code);
    expect(page).toContain('Bà Hoa Nhận Diện');
    const watched = await supervisor.see(PAGE);
    expect(watched).toContain(code);
    expect(watched).not.toContain('Nhận Diện');
    expect(watched).not.toContain('Hủy cả ngày này');
    // Tuesday 24/11/2026
    expect(await handler.see('/console/tiep-dan?thang=2026-11')).toMatch(/Không tiếp: [^<]*Văn h/);
  });

  test('names the months that fall short of the chair’s two days, with the article', async () => {
    await handler.post('/console/tiep-dan/buoi', {
      ...{ do: 'close', day: '2026-12-17', who: 'chair', reason: 'Họp tỉnh' },
    });
    const page = await handler.see(PAGE);
    expect(page).toContain('Tháng 12/2026: có 1 ngày, luật buộc ít nhất 2 ngày');
    expect(page).toContain('136/2025/QH15');
    expect(page).toContain('Không tiếp: Họp tỉnh');
    await handler.post('/console/tiep-dan/buoi', { do: 'open', day: '2026-12-17', who: 'chair' });
    expect(await handler.see(PAGE)).not.toContain('Tháng 12/2026: có 1 ngày');
  });
});

describe('a booking', () => {
  test('is cancelled only with a reason, which the resident reads; what was typed is not lost', async () => {
    const { id, contactId } = await booking('2026-12-03T08:30:00+07:00');
    expect((await handler.post(`/console/tiep-dan/lich/${id}/huy`, { reason: ' ' })).status).toBe(409);
    const long = await handler.post(`/console/tiep-dan/lich/${id}/huy`, { reason: 'ư'.repeat(501) });
    expect(long.status).toBe(409);
    const before = world.rung.length;
    const done = await handler.post(`/console/tiep-dan/lich/${id}/huy`, { reason: 'Chủ tịch đi họp tỉnh' });
    expect(done.status).toBe(303);
    expect(await stateOf(id)).toMatchObject({ state: 'cancelled', reason: 'Chủ tịch đi họp tỉnh' });
    expect(await told(contactId)).toEqual([expect.stringContaining('Chủ tịch đi họp tỉnh')]);
    expect(world.rung.length).toBeGreaterThan(before);
    // a second click, or a second officer
    const again = await admin.post(`/console/tiep-dan/lich/${id}/huy`, { reason: 'Lý do khác' });
    expect(again.status).toBe(409);
    expect(await told(contactId)).toHaveLength(1);
  });

  test('is marked on its day, not before', async () => {
    const { id } = await booking('2026-12-03T08:30:00+07:00');
    expect((await handler.post(`/console/tiep-dan/lich/${id}/den`, {})).status).toBe(409);
    await world.store.pool.query(`UPDATE reception_slot SET starts_at = $1`, [NOW]);
    expect((await handler.post(`/console/tiep-dan/lich/${id}/den`, {})).status).toBe(303);
    expect(await stateOf(id)).toMatchObject({ state: 'attended' });
    await handler.post(`/console/tiep-dan/lich/${id}/vang`, {});
    expect(await stateOf(id)).toMatchObject({ state: 'absent' });
    await world.store.pool.query('DELETE FROM reception_booking');
    await world.store.pool.query('DELETE FROM reception_slot');
  });

  test('of a day taken out is told to everybody booked, and to nobody else', async () => {
    const a = await booking('2026-12-03T08:00:00+07:00');
    const b = await booking('2026-12-03T08:30:00+07:00');
    const other = await booking('2026-12-01T08:00:00+07:00', undefined, 'officer');
    const fields = { do: 'close', day: '2026-12-03', who: 'chair', reason: 'Bão' };
    expect((await handler.post('/console/tiep-dan/buoi', fields)).status).toBe(303);
    for (const { contactId } of [a, b]) expect(await told(contactId)).toHaveLength(1);
    expect(await told(other.contactId)).toEqual([]);
    expect(await stateOf(other.id)).toMatchObject({ state: 'booked' });
    const audit = await world.store.pool.query(
      `SELECT subject, detail FROM audit WHERE action = 'reception.close-day' ORDER BY id DESC LIMIT 1`,
    );
    expect(audit.rows[0]).toEqual({ subject: '2026-12-03 chair', detail: { bookings: 2 } });
  });

  test('whose day became a holiday is shown to be cancelled', async () => {
    await booking('2026-12-03T08:00:00+07:00');
    await world.store.pool.query(
      `INSERT INTO holiday (ward_id, date, kind, name, source) VALUES ($1, '2026-12-03', 'off', 'Lễ mới', 'officer')`,
      [world.wardId],
    );
    expect(await handler.see(PAGE)).toContain('đã thành ngày nghỉ');
    await world.store.pool.query(`DELETE FROM holiday WHERE date = '2026-12-03'`);
  });
});

describe('the plan', () => {
  const add = (more: Record<string, string>) =>
    admin.post('/console/tiep-dan/ke-hoach', {
      ...{ do: 'add', who: 'chair', kind: 'dates', dates: '03/12/2026', from: '13:30', to: '16:00' },
      ...{ minutes: '30', places: '1', weekday: '4' },
      ...more,
    });

  test('takes a rule, says what was posted too late, and lets it go', async () => {
    expect((await add({ dates: '25/11/2026' })).status).toBe(303);
    const plan = await planOf(world.store.pool, world.wardId);
    expect(plan.rules.at(-1)).toMatchObject({
      on: { kind: 'dates', dates: ['2026-11-25'] },
      since: '2026-11-23',
    });
    expect(await admin.see('/console/tiep-dan?thang=2026-11')).toContain('quá muộn để niêm yết');
    await admin.post('/console/tiep-dan/ke-hoach', { do: 'remove', id: plan.rules.at(-1)?.id ?? '' });
    expect((await planOf(world.store.pool, world.wardId)).rules).toHaveLength(2);
  });

  test.each([
    [{ dates: '31/02/2027' }, 'ngày phải có thật'],
    [{ dates: '01/01/2026' }, 'đã qua'],
    [{ from: '16:00', to: '08:00' }, 'sau giờ bắt đầu'],
    [{ from: '25:00' }, 'như 08:00'],
    [{ minutes: '0' }, 'Mỗi lượt dài'],
    [{ kind: 'weekday', nth: '7' }, 'Lần trong tháng'],
    [{ kind: 'monthDays', days: '40' }, 'từ 1 tới 31'],
  ])('refuses %j and keeps what was typed', async (more, words) => {
    const response = await add(more);
    expect(response.status).toBe(409);
    const page = await response.text();
    expect(page).toContain(words);
    expect(page).toContain(Object.values(more).at(-1));
    expect((await planOf(world.store.pool, world.wardId)).rules).toHaveLength(2);
  });

  test('of a ward without one is said to be missing', async () => {
    await savePlan(world.store.pool, world.wardId, { rules: [] }, null);
    expect(await handler.see('/console/tiep-dan')).toContain('Chưa có kế hoạch tiếp công dân');
  });
});
