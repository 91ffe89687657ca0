import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestStore, testStore } from '../helpers/app.ts';

let at: TestStore;
beforeAll(async () => {
  at = await testStore();
});
afterAll(() => at.close());

describe('what only hand-written SQL can say', () => {
  it.each([
    ['inbox_new', 'inbox', "(state = 'new'::text)"],
    ['inbox_new_received', 'inbox', "(state = 'new'::text)"],
    ['outbox_open', 'outbox', "(state = ANY (ARRAY['queued'::text, 'sending'::text]))"],
    ['outbox_open_due', 'outbox', "(state = ANY (ARRAY['queued'::text, 'sending'::text]))"],
    ['outbox_sent_order', 'outbox', '(sent_seq IS NOT NULL)'],
    ['outbox_external', 'outbox', '(ticket_id IS NOT NULL)'],
    ['outbox_held', 'outbox', "(state = 'held'::text)"],
    ['attachment_pending', 'attachment', "(state = 'pending'::text)"],
  ])('index %s on %s holds only the rows that matter', async (name, table, where) => {
    const [index] = await at.rows(
      `SELECT i.indrelid::regclass::text AS table, pg_get_expr(i.indpred, i.indrelid) AS where
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relname = $1`,
      [name],
    );
    expect(index).toEqual({ table, where });
  });

  it.each(['inbox', 'outbox', 'attachment'])('%s refuses a state that nobody knows', async (table) => {
    const [check] = await at.rows<{ def: string }>(
      'SELECT pg_get_constraintdef(oid) AS def FROM pg_constraint WHERE conname = $1',
      [`${table}_state`],
    );
    expect(check?.def).toMatch(/^CHECK/);
  });

  it('refuses an inbox row in an unknown state', async () => {
    const insert = at.rows(
      `INSERT INTO inbox (ward_id, channel_id, external_id, sender, chat, state, sent_at) VALUES ($1, $2, 'x', 'a', 'a', 'lost', now())`,
      [at.wardId, at.channel.id],
    );
    await expect(insert).rejects.toThrow('inbox_state');
  });

  it('finds the head of a line by index, however many messages were sent before', async () => {
    await at.rows(
      `INSERT INTO outbox (ward_id, channel_id, chat, chat_kind, key, state, body)
SELECT $1, $2, 'c' || (n % 50), 'private', 'k' || n, CASE WHEN n % 100 = 0 THEN 'queued' ELSE 'sent' END, '\\x00' FROM generate_series(1, 5000) n`,
      [at.wardId, at.channel.id],
    );
    await at.rows('ANALYZE outbox');
    const plan = await at.rows<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT id FROM outbox WHERE channel_id = '${at.channel.id}' AND chat = 'c1' AND state IN ('queued', 'sending')
ORDER BY (state = 'sending') DESC, lane, id LIMIT 1`,
    );
    expect(plan.map((p) => p['QUERY PLAN']).join('\n')).toMatch(/outbox_open/);
  });
});

describe('the audit log', () => {
  it('grows, and is never changed, deleted or emptied, not even by its owner', async () => {
    await at.rows(
      `INSERT INTO audit (ward_id, actor, action, subject) VALUES ($1, 'Lan', 'ticket.close', 'DB-1')`,
      [at.wardId],
    );
    const refusal = 'audit rows are never changed or deleted';
    await expect(at.rows(`UPDATE audit SET actor = 'x'`)).rejects.toThrow(refusal);
    await expect(at.rows('DELETE FROM audit')).rejects.toThrow(refusal);
    await expect(at.rows('TRUNCATE audit')).rejects.toThrow(refusal);
    await expect(at.rows('TRUNCATE ward CASCADE')).rejects.toThrow(refusal);
    expect(await at.rows('SELECT actor FROM audit')).toEqual([{ actor: 'Lan' }]);
  });
});

describe('every table of data', () => {
  it('carries its ward', async () => {
    const without = await at.rows<{ name: string }>(
      `SELECT t.table_name AS name FROM information_schema.tables t WHERE t.table_schema = 'public' AND NOT EXISTS
(SELECT 1 FROM information_schema.columns c WHERE c.table_schema = 'public' AND c.table_name = t.table_name AND c.column_name = 'ward_id')
ORDER BY 1`,
    );
    expect(without.map((t) => t.name)).toEqual(['_prisma_migrations', 'vault_key', 'ward']);
  });
});
