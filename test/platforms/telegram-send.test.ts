import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SendError } from '../../src/core/errors.ts';
import type { Outgoing } from '../../src/core/types.ts';
import type { TelegramPlatform } from '../../src/platforms/telegram/index.ts';
import { baHoa, type Failure, type FakeTelegram } from '../helpers/fake-telegram.ts';
import { files, platformOn, say, telegramBench } from './telegram-bench.ts';

let fake: FakeTelegram;
let platform: TelegramPlatform;
beforeEach(async () => {
  ({ fake, platform } = await telegramBench());
});
afterEach(async () => {
  expect(fake.faults).toEqual([]);
  await fake.close();
});

const send = (message: Outgoing, chat = '1001') => platform.send({ chat, kind: 'private' }, message);
const failure = (sending: Promise<unknown>): Promise<SendError> =>
  sending.then(
    () => Promise.reject(new Error('the send should have failed')),
    (error: unknown) => {
      expect(error).toBeInstanceOf(SendError);
      return error as SendError;
    },
  );
const choice = (label: string, n: number) => ({ token: `t.${n}`, label });
const photo = { kind: 'photo', ref: 'photo' } as const;
const paper = { kind: 'document', ref: 'paper' } as const;

describe('a text', () => {
  test('goes out without formatting and without a link preview, and gives its id', async () => {
    const { id } = await send(say('<b>Xem</b> https://phuong.vn'));
    expect(fake.calls.at(-1)).toEqual({
      method: 'sendMessage',
      params: {
        chat_id: '1001',
        text: '<b>Xem</b> https://phuong.vn',
        link_preview_options: { is_disabled: true },
      },
    });
    expect(id).toBe(String(fake.shown.at(-1)?.id));
  });

  test('short labels stand two in a row, one long label puts each on its own', async () => {
    await send(say('Chọn', { choices: ['Có', 'Không', 'Gặp cán bộ'].map(choice) }));
    expect(fake.shown.at(-1)?.buttons.map((row) => row.map((b) => b.label))).toEqual([
      ['Có', 'Không'],
      ['Gặp cán bộ'],
    ]);
    await send(say('Chọn', { choices: ['Có', 'Xem phản ánh đã gửi'].map(choice) }));
    expect(fake.shown.at(-1)?.buttons.map((row) => row.length)).toEqual([1, 1]);
  });

  test('a blank label still gives a button', async () => {
    await send(say('Chọn', { choices: [choice('\u0000 ', 0)] }));
    expect(fake.shown.at(-1)?.buttons).toEqual([[{ label: '…', data: 't.0' }]]);
  });

  test('a number to call stands on its own line, unless the text has it', async () => {
    await send(say('Bác gọi phường:', { call: '024 3826 0000' }));
    await send(say('Gọi 115 ngay', { call: '115' }));
    expect(fake.shown.map((s) => s.text)).toEqual(['Bác gọi phường:\n☎ 024 3826 0000', 'Gọi 115 ngay']);
  });

  test('of two parts only the last has the buttons', async () => {
    await send(say('🏠'.repeat(4000), { choices: [choice('Có', 0)] }));
    expect(fake.shown.map((s) => s.buttons.length)).toEqual([0, 1]);
    expect(fake.shown.map((s) => s.text).join('')).toBe('🏠'.repeat(4000));
  });

  test('answers the message it is for, and goes out all the same when that one is gone', async () => {
    const first = await send(say('một'));
    await send(say('hai', { replyTo: first.id }));
    await send(say('ba', { replyTo: '99999' }));
    await send(say('bốn', { replyTo: 'không phải số' }));
    expect(fake.shown.map((s) => s.replyTo)).toEqual([undefined, Number(first.id), undefined, undefined]);
  });

  test('goes to the topic it came from', async () => {
    await send(say('chào'), '-1002000000001/77');
    expect(fake.shown.at(-1)).toMatchObject({ chat: '-1002000000001', thread: 77 });
  });

  test('opens a topic where the group has topics, and says where it went', async () => {
    fake.forums.add('-1002000000001');
    const taken = await send(say('Hồ sơ mới', { topic: 'Hồ sơ DB-1' }), '-1002000000001');
    const { thread } = fake.shown.at(-1) ?? {};
    expect(thread).toBeGreaterThan(0);
    expect(taken.chat).toBe(`-1002000000001/${thread}`);
  });

  test('is a message like any other where the group has no topics', async () => {
    const taken = await send(say('Hồ sơ mới', { topic: 'Hồ sơ DB-1' }), '-1002000000001');
    expect(taken.chat).toBeUndefined();
    expect(fake.shown.at(-1)?.thread).toBeUndefined();
  });

  test('is sent to the group itself when the bot may not open topics', async () => {
    fake.forums.add('-1002000000001');
    fake.fail('createForumTopic', { code: 400, description: 'Bad Request: not enough rights' });
    expect((await send(say('Hồ sơ mới', { topic: 'x' }), '-1002000000001')).chat).toBeUndefined();
  });

  test('nothing to say is refused before any call', async () => {
    expect(await failure(send(say(' \u0000 ')))).toMatchObject({ reason: 'rejected', code: 'empty' });
    expect(await failure(send(say('a'), 'nhóm'))).toMatchObject({ reason: 'rejected', code: 'chat' });
    expect(fake.calls).toEqual([]);
  });
});

describe('files', () => {
  test('one file and a short text are one message, with the buttons', async () => {
    await send(say('Ảnh bác gửi', { files: [photo], choices: [choice('Đúng', 0)] }));
    expect(fake.shown).toHaveLength(1);
    expect(fake.shown[0]).toMatchObject({ text: 'Ảnh bác gửi', buttons: [[{ label: 'Đúng', data: 't.0' }]] });
    expect(fake.shown[0]?.file).toEqual({ kind: 'photo', name: 'ổ_gà_1_.jpg', bytes: files.photo?.bytes });
  });

  test('a long text follows its file', async () => {
    const { id } = await send(say('a'.repeat(1025), { files: [paper], choices: [choice('Có', 0)] }));
    expect(fake.shown.map((s) => [s.file?.kind, s.text.length, s.buttons.length])).toEqual([
      ['document', 0, 0],
      [undefined, 1025, 1],
    ]);
    expect(id).toBe(String(fake.shown[1]?.id));
  });

  test('several files come before the text; without a text the last has the buttons', async () => {
    await send(say('Hai tệp', { files: [photo, paper] }));
    await send(say('', { files: [photo, paper], choices: [choice('Có', 0)] }));
    expect(fake.shown.map((s) => [s.file?.kind, s.text, s.buttons.length])).toEqual([
      ['photo', '', 0],
      ['document', '', 0],
      [undefined, 'Hai tệp', 0],
      ['photo', '', 0],
      ['document', '', 1],
    ]);
  });

  test('the name of a file cannot write headers', async () => {
    await send(say('', { files: [paper] }));
    expect(fake.shown[0]?.file?.name).toBe('Giấy_mời_X_y.pdf');
  });

  test('a photo that Telegram cannot show goes as a document', async () => {
    fake.fail('sendPhoto', { code: 400, description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' });
    await send(say('Ảnh', { files: [photo] }));
    expect(fake.shown.map((s) => [s.file?.kind, s.text])).toEqual([['document', 'Ảnh']]);
  });

  test('a "photo" that is no picture goes as a document', async () => {
    await send(say('', { files: [{ kind: 'photo', ref: 'paper' }] }));
    expect(fake.shown[0]?.file?.kind).toBe('document');
  });

  test('an empty file is refused, a file that cannot be read now is tried again', async () => {
    expect(await failure(send(say('', { files: [{ ...paper, ref: 'empty' }] })))).toMatchObject({
      reason: 'rejected',
      code: 'file',
    });
    expect(await failure(send(say('', { files: [{ ...paper, ref: 'gone' }] })))).toMatchObject({
      reason: 'retry',
    });
  });

  test('what the store says of a file is kept', async () => {
    const own = platformOn(fake, {
      readFile: () => Promise.reject(new SendError('rejected', 'đã xóa', { code: 'erased' })),
    });
    const sending = own.send({ chat: '1001', kind: 'private' }, say('', { files: [paper] }));
    expect(await failure(sending)).toMatchObject({ reason: 'rejected', code: 'erased' });
  });
});

describe('failures', () => {
  test.each<[string, Failure, Partial<SendError>]>([
    [
      '429 with a time',
      { code: 429, description: 'Too Many Requests: retry after 7', parameters: { retry_after: 7 } },
      { reason: 'throttled', afterMs: 7000, code: '429' },
    ],
    [
      '429 without a time',
      { code: 429, description: 'Too Many Requests' },
      { reason: 'throttled', afterMs: undefined },
    ],
    [
      '403',
      { code: 403, description: 'Forbidden: bot was kicked from the group chat' },
      { reason: 'blocked', code: '403' },
    ],
    [
      'a group that became a supergroup',
      {
        code: 400,
        description: 'Bad Request: group chat was upgraded to a supergroup chat',
        parameters: { migrate_to_chat_id: -1002000000001 },
      },
      { reason: 'retry', movedTo: '-1002000000001' },
    ],
    [
      'a chat that is not there',
      { code: 400, description: 'Bad Request: chat not found' },
      { reason: 'blocked' },
    ],
    [
      'a person who left Telegram',
      { code: 400, description: 'Bad Request: user is deactivated' },
      { reason: 'blocked' },
    ],
    [
      'a group where the bot may not write',
      { code: 400, description: 'Bad Request: not enough rights to send text messages to the chat' },
      { reason: 'blocked' },
    ],
    [
      'any other 400',
      { code: 400, description: 'Bad Request: BUTTON_DATA_INVALID' },
      { reason: 'rejected', code: '400' },
    ],
    ['a wrong token', { code: 401, description: 'Unauthorized' }, { reason: 'rejected', code: '401' }],
    ['a token of no form', { code: 404, description: 'Not Found' }, { reason: 'rejected', code: '404' }],
    [
      'a file too large to send',
      { code: 413, description: 'Request Entity Too Large' },
      { reason: 'rejected' },
    ],
    ['500', { code: 500, description: 'Internal Server Error' }, { reason: 'retry', code: '500' }],
    ['a page of a proxy', 'proxy page', { reason: 'retry' }],
    ['a broken connection', 'broken connection', { reason: 'retry' }],
  ])('%s', async (_, how, expected) => {
    fake.fail('sendMessage', how);
    expect(await failure(send(say('chào')))).toMatchObject(expected);
  });

  test('nobody listening is worth a retry, and tells the network code but no address', async () => {
    const dead = platformOn(fake, { apiRoot: 'http://127.0.0.1:1' });
    const error = await failure(dead.send({ chat: '1001', kind: 'private' }, say('chào')));
    expect(error).toMatchObject({ reason: 'retry', code: 'ECONNREFUSED' });
    expect(error).not.toHaveProperty('cause');
    expect(error.message).not.toContain('127.0.0.1');
  });

  test('the one who blocked the bot is not written to again', async () => {
    await fake.person(baHoa).blocks();
    expect(await failure(send(say('chào')))).toMatchObject({ reason: 'blocked' });
  });
});

describe('taps', () => {
  test('a tap is acknowledged by the id of its message, once; other messages need none', async () => {
    await platform.ack('cb:42');
    await platform.ack('900001');
    expect(fake.calls).toEqual([{ method: 'answerCallbackQuery', params: { callback_query_id: '42' } }]);
  });

  test('a tap that is too old to be acknowledged harms nothing', async () => {
    fake.fail('answerCallbackQuery', { code: 400, description: 'Bad Request: query is too old' });
    await expect(platform.ack('cb:42')).resolves.toBeUndefined();
  });
});

describe('files that people sent', () => {
  const locate = (ref: string, size?: number) =>
    platform.locate?.({ kind: 'photo', ref, ...(size === undefined ? {} : { size }) }) ?? Promise.reject();

  test('are found on the host of the Bot API and can be fetched there', async () => {
    const ref = fake.file(new Uint8Array([1, 2, 3]));
    const { url } = await locate(ref);
    expect(platform.mediaHosts).toEqual([new URL(url).host]);
    expect(new Uint8Array(await (await fetch(url)).arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
  });

  test('are refused when too large, gone, or not of Telegram', async () => {
    const tooBig = fake.file(new Uint8Array([1]), 'videos/file_9.mp4', true);
    const odd = fake.file(new Uint8Array([1]), '../../etc/passwd');
    for (const find of [
      () => locate(tooBig),
      () => locate('AgAC-unknown'),
      () => locate('AgAC-1', 21 * 1024 * 1024),
      () => locate(odd),
      () => locate('https://192.168.0.1/a.jpg'),
    ])
      expect(await failure(find())).toMatchObject({ reason: 'rejected' });
  });
});
