/** Which files a browser may show by itself; everything else is downloaded. */

const PICTURES: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
};
const ENDINGS: Readonly<Record<string, string>> = {
  ...PICTURES,
  'image/heic': 'heic',
  'application/pdf': 'pdf',
  'text/plain': 'txt',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'video/mp4': 'mp4',
};

export const isPicture = (mime: string | null): boolean => mime !== null && Object.hasOwn(PICTURES, mime);

/** What to call a file that came without a name. */
export function nameless(id: string, mime: string | null): string {
  const ending = ENDINGS[mime ?? ''];
  return `tep-${id.slice(0, 8)}${ending === undefined ? '' : `.${ending}`}`;
}

/** RFC 6266: an ASCII name for old browsers, the true one by RFC 5987. Nothing in it can end the header or the quotes. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Surrogate}/\\]/gu, '_');
  const ascii = plain
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replace(/[^\x20-\x7e]|["%;]/g, '_');
  const encoded = encodeURIComponent(plain).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
