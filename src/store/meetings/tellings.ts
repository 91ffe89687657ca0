/**
 * What has to be told to everybody invited, and when. One row for each (meeting, version, kind): a moved or cancelled
 * meeting has a new version, and whatever was still to be told of the old one dies with it.
 */
import type { Sql } from '../db.ts';
import type { Meeting, MeetingContent, Reminder } from './rows.ts';

export type TellingKind = 'notice' | 'change' | 'cancel' | 'minutes' | 'over' | `remind:${Reminder}`;

/** A change waits this long before people hear of it, ms: one moved twice in a minute is told once. */
export const CHANGE_WAITS_MS = 60_000;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const VIET_NAM = 7 * HOUR;

/** When a reminder is due; null when it would come after the start. */
export function reminderAt(reminder: Reminder, startsAt: Date): Date | null {
  const start = startsAt.getTime();
  const before = (ms: number) => new Date(start - ms);
  switch (reminder) {
    case '7d':
      return before(7 * DAY);
    case '3d':
      return before(3 * DAY);
    case '2d':
      return before(2 * DAY);
    case '1d19': {
      const midnight = Math.floor((start + VIET_NAM) / DAY) * DAY - VIET_NAM;
      return new Date(midnight - DAY + 19 * HOUR);
    }
    case '2h':
      return before(2 * HOUR);
    case '1h':
      return before(HOUR);
    default:
      return reminder satisfies never;
  }
}

/** The name that a meeting's messages bear in the outbox. */
export const noticeOf = (meetingId: string): string => `meeting:${meetingId}`;

async function put(
  tx: Sql,
  meeting: Pick<Meeting, 'id' | 'wardId' | 'version'>,
  kind: TellingKind,
  dueAt: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO meeting_telling (ward_id, meeting_id, version, kind, due_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (meeting_id, version, kind) DO NOTHING`,
    [meeting.wardId, meeting.id, meeting.version, kind, dueAt],
  );
}

/** Whatever was still to be said of a meeting is not said: tellings that wait, messages that are queued or held. */
export async function takeBack(tx: Sql, meetingId: string): Promise<number> {
  await tx.query(`UPDATE meeting_telling SET state = 'dead' WHERE meeting_id = $1 AND state = 'waiting'`, [
    meetingId,
  ]);
  const gone = await tx.query(
    `UPDATE outbox SET state = 'dead', reason = 'taken-back', body = NULL WHERE notice = $1 AND notice LIKE 'meeting:%' AND state IN ('queued', 'held')`,
    [noticeOf(meetingId)],
  );
  return gone.rowCount ?? 0;
}

/** Reminders of this version that are still to come, and the moment after which nothing of it is sent any more. */
export async function planReminders(
  tx: Sql,
  meeting: Meeting,
  content: Pick<MeetingContent, 'startsAt' | 'endsAt' | 'reminders'>,
  now: Date,
): Promise<void> {
  for (const reminder of content.reminders) {
    const at = reminderAt(reminder, content.startsAt);
    if (at !== null && at > now) await put(tx, meeting, `remind:${reminder}`, at);
  }
  await put(tx, meeting, 'over', content.endsAt ?? new Date(content.startsAt.getTime() + HOUR));
}

export const planTelling = put;

export interface DueTelling {
  readonly id: string;
  readonly wardId: string;
  readonly meetingId: string;
  readonly version: number;
  readonly kind: TellingKind;
  readonly dueAt: Date;
  readonly cursor: string | null;
}

/** Lock the next telling that is due, passing by those another scheduler holds. Inside the caller's transaction. */
export async function nextDue(tx: Sql, wardId: string, now: Date): Promise<DueTelling | null> {
  const { rows } = await tx.query<DueTelling>(
    `SELECT id, ward_id AS "wardId", meeting_id AS "meetingId", version, kind, due_at AS "dueAt", cursor FROM meeting_telling
WHERE ward_id = $1 AND state = 'waiting' AND due_at <= $2 ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [wardId, now],
  );
  return rows[0] ?? null;
}

export async function endTelling(tx: Sql, id: string, state: 'done' | 'dead', now: Date): Promise<void> {
  await tx.query('UPDATE meeting_telling SET state = $2, done_at = $3 WHERE id = $1', [id, state, now]);
}

export async function advance(tx: Sql, id: string, cursor: string, told: number): Promise<void> {
  await tx.query('UPDATE meeting_telling SET cursor = $2, told = told + $3 WHERE id = $1', [
    id,
    cursor,
    told,
  ]);
}

export interface TellingRow {
  readonly kind: TellingKind;
  readonly version: number;
  readonly state: 'waiting' | 'done' | 'dead';
  readonly dueAt: Date;
  readonly told: number;
}

/** For the meeting's page, in the order they are due. */
export async function tellingsOf(sql: Sql, meetingId: string): Promise<TellingRow[]> {
  const { rows } = await sql.query<TellingRow>(
    `SELECT kind, version, state, due_at AS "dueAt", told FROM meeting_telling WHERE meeting_id = $1 AND kind <> 'over' ORDER BY due_at, kind`,
    [meetingId],
  );
  return rows;
}

export interface Delivery {
  readonly sent: number;
  readonly waiting: number;
  readonly held: number;
  readonly failed: number;
}

/** How the messages of a meeting went, all its tellings together. */
export async function deliveryOf(sql: Sql, meetingId: string): Promise<Delivery> {
  const { rows } = await sql.query<Delivery>(
    `SELECT count(*) FILTER (WHERE state = 'sent')::int AS sent, count(*) FILTER (WHERE state IN ('queued', 'sending'))::int AS waiting,
count(*) FILTER (WHERE state = 'held')::int AS held, count(*) FILTER (WHERE state = 'dead' AND body IS NOT NULL)::int AS failed
FROM outbox WHERE notice = $1 AND notice LIKE 'meeting:%'`,
    [noticeOf(meetingId)],
  );
  return rows[0] ?? { sent: 0, waiting: 0, held: 0, failed: 0 };
}
