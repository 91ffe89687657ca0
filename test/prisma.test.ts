/** The CLI on the WebAssembly engine: it must see drift, and must not see any where there is none. */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '../src/store/migrate.ts';
import { emptyDatabase, type TestDatabase } from './helpers/database.ts';
import { withClient } from './helpers/servers.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const ours = join(root, 'prisma');
let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await emptyDatabase();
  folder = mkdtempSync(join(tmpdir(), 'prisma-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
});

function prisma(...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [join(root, 'node_modules/prisma/build/index.js'), ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, DATABASE_URL: database.url, CHECKPOINT_DISABLE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}
const diff = (migrations: string, schema: string) =>
  prisma('migrate', 'diff', '--from-migrations', migrations, '--to-schema', schema, '--exit-code');

describe('prisma on the engine from npm', () => {
  test('shows a change of the schema that no migration makes', async () => {
    const schema = join(folder, 'schema.prisma');
    const added = '\nmodel Drifted {\n  id Int @id\n}\n';
    writeFileSync(schema, readFileSync(join(ours, 'schema.prisma'), 'utf8') + added);
    const { code, output } = await diff(join(ours, 'migrations'), schema);
    expect(output).toContain('Drifted');
    expect(code).toBe(2);
  });

  test('says which migration fails, and why', async () => {
    const migrations = join(folder, 'migrations');
    cpSync(join(ours, 'migrations'), migrations, { recursive: true });
    const last = join(migrations, '99990101000000_bad');
    mkdirSync(last);
    writeFileSync(join(last, 'migration.sql'), 'CREATE TABLE z (x nonsense);');
    const { code, output } = await diff(migrations, join(ours, 'schema.prisma'));
    expect(output).toMatch(/99990101000000_bad[\s\S]*nonsense/);
    expect(code).toBe(1);
  });

  test('agrees with our own runner that nothing is left to do, and leaves no scratch database', async () => {
    await migrate({ url: database.url, dir: join(ours, 'migrations'), log: () => {} });
    const { code, output } = await prisma('migrate', 'status');
    expect(output).toContain('Database schema is up to date');
    expect(code).toBe(0);
    const left = await withClient(database.url, (client) =>
      client.query("SELECT datname FROM pg_database WHERE datname LIKE 'prisma_migrate_shadow%'"),
    );
    expect(left.rows).toEqual([]);
  });

  test('and our runner agrees with what prisma deployed', async () => {
    await withClient(database.url, (client) =>
      client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public'),
    );
    expect(await prisma('migrate', 'deploy')).toMatchObject({ code: 0 });
    expect(await migrate({ url: database.url, dir: join(ours, 'migrations'), log: () => {} })).toEqual({
      applied: [],
    });
  });
});
