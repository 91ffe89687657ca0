/** To the resident: an officer confirmed or changed what kind of matter it is, and why. */
import type { Key } from '../../locales/index.ts';
import { lines, say, verbatim } from '../../src/core/say.ts';
import type { Notice, TicketKind } from '../../src/core/types.ts';

export type KindSet = {
  readonly code: string;
  readonly kind: string;
  readonly reason: string;
};

export const kindSet: Notice<KindSet> = {
  id: 'kind-set',
  key: (p) => `${p.code}:${p.kind}:${p.reason}`,
  say: (p) => ({
    text: [
      say('notice.kind', {
        code: p.code,
        kind: { key: `kind.${p.kind as TicketKind}` satisfies Key, args: {} },
      }),
      lines(say('notice.kind-why'), verbatim(p.reason)),
      ...(p.kind === 'khieuNai' ? [say('complaint.first')] : []),
      say('notice.kind-next'),
    ],
  }),
};
