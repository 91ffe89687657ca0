/** A token row in memory with the promises of TokenStore: one holder of the lock, commit before return. */
import type { TokenPair, TokenStore } from '../../src/zalo-api-sdk/index.ts';

export interface MemoryStore extends TokenStore {
  /** what is committed now */
  pair: TokenPair | null;
  commits: number;
  /** fail the next commit, after the refresh was made */
  failCommit: boolean;
}

export function memoryStore(first: TokenPair | null): MemoryStore {
  let tail: Promise<unknown> = Promise.resolve();
  const store: MemoryStore = {
    pair: first,
    commits: 0,
    failCommit: false,
    read: async () => store.pair,
    refreshUnderLock(refresh) {
      const mine = tail.then(async () => {
        if (!store.pair) throw new Error('no row');
        const next = await refresh(store.pair);
        if (next === store.pair) return next;
        if (store.failCommit) {
          store.failCommit = false;
          throw new Error('connection lost at commit');
        }
        store.pair = next;
        store.commits++;
        return next;
      });
      tail = mine.catch(() => undefined);
      return mine;
    },
  };
  return store;
}
