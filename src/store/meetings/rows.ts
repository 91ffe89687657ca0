/** Meetings as they stand in the database. */
import type { MeetingKind, MeetingMatter, Ways } from '../../law/index.ts';
import { one, type Sql } from '../db.ts';

export type MeetingState = 'draft' | 'published' | 'cancelled';

/** What an officer writes. */
export interface MeetingContent {
  readonly kind: MeetingKind;
  readonly matter: MeetingMatter | null;
  readonly title: string;
  readonly agenda: string;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly place: string;
  readonly mapUrl: string | null;
  readonly host: string;
  /** empty = the whole ward */
  readonly groupIds: readonly string[];
  /** of kind 'ban': empty = both */
  readonly boards: readonly Board[];
  readonly ways: Ways;
  readonly lateReason: string | null;
  readonly holidayOk: boolean;
  readonly reminders: readonly Reminder[];
}

/** Boards of the ward whose members may be invited: Ban Thanh tra nhân dân, Ban Giám sát đầu tư của cộng đồng. */
export const BOARDS = ['ttnd', 'gsdt'] as const;
export type Board = (typeof BOARDS)[number];

/** When people are reminded: two days before, the evening before at 19:00, two hours before, and more to choose from. */
export const REMINDERS = ['7d', '3d', '2d', '1d19', '2h', '1h'] as const;
export type Reminder = (typeof REMINDERS)[number];
export const USUAL_REMINDERS: readonly Reminder[] = ['2d', '1d19', '2h'];

export interface Meeting extends MeetingContent {
  readonly id: string;
  readonly wardId: string;
  readonly state: MeetingState;
  readonly version: number;
  readonly checkIn: string;
  readonly cancelWhy: string | null;
  readonly createdBy: string;
  readonly publishedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly changedAt: Date;
  /** names of the groups invited, in their order; empty = the whole ward */
  readonly groups: readonly string[];
  readonly papers: readonly Paper[];
}

export interface Paper {
  readonly id: string;
  readonly name: string;
  readonly mime: string;
  readonly size: number;
}

interface Row {
  id: string;
  ward_id: string;
  kind: MeetingKind;
  matter: MeetingMatter | null;
  title: string;
  agenda: string;
  starts_at: Date;
  ends_at: Date | null;
  place: string;
  map_url: string | null;
  host: string;
  group_ids: string[];
  boards: Board[];
  ways: Ways;
  late_reason: string | null;
  holiday_ok: boolean;
  reminders: Reminder[];
  state: MeetingState;
  version: number;
  check_in: string;
  cancel_why: string | null;
  created_by: string;
  published_at: Date | null;
  cancelled_at: Date | null;
  changed_at: Date;
  groups: string[] | null;
  papers: Paper[] | null;
}

const SELECT = `SELECT m.*, m.group_ids::text[] AS group_ids,
(SELECT array_agg(g.name ORDER BY g.position, g.name) FROM "group" g WHERE g.id = ANY(m.group_ids)) AS groups,
(SELECT json_agg(json_build_object('id', p.id, 'name', p.name, 'mime', p.mime, 'size', p.size) ORDER BY p.at, p.name)
 FROM meeting_paper p WHERE p.meeting_id = m.id) AS papers FROM meeting m`;

function meetingOf(row: Row): Meeting {
  return {
    id: row.id,
    wardId: row.ward_id,
    kind: row.kind,
    matter: row.matter,
    title: row.title,
    agenda: row.agenda,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    place: row.place,
    mapUrl: row.map_url,
    host: row.host,
    groupIds: row.group_ids,
    boards: row.boards,
    ways: row.ways,
    lateReason: row.late_reason,
    holidayOk: row.holiday_ok,
    reminders: row.reminders,
    state: row.state,
    version: row.version,
    checkIn: row.check_in,
    cancelWhy: row.cancel_why,
    createdBy: row.created_by,
    publishedAt: row.published_at,
    cancelledAt: row.cancelled_at,
    changedAt: row.changed_at,
    groups: row.groups ?? [],
    papers: row.papers ?? [],
  };
}

export async function meetingById(
  sql: Sql,
  wardId: string,
  id: string,
  lock: 'lock' | 'look' = 'look',
): Promise<Meeting | null> {
  const end = lock === 'lock' ? ' FOR UPDATE OF m' : '';
  const row = await one<Row>(sql, `${SELECT} WHERE m.ward_id = $1 AND m.id = $2${end}`, [wardId, id]);
  return row ? meetingOf(row) : null;
}

export async function meetingByKey(sql: Sql, wardId: string, key: string): Promise<Meeting | null> {
  const row = await one<Row>(sql, `${SELECT} WHERE m.ward_id = $1 AND m.key = $2`, [wardId, key]);
  return row ? meetingOf(row) : null;
}

/** `ahead`: those still to come, soonest first; `past`: held or cancelled, latest first; 60 a page. */
export async function meetingsOfWard(
  sql: Sql,
  wardId: string,
  which: 'ahead' | 'past',
  now: Date,
): Promise<Meeting[]> {
  const where =
    which === 'ahead'
      ? `m.state <> 'cancelled' AND coalesce(m.ends_at, m.starts_at + interval '3 hours') >= $2 ORDER BY m.starts_at`
      : `(m.state = 'cancelled' OR coalesce(m.ends_at, m.starts_at + interval '3 hours') < $2) ORDER BY m.starts_at DESC`;
  const { rows } = await sql.query<Row>(`${SELECT} WHERE m.ward_id = $1 AND ${where} LIMIT 60`, [
    wardId,
    now,
  ]);
  return rows.map(meetingOf);
}

/**
 * Published meetings that invite one of the groups, or everybody; `groupId` null: only those of the whole ward.
 * A board's are told only to its members. @param contactId who asks; null = a group's chat
 */
export async function meetingsFor(
  sql: Sql,
  wardId: string,
  groupId: string | null,
  contactId: string | null,
  which: 'ahead' | 'last',
  now: Date,
): Promise<Meeting[]> {
  const time =
    which === 'ahead'
      ? `m.state IN ('published', 'cancelled') AND coalesce(m.ends_at, m.starts_at + interval '3 hours') >= $4 ORDER BY m.starts_at LIMIT 5`
      : `m.state = 'published' AND coalesce(m.ends_at, m.starts_at + interval '3 hours') < $4 ORDER BY m.starts_at DESC LIMIT 1`;
  const { rows } = await sql.query<Row>(
    `${SELECT} WHERE m.ward_id = $1 AND (m.group_ids = '{}' OR $2::uuid = ANY(m.group_ids))
AND (m.kind <> 'ban' OR EXISTS (SELECT 1 FROM board_member b WHERE b.contact_id = $3 AND (m.boards = '{}' OR b.board = ANY(m.boards)))) AND ${time}`,
    [wardId, groupId, contactId, now],
  );
  return rows.map(meetingOf);
}
