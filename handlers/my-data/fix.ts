/** Mending one thing of one's own data: what, then the right value. Name, phone and address are kept with consent only. */
import { say } from '../../src/core/say.ts';
import { cut, fold } from '../../src/core/text.ts';
import type { Choice, ContactChange, Effect, Event, Step, Text } from '../../src/core/types.ts';
import { consentQuestion, nameIn, readContact } from '../consent.ts';
import { choice, chose, isNo, isYes, MENU, over, reply, stay, wordsOf } from '../parts.ts';
import { groupIn } from '../petition/answers.ts';
import type { At, Field, State } from './types.ts';

const FIELDS: readonly Field[] = ['name', 'phone', 'address', 'group'];
const ASK = {
  name: 'my-data.fix-name',
  phone: 'my-data.fix-phone',
  address: 'my-data.fix-address',
  group: 'my-data.fix-group',
} as const;

const what: readonly Choice[] = [
  choice('f:name', 'choice.fix-name'),
  choice('f:phone', 'choice.fix-phone'),
  choice('f:address', 'choice.fix-address'),
  choice('f:group', 'choice.fix-group'),
  choice('back', 'choice.cancel'),
];

/** "Sửa số điện thoại của tôi": what is to be mended, where it is said; null when nothing is. */
export function fieldIn(event: Event): Field | null {
  const words = fold(wordsOf(event));
  if (!/\b(?:sua|doi|cap nhat|thay|ghi nham|ghi sai|nham|change|correct)\b/.test(words)) return null;
  if (/\b(?:so dien thoai|sdt|dt|dien thoai|so may|phone)\b/.test(words)) return 'phone';
  if (/\b(?:dia chi|cho o|address)\b/.test(words)) return 'address';
  if (/\b(?:to dan pho|tdp|to \d+|sang to|thon|group)\b/.test(words)) return 'group';
  return /\b(?:ten|ho ten|name)\b/.test(words) ? 'name' : null;
}

export function askWhat(): Step<State> {
  return stay({ step: 'what' }, reply(say('my-data.fix-what'), what));
}

/** Ask for the right value; before the first personal value, ask for consent. */
export function askFor(field: Field, turn: At, note?: Text): Step<State> {
  if (field === 'group' && turn.facts.groups.length === 0)
    return over(reply(say('my-data.no-groups'), [MENU]));
  if (field !== 'group' && turn.contact.consentAt === undefined) {
    const { text, choices } = consentQuestion(turn.facts.ward.name, null);
    return stay({ step: 'consent', field }, reply(text, choices));
  }
  return value(field, note);
}

function value(field: Field, note?: Text, agreed?: true): Step<State> {
  const ask = say(ASK[field]);
  return stay(
    { step: 'value', field, ...(agreed ? { agreed } : {}) },
    reply(note ? [note, ask] : ask, [choice('back', 'choice.cancel')]),
  );
}

export function onWhat(turn: At): Step<State> | null {
  const { event } = turn;
  const picked = FIELDS.find((f) => chose(event, `f:${f}`)) ?? fieldIn({ ...event, ...said(event) });
  return picked ? askFor(picked, turn) : null;
}

/** "Số điện thoại" alone is an answer here. */
const said = (event: Event): { text?: string } =>
  event.kind === 'text' ? { text: `sửa ${event.text}` } : {};

export function onConsent(state: State, turn: At): Step<State> | null {
  const { event } = turn;
  if (chose(event, 'anonymous') || isNo(event)) return null;
  if (chose(event, 'agree') || isYes(event)) return value(state.field ?? 'name', undefined, true);
  return askFor(state.field ?? 'name', turn);
}

export function onValue(state: State, turn: At): Step<State> {
  const field = state.field ?? 'name';
  const { event } = turn;
  const again = (note: Text) => value(field, note, state.agreed);
  switch (field) {
    case 'name': {
      const name = event.kind === 'text' && !/[\d?]/.test(event.text) ? nameIn(event.text) : undefined;
      return name === undefined ? again(say('my-data.not-name')) : mended({ name }, state, turn);
    }
    case 'phone': {
      const { phone } = readContact(event);
      return phone === undefined ? again(say('consent.note-phone-wrong')) : mended({ phone }, state, turn);
    }
    case 'address': {
      const address = event.kind === 'text' ? cut(event.text.replace(/\s+/g, ' ').trim(), 200) : '';
      return address.length < 3 ? again(say('core.choose')) : mended({ address }, state, turn);
    }
    case 'group': {
      const group = event.kind === 'text' ? groupIn(event.text, turn.facts.groups) : undefined;
      return group ? mended({ groupId: group.id }, state, turn) : again(say('petition.note-group'));
    }
    default:
      return field satisfies never;
  }
}

function mended(change: ContactChange, state: State, turn: At): Step<never> {
  const set: Effect = {
    do: 'setContact',
    change: { ...change, ...(state.agreed ? { consentAt: turn.at } : {}) },
  };
  return over({ do: 'dataRequest', ask: 'correct' }, set, reply(say('my-data.changed'), [MENU]));
}
