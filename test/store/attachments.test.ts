import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  claimFile,
  filePath,
  keepFile,
  removeDropped,
  settleFailed,
  settleStored,
  writeFileByHash,
} from '../../src/store/attachments.ts';
import { dropOldUploads, keepUpload, MAX_FILE_BYTES, readUpload, sniff } from '../../src/store/files.ts';
import { type TestStore, testStore } from '../helpers/app.ts';

let at: TestStore;
let folder: string;
beforeAll(async () => {
  at = await testStore();
  folder = await mkdtemp(path.join(tmpdir(), 'dan-biet-files-'));
});
afterAll(async () => {
  await at.close();
  await rm(folder, { recursive: true, force: true });
});

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
let serial = 0;
const keep = (key = `k${++serial}`, ref = `ref-${key}`) =>
  keepFile(at.store.pool, at.store.vault, {
    wardId: at.wardId,
    channelId: at.channel.id,
    contactId: null,
    key,
    file: { kind: 'photo', ref, name: 'ổ gà.jpg', size: 12 },
  });
const row = async (id: string | null) =>
  (await at.rows('SELECT state, sha256, ref, error FROM attachment WHERE id = $1', [id]))[0];

describe('a file to be fetched', () => {
  it('is one row for one key, with its address sealed', async () => {
    const id = await keep('same', 'https://f.zdn.vn/secret');
    expect(await keep('same')).toBeNull();
    expect((await row(id))?.ref).toBeInstanceOf(Buffer);
    const [text] = await at.rows<{ t: string }>('SELECT a::text AS t FROM attachment a WHERE id = $1', [id]);
    expect(text?.t).not.toContain('secret');
  });

  it('is given to one worker, and to another two minutes later if that one died', async () => {
    const id = (await keep()) ?? '';
    const claims = await Promise.all([
      claimFile(at.store, id),
      claimFile(at.store, id),
      claimFile(at.store, id),
    ]);
    expect(claims.filter((c) => c !== null)).toMatchObject([{ attempts: 1, file: { name: 'ổ gà.jpg' } }]);
    await at.rows(`UPDATE attachment SET next_at = next_at - interval '121 seconds' WHERE id = $1`, [id]);
    expect(await claimFile(at.store, id)).toMatchObject({ attempts: 2 });
  });

  it('forgets its address once it is stored or given up, and is not fetched again', async () => {
    const stored = (await keep()) ?? '';
    await claimFile(at.store, stored);
    await settleStored(at.store, stored, { sha256: 'a'.repeat(64), size: 3, mime: 'image/png' });
    expect(await row(stored)).toEqual({ state: 'stored', sha256: 'a'.repeat(64), ref: null, error: null });
    const failed = (await keep()) ?? '';
    await settleFailed(at.store, failed, 'http-404', null);
    expect(await row(failed)).toEqual({ state: 'failed', sha256: null, ref: null, error: 'http-404' });
    const later = (await keep()) ?? '';
    await settleFailed(at.store, later, 'http-503', 60_000);
    expect(await row(later)).toMatchObject({ state: 'pending', error: 'http-503' });
    for (const id of [stored, failed, later]) expect(await claimFile(at.store, id)).toBeNull();
  });

  it('that was dropped while it was fetched stays dropped', async () => {
    const id = (await keep()) ?? '';
    await claimFile(at.store, id);
    await at.rows(`UPDATE attachment SET state = 'dropped', ref = NULL WHERE id = $1`, [id]);
    await settleStored(at.store, id, { sha256: 'b'.repeat(64), size: 3, mime: 'image/png' });
    expect((await row(id))?.state).toBe('dropped');
    await settleFailed(at.store, id, 'http-503', 0);
    expect((await row(id))?.state).toBe('dropped');
    expect(await claimFile(at.store, id)).toBeNull();
  });

  it.each([Number.NaN, 2 ** 40, -1.5])('may say any size: %d', async (size) => {
    const id = await keepFile(at.store.pool, at.store.vault, {
      wardId: at.wardId,
      channelId: at.channel.id,
      contactId: null,
      key: `size ${size}`,
      file: { kind: 'document', ref: 'r', size, name: 'a\0\ud800'.repeat(300), mime: '\0' },
    });
    expect(id).not.toBeNull();
  });
});

describe('a file on the disk', () => {
  it('lies under its content, once, readable by its owner only', async () => {
    const [a, b] = await Promise.all([writeFileByHash(folder, png), writeFileByHash(folder, png)]);
    expect(a).toBe(b);
    const file = filePath(folder, a);
    expect(readFileSync(file).equals(png)).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(path.dirname(file))).toHaveLength(1);
  });

  it.each(['../../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(64)}/x`])(
    'is never looked for at "%s"',
    (name) => {
      expect(() => filePath(folder, name)).toThrow('not a content hash');
    },
  );

  it('goes when the last row that had it was dropped', async () => {
    const bytes = Buffer.concat([png, Buffer.from('riêng')]);
    const sha256 = await writeFileByHash(folder, bytes);
    const [one = '', two = ''] = [(await keep()) ?? '', (await keep()) ?? ''];
    for (const id of [one, two]) await settleStored(at.store, id, { sha256, size: 3, mime: 'image/png' });
    const drop = (id: string) => at.rows(`UPDATE attachment SET state = 'dropped' WHERE id = $1`, [id]);
    const old = () => utimesSync(filePath(folder, sha256), new Date(0), new Date(0));
    await drop(one);
    old();
    await removeDropped(at.store, folder, new Date());
    expect(existsSync(filePath(folder, sha256))).toBe(true);
    await drop(two);
    await removeDropped(at.store, folder, new Date());
    expect(existsSync(filePath(folder, sha256))).toBe(false);
    expect(await row(two)).toMatchObject({ state: 'dropped', sha256: null });
    await removeDropped(at.store, folder, new Date());
  });
});

describe('what a file is', () => {
  it.each([
    ['a picture', png, 'image/png'],
    ['plain words', Buffer.from('Đơn kiến nghị\nKính gửi'), 'text/plain'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'application/pdf'],
  ])('is told by its content: %s', async (_what, bytes, mime) => {
    expect((await sniff(bytes))?.mime).toBe(mime);
  });

  it.each([
    ['HTML', Buffer.from('<!DOCTYPE html><script>alert(1)</script>')],
    ['HTML behind blanks', Buffer.from(' \n\t<html>')],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['XML', Buffer.from('<?xml version="1.0"?><x/>')],
    ['a program', Buffer.from('4d5a90000300000004000000ffff0000', 'hex')],
    ['an archive', Buffer.from('504b0304140000000000', 'hex')],
    ['broken text', Buffer.from([0x61, 0xc3, 0x28, 0x99])],
    ['nothing', Buffer.alloc(0)],
  ])('is refused for %s', async (_what, bytes) => {
    expect(await sniff(bytes)).toBeNull();
  });
});

describe('an upload to the web chat', () => {
  const upload = (bytes: Uint8Array) => keepUpload(at.store.vault, folder, bytes, 'ổ gà.png');

  it('is found again by the reference that was given out, and by no other', async () => {
    const kept = await upload(png);
    if (!('file' in kept)) throw new Error('refused');
    const { ref } = kept.file;
    expect(await readUpload(at.store.vault, folder, ref)).toEqual(png);
    expect(kept.file).toMatchObject({ kind: 'photo', mime: 'image/png', size: png.length });
    const last = ref.at(-1) === '0' ? '1' : '0';
    for (const forged of [ref.slice(0, -1) + last, ref.slice(0, 64), `../${ref}`, ''])
      expect(await readUpload(at.store.vault, folder, forged)).toBeNull();
  });

  it('waits encrypted: it may be evidence; and not for ever', async () => {
    const kept = await upload(png);
    if (!('file' in kept)) throw new Error('refused');
    const id = kept.file.ref.slice(0, 64);
    const file = path.join(folder, 'uploads', id.slice(0, 2), id);
    expect((await readFile(file)).includes(png.subarray(8, 40))).toBe(false);
    const now = new Date();
    await dropOldUploads(folder, now);
    expect(await readUpload(at.store.vault, folder, kept.file.ref)).toEqual(png);
    await dropOldUploads(folder, new Date(now.getTime() + 25 * 3_600_000));
    await expect(readFile(file)).rejects.toThrow('ENOENT');
    await dropOldUploads(path.join(folder, 'nowhere'), now);
  });

  it.each([
    ['empty', Buffer.alloc(0), 'empty'],
    ['HTML', Buffer.from('<html>'), 'type'],
    ['over 20 MB', Buffer.alloc(MAX_FILE_BYTES + 1, 65), 'too-big'],
  ])('that is %s is refused', async (_what, bytes, refused) => {
    expect(await upload(bytes)).toEqual({ refused });
  });
});
