/** Long polling, where Telegram cannot reach us. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Api } from 'grammy';
import type { SendError } from '../../core/errors.ts';
import { asSendError } from './errors.ts';
import { UPDATES } from './shapes.ts';

const LONG_POLL_SECONDS = 30;
const MAX_WAIT_MS = 60_000;

export interface PollOptions {
  readonly api: Api;
  readonly secrets: readonly string[];
  /** first wait after a failure, in ms; doubles up to a minute */
  readonly backoffMs: number;
  /** done before the first call and repeated until it succeeds: a webhook that still stands would forbid polling */
  prepare(): Promise<void>;
  /** what is wrong just now, for the person who runs it; null = fine again */
  trouble(why: string | null): void;
}

/**
 * Asks for updates until `signal` aborts; never throws. An update counts as taken only once `accept` has resolved for
 * it: the next call's offset confirms it to Telegram, so what was not stored comes again.
 */
export async function pollUpdates(
  options: PollOptions,
  accept: (raw: Uint8Array) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const utf8 = new TextEncoder();
  let offset = 0;
  let prepared = false;
  let failed = 0;
  while (!signal.aborted) {
    let from: 'telegram' | 'store' = 'telegram';
    try {
      if (!prepared) await options.prepare();
      prepared = true;
      const updates = await getUpdates(options.api, offset, signal);
      from = 'store';
      for (const update of updates) {
        if (signal.aborted) return;
        await accept(utf8.encode(JSON.stringify(update)));
        offset = update.update_id + 1;
      }
      if (failed > 0) options.trouble(null);
      failed = 0;
    } catch (error) {
      if (signal.aborted) return;
      const backoff = Math.min(options.backoffMs * 2 ** failed, MAX_WAIT_MS);
      failed = Math.min(failed + 1, 20);
      if (from === 'store') {
        options.trouble('Chưa lưu được tin vừa nhận; Telegram giữ lại, sẽ nhận lại.');
        await pause(backoff, signal);
        continue;
      }
      const fault = asSendError(error, options.secrets);
      options.trouble(explain(fault));
      await pause(Math.max(backoff, fault.afterMs ?? 0), signal);
    }
  }
}

function getUpdates(api: Api, offset: number, signal: AbortSignal) {
  return api.getUpdates(
    { offset, timeout: LONG_POLL_SECONDS, limit: 100, allowed_updates: [...UPDATES] },
    // grammY's type is that of an old polyfill; it only listens for `abort`
    signal as Parameters<Api['getUpdates']>[1],
  );
}

function explain(fault: SendError): string {
  if (fault.code !== '409') return fault.message;
  return 'Telegram báo có chương trình khác đang nhận tin bằng chính mã bot này. Tắt chương trình kia, hoặc đổi mã ở @BotFather.';
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  // an abort ends the wait early; the loop sees it
  await wait(ms, undefined, { signal }).catch(() => undefined);
}
