/** The kind confirmed or changed by an officer, and a matter passed on to the authority it belongs to. */
import { MEETS } from '../../core/stages.ts';
import type { TicketKind } from '../../core/types.ts';
import { PROMISE } from '../../law/index.ts';
import { meetClocks, startClocks, stopClocks } from '../clocks/run.ts';
import { type Act, type Acted, begin, type On, REASON_LIMIT, refused, tell, words, write } from './act.ts';

/** What an officer may set; a tố cáo goes the sealed way. */
export const SETTABLE = [
  'phanAnh',
  'kienNghi',
  'khieuNai',
  'thongTin',
  'hoi',
] as const satisfies readonly TicketKind[];

/**
 * Confirm the kind, or change it; the resident is told which, and why. Clocks that the new kind does not have stop, those
 * it has begin from the day the ticket was opened.
 */
export async function changeKind(on: On, act: Act, kind: TicketKind, reason: string): Promise<Acted> {
  const why = words(reason, REASON_LIMIT, 'Lý do');
  if ('ok' in why) return why;
  if (!SETTABLE.some((k) => k === kind))
    return refused(
      'unlawful',
      'Nội dung tố cáo không ghi ở đây. Xin đừng chép lại nội dung; dùng mục “Đây là tố cáo: chuyển vào phòng niêm phong”.',
    );
  const opened = await begin(on, act, 'kind');
  if (!opened.go) return opened.acted;
  const { ticket } = opened;
  await write(on, ticket, act, {
    what: 'kind',
    to: ticket.state,
    text: why.text,
    detail: { from: ticket.kind, to: kind },
    set: 'kind = $3, kind_confirmed_at = now()',
    values: [kind],
  });
  if (kind !== ticket.kind) {
    const { rows } = await on.tx.query<{ opened_at: Date }>('SELECT opened_at FROM ticket WHERE id = $1', [
      ticket.id,
    ]);
    const stays = (k: TicketKind) => k === 'phanAnh' || k === 'kienNghi';
    if (!(stays(kind) && stays(ticket.kind))) {
      await stopClocks(on.tx, ticket.id, 'đổi loại hồ sơ', act.actor.name);
      const from = rows[0]?.opened_at ?? ticket.now;
      await startClocks(on.tx, { wardId: ticket.ward_id, ticketId: ticket.id, kind, from });
    }
  }
  return await tell(on, ticket, 'kind-set', { code: ticket.code, kind, reason: why.text }, act.key);
}

const PLACE_LIMIT = 200;

/**
 * Pass the matter on to the authority it belongs to (Luật Tiếp công dân Đ.26.2.b); the resident is told where, and still
 * follows it here. The first answer is given by it; the ward's own promise ends.
 * @param place name of the authority
 * @param text more to say to the resident, may be empty
 */
export async function transferTicket(on: On, act: Act, place: string, text: string): Promise<Acted> {
  const to = words(place, PLACE_LIMIT, 'Tên nơi nhận');
  if ('ok' in to) return to;
  const said = text.trim() === '' ? { text: '' } : words(text, REASON_LIMIT, 'Lời nhắn');
  if ('ok' in said) return said;
  const opened = await begin(on, act, 'transfer');
  if (!opened.go) return opened.acted;
  const { ticket } = opened;
  await write(on, ticket, act, {
    what: 'transferred',
    to: opened.to,
    ...(said.text === '' ? {} : { text: said.text }),
    detail: { place: to.text, before: ticket.state, beforePlace: ticket.transferred_to },
    set: 'transferred_to = $3',
    values: [to.text],
  });
  await meetClocks(on.tx, ticket.id, MEETS.transfer);
  await stopClocks(on.tx, ticket.id, `đã chuyển tới ${to.text}`, act.actor.name, [PROMISE]);
  const payload = { code: ticket.code, place: to.text, text: said.text };
  return await tell(on, ticket, 'transferred', payload, act.key);
}
