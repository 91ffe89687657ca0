/** "Somebody has reported it": follow theirs, or send one's own all the same. */
import { say } from '../../src/core/say.ts';
import type { Step } from '../../src/core/types.ts';
import { offerAside } from '../aside.ts';
import { chose, isNo, isYes, MENU, over, reply } from '../parts.ts';
import type { Draft } from './draft.ts';
import { type At, again, onwards } from './go.ts';

export function similar(draft: Draft, turn: At): Step<Draft> {
  const { event } = turn;
  const shown = draft.similar ?? [];
  const only = shown.length === 1 && isYes(event) ? shown[0] : undefined;
  const followed = shown.find((t) => chose(event, `follow:${t.code}`)) ?? only;
  if (followed) {
    const aside = offerAside(turn.facts.aside);
    return over(
      { do: 'follow', code: followed.code, on: true },
      ...(draft.files.length > 0 ? [{ do: 'dropFiles', keys: draft.files } as const] : []),
      reply(
        [say('petition.followed', { code: followed.code }), say('petition.followed-what'), ...aside.text],
        [...aside.choices, MENU],
      ),
    );
  }
  if (chose(event, 'separate') || isNo(event)) return onwards(draft, turn);
  if (event.kind === 'text')
    return again(
      { ...draft, text: `${draft.text}\n${event.text}`.slice(0, 4000).toWellFormed() },
      turn,
      'petition.note-added',
    );
  return again(draft, turn, 'core.choose');
}
