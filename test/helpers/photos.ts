/** Small photos with marks in every place where a camera or an app leaves words. */
import { crc32, deflateSync } from 'node:zlib';

const segment = (marker: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};
const JFIF = segment(0xe0, Buffer.from([0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]));
const TABLE = segment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)]));
const FRAME = segment(0xc0, Buffer.from([8, 0, 1, 0, 1, 1, 1, 0x11, 0]));
const SCAN = Buffer.concat([
  segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
  Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
]);
const END = Buffer.from([0xff, 0xd9]);

/** What is left of `jpegWith` when all metadata is gone. */
export const bareJpeg = Buffer.concat([Buffer.from([0xff, 0xd8]), JFIF, TABLE, FRAME, SCAN, END]);

/** A JPEG with the mark in Exif, XMP, a comment, and behind its end; `picture` stands inside the picture itself. */
export function jpegWith(mark: string, picture = ''): Buffer {
  const exif = segment(0xe1, Buffer.from(`Exif\0\0${mark}`));
  const xmp = segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${mark}`));
  const photoshop = segment(0xed, Buffer.from(`Photoshop 3.0\0${mark}`));
  const comment = segment(0xfe, Buffer.from(mark));
  const head = [Buffer.from([0xff, 0xd8]), JFIF, exif, xmp, TABLE, photoshop, comment, FRAME];
  return Buffer.concat([...head, SCAN, Buffer.from(picture), END, Buffer.from(mark)]);
}

function chunk(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
const PNG_HEAD = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const IHDR = chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]));
const IDAT = chunk('IDAT', deflateSync(Buffer.from([0, 128])));
const IEND = chunk('IEND', Buffer.alloc(0));
export const barePng = Buffer.concat([PNG_HEAD, IHDR, IDAT, IEND]);

/** A PNG with the mark in text, eXIf, time, an unknown chunk, and behind its end. */
export function pngWith(mark: string): Buffer {
  const words = ['tEXt', 'iTXt', 'zTXt', 'eXIf', 'tIME', 'abCd'].map((type) =>
    chunk(type, Buffer.from(mark)),
  );
  return Buffer.concat([PNG_HEAD, IHDR, ...words, IDAT, IEND, Buffer.from(mark)]);
}

function riff(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}
function webp(...chunks: readonly Buffer[]): Buffer {
  return riff('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks]));
}
const vp8x = (flags: number): Buffer => riff('VP8X', Buffer.from([flags, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
const VP8L = riff('VP8L', Buffer.from([0x2f, 0, 0, 0, 0]));
export const bareWebp = webp(vp8x(0x10), VP8L);

/** A WebP with the mark in its Exif, XMP and colour profile. */
export function webpWith(mark: string): Buffer {
  const words = ['ICCP', 'EXIF', 'XMP '].map((type) => riff(type, Buffer.from(mark)));
  return webp(vp8x(0x10 | 0x20 | 0x08 | 0x04), ...words, VP8L);
}
