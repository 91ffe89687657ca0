/** Once a day, by whichever worker comes first: what is over is dropped, credentials are kept from dying of disuse. */
import { vietnamDay } from '../law/index.ts';
import { sealAudit } from '../store/audit-chain.ts';
import { dropOldUploads } from '../store/files.ts';
import { dropSettled } from '../store/pending.ts';
import { dropOldTexts } from '../store/questions.ts';
import { forgetAttempts } from '../store/rate.ts';
import { claimDay, dropOld, noteRun } from '../store/retention.ts';
import { halfWayRound } from './half-way.ts';
import type { Runtime } from './runtime.ts';

const LOOK_MS = 15 * 60_000;

export async function dailyRound(rt: Runtime): Promise<boolean> {
  const now = rt.now();
  if (!(await claimDay(rt.store.pool, rt.wardId, 'daily', vietnamDay(now)))) return false;
  const dropped = await dropOld(rt.store, rt.wardId, now);
  const questions = await dropOldTexts(rt.store, rt.wardId, now);
  await noteRun(rt.store.pool, rt.wardId, vietnamDay(now), { ...dropped, questionDays: questions });
  await dropSettled(rt.store.pool, rt.wardId);
  await dropOldUploads(rt.dataDir, now);
  await forgetAttempts(rt.store.pool, rt.wardId);
  await sealAudit(rt.store, rt.wardId);
  rt.log.info({ ...dropped, questions }, 'what was over was dropped');
  for (const { platform } of rt.channels.values()) await platform.keepFresh?.();
  return true;
}

/** Looks every quarter of an hour whether today's round is done. */
export function startDaily(rt: Runtime): { stop(): Promise<void> } {
  let round: Promise<unknown> = Promise.resolve();
  const look = () => {
    round = dailyRound(rt)
      .then(() => halfWayRound(rt))
      .catch((error: unknown) =>
        rt.log.warn({ cause: error instanceof Error ? error.name : 'unknown' }, 'the daily round failed'),
      );
  };
  const timer = setInterval(look, LOOK_MS);
  look();
  return {
    stop: async () => {
      clearInterval(timer);
      await round;
    },
  };
}
