/**
 * The pair of tokens of one Official Account, shared by every process that serves it.
 *
 * A refresh token is single use and the old pair dies with it, so a refresh happens under a lock that all processes
 * respect, and the new pair is durable before anyone uses it.
 */
import { ZaloGrantError, ZaloNetworkError } from './errors.ts';

export interface TokenPair {
  /** '' when only a refresh token is known yet */
  readonly accessToken: string;
  readonly refreshToken: string;
  /** epoch ms */
  readonly obtainedAt: number;
  /** epoch ms */
  readonly expiresAt: number;
}

/** Supplied by the caller, e.g. over a database row. */
export interface TokenStore {
  /** the pair as last committed, or null when the OA was never granted */
  read(): Promise<TokenPair | null>;
  /**
   * Hold the lock, re-read the pair, call `refresh` with it, COMMIT what it returns, release, and return it.
   * `refresh` returns the very object it was given when another process has refreshed already: nothing to write.
   * Rejects with what `refresh` rejects with, having written nothing.
   */
  refreshUnderLock(refresh: (current: TokenPair) => Promise<TokenPair>): Promise<TokenPair>;
}

export interface TokenSource {
  /** a token to call with; refreshed beforehand when it is old */
  get(): Promise<string>;
  /** Zalo did not take `refused`: another one. One network call at most, none when someone else was faster. */
  replace(refused: string): Promise<string>;
  /** the committed access token, never refreshed; null when there is none */
  present(): Promise<string | null>;
  /** why a person must act, or null while all is well */
  problem(): ZaloGrantError | null;
}

export interface TokenSourceOptions {
  readonly store: TokenStore;
  /** trade a refresh token for a pair: `(token) => refreshPair(oauth, token)` */
  readonly refresh: (refreshToken: string) => Promise<TokenPair>;
  /** epoch ms */
  readonly now?: () => number;
  /** refresh beforehand at this age; Zalo's tokens live 25 h */
  readonly refreshAfterMs?: number;
  /** called once for each refresh token found dead */
  readonly onProblem?: (problem: ZaloGrantError) => void;
}

const TWENTY_HOURS = 20 * 3_600_000;
const ONE_MINUTE = 60_000;

/** Single flight within the process by one shared promise, between processes by the store's lock. */
export function tokenSource(options: TokenSourceOptions): TokenSource {
  const { store } = options;
  const now = options.now ?? Date.now;
  const refreshAfterMs = options.refreshAfterMs ?? TWENTY_HOURS;
  let cached: TokenPair | null = null;
  let flight: Promise<TokenPair> | null = null;
  /** refresh token that Zalo refused: never sent again */
  let dead: { refreshToken: string; problem: ZaloGrantError } | null = null;
  /** a pair obtained whose commit failed: offered again instead of spending the dead token */
  let unsaved: { spent: string; pair: TokenPair } | null = null;
  /** after a network fault: no early refresh before this time */
  let restUntil = 0;

  async function trade(current: TokenPair, stale: string): Promise<TokenPair> {
    if (current.accessToken !== '' && current.accessToken !== stale) return current;
    if (unsaved?.spent === current.refreshToken) return unsaved.pair;
    if (dead?.refreshToken === current.refreshToken) throw dead.problem;
    if (current.refreshToken === '') throw new ZaloGrantError('there is no refresh token');
    try {
      const pair = await options.refresh(current.refreshToken);
      unsaved = { spent: current.refreshToken, pair };
      return pair;
    } catch (error) {
      if (error instanceof ZaloGrantError) {
        dead = { refreshToken: current.refreshToken, problem: error };
        options.onProblem?.(error);
      }
      throw error;
    }
  }

  function refreshed(stale: string): Promise<TokenPair> {
    flight ??= store
      .refreshUnderLock((current) => trade(current, stale))
      .then((pair) => {
        cached = pair;
        unsaved = null;
        if (dead && dead.refreshToken !== pair.refreshToken) dead = null;
        return pair;
      })
      .finally(() => {
        flight = null;
      });
    return flight;
  }

  async function committed(): Promise<TokenPair> {
    const pair = await store.read();
    if (!pair) throw new ZaloGrantError('the OA has not been granted to this app');
    cached = pair;
    return pair;
  }

  return {
    async get() {
      const fresh = (pair: TokenPair) => pair.accessToken !== '' && now() - pair.obtainedAt < refreshAfterMs;
      if (cached && fresh(cached)) return cached.accessToken;
      const pair = await committed();
      const alive = pair.accessToken !== '' && now() < pair.expiresAt;
      if (fresh(pair) || (alive && now() < restUntil)) return pair.accessToken;
      try {
        return (await refreshed(pair.accessToken)).accessToken;
      } catch (error) {
        // Refreshing early is a precaution: while the old token lives, a failed refresh keeps no answer back.
        if (error instanceof ZaloNetworkError) restUntil = now() + ONE_MINUTE;
        if ((error instanceof ZaloGrantError || error instanceof ZaloNetworkError) && alive)
          return pair.accessToken;
        throw error;
      }
    },
    async replace(refused) {
      if (cached && cached.accessToken !== '' && cached.accessToken !== refused) return cached.accessToken;
      return (await refreshed(refused)).accessToken;
    },
    async present() {
      const pair = await store.read();
      return pair && pair.accessToken !== '' ? pair.accessToken : null;
    },
    problem: () => dead?.problem ?? null,
  };
}

/** A source of one token that is never refreshed: for a check by hand, or a token from the API Explorer. */
export function fixedToken(token: string): TokenSource {
  return {
    get: async () => token,
    replace: async () => {
      throw new ZaloGrantError('this access token is not accepted and cannot be refreshed here');
    },
    present: async () => token,
    problem: () => null,
  };
}
