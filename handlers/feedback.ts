/**
 * After an officer's answer: is it done? By the choices of the notice, or typed, also days later and with no accents.
 * "Chưa xong" brings the ticket back at once; the reason may follow. "Đã xong" asks for one rating in words, once.
 */
import { say } from '../src/core/say.ts';
import { dayOf, fold } from '../src/core/text.ts';
import type { AwaitedView, Choice, Effect, Event, Handler, Step, Turn } from '../src/core/types.ts';
import {
  choice,
  chose,
  gathered,
  HUMAN,
  isNo,
  isPhrase,
  isYes,
  MENU,
  meant,
  over,
  PETITION,
  pass,
  personal,
  reply,
  saysSomething,
  stay,
} from './parts.ts';
import { categoryText } from './petition/category.ts';
import { MAX_FILES } from './petition/draft.ts';

type State =
  | {
      readonly step: 'which' | 'sure';
      readonly done: boolean;
      readonly codes: readonly string[];
      readonly words?: string;
    }
  | { readonly step: 'reason' | 'rate'; readonly code: string; readonly files?: number };
interface Facts {
  /** tickets asked about and not yet answered for, newest first */
  readonly waiting: readonly AwaitedView[];
  readonly names: (category: string) => ReturnType<typeof categoryText>;
}
type At = Turn<Facts>;

/** Ids of the choices that the notice of an answer offers; the code follows. */
export const DONE = 'fb:done:';
export const NOT_DONE = 'fb:not:';

const DONE_WORDS = [
  'đã xong',
  'xong rồi',
  'xong',
  'đã xong rồi',
  'việc đã xong',
  'được rồi',
  'đã sửa xong',
  'sửa xong rồi',
  'it is done',
  'done',
];
const NOT_WORDS = [
  'chưa xong',
  'vẫn chưa xong',
  'chưa xong đâu',
  'chưa đâu',
  'chưa sửa',
  'vẫn chưa sửa',
  'chưa được',
  'vẫn vậy',
  'vẫn thế',
  'chưa làm gì',
  'not done',
  'not yet',
];
/** more than the bare words: the reason comes along */
const NOT_AND_WHY =
  /^(?:da |thua |khong |bac oi |chau oi )?(?:van |viec )?(?:van )?chua (?:xong|sua|lam|giai quyet|xu ly|don)(?= )/;

function wanted(
  event: Event,
): { readonly done: boolean; readonly code?: string; readonly words?: string } | null {
  if (event.kind === 'choice') {
    if (event.id.startsWith(DONE)) return { done: true, code: event.id.slice(DONE.length) };
    return event.id.startsWith(NOT_DONE) ? { done: false, code: event.id.slice(NOT_DONE.length) } : null;
  }
  if (event.kind !== 'text') return null;
  if (isPhrase(event.text, NOT_WORDS)) return { done: false };
  if (isPhrase(event.text, DONE_WORDS)) return { done: true };
  return NOT_AND_WHY.test(fold(event.text)) ? { done: false, words: event.text } : null;
}

export const feedback: Handler<State, Facts> = personal<State, Facts>({
  id: 'feedback',
  version: 1,
  opens: (event) => wanted(event) !== null,
  read: async (_state, turn, services) => {
    const categories = await services.categories();
    return {
      waiting: await services.awaited(turn.contact, turn.at),
      names: (category) => categoryText(category, categories),
    };
  },
  step: (state, turn) => {
    if (state === null) return begin(turn);
    switch (state.step) {
      case 'which':
      case 'sure':
        return which(state, turn);
      case 'reason':
        return reason(state.code, state.files ?? 0, turn);
      case 'rate':
        return rate(state.code, turn);
      default:
        return state satisfies never;
    }
  },
});

function begin(turn: At): Step<State> {
  const want = wanted(turn.event);
  const { waiting } = turn.facts;
  if (!want) return pass();
  if (want.code !== undefined)
    return waiting.some((t) => t.code === want.code)
      ? settled(want.code, want.done, turn)
      : over(reply(say('feedback.kept'), [MENU]));
  const [only] = waiting;
  // nothing was asked: it is about something else
  if (!only) return pass();
  const codes = waiting.map((t) => t.code);
  if (want.words !== undefined) return ask({ step: 'sure', done: want.done, codes, words: want.words }, turn);
  return waiting.length === 1
    ? settled(only.code, want.done, turn)
    : ask({ step: 'which', done: want.done, codes }, turn);
}

/** Several are open, or it may be a new matter: which is meant? */
function ask(state: Extract<State, { done: boolean }>, turn: At): Step<State> {
  const listed = turn.facts.waiting.filter((t) => state.codes.includes(t.code));
  const choices = listed.map(
    (t): Choice => ({
      id: `which:${t.code}`,
      label: say('feedback.line', { category: turn.facts.names(t.category), day: dayOf(t.askedAt) }),
    }),
  );
  const other = state.words === undefined ? [] : [choice('other', 'choice.other-matter')];
  return stay(
    state,
    reply(say(state.done ? 'feedback.which-done' : 'feedback.which-not'), [...choices, ...other, MENU]),
  );
}

function which(state: Extract<State, { done: boolean }>, turn: At): Step<State> {
  const { event } = turn;
  const [first] = state.codes;
  const code =
    state.codes.find((c) => chose(event, `which:${c}`)) ??
    (state.codes.length === 1 && isYes(event) ? first : undefined);
  if (code !== undefined) return settled(code, state.done, turn, state.words);
  if (chose(event, 'other') || isNo(event))
    return over(reply(say('feedback.other'), [PETITION, HUMAN, MENU]));
  return event.kind === 'stale' || event.kind === 'resumed' ? ask(state, turn) : pass();
}

function settled(code: string, done: boolean, turn: At, words?: string): Step<State> {
  const said: Effect = { do: 'feedback', code, done };
  if (done)
    return stay({ step: 'rate', code }, said, reply([say('feedback.done'), say('feedback.rate')], RATES));
  const back = [said, ...added(code, words, [], turn)];
  if (words !== undefined) return over(...back, reply(say('feedback.back', { code }), [MENU]));
  return stay(
    { step: 'reason', code },
    ...back,
    reply([say('feedback.back', { code }), say('feedback.why')], [choice('no-reason', 'choice.no-reason')]),
  );
}

/** The ticket comes back to the officers, who hear of it; of a handful of photos once. */
function added(
  code: string,
  text: string | undefined,
  files: readonly string[],
  turn: At,
  tell = true,
): readonly Effect[] {
  const heard = { do: 'notify', notice: 'added', to: 'officers', payload: { code, turn: turn.id } } as const;
  return [
    { do: 'addToTicket', code, files, ...(text === undefined ? {} : { text }) },
    ...(tell ? [heard] : []),
  ];
}

function reason(code: string, files: number, turn: At): Step<State> {
  const { event } = turn;
  if (chose(event, 'no-reason') || isNo(event)) return over(reply(say('feedback.read'), [MENU]));
  if (event.kind === 'file') {
    const stop = [choice('no-reason', 'choice.photos-done')];
    if (files >= MAX_FILES)
      return gathered(
        stay({ step: 'reason', code, files }, reply(say('petition.limit', { count: MAX_FILES }), stop)),
      );
    const heard = event.file.kind === 'voice' ? [say('petition.note-voice')] : [];
    return gathered(
      stay(
        { step: 'reason', code, files: files + 1 },
        { do: 'keepFile', key: turn.id, file: event.file },
        ...added(code, event.caption, [turn.id], turn, files === 0),
        reply([...heard, say('feedback.reason-more')], stop),
      ),
    );
  }
  if (event.kind === 'text' && (saysSomething(event.text) || !elsewhere(turn)))
    return over(...added(code, event.text, [], turn), reply(say('feedback.read'), [MENU]));
  if (event.kind === 'stale' || event.kind === 'resumed')
    return stay(
      { step: 'reason', code },
      reply(say('feedback.why'), [choice('no-reason', 'choice.no-reason')]),
    );
  return pass();
}

/** Politeness, or another errand: not a reason. */
const elsewhere = ({ event, intent }: At) =>
  meant(event, intent, 'thanks', 'greeting', 'human', 'status', 'stop', 'my-data', 'meeting');

const RATES: readonly Choice[] = [
  choice('rate:5', 'choice.rate-5'),
  choice('rate:4', 'choice.rate-4'),
  choice('rate:3', 'choice.rate-3'),
  choice('rate:2', 'choice.rate-2'),
  choice('rate:1', 'choice.rate-1'),
  choice('no-rate', 'choice.no-rate'),
];

/** One rating; who says something else is not asked again. */
function rate(code: string, turn: At): Step<State> {
  const { event } = turn;
  const rating = [1, 2, 3, 4, 5].find((n) => chose(event, `rate:${n}`));
  if (rating !== undefined)
    return over({ do: 'feedback', code, rating }, reply(say('feedback.thanks'), [MENU]));
  if (chose(event, 'no-rate') || isNo(event)) return over(reply(say('feedback.thanks'), [MENU]));
  return pass();
}
