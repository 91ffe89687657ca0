/** Tickets of one officer given to another, each by the same act as from its own page. */
import { randomUUID } from 'node:crypto';
import type { Officer } from '../../store/officers.ts';
import { heldByOfficer } from '../../store/staff.ts';
import { acting, assignTicket } from '../../store/tickets.ts';
import type { WebDeps } from '../deps.ts';
import { isId } from './form.ts';

/** Give the chosen ones on. Null: all done; else why not, and which are left. */
export async function handOver(
  deps: WebDeps,
  me: Officer,
  from: string,
  codes: readonly string[],
  to: string,
): Promise<string | null> {
  if (!isId(to) || to === from) return 'Xin chọn người nhận hồ sơ.';
  const held = await heldByOfficer(deps.store.pool, deps.wardId, from);
  const chosen = held.filter((one) => codes.includes(one.code));
  if (chosen.length === 0) return 'Xin đánh dấu vào hồ sơ cần giao.';
  const left: string[] = [];
  for (const { code } of chosen) {
    const act = { code, actor: { officerId: me.id, name: me.name }, key: `console:${randomUUID()}` };
    const acted = await acting(deps.store, deps.speaker, (on) => assignTicket(on, act, to));
    if (!acted.ok) left.push(`${code}: ${acted.say}`);
  }
  return left.length === 0 ? null : `Chưa giao được ${left.length} hồ sơ. ${left.join(' ')}`;
}
