/**
 * Đặt lịch tiếp công dân: a day, a time, a name if one likes, a booking code. Luật Tiếp công dân 42/2013/QH13 Đ.15, Đ.24;
 * NĐ 154/2026 Đ.12 (what is asked of whoever comes). Changed or cancelled by one word.
 */
import { say, verbatim } from '../src/core/say.ts';
import { fold } from '../src/core/text.ts';
import type {
  Choice,
  Event,
  Handler,
  Intent,
  Receiver,
  ReceptionTime,
  ReceptionView,
  Step,
  Text,
  Turn,
  WardInfo,
} from '../src/core/types.ts';
import { remindAt, vietnamDay } from '../src/law/index.ts';
import { nameIn } from './consent.ts';
import {
  called,
  choice,
  chose,
  HUMAN,
  isCancel,
  isNo,
  isPhrase,
  MENU,
  over,
  pass,
  personal,
  RECEPTION,
  reply,
  stay,
  wardContact,
  wordsOf,
} from './parts.ts';
import { dayTyped, type Sitting, sittingsOf, timeTyped, whenOf } from './reception/when.ts';

interface State {
  readonly step: 'day' | 'time' | 'name' | 'mine';
  readonly who?: Receiver;
  /** days, or times, already passed over */
  readonly skip: number;
  /** `2026-12-03:chair` */
  readonly sitting?: string;
  /** the time chosen, ISO */
  readonly at?: string;
}
interface Facts {
  readonly view: ReceptionView;
  readonly ward: WardInfo;
}
type At = Turn<Facts>;

/** How many days or times stand in one message. */
const SHOWN = 3;

const CANCEL = ['hủy lịch', 'hủy lịch hẹn', 'hủy hẹn', 'hủy lịch tiếp dân', 'bỏ lịch', 'cancel booking'];
const CHANGE = [
  'đổi lịch',
  'đổi lịch hẹn',
  'đổi hẹn',
  'đổi giờ hẹn',
  'dời lịch',
  'dời lịch hẹn',
  'change booking',
];
const ASKED = [
  ...['/tiepdan', 'đặt lịch', 'đặt lịch hẹn', 'đặt hẹn', 'lịch hẹn', 'lịch hẹn của tôi', 'lịch tôi đã đặt'],
  ...['gặp chủ tịch', 'gặp lãnh đạo', 'book reception'],
];
const CODE = /(?<![\p{L}\d])td[\s.-]?(\d{3})[\s.-]?(\d{3})(?!\d)/iu;
const HEAD = '(?:ong |ba |bac |anh |chi |dong chi )?(?:pho )?(?:chu tich|lanh dao)';
const BOOK = new RegExp(
  `\\b(?:dat|dang ky|hen|xin|doi|dat lai|xep) (?:toi |em |cho |giup |mot |cai |lai |truoc )*(?:lich|hen|cho|gio|buoi|suat)\\b.*(?:tiep (?:cong )?dan|${HEAD})`,
);
const MEET = new RegExp(
  `^(?:da |cho |toi |em |chau |xin |muon |can |duoc |minh |bac |nho |hen )*(?:gap|hen gap) (?:mat |truc tiep |rieng )*${HEAD}`,
);
const ASKS = /\b(?:may|bao nhieu|bao lau|bao gio|khi nao|co phai|co duoc|co quyen|quy dinh|luat|the nao)\b/;

const booked = (code: string): string =>
  `TD-${code.replace(/\D/g, '').replace(/^(\d{3})(\d{3}).*$/, '$1-$2')}`;

function codeIn(event: Event): string | null {
  const m = CODE.exec(wordsOf(event));
  return m ? `TD-${m[1]}-${m[2]}` : null;
}

function wants(event: Event): boolean {
  const words = fold(wordsOf(event));
  if (words === '') return false;
  return BOOK.test(words) || (MEET.test(words) && !ASKS.test(words) && words.split(' ').length <= 12);
}

const isCall = (event: Event): boolean => called(event, RECEPTION.id, [...ASKED, ...CANCEL, ...CHANGE]);
const isOne = (event: Event, intent: Intent): boolean =>
  isCall(event) || codeIn(event) !== null || (wants(event) && intent.route !== 'petition.khieu-nai');

export const reception: Handler<State, Facts> = personal<State, Facts>({
  id: 'reception',
  version: 1,
  opens: isOne,
  interrupts: (event) => isCall(event),
  read: async (_state, turn, services) => ({
    view: await services.reception(turn.contact, turn.at),
    ward: await services.ward(),
  }),
  step: (state, turn) => {
    const { event } = turn;
    const { mine } = turn.facts.view;
    if (chose(event, 'cancel-booking') || (event.kind === 'text' && isPhrase(event.text, CANCEL)))
      return mine ? cancelled(mine) : none();
    if (chose(event, 'change-booking') || (event.kind === 'text' && isPhrase(event.text, CHANGE)))
      return mine ? begin(turn) : none();
    if (state === null || isOne(event, turn.intent)) {
      const code = codeIn(event);
      if (code !== null && mine?.code !== code)
        return over(reply(say('reception.unknown-code'), [RECEPTION, HUMAN]));
      if (mine) return shown(mine, turn);
      return isOne(event, turn.intent) ? begin(turn) : pass();
    }
    if (chose(event, 'drop') || isCancel(event)) return over(reply(say('core.cancelled'), [MENU]));
    switch (state.step) {
      case 'mine':
        return event.kind === 'stale' && mine ? shown(mine, turn) : pass();
      case 'day':
        return onDay(state, turn);
      case 'time':
        return onTime(state, turn);
      case 'name':
        return onName(state, turn);
      default:
        return state.step satisfies never;
    }
  },
});

// ---------------------------------------------------------------- a day

/** Whom they ask for, where they say it. */
function whoIn(event: Event): Receiver | undefined {
  const words = fold(wordsOf(event));
  if (/pho chu tich/.test(words)) return 'deputy';
  return /chu tich/.test(words) ? 'chair' : undefined;
}

function begin(turn: At): Step<State> {
  const { view } = turn.facts;
  if (!view.planned) return nobody('reception.unset', turn);
  if (view.free.length === 0) return nobody('reception.full', turn);
  const who = whoIn(turn.event);
  if (who === undefined) return days({ step: 'day', skip: 0 }, turn, say('reception.days'));
  if (view.free.some((t) => t.who === who)) {
    const ask = who === 'chair' ? say('reception.days-chair') : say('reception.days');
    return days({ step: 'day', skip: 0, who }, turn, ask);
  }
  return days(
    { step: 'day', skip: 0 },
    turn,
    who === 'chair' ? say('reception.full-chair') : say('reception.days'),
  );
}

function nobody(key: 'reception.unset' | 'reception.full', turn: At): Step<State> {
  const { ward } = turn.facts;
  const { text, call } = wardContact(ward);
  const known = ward.reception === undefined ? [] : [verbatim(ward.reception)];
  return over(reply([say(key), ...known, text], [HUMAN, MENU], call));
}

const sittings = (state: State, turn: At): Sitting[] =>
  sittingsOf(turn.facts.view.free.filter((t) => state.who === undefined || t.who === state.who));

function days(state: State, turn: At, ask: Text): Step<State> {
  const all = sittings(state, turn);
  if (all.length === 0) return nobody('reception.full', turn);
  const skip = state.skip < all.length ? state.skip : 0;
  const choices: Choice[] = all.slice(skip, skip + SHOWN).flatMap((s) => {
    const [first] = s.times;
    return first ? [{ id: `d:${s.id}`, label: say('reception.day', whenOf(first)) }] : [];
  });
  const more = all.length > SHOWN ? [choice('more', 'choice.other-day')] : [];
  return stay(
    { ...state, step: 'day', skip },
    reply(ask, [...choices, ...more, choice('drop', 'choice.no-booking')]),
  );
}

function onDay(state: State, turn: At): Step<State> {
  const { event } = turn;
  const all = sittings(state, turn);
  if (chose(event, 'more')) return days({ ...state, skip: state.skip + SHOWN }, turn, say('reception.days'));
  const picked =
    event.kind === 'choice'
      ? all.find((s) => `d:${s.id}` === event.id)
      : event.kind === 'text'
        ? dayTyped(event.text, all)
        : null;
  return picked ? times({ ...state, skip: 0 }, picked) : days(state, turn, say('reception.unclear'));
}

// ---------------------------------------------------------------- a time

function times(state: State, sitting: Sitting, note?: Text): Step<State> {
  const skip = state.skip < sitting.times.length ? state.skip : 0;
  const [first] = sitting.times;
  if (!first) return over();
  const ask = say('reception.times', whenOf(first));
  const choices: Choice[] = sitting.times
    .slice(skip, skip + SHOWN)
    .map((t) => ({ id: `t:${t.at.toISOString()}`, label: whenOf(t).clock }));
  const more = sitting.times.length > SHOWN ? [choice('more', 'choice.other-time')] : [];
  return stay(
    { ...state, step: 'time', skip, sitting: sitting.id },
    reply(note ? [note, ask] : ask, [...choices, ...more, choice('day', 'choice.other-day')]),
  );
}

function onTime(state: State, turn: At): Step<State> {
  const { event } = turn;
  const all = sittings(state, turn);
  const sitting = all.find((s) => s.id === state.sitting);
  if (chose(event, 'day') || !sitting) return days({ ...state, skip: 0 }, turn, say('reception.days'));
  if (chose(event, 'more')) return times({ ...state, skip: state.skip + SHOWN }, sitting);
  if (event.kind === 'choice' && event.id.startsWith('t:')) {
    const time = sitting.times.find((t) => `t:${t.at.toISOString()}` === event.id);
    return time ? name(state, time, turn) : times(state, sitting, say('reception.taken'));
  }
  if (event.kind === 'text') {
    const time = timeTyped(event.text, sitting.times);
    if (time) return name(state, time, turn);
    const other = dayTyped(event.text, all);
    if (other) return times({ ...state, skip: 0 }, other);
  }
  return times(state, sitting, say('reception.unclear'));
}

// ---------------------------------------------------------------- a name, and the booking

function name(state: State, time: ReceptionTime, turn: At): Step<State> {
  const { contact, facts } = turn;
  const known =
    contact.name !== undefined && contact.consentAt !== undefined
      ? [{ id: 'same', label: say('choice.same-name', { name: contact.name }) }]
      : [];
  return stay(
    { ...state, step: 'name', at: time.at.toISOString() },
    reply(
      [say('reception.when', whenOf(time)), say('reception.name', { days: facts.view.keepDays })],
      [
        ...known,
        choice('noname', 'choice.no-name'),
        choice('time', 'choice.other-time'),
        choice('drop', 'choice.no-booking'),
      ],
    ),
  );
}

function onName(state: State, turn: At): Step<State> {
  const { event, contact } = turn;
  const sitting = sittings(state, turn).find((s) => s.id === state.sitting);
  const time = sitting?.times.find((t) => t.at.toISOString() === state.at);
  // somebody was quicker: the turn is done again and no longer sees the time
  if (!sitting) return days({ ...state, skip: 0 }, turn, say('reception.taken'));
  if (!time) return times({ ...state, skip: 0 }, sitting, say('reception.taken'));
  if (chose(event, 'time')) return times({ ...state, skip: 0 }, sitting);
  if (chose(event, 'noname') || isNo(event)) return book(time, undefined, turn);
  if (chose(event, 'same') && contact.name !== undefined) return book(time, contact.name, turn);
  if (event.kind === 'text') {
    const other = timeTyped(event.text, sitting.times);
    if (other) return name(state, other, turn);
    const typed =
      /[\d?]/.test(event.text) || event.text.split(/\s+/).length > 8 ? undefined : nameIn(event.text);
    if (typed !== undefined) return book(time, typed, turn);
  }
  return name(state, time, turn);
}

function book(time: ReceptionTime, who: string | undefined, turn: At): Step<State> {
  const { view } = turn.facts;
  const code = booked(turn.code);
  const remind = turn.contact.notices
    ? remindAt(time.at.getTime(), turn.at.getTime(), vietnamDay(time.at))
    : null;
  const evening = remind !== null && vietnamDay(new Date(remind)) !== vietnamDay(time.at);
  return over(
    {
      do: 'bookReception',
      code,
      who: time.who,
      at: time.at,
      ...(who === undefined ? {} : { name: who }),
    },
    reply(
      [
        view.mine ? say('reception.moved', { code }) : say('reception.booked', { code }),
        details(time, view),
        say('reception.bring'),
        ...(remind === null
          ? []
          : [evening ? say('reception.remind-evening') : say('reception.remind-hours')]),
        say('reception.change'),
      ],
      OWN,
    ),
  );
}

// ---------------------------------------------------------------- what is booked

const OWN: readonly Choice[] = [
  choice('change-booking', 'choice.change-booking'),
  choice('cancel-booking', 'choice.cancel-booking'),
  MENU,
];

function details(time: ReceptionTime, view: ReceptionView): Text {
  const when = say('reception.when', whenOf(time));
  return view.place === undefined ? when : [when, say('reception.place', { place: view.place })];
}

function shown(mine: NonNullable<ReceptionView['mine']>, turn: At): Step<State> {
  return stay(
    { step: 'mine', skip: 0 },
    reply(
      [say('reception.mine', { code: mine.code }), details(mine, turn.facts.view), say('reception.change')],
      OWN,
    ),
  );
}

function cancelled(mine: NonNullable<ReceptionView['mine']>): Step<State> {
  const { weekday, day, clock } = whenOf(mine);
  return over(
    { do: 'cancelReception', booking: mine.id },
    reply(say('reception.cancelled', { weekday, day, clock }), [RECEPTION, MENU]),
  );
}

const none = (): Step<State> => over(reply(say('reception.none'), [RECEPTION, MENU]));
