/**
 * Photos without what the camera wrote into them (place, time, device, owner). Pure. The picture itself is not
 * touched: only segments that are no picture go, and whatever stands behind its end.
 */

/** The photo without its metadata; null for anything that is no sound JPEG, PNG or WebP. */
export function cleanPhoto(bytes: Uint8Array): Buffer | null {
  const b = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (b.length > 3 && b.readUInt16BE(0) === 0xffd8) return cleanJpeg(b);
  if (b.length > 8 && b.subarray(0, 8).equals(PNG)) return cleanPng(b);
  if (b.length > 12 && b.toString('latin1', 0, 4) === 'RIFF' && b.toString('latin1', 8, 12) === 'WEBP')
    return cleanWebp(b);
  return null;
}

/** Type of a photo that `cleanPhoto` let through. */
export function photoMime(bytes: Uint8Array): 'image/jpeg' | 'image/png' | 'image/webp' {
  return bytes[0] === 0xff ? 'image/jpeg' : bytes[0] === 0x89 ? 'image/png' : 'image/webp';
}

// ---------------------------------------------------------------- JPEG (ITU T.81 Annex B)

const END = 0xd9;
const SCAN = 0xda;

/** A bare JFIF head and Adobe's colour transform are needed to show the colours right; every other APPn and comment goes. */
function keepsJpegSegment(marker: number, body: Buffer): boolean {
  if (marker === 0xfe) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  if (marker === 0xe0) return body.length === 14 && body.toString('latin1', 0, 4) === 'JFIF';
  return marker === 0xee && body.length === 12 && body.toString('latin1', 0, 5) === 'Adobe';
}

function cleanJpeg(b: Buffer): Buffer | null {
  const kept: Buffer[] = [b.subarray(0, 2)];
  let scans = 0;
  for (let at = 2; at + 1 < b.length; ) {
    if (b[at] !== 0xff) return null;
    const marker = b[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1; // fill byte
      continue;
    }
    if (marker === END) return scans > 0 ? Buffer.concat([...kept, b.subarray(at, at + 2)]) : null;
    if (at + 4 > b.length) return null;
    const end = at + 2 + b.readUInt16BE(at + 2);
    if (end < at + 4 || end > b.length) return null;
    if (keepsJpegSegment(marker, b.subarray(at + 4, end))) kept.push(b.subarray(at, end));
    at = end;
    if (marker !== SCAN) continue;
    scans += 1;
    const next = endOfScan(b, at);
    kept.push(b.subarray(at, next));
    at = next;
  }
  return null;
}

/** Coded data runs to the next marker that is neither a stuffed zero nor a restart. */
function endOfScan(b: Buffer, from: number): number {
  let at = b.indexOf(0xff, from);
  for (; at >= 0 && at + 1 < b.length; at = b.indexOf(0xff, at + 1)) {
    const next = b[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return b.length;
}

// ---------------------------------------------------------------- PNG (W3C PNG, 5 and 11)

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** What the picture is drawn from; text, time, eXIf and everything unknown goes. */
const PNG_KEPT = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD']);

function cleanPng(b: Buffer): Buffer | null {
  const kept: Buffer[] = [PNG];
  let drawn = false;
  for (let at = 8; at + 12 <= b.length; ) {
    const type = b.toString('latin1', at + 4, at + 8);
    const end = at + 12 + b.readUInt32BE(at);
    if (end > b.length) return null;
    if (PNG_KEPT.has(type)) kept.push(b.subarray(at, end));
    drawn ||= type === 'IDAT';
    if (type === 'IEND') return drawn ? Buffer.concat(kept) : null;
    at = end;
  }
  return null;
}

// ---------------------------------------------------------------- WebP (RFC 9649)

/** Frames of moving pictures can hold anything: such a file is refused for having no picture left. */
const WEBP_KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH']);
/** Flags of VP8X that announce ICC profile, Exif and XMP. */
const WEBP_META = 0x20 | 0x08 | 0x04;

function cleanWebp(b: Buffer): Buffer | null {
  const size = b.readUInt32LE(4) + 8;
  if (size > b.length) return null;
  const kept: Buffer[] = [];
  let drawn = false;
  for (let at = 12; at + 8 <= size; ) {
    const type = b.toString('latin1', at, at + 4);
    const length = b.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    if (at + 8 + length > size) return null;
    if (WEBP_KEPT.has(type)) {
      const chunk = Buffer.from(b.subarray(at, Math.min(end, size)));
      if (type === 'VP8X' && length > 0) chunk.writeUInt8(chunk.readUInt8(8) & ~WEBP_META, 8);
      kept.push(chunk);
      drawn ||= type === 'VP8 ' || type === 'VP8L';
    }
    at = end;
  }
  if (!drawn) return null;
  const body = Buffer.concat(kept);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
}
