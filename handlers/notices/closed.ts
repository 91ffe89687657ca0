/** To the resident: the ticket is closed. */
import { lines, say, verbatim } from '../../src/core/say.ts';
import type { Notice } from '../../src/core/types.ts';

export type Closed = {
  readonly code: string;
  /** why, where it was closed without an answer */
  readonly reason?: string;
};

export const closed: Notice<Closed> = {
  id: 'closed',
  key: (p) => p.code,
  say: (p) => ({
    text: [
      say('notice.closed', { code: p.code }),
      ...(p.reason ? [lines(say('notice.closed-why'), verbatim(p.reason))] : []),
      say('notice.closed-next'),
    ],
  }),
};
