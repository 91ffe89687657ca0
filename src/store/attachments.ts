/** Residents' files: a row first, fetched at once by a worker, stored by content hash under DATA_DIR/files. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, stat, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FileRef } from '../core/types.ts';
import { BY_NOW, one, type Sql, type Store } from './db.ts';
import type { Vault } from './vault.ts';

export interface NewAttachment {
  readonly wardId: string;
  readonly channelId: string;
  readonly contactId: string | null;
  readonly key: string;
  readonly file: FileRef;
}

/** What the sender says of a file, as Postgres can hold it. */
const plain = (text: string | undefined, max: number): string | null =>
  text?.replaceAll('\0', '').slice(0, max).toWellFormed() ?? null;

/** Keep a file to be fetched; the same key again changes nothing. Returns the fresh id, to ring for. */
export async function keepFile(sql: Sql, vault: Vault, a: NewAttachment): Promise<string | null> {
  const row = await one<{ id: string }>(
    sql,
    `INSERT INTO attachment (ward_id, channel_id, contact_id, key, ref, kind, name, mime, size)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (key) DO NOTHING RETURNING id`,
    [
      a.wardId,
      a.channelId,
      a.contactId,
      a.key,
      vault.sealJson('attachment.ref', a.file),
      a.file.kind,
      plain(a.file.name, 200),
      plain(a.file.mime, 100),
      a.file.size !== undefined && Number.isSafeInteger(a.file.size) && Math.abs(a.file.size) < 2 ** 31
        ? a.file.size
        : null,
    ],
  );
  return row?.id ?? null;
}

export interface PendingFile {
  readonly id: string;
  readonly platform: string;
  readonly attempts: number;
  readonly file: FileRef;
}

/** Take a pending file for two minutes; null when it is done or another worker has it. */
export async function claimFile(store: Store, id: string): Promise<PendingFile | null> {
  const row = await one<{ id: string; attempts: number; ref: Buffer | null; platform: string }>(
    store.pool,
    `UPDATE attachment a SET attempts = a.attempts + 1, next_at = now() + interval '2 minutes' FROM channel c
WHERE a.id = $1 AND c.id = a.channel_id AND a.state = 'pending' AND a.next_at <= ${BY_NOW} RETURNING a.id, a.attempts, a.ref, c.platform`,
    [id],
  );
  if (!row || row.ref === null) return null;
  return {
    id: row.id,
    platform: row.platform,
    attempts: row.attempts,
    file: store.vault.openJson('attachment.ref', row.ref) as FileRef,
  };
}

export interface StoredFile {
  readonly sha256: string;
  readonly size: number;
  readonly mime: string;
}

export async function settleStored(store: Store, id: string, file: StoredFile): Promise<void> {
  // dropped while it was fetched: it stays dropped, and what was fetched is known, to be removed
  await store.pool.query(
    `UPDATE attachment SET state = CASE WHEN state = 'pending' THEN 'stored' ELSE state END, sha256 = $2, size = $3, mime = $4, error = NULL, ref = NULL WHERE id = $1`,
    [id, file.sha256, file.size, file.mime],
  );
}

/** `retryMs` null: given up. A petition never waits for its files. */
export async function settleFailed(
  store: Store,
  id: string,
  error: string,
  retryMs: number | null,
): Promise<void> {
  await store.pool.query(
    retryMs === null
      ? `UPDATE attachment SET state = 'failed', error = $2, ref = NULL WHERE id = $1 AND state = 'pending' AND $3::int IS NULL`
      : `UPDATE attachment SET error = $2, next_at = now() + $3 * interval '1 millisecond' WHERE id = $1 AND state = 'pending'`,
    [id, error.slice(0, 200), retryMs],
  );
}

/** Where a stored file lies. */
export function filePath(dataDir: string, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a content hash');
  return path.join(dataDir, 'files', sha256.slice(0, 2), sha256);
}

/** Write bytes under their hash; the same content again is the same file. */
export async function writeFileByHash(dataDir: string, bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const target = filePath(dataDir, sha256);
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  const half = `${target}.${randomUUID()}`;
  await writeFile(half, bytes, { mode: 0o600 });
  await rename(half, target);
  return sha256;
}

/** A file this young may just have been written for a row that is about to say so. */
const YOUNG_MS = 60_000;

/** Remove the bytes of files that were dropped, once no other row has the same content. */
export async function removeDropped(store: Store, dataDir: string, now: Date): Promise<void> {
  const dropped = await store.pool.query<{ sha256: string; shared: boolean }>(
    `SELECT DISTINCT a.sha256, EXISTS (SELECT 1 FROM attachment b WHERE b.sha256 = a.sha256 AND b.state <> 'dropped') AS shared
FROM attachment a WHERE a.state = 'dropped' AND a.sha256 IS NOT NULL LIMIT 500`,
  );
  for (const { sha256, shared } of dropped.rows) {
    if (!shared && !(await removeOld(filePath(dataDir, sha256), now))) continue;
    await store.pool.query(`UPDATE attachment SET sha256 = NULL WHERE sha256 = $1 AND state = 'dropped'`, [
      sha256,
    ]);
  }
}

/** False when the file is too young to be removed. */
async function removeOld(file: string, now: Date): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  if (!found) return true;
  if (now.getTime() - found.mtimeMs < YOUNG_MS) return false;
  await unlink(file);
  return true;
}
