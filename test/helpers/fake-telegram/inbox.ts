/** Updates on their way to the bot: the queue of getUpdates with its offsets, or the webhook. Telegram's rules. */
import { Refusal } from './methods.ts';
import type { Fields } from './people.ts';

export interface Webhook {
  readonly url: string;
  readonly secret: string | undefined;
}

type Answer = 'updates' | 'conflict' | 'end';

export interface Inbox {
  /** `gone` resolves when the caller hung up */
  getUpdates(params: Fields, gone: Promise<void>): Promise<readonly Fields[]>;
  setWebhook(params: Fields): true;
  info(): unknown;
  webhook(): Webhook | null;
  /** queues an update, or gives the webhook it must be posted to; null too for a kind the bot did not ask for */
  put(update: Fields): Webhook | null;
  trouble(error: string, pending: number): void;
  end(): void;
}

export function createInbox(clock: () => number): Inbox {
  let webhook: Webhook | null = null;
  let allowed: readonly string[] = [];
  let trouble: { error: string; pending: number } | null = null;
  let queue: readonly Fields[] = [];
  let polling: (answer: Answer) => void = () => {};

  const allow = (kinds: unknown): void => {
    if (Array.isArray(kinds)) allowed = kinds.map(String);
  };

  return {
    async getUpdates(params, gone) {
      if (webhook)
        throw new Refusal(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      polling('conflict');
      allow(params.allowed_updates);
      const offset = Number(params.offset ?? 0);
      if (offset < 0) queue = queue.slice(offset);
      if (offset > 0) queue = queue.filter((u) => Number(u.update_id) >= offset);
      const take = (): readonly Fields[] => queue.slice(0, Number(params.limit ?? 100));
      const seconds = Number(params.timeout ?? 0);
      if (queue.length > 0 || seconds === 0) return take();
      let timer: NodeJS.Timeout | undefined;
      const answer = await new Promise<Answer>((resolve) => {
        polling = resolve;
        timer = setTimeout(() => resolve('end'), seconds * 1000);
        void gone.then(() => resolve('end'));
      });
      clearTimeout(timer);
      if (answer === 'conflict')
        throw new Refusal(
          409,
          'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
        );
      return take();
    },

    setWebhook(params) {
      const url = String(params.url);
      const secret = params.secret_token === undefined ? undefined : String(params.secret_token);
      if (url !== '' && !url.startsWith('https://'))
        throw new Refusal(400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook');
      if (secret !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(secret))
        throw new Refusal(400, 'Bad Request: secret token contains unallowed characters');
      allow(params.allowed_updates);
      webhook = url === '' ? null : { url, secret };
      if (params.drop_pending_updates === true) queue = [];
      return true;
    },

    info: () => ({
      url: webhook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: trouble?.pending ?? queue.length,
      ...(trouble ? { last_error_date: clock(), last_error_message: trouble.error } : {}),
    }),

    webhook: () => webhook,

    put(update) {
      const kind = Object.keys(update).find((key) => key !== 'update_id') ?? '';
      if (allowed.length > 0 && !allowed.includes(kind)) return null;
      if (webhook) return webhook;
      queue = [...queue, update];
      polling('updates');
      return null;
    },

    trouble(error, pending) {
      trouble = { error, pending };
    },
    end: () => polling('end'),
  };
}
