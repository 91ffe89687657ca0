/** Making the cluster, once: password, initdb, settings. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { SetupError } from '../core/errors.ts';
import { program, USE_DATABASE_URL } from './binaries.ts';
import { hasCluster, type Owner, type Place } from './place.ts';

/** Role and database of the private server. */
export const ROLE = 'dan_biet';
export const DATABASE = 'dan_biet';

/** All a child process sees of the environment: same on every machine, nothing of ours leaks into it. */
export const CHILD_ENV = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Run as `owner`, from a folder everybody may be in (the server later goes into the cluster by itself). */
export const asOwner = (owner: Owner) => ({ ...(owner ?? {}), cwd: '/', env: CHILD_ENV });

/**
 * The password of the private server, made on the first start: DATA_DIR/postgres.password, mode 0600.
 * @throws SetupError when the file is gone but the cluster is there
 */
export function ensurePassword(dataDir: string): string {
  const file = join(dataDir, 'postgres.password');
  if (!existsSync(file)) {
    if (hasCluster(dataDir))
      throw new SetupError([
        `Thiếu tệp ${file}: cơ sở dữ liệu đã có nhưng mật khẩu của nó không còn.`,
        'Hãy lấy lại tệp này từ bản sao lưu (nó luôn đi cùng cơ sở dữ liệu).',
      ]);
    const draft = `${file}.${randomBytes(6).toString('hex')}`;
    writeFileSync(draft, randomBytes(24).toString('base64url'), { mode: 0o600 });
    try {
      linkSync(draft, file); // whole or not at all, and the first of two starts wins
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }
  return readFileSync(file, 'utf8').trim();
}

/**
 * Make the cluster unless it is there: initdb in a folder beside it, then one rename. An interrupted initdb
 * leaves only that folder, which never held data and is thrown away by the next start.
 * @returns true when it was made now
 */
export async function ensureCluster(
  place: Place,
  binaries: string,
  password: string,
  throwaway: boolean,
): Promise<boolean> {
  const done = () => existsSync(join(place.cluster, 'PG_VERSION'));
  if (done()) return false;
  sweepDrafts(place.base);
  const draft = join(place.base, `postgres.new-${process.pid}-${randomBytes(4).toString('hex')}`);
  mkdirSync(draft, { mode: 0o700 });
  try {
    const secret = join(draft, 'password');
    writeFileSync(secret, password, { mode: 0o600 });
    if (place.owner) for (const path of [draft, secret]) chownSync(path, place.owner.uid, place.owner.gid);
    await initdb(place, binaries, join(draft, 'cluster'), secret, throwaway);
    renameSync(join(draft, 'cluster'), place.cluster);
    return true;
  } catch (error) {
    if (done()) return false; // another start was quicker: use its cluster
    throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function initdb(
  place: Place,
  binaries: string,
  into: string,
  secret: string,
  throwaway: boolean,
): Promise<void> {
  const args = [
    `--pgdata=${into}`,
    `--username=${ROLE}`,
    `--pwfile=${secret}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Unicode rules built into the server: lower('Đ') works, and no library of the machine can change the sort order.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(throwaway ? ['--no-sync'] : []),
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(program(binaries, 'initdb'), args, {
      ...asOwner(place.owner),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2000);
    });
    child.once('error', (error) => reject(cannotRun(error.message)));
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(cannotRun(said.trim() || `initdb: mã ${code}`)),
    );
  });
}

/** The programs do not run here; `why` is the system's own word. */
export function cannotRun(why: string): SetupError {
  return new SetupError([`Không chạy được PostgreSQL đi kèm trên máy này: ${why}`, USE_DATABASE_URL]);
}

/** Throw away what interrupted starts left; those of a start still alive stay, as does one an orphaned initdb still writes to. */
function sweepDrafts(base: string): void {
  for (const name of readdirSync(base)) {
    const pid = /^postgres\.new-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || alive(Number(pid))) continue;
    try {
      rmSync(join(base, name), { recursive: true, force: true });
    } catch {
      // the next start tries again
    }
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Settings of every start, on the command line so that a new version of ours needs no edited file. No secret among them. */
export function serverArgs(cluster: string, port: number, throwaway: boolean): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '64MB',
    max_wal_size: '512MB',
    wal_level: 'minimal',
    max_wal_senders: '0',
    io_method: 'sync',
    jit: 'off',
    timezone: 'UTC',
    fsync: throwaway ? 'off' : 'on',
    synchronous_commit: throwaway ? 'off' : 'on',
    full_page_writes: throwaway ? 'off' : 'on',
    // What a statement or a failing row holds may be a resident's words: none of it may reach the log.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    logging_collector: 'off',
  };
  return [
    '-D',
    cluster,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
  ];
}
