/** What a meeting was at each version, so that people are told what changed since they were last told. */
import type { Sql } from '../db.ts';
import type { Meeting } from './rows.ts';

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

/** A telling that began: somebody may have heard. */
const BEGUN = `t.kind IN ('notice', 'change') AND (t.state = 'done' OR t.cursor IS NOT NULL)`;

/** Has anybody been told of it yet? */
export async function wasTold(tx: Sql, meetingId: string): Promise<boolean> {
  const found = await tx.query(
    `SELECT 1 FROM meeting_telling t WHERE t.meeting_id = $1 AND ${BEGUN} LIMIT 1`,
    [meetingId],
  );
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
  const { rows } = await tx.query<{ version: number; state: string; content: Told }>(
    `SELECT v.version, t.state, v.content FROM meeting_version v JOIN meeting_telling t ON t.meeting_id = v.meeting_id AND t.version = v.version
WHERE v.meeting_id = $1 AND v.version < $2 AND ${BEGUN} ORDER BY v.version DESC`,
    [meeting.id, meeting.version],
  );
  const done = rows.findIndex((r) => r.state === 'done');
  const held = done < 0 ? rows : rows.slice(0, done + 1);
  const now = toldOf(meeting);
  const fields = TOLD_FIELDS.filter((f) => held.some((r) => r.content[f] !== now[f]));
  return { fields, before: rows[0]?.content ?? null };
}
