/**
 * How near the end of a clock is, in steps that climb from who holds the ticket to who leads the ward. Nothing here is
 * law: it is the ward's own way to miss no day. Pure.
 */
import { type Calendar, isWorkingDay } from './calendar.ts';
import { type Day, dayNumber, dayText, vietnamDay } from './days.ts';
import { isOpen, type OfficeHours } from './office.ts';

/** Working days before the last day on which the first warning goes out. */
export const WARN_AHEAD = 3;
/** An overdue clock is spoken of again after so many working days more. */
export const WARN_AGAIN = 5;

/**
 * `T3`: two or three working days are left. `T1`: one. `due`: it ends today. `over`: it is over; `over5`, `over10` …: over
 * for more than so many working days.
 */
export type WarningStep = 'T3' | 'T1' | 'due' | 'over' | `over${number}`;

/** Whom a step concerns: who holds the ticket (where nobody does, those who receive), and from the last day on also the leaders. */
export type WarningRole = 'holder' | 'leader';

export function warnedRoles(step: WarningStep): readonly WarningRole[] {
  switch (step) {
    case 'T3':
    case 'T1':
      return ['holder'];
    case 'due':
      return ['holder', 'leader'];
    default:
      return ['leader', 'holder'];
  }
}

/** Place of a step in the climb: a later one is greater. */
export function warningRank(step: WarningStep): number {
  switch (step) {
    case 'T3':
      return 0;
    case 'T1':
      return 1;
    case 'due':
      return 2;
    default:
      return 3 + Number(step.slice('over'.length)) / WARN_AGAIN;
  }
}

/**
 * The step a clock that runs has reached on a day; null while its end is far. A step that nobody was at work to hear is
 * passed over: the one reached now is said, never two at once.
 * @throws LawError `bad-time`
 */
export function warningStep(dueOn: Day, today: Day, calendar: Calendar): WarningStep | null {
  if (today <= dueOn) {
    const left = workingDaysBetween(today, dueOn, calendar, WARN_AHEAD + 1);
    if (left > WARN_AHEAD) return null;
    return left === 0 ? 'due' : left === 1 ? 'T1' : 'T3';
  }
  const past = Math.max(1, workingDaysBetween(dueOn, today, calendar));
  const again = Math.floor((past - 1) / WARN_AGAIN) * WARN_AGAIN;
  return again === 0 ? 'over' : `over${again}`;
}

/** Working days after `from`, up to and with `to`; counted no further than `most`. */
export function workingDaysBetween(
  from: Day,
  to: Day,
  calendar: Calendar,
  most: number = Number.POSITIVE_INFINITY,
): number {
  const last = dayNumber(to);
  let count = 0;
  for (let day = dayNumber(from) + 1; day <= last && count < most; day++)
    if (isWorkingDay(calendar, dayText(day))) count++;
  return count;
}

export interface WarnedClock {
  /** the day it began */
  readonly from: Day;
  readonly dueOn: Day;
  readonly state: 'running' | 'paused' | 'met' | 'missed' | 'stopped';
}

/**
 * What is to be said of a clock at this moment. Nothing outside office hours, of a clock that ended or stands still, or on
 * the day it began of an end that is still days off: the ticket itself was just announced.
 */
export function warningNow(
  clock: WarnedClock,
  now: Date,
  calendar: Calendar,
  hours?: OfficeHours,
): WarningStep | null {
  if (clock.state !== 'running' || !isOpen(now, calendar, hours)) return null;
  const today = vietnamDay(now);
  const step = warningStep(clock.dueOn, today, calendar);
  return step === 'T3' && clock.from >= today ? null : step;
}

/** The last day an end can be on for `warningStep` to say anything today. */
export function warningHorizon(today: Day, calendar: Calendar): Day {
  let day = dayNumber(today);
  for (let left = WARN_AHEAD; left > 0; ) {
    day++;
    if (isWorkingDay(calendar, dayText(day))) left--;
  }
  // days of rest after the third: an end that fell on one counts no further working day
  while (!isWorkingDay(calendar, dayText(day + 1))) day++;
  return dayText(day);
}
