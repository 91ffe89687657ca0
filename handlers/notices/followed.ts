/** To whoever follows another's ticket: its state changed. Never the words: an answer is written to one person. */
import type { Key } from '../../locales/index.ts';
import { say } from '../../src/core/say.ts';
import type { Notice } from '../../src/core/types.ts';

export type Followed = {
  readonly code: string;
  readonly state: string;
};

export const followed: Notice<Followed> = {
  id: 'followed',
  key: (p) => `${p.code}:${p.state}`,
  say: (p) => ({
    text: [
      say('notice.followed', {
        code: p.code,
        state: { key: (p.state === 'closed' ? 'state.closed' : 'state.answered') satisfies Key, args: {} },
      }),
      say('notice.followed-next'),
    ],
  }),
};
