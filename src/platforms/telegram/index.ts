/** Telegram: a bot with webhook or long polling. grammY is the client and the types; the dialogue is ours. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { Api } from 'grammy';
import { SendError } from '../../core/errors.ts';
import type { FileRef, Platform } from '../../core/types.ts';
import type { Me } from './address.ts';
import { asSendError } from './errors.ts';
import { parseUpdate } from './parse.ts';
import { pollUpdates } from './poll.ts';
import { LIMITS, type ReadFile, sendReply } from './send.ts';
import { checkBot, lookAtBot, register, requiredSecret, webhookUrl } from './set-up.ts';

export { COMMANDS } from './set-up.ts';

export interface TelegramOptions {
  readonly token: string;
  /** without it every webhook request is refused */
  readonly webhookSecret?: string;
  /** scheme, host and port, no slash at the end; absent: Telegram's own */
  readonly apiRoot?: string;
  readonly readFile: ReadFile;
  /** told of trouble while polling, and of its end; free of secrets and of residents' words */
  readonly warn?: (line: string) => void;
  /** the time of a tap, for which Telegram gives none */
  readonly now?: () => Date;
  /** first wait after a failed poll, in ms */
  readonly backoffMs?: number;
}

export interface TelegramPlatform extends Platform {
  /**
   * Stops the button's "loading" on the phone of the one who tapped. Takes the id of any incoming message, acts on
   * taps only, never throws: a tap older than a few minutes can no longer be answered, and nothing depends on it.
   */
  ack(incomingId: string): Promise<void>;
}

const API_ROOT = 'https://api.telegram.org';
/** getFile refuses more (core.telegram.org/bots/api#getfile) */
const MAX_DOWNLOAD = 20 * 1024 * 1024;
/** longer than a long poll, shorter than the lease of a send */
const TIMEOUT_SECONDS = 50;

export function telegram(options: TelegramOptions): TelegramPlatform {
  const { token, webhookSecret: secret, readFile, apiRoot = API_ROOT } = options;
  const secrets = [token, ...(secret ? [secret] : [])];
  const now = options.now ?? (() => new Date());
  const api = new Api(token, { apiRoot, timeoutSeconds: TIMEOUT_SECONDS });
  // the part before the colon is the bot's id
  let me: Me = { id: Number.parseInt(token, 10), username: null };
  let expected: string | null | undefined;
  let trouble: string | null = null;

  async function start(publicUrl: string | null): Promise<void> {
    const webhook =
      publicUrl === null ? null : { url: webhookUrl(publicUrl), secret: requiredSecret(secret) };
    expected = webhook?.url ?? null;
    await guarded(async () => {
      await introduce();
      await register(api, webhook);
    });
  }

  async function introduce(): Promise<void> {
    const { id, username } = await api.getMe();
    me = { id, username };
  }

  async function guarded<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      throw asSendError(error, secrets);
    }
  }

  return {
    name: 'telegram',
    limits: LIMITS,
    mediaHosts: [new URL(apiRoot).host],
    verify: ({ headers }) => sameSecret(secret, headers['x-telegram-bot-api-secret-token']),
    parse: ({ body }) => parseUpdate(body, me, now()),
    send: (to, message) => guarded(() => sendReply(api, readFile, to, message)),
    locate: (file) => guarded(() => fileUrl(api, apiRoot, token, file)),
    start,
    poll: (accept, signal) =>
      pollUpdates(
        {
          api,
          secrets,
          backoffMs: options.backoffMs ?? 1000,
          prepare: async () => {
            if (me.username === null) await introduce();
            await api.deleteWebhook({ drop_pending_updates: false });
          },
          trouble: (why) => {
            if (why !== trouble) options.warn?.(why ?? 'Lại nhận được tin từ Telegram.');
            trouble = why;
          },
        },
        accept,
        signal,
      ),
    async check() {
      if (trouble !== null) return { ok: false, why: trouble };
      return checkBot(api, expected, secrets);
    },
    look: () => guarded(() => lookAtBot(api, secrets)),
    async ack(incomingId) {
      if (incomingId.startsWith('cb:'))
        await api.answerCallbackQuery(incomingId.slice(3)).catch(() => undefined);
    },
  };
}

/** Hashes of equal length, so that neither the time nor the length of the comparison tells anything. */
function sameSecret(secret: string | undefined, given: string | undefined): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const same = timingSafeEqual(digest(secret ?? ''), digest(given ?? ''));
  return same && secret !== undefined && secret !== '';
}

/** Where a file lies for an hour. The address holds the token: it must not be logged. Throws SendError, grammY's errors. */
async function fileUrl(api: Api, root: string, token: string, file: FileRef): Promise<{ url: string }> {
  const refuse = (why: string, code: string): SendError => new SendError('rejected', why, { code });
  if (!/^[\w-]{1,300}$/.test(file.ref)) throw refuse('Tệp này không phải của Telegram.', 'foreign');
  if ((file.size ?? 0) > MAX_DOWNLOAD) throw refuse('Tệp lớn hơn 20 MB, Telegram không cho tải.', 'too-big');
  const { file_path: path } = await api.getFile(file.ref);
  if (!path || !/^[\w./-]+$/.test(path) || path.includes('..'))
    throw refuse('Telegram không cho biết tệp nằm ở đâu.', 'gone');
  return { url: `${root}/file/bot${token}/${path}` };
}
