/** A question asked beside a petition: its answer is offered, never told in between. */
import { say, verbatim } from '../src/core/say.ts';
import type { Answer, Choice, Event, Intent, Text } from '../src/core/types.ts';
import { entryChoice } from './guesses.ts';
import { wordsOf } from './parts.ts';

/** What keeps it: the entry's id only, so that what is offered later is what the entry then says. */
export interface WithAside {
  readonly aside?: string;
}

/** The question beside what was just told; of several messages the first one's stays. */
export function asideIn(before: WithAside | null, event: Event, intent: Intent): WithAside {
  const aside = before?.aside ?? (wordsOf(event) === '' ? undefined : intent.aside);
  return aside === undefined ? {} : { aside };
}

/** One sentence and one choice; nothing where nothing was asked, or the entry is gone. */
export function offerAside(answer: Answer | null): {
  readonly text: readonly Text[];
  readonly choices: readonly Choice[];
} {
  if (!answer) return { text: [], choices: [] };
  const label = say('choice.aside', { question: verbatim(answer.title) });
  return { text: [say('petition.aside')], choices: [{ ...entryChoice(answer.id, answer.title), label }] };
}
