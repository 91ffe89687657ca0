/** The servers a test run works on: those named in the environment, else private ones of its own. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMigrations } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { startPostgres } from '../../src/embedded/index.ts';
import { migrate } from '../../src/store/migrate.ts';
import type { Reaper } from './reaper.ts';

export interface PostgresServer {
  /** may create databases */
  readonly url: string;
  /** which server it is, for the one line that says so */
  readonly what: string;
}

/**
 * TEST_DATABASE_URL; else, in CI, the standard local server if it lets us in without a password; else a private one
 * in a temporary folder, which `reaper` removes.
 */
export async function findPostgres(env: NodeJS.ProcessEnv, reaper: Reaper): Promise<PostgresServer> {
  const named = env.TEST_DATABASE_URL;
  if (named) {
    if (!(await mayCreateDatabases(named)))
      throw new Error('TEST_DATABASE_URL: no answer, or its user may not create databases');
    return { url: named, what: `TEST_DATABASE_URL (${new URL(named).host})` };
  }
  for (const user of env.CI ? ['postgres', 'root'] : []) {
    const url = `postgresql://${user}@127.0.0.1:5432/postgres`;
    if (await mayCreateDatabases(url)) return { url, what: `127.0.0.1:5432 as ${user}` };
  }
  return await startPrivatePostgres(reaper);
}

export async function startPrivatePostgres(
  reaper: Reaper,
  options: { readonly durable?: boolean } = {},
): Promise<PostgresServer> {
  const dataDir = temporaryFolder('postgres');
  reaper.add({ folder: dataDir });
  const postgres = await startPostgres({ dataDir, log: () => {}, throwaway: !options.durable });
  reaper.add({ pid: postgres.pid });
  if (postgres.base !== dataDir) reaper.add({ folder: postgres.base });
  return { url: postgres.url, what: 'private PostgreSQL from npm' };
}

/** In a folder that others may walk through, so that a server started by root (and run as nobody) can live in it. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `dan-biet-${name}-`));
  chmodSync(folder, 0o711);
  return folder;
}

/** A database with every migration and the queue's own tables, to be cloned for each test file. */
export async function makeTemplate(server: PostgresServer, migrations: string): Promise<string> {
  const name = `dan_biet_test_${randomBytes(4).toString('hex')}`;
  await withClient(server.url, (client) => client.query(`CREATE DATABASE ${name}`));
  const url = inDatabase(server.url, name);
  await migrate({ url, dir: migrations, log: () => {} });
  await withClient(url, (client) => runMigrations(client));
  return name;
}

/** Drop the template and every clone of it that is left. */
export async function dropAll(server: PostgresServer, template: string): Promise<void> {
  await withClient(server.url, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE datname = $1 OR starts_with(datname, $2)',
      [template, `${template}_`],
    );
    for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
  });
}

export function inDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

export async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

async function mayCreateDatabases(url: string): Promise<boolean> {
  try {
    return await withClient(url, async (client) => {
      const { rows } = await client.query(
        'SELECT FROM pg_roles WHERE rolname = current_user AND (rolcreatedb OR rolsuper)',
      );
      return rows.length === 1;
    });
  } catch {
    return false;
  }
}

/**
 * TEST_REDIS_URL; else the standard local server if it answers; else a private one if `redis-server` is installed.
 * @returns null when there is none
 */
export async function findRedis(
  env: NodeJS.ProcessEnv,
  reaper: Reaper,
): Promise<{ url: string; what: string } | null> {
  const named = env.TEST_REDIS_URL;
  if (named) {
    if (!(await pongs(named))) throw new Error('TEST_REDIS_URL: no answer to PING');
    return { url: named, what: `TEST_REDIS_URL (${new URL(named).host})` };
  }
  const local = 'redis://127.0.0.1:6379';
  if (await pongs(local)) return { url: local, what: '127.0.0.1:6379' };
  const folder = temporaryFolder('redis');
  reaper.add({ folder });
  const port = await freePort();
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--save',
    '',
    '--maxmemory-policy',
    'noeviction',
  ];
  const child = spawn('redis-server', args, { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
  const started = await new Promise<boolean>((resolve) => {
    let said = '';
    child.once('error', () => resolve(false)).once('exit', () => resolve(false));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('eady to accept connections')) resolve(true);
    });
  });
  if (child.pid === undefined || !started) return null;
  child.stdout.destroy();
  child.unref();
  reaper.add({ pid: child.pid });
  return { url: `redis://127.0.0.1:${port}`, what: 'private redis-server' };
}

async function pongs(url: string): Promise<boolean> {
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    connectTimeout: 2_000,
    maxRetriesPerRequest: 0,
  });
  redis.on('error', () => {});
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address !== 'object') throw new Error('no port was given');
  return address.port;
}
