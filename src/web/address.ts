/** Where a request comes from, to count attempts by. */
import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import type { WebDeps } from './deps.ts';

/**
 * The visitor's address. Behind https there is a proxy of ours, which adds the address it saw as the last one of
 * X-Forwarded-For; without one that header is anybody's word and is not read.
 */
export function clientAddress(c: Context, deps: Pick<WebDeps, 'publicUrl'>): string {
  const forwarded = deps.publicUrl?.startsWith('https:') ? c.req.header('x-forwarded-for') : undefined;
  const last = forwarded?.split(',').at(-1)?.trim();
  if (last) return last;
  const { incoming } = (c.env ?? {}) as { incoming?: IncomingMessage };
  return incoming?.socket.remoteAddress ?? 'unknown';
}
