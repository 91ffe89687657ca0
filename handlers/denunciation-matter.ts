/** What of a message on the sealed path is to be kept. */
import type { Event, FileRef } from '../src/core/types.ts';
import { isPhrase, isYes } from './parts.ts';

const THANKS = ['cảm ơn', 'cám ơn', 'thank you', 'thanks'];
const PHOTOS = ['image/jpeg', 'image/png', 'image/webp'];

export interface Matter {
  readonly text?: string;
  readonly phone?: string;
  readonly file?: FileRef;
  /** a file that is no photo */
  readonly noPhoto?: true;
}

/** What was written; null when there is nothing in it to keep. */
export function matter(event: Event): Matter | null {
  switch (event.kind) {
    case 'text':
      return isPhrase(event.text, THANKS) || isYes(event) ? null : { text: event.text };
    case 'phone':
      return { phone: event.phone };
    case 'place': {
      const { latitude, longitude, label } = event;
      return { text: [label, `${latitude}, ${longitude}`].filter((part) => part !== undefined).join(': ') };
    }
    case 'file': {
      const caption = event.caption ? { text: event.caption } : {};
      return isPhoto(event.file) ? { ...caption, file: event.file } : { ...caption, noPhoto: true };
    }
    default:
      return null;
  }
}

const isPhoto = ({ kind, mime }: FileRef): boolean =>
  mime === undefined ? kind === 'photo' : PHOTOS.includes(mime);
