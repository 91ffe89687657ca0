/** The first word: a machine, whose it is, that a person can be had; then what can be done. */
import { say } from '../src/core/say.ts';
import type { Event, Handler } from '../src/core/types.ts';
import { MENU_CHOICES } from './menu.ts';
import { isPhrase, meant, over, readWard, reply, type WithWard, wardContact } from './parts.ts';

const starts = (event: Event) =>
  event.kind === 'joined' ||
  (event.kind === 'text' && (isPhrase(event.text, ['bắt đầu', 'start']) || /^\/start\b/.test(event.text)));

export const greeting: Handler<never, WithWard> = {
  id: 'greeting',
  version: 1,
  opens: (event, intent) => starts(event) || meant(event, intent, 'greeting'),
  interrupts: starts,
  read: readWard,
  step: (_state, turn) => {
    const { ward } = turn.facts;
    if (turn.chat.kind === 'group')
      return over(reply([say('hello'), say('core.machine', { ward: ward.name }), say('group.how')]));
    const { text, call } = wardContact(ward);
    return over(
      reply(
        [
          say('hello'),
          say('core.machine', { ward: ward.name }),
          say('greeting.can'),
          text,
          say('greeting.english'),
        ],
        MENU_CHOICES,
        call,
      ),
    );
  },
};
