/** Reminders of booked times: each booking's own row says when. A moved or cancelled one is no longer asked. */
import type { Receiver } from '../core/types.ts';
import { receptionDays, slotsOf, vietnamDay } from '../law/index.ts';
import { type Store, transaction } from './db.ts';
import { type Reception, receptionOf } from './reception.ts';
import { tellContact } from './tell.ts';
import type { Speaker } from './tickets.ts';

interface DueRow {
  id: string;
  code: string;
  contact_id: string | null;
  notices: boolean | null;
  who: Receiver;
  starts_at: Date;
}

/** Does the plan still have this time? Not when its day was taken out, or became a day off. */
export function stillPlanned(
  { plan, calendar, offs }: Reception,
  slot: { readonly who: Receiver; readonly at: Date },
): boolean {
  const day = vietnamDay(slot.at);
  return receptionDays(plan, calendar, day, day, offs)
    .flatMap(slotsOf)
    .some((s) => s.who === slot.who && s.at === slot.at.getTime());
}

/**
 * Queue the reminders that are due; outbox ids to ring for. What could not be sent before its time began, and what the
 * plan no longer has, is not sent.
 */
export async function remindDue(
  store: Store,
  speaker: Speaker,
  wardId: string,
  now: Date,
): Promise<string[]> {
  return await transaction(store, async (tx) => {
    const found = await tx.query<DueRow>(
      `SELECT b.id, b.code, b.contact_id, c.notices, s.who, s.starts_at FROM reception_booking b JOIN reception_slot s ON s.id = b.slot_id
LEFT JOIN contact c ON c.id = b.contact_id
WHERE b.ward_id = $1 AND b.state = 'booked' AND b.reminded_at IS NULL AND b.remind_at <= $2 ORDER BY b.remind_at LIMIT 100
FOR UPDATE OF b SKIP LOCKED`,
      [wardId, now],
    );
    if (found.rows.length === 0) return [];
    const reception = await receptionOf(tx, wardId);
    const outbox: string[] = [];
    for (const b of found.rows) {
      if (b.notices !== true || b.starts_at <= now) continue;
      if (!stillPlanned(reception, { who: b.who, at: b.starts_at })) continue;
      const payload = {
        ...{ booking: b.id, code: b.code, who: b.who, at: b.starts_at.toISOString() },
        place: reception.plan.place ?? '',
      };
      outbox.push(
        ...((await tellContact(tx, store.vault, speaker, b.contact_id, 'reception-reminder', payload)) ?? []),
      );
    }
    await tx.query('UPDATE reception_booking SET reminded_at = $2 WHERE id = ANY($1)', [
      found.rows.map((r) => r.id),
      now,
    ]);
    return outbox;
  });
}
