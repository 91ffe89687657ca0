import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ABSURD_MS, type Pace, reserve, waitFor } from '../../src/core/pace.ts';
import { nextMorning, quietFor } from '../../src/core/quiet.ts';
import { reserveInRedis } from '../../src/jobs/pacer.ts';
import { openQueues } from '../../src/jobs/queue.ts';
import { reserveInPostgres } from '../../src/store/send-rate.ts';
import { type TestStore, testStore } from '../helpers/app.ts';
import { testPrefix, testRedisUrl } from '../helpers/database.ts';

const pace: fc.Arbitrary<Pace> = fc.record({
  perSecond: fc.integer({ min: 1, max: 1000 }),
  ahead: fc.integer({ min: 50, max: 1000 }),
  behind: fc.integer({ min: 0, max: 500 }),
});
/** Workers ask at odd times for odd numbers; some replies went out in between; clocks may step back a little. */
const asks = fc.array(
  fc.record({
    after: fc.integer({ min: -50, max: 400 }),
    want: fc.integer({ min: 1, max: 100 }),
    spent: fc.integer({ min: 0, max: 3 }),
  }),
  { minLength: 1, maxLength: 60 },
);

describe('moments that are spoken for', () => {
  it('are never closer together than the limit allows, but for what was left unused', () => {
    fc.assert(
      fc.property(pace, asks, (p, all) => {
        const gap = 1000 / p.perSecond;
        let at = 0;
        let now = 1_000_000;
        const moments: number[] = [];
        for (const a of all) {
          now += a.after;
          const got = reserve(at, now, a.want, a.spent, p);
          at = got.at;
          for (let i = 0; i < got.granted; i++) moments.push(got.from + i * gap);
        }
        for (const [i, m] of moments.entries())
          if (i > 0) expect(m - (moments[i - 1] ?? 0)).toBeGreaterThan(gap - 0.001);
      }),
    );
  });

  it('never reach further ahead than they may, and are not kept from anybody for ever', () => {
    fc.assert(
      fc.property(pace, asks, (p, all) => {
        const gap = 1000 / p.perSecond;
        let at = 0;
        let now = 1_000_000;
        for (const a of all) {
          now += Math.abs(a.after);
          const got = reserve(at, now, a.want, 0, p);
          at = got.at;
          if (got.granted > 0) expect(got.from + (got.granted - 1) * gap).toBeLessThanOrEqual(now + p.ahead);
          else {
            const later = now + waitFor(got, now, p) + p.ahead + gap;
            expect(reserve(at, later, 1, 0, p).granted).toBe(1);
          }
        }
      }),
    );
  });

  it('leave time for replies that went out without asking', () => {
    const p = { perSecond: 10, ahead: 1000, behind: 0 };
    expect(reserve(0, 5000, 100, 0, p).granted).toBe(10);
    expect(reserve(0, 5000, 100, 4, p)).toMatchObject({ granted: 6, from: 5400 });
  });

  it('are forgotten when the clock was set back by more than a minute', () => {
    const p = { perSecond: 10, ahead: 500, behind: 0 };
    expect(reserve(5000 + ABSURD_MS + 1, 5000, 1, 0, p)).toMatchObject({ granted: 1, from: 5000 });
  });
});

describe('the same arithmetic', () => {
  let at: TestStore;
  beforeAll(async () => {
    at = await testStore();
  });
  afterAll(() => at.close());

  it('is done by Postgres in one statement', async () => {
    let n = 0;
    await fc.assert(
      fc.asyncProperty(pace, asks, async (p, all) => {
        const key = `k${n++}`;
        let kept = 0;
        let now = 1_000_000;
        for (const a of all.slice(0, 12)) {
          now += a.after;
          const mine = reserve(kept, now, a.want, a.spent, p);
          const theirs = await reserveInPostgres(
            at.store.pool,
            at.wardId,
            key,
            a.want,
            a.spent,
            p,
            ABSURD_MS,
            now,
          );
          expect(theirs.granted).toBe(mine.granted);
          expect(theirs.from).toBeCloseTo(mine.from, 3);
          kept = mine.at;
        }
      }),
      { numRuns: 25 },
    );
  });

  it('gives no moment twice to workers that ask Postgres at once', async () => {
    const p = { perSecond: 100, ahead: 1000, behind: 0 };
    const got = await Promise.all(
      Array.from({ length: 20 }, () =>
        reserveInPostgres(at.store.pool, at.wardId, 'race', 7, 0, p, ABSURD_MS, 1_000_000),
      ),
    );
    const moments = got.flatMap((g) =>
      Array.from({ length: g.granted }, (_, i) => Math.round(g.from + i * 10)),
    );
    expect(moments).toHaveLength(100);
    expect(new Set(moments).size).toBe(100);
  });

  it('is done by Redis in one script', async ({ skip }) => {
    const redisUrl = await testRedisUrl();
    if (redisUrl === null) skip('this machine has no Redis');
    const queues = await openQueues({
      databaseUrl: at.store.url,
      redisUrl,
      prefix: testPrefix(),
      onError: () => {},
    });
    try {
      const { scripts } = queues;
      if (!scripts) throw new Error('a queue on Redis runs scripts');
      let n = 0;
      await fc.assert(
        fc.asyncProperty(pace, asks, async (p, all) => {
          const key = `k${n++}`;
          let kept = 0;
          let now = 1_000_000;
          for (const a of all.slice(0, 12)) {
            now += a.after;
            const mine = reserve(kept, now, a.want, a.spent, p);
            const theirs = await reserveInRedis(scripts, key, a.want, a.spent, p, now);
            expect(theirs.granted).toBe(mine.granted);
            expect(theirs.from).toBeCloseTo(mine.from, 3);
            kept = mine.at;
          }
        }),
        { numRuns: 25 },
      );
    } finally {
      await queues.close();
    }
  });
});

describe('the night', () => {
  const at = (time: string) => new Date(`2026-11-23T${time}+07:00`);
  it.each([
    ['21:59:59', 0],
    ['22:00:00', 8 * 3_600_000],
    ['23:30:00', 6.5 * 3_600_000],
    ['00:00:00', 6 * 3_600_000],
    ['05:59:59', 1000],
    ['06:00:00', 0],
    ['12:00:00', 0],
  ])('at %s lasts %d ms more', (time, ms) => {
    expect(quietFor(at(time))).toBe(ms);
  });

  it('is followed by a new quota at 06:05', () => {
    expect(nextMorning(at('22:00:00'))).toEqual(new Date('2026-11-24T06:05:00+07:00'));
    expect(nextMorning(at('06:04:00'))).toEqual(at('06:05:00'));
    expect(nextMorning(at('06:05:00'))).toEqual(new Date('2026-11-24T06:05:00+07:00'));
  });
});
