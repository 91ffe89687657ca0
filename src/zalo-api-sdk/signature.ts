/**
 * Webhook authenticity.
 *
 * Official Account: header `X-ZEvent-Signature: mac=<hex>`, where
 * hex = sha256(appId + rawBody + timestamp + OA secret key): a plain digest, no separators, not an HMAC, over the
 * bytes as received. `timestamp` is the field of that name inside the body, as text.
 * Bot Platform: header `X-Bot-Api-Secret-Token` equals the secret given to setWebhook.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { decodeUtf8, parseObject } from './json.ts';

export const SIGNATURE_HEADER = 'x-zevent-signature';
export const BOT_SECRET_HEADER = 'x-bot-api-secret-token';

export interface SignatureKeys {
  readonly appId: string;
  /** "OA Secret Key" of the app's Webhook page; by most sources not the app secret used for OAuth */
  readonly secretKey: string;
  /** accept a digest begun with the OA id in place of the app id (reported by one source) */
  readonly oaId?: string;
}

/** `signedWith: 'oa_id'` deserves a log line: it says which of two conflicting descriptions of Zalo is true. */
export type SignatureCheck =
  | { readonly ok: true; readonly signedWith: 'app_id' | 'oa_id' }
  | { readonly ok: false; readonly why: 'missing' | 'malformed' | 'mismatch' };

/**
 * Check a webhook call in constant time.
 * @param body the bytes as received, never re-serialised
 * @param header value of `X-ZEvent-Signature`; `mac=`, `mac = ` and bare hex are all taken
 */
export function checkSignature(
  body: Uint8Array,
  header: string | undefined,
  keys: SignatureKeys,
): SignatureCheck {
  if (header === undefined || header.trim() === '') return { ok: false, why: 'missing' };
  const hex = header
    .replace(/^\s*mac\s*=\s*/i, '')
    .trim()
    .toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(hex)) return { ok: false, why: 'malformed' };
  const given = Buffer.from(hex, 'hex');
  const timestamp = bodyTimestamp(body);
  if (timingSafeEqual(given, digest(keys.appId, body, timestamp, keys.secretKey)))
    return { ok: true, signedWith: 'app_id' };
  if (keys.oaId && timingSafeEqual(given, digest(keys.oaId, body, timestamp, keys.secretKey)))
    return { ok: true, signedWith: 'oa_id' };
  return { ok: false, why: 'mismatch' };
}

/** The header value Zalo would send for a body; for tests and for trying a set-up by hand. */
export function signBody(body: Uint8Array, keys: SignatureKeys): string {
  return `mac=${digest(keys.appId, body, bodyTimestamp(body), keys.secretKey).toString('hex')}`;
}

/**
 * The body's own `timestamp` as text, digits unchanged. A body that is no JSON object still gets the digits found
 * after the word, so that a signed but broken body can be told from a forged one.
 * @returns '' when there is none
 */
export function bodyTimestamp(body: Uint8Array): string {
  const text = decodeUtf8(body);
  const object = parseObject(text);
  if (!object) return /"time[sS]tamp"\s*:\s*"?(\d+)/.exec(text)?.[1] ?? '';
  const value = object.timestamp ?? object.timeStamp;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Compare a secret header in constant time, whatever the lengths. An empty secret never matches. */
export function secretEquals(given: string | undefined, secret: string): boolean {
  if (given === undefined || secret === '') return false;
  const hash = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(hash(given), hash(secret));
}

function digest(first: string, body: Uint8Array, timestamp: string, secret: string): Buffer {
  return createHash('sha256').update(first).update(body).update(timestamp).update(secret).digest();
}
