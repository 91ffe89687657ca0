/** Stop and start of what is said unasked, all of it or one kind, at the first word: nothing is asked back. Answers to one's own petitions still come. */
import { say } from '../src/core/say.ts';
import { fold } from '../src/core/text.ts';
import type { Event, Handler, Intent, Say } from '../src/core/types.ts';
import { isPhrase, meant, over, reply } from './parts.ts';

const STOP = [
  'dừng',
  'stop',
  '/stop',
  '/dung',
  'dừng lại',
  'dừng nhận tin',
  'dừng tin',
  'huỷ nhận tin',
  'tắt tin báo',
];
const START = ['nhận tin', 'nhận tin lại', 'nhận lại tin', 'bật tin báo', '/nhan'];

type Kind = 'thong-bao' | 'hop' | 'nhac' | 'lay-y-kien';
/** What each kind is called after "dừng" or "nhận". */
const KINDS: Readonly<Record<Kind, { readonly names: readonly string[]; readonly called: Say }>> = {
  hop: { names: ['tin họp', 'họp', 'tin báo họp', 'meetings'], called: say('stop.kind-hop') },
  'thong-bao': {
    names: ['tin chung', 'thông báo', 'tin thông báo', 'news'],
    called: say('stop.kind-thong-bao'),
  },
  nhac: { names: ['tin nhắc', 'tin nhắc nhở', 'reminders'], called: say('stop.kind-nhac') },
  'lay-y-kien': {
    names: ['tin góp ý', 'tin lấy ý kiến', 'surveys'],
    called: say('stop.kind-lay-y-kien'),
  },
};
const OFF = [
  ...['dừng', 'tắt', 'ngừng', 'stop', 'dừng nhận', 'thôi nhận', 'không nhận'],
  ...['dừng gửi', 'đừng gửi', 'ngừng gửi', 'thôi gửi'],
];
const ON = ['nhận', 'bật', 'nhận lại', 'bật lại', 'start'];

const PHRASES = (Object.keys(KINDS) as Kind[]).map((kind) => ({
  kind,
  off: KINDS[kind].names.flatMap((name) => OFF.map((verb) => `${verb} ${name}`)),
  on: KINDS[kind].names.flatMap((name) => ON.map((verb) => `${verb} ${name}`)),
}));

const VERBS = /\b(dung|tat|ngung|stop|nhan|bat|start|thoi)\b/;

/** One kind only? */
function kindIn(event: Event): { readonly kind: Kind; readonly on: boolean } | null {
  // asked at every message: most are told by their first word
  if (event.kind !== 'text' || !VERBS.test(fold(event.text))) return null;
  for (const { kind, off, on } of PHRASES) {
    if (isPhrase(event.text, off)) return { kind, on: false };
    if (isPhrase(event.text, on)) return { kind, on: true };
  }
  return null;
}

const starts = (event: Event) => event.kind === 'text' && isPhrase(event.text, START);
const concerns = (event: Event, intent: Intent) =>
  event.kind === 'text' &&
  (isPhrase(event.text, STOP) || starts(event) || kindIn(event) !== null || meant(event, intent, 'stop'));

export const stop: Handler<never, undefined> = {
  id: 'stop',
  version: 1,
  opens: concerns,
  interrupts: concerns,
  step: (_state, turn) => {
    const one = kindIn(turn.event);
    if (one !== null) {
      const { called } = KINDS[one.kind];
      return over(
        { do: 'setContact', change: one.on ? { resume: one.kind } : { stop: one.kind } },
        reply(one.on ? say('stop.kind-on', { kind: called }) : say('stop.kind-off', { kind: called })),
      );
    }
    const on = starts(turn.event);
    return over({ do: 'setContact', change: { notices: on } }, reply(on ? say('stop.on') : say('stop.off')));
  },
};
