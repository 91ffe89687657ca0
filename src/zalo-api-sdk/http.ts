/** One HTTP call: timeout, no redirects (they would carry the token along), lossless JSON, nothing secret in errors. */
import type { Host } from './error-table.ts';
import { ZaloNetworkError } from './errors.ts';
import { parseObject } from './json.ts';

export interface Roots {
  /** OA API: `/v2.0/…` and `/v3.0/…` are appended */
  readonly api: string;
  /** OAuth: `/v4/oa/access_token` is appended */
  readonly oauth: string;
  /** ZBS templates by phone: `/message/template` is appended */
  readonly zbs: string;
  /** Bot Platform: `/bot<TOKEN>/<method>` is appended */
  readonly bot: string;
}

export const ZALO_ROOTS: Roots = {
  api: 'https://openapi.zalo.me',
  oauth: 'https://oauth.zaloapp.com',
  zbs: 'https://business.openapi.zalo.me',
  bot: 'https://bot-api.zaloplatforms.com',
};

export interface HttpCall {
  readonly host: Host;
  /** how errors name the call; never the address, which may hold a token */
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly form?: URLSearchParams | FormData;
  readonly timeoutMs: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly retryAfterMs: number | undefined;
  /** `X-RateLimit-Limit`: requests a minute */
  readonly limit: number | undefined;
  /** null when the answer is no JSON object */
  readonly body: Readonly<Record<string, unknown>> | null;
}

/**
 * Make a call.
 * @throws ZaloNetworkError on no connection, timeout, or 5xx without a JSON object in it
 */
export async function request(call: HttpCall): Promise<HttpAnswer> {
  let status: number;
  let text: string;
  let retryAfterMs: number | undefined;
  let limit: number | undefined;
  try {
    const query = call.query ? `?${new URLSearchParams(call.query)}` : '';
    const response = await fetch(`${call.url}${query}`, {
      method: call.method,
      redirect: 'error',
      signal: AbortSignal.timeout(call.timeoutMs),
      headers: {
        accept: 'application/json',
        ...(call.json === undefined ? {} : { 'content-type': 'application/json' }),
        ...call.headers,
      },
      ...bodyOf(call),
    });
    status = response.status;
    retryAfterMs = retryAfter(response.headers.get('retry-after'));
    limit = positive(response.headers.get('x-ratelimit-limit'));
    text = await response.text();
  } catch (error) {
    // The cause is left behind on purpose: its message may hold the address, and the address a token.
    throw new ZaloNetworkError(call.host, call.name, faultOf(error));
  }
  const body = parseObject(text);
  if (status >= 500 && !body)
    throw new ZaloNetworkError(call.host, call.name, `http-${status}`, retryAfterMs);
  return { status, retryAfterMs, limit, body };
}

function positive(header: string | null): number | undefined {
  const number = Number(header);
  return header !== null && Number.isFinite(number) && number > 0 ? number : undefined;
}

function bodyOf(call: HttpCall): { body?: string | URLSearchParams | FormData } {
  if (call.json !== undefined) return { body: JSON.stringify(call.json) };
  return call.form ? { body: call.form } : {};
}

/** `Retry-After` in seconds -> ms; the date form is not used by any API we call. */
function retryAfter(header: string | null): number | undefined {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

/** A short word for what went wrong, free of addresses. */
function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'timeout';
  const { cause } = error;
  if (isCoded(cause)) return cause.code;
  return 'connection';
}

function isCoded(value: unknown): value is { code: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'string' &&
    /^[A-Z0-9_]{1,40}$/.test(value.code)
  );
}
