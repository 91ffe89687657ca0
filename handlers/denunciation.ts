/**
 * Tố cáo. Chat cannot register one (Luật Tố cáo 25/2018/QH14 Đ.22-23: a signed paper, or in person), and what is written
 * here may hurt the writer. So: say so first, say how, keep nothing of it, repeat nothing. Who goes on all the same after
 * that writes into a sealed record that only named readers open (Đ.25.2: it cannot be dropped either), and is told no
 * more than that it was passed on, and the code. Nothing but an emergency, "stop", language and menu cuts in: the list's
 * order sees to that.
 */
import { lines, say } from '../src/core/say.ts';
import type {
  Choice,
  Effect,
  Event,
  Handler,
  SealedView,
  Step,
  Text,
  Turn,
  WardInfo,
} from '../src/core/types.ts';
import {
  type DenunciationState,
  ERASE_ALL,
  ERASE_LAST,
  FORGET,
  OTHER,
  onlyCode,
  shownRecord,
} from './denunciation-code.ts';
import { matter } from './denunciation-matter.ts';
import {
  choice,
  chose,
  isCancel,
  isNo,
  isPhrase,
  isYes,
  MENU,
  meant,
  over,
  pass,
  reply,
  stay,
  wardAddress,
  wardContact,
} from './parts.ts';

interface Facts {
  readonly ward: WardInfo;
  /** names of those who may read */
  readonly readers: readonly string[];
  /** the record of this dialogue, while there is something in it */
  readonly own: SealedView | null;
  /** the record of a code just typed */
  readonly asked: SealedView | null;
  /** id of a record that would begin now */
  readonly fresh: string;
}
type State = DenunciationState;
type At = Turn<Facts>;

const HOW = choice('how', 'choice.denunciation-how');
const WHERE = choice('where', 'choice.denunciation-where');
const WHO = choice('who', 'choice.denunciation-who');
const ON = choice('on', 'choice.denunciation-on');
const ASKING: readonly Choice[] = [HOW, WHERE, WHO, ON, OTHER];
const WRITING: readonly Choice[] = [HOW, WHERE, ERASE_LAST, ERASE_ALL, OTHER];
const SURE = choice('erase-sure', 'choice.delete-sure');
const KEEP = choice('keep', 'choice.keep');
const PAPER: readonly Choice[] = [HOW, WHERE, WHO, OTHER];

const ERASE_WORDS = ['xoá điều tôi vừa viết', 'xoá điều vừa viết', 'xoá tin vừa rồi', 'xoá tin tôi vừa viết'];
const ERASE_ALL_WORDS = ['xoá hết', 'xoá tất cả', 'xoá hết đi', 'xoá tất cả những gì tôi viết'];

/** What is written much later is about something else. */
const IDLE_MS = 6 * 3_600_000;

/** Where to bring the paper: published addresses only, never made up. */
function where(ward: WardInfo): Text {
  return [
    lines(
      ward.toCaoAddress === undefined
        ? say('denunciation.no-address')
        : say('denunciation.address', { address: ward.toCaoAddress }),
      wardAddress(ward),
      wardContact(ward).text,
    ),
    ward.provinceAddress === undefined
      ? say('denunciation.chair-unset', { province: ward.province })
      : say('denunciation.chair', { province: ward.province, address: ward.provinceAddress }),
  ];
}

/** Who opens what is written from here on: by name, so that nobody confides in the one accused. */
function readersOf({ readers }: Facts): Text {
  if (readers.length === 0) return say('denunciation.no-reader');
  return lines(
    say('denunciation.readers', { names: readers.join(', ') }),
    say('denunciation.reader-accused'),
  );
}

/** That chat registers none, and how it is done (Luật Tố cáo Đ.22, 23). */
export const firstFacts = (ward: WardInfo): readonly Text[] => [
  say('denunciation.first'),
  say('denunciation.dont-write'),
  say('denunciation.forms'),
  where(ward),
];

const first = (facts: Facts): Text => [
  ...firstFacts(facts.ward),
  lines(say('denunciation.who-sees'), readersOf(facts)),
];

/** Meant as one, or chosen among the kinds of a report. */
const isOne = (event: Event, intent: Parameters<Handler['opens']>[1]) =>
  meant(event, intent, 'petition.to-cao') || chose(event, 'k:toCao');
const says = (event: Event, phrases: readonly string[]) =>
  event.kind === 'text' && isPhrase(event.text, phrases);

export const denunciation: Handler<State, Facts> = {
  id: 'denunciation',
  version: 2,
  sealed: true,
  opens: (event, intent) => isOne(event, intent) || says(event, ERASE_WORDS),
  interrupts: isOne,
  read: async (state, turn, services) => {
    const code = onlyCode(turn.event);
    const own = state?.record === undefined ? null : await services.sealed.byId(state.record);
    return {
      ward: await services.ward(),
      readers: await services.sealed.readers(),
      own: own?.state === 'erased' ? null : own,
      // too many codes: not looked up here, and told by who looks up codes
      asked:
        code === null || state === null || !(await services.mayTryCode(turn.contact))
          ? null
          : await services.sealed.byCode(code),
      fresh: services.sealed.idFor(turn.id),
    };
  },
  step: (state, turn) => {
    const { event, facts } = turn;
    if (turn.chat.kind === 'group')
      return over(
        reply([say('denunciation.first'), say('denunciation.dont-write'), say('group.private')]),
        FORGET,
      );
    if (state !== null && turn.at.getTime() - state.at > IDLE_MS) return pass();
    if (state === null && says(event, ERASE_WORDS))
      return over(
        reply([say('denunciation.nothing-kept'), say('denunciation.erase-by-code')], [MENU]),
        FORGET,
      );
    if (state === null) return told(turn, first(facts));
    if (onlyCode(event) !== null) {
      if (!facts.asked) return pass();
      const shown = shownRecord(facts.asked, turn.at);
      return stay(shown.state, ...shown.effects);
    }
    return going(turn);
  },
};

/** Said, with choices; what was written goes. */
function told(turn: At, text: Text): Step<State> {
  const { event, facts } = turn;
  const { call } = wardContact(facts.ward);
  const silent = event.kind === 'choice' || event.kind === 'stale' || event.kind === 'resumed';
  const choices = facts.own ? WRITING : facts.readers.length > 0 ? ASKING : PAPER;
  return stay(here(turn), reply(text, choices, call), ...(silent ? [] : [FORGET]));
}

function here(turn: At, record = turn.facts.own?.id): State {
  return { told: true, at: turn.at.getTime(), ...(record === undefined ? {} : { record }) };
}

function going(turn: At): Step<State> {
  const { event, facts } = turn;
  if (chose(event, OTHER.id) || isCancel(event) || isNo(event))
    return over(
      reply(say('denunciation.left'), [choice('go:petition', 'menu.petition'), MENU]),
      ...(event.kind === 'text' ? [FORGET] : []),
    );
  if (chose(event, HOW.id)) return told(turn, say('denunciation.paper'));
  if (chose(event, WHERE.id)) return told(turn, where(facts.ward));
  if (chose(event, WHO.id))
    return told(turn, [say('denunciation.who-sees'), readersOf(facts), say('denunciation.protection')]);
  if (chose(event, ERASE_LAST.id) || says(event, ERASE_WORDS)) return erase(turn, 'last');
  if (chose(event, SURE.id) || says(event, ERASE_ALL_WORDS)) return erase(turn, 'all');
  // "4" may have been meant as a number: only words, or a second yes, take all of it
  if (chose(event, ERASE_ALL.id) && facts.own)
    return stay(here(turn), reply(say('denunciation.erase-sure'), [KEEP, SURE]));
  if (chose(event, KEEP.id)) return told(turn, say('denunciation.kept'));
  if (chose(event, ON.id) || (facts.own === null && isYes(event)))
    return told(turn, facts.readers.length === 0 ? refused(facts) : goOn(facts));
  return written(turn);
}

const goOn = (facts: Facts): Text => [readersOf(facts), say('denunciation.go-on')];

/** Nobody is named to read: nothing is taken, and the paper way once more. */
const refused = (facts: Facts): Text => [
  say('denunciation.no-reader'),
  say('denunciation.still'),
  say('denunciation.forms'),
  where(facts.ward),
];

function erase(turn: At, what: 'last' | 'all'): Step<State> {
  const { own } = turn.facts;
  if (!own) return told(turn, say('denunciation.nothing-kept'));
  const step = told(turn, say(what === 'last' ? 'denunciation.erased-last' : 'denunciation.erased-all'));
  const state: State = what === 'last' ? here(turn) : { told: true, at: turn.at.getTime() };
  return stay(state, { do: 'eraseSealed', record: own.id, what }, ...step.effects);
}

function written(turn: At): Step<State> {
  const { facts } = turn;
  if (facts.readers.length === 0 && !facts.own) return told(turn, refused(facts));
  const what = matter(turn.event);
  if (!what) return told(turn, [say('denunciation.forms'), readersOf(facts)]);
  const { noPhoto, ...kept } = what;
  if (Object.keys(kept).length === 0) return told(turn, say('denunciation.photo-only'));
  const record = facts.own?.id ?? facts.fresh;
  const code = facts.own?.code ?? turn.code;
  const text = [
    ...(noPhoto ? [say('denunciation.photo-only')] : []),
    lines(say('denunciation.sealed', { code }), say('denunciation.keep-code')),
  ];
  const effects: readonly Effect[] = [{ do: 'seal', record, code, ...kept }, reply(text, WRITING), FORGET];
  return stay(here(turn, record), ...effects);
}
