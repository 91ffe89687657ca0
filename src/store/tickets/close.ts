/** Closing, and bringing back. A closed ticket leaves no clock running. */
import { meetClocks, runningDuties, startPromise, stopClocks } from '../clocks/run.ts';
import type { Store } from '../db.ts';
import {
  type Act,
  type Acted,
  type Actor,
  acting,
  begin,
  DONE,
  type On,
  REASON_LIMIT,
  refused,
  type Speaker,
  tellAll,
  words,
  write,
} from './act.ts';

/**
 * Close a ticket and tell the resident. Without an answer before it, only with a reason, which the resident is told.
 * @param reason empty = none
 */
export async function closing(on: On, act: Act, reason: string): Promise<Acted> {
  const why = reason.trim() === '' ? { text: '' } : words(reason, REASON_LIMIT, 'Lý do');
  if ('ok' in why) return why;
  const opened = await begin(on, act, why.text === '' ? 'close' : 'dismiss');
  if (!opened.go) return opened.acted;
  const { ticket, to } = opened;
  const duties = await runningDuties(on.tx, ticket.id);
  if (duties.length > 0 && why.text === '' && ticket.kind === 'khieuNai')
    return refused(
      'unlawful',
      `Hạn theo luật còn chạy (${duties.join(', ')}) nên chưa đóng được. Xin ghi mốc đã làm, hoặc ghi lý do đóng (rút đơn, đình chỉ); người dân sẽ được báo lý do đó.`,
    );
  await write(on, ticket, act, {
    what: 'closed',
    to,
    detail: { before: ticket.state },
    ...(why.text === '' ? {} : { text: why.text }),
    set: 'closed_at = now()',
  });
  // told why nothing more is done: that is the first answer
  if (why.text !== '') await meetClocks(on.tx, ticket.id, ['first', 'alarm']);
  await stopClocks(on.tx, ticket.id, why.text === '' ? 'đóng hồ sơ' : why.text, act.actor.name);
  return await tellAll(on, ticket, 'closed', { code: ticket.code, reason: why.text }, act.key);
}

/** As `closing`, in a transaction of its own. */
export async function closeTicket(
  store: Store,
  speaker: Speaker,
  code: string,
  actor: Actor,
  key: string,
  reason = '',
  seen?: number,
): Promise<Acted> {
  return await acting(store, speaker, (on) =>
    closing(on, { code, actor, key, ...(seen === undefined ? {} : { seen }) }, reason),
  );
}

/** Bring a ticket back to work; the ward's promise begins anew. The resident is not told. */
export async function reopening(on: On, act: Act, reason: string): Promise<Acted> {
  const why = reason.trim() === '' ? { text: '' } : words(reason, REASON_LIMIT, 'Lý do');
  if ('ok' in why) return why;
  const opened = await begin(on, act, 'reopen');
  if (!opened.go) return opened.acted;
  const { ticket, to } = opened;
  await write(on, ticket, act, {
    what: 'reopened',
    to,
    ...(why.text === '' ? {} : { text: why.text }),
    set: 'closed_at = NULL, merged_into = NULL',
  });
  await startPromise(on.tx, { wardId: ticket.ward_id, ticketId: ticket.id, from: ticket.now });
  return DONE;
}

/** As `reopening`, in a transaction of its own. */
export async function reopenTicket(
  store: Store,
  code: string,
  actor: Actor,
  key: string,
  reason = '',
): Promise<Acted> {
  return await acting(store, SILENT, (on) => reopening(on, { code, actor, key }, reason));
}
const SILENT: Speaker = { render: () => [], notices: new Map() };
