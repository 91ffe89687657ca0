/** Chats of the OA: a user id as it is; a GMF group behind a prefix, as another call writes to it. */
import type { Address } from '../../core/types.ts';
import type { Recipient } from '../../zalo-api-sdk/index.ts';

const PREFIX = 'group:';

export const groupChat = (groupId: string): string => `${PREFIX}${groupId}`;

export function recipientOf({ chat, kind }: Address): Recipient {
  if (chat.startsWith(PREFIX)) return { groupId: chat.slice(PREFIX.length) };
  return kind === 'group' ? { groupId: chat } : { userId: chat };
}
