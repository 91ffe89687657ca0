/** The ward, and its accounts on the platforms. Credentials that change (Zalo's token pair) are sealed rows. */
import { createHash } from 'node:crypto';
import type { ChannelRow } from './accept.ts';
import { one, type Sql, type Store, transaction } from './db.ts';

/** The one ward of this installation, made on first start. */
export async function ensureWard(sql: Sql, slug: string, name: string, province: string): Promise<string> {
  await sql.query(
    'INSERT INTO ward (slug, name, province) VALUES ($1, $2, $3) ON CONFLICT (slug) DO NOTHING',
    [slug, name, province],
  );
  const row = await one<{ id: string }>(sql, 'SELECT id FROM ward WHERE slug = $1', [slug]);
  if (!row) throw new Error('the ward was not made');
  return row.id;
}

export async function ensureChannel(sql: Sql, wardId: string, platform: string): Promise<ChannelRow> {
  await sql.query(
    'INSERT INTO channel (ward_id, platform) VALUES ($1, $2) ON CONFLICT (ward_id, platform) DO NOTHING',
    [wardId, platform],
  );
  const row = await one<{ id: string }>(sql, 'SELECT id FROM channel WHERE ward_id = $1 AND platform = $2', [
    wardId,
    platform,
  ]);
  if (!row) throw new Error('the channel was not made');
  return { id: row.id, wardId, platform };
}

export async function heardFrom(sql: Sql, channelId: string): Promise<void> {
  await sql.query({
    name: 'heard-from',
    text: `UPDATE channel SET last_in_at = now() WHERE id = $1 AND (last_in_at IS NULL OR last_in_at < now() - interval '10 seconds')`,
    values: [channelId],
  });
}

/** What is wrong with a channel in words an officer understands; null = well. */
export async function setTrouble(sql: Sql, channelId: string, trouble: string | null): Promise<void> {
  await sql.query('UPDATE channel SET trouble = $2 WHERE id = $1 AND trouble IS DISTINCT FROM $2', [
    channelId,
    trouble,
  ]);
}

export interface ChannelState {
  readonly platform: string;
  readonly trouble: string | null;
  readonly lastInAt: Date | null;
  readonly lastOutAt: Date | null;
}

const STATE = 'c.platform, c.trouble, c.last_in_at AS "lastInAt", c.last_out_at AS "lastOutAt"';

export async function channelStates(sql: Sql, wardId: string): Promise<ChannelState[]> {
  const found = await sql.query<ChannelState>(
    `SELECT ${STATE} FROM channel c WHERE c.ward_id = $1 ORDER BY c.platform`,
    [wardId],
  );
  return found.rows;
}

/** A channel as its own page shows it: more than the strip on every page asks for. */
export interface ChannelDetail extends ChannelState {
  /** nothing is sent before: the platform said so */
  readonly pausedUntil: Date | null;
  /** nothing goes to many before, and why */
  readonly bulkUntil: Date | null;
  readonly bulkWhy: string | null;
  readonly waiting: number;
  /** kept until their reader writes again, or the allowance comes back */
  readonly held: number;
}

export async function channelDetails(sql: Sql, wardId: string): Promise<ChannelDetail[]> {
  const found = await sql.query<ChannelDetail>(
    `SELECT ${STATE}, c.paused_until AS "pausedUntil", c.bulk_until AS "bulkUntil", c.bulk_why AS "bulkWhy",
(SELECT count(*)::int FROM outbox o WHERE o.channel_id = c.id AND o.state IN ('queued', 'sending')) AS waiting,
(SELECT count(*)::int FROM outbox o WHERE o.channel_id = c.id AND o.state = 'held') AS held
FROM channel c WHERE c.ward_id = $1 AND c.platform <> 'terminal' ORDER BY c.platform`,
    [wardId],
  );
  return found.rows;
}

/** What became of a message to oneself: the state and reason of its outbox row; null when there is none. */
export async function sentTest(
  sql: Sql,
  wardId: string,
  press: string,
): Promise<{ readonly state: string; readonly reason: string | null; readonly platform: string } | null> {
  return await one(
    sql,
    `SELECT o.state, o.reason, c.platform FROM outbox o JOIN channel c ON c.id = o.channel_id
WHERE o.ward_id = $1 AND o.key = $2`,
    [wardId, testKey(press)],
  );
}

/** Key of a test message's outbox row. */
export const testKey = (press: string): string => `channel-test:${press}`;

const PURPOSE = 'channel.credentials';
const digest = (secret: string): string => createHash('sha256').update(secret).digest('hex');

interface CredentialRow {
  credentials: Buffer | null;
  /** null until the first one was spent */
  spent: string[] | null;
}

/** What is stored for a channel, and whether a secret from the environment was used up before. */
export interface Credentials {
  readonly stored: unknown;
  wasSpent(secret: string): boolean;
}

const credentialsOf = (store: Store, row: CredentialRow | null): Credentials => ({
  stored: row?.credentials ? store.vault.openJson(PURPOSE, row.credentials) : null,
  wasSpent: (secret) => row?.spent?.includes(digest(secret)) ?? false,
});

export async function readCredentials(store: Store, channelId: string): Promise<Credentials> {
  const row = await one<CredentialRow>(store.pool, 'SELECT credentials, spent FROM channel WHERE id = $1', [
    channelId,
  ]);
  return credentialsOf(store, row);
}

/**
 * Change credentials under the channel's row lock. `change` sees what is stored now (another process may have been
 * first) and returns what to store and which single-use secret it spent, or null to leave all as it is. What it returns
 * is committed before this resolves; when it throws, nothing is written.
 */
export async function changeCredentials(
  store: Store,
  channelId: string,
  change: (now: Credentials) => Promise<{ readonly stored: unknown; readonly spent: string } | null>,
): Promise<void> {
  await transaction(store, async (tx) => {
    const row = await one<CredentialRow>(
      tx,
      'SELECT credentials, spent FROM channel WHERE id = $1 FOR UPDATE',
      [channelId],
    );
    const next = await change(credentialsOf(store, row));
    if (next === null) return;
    await tx.query('UPDATE channel SET credentials = $2, spent = array_append(spent, $3) WHERE id = $1', [
      channelId,
      store.vault.sealJson(PURPOSE, next.stored),
      digest(next.spent),
    ]);
  });
}

/** A single-use secret was refused: it is not tried again, by any process. */
export async function markSpent(store: Store, channelId: string, secret: string): Promise<void> {
  await store.pool.query(
    `UPDATE channel SET spent = array_append(spent, $2) WHERE id = $1 AND NOT ($2 = ANY(coalesce(spent, '{}')))`,
    [channelId, digest(secret)],
  );
}
