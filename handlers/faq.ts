/** Questions on rights and procedure: the answer with the article it rests on, "Có đúng ý bác không?", and the way on. */

import { lines, say, verbatim } from '../src/core/say.ts';
import { fold } from '../src/core/text.ts';
import type { Answer, Choice, Effect, Event, Handler, Intent, Step, Text, Turn } from '../src/core/types.ts';
import { sayCitation } from '../src/law/acts.ts';
import { ENTRY, entryChoice, guesses, keepQuestion } from './guesses.ts';
import { handOn } from './handover.ts';
import {
  AS_PETITION,
  become,
  choice,
  chose,
  isNo,
  isYes,
  MENU,
  meant,
  over,
  pass,
  reply,
  stay,
  type WithWard,
  wordsOf,
} from './parts.ts';
import { beginWith, firstQuestion } from './petition/draft.ts';

interface State {
  /** the question as asked; empty when an entry was chosen from a list */
  readonly text: string;
  /** turn of the question, for the verdict */
  readonly asked: string;
  /** entry told last; absent while only choices stand */
  readonly entry?: string;
  /** entries that were found beside it */
  readonly others: readonly string[];
}

interface Facts extends WithWard {
  readonly answers: readonly Answer[];
  /** the entry that was chosen or told before */
  readonly one: Answer | null;
  readonly others: readonly Answer[];
}
type At = Turn<Facts>;

const ASK_OFFICER = choice('ask', 'choice.human');
/** A message so long may tell of something beside what it asks; a shorter one only asks. */
const TELLS_FROM_WORDS = 8;

const entryOf = (event: Event) =>
  event.kind === 'choice' && event.id.startsWith(ENTRY) ? event.id.slice(ENTRY.length) : null;
const goes = (event: Event) => chose(event, 'go:faq') || entryOf(event) !== null;
const isQuestion = (event: Event, intent: Intent) => meant(event, intent, 'faq') && intent.hits.length > 0;

export const faq: Handler<State, Facts> = {
  id: 'faq',
  version: 1,
  opens: (event, intent) => isQuestion(event, intent) || goes(event),
  interrupts: goes,
  read: async (state, turn, services) => {
    const wanted = entryOf(turn.event) ?? state?.entry;
    const wrong = chose(turn.event, 'wrong') || isNo(turn.event);
    const found = wrong ? await Promise.all((state?.others ?? []).map((id) => services.answer(id))) : [];
    return {
      ward: await services.ward(),
      answers: isQuestion(turn.event, turn.intent) ? await services.answers(turn.intent) : [],
      one: wanted === undefined ? null : await services.answer(wanted),
      others: found.filter((a) => a !== null),
    };
  },
  step: (state, turn) => {
    const { event, facts } = turn;
    if (chose(event, 'go:faq')) return stay(state ?? blank(turn), reply(say('faq.ask'), [MENU]));
    if (entryOf(event) !== null)
      return facts.one
        ? told(facts.one, [], { ...(state ?? blank(turn)), others: state?.others ?? [] }, turn)
        : gone(turn);
    if (state?.entry !== undefined && facts.one && wantsMore(event)) return more(facts.one, state);
    if (isQuestion(event, turn.intent)) return question(turn);
    if (state?.entry !== undefined) {
      if (chose(event, 'right') || isYes(event)) return right(state, turn);
      if (chose(event, 'wrong') || isNo(event)) return wrong(state, turn);
      if (chose(event, 'more') && facts.one) return more(facts.one, state);
      if ((event.kind === 'stale' || event.kind === 'resumed') && facts.one)
        return told(facts.one, [], state, turn);
    }
    if (state && state.text !== '' && chose(event, 'as-petition')) return asPetition(state.text, turn);
    if (state && chose(event, 'ask'))
      return state.text === '' ? officer(turn, facts.one?.title ?? '') : officer(turn, state.text);
    return pass();
  },
};

const MORE =
  /\b(chua (hieu|ro)|khong (hieu|ro)|kho hieu|noi (ro|ky|lai|cu the)|giai thich|chi tiet|cu the hon|ro hon|nghia la (sao|gi)|luat nao|dieu (may|nao)|can cu (nao|vao dau|dau))\b/;
const MORE_WORDS = 8;

/** "chưa hiểu", "nói rõ hơn", "luật nào": about what was just told, whatever else the words resemble. */
function wantsMore(event: Event): boolean {
  const words = fold(wordsOf(event)).trim();
  return words !== '' && words.split(/\s+/).length <= MORE_WORDS && MORE.test(words);
}

function blank(turn: At): State {
  return { text: '', asked: turn.id, others: [] };
}

function officer(turn: At, text: string): Step<State> {
  return text === '' ? pass() : handOn(text, [], turn);
}

function question(turn: At): Step<State> {
  const { event, facts, intent } = turn;
  const text = event.kind === 'text' ? event.text : event.kind === 'file' ? (event.caption ?? '') : '';
  const [best, ...rest] = facts.answers;
  if (!best) return pass();
  const state: State = { text, asked: turn.id, others: rest.slice(0, 3).map((a) => a.id) };
  if (intent.confident) return told(best, [keepQuestion(turn, text, [best.id], true)], state, turn);
  const found = facts.answers.slice(0, 3);
  const kept = keepQuestion(
    turn,
    text,
    found.map((a) => a.id),
    false,
  );
  if (turn.chat.kind === 'group')
    return over(kept, reply([say('faq.group-unsure'), lines(...found.map((a) => verbatim(`- ${a.title}`)))]));
  const tells = text.trim().split(/\s+/).length >= TELLS_FROM_WORDS ? [AS_PETITION] : [];
  return stay(state, kept, reply(say('faq.unsure'), [...guesses(found), ...tells, ASK_OFFICER]));
}

/** The words were a report, or held one: they are its text, and the resident sees it before it goes. */
function asPetition(text: string, turn: At): Step<never> {
  const draft = beginWith({ kind: 'phanAnh', text, files: [] }, turn.at);
  return become('petition', draft, firstQuestion(draft, say('petition.taken')));
}

/** One answer, one message: which question it answers ("Có." misleads under another), the text, what it rests on, was it right, and the way on. */
function told(answer: Answer, before: readonly Effect[], state: State, turn: At): Step<State> {
  const text: Text = [
    say('faq.about', { question: answer.title }),
    verbatim(answer.text),
    basis(answer),
    ...(answer.underReview ? [say('faq.under-review')] : []),
    say('faq.in-vietnamese'),
  ];
  if (turn.chat.kind === 'group') return { ...over(...before, reply(text)), topic: answer.id };
  const next = { ...state, entry: answer.id, others: state.others.filter((id) => id !== answer.id) };
  const choices: readonly Choice[] = [
    choice('right', 'choice.right'),
    choice('wrong', 'choice.wrong'),
    ...(answer.detail === '' ? [] : [choice('more', 'choice.more')]),
    // five in all: what Zalo can show as buttons
    ...answer.next.slice(0, answer.detail === '' ? 2 : 1).map((n) => entryChoice(n.id, n.title)),
    ASK_OFFICER,
  ];
  return { ...stay(next, ...before, reply([text, say('faq.right')].flat(), choices)), topic: answer.id };
}

function basis(answer: Answer): Text {
  const cites = [...new Set(answer.citations.map(sayCitation))];
  return cites.length === 0 ? [] : say('faq.basis', { cites: cites.join('; ') });
}

function more(answer: Answer, state: State): Step<State> {
  const choices = [choice('right', 'choice.right'), choice('wrong', 'choice.wrong'), ASK_OFFICER, MENU];
  return stay(state, reply([verbatim(answer.detail), basis(answer)], choices));
}

function right(state: State, turn: At): Step<State> {
  const { one } = turn.facts;
  const next = (one?.next ?? []).slice(0, 3).map((n) => entryChoice(n.id, n.title));
  return stay(state, ...verdict(state, 'right'), reply(say('faq.glad'), [...next, MENU]));
}

function wrong(state: State, turn: At): Step<State> {
  const { others } = turn.facts;
  return stay(
    state,
    ...verdict(state, 'wrong'),
    reply(others.length > 0 ? say('faq.sorry-choose') : say('faq.sorry'), [
      ...guesses(others),
      ASK_OFFICER,
      MENU,
    ]),
  );
}

/** Only a question that was asked in words was kept, and can be judged. */
function verdict(state: State, verdict: 'right' | 'wrong'): readonly Effect[] {
  return state.text === '' ? [] : [{ do: 'verdict', turnId: state.asked, verdict }];
}

function gone(turn: At): Step<State> {
  return stay(blank(turn), reply(say('faq.gone'), [MENU]));
}
