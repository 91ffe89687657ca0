import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureChannel, ensureWard } from '../../src/store/channels.ts';
import { openStore, type Store } from '../../src/store/db.ts';
import { claimDay, dropOld } from '../../src/store/retention.ts';
import { type TestDatabase, testDatabase } from '../helpers/database.ts';

let database: TestDatabase;
let store: Store;
let wardId: string;
let channelId: string;
const now = new Date('2026-11-22T05:00:00Z');
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);

beforeAll(async () => {
  database = await testDatabase();
  store = await openStore({ url: database.url, appKey: randomBytes(32) });
  wardId = await ensureWard(store.pool, 'w', 'phường', '');
  channelId = (await ensureChannel(store.pool, wardId, 'web')).id;
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

async function inbox(id: string, state: string, days: number) {
  await store.pool.query(
    `INSERT INTO inbox (ward_id, channel_id, external_id, sender, chat, body, state, sent_at, received_at) VALUES ($1, $2, $3, 's', 's', '\\x00', $4, $5, $5)`,
    [wardId, channelId, id, state, ago(days)],
  );
}

describe('retention', () => {
  it('drops the words of old handled messages, and never those nobody has handled', async () => {
    await inbox('old-done', 'done', 31);
    await inbox('young-done', 'done', 29);
    await inbox('old-new', 'new', 400);
    await inbox('unreadable', 'unreadable', 60);
    await dropOld(store, wardId, now);
    const left = await store.pool.query('SELECT external_id FROM inbox WHERE body IS NOT NULL ORDER BY 1');
    expect(left.rows.map((r) => r.external_id)).toEqual(['old-new', 'unreadable', 'young-done']);
    expect((await store.pool.query('SELECT 1 FROM inbox')).rowCount).toBe(4);
  });

  it('keeps a message that is still to be sent, however old', async () => {
    for (const state of ['queued', 'held', 'sent']) {
      await store.pool.query(
        `INSERT INTO outbox (ward_id, channel_id, chat, chat_kind, key, body, state, created_at) VALUES ($1, $2, 'c', 'private', $3, '\\x00', $3, $4)`,
        [wardId, channelId, state, ago(400)],
      );
    }
    await dropOld(store, wardId, now);
    const left = await store.pool.query('SELECT state FROM outbox WHERE body IS NOT NULL ORDER BY 1');
    expect(left.rows.map((r) => r.state)).toEqual(['held', 'queued']);
  });

  it('drops files that no ticket took, and follows the days a ward has set', async () => {
    const add = (key: string, days: number) =>
      store.pool.query(
        `INSERT INTO attachment (ward_id, channel_id, key, kind, state, created_at) VALUES ($1, $2, $3, 'photo', 'stored', $4)`,
        [wardId, channelId, key, ago(days)],
      );
    await add('week', 8);
    await add('day', 1);
    await dropOld(store, wardId, now);
    const states = await store.pool.query('SELECT key, state FROM attachment ORDER BY key');
    expect(states.rows).toEqual([
      { key: 'day', state: 'stored' },
      { key: 'week', state: 'dropped' },
    ]);
    await store.pool.query(
      `INSERT INTO setting (ward_id, key, value) VALUES ($1, 'retention', '{"inbox": 1}')`,
      [wardId],
    );
    expect((await dropOld(store, wardId, now)).inbox).toBe(1);
  });

  it('lets one process a day do the round', async () => {
    const tries = await Promise.all([1, 2, 3].map(() => claimDay(store.pool, wardId, 'daily', '2026-11-22')));
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await claimDay(store.pool, wardId, 'daily', '2026-11-23')).toBe(true);
  });
});
