/** To the resident: an officer needs to know more. */
import { say, verbatim } from '../../src/core/say.ts';
import type { Notice } from '../../src/core/types.ts';

export type Asked = {
  readonly code: string;
  readonly text: string;
  /** the ward's promise stands still meanwhile */
  readonly paused?: string;
};

export const asked: Notice<Asked> = {
  id: 'asked',
  key: (p) => `${p.code}:${p.text}`,
  say: (p) => ({
    text: [
      say('notice.asked', { code: p.code }),
      verbatim(p.text),
      say('notice.asked-next'),
      ...(p.paused ? [say('notice.asked-paused')] : []),
    ],
  }),
};
