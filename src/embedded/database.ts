/**
 * The database as main.ts and the commands get it: the one DATABASE_URL names, or the private one of DATA_DIR.
 *
 *     main.ts     const database = await openDatabase({ dataDir, databaseUrl, as: 'server', log });
 *                 … serve with database.url …
 *                 await database.close();                  // last, after every pool is closed
 *     a command   await withDatabase({ dataDir, databaseUrl, log }, async (url) => { … });
 *
 * On the private server everybody who works on it shares the lock `in-use`; who leaves last, and so can hold it
 * alone, stops it. `npm start` also holds `server` alone: a second one on the same DATA_DIR is turned away.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { SetupError } from '../core/errors.ts';
import { connectForLocks, isLocked, shareLock, tryLock, unshareLock } from './lock.ts';
import { checkServer } from './reach.ts';
import { type Postgres, startPostgres } from './start.ts';

export interface DatabaseOptions {
  readonly dataDir: string;
  /** absent: the private server of DATA_DIR */
  readonly databaseUrl?: string | undefined;
  readonly log: (line: string) => void;
}

export interface OpenDatabase {
  /** with the password in it: never log it. Stays the same for the life of the process. */
  readonly url: string;
  readonly embedded: boolean;
  /** is `npm start` running on this DATA_DIR in another process? (always false with DATABASE_URL: not known) */
  readonly served: boolean;
  /** close every pool first */
  close(): Promise<void>;
}

export interface ServerOptions extends DatabaseOptions {
  /** `server`: the one `npm start` of this DATA_DIR */
  readonly as: 'server' | 'command';
  /** the private server died and could not be brought back: end the process, its supervisor starts it again */
  readonly onLost?: (error: unknown) => void;
}

/**
 * @throws SetupError when DATABASE_URL is set but dead, when the private server cannot run here,
 *   or (as `server`) when another `npm start` works on this DATA_DIR
 */
export async function openDatabase(options: ServerOptions): Promise<OpenDatabase> {
  const { databaseUrl: url } = options;
  if (url === undefined) return await openPrivate(options);
  await checkServer(url);
  return { url, embedded: false, served: false, close: async () => {} };
}

/** Run `use` on the database, and leave the private server as it was found: running only if somebody else works on it. */
export async function withDatabase<T>(
  options: DatabaseOptions,
  use: (url: string, database: OpenDatabase) => Promise<T>,
): Promise<T> {
  const database = await openDatabase({ ...options, as: 'command' });
  try {
    return await use(database.url, database);
  } finally {
    await database.close();
  }
}

interface Held {
  readonly postgres: Postgres;
  readonly client: pg.Client;
  readonly served: boolean;
}

/** How often a server that vanishes under our hands (it was just being stopped) is started again. */
const TRIES = 10;
const REVIVALS = 5;

async function openPrivate(options: ServerOptions): Promise<OpenDatabase> {
  let held = await hold(options);
  let closing = false;
  let reviving: Promise<void> = Promise.resolve();
  const { url, port } = held.postgres;

  /** Only the server needs this: a command just fails. Same port, so that every pool finds it again. */
  const watch = () => {
    if (options.as !== 'server') return;
    held.client.once('end', () => {
      if (!closing) reviving = revive();
    });
  };
  const revive = async () => {
    options.log('PostgreSQL đi kèm: mất kết nối, đang khởi động lại…');
    for (let n = 1; !closing; n++) {
      try {
        const again = await hold(options, port);
        if (again.postgres.port === port) {
          held = again;
          return watch();
        }
        await release(again);
        throw new Error(`cổng ${port} đã bị chương trình khác chiếm`);
      } catch (error) {
        if (n >= REVIVALS) return options.onLost?.(error);
      }
    }
  };
  watch();
  return {
    url,
    embedded: true,
    served: held.served,
    close: async () => {
      closing = true;
      await reviving;
      await release(held);
    },
  };
}

async function hold(options: ServerOptions, port?: number): Promise<Held> {
  for (let n = 1; ; n++) {
    const { dataDir, log } = options;
    const postgres = await startPostgres({ dataDir, log, ...(port === undefined ? {} : { port }) });
    let client: pg.Client | null = null;
    try {
      client = await connectForLocks(postgres.url);
      // Waits while the last one out is stopping the server; then this connection is cut, and we start it again.
      await shareLock(client, 'in-use');
      if (options.as === 'command') return { postgres, client, served: await isLocked(client, 'server') };
      if (await becomeServer(client)) return { postgres, client, served: false };
      throw new SetupError([
        `Đã có một "npm start" khác đang chạy trên thư mục dữ liệu ${dataDir}.`,
        'Hãy dừng chương trình đó trước, hoặc đặt DATA_DIR sang thư mục khác.',
      ]);
    } catch (error) {
      await client?.end().catch(() => {});
      if (error instanceof SetupError || n >= TRIES) throw error;
    }
  }
}

/** The lock of a server killed a moment ago is freed as soon as PostgreSQL sees its connection gone: give it that moment. */
async function becomeServer(client: pg.Client): Promise<boolean> {
  for (let n = 0; n < 80; n++) {
    if (await tryLock(client, 'server')) return true;
    await sleep(50);
  }
  return false;
}

/** Leave; the last one out stops the server. */
async function release({ postgres, client }: Held): Promise<void> {
  try {
    await unshareLock(client, 'in-use');
    if (await tryLock(client, 'in-use')) await postgres.stop();
  } catch {
    // The connection is gone, and with it the server: nothing to stop.
  } finally {
    await client.end().catch(() => {});
  }
}
