/**
 * The door to Postgres. Prisma for the console and everything rare; the few hot functions (accept, turn, send)
 * use the same pool with typed SQL, because Prisma's interactive transactions are the known slow spot.
 */
import pg from 'pg';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { openVault, type Vault } from './vault.ts';

export type Sql = Pick<pg.PoolClient, 'query'>;

export interface Store {
  readonly url: string;
  readonly pool: pg.Pool;
  /** made when first asked for: the hot paths and the start do without */
  prisma(): Promise<PrismaClient>;
  readonly vault: Vault;
  close(): Promise<void>;
}

/**
 * SQL: what is dated no later than this is due. Columns keep whole milliseconds and round up, so that what was dated
 * this very instant may stand a little ahead of now(), and a bell that is answered at once would find nothing to do.
 */
export const BY_NOW = "now() + interval '1 millisecond'";

export interface StoreOptions {
  readonly url: string;
  /** APP_KEY, 32 bytes */
  readonly appKey: Uint8Array;
  /** connections of the pool */
  readonly connections?: number;
  readonly onError?: (error: Error) => void;
}

/** Open a migrated database. Throws SetupError when APP_KEY does not fit. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connections ?? 12,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    // a server that vanished without a word: the connection is given up, the work is done again on another
    query_timeout: 60_000,
    keepAlive: true,
    // a long queue looks dear to the planner, and compiling the claim of a slice takes 1,000 times what running it takes;
    // asked here and not at the start of the connection, where a pooler in between may refuse it
    onConnect: async (client) => void (await client.query('SET jit = off')),
  });
  // an idle connection that dies (server restart) must not end the process
  pool.on('error', (error) => options.onError?.(error));
  let client: Promise<PrismaClient> | null = null;
  try {
    const vault = await openVault(pool, options.appKey);
    const close = async () => {
      await (await client)?.$disconnect();
      await pool.end();
    };
    const prisma = () => {
      client ??= makePrisma(pool);
      return client;
    };
    return { url: options.url, pool, prisma, vault, close };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

async function makePrisma(pool: pg.Pool): Promise<PrismaClient> {
  const [{ PrismaClient }, { PrismaPg }] = await Promise.all([
    import('../generated/prisma/client.ts'),
    import('@prisma/adapter-pg'),
  ]);
  return new PrismaClient({ adapter: new PrismaPg(pool) });
}

/** Run `work` in one transaction on one connection: all or nothing. */
export async function transaction<T>(store: Store, work: (tx: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await store.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    try {
      await client.query('ROLLBACK');
    } catch (rollback) {
      broken = rollback instanceof Error ? rollback : new Error(String(rollback));
    }
    throw error;
  } finally {
    client.release(broken);
  }
}

/** One row or null. */
export async function one<R extends pg.QueryResultRow>(
  sql: Sql,
  text: string,
  values: readonly unknown[],
  name?: string,
): Promise<R | null> {
  const result = await sql.query<R>({ text, values: [...values], ...(name ? { name } : {}) });
  return result.rows[0] ?? null;
}
