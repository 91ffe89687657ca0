/** "/lienket 1234567890": links this chat to a residential group, or this person as its head or as a member of a board, by an officer's code. */
import { say } from '../src/core/say.ts';
import type { Event, Handler, Services, Turn } from '../src/core/types.ts';
import { over, reply } from './parts.ts';

interface Facts {
  readonly found: { readonly group: string; readonly purpose: 'chat' | 'head' | 'ttnd' | 'gsdt' } | null;
}

const LINK = /^\/?(?:lienket|liên kết|lien ket)(?:@\w+)?\s+((?:\d[\s.-]*){10})$/iu;

function codeIn(event: Event): string | null {
  const match = event.kind === 'text' ? LINK.exec(event.text.trim()) : null;
  return match ? (match[1] ?? '').replace(/\D/g, '') : null;
}

export const groupLink: Handler<never, Facts> = {
  id: 'group-link',
  version: 1,
  opens: (event) => codeIn(event) !== null,
  interrupts: (event) => codeIn(event) !== null,
  read: async (_state: unknown, turn: Turn, services: Services) => {
    const code = codeIn(turn.event);
    return { found: code === null ? null : await services.groupCode(code, turn.contact, turn.at) };
  },
  step: (_state, turn) => {
    const code = codeIn(turn.event) ?? '';
    const { found } = turn.facts;
    if (!found) return over(reply(say('link.wrong')));
    const inGroup = turn.chat.kind === 'group';
    if ((found.purpose === 'chat') !== inGroup)
      return over(reply(say(inGroup ? 'link.not-here' : 'link.in-group')));
    const { group, purpose } = found;
    const done =
      purpose === 'ttnd' || purpose === 'gsdt' ? say(`link.${purpose}`) : say(`link.${purpose}`, { group });
    return over({ do: 'useGroupCode', code }, { do: 'forgetMessage' }, reply(done));
  },
};
