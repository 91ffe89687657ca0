import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Outgoing, RawRequest } from '../../src/core/types.ts';
import { zaloBot } from '../../src/platforms/zalo-bot/index.ts';
import { platformContract } from '../contracts/platform.ts';
import { type FakeZalo, startFakeZalo } from '../helpers/fake-zalo.ts';
import { asRaw, now, only, recorded } from './zalo-bench.ts';

const CHAT = '6ede9afa66b88fe6d6a9';
const GROUP = '9a8b7c6d5e4f30211203';
const to = { chat: CHAT, kind: 'private' } as const;
const plain = (text: string): Outgoing => ({ text, choices: [], files: [] });
const samples = recorded.filter((r) => r.event.startsWith('bot:')).map((r) => r.body);

const platformOn = (fake: FakeZalo) =>
  zaloBot({
    token: fake.identity.botToken,
    webhookSecret: fake.identity.botSecret,
    apiRoot: fake.url,
    now: () => now,
    timeoutMs: 20_000,
  });

platformContract('zalo-bot', async () => {
  const fake = await startFakeZalo();
  let serial = 0;
  const raw = (body: Uint8Array | string): RawRequest => ({
    headers: { 'x-bot-api-secret-token': fake.identity.botSecret },
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  });
  const { botToken, botSecret } = fake.identity;
  const fail = (fault: Parameters<typeof fake.failNext>[0]) => () => fake.failNext(fault);
  return {
    platform: platformOn(fake),
    to,
    sent: () => fake.sent().map(({ to, text }) => ({ to, text, choices: [] })),
    inbound: {
      text: (text) =>
        raw(
          JSON.stringify({
            event_name: 'message.text.received',
            message: {
              message_id: `m${++serial}`,
              date: 1758772193402,
              chat: { id: CHAT, chat_type: 'PRIVATE' },
              from: { id: CHAT, display_name: 'Hoa', is_bot: false },
              text,
            },
          }),
        ),
      raw,
    },
    samples,
    forged: [
      { why: 'no header', request: { headers: {}, body: new Uint8Array() } },
      {
        why: 'an empty header',
        request: { headers: { 'x-bot-api-secret-token': '' }, body: new Uint8Array() },
      },
      {
        why: 'a part of the secret',
        request: { headers: { 'x-bot-api-secret-token': botSecret.slice(1) }, body: new Uint8Array() },
      },
      {
        why: 'the header of another platform',
        request: { headers: { 'x-telegram-bot-api-secret-token': botSecret }, body: new Uint8Array() },
      },
    ],
    secrets: [botToken, botSecret],
    failures: [
      { why: 'the month is used up', arrange: fail({ code: 429 }), reason: 'quota' },
      {
        why: 'too fast',
        arrange: fail({ code: 429, headers: { 'retry-after': '3' } }),
        reason: 'throttled',
      },
      { why: 'a bad token', arrange: fail({ code: 401 }), reason: 'rejected' },
      { why: 'not allowed in this chat', arrange: fail({ code: 403 }), reason: 'blocked' },
      { why: 'a fault of ours', arrange: fail({ code: 400 }), reason: 'rejected' },
      { why: 'a fault of Zalo', arrange: fail({ code: 500 }), reason: 'retry' },
      { why: 'a broken line', arrange: fail({ drop: true }), reason: 'retry' },
    ],
    close: async () => {
      expect(fake.violations).toEqual([]);
      await fake.close();
    },
  };
});

let fake: FakeZalo;
let platform: ReturnType<typeof zaloBot>;
beforeAll(async () => {
  fake = await startFakeZalo();
});
beforeEach(() => {
  platform = platformOn(fake);
});
afterAll(() => fake.close());

const parse = (body: Readonly<Record<string, unknown>>) => platform.parse(asRaw(fake.botEvent(body)));
const message = (event_name: string, content: object) =>
  parse({
    event_name,
    message: {
      message_id: 'm1',
      date: 1758772193402,
      chat: { id: CHAT, chat_type: 'PRIVATE' },
      from: { id: CHAT, display_name: 'Hoa', is_bot: false },
      ...content,
    },
  });

describe('what a person sends', () => {
  test('the same text, flat or enveloped, is the same message', () => {
    const inner = {
      event_name: 'message.text.received',
      message: {
        message_id: 'm1',
        date: 1758772193402,
        chat: { id: CHAT, chat_type: 'PRIVATE' },
        from: { id: CHAT, display_name: 'Hoa', is_bot: false },
        text: 'Xin chào',
      },
    };
    expect(parse({ ok: true, result: inner })).toEqual(parse(inner));
    expect(only(parse(inner))).toEqual({
      channel: 'zalo-bot',
      id: 'message.text.received:m1',
      at: new Date(1758772193402),
      from: { id: CHAT, name: 'Hoa' },
      chat: { id: CHAT, kind: 'private' },
      addressed: true,
      messageId: 'm1',
      body: { kind: 'text', text: 'Xin chào' },
    });
  });

  test.each([
    [
      'message.image.received',
      { photo: 'https://a.zdn.vn/1.jpg', caption: 'Ổ gà' },
      { kind: 'file', caption: 'Ổ gà' },
    ],
    [
      'message.image.received',
      { photo_url: 'https://a.zdn.vn/1.jpg' },
      { file: { ref: 'https://a.zdn.vn/1.jpg' } },
    ],
    [
      'message.voice.received',
      { voice_url: 'https://a.zdn.vn/v.aac' },
      { kind: 'file', file: { kind: 'voice' } },
    ],
    ['message.sticker.received', { sticker: 'x' }, { kind: 'unreadable', what: 'sticker' }],
    ['message.unsupported.received', {}, { kind: 'unreadable', what: 'unsupported' }],
    ['message.text.received', { text: ' ' }, { kind: 'unreadable', what: 'blank' }],
  ])('%s', (event, content, body) => {
    expect(only(message(event, content)).body).toMatchObject(body);
  });

  test('what has no message, and what a bot wrote, is ignored', () => {
    expect(parse({ event_name: 'message.unsupported.received' })).toMatchObject({ kind: 'ignored' });
    expect(message('message.text.received', { text: 'a', from: { id: 'b', is_bot: true } })).toMatchObject({
      kind: 'ignored',
    });
    expect(message('message.reaction.received', {})).toMatchObject({ kind: 'ignored' });
  });

  test('an event nobody knows is unreadable', () => {
    expect(message('message.hologram.received', {})).toMatchObject({ kind: 'unreadable' });
  });
});

describe('groups', () => {
  test('whatever arrives was said to the bot; its name is taken off once it is known', async () => {
    const said = { chat: { id: GROUP, chat_type: 'GROUP' }, text: '@bot.phuong lịch tiếp dân?' };
    const before = only(message('message.text.received', said));
    expect(before).toMatchObject({ chat: { id: GROUP, kind: 'group' }, addressed: true });
    await platform.start?.(null);
    expect(only(message('message.text.received', said)).body).toEqual({
      kind: 'text',
      text: 'lịch tiếp dân?',
    });
  });
});

describe('sending', () => {
  test('a number to call is a line, or a message of its own under a full text', async () => {
    const from = fake.sent().length;
    await platform.send(to, { ...plain('Bác gọi:'), call: '115' });
    await platform.send(to, { ...plain('ệ'.repeat(2000)), call: '115' });
    expect(
      fake
        .sent()
        .slice(from)
        .map((s) => s.text),
    ).toEqual(['Bác gọi:\n☎ 115', 'ệ'.repeat(2000), '☎ 115']);
  });

  test('files and empty messages are refused before a call is spent', async () => {
    const from = fake.calls.length;
    const file = { kind: 'photo', ref: 'photo' } as const;
    await expect(platform.send(to, { ...plain('a'), files: [file] })).rejects.toMatchObject({ code: 'file' });
    await expect(platform.send(to, plain(' '))).rejects.toMatchObject({ code: 'empty' });
    await expect(platform.send(to, plain('a'.repeat(2001)))).rejects.toMatchObject({ code: 'too-long' });
    expect(fake.calls).toHaveLength(from);
  });
});

describe('start and health', () => {
  test('with a public address the webhook is set, with our secret', async () => {
    await platform.start?.('https://phuong.vn');
    expect(fake.webhook()).toEqual({
      url: 'https://phuong.vn/webhook/zalo-bot',
      secret: fake.identity.botSecret,
    });
  });

  test('without one it is left alone', async () => {
    const from = fake.calls.length;
    await platform.start?.(null);
    expect(fake.calls.slice(from).map((c) => c.call)).toEqual(['getMe']);
  });

  test('a bad token is told of in words', async () => {
    expect(await platform.check?.()).toEqual({ ok: true });
    fake.failNext({ code: 401 });
    expect(await platform.check?.()).toMatchObject({
      ok: false,
      why: expect.stringContaining('Bot Manager'),
    });
    fake.failNext({ call: 'getMe', drop: true });
    expect(await platform.check?.()).toMatchObject({ ok: false });
    fake.failNext({ code: 401 });
    await expect(platform.start?.('https://phuong.vn')).rejects.toMatchObject({ reason: 'rejected' });
  });

  test('only files on Zalo are fetched', async () => {
    const locate = (ref: string) => platform.locate?.({ kind: 'photo', ref });
    expect(await locate('https://photo-stal-1.talk.zdn.vn/b1.jpg')).toMatchObject({
      url: expect.any(String),
    });
    await expect(locate('https://evil.vn/a.jpg')).rejects.toMatchObject({ reason: 'rejected' });
  });
});
