/** "Cảm ơn": a word back, and whatever is open stays open. */
import { say } from '../src/core/say.ts';
import type { Event, Handler, Intent } from '../src/core/types.ts';
import { meant, over, reply } from './parts.ts';

const isThanks = (event: Event, intent: Intent) => event.kind === 'text' && meant(event, intent, 'thanks');

export const thanks: Handler<never, undefined> = {
  id: 'thanks',
  version: 1,
  opens: isThanks,
  interrupts: isThanks,
  step: () => over(reply(say('thanks.text'))),
};
