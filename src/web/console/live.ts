/**
 * What a page that is open hears of: server-sent events that say "something changed" and, at most, how many. What changed
 * is fetched by the page itself through the ordinary doors, so nothing can leak here. One listener of the process feeds
 * all streams (store/listen.ts); each asks anew before it speaks whether its officer may still hear it.
 */
import { type Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { streamSSE } from 'hono/streaming';
import { BroadcastError, reportOf } from '../../store/broadcasts/index.ts';
import { newestEvent, openedSince } from '../../store/live.ts';
import { type SignedIn, signedIn } from '../../store/officers.ts';
import { atTicket, leftTicket } from '../../store/presence.ts';
import { shelfCounts } from '../../store/ticket-list.ts';
import type { WebDeps } from '../deps.ts';
import { isoDay } from './dates.ts';
import { COOKIE, only } from './doors.tsx';
import { isId } from './form.ts';
import { digestOf, drawnOf } from './live-path.ts';
import { type Action, may } from './roles.ts';
import type { Inside } from './shell.tsx';
import { findTicket } from './ticket.tsx';

/** proxies cut what is silent for a minute; a session that ended without a word is noticed by then too */
const HEARTBEAT_MS = 20_000;
/** a burst of changes is one event */
const GAP_MS = 2_000;
/** of this process, and of one session: a browser has few connections, and each tab in sight takes one */
const MOST = 300;
const MOST_EACH = 4;
const LONGEST_LOOKBACK_MS = 86_400_000;

interface Said {
  readonly event: string;
  readonly data: string;
}

interface Stream {
  readonly topics: readonly string[];
  readonly action: Action;
  /** what has changed since it was last asked; asked at the beginning, when a topic was heard, and at each heartbeat */
  readonly news: () => Promise<readonly Said[]>;
  readonly gone?: () => Promise<void>;
}

/** Says `event` whenever what `look` sees is another than before; first compared with what the page was drawn with. */
function whenOther(event: string, drawn: string | undefined, look: () => Promise<unknown>): Stream['news'] {
  let last = drawn ?? '';
  return async () => {
    const seen = digestOf(await look());
    if (seen === last) return [];
    last = seen;
    return [{ event, data: '{}' }];
  };
}

export function livePages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  const { store, wardId } = deps;
  const open = createOpen(deps);

  app.get('/hom-nay', only('tickets.read'), (c) => {
    const reader = () => ({ wardId, officerId: c.get('me').officer.id, today: isoDay(deps.now()) });
    const news = whenOther('doi', c.req.query('nay'), () => shelfCounts(store.pool, reader()));
    return open(c, { topics: [`tickets:${wardId}`], action: 'tickets.read', news });
  });

  app.get('/ho-so', only('tickets.read'), (c) => {
    const asked = Number(c.req.query('tu'));
    const earliest = deps.now().getTime() - LONGEST_LOOKBACK_MS;
    const since = new Date(Number.isFinite(asked) && asked > earliest ? asked : deps.now().getTime());
    let told = 0;
    const news = async (): Promise<readonly Said[]> => {
      const n = await openedSince(store.pool, wardId, since);
      if (n === told) return [];
      told = n;
      return [{ event: 'moi', data: JSON.stringify({ n }) }];
    };
    return open(c, { topics: [`tickets:${wardId}`], action: 'tickets.read', news });
  });

  app.get('/ho-so/:code', only('tickets.read'), async (c) => {
    const ticket = await findTicket(deps, c);
    if (!ticket) return c.body(null, 404);
    const me = c.get('me').officer;
    const answers = may(me.roles, 'tickets.answer') && ticket.state !== 'closed';
    const others = whenOther('ai', c.req.query('nay'), async () =>
      answers ? await atTicket(store.pool, wardId, ticket.id, me.id) : [],
    );
    let seen = /^\d{1,18}$/.test(c.req.query('sau') ?? '') ? BigInt(c.req.query('sau') ?? '0') : null;
    const news = async (): Promise<readonly Said[]> => {
      const newest = await newestEvent(store.pool, ticket.id);
      const more = seen !== null && newest > seen ? [{ event: 'them', data: '{}' }] : [];
      seen = newest;
      return [...(await others()), ...more];
    };
    const gone = answers ? () => leftTicket(store.pool, ticket.id, me.id) : undefined;
    return open(c, {
      ...{ topics: [`ticket:${ticket.id}`], action: 'tickets.read', news },
      ...(gone ? { gone } : {}),
    });
  });

  app.get('/thong-bao/:id', only('broadcasts.read'), async (c) => {
    const id = c.req.param('id');
    const look = async () => drawnOf(await reportOf(store.pool, wardId, id));
    try {
      if (!isId(id)) return c.body(null, 404);
      await look();
    } catch (error) {
      if (error instanceof BroadcastError) return c.body(null, 404);
      throw error;
    }
    return open(c, {
      topics: [`broadcast:${id}`],
      action: 'broadcasts.read',
      news: whenOther('doi', c.req.query('nay'), look),
    });
  });
  return app;
}

/** Opens streams, and counts them. */
function createOpen(deps: WebDeps) {
  const each = new Map<string, number>();
  let all = 0;
  const take = (session: string): (() => void) | null => {
    const own = each.get(session) ?? 0;
    if (all >= MOST || own >= MOST_EACH) return null;
    all++;
    each.set(session, own + 1);
    return () => {
      all--;
      const left = (each.get(session) ?? 1) - 1;
      if (left > 0) each.set(session, left);
      else each.delete(session);
    };
  };

  return (c: Context<Inside>, stream: Stream): Response => {
    const me: SignedIn = c.get('me');
    const release = take(me.session);
    // 204 tells a browser not to come again by itself; the page then looks from time to time
    if (!release) return c.body(null, 204);
    const still = async () => {
      const now = await signedIn(deps.store.pool, getCookie(c, COOKIE));
      return now !== null && now.session === me.session && may(now.officer.roles, stream.action);
    };
    c.header('X-Accel-Buffering', 'no');
    const response = streamSSE(c, async (out) => {
      const bell = createBell([...stream.topics, `session:${me.officer.id}`], deps.onSent);
      out.onAbort(bell.stop);
      try {
        await out.write('retry: 5000\n: xin chào\n\n');
        while (!out.aborted && (await still())) {
          for (const said of await stream.news()) await out.writeSSE(said);
          await out.write(': còn đây\n\n');
          if (!out.aborted) await bell.next();
        }
        // a browser would come again; the end is said so that it does not
        if (!out.aborted) await out.writeSSE({ event: 'het', data: '{}' });
      } catch (error) {
        deps.log.warn({ cause: error instanceof Error ? error.name : 'unknown' }, 'a live page was cut');
      } finally {
        bell.stop();
        release();
        await stream.gone?.().catch(() => {}); // the row dies by itself within a minute
      }
    });
    response.headers.set('Cache-Control', 'no-store, no-transform');
    return response;
  };
}

/** Rings when a topic is heard, at most once in a while, and else at each heartbeat. */
function createBell(topics: readonly string[], onSent: WebDeps['onSent']) {
  let heard = false;
  let stopped = false;
  let wake = () => {};
  let last = 0;
  const offs = topics.map((topic) =>
    onSent(topic, () => {
      heard = true;
      wake();
    }),
  );
  const wait = (ms: number, early: () => boolean) =>
    new Promise<void>((done) => {
      if (early()) return done();
      const timer = setTimeout(done, ms);
      wake = () => {
        if (!early()) return;
        clearTimeout(timer);
        done();
      };
    });
  return {
    next: async () => {
      await wait(HEARTBEAT_MS, () => heard || stopped);
      const rest = last + GAP_MS - performance.now();
      if (heard && rest > 0) await wait(rest, () => stopped);
      heard = false;
      last = performance.now();
    },
    stop: () => {
      stopped = true;
      for (const off of offs) off();
      wake();
    },
  };
}
