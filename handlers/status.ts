/** How far is it? By receipt code (state and dates for whoever holds it, the words for the one who wrote it), or from a list of one's own. */
import type { Key } from '../locales/index.ts';
import { readReceipt } from '../src/core/receipt.ts';
import { lines, say, verbatim } from '../src/core/say.ts';
import { dayOf, fold } from '../src/core/text.ts';
import type {
  Choice,
  Event,
  Handler,
  Intent,
  SealedView,
  Step,
  Text,
  TicketView,
  Turn,
} from '../src/core/types.ts';
import { shownRecord } from './denunciation-code.ts';
import {
  become,
  called,
  choice,
  chose,
  gathered,
  HUMAN,
  isCancel,
  MENU,
  meant,
  over,
  PETITION,
  pass,
  personal,
  reply,
  stay,
  wordsOf,
} from './parts.ts';
import { MAX_FILES } from './petition/draft.ts';

interface State {
  readonly step: 'asked' | 'shown' | 'adding';
  /** the ticket shown, when it is the resident's own */
  readonly code?: string;
  /** files added in one go */
  readonly files?: number;
}

interface Facts {
  readonly found: TicketView | null;
  /** too many codes were typed: this one was not looked up */
  readonly tooMany: boolean;
  /** the code is a sealed record's */
  readonly sealed: SealedView | null;
  readonly mine: readonly TicketView[];
}
type At = Turn<Facts>;

/** How many of one's own are listed. */
const LISTED = 8;
const PICK = 't:';
const UNFOLLOW = 'unfollow:';

/** Nothing but a code, right or wrong. */
function isCode(event: Event): boolean {
  if (event.kind !== 'text') return false;
  const read = readReceipt(event.text);
  return read !== null && 'code' in read && fold(event.text).replace(/[\d\so]|db|ma|so|ho/g, '') === '';
}

function wantedCode(event: Event): string | null {
  if (event.kind === 'choice') return event.id.startsWith(PICK) ? event.id.slice(PICK.length) : null;
  const read = readReceipt(wordsOf(event));
  return read && 'code' in read ? read.code : null;
}

const asked = (event: Event) =>
  called(event, 'go:status', ['/tracuu', 'tra cứu', 'việc đã gửi', 'việc tôi đã gửi', 'status']);
const isOne = (event: Event, intent: Intent) =>
  meant(event, intent, 'status') || asked(event) || readReceipt(wordsOf(event)) !== null;

export const status: Handler<State, Facts> = personal<State, Facts>({
  id: 'status',
  version: 1,
  opens: isOne,
  interrupts: (event) => asked(event) || isCode(event),
  read: async (_state, turn, services) => {
    const code = wantedCode(turn.event);
    // a code picked from one's own list is no guess
    const tooMany =
      code !== null && turn.event.kind !== 'choice' && !(await services.mayTryCode(turn.contact));
    const found = code === null || tooMany ? null : await services.ticket(code, turn.contact);
    return {
      found,
      tooMany,
      sealed: code === null || tooMany || found ? null : await services.sealed.byCode(code),
      mine: code === null ? await services.ticketsOf(turn.contact) : [],
    };
  },
  step: (state, turn) => {
    const { event, facts } = turn;
    if (state?.step === 'adding' && state.code !== undefined)
      return adding(state.code, state.files ?? 0, turn);
    if (chose(event, 'add') && state?.code !== undefined)
      return stay(
        { step: 'adding', code: state.code },
        reply(say('status.add'), [choice('stop', 'choice.cancel')]),
      );
    if (event.kind === 'choice' && event.id.startsWith(UNFOLLOW))
      return over(
        { do: 'follow', code: event.id.slice(UNFOLLOW.length), on: false },
        reply(say('status.unfollowed'), [MENU]),
      );
    if (facts.tooMany) return stay({ step: 'asked' }, reply(say('status.too-many'), [HUMAN, MENU]));
    if (wantedCode(event) !== null) {
      if (!facts.sealed) return facts.found ? shown(facts.found) : unknown();
      const sealed = shownRecord(facts.sealed, turn.at);
      return become('denunciation', sealed.state, ...sealed.effects);
    }
    const read = readReceipt(wordsOf(event));
    if (read && 'wrong' in read)
      return stay({ step: 'asked' }, reply(say('status.wrong-code'), [HUMAN, MENU]));
    if (
      state === null ||
      chose(event, 'list') ||
      asked(event) ||
      meant(event, turn.intent, 'status') ||
      event.kind === 'stale'
    )
      return list(facts.mine);
    return isCancel(event) ? over(reply(say('core.cancelled'), [MENU])) : pass();
  },
});

function unknown(): Step<State> {
  return stay(
    { step: 'asked' },
    reply(say('status.unknown'), [choice('list', 'choice.my-list'), HUMAN, MENU]),
  );
}

function list(mine: readonly TicketView[]): Step<State> {
  const [only] = mine;
  if (!only) return stay({ step: 'asked' }, reply(say('status.none'), [PETITION, HUMAN, MENU]));
  if (mine.length === 1) return shown(only);
  const choices = mine.slice(0, LISTED).map((t): Choice => ({ id: `${PICK}${t.code}`, label: oneLine(t) }));
  return stay({ step: 'asked' }, reply(say('status.list'), [...choices, MENU]));
}

/** A ticket in a list: kind, day, state; the code is not in it, so that a message never holds two. */
function oneLine(t: TicketView): Text {
  return say('status.line', { kind: kindOf(t), day: dayOf(t.openedAt), state: stateOf(t) });
}

function shown(t: TicketView): Step<State> {
  const dates = lines(
    say('status.opened', { day: dayOf(t.openedAt) }),
    say('status.changed', { day: dayOf(t.changedAt) }),
    ...(t.dueOn === undefined || t.state === 'answered' || t.state === 'closed'
      ? []
      : [say('status.due', { day: sayDay(t.dueOn) })]),
    ...(t.promisedOn === undefined ? [] : [say('status.promised', { day: sayDay(t.promisedOn) })]),
    ...(t.transferredTo === undefined
      ? []
      : [say('status.transferred', { place: verbatim(t.transferredTo) })]),
  );
  const words = t.mine
    ? [
        ...(t.text === undefined ? [] : [lines(say('status.text'), verbatim(t.text))]),
        ...(t.answers ?? []).map((a) => lines(say('status.answer', { day: dayOf(a.at) }), verbatim(a.text))),
      ]
    : [...(t.followed ? [say('status.followed')] : []), say('status.not-mine')];
  const text = [say('status.is', { code: t.code, kind: kindOf(t), state: stateOf(t) }), dates, ...words];
  const choices = t.mine
    ? [choice('add', 'choice.add'), choice('list', 'choice.my-list'), HUMAN, MENU]
    : [...(t.followed ? [choice(`unfollow:${t.code}`, 'choice.unfollow')] : []), HUMAN, MENU];
  return stay({ step: 'shown', ...(t.mine ? { code: t.code } : {}) }, reply(text, choices));
}

function adding(code: string, files: number, turn: At): Step<State> {
  const { event } = turn;
  const shown: State = { step: 'shown', code };
  if (chose(event, 'stop') || isCancel(event))
    return stay(shown, reply(say('status.done', { code }), [MENU]));
  const tell = { do: 'notify', notice: 'added', to: 'officers', payload: { code, turn: turn.id } } as const;
  const again = [choice('add', 'choice.add-more'), MENU];
  if (event.kind === 'text')
    return stay(
      shown,
      { do: 'addToTicket', code, text: event.text },
      tell,
      reply(say('status.added', { code }), again),
    );
  if (event.kind === 'file') {
    const stop = [choice('stop', 'choice.photos-done')];
    if (files >= MAX_FILES)
      return gathered(
        stay({ step: 'adding', code, files }, reply(say('petition.limit', { count: MAX_FILES }), stop)),
      );
    const caption = event.caption ? { text: event.caption } : {};
    const said =
      event.file.kind === 'voice' ? say('status.voice', { code }) : say('status.added-more', { code });
    return gathered(
      stay(
        { step: 'adding', code, files: files + 1 },
        { do: 'keepFile', key: turn.id, file: event.file },
        { do: 'addToTicket', code, files: [turn.id], ...caption },
        // the officers hear of a handful of photos once
        ...(files === 0 ? [tell] : []),
        reply(said, stop),
      ),
    );
  }
  if (event.kind === 'place') {
    const { kind: _, ...place } = event;
    return stay(
      shown,
      { do: 'addToTicket', code, place },
      tell,
      reply(say('status.added-place', { code }), again),
    );
  }
  return stay({ step: 'adding', code, files }, reply(say('status.add'), [choice('stop', 'choice.cancel')]));
}

const sayDay = (iso: string): string => iso.split('-').reverse().join('/');
const kindOf = (t: TicketView): Text => ({ key: `kind.${t.kind}` satisfies Key, args: {} });
const stateOf = (t: TicketView): Text => ({ key: `state.${t.state}` satisfies Key, args: {} });
