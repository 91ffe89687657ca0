/** What /readyz and doctor say: 503 only for database and queue; a channel that is not well is shown with its reason. */
import type { Runtime } from './jobs/runtime.ts';
import { redact } from './log.ts';
import { channelStates } from './store/channels.ts';

export interface ReadyPart {
  readonly ok: boolean;
  readonly why?: string;
}

export interface Readiness {
  readonly dependencies: Readonly<Record<string, ReadyPart>>;
  readonly channels: Readonly<Record<string, ReadyPart>>;
}

const PATIENCE_MS = 1_500;

export async function readiness(rt: Runtime): Promise<Readiness> {
  const [database, queue] = await Promise.all([
    probe(async () => {
      await rt.store.pool.query('SELECT 1');
    }),
    probe(() => rt.queues.ping()),
  ]);
  const states = database.ok ? await channelStates(rt.store.pool, rt.wardId).catch(() => []) : [];
  const trouble = new Map(states.map((s) => [s.platform, s.trouble]));
  const channels = Object.fromEntries(
    [...rt.channels.keys()].map((name) => {
      const why = trouble.get(name);
      return [name, why ? { ok: false, why } : { ok: true }];
    }),
  );
  return { dependencies: { database, queue }, channels };
}

async function probe(work: () => Promise<void>): Promise<ReadyPart> {
  let timer: NodeJS.Timeout | undefined;
  try {
    await Promise.race([
      work(),
      new Promise((_, no) => {
        timer = setTimeout(() => no(new Error('không trả lời')), PATIENCE_MS);
      }),
    ]);
    return { ok: true };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? redact(error.message).slice(0, 200) : 'không rõ' };
  } finally {
    clearTimeout(timer);
  }
}
