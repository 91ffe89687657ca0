/**
 * BullMQ on Redis where there is one, else on the same Postgres: this file decides, nothing else knows.
 * A job is a bell: it carries a row's id and nothing a resident wrote. Losing one costs lateness; the sweep rings again.
 */
import {
  createPostgresBackend,
  Queue,
  type QueueOptions,
  runMigrations,
  Worker,
  type WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { SetupError } from '../core/errors.ts';

/** Names -> what their jobs carry: the id of a row. */
export const QUEUES = ['turn', 'send', 'fetch'] as const;
export type QueueName = (typeof QUEUES)[number];
export interface Bell {
  readonly row: string;
}

export interface RingOptions {
  readonly delayMs?: number;
  /** tells a second bell for the same row from the first, which may be ringing now */
  readonly again?: string;
}

export interface Queues {
  readonly backend: 'redis' | 'postgres';
  /** ring for rows; bells that come together travel together. Never throws: a bell that cannot be rung is counted. */
  ring(queue: QueueName, rows: readonly string[], options?: RingOptions): void;
  /** wait until the bells rung so far are with the queue */
  settled(): Promise<void>;
  work(queue: QueueName, concurrency: number, handle: (row: string) => Promise<void>): Promise<WorkerHandle>;
  /** jobs waiting, per queue */
  depth(): Promise<Readonly<Record<QueueName, number>>>;
  /** throws when the queue does not answer */
  ping(): Promise<void>;
  /** where the queue is on Redis: run a script there, under our prefix; fails at once when Redis is away */
  readonly scripts?: {
    eval(script: string, key: string, args: readonly (string | number)[]): Promise<unknown>;
  };
  close(): Promise<void>;
}

export interface WorkerHandle {
  /** take no new job, finish those under way */
  stop(): Promise<void>;
}

export interface QueueSettings {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  /** namespace in Redis, so that a shared server stays usable */
  readonly prefix?: string;
  readonly onError: (where: string, error: unknown) => void;
}

type Make = {
  queue(name: QueueName): Queue;
  worker(name: QueueName, handle: (row: string) => Promise<void>, concurrency: number): Worker;
  /** false: a bell would only wait, in memory, for the queue to come back */
  up(): boolean;
  ping(): Promise<void>;
  scripts?: NonNullable<Queues['scripts']>;
  end(): Promise<void>;
};

const JOB = { removeOnComplete: true, removeOnFail: true, attempts: 1 } as const;
const WORKER = { lockDuration: 15_000, stalledInterval: 5_000, maxStalledCount: 10 } as const;
const MAX_BATCH = 500;
/** BullMQ waits for a lost connection without end; a bell does not: the sweep rings again. */
const BELL_MS = 3_000;

/** Connect. Throws SetupError when REDIS_URL is set but does not answer: there is no silent fallback. */
export async function openQueues(settings: QueueSettings): Promise<Queues> {
  const make = settings.redisUrl ? await onRedis(settings, settings.redisUrl) : await onPostgres(settings);
  const queues = new Map<QueueName, Queue>(QUEUES.map((name) => [name, make.queue(name)]));
  for (const [name, queue] of queues) queue.on('error', (error) => settings.onError(name, error));
  await Promise.all([...queues.values()].map((q) => q.waitUntilReady()));
  const bells = new Map(
    QUEUES.map((name) => [name, batcher(queues.get(name), make.up, (e) => settings.onError(name, e))]),
  );
  const workers: Worker[] = [];
  return {
    backend: settings.redisUrl ? 'redis' : 'postgres',
    ring: (name, rows, options) => bells.get(name)?.add(rows, options),
    settled: async () => {
      await Promise.all([...bells.values()].map((b) => b.settled()));
    },
    work: async (name, concurrency, handle) => {
      const worker = make.worker(name, handle, concurrency);
      worker.on('error', (error) => settings.onError(name, error));
      worker.on('failed', (_job, error) => settings.onError(name, error));
      workers.push(worker);
      await worker.waitUntilReady();
      return { stop: () => worker.close() };
    },
    depth: async () => {
      const counts = await Promise.all(
        QUEUES.map(async (name) => {
          const c = await queues.get(name)?.getJobCounts('waiting', 'active', 'delayed');
          return [name, (c?.waiting ?? 0) + (c?.active ?? 0) + (c?.delayed ?? 0)] as const;
        }),
      );
      return Object.fromEntries(counts) as Record<QueueName, number>;
    },
    // a lost connection can hold a command without end
    ping: () => within(BELL_MS, make.ping()),
    ...(make.scripts ? { scripts: make.scripts } : {}),
    close: async () => {
      await Promise.all(workers.map((w) => w.close()));
      await Promise.all([...bells.values()].map((b) => b.settled()));
      await Promise.all([...queues.values()].map((q) => q.close()));
      await make.end();
    },
  };
}

/** Bells that come while one batch is on its way share the next. */
function batcher(queue: Queue | undefined, up: () => boolean, onError: (error: unknown) => void) {
  const waiting: { name: string; data: Bell; opts: Record<string, unknown> }[] = [];
  let flight: Promise<void> | null = null;
  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, MAX_BATCH);
      try {
        if (queue) await within(BELL_MS, queue.addBulk(batch));
      } catch (error) {
        onError(error);
      }
    }
  };
  return {
    add: (rows: readonly string[], options: RingOptions = {}) => {
      if (rows.length === 0) return;
      if (!up()) return onError(new Error('the queue is away: the sweep will ring'));
      for (const row of rows) {
        const jobId = options.again === undefined ? `r${row}` : `r${row}-${options.again}`;
        const opts = { ...JOB, jobId, ...(options.delayMs ? { delay: options.delayMs } : {}) };
        waiting.push({ name: 'row', data: { row }, opts });
      }
      flight ??= flush().finally(() => {
        flight = null;
      });
    },
    settled: async () => {
      while (flight) await flight;
    },
  };
}

/** Fails when `work` takes longer than `ms`; the work itself goes on. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  try {
    await Promise.race([
      work,
      new Promise((_, failed) => {
        timer = setTimeout(() => failed(new Error('the queue did not answer')), ms);
      }),
    ]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {}); // told already
  }
}

async function onRedis(settings: QueueSettings, url: string): Promise<Make> {
  const prefix = settings.prefix ?? 'dan-biet';
  await probe(url);
  // bells: fail at once when Redis is away, the sweep rings later; workers: wait for it to come back
  const producer = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false, lazyConnect: true });
  producer.on('error', (error) => settings.onError('redis', error));
  await producer.connect();
  const consumer = new Redis(url, { maxRetriesPerRequest: null });
  consumer.on('error', (error) => settings.onError('redis', error));
  return {
    queue: (name) => new Queue(name, { connection: producer, prefix, skipWaitingForReady: true }),
    worker: (name, handle, concurrency) =>
      new Worker<Bell>(name, (job) => handle(job.data.row), {
        connection: consumer,
        prefix,
        concurrency,
        ...WORKER,
      }),
    up: () => producer.status === 'ready',
    scripts: { eval: (script, key, args) => producer.eval(script, 1, `${prefix}:${key}`, ...args) },
    ping: async () => {
      await producer.ping();
    },
    end: async () => {
      producer.disconnect();
      consumer.disconnect();
    },
  };
}

async function probe(url: string): Promise<void> {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    connectTimeout: 4_000,
    lazyConnect: true,
  });
  redis.on('error', () => {}); // said below, once
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/\/\/[^@\s]*@/, '//***@') : 'unknown';
    throw new SetupError([
      `REDIS_URL được đặt nhưng Redis không trả lời (${why}). Bật Redis lên, sửa REDIS_URL, hoặc bỏ REDIS_URL để hàng đợi chạy trên Postgres.`,
    ]);
  } finally {
    redis.disconnect();
  }
}

async function onPostgres(settings: QueueSettings): Promise<Make> {
  const client = new pg.Client({ connectionString: settings.databaseUrl });
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
  // BullMQ's functions live in its schema and are called without naming it
  const pool = new pg.Pool({
    connectionString: settings.databaseUrl,
    max: 14,
    options: '-c search_path=bullmq,pg_catalog',
    keepAlive: true,
    query_timeout: 60_000,
  });
  pool.on('error', (error) => settings.onError('queue pool', error));
  const connection = pool as unknown as NonNullable<QueueOptions['connection']>; // the pool type of BullMQ's own pg typing
  return {
    queue: (name) => new Queue(name, { connection }, createPostgresBackend as never),
    worker: (name, handle, concurrency) =>
      new Worker<Bell>(
        name,
        (job) => handle(job.data.row),
        { connection, concurrency, ...WORKER } as WorkerOptions,
        createPostgresBackend as never,
      ) as unknown as Worker,
    up: () => true,
    ping: async () => {
      await pool.query('SELECT 1');
    },
    end: () => pool.end(),
  };
}
