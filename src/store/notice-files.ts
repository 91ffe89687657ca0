/** Papers that go with a broadcast: public by nature, kept by content apart from what residents send. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { noticeFile, noticeOfRef } from '../core/paper.ts';
import { sniff } from './files.ts';

export interface KeptNotice {
  readonly kind: 'photo' | 'document';
  readonly ref: string;
  readonly name: string;
  readonly mime: string;
}

/** What every platform takes; Zalo is the narrowest (zalo: upload limits). */
const DOCUMENTS: ReadonlySet<string> = new Set([
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
]);
const PHOTOS: ReadonlySet<string> = new Set(['image/jpeg', 'image/png']);
const PHOTO_BYTES = 1024 * 1024;

const placeOf = (dataDir: string, sha256: string): string =>
  path.join(dataDir, 'notice-files', sha256.slice(0, 2), sha256);

/** Keep it; the same content again is the same file. `photo`: too big a picture. */
export async function keepNoticeFile(
  dataDir: string,
  bytes: Uint8Array,
  name: string,
): Promise<{ readonly file: KeptNotice } | { readonly refused: 'type' | 'photo' }> {
  const mime = (await sniff(bytes))?.mime ?? '';
  const photo = PHOTOS.has(mime);
  if (!photo && !DOCUMENTS.has(mime)) return { refused: 'type' };
  if (photo && bytes.length > PHOTO_BYTES) return { refused: 'photo' };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const target = placeOf(dataDir, sha256);
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  const half = `${target}.${randomUUID()}`;
  await writeFile(half, bytes, { mode: 0o600, flush: true });
  await rename(half, target);
  const short = [...name.normalize('NFC').replace(/[\p{C}/\\]/gu, '')].slice(-60).join('') || 'tep';
  const ref = noticeFile(sha256, Buffer.from(short).toString('base64url'));
  return { file: { kind: photo ? 'photo' : 'document', ref, name: short, mime } };
}

/** Null when it is gone, or the ref is another file's. */
export async function readNoticeFile(
  dataDir: string,
  ref: string,
): Promise<{ readonly bytes: Buffer; readonly name: string; readonly mime: string } | null> {
  const of = noticeOfRef(ref);
  if (!of) return null;
  const bytes = await readFile(placeOf(dataDir, of.sha256)).catch(() => null);
  if (!bytes) return null;
  const mime = (await sniff(bytes))?.mime ?? 'application/octet-stream';
  return { bytes, name: Buffer.from(of.name, 'base64url').toString(), mime };
}

/** Where anybody who was sent it can fetch it; null for another file's ref. */
export function noticePath(ref: string): string | null {
  const of = noticeOfRef(ref);
  return of === null ? null : `/tep-tin/${of.sha256}/${of.name}`;
}
