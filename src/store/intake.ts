/** Petitions that an officer writes in at the counter: one form, one ticket, with its code and clocks. */
import { createHash } from 'node:crypto';
import { receipt } from '../core/receipt.ts';
import type { TicketKind } from '../core/types.ts';
import { startClocks } from './clocks.ts';
import { one, type Sql, type Store, transaction } from './db.ts';
import { sealedCode } from './sealed.ts';
import { type Actor, audit } from './tickets.ts';
import type { Vault } from './vault.ts';

export interface Officer extends Actor {
  readonly officerId: string;
}

/** Who stands at the counter; kept only with consent (Luật 91/2025/QH15 Đ.9), or because signed paper names them. */
export interface Person {
  readonly name?: string;
  /** digits with a leading 0 */
  readonly phone?: string;
  readonly address?: string;
}

export interface Petition {
  readonly kind: Extract<TicketKind, 'phanAnh' | 'kienNghi'>;
  readonly category: string;
  readonly text: string;
  readonly place?: string;
  readonly groupId?: string;
  readonly person: Person;
  /** spoken, written up here, and read back; false: brought on paper */
  readonly oral: boolean;
}

/**
 * Open a ticket for somebody at the counter.
 * @param nonce of the form: the same form with the same words opens one ticket, however often it is sent
 * @returns its receipt code
 */
export async function takeAtCounter(
  store: Store,
  wardId: string,
  petition: Petition,
  officer: Officer,
  nonce: string,
  at: Date,
): Promise<string> {
  const key = formKey('counter', nonce, petition);
  return await transaction(store, async (tx) => {
    const { kind, category, text, person, place, groupId } = petition;
    const made = await insertTicket(tx, store.vault, {
      ...{ wardId, key, kind, category, text, person, at, officer },
      ...(place === undefined ? {} : { place }),
      ...(groupId === undefined ? {} : { groupId }),
    });
    if (!made.fresh) return made.code;
    const left = Object.keys(person).length > 0;
    await tx.query(
      'INSERT INTO intake (ticket_id, ward_id, officer_id, oral, read_back_at, consent_at, at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [made.id, wardId, officer.officerId, petition.oral, petition.oral ? at : null, left ? at : null, at],
    );
    await startClocks(tx, { wardId, ticketId: made.id, kind, from: at });
    await audit(tx, wardId, officer, 'ticket.counter', made.code, { oral: petition.oral, person: left });
    return made.code;
  });
}

/** What makes a form happen once: other words from a page gone back to are another petition. */
export function formKey(what: string, nonce: string, content: unknown): string {
  const words = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
  return `${what}:${nonce}:${words}`;
}

export interface NewCounterTicket {
  readonly wardId: string;
  readonly key: string;
  readonly kind: TicketKind;
  readonly category: string;
  readonly text: string;
  readonly place?: string;
  readonly groupId?: string;
  readonly person: Person;
  readonly at: Date;
  readonly officer: Officer;
}

/** Insert a ticket with a free code, or find the one this form has made already. */
export async function insertTicket(
  tx: Sql,
  vault: Vault,
  t: NewCounterTicket,
): Promise<{ readonly id: string; readonly code: string; readonly fresh: boolean }> {
  const seal = (purpose: string, text: string | undefined) =>
    text === undefined ? null : vault.seal(purpose, text);
  for (let salt = 0; salt < 6; salt++) {
    const code = receipt(vault.mac('receipt', `${t.key}:${salt}`));
    const taken = await tx.query(
      'SELECT 1 FROM ticket WHERE code = $1 AND key <> $2 UNION ALL SELECT 1 FROM sealed_record WHERE code_mac = $3',
      [code, t.key, sealedCode(vault, code)],
    );
    if (taken.rowCount) continue;
    const made = await one<{ id: string }>(
      tx,
      `INSERT INTO ticket (ward_id, code, key, kind, category, text, place_label, group_id, contact_name, contact_phone, contact_address, opened_at, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12) ON CONFLICT (key) DO NOTHING RETURNING id`,
      [
        ...[t.wardId, code, t.key, t.kind, t.category, t.text, t.place ?? null, t.groupId ?? null],
        seal('ticket.contact_name', t.person.name),
        seal('ticket.contact_phone', t.person.phone),
        seal(ADDRESS, t.person.address),
        t.at,
      ],
    );
    if (!made) return { ...(await byKey(tx, t.key)), fresh: false };
    await tx.query(
      `INSERT INTO ticket_event (ward_id, ticket_id, kind, actor, officer_id, actor_name, text, key, at)
VALUES ($1, $2, 'opened', 'officer', $3, $4, $5, $6, $7)`,
      [t.wardId, made.id, t.officer.officerId, t.officer.name, t.text, t.key, t.at],
    );
    return { id: made.id, code, fresh: true };
  }
  throw new Error('no free receipt code was found');
}

async function byKey(tx: Sql, key: string): Promise<{ id: string; code: string }> {
  const row = await one<{ id: string; code: string }>(tx, 'SELECT id, code FROM ticket WHERE key = $1', [
    key,
  ]);
  if (!row) throw new Error('the ticket of this form is gone');
  return row;
}

const ADDRESS = 'ticket.contact_address';

export interface CounterFacts {
  readonly ticketId: string;
  readonly officer: string;
  readonly at: Date;
  /** absent for signed complaints */
  readonly oral: boolean;
  readonly readBackAt: Date | null;
  readonly consentAt: Date | null;
  /** is a name, phone or address kept? */
  readonly person: boolean;
}

/** How a ticket came in at the counter; null for one that came another way. */
export async function counterFacts(sql: Sql, wardId: string, code: string): Promise<CounterFacts | null> {
  const row = await one<{
    ticket_id: string;
    officer: string;
    at: Date;
    oral: boolean;
    read_back_at: Date | null;
    consent_at: Date | null;
    person: boolean;
  }>(
    sql,
    `SELECT i.ticket_id, o.name AS officer, i.at, i.oral, i.read_back_at, i.consent_at,
  num_nonnulls(t.contact_name, t.contact_phone, t.contact_address) > 0 AS person
FROM intake i JOIN ticket t ON t.id = i.ticket_id JOIN officer o ON o.id = i.officer_id WHERE t.ward_id = $1 AND t.code = $2`,
    [wardId, code],
  );
  if (!row) return null;
  const { officer, at, oral, person } = row;
  const { ticket_id: ticketId, read_back_at: readBackAt, consent_at: consentAt } = row;
  return { ticketId, officer, at, oral, person, readBackAt, consentAt };
}

/** Address left with a ticket; only for roles that may see who wrote. */
export async function addressOf(sql: Sql, vault: Vault, ticketId: string): Promise<string | null> {
  const row = await one<{ contact_address: Buffer | null }>(
    sql,
    'SELECT contact_address FROM ticket WHERE id = $1',
    [ticketId],
  );
  return row?.contact_address ? vault.open(ADDRESS, row.contact_address) : null;
}

/** Name of the officer who took it in at the counter. */
export async function receiverOf(sql: Sql, wardId: string, code: string): Promise<string | null> {
  const row = await one<{ name: string }>(
    sql,
    `SELECT o.name FROM ticket t LEFT JOIN intake i ON i.ticket_id = t.id LEFT JOIN complaint c ON c.ticket_id = t.id
JOIN officer o ON o.id = coalesce(i.officer_id, c.officer_id) WHERE t.ward_id = $1 AND t.code = $2`,
    [wardId, code],
  );
  return row?.name ?? null;
}

/**
 * Somebody who came to the counter wants name, phone and address forgotten: the case stays without the person, as when
 * a contact is erased. False when nothing was kept.
 */
export async function forgetPerson(
  store: Store,
  wardId: string,
  code: string,
  actor: Actor,
): Promise<boolean> {
  return await transaction(store, async (tx) => {
    const done = await one<{ id: string }>(
      tx,
      `UPDATE ticket SET contact_name = NULL, contact_phone = NULL, contact_address = NULL
WHERE ward_id = $1 AND code = $2 AND contact_id IS NULL AND num_nonnulls(contact_name, contact_phone, contact_address) > 0
  AND EXISTS (SELECT 1 FROM intake i WHERE i.ticket_id = ticket.id) RETURNING id`,
      [wardId, code],
    );
    if (!done) return false;
    await tx.query('UPDATE intake SET consent_at = NULL WHERE ticket_id = $1', [done.id]);
    await audit(tx, wardId, actor, 'ticket.forget-person', code);
    return true;
  });
}
