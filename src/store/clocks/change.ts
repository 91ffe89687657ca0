/** A clock stands still, goes on, is drawn out: the row keeps its first date and what was done to it, when, why and by whom. */
import { type Calendar, type Day, due, type Pause, PROMISE, promiseRule } from '../../law/index.ts';
import { one, type Sql } from '../db.ts';
import { wardCalendar } from './calendar.ts';

/** A clock as it is counted. */
export interface Counted {
  readonly id: string;
  readonly ticket_id: string | null;
  readonly rule: string;
  readonly variant: string | null;
  readonly from_at: Date;
  readonly due_on: Day;
  readonly first_due_on: Day | null;
  readonly pauses: readonly Pause[];
  readonly extensions: readonly number[];
  readonly days: number | null;
  readonly state: 'running' | 'paused';
}

export const COUNTED = `id, ticket_id, rule, variant, from_at, to_char(due_on, 'YYYY-MM-DD') AS due_on,
to_char(first_due_on, 'YYYY-MM-DD') AS first_due_on, pauses, extensions, days, state`;

/** Where a clock would end as it stands. @throws LawError */
export function countClock(clock: Counted, calendar: Calendar): { due: Day; provisional: boolean } {
  const line = clock.rule === PROMISE && clock.days !== null ? promiseRule(clock.days) : clock.rule;
  const found = due(line, clock.from_at, calendar, {
    ...(clock.variant === null ? {} : { variant: clock.variant }),
    pauses: clock.pauses,
    extensions: clock.extensions,
  });
  return { due: found.due, provisional: found.provisional ?? false };
}

export interface Changing {
  readonly what: 'paused' | 'resumed' | 'extended';
  readonly why: string;
  readonly by: string;
}

/** Stop a running clock on a day: that day is the first not counted. */
export async function pauseClock(tx: Sql, clock: Counted, day: Day, how: Changing): Promise<void> {
  await tx.query(
    `UPDATE clock SET state = 'paused', pauses = $2, history = ${HISTORY('$3')}, first_due_on = coalesce(first_due_on, due_on) WHERE id = $1`,
    [clock.id, JSON.stringify([...clock.pauses, { from: day }]), entry(how, { old: clock.due_on })],
  );
}

/** Let it go on: that day is counted again. @returns the new last day */
export async function resumeClock(
  tx: Sql,
  clock: Counted,
  day: Day,
  calendar: Calendar,
  how: Changing,
): Promise<Day> {
  const pauses = clock.pauses.map((pause) =>
    pause.to === undefined ? { ...pause, to: day < pause.from ? pause.from : day } : pause,
  );
  return await setDue(tx, { ...clock, pauses }, calendar, how);
}

/** Draw it out by days of its own unit, or to another value of its rule. @returns the new last day. @throws LawError */
export async function extendClock(
  tx: Sql,
  clock: Counted,
  by: { readonly days: number } | { readonly variant: string },
  calendar: Calendar,
  how: Changing,
): Promise<Day> {
  const drawn =
    'days' in by
      ? { ...clock, extensions: [...clock.extensions, by.days] }
      : { ...clock, variant: by.variant };
  return await setDue(tx, drawn, calendar, how);
}

async function setDue(tx: Sql, clock: Counted, calendar: Calendar, how: Changing): Promise<Day> {
  const now = countClock(clock, calendar);
  await tx.query(
    `UPDATE clock SET state = 'running', due_on = $2, provisional = $3, pauses = $4, extensions = $5, variant = $6,
  first_due_on = coalesce(first_due_on, due_on), history = ${HISTORY('$7')} WHERE id = $1`,
    [
      clock.id,
      now.due,
      now.provisional,
      JSON.stringify(clock.pauses),
      JSON.stringify(clock.extensions),
      clock.variant,
      entry(how, { old: clock.due_on, new: now.due }),
    ],
  );
  return now.due;
}

/** The history with one line more; `$n` is what `entry` gives. */
export const HISTORY = (n: string): string =>
  `history || jsonb_build_array(${n}::jsonb || jsonb_build_object('at', now()))`;

/** One line of a clock's history, without its time. */
export function entry(how: Changing, dates: Readonly<Record<string, string>>): string {
  return JSON.stringify({ ...how, ...dates });
}

/** The running or paused clock of a rule, locked. */
export async function clockOf(tx: Sql, ticketId: string, rule: string): Promise<Counted | null> {
  return await one<Counted>(
    tx,
    `SELECT ${COUNTED} FROM clock WHERE ticket_id = $1 AND rule = $2 AND state IN ('running', 'paused') FOR UPDATE`,
    [ticketId, rule],
  );
}

/** The promise stands still. False when none runs. */
export async function pausePromise(
  tx: Sql,
  ticketId: string,
  why: string,
  by: string,
  day: Day,
): Promise<boolean> {
  const clock = await clockOf(tx, ticketId, PROMISE);
  if (clock?.state !== 'running') return false;
  await pauseClock(tx, clock, day, { what: 'paused', why, by });
  return true;
}

/** The promise goes on, if it stands still. */
export async function resumePromise(
  tx: Sql,
  wardId: string,
  ticketId: string,
  why: string,
  by: string,
  day: Day,
): Promise<void> {
  const clock = await clockOf(tx, ticketId, PROMISE);
  if (clock?.state !== 'paused') return;
  await resumeClock(tx, clock, day, await wardCalendar(tx, wardId), { what: 'resumed', why, by });
}
