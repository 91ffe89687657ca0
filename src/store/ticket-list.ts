/** The list of tickets: filters, words without accents, pages by key. Fast at 20,000 tickets and 400,000 events (test/bench). */
import { addDays } from '../core/period.ts';
import { fold } from '../core/text.ts';
import type { TicketKind, TicketState } from '../core/types.ts';
import { one, type Sql } from './db.ts';
import { BY_OUTCOME, NOT_SEALED, type Outcome, startOfDay } from './outcome.ts';

export { NOT_SEALED } from './outcome.ts';

/** Kinds an officer sees here. Tố cáo is sealed: no page of this console lists, opens or counts it. */
export const OPEN_KINDS = [
  'phanAnh',
  'kienNghi',
  'khieuNai',
  'thongTin',
  'hoi',
] as const satisfies TicketKind[];

/**
 * `open`: not closed; `late`, `today`, `tomorrow`: by the nearest running clock; `replied`: the resident wrote after our
 * last answer; `stuck`: an answer has not reached the resident; `mine`, `unassigned`: by holder, not closed.
 */
export const SHELVES = [
  'open',
  'mine',
  'unassigned',
  'late',
  'today',
  'tomorrow',
  'replied',
  'stuck',
  'closed',
  'all',
] as const;
export type Shelf = (typeof SHELVES)[number];
export const ORDERS = ['due', 'new', 'old'] as const;
export type Order = (typeof ORDERS)[number];
export const CLOCKS = ['late', 'today', 'tomorrow', 'week', 'none'] as const;
export type ClockFilter = (typeof CLOCKS)[number];
export const PAGE_ROWS = 50;

/** Where a page begins or ends: the sort values of one row. */
export interface Cursor {
  /** `YYYY-MM-DD` or `infinity` */
  readonly due: string;
  /** ms */
  readonly openedAt: number;
  readonly id: string;
  /** rows after it, or before it */
  readonly way: 'after' | 'before';
}

export interface TicketFilter {
  readonly shelf: Shelf;
  readonly order: Order;
  readonly kind?: TicketKind;
  readonly state?: TicketState;
  /** a group's id, or `none` */
  readonly groupId?: string;
  readonly category?: string;
  /** an officer's id, or `none` */
  readonly holder?: string;
  readonly clock?: ClockFilter;
  /** platform the resident wrote on; `none`: not through a channel */
  readonly channel?: string;
  /** first and last day it came in, of Việt Nam, `YYYY-MM-DD` */
  readonly from?: string;
  readonly to?: string;
  /** did an officer ever answer? */
  readonly answered?: 'yes' | 'no';
  /** the law's deadlines, as the figures count them */
  readonly outcome?: Outcome;
  /** words looked for in code, place, text and what was said later; accents and case do not matter */
  readonly words?: string;
  readonly cursor?: Cursor;
}

export interface Reader {
  readonly wardId: string;
  /** whose `mine` is */
  readonly officerId: string;
  /** today in Việt Nam, `YYYY-MM-DD` */
  readonly today: string;
}

export interface TicketLine {
  readonly id: string;
  readonly code: string;
  readonly kind: TicketKind;
  readonly category: string;
  readonly state: TicketState;
  /** the first 240 characters */
  readonly text: string;
  readonly place: string | null;
  readonly group: string | null;
  readonly holder: string | null;
  readonly openedAt: Date;
  /** `YYYY-MM-DD` of the nearest running clock */
  readonly dueOn: string | null;
  readonly files: number;
  readonly stuck: boolean;
  readonly replied: boolean;
}

export interface Found {
  readonly total: number;
  readonly lines: readonly TicketLine[];
  /** cursor of the rows before and after; null where there are none */
  readonly before: Cursor | null;
  readonly after: Cursor | null;
}

export const STUCK = `EXISTS (SELECT 1 FROM outbox o WHERE o.ticket_id = t.id AND o.contact_id IS NOT NULL AND o.state IN ('held', 'dead'))`;
const DUE = `LEFT JOIN (SELECT c.ticket_id, min(c.due_on) AS due FROM clock c WHERE c.ward_id = $1 AND c.state = 'running' GROUP BY c.ticket_id) d ON d.ticket_id = t.id`;
const WORDS = `to_tsvector('simple'::regconfig, fold_vi(t.code || ' ' || coalesce(t.place_label, '') || ' ' || t.text))`;
const SAID = `to_tsvector('simple'::regconfig, fold_vi(e.text))`;
const MOST_WORDS = 8;

// $1 ward, $2 today, $3 officer
const ON_SHELF: Readonly<Record<Shelf, string>> = {
  open: `t.state <> 'closed'`,
  mine: `t.state <> 'closed' AND t.holder_id = $3`,
  unassigned: `t.state <> 'closed' AND t.holder_id IS NULL`,
  late: 'd.due < $2::date',
  today: 'd.due = $2::date',
  tomorrow: 'd.due = $2::date + 1',
  replied: `t.waiting_since IS NOT NULL AND t.state <> 'closed'`,
  stuck: STUCK,
  closed: `t.state = 'closed'`,
  all: 'true',
};
const BY_CLOCK: Readonly<Record<ClockFilter, string>> = {
  late: ON_SHELF.late,
  today: ON_SHELF.today,
  tomorrow: ON_SHELF.tomorrow,
  week: 'd.due BETWEEN $2::date AND $2::date + 7',
  none: 'd.due IS NULL',
};
const KEYS: Readonly<
  Record<Order, { readonly row: string; readonly value: string; readonly down: boolean }>
> = {
  due: { row: '(due, opened_at, id)', value: '(%1::date, %2::timestamptz, %3::uuid)', down: false },
  new: { row: '(opened_at, id)', value: '(%2::timestamptz, %3::uuid)', down: true },
  old: { row: '(opened_at, id)', value: '(%2::timestamptz, %3::uuid)', down: false },
};

/** What is asked of `ticket t` (with `d.due`), and its values; the first three are ward, today, officer. */
export function wanted(reader: Reader, filter: TicketFilter): { where: string; values: unknown[] } {
  const values: unknown[] = [reader.wardId, reader.today, reader.officerId];
  const all = ['t.ward_id = $1', '$2::date IS NOT NULL', '$3::uuid IS NOT NULL', NOT_SEALED];
  all.push(ON_SHELF[filter.shelf]);
  const add = (value: unknown, clause: (n: string) => string) => {
    values.push(value);
    all.push(clause(`$${values.length}`));
  };
  if (filter.kind !== undefined) add(filter.kind, (n) => `t.kind = ${n}`);
  if (filter.state !== undefined) add(filter.state, (n) => `t.state = ${n}`);
  if (filter.from !== undefined) add(startOfDay(filter.from), (n) => `t.opened_at >= ${n}::timestamptz`);
  if (filter.to !== undefined)
    add(startOfDay(addDays(filter.to, 1)), (n) => `t.opened_at < ${n}::timestamptz`);
  if (filter.answered !== undefined)
    all.push(`t.first_answered_at IS ${filter.answered === 'yes' ? 'NOT NULL' : 'NULL'}`);
  if (filter.outcome !== undefined) all.push(BY_OUTCOME[filter.outcome]);
  if (filter.groupId === 'none') all.push('t.group_id IS NULL');
  else if (filter.groupId !== undefined) add(filter.groupId, (n) => `t.group_id = ${n}::uuid`);
  if (filter.category !== undefined) add(filter.category, (n) => `t.category = ${n}`);
  if (filter.holder === 'none') all.push('t.holder_id IS NULL');
  else if (filter.holder !== undefined) add(filter.holder, (n) => `t.holder_id = ${n}::uuid`);
  if (filter.clock !== undefined) all.push(BY_CLOCK[filter.clock]);
  if (filter.channel === 'none') all.push('t.contact_id IS NULL');
  else if (filter.channel !== undefined)
    add(
      filter.channel,
      (n) =>
        `t.contact_id IN (SELECT k.id FROM contact k JOIN channel h ON h.id = k.channel_id WHERE h.ward_id = $1 AND h.platform = ${n})`,
    );
  const words = searchWords(filter.words ?? '');
  if (words !== null)
    add(words, (n) => {
      const query = `to_tsquery('simple'::regconfig, ${n})`;
      return `t.id IN (SELECT t.id FROM ticket t WHERE ${WORDS} @@ ${query} UNION
SELECT e.ticket_id FROM ticket_event e WHERE e.kind IN ('added', 'answered') AND ${SAID} @@ ${query})`;
    });
  return { where: all.join(' AND '), values };
}

/** A word is looked for by its beginning too; one of a letter or two is a whole word, or it would find everything. */
const SHORT = 2;

/** Each word anywhere in the text. null: nothing to look for. */
function searchWords(words: string): string | null {
  const all =
    fold(words)
      .match(/[a-z0-9]+/g)
      ?.slice(0, MOST_WORDS) ?? [];
  const asked = all.map((w) => (w.length > SHORT || /\d/.test(w) ? `${w}:*` : w));
  return asked.length === 0 ? null : asked.join(' & ');
}

/** One page of tickets, and how many there are in all. */
export async function listTickets(sql: Sql, reader: Reader, filter: TicketFilter): Promise<Found> {
  const { where, values } = wanted(reader, filter);
  const { row, value, down } = KEYS[filter.order];
  const { cursor } = filter;
  const back = cursor?.way === 'before';
  const desc = down !== back;
  let from = 'true';
  if (cursor) {
    const at = values.length;
    values.push(cursor.due, new Date(cursor.openedAt), cursor.id);
    // all three stay in use, whatever the order
    from = `$${at + 1}::text IS NOT NULL AND ${row} ${desc ? '<' : '>'} ${value
      .replace('%1', `$${at + 1}::text`)
      .replace('%2', `$${at + 2}`)
      .replace('%3', `$${at + 3}`)} AND $${at + 2}::timestamptz IS NOT NULL`;
  }
  const by = row.slice(1, -1).replaceAll(/(\w+)/g, `$1 ${desc ? 'DESC' : 'ASC'}`);
  const found = await sql.query<LineRow>(
    `WITH hits AS MATERIALIZED (SELECT t.id, t.opened_at, coalesce(d.due, 'infinity'::date) AS due FROM ticket t ${DUE} WHERE ${where}),
page AS (SELECT * FROM hits WHERE ${from} ORDER BY ${by} LIMIT ${PAGE_ROWS + 1})
SELECT (SELECT count(*)::int FROM hits) AS total, t.id, t.code, t.kind, t.category, t.state, left(t.text, 240) AS text,
  t.place_label, g.name AS group_name, h.name AS holder, t.opened_at, page.due::text AS due, t.waiting_since IS NOT NULL AS replied, ${STUCK} AS stuck,
  (SELECT count(*)::int FROM attachment a WHERE a.ticket_id = t.id AND a.state <> 'dropped') AS files
FROM (VALUES (1)) AS always(row) LEFT JOIN page ON true LEFT JOIN ticket t ON t.id = page.id
LEFT JOIN "group" g ON g.id = t.group_id LEFT JOIN officer h ON h.id = t.holder_id
ORDER BY ${by.replaceAll(/(due|opened_at|\bid)/g, 'page.$1')}`,
    values,
  );
  const rows = found.rows.flatMap((r) => (r.code === null ? [] : [{ ...r, code: r.code }]));
  const more = rows.length > PAGE_ROWS;
  const shown = rows.slice(0, PAGE_ROWS);
  if (back) shown.reverse();
  const edge = (r: LineRow | undefined, way: Cursor['way']): Cursor | null =>
    r ? { due: r.due, openedAt: r.opened_at.getTime(), id: r.id, way } : null;
  return {
    total: found.rows[0]?.total ?? 0,
    lines: shown.map(lineOf),
    before: (back ? more : cursor !== undefined) ? edge(shown[0], 'before') : null,
    after: back || more ? edge(shown.at(-1), 'after') : null,
  };
}

interface LineRow {
  total: number;
  id: string;
  code: string | null;
  kind: TicketKind;
  category: string;
  state: TicketState;
  text: string;
  place_label: string | null;
  group_name: string | null;
  holder: string | null;
  opened_at: Date;
  due: string;
  files: number;
  stuck: boolean;
  replied: boolean;
}

function lineOf(r: LineRow & { code: string }): TicketLine {
  const { id, code, kind, category, state, text, files, stuck, replied, holder } = r;
  const dueOn = r.due === 'infinity' ? null : r.due;
  const rest = { place: r.place_label, group: r.group_name, openedAt: r.opened_at, dueOn };
  return { id, code, kind, category, state, text, files, stuck, replied, holder, ...rest };
}

/** Shelves that hang on the nearest running clock; all others but `all` and `closed` hold what is not closed. */
const BY_DUE: readonly Shelf[] = ['late', 'today', 'tomorrow'];
const OF_OPEN = SHELVES.filter((s) => !['stuck', 'closed', 'all', ...BY_DUE].includes(s));
const counted = (shelves: readonly Shelf[]) =>
  shelves.map((shelf) => `count(*) FILTER (WHERE ${ON_SHELF[shelf]})::int AS "${shelf}"`).join(', ');

/** How many tickets lie on each shelf. Three small counts, each along its own index, rather than one of everything. */
export async function shelfCounts(sql: Sql, reader: Reader): Promise<Record<Shelf, number>> {
  const row = await one<Record<Shelf, number>>(
    sql,
    `SELECT a.*, b.*, c."all", c."all" - a.open AS closed,
(SELECT count(DISTINCT t.id)::int FROM outbox o JOIN ticket t ON t.id = o.ticket_id
 WHERE o.state IN ('held', 'dead') AND o.contact_id IS NOT NULL AND t.ward_id = $1 AND ${NOT_SEALED}) AS stuck
FROM (SELECT ${counted(OF_OPEN)} FROM ticket t WHERE t.ward_id = $1 AND t.state <> 'closed' AND ${NOT_SEALED} AND $3::uuid IS NOT NULL) a,
(SELECT ${counted(BY_DUE)} FROM (SELECT c.ticket_id, min(c.due_on) AS due FROM clock c WHERE c.ward_id = $1 AND c.state = 'running' AND c.ticket_id IS NOT NULL
 AND NOT EXISTS (SELECT 1 FROM ticket s WHERE s.id = c.ticket_id AND s.kind = 'toCao') GROUP BY c.ticket_id) d WHERE $2::date IS NOT NULL) b,
(SELECT count(*)::int AS "all" FROM ticket t WHERE t.ward_id = $1 AND ${NOT_SEALED}) c`,
    [reader.wardId, reader.today, reader.officerId],
  );
  if (!row) throw new Error('counting gave no row');
  return row;
}

/** The categories that tickets of this ward carry: from one to the next along the index, not by reading every ticket. */
export async function usedCategories(sql: Sql, wardId: string): Promise<string[]> {
  const next = (after: string) =>
    `(SELECT t.category FROM ticket t WHERE t.ward_id = $1 AND ${NOT_SEALED}${after} ORDER BY t.category LIMIT 1)`;
  const found = await sql.query<{ category: string }>(
    `WITH RECURSIVE used AS (${next('')} UNION ALL
SELECT ${next(' AND t.category > u.category')} FROM used u WHERE u.category IS NOT NULL)
SELECT category FROM used WHERE category IS NOT NULL ORDER BY 1`,
    [wardId],
  );
  return found.rows.map((r) => r.category);
}
