/** To the officers' group: the resident added something to a ticket. */
import { say } from '../../src/core/say.ts';
import type { Notice } from '../../src/core/types.ts';

/** `turn`: the inbox row that brought it, so that each addition is told once. */
export type Added = {
  readonly code: string;
  readonly turn: string;
};

export const added: Notice<Added> = {
  id: 'added',
  key: (p) => `${p.code}:${p.turn}`,
  say: (p) => ({ text: say('officers.added', { code: p.code }) }),
};
