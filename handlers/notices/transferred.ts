/** To the resident: it was passed on to the authority it belongs to; it is still followed here. */
import { say, verbatim } from '../../src/core/say.ts';
import type { Notice } from '../../src/core/types.ts';

export type Transferred = {
  readonly code: string;
  /** name of the authority */
  readonly place: string;
  /** the officer's own words; may be empty */
  readonly text: string;
};

export const transferred: Notice<Transferred> = {
  id: 'transferred',
  key: (p) => `${p.code}:${p.place}`,
  say: (p) => ({
    text: [
      say('notice.transferred', { code: p.code, place: verbatim(p.place) }),
      ...(p.text === '' ? [] : [verbatim(p.text)]),
      say('notice.transferred-next'),
    ],
  }),
};
