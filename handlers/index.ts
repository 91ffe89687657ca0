/** All conversations. The order is precedence: who is asked first, and who may cut into whom. The last one takes what is left. */
import type { Handler } from '../src/core/types.ts';
import { announce } from './announce.ts';
import { complaint } from './complaint.ts';
import { denunciation } from './denunciation.ts';
import { emergency } from './emergency.ts';
import { fallback } from './fallback.ts';
import { faq } from './faq.ts';
import { feedback } from './feedback.ts';
import { greeting } from './greeting.ts';
import { group } from './group.ts';
import { groupLink } from './group-link.ts';
import { handover } from './handover.ts';
import { infoRequest } from './info-request.ts';
import { language } from './language.ts';
import { meeting } from './meeting.ts';
import { menu } from './menu.ts';
import { myData } from './my-data.ts';
import { outOfScope } from './out-of-scope.ts';
import { ownChannels } from './own-channels.ts';
import { petition } from './petition.ts';
import { reception } from './reception.ts';
import { status } from './status.ts';
import { stop } from './stop.ts';
import { thanks } from './thanks.ts';

export { notices } from './notices/index.ts';

export const handlers: readonly Handler[] = [
  emergency,
  stop,
  language,
  groupLink,
  menu,
  greeting,
  denunciation,
  announce,
  group,
  reception,
  handover,
  feedback,
  status,
  ownChannels,
  myData,
  complaint,
  petition,
  infoRequest,
  meeting,
  thanks,
  outOfScope,
  faq,
  fallback,
];
