/** Fire, crime, somebody hurt, a child in danger: the number to call comes first, before anything else. */
import { say } from '../src/core/say.ts';
import type { Emergency, Event, Handler, Intent, Text } from '../src/core/types.ts';
import { over, reply, wordsOf } from './parts.ts';

const NUMBER: Readonly<Record<Emergency, string>> = {
  fire: '114',
  crime: '113',
  medical: '115',
  child: '111',
};
const FIRST: Readonly<Record<Emergency, Text>> = {
  fire: say('emergency.fire'),
  crime: say('emergency.crime'),
  medical: say('emergency.medical'),
  child: say('emergency.child'),
};

const urgent = (event: Event, intent: Intent) => wordsOf(event) !== '' && intent.emergency !== undefined;

export const emergency: Handler<never, undefined> = {
  id: 'emergency',
  version: 1,
  opens: urgent,
  interrupts: urgent,
  step: (_state, turn) => {
    const kind = turn.intent.emergency ?? 'crime';
    const text = [FIRST[kind], say('emergency.numbers'), say('emergency.after')];
    // a cry for help may accuse somebody, also in the middle of the sealed path; nobody needs its words later
    return over(reply(text, [], { call: NUMBER[kind] }), { do: 'forgetMessage' });
  },
};
