/** Work that is looked for again and again: a round never overlaps the next, and a failed one is logged and tried again. */
import type { Runtime } from './runtime.ts';

/** Look now, and every so often until stopped. @param what is said in the log when a round fails */
export function lookEvery(
  rt: Runtime,
  everyMs: number,
  what: string,
  work: () => Promise<unknown>,
): { stop(): Promise<void> } {
  let round: Promise<unknown> = Promise.resolve();
  let busy = false;
  const look = () => {
    if (busy) return;
    busy = true;
    round = work()
      .catch((error: unknown) =>
        rt.log.warn({ cause: error instanceof Error ? error.name : 'unknown' }, `${what} failed`),
      )
      .finally(() => {
        busy = false;
      });
  };
  const timer = setInterval(look, everyMs);
  look();
  return {
    stop: async () => {
      clearInterval(timer);
      await round;
    },
  };
}
