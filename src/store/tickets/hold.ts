/** Who has a ticket in hand, and what officers note for each other. */
import { one } from '../db.ts';
import {
  type Act,
  type Acted,
  ANSWER_LIMIT,
  audit,
  begin,
  DONE,
  lockTicket,
  type On,
  refused,
  words,
  write,
} from './act.ts';

/** Take a ticket oneself. Somebody else's is taken over only from a page that shows whose it is (`act.seen`). */
export async function claimTicket(on: On, act: Act): Promise<Acted> {
  const { officerId } = act.actor;
  if (officerId === null)
    return refused('bad', 'Chưa biết anh, chị là ai nên chưa nhận việc được. Xin nối tài khoản trước.');
  return await assignTicket(on, act, officerId);
}

/** Give a ticket to an officer of the ward. Residents are not told. */
export async function assignTicket(on: On, act: Act, officerId: string): Promise<Acted> {
  const opened = await begin(on, act, 'claim');
  if (!opened.go) return opened.acted;
  const { ticket, to } = opened;
  const holder = await one<{ name: string }>(
    on.tx,
    `SELECT name FROM officer WHERE id = $1 AND ward_id = $2 AND removed_at IS NULL AND roles && '{admin,receiver,handler,leader,sealed-reader}'`,
    [officerId, ticket.ward_id],
  );
  if (!holder) return refused('bad', 'Cán bộ này không còn trong danh sách, hoặc không được giao hồ sơ.');
  await write(on, ticket, act, {
    what: 'assigned',
    to,
    detail: { holder: holder.name, before: ticket.state, beforeHolder: ticket.holder_id },
    set: 'holder_id = $3',
    values: [officerId],
  });
  return DONE;
}

/** Nobody holds it any more. */
export async function releaseTicket(on: On, act: Act): Promise<Acted> {
  const opened = await begin(on, act, 'claim');
  if (!opened.go) return opened.acted;
  const { ticket } = opened;
  await write(on, ticket, act, {
    what: 'assigned',
    to: ticket.state,
    detail: { holder: null },
    set: 'holder_id = NULL',
  });
  return DONE;
}

/** A note for officers only: no resident ever reads it, and it makes no page old. */
export async function noteTicket(on: On, act: Act, text: string): Promise<Acted> {
  const said = words(text, ANSWER_LIMIT, 'Ghi chú');
  if ('ok' in said) return said;
  const ticket = await lockTicket(on.tx, act.code);
  if (!ticket) return refused('unknown', 'Không có hồ sơ này.');
  const made = await one(
    on.tx,
    `INSERT INTO ticket_event (ward_id, ticket_id, kind, actor, officer_id, actor_name, text, key) VALUES ($1, $2, 'noted', 'officer', $3, $4, $5, $6)
ON CONFLICT (key) DO NOTHING RETURNING id`,
    [ticket.ward_id, ticket.id, act.actor.officerId, act.actor.name, said.text, act.key],
  );
  if (made) await audit(on.tx, ticket.ward_id, act.actor, 'ticket.noted', ticket.code);
  return DONE;
}
