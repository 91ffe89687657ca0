export type LawFault =
  /** no such rule, or no such variant of it */
  | 'unknown-rule'
  /** the register has no version of the rule for that date: it began later, or has ended */
  | 'not-in-force'
  /** the law is known, its value is not (TT6) */
  | 'unknown-value'
  /** a date or instant that does not exist or cannot be read */
  | 'bad-time'
  /** pauses, extensions or counts that cannot be */
  | 'bad-input'
  /** the clock is standing still: a pause has no end yet */
  | 'paused';

/** A question the law tables cannot answer. The message is Vietnamese, says why and what to do, and holds no personal data. */
export class LawError extends Error {
  override readonly name = 'LawError';
  readonly fault: LawFault;
  constructor(fault: LawFault, message: string) {
    super(message);
    this.fault = fault;
  }
}
