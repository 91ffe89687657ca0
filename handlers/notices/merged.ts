/** To the resident: two of theirs are one matter. */
import { say } from '../../src/core/say.ts';
import type { Notice } from '../../src/core/types.ts';

export type Merged = {
  /** `22/11/2026`, when it was sent */
  readonly day: string;
  readonly into: string;
};

export const merged: Notice<Merged> = {
  id: 'merged',
  key: (p) => `${p.day}:${p.into}`,
  say: (p) => ({
    text: [say('notice.merged', { day: p.day, into: p.into }), say('notice.merged-next')],
  }),
};
