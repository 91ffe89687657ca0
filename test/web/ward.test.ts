import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wardInfo } from '../../src/store/settings.ts';
import { openWorld, type Visitor, type World } from './console-world.ts';

let world: World;
let admin: Visitor;
beforeAll(async () => {
  world = await openWorld();
  admin = await world.officer('admin');
});
afterAll(() => world.end());

const FACTS = {
  name: 'phường Thượng Hồng',
  province: 'tỉnh Hưng Yên',
  oldNames: 'phường Bạch Sam\r\n\r\n phường Minh Đức ',
  address: 'số 1 đường Thử',
  phone: '0221 000 111',
  hours: '8 giờ đến 17 giờ',
  reception: '',
  toCaoAddress: '',
  provinceAddress: '',
  promiseDays: '7',
  website: 'https://phuong.example',
};
const auditOf = async (action: string) =>
  (
    await world.store.pool.query<{ subject: string; officer_id: string; detail: unknown }>(
      'SELECT subject, officer_id, detail FROM audit WHERE action = $1 ORDER BY id',
      [action],
    )
  ).rows;

describe("the ward's facts", () => {
  test('are saved, shown again, told to residents, and audited by field', async () => {
    const saved = await admin.post('/console/phuong', FACTS);
    expect(saved.headers.get('location')).toBe('/console/phuong?da=luu');
    expect(await wardInfo(world.store.pool, world.wardId)).toEqual({
      name: 'phường Thượng Hồng',
      province: 'tỉnh Hưng Yên',
      oldNames: ['phường Bạch Sam', 'phường Minh Đức'],
      address: 'số 1 đường Thử',
      phone: '0221 000 111',
      hours: '8 giờ đến 17 giờ',
      promiseDays: 7,
      website: 'https://phuong.example',
    });
    const page = await admin.see('/console/phuong?da=luu');
    expect(page).toContain('Đã lưu.');
    expect(page).toContain('value="0221 000 111"');
    const chat = await (await world.request('/chat')).text();
    expect(chat).toContain('href="tel:0221000111"');
    const [row] = await auditOf('ward.set');
    expect(row?.officer_id).toBe(admin.officer.id);
    expect(JSON.stringify(row?.detail)).toContain('phone');
    expect(JSON.stringify(row?.detail)).not.toContain('0221');
  });

  test('left empty are taken back: nothing is invented in their place', async () => {
    await admin.post('/console/phuong', { ...FACTS, phone: '', promiseDays: '' });
    const ward = await wardInfo(world.store.pool, world.wardId);
    expect(ward).not.toHaveProperty('phone');
    expect(ward).not.toHaveProperty('promiseDays');
    expect(await (await world.request('/chat')).text()).not.toContain('tel:');
  });

  test.each([
    ['phone', 'gọi <b>tôi</b>', 'Số điện thoại chỉ gồm số'],
    ['promiseDays', '0', 'từ 1 đến 60'],
    ['promiseDays', 'bảy', 'từ 1 đến 60'],
    ['website', 'javascript:alert(1)', 'bắt đầu bằng https://'],
    ['address', 'a'.repeat(501), 'Dài quá 500'],
    ['oldNames', Array.from({ length: 21 }, (_, i) => `tên ${i}`).join('\n'), 'Tối đa 20 tên'],
  ])(
    'with a wrong %s (%s) are not saved, and everything typed is still there',
    async (field, value, words) => {
      const before = await wardInfo(world.store.pool, world.wardId);
      const response = await admin.post('/console/phuong', { ...FACTS, hours: 'giờ mới', [field]: value });
      expect(response.status).toBe(409);
      const page = await response.text();
      expect(page).toContain('Chưa lưu. Có 1 ô');
      expect(page).toContain(words);
      expect(page).toContain('value="giờ mới"');
      expect(page).toContain(value.split('\n')[0]?.replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
      expect(await wardInfo(world.store.pool, world.wardId)).toEqual(before);
    },
  );

  test('are read, not written, by the others', async () => {
    const anh = await world.officer('handler');
    const page = await anh.see('/console/phuong');
    expect(page).toContain('số 1 đường Thử');
    expect(page).not.toContain('<input name=');
    expect(page).not.toContain('Lưu');
  });
});

describe('groups', () => {
  const act = (fields: Record<string, string>) => admin.post('/console/phuong/to', fields);
  const groups = async () =>
    (
      await world.store.pool.query<{ id: string; name: string; archived: boolean }>(
        `SELECT id, name, archived_at IS NOT NULL AS archived FROM "group" WHERE ward_id = $1 ORDER BY position`,
        [world.wardId],
      )
    ).rows;

  test('are added in the order people count, renamed, archived and brought back, each audited', async () => {
    for (const name of ['Tổ 10', 'Tổ 2', '  Tổ   1 '])
      expect((await act({ do: 'add', name })).status).toBe(303);
    expect((await groups()).map((g) => g.name)).toEqual(['Tổ 1', 'Tổ 2', 'Tổ 10']);
    const two = (await groups())[1]?.id ?? '';
    await act({ do: 'rename', id: two, name: 'Tổ 20' });
    expect((await groups()).map((g) => g.name)).toEqual(['Tổ 1', 'Tổ 10', 'Tổ 20']);
    await act({ do: 'archive', id: two, name: 'Tổ 20' });
    expect((await groups())[2]).toMatchObject({ archived: true });
    expect(await admin.see('/console/phuong')).toContain('Đang cất');
    const back = await act({ do: 'restore', id: two, name: 'Tổ 20' });
    expect(back.headers.get('location')).toBe('/console/phuong?da=nhom-lay');
    expect((await groups())[2]).toMatchObject({ archived: false });
    expect((await auditOf('group.add')).map((r) => r.subject)).toEqual(['Tổ 10', 'Tổ 2', 'Tổ 1']);
    for (const action of ['group.rename', 'group.archive', 'group.restore'])
      expect(await auditOf(action)).toMatchObject([{ subject: 'Tổ 20', officer_id: admin.officer.id }]);
  });

  test('keep their names apart, and what was typed comes back', async () => {
    await act({ do: 'add', name: 'Tổ trùng' });
    const again = await act({ do: 'add', name: 'Tổ trùng' });
    expect(again.status).toBe(409);
    const page = await again.text();
    expect(page).toContain('Đã có tổ mang tên này');
    expect(page).toContain('value="Tổ trùng" placeholder');
  });

  test.each([
    [{ do: 'add', name: '' }, 409],
    [{ do: 'add', name: 'a'.repeat(101) }, 409],
    [{ do: 'rename', id: 'x', name: 'Tổ' }, 400],
    [{ do: 'archive', id: randomUUID() }, 409],
    [{ do: 'drop', name: 'x' }, 400],
    [{}, 400],
  ])('refuse %j', async (fields, status) => {
    const before = await groups();
    expect((await act(fields as Record<string, string>)).status).toBe(status);
    expect(await groups()).toEqual(before);
  });
});

describe('questions', () => {
  test('without a sure answer or called wrong are listed newest first, with what was offered', async () => {
    await world.store.pool.query(
      `INSERT INTO entry (ward_id, id, topic, content, source) VALUES ($1, 'hop', 'Họp', '{"question": "Họp phải báo trước mấy ngày?"}', 'file')`,
      [world.wardId],
    );
    const ask = (inbox: number, text: string | null, confident: boolean, verdict: string | null) =>
      world.store.pool.query(
        `INSERT INTO question (ward_id, inbox_id, text, route, answered, score, confident, verdict) VALUES ($1, $2, $3, 'faq', '{hop}', 0.4, $4, $5)`,
        [
          world.wardId,
          inbox,
          text === null ? null : world.store.vault.seal('question.text', text),
          confident,
          verdict,
        ],
      );
    await ask(1, 'câu chưa chắc', false, null);
    await ask(2, 'câu trả lời đúng', true, 'right');
    await ask(3, 'câu bị chê', true, 'wrong');
    await ask(4, null, false, null);
    const page = await admin.see('/console/cau-hoi');
    expect(page).toContain('2 nhóm, 2 câu');
    expect(page).not.toContain('câu trả lời đúng');
    expect(page).toMatch(/câu bị chê.*lần người dân nói chưa đúng/s);
    expect(page).toContain('câu chưa chắc');
  });
});
