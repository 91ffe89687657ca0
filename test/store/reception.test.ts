import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { notices } from '../../handlers/notices/index.ts';
import type { Intent } from '../../src/core/types.ts';
import type { ReceptionPlan } from '../../src/law/index.ts';
import { seedHolidayRows } from '../../src/store/clocks.ts';
import { transaction } from '../../src/store/db.ts';
import { eraseContact } from '../../src/store/erase.ts';
import {
  bookReception,
  cancelReception,
  planIn,
  receptionView,
  savePlan,
} from '../../src/store/reception.ts';
import { remindDue } from '../../src/store/reception-remind.ts';
import { dropOld } from '../../src/store/retention.ts';
import { wardInfo } from '../../src/store/settings.ts';
import { type Bench, bench, everythingAtRest, recorder } from '../helpers/app.ts';
import { contact } from '../helpers/talk.ts';

const NOW = new Date('2026-11-23T02:00:00Z');
const SLOT = new Date('2026-12-03T08:00:00+07:00');
const plan: ReceptionPlan = {
  place: 'phòng 1',
  rules: [
    {
      ...{ id: 'r1', who: 'chair', from: '08:00', to: '09:00', minutes: 30, places: 2, since: '2026-10-01' },
      on: { kind: 'weekday', weekday: 4, nth: [1, 3] },
    },
  ],
};
const intent: Intent = { route: 'out-of-scope', confident: false, hits: [], reasons: [] };

let at: Bench;
beforeAll(async () => {
  at = await bench({
    handlers,
    notices,
    now: () => NOW,
    understand: () => intent,
    platform: recorder({ limits: { text: 2000 } }),
  });
  await seedHolidayRows(at.store.pool, at.wardId);
});
afterAll(() => at.close());
beforeEach(async () => {
  await at.rows('DELETE FROM reception_booking');
  await at.rows('DELETE FROM reception_off');
  await savePlan(at.store.pool, at.wardId, plan, null);
});

let serial = 0;
async function person(notices = true) {
  const [row] = await at.rows<{ id: string }>(
    'INSERT INTO contact (ward_id, channel_id, external_id, notices) VALUES ($1, $2, $3, $4) RETURNING id',
    [at.wardId, at.channel.id, `p${++serial}`, notices],
  );
  return contact({ id: row?.id ?? '', notices });
}
type Person = Awaited<ReturnType<typeof person>>;
const book = async (who: Person, when = SLOT, more: { name?: string; code?: string; now?: Date } = {}) => {
  const n = ++serial;
  await transaction(at.store, (tx) =>
    bookReception(tx, at.store.vault, {
      ...{ wardId: at.wardId, contact: who, turnId: `t${n}`, who: 'chair', at: when },
      code: more.code ?? `TD-100-${String(n).padStart(3, '0')}`,
      now: more.now ?? NOW,
      ...(more.name === undefined ? {} : { name: more.name }),
    }),
  );
};
const bookings = () =>
  at.rows<{
    state: string;
    ended_by: string | null;
    place: number;
    contact_id: string | null;
    remind_at: Date;
  }>(
    'SELECT state, ended_by, place, contact_id, remind_at FROM reception_booking ORDER BY state DESC, place',
  );
const free = async (who: Person, now = NOW) =>
  (await receptionView(at.store.pool, at.wardId, who, now)).free.map((t) => t.at.toISOString());

describe('a time of reception', () => {
  it('is never over-booked, however many ask at once', async () => {
    const people = await Promise.all(Array.from({ length: 10 }, () => person()));
    const tried = await Promise.allSettled(people.map((p) => book(p)));
    expect(tried.filter((t) => t.status === 'fulfilled')).toHaveLength(2);
    for (const t of tried) if (t.status === 'rejected') expect(t.reason).toMatchObject({ name: 'TurnAgain' });
    expect((await bookings()).map((b) => b.place).sort()).toEqual([1, 2]);
    expect(await free(await person())).not.toContain(SLOT.toISOString());
  });

  it('refuses a second holder of one place whatever wrote it', async () => {
    await book(await person());
    const second = at.rows(
      `INSERT INTO reception_booking (ward_id, slot_id, place, code, key) SELECT ward_id, slot_id, place, 'x', 'x' FROM reception_booking`,
    );
    await expect(second).rejects.toThrow('reception_booking_place');
  });

  it('comes back when it is cancelled, and goes to the next', async () => {
    const [a, b, c] = [await person(), await person(), await person()];
    await book(a);
    await book(b);
    const mine = (await receptionView(at.store.pool, at.wardId, a, NOW)).mine;
    await cancelReception(at.store.pool, mine?.id ?? '', c.id, NOW);
    expect(await free(c)).not.toContain(SLOT.toISOString());
    await cancelReception(at.store.pool, mine?.id ?? '', a.id, NOW);
    expect(await free(c)).toContain(SLOT.toISOString());
    await book(c);
  });

  it('moves: the new one is taken and the old one given back in one', async () => {
    const a = await person();
    await book(a);
    await book(a, new Date('2026-12-17T08:30:00+07:00'));
    expect(await bookings()).toMatchObject([{ state: 'cancelled', ended_by: 'moved' }, { state: 'booked' }]);
    expect((await receptionView(at.store.pool, at.wardId, a, NOW)).mine?.at).toEqual(
      new Date('2026-12-17T08:30:00+07:00'),
    );
  });

  it('is not to be had on a holiday, on a day taken out, outside the plan, in the past or within the hour', async () => {
    const a = await person();
    await expect(book(a, new Date('2026-12-03T10:00:00+07:00'))).rejects.toMatchObject({ name: 'TurnAgain' });
    await expect(book(a, SLOT, { now: new Date('2026-12-03T07:30:00+07:00') })).rejects.toMatchObject({
      name: 'TurnAgain',
    });
    await at.rows(
      `INSERT INTO holiday (ward_id, date, kind, name, source) VALUES ($1, '2026-12-03', 'off', 'Lễ', 'officer')`,
      [at.wardId],
    );
    await expect(book(a)).rejects.toMatchObject({ name: 'TurnAgain' });
    expect((await free(a)).some((t) => t.startsWith('2026-12-03'))).toBe(false);
    await at.rows(`DELETE FROM holiday WHERE date = '2026-12-03'`);
    await at.rows(
      `INSERT INTO reception_off (ward_id, day, who, reason) VALUES ($1, '2026-12-03', 'chair', 'Họp tỉnh')`,
      [at.wardId],
    );
    await expect(book(a)).rejects.toMatchObject({ name: 'TurnAgain' });
  });

  it('keeps the name sealed', async () => {
    await book(await person(), SLOT, { name: 'Bà Hoa Kín' });
    expect(await everythingAtRest(at.store)).not.toContain('Bà Hoa Kín');
  });
});

describe('in the chat', () => {
  it('two people who want the last place at once: one has it, the other is told and offered another', async () => {
    await book(await person());
    for (const who of ['an', 'binh']) {
      await at.says(who, 'đặt lịch tiếp dân');
      await at.run();
      await at.says(who, '1');
      await at.run();
      await at.says(who, '1');
      await at.run();
    }
    await Promise.all(['an', 'binh'].map((who) => at.says(who, 'Đặt, không để tên')));
    await at.run();
    const last = ['an', 'binh'].map((who) => at.platform.texts(who).at(-1) ?? '');
    expect(last.filter((t) => /Đã đặt\. Mã hẹn: TD-\d{3}-\d{3}/.test(t))).toHaveLength(1);
    expect(last.filter((t) => t.includes('vừa có người đặt'))).toHaveLength(1);
    expect((await bookings()).filter((b) => b.state === 'booked')).toHaveLength(2);
  });
});

describe('a reminder', () => {
  const remind = (when: string) => remindDue(at.store, at.rt, at.wardId, new Date(when));
  const EVENING = '2026-12-02T19:00:00+07:00';

  it('goes out once, the evening before at seven', async () => {
    await book(await person(), SLOT, { code: 'TD-777-001' });
    expect(await remind('2026-12-02T18:59:59+07:00')).toEqual([]);
    const rung = await Promise.all([remind(EVENING), remind(EVENING)]);
    expect(rung.flat()).toHaveLength(1);
    expect(await remind('2026-12-02T20:00:00+07:00')).toEqual([]);
    at.queues.ring('send', rung.flat());
    await at.run();
    const said = at.platform.sent.at(-1)?.message.text;
    expect(said).toContain('Nhắc bác lịch tiếp dân');
    expect(said).toContain('Thứ Năm 03/12, 8 giờ');
    expect(said).toContain('TD-777-001');
  });

  it.each([
    ['cancelled', (p: Person, id: string) => cancelReception(at.store.pool, id, p.id, NOW)],
    ['moved', (p: Person) => book(p, new Date('2026-12-17T08:30:00+07:00'))],
    ['erased', (p: Person) => eraseContact(at.store.pool, p.id)],
    ['not in the plan any more', () => savePlan(at.store.pool, at.wardId, { rules: [] }, null)],
    [
      'of somebody who wants no notices now',
      (p: Person) => at.rows('UPDATE contact SET notices = false WHERE id = $1', [p.id]),
    ],
  ])('dies by itself when the booking is %s', async (_, end) => {
    const a = await person();
    await book(a);
    const { mine } = await receptionView(at.store.pool, at.wardId, a, NOW);
    await end(a, mine?.id ?? '');
    expect(await remind(EVENING)).toEqual([]);
  });

  it('is not sent when the time has begun: the server was away', async () => {
    await book(await person());
    expect(await remind('2026-12-03T08:00:00+07:00')).toEqual([]);
  });
});

describe('what is kept', () => {
  it('loses the person after the days of the ward’s settings, and when the person asks', async () => {
    await book(await person(), SLOT, { name: 'Hoa' });
    expect((await dropOld(at.store, at.wardId, new Date('2027-03-01T00:00:00Z'))).bookings).toBe(0);
    expect((await dropOld(at.store, at.wardId, new Date('2027-03-05T00:00:00Z'))).bookings).toBe(1);
    expect(await bookings()).toMatchObject([{ state: 'booked', contact_id: null }]);
  });

  it('is the plan: unreadable ones count as none, and what is said of it follows from it', async () => {
    expect(planIn({ rules: [{ who: 'nobody' }] })).toEqual({ rules: [] });
    const info = await wardInfo(at.store.pool, at.wardId);
    expect(info.reception).toContain('Chủ tịch tiếp thứ Năm lần thứ 1, thứ 3 của tháng, 8 giờ đến 9 giờ');
    expect((await wardInfo(at.store.pool, at.wardId, true)).reception).toBeUndefined();
  });
});
