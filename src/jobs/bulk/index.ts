/**
 * Sending to many. Every worker runs it: a scheduler that looks each second for what is due, and a few slices at once
 * for every channel. Rows in Postgres are the truth, so any number of workers share the work and any of them may die.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  beginDue,
  bulkChannel,
  expireLate,
  finishOver,
  prepareOpen,
  runningNow,
  type Say,
  sayer,
  speedUp,
} from '../../store/broadcasts/index.ts';
import { releaseQuota } from '../../store/outbox.ts';
import { type SendingSettings, sendingOf } from '../../store/sending.ts';
import { wardInfo } from '../../store/settings.ts';
import { createPacer } from '../pacer.ts';
import type { LiveChannel, Runtime } from '../runtime.ts';
import { windowsOf } from './settle.ts';
import { type Lane, openLane, type Pump, sendSlice } from './slice.ts';

const LOOK_MS = 1_000;
/** Slices of a channel at once: while one is handed over the next is claimed. */
const AT_ONCE = 3;
const IDLE_MS = 500;
const BUSY_MS = 50;
const FASTER_MS = 60_000;

export interface Bulk {
  /** begin, prepare, finish what is due; set the pace of each channel */
  look(): Promise<void>;
  /** send what may go now, until nothing is left; for tests and commands */
  drain(): Promise<void>;
  /** look and send until stopped */
  start(): void;
  stop(): Promise<void>;
}

export function createBulk(rt: Runtime): Bulk {
  const pump: Pump = {
    rt,
    pacer: createPacer(rt.store.pool, rt.wardId, rt.queues.scripts ?? null),
    running: new Set(),
    askedAt: Number.NEGATIVE_INFINITY,
    stopping: false,
  };
  const silent: Say = () => 'not-ready';
  const lanes = [...rt.channels.values()]
    .filter(({ platform }) => platform.name !== 'terminal')
    .map((channel) => openLane(rt, channel, silent));
  let fasterAt = 0;

  async function look(): Promise<void> {
    const now = rt.now();
    const { pool } = rt.store;
    const [ward, settings] = await Promise.all([wardInfo(pool, rt.wardId), sendingOf(pool, rt.wardId)]);
    const faster = performance.now() - fasterAt > FASTER_MS;
    if (faster) fasterAt = performance.now();
    await beginDue(pool, rt.wardId, now);
    await expireLate(pool, rt.wardId, now);
    await prepareOpen(rt.store, rt.wardId, windowsOf(rt), now, () => pump.stopping);
    await finishOver(pool, rt.wardId, now);
    const running = await runningNow(pool, rt.wardId);
    for (const lane of lanes) {
      lane.say = sayer(rt, ward);
      if (running.size > 0) await setPace(lane, settings, faster);
    }
    pump.running = running;
    rt.queues.ring('send', await releaseQuota(pool, rt.wardId, now), { again: `q${now.getTime()}` });
  }

  async function setPace(lane: Lane, settings: SendingSettings, faster: boolean): Promise<void> {
    const { pool } = rt.store;
    const full = fullSpeed(lane.channel, settings);
    if (full === null) return;
    const share = lane.channel.platform.limits.rate?.bulkShare ?? 1;
    if (faster) await speedUp(pool, lane.channel.row.id, Math.round(full * 60));
    const { perMinute } = await bulkChannel(pool, lane.channel.row.id);
    lane.perSecond = Math.min(full, perMinute === null ? full : perMinute / 60) * share;
  }

  const trouble = (what: string) => (error: unknown) =>
    rt.log.warn({ cause: error instanceof Error ? error.name : 'unknown' }, what);

  const loops: Promise<void>[] = [];
  const wake = new AbortController();
  const rest = (ms: number) => sleep(ms, undefined, { signal: wake.signal }).catch(() => {});

  async function looking(): Promise<void> {
    while (!pump.stopping) {
      await look().catch(trouble('looking for broadcasts failed'));
      await rest(LOOK_MS);
    }
  }
  /** `first` looks for work; the others join while there is some. */
  async function sending(lane: Lane, first: boolean): Promise<void> {
    while (!pump.stopping) {
      let sent = 0;
      if (pump.running.size > 0 && (first || busy.has(lane)))
        sent = await sendSlice(pump, lane).catch((error: unknown) => {
          trouble('a slice of a broadcast failed')(error);
          return 0;
        });
      if (sent > 0) busy.add(lane);
      else {
        if (first) busy.delete(lane);
        await rest(busy.has(lane) ? BUSY_MS : IDLE_MS);
      }
    }
  }
  const busy = new Set<Lane>();

  return {
    look,
    drain: async () => {
      await look();
      for (const lane of lanes) while ((await sendSlice(pump, lane)) > 0) {}
      await finishOver(rt.store.pool, rt.wardId, rt.now());
    },
    start: () => {
      loops.push(looking());
      for (const lane of lanes) for (let n = 0; n < AT_ONCE; n++) loops.push(sending(lane, n === 0));
    },
    stop: async () => {
      pump.stopping = true;
      wake.abort();
      await Promise.all(loops);
    },
  };
}

/** Messages a second that the account may send; null = as many as it likes. */
function fullSpeed({ platform }: LiveChannel, settings: SendingSettings): number | null {
  const { rate } = platform.limits;
  if (!rate) return null;
  const told = platform.toldRate?.() ?? null;
  if (told !== null) return told;
  if (platform.name === 'telegram') return settings.telegramPerSecond;
  if (platform.name === 'zalo') return settings.zaloPerMinute / 60;
  return rate.perSecond;
}
