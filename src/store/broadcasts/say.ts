/** What a broadcast says to one recipient: an officer's text with its holes filled, or a notice; and how to stop it. */
import { say, verbatim } from '../../core/say.ts';
import type { Notice, Reply, WardInfo } from '../../core/types.ts';
import type { Render } from '../effects.ts';
import type { Said, Say } from './feed.ts';
import { filled } from './words.ts';

export interface Speaks {
  readonly render: Render;
  readonly notices: ReadonlyMap<string, Notice>;
}

/** @returns messages, or why there are none: `no-group`, `no-notice` */
export function sayer(rt: Speaks, ward: WardInfo): Say {
  return (said, told) => {
    const reply = replyOf(rt, ward, said, told);
    if (typeof reply === 'string') return reply;
    const whole = told.contact === null ? reply : { ...reply, text: [reply.text, ...stopLine(said.kind)] };
    return rt.render(told.platform, told.locale, whole, `b${told.recipientId}`);
  };
}

function replyOf(rt: Speaks, ward: WardInfo, said: Said, told: Parameters<Say>[1]): Reply | string {
  if (said.notice !== null) {
    const notice = rt.notices.get(said.notice);
    return notice ? notice.say(said.payload, told.contact) : 'no-notice';
  }
  const text = (told.locale === 'en' && said.texts?.en) || said.texts?.vi || '';
  const words = filled(text, { ward, ...(told.group === null ? {} : { group: told.group }) });
  if (words === null) return 'no-group';
  return { text: verbatim(words), ...(said.files.length === 0 ? {} : { files: said.files }) };
}

/** Urgent safety notices are not stopped by kind, so nothing is said of it. */
function stopLine(kind: string): readonly Reply['text'][] {
  switch (kind) {
    case 'thong-bao':
      return [say('broadcast.stop', { words: say('broadcast.stop-thong-bao') })];
    case 'hop':
      return [say('broadcast.stop', { words: say('broadcast.stop-hop') })];
    case 'nhac':
    case 'nhac-hop':
      return [say('broadcast.stop', { words: say('broadcast.stop-nhac') })];
    case 'lay-y-kien':
      return [say('broadcast.stop', { words: say('broadcast.stop-lay-y-kien') })];
    default:
      return [];
  }
}
