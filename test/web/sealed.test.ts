import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedHolidayRows } from '../../src/store/clocks.ts';
import { transaction } from '../../src/store/db.ts';
import { seal } from '../../src/store/sealed.ts';
import { claimPhoto, keepPhoto } from '../../src/store/sealed-files.ts';
import { sealedByCode } from '../../src/store/sealed-view.ts';
import { bareJpeg, jpegWith } from '../helpers/photos.ts';
import { contact } from '../helpers/talk.ts';
import { NOW, openWorld, type Visitor, type World } from './console-world.ts';

const ROOM = '/console/niem-phong';
const WORDS = 'Ông Xyz nhận tiền. Tôi là Trần Thị Hoa, số máy 0912 345 678';

let world: World;
let mai: Visitor;
let nam: Visitor;
let admin: Visitor;
let next = 0;

beforeAll(async () => {
  world = await openWorld();
  await seedHolidayRows(world.store.pool, world.wardId);
  mai = await world.officer('sealed-reader');
  nam = await world.officer('sealed-reader', 'leader');
  admin = await world.officer('admin');
});
afterAll(() => world.end());

interface Given {
  readonly photo?: Buffer;
}

async function record(given: Given = {}): Promise<{ id: string; code: string; at: string }> {
  const id = randomUUID();
  const code = `DB-1000-00${next}-72${next++}`;
  const sealing = {
    ...{ wardId: world.wardId, platform: 'web', record: id, code, turn: id, at: NOW, text: WORDS },
    contact: contact({ name: 'Trần Thị Hoa', phone: '0912345678' }),
    ...(given.photo ? { file: { kind: 'photo', ref: 'p' } as const } : {}),
  };
  const made = await transaction(world.store, (tx) => seal(tx, world.store.vault, sealing));
  if (given.photo && 'file' in made && made.file !== null) {
    const pending = await claimPhoto(world.store, made.file);
    if (pending) await keepPhoto(world.store, world.dataDir, pending, given.photo);
  }
  return { id, code, at: `${ROOM}/${id}` };
}

describe('the sealed room', () => {
  test('lists code, day and state, and no word of what was written', async () => {
    const { code } = await record();
    const page = await mai.see(ROOM);
    expect(page).toContain(code);
    expect(page).toContain('23/11/2026');
    expect(page).toContain('Mới nhận');
    expect(page).not.toMatch(/Ông Xyz|Trần Thị Hoa|0912 ?345/);
  });

  test('tells an admin how readers are named, what a lost phone needs, and no figure under five', async () => {
    const { code } = await record();
    const page = await admin.see(ROOM);
    expect(page).toContain('sealed-reader');
    expect(page).toContain('reset-second-factor');
    expect(page).toContain('dưới 5');
    expect(page).not.toContain(code);
    expect(await mai.see(ROOM)).not.toContain('reset-second-factor');
  });

  test('shows nothing of it in the ordinary list, search, ticket page or file page', async () => {
    const { code, id } = await record();
    for (const place of ['/console', `/console?q=${code}`, '/console?q=Xyz', `/console/ho-so/${code}`])
      expect(await admin.see(place)).not.toMatch(/[Ôô]ng Xyz/);
    expect((await admin.get(`/console/ho-so/${code}`)).status).toBe(404);
    expect((await admin.get(`/console/tep/${id}`)).status).toBe(404);
  });
});

describe('a record', () => {
  test('opens only by a form, which is logged and shown to the other readers', async () => {
    const { at } = await record();
    const closed = await mai.see(at);
    expect(closed).not.toContain('Ông Xyz');
    expect(closed).toContain('Chưa ai mở');
    const opened = await mai.post(`${at}/mo`, {});
    expect(opened.status).toBe(200);
    expect(opened.headers.get('cache-control')).toBe('no-store');
    const page = await opened.text();
    expect(page).toContain('Ông Xyz nhận tiền');
    expect(page).toContain('mở đọc nội dung');
    const others = await nam.see(at);
    expect(others).toContain('Cán bộ sealed-reader');
    expect(others).toContain('mở đọc nội dung');
    expect(others).not.toContain('Ông Xyz');
  });

  test('tells who wrote apart, logged apart', async () => {
    const { at } = await record();
    expect(await (await mai.post(`${at}/mo`, {})).text()).not.toContain('0912345678');
    const who = await (await mai.post(`${at}/nguoi-viet`, {})).text();
    expect(who).toContain('0912345678');
    expect(who).toContain('xem ai viết');
  });

  test('shows a photo without its metadata to its readers only, as nothing that could run', async () => {
    const { at, id } = await record({ photo: jpegWith('NOI-CHUP') });
    const page = await (await mai.post(`${at}/mo`, {})).text();
    const file = /tep\/([0-9a-f-]{36})/.exec(page)?.[1] ?? '';
    const photo = await mai.post(`${ROOM}/${id}/tep/${file}`, {});
    expect(Buffer.from(await photo.arrayBuffer())).toEqual(bareJpeg);
    expect(photo.headers.get('content-type')).toBe('image/jpeg');
    expect(photo.headers.get('content-security-policy')).toContain('sandbox');
    expect((await mai.get(`${ROOM}/${id}/tep/${file}`)).status).toBe(404);
    const another = await record();
    expect((await mai.post(`${another.at}/tep/${file}`, {})).status).toBe(404);
  });

  test('keeps a question for whoever comes with the code, once, and sends nothing', async () => {
    const { at, code } = await record();
    const key = randomUUID();
    for (let i = 0; i < 2; i++)
      expect((await mai.post(`${at}/hoi`, { text: 'Bác thấy lúc nào?', key })).status).toBe(303);
    const view = await sealedByCode(world.store.pool, world.store.vault, world.wardId, code);
    expect(view?.asked.map((a) => a.text)).toEqual(['Bác thấy lúc nào?']);
    expect(world.rung).toEqual([]);
    expect((await mai.post(`${at}/hoi`, { text: '  ', key })).status).toBe(409);
    const long = await mai.post(`${at}/hoi`, { text: 'a'.repeat(2001), key });
    expect(long.status).toBe(409);
    expect(await long.text()).toContain('a'.repeat(2001));
  });

  test('starts its clocks on the day of the signed paper, and on no other', async () => {
    const { at } = await record();
    expect(await mai.see(at)).not.toContain('TC1');
    expect((await mai.post(`${at}/moc`, { moc: 'formal', ngay: '2026-11-19' })).status).toBe(303);
    // 7 working days from Thursday 19/11/2026, over the holiday of 24/11 (legal.md §8)
    const page = await mai.see(at);
    expect(page).toMatch(/TC1[\s\S]*01\/12\/2026/);
    expect((await mai.post(`${at}/moc`, { moc: 'accepted', ngay: '2026-11-20' })).status).toBe(303);
    const later = await mai.see(at);
    expect(later).toMatch(/TC3[\s\S]*TC4/);
    expect(later).not.toContain('TC1');
  });

  test.each([
    ['a day that does not exist', 'formal', '2026-02-31', 'Không có ngày này'],
    ['a day to come', 'formal', '2026-12-24', 'chưa tới'],
    ['a day before the law', 'formal', '2018-12-31', 'notice bad'],
    ['an acceptance without a paper', 'accepted', '2026-11-20', 'nhận đơn trước'],
    ['a conclusion without an acceptance', 'concluded', '2026-11-20', 'thụ lý trước'],
    ['a milestone nobody knows', 'constructor', '2026-11-20', 'Không rõ'],
  ])('refuses %s, with the reason', async (_what, moc, ngay, why) => {
    const { at } = await record();
    const refused = await mai.post(`${at}/moc`, { moc, ngay });
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain(why);
  });

  test('takes only the states that a reader can set', async () => {
    const { at } = await record();
    expect((await mai.post(`${at}/trang-thai`, { 'trang-thai': 'forwarded' })).status).toBe(303);
    expect(await mai.see(at)).toContain('Đã chuyển nơi có thẩm quyền');
    for (const state of ['erased', 'received', ''])
      expect((await mai.post(`${at}/trang-thai`, { 'trang-thai': state })).status).toBe(409);
  });

  test('gives a copy to forward without name and phone, photos counted and left out, and says so', async () => {
    const { at } = await record({ photo: jpegWith('x') });
    const page = await (await mai.post(`${at}/ban-chuyen`, {})).text();
    expect(page).toContain('Ông Xyz nhận tiền');
    expect(page).not.toMatch(/Trần Thị Hoa|0912 ?345/);
    expect(page).toContain('1 ảnh');
    expect(page).toContain('xin đọc lại từng dòng');
    expect(await mai.see(at)).toContain('lập bản để chuyển');
  });
});

describe('an excluded reader', () => {
  test('sees nothing, not even that it exists; never the last one', async () => {
    const { at, code } = await record();
    expect(await nam.see(ROOM)).toContain(code);
    expect((await mai.post(`${at}/loai`, { 'can-bo': nam.officer.id })).status).toBe(303);
    expect(await nam.see(ROOM)).not.toContain(code);
    for (const act of ['mo', 'nguoi-viet', 'ban-chuyen', 'hoi', 'moc', 'trang-thai', 'loai', 'them']) {
      const refused = await nam.post(`${at}/${act}`, { text: 'x', 'can-bo': nam.officer.id });
      expect(refused.status).toBe(404);
    }
    const same = (html: string) => html.replace(/name="csrf" value="[^"]*"|data-pad="[^"]*"/g, '');
    expect(same(await nam.see(at))).toBe(same(await nam.see(`${ROOM}/${randomUUID()}`)));
    const last = await mai.post(`${at}/loai`, { 'can-bo': mai.officer.id });
    expect(last.status).toBe(409);
    expect(await last.text()).toContain('ít nhất một người khác');
    expect((await mai.post(`${at}/them`, { 'can-bo': nam.officer.id })).status).toBe(409);
    expect((await mai.post(`${at}/them`, { 'can-bo': admin.officer.id })).status).toBe(409);
    expect((await mai.post(`${at}/loai`, { 'can-bo': 'x' })).status).toBe(409);
  });
});

test('nothing of it is in the log', () => {
  expect(world.logged.join('\n')).not.toMatch(/Ông Xyz|Trần Thị Hoa|0912 ?345/);
});
