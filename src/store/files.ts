/** What a file really is, and files uploaded straight to us. */
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import type { FileRef } from '../core/types.ts';
import type { Vault } from './vault.ts';

export const MAX_FILE_BYTES = 20 * 1024 * 1024;

export type RefusedFile = 'empty' | 'too-big' | 'type';

/** What is kept, by sniffed type; anything that a browser could run is not among them. */
const KEPT: Readonly<Record<string, FileRef['kind']>> = {
  'image/jpeg': 'photo',
  'image/png': 'photo',
  'image/webp': 'photo',
  'image/gif': 'photo',
  'image/heic': 'photo',
  'image/heif': 'photo',
  'application/pdf': 'document',
  'application/x-cfb': 'document',
  'application/rtf': 'document',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'document',
  'application/vnd.oasis.opendocument.text': 'document',
  'audio/amr': 'voice',
  'audio/aac': 'voice',
  'audio/mpeg': 'voice',
  'audio/ogg': 'voice',
  'audio/opus': 'voice',
  'audio/x-m4a': 'voice',
  'audio/mp4': 'voice',
  'audio/wav': 'voice',
  'video/mp4': 'video',
  'video/quicktime': 'video',
  'video/3gpp': 'video',
  'video/webm': 'video',
};

/** The type by content, never by name or by what the sender says. */
export async function sniff(bytes: Uint8Array): Promise<{ mime: string; kind: FileRef['kind'] } | null> {
  const found = await fileTypeFromBuffer(bytes);
  const mime = found?.mime.split(';')[0] ?? (isPlainText(bytes) ? 'text/plain' : '');
  if (mime === 'text/plain') return { mime, kind: 'document' };
  const kind = KEPT[mime];
  return kind === undefined ? null : { mime, kind };
}

function isPlainText(bytes: Uint8Array): boolean {
  if (bytes.length === 0 || bytes.includes(0)) return false;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return !/^\s*<(!doctype|html|svg|\?xml|script)/i.test(text);
  } catch {
    return false;
  }
}

/**
 * Keep what a resident uploaded to the web chat, until the message it belongs to is understood: it may be evidence of a
 * tố cáo, so it waits encrypted, under a name that says nothing of it. Its ref is signed: it cannot be guessed, forged,
 * or point elsewhere.
 */
export async function keepUpload(
  vault: Vault,
  dataDir: string,
  bytes: Uint8Array,
  name: string,
): Promise<{ file: FileRef } | { refused: RefusedFile }> {
  if (bytes.length === 0) return { refused: 'empty' };
  if (bytes.length > MAX_FILE_BYTES) return { refused: 'too-big' };
  const type = await sniff(bytes);
  if (!type) return { refused: 'type' };
  const id = randomBytes(32).toString('hex');
  const target = uploadPath(dataDir, id);
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  await writeFile(target, vault.sealBytes(`upload:${id}`, bytes), { mode: 0o600, flush: true });
  return {
    file: {
      kind: type.kind,
      ref: `${id}.${signature(vault, id)}`,
      name: name.slice(0, 200),
      mime: type.mime,
      size: bytes.length,
    },
  };
}

const signature = (vault: Vault, id: string): string => vault.mac('upload', id).toString('hex').slice(0, 32);

const uploadPath = (dataDir: string, id: string): string => path.join(dataDir, 'uploads', id.slice(0, 2), id);

/** The id in a ref that we gave out; null for any other. */
function uploadId(vault: Vault, ref: string): string | null {
  const match = /^([0-9a-f]{64})\.([0-9a-f]{32})$/.exec(ref);
  return match?.[1] !== undefined && signature(vault, match[1]) === match[2] ? match[1] : null;
}

/** The bytes of an upload; null for a ref that we did not give out. */
export async function readUpload(vault: Vault, dataDir: string, ref: string): Promise<Buffer | null> {
  const id = uploadId(vault, ref);
  return id === null ? null : vault.openBytes(`upload:${id}`, await readFile(uploadPath(dataDir, id)));
}

const UPLOAD_MS = 24 * 3_600_000;

/** Remove uploads a day old: the message they belong to came long ago, or never. */
export async function dropOldUploads(dataDir: string, now: Date): Promise<void> {
  const root = path.join(dataDir, 'uploads');
  const found = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of found) {
    const file = path.join(entry.parentPath, entry.name);
    const at = entry.isFile() ? await stat(file).catch(() => null) : null;
    if (at && now.getTime() - at.mtimeMs > UPLOAD_MS) await rm(file, { force: true });
  }
}

/** Remove an upload from the disk. */
export async function dropUpload(vault: Vault, dataDir: string, ref: string): Promise<void> {
  const id = uploadId(vault, ref);
  if (id !== null) await rm(uploadPath(dataDir, id), { force: true });
}
