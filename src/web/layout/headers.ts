/** Security headers of pages. No inline script or style anywhere, so the policy allows none. */
import type { MiddlewareHandler } from 'hono';

const SAME_FOR_ALL: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
};

/** The chat may stand inside the ward's own page, wherever that is. `blob:` shows a photo just picked. */
export const CHAT_HEADERS: Readonly<Record<string, string>> = {
  ...SAME_FOR_ALL,
  'content-security-policy': policy({
    'script-src': "'self'",
    'connect-src': "'self'",
    'img-src': "'self' blob:",
    'frame-ancestors': '*',
  }),
  'cache-control': 'no-cache',
};

/** Public pages about one person's matter: no script, kept in no cache, framed by nobody. */
export const PUBLIC_HEADERS: Readonly<Record<string, string>> = {
  ...SAME_FOR_ALL,
  'content-security-policy': policy({
    'img-src': "'self'",
    'frame-ancestors': "'none'",
  }),
  'cache-control': 'no-store',
};

/** The console works without script; where there is, it is htmx and nothing inline. It is framed by nobody, and stays in no cache. */
export const CONSOLE_HEADERS: Readonly<Record<string, string>> = {
  ...SAME_FOR_ALL,
  'content-security-policy': policy({
    'script-src': "'self'",
    'connect-src': "'self'",
    'img-src': "'self'",
    'frame-ancestors': "'none'",
  }),
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** The console's pages that ask for a passkey run two scripts of ours. */
export const PASSKEY_POLICY = policy({
  'script-src': "'self'",
  'img-src': "'self'",
  'frame-ancestors': "'none'",
});

function policy(more: Readonly<Record<string, string>>): string {
  const all = {
    'default-src': "'none'",
    'style-src': "'self'",
    'font-src': "'self'",
    'form-action': "'self'",
    'base-uri': "'none'",
    ...more,
  };
  return Object.entries(all)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

/** Set these headers on every answer that has not set its own, errors and redirects too. */
export function withHeaders(headers: Readonly<Record<string, string>>): MiddlewareHandler {
  return async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(headers))
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  };
}
