/** The whole program with a resident on one platform and the officers' group on Telegram. */
import { expect } from 'vitest';
import { vi } from '../../locales/vi.ts';
import { readReceipt } from '../../src/core/receipt.ts';
import { type TestApp, testApp } from '../helpers/app.ts';
import { baHoa, type FakeTelegram, startFakeTelegram } from '../helpers/fake-telegram.ts';
import { type FakeZalo, startFakeZalo } from '../helpers/fake-zalo.ts';

const USER = '7300112233445566772';
export const OFFICERS = { id: -1_009_000_001, type: 'supergroup', title: 'Cán bộ' } as const;

export interface Said {
  readonly text: string;
  readonly buttons: readonly string[];
}
/** A resident on some platform: says something, hears the next message. */
export interface Resident {
  says(text: string): Promise<void>;
  hears(): Promise<Said>;
}
export interface World {
  readonly app: TestApp;
  readonly resident: Resident;
  readonly officers: ReturnType<FakeTelegram['member']>;
  readonly telegram: FakeTelegram;
  /** what was said off protocol; empty at the end of a good day */
  faults(): readonly string[];
  close(): Promise<void>;
}

export async function onTelegram(): Promise<World> {
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

export async function onZalo(): Promise<World> {
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

/** Answers what is asked, the short way, until there is a receipt. */
export async function reports(resident: Resident, text: string): Promise<{ code: string; all: string }> {
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
