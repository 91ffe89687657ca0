import { createHash } from 'node:crypto';

/** What a chat is called on the `sent` notification channel: tells that something was sent, not to whom. */
export const chatTopic = (chat: string): string =>
  createHash('sha256').update(chat).digest('hex').slice(0, 32);
