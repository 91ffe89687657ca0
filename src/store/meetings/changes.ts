/** What an officer does with a meeting: write, publish, change, cancel. Each act in one transaction, audited, and safe to send twice. */
import { randomInt } from 'node:crypto';
import { checkMeeting, type MeetingCheck, WAYS } from '../../law/index.ts';
import { wardCalendar } from '../clocks.ts';
import { type Sql, type Store, transaction } from '../db.ts';
import { type Actor, audit } from '../tickets.ts';
import { reachOf } from './audience.ts';
import { type Meeting, type MeetingContent, meetingById, meetingByKey } from './rows.ts';
import { CHANGE_WAITS_MS, planReminders, planTelling, takeBack } from './tellings.ts';
import { changedSince, keepVersion, wasTold } from './versions.ts';

/** `check`: what stands against it. */
export type Done =
  | { readonly ok: true; readonly meeting: Meeting; readonly told: boolean }
  | { readonly ok: false; readonly why: 'unknown' | 'cancelled' | 'stale' | 'over' }
  | { readonly ok: false; readonly why: 'unlawful'; readonly check: MeetingCheck };

const COLUMNS = `kind = $3, matter = $4, title = $5, agenda = $6, starts_at = $7, ends_at = $8, place = $9, map_url = $10, host = $11,
group_ids = $12, ways = $13, late_reason = $14, holiday_ok = $15, reminders = $16, boards = $17`;

function valuesOf(m: MeetingContent): unknown[] {
  return [
    ...[m.kind, m.matter, m.title, m.agenda, m.startsAt, m.endsAt, m.place, m.mapUrl, m.host],
    ...[m.groupIds, JSON.stringify(m.ways), m.lateReason, m.holidayOk, m.reminders, m.boards],
  ];
}

/** A new draft; the same form sent twice gives the same meeting. */
export async function draftMeeting(
  store: Store,
  wardId: string,
  key: string,
  content: MeetingContent,
  actor: Actor,
): Promise<Meeting> {
  return await transaction(store, async (tx) => {
    const made = await tx.query<{ id: string }>(
      `INSERT INTO meeting (ward_id, key, check_in, created_by, kind, title, agenda, starts_at, place, host)
VALUES ($1, $2, $3, $4, '', '', '', now(), '', '') ON CONFLICT (key) DO NOTHING RETURNING id`,
      [wardId, key, String(randomInt(100_000, 1_000_000)), actor.name],
    );
    const id = made.rows[0]?.id;
    if (id !== undefined) {
      await tx.query(`UPDATE meeting SET ${COLUMNS} WHERE ward_id = $1 AND id = $2`, [
        wardId,
        id,
        ...valuesOf(content),
      ]);
      await audit(tx, wardId, actor, 'meeting.draft', id, { kind: content.kind });
    }
    const meeting = await meetingByKey(tx, wardId, key);
    if (!meeting) throw new Error('the meeting was not made');
    return meeting;
  });
}

/** The law's view of a meeting as it stands, with its papers and those it reaches. */
export async function checkOf(
  sql: Sql,
  wardId: string,
  content: MeetingContent,
  papers: number,
  now: Date,
): Promise<MeetingCheck> {
  const [calendar, reach] = [await wardCalendar(sql, wardId), await reachOf(sql, wardId, content, now)];
  return checkMeeting({ ...content, papers, zalo: reach.zalo }, now, calendar);
}

/** May it be announced? A reason on record overrides lateness and missing ways; the past is never announced. */
export function stands(check: MeetingCheck, content: MeetingContent): boolean {
  if (check.past || (check.holiday !== null && !content.holidayOk)) return false;
  return check.lawful || (content.lateReason ?? '') !== '';
}

/** Announce a draft: everybody invited is told from now on. Announcing it again changes nothing. */
export async function publishMeeting(
  store: Store,
  wardId: string,
  id: string,
  actor: Actor,
  now: Date,
): Promise<Done> {
  return await transaction(store, async (tx) => {
    const meeting = await meetingById(tx, wardId, id, 'lock');
    if (!meeting) return { ok: false, why: 'unknown' };
    if (meeting.state === 'cancelled') return { ok: false, why: 'cancelled' };
    if (meeting.state === 'published') return { ok: true, meeting, told: false };
    const check = await checkOf(tx, wardId, meeting, meeting.papers.length, now);
    if (!stands(check, meeting)) return { ok: false, why: 'unlawful', check };
    await tx.query(
      `UPDATE meeting SET state = 'published', version = 1, published_at = $3, changed_at = $3 WHERE ward_id = $1 AND id = $2`,
      [wardId, id, now],
    );
    const published = {
      ...meeting,
      ...{ version: 1, state: 'published' as const, publishedAt: now, changedAt: now },
    };
    await keepVersion(tx, published, actor.name, now);
    await planTelling(tx, published, 'notice', now);
    await planReminders(tx, published, meeting, now);
    const late = check.lawful
      ? {}
      : { against: check.findings.filter((f) => f.level === 'wrong').map((f) => f.id) };
    await audit(tx, wardId, actor, 'meeting.publish', id, late);
    return { ok: true, meeting: published, told: true };
  });
}

/**
 * Write a meeting anew. `seen`: `changedAt` of the page it was written on, so that nobody's change is lost. A published
 * one is told anew where people have to know; that waits a minute (CHANGE_WAITS_MS), and only the last change is told.
 */
export async function changeMeeting(
  store: Store,
  wardId: string,
  id: string,
  seen: string,
  content: MeetingContent,
  actor: Actor,
  now: Date,
): Promise<Done> {
  return await transaction(store, async (tx) => {
    const meeting = await meetingById(tx, wardId, id, 'lock');
    if (!meeting) return { ok: false, why: 'unknown' };
    if (meeting.state === 'cancelled') return { ok: false, why: 'cancelled' };
    if (meeting.changedAt.toISOString() !== seen)
      return same(meeting, content) ? { ok: true, meeting, told: false } : { ok: false, why: 'stale' };
    if (meeting.state === 'published') {
      if (meeting.startsAt <= now) return { ok: false, why: 'over' };
      const check = await checkOf(tx, wardId, content, meeting.papers.length, now);
      if (!stands(check, content)) return { ok: false, why: 'unlawful', check };
    }
    await tx.query(`UPDATE meeting SET ${COLUMNS}, changed_at = $18 WHERE ward_id = $1 AND id = $2`, [
      wardId,
      id,
      ...valuesOf(content),
      now,
    ]);
    const changed = await meetingById(tx, wardId, id);
    if (!changed) throw new Error('the meeting is gone');
    await audit(tx, wardId, actor, 'meeting.change', id, { version: changed.version });
    if (changed.state === 'draft') return { ok: true, meeting: changed, told: false };
    return { ok: true, ...(await tellAnew(tx, changed, actor, now)) };
  });
}

async function tellAnew(
  tx: Sql,
  changed: Meeting,
  actor: Actor,
  now: Date,
): Promise<{ meeting: Meeting; told: boolean }> {
  const next = { ...changed, version: changed.version + 1 };
  await takeBack(tx, changed.wardId, changed.id, actor);
  const told = await wasTold(tx, changed.id);
  await tx.query('UPDATE meeting SET version = $2 WHERE id = $1', [changed.id, next.version]);
  await keepVersion(tx, next, actor.name, now);
  const soon = new Date(now.getTime() + CHANGE_WAITS_MS);
  const fields = told ? (await changedSince(tx, next)).fields : [];
  if (!told) await planTelling(tx, next, 'notice', soon);
  else if (fields.length > 0) await planTelling(tx, next, 'change', soon);
  await planReminders(tx, next, next, now);
  return { meeting: next, told: !told || fields.length > 0 };
}

function same(a: MeetingContent, b: MeetingContent): boolean {
  const plain = (m: MeetingContent) =>
    JSON.stringify([valuesOf({ ...m, ways: {} }), WAYS.map((way) => m.ways[way] ?? null)]);
  return plain(a) === plain(b);
}

/** Call a meeting off. Whoever was told of it hears so; what was still going out stops. */
export async function cancelMeeting(
  store: Store,
  wardId: string,
  id: string,
  why: string,
  actor: Actor,
  now: Date,
): Promise<Done> {
  return await transaction(store, async (tx) => {
    const meeting = await meetingById(tx, wardId, id, 'lock');
    if (!meeting) return { ok: false, why: 'unknown' };
    if (meeting.state === 'cancelled') return { ok: true, meeting, told: false };
    if (meeting.state === 'published' && meeting.startsAt <= now) return { ok: false, why: 'over' };
    await takeBack(tx, wardId, id, actor);
    const told = await wasTold(tx, id);
    const version = meeting.version + 1;
    await tx.query(
      `UPDATE meeting SET state = 'cancelled', cancelled_at = $3, changed_at = $3, cancel_why = $4, version = $5 WHERE ward_id = $1 AND id = $2`,
      [wardId, id, now, why, version],
    );
    const gone = { ...meeting, version, state: 'cancelled' as const, cancelWhy: why };
    if (told) await planTelling(tx, gone, 'cancel', now);
    await audit(tx, wardId, actor, 'meeting.cancel', id, { version });
    return { ok: true, meeting: gone, told };
  });
}
