/** Receipt codes typed, counted by visitor across processes: nobody tries code after code. */
import type { Context } from 'hono';
import { allow } from '../store/rate.ts';
import { clientAddress } from './address.ts';
import type { WebDeps } from './deps.ts';

/** Far more than people type, also where many share one address. */
const CODES = 30;
const WINDOW_SECONDS = 600;

/** May this visitor have one more code looked up? The address itself is not kept: only a keyed digest of it. */
export async function mayTryCode(c: Context, deps: WebDeps): Promise<boolean> {
  const address = network(clientAddress(c, deps));
  const key = deps.store.vault.mac('rate.address', address).toString('hex').slice(0, 32);
  return await allow(deps.store.pool, deps.wardId, 'code-page', key, CODES, WINDOW_SECONDS);
}

/** One household has a whole /64 of IPv6 addresses to type from. */
function network(address: string): string {
  return address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address;
}
