/** Which residential group somebody lives in: chosen from the ward's list, so that its notices arrive. */
import { say, verbatim } from '../src/core/say.ts';
import { fold } from '../src/core/text.ts';
import type { Handler, Services, Step, Turn } from '../src/core/types.ts';
import { called, choice, chose, isCancel, MENU, over, pass, personal, reply, stay } from './parts.ts';

interface Facts {
  readonly groups: readonly { readonly id: string; readonly name: string }[];
}
type State = { readonly asked: true };

const WORDS = [
  'chọn tổ',
  'chọn tổ dân phố',
  'chọn tổ của tôi',
  'đổi tổ',
  'đổi tổ dân phố',
  'chọn thôn',
  'choose my group',
];
const PREFIX = 'group:';

export const group: Handler<State, Facts> = personal({
  id: 'group',
  version: 1,
  opens: (event) => called(event, 'go:group', WORDS),
  interrupts: (event) => chose(event, 'go:group'),
  read: async (_state: State | null, _turn: Turn, services: Services): Promise<Facts> => ({
    groups: await services.groups(),
  }),
  step: (state: State | null, turn: Turn<Facts>): Step<State> => {
    const { event, facts } = turn;
    if (facts.groups.length === 0) return over(reply(say('group.no-list'), [MENU]));
    if (state === null || event.kind === 'resumed' || event.kind === 'stale') return ask(facts);
    if (isCancel(event) || chose(event, 'group:none'))
      return over(
        ...(event.kind === 'choice' ? [{ do: 'setContact', change: { groupId: null } } as const] : []),
        reply(say('group.none-kept'), [MENU]),
      );
    const picked = facts.groups.find((g) =>
      event.kind === 'choice'
        ? event.id === `${PREFIX}${g.id}`
        : event.kind === 'text' && fold(event.text) === fold(g.name),
    );
    if (!picked) return event.kind === 'choice' ? pass() : ask(facts);
    return over(
      { do: 'setContact', change: { groupId: picked.id } },
      reply(say('group.kept', { group: verbatim(picked.name) }), [
        choice('go:meeting', 'menu.meeting'),
        MENU,
      ]),
    );
  },
});

function ask({ groups }: Facts): Step<State> {
  const choices = groups.map((g) => ({ id: `${PREFIX}${g.id}`, label: verbatim(g.name) }));
  return stay(
    { asked: true },
    reply(say('group.which'), [...choices, choice('group:none', 'choice.no-group')]),
  );
}
