/**
 * Sending: the chat's head of line is claimed with a lease, handed to the platform, and settled by reason. One message
 * at a time per chat, in order. A crash between `send` and `settle` can repeat one message: no platform offers a key
 * that would prevent it.
 */
import { SendError } from '../core/errors.ts';
import { nextMorning } from '../core/quiet.ts';
import type { Platform, Taken } from '../core/types.ts';
import { one } from '../store/db.ts';
import { rememberTopic } from '../store/desk.ts';
import {
  type Claimed,
  claim,
  extendLease,
  moveChat,
  pauseChannel,
  settleDead,
  settleHeld,
  settleRetry,
  settleSent,
} from '../store/outbox.ts';
import { chatTopic } from '../store/topic.ts';
import { deskMoved } from './desk/where.ts';
import type { LiveChannel, Runtime } from './runtime.ts';

/** Kept alive while the platform is being asked, so that a killed worker is followed within seconds. */
export const LEASE_SECONDS = 12;
const TRIES = 12;

/** Wait before try `n + 1`, ms: 1 s, 2 s, 4 s … at most 10 minutes. */
export const backoff = (n: number): number => Math.min(600_000, 1000 * 2 ** Math.max(0, n - 1));

/** Ring of the send bell: send what is due in this row's chat, in order. */
export async function sendJob(rt: Runtime, outboxId: string): Promise<void> {
  const row = await one<{ channel_id: string; chat: string; platform: string }>(
    rt.store.pool,
    'SELECT o.channel_id, o.chat, c.platform FROM outbox o JOIN channel c ON c.id = o.channel_id WHERE o.id = $1',
    [outboxId],
    'line-of-outbox',
  );
  const channel = row ? rt.channels.get(row.platform) : undefined;
  if (!row || !channel) return;
  for (;;) {
    const perMinute = channel.platform.limits.rate?.groupPerMinute ?? null;
    const claimed = await claim(rt.store, row.channel_id, row.chat, LEASE_SECONDS, perMinute);
    if (!claimed) return;
    rt.replies?.add(row.channel_id);
    await sendOne(rt, channel, claimed);
  }
}

async function sendOne(rt: Runtime, channel: LiveChannel, claimed: Claimed): Promise<void> {
  const { platform } = channel;
  const began = rt.now().getTime();
  const done = (outcome: string) =>
    rt.meters.sent(platform.name, outcome, (rt.now().getTime() - began) / 1000);
  try {
    const open = platform.limits.window;
    if (
      open !== undefined &&
      claimed.lastSeenAt &&
      rt.now().getTime() - claimed.lastSeenAt.getTime() > open
    ) {
      throw new SendError('window-closed', 'the person has not written for longer than the platform allows');
    }
    const { id, chat } = await holding(rt, claimed.id, () => handOver(platform, claimed));
    if (chat !== undefined) await rememberTopic(rt.store, claimed, chat);
    await settleSent(rt.store, claimed.id, id, platform.pulled ? chatTopic(claimed.chat) : '');
    done('sent');
  } catch (error) {
    if (!(error instanceof SendError)) throw error; // the database's fault: settled by the lease
    await settle(rt, channel, claimed, error);
    done(error.reason);
  }
}

/** A platform throws only SendError; one that breaks its word is tried again and given up like any other. */
async function handOver(platform: Platform, claimed: Claimed): Promise<Taken> {
  try {
    return await platform.send({ chat: claimed.chat, kind: claimed.chatKind }, claimed.message);
  } catch (error) {
    if (error instanceof SendError) throw error;
    const code = error instanceof Error ? error.name : 'unknown';
    throw new SendError('retry', 'the platform failed in an unexpected way', { code, cause: error });
  }
}

/** Keep the lease while `work` runs. */
async function holding<T>(rt: Runtime, id: string, work: () => Promise<T>): Promise<T> {
  const beat = setInterval(
    () => {
      extendLease(rt.store, id, LEASE_SECONDS).catch((error: unknown) =>
        rt.log.warn(
          { outbox: id, cause: error instanceof Error ? error.name : 'unknown' },
          'lease not extended',
        ),
      );
    },
    (LEASE_SECONDS * 1000) / 3,
  );
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}

async function settle(rt: Runtime, channel: LiveChannel, claimed: Claimed, error: SendError): Promise<void> {
  rt.log.warn(
    {
      outbox: claimed.id,
      platform: channel.platform.name,
      reason: error.reason,
      code: error.code,
      attempts: claimed.attempts,
    },
    'a message was not taken',
  );
  switch (error.reason) {
    case 'retry':
      if (error.movedTo !== undefined) return await moved(rt, claimed, error.movedTo);
      if (claimed.attempts >= TRIES) return await settleDead(rt.store, claimed, 'retry');
      return await later(rt, claimed, error.afterMs ?? backoff(claimed.attempts), 'retry');
    case 'throttled': {
      const afterMs = error.afterMs ?? backoff(claimed.attempts);
      // a group has a limit of its own: the others have nothing to do with it
      if (claimed.chatKind !== 'group' || channel.platform.limits.rate?.groupPerMinute === undefined)
        await pauseChannel(rt.store, claimed.channelId, afterMs);
      return await later(rt, claimed, afterMs, 'throttled');
    }
    case 'window-closed':
      return await settleHeld(rt.store, claimed, error.reason);
    case 'quota':
      return await settleHeld(rt.store, claimed, error.reason, nextMorning(rt.now()));
    case 'blocked':
    case 'rejected':
      return await settleDead(rt.store, claimed, error.reason);
    default:
      error.reason satisfies never;
  }
}

async function later(
  rt: Runtime,
  claimed: Claimed,
  afterMs: number,
  reason: 'retry' | 'throttled',
): Promise<void> {
  await settleRetry(rt.store, claimed.id, reason, afterMs);
  rt.queues.ring('send', [claimed.id], { delayMs: afterMs + 20, again: String(claimed.attempts) });
}

/** The group has another id now: everything of it follows, and this message goes there at once. */
async function moved(rt: Runtime, claimed: Claimed, to: string): Promise<void> {
  await settleRetry(rt.store, claimed.id, 'retry', 0);
  await deskMoved(rt, rt.store.pool, claimed.channelId, claimed.chat, to);
  await moveChat(rt.store.pool, claimed.channelId, claimed.chat, to);
  rt.queues.ring('send', [claimed.id], { again: `moved-${claimed.attempts}` });
}
