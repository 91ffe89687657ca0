/** The complaint form, asked for in chat, arrives as a Word file on Telegram and on Zalo: through the whole program. */
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from './helpers/app.ts';
import { baHoa, type FakeTelegram, startFakeTelegram } from './helpers/fake-telegram.ts';
import { type FakeZalo, startFakeZalo } from './helpers/fake-zalo.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
/** the complaint; the form, agreed to; a name; the rest left out; made */
const SAID = [
  'Tôi muốn khiếu nại quyết định cắt trợ cấp của phường đối với tôi',
  ...['1', '1', 'Trần Thị Hoa', ...Array.from({ length: 6 }, () => 'bỏ qua'), '1'],
];

let telegram: FakeTelegram;
let zalo: FakeZalo;
let at: TestApp;
beforeAll(async () => {
  telegram = await startFakeTelegram();
  zalo = await startFakeZalo();
  at = await testApp({
    env: { ...zalo.env(), TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.root },
  });
});
afterAll(async () => {
  await at.close();
  await telegram.close();
  await zalo.close();
});

/** So many messages came in, each was handled, and what was said to it is sent. */
async function settled(count: number): Promise<void> {
  for (let i = 0; i < 1200; i++) {
    const { rows } = await at.store.pool.query<{ came: number; open: number }>(
      `SELECT (SELECT count(*)::int FROM inbox) AS came, (SELECT count(*)::int FROM inbox WHERE state = 'new')
+ (SELECT count(*)::int FROM outbox WHERE state IN ('queued', 'sending')) AS open`,
    );
    if (rows[0]?.open === 0 && rows[0].came >= count) return;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error('it never came to rest');
}
let came = 0;

/** The words of a Word file. */
const wordsOf = (bytes: Uint8Array | undefined): string =>
  new TextDecoder().decode(unzipSync(bytes ?? new Uint8Array())['word/document.xml']).replace(/<[^>]+>/g, '');

describe('the form of a khiếu nại', () => {
  it('arrives on Telegram, with the name in it and no fault of the platform', async () => {
    for (const text of SAID) {
      await telegram.person(baHoa).says(text);
      await settled(++came);
    }
    const [file, ...more] = telegram.shown.flatMap((m) => (m.file ? [m.file] : []));
    expect(more).toEqual([]);
    expect(file).toMatchObject({ kind: 'document', name: 'don-khieu-nai.docx' });
    const text = wordsOf(file?.bytes);
    expect(text).toContain('ĐƠN KHIẾU NẠI');
    expect(text).toContain('Trần Thị Hoa');
    expect(telegram.faults).toEqual([]);
  }, 60_000);

  it('arrives on Zalo as an upload that a message refers to', async () => {
    for (const [n, text] of SAID.entries()) {
      const { body, headers } = zalo.event('user_send_text', { message: { text, msg_id: `m${n}` } });
      const taken = await fetch(`${at.url}/webhook/zalo`, { method: 'POST', body, headers });
      expect(taken.status).toBe(200);
      await settled(++came);
    }
    const uploads = zalo.calls.filter((c) => c.call.endsWith('oa/upload/file'));
    expect(uploads).toHaveLength(1);
    const sent = uploads[0]?.body as { name: string; mime: string; bytes: Uint8Array };
    expect(sent).toMatchObject({ name: 'don-khieu-nai.docx', mime: DOCX });
    expect(wordsOf(sent.bytes)).toContain('Trần Thị Hoa');
    expect(zalo.sent().filter((m) => m.file !== undefined)).toHaveLength(1);
    expect(zalo.violations).toEqual([]);
  }, 60_000);

  it('leaves no word of it in the tables once sent', async () => {
    const { rows } = await at.store.pool.query('SELECT 1 FROM ticket');
    expect(rows).toEqual([]);
    const { rows: kept } = await at.store.pool.query<{ t: string }>('SELECT p::text AS t FROM paper p');
    expect(kept).toHaveLength(2);
    expect(kept.some((r) => r.t.includes('Hoa'))).toBe(false);
  });
});
