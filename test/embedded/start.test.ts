import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { startPostgres } from '../../src/embedded/index.ts';
import {
  cleanUp,
  dataFolder,
  isAlive,
  isRoot,
  pidIn,
  query,
  readyFolder,
  runProgram,
  spawnProgram,
} from './tools.ts';

afterEach(cleanUp);

const lines: string[] = [];
const start = (dataDir: string, port?: number) =>
  startPostgres({
    dataDir,
    log: (line) => lines.push(line),
    throwaway: true,
    ...(port === undefined ? {} : { port }),
  });
const until = async (met: () => boolean) => {
  while (!met()) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('the private PostgreSQL', () => {
  test('starts from nothing, keeps what was written, and is gone after stop', async () => {
    const dataDir = dataFolder();
    const first = await start(dataDir);
    expect(first.adopted).toBe(false);
    await query(first.url, "CREATE TABLE kept AS SELECT lower('ĐƯỜNG') AS word");
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);

    const second = await start(dataDir);
    expect(second.adopted).toBe(false);
    expect(await query(second.url, 'SELECT word FROM kept')).toEqual([{ word: 'đường' }]);
  });

  test('loses nothing to a power cut, listens on this machine only, and logs no statement', async () => {
    const { url, stop } = await startPostgres({ dataDir: dataFolder(), log: () => {} });
    const [row] = await query(
      url,
      `SELECT current_setting('fsync') f, current_setting('synchronous_commit') s, current_setting('full_page_writes') p,
              current_setting('listen_addresses') l, current_setting('unix_socket_directories') u,
              current_setting('log_min_error_statement') e`,
    );
    expect(row).toEqual({ f: 'on', s: 'on', p: 'on', l: '127.0.0.1', u: '', e: 'panic' });
    await stop();
  });

  test('asks for the password, which stands in one file of mode 0600 and nowhere else', async () => {
    const dataDir = await readyFolder();
    const { url, pid } = await start(dataDir);
    const { password } = new URL(url);
    const file = join(dataDir, 'postgres.password');
    expect(readFileSync(file, 'utf8')).toBe(password);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await expect(query(url.replace(password, 'wrong'), 'SELECT 1')).rejects.toThrow(
      /password authentication/,
    );
    const args = spawn('ps', ['-o', 'args=', '-p', String(pid)]);
    const [shown] = await once(args.stdout.setEncoding('utf8'), 'data');
    expect(shown).toContain(dataDir);
    expect(shown).not.toContain(password);
    expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).not.toContain(password);
    expect(lines.join('\n')).not.toContain(password);
  });

  test('what a resident wrote does not reach its log, even when a statement fails on it', async () => {
    const dataDir = await readyFolder();
    const { url } = await start(dataDir);
    await query(url, 'CREATE TABLE t (x text UNIQUE, y int)');
    await query(url, "INSERT INTO t VALUES ('sổ đỏ nhà tôi', 1)");
    await expect(query(url, "INSERT INTO t VALUES ('sổ đỏ nhà tôi', 2)")).rejects.toThrow(/duplicate/);
    await expect(query(url, "SELECT 'sổ đỏ nhà tôi'::int")).rejects.toThrow(/invalid input/);
    expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).not.toContain('sổ đỏ');
  });

  test('takes another port when the wished one is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const taken = typeof address === 'object' && address ? address.port : 0;
    const { url, port } = await start(dataFolder(), taken);
    expect(port).not.toBe(taken);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    other.close();
  });

  test('two starts at once on an empty folder share one server', async () => {
    const dataDir = dataFolder();
    const [a, b] = await Promise.all([runProgram('start', dataDir), runProgram('start', dataDir)]);
    expect(a.told.pid).toBe(b.told.pid);
    expect([a.told.adopted, b.told.adopted].sort()).toEqual([false, true]);
  });

  test('runs for root as another user, and in a folder of root alone moves out of it, keeping a pointer', async () => {
    const parent = dataFolder();
    chmodSync(parent, 0o700);
    const dataDir = join(parent, 'data');
    const first = await start(dataDir);
    expect(first.base === dataDir).toBe(!isRoot);
    const [row] = await query(first.url, "SELECT (pg_stat_file('postmaster.pid')).size > 0 AS up");
    expect(row).toEqual({ up: true });
    expect(statSync(join(first.base, 'postgres')).uid === 0).toBe(false);
    await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS one');
    await first.stop();
    const second = await start(dataDir);
    expect(second.base).toBe(first.base);
    expect(await query(second.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
    await second.stop();
    if (isRoot) {
      expect(readFileSync(join(dataDir, 'postgres.place'), 'utf8').trim()).toBe(first.base);
      writeFileSync(join(parent, 'postgres.place'), first.base); // for cleanUp
    }
  });

  test('runs for an ordinary user', async () => {
    const dataDir = dataFolder();
    const user = isRoot ? { uid: 65534, gid: 65534 } : {};
    chmodSync(dataDir, 0o777);
    const program = await runProgram('start', join(dataDir, 'data'), user);
    expect(program.told).toMatchObject({ adopted: false, base: join(dataDir, 'data') });
    expect(await program.end()).toBe(0);
    expect(isAlive(Number(program.told.pid))).toBe(false);
  });

  test('refuses data whose password file is lost, and says what to do', async () => {
    const dataDir = await readyFolder();
    await (await start(dataDir)).stop();
    writeFileSync(join(dataDir, 'postgres.password'), 'not the one');
    await expect(start(dataDir)).rejects.toThrow(/postgres\.password/);
  });

  test('refuses a pointer to data that are gone, rather than begin anew in silence', async () => {
    const dataDir = dataFolder();
    writeFileSync(join(dataDir, 'postgres.password'), 'x');
    writeFileSync(join(dataDir, 'postgres.place'), '/nowhere/at/all\n');
    await expect(start(dataDir)).rejects.toThrow(/\/nowhere\/at\/all/);
    writeFileSync(join(dataDir, 'postgres.place'), `${dataDir}\n`);
  });
});

describe('after something was killed', () => {
  test('the parent: the next start adopts the orphan', async () => {
    const dataDir = await readyFolder();
    const program = await runProgram('start', dataDir);
    await program.kill();
    const again = await start(dataDir);
    expect(again).toMatchObject({ adopted: true, pid: program.told.pid, port: program.told.port });
    await again.stop();
    expect(isAlive(again.pid)).toBe(false);
  });

  test('everything: the next start recovers what was committed', async () => {
    const dataDir = await readyFolder();
    const program = await runProgram('start', dataDir);
    await query(String(program.told.url), 'CREATE TABLE kept AS SELECT 1 AS one');
    process.kill(Number(program.told.pid), 'SIGKILL');
    await program.kill();
    const again = await start(dataDir);
    expect(again.adopted).toBe(false);
    expect(await query(again.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  });

  test('the server, whose number a foreign process of the same user now has: that one is left in peace', async () => {
    const dataDir = await readyFolder();
    const first = await start(dataDir);
    await first.stop();
    const { uid, gid } = statSync(join(dataDir, 'postgres'));
    const foreign = spawn('sleep', ['60'], { uid, gid, cwd: '/' });
    await once(foreign, 'spawn');
    const file = join(dataDir, 'postgres/postmaster.pid');
    writeFileSync(
      file,
      [foreign.pid, join(dataDir, 'postgres'), 1, first.port, '', '127.0.0.1', '', 'ready', ''].join('\n'),
    );
    const again = await start(dataDir);
    expect(again.adopted).toBe(false);
    expect(again.pid).not.toBe(foreign.pid);
    expect(foreign.exitCode).toBeNull();
    expect(pidIn(dataDir)).toBe(again.pid);
    foreign.kill();
  });

  test('the making of the cluster: the half-made one is thrown away', async () => {
    const dataDir = dataFolder();
    const child = spawnProgram('start', dataDir);
    const drafts = () => readdirSync(dataDir).filter((name) => name.startsWith('postgres.new-'));
    await until(() => drafts().some((name) => existsSync(join(dataDir, name, 'cluster/PG_VERSION'))));
    process.kill(-Number(child.pid), 'SIGKILL');
    await once(child, 'close');
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
    const { url } = await start(dataDir);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(drafts()).toEqual([]);
  });

  test('a draft of a start still alive is not touched', async () => {
    const dataDir = dataFolder();
    const theirs = join(dataDir, `postgres.new-${process.pid}-other`);
    mkdirSync(theirs);
    await start(dataDir);
    expect(existsSync(theirs)).toBe(true);
  });

  test('while the former server is still shutting down: waits for it, then starts', async () => {
    const dataDir = await readyFolder();
    const first = await start(dataDir);
    await query(first.url, 'CREATE TABLE kept AS SELECT generate_series(1, 50000) AS n');
    const stopped = first.stop();
    const second = await start(dataDir);
    await stopped;
    expect(await query(second.url, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 50000 }]);
    expect(second.pid).not.toBe(first.pid);
  });
});
