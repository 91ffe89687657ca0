/**
 * One slice of a channel's bulk messages: claimed together, each handed over at a moment of its own. Replies never wait
 * for it: they have workers of their own, go out at once, and the time they take is taken from the next slice.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { SendError } from '../../core/errors.ts';
import { quietFor } from '../../core/quiet.ts';
import {
  BATCH,
  type BulkMessage,
  claimBulk,
  extendBulk,
  feedBatch,
  putBack,
  runningNow,
  type Say,
  settleLost,
  stateOf,
} from '../../store/broadcasts/index.ts';
import { chatTopic } from '../../store/topic.ts';
import type { Pacer } from '../pacer.ts';
import type { LiveChannel, Runtime } from '../runtime.ts';
import { notTaken, settler } from './settle.ts';

const LEASE_SECONDS = 12;
/** A slice is this much of a second's worth. */
const SLICE_SECONDS = 0.25;
const PACE = { ahead: 700, behind: 200 };
/** A moment missed by more is given back: several at once would be too fast. */
const LATE_MS = 300;
/** "Does it still run?" is asked this often while sending. */
const ASK_MS = 100;
/** Messages with the platform at once, per channel and process. */
const IN_FLIGHT = 32;

export interface Lane {
  readonly channel: LiveChannel;
  /** messages a second in bulk; null = no limit */
  perSecond: number | null;
  say: Say;
  /** nothing is handed over before (performance.now) */
  quietUntil: number;
  inFlight: number;
  /** slices that wait for one of those to be back, oldest first; a lane is worked by several loops */
  readonly waiting: (() => void)[];
  readonly settle: ReturnType<typeof settler>;
}

export interface Pump {
  readonly rt: Runtime;
  readonly pacer: Pacer;
  running: ReadonlySet<string>;
  askedAt: number;
  stopping: boolean;
}

export function openLane(rt: Runtime, channel: LiveChannel, say: Say): Lane {
  return { channel, perSecond: null, say, quietUntil: 0, inFlight: 0, waiting: [], settle: settler(rt) };
}

/** Returns how many messages were dealt with; 0 = there is nothing to do now. */
export async function sendSlice(pump: Pump, lane: Lane): Promise<number> {
  const { rt } = pump;
  if (pump.stopping || performance.now() < lane.quietUntil || quietFor(rt.now()) > 0) return 0;
  const size =
    lane.perSecond === null ? BATCH : Math.max(1, Math.min(BATCH, Math.ceil(lane.perSecond * SLICE_SECONDS)));
  const rows = await take(pump, lane, size);
  if (rows.length === 0) return 0;
  const open = new Set(rows.map((r) => r.id));
  const beat = setInterval(
    () => {
      extendBulk(rt.store.pool, [...open], LEASE_SECONDS).catch(() => {}); // the lease runs out, another goes on
    },
    (LEASE_SECONDS * 1000) / 3,
  );
  const flights: Promise<void>[] = [];
  const failed = (error: unknown) =>
    rt.log.warn(
      { cause: error instanceof Error ? error.name : 'unknown' },
      'a message to many is left to its lease',
    );
  try {
    await pace(pump, lane, rows, (row) => {
      // caught at once: the next moments are waited for before anybody looks at the flights
      flights.push(
        handOver(pump, lane, row)
          .catch(failed)
          .finally(() => open.delete(row.id)),
      );
    });
  } finally {
    await Promise.all(flights);
    clearInterval(beat);
  }
  return rows.length;
}

async function take(pump: Pump, lane: Lane, size: number): Promise<BulkMessage[]> {
  const { rt } = pump;
  const { row, platform } = lane.channel;
  const { rate } = platform.limits;
  const limits = {
    chatPerSecond: rate?.chatPerSecond ?? null,
    groupPerMinute: rate?.groupPerMinute ?? null,
  };
  const rows = await claimBulk(rt.store, row.id, size, LEASE_SECONDS, limits);
  if (rows.length >= size) return rows;
  const fed = await feedBatch(rt.store, rt.wardId, { id: row.id, platform: platform.name }, lane.say);
  if (fed === 0) return rows;
  return [...rows, ...(await claimBulk(rt.store, row.id, size - rows.length, LEASE_SECONDS, limits))];
}

/** Hand each row over at its moment; what may not go any more goes back. */
async function pace(
  pump: Pump,
  lane: Lane,
  rows: readonly BulkMessage[],
  go: (row: BulkMessage) => void,
): Promise<void> {
  const { rt, pacer } = pump;
  let i = 0;
  while (i < rows.length) {
    if (pump.stopping || performance.now() < lane.quietUntil || quietFor(rt.now()) > 0)
      return await back(pump, rows.slice(i));
    const slots =
      lane.perSecond === null
        ? { granted: rows.length - i, startsIn: 0, gap: 0, waitMs: 0 }
        : await pacer.reserve(
            lane.channel.row.id,
            rows.length - i,
            rt.replies?.take(lane.channel.row.id) ?? 0,
            { perSecond: lane.perSecond, ...PACE },
          );
    if (slots.granted === 0) {
      await sleep(Math.min(slots.waitMs, 1000));
      continue;
    }
    const start = performance.now() + slots.startsIn;
    for (let k = 0; k < slots.granted; k++) {
      const due = start + k * slots.gap;
      const early = due - performance.now();
      if (early > 1) await sleep(early);
      else if (lane.perSecond !== null && -early > LATE_MS + PACE.behind) break;
      await takePlace(lane);
      let gone = false;
      try {
        if (pump.stopping || performance.now() < lane.quietUntil) break;
        const row = rows[i++];
        if (!row) break;
        gone = await stillRuns(pump, row);
        if (gone) go(row);
        else await letGo(pump, row);
      } finally {
        if (!gone) freePlace(lane);
      }
    }
  }
}

/** One of the places for messages that are with the platform; `freePlace` gives it back. */
async function takePlace(lane: Lane): Promise<void> {
  while (lane.inFlight >= IN_FLIGHT) await new Promise<void>((told) => lane.waiting.push(told));
  lane.inFlight++;
}

function freePlace(lane: Lane): void {
  lane.inFlight--;
  lane.waiting.shift()?.();
}

async function stillRuns(pump: Pump, row: BulkMessage): Promise<boolean> {
  const now = performance.now();
  if (now - pump.askedAt > ASK_MS) {
    pump.askedAt = now;
    pump.running = await runningNow(pump.rt.store.pool, pump.rt.wardId);
  }
  return pump.running.has(row.broadcastId);
}

/** Stopped or paused in mid-flight: cancelled for ever, or back to where it was. */
async function letGo(pump: Pump, row: BulkMessage): Promise<void> {
  const { store, wardId } = pump.rt;
  const state = await stateOf(store.pool, wardId, row.broadcastId);
  if (state === 'stopped' || state === 'done') await settleLost(store.pool, row, 'cancelled', 'stopped');
  else await back(pump, [row]);
}

async function back(pump: Pump, rows: readonly BulkMessage[]): Promise<void> {
  await putBack(
    pump.rt.store.pool,
    rows.map((r) => r.id),
    null,
    0,
    true,
  );
}

/** Asks the platform and settles; gives the message's place back as soon as the platform has answered. */
async function handOver(pump: Pump, lane: Lane, m: BulkMessage): Promise<void> {
  const { rt } = pump;
  const { platform } = lane.channel;
  const began = performance.now();
  const done = (outcome: string) =>
    rt.meters.sent(platform.name, outcome, (performance.now() - began) / 1000);
  let id: string;
  try {
    ({ id } = await platform.send({ chat: m.chat, kind: m.chatKind }, m.message));
  } catch (error) {
    const cause =
      error instanceof SendError
        ? error
        : new SendError('retry', 'the platform failed in an unexpected way', {
            code: 'unexpected',
            cause: error,
          });
    const waitMs = await notTaken(rt, lane.channel, m, cause, lane.perSecond);
    if (waitMs > 0) lane.quietUntil = Math.max(lane.quietUntil, performance.now() + waitMs);
    return done(cause.reason);
  } finally {
    freePlace(lane);
  }
  await lane.settle.put({ id: m.id, externalId: id, topic: platform.pulled ? chatTopic(m.chat) : '' });
  done('sent');
}
