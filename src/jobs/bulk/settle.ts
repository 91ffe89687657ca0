/** What becomes of a bulk message that the platform did or did not take. */
import type { SendError } from '../../core/errors.ts';
import { nextMorning } from '../../core/quiet.ts';
import {
  type BulkMessage,
  holdBulk,
  putBack,
  reroute,
  settleLost,
  settleTaken,
  slowDown,
  type Taken,
} from '../../store/broadcasts/index.ts';
import { moveChat, pauseChannel } from '../../store/outbox.ts';
import type { LiveChannel, Runtime } from '../runtime.ts';
import { backoff } from '../send.ts';

const TRIES = 8;
/** Days on which a person whose own quota is used up is tried again. */
const QUOTA_DAYS = 3;
/** Zalo: this person has had all the messages they may get (zalo.md §6). The OA's own quota is another code. */
const PERSONAL_QUOTA = '-218';

/** Settles what comes together in one statement, at once: what stands between taken and settled is what a crash repeats. */
export function settler(rt: Runtime): { put(taken: Taken): Promise<void> } {
  let waiting: { taken: Taken; done: () => void; failed: (error: unknown) => void }[] = [];
  let flying = false;
  const flush = async (): Promise<void> => {
    flying = true;
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        const replies = await settleTaken(
          rt.store.pool,
          group.map((w) => w.taken),
        );
        rt.queues.ring('send', replies, { again: `b${group[0]?.taken.id ?? ''}` });
        for (const w of group) w.done();
      } catch (error) {
        for (const w of group) w.failed(error);
      }
    }
    flying = false;
  };
  return {
    put: (taken) =>
      new Promise((done, failed) => {
        waiting.push({ taken, done, failed });
        if (!flying) void flush();
      }),
  };
}

/** Returns ms for which the whole channel has to wait, 0 = it may go on. */
export async function notTaken(
  rt: Runtime,
  channel: LiveChannel,
  m: BulkMessage,
  error: SendError,
  perSecond: number | null,
): Promise<number> {
  const { pool } = rt.store;
  rt.log.warn(
    {
      outbox: m.id,
      platform: channel.platform.name,
      reason: error.reason,
      code: error.code,
      attempts: m.attempts,
    },
    'a message to many was not taken',
  );
  switch (error.reason) {
    case 'retry':
      if (error.movedTo !== undefined) {
        await putBack(pool, [m.id], null, 0, true);
        await moveChat(pool, channel.row.id, m.chat, error.movedTo);
      } else if (m.attempts >= TRIES) await settleLost(pool, m, 'failed', 'retry');
      else await putBack(pool, [m.id], 'retry', error.afterMs ?? backoff(m.attempts), false);
      return 0;
    case 'throttled': {
      const afterMs = error.afterMs ?? backoff(m.attempts);
      await putBack(pool, [m.id], 'throttled', afterMs, true);
      if (m.chatKind === 'group' && channel.platform.limits.rate?.groupPerMinute !== undefined) return 0;
      await pauseChannel(rt.store, channel.row.id, afterMs);
      if (perSecond !== null) await slowDown(pool, channel.row.id, perSecond * 60 * 0.7);
      return afterMs;
    }
    case 'window-closed': {
      const windows = windowsOf(rt);
      const moved = await reroute(pool, m, windows);
      await settleLost(pool, m, moved ? 'skipped' : 'failed', moved ? 'moved' : 'window-closed');
      return 0;
    }
    case 'quota': {
      const again = nextMorning(rt.now());
      const afterMs = again.getTime() - rt.now().getTime();
      if (error.code === PERSONAL_QUOTA) {
        if (m.attempts >= QUOTA_DAYS) await settleLost(pool, m, 'failed', 'quota');
        else await putBack(pool, [m.id], 'quota', afterMs, false);
        return 0;
      }
      await holdBulk(pool, channel.row.id, again, error.code ?? 'quota');
      await putBack(pool, [m.id], 'quota', 0, true);
      return afterMs;
    }
    case 'blocked':
    case 'rejected':
      await settleLost(pool, m, 'failed', error.reason);
      return 0;
    default:
      return error.reason satisfies never;
  }
}

/** How long each platform lets us write after a person's last word. */
export function windowsOf(rt: Runtime): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [...rt.channels].flatMap(([name, { platform }]) =>
      platform.limits.window === undefined ? [] : [[name, platform.limits.window]],
    ),
  );
}
