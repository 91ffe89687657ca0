/** What the fake remembers, and what a test can tell it to do. */
import type { IncomingHttpHeaders } from 'node:http';

export interface Fault {
  /** which call: the path without leading slash (`v3.0/oa/message/cs`, `v4/oa/access_token`, `sendMessage`); any when absent */
  readonly call?: string | RegExp;
  /** Zalo's error code, sent in a 200 */
  readonly code?: number;
  /** a bare HTTP status with an HTML body */
  readonly status?: number;
  /** never answer: the caller's own timeout must end it */
  readonly hang?: true;
  /** cut the connection */
  readonly drop?: true;
  /** do what was asked, then cut the connection: the answer is lost */
  readonly loseAnswer?: true;
  readonly headers?: Readonly<Record<string, string>>;
  /** default 1 */
  readonly times?: number;
}

export interface RecordedCall {
  /** path without leading slash; of the bot, the method alone */
  readonly call: string;
  readonly host: 'oa' | 'zbs' | 'oauth' | 'bot' | 'media';
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly query: Readonly<Record<string, string>>;
  /** parsed JSON, form fields, or for an upload `{name, mime, bytes}` */
  readonly body: unknown;
  /** what was answered: Zalo's code, 0 for success, null when no answer was given */
  code: number | null;
}

export interface FakeButton {
  readonly type: string;
  readonly title: string;
  readonly payload: unknown;
}

/** A message that was taken. */
export interface FakeSent {
  readonly id: string;
  readonly via: 'oa' | 'group' | 'template' | 'zbs' | 'bot';
  /** user id, group id, phone or chat id */
  readonly to: string;
  readonly text: string;
  readonly buttons: readonly FakeButton[];
  readonly quote?: string;
  /** attachment id or token, or address of a photo */
  readonly file?: string;
  readonly template?: { readonly id: string; readonly data: unknown };
}

export interface Identity {
  readonly appId: string;
  readonly appSecret: string;
  readonly oaId: string;
  readonly oaSecretKey: string;
  readonly botToken: string;
  readonly botSecret: string;
}

export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

export interface State {
  readonly identity: Identity;
  readonly calls: RecordedCall[];
  readonly sent: FakeSent[];
  readonly faults: { fault: Fault; left: number }[];
  readonly violations: string[];
  /** user, group or chat id -> code it answers with */
  readonly refusals: Map<string, number>;
  /** code for any message with buttons, or 0 */
  buttonsCode: number;
  readonly access: Map<string, 'valid' | 'expired'>;
  /** refresh token -> access token issued with it, or `spent` */
  readonly refresh: Map<string, { access: string; spent: boolean }>;
  refreshes: number;
  /** how often a refresh token was used a second time, or was never ours */
  badRefreshes: number;
  readonly uploads: Map<string, { name: string; mime: string; bytes: Uint8Array; expired: boolean }>;
  readonly media: Map<string, { bytes: Uint8Array; mime: string }>;
  webhook: { url: string; secret: string } | null;
  counter: number;
  readonly listeners: Set<() => void>;
}

export function newState(identity: Identity): State {
  return {
    identity,
    calls: [],
    sent: [],
    faults: [],
    violations: [],
    refusals: new Map(),
    buttonsCode: 0,
    access: new Map(),
    refresh: new Map(),
    refreshes: 0,
    badRefreshes: 0,
    uploads: new Map(),
    media: new Map(),
    webhook: null,
    counter: 0,
    listeners: new Set(),
  };
}

export function nextId(state: State, prefix: string): string {
  state.counter++;
  return `${prefix}${state.counter.toString(16).padStart(20 - prefix.length, '0')}`;
}

export function issue(state: State): IssuedTokens {
  const accessToken = nextId(state, 'at_');
  const refreshToken = nextId(state, 'rt_');
  state.access.set(accessToken, 'valid');
  state.refresh.set(refreshToken, { access: accessToken, spent: false });
  return { accessToken, refreshToken };
}

export function takeFault(state: State, call: string): Fault | null {
  const at = state.faults.findIndex(({ fault }) =>
    fault.call === undefined
      ? true
      : typeof fault.call === 'string'
        ? fault.call === call
        : fault.call.test(call),
  );
  const found = state.faults[at];
  if (!found) return null;
  found.left--;
  if (found.left <= 0) state.faults.splice(at, 1);
  return found.fault;
}

export function record(state: State, sent: FakeSent): void {
  state.sent.push(sent);
  for (const listener of [...state.listeners]) listener();
}

/** An answer before it is written: JSON in a 200 unless said otherwise. */
export interface Reply {
  readonly code: number;
  readonly json: unknown;
}
export const ok = (data: unknown): Reply => ({ code: 0, json: { data, error: 0, message: 'Success' } });
export const no = (code: number, message = 'refused'): Reply => ({ code, json: { error: code, message } });
