/**
 * Zalo's token pair in the channel's row: sealed, and refreshed under the row's lock, so that however many processes
 * serve the OA, one refresh token is spent once and its successor is committed before anyone uses it.
 */
import { z } from 'zod';
import { type Credentials, changeCredentials, markSpent, readCredentials } from './store/channels.ts';
import type { Store } from './store/db.ts';
import { type TokenPair, type TokenStore, ZaloGrantError } from './zalo-api-sdk/index.ts';

const pairShape = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  obtainedAt: z.number(),
  expiresAt: z.number(),
});

/** The pair in the database wins, unless Zalo refused it; ZALO_REFRESH_TOKEN is used only if it never was. */
export function zaloTokens(store: Store, channelId: string, first: string | null): TokenStore {
  const pairOf = (now: Credentials): TokenPair | null => {
    const stored = pairShape.safeParse(now.stored);
    const fresh = first !== null && !now.wasSpent(first);
    if (stored.success && !(fresh && now.wasSpent(stored.data.refreshToken))) return stored.data;
    if (!fresh) return null;
    return { accessToken: '', refreshToken: first, obtainedAt: 0, expiresAt: 0 };
  };
  return {
    read: async () => pairOf(await readCredentials(store, channelId)),
    refreshUnderLock: async (refresh) => {
      let tried: TokenPair | null = null;
      let result: TokenPair | null = null;
      try {
        await changeCredentials(store, channelId, async (now) => {
          tried = pairOf(now);
          if (!tried) throw new ZaloGrantError('the OA has not been granted to this app');
          result = await refresh(tried);
          return result === tried ? null : { stored: result, spent: tried.refreshToken };
        });
      } catch (error) {
        const spent = tried as TokenPair | null;
        if (error instanceof ZaloGrantError && spent) await markSpent(store, channelId, spent.refreshToken);
        throw error;
      }
      if (!result) throw new Error('no token pair came back');
      return result;
    },
  };
}
