/** What anybody may learn who holds a receipt code: kind, state, days. No words, no name, no place, and nothing sealed. */
import type { TicketKind, TicketState } from '../core/types.ts';
import type { Day } from '../law/index.ts';
import { one, type Sql } from './db.ts';

export interface OpenClock {
  /** id of the register, or `promise` */
  readonly rule: string;
  readonly fromOn: Day;
  readonly dueOn: Day;
  readonly citation: string;
}

export interface PublicTicket {
  readonly code: string;
  readonly kind: TicketKind;
  readonly state: TicketState;
  readonly openedAt: Date;
  readonly changedAt: Date;
  /** soonest first */
  readonly clocks: readonly OpenClock[];
}

/** A ticket by its code; null for one that is not there, another ward's, and every sealed one: all look the same. */
export async function publicTicket(sql: Sql, wardId: string, code: string): Promise<PublicTicket | null> {
  const row = await one<{
    id: string;
    code: string;
    kind: TicketKind;
    state: TicketState;
    opened_at: Date;
    changed_at: Date;
  }>(
    sql,
    `SELECT id, code, kind, state, opened_at, changed_at FROM ticket WHERE ward_id = $1 AND code = $2 AND kind <> 'toCao'`,
    [wardId, code],
  );
  if (!row) return null;
  const { id, kind, state } = row;
  return {
    ...{ code: row.code, kind, state },
    openedAt: row.opened_at,
    changedAt: row.changed_at,
    clocks: await openClocks(sql, id),
  };
}

/** Clocks of a ticket that run, soonest first. */
export async function openClocks(sql: Sql, ticketId: string): Promise<OpenClock[]> {
  const clocks = await sql.query<{ rule: string; from_on: Day; due_on: Day; citation: string }>(
    `SELECT rule, to_char(from_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') AS from_on, to_char(due_on, 'YYYY-MM-DD') AS due_on, citation
FROM clock WHERE ticket_id = $1 AND state = 'running' ORDER BY clock.due_on, rule`,
    [ticketId],
  );
  return clocks.rows.map((c) => ({ rule: c.rule, fromOn: c.from_on, dueOn: c.due_on, citation: c.citation }));
}
