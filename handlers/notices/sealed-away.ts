/**
 * To the resident: what they sent turned out to be a tố cáo and was sealed. The same facts as the first reply to one
 * (Luật Tố cáo 25/2018/QH14 Đ.22, 23), and the code they have is still the way back. Nothing of it is repeated.
 */
import { lines, say } from '../../src/core/say.ts';
import type { Notice } from '../../src/core/types.ts';
import { firstFacts } from '../denunciation.ts';

/** The ward's published facts, absent where it has set none; names of those who may read. */
export type SealedAway = {
  readonly code: string;
  readonly readers: string;
  readonly name: string;
  readonly province: string;
  readonly address?: string;
  readonly phone?: string;
  readonly hours?: string;
  readonly toCaoAddress?: string;
  readonly provinceAddress?: string;
};

export const sealedAway: Notice<SealedAway> = {
  id: 'sealed-away',
  key: (p) => p.code,
  say: ({ code, readers, ...ward }) => ({
    text: [
      lines(say('denunciation.moved', { code }), say('denunciation.keep-code')),
      ...firstFacts({ oldNames: [], ...ward }),
      say('denunciation.moved-readers', { names: readers }),
    ],
    ...(ward.phone === undefined ? {} : { call: ward.phone }),
  }),
};
