/** Where Zalo keeps what people send, to the OA as to the bot. Some addresses are plain http. */
import { SendError } from '../core/errors.ts';
import type { FileRef } from '../core/types.ts';

export const ZALO_MEDIA: readonly string[] = ['.zdn.vn', '.zadn.vn', '.zalo.me', '.zaloapp.com'];

/** A file's ref is its address. @throws SendError('rejected') for one that is not on the list: nobody is sent elsewhere */
export function mediaUrl(file: FileRef, hosts: readonly string[]): string {
  const url = URL.canParse(file.ref) ? new URL(file.ref) : null;
  const web = url?.protocol === 'https:' || url?.protocol === 'http:';
  const known = (host: string) =>
    hosts.some((allowed) => (allowed.startsWith('.') ? host.endsWith(allowed) : host === allowed));
  if (!url || !web || !known(url.host))
    throw new SendError('rejected', 'Tệp này không nằm ở Zalo.', { code: 'foreign' });
  return url.href;
}
