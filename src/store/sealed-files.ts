/** Photos of sealed records: fetched into memory, stripped, and on disk only as boxes of their record's key. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FileRef } from '../core/types.ts';
import { BY_NOW, one, type Store } from './db.ts';
import { fillBox, openBox, type SealedPair } from './sealed-box.ts';
import { cleanPhoto } from './sealed-photo.ts';

export interface PendingPhoto {
  readonly id: string;
  readonly attempts: number;
  readonly platform: string;
  readonly file: FileRef;
  readonly contentKey: Buffer;
}

/** Take a pending photo for two minutes; null when it is done, erased, or another worker has it. */
export async function claimPhoto(store: Store, id: string): Promise<PendingPhoto | null> {
  const row = await one<{ attempts: number; ref: Buffer | null; content_key: Buffer }>(
    store.pool,
    `UPDATE sealed_file f SET attempts = f.attempts + 1, next_at = now() + interval '2 minutes' FROM sealed_record r
WHERE f.id = $1 AND r.id = f.record_id AND f.state = 'pending' AND f.next_at <= ${BY_NOW} RETURNING f.attempts, f.ref, r.content_key`,
    [id],
  );
  if (!row || row.ref === null) return null;
  const { platform, file } = store.vault.openJson('sealed_file.ref', row.ref) as {
    platform: string;
    file: FileRef;
  };
  return { id, attempts: row.attempts, platform, file, contentKey: row.content_key };
}

/** Keep a photo's bytes, or refuse what is none. An id that was erased meanwhile keeps nothing. */
export async function keepPhoto(
  store: Store,
  dataDir: string,
  photo: PendingPhoto,
  bytes: Uint8Array,
): Promise<'stored' | 'refused'> {
  const clean = cleanPhoto(bytes);
  if (clean !== null) {
    const target = photoPath(dataDir, photo.id);
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    const half = `${target}.${randomUUID()}`;
    await writeFile(half, fillFile(photo.contentKey, photo.id, clean), { mode: 0o600 });
    await rename(half, target);
  }
  const state = clean === null ? 'refused' : 'stored';
  const settled = await store.pool.query(
    `UPDATE sealed_file SET state = $2, ref = NULL WHERE id = $1 AND state = 'pending'`,
    [photo.id, state],
  );
  if (!settled.rowCount) await dropPhotos(dataDir, [photo.id]);
  return state;
}

/** `retryMs` null: given up. */
export async function photoFailed(store: Store, id: string, retryMs: number | null): Promise<void> {
  await store.pool.query(
    retryMs === null
      ? `UPDATE sealed_file SET state = 'failed', ref = NULL WHERE id = $1 AND state = 'pending'`
      : `UPDATE sealed_file SET next_at = now() + $2 * interval '1 millisecond' WHERE id = $1 AND state = 'pending'`,
    retryMs === null ? [id] : [id, retryMs],
  );
}

/** A photo opened with its record's secret half. */
export async function readPhoto(dataDir: string, id: string, pair: SealedPair): Promise<Buffer> {
  return openBox(pair, purpose(id), await readFile(photoPath(dataDir, id)));
}

/** The bytes of a sealed file as a box of its record's key. */
export const fillFile = (contentKey: Uint8Array, id: string, bytes: Uint8Array): Buffer =>
  fillBox(contentKey, purpose(id), cleanPhoto(bytes) ?? bytes);

/** Remove photos from the disk. */
export async function dropPhotos(dataDir: string, ids: readonly string[]): Promise<void> {
  await Promise.all(ids.map((id) => rm(photoPath(dataDir, id), { force: true })));
}

const purpose = (id: string): string => `sealed_file:${id}`;

/** Where the box of a sealed file lies. */
export function photoPath(dataDir: string, id: string): string {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('not the id of a sealed file');
  return path.join(dataDir, 'sealed', id.slice(0, 2), id);
}
