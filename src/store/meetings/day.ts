/** The day of a meeting and after: who is there, what was decided, the papers. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { one, type Sql, type Store, transaction } from '../db.ts';
import { sniff } from '../files.ts';
import { type Actor, audit } from '../tickets.ts';
import type { Meeting, Paper } from './rows.ts';
import { planTelling } from './tellings.ts';

export interface HomeThere {
  readonly id: string;
  readonly group: string;
  readonly number: string;
  readonly head: string;
  readonly there: boolean;
  /** by the code said at the meeting, or an officer's tick */
  readonly how: 'code' | 'officer' | null;
}

/** Households invited, as people count, and whether they are there. */
export async function householdsAt(store: Store, meeting: Meeting): Promise<HomeThere[]> {
  const { rows } = await store.pool.query<Omit<HomeThere, 'head' | 'there'> & { head: Buffer }>(
    `SELECT h.id, g.name AS "group", h.number, h.head, a.how FROM household h JOIN "group" g ON g.id = h.group_id
LEFT JOIN attendance a ON a.household_id = h.id AND a.meeting_id = $2
WHERE h.ward_id = $1 AND h.archived_at IS NULL AND ($3::uuid[] = '{}' OR h.group_id = ANY($3::uuid[]))
ORDER BY g.position, g.name, length(h.number), h.number`,
    [meeting.wardId, meeting.id, meeting.groupIds],
  );
  return rows.map((r) => ({
    ...r,
    head: store.vault.open('household.head', r.head),
    there: r.how !== null,
  }));
}

export interface Presence {
  /** all households invited: by the list, else as counted by hand; null = nobody knows */
  readonly all: number | null;
  readonly present: number;
  /** contacts who are there, and whose household is not known */
  readonly loose: number;
}

export async function presenceOf(sql: Sql, meeting: Meeting): Promise<Presence> {
  const row = await one<{ all: number | null; present: number; loose: number }>(
    sql,
    `SELECT (SELECT sum(coalesce(nullif(n.listed, 0), g.households))::int FROM "group" g,
  LATERAL (SELECT count(*)::int AS listed FROM household h WHERE h.group_id = g.id AND h.archived_at IS NULL) n
  WHERE g.ward_id = $1 AND g.archived_at IS NULL AND ($3::uuid[] = '{}' OR g.id = ANY($3::uuid[]))) AS all,
(SELECT count(*)::int FROM attendance WHERE meeting_id = $2 AND household_id IS NOT NULL) AS present,
(SELECT count(*)::int FROM attendance WHERE meeting_id = $2 AND household_id IS NULL) AS loose`,
    [meeting.wardId, meeting.id, meeting.groupIds],
  );
  return row ?? { all: null, present: 0, loose: 0 };
}

/** An officer ticks a household, or takes the tick back. */
export async function tickHousehold(
  store: Store,
  meeting: Meeting,
  householdId: string,
  there: boolean,
  actor: Actor,
): Promise<boolean> {
  return await transaction(store, async (tx) => {
    const done = there
      ? await tx.query(
          `INSERT INTO attendance (ward_id, meeting_id, household_id, how)
SELECT h.ward_id, $2, h.id, 'officer' FROM household h WHERE h.id = $3 AND h.ward_id = $1
AND ($4::uuid[] = '{}' OR h.group_id = ANY($4::uuid[])) ON CONFLICT DO NOTHING`,
          [meeting.wardId, meeting.id, householdId, meeting.groupIds],
        )
      : await tx.query('DELETE FROM attendance WHERE meeting_id = $1 AND household_id = $2', [
          meeting.id,
          householdId,
        ]);
    if (done.rowCount === 0) return false;
    await audit(tx, meeting.wardId, actor, 'meeting.attendance', meeting.id, { there });
    return true;
  });
}

export interface MinutesRow {
  readonly text: string;
  readonly households: number | null;
  readonly present: number | null;
  readonly agreed: number | null;
  readonly publishedAt: Date | null;
  readonly sentOn: string | null;
}

export async function minutesOf(sql: Sql, meetingId: string): Promise<MinutesRow | null> {
  return await one<MinutesRow>(
    sql,
    `SELECT text, households, present, agreed, published_at AS "publishedAt", to_char(sent_on, 'YYYY-MM-DD') AS "sentOn" FROM minutes WHERE meeting_id = $1`,
    [meetingId],
  );
}

/** Keep what was decided; `publish`: everybody invited is told, once. */
export async function keepMinutes(
  store: Store,
  meeting: Meeting,
  given: Pick<MinutesRow, 'text' | 'households' | 'present' | 'agreed' | 'sentOn'>,
  publish: boolean,
  actor: Actor,
  now: Date,
): Promise<void> {
  await transaction(store, async (tx) => {
    await tx.query(
      `INSERT INTO minutes (meeting_id, ward_id, text, households, present, agreed, sent_on, by, changed_at, published_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, CASE WHEN $10 THEN $9::timestamptz END)
ON CONFLICT (meeting_id) DO UPDATE SET text = excluded.text, households = excluded.households, present = excluded.present,
agreed = excluded.agreed, sent_on = excluded.sent_on, by = excluded.by, changed_at = excluded.changed_at,
published_at = coalesce(minutes.published_at, excluded.published_at)`,
      [
        ...[meeting.id, meeting.wardId, given.text, given.households, given.present, given.agreed],
        ...[given.sentOn, actor.name, now, publish],
      ],
    );
    if (publish) await planTelling(tx, { ...meeting, version: 0 }, 'minutes', now);
    await audit(
      tx,
      meeting.wardId,
      actor,
      publish ? 'meeting.minutes-publish' : 'meeting.minutes',
      meeting.id,
    );
  });
}

const paperPath = (dataDir: string, id: string): string => path.join(dataDir, 'papers', id.slice(0, 2), id);

/** Attach a paper; refused when it is empty or of a kind that a browser could run. */
export async function attachPaper(
  store: Store,
  dataDir: string,
  meeting: Meeting,
  file: { readonly name: string; readonly bytes: Uint8Array },
  actor: Actor,
): Promise<'done' | 'refused'> {
  const type = file.bytes.length === 0 ? null : await sniff(file.bytes);
  if (!type) return 'refused';
  const id = randomUUID();
  await mkdir(path.dirname(paperPath(dataDir, id)), { recursive: true, mode: 0o700 });
  await writeFile(paperPath(dataDir, id), file.bytes, { mode: 0o600, flush: true });
  await transaction(store, async (tx) => {
    await tx.query(
      'INSERT INTO meeting_paper (id, ward_id, meeting_id, name, mime, size) VALUES ($1, $2, $3, $4, $5, $6)',
      [id, meeting.wardId, meeting.id, file.name.slice(0, 200), type.mime, file.bytes.length],
    );
    await audit(tx, meeting.wardId, actor, 'meeting.paper', meeting.id);
  });
  return 'done';
}

/** A paper of a meeting that was announced. */
export async function openPaper(
  store: Store,
  dataDir: string,
  wardId: string,
  meetingId: string,
  paperId: string,
): Promise<(Paper & { readonly bytes: Buffer }) | null> {
  const paper = await one<Paper>(
    store.pool,
    `SELECT p.id, p.name, p.mime, p.size FROM meeting_paper p JOIN meeting m ON m.id = p.meeting_id
WHERE p.id = $1 AND m.id = $2 AND m.ward_id = $3 AND m.state <> 'draft'`,
    [paperId, meetingId, wardId],
  );
  if (!paper) return null;
  return { ...paper, bytes: await readFile(paperPath(dataDir, paper.id)) };
}
