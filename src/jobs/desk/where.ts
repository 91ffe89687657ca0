/**
 * Which chat the officers' group is now. The configuration names one; Telegram gives a group another id when it grows
 * into a supergroup, and from then on the ward's setting knows where it went. Kept in memory, read again when in doubt.
 */
import type { Sql } from '../../store/db.ts';
import { deskMoves, keepDeskMove } from '../../store/desk.ts';
import type { Desk } from '../../store/effects.ts';
import type { Runtime } from '../runtime.ts';

const known = new WeakMap<Runtime, string>();

/** The desk as this process knows it. */
export function deskOf(rt: Runtime): Desk | null {
  return rt.desk ? { ...rt.desk, chat: known.get(rt) ?? rt.desk.chat } : null;
}

/** Read where the group is now; what was configured is where the way begins. */
export async function learnDesk(rt: Runtime, sql: Sql): Promise<Desk | null> {
  if (!rt.desk) return null;
  const moves = await deskMoves(sql, rt.wardId);
  let chat = rt.desk.chat;
  // as many steps as there are moves: a circle ends
  for (const _ of Object.keys(moves)) chat = moves[chat] ?? chat;
  known.set(rt, chat);
  return { ...rt.desk, chat };
}

/** A chat has another id: kept when it is the officers' group. */
export async function deskMoved(
  rt: Runtime,
  sql: Sql,
  channelId: string,
  from: string,
  to: string,
): Promise<void> {
  const desk = await learnDesk(rt, sql);
  if (!desk || desk.channelId !== channelId || desk.chat !== from) return;
  await keepDeskMove(sql, rt.wardId, from, to);
  known.set(rt, to);
}
