import { existsSync, utimesSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { startSweep, sweepOnce } from '../../src/jobs/sweep.ts';
import { filePath, settleStored, writeFileByHash } from '../../src/store/attachments.ts';
import { depths } from '../../src/store/sweep.ts';
import { type Bench, bench } from '../helpers/app.ts';

let at: Bench;
afterEach(() => at.close());

describe('the sweep', () => {
  it('rings for every line that lost its bells, once a line', async () => {
    at = await bench();
    for (const who of ['hoa', 'hoa', 'hoa', 'lan']) await at.says(who, 'một');
    at.box.bells.splice(0);
    expect(await sweepOnce(at.rt, 0)).toBe(2);
    await at.run();
    expect(at.platform.texts('hoa')).toHaveLength(3);
    expect(at.platform.texts('lan')).toHaveLength(1);
    expect(await sweepOnce(at.rt, 0)).toBe(0);
  });

  it('rings for messages and files that nobody sends or fetches', async () => {
    at = await bench();
    await at.says('hoa', 'một');
    const turn = at.box.bells.splice(0)[0];
    at.box.ring('turn', [turn?.row ?? '']);
    await at.rows(
      `INSERT INTO attachment (ward_id, channel_id, key, ref, kind) VALUES ($1, $2, 'k', $3, 'photo')`,
      [at.wardId, at.channel.id, at.store.vault.sealJson('attachment.ref', { kind: 'photo', ref: 'r' })],
    );
    await at.run();
    await at.rows(`UPDATE outbox SET state = 'queued', sent_seq = NULL`);
    await sweepOnce(at.rt, 0);
    expect(at.box.bells.map((b) => b.queue).toSorted()).toEqual(['fetch', 'send']);
  });

  it('leaves alone what is young, and a send whose lease still runs', async () => {
    at = await bench();
    await at.says('hoa', 'một');
    at.box.bells.splice(0);
    expect(await sweepOnce(at.rt, 60_000)).toBe(0);
    await sweepOnce(at.rt, 0);
    await at.run();
    await at.rows(`UPDATE outbox SET state = 'sending', lease_until = now() + interval '10 seconds'`);
    expect(await sweepOnce(at.rt, 0)).toBe(0);
    await at.rows(`UPDATE outbox SET lease_until = now() - interval '1 millisecond'`);
    expect(await sweepOnce(at.rt, 0)).toBe(1);
  });

  it('does not pile bells up while nobody answers them', async () => {
    at = await bench({ queue: 'postgres' });
    await at.says('hoa', 'một');
    await at.queues.settled();
    for (let i = 0; i < 5; i++) await sweepOnce(at.rt, 0);
    await at.queues.settled();
    expect((await at.queues.depth()).turn).toBeLessThanOrEqual(3);
  });

  it('goes round by itself, stops when told, and outlives a round that fails', async () => {
    at = await bench();
    await at.says('hoa', 'một');
    at.box.bells.splice(0);
    await at.rows('ALTER TABLE inbox RENAME TO inbox_away');
    await at.rows(`UPDATE inbox_away SET received_at = now() - interval '1 minute'`);
    const sweep = startSweep(at.rt, 5);
    await expect.poll(() => at.lines.some((l) => l.includes('sweep failed'))).toBe(true);
    await at.rows('ALTER TABLE inbox_away RENAME TO inbox');
    await expect.poll(() => at.box.bells.length).toBeGreaterThan(0);
    await sweep.stop();
    const rung = at.box.rung.length;
    await at.rows('SELECT pg_sleep(0.05)');
    expect(at.box.rung).toHaveLength(rung);
  });

  it('removes the bytes of files that were dropped', async () => {
    at = await bench();
    const sha256 = await writeFileByHash(at.rt.dataDir, Buffer.from('bỏ'));
    const [row] = await at.rows<{ id: string }>(
      `INSERT INTO attachment (ward_id, channel_id, key, kind) VALUES ($1, $2, 'k', 'photo') RETURNING id`,
      [at.wardId, at.channel.id],
    );
    await settleStored(at.store, row?.id ?? '', { sha256, size: 3, mime: 'text/plain' });
    await at.rows(`UPDATE attachment SET state = 'dropped'`);
    const file = filePath(at.rt.dataDir, sha256);
    utimesSync(file, new Date(0), new Date(0));
    const sweep = startSweep(at.rt, 5);
    await expect.poll(() => existsSync(file)).toBe(false);
    await sweep.stop();
  });
});

describe('the depths', () => {
  it('say how many wait, and how long the oldest has', async () => {
    at = await bench();
    expect(await depths(at.store)).toEqual({ unhandled: 0, oldestUnhandled: 0, unsent: 0, held: 0, dead: 0 });
    await at.says('hoa', 'một');
    await at.says('hoa', 'hai');
    await at.rows(
      `UPDATE inbox SET received_at = now() - interval '90 seconds' WHERE id = (SELECT min(id) FROM inbox)`,
    );
    const found = await depths(at.store);
    expect(found.unhandled).toBe(2);
    expect(found.oldestUnhandled).toBeGreaterThan(89);
  });
});
