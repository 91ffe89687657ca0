/** The platforms' side of running: register or poll, and look how each channel is. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from './config.ts';
import type { ChannelLook, Platform } from './core/types.ts';
import { intake } from './jobs/intake.ts';
import type { Runtime } from './jobs/runtime.ts';
import { redact } from './log.ts';
import type { Accepter } from './store/accept.ts';
import { setTrouble } from './store/channels.ts';

const CHECK_MS = 60_000;

/** Webhooks and commands are registered, or messages polled for. A platform in trouble is shown and tried again; it never stops the others. */
export function startChannels(
  config: Pick<Config, 'publicUrl'>,
  rt: Runtime,
  accepter: Accepter,
): { stop(): Promise<void> } {
  const end = new AbortController();
  const polls: Promise<void>[] = [];
  for (const { platform, row } of rt.channels.values()) {
    polls.push(
      (async () => {
        for (let wait = 5_000; !end.signal.aborted; wait = Math.min(wait * 2, 300_000)) {
          try {
            await platform.start?.(config.publicUrl);
            await setTrouble(rt.store.pool, row.id, null);
            break;
          } catch (error) {
            const why = error instanceof Error ? redact(error.message).slice(0, 300) : 'không rõ';
            rt.log.warn({ platform: platform.name, cause: why }, 'a platform did not start');
            await setTrouble(rt.store.pool, row.id, why).catch(() => {});
            await pause(wait, end.signal);
          }
        }
        if (platform.check) polls.push(watch(rt, platform, row.id, end.signal));
        if (config.publicUrl === null && platform.poll) {
          await platform.poll(async (raw) => {
            await intake(rt, accepter, platform.name, { headers: {}, body: raw }, true);
          }, end.signal);
        }
      })().catch((error: unknown) =>
        rt.log.error(
          { platform: platform.name, cause: error instanceof Error ? error.name : 'unknown' },
          'polling ended',
        ),
      ),
    );
  }
  return {
    stop: async () => {
      end.abort();
      // a platform that does not answer must not hold up the end
      await Promise.race([Promise.all(polls), new Promise((done) => setTimeout(done, 3_000).unref())]);
    },
  };
}

/** How a channel is, asked now and then, for /readyz and the console. */
async function watch(rt: Runtime, platform: Platform, channelId: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const state = await platform.check?.().catch(() => ({ ok: false, why: 'Không hỏi được nền tảng.' }));
    const why = state && !state.ok ? redact(state.why ?? 'không rõ').slice(0, 300) : null;
    await setTrouble(rt.store.pool, channelId, why).catch(() => {}); // the database is away: /readyz says so itself
    await pause(CHECK_MS, signal);
  }
}

const LOOK_MS = 4_000;

/** What a platform says of the ward's account; null when it is not turned on, or does not say in time. */
export async function lookAt(rt: Runtime, name: string, person: string | null): Promise<ChannelLook | null> {
  const look = rt.channels.get(name)?.platform.look;
  if (!look) return null;
  const late = new AbortController();
  try {
    return await Promise.race([
      look(person).catch(() => null),
      sleep(LOOK_MS, null, { signal: late.signal }).catch(() => null),
    ]);
  } finally {
    late.abort();
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {}); // only the end cuts it short
}
