/** Vietnamese or English, for everything that follows. */
import { say } from '../src/core/say.ts';
import type { Event, Handler, Locale } from '../src/core/types.ts';
import { isPhrase, over, reply } from './parts.ts';

const WORDS: Readonly<Record<Locale, readonly string[]>> = {
  en: ['english', 'in english', 'speak english', 'tiếng anh', '/en', '/english'],
  vi: ['tiếng việt', 'vietnamese', 'nói tiếng việt', '/vi'],
};

function wanted(event: Event): Locale | null {
  if (event.kind !== 'text') return null;
  if (isPhrase(event.text, WORDS.en)) return 'en';
  return isPhrase(event.text, WORDS.vi) ? 'vi' : null;
}

export const language: Handler<never, undefined> = {
  id: 'language',
  version: 1,
  opens: (event) => wanted(event) !== null,
  interrupts: (event) => wanted(event) !== null,
  step: (_state, turn) =>
    over(
      { do: 'setContact', change: { locale: wanted(turn.event) ?? turn.contact.locale } },
      reply(say('language.now')),
    ),
};
