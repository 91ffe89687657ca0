import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { sealAudit, verifyAudit } from '../../src/store/audit-chain.ts';
import { one, openStore, transaction } from '../../src/store/db.ts';
import { eraseContact } from '../../src/store/erase.ts';
import { migrate } from '../../src/store/migrate.ts';
import { allow } from '../../src/store/rate.ts';
import { dropOld } from '../../src/store/retention.ts';
import { audit } from '../../src/store/tickets.ts';
import { type TestStore, testStore } from '../helpers/app.ts';
import { emptyDatabase } from '../helpers/database.ts';
import { withClient } from '../helpers/servers.ts';

let at: TestStore;
beforeEach(async () => {
  at = await testStore();
  return () => at.close();
});

const LAN = { officerId: null, name: 'Chị Lan' };
const note = (subject: string, detail = {}) =>
  audit(at.store.pool, at.wardId, LAN, 'ticket.answer', subject, detail);
const check = () => verifyAudit(at.store, at.wardId);

/** What somebody does who owns the database and wants a row away. */
async function roundTheGuards(sql: string): Promise<void> {
  await transaction(at.store, async (tx) => {
    await tx.query('SET LOCAL session_replication_role = replica');
    await tx.query(sql);
  });
}

describe('the chain of the audit log', () => {
  it('holds over every kind of row, and starts empty', async () => {
    expect((await check()).broken).toBeNull();
    const before = (await check()).rows;
    await note('DB-1');
    await note('Ký "tự" \\ \u2028 đặc biệt 🙂', { số: 1.5, ruột: [null, true, { sâu: 'đ' }] });
    await transaction(at.store, async (tx) => {
      for (let i = 0; i < 3; i++) await audit(tx, at.wardId, LAN, 'ticket.close', `DB-${i}`);
    });
    expect(await check()).toEqual({ rows: before + 5, seals: 0, broken: null });
  });

  it('has no place for what was rolled back', async () => {
    const before = (await check()).rows;
    const failed = transaction(at.store, async (tx) => {
      await audit(tx, at.wardId, LAN, 'ticket.close', 'DB-9');
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    await note('DB-1');
    expect(await check()).toEqual({ rows: before + 1, seals: 0, broken: null });
  });

  it('stays whole when many commit at once, in any order of rows', async () => {
    await at.rows(`CREATE TABLE work (id int PRIMARY KEY, n int)`);
    await at.rows(`INSERT INTO work SELECT i, 0 FROM generate_series(0, 1) i`);
    const before = (await check()).rows;
    // each audits first and only then needs the row that another holds: the lock of the chain must not come in between
    await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        transaction(at.store, async (tx) => {
          await audit(tx, at.wardId, LAN, 'ticket.close', `DB-${i}`);
          await tx.query('UPDATE work SET n = n + 1 WHERE id = $1', [i % 2]);
          await audit(tx, at.wardId, LAN, 'ticket.reopen', `DB-${i}`);
        }),
      ),
    );
    expect(await check()).toEqual({ rows: before + 80, seals: 0, broken: null });
  });

  it('says the first row that was changed', async () => {
    for (let i = 1; i <= 5; i++) await note(`DB-${i}`);
    await roundTheGuards(`UPDATE audit SET actor = 'Người khác' WHERE subject IN ('DB-3', 'DB-4')`);
    const id = await one<{ id: string }>(at.store.pool, `SELECT id FROM audit WHERE subject = 'DB-3'`, []);
    expect((await check()).broken).toMatchObject({ why: 'changed', auditId: id?.id });
  });

  it.each([
    ['a row taken out', `DELETE FROM audit WHERE subject = 'DB-3'`, 'gone'],
    [
      'a row taken out with its link',
      `DELETE FROM audit_link l USING audit a WHERE a.id = l.audit_id AND a.subject = 'DB-3'; DELETE FROM audit WHERE subject = 'DB-3'`,
      'gap',
    ],
    [
      'a row put in past the chain',
      `INSERT INTO audit (ward_id, actor, action, subject) SELECT ward_id, 'x', 'y', 'z' FROM audit LIMIT 1`,
      'unchained',
    ],
  ])('tells %s', async (_what, sql, why) => {
    for (let i = 1; i <= 5; i++) await note(`DB-${i}`);
    await roundTheGuards(sql);
    expect((await check()).broken).toMatchObject({ why });
  });

  it('tells when its end was cut off after it was sealed, though what is left is whole', async () => {
    for (let i = 1; i <= 3; i++) await note(`DB-${i}`);
    await sealAudit(at.store, at.wardId);
    await sealAudit(at.store, at.wardId);
    expect(await check()).toMatchObject({ seals: 1, broken: null });
    await roundTheGuards(
      `DELETE FROM audit_link l USING audit a WHERE a.id = l.audit_id AND a.subject = 'DB-3'; DELETE FROM audit WHERE subject = 'DB-3'`,
    );
    expect((await check()).broken).toMatchObject({ why: 'seal' });
  });

  it('tells a chain that was made anew, seal and all, by somebody without our key', async () => {
    await note('DB-1');
    await sealAudit(at.store, at.wardId);
    await roundTheGuards(`UPDATE audit SET actor = 'Người khác' WHERE subject = 'DB-1';
UPDATE audit_link l SET hash = sha256(coalesce((SELECT p.hash FROM audit_link p WHERE p.ward_id = l.ward_id AND p.seq = l.seq - 1), '') || convert_to(audit_words(a), 'UTF8'))
FROM audit a WHERE a.id = l.audit_id AND a.subject = 'DB-1';
UPDATE audit_seal s SET hash = l.hash FROM audit_link l WHERE l.ward_id = s.ward_id AND l.seq = s.seq`);
    expect((await check()).broken).toMatchObject({ why: 'seal' });
  });

  it.each(['audit_link', 'audit_seal', 'sealed_reading'])('%s only grows', async (table) => {
    await note('DB-1');
    await sealAudit(at.store, at.wardId);
    await expect(at.rows(`TRUNCATE ${table}`)).rejects.toThrow('never changed or deleted');
    if (table === 'sealed_reading') return;
    await expect(at.rows(`UPDATE ${table} SET seq = seq + 1`)).rejects.toThrow('never changed or deleted');
    await expect(at.rows(`DELETE FROM ${table}`)).rejects.toThrow('never changed or deleted');
  });

  it('is left alone by erasing a person and by retention', async () => {
    const [contact] = await at.rows<{ id: string }>(
      `INSERT INTO contact (ward_id, channel_id, external_id, name) VALUES ($1, $2, 'x', 'Bà Hoa') RETURNING id`,
      [at.wardId, at.channel.id],
    );
    await note('DB-1');
    const before = await check();
    await eraseContact(at.store.pool, contact?.id ?? '');
    await dropOld(at.store, at.wardId, new Date('2040-01-01T00:00:00Z'));
    expect(await check()).toEqual(before);
  });
});

describe('the migration that begins the chain', () => {
  it('takes in the rows that were there before', async () => {
    const ours = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
    const older = mkdtempSync(join(tmpdir(), 'older-'));
    for (const name of readdirSync(ours))
      if (name < '20261122070000') cpSync(join(ours, name), join(older, name), { recursive: true });
    const database = await emptyDatabase();
    try {
      await migrate({ url: database.url, dir: older, log: () => {} });
      const wards = await withClient(database.url, async (client) => {
        const { rows } = await client.query<{ id: string }>(
          `INSERT INTO ward (slug, name) VALUES ('a', 'A'), ('b', 'B') RETURNING id`,
        );
        for (let i = 0; i < 5; i++)
          for (const { id } of rows)
            await client.query(
              `INSERT INTO audit (ward_id, actor, action, subject, detail) VALUES ($1, 'Lan', 'x', $2, '{"a": [1, "b"]}')`,
              [id, `s${i}`],
            );
        return rows.map((r) => r.id);
      });
      await migrate({ url: database.url, dir: ours, log: () => {} });
      const store = await openStore({ url: database.url, appKey: Buffer.alloc(32, 1) });
      for (const ward of wards)
        expect(await verifyAudit(store, ward)).toEqual({ rows: 5, seals: 0, broken: null });
      await store.close();
    } finally {
      await database.drop();
      rmSync(older, { recursive: true });
    }
  });
});

describe('attempts', () => {
  it('are counted by bucket and key until the window is over, also when they come at once', async () => {
    const tries = await Promise.all(
      Array.from({ length: 10 }, () => allow(at.store.pool, at.wardId, 'login', '10.0.0.1', 4, 60)),
    );
    expect(tries.filter(Boolean)).toHaveLength(4);
    expect(await allow(at.store.pool, at.wardId, 'login', '10.0.0.2', 4, 60)).toBe(true);
    expect(await allow(at.store.pool, at.wardId, 'code', '10.0.0.1', 4, 60)).toBe(true);
    await at.rows(`UPDATE rate SET began_at = now() - interval '61 seconds'`);
    expect(await allow(at.store.pool, at.wardId, 'login', '10.0.0.1', 4, 60)).toBe(true);
  });
});
