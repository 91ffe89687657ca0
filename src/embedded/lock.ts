/** Advisory locks of PostgreSQL, each on a connection of its own: the server gives them up when we die, however we die. */
import { createHash } from 'node:crypto';
import pg from 'pg';

/** Gives the lock up and closes its connection. */
export type Release = () => Promise<void>;

/** A connection that holds locks. A lost connection is told by its `end` event, never thrown. */
export async function connectForLocks(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, keepAlive: true, application_name: 'dan-biet-lock' });
  client.on('error', () => {});
  await client.connect();
  return client;
}

/**
 * Take the lock `name` of this database, or learn that another process holds it.
 * @returns null when it is taken
 * @throws when the database cannot be reached
 */
export async function instanceLock(url: string, name: string): Promise<Release | null> {
  const client = await connectForLocks(url);
  if (await tryLock(client, name)) return () => client.end();
  await client.end();
  return null;
}

/** Try to hold `name` alone. */
export function tryLock(client: pg.Client, name: string): Promise<boolean> {
  return ask(client, 'pg_try_advisory_lock', name);
}

/** Does anybody hold `name` alone? Only looks, so it stands in nobody's way. */
export async function isLocked(client: pg.Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ yes: boolean }>(
    `SELECT EXISTS (
       SELECT FROM pg_locks
       WHERE locktype = 'advisory' AND objsubid = 1 AND granted AND mode = 'ExclusiveLock'
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
         AND (classid::bigint << 32) | objid::bigint = $1::bigint) AS yes`,
    [keyOf(name)],
  );
  return rows[0]?.yes === true;
}

/** Hold `name` together with others; waits while somebody holds it alone. */
export async function shareLock(client: pg.Client, name: string): Promise<void> {
  await client.query('SELECT pg_advisory_lock_shared($1::bigint)', [keyOf(name)]);
}

export function unshareLock(client: pg.Client, name: string): Promise<boolean> {
  return ask(client, 'pg_advisory_unlock_shared', name);
}

async function ask(client: pg.Client, fn: string, name: string): Promise<boolean> {
  const { rows } = await client.query<{ yes: boolean }>(`SELECT ${fn}($1::bigint) AS yes`, [keyOf(name)]);
  return rows[0]?.yes === true;
}

/** PostgreSQL names locks by number: 63 bits of a hash. */
function keyOf(name: string): string {
  const hash = createHash('sha256').update(`dan-biet:${name}`).digest();
  return (hash.readBigInt64BE(0) >> 1n).toString();
}
