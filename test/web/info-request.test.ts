import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Outgoing } from '../../src/core/types.ts';
import { seedHolidayRows } from '../../src/store/clocks.ts';
import { transaction } from '../../src/store/db.ts';
import { eraseContact } from '../../src/store/erase.ts';
import { exportOf } from '../../src/store/export.ts';
import { infoAsker, keepInfoRequest } from '../../src/store/info-requests.ts';
import { setWardInfo } from '../../src/store/settings.ts';
import { addToTicket } from '../../src/store/tickets.ts';
import { NOW, openWorld, type Visitor, type World } from './console-world.ts';

/** A Thursday under the law of 2016; the law of 2026 is in force at NOW. */
const OLD = new Date('2026-08-06T02:00:00Z');
const ASKER = { address: 'ngõ 5, tổ 13', idNumber: '033159000001' };

let world: World;
let anh: Visitor;
beforeAll(async () => {
  world = await openWorld();
  await seedHolidayRows(world.store.pool, world.wardId);
  anh = await world.officer('handler');
});
afterAll(() => world.end());

async function request(
  at: Date,
  how: 'chat' | 'office' | 'email' | 'post',
  more: { whole?: boolean; wrong?: boolean } = {},
) {
  const made = await world.ticket({
    kind: 'thongTin',
    text: 'Xin biên bản',
    name: 'Trần Thị Hoa',
    openedAt: at,
  });
  const { whole = true, wrong = false } = more;
  await transaction(world.store, (tx) =>
    keepInfoRequest(tx, world.store.vault, {
      ...{ wardId: world.wardId, code: made.code, how, wrong, whole, asker: ASKER, at },
    }),
  );
  return made;
}

const clocks = async (id: string) =>
  (
    await world.store.pool.query<{ rule: string; variant: string | null; state: string; due: string }>(
      `SELECT rule, variant, state, to_char(due_on, 'YYYY-MM-DD') AS due FROM clock WHERE ticket_id = $1 AND rule <> 'promise' ORDER BY created_at, rule, variant NULLS FIRST`,
      [id],
    )
  ).rows;
const told = async (id: string) =>
  (
    await world.store.pool.query<{ body: Buffer }>(
      `SELECT body FROM outbox WHERE ticket_id = $1 AND notice IN ('info', 'clock-extended') ORDER BY id`,
      [id],
    )
  ).rows.map((r) => (world.store.vault.openJson('outbox.body', r.body) as Outgoing).text);
const act = async (code: string, fields: Record<string, string>) =>
  await anh.post(`/console/ho-so/${code}/viec`, { key: randomUUID(), ...fields });

describe('a request under the law of 2016', () => {
  test.each([
    ['chat', 'TT1', '2026-08-11'],
    ['email', 'TT1', '2026-08-11'],
    ['post', 'TT4', '2026-08-13'],
    ['office', 'TT3', '2026-08-20'],
  ] as const)('to be handed over by %s runs by %s', async (how, rule, due) => {
    const { id } = await request(OLD, how);
    expect(await clocks(id)).toEqual([{ rule, variant: null, state: 'running', due }]);
  });

  test('that has to be gathered: the outer time runs from the same day, and can be drawn out with a reason', async () => {
    const { id, code } = await request(OLD, 'chat');
    expect((await act(code, { do: 'tt-phuc-tap', reason: 'Phải gom từ ba bộ phận' })).status).toBe(303);
    expect(await clocks(id)).toMatchObject([
      { rule: 'TT1', state: 'stopped' },
      { rule: 'TT2', variant: null, state: 'missed' },
      { rule: 'TT2', variant: 'supply', state: 'running', due: '2026-08-26' },
    ]);
    expect((await told(id)).at(-1)).toContain('26/08/2026');
    await act(code, { do: 'gia-han', rule: 'TT2', days: '15', reason: 'Chờ kho lưu trữ' });
    expect((await clocks(id)).at(-1)).toMatchObject({ state: 'running', due: '2026-09-10' });
    expect((await told(id)).at(-1)).toMatch(/26\/08\/2026.*10\/09\/2026/s);
    const more = await act(code, { do: 'gia-han', rule: 'TT2', days: '1', reason: 'Nữa' });
    expect(await more.text()).toContain('chỉ cho gia hạn 1 lần');
  });

  test('is refused only on a ground of the law, which the resident is told with where to complain', async () => {
    const { id, code } = await request(OLD, 'post');
    expect((await act(code, { do: 'tt-tu-choi', ground: 'vi-toi-thich', reason: 'x' })).status).toBe(409);
    await act(code, { do: 'tt-tu-choi', ground: 'twice', reason: 'Đã gửi ngày 1/7 và 15/7.' });
    const [text] = await told(id);
    expect(text).toContain('Đã cung cấp hai lần');
    expect(text).toContain('điểm d khoản 1 Điều 28 Luật Tiếp cận thông tin');
    expect(text).toMatch(/khiếu nại.*90 ngày.*Điều 14/s);
    expect(await clocks(id)).toMatchObject([{ rule: 'TT4', state: 'missed' }]);
    expect(await anh.see(`/console/ho-so/${code}`)).toContain('Đã từ chối');
  });

  test('that lacks something has no clocks until the resident adds it, from that day', async () => {
    const { id, code, contactId } = await request(OLD, 'office');
    await act(code, { do: 'hoi', text: 'Xin bác cho biết số căn cước.' });
    expect(await clocks(id)).toMatchObject([{ rule: 'TT3', state: 'stopped' }]);
    const at = new Date('2026-08-12T02:00:00Z');
    await addToTicket(world.store.pool, {
      code,
      contactId: contactId ?? '',
      text: 'số …',
      at,
      key: `add:${code}`,
    });
    expect((await clocks(id)).at(-1)).toMatchObject({ rule: 'TT3', state: 'running', due: '2026-08-25' });
  });
});

describe('a request under the law of 2026', () => {
  test('gets no day that the law is not known to set; the ward may promise one', async () => {
    await setWardInfo(world.store.pool, world.wardId, { promiseDays: 5 }, null);
    const { id, code } = await request(NOW, 'chat');
    await setWardInfo(world.store.pool, world.wardId, { promiseDays: null }, null);
    expect(await clocks(id)).toEqual([]);
    const { rows } = await world.store.pool.query('SELECT rule FROM clock WHERE ticket_id = $1', [id]);
    expect(rows).toEqual([{ rule: 'promise' }]);
    await act(code, { do: 'tt-hop-le', how: 'email', day: '2026-09-15' });
    expect(await clocks(id)).toEqual([]);
    expect((await told(id))[0]).toContain('chưa có con số chính thức');
    const page = await anh.see(`/console/ho-so/${code}`);
    expect(page).toContain('máy chưa có bản chính thức');
    expect(page).not.toContain('name="ground"');
  });

  test('published information said to be wrong is answered within ten days', async () => {
    const { id } = await request(NOW, 'chat', { wrong: true });
    expect(await clocks(id)).toMatchObject([{ rule: 'TT5', due: '2026-12-03' }]);
  });

  test('is refused only with an article named; supplied, it says so', async () => {
    const { id, code } = await request(NOW, 'chat');
    expect(await (await act(code, { do: 'tt-tu-choi', reason: 'Không cho' })).text()).toContain(
      'ghi rõ điều, khoản',
    );
    await act(code, { do: 'tt-cung-cap', text: 'Đã gửi tệp. Không mất tiền.' });
    expect((await told(id))[0]).toMatch(/đã có trả lời.*Đã gửi tệp/s);
    const { rows } = await world.store.pool.query(`SELECT state FROM ticket WHERE id = $1`, [id]);
    expect(rows).toEqual([{ state: 'answered' }]);
  });

  test('is not begun twice by the same form', async () => {
    const { id, code } = await request(OLD, 'chat', { whole: false });
    const form = { do: 'tt-hop-le', how: 'post', day: '2026-08-10', key: randomUUID() };
    await Promise.all([act(code, form), act(code, form)]);
    expect((await clocks(id)).filter((c) => c.state === 'running')).toHaveLength(1);
    expect(await told(id)).toHaveLength(1);
    expect((await act(code, { ...form, key: randomUUID(), day: '2026-13-40' })).status).toBe(409);
  });
});

test('who asks is sealed, shown and printed for who may see it, and goes with the contact', async () => {
  const { id, code, contactId } = await request(NOW, 'post');
  const { rows } = await world.store.pool.query<{ asker: Buffer }>(
    'SELECT asker FROM info_request WHERE ticket_id = $1',
    [id],
  );
  expect(rows[0]?.asker.toString('latin1')).not.toContain(ASKER.idNumber);
  expect(await anh.see(`/console/ho-so/${code}`)).toContain(ASKER.idNumber);
  const paper = await anh.get(`/console/ho-so/${code}/phieu-yeu-cau`);
  expect(paper.headers.get('content-type')).toContain('wordprocessingml');
  expect(
    Buffer.from(await paper.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
  expect(paper.headers.get('cache-control')).toContain('no-store');
  const own = await exportOf(world.store.pool, world.store.vault, 'x', contactId ?? '', NOW);
  expect(own?.tickets[0]?.asker).toEqual(ASKER);
  await eraseContact(world.store.pool, contactId ?? '');
  expect(await infoAsker(world.store.pool, world.store.vault, id)).toEqual({});
});
