/** What officers' acts on a ticket tell the resident. */
import type { Notice } from '../../src/core/types.ts';
import { accepted } from './accepted.ts';
import { extended, paused, resumed } from './clock.ts';
import { kindSet } from './kind-set.ts';
import { merged } from './merged.ts';
import { split } from './split.ts';
import { transferred } from './transferred.ts';

export const ticketNotices: readonly Notice[] = [
  ...[accepted, kindSet, transferred, split, merged],
  ...[paused, resumed, extended],
];
