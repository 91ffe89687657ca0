/**
 * Sending to many, against the strict stand-in for Telegram with its limit raised to 300 a second (a bucket of one
 * second's worth; above it 429). Workers are real processes; this process is Telegram, the residents and the officer.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type App, createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { reserve } from '../../src/core/pace.ts';
import { createBulk } from '../../src/jobs/bulk/index.ts';
import { createLog } from '../../src/log.ts';
import { type Opened, openAll } from '../../src/set-up.ts';
import { messageRow } from '../../src/store/accept.ts';
import {
  beginDue,
  createBroadcast,
  prepareOpen,
  reportOf,
  startBroadcast,
  stopBroadcast,
} from '../../src/store/broadcasts/index.ts';
import { setSending } from '../../src/store/sending.ts';
import { type FakeTelegram, startFakeTelegram } from '../helpers/fake-telegram.ts';
import { inDatabase, withClient } from '../helpers/servers.ts';
import { daytime } from './daytime.ts';

const LIMIT = 300;
const MACHINE = { officerId: null, name: 'bench' };
const root = fileURLToPath(new URL('../../', import.meta.url));

interface Telegram {
  readonly fake: FakeTelegram;
  readonly taken: Map<string, number>;
  readonly times: number[];
  refused: number;
  readonly heard: Map<string, () => void>;
}

interface Stand {
  readonly opened: Opened;
  readonly app: App;
  readonly telegram: Telegram;
  readonly env: Record<string, string>;
  close(): Promise<void>;
}

async function stand(
  serverUrl: string,
  redisUrl: string | null,
  limit: number,
  latencyMs = 0,
): Promise<Stand> {
  const telegram: Telegram = {
    ...{ taken: new Map(), times: [], refused: 0, heard: new Map() },
    fake: null as never,
  };
  const fake = await startFakeTelegram({
    limit: { perSecond: limit, latencyMs },
    onSend: (chat, ok) => {
      if (!ok) {
        telegram.refused++;
        return;
      }
      telegram.taken.set(chat, (telegram.taken.get(chat) ?? 0) + 1);
      telegram.times.push(performance.now());
      telegram.heard.get(chat)?.();
    },
  });
  Object.assign(telegram, { fake });
  const name = `bench_${randomBytes(4).toString('hex')}`;
  await withClient(serverUrl, (c) => c.query(`CREATE DATABASE ${name} TEMPLATE template0`));
  const env = {
    DATABASE_URL: inDatabase(serverUrl, name),
    APP_KEY: randomBytes(32).toString('base64'),
    PORT: '0',
    ROLES: 'worker',
    LOG_LEVEL: process.env.BENCH_LOG ?? 'silent',
    QUEUE_PREFIX: `bench-${name}`,
    TELEGRAM_BOT_TOKEN: fake.token,
    TELEGRAM_API_ROOT: fake.root,
    ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
  };
  const config = readConfig(env);
  const opened = await openAll(config, { as: 'server', log: () => {} });
  const app = await createApp({ config, opened, log: createLog('silent'), now: daytime });
  await setSending(
    opened.store.pool,
    opened.wardId,
    { telegramPerSecond: Math.min(limit, 1000), zaloPerMinute: 60, approval: false },
    null,
  );
  return {
    ...{ opened, app, telegram, env },
    close: async () => {
      await app.stop();
      await fake.close();
      await withClient(serverUrl, (c) => c.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

async function contacts(s: Stand, count: number): Promise<void> {
  await s.opened.store.pool.query(
    `INSERT INTO contact (ward_id, channel_id, external_id) SELECT $1, $2, (100000 + n)::text FROM generate_series(1, $3) n`,
    [s.opened.wardId, s.opened.channels.get('telegram')?.id, count],
  );
  await s.opened.store.pool.query('ANALYZE contact');
}

async function announce(s: Stand): Promise<string> {
  const { store, wardId } = s.opened;
  const { id } = await createBroadcast(store.pool, {
    ...{ wardId, kind: 'thong-bao', title: 'bench', audience: { channels: ['telegram'] }, by: MACHINE },
    ...{ key: randomUUID(), texts: { vi: 'Kính mời bà con họp tổ dân phố lúc 19 giờ thứ Bảy.' } },
  });
  await startBroadcast(store.pool, wardId, id, MACHINE, { now: daytime() });
  return id;
}

async function worker(s: Stand): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/bench/bulk-worker.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '/', ...s.env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

async function finished(s: Stand, id: string, within = 170_000) {
  const until = performance.now() + within;
  for (;;) {
    const report = await reportOf(s.opened.store.pool, s.opened.wardId, id);
    const over = ['done', 'stopped'].includes(report.broadcast.state) && report.open === 0;
    if (over || performance.now() > until) return report;
    await sleep(250);
  }
}

/** One resident writes, and waits for the answer; ms. */
async function asks(s: Stand, n: number): Promise<number> {
  const who = String(900_000 + n);
  const channel = s.opened.channels.get('telegram');
  if (!channel) throw new Error('no telegram channel');
  const answered = new Promise<void>((done) => {
    s.telegram.heard.set(who, done);
  });
  const began = performance.now();
  const row = messageRow(
    s.opened.store,
    channel,
    {
      ...{ channel: 'telegram', id: randomUUID(), at: new Date(), from: { id: who }, addressed: true },
      ...{
        chat: { id: who, kind: 'private' },
        body: { kind: 'text', text: 'họp tổ dân phố phải báo trước mấy ngày' },
      },
    },
    new Date(),
  );
  const id = await s.app.accepter.put(row);
  if (id !== null) s.app.runtime.queues.ring('turn', [id]);
  await answered;
  return performance.now() - began;
}

/** Messages a second through a limit of 30, with two workers, on a clock of its own. */
export function modelled(count: number): { readonly seconds: number; readonly ofLimit: number } {
  const pace = { perSecond: 30 * 0.985, ahead: 700, behind: 200 };
  let at = 0;
  let last = 0;
  let left = count;
  for (let now = 1_000_000; left > 0; now += 125) {
    const got = reserve(at, now, Math.min(8, left), 0, pace);
    at = got.at;
    left -= got.granted;
    if (got.granted > 0) last = got.at;
  }
  const seconds = (last - 1_000_000) / 1000;
  return { seconds, ofLimit: count / seconds / 30 };
}

export async function fanOut(serverUrl: string, redisUrl: string | null, count: number) {
  const s = await stand(serverUrl, redisUrl, LIMIT);
  const workers: ChildProcess[] = [];
  try {
    await contacts(s, count);
    workers.push(await worker(s), await worker(s));
    await asks(s, 0);
    await asks(s, 1);
    const id = await announce(s);
    while (s.telegram.taken.size < 20) await sleep(20);
    const from = performance.now();
    const before = s.telegram.times.length;
    const replies: number[] = [];
    let over = false;
    const residents = (async () => {
      for (let n = 2; !over; n++) {
        replies.push(await asks(s, n));
        await sleep(200);
      }
    })();
    const report = await finished(s, id);
    over = true;
    await residents;
    const lasted = ((s.telegram.times.findLast((t) => t > from) ?? from) - from) / 1000;
    replies.sort((a, b) => a - b);
    return {
      ofLimit: (s.telegram.times.length - before) / lasted / LIMIT,
      refused: s.telegram.refused,
      ...{ sent: report.sent, total: report.total },
      doubles: [...s.telegram.taken].filter(([who, n]) => who < '900000' && n > 1).length,
      replies: replies.length,
      p95: replies[Math.floor(replies.length * 0.95)] ?? Number.NaN,
    };
  } finally {
    await Promise.all(workers.map((w) => end(w, 'SIGKILL')));
    await s.close();
  }
}

export async function stopping(serverUrl: string, redisUrl: string | null) {
  const s = await stand(serverUrl, redisUrl, LIMIT);
  const workers: ChildProcess[] = [];
  try {
    await contacts(s, 5000);
    workers.push(await worker(s), await worker(s));
    const id = await announce(s);
    while (s.telegram.times.length < 1000) await sleep(10);
    await stopBroadcast(s.opened.store.pool, s.opened.wardId, id, MACHINE);
    const at = s.telegram.times.length;
    const report = await finished(s, id, 20_000);
    await sleep(1000);
    return { after: s.telegram.times.length - at, open: report.open };
  } finally {
    await Promise.all(workers.map((w) => end(w, 'SIGKILL')));
    await s.close();
  }
}

export interface Killing {
  readonly count: number;
  readonly kills: number;
  /** messages a second */
  readonly limit?: number;
  readonly latencyMs?: number;
  /** all workers are up before the first dies; else each one's follower starts first, so that there are always two */
  readonly upfront?: boolean;
}

/** `unexplained`: who heard it twice though no message for them was in anybody's hands when a worker was killed. */
export async function killing(serverUrl: string, redisUrl: string | null, how: Killing) {
  const { count, kills, limit = LIMIT, latencyMs = 0, upfront = false } = how;
  const s = await stand(serverUrl, redisUrl, limit, latencyMs);
  const workers: ChildProcess[] = [];
  const start = async () => void workers.push(await worker(s));
  const inHand = new Set<string>();
  try {
    await contacts(s, count);
    await Promise.all(Array.from({ length: upfront ? kills + 1 : 2 }, start));
    const id = await announce(s);
    for (let k = 1; k <= kills; k++) {
      while (s.telegram.times.length < (count * k) / (kills + 1)) await sleep(5);
      if (!upfront) await start();
      const one = workers.shift();
      if (one) await end(one, 'SIGKILL');
      const { rows } = await s.opened.store.pool.query<{ chat: string }>(
        `SELECT chat FROM outbox WHERE state = 'sending'`,
      );
      for (const { chat } of rows) inHand.add(chat);
    }
    const report = await finished(s, id);
    const twice = [...s.telegram.taken].filter(([, times]) => times > 1);
    return {
      sent: report.sent,
      open: report.open,
      lost: count - s.telegram.taken.size,
      doubles: twice.reduce((n, [, times]) => n + times - 1, 0),
      unexplained: twice.filter(([chat]) => !inHand.has(chat)).length,
      refused: s.telegram.refused,
    };
  } finally {
    await Promise.all(workers.map((w) => end(w, 'SIGKILL')));
    await s.close();
  }
}

/** Limits off; the platform takes 100 ms for each message, as one across the internet does. */
export async function together(serverUrl: string, redisUrl: string | null, count = 5000) {
  const rate = async (many: number): Promise<number> => {
    const s = await stand(serverUrl, redisUrl, 100_000, 100);
    const workers: ChildProcess[] = [];
    try {
      await contacts(s, count);
      for (let n = 0; n < many; n++) workers.push(await worker(s));
      const id = await announce(s);
      await finished(s, id, 80_000);
      const { times } = s.telegram;
      // the middle: neither the start nor the tail
      const [a, b] = [Math.floor(times.length * 0.1), Math.floor(times.length * 0.9)];
      return ((b - a) * 1000) / ((times[b] ?? 0) - (times[a] ?? 0));
    } finally {
      await Promise.all(workers.map((w) => end(w, 'SIGKILL')));
      await s.close();
    }
  };
  const one = await rate(1);
  const two = await rate(2);
  return { one, two };
}

export async function preparing(serverUrl: string, count = 100_000) {
  const s = await stand(serverUrl, null, LIMIT);
  try {
    await contacts(s, count);
    const { store, wardId } = s.opened;
    const id = await announce(s);
    const memory = process.memoryUsage().rss;
    let most = memory;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 20);
    const began = performance.now();
    await beginDue(store.pool, wardId, daytime());
    await prepareOpen(store, wardId, {}, daytime());
    const seconds = (performance.now() - began) / 1000;
    clearInterval(watch);
    const { total } = await reportOf(store.pool, wardId, id);
    return { seconds, total, grewMb: (most - memory) / 2 ** 20 };
  } finally {
    await s.close();
  }
}

/** A hundred reminders of five hundred people each, due in the same minute; two schedulers, one with a clock that steps back. */
export async function reminders(serverUrl: string, meetings = 100, people = 500) {
  const s = await stand(serverUrl, null, LIMIT);
  const other = await openAll(readConfig(s.env), { as: 'server', log: () => {} });
  try {
    await contacts(s, meetings * people);
    const { store, wardId } = s.opened;
    const { rows } = await store.pool.query<{ id: string }>('SELECT id FROM contact ORDER BY external_id');
    const due = new Date(daytime().getTime() + 1000);
    for (let m = 0; m < meetings; m++) {
      const { id } = await createBroadcast(store.pool, {
        ...{ wardId, kind: 'nhac', title: 'bench', by: MACHINE, key: randomUUID(), scheduledAt: due },
        texts: { vi: 'Nhắc bác: tối nay họp tổ dân phố.' },
        audience: { contacts: rows.slice(m * people, (m + 1) * people).map((r) => r.id) },
      });
      await startBroadcast(store.pool, wardId, id, MACHINE, { now: daytime() });
    }
    await sleep(1000);
    let looks = 0;
    const steps = () => new Date(daytime().getTime() - (looks++ % 2 === 1 ? 30_000 : 0));
    const quiet = { ...s.app.runtime, channels: new Map() };
    const schedulers = [
      createBulk({ ...quiet, now: daytime }),
      createBulk({ ...quiet, store: other.store, now: steps }),
    ];
    const began = performance.now();
    const queued = async () =>
      (
        await store.pool.query<{ places: number; people: number }>(
          'SELECT count(*)::int AS places, count(DISTINCT chat)::int AS people FROM broadcast_recipient',
        )
      ).rows[0] ?? { places: 0, people: 0 };
    while ((await queued()).places < meetings * people && performance.now() - began < 90_000)
      await Promise.all(schedulers.map((b) => b.look()));
    const seconds = (performance.now() - began) / 1000;
    await Promise.all(schedulers.map((b) => b.look()));
    return { seconds, ...(await queued()), wanted: meetings * people };
  } finally {
    await other.close();
    await s.close();
  }
}
