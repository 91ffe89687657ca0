/** Attachments of a message: Zalo's loose payloads -> a closed list of kinds. */
import { z } from 'zod';
import { lax, textual } from '../fields.ts';
import { isObject, parseObject } from '../json.ts';
import type { Attachment } from './types.ts';

const Raw = z.looseObject({
  type: lax(z.string()),
  payload: lax(
    z.looseObject({
      url: lax(z.string()),
      thumbnail: lax(z.string()),
      description: lax(z.string()),
      name: lax(z.string()),
      size: lax(textual),
      type: lax(z.string()),
      id: lax(textual),
      coordinates: lax(z.looseObject({ latitude: textual, longitude: textual })),
    }),
  ),
});
type Payload = NonNullable<z.output<typeof Raw>['payload']>;

/** Read `message.attachments`; what is no list gives none, an item that cannot be read becomes `other`. */
export function readAttachments(value: unknown, what: string): Attachment[] {
  return Array.isArray(value) ? value.map((item) => readOne(item, what)) : [];
}

function readOne(item: unknown, what: string): Attachment {
  const raw = Raw.safeParse(item).data;
  // Some clients report `photo` where Zalo writes `image`.
  const type = raw?.type === 'photo' ? 'image' : (raw?.type ?? 'unknown');
  const payload = raw?.payload;
  const read = payload ? ofType(type, payload, what) : null;
  return read ?? { kind: 'other', type: /^[a-z_]{1,32}$/.test(type) ? type : 'unknown' };
}

function ofType(type: string, payload: Payload, what: string): Attachment | null {
  if (what === 'business_card') {
    const card = cardOf(payload);
    if (card) return card;
  }
  switch (type) {
    case 'location':
      return placeOf(payload);
    case 'sticker':
      return payload.id ? { kind: 'sticker', id: payload.id } : null;
    case 'file':
      return fileOf(payload);
    case 'image':
    case 'gif':
    case 'audio':
    case 'video':
    case 'link':
      return payload.url
        ? {
            kind: type,
            url: payload.url,
            ...(payload.description ? { description: payload.description } : {}),
          }
        : null;
    default:
      return null;
  }
}

/** A business card is a link whose description is a JSON string with `phone` (text or number). */
function cardOf(payload: Payload): Attachment | null {
  const card = payload.description ? parseObject(payload.description) : null;
  const phone = textual.safeParse(card?.phone).data;
  if (!phone) return null;
  const name = card?.name ?? card?.display_name;
  return { kind: 'card', phone, ...(typeof name === 'string' && name ? { name } : {}) };
}

/** Coordinates are strings in Zalo's samples; numbers are taken too. Out of range is no place. */
function placeOf(payload: Payload): Attachment | null {
  if (!isObject(payload.coordinates)) return null;
  const latitude = degrees(payload.coordinates.latitude, 90);
  const longitude = degrees(payload.coordinates.longitude, 180);
  return latitude === null || longitude === null ? null : { kind: 'location', latitude, longitude };
}

function degrees(text: string, most: number): number | null {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) && Math.abs(value) <= most ? value : null;
}

function fileOf(payload: Payload): Attachment | null {
  if (!payload.url) return null;
  const size = payload.size ? Number(payload.size) : Number.NaN;
  return {
    kind: 'file',
    url: payload.url,
    ...(payload.name ? { name: payload.name } : {}),
    ...(Number.isSafeInteger(size) && size >= 0 ? { size } : {}),
    ...(payload.type ? { type: payload.type } : {}),
  };
}
