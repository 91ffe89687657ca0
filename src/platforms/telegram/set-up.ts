/** What is told to Telegram at start, and asked of it for /readyz and doctor. */
import type { Api } from 'grammy';
import { SetupError } from '../../core/errors.ts';
import type { ChannelLook } from '../../core/types.ts';
import { asSendError, redact } from './errors.ts';
import { UPDATES } from './shapes.ts';

/** The bot's menu. A command arrives as a text, `/menu`. Telegram allows a-z, 0-9 and `_` only. */
export const COMMANDS = [
  { command: 'menu', description: 'Xem tôi giúp được việc gì' },
  { command: 'phananh', description: 'Phản ánh, kiến nghị với phường' },
  { command: 'tracuu', description: 'Xem phản ánh đã gửi đến đâu' },
  { command: 'gapcanbo', description: 'Gặp cán bộ phường' },
  { command: 'dulieu', description: 'Xem hoặc xóa thông tin của bác' },
  { command: 'dung', description: 'Ngừng nhận tin báo' },
] as const;

/** /readyz waits for it */
const CHECK_MS = 5000;

/** Webhook address for a public address with or without a slash at its end. */
export function webhookUrl(publicUrl: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/webhook/telegram`;
}

/** The secret that `setWebhook` needs; throws SetupError without one. */
export function requiredSecret(secret: string | undefined): string {
  if (secret) return secret;
  throw new SetupError([
    'TELEGRAM_WEBHOOK_SECRET: chưa đặt; cần khi có PUBLIC_URL. Đặt 16-256 ký tự A-Z a-z 0-9 _ -.',
  ]);
}

/**
 * Registers the webhook, or takes it away where `webhook` is null. What waits at Telegram is kept. 20 connections
 * are far more than a ward's residents fill, and few enough for the pool of Postgres.
 */
export async function register(api: Api, webhook: { url: string; secret: string } | null): Promise<void> {
  if (webhook === null) await api.deleteWebhook({ drop_pending_updates: false });
  else
    await api.setWebhook(webhook.url, {
      secret_token: webhook.secret,
      allowed_updates: [...UPDATES],
      drop_pending_updates: false,
      max_connections: 20,
    });
  await api.setMyCommands([...COMMANDS]);
}

/**
 * Is the bot's token good, and do updates come through? `expected`: the webhook that should stand, null for polling,
 * undefined when this process did not register one. Not well = updates wait and their last delivery failed, or the
 * webhook is another. `why` may also tell of an old error while all is well.
 */
export async function checkBot(
  api: Api,
  expected: string | null | undefined,
  secrets: readonly string[],
): Promise<{ ok: boolean; why?: string }> {
  try {
    // grammY's type is that of an old polyfill; it only listens for `abort`
    const signal = AbortSignal.timeout(CHECK_MS) as Parameters<Api['getWebhookInfo']>[0];
    const info = await api.getWebhookInfo(signal);
    const url = info.url ?? '';
    if (expected !== undefined && url !== (expected ?? ''))
      return {
        ok: false,
        why: 'Telegram đang gửi tin tới địa chỉ khác: khởi động lại, kiểm tra PUBLIC_URL.',
      };
    if (!info.last_error_message) return { ok: true };
    const said = redact(info.last_error_message, secrets);
    const waiting = info.pending_update_count;
    if (url !== '' && waiting > 0)
      return { ok: false, why: `Telegram không gửi được tin tới webhook (${waiting} tin chờ): ${said}` };
    return { ok: true, why: `Lỗi gần nhất của webhook, nay đã qua: ${said}` };
  } catch (error) {
    return { ok: false, why: asSendError(error, secrets).message };
  }
}

/** Where updates go, and how many wait. Throws what the client throws. */
export async function lookAtBot(api: Api, secrets: readonly string[]): Promise<ChannelLook> {
  const signal = AbortSignal.timeout(CHECK_MS) as Parameters<Api['getWebhookInfo']>[0];
  const info = await api.getWebhookInfo(signal);
  return {
    webhook: {
      url: info.url ?? '',
      waiting: info.pending_update_count,
      ...(info.last_error_message ? { lastError: redact(info.last_error_message, secrets) } : {}),
    },
  };
}
