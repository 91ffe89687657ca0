/** Errors by who failed. No message holds a token, a secret, an address with a token in it, or words of a user. */
import { type ErrorClass, type Host, lookUp } from './error-table.ts';

/** Zalo answered, and the answer is no. */
export class ZaloApiError extends Error {
  override readonly name = 'ZaloApiError';
  readonly host: Host;
  readonly code: number;
  readonly class: ErrorClass;
  /** the call, e.g. `v3.0/oa/message/cs` */
  readonly call: string;
  /** milliseconds Zalo asked us to wait */
  readonly retryAfterMs: number | undefined;
  readonly #zaloSays: string;
  constructor(
    host: Host,
    code: number,
    call: string,
    more: { zaloSays?: string; retryAfterMs?: number; class?: ErrorClass } = {},
  ) {
    const entry = lookUp(host, code);
    super(`Zalo ${host} refused ${call}: ${code}, ${entry?.say ?? 'a code that is not in our table'}`);
    this.host = host;
    this.code = code;
    this.class = more.class ?? entry?.class ?? 'rejected';
    this.call = call;
    this.retryAfterMs = more.retryAfterMs;
    this.#zaloSays = more.zaloSays ?? '';
  }
  /** Zalo's own text. It may repeat what was sent to it: for a person at a terminal, not for a log. */
  zaloSays(): string {
    return this.#zaloSays;
  }
}

/** No usable answer: no connection, timeout, 5xx, or something that is not JSON. Safe to repeat later. */
export class ZaloNetworkError extends Error {
  override readonly name = 'ZaloNetworkError';
  readonly host: Host;
  readonly call: string;
  /** `timeout`, `http-502`, `not-json`, `ECONNREFUSED`, … */
  readonly fault: string;
  readonly retryAfterMs: number | undefined;
  constructor(host: Host, call: string, fault: string, retryAfterMs?: number) {
    super(`Zalo ${host} gave no usable answer to ${call}: ${fault}`);
    this.host = host;
    this.call = call;
    this.fault = fault;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * The grant is gone: Zalo refuses to refresh, or there is nothing to refresh with. Refresh tokens are single use, so
 * repeating cannot help; an admin of the OA must grant the app again.
 */
export class ZaloGrantError extends Error {
  override readonly name = 'ZaloGrantError';
  readonly code: number | undefined;
  constructor(why: string, code?: number) {
    super(`${why}; an admin of the OA must grant the app again`);
    this.code = code;
  }
}
