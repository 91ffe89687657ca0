/** What moves when a holiday or a rule changes. Pure: the caller writes the new dates and keeps the old ones. */
import type { Citation } from './acts.ts';
import type { Calendar } from './calendar.ts';
import type { Pause } from './count.ts';
import { type Day, dayNumberAt, instantOf } from './days.ts';
import { type Due, due } from './deadline.ts';
import { LawError, type LawFault } from './errors.ts';
import type { Rule } from './rule.ts';
import type { RuleIndex } from './rules.ts';

export interface RunningClock {
  readonly id: string;
  /** id of the register */
  readonly rule: string;
  readonly variant?: string;
  /** the line itself, for what is not in the register (a promise); `variant` and `rules` then mean nothing */
  readonly line?: Rule;
  /** instant of the event; it also picks the version of the rule */
  readonly from: Date | string;
  readonly pauses?: readonly Pause[];
  readonly extensions?: readonly number[];
  /** the date it has now */
  readonly due: Day;
}

export interface MovedClock {
  readonly id: string;
  readonly rule: string;
  readonly old: Day;
  readonly new: Day;
  readonly citation: Citation;
  readonly explanation: string;
  readonly provisional: boolean;
}

export interface Recomputed {
  /** clocks whose date is another now, in the order given */
  readonly moved: readonly MovedClock[];
  /** clocks that could not be counted: they keep their date, an officer has to look */
  readonly failed: readonly { readonly id: string; readonly fault: LawFault; readonly error: string }[];
  /** clocks standing still: no date to move */
  readonly paused: readonly string[];
}

/**
 * Count every running clock anew.
 * @param calendar the calendar as it is now
 * @param rules the register as it is now (see `indexRules`); absent = the built-in one
 */
export function recompute(clocks: Iterable<RunningClock>, calendar: Calendar, rules?: RuleIndex): Recomputed {
  const moved: MovedClock[] = [];
  const failed: { id: string; fault: LawFault; error: string }[] = [];
  const paused: string[] = [];
  // clocks of one rule begun on one day end on one day: each is counted once
  const known = new Map<string, Due>();
  for (const clock of clocks) {
    try {
      const key = JSON.stringify([
        ...[clock.rule, clock.variant, clock.line, dayNumberAt(instantOf(clock.from))],
        ...[clock.pauses, clock.extensions],
      ]);
      const counted = known.get(key);
      const found =
        counted ??
        due(clock.line ?? clock.rule, clock.from, calendar, {
          ...(clock.variant === undefined ? {} : { variant: clock.variant }),
          ...(clock.pauses ? { pauses: clock.pauses } : {}),
          ...(clock.extensions ? { extensions: clock.extensions } : {}),
          ...(rules ? { rules } : {}),
        });
      // a term in hours hangs on the hour
      if (found.dueAt === undefined) known.set(key, found);
      const { due: now, citation, explanation, provisional = false } = found;
      if (now !== clock.due) {
        moved.push({
          ...{ id: clock.id, rule: clock.rule, old: clock.due, new: now },
          ...{ citation, explanation, provisional },
        });
      }
    } catch (error) {
      if (!(error instanceof LawError)) throw error;
      if (error.fault === 'paused') paused.push(clock.id);
      else failed.push({ id: clock.id, fault: error.fault, error: error.message });
    }
  }
  return { moved, failed, paused };
}
