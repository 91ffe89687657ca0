import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { warningRound } from '../../src/jobs/warnings.ts';
import { makeAccountCode } from '../../src/store/accounts.ts';
import { wardCalendar } from '../../src/store/clocks/calendar.ts';
import { clockOf, extendClock, pauseClock } from '../../src/store/clocks/change.ts';
import { seedHolidayRows } from '../../src/store/clocks.ts';
import { transaction } from '../../src/store/db.ts';
import { addOfficer, type Officer, type Role } from '../../src/store/officers.ts';
import { warningsFor } from '../../src/store/warnings.ts';
import { type Bench, bench } from '../helpers/app.ts';

let clock: Date;
let at: Bench;
let tuan: Officer;

const MARK = 'chuyện riêng nhà tôi';
const hanoi = (text: string) => new Date(`${text}+07:00`);

beforeEach(async () => {
  clock = hanoi('2026-11-18T08:00:00');
  at = await bench({ desk: '-100', now: () => clock });
  await seedHolidayRows(at.store.pool, at.wardId);
  await linked('thu', 'Cô Thu', 'receiver');
  tuan = await linked('tuan', 'Anh Tuấn', 'handler');
  await linked('lan', 'Chị Lan', 'leader');
});
afterEach(() => at.close());

async function linked(who: string, name: string, ...roles: Role[]): Promise<Officer> {
  const officer = await addOfficer(at.store, at.wardId, name, roles);
  await at.says(who, `/noi ${await makeAccountCode(at.store, officer)}`);
  await at.run();
  return officer;
}

/** A ticket with one clock that runs and ends on a day. */
async function ticket(
  code: string,
  dueOn: string,
  more: { holder?: string; kind?: string; rule?: string } = {},
) {
  const [row] = await at.rows<{ id: string }>(
    `INSERT INTO ticket (ward_id, code, key, kind, category, text, holder_id) VALUES ($1, $2, $2, $3, 'duong', $4, $5) RETURNING id`,
    [at.wardId, code, more.kind ?? 'phanAnh', MARK, more.holder ?? null],
  );
  await at.rows(
    `INSERT INTO clock (ward_id, ticket_id, rule, from_at, due_on, citation) VALUES ($1, $2, $3, '2026-11-09T02:00:00Z', $4, 'khoản 1 Điều 28 Luật Tiếp công dân')`,
    [at.wardId, row?.id, more.rule ?? 'TCD1', dueOn],
  );
  return row?.id ?? '';
}

async function round(): Promise<number> {
  const said = await warningRound(at.rt);
  await at.run();
  return said;
}
const heard = (who: string) => at.platform.texts(who).filter((text) => text.startsWith('Nhắc hạn'));
const steps = async () =>
  (await at.rows<{ level: string }>('SELECT level FROM clock_warning ORDER BY at, level')).map(
    (r) => r.level,
  );

describe('warnings', () => {
  it('climb from the holder to the leader, each once, with kind, duty, day and article, and no word of the resident', async () => {
    await ticket('DB-1000-000-001', '2026-11-23', { holder: tuan.id });
    expect(await round()).toBe(1);
    expect(await round()).toBe(0);
    expect(heard('tuan')).toHaveLength(1);
    expect(heard('tuan')[0]).toContain('DB-1000-000-001 · Phản ánh · còn 3 ngày làm việc');
    expect(heard('tuan')[0]).toContain('Hạn: 23/11/2026 (khoản 1 Điều 28 Luật Tiếp công dân)');
    expect(heard('tuan')[0]).toContain('báo người dân');
    for (const day of ['2026-11-19', '2026-11-20']) {
      clock = hanoi(`${day}T08:00:00`);
      await round();
    }
    expect(heard('tuan')).toHaveLength(2);
    expect(heard('lan')).toHaveLength(0);
    clock = hanoi('2026-11-23T08:00:00');
    await round();
    expect(heard('lan')[0]).toContain('HẾT HẠN HÔM NAY');
    clock = hanoi('2026-11-25T08:00:00');
    await round();
    expect(heard('lan')[1]).toContain('ĐÃ QUÁ HẠN 1 ngày làm việc');
    clock = hanoi('2026-12-02T08:00:00');
    await round();
    expect(await steps()).toEqual(['T3', 'T1', 'due', 'over', 'over5']);
    expect(heard('thu')).toHaveLength(0);
    expect(at.platform.sent.map((s) => s.message.text).join('\n')).not.toContain(MARK);
    expect(at.lines.join('\n')).not.toContain(MARK);
  });

  it('go to those who receive where nobody holds the ticket', async () => {
    await ticket('DB-1000-000-001', '2026-11-20');
    await round();
    expect(heard('thu')[0]).toContain('Chưa có người nhận');
    expect(heard('tuan')).toHaveLength(0);
  });

  it('of one officer are one message, the most urgent first', async () => {
    for (let n = 1; n <= 12; n++)
      await ticket(`DB-1000-000-0${n + 10}`, n === 12 ? '2026-11-18' : '2026-11-20', { holder: tuan.id });
    expect(await round()).toBe(12);
    expect(heard('tuan')).toHaveLength(1);
    expect(heard('tuan')[0]).toMatch(/^Nhắc hạn, Anh Tuấn:\s+DB-1000-000-022 · Phản ánh · HẾT HẠN HÔM NAY/);
    expect(heard('tuan')[0]).toContain('Còn 2 hạn nữa');
  });

  it('wait for the office to open', async () => {
    await ticket('DB-1000-000-001', '2026-11-20', { holder: tuan.id });
    for (const shut of [
      '2026-11-18T07:29:00',
      '2026-11-18T12:00:00',
      '2026-11-18T17:00:00',
      '2026-11-22T09:00:00',
    ]) {
      clock = hanoi(shut);
      expect(await round()).toBe(0);
    }
    clock = hanoi('2026-11-18T13:30:00');
    expect(await round()).toBe(1);
  });

  it('are written and sent once by two workers that look at once', async () => {
    for (let n = 10; n < 40; n++) await ticket(`DB-1000-000-0${n}`, '2026-11-20', { holder: tuan.id });
    const others = await Promise.all([at.another(), at.another()]);
    const said = await Promise.all(
      [at.rt, ...others.map((store) => ({ ...at.rt, store }))].map(warningRound),
    );
    await at.run();
    expect(said.reduce((a, b) => a + b)).toBe(30);
    expect(await steps()).toHaveLength(30);
    expect(heard('tuan')).toHaveLength(1);
  });

  it('of a worker that died before its transaction ended are said by the next', async () => {
    await ticket('DB-1000-000-001', '2026-11-20', { holder: tuan.id });
    const dies = {
      ...at.rt,
      render: () => {
        throw new Error('killed');
      },
    };
    await expect(warningRound(dies)).rejects.toThrow('killed');
    expect(await steps()).toEqual([]);
    expect(await round()).toBe(1);
    expect(heard('tuan')).toHaveLength(1);
  });

  it('begin anew when the last day moves, and stop when the clock stands still or ends', async () => {
    const id = await ticket('DB-1000-000-001', '2026-11-20', { holder: tuan.id, rule: 'promise' });
    await at.rows('UPDATE clock SET days = 9 WHERE ticket_id = $1', [id]);
    await round();
    const how = { why: 'chờ vật tư', by: 'Lan' };
    await transaction(at.store, async (tx) => {
      const found = await clockOf(tx, id, 'promise');
      if (!found) throw new Error('no clock');
      await extendClock(tx, found, { days: 1 }, await wardCalendar(tx, at.wardId), {
        what: 'extended',
        ...how,
      });
    });
    await round();
    expect(heard('tuan')).toHaveLength(2);
    await transaction(at.store, async (tx) => {
      const found = await clockOf(tx, id, 'promise');
      if (found) await pauseClock(tx, found, '2026-11-19', { what: 'paused', ...how });
    });
    clock = hanoi('2026-12-20T08:00:00');
    expect(await round()).toBe(0);
    expect(heard('tuan')).toHaveLength(2);
  });

  it("stand in the ticket's topic of the officers' group, and on the officer's own page", async () => {
    const id = await ticket('DB-1000-000-001', '2026-11-20', { holder: tuan.id });
    await at.rows(
      `INSERT INTO desk_topic (ticket_id, ward_id, channel_id, chat) VALUES ($1, $2, $3, '-100/7')`,
      [id, at.wardId, at.channel.id],
    );
    await ticket('DB-1000-000-002', '2026-11-20', { holder: tuan.id });
    await round();
    expect(at.platform.texts('-100/7')).toHaveLength(1);
    expect(at.platform.texts('-100/7')[0]).not.toContain('DB-1000-000-002');
    expect(at.platform.texts('-100')).toHaveLength(0);
    expect(await warningsFor(at.store.pool, at.wardId, tuan.id)).toMatchObject([
      { code: 'DB-1000-000-001', step: 'T3' },
      { code: 'DB-1000-000-002', step: 'T3' },
    ]);
    await at.rows(`UPDATE clock SET state = 'met'`);
    expect(await warningsFor(at.store.pool, at.wardId, tuan.id)).toEqual([]);
  });

  it('say nothing of a denunciation anywhere', async () => {
    await ticket('DB-1000-000-001', '2026-11-18', { kind: 'toCao', rule: 'TC1' });
    expect(await round()).toBe(0);
    expect(await steps()).toEqual([]);
    expect(['thu', 'tuan', 'lan'].flatMap(heard)).toEqual([]);
  });
});
