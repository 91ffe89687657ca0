import { createHash } from 'node:crypto';

/** The id of a delivery that names none: the same bytes again have the same id. */
export function rawId(body: Uint8Array): string {
  return `raw:${createHash('sha256').update(body).digest('hex')}`;
}
