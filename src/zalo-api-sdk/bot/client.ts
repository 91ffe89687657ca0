/** Zalo Bot Platform: another product than the Official Account, with its own host, token and envelope. */
import { z } from 'zod';
import { lookUp } from '../error-table.ts';
import { ZaloApiError, ZaloNetworkError } from '../errors.ts';
import { id, lax, textual } from '../fields.ts';
import { request, ZALO_ROOTS } from '../http.ts';

export interface BotClientOptions {
  /** `<digits>:<secret>` as Zalo Bot Manager sent it */
  readonly token: string;
  readonly root?: string;
  readonly timeoutMs?: number;
}

const Answer = z.looseObject({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error_code: lax(z.coerce.number()),
  description: lax(z.string()),
});
const SentMessage = z.looseObject({ message_id: lax(id), date: lax(z.coerce.number()) });
const Me = z.looseObject({
  id: lax(textual),
  account_name: lax(z.string()),
  display_name: lax(z.string()),
  account_type: lax(z.string()),
  can_join_groups: lax(z.boolean()),
});
const Webhook = z.looseObject({ url: lax(z.string()), updated_at: lax(textual) });

export type BotMe = z.output<typeof Me>;
export type BotWebhook = z.output<typeof Webhook>;
export interface BotSent {
  /** '' when Zalo took the message and named none */
  readonly messageId: string;
}

/**
 * A client of one bot. Every call throws ZaloApiError (`code` is Zalo's error_code: 400, 401, 403, 429 …) or
 * ZaloNetworkError; neither ever holds the token, which is part of the address.
 */
export function botClient(options: BotClientOptions) {
  const root = options.root ?? ZALO_ROOTS.bot;

  async function call(method: string, json: unknown): Promise<unknown> {
    const answer = await request({
      host: 'bot',
      name: method,
      method: 'POST',
      url: `${root}/bot${options.token}/${method}`,
      json,
      timeoutMs: options.timeoutMs ?? 10_000,
    });
    const body = Answer.safeParse(answer.body).data;
    if (body?.ok) return body.result;
    const code = body?.error_code ?? answer.status;
    if (code >= 500 || (code === 200 && !lookUp('bot', code)))
      throw new ZaloNetworkError(
        'bot',
        method,
        body ? `error-${code}` : `http-${answer.status}`,
        answer.retryAfterMs,
      );
    throw new ZaloApiError('bot', code, method, {
      zaloSays: body?.description ?? '',
      ...(answer.retryAfterMs === undefined
        ? {}
        : { retryAfterMs: answer.retryAfterMs, ...(code === 429 ? { class: 'throttle' as const } : {}) }),
    });
  }
  const sent = (result: unknown): BotSent => ({
    messageId: SentMessage.safeParse(result).data?.message_id ?? '',
  });

  return {
    getMe: async (): Promise<BotMe> => Me.safeParse(await call('getMe', {})).data ?? {},
    /** text of 1 to 2,000 characters */
    sendMessage: async (chatId: string, text: string): Promise<BotSent> =>
      sent(await call('sendMessage', { chat_id: chatId, text })),
    /** `photo` is a public address; there is no upload */
    sendPhoto: async (chatId: string, photo: string, caption?: string): Promise<BotSent> =>
      sent(await call('sendPhoto', { chat_id: chatId, photo, ...(caption ? { caption } : {}) })),
    /** shows "typing" for a moment */
    sendTyping: async (chatId: string): Promise<void> => {
      await call('sendChatAction', { chat_id: chatId, action: 'typing' });
    },
    /** `secret` of 8 to 256 characters comes back in `X-Bot-Api-Secret-Token` */
    setWebhook: async (url: string, secret: string): Promise<BotWebhook> =>
      Webhook.safeParse(await call('setWebhook', { url, secret_token: secret })).data ?? {},
    deleteWebhook: async (): Promise<void> => {
      await call('deleteWebhook', {});
    },
    getWebhookInfo: async (): Promise<BotWebhook> =>
      Webhook.safeParse(await call('getWebhookInfo', {})).data ?? {},
  };
}

export type BotClient = ReturnType<typeof botClient>;
