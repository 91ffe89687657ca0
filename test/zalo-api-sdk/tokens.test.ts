import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  exchangeCode,
  fixedToken,
  type OAuthOptions,
  oaClient,
  permissionUrl,
  pkce,
  refreshPair,
  type TokenPair,
  tokenSource,
  ZaloApiError,
  ZaloGrantError,
  ZaloNetworkError,
} from '../../src/zalo-api-sdk/index.ts';
import { type FakeZalo, startFakeZalo } from '../helpers/fake-zalo.ts';
import { type MemoryStore, memoryStore } from './memory-store.ts';

const HOUR = 3_600_000;
const START = 1_758_772_193_402;
let zalo: FakeZalo;
let store: MemoryStore;
let clock: number;
const now = () => clock;

beforeEach(async () => {
  zalo = await startFakeZalo();
  clock = START;
  store = memoryStore({ ...zalo.issueTokens(), obtainedAt: START, expiresAt: START + 25 * HOUR });
});
afterEach(() => zalo.close());

const oauth = (): OAuthOptions => ({
  appId: zalo.identity.appId,
  appSecret: zalo.identity.appSecret,
  root: zalo.url,
  timeoutMs: 20_000,
  now,
});
const source = (onProblem?: (problem: ZaloGrantError) => void) =>
  tokenSource({
    store,
    refresh: (token) => refreshPair(oauth(), token),
    now,
    ...(onProblem ? { onProblem } : {}),
  });
const client = (tokens = source()) => oaClient({ tokens, apiRoot: zalo.url, timeoutMs: 20_000, now });
const say = (c: ReturnType<typeof client>) => c.send({ userId: '7300' }, { kind: 'text', text: 'Chào bác' });
const seedOnly = (refreshToken: string): TokenPair => ({
  accessToken: '',
  refreshToken,
  obtainedAt: 0,
  expiresAt: 0,
});

describe('OAuth', () => {
  it('makes the permission address with a PKCE challenge and nothing else', () => {
    const { verifier, challenge } = pkce('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk');
    // The example pair of RFC 7636, appendix B.
    expect(challenge).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
    expect(verifier).toHaveLength(43);
    const url = new URL(
      permissionUrl({ appId: '1', redirectUri: 'https://a.vn/cb?x=1', challenge, state: 's' }),
    );
    expect(url.origin + url.pathname).toBe('https://oauth.zaloapp.com/v4/oa/permission');
    expect([...url.searchParams.keys()]).toEqual(['app_id', 'redirect_uri', 'code_challenge', 'state']);
    expect(pkce().verifier).toMatch(/^[\w-]{43}$/);
    expect(pkce().verifier).not.toBe(pkce().verifier);
  });

  it('trades a code for a pair; expires_in is a string of seconds', async () => {
    const pair = await exchangeCode(oauth(), 'code', 'verifier');
    expect(pair.expiresAt - pair.obtainedAt).toBe(25 * HOUR);
    expect(zalo.calls[0]?.headers.secret_key).toBe(zalo.identity.appSecret);
    expect(zalo.calls[0]?.body).toEqual({
      app_id: zalo.identity.appId,
      code: 'code',
      code_verifier: 'verifier',
      grant_type: 'authorization_code',
    });
  });

  it('calls a refusal permanent and a broken line passing', async () => {
    await expect(refreshPair(oauth(), 'not ours')).rejects.toThrow(ZaloGrantError);
    zalo.failNext({ status: 503 });
    await expect(refreshPair(oauth(), 'x')).rejects.toThrow(ZaloNetworkError);
    zalo.failNext({ drop: true });
    await expect(refreshPair(oauth(), 'x')).rejects.toThrow(ZaloNetworkError);
    zalo.failNext({ status: 200 });
    await expect(refreshPair(oauth(), 'x')).rejects.toThrow(ZaloGrantError);
  });
});

describe('token source', () => {
  it('makes no OAuth call while the token is young', async () => {
    await say(client());
    expect(zalo.refreshes().granted).toBe(0);
  });

  it('refreshes before the first call when only a refresh token is known', async () => {
    store.pair = seedOnly(zalo.issueTokens().refreshToken);
    await say(client());
    expect(zalo.refreshes()).toEqual({ granted: 1, refused: 0 });
    expect(store.commits).toBe(1);
  });

  it('refreshes from 20 hours of age on', async () => {
    const c = client();
    clock = START + 20 * HOUR - 1;
    await say(c);
    expect(zalo.refreshes().granted).toBe(0);
    clock = START + 20 * HOUR;
    await say(c);
    expect(zalo.refreshes().granted).toBe(1);
    expect(store.pair?.obtainedAt).toBe(clock);
  });

  it.each([-216, -220])('refreshes once on %d and repeats the call once', async (code) => {
    zalo.failNext({ call: 'v3.0/oa/message/cs', code });
    await say(client());
    expect(zalo.refreshes()).toEqual({ granted: 1, refused: 0 });
    expect(zalo.sent()).toHaveLength(1);
  });

  it('gives up after one repeat, and does not burn another refresh token on the next message', async () => {
    const c = client();
    zalo.failNext({ call: 'v3.0/oa/message/cs', code: -216, times: 3 });
    await expect(say(c)).rejects.toThrow(ZaloApiError);
    await expect(say(c)).rejects.toThrow(ZaloApiError);
    expect(zalo.refreshes().granted).toBe(1);
    await say(c);
    expect(zalo.sent()).toHaveLength(1);
  });

  it('spends one refresh token for twenty calls at once', async () => {
    zalo.expireAccess();
    const c = client();
    await Promise.all(Array.from({ length: 20 }, () => say(c)));
    expect(zalo.refreshes()).toEqual({ granted: 1, refused: 0 });
    expect(zalo.sent()).toHaveLength(20);
  });

  it('spends one refresh token for two processes that share a store', async () => {
    zalo.expireAccess();
    const [a, b] = [client(source()), client(source())];
    await Promise.all([say(a), say(b), say(a), say(b)]);
    expect(zalo.refreshes()).toEqual({ granted: 1, refused: 0 });
    expect(store.commits).toBe(1);
    expect(zalo.sent()).toHaveLength(4);
  });

  it('takes the pair another process committed without any OAuth call', async () => {
    const [a, b] = [client(source()), client(source())];
    await say(a);
    await say(b);
    zalo.expireAccess();
    await say(a);
    await say(b);
    expect(zalo.refreshes()).toEqual({ granted: 1, refused: 0 });
  });

  it('uses a new pair only after it is committed', async () => {
    store.pair = seedOnly(zalo.issueTokens().refreshToken);
    store.failCommit = true;
    const c = client();
    await expect(say(c)).rejects.toThrow('connection lost at commit');
    expect(zalo.calls.map((call) => call.host)).toEqual(['oauth']);
    // The pair that could not be saved is offered again: the spent token is not sent a second time.
    await say(c);
    expect(zalo.refreshes()).toEqual({ granted: 1, refused: 0 });
    expect(zalo.sent()).toHaveLength(1);
  });

  it('asks Zalo once about a dead refresh token, however many messages wait, and says so once', async () => {
    store.pair = seedOnly('rt_dead');
    const problems: ZaloGrantError[] = [];
    const tokens = source((problem) => problems.push(problem));
    const c = client(tokens);
    for (let i = 0; i < 3; i++) await expect(say(c)).rejects.toThrow(ZaloGrantError);
    expect(zalo.refreshes().refused).toBe(1);
    expect(problems).toHaveLength(1);
    expect(tokens.problem()).toBe(problems[0]);
    // An admin grants the app again.
    store.pair = seedOnly(zalo.issueTokens().refreshToken);
    await say(c);
    expect(tokens.problem()).toBeNull();
  });

  it('keeps answering with a living token when an early refresh fails', async () => {
    const c = client();
    clock = START + 21 * HOUR;
    zalo.failNext({ call: 'v4/oa/access_token', status: 502 });
    await say(c);
    await say(c);
    expect(zalo.sent()).toHaveLength(2);
    expect(zalo.calls.filter((call) => call.host === 'oauth')).toHaveLength(1);
    clock += 60_000;
    await say(c);
    expect(zalo.refreshes().granted).toBe(1);
  });

  it('fails for good when the answer to a refresh was lost after Zalo spent the token', async () => {
    store.pair = seedOnly(zalo.issueTokens().refreshToken);
    const c = client();
    zalo.failNext({ call: 'v4/oa/access_token', loseAnswer: true });
    await expect(say(c)).rejects.toThrow(ZaloNetworkError);
    await expect(say(c)).rejects.toThrow(ZaloGrantError);
    expect(zalo.refreshes()).toEqual({ granted: 1, refused: 1 });
  });

  it('says that the OA was never granted when there is no pair', async () => {
    store.pair = null;
    await expect(say(client())).rejects.toThrow(ZaloGrantError);
    expect(zalo.calls).toHaveLength(0);
  });

  it('never refreshes a fixed token', async () => {
    await expect(say(client(fixedToken('wrong')))).rejects.toThrow(ZaloGrantError);
    expect(zalo.calls.some((call) => call.host === 'oauth')).toBe(false);
  });
});
