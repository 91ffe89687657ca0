/** Zalo Official Account. The webhook is set in Zalo's own console, so there is nothing to register at start. */
import type { Platform, Words } from '../../core/types.ts';
import {
  checkSignature,
  oaClient,
  refreshPair,
  SIGNATURE_HEADER,
  type TokenStore,
  tokenSource,
  ZALO_ROOTS,
} from '../../zalo-api-sdk/index.ts';
import { mediaUrl, ZALO_MEDIA } from '../zalo-media.ts';
import { checkOa, type Health, lookOa } from './check.ts';
import { asSendError } from './failures.ts';
import { fileSender, type ReadFile } from './files.ts';
import { zaloGroups } from './groups.ts';
import { parseEvent } from './parse.ts';
import { LIMITS, sendReply } from './send.ts';

export interface ZaloOptions {
  readonly appId: string;
  /** app secret of developers.zalo.me, for OAuth */
  readonly appSecret: string;
  readonly oaId: string;
  /** "OA Secret Key" of the webhook page; without it every webhook request is refused */
  readonly oaSecretKey: string;
  /** the pair of tokens, in a row with a lock */
  readonly store: TokenStore;
  readonly readFile: ReadFile;
  /** sentences for the hint under numbered lines */
  readonly words: Words;
  /** scheme, host and port, no slash at the end; absent: Zalo's own */
  readonly apiRoot?: string;
  readonly oauthRoot?: string;
  /** told of trouble in words for the log; free of secrets and of residents' words */
  readonly warn?: (line: string) => void;
  readonly now?: () => Date;
  readonly timeoutMs?: number;
}

export interface ZaloPlatform extends Platform {
  check(): Promise<Health>;
  /**
   * Refresh the tokens when they are older than 20 hours. For a daily tick: a refresh token that nobody uses for three
   * months dies, and then an admin of the OA has to grant the app again. Never throws.
   */
  keepFresh(): Promise<Health>;
}

export function zalo(options: ZaloOptions): ZaloPlatform {
  const { appId, appSecret, oaId, oaSecretKey, store } = options;
  const now = options.now ?? (() => new Date());
  const epoch = () => now().getTime();
  const timeout = options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs };
  const tokens = tokenSource({
    store,
    now: epoch,
    refresh: (token) =>
      refreshPair(
        { appId, appSecret, root: options.oauthRoot ?? ZALO_ROOTS.oauth, now: epoch, ...timeout },
        token,
      ),
    onProblem: () =>
      options.warn?.('Zalo không cấp mã mới: quản trị viên OA cần cấp quyền lại cho ứng dụng.'),
  });
  const clientOptions = { apiRoot: options.apiRoot ?? ZALO_ROOTS.api, now: epoch, ...timeout };
  let perMinute: number | null = null;
  const onLimit = (limit: number) => {
    perMinute = limit;
  };
  const client = oaClient({ ...clientOptions, tokens, onLimit });
  const files = fileSender(client, options.readFile, now);
  const mediaHosts = [...ZALO_MEDIA, ...(options.apiRoot ? [new URL(options.apiRoot).host] : [])];
  let toldOfOaId = false;

  return {
    name: 'zalo',
    limits: LIMITS,
    mediaHosts,
    verify({ body, headers }) {
      if (oaSecretKey === '') return false;
      const keys = { appId, oaId, secretKey: oaSecretKey };
      const check = checkSignature(body, headers[SIGNATURE_HEADER], keys);
      if (check.ok && check.signedWith === 'oa_id' && !toldOfOaId) {
        toldOfOaId = true;
        options.warn?.('Zalo ký webhook bằng mã OA, không phải mã ứng dụng: vẫn nhận.');
      }
      return check.ok;
    },
    parse: ({ body }) => parseEvent(body, { appId, oaId }, now()),
    async send(to, message) {
      try {
        return await sendReply({ client, files, words: options.words }, to, message);
      } catch (error) {
        throw asSendError(error, now());
      }
    },
    toldRate: () => (perMinute === null ? null : perMinute / 60),
    locate: async (file) => ({ url: mediaUrl(file, mediaHosts) }),
    check: () => checkOa(clientOptions, tokens, store, oaId, now()),
    look: (person) => lookOa(clientOptions, store, now(), person),
    groups: zaloGroups(client, now),
    async keepFresh() {
      try {
        await tokens.get();
        return tokens.problem() ? { ok: false, why: 'Zalo không cấp mã mới.' } : { ok: true };
      } catch (error) {
        return { ok: false, why: asSendError(error, now()).message };
      }
    },
  };
}
