import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW, openWorld, type Visitor, type World } from './console-world.ts';

let world: World;
let lan: Visitor;
let watcher: Visitor;
let group = '';
beforeAll(async () => {
  world = await openWorld();
  lan = await world.officer('handler');
  watcher = await world.officer('supervisor');
  const row = await world.store.pool.query<{ id: string }>(
    `INSERT INTO "group" (ward_id, name) VALUES ($1, 'Tổ 1') RETURNING id`,
    [world.wardId],
  );
  group = row.rows[0]?.id ?? '';
});
afterAll(() => world.end());

// NOW is Monday 23/11/2026, nine in the morning
const form = (more: Record<string, string> = {}) => ({
  ...{ kind: 'to', matter: '', title: 'Họp tổ bàn đèn', agenda: 'Lắp đèn', place: 'Nhà văn hoá' },
  ...{ host: 'Ông Bình', day: '2026-11-28', time: '19:30', end: '', mapUrl: '', do: 'luu' },
  ...{ w_posted: '2026-11-24', w_loudspeaker: '2026-11-24', r_2d: '1', [`g_${group}`]: '1' },
  key: randomUUID(),
  ...more,
});
const write = async (more: Record<string, string> = {}) => {
  const made = await lan.post('/console/hop/moi', form(more));
  expect(made.status, await made.clone().text()).toBe(303);
  return (made.headers.get('location') ?? '').replace('?da=luu', '');
};
const stateOf = async (path: string) =>
  (
    await world.store.pool.query<{ state: string; version: number }>(
      'SELECT state, version FROM meeting WHERE id = $1',
      [path.split('/').at(-1)],
    )
  ).rows[0];

test('a meeting is checked while it is written, and nothing typed is lost', async () => {
  const page = await (
    await lan.post('/console/hop/moi', form({ do: 'xem', day: '2026-11-25', title: 'Họp gấp <b>' }))
  ).text();
  expect(page).toContain('Chưa đủ điều kiện theo luật');
  expect(page).toContain('họp sớm nhất ngày 26/11/2026');
  expect(page).toContain('59/2023');
  expect(page).toContain('value="Họp gấp &lt;b&gt;"');
});

test('what is missing is said in words, all at once', async () => {
  const answer = await lan.post('/console/hop/moi', form({ title: '', time: '7h', mapUrl: 'javascript:x' }));
  expect(answer.status).toBe(409);
  const page = await answer.text();
  for (const words of ['Chưa ghi tên cuộc họp', 'Chưa ghi đúng ngày và giờ', 'https://'])
    expect(page).toContain(words);
});

test('the form sent twice by a double click makes one meeting', async () => {
  const key = randomUUID();
  const [one, two] = await Promise.all([write({ key }), write({ key })]);
  expect(one).toBe(two);
});

test('it is announced, changed and called off, each told on the page', async () => {
  const path = await write();
  expect(await lan.see(path)).toContain('Đủ điều kiện để báo họp');
  const told = await lan.post(`${path}/cong-bo`, {});
  expect(told.headers.get('location')).toBe(`${path}?da=hop-bao`);
  expect(await stateOf(path)).toMatchObject({ state: 'published', version: 1 });
  const edit = await lan.see(`${path}/sua`);
  const seen = /name="seen" value="([^"]+)"/.exec(edit)?.[1] ?? '';
  expect((await lan.post(`${path}/sua`, form({ seen, place: 'Đình làng' }))).status).toBe(303);
  const stale = await lan.post(`${path}/sua`, form({ seen: '2026-01-01', place: 'Chùa' }));
  expect(stale.status).toBe(409);
  expect(await stale.text()).toContain('Có người vừa sửa');
  const off = await lan.post(`${path}/huy`, { why: 'Mưa bão' });
  expect(off.headers.get('location')).toBe(`${path}?da=hop-hoan`);
  expect(await lan.see(path)).toContain('Mưa bão');
  expect(await stateOf(path)).toMatchObject({ state: 'cancelled' });
});

test('too late is refused with the first lawful day, and goes on with a recorded reason', async () => {
  const path = await write({ day: '2026-11-25' });
  const refused = await lan.post(`${path}/cong-bo`, {});
  expect(refused.status).toBe(409);
  expect(await refused.text()).toContain('26/11/2026');
  expect(await stateOf(path)).toMatchObject({ state: 'draft' });
  const late = await write({ day: '2026-11-25', lateReason: 'Vỡ cống' });
  expect((await lan.post(`${late}/cong-bo`, {})).status).toBe(303);
});

test('the loudspeaker script has no figure left', async () => {
  const path = await write({ title: 'Họp TDP số 3' });
  const page = await lan.see(`${path}/loa`);
  expect(page).toContain('mười chín giờ ba mươi phút');
  expect(page).toContain('Họp tổ dân phố số ba');
});

test('the calendar file and the public page hold nothing of a draft, and nothing personal', async () => {
  const path = await write({ title: 'Họp bàn đường' });
  const id = path.split('/').at(-1);
  expect((await world.request(`/lich/${id}.ics`)).status).toBe(404);
  await lan.post(`${path}/cong-bo`, {});
  const file = await world.request(`/lich/${id}.ics`);
  expect(file.headers.get('content-type')).toContain('text/calendar');
  const text = await file.text();
  expect(text).toContain(`UID:${id}@`);
  expect(text).not.toContain(lan.officer.name);
  expect(await (await world.request(`/lich/${id}`)).text()).toContain('Họp bàn đường');
  expect((await world.request('/lich/x.ics')).status).toBe(404);
});

test('households are ticked once, counted against what the matter needs, and named to no supervisor', async () => {
  for (const n of [1, 2, 3])
    await world.store.pool.query(
      'INSERT INTO household (ward_id, group_id, number, head, mac) VALUES ($1, $2, $3, $4, $5)',
      [
        ...[world.wardId, group, String(n), world.store.vault.seal('household.head', `Chủ hộ ${n}`)],
        Buffer.from([n]),
      ],
    );
  const path = await write({ matter: 'other' });
  await lan.post(`${path}/cong-bo`, {});
  const day = await lan.see(`${path}/diem-danh`);
  expect(day).toContain('Chủ hộ 2');
  const home = /name="home" value="([^"]+)"/.exec(day)?.[1] ?? '';
  await lan.post(`${path}/diem-danh`, { home, do: 'co' });
  await lan.post(`${path}/diem-danh`, { home, do: 'co' });
  expect(await lan.see(path)).toContain('1 hộ có mặt');
  expect(await lan.see(path)).toContain('2 hộ phải đồng ý');
  expect((await watcher.get(`${path}/diem-danh`)).status).toBe(403);
  expect(await watcher.see(path)).not.toContain('Chủ hộ');
});

test('a result is written only once the meeting began, and told when asked to', async () => {
  const path = await write();
  await lan.post(`${path}/cong-bo`, {});
  expect((await lan.post(`${path}/bien-ban`, { text: 'Xong', do: 'gui' })).status).toBe(409);
  const id = path.split('/').at(-1);
  await world.store.pool.query('UPDATE meeting SET starts_at = $2 WHERE id = $1', [
    id,
    new Date(NOW.getTime() - 3_600_000),
  ]);
  await lan.post(`${path}/bien-ban`, { text: 'Thống nhất lắp đèn', households: '3', agreed: '2', do: 'gui' });
  await lan.post(`${path}/bien-ban`, { text: 'Thống nhất lắp đèn', households: '3', agreed: '2', do: 'gui' });
  const tellings = await world.store.pool.query(
    `SELECT 1 FROM meeting_telling WHERE meeting_id = $1 AND kind = 'minutes'`,
    [id],
  );
  expect(tellings.rowCount).toBe(1);
});

test('what is owed after a meeting stands on Hôm nay with its day and article until it was sent on', async () => {
  const path = await write({ matter: 'other', title: 'Họp bầu ban đèn đường' });
  expect((await lan.post(`${path}/cong-bo`, {})).status).toBe(303);
  expect(await lan.see('/console')).not.toContain('Họp bầu ban đèn đường');
  const held = (at: string) =>
    world.store.pool.query('UPDATE meeting SET starts_at = $2 WHERE id = $1', [path.split('/').at(-1), at]);
  await held('2026-11-20T12:30:00Z');
  const soon = await lan.see('/console');
  expect(soon).toContain('Kết quả họp phải gửi đi');
  // five working days after Friday 20/11; this world has no holidays
  expect(soon).toMatch(/Họp bầu ban đèn đường[\s\S]*27\/11\/2026[\s\S]*Điều 20/);
  await held('2026-11-10T12:30:00Z');
  expect(await lan.see('/console')).toMatch(/Họp bầu ban đèn đường[\s\S]{0,400}mark late/);
  expect(await lan.see(path)).toContain('mark late');
  await lan.post(`${path}/bien-ban`, { text: 'Đã bầu', sentOn: '2026-11-17', do: 'luu' });
  expect(await lan.see('/console')).not.toContain('Họp bầu ban đèn đường');
});
