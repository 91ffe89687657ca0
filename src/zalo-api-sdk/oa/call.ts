/** The one way into the OA and ZBS hosts: token header, errors in a 200, one refresh and one repeat. */
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { type Host, lookUp } from '../error-table.ts';
import { ZaloApiError, ZaloNetworkError } from '../errors.ts';
import { type HttpAnswer, request } from '../http.ts';
import type { TokenSource } from '../tokens.ts';

export interface CallerOptions {
  readonly tokens: TokenSource;
  readonly api: string;
  readonly zbs: string;
  readonly timeoutMs: number;
  /** uploads may take longer */
  readonly uploadTimeoutMs: number;
  /** send `appsecret_proof` made with this app secret */
  readonly proofSecret?: string;
  readonly now: () => number;
  /** told what the OA may ask for in a minute, whenever an answer says it */
  readonly onLimit?: (perMinute: number) => void;
}

export interface Call {
  readonly host?: Extract<Host, 'oa' | 'zbs'>;
  readonly method?: 'GET' | 'POST';
  /** without the leading slash, e.g. `v3.0/oa/message/cs` */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** made afresh for each try, as a body can be read once only */
  readonly form?: () => FormData;
}

/** Answers the `data` member, as Zalo gave it. */
export type Caller = (call: Call) => Promise<unknown>;

const Envelope = z.looseObject({
  error: z.union([z.number(), z.string()]).transform(Number).optional(),
  message: z.string().optional().catch(undefined),
  data: z.unknown().optional(),
});

const TEN_MINUTES = 600_000;

/**
 * @returns a caller that throws ZaloApiError (Zalo said no), ZaloNetworkError (no usable answer), or ZaloGrantError
 *   (no token can be had)
 */
export function caller(options: CallerOptions): Caller {
  /** A token that was refused although just refreshed: refreshing again at once would only burn tokens. */
  let strike: { token: string; at: number } | null = null;
  const struck = (token: string) => strike?.token === token && options.now() - strike.at < TEN_MINUTES;

  return async (call) => {
    const token = await options.tokens.get();
    try {
      return await once(options, call, token);
    } catch (error) {
      if (!wantsRefresh(error) || struck(token)) throw error;
      const second = await options.tokens.replace(token);
      try {
        const data = await once(options, call, second);
        strike = null;
        return data;
      } catch (again) {
        if (wantsRefresh(again)) strike = { token: second, at: options.now() };
        throw again;
      }
    }
  };
}

const wantsRefresh = (error: unknown): boolean => error instanceof ZaloApiError && error.class === 'refresh';

async function once(options: CallerOptions, call: Call, token: string): Promise<unknown> {
  const host = call.host ?? 'oa';
  const answer = await request({
    host,
    name: call.path,
    method: call.method ?? 'POST',
    url: `${host === 'zbs' ? options.zbs : options.api}/${call.path}`,
    headers: {
      access_token: token,
      ...(options.proofSecret ? { appsecret_proof: appsecretProof(options.proofSecret, token) } : {}),
    },
    ...(call.query ? { query: call.query } : {}),
    ...(call.json === undefined ? {} : { json: call.json }),
    ...(call.form ? { form: call.form() } : {}),
    timeoutMs: call.form ? options.uploadTimeoutMs : options.timeoutMs,
  });
  if (answer.limit !== undefined) options.onLimit?.(answer.limit);
  return dataOf(host, call.path, answer);
}

/** `error` in the body decides, not the HTTP status, which is 200 even on errors. */
function dataOf(host: Host, path: string, answer: HttpAnswer): unknown {
  const { status, retryAfterMs } = answer;
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  const body = Envelope.safeParse(answer.body).data;
  const code = body?.error;
  const refused = code !== undefined && code !== 0 && Number.isFinite(code);
  if (refused && (status < 500 || lookUp(host, code)))
    throw new ZaloApiError(host, code, path, { zaloSays: body?.message ?? '', ...wait });
  if (status === 429) throw new ZaloApiError(host, -32, path, { class: 'throttle', ...wait });
  if (status >= 500) throw new ZaloNetworkError(host, path, `http-${status}`, retryAfterMs);
  if (status >= 400) throw new ZaloApiError(host, status, path);
  // An answer with data and no error code counts as done: repeating a message that was taken is the worse fault.
  if (!body || (code !== 0 && body.data === undefined)) throw new ZaloNetworkError(host, path, 'not-json');
  return body.data;
}

/** hex HMAC-SHA256 of the access token under the app secret. */
export function appsecretProof(appSecret: string, accessToken: string): string {
  return createHmac('sha256', appSecret).update(accessToken).digest('hex');
}

/** Read Zalo's `data`, or say that it is of an unexpected shape. */
export function expectData<T extends z.ZodType>(schema: T, data: unknown, path: string): z.output<T> {
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw new ZaloNetworkError('oa', path, 'unexpected-shape');
  return parsed.data;
}
