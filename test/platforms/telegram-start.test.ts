import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SendError, SetupError } from '../../src/core/errors.ts';
import { COMMANDS, type TelegramPlatform, telegram } from '../../src/platforms/telegram/index.ts';
import { baHoa, type FakeTelegram } from '../helpers/fake-telegram.ts';
import { fixtures, only, request, secret, telegramBench } from './telegram-bench.ts';

let fake: FakeTelegram;
let platform: TelegramPlatform;
const troubles: string[] = [];
beforeEach(async () => {
  troubles.length = 0;
  ({ fake, platform } = await telegramBench({ warn: (line) => troubles.push(line) }));
});
afterEach(async () => {
  expect(fake.faults).toEqual([]);
  await fake.close();
});

const text = (raw: Uint8Array): string => {
  const { body } = only(platform.parse({ headers: {}, body: raw }));
  return body.kind === 'text' ? body.text : body.kind;
};

/** Polls until `enough` of the accepted texts are there. */
async function pollFor(
  enough: number,
  accept: (said: string) => Promise<void> = async () => {},
): Promise<readonly string[]> {
  const stop = new AbortController();
  const taken: string[] = [];
  await platform.poll?.(async (raw) => {
    const said = text(raw);
    await accept(said);
    taken.push(said);
    if (taken.length >= enough) stop.abort();
  }, stop.signal);
  return taken;
}

describe('start', () => {
  test('with a public address it registers the webhook for what it parses, keeping what waits', async () => {
    await platform.start?.('https://phuong.vn/');
    expect(fake.calls.find((c) => c.method === 'setWebhook')?.params).toEqual({
      url: 'https://phuong.vn/webhook/telegram',
      secret_token: secret,
      allowed_updates: ['message', 'callback_query', 'my_chat_member'],
      drop_pending_updates: false,
      max_connections: 20,
    });
    expect(fake.commands).toEqual(COMMANDS);
    expect(COMMANDS).toHaveLength(6);
  });

  test('without one it takes the webhook away, keeping what waits', async () => {
    await platform.start?.('https://phuong.vn');
    await platform.start?.(null);
    expect(fake.webhook).toBeNull();
    expect(fake.calls.find((c) => c.method === 'deleteWebhook')?.params).toEqual({
      drop_pending_updates: false,
    });
  });

  test('tells where updates go and how many wait', async () => {
    await platform.start?.('https://phuong.vn');
    fake.webhookTrouble('Connection refused', 4);
    expect(await platform.look?.(null)).toEqual({
      webhook: {
        url: 'https://phuong.vn/webhook/telegram',
        waiting: 4,
        lastError: expect.stringContaining('Connection refused'),
      },
    });
  });

  test('afterwards the bot knows its own name in groups', async () => {
    const inGroup = () => only(platform.parse(request(fixtures['group-command']))).addressed;
    expect(inGroup()).toBe(false);
    await platform.start?.(null);
    expect(inGroup()).toBe(true);
  });

  test('a webhook without a secret is a fault of the set-up', async () => {
    const open = telegram({
      token: fake.token,
      apiRoot: fake.root,
      readFile: () => Promise.reject(new Error()),
    });
    await expect(open.start?.('https://phuong.vn')).rejects.toBeInstanceOf(SetupError);
    expect(fake.calls).toEqual([]);
  });

  test('a wrong token says what to do and does not show itself', async () => {
    const token = '7000000001:wrong-token';
    const wrong = telegram({ token, apiRoot: fake.root, readFile: () => Promise.reject(new Error()) });
    const error = await wrong.start?.(null).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(SendError);
    expect(error).toMatchObject({
      reason: 'rejected',
      message: expect.stringContaining('TELEGRAM_BOT_TOKEN'),
    });
    expect(String(error)).not.toContain(token);
    expect(await wrong.check?.()).toMatchObject({
      ok: false,
      why: expect.stringContaining('TELEGRAM_BOT_TOKEN'),
    });
  });
});

describe('polling', () => {
  test('takes what waited and what comes, in order, then ends on abort', async () => {
    const hoa = fake.person(baHoa);
    await hoa.says('một');
    await hoa.says('hai');
    const polled = pollFor(3);
    await fake.called('getUpdates', (p) => Number(p.offset) > 0);
    await hoa.says('ba');
    expect(await polled).toEqual(['một', 'hai', 'ba']);
  });

  test('an abort ends a poll that is waiting', async () => {
    const stop = new AbortController();
    const polled = platform.poll?.(async () => {}, stop.signal);
    await fake.called('getUpdates');
    stop.abort();
    await expect(polled).resolves.toBeUndefined();
  });

  test('what could not be stored comes again, nothing is skipped and nothing confirmed too early', async () => {
    const hoa = fake.person(baHoa);
    for (const said of ['một', 'hai', 'ba']) await hoa.says(said);
    let failures = 2;
    const polled = await pollFor(3, async (said) => {
      if (said === 'hai' && failures-- > 0) throw new Error('store away');
    });
    expect(polled).toEqual(['một', 'hai', 'ba']);
    const offsets = fake.calls.filter((c) => c.method === 'getUpdates').map((c) => Number(c.params.offset));
    expect(offsets).toHaveLength(3);
    expect(offsets[0]).toBe(0);
    expect(offsets[1]).toBe(offsets[2]);
    expect(troubles[0]).toContain('Chưa lưu được');
  });

  test('failures of Telegram are waited out', async () => {
    await fake.person(baHoa).says('chào');
    fake.fail('getUpdates', 'broken connection');
    fake.fail('getUpdates', 'proxy page');
    fake.fail('getUpdates', { code: 500, description: 'Internal Server Error' });
    expect(await pollFor(1)).toEqual(['chào']);
    expect(fake.calls.filter((c) => c.method === 'getUpdates')).toHaveLength(4);
  });

  test('two programs on one token are told so, in /readyz too', async () => {
    await fake.person(baHoa).says('chào');
    fake.fail('getUpdates', {
      code: 409,
      description: 'Conflict: terminated by other getUpdates request',
    });
    const stop = new AbortController();
    let during: unknown;
    await platform.poll?.(async () => {
      during = await platform.check?.();
      stop.abort();
    }, stop.signal);
    expect(troubles).toEqual([
      expect.stringContaining('chương trình khác'),
      expect.stringContaining('Lại nhận'),
    ]);
    expect(during).toMatchObject({ ok: false, why: expect.stringContaining('chương trình khác') });
  });

  test('a webhook left from before is taken away first, until that succeeds', async () => {
    await platform.start?.('https://phuong.vn');
    fake.fail('deleteWebhook', { code: 500, description: 'Internal Server Error' });
    const polled = pollFor(1);
    await fake.called('getUpdates');
    await fake.person(baHoa).says('chào');
    expect(await polled).toEqual(['chào']);
  });
});

describe('check', () => {
  test('all is well after a start', async () => {
    await platform.start?.('https://phuong.vn');
    expect(await platform.check?.()).toEqual({ ok: true });
  });

  test('updates that wait behind a failing webhook are told, without secrets', async () => {
    await platform.start?.('https://phuong.vn');
    fake.webhookTrouble(`Wrong response: 503 ${secret}`, 4);
    const found = await platform.check?.();
    expect(found).toMatchObject({ ok: false, why: expect.stringContaining('Wrong response: 503') });
    expect(found?.why).toContain('4 tin');
    expect(found?.why).not.toContain(secret);
  });

  test('an error of the past is told, and all is well', async () => {
    await platform.start?.('https://phuong.vn');
    fake.webhookTrouble('Connection timed out', 0);
    expect(await platform.check?.()).toMatchObject({ ok: true, why: expect.stringContaining('timed out') });
  });

  test('a webhook that points elsewhere is not well', async () => {
    await platform.start?.(null);
    await startAnother('https://khac.vn');
    expect(await platform.check?.()).toMatchObject({ ok: false });
  });
});

function startAnother(publicUrl: string): Promise<void> | undefined {
  const other = telegram({
    token: fake.token,
    apiRoot: fake.root,
    webhookSecret: secret,
    readFile: () => Promise.reject(new Error()),
  });
  return other.start?.(publicUrl);
}
