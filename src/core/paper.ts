/** Files that are made when they are fetched or sent: papers, named by the turn that filled them in, and calendars. */
import type { FileRef } from './types.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The paper of a turn as a file to send. */
export function paperFile(key: string, name: string): FileRef {
  return { kind: 'document', ref: `paper:${key}`, name, mime: DOCX };
}

/** The key in a ref made by `paperFile`; null for any other file. */
export function paperKey(ref: string): string | null {
  return /^paper:([\w.-]{1,100})$/.exec(ref)?.[1] ?? null;
}

/** A meeting as a calendar file, made when it is sent: it then says what holds. */
export function calendarFile(meetingId: string): FileRef {
  return { kind: 'document', ref: `lich:${meetingId}`, name: 'lich-hop.ics', mime: 'text/calendar' };
}

/** The meeting in a ref made by `calendarFile`; null for any other file. */
export function calendarMeeting(ref: string): string | null {
  return /^lich:([0-9a-f-]{36})$/.exec(ref)?.[1] ?? null;
}

const NOTICE = /^tin:([0-9a-f]{64}):([\w-]{0,400})$/;

/** A file that goes with a broadcast, by its content and name; `name` comes as base64url (src/store/notice-files.ts). */
export function noticeFile(sha256: string, name: string): string {
  return `tin:${sha256}:${name}`;
}

/** What `noticeFile` was made of; null for any other ref. */
export function noticeOfRef(ref: string): { readonly sha256: string; readonly name: string } | null {
  const match = NOTICE.exec(ref);
  return match ? { sha256: match[1] ?? '', name: match[2] ?? '' } : null;
}
