/** To the resident: the matter was taken on. */
import { say, verbatim } from '../../src/core/say.ts';
import type { Notice } from '../../src/core/types.ts';

export type Accepted = {
  readonly code: string;
  /** the officer's own words; may be empty */
  readonly text: string;
};

export const accepted: Notice<Accepted> = {
  id: 'accepted',
  key: (p) => `${p.code}:${p.text}`,
  say: (p) => ({
    text: [
      say('notice.accepted', { code: p.code }),
      ...(p.text === '' ? [] : [verbatim(p.text)]),
      say('notice.accepted-next'),
    ],
  }),
};
