/** From question to question: which comes next, and the same one again. */
import type { Key } from '../../locales/index.ts';
import type { Category } from '../../src/core/categories.ts';
import { say } from '../../src/core/say.ts';
import type { Answer, Effect, FileRef, NearTicket, Step, Turn, WardInfo } from '../../src/core/types.ts';
import { knownContact } from '../consent.ts';
import { stay } from '../parts.ts';
import { type Draft, type Known, question } from './draft.ts';
import { isDoubtful } from './kind.ts';
import { similarOf } from './similar.ts';

export interface Facts {
  readonly ward: WardInfo;
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  readonly categories: readonly Category[];
  /** open reports of the same category; read where the place becomes known */
  readonly near: readonly NearTicket[];
  /** the answer of the question asked beside the report */
  readonly aside: Answer | null;
}
export type At = Turn<Facts>;

export function keep(key: string, file: FileRef): Effect {
  return { do: 'keepFile', key, file };
}

export function known(turn: At): Known {
  const { contact, facts } = turn;
  return {
    groups: facts.groups,
    categories: facts.categories,
    ward: facts.ward.name,
    known: knownContact(contact),
  };
}

type Note = Extract<Key, `petition.note-${string}` | `consent.note-${string}` | `core.${string}` | 'hello'>;
type Plain = Exclude<Note, 'core.machine'>;

/** The same question again, with a word before it. */
export function again(draft: Draft, turn: At, before?: Plain, ...effects: readonly Effect[]): Step<Draft> {
  return stay(draft, ...effects, question(draft, known(turn), before && say(before)));
}

/** The next question that is still to be asked. */
export function onwards(draft: Draft, turn: At): Step<Draft> {
  const { mending, ...rest } = draft;
  const { group: home } = turn.contact;
  const next = (step: Draft['step'], more: Partial<Draft> = {}) => again({ ...rest, ...more, step }, turn);
  if (mending) return next('review');
  switch (draft.step) {
    case 'content':
      return asksDecision(draft) ? next('decision') : next('photos');
    case 'decision':
    case 'direct':
      return next('photos');
    case 'photos':
      return next('place');
    case 'place':
      if (home && !draft.group) return placed({ ...rest, group: home }, turn);
      return turn.facts.groups.length > 0 && !draft.group ? next('group') : placed(rest, turn);
    case 'group':
      return placed(rest, turn);
    case 'similar':
      return next('consent');
    case 'consent':
    case 'who':
    case 'review':
    case 'kind':
      return next('review');
    default:
      return draft.step satisfies never;
  }
}

/** A draft whose first words are there: the question of its kind comes first where it is in doubt. */
export function doubted(draft: Draft): Draft {
  return asksDecision(draft) ? { ...draft, step: 'decision' } : draft;
}

const asksDecision = (draft: Draft): boolean =>
  !draft.chosen &&
  draft.guess !== undefined &&
  draft.answers === undefined &&
  isDoubtful(draft.text, draft.guess);

/** The place is known as far as it will be: is it reported already? Looked for once. */
function placed(draft: Draft, turn: At): Step<Draft> {
  if (draft.kind !== 'phanAnh' || draft.similar !== undefined)
    return again({ ...draft, step: 'consent' }, turn);
  const mine = {
    text: draft.text,
    ...(draft.place ? { place: draft.place } : {}),
    ...(draft.group ? { groupId: draft.group.id } : {}),
  };
  const similar = similarOf(mine, turn.facts.near);
  return again({ ...draft, similar, step: similar.length > 0 ? 'similar' : 'consent' }, turn);
}
