/**
 * A strict stand-in for Zalo on 127.0.0.1: OA API, uploads, OAuth, ZBS, Bot Platform and media on one address, so
 * `url` serves for every `ZALO_*_ROOT`. Errors come in a 200 as Zalo's do; a refresh token works once; an unknown
 * member, a number for an id, a sixth button or text over 2,000 code points is refused and noted in `violations`.
 *
 *     const zalo = await startFakeZalo();
 *     zalo.failNext({ call: 'v3.0/oa/message/cs', code: -216 });
 *     const { body, headers } = zalo.event('user_send_text', { message: { text: 'xin chào', msg_id: 'm1' } });
 *     await fetch(`${app}/webhook/zalo`, { method: 'POST', body, headers });
 *     const [reply] = await zalo.waitForSent(1);
 *     await zalo.close();
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from './fake-zalo/serve.ts';
import {
  type FakeSent,
  type Fault,
  type Identity,
  type IssuedTokens,
  issue,
  newState,
  type RecordedCall,
  type State,
} from './fake-zalo/state.ts';

export type { FakeSent, Fault, Identity, IssuedTokens, RecordedCall } from './fake-zalo/state.ts';

export interface SignedRequest {
  readonly body: string;
  readonly headers: Record<string, string>;
}

export interface FakeZalo {
  /** scheme, host and port */
  readonly url: string;
  /** ids and secrets the fake expects; the environment of the program under test is made from them */
  readonly identity: Identity;
  /** the environment variables that point the program at this fake, first refresh token included */
  env(): Record<string, string>;
  readonly calls: readonly RecordedCall[];
  /** messages taken so far, oldest first */
  sent(): readonly FakeSent[];
  /** resolves once so many messages were taken in all (or a predicate holds), rejects after `timeoutMs` */
  waitForSent(
    enough: number | ((sent: readonly FakeSent[]) => boolean),
    timeoutMs?: number,
  ): Promise<readonly FakeSent[]>;
  /** the next matching call (or `times` of them) goes wrong */
  failNext(fault: Fault): void;
  /** every message to this user, group or chat is refused with the code, until 0 */
  refuse(to: string, code: number): void;
  /** every message with buttons is refused with the code (-201, -233), until 0 */
  refuseButtons(code: number): void;
  /** a valid pair, as if an admin had just granted the app */
  issueTokens(): IssuedTokens;
  /** all access tokens answer -220 from now on; refresh tokens stay good */
  expireAccess(): void;
  /** all uploads answer -100 from now on */
  expireUploads(): void;
  /** refreshes granted, and those refused because the refresh token was spent or foreign */
  refreshes(): { readonly granted: number; readonly refused: number };
  /** what was said off protocol; a good test ends with this empty */
  readonly violations: readonly string[];
  readonly uploads: ReadonlyMap<
    string,
    { readonly name: string; readonly mime: string; readonly bytes: Uint8Array }
  >;
  webhook(): { readonly url: string; readonly secret: string } | null;
  /** serve bytes under a path; gives the whole address */
  addMedia(path: string, bytes: Uint8Array, mime?: string): string;
  /** an OA event with the usual members filled in, signed */
  event(name: string, members?: Readonly<Record<string, unknown>>): SignedRequest;
  /** any body, signed as an OA event */
  sign(body: string, timestamp?: string): SignedRequest;
  /** a Bot Platform body with its secret header */
  botEvent(body: Readonly<Record<string, unknown>>): SignedRequest;
  close(): Promise<void>;
}

const DEFAULTS: Identity = {
  appId: '2890112233445566778',
  appSecret: 'AppSecretExample0001',
  oaId: '4100112233445566771',
  oaSecretKey: 'OASecretKeyExample0001',
  botToken: '100200300:BotTokenExample0001',
  botSecret: 'bot-webhook-secret',
};

export async function startFakeZalo(options: Partial<Identity> = {}): Promise<FakeZalo> {
  const state = newState({ ...DEFAULTS, ...options });
  const { identity } = state;
  const server = createServer((request, response) => {
    serve(state, request, response).catch((error: unknown) => {
      state.violations.push(`the fake itself failed: ${String(error)}`);
      response.destroy();
    });
  });
  // a slow test must not find its connection closed under its feet
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const sign = (body: string, timestamp = timestampOf(body)): SignedRequest => ({
    body,
    headers: {
      'content-type': 'application/json',
      'x-zevent-signature': `mac=${createHash('sha256')
        .update(identity.appId + body + timestamp + identity.oaSecretKey)
        .digest('hex')}`,
    },
  });

  return {
    url,
    identity,
    env: () => ({
      ZALO_APP_ID: identity.appId,
      ZALO_APP_SECRET: identity.appSecret,
      ZALO_OA_ID: identity.oaId,
      ZALO_OA_SECRET_KEY: identity.oaSecretKey,
      ZALO_REFRESH_TOKEN: issue(state).refreshToken,
      ZALO_API_ROOT: url,
      ZALO_OAUTH_ROOT: url,
      ZALO_ZBS_ROOT: url,
      ZALO_BOT_TOKEN: identity.botToken,
      ZALO_BOT_WEBHOOK_SECRET: identity.botSecret,
      ZALO_BOT_API_ROOT: url,
    }),
    calls: state.calls,
    sent: () => state.sent,
    waitForSent: (enough, timeoutMs = 25_000) => waitForSent(state, enough, timeoutMs),
    failNext: (fault) => {
      state.faults.push({ fault, left: fault.times ?? 1 });
    },
    refuse: (to, code) => {
      if (code === 0) state.refusals.delete(to);
      else state.refusals.set(to, code);
    },
    refuseButtons: (code) => {
      state.buttonsCode = code;
    },
    issueTokens: () => issue(state),
    expireAccess: () => {
      for (const token of state.access.keys()) state.access.set(token, 'expired');
    },
    expireUploads: () => {
      for (const upload of state.uploads.values()) upload.expired = true;
    },
    refreshes: () => ({ granted: state.refreshes, refused: state.badRefreshes }),
    violations: state.violations,
    uploads: state.uploads,
    webhook: () => state.webhook,
    addMedia: (path, bytes, mime = 'application/octet-stream') => {
      state.media.set(path, { bytes, mime });
      return `${url}${path}`;
    },
    event: (name, members = {}) =>
      sign(
        JSON.stringify({
          app_id: identity.appId,
          event_name: name,
          timestamp: '1758772193402',
          sender: { id: '7300112233445566772' },
          recipient: { id: identity.oaId },
          ...members,
        }),
      ),
    sign,
    botEvent: (body) => ({
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'x-bot-api-secret-token': identity.botSecret },
    }),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function timestampOf(body: string): string {
  return /"timestamp"\s*:\s*"?(\d+)/.exec(body)?.[1] ?? '';
}

function waitForSent(
  state: State,
  enough: number | ((sent: readonly FakeSent[]) => boolean),
  timeoutMs: number,
): Promise<readonly FakeSent[]> {
  const holds = () => (typeof enough === 'number' ? state.sent.length >= enough : enough(state.sent));
  if (holds()) return Promise.resolve(state.sent);
  return new Promise((done, fail) => {
    const timer = setTimeout(() => {
      state.listeners.delete(look);
      fail(new Error(`only ${state.sent.length} messages were sent within ${timeoutMs} ms`));
    }, timeoutMs);
    const look = () => {
      if (!holds()) return;
      clearTimeout(timer);
      state.listeners.delete(look);
      done(state.sent);
    };
    state.listeners.add(look);
  });
}
