/** What is said unasked. */
import type { Notice } from '../../src/core/types.ts';
import { added } from './added.ts';
import { announcement, announcementDecided, announcementWaiting } from './announcement.ts';
import { answered } from './answered.ts';
import { asked } from './asked.ts';
import { closed } from './closed.ts';
import { fileRefused } from './file-refused.ts';
import { followed } from './followed.ts';
import { info } from './info.ts';
import { meetingNotice } from './meeting.ts';
import { ownLinked, ownUnlinked } from './own-channels.ts';
import { received } from './received.ts';
import { receptionCancelled, receptionReminder } from './reception.ts';
import { sealedAway } from './sealed-away.ts';
import { ticketNotices } from './tickets.ts';

export const notices: readonly Notice[] = [
  received,
  added,
  answered,
  asked,
  closed,
  followed,
  fileRefused,
  info,
  meetingNotice as Notice,
  receptionReminder,
  receptionCancelled,
  announcement,
  announcementDecided,
  announcementWaiting,
  ownLinked as Notice,
  ownUnlinked as Notice,
  sealedAway as Notice,
  ...ticketNotices,
];
