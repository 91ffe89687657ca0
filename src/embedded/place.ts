/**
 * Where the cluster lives and as whom it runs. PostgreSQL refuses to run as root, so for root it runs as `postgres`
 * or `nobody`, and everything it needs must be reachable for that user. A project under /root (0700) is not:
 * then programs and data live in a folder root makes under /var/lib/dan-biet, and DATA_DIR keeps a pointer to it.
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { SetupError } from '../core/errors.ts';
import { USE_DATABASE_URL } from './binaries.ts';

/** The user PostgreSQL runs as; null = the user we are. */
export type Owner = { readonly uid: number; readonly gid: number } | null;

export interface Place {
  /** holds the cluster and, where needed, the programs */
  readonly base: string;
  /** PGDATA */
  readonly cluster: string;
  readonly owner: Owner;
}

/** Folders tried, in order, when DATA_DIR is out of reach for the user PostgreSQL runs as. */
const ELSEWHERE = ['/var/lib/dan-biet', '/var/tmp/dan-biet'];

const pointerOf = (dataDir: string) => join(dataDir, 'postgres.place');
const clusterIn = (base: string) => join(base, 'postgres');
const isCluster = (cluster: string) => existsSync(join(cluster, 'PG_VERSION'));

/** Make DATA_DIR if need be; its real path. For root others may walk through it, but not list it. */
export function makeDataDir(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  return realpathSync(dataDir);
}

/** Has DATA_DIR a cluster already (or a pointer to one)? */
export function hasCluster(dataDir: string): boolean {
  return existsSync(pointerOf(dataDir)) || isCluster(clusterIn(dataDir));
}

/**
 * @param dataDir real path
 * @param secret what ties a folder elsewhere to this DATA_DIR (its password): another project that once had the same path has another
 * @throws SetupError when the data are gone, belong to somebody else, or no fit place is found
 */
export function findPlace(dataDir: string, secret: string): Place {
  const root = process.getuid?.() === 0;
  const pointer = pointerOf(dataDir);
  if (existsSync(pointer)) return existing(readFileSync(pointer, 'utf8').trim(), pointer);
  if (isCluster(clusterIn(dataDir))) return existing(dataDir, null);
  if (!root) return { base: dataDir, cluster: clusterIn(dataDir), owner: null };
  const owner = lesserUser();
  const base = reachable(dataDir, owner) ? dataDir : elsewhere(dataDir, secret, owner);
  return { base, cluster: clusterIn(base), owner };
}

/** Remember in DATA_DIR that the cluster lives elsewhere. Written only once the cluster is there. */
export function rememberPlace(dataDir: string, place: Place): void {
  if (place.base !== dataDir) writeFileSync(pointerOf(dataDir), `${place.base}\n`);
}

function existing(base: string, pointer: string | null): Place {
  const cluster = clusterIn(base);
  if (pointer !== null && (!isAbsolute(base) || !isCluster(cluster)))
    throw new SetupError([
      `Tệp ${pointer} nói cơ sở dữ liệu ở ${base}, nhưng ở đó không còn.`,
      `Nếu có bản sao lưu, hãy đặt lại vào ${base}. Nếu muốn bắt đầu với cơ sở dữ liệu trống, hãy xoá tệp ${pointer}.`,
    ]);
  const { uid, gid } = statSync(cluster);
  const me = process.getuid?.();
  if (me === undefined || uid === me) return { base, cluster, owner: null };
  if (me !== 0)
    throw new SetupError([
      `Cơ sở dữ liệu ở ${cluster} thuộc về người dùng khác (uid ${uid}).`,
      'Hãy chạy bằng đúng người dùng đã chạy lần đầu (có thể là root), hoặc đặt DATA_DIR sang thư mục khác.',
    ]);
  const owner = { uid, gid };
  if (!reachable(base, owner))
    throw new SetupError([
      `Người dùng uid ${uid} không còn đi qua được thư mục ${base}.`,
      `Hãy cho phép đi qua các thư mục trên đường dẫn đó: chmod o+x "${base}"`,
    ]);
  return { base, cluster, owner };
}

/** `postgres` if this machine has that user, else `nobody`. */
function lesserUser(): { uid: number; gid: number } {
  const lines = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : [];
  for (const wanted of ['postgres', '_postgres', 'nobody']) {
    const [, , uid = '', gid = ''] = lines.find((line) => line.startsWith(`${wanted}:`))?.split(':') ?? [];
    if (Number(uid) !== 0 && uid !== '') return { uid: Number(uid), gid: Number(gid) };
  }
  throw new SetupError([
    'PostgreSQL không chạy bằng root được, và máy này không có người dùng "postgres" hay "nobody".',
    'Hãy chạy bằng một người dùng thường.',
    USE_DATABASE_URL,
  ]);
}

/** May the user walk down to this folder or file? By the modes; an ACL that says more is not asked. */
export function reachable(path: string, owner: Owner): boolean {
  if (owner === null) return true;
  const { uid, gid } = owner;
  for (let at = path; ; at = dirname(at)) {
    const s = statSync(at);
    const shift = s.uid === uid ? 6 : s.gid === gid ? 3 : 0;
    if (((s.mode >> shift) & 1) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

function elsewhere(dataDir: string, secret: string, owner: Owner): string {
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const mark = createHash('sha256').update(secret).digest('hex');
  for (const parent of ELSEWHERE) {
    if (!ownFolder(parent, 0o755, owner)) continue;
    for (const n of ['', '-2', '-3', '-4', '-5']) {
      const base = join(parent, `${hash}${n}`);
      if (!ownFolder(base, 0o711, owner)) continue;
      const file = join(base, 'mark');
      if (!existsSync(file)) writeFileSync(file, mark, { mode: 0o600 });
      if (readFileSync(file, 'utf8') === mark) return base;
    }
  }
  throw new SetupError([
    `Đang chạy bằng root ở nơi người dùng khác không vào được (${dataDir}), và không tạo được chỗ ở ${ELSEWHERE.join(' hay ')}.`,
    'Hãy đặt DATA_DIR sang thư mục mà mọi người đi qua được (ví dụ /srv/dan-biet), hoặc chạy bằng một người dùng thường.',
  ]);
}

/** Make the folder, or take it if root made it: no link, no other owner, not writable by others (/var/tmp is everybody's). */
function ownFolder(path: string, mode: number, owner: Owner): boolean {
  try {
    mkdirSync(path, { recursive: true, mode });
    const s = lstatSync(path);
    return s.isDirectory() && s.uid === 0 && (s.mode & 0o022) === 0 && reachable(path, owner);
  } catch {
    return false;
  }
}
