/**
 * Days beside the database's own clock. A test that gives the program a clock and lets the server compare with now()
 * needs one that is never long past: from tomorrow on, whatever day the tests run.
 */
const LOADED = Date.now();
const ZONE_MS = 7 * 3_600_000;

/** `inDays(1, '09:00')`: nine in the morning of tomorrow, in Việt Nam. */
export const inDays = (days: number, time: string): Date =>
  new Date(`${new Date(LOADED + ZONE_MS + days * 86_400_000).toISOString().slice(0, 10)}T${time}:00+07:00`);
