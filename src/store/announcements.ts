/**
 * What the head of a residential group announces to it from chat: one row, perhaps an officer's yes, then a broadcast to
 * that group and its chats only. It leaves two minutes later, so that it can be taken back.
 */
import type { Headed } from '../core/types.ts';
import { createBroadcast, linkedChats, reachOf, startBroadcast, stopOrigin } from './broadcasts/index.ts';
import { one, type Sql } from './db.ts';
import { sendingOf } from './sending.ts';
import { type Actor, audit } from './tickets.ts';

export const ANNOUNCEMENT_LIMIT = 1500;
/** ms in which what was sent can be taken back. */
export const UNDO_MS = 2 * 60_000;
/** Announcements of one head in 24 hours: more is a mistake, or somebody else's hand. */
const PER_DAY = 5;

export type AnnouncementState = 'waiting' | 'sent' | 'refused' | 'undone';

const originOf = (id: string): string => `announcement:${id}`;

interface Head {
  group_id: string;
  name: string;
}

async function headOf(sql: Sql, contactId: string): Promise<Head | null> {
  return await one<Head>(
    sql,
    `SELECT g.id AS group_id, g.name FROM group_head d JOIN "group" g ON g.id = d.group_id WHERE d.contact_id = $1 AND g.archived_at IS NULL`,
    [contactId],
  );
}

const audienceOf = async (sql: Sql, wardId: string, groupId: string) => {
  const chats = await linkedChats(sql, wardId, [groupId]);
  return { groups: [groupId], ...(chats.length > 0 ? { chats } : {}) };
};

/** What a contact who heads a group has to know; null for everybody else. */
export async function headedBy(
  sql: Sql,
  wardId: string,
  contactId: string,
  at: Date,
): Promise<Headed | null> {
  const head = await headOf(sql, contactId);
  if (!head) return null;
  const audience = await audienceOf(sql, wardId, head.group_id);
  const ask = { wardId, kind: 'thong-bao', audience, windows: {}, free: {}, now: at };
  const reached = (await reachOf(sql, ask)).filter((r) => r.how === 'free' || r.how === 'paid');
  const count = (kind: 'private' | 'group') =>
    reached.filter((r) => r.chatKind === kind).reduce((n, r) => n + r.count, 0);
  const last = await lastOf(sql, contactId);
  const today = await one<{ n: number }>(
    sql,
    `SELECT count(*)::int AS n FROM announcement WHERE contact_id = $1 AND at > $2::timestamptz - interval '1 day' AND state <> 'undone'`,
    [contactId, at],
  );
  return {
    group: head.name,
    people: count('private'),
    chats: count('group'),
    approval: (await sendingOf(sql, wardId)).headsApproval,
    enough: (today?.n ?? 0) >= PER_DAY,
    last: last === null ? 'none' : standing(last, at),
  };
}

interface Last {
  id: string;
  ward_id: string;
  state: AnnouncementState;
  leaves: Date | null;
}

async function lastOf(sql: Sql, contactId: string): Promise<Last | null> {
  return await one<Last>(
    sql,
    `SELECT a.id, a.ward_id, a.state, (SELECT b.scheduled_at FROM broadcast b WHERE b.key = 'announcement:' || a.id AND b.state = 'scheduled') AS leaves
FROM announcement a WHERE a.contact_id = $1 ORDER BY a.at DESC, a.id LIMIT 1`,
    [contactId],
  );
}

function standing(last: Last, at: Date): Headed['last'] {
  if (last.state === 'waiting') return 'waiting';
  return last.state === 'sent' && last.leaves !== null && last.leaves > at ? 'leaving' : 'over';
}

export interface Said {
  readonly wardId: string;
  readonly contactId: string;
  readonly text: string;
  /** of the turn: the same turn twice announces once */
  readonly key: string;
  readonly at: Date;
}

/** What became of it; `id` is null for who heads no group. */
export interface Announced {
  readonly id: string | null;
  readonly group: string;
  readonly approval: boolean;
}

/** Inside the turn's transaction. */
export async function announce(tx: Sql, said: Said): Promise<Announced> {
  const head = await headOf(tx, said.contactId);
  if (!head) return { id: null, group: '', approval: false };
  const { headsApproval } = await sendingOf(tx, said.wardId);
  const made = await one<{ id: string }>(
    tx,
    `INSERT INTO announcement (ward_id, group_id, contact_id, text, state, key, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (key) DO NOTHING RETURNING id`,
    [
      ...[said.wardId, head.group_id, said.contactId, said.text],
      ...[headsApproval ? 'waiting' : 'sent', said.key, said.at],
    ],
  );
  if (!made) return { id: null, group: head.name, approval: headsApproval };
  const by = byHead(head.name);
  await audit(tx, said.wardId, by, headsApproval ? 'announcement.ask' : 'announcement.send', made.id);
  if (!headsApproval)
    await send(
      tx,
      said.wardId,
      { id: made.id, groupId: head.group_id, group: head.name, text: said.text },
      by,
      said.at,
    );
  return { id: made.id, group: head.name, approval: headsApproval };
}

/** In the audit a head stands by the office: a resident's name is nobody's business there. */
const byHead = (group: string): Actor => ({ officerId: null, name: `Tổ trưởng ${group}` });

async function send(
  tx: Sql,
  wardId: string,
  a: { readonly id: string; readonly groupId: string; readonly group: string; readonly text: string },
  by: Actor,
  now: Date,
): Promise<void> {
  const { id } = await createBroadcast(tx, {
    wardId,
    kind: 'thong-bao',
    title: `Tổ trưởng ${a.group} thông báo`,
    notice: { id: 'announcement', payload: { id: a.id, group: a.group, text: a.text } },
    audience: await audienceOf(tx, wardId, a.groupId),
    origin: originOf(a.id),
    scheduledAt: new Date(now.getTime() + UNDO_MS),
    by,
    key: `announcement:${a.id}`,
  });
  await startBroadcast(tx, wardId, id, by, { now });
}

/** Take back the contact's latest announcement while nobody has it. Returns whether it was. */
export async function unannounce(tx: Sql, contactId: string, at: Date): Promise<boolean> {
  await tx.query('SELECT 1 FROM announcement WHERE contact_id = $1 FOR UPDATE', [contactId]);
  const last = await lastOf(tx, contactId);
  if (!last || !['waiting', 'leaving'].includes(standing(last, at))) return false;
  const by: Actor = { officerId: null, name: 'Tổ trưởng' };
  await tx.query(`UPDATE announcement SET state = 'undone', decided_at = $2 WHERE id = $1`, [last.id, at]);
  await stopOrigin(tx, last.ward_id, originOf(last.id), by);
  await audit(tx, last.ward_id, by, 'announcement.undo', last.id);
  return true;
}

export type Decision = { readonly yes: true } | { readonly yes: false; readonly why: string };

export interface Decided {
  readonly contactId: string | null;
  readonly group: string;
  readonly payload: Readonly<Record<string, string>>;
}

/** An officer's yes or no, once; null when it waits no more (decided by another, or taken back). */
export async function decideAnnouncement(
  tx: Sql,
  wardId: string,
  id: string,
  decision: Decision,
  by: Actor,
  now: Date,
): Promise<Decided | null> {
  const row = await one<{ group_id: string; contact_id: string | null; text: string; name: string }>(
    tx,
    `UPDATE announcement a SET state = $3, decided_by = $4, decided_at = $5, why = $6 FROM "group" g
WHERE a.ward_id = $1 AND a.id = $2 AND a.state = 'waiting' AND g.id = a.group_id RETURNING a.group_id, a.contact_id, a.text, g.name`,
    [wardId, id, decision.yes ? 'sent' : 'refused', by.name, now, decision.yes ? null : decision.why],
  );
  if (!row) return null;
  await audit(tx, wardId, by, decision.yes ? 'announcement.approve' : 'announcement.refuse', id);
  if (decision.yes)
    await send(tx, wardId, { id, groupId: row.group_id, group: row.name, text: row.text }, by, now);
  const payload = {
    id,
    group: row.name,
    yes: decision.yes ? '1' : '',
    why: decision.yes ? '' : decision.why,
  };
  return { contactId: row.contact_id, group: row.name, payload };
}

export interface AnnouncementRow {
  readonly id: string;
  readonly group: string;
  readonly text: string;
  readonly state: AnnouncementState;
  readonly at: Date;
  readonly decidedBy: string | null;
  readonly why: string | null;
  readonly broadcastId: string | null;
}

/** Those that wait, oldest first, then the last ones decided. */
export async function announcementsOf(sql: Sql, wardId: string, most = 60): Promise<AnnouncementRow[]> {
  const { rows } = await sql.query<AnnouncementRow>(
    `SELECT a.id, g.name AS "group", a.text, a.state, a.at, a.decided_by AS "decidedBy", a.why,
(SELECT b.id FROM broadcast b WHERE b.key = 'announcement:' || a.id) AS "broadcastId"
FROM announcement a JOIN "group" g ON g.id = a.group_id WHERE a.ward_id = $1
ORDER BY (a.state = 'waiting') DESC, CASE WHEN a.state = 'waiting' THEN a.at END, a.at DESC LIMIT $2`,
    [wardId, most],
  );
  return rows;
}

export async function announcementById(
  sql: Sql,
  wardId: string,
  id: string,
): Promise<{ readonly group: string; readonly text: string; readonly state: AnnouncementState } | null> {
  return await one(
    sql,
    `SELECT g.name AS "group", a.text, a.state FROM announcement a JOIN "group" g ON g.id = a.group_id WHERE a.ward_id = $1 AND a.id = $2`,
    [wardId, id],
  );
}

export async function announcementsWaiting(sql: Sql, wardId: string): Promise<number> {
  const row = await one<{ n: number }>(
    sql,
    `SELECT count(*)::int AS n FROM announcement WHERE ward_id = $1 AND state = 'waiting'`,
    [wardId],
  );
  return row?.n ?? 0;
}
