/** What can be done here, by number. */
import { say } from '../src/core/say.ts';
import type { Choice, Event, Handler } from '../src/core/types.ts';
import {
  choice,
  chose,
  HUMAN,
  isPhrase,
  pass,
  readWard,
  reply,
  stay,
  type WithWard,
  wardContact,
} from './parts.ts';

export const MENU_CHOICES: readonly Choice[] = [
  choice('go:faq', 'menu.faq'),
  choice('go:petition', 'menu.petition'),
  choice('go:status', 'menu.status'),
  choice('go:meeting', 'menu.meeting'),
  HUMAN,
  choice('go:my-data', 'menu.my-data'),
];

const WORDS = [
  'menu',
  '/menu',
  'trợ giúp',
  '/help',
  'help',
  '/giup',
  'việc khác',
  'mục lục',
  'danh mục',
  'quay về đầu',
];
const asked = (event: Event) =>
  chose(event, 'go:menu') || (event.kind === 'text' && isPhrase(event.text, WORDS));

interface State {
  readonly shown: true;
}

export const menu: Handler<State, WithWard> = {
  id: 'menu',
  version: 1,
  opens: asked,
  interrupts: asked,
  read: readWard,
  step: (state, turn) => {
    const again = turn.event.kind === 'stale' || turn.event.kind === 'resumed';
    if (state !== null && !asked(turn.event) && !again) return pass();
    const { text, call } = wardContact(turn.facts.ward);
    return stay({ shown: true }, reply([say('menu.text'), text], MENU_CHOICES, call));
  },
};
