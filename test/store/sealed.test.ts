import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { denunciation } from '../../handlers/denunciation.ts';
import { fallback } from '../../handlers/fallback.ts';
import { status } from '../../handlers/status.ts';
import type { Handler } from '../../src/core/types.ts';
import { transaction } from '../../src/store/db.ts';
import { addOfficer, type Officer } from '../../src/store/officers.ts';
import { wipeFleeting } from '../../src/store/outbox.ts';
import { forgetSealedOwner, seal, sealedId } from '../../src/store/sealed.ts';
import { fillBox, openBox, sealedPair } from '../../src/store/sealed-box.ts';
import {
  askThroughCode,
  excludeReader,
  nameReader,
  setMilestone,
  setSealedState,
} from '../../src/store/sealed-change.ts';
import { openContent, openIdentity, openPhoto, sealedList, sealedPage } from '../../src/store/sealed-room.ts';
import { type Bench, bench, recorder } from '../helpers/app.ts';
import { bareJpeg, jpegWith } from '../helpers/photos.ts';
import { contact, intent } from '../helpers/talk.ts';

const AT = new Date('2026-11-22T03:00:00Z');
const CODE = /DB-\d{4}-\d{3}-\d{3}/;

let at: Bench;
let mai: Officer;
let nam: Officer;

beforeAll(async () => {
  at = await bench({
    handlers: [denunciation, status, fallback] as Handler[],
    platform: recorder({ limits: { choices: 5 } }),
    understand: (text) => intent(text.startsWith('tố cáo') ? 'petition.to-cao' : 'status'),
    now: () => AT,
  });
  mai = await addOfficer(at.store, at.wardId, 'Mai', ['sealed-reader']);
  nam = await addOfficer(at.store, at.wardId, 'Nam', ['sealed-reader']);
});
afterAll(() => at.close());

/** Somebody is told, writes on, and gets a code. */
async function written(who: string, ...texts: string[]): Promise<{ id: string; code: string }> {
  await at.says(who, 'tố cáo việc này');
  await at.run();
  for (const text of texts) await at.says(who, text);
  await at.run();
  const code = CODE.exec(at.platform.texts(who).at(-1) ?? '')?.[0] ?? '';
  const line = (await sealedList(at.store, mai)).find((l) => l.code === code);
  return { id: line?.id ?? '', code };
}

describe('a box', () => {
  const pair = sealedPair();
  const box = fillBox(pair.open, 'a', Buffer.from('lời'));

  it('is filled with the open half and opened only with the secret one, for its own purpose, unchanged', () => {
    expect(openBox(pair, 'a', box).toString()).toBe('lời');
    expect(() => openBox(sealedPair(), 'a', box)).toThrow();
    expect(() => openBox(pair, 'b', box)).toThrow();
    for (const place of [0, 40, box.length - 1]) {
      const bent = Buffer.from(box);
      bent[place] = (bent[place] ?? 0) ^ 1;
      expect(() => openBox(pair, 'a', bent)).toThrow();
    }
  });

  it('is never the same twice', () => {
    expect(fillBox(pair.open, 'a', Buffer.from('lời'))).not.toEqual(box);
  });
});

describe('a sealed record', () => {
  it('holds what was written on, in order, for the named readers, who wrote apart; and each reading is logged', async () => {
    const { id } = await written('hoa', 'điều một', 'điều hai');
    const entries = await openContent(at.store, mai, id);
    expect(entries?.map((e) => [e.actor, e.text])).toEqual([
      ['resident', 'điều một'],
      ['resident', 'điều hai'],
    ]);
    const who = await openIdentity(at.store, nam, id);
    expect(who).toEqual([{ platform: 'test', contact: expect.any(String) }]);
    const page = await sealedPage(at.store, mai, id);
    expect(page?.readings.map((r) => [r.name, r.what])).toEqual([
      ['Nam', 'identity'],
      ['Mai', 'content'],
    ]);
    expect(page).toMatchObject({ state: 'received', openedOn: '2026-11-22' });
  });

  it('keeps no word of it in the inbox, and links to no contact, turn or message', async () => {
    const [inbox] = await at.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM inbox WHERE sender = 'hoa' AND body IS NOT NULL`,
    );
    expect(inbox?.n).toBe(0);
    const columns = await at.rows<{ name: string }>(
      `SELECT DISTINCT column_name AS name FROM information_schema.columns WHERE table_name LIKE 'sealed\\_%' AND
(column_name LIKE '%contact%' OR column_name LIKE '%inbox%' OR column_name LIKE '%ticket%' OR column_name LIKE '%turn%')`,
    );
    expect(columns).toEqual([]);
  });

  it('refuses to have its readings changed or deleted', async () => {
    await expect(at.rows('DELETE FROM sealed_reading')).rejects.toThrow('never changed or deleted');
    await expect(at.rows(`UPDATE sealed_reading SET what = 'x'`)).rejects.toThrow('never changed or deleted');
  });

  it('is no record at all for an officer who is not named, was named later, or is of another role', async () => {
    const { id } = await written('binh', 'điều gì');
    const later = await addOfficer(at.store, at.wardId, 'Sau', ['sealed-reader', 'admin']);
    expect(await sealedPage(at.store, later, id)).toBeNull();
    expect(await openContent(at.store, later, id)).toBeNull();
    expect(await openIdentity(at.store, later, id)).toBeNull();
    expect((await sealedList(at.store, later)).map((l) => l.id)).not.toContain(id);
    expect(await setMilestone(at.store, later, id, 'formal', '2026-11-20', AT)).toBe(false);
    expect(await nameReader(at.store, mai, id, later.id)).toBe(true);
    expect((await openContent(at.store, later, id))?.[0]?.text).toBe('điều gì');
    const clerk = await addOfficer(at.store, at.wardId, 'Thư', ['receiver']);
    expect(await nameReader(at.store, mai, id, clerk.id)).toBe(false);
    await at.rows('UPDATE officer SET removed_at = now() WHERE id = $1', [later.id]);
  });

  it('shuts an accused reader out for good: the keys go, and it is as if there were nothing', async () => {
    const { id } = await written('cuc', 'về anh Nam');
    expect(await excludeReader(at.store, mai, id, nam.id, AT)).toBe(true);
    const [row] = await at.rows(
      'SELECT content_wrapped, identity_wrapped FROM sealed_reader WHERE record_id = $1 AND officer_id = $2',
      [id, nam.id],
    );
    expect(row).toEqual({ content_wrapped: null, identity_wrapped: null });
    expect(await sealedPage(at.store, nam, id)).toBeNull();
    expect((await sealedList(at.store, nam)).map((l) => l.id)).not.toContain(id);
    expect(await openContent(at.store, nam, id)).toBeNull();
    expect(await nameReader(at.store, mai, id, nam.id)).toBe(false);
    expect((await openContent(at.store, mai, id))?.length).toBe(1);
    // what is written later is not for the excluded one either
    await at.says('cuc', 'thêm về anh Nam');
    await at.run();
    expect((await openContent(at.store, mai, id))?.length).toBe(2);
    expect(await openContent(at.store, nam, id)).toBeNull();
    // and never the last reader
    expect(await excludeReader(at.store, mai, id, mai.id, AT)).toBe(false);
  });

  it('is begun once when its turn is done twice', async () => {
    const { id } = await written('dung', 'một lần');
    const sealing = {
      ...{ wardId: at.wardId, platform: 'test', record: id, code: 'DB-1000-005-721', at: AT },
      ...{ contact: contact(), turn: 'the-same-turn', text: 'hai lần' },
    };
    await transaction(at.store, (tx) => seal(tx, at.store.vault, sealing));
    await transaction(at.store, (tx) => seal(tx, at.store.vault, sealing));
    expect((await openContent(at.store, mai, id))?.map((e) => e.text)).toEqual(['một lần', 'hai lần']);
    expect(sealedId(at.store.vault, 'a')).toBe(sealedId(at.store.vault, 'a'));
    expect(sealedId(at.store.vault, 'a')).not.toBe(sealedId(at.store.vault, 'b'));
  });

  it("takes no code that is another's", async () => {
    const { code } = await written('duong', 'gì đó');
    const sealing = {
      ...{ wardId: at.wardId, platform: 'test', record: sealedId(at.store.vault, 'x'), code, at: AT },
      ...{ contact: contact(), turn: 'x', text: 'y' },
    };
    expect(await transaction(at.store, (tx) => seal(tx, at.store.vault, sealing))).toEqual({ taken: true });
  });
});

describe('the code', () => {
  it('is the only way back: on any channel it shows what officers asked, and what is written then is added', async () => {
    const { id, code } = await written('em', 'bí mật ABC');
    expect(await askThroughCode(at.store, mai, id, 'Bác thấy lúc nào?', AT, 'form-1')).toBe(true);
    expect(await askThroughCode(at.store, mai, id, 'Bác thấy lúc nào?', AT, 'form-1')).toBe(true);
    expect(at.platform.texts('em').join()).not.toContain('lúc nào');
    await at.says('ai-khac', code);
    await at.run();
    const told = at.platform.texts('ai-khac').at(-1) ?? '';
    expect(told.split('Bác thấy lúc nào?')).toHaveLength(2);
    expect(told).toContain('đang xem xét');
    expect(told).not.toContain('ABC');
    await at.says('ai-khac', 'lúc 9 giờ');
    await at.run();
    expect((await openContent(at.store, mai, id))?.map((e) => e.text)).toEqual([
      'bí mật ABC',
      'Bác thấy lúc nào?',
      'lúc 9 giờ',
    ]);
  });

  it('lies nowhere in plain, and neither what it shows once that has been sent for a while', async () => {
    const { code, id } = await written('giang', 'gì đó');
    await askThroughCode(at.store, mai, id, 'câu hỏi kín', AT, 'form-2');
    await at.says('giang', code);
    await at.run();
    const [row] = await at.rows<{ plain: boolean }>(
      `SELECT bool_or(r::text LIKE '%' || $1 || '%') AS plain FROM sealed_record r`,
      [code],
    );
    expect(row?.plain).toBe(false);
    await at.rows(`UPDATE outbox SET created_at = now() - interval '1 hour' WHERE notice = 'fleeting'`);
    await wipeFleeting(at.store);
    const [left] = await at.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM outbox WHERE notice = 'fleeting' AND body IS NOT NULL`,
    );
    expect(left?.n).toBe(0);
  });
});

describe('"xoá điều tôi vừa viết"', () => {
  it('takes the last thing written; when it was all there was, the keys go too', async () => {
    const { id, code } = await written('huong', 'điều một', 'điều hai');
    await at.says('huong', 'xoá điều tôi vừa viết');
    await at.run();
    expect((await openContent(at.store, mai, id))?.map((e) => e.text)).toEqual(['điều một']);
    await at.says('huong', 'xoá điều tôi vừa viết');
    await at.run();
    expect(await openContent(at.store, mai, id)).toBeNull();
    expect(await sealedPage(at.store, mai, id)).toMatchObject({ state: 'erased' });
    expect(await at.rows('SELECT 1 FROM sealed_entry WHERE record_id = $1', [id])).toEqual([]);
    expect(await at.rows('SELECT 1 FROM sealed_identity WHERE record_id = $1', [id])).toEqual([]);
    const [keys] = await at.rows<{ n: number }>(
      `SELECT count(content_wrapped)::int + count(identity_wrapped)::int + (SELECT count(code_wrapped)::int FROM sealed_record WHERE id = $1) AS n
FROM sealed_reader WHERE record_id = $1`,
      [id],
    );
    expect(keys?.n).toBe(0);
    await at.says('huong', code);
    await at.run();
    expect(at.platform.texts('huong').at(-1)).toContain('đã xoá theo ý bác');
  });

  it('takes all of it at once by word, files too', async () => {
    const { id } = await written('khanh', 'có ảnh');
    await at.rows(
      `INSERT INTO sealed_file (ward_id, record_id, key, state) SELECT ward_id, id, decode('00', 'hex'), 'failed' FROM sealed_record WHERE id = $1`,
      [id],
    );
    await at.says('khanh', 'xoá tất cả');
    await at.run();
    expect(await at.rows('SELECT 1 FROM sealed_file WHERE record_id = $1', [id])).toEqual([]);
    expect(await sealedPage(at.store, mai, id)).toMatchObject({ state: 'erased' });
  });
});

describe('a contact that asks to be deleted', () => {
  it('is named by no sealed record any more; the content stays', async () => {
    const { id } = await written('lien', 'việc của xã');
    const [person] = await at.rows<{ id: string }>(`SELECT id FROM contact WHERE external_id = 'lien'`);
    await forgetSealedOwner(at.store.pool, at.store.vault, person?.id ?? '');
    expect(await openIdentity(at.store, mai, id)).toEqual([]);
    expect((await openContent(at.store, mai, id))?.length).toBe(1);
  });
});

describe('what officers record', () => {
  it('keeps the day of the signed paper and the state, and tells both by the code', async () => {
    const { id, code } = await written('minh', 'việc');
    expect(await setMilestone(at.store, mai, id, 'formal', '2026-11-20', AT)).toBe(true);
    expect(await setSealedState(at.store, mai, id, 'forwarded', AT)).toBe(true);
    await at.says('minh', code);
    await at.run();
    expect(at.platform.texts('minh').at(-1)).toMatch(/đã chuyển nơi có thẩm quyền[\s\S]*20\/11\/2026/);
  });
});

describe('a photo', () => {
  it('lies on the disk only as a box, without what the camera wrote; a reader opens it, others do not', async () => {
    const bytes = jpegWith('NOI-CHUP-21.02');
    const server = createServer((_q, r) => void r.end(bytes));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    const platform = recorder({
      mediaHosts: [`127.0.0.1:${port}`],
      locate: async (f) => ({ url: `http://127.0.0.1:${port}/${f.ref}` }),
    });
    const other = await bench({
      handlers: [denunciation, fallback] as Handler[],
      platform,
      understand: () => intent('petition.to-cao'),
      now: () => AT,
    });
    try {
      const reader = await addOfficer(other.store, other.wardId, 'Mai', ['sealed-reader']);
      const photo = {
        kind: 'file',
        file: { kind: 'photo', ref: 'p1', name: 'ba-hoa.jpg' },
        caption: 'đây',
      } as const;
      await other.says('oanh', photo);
      await other.run();
      expect(await other.rows('SELECT 1 FROM sealed_file')).toEqual([]);
      await other.says('oanh', photo);
      await other.run();
      const [line] = await sealedList(other.store, reader);
      const entries = await openContent(other.store, reader, line?.id ?? '');
      expect(entries).toMatchObject([{ text: 'đây', photoState: 'stored' }]);
      const file = entries?.[0]?.photo ?? '';
      const folder = path.join(other.rt.dataDir, 'sealed', file.slice(0, 2));
      expect(await readdir(folder)).toEqual([file]);
      const onDisk = await readFile(path.join(folder, file));
      expect(onDisk.includes(bareJpeg.subarray(0, 20))).toBe(false);
      const { dataDir } = other.rt;
      expect(await openPhoto(other.store, reader, line?.id ?? '', file, dataDir)).toEqual(bareJpeg);
      expect(await openPhoto(other.store, nam, line?.id ?? '', file, dataDir)).toBeNull();
      expect(existsSync(path.join(dataDir, 'files'))).toBe(false);
      expect(await other.rows('SELECT 1 FROM attachment')).toEqual([]);
      await other.says('oanh', 'xoá điều tôi vừa viết');
      await other.run();
      expect(await readdir(folder)).toEqual([]);
    } finally {
      await other.close();
      server.close();
    }
  });
});
