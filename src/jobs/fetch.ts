/** Residents' files: fetched at once, because platforms' links die; a failed download never stops a petition. */
import { SendError } from '../core/errors.ts';
import {
  claimFile,
  type PendingFile,
  settleFailed,
  settleStored,
  writeFileByHash,
} from '../store/attachments.ts';
import { dropUpload, MAX_FILE_BYTES, readUpload, sniff } from '../store/files.ts';
import { claimPhoto, keepPhoto, photoFailed } from '../store/sealed-files.ts';
import { DownloadError, download } from './download.ts';
import { tellRefused } from './refused.ts';
import type { Runtime } from './runtime.ts';
import { backoff } from './send.ts';

const TRIES = 6;

/** Ring of the fetch bell: get one file, look what it is, keep it under its hash. */
export async function fetchJob(rt: Runtime, id: string): Promise<void> {
  const pending = await claimFile(rt.store, id);
  if (!pending) return await fetchPhoto(rt, id);
  try {
    const bytes = await get(rt, pending);
    const type = await sniff(bytes);
    if (!type) {
      await settleFailed(rt.store, id, 'type', null);
      return await tellRefused(rt, id, 'type');
    }
    const sha256 = await writeFileByHash(rt.dataDir, bytes);
    await settleStored(rt.store, id, { sha256, size: bytes.length, mime: type.mime });
  } catch (error) {
    const { final, why } = judge(error);
    const wait = final || pending.attempts >= TRIES ? null : backoff(pending.attempts);
    rt.log.warn(
      { attachment: id, platform: pending.platform, why, attempts: pending.attempts },
      'a file was not fetched',
    );
    await settleFailed(rt.store, id, why, wait);
    if (wait !== null) rt.queues.ring('fetch', [id], { delayMs: wait + 20, again: String(pending.attempts) });
    else if (why === 'too-big') await tellRefused(rt, id, 'size');
  }
}

/** The same for a photo of a sealed record: its bytes are in memory only, and nothing of it is logged. */
async function fetchPhoto(rt: Runtime, id: string): Promise<void> {
  const photo = await claimPhoto(rt.store, id);
  if (!photo) return;
  try {
    await keepPhoto(rt.store, rt.dataDir, photo, await get(rt, photo));
    if (photo.platform === 'web') await dropUpload(rt.store.vault, rt.dataDir, photo.file.ref);
  } catch (error) {
    const wait = judge(error).final || photo.attempts >= TRIES ? null : backoff(photo.attempts);
    await photoFailed(rt.store, id, wait);
    if (wait !== null) rt.queues.ring('fetch', [id], { delayMs: wait + 20, again: String(photo.attempts) });
  }
}

async function get(rt: Runtime, pending: Pick<PendingFile, 'platform' | 'file'>): Promise<Uint8Array> {
  if (pending.platform === 'web') {
    const bytes = await readUpload(rt.store.vault, rt.dataDir, pending.file.ref);
    if (bytes === null) throw new DownloadError('not-ours', true);
    return bytes;
  }
  const platform = rt.channels.get(pending.platform)?.platform;
  if (!platform?.locate) throw new DownloadError('no-channel', true);
  const { url, headers } = await platform.locate(pending.file);
  return await download(url, {
    hosts: platform.mediaHosts,
    maxBytes: MAX_FILE_BYTES,
    ...(headers ? { headers } : {}),
  });
}

function judge(error: unknown): { final: boolean; why: string } {
  if (error instanceof DownloadError) return { final: error.final, why: error.why };
  if (error instanceof SendError)
    return { final: error.reason === 'rejected' || error.reason === 'blocked', why: error.reason };
  return { final: false, why: error instanceof Error ? error.name : 'unknown' };
}
