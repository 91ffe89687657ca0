import { describe, expect, test } from 'vitest';
import { NotJson } from '../../src/core/errors.ts';
import { telegram } from '../../src/platforms/telegram/index.ts';
import { parseUpdate } from '../../src/platforms/telegram/parse.ts';
import { UPDATES } from '../../src/platforms/telegram/shapes.ts';
import { platformContract } from '../contracts/platform.ts';
import { botApi, faultsOfType } from '../helpers/fake-telegram.ts';
import { fixtures, now, only, request, secret, telegramBench } from './telegram-bench.ts';

const me = { id: 7000000001, username: 'dan_biet_bot' };
const parse = (name: string, who: Parameters<typeof parseUpdate>[1] = me) => {
  const update = fixtures[name];
  if (!update) throw new Error(`no fixture ${name}`);
  return parseUpdate(request(update).body, who, now);
};
const bodyOf = (name: string) => only(parse(name)).body;

platformContract('telegram', async () => {
  const { fake, platform } = await telegramBench();
  let serial = 1000;
  const hoa = { id: 1001, is_bot: false, first_name: 'Hoa' };
  const chat = { id: 1001, type: 'private', first_name: 'Hoa' };
  return {
    platform,
    to: { chat: '1001', kind: 'private' },
    sent: () =>
      fake.shown.map((s) => ({
        to: s.chat,
        text: s.text,
        choices: s.buttons.flat().map((b) => ({ token: b.data, label: b.label })),
      })),
    inbound: {
      text: (text) =>
        request({
          update_id: ++serial,
          message: { message_id: serial, date: 1795312800, from: hoa, chat, text },
        }),
      tap: (data) =>
        request({
          update_id: ++serial,
          callback_query: {
            id: String(serial),
            from: hoa,
            chat_instance: '1',
            message: { message_id: 1, date: 1795312800, chat },
            data,
          },
        }),
      raw: (body) => request(body),
    },
    samples: Object.values(fixtures),
    forged: [
      { why: 'no header', request: { headers: {}, body: new Uint8Array() } },
      { why: 'an empty header', request: request('{}', '') },
      { why: 'another secret', request: request('{}', `${secret}x`) },
      { why: 'a part of the secret', request: request('{}', secret.slice(0, -1)) },
      { why: 'the bot token', request: request('{}', fake.token) },
    ],
    secrets: [fake.token, secret],
    failures: [
      {
        why: 'too many requests',
        arrange: () =>
          fake.fail('sendMessage', {
            code: 429,
            description: 'Too Many Requests: retry after 7',
            parameters: { retry_after: 7 },
          }),
        reason: 'throttled',
      },
      {
        why: 'blocked',
        arrange: () =>
          fake.fail('sendMessage', { code: 403, description: 'Forbidden: bot was blocked by the user' }),
        reason: 'blocked',
      },
      {
        why: 'a description that shows the token',
        arrange: () =>
          fake.fail('sendMessage', { code: 400, description: `Bad Request: ${fake.token} ${secret}` }),
        reason: 'rejected',
      },
      { why: 'a proxy in between', arrange: () => fake.fail('sendMessage', 'proxy page'), reason: 'retry' },
      {
        why: 'a broken connection',
        arrange: () => fake.fail('sendMessage', 'broken connection'),
        reason: 'retry',
      },
    ],
    close: async () => {
      // every call of the whole suite was one that Telegram documents
      expect(fake.faults).toEqual([]);
      expect(fake.shown.filter((s) => s.formatted)).toEqual([]);
      await fake.close();
    },
  };
});

describe('recorded updates', () => {
  test.skipIf(!botApi)('are what Telegram documents (needs ../shared/data/telegram-bot-api.json)', () => {
    for (const [name, update] of Object.entries(fixtures))
      expect(faultsOfType('Update', update), name).toEqual([]);
  });

  test('are of the kinds we ask Telegram for, but for three that show the rest is ignored', () => {
    const kinds = Object.values(fixtures).flatMap((u) => Object.keys(u).filter((k) => k !== 'update_id'));
    const others = [...new Set(kinds)].filter((k) => !(UPDATES as readonly string[]).includes(k));
    expect(others.toSorted()).toEqual(['channel_post', 'edited_message', 'poll_answer']);
  });
});

describe('what a person sends', () => {
  test('a text comes with who, where and when', () => {
    expect(only(parse('text'))).toEqual({
      channel: 'telegram',
      id: '900001',
      at: new Date(1795312800_000),
      from: { id: '1001', name: 'Hoa Trần', locale: 'vi' },
      chat: { id: '1001', kind: 'private' },
      addressed: true,
      messageId: '41',
      body: { kind: 'text', text: 'Họp tổ dân phố phải báo trước mấy ngày?' },
    });
  });

  test('a command is a text', () => {
    expect(bodyOf('start')).toEqual({ kind: 'text', text: '/start' });
  });

  test('of a photo the largest size is taken, with its caption', () => {
    expect(bodyOf('photo-with-caption')).toEqual({
      kind: 'file',
      file: { kind: 'photo', ref: 'AgACx-003', mime: 'image/jpeg', size: 150000 },
      caption: 'Ổ gà trước nhà số 12',
    });
  });

  test.each([
    [
      'document',
      { kind: 'document', ref: 'BQAC-1', name: 'đơn đề nghị.pdf', mime: 'application/pdf', size: 40000 },
    ],
    ['voice', { kind: 'voice', ref: 'AwAC-1', mime: 'audio/ogg', size: 9000 }],
    ['audio', { kind: 'voice', ref: 'CQAC-1', name: 'loa.mp3', mime: 'audio/mpeg', size: 90000 }],
    ['video', { kind: 'video', ref: 'BAAC-1', mime: 'video/mp4', size: 900000 }],
    ['video-note', { kind: 'video', ref: 'DQAC-1', size: 80000 }],
    ['animation', { kind: 'video', ref: 'CgAC-1', mime: 'video/mp4', size: 7000 }],
  ])('a %s is a file', (name, file) => {
    expect(bodyOf(name)).toMatchObject({ kind: 'file', file });
  });

  test('a place comes with the name it has', () => {
    expect(bodyOf('location')).toEqual({ kind: 'place', latitude: 21.0285, longitude: 105.8542 });
    expect(bodyOf('venue')).toEqual({
      kind: 'place',
      latitude: 21.0285,
      longitude: 105.8542,
      label: 'Nhà văn hóa tổ 5, 12 ngõ 3',
    });
  });

  test("a name comes with one's own number only", () => {
    expect(bodyOf('contact-own')).toEqual({ kind: 'phone', phone: '+84912345678', name: 'Hoa Trần' });
    expect(bodyOf('contact-of-another')).toEqual({ kind: 'phone', phone: '0912 345 679' });
  });

  test('a sticker is seen and unreadable', () => {
    expect(bodyOf('sticker')).toEqual({ kind: 'unreadable', what: 'sticker' });
  });

  test('a tap has the time of now, and an id by which it can be acknowledged', () => {
    expect(only(parse('tap'))).toMatchObject({
      id: 'cb:4382bfdwdsb323b2d9',
      at: now,
      from: { id: '1001' },
      chat: { id: '1001', kind: 'private' },
      messageId: '39',
      body: { kind: 'tap', token: '0198c1f2-turn.1' },
    });
    expect(bodyOf('tap-on-old-message')).toEqual({ kind: 'tap', token: '0198c1f2-turn.0' });
  });

  test('blocking the bot is leaving, unblocking is joining', () => {
    expect(only(parse('blocked'))).toMatchObject({ body: { kind: 'left' }, chat: { kind: 'private' } });
    expect(only(parse('unblocked'))).toMatchObject({ body: { kind: 'joined' }, chat: { kind: 'private' } });
  });
});

describe('groups', () => {
  test('the bot is let in, renamed with the group, moved, thrown out', () => {
    const chat = { id: '-1002000000001', kind: 'group', title: 'Tổ dân phố 5' };
    expect(only(parse('group-joined'))).toMatchObject({ chat, body: { kind: 'joined' } });
    expect(only(parse('group-left'))).toMatchObject({ chat, body: { kind: 'left' } });
    expect(bodyOf('group-title')).toEqual({ kind: 'titled', title: 'Tổ dân phố 5 mới' });
    expect(only(parse('group-migrated'))).toMatchObject({
      chat: { id: '-4001' },
      body: { kind: 'migrated', to: '-1002000000001' },
    });
  });

  test.each([
    ['group-chatter', false, 'Trưa nay ăn gì'],
    ['group-command', true, '/menu'],
    ['group-command-plain', true, '/menu'],
    ['group-command-for-another', false, '/menu@bot_khac'],
    ['group-mention-first', true, 'họp khi nào'],
    ['group-mention-inside', true, '🏠 nhờ @dan_biet_bot trả lời'],
    ['group-reply-to-bot', true, 'Cảm ơn'],
    ['group-reply-to-person', false, 'Đúng đấy'],
    ['thread-that-is-no-topic', false, 'Trả lời'],
    ['topic-message', false, 'Đường hỏng'],
    ['topic-reply-to-bot', true, 'Đã xử lý'],
  ])('%s: addressed is %s', (name, addressed, text) => {
    expect(only(parse(name))).toMatchObject({ addressed, body: { kind: 'text', text } });
  });

  test('before its name is known, the bot answers to commands without a name and to replies', () => {
    const stranger = { id: me.id, username: null };
    expect(only(parse('group-command-plain', stranger)).addressed).toBe(true);
    expect(only(parse('group-reply-to-bot', stranger)).addressed).toBe(true);
    expect(only(parse('group-command', stranger)).addressed).toBe(false);
    expect(only(parse('group-mention-first', stranger)).addressed).toBe(false);
  });

  test('a reply says to which message, but in a topic the opening of the topic is none', () => {
    expect(only(parse('group-reply-to-bot')).replyTo).toBe('12');
    expect(only(parse('topic-reply-to-bot')).replyTo).toBe('81');
    expect(only(parse('topic-message'))).not.toHaveProperty('replyTo');
  });

  test('a topic is part of the chat id, a thread of replies is not', () => {
    expect(only(parse('topic-message')).chat.id).toBe('-1002000000001/77');
    expect(only(parse('thread-that-is-no-topic')).chat.id).toBe('-1002000000001');
  });

  test('an administrator who hides behind the group is heard as the group', () => {
    expect(only(parse('group-anonymous-administrator'))).toMatchObject({
      from: { id: '-1002000000001', name: 'Tổ dân phố 5' },
      body: { kind: 'text', text: '/menu' },
    });
  });
});

describe('what is left aside', () => {
  test.each([
    ['edited-message', 'edited_message'],
    ['channel-post', 'channel_post'],
    ['poll-answer', 'poll_answer'],
    ['group-made-administrator', 'my_chat_member'],
    ['group-new-members', 'message:new_chat_members'],
    ['group-migrated-from', 'message:migrate_from_chat_id'],
    ['group-other-bot', 'message:bot'],
    ['group-post-of-linked-channel', 'message:channel'],
  ])('%s is ignored by the name %s', (name, event) => {
    expect(parse(name)).toEqual({ kind: 'ignored', event });
  });

  test('a kind nobody knows yet is ignored by its name, an odd name without it', () => {
    expect(parseUpdate(request({ update_id: 1, brand_new: {} }).body, me, now)).toEqual({
      kind: 'ignored',
      event: 'brand_new',
    });
    expect(parseUpdate(request({ update_id: 1, '<b>': {} }).body, me, now)).toEqual({
      kind: 'ignored',
      event: 'unknown',
    });
  });

  test('odd shapes are unreadable, with where it went wrong and never what stood there', () => {
    const odd = (update: unknown) => parseUpdate(request(update).body, me, now);
    expect(odd({ update_id: 5, message: { text: 'bí mật' } })).toEqual({
      kind: 'unreadable',
      id: '5',
      why: 'message.message_id: invalid_type',
    });
    expect(odd({ update_id: 6 })).toEqual({ kind: 'unreadable', id: '6', why: 'no event' });
    expect(odd({ message: 'bí mật' })).toEqual(odd({ message: 'bí mật' }));
    expect(odd({ message: 'bí mật' })).toMatchObject({
      kind: 'unreadable',
      id: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    });
    expect(() => odd([])).toThrow(NotJson);
  });
});

describe('verify', () => {
  test('without a secret set nothing is accepted, not even an empty header', () => {
    const open = telegram({ token: '1:a', readFile: () => Promise.reject(new Error('none')) });
    for (const token of [undefined, '', 'undefined'])
      expect(
        open.verify({ headers: { 'x-telegram-bot-api-secret-token': token }, body: new Uint8Array() }),
      ).toBe(false);
  });
});
