/** The composition root: the only file that sees every layer. Handlers, notices, platforms and words are passed in here. */
import type { Logger } from 'pino';
import { handlers } from '../handlers/index.ts';
import { notices } from '../handlers/notices/index.ts';
import { locales } from '../locales/index.ts';
import { lookAt, startChannels } from './channels.ts';
import type { Config } from './config.ts';
import { tokenOf } from './core/choose.ts';
import { SetupError } from './core/errors.ts';
import { fit } from './core/fit.ts';
import type { Contact, Notice, Platform, Services, WardInfo } from './core/types.ts';
import { legacyCoding } from './documents/legacy.ts';
import { createBulk } from './jobs/bulk/index.ts';
import { startDaily } from './jobs/daily.ts';
import { startDigest } from './jobs/digest.ts';
import { fetchJob } from './jobs/fetch.ts';
import { intake } from './jobs/intake.ts';
import { startMeetings } from './jobs/meetings.ts';
import { openQueues, type Queues } from './jobs/queue.ts';
import { type LiveChannel, type Runtime, replyCount } from './jobs/runtime.ts';
import { sendJob } from './jobs/send.ts';
import { startSweep } from './jobs/sweep.ts';
import { turnJob } from './jobs/turn.ts';
import { startWarnings } from './jobs/warnings.ts';
import { type KnowledgeBase, openKnowledge } from './knowledge.ts';
import { knowledgeView } from './knowledge-view.ts';
import { redact } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { sendable } from './paper-links.ts';
import { makePlatforms } from './platform-set.ts';
import { readUpload } from './read-upload.ts';
import { type Readiness, readiness } from './ready.ts';
import { listen } from './serve.ts';
import type { Opened } from './set-up.ts';
import { type Accepter, createAccepter } from './store/accept.ts';
import { headedBy } from './store/announcements.ts';
import { categoriesOf } from './store/categories.ts';
import { recountIfRulesChanged } from './store/clocks/recount.ts';
import { exportToken } from './store/data-requests.ts';
import type { Sql, Store } from './store/db.ts';
import type { Render } from './store/effects.ts';
import { awaitedOf } from './store/feedback.ts';
import { openNear } from './store/follow.ts';
import { groupCode } from './store/group-links.ts';
import { lastDay } from './store/last-day.ts';
import { createListener, type Listener } from './store/listen.ts';
import { hasHousehold } from './store/meetings/answers.ts';
import { meetingServices } from './store/meetings/views.ts';
import { ownCodeServices } from './store/own-channels.ts';
import { allow } from './store/rate.ts';
import { receptionView } from './store/reception.ts';
import { sealedServices } from './store/sealed-view.ts';
import { openingOf, wardInfo } from './store/settings.ts';
import { depths } from './store/sweep.ts';
import { heldData, ticketByCode, ticketsOf } from './store/tickets.ts';
import { health } from './web/health.ts';
import { createServer } from './web/server.ts';

export interface App {
  readonly runtime: Runtime;
  readonly knowledge: KnowledgeBase;
  readonly accepter: Accepter;
  readonly metrics: Metrics;
  ready(): Promise<Readiness>;
  /** listen, work, poll: what the roles say */
  start(): Promise<{ readonly address: string | null }>;
  /** stop taking in, finish what is under way, close */
  stop(): Promise<void>;
}

export interface AppOptions {
  readonly config: Config;
  readonly opened: Opened;
  readonly log: Logger;
  /** more platforms, or other ones: the terminal, tests */
  readonly platforms?: readonly Platform[];
  readonly now?: () => Date;
  /** a command: no health page */
  readonly command?: true;
}

/** Codes one contact may have looked up in an hour. */
const CODES_PER_HOUR = 20;
// few turns at once: they are computing, and what comes in must not wait behind them; sends wait for platforms
const CONCURRENCY = { turn: 3, send: 8, fetch: 4 } as const;
const REFRESH_MS = 5_000;
const DRAIN_MS = 10_000;

export async function createApp(options: AppOptions): Promise<App> {
  const { config, opened, log } = options;
  const { store, wardId } = opened;
  const now = options.now ?? (() => new Date());
  const onError = (where: string, error: unknown) =>
    log.warn(
      { where, cause: error instanceof Error ? redact(error.message).slice(0, 200) : 'unknown' },
      'trouble',
    );
  const metrics = createMetrics();
  const knowledge = await openKnowledge(store, wardId, now);
  const queues = await openQueues({
    databaseUrl: opened.database.url,
    redisUrl: config.redisUrl,
    ...(config.queuePrefix === null ? {} : { prefix: config.queuePrefix }),
    onError,
  });
  const channels = liveChannels(options, log, now);
  const noticeMap: ReadonlyMap<string, Notice> = new Map(notices.map((n) => [n.id, n]));
  const render: Render = (platform, locale, reply, turnId) => {
    const limits = channels.get(platform)?.platform.limits;
    if (!limits) throw new Error(`there is no platform called ${platform}`);
    const shown = sendable(reply, limits, store.vault, config.publicUrl);
    return fit(shown, locales[locale], limits, (index) => tokenOf(turnId, index));
  };
  const staffChat = config.telegram?.staffChat ?? null;
  const telegram = channels.get('telegram');
  const runtime: Runtime = {
    wardId,
    store,
    queues,
    channels,
    handlers,
    notices: noticeMap,
    words: locales,
    render,
    knowledge,
    services: (tx) => services(tx, store, wardId, knowledge, config.publicUrl),
    publicUrl: config.publicUrl,
    desk:
      staffChat !== null && telegram
        ? { channelId: telegram.row.id, platform: 'telegram', chat: staffChat }
        : null,
    replies: replyCount(),
    dataDir: config.dataDir,
    log,
    meters: metrics.meters,
    now,
  };
  const accepter = createAccepter(store, now);
  const ready = () => readiness(runtime);
  const running: Running = { stops: [] };
  return {
    runtime,
    knowledge,
    accepter,
    metrics,
    ready,
    start: () =>
      start(
        config,
        runtime,
        knowledge,
        accepter,
        metrics,
        running,
        opened.database.url,
        options.command ?? false,
      ),
    stop: () => stop(running, queues, opened, log),
  };
}

function liveChannels(options: AppOptions, log: Logger, now: () => Date): ReadonlyMap<string, LiveChannel> {
  const { config, opened } = options;
  const made = [...makePlatforms({ config, opened, log, now }), ...(options.platforms ?? [])];
  return new Map(
    made.flatMap((platform) => {
      const row = opened.channels.get(platform.name);
      return row ? [[platform.name, { row, platform }] as const] : [];
    }),
  );
}

/** What handlers may read, inside the turn's transaction. */
function services(
  tx: Sql,
  { vault }: Store,
  wardId: string,
  knowledge: KnowledgeBase,
  publicUrl: string | null,
): Services {
  let known: Promise<WardInfo> | null = null;
  const ward = () => {
    known ??= wardInfo(tx, wardId);
    return known;
  };
  return {
    ward,
    groups: async () =>
      (
        await tx.query<{ id: string; name: string }>(
          'SELECT id, name FROM "group" WHERE ward_id = $1 AND archived_at IS NULL ORDER BY position, name',
          [wardId],
        )
      ).rows,
    opening: (at) => openingOf(tx, wardId, at),
    categories: () => categoriesOf(tx, wardId),
    answers: async (intent) => knowledge.answers(intent, await ward()),
    answer: async (id) => knowledge.answer(id, await ward()),
    ticket: (code, contact: Contact) => ticketByCode(tx, wardId, code, contact),
    awaited: (contact: Contact, now) => awaitedOf(tx, contact.id, now),
    openNear: (category, since, contact: Contact) => openNear(tx, wardId, category, since, contact),
    ticketsOf: (contact: Contact) => ticketsOf(tx, contact),
    sealed: sealedServices(tx, vault, wardId),
    dataOf: (contact: Contact) => heldData(tx, vault, contact),
    reception: (contact, at) => receptionView(tx, wardId, contact, at),
    exportLink: (turnId) =>
      publicUrl === null ? null : `${publicUrl}/du-lieu/${exportToken(vault, turnId)}`,
    deadline: (rule, day) => lastDay(tx, wardId, rule, day),
    mayTryCode: (contact: Contact) => allow(tx, wardId, 'code-chat', contact.id, CODES_PER_HOUR, 3600),
    ...meetingServices(tx, wardId, publicUrl),
    headed: (contact, at) => headedBy(tx, wardId, contact.id, at),
    hasHousehold: (meetingId, number) => hasHousehold(tx, meetingId, number),
    ...ownCodeServices(tx, vault, wardId),
    groupCode: async (code, contact, at) =>
      (await allow(tx, wardId, 'group-code', contact.id, 10, 3600))
        ? await groupCode(tx, vault, wardId, code, at)
        : null,
  };
}

/** What has to be undone at the end, last begun first. */
interface Running {
  readonly stops: (() => Promise<void>)[];
}

async function start(
  config: Config,
  rt: Runtime,
  knowledge: KnowledgeBase,
  accepter: Accepter,
  metrics: Metrics,
  running: Running,
  databaseUrl: string,
  command: boolean,
): Promise<{ address: string | null }> {
  const refresh = setInterval(() => {
    knowledge.refresh().catch(() => {}); // asked again in a moment; /readyz tells when the database is away
  }, REFRESH_MS);
  running.stops.push(async () => clearInterval(refresh));
  if (config.roles.worker) {
    await startWorkers(rt, running);
    if (!command) {
      await recountIfRulesChanged(rt.store, rt.wardId);
      const daily = startDaily(rt);
      running.stops.push(() => daily.stop());
      const meetings = startMeetings(rt);
      running.stops.push(() => meetings.stop());
      const digest = startDigest(rt);
      running.stops.push(() => digest.stop());
      const warnings = startWarnings(rt);
      running.stops.push(() => warnings.stop());
    }
  }
  const address = config.roles.web
    ? await startWeb(config, rt, knowledge, accepter, metrics, running, databaseUrl)
    : null;
  // what is not learnt by then is learnt at the first message, where a failure is a turn's
  knowledge
    .warm()
    .catch((error: unknown) =>
      rt.log.error(
        { cause: error instanceof Error ? error.name : 'unknown' },
        'understanding was not warmed',
      ),
    );
  if (config.roles.web) {
    const channels = startChannels(config, rt, accepter);
    running.stops.push(() => channels.stop());
  }
  if (!config.roles.web && !command) await startHealth(config, rt, metrics, running);
  return { address };
}

async function startWorkers(rt: Runtime, running: Running): Promise<void> {
  const turn = await rt.queues.work('turn', CONCURRENCY.turn, (row) => turnJob(rt, row));
  const send = await rt.queues.work('send', CONCURRENCY.send, (row) => sendJob(rt, row));
  const fetch = await rt.queues.work('fetch', CONCURRENCY.fetch, (row) => fetchJob(rt, row));
  const sweep = startSweep(rt);
  const bulk = createBulk(rt);
  bulk.start();
  running.stops.push(async () => {
    await Promise.all([sweep.stop(), bulk.stop()]);
    // turns first, so that what they say is still sent
    await turn.stop();
    await Promise.all([send.stop(), fetch.stop()]);
  });
}

async function startWeb(
  config: Config,
  rt: Runtime,
  knowledge: KnowledgeBase,
  accepter: Accepter,
  metrics: Metrics,
  running: Running,
  databaseUrl: string,
): Promise<string> {
  const listener: Listener = await createListener(databaseUrl, (error) =>
    rt.log.warn({ cause: error instanceof Error ? error.name : 'unknown' }, 'listening was cut'),
  );
  const app = createServer({
    knowledge: knowledgeView(knowledge, rt.store, rt.wardId, rt.now),
    wardId: rt.wardId,
    store: rt.store,
    speaker: { render: rt.render, notices: rt.notices },
    words: rt.words,
    dataDir: rt.dataDir,
    publicUrl: config.publicUrl,
    log: rt.log,
    now: rt.now,
    legacyCoding,
    readDocument: readUpload,
    intake: (platform, request) => intake(rt, accepter, platform, request),
    ringSend: (ids) => rt.queues.ring('send', ids),
    reach: { windows: limitsOf(rt, 'window'), free: limitsOf(rt, 'free') },
    onSent: (topic, hear) => listener.on(topic, hear),
    limits: (platform) => rt.channels.get(platform)?.platform.limits,
    findAnswers: async (words) =>
      await rt.services(rt.store.pool).answers(rt.knowledge.understand(words, undefined)),
    answer: async (id) => await rt.services(rt.store.pool).answer(id),
    look: (platform, person) => lookAt(rt, platform, person),
    chatGroups: (platform) => rt.channels.get(platform)?.platform.groups,
    ready: () => readiness(rt),
    metrics: () => numbers(rt, metrics),
  });
  const server = await listen(app.fetch, config);
  running.stops.push(async () => {
    await server.close();
    await listener.close();
  });
  return server.address;
}

function limitsOf(rt: Runtime, limit: 'window' | 'free'): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [...rt.channels].flatMap(([name, { platform }]) => {
      const ms = platform.limits[limit];
      return ms === undefined ? [] : [[name, ms]];
    }),
  );
}

/** A process that only works says how it is on PORT, where that is free: it shares a machine with the one that serves. */
async function startHealth(config: Config, rt: Runtime, metrics: Metrics, running: Running): Promise<void> {
  const app = health({
    ready: () => readiness(rt),
    metrics: () => numbers(rt, metrics),
  });
  try {
    const server = await listen(app.fetch, config);
    running.stops.push(() => server.close());
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    rt.log.warn({ cause: error.message }, 'no health page for this worker');
  }
}

async function numbers(rt: Runtime, metrics: Metrics) {
  return await metrics.text(
    await depths(rt.store).catch(() => null),
    await rt.queues.depth().catch(() => null),
  );
}

async function stop(running: Running, queues: Queues, opened: Opened, log: Logger): Promise<void> {
  const late = setTimeout(() => log.warn('draining takes longer than planned'), DRAIN_MS);
  for (const end of running.stops.splice(0).reverse()) await end();
  await queues.close();
  await opened.close();
  clearTimeout(late);
}
