import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TicketKind } from '../../src/core/types.ts';
import { meetClocks, seedHolidayRows, startClocks } from '../../src/store/clocks.ts';
import { type TestStore, testStore } from '../helpers/app.ts';

let at: TestStore;
beforeAll(async () => {
  at = await testStore();
  await seedHolidayRows(at.store.pool, at.wardId);
});
afterAll(() => at.close());

let serial = 0;
async function ticket(kind: TicketKind, from: string): Promise<string> {
  serial += 1;
  const [row] = await at.rows<{ id: string }>(
    `INSERT INTO ticket (ward_id, code, key, kind, category, text) VALUES ($1, $2, $2, $3, 'khac', 'x') RETURNING id`,
    [at.wardId, `DB-${serial}`, kind],
  );
  const ticketId = row?.id ?? '';
  await startClocks(at.store.pool, { wardId: at.wardId, ticketId, kind, from: new Date(from) });
  return ticketId;
}
const clocks = (ticketId: string) =>
  at.rows(
    `SELECT rule, to_char(due_on, 'YYYY-MM-DD') AS due, state, citation, met_at FROM clock WHERE ticket_id = $1 AND rule <> 'TCD5a'`,
    [ticketId],
  );

describe('a clock', () => {
  it('of 45 days stands beside it as the outer alarm, and is not met by a first answer', async () => {
    const id = await ticket('kienNghi', '2026-11-23T09:00:00+07:00');
    await meetClocks(at.store.pool, id, ['first']);
    expect(
      await at.rows(
        `SELECT to_char(due_on, 'YYYY-MM-DD') AS due, state FROM clock WHERE ticket_id = $1 AND rule = 'TCD5a'`,
        [id],
      ),
    ).toEqual([{ due: '2027-01-07', state: 'running' }]);
  });

  it('starts with a report, with its rule, its article and a day that skips what the ward has off', async () => {
    // Monday; ten working days, and the 24th of November is off
    const [clock] = await clocks(await ticket('phanAnh', '2026-11-23T09:00:00+07:00'));
    expect(clock).toMatchObject({ rule: 'TCD1', due: '2026-12-08', state: 'running', met_at: null });
    expect(clock?.citation).toMatch(/Đ|Điều/);
  });

  it.each(['khieuNai', 'toCao', 'thongTin', 'hoi'] as const)(
    'does not start with %s: nothing of it was registered here',
    async (kind) => {
      expect(await clocks(await ticket(kind, '2026-11-23T09:00:00+07:00'))).toEqual([]);
    },
  );

  it('knows a day off that an officer entered, and keeps it over the next start', async () => {
    await at.rows(
      `INSERT INTO holiday (ward_id, date, kind, name, source) VALUES ($1, '2027-03-10', 'off', 'Lễ của phường', 'officer')
ON CONFLICT (ward_id, date) DO UPDATE SET name = excluded.name, kind = excluded.kind`,
      [at.wardId],
    );
    await seedHolidayRows(at.store.pool, at.wardId);
    const [clock] = await clocks(await ticket('kienNghi', '2027-03-01T09:00:00+07:00'));
    expect(clock?.due).toBe('2027-03-16');
  });

  it('begins once, however often its turn is done', async () => {
    const id = await ticket('phanAnh', '2026-11-23T09:00:00+07:00');
    await startClocks(at.store.pool, {
      wardId: at.wardId,
      ticketId: id,
      kind: 'phanAnh',
      from: new Date('2026-12-23T09:00:00+07:00'),
    });
    expect(await clocks(id)).toMatchObject([{ due: '2026-12-08' }]);
  });

  it('is met up to the last moment of its day in Việt Nam, and missed after; what is settled stays settled', async () => {
    const [today] = await at.rows<{ day: string }>(
      `SELECT to_char(now() AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') AS day`,
    );
    const inTime = await ticket('phanAnh', '2026-11-23T09:00:00+07:00');
    const late = await ticket('phanAnh', '2026-11-23T09:00:00+07:00');
    await at.rows('UPDATE clock SET due_on = $2::date WHERE ticket_id = $1', [inTime, today?.day]);
    await at.rows('UPDATE clock SET due_on = $2::date - 1 WHERE ticket_id = $1', [late, today?.day]);
    await meetClocks(at.store.pool, inTime, ['first']);
    await meetClocks(at.store.pool, late, ['first']);
    expect(await clocks(inTime)).toMatchObject([{ state: 'met', met_at: expect.any(Date) }]);
    expect(await clocks(late)).toMatchObject([{ state: 'missed' }]);
    await at.rows(`UPDATE clock SET due_on = '2020-01-01' WHERE ticket_id = $1`, [inTime]);
    await meetClocks(at.store.pool, inTime, ['first']);
    expect(await clocks(inTime)).toMatchObject([{ state: 'met' }]);
  });
});
