/** "/lienket 1234567890": links this chat to a residential group, or this person as its head, by an officer's code. */
import { say } from '../src/core/say.ts';
import type { Event, Handler, Services, Turn } from '../src/core/types.ts';
import { over, reply } from './parts.ts';

interface Facts {
  readonly found: { readonly group: string; readonly purpose: 'chat' | 'head' } | null;
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
    const fits = turn.chat.kind === 'group' ? 'chat' : 'head';
    if (found.purpose !== fits) return over(reply(say(fits === 'chat' ? 'link.not-here' : 'link.in-group')));
    return over(
      { do: 'useGroupCode', code },
      { do: 'forgetMessage' },
      reply(say(fits === 'chat' ? 'link.chat' : 'link.head', { group: found.group })),
    );
  },
};
