/**
 * What has to be told to everybody invited, and when. One row for each (meeting, version, kind): a moved or cancelled
 * meeting has a new version, and whatever was still to be told of the old one dies with it. What is due becomes a
 * broadcast (jobs/meetings.ts), so quiet hours, opt-outs and the delivery report are the same as for everything else.
 */
import { type BroadcastState, type By, stopOrigin } from '../broadcasts/index.ts';
import type { Sql } from '../db.ts';
import type { Meeting, MeetingContent, Reminder } from './rows.ts';

export type TellingKind = 'notice' | 'change' | 'cancel' | 'minutes' | `remind:${Reminder}`;

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

/** What a meeting's broadcasts belong to. */
export const originOf = (meetingId: string): string => `meeting:${meetingId}`;
/** The one broadcast of a telling. */
export const broadcastKey = (meetingId: string, version: number, kind: TellingKind): string =>
  `meeting:${meetingId}:${version}:${kind}`;

/** Said when a meeting is over: nothing of it is of use any more. */
export const overAt = (m: Pick<MeetingContent, 'startsAt' | 'endsAt'>): Date =>
  m.endsAt ?? new Date(m.startsAt.getTime() + HOUR);

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

/**
 * Whatever was still to be said of a meeting is not said: tellings that wait, broadcasts that go out. What a platform has
 * in its hands this moment cannot be called back; what comes after it in the same chat waits for it.
 */
export async function takeBack(tx: Sql, wardId: string, meetingId: string, by: By): Promise<void> {
  await tx.query(`UPDATE meeting_telling SET state = 'dead' WHERE meeting_id = $1 AND state = 'waiting'`, [
    meetingId,
  ]);
  await stopOrigin(tx, wardId, originOf(meetingId), by);
}

/** Reminders of this version that are still to come. */
export async function planReminders(
  tx: Sql,
  meeting: Meeting,
  content: Pick<MeetingContent, 'startsAt' | 'reminders'>,
  now: Date,
): Promise<void> {
  for (const reminder of content.reminders) {
    const at = reminderAt(reminder, content.startsAt);
    if (at !== null && at > now) await put(tx, meeting, `remind:${reminder}`, at);
  }
}

export const planTelling = put;

export interface DueTelling {
  readonly id: string;
  readonly wardId: string;
  readonly meetingId: string;
  readonly version: number;
  readonly kind: TellingKind;
  readonly dueAt: Date;
}

/** Lock the next telling that is due, passing by those another scheduler holds. Inside the caller's transaction. */
export async function nextDue(tx: Sql, wardId: string, now: Date): Promise<DueTelling | null> {
  const { rows } = await tx.query<DueTelling>(
    `SELECT id, ward_id AS "wardId", meeting_id AS "meetingId", version, kind, due_at AS "dueAt" FROM meeting_telling
WHERE ward_id = $1 AND state = 'waiting' AND due_at <= $2 ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [wardId, now],
  );
  return rows[0] ?? null;
}

export async function endTelling(tx: Sql, id: string, state: 'done' | 'dead', now: Date): Promise<void> {
  await tx.query('UPDATE meeting_telling SET state = $2, done_at = $3 WHERE id = $1', [id, state, now]);
}

export interface TellingRow {
  readonly kind: TellingKind;
  readonly version: number;
  readonly state: 'waiting' | 'done' | 'dead';
  readonly dueAt: Date;
  /** what it became; null = not due yet, or never told */
  readonly broadcast: { readonly id: string; readonly state: BroadcastState } | null;
  /** chats that have it */
  readonly sent: number;
}

/** For the meeting's page, in the order they are due. */
export async function tellingsOf(sql: Sql, meetingId: string): Promise<TellingRow[]> {
  const { rows } = await sql.query<TellingRow>(
    `SELECT t.kind, t.version, t.state, t.due_at AS "dueAt",
CASE WHEN b.id IS NOT NULL THEN json_build_object('id', b.id, 'state', b.state) END AS broadcast,
(SELECT count(*)::int FROM broadcast_recipient r WHERE r.broadcast_id = b.id AND r.state = 'sent') AS sent
FROM meeting_telling t LEFT JOIN broadcast b ON b.key = 'meeting:' || t.meeting_id || ':' || t.version || ':' || t.kind
WHERE t.meeting_id = $1 ORDER BY t.due_at, t.kind`,
    [meetingId],
  );
  return rows;
}

export interface Delivery {
  readonly sent: number;
  readonly waiting: number;
  readonly failed: number;
}

/** How the messages of a meeting went, all its tellings together. */
export async function deliveryOf(sql: Sql, meetingId: string): Promise<Delivery> {
  const { rows } = await sql.query<Delivery>(
    `SELECT count(*) FILTER (WHERE r.state = 'sent')::int AS sent, count(*) FILTER (WHERE r.state IN ('waiting', 'queued'))::int AS waiting,
count(*) FILTER (WHERE r.state = 'failed')::int AS failed
FROM broadcast b JOIN broadcast_recipient r ON r.broadcast_id = b.id WHERE b.origin = $1`,
    [originOf(meetingId)],
  );
  return rows[0] ?? { sent: 0, waiting: 0, failed: 0 };
}
