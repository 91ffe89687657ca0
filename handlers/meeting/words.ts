/** How people speak of a meeting, and how one is told. */
import { lines, say, verbatim } from '../../src/core/say.ts';
import { fold } from '../../src/core/text.ts';
import type { Choice, Event, MeetingAnswer, MeetingView, Text } from '../../src/core/types.ts';
import { sayWhen } from '../../src/core/when.ts';
import { isPhrase, quoted } from '../parts.ts';

const GOING = [
  'dự',
  'dự họp',
  'có dự',
  'có dự họp',
  'tôi dự',
  'tôi dự họp',
  'tôi đi họp',
  'tôi sẽ đi họp',
  'sẽ dự',
  'tham gia họp',
  'i will come',
];
const SENDING = [
  'cử người khác',
  'cử người khác đi',
  'cử người khác đi họp',
  'cử người đi thay',
  'người khác đi thay',
  'nhờ người đi thay',
  'con tôi đi thay',
  'someone else',
  'someone else will come',
];
const ABSENT = [
  'vắng',
  'vắng họp',
  'tôi vắng',
  'tôi vắng họp',
  'báo vắng',
  'xin vắng',
  'xin vắng họp',
  'không dự',
  'không dự họp',
  'tôi không dự',
  'không đi họp được',
  'tôi không đi họp được',
  'i cannot come',
];

/** The answer that a whole message is; null when it is more. */
export function answerIn(event: Event): MeetingAnswer | null {
  if (event.kind !== 'text') return null;
  if (isPhrase(event.text, SENDING)) return 'sending';
  if (isPhrase(event.text, ABSENT)) return 'absent';
  return isPhrase(event.text, GOING) ? 'going' : null;
}

const RSVP = /^rsvp:([0-9a-f-]{36}):(going|sending|absent|ask)$/;

/** A choice offered under a notice or here: which meeting, and what. */
export function rsvpIn(event: Event): { readonly id: string; readonly act: MeetingAnswer | 'ask' } | null {
  const match = event.kind === 'choice' ? RSVP.exec(event.id) : null;
  return match ? { id: match[1] ?? '', act: match[2] as MeetingAnswer | 'ask' } : null;
}

/** Coming, sending another, absent: what the buttons of one meeting offer. */
export function rsvpChoices(meetingId: string): Choice[] {
  return [
    { id: `rsvp:${meetingId}:going`, label: say('choice.rsvp-going') },
    { id: `rsvp:${meetingId}:sending`, label: say('choice.rsvp-sending') },
    { id: `rsvp:${meetingId}:absent`, label: say('choice.rsvp-absent') },
  ];
}

/** "điểm danh 123456", "diem danh 123 456"; `code` is empty where none was given. */
export function checkInWords(text: string): { readonly code: string } | null {
  const match = /^(?:diem danh|check ?in)(?: hop| ma| so| to)*((?: ?\d)*)$/.exec(fold(text));
  return match ? { code: (match[1] ?? '').replace(/\s/g, '') } : null;
}

/** "lần trước bàn gì", "buổi họp vừa rồi quyết sao" */
export function asksBack(text: string): boolean {
  const t = fold(text);
  const past =
    /\b(lan truoc|hom truoc|vua roi|vua qua|hom qua|toi qua|chieu qua|bua qua|ky truoc|tuan (roi|truoc)|thang (roi|truoc)|hop xong|bua hop chieu qua)\b/;
  const what = /\b(ban|noi|quyet|chot|thong qua|ket luan|ket qua|bien ban|the nao|ra sao)\b/;
  return (
    (past.test(t) && what.test(t) && t.length < 120) || /^(ket qua|bien ban) (cuoc |buoi )?hop\b/.test(t)
  );
}

/** "tôi bận thì sao", of a meeting */
export function asksAway(text: string): boolean {
  const t = fold(text);
  return (
    /\b(ban|vang|mac viec|khong (di|du|hop|ve) duoc|khong den duoc)\b/.test(t) &&
    /\b(thi sao|thi the nao|lam sao|lam the nao|co sao khong|duoc khong)\b/.test(t)
  );
}

export function sayMeeting(m: MeetingView, head: Text, full: boolean): Text {
  return lines(
    head,
    say('meeting.time', { when: sayWhen(m.startsAt) }),
    say('meeting.place', { place: verbatim(m.place) }),
    ...(m.agenda === '' ? [] : [say('meeting.agenda', { agenda: quoted(m.agenda, 140) })]),
    ...(full && m.groups.length > 0 ? [say('meeting.for', { groups: verbatim(m.groups.join(', ')) })] : []),
    ...(full && m.mapUrl !== undefined ? [say('meeting.map', { url: verbatim(m.mapUrl) })] : []),
    ...(full && m.calendar !== undefined ? [say('meeting.calendar', { url: verbatim(m.calendar) })] : []),
  );
}

export const titled = (m: MeetingView): { readonly title: Text } => ({ title: quoted(m.title, 90) });
