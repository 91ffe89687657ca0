import { afterAll, beforeAll, expect, test } from 'vitest';
import { dailyRound } from '../../src/jobs/daily.ts';
import { retentionRuns } from '../../src/store/retention.ts';
import { type Bench, bench } from '../helpers/app.ts';

const now = new Date('2026-11-23T02:00:00Z');
let at: Bench;
beforeAll(async () => {
  at = await bench({ now: () => now });
});
afterAll(() => at.close());

test('the day’s round is done once, and what it dropped is in the audit log by counts alone', async () => {
  const channel = await at.store.pool.query<{ id: string }>('SELECT id FROM channel LIMIT 1');
  await at.store.pool.query(
    `INSERT INTO inbox (ward_id, channel_id, external_id, sender, chat, body, state, sent_at, received_at) VALUES ($1, $2, 'old', 's', 's', '\\x00', 'done', $3, $3)`,
    [at.rt.wardId, channel.rows[0]?.id, new Date(now.getTime() - 100 * 86_400_000)],
  );
  expect(await dailyRound(at.rt)).toBe(true);
  expect(await dailyRound(at.rt)).toBe(false);
  const runs = await retentionRuns(at.store.pool, at.rt.wardId);
  expect(runs).toHaveLength(1);
  expect(runs[0]?.counts).toEqual({
    ...{ inbox: 1, unreadable: 0, outbox: 0, drafts: 0, papers: 0 },
    ...{ bookings: 0, looseFiles: 0, questionDays: 0 },
  });
});
