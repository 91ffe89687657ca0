/** To everybody invited: a meeting is announced, changed, called off, near, or has its result. */
import { calendarFile } from '../../src/core/paper.ts';
import { lines, say, verbatim } from '../../src/core/say.ts';
import type { Notice, Text } from '../../src/core/types.ts';
import { sayWhen } from '../../src/core/when.ts';
import { rsvpChoices } from '../meeting/words.ts';
import { quoted } from '../parts.ts';

/** Values are text; an absent one is ''. */
export type MeetingTold = {
  readonly what: 'notice' | 'change' | 'cancel' | 'remind' | 'minutes';
  readonly id: string;
  /** of the meeting: a moved one has another, and its old reminders die */
  readonly version: string;
  /** which reminder */
  readonly reminder: string;
  readonly title: string;
  readonly agenda: string;
  /** ISO */
  readonly startsAt: string;
  readonly place: string;
  readonly host: string;
  readonly groups: string;
  readonly mapUrl: string;
  readonly calendar: string;
  /** number of papers, and where they are to be read */
  readonly papers: string;
  readonly papersUrl: string;
  /** fields that changed, by comma; and what was said before */
  readonly changed: string;
  readonly beforeAt: string;
  readonly beforePlace: string;
  readonly why: string;
  readonly minutes: string;
};

export const meetingNotice: Notice<MeetingTold> = {
  id: 'meeting',
  key: (p, contact) => `${p.id}:${p.version}:${p.what}:${p.reminder}:${contact?.id ?? 'group'}`,
  // into a chat group (no contact), where nobody is asked to answer
  say: (p, contact) => ({
    text: textOf(p, contact !== null),
    ...(contact !== null && ASKS.has(p.what) ? { choices: rsvpChoices(p.id) } : {}),
    ...(p.what === 'minutes' || p.what === 'remind' ? {} : { files: [calendarFile(p.id)] }),
  }),
};

/** Under these a person can answer with one tap. */
const ASKS: ReadonlySet<string> = new Set(['notice', 'change', 'remind']);

function textOf(p: MeetingTold, person: boolean): Text {
  const title = quoted(p.title, 110);
  const when = sayWhen(new Date(p.startsAt));
  const hint = person ? [say('meeting.reply-hint')] : [];
  switch (p.what) {
    case 'notice':
      return [facts(p, say('notice.meeting-new', { title })), ...papers(p), ...hint];
    case 'remind':
      return [facts(p, say('notice.meeting-remind', { title })), ...hint];
    case 'change':
      return [
        say('notice.meeting-changed', { title, what: changedWords(p.changed) }),
        facts(p, null),
        ...(p.beforeAt !== '' && /startsAt|place/.test(p.changed)
          ? [
              say('notice.meeting-before', {
                when: sayWhen(new Date(p.beforeAt)),
                place: quoted(p.beforePlace, 100),
              }),
            ]
          : []),
        ...hint,
      ];
    case 'cancel':
      return [
        say('notice.meeting-cancelled', { title, when }),
        ...(p.why === '' ? [] : [say('meeting.called-off-why', { why: verbatim(p.why) })]),
      ];
    case 'minutes':
      return [say('notice.meeting-minutes', { title }), verbatim(p.minutes)];
    default:
      return p.what satisfies never;
  }
}

function facts(p: MeetingTold, head: Text | null): Text {
  return lines(
    ...(head === null ? [] : [head]),
    say('meeting.time', { when: sayWhen(new Date(p.startsAt)) }),
    say('meeting.place', { place: verbatim(p.place) }),
    ...(p.agenda === '' ? [] : [say('meeting.agenda', { agenda: quoted(p.agenda, 300) })]),
    ...(p.host === '' || p.what === 'remind' ? [] : [say('meeting.host', { host: verbatim(p.host) })]),
    ...(p.groups === '' || p.what === 'remind' ? [] : [say('meeting.for', { groups: verbatim(p.groups) })]),
    ...(p.mapUrl === '' ? [] : [say('meeting.map', { url: verbatim(p.mapUrl) })]),
    ...(p.calendar === '' ? [] : [say('meeting.calendar', { url: verbatim(p.calendar) })]),
  );
}

function papers(p: MeetingTold): Text[] {
  if (p.papers === '0' || p.papers === '') return [];
  return [
    p.papersUrl === ''
      ? say('notice.meeting-papers-ask', { count: p.papers })
      : say('notice.meeting-papers', { count: p.papers, url: verbatim(p.papersUrl) }),
  ];
}

const FIELDS = ['startsAt', 'place', 'agenda', 'host', 'title'] as const;

function changedWords(changed: string): Text {
  const fields = FIELDS.filter((f) => changed.split(',').includes(f));
  const [first, ...rest] = fields.map((f) => say(`changed.${f}`));
  return first === undefined ? verbatim('') : rest.length === 0 ? first : joined([first, ...rest]);
}

/** a, b, c in one line */
function joined(parts: readonly Text[]): Text {
  const [first, ...rest] = parts;
  if (first === undefined) return verbatim('');
  return rest.length === 0 ? first : say('meeting.and', { first, rest: joined(rest) });
}
