import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillCanned, hasStrayBrace, unknownHoles } from '../../src/core/canned.ts';
import { allCanned } from '../../src/store/canned.ts';
import { setWardInfo } from '../../src/store/settings.ts';
import { openWorld, type Visitor, type World } from './console-world.ts';

const PAGE = '/console/cau-mau';
let world: World;
let anh: Visitor;
beforeAll(async () => {
  world = await openWorld();
  anh = await world.officer('handler');
  await setWardInfo(world.store.pool, world.wardId, { phone: '0221 000 111' }, null);
});
afterAll(() => world.end());

const list = () => allCanned(world.store.pool, world.wardId);
const named = async (title: string) => (await list()).find((one) => one.title === title);
const add = (title: string, text: string, more: Readonly<Record<string, string>> = {}) =>
  anh.post(PAGE, { do: 'add', title, text, ...more });

test('holes are filled whatever their case and accents; what the ward has not set is said to be not set', () => {
  const ward = { name: 'phường Thượng Hồng', province: 'tỉnh Hưng Yên', oldNames: [], phone: '0221 000 111' };
  const facts = { code: 'DB-1', officer: 'Lan', ward };
  expect(fillCanned('{Mã hồ sơ} {dien thoai} {địa chỉ} {cán bộ}', facts)).toBe(
    'DB-1 0221 000 111 (phường chưa cập nhật địa chỉ) Lan',
  );
  expect(unknownHoles('{phường} {tên tôi}')).toEqual(['tên tôi']);
  expect(hasStrayBrace('gọi {điện thoại')).toBe(true);
  expect(hasStrayBrace('gọi {điện thoại}')).toBe(false);
});

describe('a canned answer', () => {
  test('is added, found without accents and by category, and written to the audit log by its title', async () => {
    expect((await add('Đã chuyển tổ điện', 'Phường đã chuyển tổ điện.', { category: 'den' })).status).toBe(
      303,
    );
    expect((await add('Hẹn bổ sung', 'Bác gọi {điện thoại} giúp.')).status).toBe(303);
    const found = await anh.see(`${PAGE}?tim=${encodeURIComponent('chuyen dien')}`);
    expect(found).toContain('Phường đã chuyển tổ điện.');
    expect(found).not.toContain('Bác gọi');
    expect(await anh.see(`${PAGE}?linh-vuc=rac`)).toContain('Không có câu nào như vậy');
    const { rows } = await world.store.pool.query(
      `SELECT action, subject, detail FROM audit WHERE action LIKE 'canned.%' ORDER BY id LIMIT 1`,
    );
    expect(rows).toEqual([{ action: 'canned.add', subject: 'Đã chuyển tổ điện', detail: {} }]);
  });

  test.each([
    ['a hole that means nothing', { title: 'A', text: 'Chào {tên}' }, 'Máy không biết điền gì vào {tên}'],
    ['half a hole', { title: 'A', text: 'Chào {tên' }, 'dấu { hoặc } lẻ'],
    ['no words', { title: 'A', text: ' ' }, 'chưa có chữ nào'],
    ['no title', { title: ' ', text: 'Chào bác' }, 'Cần có tên'],
    ['the title of another', { title: 'hẹn BỔ sung', text: 'Chào bác' }, 'Đã có câu mẫu mang tên này'],
  ])('with %s is refused, and what was typed stays', async (_what, fields, words) => {
    const before = (await list()).length;
    const back = await anh.post(PAGE, { do: 'add', ...fields });
    expect(back.status).toBe(409);
    const page = await back.text();
    expect(page).toContain(words);
    if (fields.text.trim() !== '') expect(page).toContain(`>${fields.text}</textarea>`);
    expect((await list()).length).toBe(before);
  });

  test('is previewed as a resident will see it, and nothing is kept', async () => {
    const before = (await list()).length;
    const page = await (
      await anh.post(PAGE, { do: 'preview', title: 'X', text: 'Gọi {điện thoại}, mã {mã hồ sơ}.' })
    ).text();
    expect(page).toContain('Gọi 0221 000 111, mã DB-1234-567-890.');
    expect((await list()).length).toBe(before);
  });

  test('is changed, put away and taken back; put away it is offered in no reply', async () => {
    await add('Tạm', 'Chữ cũ');
    const id = (await named('Tạm'))?.id ?? '';
    await anh.post(PAGE, { do: 'save', id, title: 'Tạm', text: 'Chữ mới', category: 'rac' });
    expect(await named('Tạm')).toMatchObject({ text: 'Chữ mới', category: 'rac', archived: false });
    const gone = await anh.post(PAGE, { do: 'archive', id });
    const page = await anh.see(gone.headers.get('location') ?? '');
    expect(page).toContain('Lấy lại “Tạm”');
    const { code } = await world.ticket();
    expect(await anh.see(`/console/ho-so/${code}`)).not.toContain('>Tạm</option>');
    await anh.post(PAGE, { do: 'restore', id });
    expect(await anh.see(`/console/ho-so/${code}`)).toContain('>Tạm</option>');
    expect((await anh.post(PAGE, { do: 'archive', id: crypto.randomUUID() })).status).toBe(409);
    expect((await anh.post(PAGE, { do: 'eat' })).status).toBe(400);
  });
});

describe('the reply form', () => {
  test('puts one in with its holes filled for this ticket', async () => {
    await add('Có mã', 'Mã của bác là {mã hồ sơ}, gọi {điện thoại}, lịch {lịch tiếp dân}.');
    const id = (await named('Có mã'))?.id ?? '';
    const { code } = await world.ticket();
    const page = await (
      await anh.post(`/console/ho-so/${code}/soan`, { text: 'Chào bác.', viec: 'mau', mau: id })
    ).text();
    expect(page).toContain(
      `Mã của bác là ${code}, gọi 0221 000 111, lịch (phường chưa cập nhật lịch tiếp dân).`,
    );
  });

  test('finds one by its words and puts it in from there', async () => {
    const { code } = await world.ticket();
    const id = (await named('Đã chuyển tổ điện'))?.id ?? '';
    const found = await (await anh.post(`/console/ho-so/${code}/soan`, { hoi: 'to dien' })).text();
    expect(found).toContain(`value="mau:${id}"`);
    const put = await (await anh.post(`/console/ho-so/${code}/soan`, { viec: `mau:${id}` })).text();
    expect(put).toMatch(/<textarea id="reply"[^>]*>Phường đã chuyển tổ điện\./);
  });
});
