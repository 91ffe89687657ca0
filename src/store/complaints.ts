/**
 * Khiếu nại on signed paper (Luật Khiếu nại 02/2011/QH13 Đ.8): only from here do clocks run, and from the day the paper
 * was received (Đ.27; NĐ 155/2026 Đ.10), not from the day an officer writes it in.
 */
import type { Day } from '../law/index.ts';
import { type Store, transaction } from './db.ts';
import { formKey, insertTicket, type Officer, type Person } from './intake.ts';
import { audit, recordMilestone, type Speaker } from './tickets.ts';

export interface SignedComplaint {
  /** date written on the paper */
  readonly paperOn: Day;
  readonly receivedOn: Day;
  /** named by the paper itself (Đ.8 khoản 2), so kept by the ward's duty and not by consent */
  readonly person: Person;
  readonly text: string;
  readonly groupId?: string;
}

/**
 * Open a ticket for a signed complaint and start its clocks.
 * @param nonce of the form: sent twice it is one complaint
 * @returns its receipt code
 */
export async function takeComplaint(
  store: Store,
  speaker: Speaker,
  wardId: string,
  complaint: SignedComplaint,
  officer: Officer,
  nonce: string,
  at: Date,
): Promise<string> {
  const key = formKey('complaint', nonce, complaint);
  return await transaction(store, async (tx) => {
    const { person, text, groupId, paperOn, receivedOn } = complaint;
    const made = await insertTicket(tx, store.vault, {
      ...{ wardId, key, kind: 'khieuNai', category: 'khac', text, person, at, officer },
      ...(groupId === undefined ? {} : { groupId }),
    });
    if (!made.fresh) return made.code;
    await tx.query(
      'INSERT INTO complaint (ticket_id, ward_id, paper_on, received_on, officer_id, at) VALUES ($1, $2, $3, $4, $5, $6)',
      [made.id, wardId, paperOn, receivedOn, officer.officerId, at],
    );
    const on = { tx, vault: store.vault, speaker };
    const act = { code: made.code, actor: officer, key: `${key}:paper` };
    const recorded = await recordMilestone(on, act, 'paper', receivedOn);
    if (!recorded.ok) throw new Error(`the complaint's clocks were not started: ${recorded.why}`);
    await audit(tx, wardId, officer, 'ticket.complaint-paper', made.code, { paperOn, receivedOn });
    return made.code;
  });
}
