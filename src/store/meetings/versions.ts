/** What a meeting was at each version, so that people are told what changed since they were last told. */
import type { Sql } from '../db.ts';
import type { Meeting } from './rows.ts';
import { originOf } from './tellings.ts';

/** What people have to know of a meeting, as it stood. */
export interface Told {
  readonly title: string;
  readonly agenda: string;
  /** ISO */
  readonly startsAt: string;
  readonly place: string;
  readonly host: string;
}

export const TOLD_FIELDS = ['startsAt', 'place', 'agenda', 'host', 'title'] as const;
export type ToldField = (typeof TOLD_FIELDS)[number];

const toldOf = (m: Meeting): Told => ({
  title: m.title,
  agenda: m.agenda,
  startsAt: m.startsAt.toISOString(),
  place: m.place,
  host: m.host,
});

export async function keepVersion(tx: Sql, meeting: Meeting, by: string, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO meeting_version (meeting_id, version, ward_id, content, by, at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (meeting_id, version) DO NOTHING`,
    [meeting.id, meeting.version, meeting.wardId, JSON.stringify(toldOf(meeting)), by, at],
  );
}

/** Somebody has it, or a platform has it in its hands this moment. */
const HEARD = `EXISTS (SELECT 1 FROM broadcast_recipient r WHERE r.broadcast_id = b.id AND (r.state = 'sent'
  OR EXISTS (SELECT 1 FROM outbox o WHERE o.recipient_id = r.id AND o.state IN ('sending', 'sent'))))`;

/** Has anybody been told of it yet? Asked after `takeBack`: nothing more begins then. */
export async function wasTold(tx: Sql, meetingId: string): Promise<boolean> {
  const found = await tx.query(`SELECT 1 FROM broadcast b WHERE b.origin = $1 AND ${HEARD} LIMIT 1`, [
    originOf(meetingId),
  ]);
  return (found.rowCount ?? 0) > 0;
}

export interface Changed {
  readonly fields: readonly ToldField[];
  /** the last version somebody heard of */
  readonly before: Told | null;
}

/**
 * What differs from any version that people may still hold true: the last one told to everybody, and those whose
 * telling was cut short after it. (Moved away and back within a minute: nothing, and nobody need be told.)
 */
export async function changedSince(tx: Sql, meeting: Meeting): Promise<Changed> {
  const { rows } = await tx.query<{ version: number; whole: boolean; content: Told }>(
    `SELECT v.version, v.content, bool_or(b.state = 'done') AS whole FROM meeting_version v
JOIN broadcast b ON b.origin = $3 AND b.payload->>'version' = v.version::text AND b.payload->>'what' IN ('notice', 'change', 'remind')
WHERE v.meeting_id = $1 AND v.version < $2 AND ${HEARD} GROUP BY v.version, v.content ORDER BY v.version DESC`,
    [meeting.id, meeting.version, originOf(meeting.id)],
  );
  const done = rows.findIndex((r) => r.whole);
  const held = done < 0 ? rows : rows.slice(0, done + 1);
  const now = toldOf(meeting);
  const fields = TOLD_FIELDS.filter((f) => held.some((r) => r.content[f] !== now[f]));
  return { fields, before: rows[0]?.content ?? null };
}
