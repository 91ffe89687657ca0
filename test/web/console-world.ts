/** A ward with a web channel, officers and tickets, and the console over it: what the console's tests stand on. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { notices } from '../../handlers/notices/index.ts';
import { locales } from '../../locales/index.ts';
import { tokenOf } from '../../src/core/choose.ts';
import { fit as fitted } from '../../src/core/fit.ts';
import type { TicketKind } from '../../src/core/types.ts';
import { legacyCoding } from '../../src/documents/legacy.ts';
import { openKnowledge } from '../../src/knowledge.ts';
import { knowledgeView } from '../../src/knowledge-view.ts';
import { web } from '../../src/platforms/web.ts';
import { readUpload } from '../../src/read-upload.ts';
import type { ChannelRow } from '../../src/store/accept.ts';
import { ensureChannel, ensureWard } from '../../src/store/channels.ts';
import { startClocks } from '../../src/store/clocks.ts';
import { openStore, type Store } from '../../src/store/db.ts';
import { addOfficer, makeLink, type Officer, type Role, useLink } from '../../src/store/officers.ts';
import { sendDue } from '../../src/store/pending.ts';
import { mustHaveSecond } from '../../src/store/second-factor.ts';
import type { WebDeps } from '../../src/web/deps.ts';
import { createServer } from '../../src/web/server.ts';
import { testDatabase } from '../helpers/database.ts';
import { setUpSecond } from '../helpers/second-factor.ts';

export const NOW = new Date('2026-11-23T02:00:00Z');

export interface TicketGiven {
  readonly kind?: TicketKind;
  readonly text?: string;
  readonly category?: string;
  readonly openedAt?: Date;
  readonly state?: string;
  readonly name?: string;
  readonly phone?: string;
  readonly groupId?: string;
  readonly placeLabel?: string;
  readonly latitude?: number;
  readonly longitude?: number;
  /** nobody to answer to */
  readonly orphan?: boolean;
}

export interface World {
  readonly deps: WebDeps;
  readonly store: Store;
  readonly wardId: string;
  readonly channel: ChannelRow;
  readonly dataDir: string;
  /** outbox ids rung for, in order */
  readonly rung: string[];
  readonly logged: string[];
  /** through the whole server, with the headers given */
  request(path: string, init?: RequestInit): Promise<Response>;
  officer(...roles: Role[]): Promise<Visitor>;
  ticket(
    given?: TicketGiven,
  ): Promise<{ readonly id: string; readonly code: string; readonly contactId: string | null }>;
  end(): Promise<void>;
}

/** An officer's browser: keeps the cookie, and the token of the last page it saw. */
export interface Visitor {
  readonly officer: Officer;
  readonly cookie: string;
  get(path: string): Promise<Response>;
  /** the page's text */
  see(path: string): Promise<string>;
  /** a form with this session's token, unless `csrf` says otherwise */
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Response>;
}

let nextCode = 100;
const digits = (n: number) => String(n).padStart(3, '0');

/** Close it with `end()`. */
export async function openWorld(more: Partial<WebDeps> = {}): Promise<World> {
  const database = await testDatabase();
  const store = await openStore({ url: database.url, appKey: randomBytes(32), connections: 6 });
  const wardId = await ensureWard(store.pool, 'thu', 'phường Thượng Hồng', 'tỉnh Hưng Yên');
  const channel = await ensureChannel(store.pool, wardId, 'web');
  const dataDir = await mkdtemp(path.join(tmpdir(), 'dan-biet-web-'));
  const rung: string[] = [];
  const logged: string[] = [];
  const { limits } = web();
  const knowledge = await openKnowledge(store, wardId, () => NOW);
  const deps: WebDeps = {
    knowledge: knowledgeView(knowledge, store, wardId, () => NOW),
    wardId,
    store,
    speaker: {
      render: (_platform, locale, reply, turnId) =>
        fitted(reply, locales[locale], limits, (index) => tokenOf(turnId, index)),
      notices: new Map(notices.map((n) => [n.id, n])),
    },
    words: locales,
    dataDir,
    publicUrl: null,
    log: pino({ level: 'trace' }, { write: (line: string) => logged.push(line) }),
    now: () => NOW,
    legacyCoding,
    readDocument: readUpload,
    intake: async () => 'stored',
    ringSend: (ids) => rung.push(...ids),
    onSent: () => () => {},
    limits: (platform) => (platform === 'web' ? limits : undefined),
    findAnswers: async () => [],
    answer: async () => null,
    ready: async () => ({ dependencies: {}, channels: { web: { ok: true } } }),
    metrics: async () => ({ type: 'text/plain', text: '' }),
    ...more,
  };
  const app = createServer(deps);
  const request = async (to: string, init?: RequestInit) => await app.request(to, init);

  const officer = async (...roles: Role[]): Promise<Visitor> => {
    const added = await addOfficer(store, wardId, `Cán bộ ${roles.join(' ')}`, roles);
    const cookie = await useLink(store, await makeLink(store.pool, added));
    if (cookie === null) throw new Error('the link did not work');
    if (mustHaveSecond(roles)) await setUpSecond(store, cookie, NOW);
    return visitor(added, cookie);
  };

  const visitor = (who: Officer, cookie: string): Visitor => {
    const headers = { cookie: `can_bo=${cookie}` };
    const csrf = async () => {
      const row = await store.pool.query<{ csrf: string }>(
        'SELECT csrf FROM session WHERE officer_id = $1 ORDER BY created_at DESC LIMIT 1',
        [who.id],
      );
      return row.rows[0]?.csrf ?? '';
    };
    const get = (to: string) => request(to, { headers });
    return {
      officer: who,
      cookie,
      get,
      see: async (to) => await (await get(to)).text(),
      post: async (to, fields) =>
        await request(to, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ csrf: await csrf(), ...fields }).toString(),
        }),
    };
  };

  const ticket = async (given: TicketGiven = {}) => {
    const n = nextCode++;
    const code = `DB-${1000 + n}-${digits(n)}-${digits((n * 7) % 1000)}`;
    const contactId = given.orphan ? null : await contact(store, channel, `session-${randomUUID()}`);
    const sealed = (purpose: string, text: string | undefined) =>
      text === undefined ? null : store.vault.seal(purpose, text);
    const openedAt = given.openedAt ?? new Date(NOW.getTime() - 86_400_000);
    const kind = given.kind ?? 'phanAnh';
    const text = given.text ?? 'Đèn đường hỏng ba hôm nay';
    const row = await store.pool.query<{ id: string }>(
      `INSERT INTO ticket (ward_id, code, key, kind, category, state, text, place_label, latitude, longitude, group_id, contact_id, contact_name, contact_phone, opened_at, changed_at, closed_at)
VALUES ($1, $2, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14, CASE WHEN $5 = 'closed' THEN now() END) RETURNING id`,
      [
        wardId,
        code,
        kind,
        given.category ?? 'den',
        given.state ?? 'received',
        text,
        given.placeLabel ?? null,
        given.latitude ?? null,
        given.longitude ?? null,
        given.groupId ?? null,
        contactId,
        sealed('ticket.contact_name', given.name),
        sealed('ticket.contact_phone', given.phone),
        openedAt,
      ],
    );
    const id = row.rows[0]?.id ?? '';
    await store.pool.query(
      `INSERT INTO ticket_event (ward_id, ticket_id, kind, actor, text, key, at) VALUES ($1, $2, 'opened', 'resident', $3, $4, $5)`,
      [wardId, id, text, `opened:${code}`, openedAt],
    );
    await startClocks(store.pool, { wardId, ticketId: id, kind, from: openedAt });
    return { id, code, contactId };
  };

  const end = async () => {
    await store.close();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { deps, store, wardId, channel, dataDir, rung, logged, request, officer, ticket, end };
}

/** As if two minutes had passed: what waits to be sent is sent. */
export async function sendAll(world: World): Promise<void> {
  await world.store.pool.query(
    `UPDATE pending_answer SET due_at = now() - interval '1 second' WHERE state = 'waiting'`,
  );
  const failed = (error: unknown) => {
    throw error;
  };
  world.rung.push(...(await sendDue(world.store, world.deps.speaker, failed)));
}

async function contact(store: Store, channel: ChannelRow, externalId: string): Promise<string> {
  const row = await store.pool.query<{ id: string }>(
    'INSERT INTO contact (ward_id, channel_id, external_id) VALUES ($1, $2, $3) RETURNING id',
    [channel.wardId, channel.id, externalId],
  );
  return row.rows[0]?.id ?? '';
}
