import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NotJson } from '../../src/core/errors.ts';
import type { RawRequest } from '../../src/core/types.ts';
import { platformContract } from '../contracts/platform.ts';
import { asRaw, GROUP, now, only, recorded, USER, type ZaloBench, zaloBench } from './zalo-bench.ts';

platformContract('zalo', async () => {
  const { fake, platform } = await zaloBench();
  let serial = 0;
  const text = (said: string): RawRequest =>
    asRaw(fake.event('user_send_text', { message: { text: said, msg_id: `m${++serial}` } }));
  const raw = (body: Uint8Array | string): RawRequest => {
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    const { appId, oaSecretKey } = fake.identity;
    const hash = createHash('sha256').update(appId).update(bytes).update(oaSecretKey);
    return { body: bytes, headers: { 'x-zevent-signature': `mac=${hash.digest('hex')}` } };
  };
  const fail = (fault: Parameters<typeof fake.failNext>[0]) => () => fake.failNext(fault);
  return {
    platform,
    to: { chat: USER, kind: 'private' },
    sent: () =>
      fake.sent().map((s) => {
        const phone = s.buttons.find((b) => b.type === 'oa.open.phone')?.payload;
        const code =
          typeof phone === 'object' && phone !== null && 'phone_code' in phone ? phone.phone_code : '';
        return {
          to: s.to,
          text: s.text,
          choices: s.buttons
            .filter((b) => b.type === 'oa.query.hide')
            .map((b) => ({ token: String(b.payload).slice(1), label: b.title })),
          ...(code ? { call: String(code).replace(/^84/, '0') } : {}),
        };
      }),
    inbound: { text, tap: (token) => text(`#${token}`), raw },
    samples: recorded.filter((r) => !r.event.startsWith('bot:')).map((r) => r.body),
    forged: [
      { why: 'no header', request: { ...text('a'), headers: {} } },
      { why: 'another body', request: { ...text('a'), body: text('b').body } },
      {
        why: 'signed with the app secret',
        request: {
          body: text('a').body,
          headers: {
            'x-zevent-signature': `mac=${createHash('sha256').update(fake.identity.appSecret).digest('hex')}`,
          },
        },
      },
    ],
    secrets: [...Object.values(fake.identity).filter((v) => /[A-Z]/i.test(v)), 'at_0', 'rt_0'],
    failures: [
      { why: 'too many calls', arrange: fail({ code: -32 }), reason: 'throttled' },
      { why: 'the window is closed', arrange: fail({ code: -230 }), reason: 'window-closed' },
      { why: 'the allowance is used up', arrange: fail({ code: -211 }), reason: 'quota' },
      { why: 'the person blocked the OA', arrange: fail({ code: -217 }), reason: 'blocked' },
      { why: 'a fault of ours', arrange: fail({ code: -201 }), reason: 'rejected' },
      { why: 'a fault of Zalo', arrange: fail({ code: -200 }), reason: 'retry' },
      { why: 'a broken line', arrange: fail({ drop: true }), reason: 'retry' },
      { why: 'a page where JSON should be', arrange: fail({ status: 502 }), reason: 'retry' },
    ],
    close: async () => {
      expect(fake.violations).toEqual([]);
      await fake.close();
    },
  };
});

let bench: ZaloBench;
beforeAll(async () => {
  bench = await zaloBench();
});
afterAll(() => bench.fake.close());

const parseBody = (body: object) =>
  bench.platform.parse({ headers: {}, body: new TextEncoder().encode(JSON.stringify(body)) });
const parse = (name: string, members: object = {}) =>
  bench.platform.parse(asRaw(bench.fake.event(name, { ...members })));
const message = (name: string, content: object, members: object = {}) =>
  only(parse(name, { message: { msg_id: 'm1', ...content }, ...members }));

describe('recorded events', () => {
  /** What the core gets of each, in the order of the file: a body, or why there is none. */
  const EXPECTED: readonly string[] = [
    'text',
    'text, replying',
    'text',
    'file photo "Ổ gà trước nhà số 12"',
    'unreadable gif',
    'text',
    'file voice',
    'file video "Ngập đường"',
    'unreadable sticker',
    'place "Vị trí của tôi"',
    'file document',
    'phone',
    'ignored user_received_message',
    'ignored user_seen_message',
    'ignored user_reacted_message',
    'ignored oa_reacted_message',
    'joined',
    'left',
    'joined',
    'phone',
    'phone',
    'ignored update_user_info',
    'ignored add_user_to_tag',
    'ignored remove_user_from_tag',
    'ignored remove_tag',
    'withdrawn',
    'ignored permission_revoked',
    'takeover',
    'ignored oa_send_text',
    'ignored oa_send_image',
    'ignored oa_send_file',
    'ignored oa_send_sticker',
    'ignored oa_send_list',
    'ignored oa_send_template',
    'ignored anonymous_send_text',
    'ignored oa_send_anonymous_text',
    'group text',
    'group file photo',
    'group file document',
    'group place',
    'ignored oa_send_group_text',
    'chats create_group: seen',
    'ignored user_join_group',
    'ignored user_request_join_group',
    'ignored accept_request_join_group',
    'ignored reject_request_join_group',
    'ignored add_group_admin',
    'ignored remove_group_admin',
    'chats update_group_info: seen',
    'ignored user_out_group',
    'chats delete_group: gone',
    'ignored user_received_message',
    'ignored user_feedback',
    'ignored user_click_response_button',
    'ignored change_template_status',
    'ignored change_template_quality',
    'ignored change_oa_daily_quota',
    'ignored oa_send_consent',
    'ignored user_reply_consent',
    'ignored user_call_oa',
  ];
  const oaEvents = recorded.filter((r) => !r.event.startsWith('bot:'));

  test.each(oaEvents.map((r, i) => [r.event, EXPECTED[i], r.body] as const))(
    '%s gives %s',
    (_, expected, body) => {
      const parsed = parseBody(body);
      if (parsed.kind !== 'messages') {
        const chats = parsed.kind === 'chats' ? parsed.changes.map((c) => c.change).join() : '';
        const what = { ignored: 'ignored', chats: 'chats', unreadable: 'unreadable' }[parsed.kind];
        const name = parsed.kind === 'unreadable' ? '' : parsed.event;
        expect(`${what} ${name}${chats === '' ? '' : `: ${chats}`}`).toBe(expected);
        return;
      }
      const { body: b, chat, replyTo, from } = only(parsed);
      const caption = b.kind === 'file' ? b.caption : b.kind === 'place' ? b.label : undefined;
      const told = [
        ...(chat.kind === 'group' ? ['group'] : []),
        b.kind,
        ...(b.kind === 'file' ? [b.file.kind] : b.kind === 'unreadable' ? [b.what] : []),
        ...(caption ? [`"${caption}"`] : []),
      ].join(' ');
      expect(`${told}${replyTo ? ', replying' : ''}`).toBe(expected);
      expect(from.id).toBe(USER);
    },
  );
});

describe('what a person sends', () => {
  test('a text comes with who, where, when, and a key made of event and message', () => {
    expect(message('user_send_text', { text: 'Xin chào phường' })).toEqual({
      channel: 'zalo',
      id: 'user_send_text:m1',
      at: new Date(1_758_772_193_402),
      from: { id: USER },
      chat: { id: USER, kind: 'private' },
      addressed: true,
      messageId: 'm1',
      body: { kind: 'text', text: 'Xin chào phường' },
    });
  });

  test('without a message id the key is event, time and person', () => {
    expect(only(parse('follow', { follower: { id: USER } })).id).toBe(`follow:1758772193402:${USER}`);
  });

  test.each([
    ['#0198c1f2-9d.1', { kind: 'tap', token: '0198c1f2-9d.1' }],
    ['#menu_khai_sinh', { kind: 'text', text: '#menu_khai_sinh' }],
    ['#PA-2X4K-77', { kind: 'text', text: '#PA-2X4K-77' }],
    ['#0198c1f2.1 nhé', { kind: 'text', text: '#0198c1f2.1 nhé' }],
    ['   ', { kind: 'unreadable', what: 'blank' }],
  ])('the text %j', (text, body) => {
    expect(message('user_send_text', { text }).body).toEqual(body);
  });

  test('a file comes with name and size, a card and a form with the phone', () => {
    const payload = { size: '233947', name: 'đơn.pdf', type: 'pdf', url: 'https://file-dl.zdn.vn/a.pdf' };
    expect(message('user_send_file', { attachments: [{ type: 'file', payload }] }).body).toEqual({
      kind: 'file',
      file: { kind: 'document', ref: payload.url, name: 'đơn.pdf', size: 233947 },
    });
    const card = { type: 'link', payload: { description: '{"phone":"84900000000"}' } };
    expect(message('user_send_business_card', { attachments: [card] }).body).toEqual({
      kind: 'phone',
      phone: '84900000000',
    });
    expect(only(parse('user_submit_info', { info: { name: 'Hoa', phone: 84900000000 } })).body).toEqual({
      kind: 'phone',
      phone: '84900000000',
      name: 'Hoa',
    });
    expect(only(parse('user_submit_info', { info: { name: 'Hoa' } })).body).toEqual({
      kind: 'unreadable',
      what: 'submit-info',
    });
  });

  test('each picture of a message is a message of its own, the caption on the first', () => {
    const image = (n: number) => ({ type: 'image', payload: { url: `https://a.zdn.vn/${n}.jpg` } });
    const parsed = parse('user_send_image', {
      message: { msg_id: 'm1', text: 'Ổ gà', attachments: [image(1), image(2)] },
    });
    expect(parsed.kind === 'messages' && parsed.messages.map((m) => [m.id, m.body])).toEqual([
      [
        'user_send_image:m1',
        { kind: 'file', file: { kind: 'photo', ref: 'https://a.zdn.vn/1.jpg' }, caption: 'Ổ gà' },
      ],
      ['user_send_image:m1:2', { kind: 'file', file: { kind: 'photo', ref: 'https://a.zdn.vn/2.jpg' } }],
    ]);
  });

  test('a link is its text with the address', () => {
    const attachments = [{ type: 'link', payload: { url: 'https://a.vn/x' } }];
    expect(message('user_send_link', { attachments }).body).toEqual({ kind: 'text', text: 'https://a.vn/x' });
    expect(message('user_send_link', { text: 'xem', attachments }).body).toEqual({
      kind: 'text',
      text: 'xem\nhttps://a.vn/x',
    });
  });

  test.each([
    ['nothing', undefined, now],
    ['junk', 'soon', now],
    ['a year ahead', String(now.getTime() + 365 * 86_400_000), now],
    ['an hour ahead', String(now.getTime() + 3_600_000), new Date(now.getTime() + 3_600_000)],
  ])('a timestamp that says %s', (_, timestamp, at) => {
    expect(message('user_send_text', { text: 'a' }, { timestamp }).at).toEqual(at);
  });
});

describe('relations', () => {
  test('an officer who answers in the OA chat takes over for the person written to', () => {
    const members = { sender: { id: bench.fake.identity.oaId, admin_id: '81' }, recipient: { id: USER } };
    expect(message('oa_send_text', { text: 'Phường đã nhận.' }, members)).toMatchObject({
      id: 'oa_send_text:m1',
      from: { id: USER },
      chat: { id: USER, kind: 'private' },
      body: { kind: 'takeover' },
    });
  });

  test('an echo of our own, and an officer writing in a group, are ignored', () => {
    const oa = bench.fake.identity.oaId;
    const echo = { sender: { id: oa }, recipient: { id: USER }, message: { text: 'a', msg_id: 'm' } };
    expect(parse('oa_send_text', echo)).toEqual({ kind: 'ignored', event: 'oa_send_text' });
    const group = { ...echo, sender: { id: oa, admin_id: '81' }, recipient: { id: GROUP } };
    expect(parse('oa_send_group_text', group)).toEqual({ kind: 'ignored', event: 'oa_send_group_text' });
  });

  test('a person who withdraws is named, so that what we hold can go', () => {
    expect(only(parse('user_withdraw', { user_id: USER, sender: undefined }))).toMatchObject({
      from: { id: USER },
      body: { kind: 'withdrawn' },
    });
  });
});

describe('groups', () => {
  const inGroup = (text: string) =>
    message('user_send_group_text', { text }, { recipient: { id: GROUP }, oa_id: bench.fake.identity.oaId });

  test('the OA is addressed where it is mentioned, and the mention is taken off', () => {
    const mention = `[@${bench.fake.identity.oaId}]`;
    expect(inGroup(`${mention} tổ 3 mất nước`)).toMatchObject({
      chat: { id: `group:${GROUP}`, kind: 'group' },
      from: { id: USER },
      addressed: true,
      body: { kind: 'text', text: 'tổ 3 mất nước' },
    });
    expect(inGroup('trưa nay ăn gì')).toMatchObject({ addressed: false });
    expect(inGroup('[@123] ăn gì')).toMatchObject({ addressed: false, body: { text: '[@123] ăn gì' } });
  });

  test.each([
    ['create_group', 'seen'],
    ['update_group_info', 'seen'],
    ['delete_group', 'gone'],
    ['disperse_group', 'gone'],
  ])('%s, under whatever name Zalo gives it, says that the group is %s', (name, change) => {
    expect(parse(name, { group_id: GROUP })).toEqual({
      kind: 'chats',
      event: name,
      changes: [{ chat: `group:${GROUP}`, change }],
    });
  });

  test.each(['user_out_group', 'user_leave_group'])('%s concerns us when it is the OA that left', (name) => {
    const { oaId } = bench.fake.identity;
    const ours = parse(name, { group_id: GROUP, users: [{ id: oaId }] });
    expect(ours).toMatchObject({ kind: 'chats', changes: [{ change: 'gone' }] });
    const theirs = parse(name, { group_id: GROUP, users: [{ id: USER }] });
    expect(theirs).toEqual({ kind: 'ignored', event: name });
  });

  test('the OA tells its groups and free places, makes one with a place, and says in words why not', async () => {
    const { groups } = bench.platform;
    if (!groups) throw new Error('no groups');
    expect(await groups.list(0)).toMatchObject({
      groups: [{ chat: 'group:g1', members: 2, off: false }],
      next: null,
    });
    expect(await groups.places()).toEqual([{ id: 'asset1', size: 10 }]);
    const make = () => groups.create({ title: 'Tổ 3', about: 'Báo tin', place: 'asset1', members: [USER] });
    expect(await make()).toMatchObject({ chat: 'group:g1', title: 'Tổ 3' });
    bench.fake.failNext({ call: 'v3.0/oa/group/creategroupwithoa', code: -224 });
    await expect(make()).rejects.toMatchObject({
      name: 'SendError',
      message: expect.stringContaining('gói cao hơn'),
    });
    expect(bench.fake.violations).toEqual([]);
  });

  test('nothing is a tap where there are no buttons', () => {
    expect(inGroup('#0198c1f2.1').body).toEqual({ kind: 'text', text: '#0198c1f2.1' });
  });
});

describe('what is not ours or not understood', () => {
  test('events of another app or another OA are ignored', () => {
    const text = { message: { text: 'a', msg_id: 'm' } };
    expect(parse('user_send_text', { ...text, app_id: '1' })).toEqual({
      kind: 'ignored',
      event: 'foreign-app',
    });
    expect(parse('user_send_text', { ...text, recipient: { id: '1' } })).toEqual({
      kind: 'ignored',
      event: 'foreign-oa',
    });
  });

  test('an unknown event and an odd shape are unreadable, with the same id when they come again', () => {
    const odd = parseBody({ event_name: 'user_flies' });
    expect(odd).toMatchObject({ kind: 'unreadable', why: 'unknown: user_flies' });
    expect(parseBody({ event_name: 'user_flies' })).toEqual(odd);
    expect(parseBody({ event_name: 'user_send_text', sender: 7 })).toMatchObject({
      kind: 'unreadable',
      why: 'shape: user_send_text',
    });
    expect(parseBody({ hello: 'bí mật' })).toMatchObject({ kind: 'unreadable', why: 'no-name' });
  });

  test('a signed body that is no JSON is known to be signed, and then refused as no JSON', () => {
    const request = asRaw(bench.fake.sign('{"timestamp":"1758772193402", oops', '1758772193402'));
    expect(bench.platform.verify(request)).toBe(true);
    expect(() => bench.platform.parse(request)).toThrow(NotJson);
  });

  test('a signature begun with the OA id is taken, and told of once', async () => {
    const lines: string[] = [];
    const { fake, platform } = await zaloBench({ warn: (line) => lines.push(line) });
    const { oaId, oaSecretKey } = fake.identity;
    const body = '{"timestamp":"1758772193402"}';
    const mac = createHash('sha256').update(`${oaId}${body}1758772193402${oaSecretKey}`).digest('hex');
    const request = { headers: { 'x-zevent-signature': `mac=${mac}` }, body: new TextEncoder().encode(body) };
    expect([platform.verify(request), platform.verify(request)]).toEqual([true, true]);
    expect(lines).toHaveLength(1);
    await fake.close();
  });

  test('without an OA secret key nothing is accepted', async () => {
    const { fake, platform } = await zaloBench({ oaSecretKey: '' });
    const mac = createHash('sha256').update(`${fake.identity.appId}{}`).digest('hex');
    const request = { headers: { 'x-zevent-signature': mac }, body: new TextEncoder().encode('{}') };
    expect(platform.verify(request)).toBe(false);
    await fake.close();
  });
});
