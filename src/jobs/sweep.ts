/** Rings for what lost its bell: a queue that was down, a worker that died, a lease that ran out. Costs lateness, never a message. */
import { removeDropped } from '../store/attachments.ts';
import { wipeFleeting } from '../store/outbox.ts';
import { sendDue } from '../store/pending.ts';
import { remindDue } from '../store/reception-remind.ts';
import { overdue } from '../store/sweep.ts';
import type { Runtime } from './runtime.ts';

export const SWEEP_MS = 3_000;
const GRACE_MS = 2_000;
const FILES_MS = 60_000;
const REMIND_MS = 30_000;

export async function sweepOnce(rt: Runtime, graceMs: number = GRACE_MS): Promise<number> {
  const found = await overdue(rt.store, graceMs);
  await wipeFleeting(rt.store);
  // answers whose time to be taken back is over become messages of their own
  const answered = await sendDue(rt.store, { render: rt.render, notices: rt.notices }, (error) =>
    rt.log.error({ cause: error instanceof Error ? error.name : 'unknown' }, 'an answer could not be sent'),
  );
  rt.queues.ring('send', answered);
  // a stalled job may still hold the row's own bell; a name per ten seconds lets a new one through without piling up
  const again = `s${Math.floor(rt.now().getTime() / 10_000)}`;
  rt.queues.ring('turn', found.inbox, { again });
  rt.queues.ring('send', found.outbox, { again });
  rt.queues.ring('fetch', found.attachments, { again });
  return found.inbox.length + found.outbox.length + found.attachments.length;
}

/** Sweep every few seconds until stopped; a round never overlaps the next. */
export function startSweep(rt: Runtime, everyMs: number = SWEEP_MS): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | null = null;
  let round: Promise<unknown> = Promise.resolve();
  let stopped = false;
  let filesAt = 0;
  let remindedAt = 0;
  const files = async (): Promise<void> => {
    const now = rt.now();
    if (now.getTime() - filesAt < FILES_MS) return;
    filesAt = now.getTime();
    await removeDropped(rt.store, rt.dataDir, now);
  };
  const reminders = async (): Promise<void> => {
    const now = rt.now();
    if (now.getTime() - remindedAt < REMIND_MS) return;
    remindedAt = now.getTime();
    rt.queues.ring('send', await remindDue(rt.store, rt, rt.wardId, now));
  };
  const tick = () => {
    round = sweepOnce(rt)
      .then(files)
      .then(reminders)
      .catch((error: unknown) =>
        rt.log.warn({ cause: error instanceof Error ? error.name : 'unknown' }, 'sweep failed'),
      )
      .finally(() => {
        if (!stopped) timer = setTimeout(tick, everyMs);
      });
  };
  timer = setTimeout(tick, everyMs);
  return {
    stop: async () => {
      stopped = true;
      if (timer) clearTimeout(timer);
      await round;
    },
  };
}
