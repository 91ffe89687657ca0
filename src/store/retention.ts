/** What is dropped when its time is over. Words only: rows stay, so that counts and order stay true. Days are the ward's settings. */
import { z } from 'zod';
import { one, type Sql, type Store } from './db.ts';

const days = z.int().min(1).max(3650);
/** `retention` of the ward's settings; what is absent has the value here. */
export const retentionDays = z.object({
  /** messages that came in, once handled */
  inbox: days.default(30),
  /** deliveries nobody could read */
  unreadable: days.default(90),
  /** messages that went out: the web chat shows them again until then */
  outbox: days.default(180),
  /** a file that belongs to no ticket: a report that was never sent */
  looseFiles: days.default(7),
  /** a dialogue nobody came back to: its draft goes */
  drafts: days.default(7),
  /** names left with a booking of reception, after its day */
  bookings: days.default(90),
});
export type RetentionDays = z.infer<typeof retentionDays>;

export interface Dropped {
  readonly inbox: number;
  readonly outbox: number;
  readonly looseFiles: number;
  readonly drafts: number;
  /** filled-in forms, a day old */
  readonly papers: number;
  readonly bookings: number;
}

export async function wardDays(sql: Sql, wardId: string): Promise<RetentionDays> {
  const row = await one<{ value: unknown }>(
    sql,
    `SELECT value FROM setting WHERE ward_id = $1 AND key = 'retention'`,
    [wardId],
  );
  const set = retentionDays.safeParse(row?.value ?? {});
  return set.success ? set.data : retentionDays.parse({});
}

/** Drop what is over. Doing it twice does nothing more. */
export async function dropOld(store: Store, wardId: string, now: Date): Promise<Dropped> {
  const keep = await wardDays(store.pool, wardId);
  const count = async (text: string, ...values: unknown[]): Promise<number> =>
    (await store.pool.query(text, [wardId, now, ...values])).rowCount ?? 0;
  return {
    inbox: await count(
      `UPDATE inbox SET body = NULL WHERE ward_id = $1 AND body IS NOT NULL AND state <> 'new'
AND received_at < $2::timestamptz - CASE WHEN state = 'unreadable' THEN $4::int ELSE $3::int END * interval '1 day'`,
      keep.inbox,
      keep.unreadable,
    ),
    outbox: await count(
      `UPDATE outbox SET body = NULL WHERE ward_id = $1 AND body IS NOT NULL AND state IN ('sent', 'dead')
AND created_at < $2::timestamptz - $3::int * interval '1 day'`,
      keep.outbox,
    ),
    // a draft first: its files go with it, and not before
    drafts: await count(
      `UPDATE conversation SET handler = NULL, version = 0, state = NULL,
  draft_dropped_at = CASE WHEN handler = 'petition' THEN $2 ELSE draft_dropped_at END WHERE ward_id = $1 AND state IS NOT NULL
AND updated_at < $2::timestamptz - $3::int * interval '1 day'`,
      keep.drafts,
    ),
    papers:
      (
        await store.pool.query('DELETE FROM paper WHERE ward_id = $1 AND expires_at < $2::timestamptz', [
          wardId,
          now,
        ])
      ).rowCount ?? 0,
    bookings: await count(
      `UPDATE reception_booking b SET name = NULL, contact_id = NULL FROM reception_slot s WHERE s.id = b.slot_id AND b.ward_id = $1
AND (b.name IS NOT NULL OR b.contact_id IS NOT NULL) AND s.starts_at < $2::timestamptz - $3::int * interval '1 day'`,
      keep.bookings,
    ),
    looseFiles: await count(
      `UPDATE attachment SET state = 'dropped', ref = NULL, name = NULL WHERE ward_id = $1 AND ticket_id IS NULL
AND state <> 'dropped' AND created_at < $2::timestamptz - $3::int * interval '1 day'
AND NOT EXISTS (SELECT 1 FROM conversation v WHERE v.contact_id = attachment.contact_id AND v.handler = 'petition' AND v.state IS NOT NULL)`,
      keep.looseFiles,
    ),
  };
}

/** Is today's round still to be done? True for one process a day. `day`: in Việt Nam. */
export async function claimDay(sql: Sql, wardId: string, job: string, day: string): Promise<boolean> {
  const result = await sql.query(
    `INSERT INTO setting (ward_id, key, value) VALUES ($1, $2, $3)
ON CONFLICT (ward_id, key) DO UPDATE SET value = excluded.value, updated_at = now() WHERE setting.value <> excluded.value`,
    [wardId, `job.${job}`, JSON.stringify(day)],
  );
  return result.rowCount === 1;
}
