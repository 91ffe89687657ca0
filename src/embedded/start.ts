/** Start the private PostgreSQL of a DATA_DIR, or take over the one that already runs there. */
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { SetupError } from '../core/errors.ts';
import { copyBinaries, findBinaries, linkLibraries, program } from './binaries.ts';
import { cannotRun, DATABASE, ensureCluster, ensurePassword, ROLE } from './cluster.ts';
import { findPlace, makeDataDir, reachable, rememberPlace } from './place.ts';
import { clearStale, look } from './postmaster.ts';
import { freePort, launch, rotate, stopServer, tail } from './process.ts';

export interface StartOptions {
  readonly dataDir: string;
  /** told in one Vietnamese line what is done; never a secret */
  readonly log: (line: string) => void;
  /** wished port; the first free one if it is taken or not given */
  readonly port?: number;
  /** for tests: data that may be lost, so nothing waits for the disk */
  readonly throwaway?: boolean;
}

export interface Postgres {
  /** with the password in it: never log it */
  readonly url: string;
  readonly pid: number;
  readonly port: number;
  /** it ran before we came */
  readonly adopted: boolean;
  /** folder of the cluster's folder: DATA_DIR, or the place elsewhere */
  readonly base: string;
  /** stop it, whoever started it; resolves when the process is gone. At most about 9 s. */
  stop(): Promise<void>;
}

/** Crash recovery of a large cluster may take a while; a server that is alive is waited for this long. */
const PATIENCE_MS = 120_000;
const ATTEMPTS = 12;

/**
 * Works as root and not, from any folder, twice in a row, after `kill -9` of anything, and while the former server
 * is still shutting down. Listens on 127.0.0.1 only, with a password.
 * @throws SetupError (Vietnamese, with what to do) when it cannot run here
 */
export async function startPostgres(options: StartOptions): Promise<Postgres> {
  const { log } = options;
  const throwaway = options.throwaway ?? false;
  const found = findBinaries(process.platform, process.arch);
  const dataDir = makeDataDir(options.dataDir);
  const password = ensurePassword(dataDir);
  const place = findPlace(dataDir, password);
  const linked = linkLibraries(found.folder);
  const binaries =
    linked && reachable(program(found.folder, 'postgres'), place.owner)
      ? found.folder
      : copyBinaries(found, place.base);
  if (await ensureCluster(place, binaries, password, throwaway))
    log(`PostgreSQL đi kèm: đã tạo cơ sở dữ liệu ở ${place.cluster}`);
  rememberPlace(dataDir, place);

  const urlAt = (port: number) => `postgresql://${ROLE}:${password}@127.0.0.1:${port}/${DATABASE}`;
  const logFile = rotate(join(dataDir, 'postgres.log'));
  const begun = performance.now();
  let child: ChildProcess | null = null;
  let attempts = 0;
  let told = false;
  for (;;) {
    const seen = look(place.cluster);
    const starting = child !== null && child.exitCode === null && child.signalCode === null;
    if (seen.kind === 'ours' && seen.ready && (await answers(urlAt(seen.port)))) {
      const adopted = seen.pid !== child?.pid;
      if (adopted) log(`PostgreSQL đi kèm: dùng lại máy chủ đang chạy (tiến trình ${seen.pid})`);
      const { pid, port } = seen;
      const stop = () => stopServer(place, binaries, pid);
      return { url: urlAt(port), pid, port, adopted, base: place.base, stop };
    }
    if (seen.kind === 'stale' && clearStale(place.cluster, seen.pid)) {
      log('PostgreSQL đi kèm: lần trước dừng đột ngột, đã dọn tệp khoá cũ');
      continue;
    }
    if (seen.kind === 'none' && !starting) {
      if (attempts >= ATTEMPTS) throw cannotRun(`${tail(logFile)} (xem ${logFile})`);
      if (attempts > 0) await sleep(Math.min(50 * 2 ** attempts, 2_000));
      const port = (attempts === 0 ? options.port : undefined) ?? (await freePort());
      attempts += 1;
      child = await launch(place, binaries, port, throwaway, logFile);
      continue;
    }
    const waited = performance.now() - begun;
    if (waited > PATIENCE_MS)
      throw new SetupError([
        `PostgreSQL đi kèm chưa sẵn sàng sau ${Math.round(waited / 1000)} giây: ${tail(logFile)}`,
        `Hãy xem ${logFile}, chờ ít phút rồi chạy lại.`,
      ]);
    if (waited > 2_000 && !told) {
      told = true;
      log('PostgreSQL đi kèm: đang chờ máy chủ lần trước kết thúc hoặc phục hồi dữ liệu…');
    }
    await sleep(10);
  }
}

/** Does our server take us in? Makes our database on the first start. (SCRAM never sends the password itself.) */
async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === '3D000') return await makeDatabase(url);
    if (code === '28P01')
      throw new SetupError([
        'Mật khẩu trong tệp postgres.password không khớp với cơ sở dữ liệu đi kèm.',
        'Hãy đặt lại đúng tệp postgres.password đi cùng cơ sở dữ liệu (từ bản sao lưu).',
      ]);
    return false; // not up yet, going down, or not a PostgreSQL at all
  } finally {
    await client.end().catch(() => {});
  }
}

async function makeDatabase(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url.replace(/[^/]+$/, 'postgres') });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(`CREATE DATABASE ${DATABASE}`);
    return false; // the caller asks again, and finds it
  } catch (error) {
    if (['42P04', '23505'].includes((error as { code?: string }).code ?? '')) return false; // made by another start
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}
