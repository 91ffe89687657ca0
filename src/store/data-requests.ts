/**
 * What somebody asked of their own data, with the clocks of NĐ 356/2025 Đ.5: DL1 (said to be received), then DL2, DL3 or
 * DL4. Where the machine does it in the same turn all of them are met at once, and the row says so.
 */
import { createHash } from 'node:crypto';
import type { DataAsk } from '../core/types.ts';
import { due, LawError, sayCitation } from '../law/index.ts';
import { wardCalendar } from './clocks.ts';
import { one, type Sql } from './db.ts';
import type { Vault } from './vault.ts';

const RULE: Readonly<Record<DataAsk, 'DL2' | 'DL3' | 'DL4'>> = {
  withdraw: 'DL2',
  restrict: 'DL2',
  view: 'DL3',
  correct: 'DL3',
  copy: 'DL3',
  delete: 'DL4',
};

export interface NewDataRequest {
  readonly wardId: string;
  readonly contactId: string;
  /** the turn: the same again changes nothing */
  readonly key: string;
  readonly ask: DataAsk;
  readonly at: Date;
  /** code of the ticket where an officer sees to it; absent: done already */
  readonly ticket?: string;
}

export async function keepDataRequest(tx: Sql, request: NewDataRequest): Promise<void> {
  const { wardId, at } = request;
  const ticket =
    request.ticket === undefined
      ? null
      : await one<{ id: string }>(tx, 'SELECT id FROM ticket WHERE ward_id = $1 AND code = $2', [
          wardId,
          request.ticket,
        ]);
  const row = await one<{ id: string }>(
    tx,
    `INSERT INTO data_request (ward_id, contact_id, ticket_id, kind, key, asked_at, done_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (key) DO NOTHING RETURNING id`,
    [
      wardId,
      request.contactId,
      ticket?.id ?? null,
      request.ask,
      `${request.key}:${request.ask}`,
      at,
      ticket ? null : at,
    ],
  );
  if (!row) return;
  const calendar = await wardCalendar(tx, wardId);
  // that it is received is said in the same turn, whoever does the rest
  for (const rule of ['DL1', RULE[request.ask]] as const) {
    const met = rule === 'DL1' || ticket === null;
    const found = dueOf(rule, at, calendar);
    if (!found) continue;
    await tx.query(
      `INSERT INTO clock (ward_id, ticket_id, data_request_id, rule, from_at, due_on, citation, state, met_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT DO NOTHING`,
      [
        wardId,
        ticket?.id ?? null,
        row.id,
        rule,
        at,
        found.due,
        sayCitation(found.citation),
        met ? 'met' : 'running',
        met ? at : null,
      ],
    );
  }
}

/** An officer answered the ticket of a data request. */
export async function dataRequestAnswered(tx: Sql, ticketId: string): Promise<void> {
  await tx.query('UPDATE data_request SET done_at = now() WHERE ticket_id = $1 AND done_at IS NULL', [
    ticketId,
  ]);
}

function dueOf(rule: string, at: Date, calendar: Parameters<typeof due>[2]) {
  try {
    return due(rule, at, calendar);
  } catch (error) {
    // before the decree there was no such rule
    if (error instanceof LawError && error.fault === 'not-in-force') return null;
    throw error;
  }
}

// ---------------------------------------------------------------- the link to one's own data

export const EXPORT_HOURS = 24;
/** How often the file can be fetched: a phone that lost its connection asks again. */
export const EXPORT_USES = 3;

/** The token of a turn's link: the same turn gives the same, and nobody without APP_KEY can make one. */
export function exportToken(vault: Vault, turnId: string): string {
  return Buffer.from(vault.mac('data-export', turnId)).toString('base64url').slice(0, 43);
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const digest = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Open the link of a turn; an older one of the same contact is closed. */
export async function openExport(
  tx: Sql,
  vault: Vault,
  link: {
    readonly wardId: string;
    readonly contactId: string;
    readonly turnId: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx.query('DELETE FROM data_export WHERE contact_id = $1', [link.contactId]);
  await tx.query(
    'INSERT INTO data_export (hash, ward_id, contact_id, expires_at, uses_left) VALUES ($1, $2, $3, $4, $5)',
    [
      digest(exportToken(vault, link.turnId)),
      link.wardId,
      link.contactId,
      new Date(link.at.getTime() + EXPORT_HOURS * 3_600_000),
      EXPORT_USES,
    ],
  );
}

/** Is there something behind this link still? (Shown before the button that uses it.) */
export async function exportIsOpen(sql: Sql, wardId: string, token: string, now: Date): Promise<boolean> {
  if (!TOKEN.test(token)) return false;
  const row = await one(
    sql,
    'SELECT 1 FROM data_export WHERE hash = $1 AND ward_id = $2 AND expires_at > $3 AND uses_left > 0',
    [digest(token), wardId, now],
  );
  return row !== null;
}

/** Use the link once; whose data it opens, or null for a used, old or forged one. */
export async function useExport(sql: Sql, wardId: string, token: string, now: Date): Promise<string | null> {
  if (!TOKEN.test(token)) return null;
  const row = await one<{ contact_id: string }>(
    sql,
    `UPDATE data_export SET uses_left = uses_left - 1 WHERE hash = $1 AND ward_id = $2 AND expires_at > $3 AND uses_left > 0
RETURNING contact_id`,
    [digest(token), wardId, now],
  );
  return row?.contact_id ?? null;
}
