/**
 * Clocks of tickets: rows with the rule and article they rest on, so that what was promised when can be shown. Started,
 * met and stopped in the caller's transaction; nothing here tells anybody anything.
 */
import { isStatutory, OPENING, PROMISED, rulesOf, type Stage } from '../../core/stages.ts';
import type { TicketKind } from '../../core/types.ts';
import { type Calendar, type Due, due, PROMISE, promiseRule, sayCitation } from '../../law/index.ts';
import { one, type Sql } from '../db.ts';
import { wardCalendar } from './calendar.ts';

/** The day of an instant in Việt Nam, as the database counts it. `$n` is a timestamptz. */
export const vietnamDate = (instant: string): string => `(${instant} AT TIME ZONE 'Asia/Ho_Chi_Minh')::date`;

export interface NewClock {
  readonly wardId: string;
  readonly ticketId: string;
  /** id of the register */
  readonly rule: string;
  /** instant of the event; a day (`YYYY-MM-DD`) is its start in Việt Nam */
  readonly from: Date;
  /** another value of the rule: `complex` … */
  readonly variant?: string;
}

/**
 * Start a clock of the register. One of the same rule that runs already stays as it is.
 * @returns its last day, `YYYY-MM-DD`, or null when one ran already
 * @throws LawError where the law has no such date
 */
export async function startClock(tx: Sql, clock: NewClock, calendar?: Calendar): Promise<string | null> {
  const found = due(
    clock.rule,
    clock.from,
    calendar ?? (await wardCalendar(tx, clock.wardId)),
    clock.variant === undefined ? {} : { variant: clock.variant },
  );
  return await insertClock(tx, clock, found, null);
}

/** Start the ward's promise of an answer; null when the ward has promised nothing, or one runs already. */
export async function startPromise(
  tx: Sql,
  clock: Omit<NewClock, 'rule' | 'variant'>,
  calendar?: Calendar,
): Promise<string | null> {
  const promiseDays = await promisedDays(tx, clock.wardId);
  if (promiseDays === null) return null;
  const found = due(promiseRule(promiseDays), clock.from, calendar ?? (await wardCalendar(tx, clock.wardId)));
  return await insertClock(tx, { ...clock, rule: PROMISE }, found, promiseDays);
}

/** Working days the ward promises an answer in, as its settings have it now (store/settings.ts); null = it promised nothing. */
async function promisedDays(tx: Sql, wardId: string): Promise<number | null> {
  const row = await one<{ days: string | null }>(
    tx,
    `SELECT value->>'promiseDays' AS days FROM setting WHERE ward_id = $1 AND key = 'ward'`,
    [wardId],
  );
  const days = Number(row?.days ?? Number.NaN);
  return Number.isInteger(days) && days >= 1 && days <= 60 ? days : null;
}

async function insertClock(
  tx: Sql,
  clock: NewClock,
  found: Due,
  days: number | null,
): Promise<string | null> {
  const made = await one(
    tx,
    `INSERT INTO clock (ward_id, ticket_id, rule, variant, from_at, due_on, citation, days, provisional)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (ticket_id, rule) WHERE state IN ('running', 'paused') DO NOTHING RETURNING id`,
    [
      clock.wardId,
      clock.ticketId,
      clock.rule,
      clock.variant ?? null,
      clock.from,
      found.due,
      sayCitation(found.citation),
      days,
      found.provisional ?? false,
    ],
  );
  return made ? found.due : null;
}

export interface ClockStart {
  readonly wardId: string;
  readonly ticketId: string;
  readonly kind: TicketKind;
  readonly from: Date;
}

/** The clocks that begin when a ticket of this kind is opened; khiếu nại and tố cáo start with the signed paper, not here. */
export async function startClocks(tx: Sql, { kind, ...start }: ClockStart): Promise<void> {
  if (OPENING[kind].length === 0 && !PROMISED.includes(kind)) return;
  const calendar = await wardCalendar(tx, start.wardId);
  for (const rule of OPENING[kind]) await startClock(tx, { ...start, rule }, calendar);
  if (PROMISED.includes(kind)) await startPromise(tx, start, calendar);
}

/**
 * The duty of these stages was done: in time or late, as the day says. Clocks of other stages run on.
 * @param at when it was done; absent = now
 */
export async function meetClocks(
  tx: Sql,
  ticketId: string,
  stages: readonly Stage[],
  at?: Date,
): Promise<void> {
  await meetRules(tx, ticketId, rulesOf(stages), at);
}

/** As `meetClocks`, by rule. */
export async function meetRules(
  tx: Sql,
  ticketId: string,
  rules: readonly string[],
  at?: Date,
): Promise<void> {
  await tx.query(
    `UPDATE clock SET state = CASE WHEN state = 'paused' OR ${vietnamDate('coalesce($3::timestamptz, now())')} <= due_on THEN 'met' ELSE 'missed' END,
  met_at = coalesce($3::timestamptz, now())
WHERE ticket_id = $1 AND rule = ANY($2) AND state IN ('running', 'paused')`,
    [ticketId, rules, at ?? null],
  );
}

/** What still runs ends without being met or missed, and says why. */
export async function stopClocks(
  tx: Sql,
  ticketId: string,
  why: string,
  by: string,
  rules?: readonly string[],
): Promise<void> {
  await tx.query(
    `UPDATE clock SET state = 'stopped', history = history || jsonb_build_array(jsonb_build_object('at', now(), 'what', 'stopped', 'why', $2::text, 'by', $3::text))
WHERE ticket_id = $1 AND state IN ('running', 'paused') AND ($4::text[] IS NULL OR rule = ANY($4))`,
    [ticketId, why, by, rules ?? null],
  );
}

/** Rules of the law that still run on a ticket: neither the promise nor the alarm. */
export async function runningDuties(tx: Sql, ticketId: string): Promise<string[]> {
  const result = await tx.query<{ rule: string }>(
    `SELECT rule FROM clock WHERE ticket_id = $1 AND state IN ('running', 'paused') ORDER BY due_on`,
    [ticketId],
  );
  return result.rows.map((r) => r.rule).filter(isStatutory);
}
