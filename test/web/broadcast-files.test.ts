import { afterAll, beforeAll, expect, test } from 'vitest';
import { say } from '../../src/core/say.ts';
import type { Limits } from '../../src/core/types.ts';
import { sendable } from '../../src/paper-links.ts';
import { openWorld, type Visitor, type World } from './console-world.ts';

const HERE = '/console/thong-bao';
const PDF = new TextEncoder().encode('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
let world: World;
let lan: Visitor;
let serial = 0;
beforeAll(async () => {
  world = await openWorld();
  lan = await world.officer('handler');
});
afterAll(() => world.end());

async function write(files: Readonly<Record<string, File>>): Promise<Response> {
  const { rows } = await world.store.pool.query<{ csrf: string }>(
    'SELECT csrf FROM session WHERE officer_id = $1 ORDER BY created_at DESC LIMIT 1',
    [lan.officer.id],
  );
  const form = new FormData();
  const fields = {
    csrf: rows[0]?.csrf ?? '',
    ma: `form-number-${String(++serial).padStart(8, '0')}`,
    ...{ title: 'Lịch cắt nước', kind: 'thong-bao', vi: 'Xem lịch trong tệp.', ai: 'moi' },
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  for (const [name, file] of Object.entries(files)) form.set(name, file);
  return await world.request(HERE, {
    method: 'POST',
    headers: { cookie: `can_bo=${lan.cookie}` },
    body: form,
  });
}

test('a paper goes with a broadcast: seen before sending, kept by name, fetched by who was sent it', async () => {
  const made = await write({ tep1: new File([PDF], 'Lịch cắt nước tháng 12.pdf'), tep2: new File([], '') });
  expect(made.status).toBe(303);
  const at = made.headers.get('location') ?? '';
  expect(await lan.see(at)).toContain('[ Tệp: Lịch cắt nước tháng 12.pdf ]');
  const { rows } = await world.store.pool.query<{ files: { ref: string; name: string; kind: 'document' }[] }>(
    'SELECT files FROM broadcast WHERE id = $1',
    [at.split('/').at(-1)],
  );
  const [file] = rows[0]?.files ?? [];
  expect(rows[0]?.files).toHaveLength(1);
  const limits: Limits = { text: 2000, caption: 0, choices: 0, label: 0, files: false };
  const reply = sendable(
    { text: say('stop.on'), files: file ? [file] : [] },
    limits,
    world.store.vault,
    'https://phuong.example.vn',
  );
  // where a platform takes no files, the link does
  expect(reply.files).toEqual([]);
  const link =
    /https:\/\/phuong\.example\.vn(\/tep-tin\/[\w/-]+)/.exec(JSON.stringify(reply.text))?.[1] ?? '';
  const fetched = await world.request(link);
  expect(fetched.headers.get('content-type')).toBe('application/pdf');
  expect(fetched.headers.get('content-disposition')).toContain(
    encodeURIComponent('Lịch cắt nước tháng 12.pdf'),
  );
  expect(new Uint8Array(await fetched.arrayBuffer())).toEqual(PDF);
  expect((await world.request(`/tep-tin/${'0'.repeat(64)}/dGVw`)).status).toBe(404);
  expect((await world.request('/tep-tin/..%2F..%2Fetc/passwd')).status).toBe(404);
});

test('what a browser could run, or Zalo would refuse, is not taken; the words typed stay', async () => {
  const script = await write({ tep1: new File(['<html><script>1</script>'], 'a.pdf') });
  expect(script.status).toBe(409);
  const page = await script.text();
  expect(page).toContain('a.pdf: chỉ gửi được PDF');
  expect(page).toContain('Xem lịch trong tệp.');
  expect(page).toContain('xin chọn lại');
  const big = new Uint8Array(1024 * 1024 + 20);
  big.set([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1]);
  expect(await (await write({ tep3: new File([big], 'to.jpg') })).text()).toContain('lớn quá 1 MB');
});
