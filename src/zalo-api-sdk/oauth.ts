/** OAuth v4 of an Official Account: permission address with PKCE, code exchange, refresh. */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ZaloGrantError, ZaloNetworkError } from './errors.ts';
import { textual } from './fields.ts';
import { request, ZALO_ROOTS } from './http.ts';
import type { TokenPair } from './tokens.ts';

export interface OAuthOptions {
  readonly appId: string;
  /** app secret of developers.zalo.me, not the OA secret key of the webhook page */
  readonly appSecret: string;
  readonly root?: string;
  readonly timeoutMs?: number;
  /** epoch ms */
  readonly now?: () => number;
}

export interface Pkce {
  /** 43 characters; kept by us until the code comes back */
  readonly verifier: string;
  /** base64url(sha256(verifier)), no padding */
  readonly challenge: string;
}

/** A PKCE pair (S256). Zalo's console can also fix the challenge in advance: then pass that verifier. */
export function pkce(verifier: string = randomBytes(32).toString('base64url')): Pkce {
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** Where an admin of the OA grants the app. The callback gets `?code&oa_id&state`; the code lives 10 minutes. */
export function permissionUrl(options: {
  appId: string;
  redirectUri: string;
  challenge: string;
  state: string;
  root?: string;
}): string {
  const query = new URLSearchParams({
    app_id: options.appId,
    redirect_uri: options.redirectUri,
    code_challenge: options.challenge,
    state: options.state,
  });
  return `${options.root ?? ZALO_ROOTS.oauth}/v4/oa/permission?${query}`;
}

/**
 * The first pair, for the code of the callback.
 * @throws ZaloGrantError when refused, ZaloNetworkError when there was no usable answer
 */
export function exchangeCode(options: OAuthOptions, code: string, verifier: string): Promise<TokenPair> {
  return ask(options, { code, grant_type: 'authorization_code', code_verifier: verifier });
}

/**
 * A new pair for a refresh token, which is dead afterwards: store the new pair before using it.
 * @throws ZaloGrantError (do not repeat) when refused, ZaloNetworkError on a network fault or 5xx
 */
export function refreshPair(options: OAuthOptions, refreshToken: string): Promise<TokenPair> {
  return ask(options, { refresh_token: refreshToken, grant_type: 'refresh_token' });
}

const Granted = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  /** seconds, a string in practice: "90000" */
  expires_in: textual.optional(),
});
const Refused = z.looseObject({ error: z.union([z.number(), z.string()]).transform(Number).optional() });

/** 25 h, what Zalo has given for years, should `expires_in` be missing or odd. */
const USUAL_LIFE_S = 90_000;

async function ask(options: OAuthOptions, fields: Readonly<Record<string, string>>): Promise<TokenPair> {
  const name = 'v4/oa/access_token';
  const now = options.now ?? Date.now;
  const { status, body } = await request({
    host: 'oauth',
    name,
    method: 'POST',
    url: `${options.root ?? ZALO_ROOTS.oauth}/v4/oa/access_token`,
    headers: { secret_key: options.appSecret },
    form: new URLSearchParams({ ...fields, app_id: options.appId }),
    timeoutMs: options.timeoutMs ?? 15_000,
  });
  const granted = Granted.safeParse(body);
  if (granted.success) {
    const life = Number(granted.data.expires_in);
    const obtainedAt = now();
    return {
      accessToken: granted.data.access_token,
      refreshToken: granted.data.refresh_token,
      obtainedAt,
      expiresAt: obtainedAt + (Number.isFinite(life) && life > 0 ? life : USUAL_LIFE_S) * 1000,
    };
  }
  if (status >= 500) throw new ZaloNetworkError('oauth', name, `http-${status}`);
  const code = Refused.safeParse(body).data?.error;
  const known = code === undefined || Number.isNaN(code) ? undefined : code;
  throw new ZaloGrantError(
    `Zalo refused the tokens (${known ?? `no access_token in the answer, http ${status}`})`,
    known,
  );
}
