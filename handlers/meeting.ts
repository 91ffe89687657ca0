/** Concrete meetings: when and where, coming or not, questions ahead, being there, what the last one said. Never guesses a day. */
import { lines, say, verbatim } from '../src/core/say.ts';
import type {
  Choice,
  Event,
  Handler,
  Intent,
  MeetingAnswer,
  MeetingFacts,
  MeetingView,
  Services,
  Step,
  Text,
  Turn,
} from '../src/core/types.ts';
import { sayWhen } from '../src/core/when.ts';
import { handOn } from './handover.ts';
import {
  answerIn,
  asksAway,
  asksBack,
  checkInWords,
  rsvpChoices,
  rsvpIn,
  sayMeeting,
  titled,
} from './meeting/words.ts';
import {
  choice,
  chose,
  HUMAN,
  isCancel,
  MENU,
  meant,
  over,
  pass,
  quoted,
  reply,
  stay,
  type WithWard,
  wardContact,
  wordsOf,
} from './parts.ts';

interface State {
  /** what was asked, for an officer */
  readonly text: string;
  /** what is waited for: a question ahead, or a household's number */
  readonly wants?: 'question' | 'number';
  readonly meeting?: string;
}

interface Facts extends WithWard {
  readonly all: MeetingFacts;
  /** the meeting a choice or the state names, or whose code was said */
  readonly one: MeetingView | null;
  readonly known: boolean;
}

type Now = Turn<Facts>;

const isOne = (event: Event, intent: Intent) =>
  meant(event, intent, 'meeting') || chose(event, 'go:meeting') || chose(event, 'meeting:last');
const ours = (event: Event): boolean =>
  rsvpIn(event) !== null ||
  answerIn(event) !== null ||
  (event.kind === 'text' &&
    (checkInWords(event.text) !== null || asksBack(event.text) || asksAway(event.text)));

export const meeting: Handler<State, Facts> = {
  id: 'meeting',
  version: 2,
  opens: (event, intent) => isOne(event, intent) || ours(event),
  interrupts: (event) =>
    chose(event, 'go:meeting') ||
    rsvpIn(event) !== null ||
    (event.kind === 'text' && (checkInWords(event.text)?.code.length ?? 0) === 6),
  read,
  step,
};

async function read(state: State | null, turn: Turn, services: Services): Promise<Facts> {
  const { event, contact, chat, at } = turn;
  const words = event.kind === 'text' ? checkInWords(event.text) : null;
  const named = rsvpIn(event)?.id ?? state?.meeting;
  const one = words
    ? await services.meetingOfCode(words.code, contact, at)
    : named === undefined
      ? null
      : await services.meeting(named, contact);
  const number = state?.wants === 'number' && state.meeting !== undefined ? numberIn(event) : null;
  return {
    ward: await services.ward(),
    all: await services.meetings(contact, chat, at),
    one,
    known:
      number !== null && state?.meeting !== undefined
        ? await services.hasHousehold(state.meeting, number)
        : false,
  };
}

function step(state: State | null, turn: Now): Step<State> {
  const { event, facts } = turn;
  if (turn.chat.kind === 'group') return inGroup(turn);
  const act = rsvpIn(event);
  if (act) return act.act === 'ask' ? askAhead(turn, facts.one) : answered(turn, facts.one, act.act);
  const here = event.kind === 'text' ? checkInWords(event.text) : null;
  if (here) return checkingIn(turn, here.code);
  if (state?.wants === 'number') return numberGiven(state, turn);
  if (state?.wants === 'question') return questionGiven(state, turn);
  if (state !== null && chose(event, 'ask')) return handOn(state.text, [], turn);
  const answer = answerIn(event);
  if (answer) return answered(turn, next(facts.all), answer);
  if (chose(event, 'meeting:last') || (event.kind === 'text' && asksBack(event.text))) return last(turn);
  if (event.kind === 'text' && asksAway(event.text)) return away(turn);
  if (state !== null && !isOne(event, turn.intent) && event.kind !== 'stale') return pass();
  return told(event.kind === 'stale' && state ? state.text : wordsOf(event), turn);
}

const next = (all: MeetingFacts): MeetingView | null => all.ahead.find((m) => !m.cancelled) ?? null;

const askChoice = (m: MeetingView): Choice => ({
  id: `rsvp:${m.id}:ask`,
  label: say('choice.rsvp-ask'),
});
const LAST: Choice = choice('meeting:last', 'choice.meeting-last');

/** When and where; the soonest in full. */
function told(text: string, turn: Now): Step<State> {
  const { all } = turn.facts;
  const m = next(all);
  if (!m) return none(text, turn);
  const answer =
    m.answer === undefined
      ? say('meeting.reply-hint')
      : say('meeting.your-answer', { answer: say(`meeting.answer-${m.answer}`) });
  const said: Text[] = [sayMeeting(m, say('meeting.next', titled(m)), true), answer, ...besides(all, m)];
  return stay({ text }, reply(said, [...rsvpChoices(m.id), askChoice(m), ...pickGroup(turn), LAST]));
}

/** Who has told no group yet is offered to: its meetings come only then. */
const pickGroup = (turn: Now): Choice[] =>
  turn.contact.group === undefined ? [choice('go:group', 'choice.pick-group')] : [];

function besides(all: MeetingFacts, shown: MeetingView | null): Text[] {
  const others = all.ahead.filter((m) => m !== shown && !m.cancelled);
  const off = all.ahead.filter((m) => m.cancelled);
  const list = others.map((m) => say('meeting.other', { ...titled(m), when: sayWhen(m.startsAt) }));
  return [
    ...off.map((m) =>
      lines(
        say('meeting.called-off', { ...titled(m), when: sayWhen(m.startsAt) }),
        ...(m.why ? [say('meeting.called-off-why', { why: quoted(m.why, 120) })] : []),
      ),
    ),
    ...(list.length === 0 ? [] : [lines(say('meeting.others'), ...list)]),
    ...(all.group === null && shown !== null ? [say('meeting.whole-ward')] : []),
  ];
}

function none(text: string, turn: Now): Step<State> {
  const { all, ward } = turn.facts;
  const { text: phone, call } = wardContact(ward);
  const head =
    all.group === null ? say('meeting.ask-head') : say('meeting.ask-head-of', { group: all.group });
  const officer = text === '' ? HUMAN : choice('ask', 'choice.ask-officer');
  const choices = [
    officer,
    ...pickGroup(turn),
    ...(all.last ? [LAST] : []),
    choice('go:faq', 'choice.meeting-law'),
    MENU,
  ];
  return stay({ text }, reply([...besides(all, null), say('meeting.none'), head, phone], choices, call));
}

/** In a group's chat: public facts and no questions back. */
function inGroup(turn: Now): Step<State> {
  const { all, ward } = turn.facts;
  const { event } = turn;
  if (event.kind === 'text' && asksBack(event.text)) return over(reply(lastWords(all)));
  const m = next(all);
  if (m) return over(reply([sayMeeting(m, say('meeting.next', titled(m)), true), ...besides(all, m)]));
  const { text, call } = wardContact(ward);
  const head =
    all.group === null ? say('meeting.ask-head') : say('meeting.ask-head-of', { group: all.group });
  return over(reply([...besides(all, null), say('meeting.none'), head, text], [], call));
}

function answered(turn: Now, m: MeetingView | null, answer: MeetingAnswer): Step<State> {
  if (!m || m.cancelled || m.startsAt <= turn.at) {
    if (rsvpIn(turn.event) === null) return pass();
    const why = m?.cancelled
      ? say('meeting.called-off', { ...titled(m), when: sayWhen(m.startsAt) })
      : say('meeting.gone');
    return over(reply(why, [choice('go:meeting', 'menu.meeting'), MENU]));
  }
  return stay(
    { text: '' },
    { do: 'answerMeeting', meeting: m.id, answer },
    reply([say(`meeting.thanks-${answer}`, titled(m)), say('meeting.may-change')], [askChoice(m), MENU]),
  );
}

function askAhead(turn: Now, m: MeetingView | null): Step<State> {
  if (!m || m.cancelled || m.startsAt <= turn.at)
    return over(reply(say('meeting.gone'), [choice('go:meeting', 'menu.meeting'), MENU]));
  return stay(
    { text: '', wants: 'question', meeting: m.id },
    reply(say('meeting.ask-ahead', titled(m)), [choice('meeting:stop', 'choice.cancel')]),
  );
}

function questionGiven(state: State, turn: Now): Step<State> {
  const { event } = turn;
  if (chose(event, 'meeting:stop') || isCancel(event))
    return over(reply(say('core.cancelled'), [choice('go:meeting', 'menu.meeting'), MENU]));
  const text = wordsOf(event).trim();
  if (text === '' || state.meeting === undefined) {
    if (event.kind === 'choice') return pass();
    return turn.facts.one ? askAhead(turn, turn.facts.one) : pass();
  }
  return over(
    { do: 'askMeeting', meeting: state.meeting, text: text.slice(0, 2000) },
    reply(say('meeting.asked-ahead'), [choice('go:meeting', 'menu.meeting'), MENU]),
  );
}

function lastWords(all: MeetingFacts): Text {
  const m = all.last;
  if (!m) return say('meeting.last-none');
  return [
    say('meeting.last', { ...titled(m), when: sayWhen(m.startsAt) }),
    m.minutes === undefined
      ? say('meeting.last-no-minutes')
      : say('meeting.last-minutes', { minutes: verbatim(m.minutes) }),
  ];
}

function last(turn: Now): Step<State> {
  return stay(
    { text: wordsOf(turn.event) },
    reply(lastWords(turn.facts.all), [
      choice('go:meeting', 'menu.meeting'),
      choice('ask', 'choice.ask-officer'),
      MENU,
    ]),
  );
}

/** Busy: what to do, and the answers at hand where there is a meeting. Without one it is a question of law. */
function away(turn: Now): Step<State> {
  const m = next(turn.facts.all);
  if (!m) return meant(turn.event, turn.intent, 'meeting') ? told(wordsOf(turn.event), turn) : pass();
  const head = say('meeting.next', titled(m));
  return stay(
    { text: wordsOf(turn.event) },
    reply(
      [say('meeting.busy'), sayMeeting(m, head, false)],
      [...rsvpChoices(m.id), choice('go:faq', 'choice.meeting-law')],
    ),
  );
}

function checkingIn(turn: Now, code: string): Step<State> {
  if (code === '') return over(reply(say('meeting.here-code'), [MENU]));
  const m = turn.facts.one;
  if (!m) return over(reply([say('meeting.here-wrong'), say('meeting.here-code')], [MENU]));
  return stay(
    { text: '', wants: 'number', meeting: m.id },
    reply(say('meeting.here-number', titled(m)), [choice('here:alone', 'choice.no-number')]),
  );
}

/** `hộ số 12`, `12`, `12A` -> `12`, `12`, `12A` */
function numberIn(event: Event): string | null {
  if (event.kind !== 'text') return null;
  return (
    /^(?:nhà |hộ |số |là |hộ số |nhà số )*\s*([0-9]{1,5}[a-zA-Z]?)\s*\.?$/iu
      .exec(event.text.trim())?.[1]
      ?.toUpperCase() ?? null
  );
}

function numberGiven(state: State, turn: Now): Step<State> {
  const { event, facts } = turn;
  const id = state.meeting;
  const m = facts.one;
  if (id === undefined || !m) return pass();
  if (chose(event, 'here:alone'))
    return over(
      { do: 'checkIn', meeting: id, household: null },
      reply(say('meeting.here-alone', titled(m)), [MENU]),
    );
  const number = numberIn(event);
  if (number === null) {
    if (event.kind === 'choice' || isCancel(event)) return pass();
    return stay(
      state,
      reply(say('meeting.here-number', titled(m)), [choice('here:alone', 'choice.no-number')]),
    );
  }
  if (!facts.known)
    return stay(
      state,
      reply(say('meeting.here-no-number', { number }), [choice('here:alone', 'choice.no-number')]),
    );
  return over(
    { do: 'checkIn', meeting: id, household: number },
    reply(say('meeting.here-done', titled(m)), [MENU]),
  );
}
