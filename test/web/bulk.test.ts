import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type Visitor, type World } from './console-world.ts';

const PAGE = '/console/ho-so/nhieu';
let world: World;
let anh: Visitor;
let lan: Visitor;
beforeAll(async () => {
  world = await openWorld();
  anh = await world.officer('handler');
  lan = await world.officer('receiver');
});
afterAll(() => world.end());

const sql = async <T extends object>(text: string, ...values: unknown[]) =>
  (await world.store.pool.query<T>(text, values)).rows;
const ticketOf = async (code: string) =>
  (
    await sql<{ state: string; holder_id: string | null; transferred_to: string | null }>(
      'SELECT state, holder_id, transferred_to FROM ticket WHERE code = $1',
      code,
    )
  )[0];
const told = (id: string) =>
  sql<{ notice: string; state: string; later: boolean }>(
    `SELECT notice, state, next_at > now() + interval '90 seconds' AS later FROM outbox WHERE ticket_id = $1 ORDER BY id`,
    id,
  );
const clocks = (id: string) =>
  sql(
    'SELECT rule, state, met_at, jsonb_array_length(history) AS notes FROM clock WHERE ticket_id = $1 ORDER BY rule, created_at',
    id,
  );
const plan = async (viec: string, codes: readonly string[]) =>
  await anh.see(`${PAGE}?viec=${viec}&${codes.map((c) => `chon=${c}`).join('&')}`);
const keyOf = (page: string) => /name="key" value="([^"]+)"/.exec(page)?.[1] ?? '';

test('assigning many gives each to the officer, tells no resident, and is taken back whole', async () => {
  const [one, held] = [await world.ticket(), await world.ticket({ state: 'closed' })];
  const page = await plan('giao', [one.code, held.code]);
  expect(page).toContain('Giao 1 hồ sơ');
  expect(page).toContain('Bỏ qua 1 hồ sơ');
  const key = keyOf(page);
  const none = await anh.post(PAGE, { viec: 'giao', chon: one.code, key, officer: '' });
  expect(none.status).toBe(409);
  expect(await none.text()).toContain('Xin chọn người nhận');
  const fields = { viec: 'giao', chon: one.code, key, officer: lan.officer.id };
  expect(await (await anh.post(PAGE, fields)).text()).toContain('Đã giao 1 hồ sơ');
  expect(await ticketOf(one.code)).toMatchObject({ holder_id: lan.officer.id, state: 'inProgress' });
  expect(await told(one.id)).toEqual([]);
  expect(await plan('giao', [one.code])).toContain(`${lan.officer.name} giữ`);
  const undone = await anh.post(PAGE, { viec: 'hoan-tac', chon: one.code, key });
  expect(await undone.text()).toContain('Đã hoàn tác 1 hồ sơ');
  expect(await ticketOf(one.code)).toMatchObject({ holder_id: null, state: 'received' });
  const audit = await sql('SELECT action FROM audit WHERE subject = $1 ORDER BY id', one.code);
  expect(audit).toEqual([{ action: 'ticket.assigned' }, { action: 'ticket.undone' }]);
});

test('passing many on tells each resident once, after two minutes; a complaint is left out with the reason', async () => {
  const [report, complaint] = [await world.ticket(), await world.ticket({ kind: 'khieuNai' })];
  const page = await plan('chuyen', [report.code, complaint.code]);
  expect(page).toContain('Đúng, chuyển 1 hồ sơ');
  expect(page).toMatch(new RegExp(`${complaint.code}</b>: [^<]*Khiếu nại không thuộc phường`));
  const key = keyOf(page);
  const fields = { viec: 'chuyen', chon: report.code, key, place: 'Điện lực Mỹ Hào', text: '' };
  const back = await anh.post(PAGE, fields);
  expect(back.status).toBe(409);
  const again = await back.text();
  expect(again).toContain('Xin ghi lý do');
  expect(again).toContain('value="Điện lực Mỹ Hào"');
  for (let i = 0; i < 2; i++) await anh.post(PAGE, { ...fields, text: 'Đèn do điện lực quản lý.' });
  expect(await ticketOf(report.code)).toMatchObject({
    state: 'transferred',
    transferred_to: 'Điện lực Mỹ Hào',
  });
  expect(await told(report.id)).toEqual([{ notice: 'transferred', state: 'queued', later: true }]);
  expect(await ticketOf(complaint.code)).toMatchObject({ state: 'received' });
});

test('passing on is taken back before the resident hears: clocks run again as they did', async () => {
  const { code, id } = await world.ticket();
  const before = await clocks(id);
  expect(before.length).toBeGreaterThan(0);
  const key = keyOf(await plan('chuyen', [code]));
  await anh.post(PAGE, { viec: 'chuyen', chon: code, key, place: 'Điện lực', text: 'Thuộc điện lực.' });
  expect(await clocks(id)).not.toEqual(before);
  await anh.post(PAGE, { viec: 'hoan-tac', chon: code, key });
  expect(await clocks(id)).toEqual(before);
  expect(await told(id)).toEqual([]);
  expect(await ticketOf(code)).toMatchObject({ state: 'received', transferred_to: null });
  // twice is once
  await anh.post(PAGE, { viec: 'hoan-tac', chon: code, key });
  const events = await sql('SELECT kind FROM ticket_event WHERE ticket_id = $1 ORDER BY id', id);
  expect(events.map((e) => (e as { kind: string }).kind)).toEqual(['opened', 'transferred', 'undone']);
});

test('nothing is taken back once the resident was told, or once something else was done', async () => {
  const [sent, moved] = [
    await world.ticket({ state: 'answered' }),
    await world.ticket({ state: 'answered' }),
  ];
  const key = keyOf(await plan('dong', [sent.code, moved.code]));
  for (const code of [sent.code, moved.code]) await anh.post(PAGE, { viec: 'dong', chon: code, key });
  await sql(`UPDATE outbox SET state = 'sent' WHERE ticket_id = $1`, sent.id);
  await anh.post(`/console/ho-so/${moved.code}/mo-lai`, { key: crypto.randomUUID(), reason: 'chưa xong' });
  for (const [code, words] of [
    [sent.code, 'Người dân đã nhận tin báo'],
    [moved.code, 'đã có việc khác'],
  ] as const) {
    const page = await (await anh.post(PAGE, { viec: 'hoan-tac', chon: code, key })).text();
    expect(page).toContain('Chưa làm được 1 hồ sơ');
    expect(page).toContain(words);
  }
  expect(await ticketOf(sent.code)).toMatchObject({ state: 'closed' });
  expect(await ticketOf(moved.code)).toMatchObject({ state: 'reopened' });
});

test('closing is taken back as well', async () => {
  const { code, id } = await world.ticket({ state: 'answered' });
  const before = await clocks(id);
  const key = keyOf(await plan('dong', [code]));
  await anh.post(PAGE, { viec: 'dong', chon: code, key });
  expect(await ticketOf(code)).toMatchObject({ state: 'closed' });
  await anh.post(PAGE, { viec: 'hoan-tac', chon: code, key });
  expect(await ticketOf(code)).toMatchObject({ state: 'answered' });
  expect(await clocks(id)).toEqual(before);
});
