/** "/thongbao": the head of a residential group announces something to it: written, looked at, sent, taken back. */
import { say, verbatim } from '../src/core/say.ts';
import { length } from '../src/core/text.ts';
import type { Choice, Event, Handler, Headed, Services, Step, Turn } from '../src/core/types.ts';
import { called, choice, chose, isCancel, isPhrase, MENU, over, pass, reply, stay } from './parts.ts';

interface State {
  /** written and looked at; absent: to be written */
  readonly text?: string;
}
interface Facts {
  /** null: heads no group */
  readonly headed: Headed | null;
}
type Now = Turn<Facts>;

const LIMIT = 1500;
const WORDS = [
  '/thongbao',
  '/thông báo',
  'thông báo cho tổ',
  'gửi thông báo cho tổ',
  'thông báo cho bà con trong tổ',
];
const BACK = ['rút thông báo', 'thu hồi thông báo', 'rút lại thông báo'];

const begins = (event: Event) => called(event, 'go:announce', WORDS);
const takesBack = (event: Event) =>
  chose(event, 'announce:back') || (event.kind === 'text' && isPhrase(event.text, BACK));
const ours = (event: Event) => begins(event) || takesBack(event);

const BACK_CHOICE: Choice = choice('announce:back', 'choice.announce-back');

export const announce: Handler<State, Facts> = {
  id: 'announce',
  version: 1,
  opens: ours,
  interrupts: ours,
  // a fire, a tố cáo goes first; what was written waits
  interrupted: (state) => ({ keep: state, effects: [] }),
  read: async (_state: State | null, turn: Turn, services: Services): Promise<Facts> => ({
    headed: turn.chat.kind === 'private' ? await services.headed(turn.contact, turn.at) : null,
  }),
  step,
};

function step(state: State | null, turn: Now): Step<State> {
  const { event } = turn;
  const { headed } = turn.facts;
  if (turn.chat.kind === 'group') return over(reply(say('announce.alone')));
  if (!headed) return over(reply(say('announce.not-head'), [MENU]));
  if (takesBack(event)) return back(headed);
  if (state === null || begins(event)) return ask(headed);
  if (event.kind === 'resumed') return state.text === undefined ? ask(headed) : look(state.text, headed);
  if (isCancel(event) || chose(event, 'announce:stop')) return over(reply(say('core.cancelled'), [MENU]));
  if (state.text === undefined) return written(event, headed, state);
  if (chose(event, 'announce:send')) return sent(state.text, headed);
  if (chose(event, 'announce:again')) return ask(headed);
  // anything else typed while looking is the new wording
  return event.kind === 'text'
    ? written(event, headed, state)
    : event.kind === 'stale'
      ? look(state.text, headed)
      : pass();
}

const STOP: Choice = choice('announce:stop', 'choice.cancel');

function ask(headed: Headed): Step<State> {
  if (headed.enough) return over(reply(say('announce.enough'), [MENU]));
  if (headed.people + headed.chats === 0)
    return over(reply(say('announce.nobody', { group: headed.group }), [MENU]));
  return stay({}, reply(say('announce.ask', { group: headed.group }), [STOP]));
}

function written(event: Event, headed: Headed, state: State): Step<State> {
  if (event.kind !== 'text') {
    if (event.kind === 'choice') return pass();
    return stay(state, reply(say('announce.text-only'), [STOP]));
  }
  const text = event.text.trim();
  if (text === '') return stay(state, reply(say('announce.ask', { group: headed.group }), [STOP]));
  if (length(text) > LIMIT) return stay(state, reply(say('announce.too-long', { most: LIMIT }), [STOP]));
  return look(text, headed);
}

/** As it will arrive, and to how many. */
function look(text: string, headed: Headed): Step<State> {
  const { group, people, chats } = headed;
  return stay(
    { text },
    reply(
      [
        say('announce.look'),
        say('notice.announcement', { group }),
        verbatim(text),
        say('announce.reach', { people, chats, group }),
        ...(headed.approval ? [say('announce.first-officer')] : []),
      ],
      [
        choice('announce:send', 'choice.announce-send'),
        choice('announce:again', 'choice.announce-again'),
        STOP,
      ],
    ),
  );
}

function sent(text: string, headed: Headed): Step<State> {
  if (headed.enough) return over(reply(say('announce.enough'), [MENU]));
  const done = headed.approval ? say('announce.waits') : say('announce.leaves', { group: headed.group });
  return over({ do: 'announce', text }, reply(done, [BACK_CHOICE, MENU]));
}

function back(headed: Headed): Step<State> {
  if (headed.last !== 'waiting' && headed.last !== 'leaving')
    return over(reply(say(headed.last === 'none' ? 'announce.none' : 'announce.gone'), [MENU]));
  return over(
    { do: 'unannounce' },
    reply(say('announce.undone'), [choice('go:announce', 'choice.announce'), MENU]),
  );
}
