/**
 * Khiếu nại. A message lodges nothing (Luật Khiếu nại 02/2011/QH13 Đ.8: a signed paper, or in person): say so first,
 * then the 90 days, who decides, where it goes next. The matter can still be sent as a kiến nghị, which it then is.
 */
import { say } from '../src/core/say.ts';
import type {
  Answer,
  Choice,
  Effect,
  Event,
  Handler,
  Intent,
  Step,
  Text,
  WardInfo,
} from '../src/core/types.ts';
import { dayNumber, sayDate } from '../src/law/days.ts';
import { type Day, vietnamDay } from '../src/law/index.ts';
import { asideIn, offerAside, type WithAside } from './aside.ts';
import { beginForm, formStep, type WithForm } from './complaint/form.ts';
import { type DayRead, readDay } from './day.ts';
import {
  become,
  choice,
  chose,
  HUMAN,
  isCancel,
  MENU,
  meant,
  over,
  pass,
  personal,
  RECEPTION,
  reply,
  saysSomething,
  stay,
  type WithWard,
  wardAddress,
  wardContact,
  wordsOf,
} from './parts.ts';
import { beginWith, firstQuestion } from './petition/draft.ts';
import type { Guess } from './petition/kind.ts';

interface Told extends WithWard {
  /** the answer of the question asked beside it */
  readonly aside: Answer | null;
}

/** `text`: what was written, in case it is to be sent as a kiến nghị */
type State = WithForm & WithAside;

interface Facts extends Told {
  /** the day of an answer to "since when do you know of it?" */
  readonly said: DayRead;
  readonly today: Day;
  /** last day to complain, from that day */
  readonly last: { readonly due: string; readonly provisional: boolean } | null;
}

const FORM = choice('form', 'choice.complaint-form');
const PAPER = choice('paper', 'choice.complaint-paper');
const NEXT = choice('next', 'choice.complaint-next');
const SEND = choice('send', 'choice.as-proposal');

/** What the officer is told of a khiếu nại sent as a kiến nghị. */
const AS_COMPLAINT: Guess = {
  kind: 'khieuNai',
  reasons: [
    'người dân nói về một quyết định, việc làm ảnh hưởng đến mình, và biết rằng nhắn tin không phải là nộp đơn',
  ],
};

const choices = (text: string, aside: Answer | null): readonly Choice[] => [
  ...offerAside(aside).choices,
  FORM,
  NEXT,
  PAPER,
  RECEPTION,
  ...(saysSomething(text) ? [SEND] : []),
  HUMAN,
  MENU,
];

const first = ({ ward, aside }: Told): Text => [
  say('complaint.first'),
  [say('complaint.time'), say('complaint.ask-day')],
  [wardAddress(ward), wardContact(ward).text],
  say('complaint.basis'),
  ...offerAside(aside).text,
];

const whereNext = ({ province }: WardInfo): Text => [
  say('complaint.who', { province }),
  say('complaint.next', { province }),
];

/** What the day they gave means for the 90 days of Luật Khiếu nại Đ.9. */
function sayDays({ said, today, last }: Facts): Text {
  if (said === null) return say('complaint.ask-day');
  if ('wrong' in said)
    return said.wrong === 'no-such-day'
      ? say('complaint.day-none', { said: said.said })
      : say(`complaint.day-${said.wrong}`);
  const day = sayDate(dayNumber(said.day));
  if (said.day > today) return say('complaint.day-future', { day });
  if (last === null) return say('complaint.day-old', { day });
  const left = dayNumber(last.due) - dayNumber(today);
  const due = sayDate(dayNumber(last.due));
  return [
    left < 0 ? say('complaint.late', { day, due }) : say('complaint.in-time', { day, due, left }),
    ...(last.provisional ? [say('complaint.day-provisional')] : []),
  ];
}

const isOne = (event: Event, intent: Intent) => meant(event, intent, 'petition.khieu-nai');

/** The dialogue goes on here: a report turned out to be a khiếu nại. */
export function explained(text: string, told: Told, effects: readonly Effect[] = []): Step<never> {
  const { call } = wardContact(told.ward);
  const state: State = { text, ...(told.aside ? { aside: told.aside.id } : {}) };
  return become('complaint', state, ...effects, reply(first(told), choices(text, told.aside), call));
}

export const complaint: Handler<State, Facts> = personal<State, Facts>({
  id: 'complaint',
  version: 1,
  opens: isOne,
  // half a form waits, unless what is being told turned out to be a denunciation: then nothing of it is kept
  interrupted: (state, turn) => ({
    keep: state.form && turn.intent.route !== 'petition.to-cao' ? state : null,
    effects: [],
  }),
  read: async (state, turn, services) => {
    const today = vietnamDay(turn.at);
    const asked = state !== null && !state.form && turn.event.kind === 'text';
    const said = asked ? readDay(wordsOf(turn.event), today) : null;
    const counts = said !== null && 'day' in said && said.day <= today;
    const last = counts ? await services.deadline('KN1', said.day) : null;
    const { aside: id } = asideIn(state, turn.event, turn.intent);
    const aside = id === undefined ? null : await services.answer(id);
    return { ward: await services.ward(), said, today, last, aside };
  },
  step: (state, turn) => {
    const { event } = turn;
    const { ward, aside } = turn.facts;
    const { call } = wardContact(ward);
    if (state?.form) return formStep({ ...state, form: state.form }, turn);
    if (state !== null && turn.facts.said !== null)
      return stay(state, reply(sayDays(turn.facts), choices(state.text, aside), call));
    if (state === null || isOne(event, turn.intent)) {
      const text = wordsOf(event);
      const told = { text, ...asideIn(state, event, turn.intent) };
      return stay(told, reply(first(turn.facts), choices(text, aside), call));
    }
    if (isCancel(event)) return over(reply(say('core.cancelled'), [MENU]));
    if (chose(event, FORM.id)) return beginForm(state.text);
    if (chose(event, PAPER.id))
      return stay(state, reply(say('complaint.paper'), choices(state.text, aside), call));
    if (chose(event, NEXT.id)) return stay(state, reply(whereNext(ward), choices(state.text, aside), call));
    if (chose(event, SEND.id)) {
      const draft = beginWith(
        {
          ...{ kind: 'kienNghi', text: state.text, files: [], guess: AS_COMPLAINT, chosen: true },
          ...asideIn(state, event, turn.intent),
        },
        turn.at,
      );
      return become('petition', draft, firstQuestion(draft, say('complaint.sent-as-proposal')));
    }
    if (event.kind === 'stale' || event.kind === 'resumed')
      return stay(state, reply(first(turn.facts), choices(state.text, aside), call));
    return pass();
  },
});
