import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  botClient,
  ERROR_TABLE,
  fixedToken,
  lookUp,
  oaClient,
  phone84,
  ZaloApiError,
  ZaloNetworkError,
} from '../../src/zalo-api-sdk/index.ts';
import { type FakeZalo, startFakeZalo } from '../helpers/fake-zalo.ts';

let zalo: FakeZalo;
let token: string;
beforeEach(async () => {
  zalo = await startFakeZalo();
  token = zalo.issueTokens().accessToken;
});
afterEach(async () => {
  const { violations } = zalo;
  await zalo.close();
  expect(violations).toEqual([]);
});

const oa = (more: object = {}) =>
  oaClient({ tokens: fixedToken(token), apiRoot: zalo.url, zbsRoot: zalo.url, ...more });
const user = { userId: '7300112233445566772' };
const png = { bytes: Uint8Array.from([1, 2, 3]), name: 'a.png', mime: 'image/png' };

describe('messages of an OA', () => {
  it('sends text with a quote and every kind of button', async () => {
    const sent = await oa().send(user, {
      kind: 'text',
      text: 'Chọn thủ tục:',
      quoteMessageId: 'm1',
      buttons: [
        { type: 'oa.query.hide', title: 'Khai sinh', payload: '#1' },
        { type: 'oa.open.url', title: 'Cổng', url: 'https://dichvucong.gov.vn' },
        { type: 'oa.open.phone', title: 'Gọi', phoneCode: '842438000000' },
        { type: 'oa.open.sms', title: 'Nhắn', phoneCode: '84900000000', content: 'XN' },
      ],
    });
    expect(zalo.sent()[0]).toMatchObject({ id: sent.messageId, to: user.userId, quote: 'm1' });
    expect(zalo.sent()[0]?.buttons).toHaveLength(4);
    expect(sent.quota).toEqual({ type: 'reply', remain: '7', total: '8' });
    expect(zalo.calls[0]?.headers.access_token).toBe(token);
  });

  it('sends uploaded images, gifs and files, an image by address, a sticker and a request for details', async () => {
    const c = oa();
    await c.send(user, { kind: 'image', attachmentId: await c.uploadImage(png), text: 'Bản đồ' });
    const gif = await c.uploadGif({ ...png, mime: 'image/gif' });
    await c.send(user, { kind: 'gif', attachmentId: gif, width: 10, height: 10 });
    await c.send(user, { kind: 'file', token: await c.uploadFile({ ...png, mime: 'application/pdf' }) });
    await c.send(user, { kind: 'image-url', url: 'https://a.vn/1.png' });
    await c.send(user, { kind: 'sticker', stickerId: '46132' });
    await c.send(user, {
      kind: 'request-info',
      title: 'UBND',
      subtitle: 'Xin',
      imageUrl: 'https://a.vn/1.png',
    });
    expect(zalo.sent()).toHaveLength(6);
    expect([...zalo.uploads.values()][0]).toMatchObject({ name: 'a.png', bytes: png.bytes });
  });

  it('sends to a group, and templates by user id and by phone', async () => {
    const c = oa();
    await c.send({ groupId: 'g1' }, { kind: 'text', text: 'Chào bà con' });
    await c.sendTemplate(user.userId, '250001', { ma: 'PA-1' });
    const byPhone = { phone: '0900 000 000', templateId: '1', templateData: {}, trackingId: 'PA-1-done' };
    const sent = await c.sendTemplateByPhone(byPhone);
    expect(zalo.sent().map(({ via, to }) => `${via} ${to}`)).toEqual([
      'group g1',
      `template ${user.userId}`,
      'zbs 84900000000',
    ]);
    expect(sent.msg_id).toBe(zalo.sent()[2]?.id);
    expect((await c.templateStatus('m', '0900000000')).status).toBe(1);
    await expect(c.sendTemplateByPhone({ ...byPhone, phone: '113' })).rejects.toThrow(RangeError);
    await expect(c.sendTemplateByPhone({ ...byPhone, trackingId: 'x'.repeat(49) })).rejects.toThrow(
      RangeError,
    );
  });

  it('takes a success that names no message as sent, or it would be sent twice', async () => {
    const c = oa();
    zalo.failNext({ code: 0 });
    await expect(c.send(user, { kind: 'text', text: 'a' })).resolves.toEqual({ messageId: '' });
  });
});

describe('the OA, its users and groups', () => {
  it('asks who it is, who a user is, and what may be sent', async () => {
    const c = oa();
    expect(await c.getOa()).toMatchObject({ oa_id: zalo.identity.oaId, oa_type: '4' });
    expect(await c.userDetail(user.userId)).toMatchObject({ user_id: user.userId });
    expect((await c.messageQuota(user.userId)).cs_reply).toEqual({ remain: 8, total: 8 });
  });

  it('makes every group call in the shape Zalo wants', async () => {
    const c = oa();
    const made = await c.createGroup({ name: 'Tổ 3', description: '', assetId: 'a', userIds: ['u1'] });
    expect(made.group_id).toBe('g1');
    expect((await c.getGroup('g1')).group_info.total_member).toBe('2');
    expect(await c.listGroups()).toHaveLength(1);
    await c.updateGroup('g1', { name: 'Tổ 4', lockSendMessage: true });
    await c.updateGroupAsset('g1', 'a2');
    await c.inviteToGroup('g1', ['u1']);
    await c.acceptToGroup('g1', ['u1']);
    await c.rejectFromGroup('g1', ['u1']);
    await c.addGroupAdmins('g1', ['u1']);
    await c.removeGroupAdmins('g1', ['u1']);
    expect(await c.listGroupMembers('g1')).toMatchObject([{ user_id: '7300112233445566772' }]);
    expect(await c.listPendingGroupMembers('g1')).toHaveLength(1);
    expect(await c.groupConversation('g1')).toEqual([]);
    expect(await c.recentGroupChats()).toEqual([]);
    expect(await c.groupQuota('gmf10', 'sub_quota')).toMatchObject([{ asset_id: 'asset1' }]);
    await c.deleteGroup('g1');
    expect(zalo.calls.every((call) => call.code === 0)).toBe(true);
  });

  it('signs each call with appsecret_proof when asked to', async () => {
    await oa({ proofSecret: zalo.identity.appSecret }).getOa();
    expect(zalo.calls[0]?.headers.appsecret_proof).toMatch(/^[0-9a-f]{64}$/);
    await expect(oa({ proofSecret: 'wrong' }).getOa()).rejects.toMatchObject({ code: -242, class: 'human' });
  });
});

describe('errors', () => {
  const attempt = (timeoutMs = 20_000) =>
    oa({ timeoutMs }).send(user, { kind: 'text', text: 'Bí mật của bà Hoa' });

  it.each(ERROR_TABLE.filter((e) => e.host === 'oa' && e.class !== 'refresh'))(
    '$code in a 200 is $class',
    async (entry) => {
      zalo.failNext({ code: entry.code });
      await expect(attempt()).rejects.toMatchObject({
        name: 'ZaloApiError',
        code: entry.code,
        class: entry.class,
      });
    },
  );

  it('branches on code and host: -100 is an expired upload on one and passing on the other', () => {
    expect(lookUp('oa', -100)?.class).toBe('reupload');
    expect(lookUp('zbs', -100)?.class).toBe('retry');
    expect(lookUp('oa', -118)).toBeUndefined();
    expect(lookUp('zbs', -118)?.class).toBe('blocked');
  });

  it('lists no code twice for one host', () => {
    const keys = ERROR_TABLE.map((e) => `${e.host}:${e.code}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('treats a code nobody knows as a refusal of this message', async () => {
    zalo.failNext({ code: -99_999 });
    await expect(attempt()).rejects.toMatchObject({ class: 'rejected', code: -99_999 });
  });

  it.each([
    ['a 502 page', { status: 502 }, 'http-502'],
    ['a page where JSON should be', { status: 200 }, 'not-json'],
    ['a cut line', { drop: true } as const, /ECONNRESET|UND_ERR_SOCKET/],
  ])('calls %s passing', async (_, fault, word) => {
    zalo.failNext(fault);
    const error = await attempt().catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ZaloNetworkError);
    expect(error instanceof ZaloNetworkError && error.fault).toMatch(word);
  });

  it('calls silence passing', async () => {
    zalo.failNext({ hang: true });
    await expect(attempt(50)).rejects.toMatchObject({ name: 'ZaloNetworkError', fault: 'timeout' });
  });

  it('calls 429 throttling and passes on how long to wait', async () => {
    zalo.failNext({ status: 429, headers: { 'retry-after': '7' } });
    await expect(attempt()).rejects.toMatchObject({ class: 'throttle', retryAfterMs: 7000 });
  });

  it('never holds a token, a secret or what was said', async () => {
    const dead = oaClient({ tokens: fixedToken(token), apiRoot: 'http://127.0.0.1:1', timeoutMs: 20_000 });
    const bot = botClient({ token: '1:SECRETBOT', root: 'http://[bad' });
    const refusals = [-216, -230, -99_999].map((code) => {
      zalo.failNext({ code });
      return attempt();
    });
    const results = await Promise.allSettled([...refusals, dead.getOa(), bot.getMe()]);
    for (const result of results) {
      expect(result.status).toBe('rejected');
      const error: unknown = result.status === 'rejected' ? result.reason : null;
      const all =
        error instanceof Error ? `${error.stack} ${JSON.stringify(error)} ${String(error.cause)}` : '';
      expect(all).not.toMatch(/at_0|SECRETBOT|Bí mật|AppSecret/);
    }
  });

  it("keeps Zalo's own words out of the message, for a person to ask for", async () => {
    zalo.failNext({ code: -223 });
    const error = await attempt().catch((e: unknown) => e);
    expect(error instanceof ZaloApiError && error.zaloSays()).toBe('refused');
    expect(JSON.stringify(error)).not.toContain('refused"');
  });

  it('does not follow a redirect with the token', async () => {
    zalo.failNext({ status: 302, headers: { location: `${zalo.url}/elsewhere` } });
    await expect(attempt()).rejects.toThrow(ZaloNetworkError);
    expect(zalo.calls).toHaveLength(1);
  });
});

describe('phone numbers for templates', () => {
  it.each([
    ['0912 345 678', '84912345678'],
    ['+84 912 345 678', '84912345678'],
    ['84912345678', '84912345678'],
    ['024.3800.0000', '842438000000'],
    ['113', null],
    ['+1 202 555 0100', null],
    ['0012345678', null],
  ])('%s -> %s', (given, wanted) => {
    expect(phone84(given)).toBe(wanted);
  });
});

describe('Bot Platform client', () => {
  const bot = () => botClient({ token: zalo.identity.botToken, root: zalo.url, timeoutMs: 20_000 });

  it('makes every call in the shape Zalo wants', async () => {
    const b = bot();
    expect(await b.getMe()).toMatchObject({ account_name: 'bot.phuong' });
    const { messageId } = await b.sendMessage('c1', 'Chào bác');
    await b.sendPhoto('c1', 'https://a.vn/1.png', 'Bản đồ');
    await b.sendTyping('c1');
    await b.setWebhook('https://a.vn/webhook/zalo-bot', 'secret-secret');
    expect(await b.getWebhookInfo()).toMatchObject({ url: 'https://a.vn/webhook/zalo-bot' });
    await b.deleteWebhook();
    expect(zalo.sent().map((s) => s.text)).toEqual(['Chào bác', 'Bản đồ']);
    expect(zalo.sent()[0]?.id).toBe(messageId);
  });

  it.each([
    [400, 'rejected'],
    [401, 'human'],
    [403, 'blocked'],
    [408, 'retry'],
    [429, 'quota'],
  ])('error_code %d is %s', async (code, kind) => {
    zalo.failNext({ code });
    await expect(bot().sendMessage('c1', 'a')).rejects.toMatchObject({ code, class: kind });
  });

  it('calls 429 with a time to wait throttling', async () => {
    zalo.failNext({ code: 429, headers: { 'retry-after': '3' } });
    await expect(bot().sendMessage('c1', 'a')).rejects.toMatchObject({
      class: 'throttle',
      retryAfterMs: 3000,
    });
  });

  it.each([{ code: 500 }, { status: 503 }, { status: 200 }, { drop: true } as const])(
    'calls %j passing',
    async (fault) => {
      zalo.failNext(fault);
      await expect(bot().sendMessage('c1', 'a')).rejects.toThrow(ZaloNetworkError);
    },
  );
});
