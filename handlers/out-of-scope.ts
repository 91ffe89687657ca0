/** Other procedures, other subjects: said kindly, with where to go, and never answered from the knowledge base. */
import { say } from '../src/core/say.ts';
import type { Event, Handler, Intent, Turn } from '../src/core/types.ts';
import { keepQuestion } from './guesses.ts';
import { handOn } from './handover.ts';
import {
  choice,
  chose,
  MENU,
  meant,
  over,
  pass,
  readWard,
  reply,
  stay,
  type WithWard,
  wardAddress,
  wardContact,
} from './parts.ts';
import { beginWith, firstQuestion } from './petition/draft.ts';

interface State {
  readonly text: string;
}

/** Below this the entries found are not worth offering: the question is somebody else's. */
const FAINT = 0.3;

const isOne = (event: Event, intent: Intent) =>
  event.kind === 'text' &&
  meant(event, intent, 'out-of-scope') &&
  /\p{L}{2}/u.test(event.text) &&
  (intent.hits[0]?.score ?? 0) < FAINT;

export const outOfScope: Handler<State, WithWard> = {
  id: 'out-of-scope',
  version: 1,
  opens: isOne,
  read: readWard,
  step: (state, turn) => {
    const { event } = turn;
    if (state !== null) {
      if (chose(event, 'ask')) return handOn(state.text, [], turn);
      if (chose(event, 'as-petition')) {
        const draft = beginWith({ kind: 'phanAnh', text: state.text, files: [] }, turn.at);
        return {
          next: null,
          effects: [firstQuestion(draft, say('petition.taken'))],
          become: { handler: 'petition', state: draft },
        };
      }
      if (event.kind !== 'stale') return pass();
    }
    return elsewhere(state?.text ?? (event.kind === 'text' ? event.text : ''), turn);
  },
};

function elsewhere(text: string, turn: Turn<WithWard>) {
  const { ward } = turn.facts;
  const { text: phone, call } = wardContact(ward);
  const said = [say('out-of-scope.text'), say('out-of-scope.where'), wardAddress(ward), phone];
  const kept = keepQuestion(turn, text, [], false);
  if (turn.chat.kind === 'group') return over(kept, reply(said, [], call));
  const choices = [choice('ask', 'choice.ask-officer'), choice('as-petition', 'choice.as-petition'), MENU];
  return stay({ text }, kept, reply(said, choices, call));
}
