import { once } from 'node:events';
import { createServer } from 'node:net';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { instanceLock, openDatabase, withDatabase } from '../../src/embedded/index.ts';
import { testDatabase } from '../helpers/database.ts';
import { cleanUp, isAlive, pidIn, query, readyFolder, runProgram } from './tools.ts';

afterEach(cleanUp);
const log = () => {};

describe('npm start and the commands on one DATA_DIR', () => {
  test('a second server is turned away with the reason, and the first goes on', async () => {
    const dataDir = await readyFolder();
    const first = await runProgram('server', dataDir);
    await expect(runProgram('server', dataDir)).rejects.toThrow(/Đã có một "npm start" khác/);
    expect(await query(String(first.told.url), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await first.end()).toBe(0);
    expect(pidIn(dataDir)).toBeNull();
  });

  test('a command beside a server works on the same data, knows it, and leaves the server running', async () => {
    const dataDir = await readyFolder();
    const server = await runProgram('server', dataDir);
    const seen = await withDatabase({ dataDir, log }, async (url, { served }) => {
      expect(url).toBe(server.told.url);
      return served;
    });
    expect(seen).toBe(true);
    expect(await query(String(server.told.url), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('a command alone stops what it started, also when it fails', async () => {
    const dataDir = await readyFolder();
    let pid = 0;
    const failing = withDatabase({ dataDir, log }, async (_url, { served }) => {
      pid = pidIn(dataDir) ?? 0;
      expect(served).toBe(false);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(pid).toBeGreaterThan(0);
    expect(isAlive(pid)).toBe(false);
  });

  test('of two, the last one out stops the server, whoever started it', async () => {
    const dataDir = await readyFolder();
    const first = await runProgram('command', dataDir);
    const second = await runProgram('command', dataDir);
    expect(await first.end()).toBe(0);
    expect(await query(String(second.told.url), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await second.end()).toBe(0);
    expect(pidIn(dataDir)).toBeNull();
  });

  test('a server that comes as a command leaves gets a running database', async () => {
    const dataDir = await readyFolder();
    const command = await runProgram('command', dataDir);
    const [code, server] = await Promise.all([command.end(), runProgram('server', dataDir)]);
    expect(code).toBe(0);
    expect(await query(String(server.told.url), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('after kill -9 of the server the next one starts without a hand', async () => {
    const dataDir = await readyFolder();
    const server = await runProgram('server', dataDir);
    await server.kill();
    const again = await runProgram('server', dataDir);
    expect(again.told.url).toBe(server.told.url);
  });

  test('when PostgreSQL alone is killed, the server brings it back at the same address', async () => {
    const dataDir = await readyFolder();
    const server = await openDatabase({ dataDir, log, as: 'server' });
    await query(server.url, 'CREATE TABLE kept AS SELECT 1 AS one');
    const before = pidIn(dataDir) ?? 0;
    process.kill(before, 'SIGKILL');
    let rows: unknown = null;
    while (rows === null) rows = await query(server.url, 'SELECT one FROM kept').catch(() => null);
    expect(rows).toEqual([{ one: 1 }]);
    const after = pidIn(dataDir) ?? 0;
    expect(after).not.toBe(before);
    await server.close();
    expect(isAlive(after)).toBe(false);
  });
});

describe('DATABASE_URL', () => {
  test('is used as it is, and left running', async () => {
    const { url, drop } = await testDatabase();
    const database = await openDatabase({ dataDir: '/nowhere', databaseUrl: url, log, as: 'server' });
    expect(database).toMatchObject({ url, embedded: false });
    await database.close();
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await drop();
  });

  test('set but dead is an error that says where, and not the password', async () => {
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    const address = free.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await new Promise((resolve) => free.close(resolve));
    const open = openDatabase({
      dataDir: '/nowhere',
      databaseUrl: `postgresql://a:s3cret@127.0.0.1:${port}/b`,
      log,
      as: 'command',
    });
    const error = await open.catch((e: unknown) => e);
    expect(String(error)).toContain(`127.0.0.1:${port}/b`);
    expect(String(error)).toContain('DATABASE_URL');
    expect(String(error)).not.toContain('s3cret');
  });

  test('that is no address is an error that shows the form', async () => {
    const open = openDatabase({ dataDir: '/nowhere', databaseUrl: 'not an address', log, as: 'command' });
    await expect(open).rejects.toThrow(/postgresql:\/\//);
  });
});

describe('instanceLock', () => {
  test('is held by one at a time, by name, and is free again after release', async () => {
    const { url, drop } = await testDatabase();
    const mine = await instanceLock(url, 'poll');
    expect(mine).not.toBeNull();
    expect(await instanceLock(url, 'poll')).toBeNull();
    const other = await instanceLock(url, 'other');
    expect(other).not.toBeNull();
    await mine?.();
    const next = await instanceLock(url, 'poll');
    expect(next).not.toBeNull();
    await next?.();
    await other?.();
    await drop();
  });

  test('does not bring the process down when the server goes away', async () => {
    const { url, drop } = await testDatabase();
    const release = await instanceLock(url, 'poll');
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    await admin.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dan-biet-lock'",
    );
    await admin.end();
    await release?.();
    await drop();
  });
});
