/**
 * The program in tests, on a database of its own.
 *
 *     const at = await bench({ handlers: [echo] });        // store and runtime, nothing runs by itself
 *     await at.says('bà Hoa', 'xin chào');                  // a durable row and its bell
 *     await at.run();                                       // every bell rung so far, and those they ring
 *     expect(at.platform.texts('bà Hoa')).toEqual(['xin chào']);
 *     await at.close();
 *
 *     const at = await bench({ queue: 'postgres' });        // a real queue; `at.work()` starts the workers
 *     const app = await testApp({ env: fake.env() });       // the whole program as `npm start` builds it, listening
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Logger } from 'pino';
import { locales } from '../../locales/index.ts';
import type { App, AppOptions } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { tokenOf } from '../../src/core/choose.ts';
import { SendError } from '../../src/core/errors.ts';
import { fit as fitted } from '../../src/core/fit.ts';
import { verbatim } from '../../src/core/say.ts';
import type {
  Address,
  Handler,
  IncomingMessage,
  Intent,
  Limits,
  Notice,
  Outgoing,
  Platform,
  Reply,
} from '../../src/core/types.ts';
import { fetchJob } from '../../src/jobs/fetch.ts';
import { openQueues, type QueueName, type Queues, type RingOptions } from '../../src/jobs/queue.ts';
import type { Runtime } from '../../src/jobs/runtime.ts';
import { sendJob } from '../../src/jobs/send.ts';
import { turnJob } from '../../src/jobs/turn.ts';
import { vietnamDay } from '../../src/law/index.ts';
import { createLog } from '../../src/log.ts';
import { sendable } from '../../src/paper-links.ts';
import { type Opened, openAll } from '../../src/set-up.ts';
import { type ChannelRow, createAccepter, messageRow } from '../../src/store/accept.ts';
import { headedBy } from '../../src/store/announcements.ts';
import { categoriesOf } from '../../src/store/categories.ts';
import { ensureChannel, ensureWard } from '../../src/store/channels.ts';
import { exportToken } from '../../src/store/data-requests.ts';
import { openStore, type Store } from '../../src/store/db.ts';
import type { Render } from '../../src/store/effects.ts';
import { awaitedOf } from '../../src/store/feedback.ts';
import { openNear } from '../../src/store/follow.ts';
import { groupCode } from '../../src/store/group-links.ts';
import { lastDay } from '../../src/store/last-day.ts';
import { hasHousehold } from '../../src/store/meetings/answers.ts';
import { meetingServices } from '../../src/store/meetings/views.ts';
import { ownCodeServices } from '../../src/store/own-channels.ts';
import { allow } from '../../src/store/rate.ts';
import { receptionView } from '../../src/store/reception.ts';
import { claimDay } from '../../src/store/retention.ts';
import { sealedServices } from '../../src/store/sealed-view.ts';
import { openingOf, wardInfo } from '../../src/store/settings.ts';
import { heldData, ticketByCode, ticketsOf } from '../../src/store/tickets.ts';
import type { Line } from '../../src/store/turn.ts';
import { testDatabase, testPrefix, testRedisUrl } from './database.ts';

export const APP_KEY: Uint8Array = Buffer.alloc(32, 7);

// ---------------------------------------------------------------- store

export interface TestStore {
  readonly store: Store;
  readonly wardId: string;
  readonly channel: ChannelRow;
  /** rows of a query */
  rows<R = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<R[]>;
  /** another process' door to the same database */
  another(): Promise<Store>;
  close(): Promise<void>;
}

/** A migrated database with one ward and one channel, and nothing more. */
export async function testStore(platform = 'test'): Promise<TestStore> {
  const database = await testDatabase();
  const stores: Store[] = [];
  const another = async () => {
    // a dropped database cuts idle connections: that is no news here
    const store = await openStore({ url: database.url, appKey: APP_KEY, onError: () => {} });
    stores.push(store);
    return store;
  };
  const store = await another();
  const wardId = await ensureWard(store.pool, 'phuong', 'phường Thử', '');
  const channel = await ensureChannel(store.pool, wardId, platform);
  return {
    store,
    wardId,
    channel,
    rows: async <R>(sql: string, values: readonly unknown[] = []) =>
      (await store.pool.query(sql, [...values])).rows as R[],
    another,
    close: async () => {
      await Promise.all(stores.map((s) => s.close()));
      await database.drop();
    },
  };
}

// ---------------------------------------------------------------- a platform that remembers

export interface Recorder extends Platform {
  readonly sent: readonly { readonly to: Address; readonly message: Outgoing }[];
  /** what a chat was shown, in order; without the word that a machine speaks, which the first answer carries */
  texts(chat: string): string[];
  /** the next sends fail so, one after another; `null` = is taken */
  fail(...how: readonly (SendError | Error | null)[]): void;
  /** sends wait until the returned function is called */
  hold(): () => void;
  /** resolves when so many messages were taken in all */
  took(count: number): Promise<void>;
  /** sends that were begun, failed ones too */
  tries(): number;
  readonly acked: readonly string[];
}

export interface RecorderOptions {
  readonly name?: string;
  readonly limits?: Partial<Limits>;
  readonly locate?: NonNullable<Platform['locate']>;
  readonly mediaHosts?: readonly string[];
}

const LIMITS: Limits = { text: 4000, caption: 1000, choices: 5, label: 40, files: true };

const MACHINE = /\n\nTôi là máy trả lời tự động của .*$/s;

export function recorder(options: RecorderOptions = {}): Recorder {
  const sent: { to: Address; message: Outgoing }[] = [];
  const failures: (Error | null)[] = [];
  const acked: string[] = [];
  const watchers = new Set<() => void>();
  let gate: Promise<void> | null = null;
  let tries = 0;
  return {
    name: options.name ?? 'test',
    limits: { ...LIMITS, ...options.limits },
    mediaHosts: options.mediaHosts ?? [],
    verify: () => true,
    parse: () => ({ kind: 'ignored', event: 'none' }),
    ...(options.locate ? { locate: options.locate } : {}),
    ack: async (id) => {
      acked.push(id);
    },
    send: async (to, message) => {
      tries++;
      const failure = failures.shift() ?? null;
      await gate;
      if (failure) throw failure;
      sent.push({ to, message });
      for (const watch of [...watchers]) watch();
      return { id: `m${sent.length}` };
    },
    sent,
    acked,
    texts: (chat) => sent.filter((s) => s.to.chat === chat).map((s) => s.message.text.replace(MACHINE, '')),
    fail: (...how) => failures.push(...how),
    hold: () => {
      let open = () => {};
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return () => {
        gate = null;
        open();
      };
    },
    took: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (sent.length < count) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
        look();
      }),
    tries: () => tries,
  };
}

export const refusal = (
  reason: ConstructorParameters<typeof SendError>[0],
  more: ConstructorParameters<typeof SendError>[2] = {},
): SendError => new SendError(reason, 'the test platform says no', more);

// ---------------------------------------------------------------- bells

export interface Bell {
  readonly queue: QueueName;
  readonly row: string;
  readonly options: RingOptions;
}

export interface BellBox extends Queues {
  /** rung and not yet answered */
  readonly bells: Bell[];
  /** every bell ever rung */
  readonly rung: readonly Bell[];
}

/** Queues that only remember who was rung for: the test decides when, how often and in which order they are answered. */
export function bellBox(): BellBox {
  const bells: Bell[] = [];
  const rung: Bell[] = [];
  return {
    backend: 'postgres',
    bells,
    rung,
    ring: (queue, rows, options = {}) => {
      for (const row of rows) {
        bells.push({ queue, row, options });
        rung.push({ queue, row, options });
      }
    },
    settled: async () => {},
    work: async () => ({ stop: async () => {} }),
    depth: async () => ({ turn: 0, send: 0, fetch: 0 }),
    ping: async () => {},
    close: async () => {},
  };
}

// ---------------------------------------------------------------- a log that is read

export interface Heard {
  readonly log: Logger;
  /** every line at every level, as JSON text */
  readonly lines: readonly string[];
}

export function capturedLog(): Heard {
  const lines: string[] = [];
  return { log: createLog('trace', { write: (line: string) => void lines.push(line) }), lines };
}

// ---------------------------------------------------------------- bench

/** Says back what it hears; with a question mark, asks for a choice first. */
export const echo: Handler<{ heard: string }> = {
  id: 'echo',
  version: 1,
  opens: () => true,
  step: (state, { event }) => {
    const reply = (r: Reply) => ({ do: 'reply', reply: r }) as const;
    switch (event.kind) {
      case 'text':
        if (!event.text.endsWith('?'))
          return { next: null, effects: [reply({ text: verbatim(event.text) })] };
        return {
          next: { heard: event.text },
          effects: [
            reply({
              text: verbatim(`Có thật là "${event.text}"`),
              choices: [
                { id: 'yes', label: verbatim('Có thật') },
                { id: 'no', label: verbatim('Không phải') },
              ],
            }),
          ],
        };
      case 'choice':
        return { next: null, effects: [reply({ text: verbatim(`${event.id}: ${state?.heard ?? 'gone'}`) })] };
      default:
        return { next: null, effects: [reply({ text: verbatim(`(${event.kind})`) })] };
    }
  },
};

const answered: Notice = {
  id: 'answered',
  key: (p) => p.code ?? '',
  say: (p) => ({ text: verbatim(`Trả lời ${p.code}: ${p.text}`) }),
};
const closed: Notice = {
  id: 'closed',
  key: (p) => p.code ?? '',
  say: (p) => ({ text: verbatim(`Đã đóng ${p.code}`) }),
};
const received: Notice = {
  id: 'received',
  key: (p) => p.code ?? '',
  say: (p) => ({ text: verbatim(`Mới: ${p.code}`) }),
};
export const plainNotices: readonly Notice[] = [answered, closed, received];

const NO_INTENT: Intent = { route: 'out-of-scope', confident: false, hits: [], reasons: [] };

export interface BenchOptions {
  readonly handlers?: readonly Handler[];
  readonly notices?: readonly Notice[];
  readonly platform?: Recorder;
  readonly understand?: (text: string, topic: string | undefined) => Intent;
  /** default: a bell box */
  readonly queue?: 'postgres' | 'redis' | { readonly redisUrl: string };
  /** the officers' group: this chat of the test channel */
  readonly desk?: string;
  readonly now?: () => Date;
}

export interface Saying extends Partial<Omit<IncomingMessage, 'from' | 'chat'>> {
  readonly chat?: IncomingMessage['chat'];
  readonly name?: string;
}

export interface Bench extends TestStore {
  readonly rt: Runtime;
  readonly platform: Recorder;
  readonly queues: Queues;
  readonly lines: readonly string[];
  /** what was rung for, when no real queue was asked for */
  readonly box: BellBox;
  /** a message made durable and rung for; resolves with its inbox id, null when it was there before */
  says(who: string, text: string | IncomingMessage['body'], more?: Saying): Promise<string | null>;
  /** answer every bell rung so far and those these ring, delays left out, oldest first */
  run(): Promise<void>;
  /** start workers on the real queue */
  work(concurrency?: number): Promise<void>;
  lineOf(who: string, chat?: string): Line;
}

export async function bench(options: BenchOptions = {}): Promise<Bench> {
  const platform = options.platform ?? recorder();
  const base = await testStore(platform.name);
  const { store, wardId, channel } = base;
  const now = options.now ?? (() => new Date());
  const { log, lines } = capturedLog();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'dan-biet-bench-'));
  const box = bellBox();
  const queues = options.queue
    ? await openQueues({
        databaseUrl: store.url,
        redisUrl: await redisOf(options.queue),
        prefix: testPrefix(),
        onError: (where, error) => log.warn({ where, cause: String(error) }, 'trouble'),
      })
    : box;
  const render: Render = (_platform, locale, reply, turnId) =>
    fitted(sendable(reply, platform.limits, store.vault, null), locales[locale], platform.limits, (i) =>
      tokenOf(turnId, i),
    );
  const rt: Runtime = {
    wardId,
    store,
    queues,
    channels: new Map([[platform.name, { row: channel, platform }]]),
    handlers: options.handlers ?? [echo as Handler],
    notices: new Map((options.notices ?? plainNotices).map((n) => [n.id, n])),
    words: locales,
    render,
    knowledge: { understand: options.understand ?? (() => NO_INTENT) },
    services: (tx) => ({
      ward: () => wardInfo(tx, wardId),
      groups: async () => [],
      opening: (at) => openingOf(tx, wardId, at),
      categories: () => categoriesOf(tx, wardId),
      answers: async () => [],
      answer: async () => null,
      ticket: (code, contact) => ticketByCode(tx, wardId, code, contact),
      awaited: (contact, now) => awaitedOf(tx, contact.id, now),
      openNear: (category, since, contact) => openNear(tx, wardId, category, since, contact),
      ticketsOf: (contact) => ticketsOf(tx, contact),
      sealed: sealedServices(tx, store.vault, wardId),
      dataOf: (contact) => heldData(tx, store.vault, contact),
      reception: (contact, at) => receptionView(tx, wardId, contact, at),
      exportLink: (turnId) => `https://phuong.vn/du-lieu/${exportToken(store.vault, turnId)}`,
      deadline: (rule, day) => lastDay(tx, wardId, rule, day),
      mayTryCode: async () => true,
      ...meetingServices(tx, wardId, null),
      headed: (contact, at) => headedBy(tx, wardId, contact.id, at),
      hasHousehold: (meetingId, number) => hasHousehold(tx, meetingId, number),
      ...ownCodeServices(tx, store.vault, wardId),
      groupCode: async (code, contact, at) =>
        (await allow(tx, wardId, 'group-code', contact.id, 10, 3600))
          ? await groupCode(tx, store.vault, wardId, code, at)
          : null,
    }),
    desk: options.desk ? { channelId: channel.id, platform: platform.name, chat: options.desk } : null,
    dataDir,
    log,
    meters: { accepted: () => {}, turn: () => {}, sent: () => {}, understood: () => {} },
    now,
  };
  const accepter = createAccepter(store, now);
  const jobs = { turn: turnJob, send: sendJob, fetch: fetchJob };
  let serial = 0;
  return {
    ...base,
    rt,
    platform,
    queues,
    box,
    lines,
    says: async (who, said, more = {}) => {
      const { chat, name, ...rest } = more;
      const message: IncomingMessage = {
        channel: platform.name,
        id: `d${++serial}`,
        at: now(),
        from: { id: who, ...(name === undefined ? {} : { name }) },
        chat: chat ?? { id: who, kind: 'private' },
        addressed: true,
        body: typeof said === 'string' ? { kind: 'text', text: said } : said,
        ...rest,
      };
      const id = await accepter.put(messageRow(store, channel, message, now()));
      if (id !== null) queues.ring('turn', [id]);
      return id;
    },
    run: async () => {
      for (let next = due(box); next; next = due(box)) await jobs[next.queue](rt, next.row);
    },
    work: async (concurrency = 12) => {
      for (const name of ['turn', 'send', 'fetch'] as const)
        await queues.work(name, concurrency, (row) => jobs[name](rt, row));
    },
    lineOf: (who, chat) => ({
      wardId,
      channelId: channel.id,
      platform: platform.name,
      chat: chat ?? who,
      sender: who,
    }),
    close: async () => {
      await queues.close();
      await base.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function due(box: BellBox): Bell | undefined {
  const at = box.bells.findIndex((b) => !b.options.delayMs);
  return at < 0 ? undefined : box.bells.splice(at, 1)[0];
}

async function redisOf(queue: NonNullable<BenchOptions['queue']>): Promise<string | null> {
  if (queue === 'postgres') return null;
  if (queue !== 'redis') return queue.redisUrl;
  const url = await testRedisUrl();
  if (url === null) throw new Error('this machine has no Redis: skip the test');
  return url;
}

/** Everything that stands in every table, as text, sealed values opened: what somebody with the key could read. */
export async function everythingKept(store: Store): Promise<string> {
  const { rows: tables } = await store.pool.query<{ name: string }>(
    `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables
WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await store.pool.query<Record<string, unknown>>(`SELECT * FROM ${name}`);
    for (const row of rows) {
      for (const [column, value] of Object.entries(row)) {
        if (value === null) continue;
        const text = Buffer.isBuffer(value) ? opened(store, value) : JSON.stringify(value);
        found.push(`${name}.${column}: ${text}`);
      }
    }
  }
  return found.join('\n');
}

const PURPOSES = [
  'inbox.body',
  'inbox.raw',
  'outbox.body',
  'conversation.state',
  'question.text',
  'contact.phone',
  'contact.address',
  'reception.name',
  'ticket.contact_name',
  'ticket.contact_phone',
  'ticket.contact_address',
  'info_request.asker',
  'paper.fields',
  'attachment.ref',
  'channel.credentials',
  'sealed_record.code',
  'sealed_file.ref',
];

function opened(store: Store, sealed: Buffer): string {
  for (const purpose of PURPOSES) {
    try {
      return store.vault.open(purpose, sealed);
    } catch {
      // another column's
    }
  }
  return sealed.toString('latin1');
}

/** Everything in every table as it lies on the disk: what a stolen copy of the database gives away. */
export async function everythingAtRest(store: Store): Promise<string> {
  const { rows: tables } = await store.pool.query<{ name: string }>(
    `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables
WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const parts = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await store.pool.query<{ t: string }>(`SELECT t::text AS t FROM ${name} t`);
      return rows.map((r) => `${name}: ${r.t}`).join('\n');
    }),
  );
  return parts.join('\n');
}

// ---------------------------------------------------------------- the whole program

export interface TestAppOptions {
  /** as `npm start` reads it; the database, the key, the folder and a free port are given */
  readonly env?: Readonly<Record<string, string>>;
  readonly platforms?: AppOptions['platforms'];
  readonly queue?: 'postgres' | 'redis';
  readonly now?: () => Date;
  /** false: built, but nothing listens or works yet */
  readonly start?: boolean;
}

export interface TestApp {
  readonly app: App;
  readonly opened: Opened;
  readonly store: Store;
  readonly wardId: string;
  /** address it listens on */
  readonly url: string;
  readonly dataDir: string;
  readonly lines: readonly string[];
  close(): Promise<void>;
}

/** The program as main.ts puts it together, with its own handlers and knowledge, listening on a free port. */
export async function testApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { createApp } = await import('../../src/app.ts');
  const database = await testDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'dan-biet-app-'));
  const { log, lines } = capturedLog();
  const redisUrl = options.queue === 'redis' ? await redisOf('redis') : null;
  const config = readConfig({
    DATABASE_URL: database.url,
    APP_KEY: Buffer.from(APP_KEY).toString('base64'),
    DATA_DIR: dataDir,
    PORT: '0',
    QUEUE_PREFIX: testPrefix(),
    ...(redisUrl === null ? {} : { REDIS_URL: redisUrl }),
    ...options.env,
  });
  const opened = await openAll(config, { as: 'server', log: () => {} });
  // the morning's list counts as sent: who asks for it calls digestRound; on working mornings every test would meet it
  await claimDay(
    opened.store.pool,
    opened.wardId,
    'digest',
    vietnamDay((options.now ?? (() => new Date()))()),
  );
  const app = await createApp({
    config,
    opened,
    log,
    ...(options.platforms ? { platforms: options.platforms } : {}),
    ...(options.now ? { now: options.now } : {}),
  });
  const { address } = options.start === false ? { address: null } : await app.start();
  return {
    app,
    opened,
    store: opened.store,
    wardId: opened.wardId,
    url: address ?? '',
    dataDir,
    lines,
    close: async () => {
      await app.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
