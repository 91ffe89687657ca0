/** A report that turns out to be a tố cáo is moved into the sealed room; then its mark is looked for everywhere else. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAccountCode } from '../src/store/accounts.ts';
import { removeDropped } from '../src/store/attachments.ts';
import { addOfficer, type Officer } from '../src/store/officers.ts';
import { moveToSealed } from '../src/store/sealed-move.ts';
import { openContent, openIdentity, openPhoto, sealedList } from '../src/store/sealed-room.ts';
import { acting, answer, noteTicket } from '../src/store/tickets.ts';
import { everythingAtRest, everythingKept, type TestApp, testApp } from './helpers/app.ts';
import { baHoa, type FakeTelegram, startFakeTelegram } from './helpers/fake-telegram.ts';
import { jpegWith } from './helpers/photos.ts';

/** No word, so that nothing else can hold it. */
const MARK = 'Zqxw8842';
const STAFF = '-1009988776655';
const PHOTO = jpegWith(`${MARK}x`, `${MARK}y`);
const chiLan = { id: 2002, first_name: 'Lan', language_code: 'vi' };

let telegram: FakeTelegram;
let at: TestApp;
let mai: Officer;
let lan: Officer;
let code = '';

beforeAll(async () => {
  telegram = await startFakeTelegram();
  telegram.forums.add(STAFF);
  at = await testApp({
    env: {
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.root,
      TELEGRAM_STAFF_CHAT_ID: STAFF,
      LOG_LEVEL: 'trace',
    },
  });
  lan = await addOfficer(at.store, at.wardId, 'Phạm Thị Lan', ['handler']);
});
afterAll(async () => {
  await at.close();
  await telegram.close();
});

async function settled(): Promise<void> {
  for (let i = 0; i < 800; i++) {
    const { rows } = await at.store.pool.query<{ open: number }>(
      `SELECT (SELECT count(*)::int FROM inbox WHERE state = 'new') + (SELECT count(*)::int FROM outbox WHERE state IN ('queued', 'sending'))
+ (SELECT count(*)::int FROM attachment WHERE state = 'pending') + (SELECT count(*)::int FROM sealed_file WHERE state = 'pending') AS open`,
    );
    if (rows[0]?.open === 0) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('it never came to rest');
}

let came = 0;
/** Said, taken in, and everything that follows from it done. */
async function says(
  person: Parameters<FakeTelegram['person']>[0] & { readonly id: number },
  ...texts: string[]
): Promise<string> {
  for (const text of texts) {
    await telegram.person(person).says(text);
    await arrived(++came);
  }
  return shown(person.id);
}
async function arrived(count: number): Promise<void> {
  for (let i = 0; i < 800; i++) {
    const { rows } = await at.store.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM inbox');
    if ((rows[0]?.n ?? 0) >= count) return await settled();
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error('it never arrived');
}
const shown = (chat: number): string =>
  telegram.shown.filter((s) => s.chat === String(chat)).at(-1)?.text ?? '';

function spellings(mark: string): readonly string[] {
  const bytes = Buffer.from(mark);
  return [mark, mark.toLowerCase(), bytes.toString('hex'), [...mark].reverse().join('')];
}
const holds = (text: string) => spellings(MARK).filter((s) => text.includes(s));

async function onDisk(): Promise<readonly string[]> {
  const found = await readdir(at.dataDir, { recursive: true, withFileTypes: true });
  const files = found.filter((f) => f.isFile()).map((f) => path.join(f.parentPath, f.name));
  const read = await Promise.all(files.map(async (f) => ({ f, bytes: await readFile(f) })));
  return read.filter(({ bytes }) => bytes.includes(MARK)).map(({ f }) => path.relative(at.dataDir, f));
}

const move = () =>
  moveToSealed(at.store, at.app.runtime, {
    ...{ wardId: at.wardId, code, actor: { officerId: lan.id, name: lan.name } },
    ...{ at: new Date(), dataDir: at.dataDir },
    edits: (platform) => at.app.runtime.channels.get(platform)?.platform.limits.edits === true,
  });

describe('a report with a mark, moved into the sealed room', () => {
  beforeAll(async () => {
    await says(baHoa, `Đèn đường ngõ 5 hỏng 3 hôm nay rồi ${MARK}a`, 'không', `đầu ngõ 5 ${MARK}b`, 'không');
    await says(baHoa, 'gửi đi');
    const { rows } = await at.store.pool.query<{ code: string }>('SELECT code FROM ticket');
    code = rows[0]?.code ?? '';
    await says(baHoa, code, '1', `cả xóm vẫn tối om ${MARK}c`, '1');
    const size = {
      file_id: telegram.file(PHOTO),
      file_unique_id: 'u1',
      width: 1,
      height: 1,
      file_size: PHOTO.length,
    };
    await telegram.person(baHoa).sends({ photo: [size], caption: `ảnh đây ${MARK}d` });
    await arrived(++came);
    const act = (key: string) => ({ code, key, actor: { officerId: lan.id, name: lan.name } });
    const { runtime } = at.app;
    await acting(at.store, runtime, async (on) => {
      const told = await answer(on, act('answer'), `Bác viết "${MARK}e", phường đang xem.`);
      if (told.ok) runtime.queues.ring('send', [...told.outbox]);
      return await noteTicket(on, act('note'), `Nghe như chuyện khác ${MARK}f`);
    });
    await settled();
    await says(chiLan, `/noi ${await makeAccountCode(at.store, lan)}`, `/xem ${code}`);
    await says(chiLan, `/ghichu ${code} nghe kể thêm ${MARK}g`);
  }, 120_000);

  it('is refused while nobody is named to read, and nothing is lost by it', async () => {
    expect(await move()).toMatchObject({ ok: false, why: 'no-reader' });
    expect(await at.store.pool.query('SELECT 1 FROM ticket')).toMatchObject({ rowCount: 1 });
    expect(holds(await everythingAtRest(at.store))).not.toEqual([]);
    expect(await onDisk()).not.toEqual([]);
    mai = await addOfficer(at.store, at.wardId, 'Lê Thị Mai', ['sealed-reader']);
  });

  it('goes as a whole or not at all', async () => {
    await at.store.pool.query(`ALTER TABLE sealed_entry ADD CONSTRAINT fails CHECK (record_id IS NULL)`);
    await expect(move()).rejects.toThrow();
    await at.store.pool.query('ALTER TABLE sealed_entry DROP CONSTRAINT fails');
    expect(await at.store.pool.query('SELECT 1 FROM sealed_record')).toMatchObject({ rowCount: 0 });
    expect(await at.store.pool.query(`SELECT 1 FROM attachment WHERE state = 'stored'`)).toMatchObject({
      rowCount: 1,
    });
    const sealed = await readdir(path.join(at.dataDir, 'sealed'), {
      recursive: true,
      withFileTypes: true,
    }).catch(() => []);
    expect(sealed.filter((f) => f.isFile())).toEqual([]);
  });

  it('done twice at once it is done once', async () => {
    const both = await Promise.all([move(), move()]);
    expect(both.every((m) => m.ok)).toBe(true);
    for (const moved of both) if (moved.ok) at.app.runtime.queues.ring('send', [...moved.outbox]);
    await settled();
    expect(await sealedList(at.store, mai)).toHaveLength(1);
    expect(await move()).toEqual({ ok: true, outbox: [] });
  });

  it('can be read by who is named, whole: words, photo, who wrote', async () => {
    const [line] = await sealedList(at.store, mai);
    expect(line?.code).toBe(code);
    const entries = await openContent(at.store, mai, line?.id ?? '');
    const all = entries?.map((e) => e.text ?? '').join('\n') ?? '';
    for (const part of 'abcdefg') expect(all).toContain(`${MARK}${part}`);
    expect(entries?.find((e) => e.text?.includes(`${MARK}f`))).toMatchObject({
      actor: 'officer',
      note: true,
    });
    const photo = entries?.find((e) => e.photo !== undefined)?.photo ?? '';
    const bytes = await openPhoto(at.store, mai, line?.id ?? '', photo, at.dataDir);
    expect(bytes?.includes(`${MARK}y`)).toBe(true);
    expect(await openIdentity(at.store, mai, line?.id ?? '')).toMatchObject([{ platform: 'telegram' }]);
  });

  it('tells its writer what the first reply to a denunciation tells, with the old code, and repeats nothing', async () => {
    const all = telegram.shown.filter((m) => m.chat === String(baHoa.id)).map((m) => m.text);
    const told = all.slice(all.findLastIndex((text) => holds(text).length > 0) + 1).join('\n');
    expect(told).toContain('không đăng ký được tố cáo');
    expect(told).toContain('chỉ nhận đơn có chữ ký');
    expect(told).toContain(code);
    expect(told).toContain('Lê Thị Mai');
    const back = await says(baHoa, code);
    expect(back).toContain(`Mã ${code}`);
    expect(back).not.toContain('Nghe như');
    expect(back).not.toContain('tối om');
    // an answer given before is quoted to whoever holds the code, as it was
    expect(back).toContain('phường đang xem');
    await at.store.pool.query('UPDATE outbox SET body = NULL WHERE contact_id IS NOT NULL');
  });

  it('leaves the officers the code only', async () => {
    const edits = telegram.calls.filter((c) => c.method === 'editMessageText').map((c) => c.params);
    expect(edits.length).toBeGreaterThanOrEqual(2);
    expect(edits.every((p) => p.text === code)).toBe(true);
    expect(edits.some((p) => String(p.chat_id) === STAFF)).toBe(true);
    expect(edits.some((p) => String(p.chat_id) === String(chiLan.id))).toBe(true);
    expect(await says(chiLan, `/xem ${code}`)).toContain('Không có hồ sơ nào');
  });

  it('is in no row of no table, at rest or opened with APP_KEY, and in no file in plain', async () => {
    await removeDropped(at.store, at.dataDir, new Date(Date.now() + 3_600_000));
    expect(holds(await everythingAtRest(at.store))).toEqual([]);
    expect(holds(await everythingKept(at.store))).toEqual([]);
    expect(await onDisk()).toEqual([]);
    expect(holds(at.lines.join('\n'))).toEqual([]);
  });

  it('stands in the audit by its code, without a word of it', async () => {
    const { rows } = await at.store.pool.query(
      `SELECT actor, subject, detail FROM audit WHERE action = 'ticket.sealed'`,
    );
    expect(rows).toEqual([{ actor: lan.name, subject: code, detail: {} }]);
  });
});
