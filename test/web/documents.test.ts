import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { listDocuments } from '../../src/store/documents.ts';
import { beginUpload, endUpload, noteUpload, uploadsOf } from '../../src/store/uploads.ts';
import { openWorld, type Visitor, type World } from './console-world.ts';

const PAGE = '/console/van-ban';
const TEXT = `ỦY BAN NHÂN DÂN PHƯỜNG THƯỢNG HỒNG
Số: 124/KH-UBND
Thượng Hồng, ngày 23 tháng 10 năm 2026
KẾ HOẠCH
Tổ chức chợ đêm phường
Điều 1. Thời gian
Chợ đêm họp vào tối thứ bảy hằng tuần, từ 18 giờ đến 22 giờ tại sân vận động phường.
Điều 2. Phí chỗ ngồi
Mỗi gian hàng nộp hai mươi nghìn đồng một tối cho ban quản lý chợ đêm.
`;
let world: World;
let anh: Visitor;
beforeAll(async () => {
  world = await openWorld();
  anh = await world.officer('handler');
});
afterAll(() => world.end());

async function upload(files: readonly File[], fields: Readonly<Record<string, string>> = {}) {
  const { rows } = await world.store.pool.query<{ csrf: string }>(
    'SELECT csrf FROM session WHERE officer_id = $1',
    [anh.officer.id],
  );
  const form = new FormData();
  form.set('csrf', rows[0]?.csrf ?? '');
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  for (const file of files) form.append('file', file);
  return await world.request(PAGE, {
    method: 'POST',
    headers: { cookie: `can_bo=${anh.cookie}` },
    body: form,
  });
}
const uploads = () => uploadsOf(world.store.pool, world.wardId);
const settled = (n: number) =>
  vi.waitFor(
    async () => {
      const all = await uploads();
      expect(all.filter((u) => u.state !== 'reading')).toHaveLength(n);
    },
    { timeout: 30_000, interval: 50 },
  );

test('files are taken at once and read after; a document is quoted, a bad one says what to do', async () => {
  const done = await upload([
    new File([TEXT], 'ke-hoach.txt'),
    new File([new Uint8Array([0xd0, 0xcf, 0x11, 0xe0])], 'cu.doc'),
    new File(['%PDF-1.4 hỏng'], 'hong.pdf'),
  ]);
  expect(done.status).toBe(303);
  await settled(3);
  const page = await anh.see(PAGE);
  expect(page).toContain('124/KH-UBND');
  expect(page).toContain('tệp Word đời cũ');
  expect(page).toContain('Tệp PDF bị hỏng');
  const [document] = await listDocuments(world.store.pool, world.wardId);
  expect(document).toMatchObject({ number: '124/KH-UBND', importedBy: anh.officer.name });
  await vi.waitFor(
    async () => {
      const { answers } = await world.deps.knowledge.ask(
        'theo kế hoạch 124/KH-UBND mỗi gian hàng chợ đêm nộp bao nhiêu',
      );
      expect(answers[0]?.text).toContain('hai mươi nghìn đồng');
      expect(answers[0]?.citations).toEqual([{ act: '124/KH-UBND', article: '2' }]);
    },
    { timeout: 30_000, interval: 100 },
  );
  const audit = await world.store.pool.query(
    `SELECT officer_id, subject FROM audit WHERE action = 'document.added'`,
  );
  expect(audit.rows).toEqual([{ officer_id: anh.officer.id, subject: '124/KH-UBND' }]);
});

test('the same file twice is told to be there already', async () => {
  const before = (await uploads()).length;
  await upload([new File([TEXT], 'ke-hoach.txt')]);
  await settled(before + 1);
  expect((await uploads())[0]?.note).toContain('Đã có từ trước');
  expect(await listDocuments(world.store.pool, world.wardId)).toHaveLength(1);
});

test('a document is taken out and back', async () => {
  const [document] = await listDocuments(world.store.pool, world.wardId);
  const id = document?.id ?? '';
  expect((await anh.post(`${PAGE}/bo`, { id, do: 'bo' })).status).toBe(303);
  expect(await listDocuments(world.store.pool, world.wardId)).toEqual([]);
  expect((await anh.post(`${PAGE}/bo`, { id, do: 'bo' })).status).toBe(409);
  expect((await anh.post(`${PAGE}/bo`, { id, do: 'lai' })).status).toBe(303);
  expect(await listDocuments(world.store.pool, world.wardId)).toHaveLength(1);
  expect((await anh.post(`${PAGE}/bo`, { id, do: 'lai' })).status).toBe(409);
});

test('progress is shown while a file is read, and one whose reader died is told as failed', async () => {
  const id = await beginUpload(world.store.pool, world.wardId, anh.officer.id, 'dai.pdf');
  await noteUpload(world.store.pool, id, 'Đọc trang', 30, 120);
  const part = await anh.see(`${PAGE}/tien-do`);
  expect(part).toContain('Đọc trang 30/120');
  expect(part).toContain('max="120" value="30"');
  expect(part).toContain('hx-trigger="every 2s"');
  await world.store.pool.query(
    `UPDATE document_upload SET changed_at = now() - interval '6 minutes' WHERE id = $1`,
    [id],
  );
  const after = await anh.see(`${PAGE}/tien-do`);
  expect(after).toContain('Máy dừng giữa chừng');
  expect(after).not.toContain('hx-trigger');
  await endUpload(world.store.pool, id, 'failed', 'x');
  await noteUpload(world.store.pool, id, 'Đọc trang', 31, 120);
  expect((await uploads()).find((u) => u.id === id)).toMatchObject({ state: 'failed', done: 30 });
});

test('no file, and more than 30 MB, are refused with what to do; up to it a file is taken', async () => {
  const none = await upload([]);
  expect(none.status).toBe(409);
  expect(await none.text()).toContain('Xin chọn tệp');
  const before = (await uploads()).length;
  const big = await upload([new File([new Uint8Array(31 * 1024 * 1024)], 'to.pdf')]);
  expect(big.status).toBe(413);
  expect(await big.text()).toContain('lớn hơn 30 MB');
  expect(await uploads()).toHaveLength(before);
  // larger than any other form of the console
  const fair = await upload([new File([`${TEXT}${'Thêm một dòng nữa.\n'.repeat(150_000)}`], 'dai.txt')]);
  expect(fair.status).toBe(303);
  await settled(before + 1);
});
