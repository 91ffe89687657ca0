/** Signed Zalo webhook -> durable -> 200, against a one-row insert through a pg pool of 10; and its latency while workers are busy. */
import { fork } from 'node:child_process';
import pg from 'pg';
import { type BenchApp, benchApp, QUESTIONS, signedEvents, swallow } from './bench-app.ts';

interface LoadOrder {
  readonly port: number;
  readonly path: string;
  readonly requests: readonly { body: string; headers: Record<string, string> }[];
  readonly sockets: number;
  readonly perSecond?: number;
}
export interface LoadResult {
  readonly perSecond: number;
  readonly failed: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export function load(order: LoadOrder): Promise<LoadResult> {
  const child = fork(new URL('./load.mjs', import.meta.url), { execArgv: [] });
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('message', (result) => {
      child.disconnect();
      done(result as LoadResult);
    });
    child.send(order);
  });
}

const portOf = (address: string | null): number => Number(new URL(address ?? 'http://x:0').port);

/** Baseline: one-row inserts into the same table, same row width, same pool size, one statement each. */
async function inserts(app: BenchApp, count: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: app.opened.database.url, max: 10 });
  const channel = app.opened.channels.get('zalo');
  const body = app.opened.store.vault.sealJson('inbox.body', { text: 'x'.repeat(300) });
  let next = 0;
  const began = performance.now();
  const one = async () => {
    while (next < count) {
      const n = next++;
      await pool.query({
        name: 'baseline',
        text: `INSERT INTO inbox (ward_id, channel_id, external_id, sender, chat, body, state, sent_at) VALUES ($1, $2, $3, 'b', 'b', $4, 'done', now())`,
        values: [app.opened.wardId, channel?.id, `base-${began}-${n}`, body],
      });
    }
  };
  await Promise.all(Array.from({ length: 10 }, one));
  const rate = (count * 1000) / (performance.now() - began);
  await pool.end();
  return rate;
}

/** As many connections as keep it busy; bells go where they go in production (Redis, where there is one). */
const SOCKETS = 48;

export async function acceptRate(serverUrl: string, redisUrl: string | null) {
  const app = await benchApp({ serverUrl, redisUrl, roles: 'web' });
  try {
    const { address } = await app.app.start();
    const text = (n: number) => QUESTIONS[n % QUESTIONS.length] ?? '';
    await load({
      port: portOf(address),
      path: '/webhook/zalo',
      requests: signedEvents(1500, 200, text),
      sockets: SOCKETS,
    });
    const baseline: number[] = [];
    const measured: number[] = [];
    let failed = 0;
    for (let round = 1; round <= 3; round++) {
      baseline.push(await inserts(app, 6000));
      const requests = signedEvents(6000, 200, text, round * 10_000);
      const result = await load({ port: portOf(address), path: '/webhook/zalo', requests, sockets: SOCKETS });
      measured.push(result.perSecond);
      failed += result.failed;
    }
    return { measured: median(measured), baseline: median(baseline), failed };
  } finally {
    await app.close();
  }
}

export async function acceptLatency(serverUrl: string, redisUrl: string | null) {
  const app = await benchApp({ serverUrl, redisUrl, roles: 'web,worker', platforms: [swallow('zalo')] });
  const zalo = await benchApp({ serverUrl, roles: 'web' });
  try {
    // the same program takes the deliveries and answers them: the real Zalo platform verifies, its sends go nowhere
    const real = zalo.app.runtime.channels.get('zalo')?.platform;
    const live = app.app.runtime.channels.get('zalo');
    if (!real || !live) throw new Error('the zalo channel is missing');
    Object.assign(live.platform, { verify: real.verify, parse: real.parse });
    const { address } = await app.app.start();
    const requests = signedEvents(200 * 15, 200, (n) => QUESTIONS[n % QUESTIONS.length] ?? '');
    return await load({
      port: portOf(address),
      path: '/webhook/zalo',
      requests,
      sockets: 40,
      perSecond: 200,
    });
  } finally {
    await zalo.close();
    await app.close();
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
