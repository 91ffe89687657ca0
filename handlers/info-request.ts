/**
 * Yêu cầu cung cấp thông tin: what, how it is to be handed over, and with consent who asks (Luật 104/2016/QH13 Đ.24.2). What
 * the ward has to publish anyway is pointed to first. A request that lacks what the law asks goes to an officer all the
 * same, with the form to print; it is then said not to be a whole request yet.
 */
import { paperFile } from '../src/core/paper.ts';
import { lines, say, verbatim } from '../src/core/say.ts';
import { cut } from '../src/core/text.ts';
import type { Answer, Effect, Event, Handler, Intent, Step, Text, Turn } from '../src/core/types.ts';
import { INFO_HOWS, type InfoHow, infoLaw, vietnamDay } from '../src/law/index.ts';
import {
  after,
  type Field,
  FORGET,
  given,
  type InfoState,
  isWhole,
  LONGEST,
  lineOf,
  type Who,
} from './info-request/form.ts';
import {
  AGREE,
  become,
  choice,
  chose,
  HUMAN,
  isCancel,
  isNo,
  isPhrase,
  isYes,
  MENU,
  meant,
  onlyAnnounces,
  over,
  personal,
  quoted,
  readWard,
  reply,
  SKIP,
  SKIPPING,
  saysSomething,
  stay,
  type WithWard,
  wardContact,
  wordsOf,
} from './parts.ts';

interface Facts extends WithWard {
  /** what the ward has to publish, and is perhaps what is wanted */
  readonly published: Answer | null;
}
type At = Turn<Facts>;

const CANCEL = choice('cancel', 'choice.cancel');
const EDIT = choice('edit', 'choice.edit-content');
const WRONG = choice('wrong', 'choice.info-wrong');
const ENOUGH = choice('enough', 'choice.info-enough');
const ANONYMOUS = choice('anonymous', 'choice.anonymous');
const SEND = choice('send', 'choice.send');
const HOWS = INFO_HOWS.map((how) => choice(`how:${how}`, `choice.info-${how}`));

const isOne = (event: Event, intent: Intent) => meant(event, intent, 'info-request');

export const infoRequest: Handler<InfoState, Facts> = personal<InfoState, Facts>({
  id: 'info-request',
  version: 2,
  opens: isOne,
  interrupted: (state) => ({ keep: state, effects: [] }),
  read: async (state, turn, services) => ({
    ...(await readWard(state, turn, services)),
    published:
      (state === null || state.step === 'what') && wordsOf(turn.event) !== ''
        ? ((await services.answers(turn.intent)).find((a) => a.id.startsWith('ck-')) ?? null)
        : null,
  }),
  step: (state, turn) => {
    const { event } = turn;
    if (state === null) {
      const words = wordsOf(event);
      return saysSomething(words)
        ? how({ step: 'how', text: words, who: {} }, turn.facts.published)
        : what({ step: 'what', text: '', who: {} });
    }
    if (chose(event, CANCEL.id) || isCancel(event)) return over(reply(say('core.cancelled'), [MENU]));
    if (chose(event, ENOUGH.id)) return over(reply(say('info.glad'), [MENU]));
    if (chose(event, EDIT.id)) return what(state);
    switch (state.step) {
      case 'what':
        if (chose(event, WRONG.id)) return what({ ...state, wrong: true });
        return event.kind === 'text' && !onlyAnnounces(event.text)
          ? how({ ...state, step: 'how', text: event.text }, turn.facts.published)
          : what(state);
      case 'how':
        return chosen(state, turn);
      case 'consent':
        if (chose(event, AGREE.id) || isYes(event)) return ask({ ...state, step: 'name' });
        if (chose(event, ANONYMOUS.id) || isNo(event)) return review({ ...state, who: {} }, turn);
        return consent(state, turn);
      case 'review':
        if (chose(event, SEND.id) || isYes(event)) return send(state, turn);
        if (isNo(event)) return what(state);
        return review(
          event.kind === 'text' ? { ...state, text: `${state.text}\n${event.text}` } : state,
          turn,
        );
      default:
        return filled(state, state.step, turn);
    }
  },
});

/** The dialogue goes on here: what was written is a wish to see something. */
export function wanted(text: string, effects: readonly Effect[] = []): Step<never> {
  const asked = how({ step: 'how', text, who: {} }, null);
  return become('info-request', asked.next, ...effects, ...asked.effects);
}

function what(state: InfoState): Step<InfoState> {
  const next = { ...state, step: 'what' } as const;
  return state.wrong
    ? stay(next, reply(say('info.what-wrong'), [CANCEL, HUMAN]))
    : stay(next, reply(say('info.what'), [WRONG, CANCEL, HUMAN]));
}

function how(state: InfoState, published: Answer | null): Step<InfoState> {
  const hint: Text[] =
    published === null || state.wrong
      ? []
      : [[say('info.public', { title: verbatim(published.title) }), verbatim(published.text)]];
  return stay(
    { ...state, step: 'how' },
    reply(
      [say('info.wanted', { text: quoted(state.text, 300) }), ...hint, say('info.how-ask')],
      [...HOWS, ...(hint.length > 0 ? [ENOUGH] : []), EDIT, CANCEL],
    ),
  );
}

function chosen(state: InfoState, turn: At): Step<InfoState> {
  const { event } = turn;
  const way = INFO_HOWS.find((h) => chose(event, `how:${h}`));
  if (way !== undefined) return consent({ ...state, how: way }, turn);
  return how(event.kind === 'text' ? { ...state, text: `${state.text}\n${event.text}` } : state, null);
}

function consent(state: InfoState, turn: At): Step<InfoState> {
  return stay(
    { ...state, step: 'consent' },
    reply(say('info.consent', { ward: turn.facts.ward.name }), [AGREE, ANONYMOUS, CANCEL]),
  );
}

function ask(state: InfoState & { readonly step: Field }, ...before: readonly Effect[]): Step<InfoState> {
  return stay(state, ...before, reply(say(`info.ask-${state.step}`), [SKIP, CANCEL]));
}

/** One field of the request; what was typed is forgotten at once where it came in. */
function filled(state: InfoState, step: Field, turn: At): Step<InfoState> {
  const { event } = turn;
  const skipped = chose(event, SKIP.id) || (event.kind === 'text' && isPhrase(event.text, SKIPPING));
  if (!skipped && event.kind !== 'text') return ask({ ...state, step });
  const who: Who =
    skipped || event.kind !== 'text' ? state.who : { ...state.who, [step]: cut(event.text.trim(), LONGEST) };
  const forget = event.kind === 'text' ? [FORGET] : [];
  const next = after(step, state.how);
  return next === 'review'
    ? review({ ...state, who }, turn, ...forget)
    : ask({ ...state, step: next, who }, ...forget);
}

function review(state: InfoState, turn: At, ...before: readonly Effect[]): Step<InfoState> {
  const next: InfoState = { ...state, step: 'review' };
  const whole = isWhole(next);
  return stay(
    next,
    ...before,
    reply(
      [
        lines(
          say('info.review', { text: quoted(state.text, 400) }),
          say('info.review-how', { how: { key: `choice.info-${wayOf(state)}`, args: {} } }),
          ...lineOf(state.who),
        ),
        ...(whole ? [] : [say('info.not-whole')]),
        timeOf(state, turn, whole),
        say('info.cost'),
        say('info.send-ask'),
      ],
      [SEND, EDIT, CANCEL],
      { fleeting: true },
    ),
  );
}

const wayOf = (state: InfoState): InfoHow => state.how ?? 'chat';

/** By when, as far as the law of that day says; never a date where its number is not known. */
function timeOf(state: InfoState, turn: At, whole: boolean): Text {
  const old = infoLaw(vietnamDay(turn.at)) === '104/2016/QH13';
  if (state.wrong) return say('info.time-wrong', { days: old ? 15 : 10 });
  if (!old) return say('info.time-unknown');
  return whole ? say(`info.time-${wayOf(state)}`) : say('info.time-later');
}

function send(state: InfoState, turn: At): Step<InfoState> {
  const { ward } = turn.facts;
  const { text: contact, call } = wardContact(ward);
  const { name, ...asker } = state.who;
  const whole = isWhole(state);
  const way = wayOf(state);
  const paper = whole && (way === 'chat' || way === 'email') ? null : given(state, turn.id, ward.name);
  return over(
    {
      do: 'openTicket',
      ticket: {
        code: turn.code,
        kind: 'thongTin',
        category: 'khac',
        text: state.text,
        files: [],
        ...(name === undefined ? {} : { name }),
      },
    },
    { do: 'requestInfo', code: turn.code, how: way, wrong: state.wrong === true, whole, asker },
    ...(paper === null ? [] : [paper]),
    {
      do: 'notify',
      notice: 'received',
      to: 'officers',
      payload: { code: turn.code, kind: 'thongTin', category: 'khac', group: turn.contact.group?.name ?? '' },
    },
    reply(
      [
        say('info.sent', { code: turn.code }),
        timeOf(state, turn, whole),
        ...(ward.promiseDays === undefined ? [] : [say('handover.promise', { days: ward.promiseDays })]),
        ...(paper === null ? [] : [say('info.paper')]),
        contact,
      ],
      [MENU],
      {
        ...call,
        ...(paper === null ? {} : { files: [paperFile(turn.id, 'phieu-yeu-cau-thong-tin.docx')] }),
      },
    ),
  );
}
