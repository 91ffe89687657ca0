/** The Official Account client: everything over one caller. */
import { ZALO_ROOTS } from '../http.ts';
import type { TokenSource } from '../tokens.ts';
import { account } from './account.ts';
import { caller } from './call.ts';
import { groups } from './groups.ts';
import { messages } from './messages.ts';
import { templates } from './templates.ts';
import { uploads } from './uploads.ts';

export interface OaClientOptions {
  readonly tokens: TokenSource;
  /** scheme, host and port, no path, no trailing slash */
  readonly apiRoot?: string;
  readonly zbsRoot?: string;
  readonly timeoutMs?: number;
  readonly uploadTimeoutMs?: number;
  /** app secret; when given, each call carries `appsecret_proof` */
  readonly proofSecret?: string;
  /** epoch ms */
  readonly now?: () => number;
  /** told what the OA may ask for in a minute, whenever an answer says it */
  readonly onLimit?: (perMinute: number) => void;
}

/**
 * A client of one OA. Every call throws ZaloApiError, ZaloNetworkError or ZaloGrantError; a refused token is
 * replaced once and the call repeated once.
 */
export function oaClient(options: OaClientOptions) {
  const call = caller({
    tokens: options.tokens,
    api: options.apiRoot ?? ZALO_ROOTS.api,
    zbs: options.zbsRoot ?? ZALO_ROOTS.zbs,
    timeoutMs: options.timeoutMs ?? 10_000,
    uploadTimeoutMs: options.uploadTimeoutMs ?? 60_000,
    now: options.now ?? Date.now,
    ...(options.proofSecret ? { proofSecret: options.proofSecret } : {}),
    ...(options.onLimit ? { onLimit: options.onLimit } : {}),
  });
  return { ...messages(call), ...uploads(call), ...account(call), ...groups(call), ...templates(call) };
}

export type OaClient = ReturnType<typeof oaClient>;
