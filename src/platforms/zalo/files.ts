/** Files to Zalo: upload, then refer to the upload. Uploads live 7 days and are scarce, so results are kept for a while. */
import { createHash } from 'node:crypto';
import { SendError } from '../../core/errors.ts';
import type { FileRef } from '../../core/types.ts';
import {
  type Content,
  type OaClient,
  UPLOAD_LIMITS,
  type Upload,
  ZaloApiError,
} from '../../zalo-api-sdk/index.ts';

/** A file of our store by the `ref` of a FileRef. Throws SendError, or anything else for "try again". */
export type ReadFile = (ref: string) => Promise<Upload>;

const KEEP_MS = 6 * 86_400_000;
const KEEP_MOST = 200;

export interface FileSender {
  /** Upload where needed and `send`; an upload that has expired (-100) is made again once. */
  deliver(file: FileRef, send: (content: Content) => Promise<string>): Promise<string>;
}

export function fileSender(client: OaClient, readFile: ReadFile, now: () => Date): FileSender {
  const kept = new Map<string, { readonly content: Content; readonly until: number }>();

  async function uploaded(file: Upload, key: string): Promise<Content> {
    const known = kept.get(key);
    if (known && known.until > now().getTime()) return known.content;
    const content = await upload(client, file);
    kept.delete(key);
    kept.set(key, { content, until: now().getTime() + KEEP_MS });
    for (const oldest of kept.keys()) {
      if (kept.size <= KEEP_MOST) break;
      kept.delete(oldest);
    }
    return content;
  }

  return {
    async deliver(ref, send) {
      const file = await readFile(ref.ref);
      const key = createHash('sha256')
        .update(file.mime)
        .update('\0')
        .update(file.name)
        .update('\0')
        .update(file.bytes)
        .digest('hex');
      try {
        return await send(await uploaded(file, key));
      } catch (error) {
        if (!(error instanceof ZaloApiError && error.class === 'reupload')) throw error;
        kept.delete(key);
        return await send(await uploaded(file, key));
      }
    },
  };
}

async function upload(client: OaClient, file: Upload): Promise<Content> {
  if (file.bytes.length === 0) throw refused('Tệp trống, không gửi được.', 'file');
  switch (kindOf(file.mime)) {
    case 'image':
      within(file, UPLOAD_LIMITS.image.bytes, 'Zalo chỉ nhận ảnh đến 1 MB.');
      return { kind: 'image', attachmentId: await client.uploadImage(file) };
    case 'gif': {
      within(file, UPLOAD_LIMITS.gif.bytes, 'Zalo chỉ nhận ảnh động đến 5 MB.');
      const size = gifSize(file.bytes);
      return { kind: 'gif', attachmentId: await client.uploadGif(file), ...size };
    }
    case 'file':
      within(file, UPLOAD_LIMITS.file.bytes, 'Zalo chỉ nhận tệp đến 5 MB.');
      return { kind: 'file', token: await client.uploadFile(file) };
    case null:
      throw refused('Zalo chỉ nhận ảnh JPG, PNG, GIF và tệp PDF, Word.', 'file-type');
  }
}

function kindOf(mime: string): 'image' | 'gif' | 'file' | null {
  for (const kind of ['image', 'gif', 'file'] as const) {
    const mimes: readonly string[] = UPLOAD_LIMITS[kind].mimes;
    if (mimes.includes(mime)) return kind;
  }
  return null;
}

function within(file: Upload, most: number, say: string): void {
  if (file.bytes.length > most) throw refused(say, 'file-size');
}

/** Width and height stand little-endian at byte 6 of a GIF. */
function gifSize(bytes: Uint8Array): { width: number; height: number } {
  if (bytes.length < 10) throw refused('Ảnh động này bị hỏng.', 'file');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

const refused = (say: string, code: string): SendError => new SendError('rejected', say, { code });
