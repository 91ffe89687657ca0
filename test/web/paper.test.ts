import { randomUUID } from 'node:crypto';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paperFile } from '../../src/core/paper.ts';
import { verbatim } from '../../src/core/say.ts';
import { readPaper, withPaperLinks } from '../../src/paper-links.ts';
import { eraseContact } from '../../src/store/erase.ts';
import { keepPaper, paperToken } from '../../src/store/papers.ts';
import { dropOld } from '../../src/store/retention.ts';
import { NOW, openWorld, type World } from './console-world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());

const SECRET = 'Trần Thị Hoa số 7';
async function kept() {
  const { contactId } = await world.ticket();
  const key = `turn-${randomUUID()}`;
  await keepPaper(world.store.pool, world.store.vault, {
    ...{ wardId: world.wardId, contactId: contactId ?? '', key, kind: 'complaint', at: NOW },
    fields: { name: SECRET, about: 'Quyết định 12' },
  });
  return { key, contactId: contactId ?? '', path: `/giay/${paperToken(world.store.vault, key)}` };
}
const wordsOf = (bytes: Uint8Array) =>
  new TextDecoder()
    .decode(unzipSync(bytes)['word/document.xml'])
    .replace(/<[^>]+>/g, ' ')
    .normalize('NFC');
const count = async (key: string) =>
  (await world.store.pool.query('SELECT 1 FROM paper WHERE key = $1', [key])).rowCount;

describe('a paper behind a link', () => {
  it('is fetched by a button, three times at most; looking uses nothing up', async () => {
    const { path } = await kept();
    for (let n = 0; n < 5; n++) expect(await (await world.request(path)).text()).toContain('Tải đơn về');
    for (let n = 0; n < 3; n++) {
      const got = await world.request(path, { method: 'POST' });
      expect(got.headers.get('content-disposition')).toContain('don-khieu-nai.docx');
      const words = wordsOf(new Uint8Array(await got.arrayBuffer()));
      for (const part of [
        SECRET,
        'Quyết định 12',
        'ĐƠN KHIẾU NẠI',
        'Yêu cầu giải quyết',
        'ký hoặc điểm chỉ',
        'Mẫu của phường',
      ])
        expect(words).toContain(part);
    }
    expect((await world.request(path, { method: 'POST' })).status).toBe(404);
    expect((await world.request(path)).status).toBe(404);
  });

  it('carries the Vietnamese font in the file', async () => {
    const { key } = await kept();
    const made = await readPaper(world.store, `paper:${key}`, NOW);
    expect(Object.keys(unzipSync(made?.bytes ?? new Uint8Array())).join()).toMatch(/fonts\/.*odttf/);
  });

  it('is nowhere in plain, and its token is not in the table', async () => {
    const { key, path } = await kept();
    const { rows } = await world.store.pool.query('SELECT p::text AS row FROM paper p WHERE key = $1', [key]);
    expect(rows[0]?.row).not.toContain('Hoa');
    expect(rows[0]?.row).not.toContain(path.slice(6));
    expect(world.logged.join()).not.toContain(path.slice(6));
  });

  it('is gone after a day, and when its owner is erased', async () => {
    const late = await kept();
    const tomorrow = new Date(NOW.getTime() + 25 * 3_600_000);
    await expect(readPaper(world.store, `paper:${late.key}`, tomorrow)).rejects.toThrow('gone');
    await dropOld(world.store, world.wardId, tomorrow);
    expect(await count(late.key)).toBe(0);
    const erased = await kept();
    await eraseContact(world.store.pool, erased.contactId);
    expect(await count(erased.key)).toBe(0);
  });

  it('is not to be had by a made-up link', async () => {
    for (const token of ['x', 'A'.repeat(43), '../../etc'])
      expect((await world.request(`/giay/${encodeURIComponent(token)}`, { method: 'POST' })).status).toBe(
        404,
      );
  });
});

describe('on a platform without files', () => {
  const reply = { text: verbatim('Đơn đây.'), files: [paperFile('turn-1', 'don.docx')] };

  it('a paper is a link', () => {
    const linked = withPaperLinks(reply, world.store.vault, 'https://phuong.example.vn');
    expect(linked.files).toEqual([]);
    expect(JSON.stringify(linked.text)).toContain(
      `https://phuong.example.vn/giay/${paperToken(world.store.vault, 'turn-1')}`,
    );
  });

  it('stays a file that cannot be sent where the server has no public address', () => {
    expect(withPaperLinks(reply, world.store.vault, null)).toEqual(reply);
  });
});
