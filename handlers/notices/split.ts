/** To the resident: another matter in what was written has a code of its own. */
import type { Key } from '../../locales/index.ts';
import { say } from '../../src/core/say.ts';
import type { Notice, TicketKind } from '../../src/core/types.ts';

export type Split = {
  /** `22/11/2026`, when the first was sent */
  readonly day: string;
  readonly part: string;
  readonly kind: string;
};

export const split: Notice<Split> = {
  id: 'split',
  key: (p) => p.part,
  say: (p) => ({
    text: [
      say('notice.split', { day: p.day, part: p.part }),
      say('notice.split-kind', { kind: { key: `kind.${p.kind as TicketKind}` satisfies Key, args: {} } }),
      say('notice.split-next'),
    ],
  }),
};
