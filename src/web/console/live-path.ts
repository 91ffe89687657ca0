/** Where open pages hear of changes, and the short form of what they show. */
import { createHash } from 'node:crypto';
import type { Report } from '../../store/broadcasts/index.ts';

export const LIVE = '/console/song';

/** Short for what a page shows: another one means it should look again. */
export const digestOf = (shown: unknown): string =>
  createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 12);

/** What of a broadcast moves on its page. */
export const drawnOf = ({ broadcast, tallies }: Report): unknown => [broadcast.state, tallies];
