/** Bookings as officers work on them: seen, cancelled with a reason the resident is told, marked after the meeting. */
import { length } from '../core/text.ts';
import type { Receiver } from '../core/types.ts';
import { type Day, vietnamDay } from '../law/index.ts';
import { one, type Sql, type Store, transaction } from './db.ts';
import { receptionOf } from './reception.ts';
import { stillPlanned } from './reception-remind.ts';
import { tellContact } from './tell.ts';
import { type Actor, audit, type Speaker } from './tickets.ts';
import type { Vault } from './vault.ts';

export type BookingState = 'booked' | 'cancelled' | 'attended' | 'absent';

export interface BookingRow {
  readonly id: string;
  readonly code: string;
  readonly who: Receiver;
  readonly at: Date;
  readonly state: BookingState;
  readonly endedBy: 'resident' | 'officer' | 'moved' | 'erased' | null;
  readonly reason: string | null;
  /** null: none left, or not for this reader */
  readonly name: string | null;
  /** can the resident be told something? */
  readonly reachable: boolean;
  /** its time is no longer in the plan, or its day became a day off */
  readonly adrift: boolean;
}

/** Bookings of some days (both counted), soonest first. */
export async function bookingsOf(
  sql: Sql,
  vault: Vault,
  wardId: string,
  from: Day,
  to: Day,
  withNames: boolean,
): Promise<BookingRow[]> {
  const found = await sql.query<{
    id: string;
    code: string;
    who: Receiver;
    starts_at: Date;
    state: BookingState;
    ended_by: BookingRow['endedBy'];
    reason: string | null;
    name: Buffer | null;
    reachable: boolean;
  }>(
    `SELECT b.id, b.code, s.who, s.starts_at, b.state, b.ended_by, b.reason, b.name, (c.id IS NOT NULL AND c.left_at IS NULL) AS reachable
FROM reception_booking b JOIN reception_slot s ON s.id = b.slot_id LEFT JOIN contact c ON c.id = b.contact_id
WHERE b.ward_id = $1 AND (s.starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date BETWEEN $2 AND $3 ORDER BY s.starts_at, b.place, b.created_at`,
    [wardId, from, to],
  );
  const reception = await receptionOf(sql, wardId);
  return found.rows.map((r) => ({
    ...{ id: r.id, code: r.code, who: r.who, at: r.starts_at, state: r.state, reason: r.reason },
    endedBy: r.ended_by,
    name: withNames && r.name ? vault.open('reception.name', r.name) : null,
    reachable: r.reachable,
    adrift: r.state === 'booked' && !stillPlanned(reception, { who: r.who, at: r.starts_at }),
  }));
}

export type ReceptionAct =
  | { readonly ok: true; readonly outbox: readonly string[]; readonly told: number; readonly untold: number }
  | { readonly ok: false; readonly why: 'unknown' | 'over' | 'early' | 'empty' | 'too-long' | 'past' };

export const REASON_LIMIT = 500;

function badReason(reason: string): ReceptionAct | null {
  if (reason.trim() === '') return { ok: false, why: 'empty' };
  return length(reason.trim()) > REASON_LIMIT ? { ok: false, why: 'too-long' } : null;
}

interface Held {
  id: string;
  contact_id: string | null;
  who: Receiver;
  starts_at: Date;
}

/** Cancel one booking; the resident is told why. */
export async function cancelBooking(
  store: Store,
  speaker: Speaker,
  wardId: string,
  id: string,
  reason: string,
  actor: Actor,
  now: Date,
): Promise<ReceptionAct> {
  const bad = badReason(reason);
  if (bad) return bad;
  return await transaction(store, async (tx) => {
    const found = await one<{ state: BookingState }>(
      tx,
      'SELECT state FROM reception_booking WHERE id = $1 AND ward_id = $2',
      [id, wardId],
    );
    if (!found) return { ok: false, why: 'unknown' };
    const said = await giveBack(
      tx,
      store.vault,
      speaker,
      'b.id = $1 AND b.ward_id = $2',
      [id, wardId],
      reason,
      now,
    );
    if (said.count === 0) return { ok: false, why: 'over' };
    await audit(tx, wardId, actor, 'reception.cancel', id);
    return { ok: true, outbox: said.outbox, told: said.told, untold: said.count - said.told };
  });
}

async function giveBack(
  tx: Sql,
  vault: Vault,
  speaker: Speaker,
  where: string,
  values: readonly unknown[],
  reason: string,
  now: Date,
) {
  const n = values.length;
  const gone = await tx.query<Held>(
    `UPDATE reception_booking b SET state = 'cancelled', ended_by = 'officer', reason = $${n + 1}, changed_at = $${n + 2}
FROM reception_slot s WHERE s.id = b.slot_id AND b.state = 'booked' AND s.starts_at > $${n + 2} AND ${where}
RETURNING b.id, b.contact_id, s.who, s.starts_at`,
    [...values, reason.trim(), now],
  );
  const outbox: string[] = [];
  let told = 0;
  for (const b of gone.rows) {
    const payload = { booking: b.id, who: b.who, at: b.starts_at.toISOString(), reason: reason.trim() };
    const sent = await tellContact(tx, vault, speaker, b.contact_id, 'reception-cancelled', payload);
    if (sent) told++;
    outbox.push(...(sent ?? []));
  }
  return { count: gone.rows.length, told, outbox };
}

/** After the meeting, or on its day: came, or did not. */
export async function markBooking(
  store: Store,
  wardId: string,
  id: string,
  state: 'attended' | 'absent',
  actor: Actor,
  now: Date,
): Promise<ReceptionAct> {
  return await transaction(store, async (tx) => {
    const row = await one<{ state: BookingState; starts_at: Date }>(
      tx,
      `SELECT b.state, s.starts_at FROM reception_booking b JOIN reception_slot s ON s.id = b.slot_id WHERE b.id = $1 AND b.ward_id = $2 FOR UPDATE OF b`,
      [id, wardId],
    );
    if (!row) return { ok: false, why: 'unknown' };
    if (row.state === 'cancelled') return { ok: false, why: 'over' };
    if (vietnamDay(row.starts_at) > vietnamDay(now)) return { ok: false, why: 'early' };
    await tx.query('UPDATE reception_booking SET state = $2, changed_at = $3 WHERE id = $1', [
      id,
      state,
      now,
    ]);
    await audit(tx, wardId, actor, `reception.${state}`, id);
    return { ok: true, outbox: [], told: 0, untold: 0 };
  });
}

/** Nobody is received by `who` that day: the day is no longer offered, and everybody booked is told (Luật TCD Đ.24.4). */
export async function closeDay(
  store: Store,
  speaker: Speaker,
  wardId: string,
  day: Day,
  who: Receiver,
  reason: string,
  actor: Actor,
  now: Date,
): Promise<ReceptionAct> {
  const bad = badReason(reason);
  if (bad) return bad;
  if (day < vietnamDay(now)) return { ok: false, why: 'past' };
  return await transaction(store, async (tx) => {
    await tx.query(
      `INSERT INTO reception_off (ward_id, day, who, reason, officer_id) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (ward_id, day, who) DO UPDATE SET reason = excluded.reason, officer_id = excluded.officer_id, at = now()`,
      [wardId, day, who, reason.trim(), actor.officerId],
    );
    const where = `b.ward_id = $1 AND s.who = $2 AND (s.starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date = $3::date`;
    const said = await giveBack(tx, store.vault, speaker, where, [wardId, who, day], reason, now);
    await audit(tx, wardId, actor, 'reception.close-day', `${day} ${who}`, { bookings: said.count });
    return { ok: true, outbox: said.outbox, told: said.told, untold: said.count - said.told };
  });
}

/** The day is offered again; who was told of the cancelling is not booked again. */
export async function openDay(
  store: Store,
  wardId: string,
  day: Day,
  who: Receiver,
  actor: Actor,
): Promise<void> {
  await transaction(store, async (tx) => {
    const gone = await tx.query('DELETE FROM reception_off WHERE ward_id = $1 AND day = $2 AND who = $3', [
      wardId,
      day,
      who,
    ]);
    if (gone.rowCount) await audit(tx, wardId, actor, 'reception.open-day', `${day} ${who}`);
  });
}
