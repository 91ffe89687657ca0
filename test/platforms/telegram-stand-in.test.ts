/** The stand-in must be strict, else the other tests prove nothing. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { baHoa, botApi, type FakeTelegram, startFakeTelegram } from '../helpers/fake-telegram.ts';
import { secret } from './telegram-bench.ts';

let fake: FakeTelegram;
beforeEach(async () => {
  fake = await startFakeTelegram();
});
afterEach(() => fake.close());

async function call(method: string, params: unknown): Promise<{ ok: boolean; description?: string }> {
  const response = await fetch(`${fake.root}/bot${fake.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  });
  return (await response.json()) as { ok: boolean; description?: string };
}

describe.skipIf(!botApi)('calls against the documents (needs ../shared/data/telegram-bot-api.json)', () => {
  const button = (more: object) => ({
    chat_id: 1,
    text: 'a',
    reply_markup: { inline_keyboard: [[{ text: 'Có', ...more }]] },
  });
  test.each<[string, string, unknown]>([
    ['a method that is not there', 'sendMesage', { chat_id: 1, text: 'a' }],
    ['a field that is missing', 'sendMessage', { chat_id: 1 }],
    ['a field that is not there', 'sendMessage', { chat_id: 1, text: 'a', disable_web_page_preview: true }],
    ['a number for a text', 'sendMessage', { chat_id: 1, text: 5 }],
    ['a text for a number', 'sendMessage', { chat_id: 1, text: 'a', message_thread_id: '7' }],
    ['a field of a button that is not there', 'sendMessage', button({ callback: 'x' })],
    [
      'a button in the wrong nesting',
      'sendMessage',
      { chat_id: 1, text: 'a', reply_markup: { inline_keyboard: [{}] } },
    ],
    ['a list of the wrong things', 'setWebhook', { url: 'https://a.vn', allowed_updates: [1] }],
  ])('%s is a fault', async (_, method, params) => {
    expect((await call(method, params)).ok).toBe(false);
    expect(fake.faults).not.toEqual([]);
  });

  test('an update that Telegram would not send is refused', async () => {
    await expect(fake.deliverUpdate({ update_id: 1, message: { text: 'a' } })).rejects.toThrow('missing');
  });
});

describe("Telegram's own rules", () => {
  test.each<[string, string, unknown]>([
    ['an empty text', 'sendMessage', { chat_id: 1, text: ' ' }],
    ['a text of 4097', 'sendMessage', { chat_id: 1, text: 'a'.repeat(4097) }],
    ['half a surrogate', 'sendMessage', { chat_id: 1, text: 'a\ud800' }],
    [
      'callback data of 65 bytes',
      'sendMessage',
      {
        chat_id: 1,
        text: 'a',
        reply_markup: { inline_keyboard: [[{ text: 'Có', callback_data: 'x'.repeat(65) }]] },
      },
    ],
    [
      'a reply to what is not there',
      'sendMessage',
      { chat_id: 1, text: 'a', reply_parameters: { message_id: 9 } },
    ],
    ['a webhook without https', 'setWebhook', { url: 'http://a.vn' }],
    ['a secret with odd letters', 'setWebhook', { url: 'https://a.vn', secret_token: 'bí mật' }],
    ['a command in capitals', 'setMyCommands', { commands: [{ command: 'Menu', description: 'a' }] }],
  ])('%s is refused', async (_, method, params) => {
    expect(await call(method, params)).toMatchObject({ ok: false, description: expect.any(String) });
    expect(fake.shown).toEqual([]);
  });

  test('polling is refused while a webhook stands', async () => {
    await call('setWebhook', { url: 'https://a.vn' });
    expect(await call('getUpdates', {})).toMatchObject({ ok: false, error_code: 409 });
  });

  test('of two polls at once the first is ended', async () => {
    const first = call('getUpdates', { timeout: 30 });
    await fake.called('getUpdates');
    const second = call('getUpdates', { timeout: 30 });
    expect(await first).toMatchObject({ ok: false, error_code: 409 });
    await fake.person(baHoa).says('chào');
    expect(await second).toMatchObject({ ok: true, result: [{ message: { text: 'chào' } }] });
  });

  test('an update comes until a higher offset confirms it', async () => {
    const hoa = fake.person(baHoa);
    await hoa.says('một');
    await hoa.says('hai');
    const seen = async (offset: number) =>
      ((await call('getUpdates', { offset })) as unknown as { result: { update_id: number }[] }).result;
    const [first] = await seen(0);
    expect(await seen(0)).toHaveLength(2);
    expect(await seen((first?.update_id ?? 0) + 1)).toMatchObject([{ message: { text: 'hai' } }]);
    expect(await seen(0)).toHaveLength(1);
  });

  test('a kind that was not asked for does not come', async () => {
    await call('getUpdates', { allowed_updates: ['callback_query'] });
    await fake.person(baHoa).says('chào');
    expect(await call('getUpdates', {})).toMatchObject({ ok: true, result: [] });
  });
});

test('people talk through the webhook with its secret, hear the answer and tap its button', async () => {
  const seen: { secret: unknown; body: { message?: { text: string }; callback_query?: { data: string } } }[] =
    [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    seen.push({
      secret: request.headers['x-telegram-bot-api-secret-token'],
      body: JSON.parse(Buffer.concat(chunks).toString('utf8')),
    });
    response.writeHead(seen.length === 1 ? 200 : 503).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/telegram`;
  const bot = await startFakeTelegram({ webhookTo: () => own });
  await fetch(`${bot.root}/bot${bot.token}/setWebhook?`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url: 'https://phuong.vn/webhook/telegram', secret_token: secret }),
  });
  const hoa = bot.person(baHoa);
  const heard = hoa.hears();
  expect(await hoa.says('/start')).toBe(200);
  await fetch(`${bot.root}/bot${bot.token}/sendMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      chat_id: baHoa.id,
      text: 'Chào bác',
      reply_markup: { inline_keyboard: [[{ text: 'Xem', callback_data: 't.0' }]] },
    }),
  });
  expect(await heard).toMatchObject({ text: 'Chào bác', chat: '1001' });
  expect(await hoa.taps('Xem')).toBe(503);
  expect(seen.map((s) => s.secret)).toEqual([secret, secret]);
  expect(seen[0]?.body.message?.text).toBe('/start');
  expect(seen[1]?.body.callback_query?.data).toBe('t.0');
  expect(bot.faults).toEqual([]);
  await bot.close();
  await new Promise((resolve) => server.close(resolve));
});
