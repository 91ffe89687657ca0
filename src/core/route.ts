/** Who takes an event when it is not, or no longer, the open dialogue's. */
import { HandlerError } from './errors.ts';
import type { Event, Handler, Intent } from './types.ts';

/** Run a handler's own code; what it throws becomes a HandlerError that names it. */
export function guarded<T>(handler: Handler, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new HandlerError(handler.id, cause);
  }
}

/**
 * The first handler that may cut in. With a dialogue open, only those before its handler are asked, so that order is
 * precedence (nothing but an emergency, "stop" and the menu cuts into the sealed path). On a choice all are, because it
 * could only be chosen from what was offered last.
 */
export function interrupter(
  handlers: readonly Handler[],
  open: Handler | null,
  event: Event,
  intent: Intent,
): Handler | null {
  if (!open && event.kind !== 'choice') return null;
  const until = event.kind === 'choice' || !open ? handlers.length : handlers.indexOf(open);
  return (
    handlers
      .slice(0, until)
      .find((h) => h !== open && guarded(h, () => h.interrupts?.(event, intent) ?? false)) ?? null
  );
}

/** The first handler that starts with this event, those that already passed on it left out; else the fallback. */
export function firstToOpen(
  handlers: readonly Handler[],
  passed: ReadonlySet<Handler>,
  event: Event,
  intent: Intent,
): Handler | null {
  const found = handlers.find((h) => !passed.has(h) && guarded(h, () => h.opens(event, intent)));
  const last = handlers.at(-1);
  return found ?? (last && !passed.has(last) ? last : null);
}
