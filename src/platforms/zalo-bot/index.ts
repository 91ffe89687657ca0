/** Zalo Bot Platform: a bot without an OA, for a pilot or a small group. No buttons, no files out, no repeat of lost updates. */
import { SendError } from '../../core/errors.ts';
import { length } from '../../core/text.ts';
import type { Address, Limits, Outgoing, Platform } from '../../core/types.ts';
import {
  BOT_SECRET_HEADER,
  type BotClient,
  botClient,
  secretEquals,
  ZALO_ROOTS,
  ZaloApiError,
} from '../../zalo-api-sdk/index.ts';
import { keepable } from '../keepable.ts';
import { mediaUrl, ZALO_MEDIA } from '../zalo-media.ts';
import { asSendError } from './failures.ts';
import { parseUpdate } from './parse.ts';

export interface ZaloBotOptions {
  /** `<digits>:<secret>` */
  readonly token: string;
  /** without it every webhook request is refused */
  readonly webhookSecret: string;
  /** scheme, host and port, no slash at the end; absent: Zalo's own */
  readonly apiRoot?: string;
  readonly now?: () => Date;
  readonly timeoutMs?: number;
}

const LIMITS: Limits = {
  text: 2000,
  caption: 0,
  choices: 0,
  label: 0,
  files: false,
  // not documented: careful
  rate: { perSecond: 5, bulkShare: 0.8 },
};

export function zaloBot(options: ZaloBotOptions): Platform {
  const now = options.now ?? (() => new Date());
  const client = botClient({
    token: options.token,
    root: options.apiRoot ?? ZALO_ROOTS.bot,
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
  });
  const mediaHosts = [...ZALO_MEDIA, ...(options.apiRoot ? [new URL(options.apiRoot).host] : [])];
  /** how a group writes to us: `@name …` */
  let name: string | null = null;

  async function introduce(): Promise<void> {
    const me = await client.getMe();
    name = me.display_name ?? me.account_name ?? null;
  }

  return {
    name: 'zalo-bot',
    limits: LIMITS,
    mediaHosts,
    verify: ({ headers }) => secretEquals(headers[BOT_SECRET_HEADER], options.webhookSecret),
    parse: ({ body }) => parseUpdate(body, name, now()),
    async send(to, message) {
      try {
        return await sendReply(client, to, message);
      } catch (error) {
        throw asSendError(error);
      }
    },
    locate: async (file) => ({ url: mediaUrl(file, mediaHosts) }),
    async start(publicUrl) {
      try {
        await introduce();
        if (publicUrl !== null)
          await client.setWebhook(`${publicUrl}/webhook/zalo-bot`, options.webhookSecret);
      } catch (error) {
        throw asSendError(error);
      }
    },
    async look() {
      const { url } = await client.getWebhookInfo();
      return { webhook: { url: url ?? '' } };
    },
    async check() {
      try {
        await introduce();
        return { ok: true };
      } catch (error) {
        if (error instanceof ZaloApiError && error.code === 401)
          return { ok: false, why: 'Zalo không nhận mã của bot: lấy lại ở Zalo Bot Manager.' };
        return { ok: false, why: asSendError(error).message };
      }
    },
  };
}

async function sendReply(client: BotClient, to: Address, message: Outgoing): Promise<{ id: string }> {
  if (message.files.length > 0)
    throw new SendError('rejected', 'Zalo Bot không gửi được tệp.', { code: 'file' });
  const text = keepable(message.text).normalize('NFC');
  const call = message.call === undefined || text.includes(message.call) ? '' : `☎ ${keepable(message.call)}`;
  const whole = [text, call].filter((part) => part.trim() !== '').join('\n');
  if (whole === '') throw new SendError('rejected', 'Tin không có gì để gửi.', { code: 'empty' });
  if (length(text) > LIMITS.text)
    throw new SendError('rejected', 'Tin dài quá mức gửi được.', { code: 'too-long' });
  const texts = length(whole) <= LIMITS.text ? [whole] : [text, call];
  let id = '';
  for (const each of texts) id = (await client.sendMessage(to.chat, each)).messageId;
  return { id: id || 'unnamed' };
}
