/** What a head of a group announces: to the group, to the officers who have to say yes, and their word back. */
import { say, verbatim } from '../../src/core/say.ts';
import type { Notice } from '../../src/core/types.ts';

export type AnnouncementTold = { readonly id: string; readonly group: string; readonly text: string };

/** To the group. */
export const announcement: Notice<AnnouncementTold> = {
  id: 'announcement',
  key: (p, contact) => `${p.id}:${contact?.id ?? 'group'}`,
  say: (p) => ({ text: [say('notice.announcement', { group: p.group }), verbatim(p.text)] }),
};

/** To the head: an officer's yes or no. */
export const announcementDecided: Notice<{
  readonly id: string;
  readonly group: string;
  readonly yes: string;
  readonly why: string;
}> = {
  id: 'announcement-decided',
  key: (p) => p.id,
  say: (p) => ({
    text:
      p.yes !== ''
        ? say('notice.announcement-yes', { group: p.group })
        : [say('notice.announcement-no'), say('notice.announcement-why', { why: verbatim(p.why) })],
  }),
};

/** To the officers' group: one waits. Its choices are yes and no (src/core/desk.ts), in this order. */
export const announcementWaiting: Notice<AnnouncementTold> = {
  id: 'announcement-waiting',
  key: (p) => p.id,
  say: (p) => ({
    text: [
      say('officers.announcement', { group: p.group }),
      verbatim(p.text),
      say('officers.announcement-how'),
    ],
    choices: [
      { id: 'yes', label: say('desk.announcement-yes') },
      { id: 'no', label: say('desk.announcement-no') },
    ],
  }),
};
