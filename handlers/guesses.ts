/** What a question might have meant: up to three entries as choices that lead to their answers. */
import { verbatim } from '../src/core/say.ts';
import type { Answer, Choice, Effect, Turn } from '../src/core/types.ts';

export const ENTRY = 'go:entry:';
export const GUESSES = 3;

export function guesses(answers: readonly Answer[]): readonly Choice[] {
  return answers.slice(0, GUESSES).map((a) => entryChoice(a.id, a.title));
}

export function entryChoice(id: string, title: string): Choice {
  return { id: `${ENTRY}${id}`, label: verbatim(title) };
}

/** Keep the question for the officers: what was asked, and what was offered or told. */
export function keepQuestion(
  turn: Turn<unknown>,
  text: string,
  answered: readonly string[],
  confident: boolean,
): Effect {
  const { route, hits } = turn.intent;
  return { do: 'keepQuestion', text, route, answered, score: hits[0]?.score ?? 0, confident };
}
