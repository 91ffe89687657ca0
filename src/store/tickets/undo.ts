/**
 * Taking an act back while nobody outside has heard of it: what the resident was to be told waits two minutes, and goes
 * with the act. State, holder, place and clocks are again what they were; the act and its undoing stay in the history.
 */
import { z } from 'zod';
import { STATES } from '../../core/states.ts';
import { one, type Sql } from '../db.ts';
import { type Acted, type Actor, AGAIN, DONE, lockTicket, type On, refused, write } from './act.ts';

export const UNDO_MINUTES = 2;

/** What was just queued waits, so that it can still be taken back. In the transaction of the act. */
export async function holdTold(tx: Sql, outbox: readonly string[]): Promise<void> {
  await tx.query(
    `UPDATE outbox SET next_at = now() + $2 * interval '1 minute' WHERE id = ANY($1) AND state = 'queued'`,
    [outbox, UNDO_MINUTES],
  );
}

const before = z.object({
  before: z.enum(STATES),
  beforeHolder: z.uuid().nullish(),
  beforePlace: z.string().nullish(),
});

const SETS: Readonly<Record<string, string>> = {
  assigned: 'holder_id = $3',
  transferred: 'transferred_to = $3',
  closed: 'closed_at = NULL',
};

/** Take back what was done under `key`: assigned, transferred or closed. */
export async function undoAct(on: On, code: string, key: string, actor: Actor): Promise<Acted> {
  const ticket = await lockTicket(on.tx, code);
  if (!ticket) return refused('unknown', 'Không có hồ sơ này.');
  const undo = { code, actor, key: `${key}:undo` };
  if (await one(on.tx, 'SELECT 1 FROM ticket_event WHERE key = $1', [undo.key])) return AGAIN;
  const act = await one<{ id: string; kind: string; detail: unknown; at: Date; last: boolean }>(
    on.tx,
    `SELECT e.id, e.kind, e.detail, e.at, NOT EXISTS (SELECT 1 FROM ticket_event l WHERE l.ticket_id = e.ticket_id AND l.id > e.id AND l.kind NOT IN ('noted', 'held')) AS last
FROM ticket_event e WHERE e.ticket_id = $1 AND e.key = $2`,
    [ticket.id, key],
  );
  const was = before.safeParse(act?.detail);
  const set = SETS[act?.kind ?? ''];
  if (!act || !was.success || set === undefined)
    return refused('bad', 'Việc này không hoàn tác được. Xin mở hồ sơ để xem.');
  if (!act.last)
    return refused('stale', 'Sau đó hồ sơ đã có việc khác nên không hoàn tác nữa. Xin mở hồ sơ để xem.');
  if (!(await takeBackTold(on.tx, ticket.id, key)))
    return refused(
      'stale',
      'Người dân đã nhận tin báo nên không hoàn tác được. Xin mở hồ sơ và nhắn cho người dân.',
    );
  const value = { assigned: was.data.beforeHolder, transferred: was.data.beforePlace }[act.kind] ?? null;
  await write(on, ticket, undo, {
    what: 'undone',
    to: was.data.before,
    detail: { act: act.kind },
    set,
    ...(act.kind === 'closed' ? {} : { values: [value] }),
  });
  await rewindClocks(on.tx, ticket.id, act.at);
  return DONE;
}

/** What was to be said goes, if none of it has been said. */
async function takeBackTold(tx: Sql, ticketId: string, key: string): Promise<boolean> {
  const told = await tx.query<{ id: string; state: string }>(
    'SELECT id, state FROM outbox WHERE ticket_id = $1 AND position($2 in key) > 0 FOR UPDATE',
    [ticketId, `:${key}:`],
  );
  if (told.rows.some((row) => row.state !== 'queued')) return false;
  await tx.query('DELETE FROM outbox WHERE id = ANY($1)', [told.rows.map((row) => row.id)]);
  return true;
}

/** Clocks that ended in the very transaction of the act run on, paused if they were. */
async function rewindClocks(tx: Sql, ticketId: string, at: Date): Promise<void> {
  await tx.query(
    `UPDATE clock SET met_at = NULL, state = CASE WHEN pauses-> -1 IS NOT NULL AND NOT pauses-> -1 ? 'to' THEN 'paused' ELSE 'running' END,
history = CASE WHEN state = 'stopped' THEN history - (-1) ELSE history END
WHERE ticket_id = $1 AND (state IN ('met', 'missed') AND met_at = $2::timestamptz(3)
  OR state = 'stopped' AND history-> -1->>'what' = 'stopped' AND (history-> -1->>'at')::timestamptz(3) = $2::timestamptz(3))`,
    [ticketId, at],
  );
}
