import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  GROUP_CHANGES,
  parseBotUpdate,
  parseWebhook,
  type WebhookEvent,
} from '../../src/zalo-api-sdk/index.ts';

interface Recorded {
  event: string;
  body: Record<string, unknown>;
}
const lines = readFileSync(new URL('../fixtures/zalo/events.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n');
const recorded: Recorded[] = lines.map((line) => JSON.parse(line));

/** What each recorded event must turn into, in the order of the file; a line is `event -> kind and telling part`. */
const EXPECTED: readonly string[] = [
  'user_send_text -> message private "Cho hỏi thủ tục đăng ký khai sinh"',
  'user_send_text -> message private "Đúng rồi ạ" quote 5f3a2b1c0d9e8f7a6b5c',
  'user_send_text -> message private "#menu_khai_sinh"',
  'user_send_image -> message private "Ổ gà trước nhà số 12" image',
  'user_send_gif -> message private gif',
  'user_send_link -> message private "https://dichvucong.gov.vn" link',
  'user_send_audio -> message private audio',
  'user_send_video -> message private video',
  'user_send_sticker -> message private sticker',
  'user_send_location -> message private "Vị trí của tôi" location',
  'user_send_file -> message private file',
  'user_send_business_card -> message private card',
  'user_received_message -> received chat 1',
  'user_seen_message -> seen chat 2',
  'user_reacted_message -> reaction user /-heart',
  'oa_reacted_message -> reaction oa /-strong',
  'follow -> follow',
  'unfollow -> unfollow',
  'user_click_chatnow -> chatnow',
  'user_submit_info -> submit-info 84900000000 Phường Mẫu',
  'user_submit_info -> submit-info 84900000000 Phường Mẫu',
  'update_user_info -> account',
  'add_user_to_tag -> account',
  'remove_user_from_tag -> account',
  'remove_tag -> account',
  'user_withdraw -> withdraw',
  'permission_revoked -> account',
  'oa_send_text -> echo private by 8100112233445566774',
  'oa_send_text -> echo private',
  'oa_send_image -> echo private',
  'oa_send_file -> echo private',
  'oa_send_sticker -> echo private',
  'oa_send_list -> echo private',
  'oa_send_template -> echo private',
  'anonymous_send_text -> message anonymous "Xin hỏi giờ làm việc"',
  'oa_send_anonymous_text -> echo anonymous',
  'user_send_group_text -> message group "[@4100112233445566771] tổ 3 mất nước từ sáng"',
  'user_send_group_image -> message group image',
  'user_send_group_file -> message group file',
  'user_send_group_location -> message group location',
  'oa_send_group_text -> echo group',
  'create_group -> group created 0',
  'user_join_group -> group joined 1',
  'user_request_join_group -> group requested 1',
  'accept_request_join_group -> group accepted 1',
  'reject_request_join_group -> group rejected 1',
  'add_group_admin -> group admin-added 1',
  'remove_group_admin -> group admin-removed 1',
  'update_group_info -> group updated 0',
  'user_out_group -> group left 1',
  'delete_group -> group deleted 0',
  'user_received_message -> received template 1',
  'user_feedback -> account',
  'user_click_response_button -> account',
  'change_template_status -> account',
  'change_template_quality -> account',
  'change_oa_daily_quota -> account',
  'oa_send_consent -> account',
  'user_reply_consent -> account',
  'user_call_oa -> account',
  'bot:message.text.received -> bot private text',
  'bot:message.text.received -> bot private text',
  'bot:message.image.received -> bot private photo',
  'bot:message.image.received -> bot private photo',
  'bot:message.sticker.received -> bot private sticker',
  'bot:message.voice.received -> bot private voice',
  'bot:message.unsupported.received -> bot private unsupported',
  'bot:message.text.received -> bot group text',
];

function tell(event: WebhookEvent): string {
  switch (event.kind) {
    case 'message': {
      const text = event.text ? ` "${event.text}"` : '';
      const quote = event.quoteMsgId ? ` quote ${event.quoteMsgId}` : '';
      return `message ${event.where}${text}${quote}${event.attachments.map((a) => ` ${a.kind}`).join('')}`;
    }
    case 'echo':
      return `echo ${event.where}${event.adminId ? ` by ${event.adminId}` : ''}`;
    case 'received':
    case 'seen':
      return `${event.kind} ${event.of} ${event.msgIds.length}`;
    case 'reaction':
      return `reaction ${event.by} ${event.icon}`;
    case 'submit-info':
      return `submit-info ${event.info.phone} ${event.info.ward}`;
    case 'group':
      return `group ${event.change} ${event.userIds.length}`;
    case 'follow':
    case 'unfollow':
    case 'chatnow':
    case 'withdraw':
    case 'account':
      return event.kind;
  }
}

function outcome({ event, body }: Recorded): string {
  const text = JSON.stringify(body);
  if (event.startsWith('bot:')) {
    const update = parseBotUpdate(text);
    return `${event} -> ${update.kind === 'message' ? `bot ${update.message.chat.kind} ${update.message.content.kind}` : update.kind}`;
  }
  const parsed = parseWebhook(text);
  return `${event} -> ${parsed.ok ? tell(parsed.event) : parsed.why}`;
}

function message(body: object) {
  const parsed = parseWebhook(JSON.stringify(body));
  if (!parsed.ok || parsed.event.kind !== 'message') throw new Error('not a message');
  return parsed.event;
}

describe('recorded events', () => {
  it('are all there', () => {
    expect(recorded).toHaveLength(68);
    expect(EXPECTED).toHaveLength(68);
  });

  it.each(recorded.map((r, i) => [EXPECTED[i], r] as const))('%s', (expected, r) => {
    expect(outcome(r)).toBe(expected);
  });

  it('keep every id as the string it was, even when Zalo sends bare numbers', () => {
    for (const { body, event } of recorded) {
      if (event.startsWith('bot:')) continue;
      const text = JSON.stringify(body);
      const bare = text.replace(/"(\d{16,})"/g, '$1');
      const [a, b] = [parseWebhook(text), parseWebhook(bare)];
      expect(a.ok && b.ok && tell(a.event) === tell(b.event)).toBe(true);
      const ids = (p: typeof a) =>
        p.ok && p.event.kind !== 'account' ? JSON.stringify({ ...p.event, text: '' }) : '';
      expect(ids(b)).toBe(ids(a));
    }
  });

  it('still parse with members nobody has seen yet', () => {
    recorded.forEach((r, i) => {
      const body = { ...r.body, something_new: { deep: [1] } };
      expect(outcome({ event: r.event, body })).toBe(EXPECTED[i]);
    });
  });
});

describe('webhook parsing', () => {
  it.each([...GROUP_CHANGES])('maps the group event %s to %s', (name, change) => {
    const parsed = parseWebhook(JSON.stringify({ event_name: name, group_id: 'g', users: [{ id: 'u' }] }));
    expect(parsed.ok && parsed.event).toMatchObject({ kind: 'group', change, groupId: 'g', userIds: ['u'] });
  });

  it('finds the group id in any of its three places', () => {
    const base = { event_name: 'user_send_group_text', sender: { id: 'u' }, message: { text: 'a' } };
    expect(message({ ...base, recipient: { id: 'g' } }).groupId).toBe('g');
    expect(message({ ...base, recipient: { group_id: 'g' } }).groupId).toBe('g');
    expect(message({ ...base, group_id: 'g' }).groupId).toBe('g');
  });

  it('reads an image that is called photo, and every image of a message', () => {
    const attachments = [
      { type: 'photo', payload: { url: 'https://a.zdn.vn/1.jpg' } },
      { type: 'image', payload: { url: 'https://a.zdn.vn/2.jpg' } },
    ];
    const event = message({ event_name: 'user_send_image', sender: { id: 'u' }, message: { attachments } });
    expect(event.attachments.map((a) => a.kind)).toEqual(['image', 'image']);
  });

  it('reads a card whose phone is a number, and coordinates that are numbers', () => {
    const card = { type: 'link', payload: { description: '{"phone":84900000000,"name":"Mẫu"}' } };
    const place = { type: 'location', payload: { coordinates: { latitude: 10.5, longitude: 106.5 } } };
    const of = (event_name: string, attachment: object) =>
      message({ event_name, sender: { id: 'u' }, message: { attachments: [attachment] } }).attachments[0];
    expect(of('user_send_business_card', card)).toEqual({ kind: 'card', phone: '84900000000', name: 'Mẫu' });
    expect(of('user_send_location', place)).toEqual({ kind: 'location', latitude: 10.5, longitude: 106.5 });
  });

  it.each([
    [
      'a latitude that is no number',
      { type: 'location', payload: { coordinates: { latitude: 'x', longitude: '1' } } },
    ],
    [
      'a latitude off the globe',
      { type: 'location', payload: { coordinates: { latitude: '91', longitude: '1' } } },
    ],
    ['an image without an address', { type: 'image', payload: {} }],
    ['a payload that is a string', { type: 'image', payload: 'x' }],
    ['a kind nobody knows', { type: 'hologram', payload: { url: 'https://a' } }],
    ['no object at all', 7],
  ])('keeps an attachment with %s as other, not as an error', (_, attachment) => {
    const event = message({
      event_name: 'user_send_x',
      sender: { id: 'u' },
      message: { attachments: [attachment] },
    });
    expect(event.attachments.map((a) => a.kind)).toEqual(['other']);
  });

  it.each([
    ['[]', 'not-json'],
    ['nope', 'not-json'],
    ['"user_send_text"', 'not-json'],
    ['{}', 'no-name'],
    ['{"event_name":7}', 'no-name'],
    ['{"event_name":"Xin chào"}', 'no-name'],
    ['{"event_name":"user_flies"}', 'unknown'],
    ['{"event_name":"user_send_text"}', 'shape'],
    ['{"event_name":"user_send_text","sender":"x"}', 'shape'],
    ['{"event_name":"user_send_text","sender":{"id":"a\\u0000b"}}', 'shape'],
    ['{"event_name":"user_send_group_text","sender":{"id":"u"}}', 'shape'],
    ['{"event_name":"follow"}', 'shape'],
    ['{"event_name":"create_group"}', 'shape'],
  ])('tells %s apart as %s', (text, why) => {
    expect(parseWebhook(text)).toMatchObject({ ok: false, why });
  });

  it.each([
    ['1758772193402', 1758772193402],
    ['175877219340', null],
    ['', null],
    ['99999999999999', null],
    ['soon', null],
  ])('reads the timestamp %j as %j', (timestamp, at) => {
    expect(message({ event_name: 'user_send_text', timestamp, sender: { id: 'u' } }).at).toBe(at);
  });

  it('never throws on arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (raw) => {
        expect(parseWebhook(raw).ok).toBe(false);
        expect(['not-json', 'unreadable']).toContain(parseBotUpdate(raw).kind);
      }),
    );
  });

  it('never throws on arbitrary JSON put in place of any member of a recorded event', () => {
    const body = fc.constantFrom(...recorded.map((r) => r.body));
    const paths = fc.constantFrom(
      'sender',
      'recipient',
      'message',
      'timestamp',
      'info',
      'users',
      'result',
      'follower',
    );
    fc.assert(
      fc.property(body, paths, fc.jsonValue(), (whole, path, value) => {
        const text = JSON.stringify({ ...whole, [path]: value });
        expect(typeof parseWebhook(text).ok).toBe('boolean');
        expect(typeof parseBotUpdate(text).kind).toBe('string');
      }),
    );
  });
});

describe('Bot Platform updates', () => {
  const base = {
    message_id: 'm1',
    date: 1758772193402,
    chat: { id: 'c1', chat_type: 'PRIVATE' },
    from: { id: 'u1', display_name: 'Mẫu', is_bot: false },
  };
  const update = (event_name: string, more: object) =>
    parseBotUpdate(JSON.stringify({ event_name, message: { ...base, ...more } }));

  it('reads the same message flat and enveloped', () => {
    const flat = { event_name: 'message.text.received', message: { ...base, text: 'a' } };
    expect(parseBotUpdate(JSON.stringify({ ok: true, result: flat }))).toEqual(
      parseBotUpdate(JSON.stringify(flat)),
    );
  });

  it.each(['photo', 'photo_url'])('reads an image under %s', (member) => {
    const read = update('message.image.received', { [member]: 'https://a.zdn.vn/1.jpg', caption: 'Ổ gà' });
    expect(read.kind === 'message' && read.message.content).toEqual({
      kind: 'photo',
      url: 'https://a.zdn.vn/1.jpg',
      caption: 'Ổ gà',
    });
  });

  it('takes a date in seconds as seconds', () => {
    const read = update('message.text.received', { text: 'a', date: 1758772193 });
    expect(read.kind === 'message' && read.message.at).toBe(1758772193000);
  });

  it('passes by an event without a message and a reaction', () => {
    expect(parseBotUpdate('{"event_name":"message.unsupported.received"}').kind).toBe('other');
    expect(update('message.reaction.received', {}).kind).toBe('other');
  });

  it.each([
    ['{"ok":true,"result":{}}', 'no-name'],
    [
      '{"event_name":"message.hologram.received","message":{"message_id":"1","chat":{"id":"c"},"from":{"id":"u"}}}',
      'unknown',
    ],
    ['{"event_name":"message.text.received","message":{}}', 'shape'],
  ])('calls %s unreadable: %s', (text, why) => {
    expect(parseBotUpdate(text)).toMatchObject({ kind: 'unreadable', why });
  });
});
