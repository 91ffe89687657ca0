/** What the replies of one turn amount to: the offer to remember, the language, the word that a machine speaks. */
import type { Offer } from './choose.ts';
import { render, say } from './say.ts';
import type { Effect, Locale, Text, Words } from './types.ts';

/** Only the last reply that offers choices keeps them: one question at a time, and a token names one offer. */
export function oneQuestion(effects: readonly Effect[]): readonly Effect[] {
  const last = effects.findLastIndex((e) => e.do === 'reply' && (e.reply.choices ?? []).length > 0);
  return effects.map((e, i) => {
    if (e.do !== 'reply' || i >= last || !e.reply.choices) return e;
    const { choices: _, ...reply } = e.reply;
    return { do: 'reply', reply };
  });
}

/** The offer of this turn; without one, what still stands of the offer before. */
export function offerAfter(
  effects: readonly Effect[],
  turn: string,
  words: Words,
  before: Offer | null,
): Offer | null {
  for (const effect of effects.toReversed()) {
    if (effect.do !== 'reply' || !effect.reply.choices?.length) continue;
    return {
      turn,
      choices: effect.reply.choices.map((c) => ({
        id: c.id,
        label: render(c.label, words).replace(/\s+/g, ' ').trim(),
      })),
    };
  }
  return before;
}

/** The contact's language once these effects are done. */
export function localeAfter(effects: readonly Effect[], before: Locale): Locale {
  let locale = before;
  for (const e of effects) if (e.do === 'setContact') locale = e.change.locale ?? locale;
  return locale;
}

/** The first reply to somebody new says, below what it has to say, that a machine speaks and whose it is. */
export function withMachineSaid(effects: readonly Effect[], ward: string): readonly Effect[] {
  const at = effects.findIndex((e) => e.do === 'reply');
  const first = effects[at];
  if (first?.do !== 'reply' || says(first.reply.text, 'core.machine')) return effects;
  const text = [first.reply.text, say('core.machine', { ward })];
  return effects.with(at, { do: 'reply', reply: { ...first.reply, text } });
}

/** Is a sentence of this key anywhere in the text? */
export function says(text: Text, key: string): boolean {
  if ('key' in text)
    return text.key === key || Object.values(text.args).some((a) => typeof a === 'object' && says(a, key));
  if ('verbatim' in text) return false;
  return ('lines' in text ? text.lines : (text as readonly Text[])).some((t) => says(t, key));
}
