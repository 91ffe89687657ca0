/** A marked denunciation through every channel, then the mark is looked for everywhere. It is nowhere. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intake } from '../src/jobs/intake.ts';
import { addOfficer, type Officer } from '../src/store/officers.ts';
import { openContent, openPhoto, sealedList } from '../src/store/sealed-room.ts';
import { everythingAtRest, everythingKept, type TestApp, testApp } from './helpers/app.ts';
import { baHoa, type FakeTelegram, startFakeTelegram } from './helpers/fake-telegram.ts';
import { type FakeZalo, startFakeZalo } from './helpers/fake-zalo.ts';
import { jpegWith } from './helpers/photos.ts';

/** No word, so that nothing else can hold it; one for each thing said. */
const MARK = 'Zqxw7731';
const STAFF = '-1009988776655';
const TOLD = `Tôi muốn tố cáo ông cán bộ phường nhận tiền hối lộ của dân ${MARK}a`;
const WROTE = `Ông ấy nhận 5 triệu của tôi hôm thứ hai vừa rồi ${MARK}b`;
const CAPTION = `Ảnh ông ấy cầm phong bì ${MARK}c`;
const PHOTO = jpegWith(`${MARK}d`, `${MARK}e`);
const CHANNELS = ['web', 'terminal', 'telegram', 'zalo', 'zalo-bot'] as const;

let telegram: FakeTelegram;
let zalo: FakeZalo;
let at: TestApp;
let mai: Officer;
let upload: { readonly ref: string };
const session = 'phien-cua-ba-hoa-0001';

beforeAll(async () => {
  telegram = await startFakeTelegram();
  zalo = await startFakeZalo();
  at = await testApp({
    env: {
      ...zalo.env(),
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.root,
      TELEGRAM_STAFF_CHAT_ID: STAFF,
      LOG_LEVEL: 'trace',
    },
  });
  mai = await addOfficer(at.store, at.wardId, 'Lê Thị Mai', ['sealed-reader']);
});
afterAll(async () => {
  await at.close();
  await telegram.close();
  await zalo.close();
});

/** Everything that came in is handled, what it said is sent, and photos are fetched. */
async function settled(expected: number): Promise<void> {
  for (let i = 0; i < 400; i++) {
    const { rows } = await at.store.pool.query<{ came: number; open: number }>(
      `SELECT (SELECT count(*)::int FROM inbox) AS came, (SELECT count(*)::int FROM inbox WHERE state = 'new')
+ (SELECT count(*)::int FROM outbox WHERE state IN ('queued', 'sending')) + (SELECT count(*)::int FROM sealed_file WHERE state = 'pending') AS open`,
    );
    if (rows[0]?.open === 0 && rows[0].came >= expected) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('it never came to rest');
}

const post = async (to: string, body: string | FormData, headers: Record<string, string> = {}) => {
  const response = await fetch(`${at.url}${to}`, { method: 'POST', body, headers });
  expect(response.status).toBeLessThan(300);
  return response;
};
const chat = (id: string, more: object) =>
  post('/chat/messages', JSON.stringify({ session, id, ...more }), { 'content-type': 'application/json' });
const terminal = (id: string, text: string) =>
  intake(at.app.runtime, at.app.accepter, 'terminal', {
    headers: {},
    body: Buffer.from(JSON.stringify({ session: 'terminal-cua-ba-hoa', id, text })),
  });
const zaloSays = (name: string, message: object) => {
  const { body, headers } = zalo.event(name, { message });
  return post('/webhook/zalo', body, headers);
};
const botSays = (event_name: string, message: object) => {
  const from = { id: 'bot-user-1', display_name: 'Hoa', is_bot: false };
  const chat = { id: 'bot-user-1', chat_type: 'PRIVATE' };
  const { body, headers } = zalo.botEvent({
    event_name,
    message: { from, chat, date: 1758772193402, ...message },
  });
  return post('/webhook/zalo-bot', body, headers);
};

async function sayEverywhere(id: string, text: string): Promise<void> {
  await chat(id, { text });
  await terminal(id, text);
  await telegram.person(baHoa).says(text);
  await zaloSays('user_send_text', { text, msg_id: id });
  await botSays('message.text.received', { message_id: id, text });
}

async function showEverywhere(): Promise<void> {
  const form = new FormData();
  form.set('file', new File([new Uint8Array(PHOTO)], `${MARK}f.jpg`, { type: 'image/jpeg' }));
  const kept = await post(`/chat/files?session=${session}`, form);
  upload = ((await kept.json()) as { file: typeof upload }).file;
  expect(await onDisk()).toEqual([]);
  await chat('photo', { file: upload, text: CAPTION });
  const file_id = telegram.file(PHOTO);
  const size = { file_id, file_unique_id: 'u1', width: 1, height: 1, file_size: PHOTO.length };
  await telegram.person(baHoa).sends({ photo: [size], caption: CAPTION });
  const url = zalo.addMedia('/anh.jpg', PHOTO, 'image/jpeg');
  const attachments = [{ type: 'image', payload: { thumbnail: url, url } }];
  await zaloSays('user_send_image', { msg_id: 'photo', text: CAPTION, attachments });
  await botSays('message.image.received', { message_id: 'photo', photo: url, caption: CAPTION });
}

/** Every spelling in which bytes or text could lie about. */
function spellings(mark: string): readonly string[] {
  const bytes = Buffer.from(mark);
  const base64 = [0, 1, 2].map((pad) =>
    Buffer.concat([Buffer.alloc(pad), bytes])
      .toString('base64')
      .slice(pad === 0 ? 0 : 4, -4),
  );
  return [mark, mark.toLowerCase(), bytes.toString('hex'), ...base64, [...mark].reverse().join('')];
}
const holds = (text: string): readonly string[] =>
  spellings(MARK).filter((spelling) => text.includes(spelling));

/** Files under DATA_DIR that hold the mark. */
async function onDisk(): Promise<readonly string[]> {
  const found = await readdir(at.dataDir, { recursive: true, withFileTypes: true });
  const files = found.filter((f) => f.isFile()).map((f) => path.join(f.parentPath, f.name));
  const read = await Promise.all(files.map(async (f) => ({ f, bytes: await readFile(f) })));
  return read.filter(({ bytes }) => bytes.includes(MARK)).map(({ f }) => path.relative(at.dataDir, f));
}

describe('a marked denunciation, written through every channel', () => {
  beforeAll(async () => {
    await sayEverywhere('told', TOLD);
    await settled(5);
    await sayEverywhere('wrote', WROTE);
    await settled(10);
    await showEverywhere();
    await settled(14);
  });

  it('was taken by all of them: each has one record, read only through its key', async () => {
    const lines = await sealedList(at.store, mai);
    expect(lines).toHaveLength(CHANNELS.length);
    const read = await Promise.all(lines.map((l) => openContent(at.store, mai, l.id)));
    const texts = read.map((entries) => entries?.map((e) => e.text));
    expect(texts.every((t) => t?.[0] === WROTE)).toBe(true);
    // a terminal sends no photos
    expect(texts.filter((t) => t?.[1] === CAPTION)).toHaveLength(CHANNELS.length - 1);
    for (const [i, entries] of read.entries()) {
      const photo = entries?.[1]?.photo;
      if (photo === undefined) continue;
      const bytes = await openPhoto(at.store, mai, lines[i]?.id ?? '', photo, at.dataDir);
      expect(bytes?.includes(`${MARK}e`)).toBe(true);
      expect(bytes?.includes(`${MARK}d`)).toBe(false);
    }
  });

  it('is in no row of no table as it lies there, sealed ones and the queue included', async () => {
    const kept = await everythingAtRest(at.store);
    expect(kept).toMatch(/sealed_entry: /);
    expect(kept).toMatch(/bullmq/i);
    expect(holds(kept)).toEqual([]);
  });

  it('is in no row even for somebody who holds APP_KEY, but through the keys of a record', async () => {
    expect(holds(await everythingKept(at.store))).toEqual([]);
  });

  it('is in no log at any level', () => {
    expect(holds(at.lines.join('\n'))).toEqual([]);
  });

  it('is in no file in plain, and the upload is gone', async () => {
    expect(await onDisk()).toEqual([]);
    expect(await readdir(path.join(at.dataDir, 'sealed'))).not.toEqual([]);
    const folder = path.join(at.dataDir, 'uploads', upload.ref.slice(0, 2));
    expect(await readdir(folder)).toEqual([]);
  });

  it('never reached the officers, and is not repeated to anybody', () => {
    expect(telegram.shown.filter((s) => s.chat === STAFF)).toEqual([]);
    const out = JSON.stringify([telegram.calls.map((c) => c.params), zalo.calls.map((c) => c.body)]);
    expect(out).toContain('bộ phận có trách nhiệm');
    expect(holds(out)).toEqual([]);
    expect(telegram.faults).toEqual([]);
    expect(zalo.violations).toEqual([]);
  });

  it('is in no figure: not the words, and not so much as that it was a tố cáo', async () => {
    const metrics = await (await fetch(`${at.url}/metrics`)).text();
    expect(metrics).toContain('danbiet_turn_seconds');
    expect(metrics).not.toMatch(/denunciation|to-cao|sealed/);
    expect(holds(metrics)).toEqual([]);
  });

  it('is found by a search that would find it: the test can fail', async () => {
    await at.store.pool.query(`INSERT INTO setting (ward_id, key, value) VALUES ($1, 'x', $2)`, [
      at.wardId,
      JSON.stringify(`… ${MARK} …`),
    ]);
    expect(holds(await everythingAtRest(at.store))).not.toEqual([]);
    for (const spelling of spellings(MARK)) expect(holds(`--${spelling}--`)).not.toEqual([]);
    const around = Buffer.from(`xx${MARK}yyyy`);
    expect(holds(around.toString('base64'))).not.toEqual([]);
    expect(holds(around.toString('hex'))).not.toEqual([]);
  });
});
