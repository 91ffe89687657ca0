/**
 * Tickets as supervisors see them (Ban TTND, Ban GSĐTCĐ, MTTQ): what it is about, where it stands, what was done when and
 * whether in time. Columns are named one by one: no words of anybody, no place but the group, no name but the officer's.
 */
import type { TicketKind, TicketState } from '../core/types.ts';
import { one, type Sql } from './db.ts';

export const WATCH_ROWS = 50;
export const WATCH_SHELVES = ['open', 'late', 'missed', 'closed', 'all'] as const;
export type WatchShelf = (typeof WATCH_SHELVES)[number];

export interface WatchLine {
  readonly code: string;
  readonly kind: TicketKind;
  readonly category: string;
  readonly state: TicketState;
  readonly group: string | null;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  /** `YYYY-MM-DD` of the nearest running clock */
  readonly dueOn: string | null;
  /** was any deadline missed? */
  readonly missed: boolean;
}

export interface WatchPage extends WatchLine {
  readonly clocks: readonly {
    readonly rule: string;
    readonly dueOn: string;
    readonly state: string;
    readonly citation: string;
  }[];
  readonly events: readonly {
    readonly kind: string;
    readonly actor: 'resident' | 'officer' | 'bot';
    /** the officer's; of nobody else */
    readonly name: string | null;
    readonly at: Date;
  }[];
}

const DUE = `(SELECT min(c.due_on) FROM clock c WHERE c.ticket_id = t.id AND c.state = 'running')`;
const MISSED = `EXISTS (SELECT 1 FROM clock c WHERE c.ticket_id = t.id AND c.state = 'missed')`;
const LINE = `SELECT t.id, t.code, t.kind, t.category, t.state, g.name AS "group", t.opened_at AS "openedAt", t.closed_at AS "closedAt",
  to_char(${DUE}, 'YYYY-MM-DD') AS "dueOn", ${MISSED} AS missed
FROM ticket t LEFT JOIN "group" g ON g.id = t.group_id WHERE t.ward_id = $1 AND t.kind <> 'toCao'`;

const ON: Readonly<Record<WatchShelf, string>> = {
  open: `t.state <> 'closed'`,
  late: `t.state <> 'closed' AND ${DUE} < $2::date`,
  missed: MISSED,
  closed: `t.state = 'closed'`,
  all: 'true',
};

/** One page, newest first, and how many there are. `today`: in Việt Nam */
export async function watchList(
  sql: Sql,
  wardId: string,
  shelf: WatchShelf,
  page: number,
  today: string,
): Promise<{ readonly total: number; readonly lines: readonly WatchLine[] }> {
  const where = `AND ${ON[shelf]} AND $2::date IS NOT NULL`;
  const [lines, total] = await Promise.all([
    sql.query<WatchLine & { id: string }>(
      `${LINE} ${where} ORDER BY t.opened_at DESC, t.id LIMIT ${WATCH_ROWS} OFFSET $3`,
      [wardId, today, (page - 1) * WATCH_ROWS],
    ),
    one<{ n: number }>(
      sql,
      `SELECT count(*)::int AS n FROM ticket t WHERE t.ward_id = $1 AND t.kind <> 'toCao' ${where}`,
      [wardId, today],
    ),
  ]);
  return { total: total?.n ?? 0, lines: lines.rows };
}

/** One ticket by its code; null for an unknown or a sealed one. */
export async function watchPage(sql: Sql, wardId: string, code: string): Promise<WatchPage | null> {
  const line = await one<WatchLine & { id: string }>(sql, `${LINE} AND t.code = $2`, [wardId, code]);
  if (!line) return null;
  const [clocks, events] = await Promise.all([
    sql.query<WatchPage['clocks'][number]>(
      `SELECT rule, to_char(due_on, 'YYYY-MM-DD') AS "dueOn", state, citation FROM clock WHERE ticket_id = $1 ORDER BY due_on, rule`,
      [line.id],
    ),
    sql.query<WatchPage['events'][number]>(
      `SELECT kind, actor, CASE WHEN actor = 'officer' THEN actor_name END AS name, at FROM ticket_event WHERE ticket_id = $1 ORDER BY id`,
      [line.id],
    ),
  ]);
  return { ...line, clocks: clocks.rows, events: events.rows };
}
