/** To the resident: an officer's answer, word for word. The caller's own key makes each answer go out once. */

import { say, verbatim } from '../../src/core/say.ts';
import type { Notice } from '../../src/core/types.ts';
import { DONE, feedback, NOT_DONE } from '../feedback.ts';
import { choice } from '../parts.ts';

export type Answered = {
  readonly code: string;
  readonly text: string;
  /** ask whether it is done */
  readonly ask?: string;
};

export const answered: Notice<Answered> = {
  id: 'answered',
  answeredBy: { id: feedback.id, version: feedback.version },
  key: (p) => `${p.code}:${p.text}`,
  say: (p) => {
    const said = [say('notice.answered', { code: p.code }), verbatim(p.text)];
    if (p.ask === undefined) return { text: [...said, say('notice.answered-next')] };
    return {
      text: [...said, say('notice.answered-done')],
      choices: [
        choice(`${DONE}${p.code}`, 'choice.feedback-done'),
        choice(`${NOT_DONE}${p.code}`, 'choice.feedback-not'),
      ],
    };
  },
};
