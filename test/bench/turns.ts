/** Whole FAQ turns (inbox row -> outbox row committed) against the same statements written by hand with pg in one transaction. */
import pg from 'pg';
import type { IncomingMessage } from '../../src/core/types.ts';
import { turnJob } from '../../src/jobs/turn.ts';
import { messageRow } from '../../src/store/accept.ts';
import { median } from './accept.ts';
import { type BenchApp, benchApp, QUESTIONS, swallow } from './bench-app.ts';

const CONTACTS = 200;
const CONCURRENCY = 12;

const message = (n: number): IncomingMessage => ({
  channel: 'zalo',
  id: `t-${n}`,
  at: new Date(),
  from: { id: `u${n % CONTACTS}` },
  chat: { id: `u${n % CONTACTS}`, kind: 'private' },
  addressed: true,
  body: { kind: 'text', text: QUESTIONS[n % QUESTIONS.length] ?? '' },
});

async function fill(app: BenchApp, from: number, count: number): Promise<string[]> {
  const channel = app.opened.channels.get('zalo');
  if (!channel) throw new Error('the zalo channel is missing');
  const ids: string[] = [];
  for (let n = from; n < from + count; n += 200) {
    const part = Array.from({ length: Math.min(200, from + count - n) }, (_, i) =>
      app.app.accepter.put(messageRow(app.opened.store, channel, message(n + i), new Date())),
    );
    ids.push(...(await Promise.all(part)).flatMap((id) => id ?? []));
  }
  return ids;
}

async function run(ids: readonly string[], one: (id: string) => Promise<void>): Promise<number> {
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      for (let id = ids[next++]; id !== undefined; id = ids[next++]) await one(id);
    }),
  );
  return (ids.length * 1000) / (performance.now() - began);
}

/** The statements of one FAQ turn, by hand: same rows, same row sizes, one transaction, nothing else. */
async function byHand(app: BenchApp, ids: readonly string[]): Promise<number> {
  const pool = new pg.Pool({ connectionString: app.opened.database.url, max: 12 });
  const { wardId, store } = app.opened;
  const channelId = app.opened.channels.get('zalo')?.id;
  const body = store.vault.seal('outbox.body', 'x'.repeat(900));
  const state = store.vault.sealJson('conversation.state', {
    state: null,
    offer: null,
    filler: 'x'.repeat(500),
  });
  const question = store.vault.seal('question.text', 'x'.repeat(60));
  let n = 0;
  const rate = await run(ids, async (id) => {
    const sender = `u${n++ % CONTACTS}`;
    const c = await pool.connect();
    await c.query({
      name: 'h1',
      text: `SELECT i.ward_id, i.channel_id, c.platform, i.chat, i.sender FROM inbox i JOIN channel c ON c.id = i.channel_id WHERE i.id = $1 AND i.state = 'new'`,
      values: [id],
    });
    await c.query('BEGIN');
    const opened = await c.query({
      name: 'h2',
      text: `WITH who AS (INSERT INTO contact (ward_id, channel_id, external_id) VALUES ($1, $2, $3) ON CONFLICT (channel_id, external_id) DO UPDATE SET last_seen_at = now() RETURNING *),
talk AS (INSERT INTO conversation (ward_id, channel_id, contact_id, chat, chat_kind) SELECT $1, $2, id, $3, 'private' FROM who ON CONFLICT (channel_id, chat, contact_id) DO UPDATE SET updated_at = now() RETURNING *)
SELECT who.id AS contact, talk.id AS talk, talk.state, (SELECT g.name FROM "group" g WHERE g.id = who.group_id) AS group_name,
EXISTS (SELECT 1 FROM outbox o WHERE o.channel_id = $2 AND o.chat = $3 AND o.state = 'held') AS held FROM who, talk`,
      values: [wardId, channelId, sender],
    });
    await c.query({
      name: 'h3',
      text: `SELECT id, attempts, received_at, body FROM inbox WHERE id = $1`,
      values: [id],
    });
    await c.query({
      name: 'h5',
      text: `SELECT w.name, w.province, (SELECT value FROM setting s WHERE s.ward_id = w.id AND s.key = 'ward') AS value FROM ward w WHERE w.id = $1`,
      values: [wardId],
    });
    await c.query({
      name: 'h6',
      text: `INSERT INTO question (ward_id, inbox_id, contact_id, text, route, answered, score, confident) VALUES ($1, $2, $3, $4, 'faq', '{a}', 0.9, true)`,
      values: [wardId, id, opened.rows[0].contact, question],
    });
    await c.query({
      name: 'h7',
      text: `INSERT INTO outbox (ward_id, channel_id, chat, chat_kind, contact_id, key, lane, body) VALUES ($1, $2, $3, 'private', $4, $5, 0, $6) RETURNING id`,
      values: [wardId, channelId, sender, opened.rows[0].contact, `hand-${id}`, body],
    });
    await c.query({
      name: 'h8',
      text: `WITH talk AS (UPDATE conversation SET handler = 'faq', version = 1, state = $2, updated_at = now() WHERE id = $1),
who AS (UPDATE contact SET last_seen_at = now(), left_at = NULL WHERE id = $4)
UPDATE inbox SET state = 'done', done_at = now() WHERE id = $3`,
      values: [opened.rows[0].talk, state, id, opened.rows[0].contact],
    });
    await c.query('COMMIT');
    c.release();
    await pool.query({
      name: 'h9',
      text: `SELECT 1 FROM inbox WHERE channel_id = $1 AND chat = $2 AND sender = $2 AND state = 'new' LIMIT 1`,
      values: [channelId, sender],
    });
  });
  await pool.end();
  return rate;
}

export async function turnRate(serverUrl: string) {
  const app = await benchApp({ serverUrl, roles: 'worker', platforms: [swallow('zalo')] });
  try {
    // bells are another figure's matter: here only the turn itself
    const rt = { ...app.app.runtime, queues: { ...app.app.runtime.queues, ring: () => {} } };
    await run(await fill(app, 0, 400), (id) => turnJob(rt, id));
    const measured: number[] = [];
    const baseline: number[] = [];
    for (let round = 1; round <= 3; round++) {
      baseline.push(await byHand(app, await fill(app, round * 10_000, 1200)));
      measured.push(await run(await fill(app, round * 10_000 + 5000, 1200), (id) => turnJob(rt, id)));
    }
    return { measured: median(measured), baseline: median(baseline) };
  } finally {
    await app.close();
  }
}
