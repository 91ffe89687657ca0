/** The main job, on the whole program: a question is answered with its article, a report becomes a ticket, an answer travels back. */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { vi } from '../../locales/vi.ts';
import { readReceipt } from '../../src/core/receipt.ts';
import { answerTicket } from '../../src/store/tickets.ts';
import { everythingAtRest, everythingKept, type TestApp, testApp } from '../helpers/app.ts';
import { baHoa, type FakeTelegram, startFakeTelegram } from '../helpers/fake-telegram.ts';
import { type FakeZalo, startFakeZalo } from '../helpers/fake-zalo.ts';

const USER = '7300112233445566772';
const OFFICERS = { id: -1_009_000_001, type: 'supergroup', title: 'Cán bộ' } as const;
const CODE = /\b[A-Z]{2}-[0-9A-Z-]{6,}\b/g;

interface Said {
  readonly text: string;
  readonly buttons: readonly string[];
}
/** A resident on some platform: says something, hears the next message. */
interface Resident {
  says(text: string): Promise<void>;
  hears(): Promise<Said>;
}
interface World {
  readonly app: TestApp;
  readonly resident: Resident;
  readonly officers: ReturnType<FakeTelegram['member']>;
  readonly telegram: FakeTelegram;
  /** what was said off protocol; empty at the end of a good day */
  faults(): readonly string[];
  close(): Promise<void>;
}

async function onTelegram(): Promise<World> {
  const telegram = await startFakeTelegram();
  const app = await testApp({ env: telegramEnv(telegram) });
  const hoa = telegram.person(baHoa);
  return {
    app,
    telegram,
    officers: telegram.member(OFFICERS, { id: 2002, first_name: 'Tuấn' }),
    resident: {
      says: async (text) => void (await hoa.says(text)),
      hears: async () => {
        const { text, buttons } = await hoa.hears();
        return { text, buttons: buttons.flat().map((b) => b.label) };
      },
    },
    faults: () => telegram.faults,
    close: async () => {
      await app.close();
      await telegram.close();
    },
  };
}

async function onZalo(): Promise<World> {
  const [telegram, zalo] = [await startFakeTelegram(), await startFakeZalo()];
  const { ZALO_BOT_TOKEN: _, ZALO_BOT_WEBHOOK_SECRET: __, ZALO_BOT_API_ROOT: ___, ...env } = zalo.env();
  const app = await testApp({ env: { ...telegramEnv(telegram), ...env } });
  return {
    app,
    telegram,
    officers: telegram.member(OFFICERS, { id: 2002, first_name: 'Tuấn' }),
    resident: zaloResident(zalo, app),
    faults: () => [...telegram.faults, ...zalo.violations],
    close: async () => {
      await app.close();
      await Promise.all([telegram.close(), zalo.close()]);
    },
  };
}

function zaloResident(zalo: FakeZalo, app: TestApp): Resident {
  let serial = 0;
  let seen = 0;
  return {
    says: async (text) => {
      const message = { text, msg_id: `msg${++serial}` };
      const event = zalo.event('user_send_text', { message, timestamp: String(Date.now()) });
      const response = await fetch(`${app.url}/webhook/zalo`, { method: 'POST', ...event });
      expect(response.status).toBe(200);
    },
    hears: async () => {
      const sent = await zalo.waitForSent((all) => all.filter((s) => s.to === USER).length > seen);
      const next = sent.filter((s) => s.to === USER)[seen++];
      return { text: next?.text ?? '', buttons: next?.buttons.map((b) => b.title) ?? [] };
    },
  };
}

function telegramEnv(telegram: FakeTelegram) {
  return {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.root,
    TELEGRAM_STAFF_CHAT_ID: String(OFFICERS.id),
  };
}

let world: World;
afterEach(async () => {
  await world.close();
});

/** Answers what is asked, the short way, until there is a receipt. */
async function reports(resident: Resident, text: string): Promise<{ code: string; all: string }> {
  const short = [vi['choice.send'], vi['choice.no-photo'], vi['choice.anonymous'], vi['choice.skip']];
  const heard: string[] = [];
  await resident.says(text);
  for (let turns = 0; turns < 10; turns++) {
    const { text: said, buttons } = await resident.hears();
    heard.push(said);
    const read = readReceipt(said);
    if (read && 'code' in read) return { code: read.code, all: heard.join('\n') };
    // buttons where there are some, else the numbered line
    const label = short.find((s) => buttons.includes(s) || said.includes(`. ${s}`));
    if (label === undefined) throw new Error(`nothing to go on with in: ${said} [${buttons}]`);
    await resident.says(label);
  }
  throw new Error(`no receipt after: ${heard.join(' | ')}`);
}

describe.each([
  ['Telegram', onTelegram],
  ['Zalo', onZalo],
] as const)('on %s', (_name, open) => {
  it('a question is answered with the article it rests on; who asks first hears that a machine speaks', async () => {
    world = await open();
    await world.resident.says('họp tổ dân phố phải báo trước mấy ngày');
    const { text } = await world.resident.hears();
    expect(text).toMatch(/Căn cứ: .*Điều \d+/);
    expect(text).toContain('Tôi là máy trả lời tự động');
    const [kept] = await world.app.store.pool
      .query('SELECT route, confident, cardinality(answered) AS n FROM question')
      .then((r) => r.rows);
    expect(kept).toEqual({ route: 'faq', confident: true, n: 1 });
    expect(world.faults()).toEqual([]);
  });

  it("a report becomes a ticket with a receipt; the officer's reply in the group travels back", async () => {
    world = await open();
    const { resident, officers, app } = world;
    const { code, all } = await reports(resident, 'đèn đường trước số 5 ngõ 12 hỏng ba hôm nay');
    expect(new Set(all.match(CODE))).toEqual(new Set([code]));
    const { rows } = await app.store.pool.query(
      'SELECT code, kind, state, text, (SELECT count(*)::int FROM clock c WHERE c.ticket_id = t.id) AS clocks FROM ticket t',
    );
    expect(rows).toEqual([
      { code, kind: 'phanAnh', state: 'received', text: expect.stringContaining('ngõ 12'), clocks: 2 },
    ]);

    const post = await officers.hears();
    expect(post.text).toContain(code);
    expect(post.text).not.toMatch(/ngõ 12|Hoa|Trần|1001|7300/);
    await officers.says('Mai tổ điện đến thay bóng.', {
      reply_to_message: {
        message_id: post.id,
        date: 1,
        chat: OFFICERS,
        from: world.telegram.me,
        text: post.text,
      },
    });
    const answer = await resident.hears();
    expect(answer.text).toContain('Mai tổ điện đến thay bóng.');
    expect(answer.text).toContain(code);

    // the code alone tells the state
    await resident.says(code);
    expect((await resident.hears()).text).toContain(code);
    expect(world.faults()).toEqual([]);
  });

  it("an officer's answer from the console travels back too", async () => {
    world = await open();
    const { resident, app } = world;
    const { code } = await reports(resident, 'rác chất đống ở đầu ngõ 9 đã một tuần');
    const speaker = { render: app.app.runtime.render, notices: app.app.runtime.notices };
    const acted = await answerTicket(
      app.store,
      speaker,
      code,
      'Đã thu gom sáng nay.',
      { officerId: null, name: 'Lan' },
      'form-1',
    );
    if (!acted.ok) throw new Error(acted.why);
    app.app.runtime.queues.ring('send', acted.outbox);
    expect((await resident.hears()).text).toContain('Đã thu gom sáng nay.');
    expect(world.faults()).toEqual([]);
  });

  it('a denunciation is told at once where it belongs, and leaves no trace of its words', async () => {
    world = await open();
    const { resident, app } = world;
    const mark = `dau${randomBytes(5).toString('hex')}`;
    await resident.says(`tôi muốn tố cáo ông ${mark} cán bộ địa chính nhận hối lộ làm sổ đỏ`);
    const first = await resident.hears();
    expect(first.text).toMatch(/tố cáo/);
    expect(first.text).toMatch(/đơn có chữ ký/);
    expect(first.text).not.toContain(mark);
    await resident.says(`ông ${mark} nhận 50 triệu của nhà tôi hôm mùng 3`);
    expect((await resident.hears()).text).not.toContain(mark);

    expect(await everythingKept(app.store)).not.toContain(mark);
    expect(await everythingAtRest(app.store)).not.toContain(mark);
    expect(app.lines.join('\n')).not.toContain(mark);
    expect(filesUnder(app.dataDir).filter((f) => readFileSync(f).includes(mark))).toEqual([]);
    expect(world.telegram.shown.filter((s) => s.chat === String(OFFICERS.id))).toEqual([]);
    const { rows } = await app.store.pool.query('SELECT 1 FROM ticket UNION ALL SELECT 1 FROM question');
    expect(rows).toEqual([]);
    expect(world.faults()).toEqual([]);
  });
});

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile());
}
