/**
 * Booking a time of reception. The plan is a setting; a slot becomes a row when it is first booked, and that row is the
 * lock: whoever comes second waits, then sees the place taken. A unique index says the same once more.
 */
import { z } from 'zod';
import type { Contact, Receiver, ReceptionView } from '../core/types.ts';
import {
  type Calendar,
  minutesOf,
  RECEIVERS,
  type ReceptionOff,
  type ReceptionPlan,
  type ReceptionSlot,
  receptionDays,
  remindAt,
  slotsAfter,
  vietnamDay,
} from '../law/index.ts';
import { TurnAgain } from './again.ts';
import { wardCalendar } from './clocks.ts';
import { one, type Sql } from './db.ts';
import { wardDays } from './retention.ts';
import type { Vault } from './vault.ts';

/** How far ahead a time can be booked, days. */
export const BOOK_DAYS = 62;
/** A time nearer than this is no longer offered, ms. */
const LEAD_MS = 60 * 60_000;
const DAY_MS = 86_400_000;

const clock = z.string().refine((t) => minutesOf(t) !== null);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const receptionPlan = z.object({
  place: z.string().trim().min(1).max(300).optional(),
  rules: z
    .array(
      z.object({
        id: z.string().min(1).max(40),
        who: z.enum(RECEIVERS),
        on: z.discriminatedUnion('kind', [
          z.object({
            kind: z.literal('weekday'),
            weekday: z.int().min(0).max(6),
            nth: z.array(z.int().min(-1).max(5)).max(6),
          }),
          z.object({ kind: z.literal('monthDays'), days: z.array(z.int().min(1).max(31)).min(1).max(31) }),
          z.object({ kind: z.literal('dates'), dates: z.array(day).min(1).max(60) }),
        ]),
        from: clock,
        to: clock,
        minutes: z.int().min(5).max(480),
        places: z.int().min(1).max(50),
        since: day,
      }),
    )
    .max(30)
    .default([]),
});

const EMPTY: ReceptionPlan = { rules: [] };

/** The plan in a setting's value; an unreadable one counts as none. */
export function planIn(value: unknown): ReceptionPlan {
  const read = receptionPlan.safeParse(value ?? {});
  if (!read.success) return EMPTY;
  const { place, rules } = read.data;
  return { rules, ...(place === undefined ? {} : { place }) };
}

export async function planOf(sql: Sql, wardId: string): Promise<ReceptionPlan> {
  const row = await one<{ value: unknown }>(
    sql,
    `SELECT value FROM setting WHERE ward_id = $1 AND key = 'reception'`,
    [wardId],
  );
  return row ? planIn(row.value) : EMPTY;
}

export async function savePlan(
  sql: Sql,
  wardId: string,
  plan: ReceptionPlan,
  officerId: string | null,
): Promise<void> {
  await sql.query(
    `INSERT INTO setting (ward_id, key, value, updated_by) VALUES ($1, 'reception', $2, $3)
ON CONFLICT (ward_id, key) DO UPDATE SET value = excluded.value, updated_at = now(), updated_by = excluded.updated_by`,
    [wardId, JSON.stringify(receptionPlan.parse(plan)), officerId],
  );
}

export async function offsOf(sql: Sql, wardId: string): Promise<ReceptionOff[]> {
  const found = await sql.query<ReceptionOff>(
    `SELECT to_char(day, 'YYYY-MM-DD') AS day, who, reason FROM reception_off WHERE ward_id = $1`,
    [wardId],
  );
  return found.rows;
}

/** Plan, calendar and days off of a ward: what everything else follows from. */
export interface Reception {
  readonly plan: ReceptionPlan;
  readonly calendar: Calendar;
  readonly offs: readonly ReceptionOff[];
}

export async function receptionOf(sql: Sql, wardId: string): Promise<Reception> {
  const plan = await planOf(sql, wardId);
  return { plan, calendar: await wardCalendar(sql, wardId), offs: await offsOf(sql, wardId) };
}

/** Every time that may be booked from `now` on, full or not. */
export function openSlots({ plan, calendar, offs }: Reception, now: Date): ReceptionSlot[] {
  const last = vietnamDay(new Date(now.getTime() + BOOK_DAYS * DAY_MS));
  return slotsAfter(receptionDays(plan, calendar, vietnamDay(now), last, offs), now.getTime() + LEAD_MS);
}

/** What a contact may be offered, and what they have booked. */
export async function receptionView(
  sql: Sql,
  wardId: string,
  contact: Contact,
  now: Date,
): Promise<ReceptionView> {
  const known = await planOf(sql, wardId);
  const mine = await comingOf(sql, contact.id, now);
  const { bookings: keepDays } = await wardDays(sql, wardId);
  if (known.rules.length === 0) return { planned: false, keepDays, free: [], mine };
  const slots = openSlots(await receptionOf(sql, wardId), now);
  const taken = await sql.query<{ who: Receiver; starts_at: Date; taken: number }>(
    `SELECT s.who, s.starts_at, count(*)::int AS taken FROM reception_slot s JOIN reception_booking b ON b.slot_id = s.id
WHERE s.ward_id = $1 AND s.starts_at > $2 AND b.state <> 'cancelled' GROUP BY s.id`,
    [wardId, now],
  );
  const full = new Map(taken.rows.map((r) => [`${r.who} ${r.starts_at.getTime()}`, r.taken]));
  return {
    planned: true,
    keepDays,
    ...(known.place === undefined ? {} : { place: known.place }),
    free: slots
      .filter((s) => (full.get(`${s.who} ${s.at}`) ?? 0) < s.places)
      .map(({ who, at, minutes }) => ({ who, at: new Date(at), minutes })),
    mine,
  };
}

async function comingOf(sql: Sql, contactId: string, now: Date): Promise<ReceptionView['mine']> {
  const row = await one<{ id: string; code: string; who: Receiver; starts_at: Date; minutes: number }>(
    sql,
    `SELECT b.id, b.code, s.who, s.starts_at, s.minutes FROM reception_booking b JOIN reception_slot s ON s.id = b.slot_id
WHERE b.contact_id = $1 AND b.state = 'booked' AND s.starts_at > $2 ORDER BY s.starts_at LIMIT 1`,
    [contactId, now],
  );
  return row && { id: row.id, code: row.code, who: row.who, at: row.starts_at, minutes: row.minutes };
}

export interface NewBooking {
  readonly wardId: string;
  readonly contact: Contact;
  readonly turnId: string;
  readonly now: Date;
  readonly code: string;
  readonly who: Receiver;
  readonly at: Date;
  readonly name?: string;
}

/**
 * Take a place, and give back what the contact had booked before.
 * @throws TurnAgain when the time is full, gone from the plan, or its code is taken
 */
export async function bookReception(tx: Sql, vault: Vault, want: NewBooking): Promise<void> {
  const { wardId, contact, now, who, at } = want;
  const slot = openSlots(await receptionOf(tx, wardId), now).find(
    (s) => s.who === who && s.at === at.getTime(),
  );
  if (!slot) throw new TurnAgain('the time is not to be had');
  const row = await one<{ id: string }>(
    tx,
    `INSERT INTO reception_slot (ward_id, who, starts_at, minutes, places) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (ward_id, who, starts_at) DO UPDATE SET minutes = excluded.minutes, places = excluded.places RETURNING id`,
    [wardId, who, at, slot.minutes, slot.places],
  );
  if (!row) throw new Error('the slot was not returned');
  // the slot's row is locked from here on: nobody else counts its places until this turn is over
  const held = await tx.query<{ place: number; code: string | null }>(
    `SELECT place, NULL AS code FROM reception_booking WHERE slot_id = $1 AND state <> 'cancelled'
UNION ALL SELECT 0, code FROM reception_booking WHERE code = $2`,
    [row.id, want.code],
  );
  const taken = new Set(held.rows.map((r) => r.place));
  const place = Array.from({ length: slot.places }, (_, i) => i + 1).find((p) => !taken.has(p));
  if (place === undefined || taken.has(0)) throw new TurnAgain('the time is full');
  await tx.query(
    `UPDATE reception_booking SET state = 'cancelled', ended_by = 'moved', changed_at = $2
WHERE contact_id = $1 AND state = 'booked' AND slot_id IN (SELECT id FROM reception_slot WHERE starts_at > $2)`,
    [contact.id, now],
  );
  const remind = contact.notices ? remindAt(slot.at, now.getTime(), vietnamDay(at)) : null;
  await tx.query(
    `INSERT INTO reception_booking (ward_id, slot_id, place, code, key, contact_id, name, remind_at, created_at, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`,
    [
      wardId,
      row.id,
      place,
      want.code,
      `${want.turnId}:reception`,
      contact.id,
      want.name === undefined ? null : vault.seal('reception.name', want.name),
      remind === null ? null : new Date(remind),
      now,
    ],
  );
}

/** The resident gives a time back. */
export async function cancelReception(
  tx: Sql,
  bookingId: string,
  contactId: string,
  now: Date,
): Promise<void> {
  await tx.query(
    `UPDATE reception_booking SET state = 'cancelled', ended_by = 'resident', changed_at = $3
WHERE id = $1 AND contact_id = $2 AND state = 'booked'`,
    [bookingId, contactId, now],
  );
}
