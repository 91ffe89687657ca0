import { describe, expect, it } from 'vitest';
import { cleanPhoto, photoMime } from '../../src/store/sealed-photo.ts';
import { bareJpeg, barePng, bareWebp, jpegWith, pngWith, webpWith } from '../helpers/photos.ts';

const MARK = 'GPS-21.0285-105.8542-Tran-Thi-Hoa';

describe('a photo kept sealed', () => {
  it.each([
    ['JPEG', jpegWith(MARK), bareJpeg, 'image/jpeg'],
    ['PNG', pngWith(MARK), barePng, 'image/png'],
    ['WebP', webpWith(MARK), bareWebp, 'image/webp'],
  ] as const)('%s: loses all that is no picture, and nothing of the picture', (_name, photo, bare, mime) => {
    const clean = cleanPhoto(photo);
    expect(clean).toEqual(bare);
    expect(clean && photoMime(clean)).toBe(mime);
  });

  it('keeps the colours of an Adobe JPEG right, and drops a thumbnail in its head', () => {
    const adobe = Buffer.from([0xff, 0xee, 0, 14, ...Buffer.from('Adobe'), 0, 100, 0, 0, 0, 0, 2]);
    const at = 2;
    const withAdobe = Buffer.concat([bareJpeg.subarray(0, at), adobe, bareJpeg.subarray(at)]);
    expect(cleanPhoto(withAdobe)).toEqual(withAdobe);
    const thumb = Buffer.from([
      0xff,
      0xe0,
      0,
      19,
      ...Buffer.from('JFIF'),
      0,
      1,
      1,
      0,
      0,
      1,
      0,
      1,
      1,
      1,
      9,
      9,
      9,
    ]);
    expect(cleanPhoto(Buffer.concat([bareJpeg.subarray(0, 2), thumb, bareJpeg.subarray(20)]))).toEqual(
      Buffer.concat([bareJpeg.subarray(0, 2), bareJpeg.subarray(20)]),
    );
  });

  it.each([
    ['a PDF', Buffer.from('%PDF-1.7 …')],
    ['nothing', Buffer.alloc(0)],
    ['a GIF', Buffer.from('GIF89a\x01\0\x01\0\0\0\0;')],
    ['words', Buffer.from('ông Xyz')],
    ['half a JPEG', bareJpeg.subarray(0, 90)],
    ['a JPEG without a picture', Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
    ['half a PNG', barePng.subarray(0, 30)],
    [
      'a PNG whose chunk is longer than the file',
      Buffer.concat([barePng.subarray(0, 8), Buffer.alloc(20, 0xff)]),
    ],
    ['half a WebP', bareWebp.subarray(0, 20)],
  ])('is refused when it is %s', (_name, bytes) => {
    expect(cleanPhoto(bytes)).toBeNull();
  });
});
