/** What can be done here, by number. */
import { say } from '../src/core/say.ts';
import type { Choice, Event, Handler, Services, Turn } from '../src/core/types.ts';
import {
  choice,
  chose,
  HUMAN,
  isPhrase,
  pass,
  RECEPTION,
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
  // last, so that the numbers people know keep their meaning
  RECEPTION,
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

interface Facts extends WithWard {
  readonly head: boolean;
}

export const menu: Handler<State, Facts> = {
  id: 'menu',
  version: 1,
  opens: asked,
  interrupts: asked,
  read: async (state: State | null, turn: Turn, services: Services): Promise<Facts> => ({
    ...(await readWard(state, turn, services)),
    head: turn.chat.kind === 'private' && (await services.headed(turn.contact, turn.at)) !== null,
  }),
  step: (state, turn) => {
    const again = turn.event.kind === 'stale' || turn.event.kind === 'resumed';
    if (state !== null && !asked(turn.event) && !again) return pass();
    const { text, call } = wardContact(turn.facts.ward);
    const choices = turn.facts.head
      ? [...MENU_CHOICES, choice('go:announce', 'choice.announce')]
      : MENU_CHOICES;
    return stay({ shown: true }, reply([say('menu.text'), text], choices, call));
  },
};
