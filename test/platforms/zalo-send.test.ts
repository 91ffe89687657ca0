import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { length } from '../../src/core/text.ts';
import type { Address, FileRef, Outgoing } from '../../src/core/types.ts';
import { untilMorning } from '../../src/platforms/zalo/failures.ts';
import { withoutMentions } from '../../src/platforms/zalo/send.ts';
import { ERROR_TABLE } from '../../src/zalo-api-sdk/index.ts';
import { GROUP, now, USER, type ZaloBench, zaloBench } from './zalo-bench.ts';

let bench: ZaloBench;
beforeEach(async () => {
  bench = await zaloBench();
});
afterEach(async () => {
  const { violations } = bench.fake;
  await bench.fake.close();
  expect(violations).toEqual([]);
});

const private_: Address = { chat: USER, kind: 'private' };
const group: Address = { chat: `group:${GROUP}`, kind: 'group' };
const plain = (text: string): Outgoing => ({ text, choices: [], files: [] });
const choices = (n: number) =>
  Array.from({ length: n }, (_, i) => ({ token: `turn.${i}`, label: `Mục ${i + 1}` }));
const send = (message: Outgoing, to = private_) => bench.platform.send(to, message);
const texts = () => bench.fake.sent().map((s) => s.text);
const reason = (message: Outgoing, to = private_) =>
  send(message, to).then(
    () => 'sent',
    (e: unknown) => e,
  );

describe('choices in private', () => {
  test('five choices are five hidden-query buttons with our token behind a #', async () => {
    await send({ ...plain('Bác chọn:'), choices: choices(5) });
    expect(bench.fake.sent()[0]?.buttons).toEqual(
      choices(5).map(({ token, label }) => ({ type: 'oa.query.hide', title: label, payload: `#${token}` })),
    );
  });

  test.each([-201, -233])('refused with %d they go again as numbered lines', async (code) => {
    bench.fake.refuseButtons(code);
    const { id } = await send({ ...plain('Bác chọn:'), choices: choices(2), call: '02438260000' });
    expect(texts()).toEqual(['Bác chọn:\n\n1. Mục 1\n2. Mục 2\nBác nhắn số để chọn.\n☎ 02438260000']);
    expect(id).toBe(bench.fake.sent()[0]?.id);
  });

  test('a refusal of a message without buttons is not tried again', async () => {
    bench.fake.failNext({ code: -201, times: 2 });
    expect(await reason(plain('a'))).toMatchObject({ reason: 'rejected', code: '-201' });
    expect(bench.fake.calls).toHaveLength(1);
  });

  test('lines that no longer fit under a full text go as a message of their own', async () => {
    bench.fake.refuseButtons(-233);
    const text = 'ệ'.repeat(2000);
    await send({ ...plain(text), choices: choices(5) });
    expect(texts()).toEqual([text, expect.stringMatching(/^1\. Mục 1\n/)]);
  });

  test('other errors of a message with buttons are not mistaken for refused buttons', async () => {
    bench.fake.failNext({ code: -230 });
    expect(await reason({ ...plain('a'), choices: choices(2) })).toMatchObject({ reason: 'window-closed' });
    expect(bench.fake.sent()).toHaveLength(0);
  });
});

describe('a number to call', () => {
  test('is a button where there is room, with its country code', async () => {
    await send({ ...plain('Bác gọi:'), choices: choices(4), call: '024 3826 0000' });
    expect(bench.fake.sent()[0]?.buttons[4]).toEqual({
      type: 'oa.open.phone',
      title: '☎ 024 3826 0000',
      payload: { phone_code: '842438260000' },
    });
  });

  test.each([
    ['beside five choices', choices(5), '02438260000'],
    ['when it is a short number', [], '115'],
  ])('is a line %s', async (_, offered, call) => {
    await send({ ...plain('Bác gọi:'), choices: offered, call });
    expect(texts()).toEqual([`Bác gọi:\n☎ ${call}`]);
    expect(bench.fake.sent()[0]?.buttons).toHaveLength(offered.length);
  });

  test('under a full text is a message of its own', async () => {
    await send({ ...plain('ệ'.repeat(2000)), call: '115' });
    expect(texts().map(length)).toEqual([2000, 5]);
  });
});

describe('groups', () => {
  test('choices are numbered lines, and the group call is used', async () => {
    await send({ ...plain('Bà con chọn:'), choices: choices(2), call: '02438260000' }, group);
    expect(bench.fake.sent()).toMatchObject([
      {
        via: 'group',
        to: GROUP,
        text: 'Bà con chọn:\n\n1. Mục 1\n2. Mục 2\nBác nhắn số để chọn.\n☎ 02438260000',
      },
    ]);
  });

  test('no mention reaches the group, however it is put together', async () => {
    await send(plain(`Ông ấy viết [@${GROUP}] hãy đến [[@x]@all] nhé`), group);
    expect(texts()).toEqual(['Ông ấy viết  hãy đến  nhé']);
    expect(withoutMentions('[@a')).toBe('[@a');
    await send(plain('[@x]'));
    expect(texts()[1]).toBe('[@x]');
  });

  test('a message that was nothing but a mention is not sent empty', async () => {
    expect(await reason(plain('[@all]'), group)).toMatchObject({ reason: 'rejected', code: 'empty' });
  });

  test('a group the OA is no longer in is gone', async () => {
    bench.fake.refuse(GROUP, -403);
    expect(await reason(plain('a'), group)).toMatchObject({ reason: 'blocked' });
  });
});

describe('text', () => {
  test('is NFC before it is counted, and counted in code points', async () => {
    await send(plain('ệ'.repeat(2000).normalize('NFD')));
    await send(plain('🏠'.repeat(2000)));
    expect(texts().map(length)).toEqual([2000, 2000]);
    expect(await reason(plain('🏠'.repeat(2001)))).toMatchObject({ reason: 'rejected', code: 'too-long' });
    expect(bench.fake.calls).toHaveLength(2);
  });

  test('quotes the message it answers; without the quote if Zalo does not know it', async () => {
    await send({ ...plain('a'), replyTo: 'm1' });
    bench.fake.failNext({ code: -201 });
    await send({ ...plain('b'), replyTo: 'm2' });
    expect(bench.fake.sent().map((s) => [s.text, s.quote])).toEqual([
      ['a', 'm1'],
      ['b', undefined],
    ]);
  });

  test('an empty message is refused before a call is spent', async () => {
    expect(await reason(plain(' '))).toMatchObject({ reason: 'rejected', code: 'empty' });
    expect(bench.fake.calls).toHaveLength(0);
  });
});

describe('files', () => {
  const withFile = (ref: string, text = ''): Outgoing => {
    const file: FileRef = { kind: ref === 'paper' ? 'document' : 'photo', ref };
    return { ...plain(text), files: [file] };
  };

  test('an image goes by attachment id, a document by token, then the text', async () => {
    await send(withFile('photo', 'Bản đồ'));
    await send(withFile('paper'), group);
    await send(withFile('gif'));
    const [image, text, paper, moving] = bench.fake.sent();
    expect(bench.fake.uploads.get(image?.file ?? '')).toMatchObject({ mime: 'image/jpeg' });
    expect(text?.text).toBe('Bản đồ');
    expect(paper).toMatchObject({ via: 'group' });
    expect(bench.fake.uploads.get(paper?.file ?? '')).toMatchObject({ name: 'Giấy mời.pdf' });
    expect(bench.fake.uploads.get(moving?.file ?? '')).toMatchObject({ mime: 'image/gif' });
  });

  test('the same file is uploaded once', async () => {
    await send(withFile('photo'));
    await send(withFile('photo'));
    expect(bench.fake.uploads.size).toBe(1);
    expect(bench.fake.sent()).toHaveLength(2);
  });

  test('an upload that has expired is made again once', async () => {
    await send(withFile('photo'));
    bench.fake.expireUploads();
    await send(withFile('photo'));
    expect(bench.fake.uploads.size).toBe(2);
    expect(bench.fake.sent()).toHaveLength(2);
    bench.fake.failNext({ call: 'v3.0/oa/message/cs', code: -100, times: 2 });
    expect(await reason(withFile('photo'))).toMatchObject({ reason: 'retry', code: '-100' });
  });

  test.each([
    ['empty', 'file'],
    ['huge', 'file-size'],
    ['odd', 'file-type'],
  ])('a file that is %s is refused before an upload is spent', async (ref, code) => {
    expect(await reason(withFile(ref))).toMatchObject({ reason: 'rejected', code });
    expect(bench.fake.calls).toHaveLength(0);
  });

  test('a file our store cannot give now is tried again later', async () => {
    expect(await reason(withFile('missing'))).toMatchObject({ reason: 'retry', code: 'unexpected' });
  });
});

describe('refusals', () => {
  const EXPECTED: Readonly<Record<string, string>> = {
    throttle: 'throttled',
    reupload: 'retry',
    retry: 'retry',
    rejected: 'rejected',
    blocked: 'blocked',
    window: 'window-closed',
    quota: 'quota',
    night: 'retry',
    refresh: 'throttled',
  };
  const ALL_OFF = [-204, -205, -209, -219, -242];

  test.each(ERROR_TABLE.filter((e) => e.host === 'oa'))(
    '$code ($class) has its reason',
    async ({ code, class: kind }) => {
      bench.fake.failNext({ call: 'v3.0/oa/message/cs', code, times: 2 });
      const human = code === -403 ? 'blocked' : ALL_OFF.includes(code) ? 'throttled' : 'rejected';
      expect(await reason(plain('a'))).toMatchObject({
        name: 'SendError',
        reason: kind === 'human' ? human : EXPECTED[kind],
        code: String(code),
      });
    },
  );

  test('every code that pauses the lane says for how long', async () => {
    for (const code of [-32, -216, -204]) {
      bench.fake.failNext({ call: 'v3.0/oa/message/cs', code, times: 2 });
      const error = await reason(plain('a'));
      expect(error).toMatchObject({ reason: 'throttled' });
      expect((error as { afterMs?: number }).afterMs).toBeGreaterThan(0);
    }
  });

  test('429 passes on how long Zalo wants us to wait', async () => {
    bench.fake.failNext({ status: 429, headers: { 'retry-after': '7' } });
    expect(await reason(plain('a'))).toMatchObject({ reason: 'throttled', afterMs: 7000 });
  });

  test('silence is passing', async () => {
    const { fake, platform } = await zaloBench({ timeoutMs: 50 });
    fake.failNext({ hang: true });
    await expect(platform.send(private_, plain('a'))).rejects.toMatchObject({
      reason: 'retry',
      code: 'timeout',
    });
    await fake.close();
  });

  test('a lost grant holds messages back, and Zalo is not asked again', async () => {
    bench.store.pair = { accessToken: '', refreshToken: 'rt_dead', obtainedAt: 0, expiresAt: 0 };
    for (let i = 0; i < 3; i++)
      expect(await reason(plain('a'))).toMatchObject({ reason: 'throttled', code: 'grant' });
    expect(bench.fake.refreshes()).toEqual({ granted: 0, refused: 1 });
    expect(await bench.platform.check()).toMatchObject({ ok: false });
  });

  test.each([
    ['2026-11-22T22:30:00+07:00', 7 * 60 + 35],
    ['2026-11-22T05:05:00+07:00', 60],
    ['2026-11-22T06:05:00+07:00', 24 * 60],
  ])('at %s the night ends in %d minutes', (at, minutes) => {
    expect(untilMorning(new Date(at))).toBe(minutes * 60_000);
  });
});

describe('health', () => {
  test('asks who the token belongs to, and spends nothing', async () => {
    expect(await bench.platform.check()).toEqual({ ok: true });
    bench.fake.expireAccess();
    expect(await bench.platform.check()).toMatchObject({ ok: false });
    bench.store.pair = { accessToken: '', refreshToken: 'rt', obtainedAt: 0, expiresAt: 0 };
    expect(await bench.platform.check()).toMatchObject({ ok: true, why: expect.any(String) });
    bench.store.pair = null;
    expect(await bench.platform.check()).toMatchObject({ ok: false });
    expect(bench.fake.refreshes()).toEqual({ granted: 0, refused: 0 });
    expect(bench.fake.calls.every((c) => c.call === 'v2.0/oa/getoa')).toBe(true);
  });

  test('tells the age of the token and what may still be sent to one person, without spending anything', async () => {
    const { store, platform } = bench;
    const pair = store.pair;
    const token = { since: new Date(pair?.obtainedAt ?? 0), until: new Date(pair?.expiresAt ?? 0) };
    expect(await platform.look?.(null)).toEqual({ token });
    expect(await platform.look?.('73')).toEqual({
      token,
      quota: [{ what: 'reply', remain: 8, total: 8 }],
    });
    bench.fake.failNext({ code: -213 });
    expect(await platform.look?.('73')).toEqual({ token });
    store.pair = null;
    expect(await platform.look?.('73')).toEqual({});
    expect(bench.fake.refreshes()).toEqual({ granted: 0, refused: 0 });
  });

  test('a token of another OA, an error of Zalo and a dead line are told apart', async () => {
    bench.fake.failNext({ code: -209 });
    expect((await bench.platform.check()).why).toContain('-209');
    bench.fake.failNext({ drop: true });
    expect((await bench.platform.check()).why).toContain('ZALO_API_ROOT');
    const other = await zaloBench({ oaId: '999' });
    expect((await other.platform.check()).why).toContain('ZALO_OA_ID');
    await other.fake.close();
  });

  test('keepFresh refreshes old tokens only, and says when a person must act', async () => {
    let at = now;
    const { fake, platform, store } = await zaloBench({ now: () => at });
    expect(await platform.keepFresh()).toEqual({ ok: true });
    expect(fake.refreshes().granted).toBe(0);
    at = new Date(now.getTime() + 21 * 3_600_000);
    expect(await platform.keepFresh()).toEqual({ ok: true });
    expect(fake.refreshes().granted).toBe(1);
    store.pair = { accessToken: '', refreshToken: 'rt_dead', obtainedAt: 0, expiresAt: 0 };
    at = new Date(at.getTime() + 21 * 3_600_000);
    expect(await platform.keepFresh()).toMatchObject({ ok: false, why: expect.any(String) });
    await fake.close();
  });
});

describe('media', () => {
  const locate = (ref: string) => bench.platform.locate?.({ kind: 'photo', ref });

  test.each([
    'https://photo-stal-1.talk.zdn.vn/a.jpg',
    'http://f6.photo.talk.zdn.vn/a.jpg',
    'https://zalo-api.zadn.vn/a',
  ])('%s is fetched', async (url) => {
    expect(await locate(url)).toEqual({ url });
  });

  test('so is the host of ZALO_API_ROOT', async () => {
    const url = bench.fake.addMedia('/a.jpg', Uint8Array.from([1]));
    expect(await locate(url)).toEqual({ url });
    expect(bench.platform.mediaHosts).toContain(new URL(url).host);
  });

  test.each([
    'https://evil.vn/a.jpg',
    'https://zdn.vn.evil.vn/a.jpg',
    'https://evilzdn.vn/a.jpg',
    'https://a.zdn.vn@evil.vn/a.jpg',
    'https://a.zdn.vn:8443/a.jpg',
    'http://127.0.0.1:1/a.jpg',
    'file:///etc/passwd',
    'ftp://a.zdn.vn/a',
    'không phải địa chỉ',
    '',
  ])('%j is not', async (url) => {
    await expect(locate(url)).rejects.toMatchObject({ reason: 'rejected', code: 'foreign' });
  });
});
