/** While the ward waits for the resident, its own promise stands still. */
import { vietnamDay } from '../../law/index.ts';
import { pausePromise, resumePromise } from '../clocks/change.ts';
import type { Sql } from '../db.ts';
import type { Held } from './act.ts';

const WAITING = 'chờ người dân bổ sung';

/** True when there was a promise to stop. */
export async function pauseForResident(
  tx: Sql,
  ticket: Pick<Held, 'id' | 'now'>,
  by: string,
): Promise<boolean> {
  return await pausePromise(tx, ticket.id, WAITING, by, vietnamDay(ticket.now));
}

/** The resident wrote, or the officer went on without. */
export async function resumeAfterWaiting(
  tx: Sql,
  ticket: { readonly id: string; readonly wardId: string },
  day: string,
  by: string,
): Promise<void> {
  await resumePromise(tx, ticket.wardId, ticket.id, WAITING, by, day);
}
