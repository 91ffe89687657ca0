import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { beginDue, finishOver, prepareOpen } from '../../src/store/broadcasts/index.ts';
import { NOW, openWorld, type Visitor, type World } from './console-world.ts';

let world: World;
let lan: Visitor;
let leader: Visitor;
const HERE = '/console/thong-bao';
beforeAll(async () => {
  world = await openWorld();
  [lan, leader] = [await world.officer('handler'), await world.officer('leader')];
});
afterAll(() => world.end());
beforeEach(async () => {
  await world.store.pool.query(`DELETE FROM broadcast; DELETE FROM setting WHERE key = 'sending'`);
  await world.store.pool.query(
    `INSERT INTO contact (ward_id, channel_id, external_id, last_seen_at) VALUES ($1, $2, 'dân-thử', $3) ON CONFLICT DO NOTHING`,
    [world.wardId, world.channel.id, NOW],
  );
});

let serial = 0;
const form = (more: Record<string, string> = {}) => ({
  ma: `form-number-${String(++serial).padStart(8, '0')}`,
  title: 'Cắt nước',
  kind: 'thong-bao',
  vi: 'Mai cắt nước từ 8 giờ.',
  ai: 'moi',
  ...more,
});
const write = async (more: Record<string, string> = {}): Promise<string> => {
  const response = await lan.post(HERE, form(more));
  expect(response.status).toBe(303);
  return response.headers.get('location') ?? '';
};
const states = async () =>
  (
    await world.store.pool.query<{ state: string }>('SELECT state FROM broadcast ORDER BY created_at')
  ).rows.map((r) => r.state);
const prepare = async () => {
  await beginDue(world.store.pool, world.wardId, NOW);
  await prepareOpen(world.store, world.wardId, {}, NOW);
};

describe('writing to many', () => {
  test('shows who will be reached and how it looks, and goes when it is let go', async () => {
    const at = await write();
    const page = await lan.see(at);
    expect(page).toContain('Ai sẽ nhận được');
    expect(page).toContain('Mai cắt nước từ 8 giờ.');
    expect(page).toContain('dừng tin chung');
    expect((await lan.post(`${at}/bat-dau`, {})).status).toBe(303);
    expect(await states()).toEqual(['scheduled']);
    await prepare();
    expect(await lan.see(at)).toMatch(/Đang gửi[\s\S]*<progress/);
    expect(await lan.see(at)).toContain('<noscript><meta http-equiv="refresh"');
  });

  test('by a double click makes one and starts it once', async () => {
    const same = form();
    const made = await Promise.all([lan.post(HERE, same), lan.post(HERE, same)]);
    const [a, b] = made.map((r) => r.headers.get('location'));
    expect(a).toBe(b);
    await Promise.all([lan.post(`${a}/bat-dau`, {}), lan.post(`${a}/bat-dau`, {})]);
    const { rows } = await world.store.pool.query(
      `SELECT 1 FROM audit WHERE action = 'broadcast.start' AND subject = $1`,
      [a?.split('/').at(-1)],
    );
    expect(rows).toHaveLength(1);
  });

  test.each([
    ['an unknown hole', { vi: 'Mời {ten}' }, 'Máy không biết chỗ điền: {ten}'],
    ['no text', { vi: '' }, 'Chưa có nội dung'],
    ['an hour that has passed', { ngay: '2026-11-20', gio: '08:00' }, 'Giờ gửi đã qua'],
    ['no group', { ai: 'to' }, 'chọn ít nhất một tổ'],
  ])('with %s is sent back, and nothing typed is lost', async (_, more, words) => {
    const response = await lan.post(HERE, form({ title: 'Tên đã gõ', ...more }));
    expect(response.status).toBe(409);
    const page = await response.text();
    expect(page).toContain(words);
    expect(page).toContain('value="Tên đã gõ"');
    expect(await states()).toEqual([]);
  });

  test('to nobody is not let go', async () => {
    const at = await write({ nguoi: 'consented' });
    const response = await lan.post(`${at}/bat-dau`, {});
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('không có ai nhận được');
    expect(await states()).toEqual(['draft']);
  });

  test('with a fact that the ward has not set is not let go', async () => {
    const at = await write({ vi: 'Gọi {dien_thoai}.' });
    expect(await lan.see(at)).toContain('{dien_thoai}');
    expect((await lan.post(`${at}/bat-dau`, {})).status).toBe(409);
  });

  test('is tried on oneself only where a chat is linked', async () => {
    const at = await write();
    expect((await lan.post(`${at}/thu`, {})).status).toBe(409);
    await world.store.pool.query(
      `INSERT INTO officer_account (ward_id, officer_id, channel_id, external_id) VALUES ($1, $2, $3, 'lan-chat')`,
      [world.wardId, lan.officer.id, world.channel.id],
    );
    expect((await lan.post(`${at}/thu`, {})).status).toBe(303);
    const { rows } = await world.store.pool.query(`SELECT lane FROM outbox WHERE chat = 'lan-chat'`);
    expect(rows).toEqual([{ lane: 0 }]);
  });
});

describe('where the ward wants two', () => {
  test('the second, and not the first, lets it go', async () => {
    const admin = await world.officer('admin');
    await admin.post(`${HERE}/cai-dat`, { duyet: '1', telegram: '30', zalo: '60' });
    const at = await write();
    await lan.post(`${at}/bat-dau`, {});
    expect(await states()).toEqual(['pending']);
    expect((await lan.post(`${at}/duyet`, {})).status).toBe(403);
    expect(await leader.see(at)).toContain('Duyệt và cho gửi');
    await leader.post(`${at}/duyet`, {});
    expect(await states()).toEqual(['scheduled']);
  });

  test('whoever wrote it cannot say yes, also with the right to', async () => {
    const admin = await world.officer('admin');
    await admin.post(`${HERE}/cai-dat`, { duyet: '1', telegram: '30', zalo: '60' });
    const at = (await leader.post(HERE, form())).headers.get('location') ?? '';
    await leader.post(`${at}/bat-dau`, {});
    expect((await leader.post(`${at}/duyet`, {})).status).toBe(409);
    expect(await states()).toEqual(['pending']);
  });
});

describe('a broadcast under way', () => {
  test('is paused, goes on, is stopped, and says what became of everybody', async () => {
    const at = await write();
    await lan.post(`${at}/bat-dau`, {});
    await prepare();
    await lan.post(`${at}/tam-dung`, {});
    expect(await lan.see(at)).toContain('Gửi tiếp');
    await lan.post(`${at}/tiep-tuc`, {});
    await prepare();
    await lan.post(`${at}/dung`, {});
    await finishOver(world.store.pool, world.wardId, NOW);
    const page = await lan.see(at);
    expect(page).toContain('Đã dừng hẳn');
    expect(page).toContain('Đã huỷ');
    const csv = await lan.get(`${at}/bao-cao.csv`);
    const text = await csv.text();
    expect(text).toContain('"Đã huỷ"');
    expect(text).not.toContain('dân-thử');
  });

  test('that is not there is said not to be there', async () => {
    expect((await lan.get(`${HERE}/00000000-0000-4000-8000-000000000000`)).status).toBe(404);
    expect((await lan.get(`${HERE}/khong-co`)).status).toBe(404);
  });
});
