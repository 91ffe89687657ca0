/** What residents say of a meeting: whether they come, what they ask ahead, and that they are there. Inside the turn's transaction. */
import type { MeetingAnswer } from '../../core/types.ts';
import { one, type Sql } from '../db.ts';
import type { Vault } from '../vault.ts';

/** Only for a published meeting still to come; the last answer counts. */
export async function answerMeeting(
  tx: Sql,
  meetingId: string,
  contactId: string,
  answer: MeetingAnswer,
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO rsvp (meeting_id, contact_id, ward_id, answer, at)
SELECT m.id, c.id, m.ward_id, $3, $4 FROM meeting m JOIN contact c ON c.id = $2 AND c.ward_id = m.ward_id
WHERE m.id = $1 AND m.state = 'published' ON CONFLICT (meeting_id, contact_id) DO UPDATE SET answer = excluded.answer, at = excluded.at`,
    [meetingId, contactId, answer, at],
  );
}

export async function askMeeting(
  tx: Sql,
  vault: Vault,
  asked: {
    readonly meetingId: string;
    readonly contactId: string;
    readonly text: string;
    readonly key: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO meeting_question (ward_id, meeting_id, contact_id, body, key, at)
SELECT ward_id, id, $2, $3, $4, $5 FROM meeting WHERE id = $1 ON CONFLICT (key) DO NOTHING`,
    [asked.meetingId, asked.contactId, vault.seal('meeting_question.body', asked.text), asked.key, asked.at],
  );
}

export interface MeetingQuestion {
  readonly id: string;
  readonly text: string;
  readonly at: Date;
}

/** What was asked ahead, oldest first, without who asked. */
export async function questionsOf(sql: Sql, vault: Vault, meetingId: string): Promise<MeetingQuestion[]> {
  const { rows } = await sql.query<{ id: string; body: Buffer; at: Date }>(
    'SELECT id, body, at FROM meeting_question WHERE meeting_id = $1 ORDER BY id LIMIT 200',
    [meetingId],
  );
  return rows.map((r) => ({ id: r.id, at: r.at, text: vault.open('meeting_question.body', r.body) }));
}

export interface Answers {
  readonly going: number;
  readonly sending: number;
  readonly absent: number;
}

export async function answersOf(sql: Sql, meetingId: string): Promise<Answers> {
  const row = await one<Answers>(
    sql,
    `SELECT count(*) FILTER (WHERE answer = 'going')::int AS going, count(*) FILTER (WHERE answer = 'sending')::int AS sending,
count(*) FILTER (WHERE answer = 'absent')::int AS absent FROM rsvp WHERE meeting_id = $1`,
    [meetingId],
  );
  return row ?? { going: 0, sending: 0, absent: 0 };
}

/**
 * Here: the household of that number, or the contact alone where the number is not known. Twice is once; a household
 * that was entered for this contact takes the place of the contact alone.
 */
export async function checkIn(
  tx: Sql,
  meetingId: string,
  contactId: string,
  number: string | null,
  at: Date,
): Promise<void> {
  const home =
    number === null
      ? null
      : await one<{ id: string }>(
          tx,
          `SELECT h.id FROM household h JOIN meeting m ON m.id = $1 AND m.ward_id = h.ward_id
WHERE h.archived_at IS NULL AND h.number = $2 AND (m.group_ids = '{}' OR h.group_id = ANY(m.group_ids))
AND (SELECT coalesce(c.group_id = h.group_id, true) OR NOT EXISTS (SELECT 1 FROM household o WHERE o.group_id = c.group_id AND o.number = $2)
     FROM contact c WHERE c.id = $3) ORDER BY h.group_id LIMIT 1`,
          [meetingId, number, contactId],
        );
  if (home)
    await tx.query(
      'DELETE FROM attendance WHERE meeting_id = $1 AND contact_id = $2 AND household_id IS NULL',
      [meetingId, contactId],
    );
  await tx.query(
    `INSERT INTO attendance (ward_id, meeting_id, household_id, contact_id, how, at)
SELECT ward_id, id, $2, $3, 'code', $4 FROM meeting WHERE id = $1 ON CONFLICT DO NOTHING`,
    [meetingId, home?.id ?? null, contactId, at],
  );
}

/** Is there a household of that number among those invited? */
export async function hasHousehold(sql: Sql, meetingId: string, number: string): Promise<boolean> {
  const row = await one(
    sql,
    `SELECT 1 FROM household h JOIN meeting m ON m.id = $1 AND m.ward_id = h.ward_id
WHERE h.archived_at IS NULL AND h.number = $2 AND (m.group_ids = '{}' OR h.group_id = ANY(m.group_ids)) LIMIT 1`,
    [meetingId, number],
  );
  return row !== null;
}
