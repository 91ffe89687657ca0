/**
 * Whatever nobody took. Never dropped: the three best guesses as choices, "gặp cán bộ" among them, and the question kept
 * for the officers; a photo or a place outside a petition can become one.
 */
import { say } from '../src/core/say.ts';
import type { Answer, Choice, Effect, Handler, Step, Turn } from '../src/core/types.ts';
import { guesses, keepQuestion } from './guesses.ts';
import { handOn } from './handover.ts';
import { MENU_CHOICES } from './menu.ts';
import {
  AS_PETITION,
  become,
  choice,
  chose,
  gathered,
  HUMAN,
  MENU,
  meant,
  over,
  PETITION,
  pass,
  reply,
  stay,
  type WithWard,
  wordsOf,
} from './parts.ts';
import { beginWith, type Draft, firstQuestion, MAX_FILES } from './petition/draft.ts';

interface State {
  readonly text: string;
  readonly files: readonly string[];
  readonly place?: Draft['place'];
}
interface Facts extends WithWard {
  readonly answers: readonly Answer[];
}
type At = Turn<Facts>;

const ASK = choice('ask', 'choice.ask-officer');
const DROP = choice('drop', 'choice.drop-file');

export const fallback: Handler<State, Facts> = {
  id: 'fallback',
  version: 1,
  opens: () => true,
  interrupted: (state) => ({ keep: null, effects: dropped(state) }),
  read: async (_state, turn, services) => ({
    ward: await services.ward(),
    answers: wordsOf(turn.event) === '' ? [] : await services.answers(turn.intent),
  }),
  step: (state, turn) => {
    const { event } = turn;
    if (turn.chat.kind === 'group') return inGroup(turn);
    if (state !== null && chose(event, 'as-petition')) return asPetition(state, turn);
    if (state !== null && chose(event, 'ask')) return handOn(state.text, state.files, turn);
    if (state !== null && chose(event, 'drop'))
      return over(...dropped(state), reply(say('fallback.dropped'), [MENU]));
    switch (event.kind) {
      case 'text': {
        if (state === null) return unknown(event.text, turn);
        // the words that belong to a photo sent before them
        const about = state.files.length > 0 || state.place !== undefined;
        const tells = meant(event, turn.intent, 'petition.phan-anh', 'petition.kien-nghi', 'out-of-scope');
        if (about && tells) return asPetition({ ...state, text: event.text }, turn);
        return pass(...dropped(state));
      }
      case 'file':
        return gathered(filed(state, turn));
      case 'place': {
        const { kind: _, ...place } = event;
        return stay(
          { text: state?.text ?? '', files: state?.files ?? [], place },
          reply(say('fallback.place'), [AS_PETITION, HUMAN, MENU]),
        );
      }
      case 'phone':
        return over(reply(say('fallback.phone'), [HUMAN, PETITION, MENU]));
      case 'unreadable':
        return over(reply(say('core.unreadable'), MENU_CHOICES));
      case 'choice':
      case 'stale':
      case 'resumed':
        return over(reply(say('core.stale'), MENU_CHOICES));
      case 'joined':
      case 'left':
        return over(reply(say('hello'), MENU_CHOICES));
      default:
        return event satisfies never;
    }
  },
};

function unknown(text: string, turn: At): Step<State> {
  if (!/[\p{L}\p{N}]/u.test(text)) return over(reply(say('core.unreadable'), MENU_CHOICES));
  const found = guesses(turn.facts.answers);
  const kept = keepQuestion(
    turn,
    text,
    turn.facts.answers.slice(0, 3).map((a) => a.id),
    false,
  );
  const choices: readonly Choice[] = [...found, AS_PETITION, ASK, MENU];
  const said = found.length > 0 ? say('fallback.unsure') : say('fallback.none');
  return stay({ text, files: [] }, kept, reply(said, choices));
}

function filed(state: State | null, turn: At): Step<State> {
  const { event } = turn;
  if (event.kind !== 'file') return pass();
  const files = state?.files ?? [];
  if (files.length >= MAX_FILES)
    return stay(
      state ?? { text: '', files },
      reply(say('petition.limit', { count: MAX_FILES }), [AS_PETITION, ASK, DROP]),
    );
  const text = [state?.text ?? '', event.caption ?? ''].filter(Boolean).join('\n');
  const next: State = { ...state, text, files: [...files, turn.id] };
  const said =
    event.file.kind === 'voice' ? say('fallback.voice') : say('fallback.file', { count: next.files.length });
  return stay(
    next,
    { do: 'keepFile', key: turn.id, file: event.file },
    reply(said, [AS_PETITION, ASK, DROP]),
  );
}

function asPetition(state: State, turn: At): Step<never> {
  const { text, files, place } = state;
  const draft = beginWith({ kind: 'phanAnh', text, files, ...(place ? { place } : {}) }, turn.at);
  return become('petition', draft, firstQuestion(draft, say('petition.taken')));
}

function inGroup(turn: At): Step<State> {
  const text = wordsOf(turn.event);
  const kept = text === '' ? [] : [keepQuestion(turn, text, [], false)];
  return over(...kept, reply(say('group.how')));
}

function dropped(state: State): readonly Effect[] {
  return state.files.length === 0 ? [] : [{ do: 'dropFiles', keys: state.files }];
}
