import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate } from '../src/store/migrate.ts';
import { emptyDatabase, type TestDatabase } from './helpers/database.ts';
import { withClient } from './helpers/servers.ts';

const log = () => {};
let database: TestDatabase;
let dir: string;

beforeEach(async () => {
  database = await emptyDatabase();
  dir = mkdtempSync(join(tmpdir(), 'migrations-'));
});
afterEach(async () => {
  rmSync(dir, { recursive: true });
  await database.drop();
});

function write(name: string, sql: string) {
  mkdirSync(join(dir, name), { recursive: true });
  writeFileSync(join(dir, name, 'migration.sql'), sql);
}
const run = () => migrate({ url: database.url, dir, log });
const query = (sql: string) => withClient(database.url, async (client) => (await client.query(sql)).rows);

describe('migrations of this repository', () => {
  const ours = fileURLToPath(new URL('../prisma/migrations', import.meta.url));

  test('apply to an empty database, and then there is nothing left to do', async () => {
    const first = await migrate({ url: database.url, dir: ours, log });
    expect(first.applied.length).toBeGreaterThan(0);
    expect(await migrate({ url: database.url, dir: ours, log })).toEqual({ applied: [] });
  });
});

describe('the migration runner', () => {
  test('applies in the order of names and says which', async () => {
    write('2_second', 'ALTER TABLE a ADD COLUMN y int;');
    write(
      '1_first',
      'CREATE TABLE a (x int); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;',
    );
    const lines: string[] = [];
    const { applied } = await migrate({ url: database.url, dir, log: (line) => lines.push(line) });
    expect(applied).toEqual(['1_first', '2_second']);
    expect(lines).toHaveLength(2);
    expect(await query('SELECT x, y FROM a')).toEqual([]);
  });

  test('applies only what is new', async () => {
    write('1_first', 'CREATE TABLE a (x int);');
    await run();
    write('2_second', 'CREATE TABLE b (x int);');
    expect(await run()).toEqual({ applied: ['2_second'] });
  });

  test('two at once: one applies, the other finds nothing to do', async () => {
    write('1_first', 'CREATE TABLE a (x int); SELECT pg_sleep(0.2);');
    const both = await Promise.all([run(), run()]);
    expect(both.flatMap(({ applied }) => applied)).toEqual(['1_first']);
  });

  test('refuses a migration edited after it was applied, and names it', async () => {
    write('1_first', 'CREATE TABLE a (x int);');
    await run();
    write('1_first', 'CREATE TABLE a (x bigint);');
    write('2_second', 'CREATE TABLE b (x int);');
    await expect(run()).rejects.toThrow(/1_first.*đã bị sửa/);
    expect(await query("SELECT to_regclass('b') AS b")).toEqual([{ b: null }]);
  });

  test('takes other line ends for no edit', async () => {
    write('1_first', 'CREATE TABLE a (\n  x int\n);\n');
    await run();
    write('1_first', 'CREATE TABLE a (\r\n  x int\r\n);\r\n');
    expect(await run()).toEqual({ applied: [] });
  });

  test('leaves nothing of a migration that fails, says the line, and goes on once it is mended', async () => {
    write('1_first', 'CREATE TABLE a (x int);\nCREATE TABLE b (x nonsense);');
    await expect(run()).rejects.toThrow(/1_first.*nonsense.*dòng 2/);
    expect(
      await query("SELECT to_regclass('a') AS a, (SELECT count(*)::int FROM _prisma_migrations) AS n"),
    ).toEqual([{ a: null, n: 0 }]);
    write('1_first', 'CREATE TABLE a (x int);');
    expect(await run()).toEqual({ applied: ['1_first'] });
  });

  test('refuses a database that is newer than the program', async () => {
    write('1_first', 'CREATE TABLE a (x int);');
    write('2_second', 'CREATE TABLE b (x int);');
    await run();
    rmSync(join(dir, '2_second'), { recursive: true });
    await expect(run()).rejects.toThrow(/2_second.*cũ hơn dữ liệu/);
  });

  test('refuses to go past one that the prisma command left half done', async () => {
    write('1_first', 'CREATE TABLE a (x int);');
    await run();
    await query('UPDATE _prisma_migrations SET finished_at = NULL');
    await expect(run()).rejects.toThrow(/resolve --rolled-back 1_first/);
    await query('UPDATE _prisma_migrations SET rolled_back_at = now()');
    await query('DROP TABLE a');
    expect(await run()).toEqual({ applied: ['1_first'] });
  });

  test('says which file is missing', async () => {
    mkdirSync(join(dir, '1_first'));
    await expect(run()).rejects.toThrow(/1_first\/migration\.sql/);
  });
});
