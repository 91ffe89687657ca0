/** Meetings as residents hear of them. Public facts only, and the asking contact's own answer. */
import type { Contact, MeetingFacts, MeetingView, Turn } from '../../core/types.ts';
import { one, type Sql } from '../db.ts';
import { type Meeting, meetingById, meetingsFor } from './rows.ts';

const HOUR = 3_600_000;
/** A code is good from an hour before the meeting to three hours after it began (or its end). */
const OPEN_BEFORE_MS = HOUR;
const OPEN_AFTER_MS = 3 * HOUR;

export function meetingServices(sql: Sql, wardId: string, publicUrl: string | null) {
  return {
    /** what a resident, or a group's chat, may know of meetings at that time */
    meetings: async (contact: Contact, chat: Turn['chat'], at: Date): Promise<MeetingFacts> => {
      const group = chat.kind === 'group' ? await groupOfChat(sql, wardId, contact.channel, chat.id) : null;
      const groupId = chat.kind === 'group' ? (group?.id ?? null) : (contact.group?.id ?? null);
      const who = chat.kind === 'group' ? null : contact.id;
      const ahead = await meetingsFor(sql, wardId, groupId, who, 'ahead', at);
      const last = await meetingsFor(sql, wardId, groupId, who, 'last', at);
      const view = (m: Meeting) => viewOf(sql, m, contact, publicUrl);
      return {
        group: chat.kind === 'group' ? (group?.name ?? null) : (contact.group?.name ?? null),
        ahead: await Promise.all(ahead.map(view)),
        last: last[0] ? await view(last[0]) : null,
      };
    },
    meeting: async (id: string, contact: Contact): Promise<MeetingView | null> => {
      const found = await meetingById(sql, wardId, id);
      return found && found.state !== 'draft' ? await viewOf(sql, found, contact, publicUrl) : null;
    },
    /** the meeting being held now whose code was said */
    meetingOfCode: async (code: string, contact: Contact, at: Date): Promise<MeetingView | null> => {
      const row = await one<{ id: string }>(
        sql,
        `SELECT id FROM meeting WHERE ward_id = $1 AND check_in = $2 AND state = 'published' AND starts_at <= $3 AND coalesce(ends_at, starts_at) >= $4`,
        [wardId, code, new Date(at.getTime() + OPEN_BEFORE_MS), new Date(at.getTime() - OPEN_AFTER_MS)],
      );
      const found = row ? await meetingById(sql, wardId, row.id) : null;
      return found ? await viewOf(sql, found, contact, publicUrl) : null;
    },
  };
}

async function groupOfChat(
  sql: Sql,
  wardId: string,
  platform: string,
  chat: string,
): Promise<{ id: string; name: string } | null> {
  return await one(
    sql,
    `SELECT g.id, g.name FROM group_chat l JOIN "group" g ON g.id = l.group_id JOIN channel h ON h.id = l.channel_id
WHERE l.ward_id = $1 AND h.platform = $2 AND l.chat = $3 AND l.state = 'linked'`,
    [wardId, platform, chat],
  );
}

async function viewOf(
  sql: Sql,
  m: Meeting,
  contact: Contact,
  publicUrl: string | null,
): Promise<MeetingView> {
  const row = await one<{ answer: MeetingView['answer'] | null; minutes: string | null }>(
    sql,
    `SELECT (SELECT answer FROM rsvp WHERE meeting_id = $1 AND contact_id = $2) AS answer,
(SELECT text FROM minutes WHERE meeting_id = $1 AND published_at IS NOT NULL) AS minutes`,
    [m.id, contact.id],
  );
  return {
    id: m.id,
    title: m.title,
    agenda: m.agenda,
    startsAt: m.startsAt,
    place: m.place,
    host: m.host,
    groups: m.groups,
    cancelled: m.state === 'cancelled',
    ...(m.mapUrl === null ? {} : { mapUrl: m.mapUrl }),
    ...(m.cancelWhy === null ? {} : { why: m.cancelWhy }),
    ...(publicUrl === null || m.kind === 'ban' ? {} : { calendar: `${publicUrl}/lich/${m.id}.ics` }),
    ...(row?.answer ? { answer: row.answer } : {}),
    ...(row?.minutes ? { minutes: row.minutes } : {}),
  };
}
