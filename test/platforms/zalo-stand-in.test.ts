/** The stand-in for Zalo must be stricter than our own code, or its tests prove nothing. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeZalo, startFakeZalo } from '../helpers/fake-zalo.ts';

let fake: FakeZalo;
let token: string;
beforeEach(async () => {
  fake = await startFakeZalo();
  token = fake.issueTokens().accessToken;
});
afterEach(() => fake.close());

async function post(path: string, body: unknown, headers: Record<string, string> = { access_token: token }) {
  const response = await fetch(`${fake.url}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { error?: number; error_code?: number };
  return { status: response.status, code: answer.error ?? answer.error_code };
}
const CS = 'v3.0/oa/message/cs';
const to = { user_id: '73' };
const refused = (code: number) => ({ status: 200, code });
const buttons = (n: number, more: object = {}) => ({
  recipient: to,
  message: {
    text: 'a',
    attachment: {
      type: 'template',
      payload: {
        buttons: Array.from({ length: n }, () => ({
          title: 'a',
          type: 'oa.query.hide',
          payload: '#a',
          ...more,
        })),
      },
    },
  },
});

describe('the stand-in refuses, in a 200', () => {
  test.each([
    ['a wrong token', { access_token: 'x' }, -216],
    ['no token', {}, -216],
    ['a bearer token', { authorization: 'Bearer x' }, -216],
    ['a wrong appsecret_proof', { appsecret_proof: '00' }, -242],
  ])('%s', async (_, headers, code) => {
    const all: Record<string, string> = code === -242 ? { access_token: token, ...headers } : { ...headers };
    expect(await post(CS, { recipient: to, message: { text: 'a' } }, all)).toEqual(refused(code));
  });

  test('a token that has expired', async () => {
    fake.expireAccess();
    expect(await post(CS, { recipient: to, message: { text: 'a' } })).toEqual(refused(-220));
  });

  test.each([
    ['an id that is a number', { recipient: { user_id: 73 }, message: { text: 'a' } }],
    ['an unknown member', { recipient: to, message: { text: 'a', parse_mode: 'html' } }],
    ['a sixth button', buttons(6)],
    ['a title over 100', buttons(1, { title: 'a'.repeat(101) })],
    ['a button of an unknown type', buttons(1, { type: 'oa.click' })],
    [
      'an attachment nobody uploaded',
      { recipient: to, message: { attachment: { type: 'file', payload: { token: 'x' } } } },
    ],
  ])('%s', async (_, body) => {
    expect(await post(CS, body)).toEqual(refused(-201));
    expect(fake.sent()).toEqual([]);
  });

  test('text over 2,000 code points, and buttons in a group', async () => {
    expect(await post(CS, { recipient: to, message: { text: '🏠'.repeat(2000) } })).toEqual(refused(0));
    expect(await post(CS, { recipient: to, message: { text: 'a'.repeat(2001) } })).toEqual(refused(-210));
    const group = { ...buttons(1), recipient: { group_id: 'g' } };
    expect(await post('v3.0/oa/group/message', group)).toEqual(refused(-201));
  });

  test('text that is not NFC is taken and noted', async () => {
    await post(CS, { recipient: to, message: { text: 'ệ'.normalize('NFD') } });
    expect(fake.violations).toEqual([`${CS}: text is not NFC`]);
  });

  test('a call it does not know', async () => {
    expect(await post('v3.0/oa/upload/image', {})).toEqual(refused(-404));
  });

  test('a Bot Platform token that is not the one', async () => {
    expect(await post('bot1:x/sendMessage', { chat_id: 'c', text: 'a' }, {})).toEqual(refused(401));
    const path = `bot${fake.identity.botToken}/sendMessage`;
    expect(await post(path, { chat_id: 'c', text: 'a', reply_markup: {} }, {})).toEqual(refused(400));
  });
});

describe('tokens of the stand-in', () => {
  const refresh = async (refresh_token: string, secret = fake.identity.appSecret) => {
    const response = await fetch(`${fake.url}/v4/oa/access_token`, {
      method: 'POST',
      headers: { secret_key: secret },
      body: new URLSearchParams({ refresh_token, app_id: fake.identity.appId, grant_type: 'refresh_token' }),
    });
    return (await response.json()) as { access_token?: string; error?: number };
  };

  test('a refresh token works once, and the old access token dies with it', async () => {
    const { accessToken, refreshToken } = fake.issueTokens();
    expect((await refresh(refreshToken)).access_token).toMatch(/^at_/);
    expect((await refresh(refreshToken)).error).toBe(-14014);
    expect(fake.refreshes()).toEqual({ granted: 1, refused: 1 });
    const old = { access_token: accessToken };
    expect(await post(CS, { recipient: to, message: { text: 'a' } }, old)).toEqual(refused(-216));
  });

  test('a wrong app secret is refused', async () => {
    expect((await refresh(fake.issueTokens().refreshToken, 'x')).error).toBe(-14002);
  });
});

describe('tools of the stand-in', () => {
  test('waiting for messages ends when they are there, or with how many there were', async () => {
    const waiting = fake.waitForSent(1);
    await post(CS, { recipient: to, message: { text: 'a' } });
    expect(await waiting).toHaveLength(1);
    await expect(fake.waitForSent(2, 10)).rejects.toThrow('only 1 messages');
  });

  test('media are served under their path', async () => {
    const url = fake.addMedia('/a.jpg', Uint8Array.from([1, 2]), 'image/jpeg');
    const response = await fetch(url);
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(Uint8Array.from([1, 2]));
  });

  test('a scripted fault strikes the call it names, as often as it says', async () => {
    fake.failNext({ call: CS, code: -32, times: 2 });
    const ask = () => post(CS, { recipient: to, message: { text: 'a' } });
    expect(await post('v3.0/oa/quota/message', { user_id: '73' })).toEqual(refused(0));
    expect([await ask(), await ask(), await ask()].map((a) => a.code)).toEqual([-32, -32, 0]);
  });
});
