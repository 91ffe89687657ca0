/** One ticket into several (NĐ 154/2026/NĐ-CP Đ.14.4), several into one; each knows the others. */
import { createHash } from 'node:crypto';
import { type Category, guessCategory } from '../../core/categories.ts';
import { receipt } from '../../core/receipt.ts';
import type { TicketKind } from '../../core/types.ts';
import { vietnamDay } from '../../law/index.ts';
import { startClocks, stopClocks } from '../clocks/run.ts';
import { one } from '../db.ts';
import { sealedCode } from '../sealed.ts';
import {
  type Act,
  type Acted,
  ANSWER_LIMIT,
  audit,
  begin,
  lockTicket,
  type On,
  refused,
  tell,
  words,
  write,
} from './act.ts';
import { SETTABLE } from './kind.ts';

export interface Part {
  readonly kind: TicketKind;
  /** the ward's own list: which of them it is about is proposed from its words */
  readonly categories: readonly Category[];
  /** what of it is written, as the resident wrote it */
  readonly text: string;
}

const sayDay = (at: Date): string => vietnamDay(at).split('-').reverse().join('/');

/** Take a second matter out of a ticket into one of its own, with the same owner, place and day of receipt. */
export async function splitTicket(on: On, act: Act, part: Part): Promise<Acted> {
  const text = words(part.text, ANSWER_LIMIT, 'Nội dung tách ra');
  if ('ok' in text) return text;
  if (!SETTABLE.some((k) => k === part.kind))
    return refused('unlawful', 'Phần có nội dung tố cáo không tách thành hồ sơ ở đây.');
  const opened = await begin(on, act, 'split');
  if (!opened.go) return opened.acted;
  const { ticket } = opened;
  const code = await freshCode(on, act.key);
  const category = guessCategory(text.text, part.categories);
  const made = await one<{ id: string; opened_at: Date }>(
    on.tx,
    `INSERT INTO ticket (ward_id, code, key, kind, category, text, place_label, latitude, longitude, group_id, contact_id, contact_name, contact_phone, holder_id, opened_at, split_from, kind_confirmed_at)
SELECT ward_id, $2, $3, $4, $5, $6, place_label, latitude, longitude, group_id, contact_id, contact_name, contact_phone, holder_id, opened_at, id, now()
FROM ticket WHERE id = $1 RETURNING id, opened_at`,
    [ticket.id, code, `split:${act.key}`, part.kind, category, text.text],
  );
  if (!made) throw new Error('the part was not made');
  await on.tx.query(
    `INSERT INTO ticket_event (ward_id, ticket_id, kind, actor, officer_id, actor_name, text, detail, key) VALUES ($1, $2, 'opened', 'officer', $3, $4, $5, $6, $7)`,
    [
      ticket.ward_id,
      made.id,
      act.actor.officerId,
      act.actor.name,
      text.text,
      JSON.stringify({ code: ticket.code }),
      `${act.key}:part`,
    ],
  );
  await write(on, ticket, act, { what: 'split', to: ticket.state, detail: { code } });
  const start = { wardId: ticket.ward_id, ticketId: made.id, kind: part.kind, from: made.opened_at };
  await startClocks(on.tx, start);
  const payload = { day: sayDay(made.opened_at), part: code, kind: part.kind };
  return await tell(on, ticket, 'split', payload, act.key);
}

/** A receipt code nobody has, the same for the same act. */
async function freshCode(on: On, key: string): Promise<string> {
  for (let n = 0; ; n++) {
    const code = receipt(createHash('sha256').update(`${key}:${n}`).digest());
    const taken = await on.tx.query(
      'SELECT 1 FROM ticket WHERE code = $1 UNION ALL SELECT 1 FROM sealed_record WHERE code_mac = $2',
      [code, sealedCode(on.vault, code)],
    );
    if (!taken.rowCount) return code;
  }
}

/** Put a ticket into another one of the same person about the same matter: it is closed, and both say so. */
export async function mergeTicket(on: On, act: Act, into: string): Promise<Acted> {
  const code = into.trim().toUpperCase();
  if (code === act.code) return refused('bad', 'Không gộp một hồ sơ vào chính nó.');
  // both rows are locked in one order, whichever way two officers merge
  if (code < act.code) await lockTicket(on.tx, code);
  const opened = await begin(on, act, 'merge');
  if (!opened.go) return opened.acted;
  const { ticket, to } = opened;
  const target = await lockTicket(on.tx, code);
  if (!target || target.ward_id !== ticket.ward_id)
    return refused('bad', `Không có hồ sơ ${code.slice(0, 40)} để gộp vào. Xin xem lại mã.`);
  if (target.state === 'closed')
    return refused('bad', `Hồ sơ ${code} đã đóng nên không gộp vào được. Xin mở lại hồ sơ đó trước.`);
  if (target.contact_id === null || target.contact_id !== ticket.contact_id)
    return refused(
      'unlawful',
      'Hai hồ sơ không cùng một người gửi nên không gộp được: mỗi người phải được trả lời riêng.',
    );
  await write(on, ticket, act, {
    what: 'merged',
    to,
    detail: { code },
    set: 'merged_into = $3, closed_at = now()',
    values: [target.id],
  });
  await stopClocks(on.tx, ticket.id, `gộp vào ${code}`, act.actor.name);
  await on.tx.query('UPDATE attachment SET ticket_id = $2 WHERE ticket_id = $1', [ticket.id, target.id]);
  await on.tx.query(
    `INSERT INTO ticket_event (ward_id, ticket_id, kind, actor, officer_id, actor_name, text, detail, key)
SELECT ward_id, $2, 'merged', 'officer', $3, $4, text, $5, $6 FROM ticket WHERE id = $1`,
    [
      ticket.id,
      target.id,
      act.actor.officerId,
      act.actor.name,
      JSON.stringify({ code: ticket.code }),
      `${act.key}:into`,
    ],
  );
  await on.tx.query('UPDATE ticket SET version = version + 1, changed_at = now() WHERE id = $1', [target.id]);
  await audit(on.tx, ticket.ward_id, act.actor, 'ticket.merged', target.code, { code: ticket.code });
  const { rows } = await on.tx.query<{ opened_at: Date }>('SELECT opened_at FROM ticket WHERE id = $1', [
    ticket.id,
  ]);
  const day = sayDay(rows[0]?.opened_at ?? ticket.now);
  return await tell(on, ticket, 'merged', { day, into: target.code }, act.key);
}
