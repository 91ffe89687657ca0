/**
 * A limit kept by speaking for time: each message is given a moment of its own, evenly spaced, and the one number that
 * is shared is when the next moment is free. (GCRA, with reservations that reach a little ahead.) The same arithmetic
 * runs in Redis and in Postgres (src/jobs/pacer.ts, src/store/send-rate.ts); this is what both are tested against.
 */
export interface Pace {
  readonly perSecond: number;
  /** ms a reservation may reach into the future */
  readonly ahead: number;
  /** ms that were not used and may be caught up */
  readonly behind: number;
}

export interface Reserved {
  readonly granted: number;
  /** ms: when the first of them may go; the others follow every `1000 / perSecond` ms. May lie in the past. */
  readonly from: number;
  /** ms: the next free moment, to be kept */
  readonly at: number;
}

/** What is spoken for further ahead than this is a clock that was set back: it is forgotten. */
export const ABSURD_MS = 60_000;

/**
 * Reserve up to `want` moments. `at`: what was kept (0 = nothing); `spent`: messages that went out without asking
 * (replies never wait), for which the time is taken now.
 */
export function reserve(at: number, now: number, want: number, spent: number, pace: Pace): Reserved {
  const gap = 1000 / pace.perSecond;
  const kept = at > now + ABSURD_MS ? now : at;
  const from = Math.max(kept, now - pace.behind) + spent * gap;
  const room = Math.ceil((now + pace.ahead - from) / gap);
  const granted = Math.max(0, Math.min(want, room));
  return { granted, from, at: from + granted * gap };
}

/** ms to wait before asking again, when nothing was granted. */
export function waitFor(reserved: Reserved, now: number, pace: Pace): number {
  return Math.max(5, Math.ceil(reserved.from - now - pace.ahead / 2));
}
