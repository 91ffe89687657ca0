/** To a resident's other channel: it was linked, or is no more. Said even where notices are off: it is about who reads along. */
import { say } from '../../src/core/say.ts';
import type { Notice } from '../../src/core/types.ts';
import { sayPlatform } from '../own-channels/words.ts';

type Payload = { readonly platform: string };

export const ownLinked: Notice<Payload> = {
  id: 'own-linked',
  key: (p) => p.platform,
  say: (p) => ({ text: say('own.told', { channel: sayPlatform(p.platform) }) }),
};

export const ownUnlinked: Notice<Payload> = {
  id: 'own-unlinked',
  key: (p) => p.platform,
  say: (p) => ({ text: say('own.told-undone', { channel: sayPlatform(p.platform) }) }),
};
