/**
 * A dialogue left lying half-way: asked about once, the next day at a decent hour. The handler says whether there is
 * anything to ask; what is dropped after the ward's days is store/retention.ts. Doing a round twice asks nobody twice.
 */
import { type HalfWay, halfWayTalks, nudge } from '../store/half-way.ts';
import type { Runtime } from './runtime.ts';

/** Hours of the day in Việt Nam (UTC+7) within which somebody is written to unasked. */
const FROM_HOUR = 8;
const TO_HOUR = 20;
const DAY_MS = 86_400_000;
const ZONE_MS = 7 * 3_600_000;

export function isDecentHour(now: Date): boolean {
  const hour = new Date(now.getTime() + ZONE_MS).getUTCHours();
  return hour >= FROM_HOUR && hour < TO_HOUR;
}

/** The beginning of the day of `now` in Việt Nam. */
export function dayBegan(now: Date): Date {
  return new Date(Math.floor((now.getTime() + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS);
}

/** Ask those who stopped on an earlier day; returns how many were asked. */
export async function halfWayRound(rt: Runtime): Promise<number> {
  const now = rt.now();
  if (!isDecentHour(now)) return 0;
  const handlers = rt.handlers.filter((h) => h.unfinished !== undefined);
  const talks = await halfWayTalks(
    rt.store.pool,
    rt.wardId,
    handlers.map((h) => h.id),
    dayBegan(now),
  );
  let asked = 0;
  for (const talk of talks) asked += (await askOne(rt, talk)) ? 1 : 0;
  return asked;
}

async function askOne(rt: Runtime, talk: HalfWay): Promise<boolean> {
  const handler = rt.handlers.find((h) => h.id === talk.handler && h.version === talk.version);
  if (!handler?.unfinished || !rt.channels.has(talk.platform)) return false;
  const outbox = await nudge(rt.store, talk, (own) => handler.unfinished?.(own) ?? null, rt.render);
  rt.queues.ring('send', outbox);
  return outbox.length > 0;
}
