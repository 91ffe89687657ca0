/** Papers made for residents, on their way out: as a file where the platform takes files, else as a link to fetch it. */
import { SendError } from './core/errors.ts';
import { calendarMeeting, paperKey } from './core/paper.ts';
import { say, verbatim } from './core/say.ts';
import type { Limits, Reply } from './core/types.ts';
import type { Store } from './store/db.ts';
import { meetingById } from './store/meetings/rows.ts';
import { noticePath } from './store/notice-files.ts';
import { paperByKey, paperToken } from './store/papers.ts';
import type { Vault } from './store/vault.ts';

/** What a platform can show of a reply's files: calendars where they open, papers as files or else as links. */
export function sendable(reply: Reply, limits: Limits, vault: Vault, publicUrl: string | null): Reply {
  const shown =
    limits.calendars || !reply.files?.some((file) => calendarMeeting(file.ref) !== null)
      ? reply
      : { ...reply, files: reply.files.filter((file) => calendarMeeting(file.ref) === null) };
  return limits.files ? shown : withPaperLinks(withNoticeLinks(shown, publicUrl), vault, publicUrl);
}

/** For a platform without files: what goes with a broadcast becomes a link, where the program has an address. */
function withNoticeLinks(reply: Reply, publicUrl: string | null): Reply {
  const links = (reply.files ?? []).flatMap((file) => {
    const path = noticePath(file.ref);
    if (path === null || publicUrl === null) return [];
    return [say('broadcast.file', { name: verbatim(file.name ?? ''), url: verbatim(`${publicUrl}${path}`) })];
  });
  if (links.length === 0) return reply;
  const files = (reply.files ?? []).filter((file) => noticePath(file.ref) === null);
  return { ...reply, text: [reply.text, ...links], files };
}

/** For a platform without files: each paper becomes a line with its link; other files stay. */
export function withPaperLinks(reply: Reply, vault: Vault, publicUrl: string | null): Reply {
  const keys = (reply.files ?? []).flatMap((file) => paperKey(file.ref) ?? []);
  if (keys.length === 0 || publicUrl === null) return reply;
  const links = keys.map((key) =>
    say('paper.link', { address: `${publicUrl}/giay/${paperToken(vault, key)}` }),
  );
  const files = (reply.files ?? []).filter((file) => paperKey(file.ref) === null);
  return { ...reply, text: [reply.text, ...links], files };
}

/** The bytes of a paper; null when the ref is another file's. @throws SendError when its time is over */
export async function readPaper(store: Store, ref: string, now: Date) {
  const key = paperKey(ref);
  if (key === null) return null;
  const kept = await paperByKey(store.pool, store.vault, key, now);
  if (!kept) throw new SendError('rejected', 'the paper is gone');
  const { makePaper } = await import('./papers/make.ts');
  return await makePaper(kept.kind, kept.fields);
}

/** The bytes of a meeting's calendar file as it stands; null when the ref is another file's. */
export async function readCalendar(store: Store, wardId: string, ref: string, publicUrl: string | null) {
  const id = calendarMeeting(ref);
  if (id === null) return null;
  const meeting = await meetingById(store.pool, wardId, id);
  if (!meeting) throw new SendError('rejected', 'the meeting is gone');
  const { meetingCalendar } = await import('./papers/ics.ts');
  const text = await meetingCalendar(
    { ...meeting, cancelled: meeting.state === 'cancelled' },
    hostOf(publicUrl),
  );
  return { bytes: new TextEncoder().encode(text), name: 'lich-hop.ics', mime: 'text/calendar' };
}

const hostOf = (publicUrl: string | null): string =>
  publicUrl === null ? 'dan-biet.invalid' : new URL(publicUrl).hostname;
