/** Errors by who failed. The message says what to do next; it never carries a resident's words. */
import type { SendFailure } from './types.ts';

/** The platform did not take a message. `afterMs`: how long to wait, where it said so; `movedTo`: the chat's new id. */
export class SendError extends Error {
  override readonly name = 'SendError';
  readonly reason: SendFailure;
  readonly afterMs: number | undefined;
  readonly movedTo: string | undefined;
  /** the platform's own code, for logs and the console */
  readonly code: string | undefined;
  constructor(
    reason: SendFailure,
    message: string,
    more: { afterMs?: number; movedTo?: string; code?: string; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.reason = reason;
    this.afterMs = more.afterMs;
    this.movedTo = more.movedTo;
    this.code = more.code;
  }
}

/** The webhook's body is no JSON object. */
export class NotJson extends Error {
  override readonly name = 'NotJson';
}

/** A handler threw: our bug. The turn is tried three times, then the resident gets one apology. */
export class HandlerError extends Error {
  override readonly name = 'HandlerError';
  readonly handler: string;
  constructor(handler: string, cause: unknown) {
    super(`handler ${handler} failed`, { cause });
    this.handler = handler;
  }
}

/** The ward's IT person has to change something. `faults`: one line each, with what to do. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}
