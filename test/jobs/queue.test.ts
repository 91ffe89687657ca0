import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SetupError } from '../../src/core/errors.ts';
import { openQueues, type Queues } from '../../src/jobs/queue.ts';
import { sweepOnce } from '../../src/jobs/sweep.ts';
import { bench } from '../helpers/app.ts';
import { type TestDatabase, testDatabase, testPrefix, testRedisUrl } from '../helpers/database.ts';
import { type Line, proxyTo } from '../helpers/proxy.ts';

const redis = await testRedisUrl();
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const open: Queues[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((q) => q.close()));
});

/** Collects what was rung for, and tells when there is enough. */
function ears() {
  const heard: string[] = [];
  let wake = () => {};
  return {
    heard,
    hear: async (row: string) => {
      heard.push(row);
      wake();
    },
    until: async (fits: () => boolean) => {
      while (!fits())
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    },
  };
}

describe.each(['postgres', 'redis'] as const)('bells on %s', (backend) => {
  const away = backend === 'redis' && redis === null;

  async function queues(prefix = testPrefix()): Promise<Queues> {
    const made = await openQueues({
      databaseUrl: database.url,
      redisUrl: backend === 'redis' ? redis : null,
      prefix,
      onError: () => {},
    });
    open.push(made);
    return made;
  }
  const rows = (n: number) => Array.from({ length: n }, () => randomUUID());

  it.skipIf(away)('reach a worker of another process, each once', async () => {
    const prefix = testPrefix();
    const [ringer, worker] = [await queues(prefix), await queues(prefix)];
    expect(ringer.backend).toBe(backend);
    const { heard, hear, until } = ears();
    await worker.work('turn', 4, hear);
    const all = rows(30);
    for (const row of all) ringer.ring('turn', [row]);
    await until(() => heard.length === 30);
    await ringer.settled();
    expect(heard.toSorted()).toEqual(all.toSorted());
    expect(await ringer.depth()).toMatchObject({ send: 0, fetch: 0 });
  });

  it.skipIf(away)('go on ringing after nobody was rung for', async () => {
    const q = await queues();
    const { heard, hear, until } = ears();
    q.ring('turn', []);
    await q.settled();
    const [row = ''] = rows(1);
    q.ring('turn', [row]);
    await q.work('turn', 1, hear);
    await until(() => heard.includes(row));
  });

  it.skipIf(away)('travel together, and wait in the queue for a worker', async () => {
    const q = await queues();
    const { heard, hear, until } = ears();
    const all = rows(600);
    q.ring('send', all);
    await q.settled();
    expect((await q.depth()).send).toBe(600);
    await q.work('send', 24, hear);
    await until(() => heard.length === 600);
    expect(new Set(heard).size).toBe(600);
  });

  it.skipIf(away)('are one while the first waits, and another when they are told apart', async () => {
    const q = await queues();
    const { heard, hear, until } = ears();
    const [row = '', last = ''] = rows(2);
    for (let i = 0; i < 5; i++) q.ring('turn', [row]);
    q.ring('turn', [row], { again: '1' });
    q.ring('turn', [row], { again: '1' });
    q.ring('turn', [last]);
    await q.settled();
    await q.work('turn', 1, hear);
    await until(() => heard.includes(last));
    expect(heard.filter((r) => r === row)).toHaveLength(2);
    // the first has rung: the same row can be rung for again
    q.ring('turn', [row]);
    await until(() => heard.filter((r) => r === row).length === 3);
  });

  it.skipIf(away)('can be late: what is to wait comes after what is not', async () => {
    const q = await queues();
    const { heard, hear, until } = ears();
    await q.work('turn', 1, hear);
    const [late = '', now = ''] = rows(2);
    q.ring('turn', [late], { delayMs: 700 });
    await q.settled();
    q.ring('turn', [now]);
    await until(() => heard.length === 2);
    expect(heard).toEqual([now, late]);
  });

  it.skipIf(away)(
    'carry the id of a row and nothing else; a job that fails is gone, and harms no other',
    async () => {
      const q = await queues();
      const { heard, hear, until } = ears();
      const [bad = '', good = ''] = rows(2);
      await q.work('turn', 1, async (row) => {
        await hear(row);
        if (row === bad) throw new Error('on purpose');
      });
      q.ring('turn', [bad, good]);
      await until(() => heard.length === 2);
      await expect.poll(async () => (await q.depth()).turn).toBe(0);
    },
  );

  it.skipIf(away)(
    'under way are finished before a worker stops; what waits is left for the next one',
    async () => {
      const prefix = testPrefix();
      const [first, second] = [await queues(prefix), await queues(prefix)];
      const begun = ears();
      const done: string[] = [];
      let finish = () => {};
      const gate = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const worker = await first.work('turn', 1, async (row) => {
        await begun.hear(row);
        await gate;
        done.push(row);
      });
      const [a = '', b = ''] = rows(2);
      first.ring('turn', [a]);
      await begun.until(() => begun.heard.length === 1);
      first.ring('turn', [b]);
      await first.settled();
      const stopped = worker.stop();
      finish();
      await stopped;
      expect(done).toEqual([a]);
      const { heard, hear, until } = ears();
      await second.work('turn', 1, hear);
      await until(() => heard.length === 1);
      expect(heard).toEqual([b]);
    },
  );

  it.skipIf(away)('answer ping, and say so when they do not', async () => {
    const q = await queues();
    await q.ping();
    await q.close();
    open.splice(0);
    await expect(q.ping()).rejects.toThrow();
  });
});

describe('a REDIS_URL that is set', () => {
  it('but dead is an error that says what to do, without the password', async () => {
    const opening = openQueues({
      databaseUrl: database.url,
      redisUrl: 'redis://:mat-khau@127.0.0.1:1',
      onError: () => {},
    });
    await expect(opening).rejects.toThrow(SetupError);
    await expect(opening).rejects.toThrow(/REDIS_URL được đặt nhưng Redis không trả lời/);
    await expect(opening).rejects.not.toThrow(/mat-khau/);
  });

  it.skipIf(redis === null)('keeps apart what runs under another prefix', async () => {
    const settings = { databaseUrl: database.url, redisUrl: redis, onError: () => {} };
    const a = await openQueues({ ...settings, prefix: testPrefix() });
    const b = await openQueues({ ...settings, prefix: testPrefix() });
    open.push(a, b);
    a.ring('turn', ['1']);
    await a.settled();
    expect([(await a.depth()).turn, (await b.depth()).turn]).toEqual([1, 0]);
  });
});

describe.skipIf(redis === null)('Redis that goes away and comes back', () => {
  let line: Line;
  beforeAll(async () => {
    line = await proxyTo(redis ?? '');
  });
  afterAll(() => line.close());

  const answers = (queues: Queues): Promise<boolean> =>
    queues.ping().then(
      () => true,
      () => false,
    );

  it('costs lateness, never a message: the sweep rings for what lost its bell', async () => {
    const at = await bench({ queue: { redisUrl: line.url } });
    try {
      await at.work(4);
      await at.says('hoa', 'trước');
      await at.platform.took(1);
      // the jobs of the first message have ended, and the loss was noticed: no bell can slip through before or after
      await expect.poll(() => at.queues.depth(), { timeout: 10_000 }).toEqual({ turn: 0, send: 0, fetch: 0 });
      line.cut();
      await expect.poll(() => answers(at.queues), { timeout: 10_000 }).toBe(false);
      for (const text of ['một', 'hai', 'ba']) expect(await at.says('hoa', text)).not.toBeNull();
      await at.queues.settled();
      line.mend();
      await expect.poll(() => answers(at.queues), { timeout: 10_000 }).toBe(true);
      // nobody rings by itself: their bells were lost
      expect(await sweepOnce(at.rt, 0)).toBeGreaterThan(0);
      // and again, as the program does: a connection that is coming back may lose a bell once more
      const all = at.platform.took(4).then(() => true);
      while (!(await Promise.race([all, sleep(500)]))) await sweepOnce(at.rt, 0);
      expect(at.platform.texts('hoa')).toEqual(['trước', 'một', 'hai', 'ba']);
    } finally {
      await at.close();
    }
  });
});
