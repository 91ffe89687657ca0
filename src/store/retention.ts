/** What is dropped when its time is over. Words only: rows stay, so that counts and order stay true. Days are the ward's settings. */
import { z } from 'zod';
import { one, type Sql, type Store, transaction } from './db.ts';
import { type Actor, audit } from './tickets.ts';

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
  /** words of questions; whatever is set, no longer than this */
  questionDays: z.int().min(1).max(180).default(180).catch(180),
});
export type RetentionDays = z.infer<typeof retentionDays>;

export interface Dropped {
  readonly inbox: number;
  readonly unreadable: number;
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

/** `$1` ward, `$2` now, `$3` days; `$4` where a second number is needed. */
const OVER = "$2::timestamptz - $3::int * interval '1 day'";
const WHICH = {
  inbox: {
    table: 'inbox',
    where: `ward_id = $1 AND body IS NOT NULL AND state NOT IN ('new', 'unreadable') AND received_at < ${OVER}`,
  },
  unreadable: {
    table: 'inbox',
    where: `ward_id = $1 AND body IS NOT NULL AND state = 'unreadable' AND received_at < ${OVER}`,
  },
  outbox: {
    table: 'outbox',
    where: `ward_id = $1 AND body IS NOT NULL AND state IN ('sent', 'dead') AND created_at < ${OVER}`,
  },
  drafts: {
    table: 'conversation',
    where: `ward_id = $1 AND state IS NOT NULL AND updated_at < ${OVER}`,
  },
  bookings: {
    table: 'reception_booking b',
    where: `b.ward_id = $1 AND (b.name IS NOT NULL OR b.contact_id IS NOT NULL)
AND EXISTS (SELECT 1 FROM reception_slot s WHERE s.id = b.slot_id AND s.starts_at < ${OVER})`,
  },
  looseFiles: {
    table: 'attachment',
    where: `ward_id = $1 AND ticket_id IS NULL AND state <> 'dropped' AND created_at < ${OVER}
AND NOT EXISTS (SELECT 1 FROM conversation v WHERE v.contact_id = attachment.contact_id AND v.handler = 'petition' AND v.state IS NOT NULL)`,
  },
  questionDays: {
    table: 'question',
    where: `ward_id = $1 AND text IS NOT NULL AND at < ${OVER}`,
  },
} as const satisfies Readonly<
  Record<keyof RetentionDays, { readonly table: string; readonly where: string }>
>;
export type RetentionKind = keyof RetentionDays;
export const RETENTION_KINDS = Object.keys(WHICH) as readonly RetentionKind[];

/** What a run at `at` would drop with these days; nothing is changed. A file whose draft goes in the same run counts with the run after. */
export async function countOld(
  sql: Sql,
  wardId: string,
  at: Date,
  keep: RetentionDays,
): Promise<Readonly<Record<RetentionKind, number>>> {
  const counts = await Promise.all(
    RETENTION_KINDS.map(async (kind) => {
      const { table, where } = WHICH[kind];
      const row = await one<{ n: number }>(sql, `SELECT count(*)::int AS n FROM ${table} WHERE ${where}`, [
        wardId,
        at,
        keep[kind],
      ]);
      return [kind, row?.n ?? 0] as const;
    }),
  );
  return Object.fromEntries(counts) as Record<RetentionKind, number>;
}

/** Set the ward's days; what else the setting holds stays. Audited with what was there before. */
export async function setRetention(
  store: Store,
  wardId: string,
  keep: RetentionDays,
  by: Actor,
): Promise<void> {
  await transaction(store, async (tx) => {
    const before = await wardDays(tx, wardId);
    await tx.query(
      `INSERT INTO setting (ward_id, key, value, updated_by) VALUES ($1, 'retention', $2, $3)
ON CONFLICT (ward_id, key) DO UPDATE SET value = setting.value || excluded.value, updated_at = now(), updated_by = excluded.updated_by`,
      [wardId, JSON.stringify(retentionDays.parse(keep)), by.officerId],
    );
    await audit(tx, wardId, by, 'retention.set', 'retention', { before, after: keep });
  });
}

/** Drop what is over. Doing it twice does nothing more. Words of questions are dropped by `dropOldTexts`. */
export async function dropOld(store: Store, wardId: string, now: Date): Promise<Dropped> {
  const keep = await wardDays(store.pool, wardId);
  const count = async (text: string, ...values: unknown[]): Promise<number> =>
    (await store.pool.query(text, [wardId, now, ...values])).rowCount ?? 0;
  const wipe = (kind: RetentionKind, set: string) => {
    const { table, where } = WHICH[kind];
    return count(`UPDATE ${table} SET ${set} WHERE ${where}`, keep[kind]);
  };
  return {
    inbox: await wipe('inbox', 'body = NULL'),
    unreadable: await wipe('unreadable', 'body = NULL'),
    outbox: await wipe('outbox', 'body = NULL'),
    // a draft first: its files go with it, and not before
    drafts: await wipe(
      'drafts',
      `handler = NULL, version = 0, state = NULL, draft_dropped_at = CASE WHEN handler = 'petition' THEN $2 ELSE draft_dropped_at END`,
    ),
    papers:
      (
        await store.pool.query('DELETE FROM paper WHERE ward_id = $1 AND expires_at < $2::timestamptz', [
          wardId,
          now,
        ])
      ).rowCount ?? 0,
    bookings: await wipe('bookings', 'name = NULL, contact_id = NULL'),
    looseFiles: await wipe('looseFiles', "state = 'dropped', ref = NULL, name = NULL"),
  };
}

export interface RetentionRun {
  readonly at: Date;
  readonly counts: Readonly<Record<string, number>>;
}

/** A run is in the audit log: how many of each, never what they were. */
export async function noteRun(
  sql: Sql,
  wardId: string,
  day: string,
  counts: Readonly<Record<string, number>>,
): Promise<void> {
  await audit(sql, wardId, { officerId: null, name: 'máy' }, 'retention.run', day, counts);
}

/** The last runs, newest first. */
export async function retentionRuns(sql: Sql, wardId: string, limit = 7): Promise<RetentionRun[]> {
  const found = await sql.query<{ at: Date; detail: unknown }>(
    `SELECT at, detail FROM audit WHERE ward_id = $1 AND action = 'retention.run' ORDER BY id DESC LIMIT $2`,
    [wardId, limit],
  );
  return found.rows.map((r) => {
    const counts = z.record(z.string(), z.number()).safeParse(r.detail);
    return { at: r.at, counts: counts.success ? counts.data : {} };
  });
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
