/** What came in during a period and what became of it, counted in the database in one pass over one index. */
import { median } from '../../core/figures.ts';
import { addDays, type Days, type Period } from '../../core/period.ts';
import type { TicketKind } from '../../core/types.ts';
import { officeMinutes } from '../../law/index.ts';
import { vietnamDate } from '../clocks/run.ts';
import { wardCalendar } from '../clocks.ts';
import { one, type Sql } from '../db.ts';
import { NOT_SEALED, OUTCOME_NUMBER, startOfDay } from '../outcome.ts';
import { officeHours } from '../settings.ts';

export interface Counts {
  readonly received: number;
  readonly answered: number;
  readonly closed: number;
  readonly inTime: number;
  readonly late: number;
  /** minutes of office time from coming in to the first answer, the middle one of those answered; null where none was */
  readonly wait: number | null;
}

export const DIMENSIONS = ['kind', 'category', 'group', 'channel'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export interface Line extends Counts {
  /** kind, category, a group's id or a platform; null: none, unknown */
  readonly key: string | null;
  /** received in the period before */
  readonly before: number;
}

export interface TicketFigures {
  readonly now: Counts;
  readonly before: Counts;
  /** most received first; `kind` in its own order */
  readonly by: Readonly<Record<Dimension, readonly Line[]>>;
  /** day -> received; days without are left out */
  readonly days: ReadonlyMap<string, number>;
}

interface Row extends Sums {
  at: number;
  now: boolean;
  key: string | null;
}
interface Sums {
  received: number;
  answered: number;
  closed: number;
  in_time: number;
  late: number;
}

const FROM = `FROM ticket t LEFT JOIN contact k ON k.id = t.contact_id
WHERE t.ward_id = $1 AND ${NOT_SEALED} AND (t.opened_at >= $3 AND t.opened_at < $4 OR t.opened_at >= $5 AND t.opened_at < $6) AND $2::date IS NOT NULL`;
// which of the sets a row is of: the bit that is not set
const COUNT = `WITH base AS (SELECT t.opened_at >= $5 AS now, t.kind, t.category, t.group_id AS "group", k.channel_id AS channel,
  t.first_answered_at IS NOT NULL AS answered, t.state = 'closed' AS closed, ${OUTCOME_NUMBER} AS outcome ${FROM})
SELECT grouping(kind, category, "group", channel) AS at, now, coalesce(kind, category, "group"::text, channel::text) AS key,
  count(*)::int AS received, count(*) FILTER (WHERE answered)::int AS answered, count(*) FILTER (WHERE closed)::int AS closed,
  count(*) FILTER (WHERE outcome = 0)::int AS in_time, count(*) FILTER (WHERE outcome = 1)::int AS late
FROM base GROUP BY GROUPING SETS ((now, kind), (now, category), (now, "group"), (now, channel))`;
const DAYS = `SELECT to_char(d.day, 'YYYY-MM-DD') AS day, d.received FROM (SELECT ${vietnamDate('t.opened_at')} AS day, count(*)::int AS received
FROM ticket t WHERE t.ward_id = $1 AND ${NOT_SEALED} AND t.opened_at >= $2 AND t.opened_at < $3 GROUP BY 1) d`;
// one text: the driver reads ten thousand small rows far more slowly. Groups and channels by their place in a list: short.
const WAITS = `SELECT string_agg((date_part('epoch', t.opened_at) / 60)::int || ',' || (date_part('epoch', t.first_answered_at) / 60)::int
  || CASE WHEN t.opened_at >= $5 THEN ',' || t.kind || ',' || t.category || ',' || coalesce(array_position($7::uuid[], t.group_id), 0)
  || ',' || coalesce(array_position($8::uuid[], k.channel_id), 0) ELSE '' END, E'\\n') AS all
${FROM} AND t.first_answered_at IS NOT NULL`;
const PLACES = `SELECT ARRAY(SELECT id FROM "group" WHERE ward_id = $1) AS groups, ARRAY(SELECT id FROM channel WHERE ward_id = $1 ORDER BY id) AS channels,
  ARRAY(SELECT platform FROM channel WHERE ward_id = $1 ORDER BY id) AS platforms`;
interface Places {
  groups: string[];
  channels: string[];
  platforms: string[];
}
const AT: Readonly<Record<Dimension, number>> = {
  kind: 0b0111,
  category: 0b1011,
  group: 0b1101,
  channel: 0b1110,
};

/** The figures of a period and of the one it is compared with. `today`: in Việt Nam */
export async function ticketFigures(
  sql: Sql,
  wardId: string,
  period: Period,
  today: string,
): Promise<TicketFigures> {
  const edges = ({ from, to }: Days) => [startOfDay(from), startOfDay(addDays(to, 1))];
  const values = [wardId, today, ...edges(period.before), ...edges(period)];
  const places = (await one<Places & Record<string, unknown>>(sql, PLACES, [wardId])) ?? {
    groups: [],
    channels: [],
    platforms: [],
  };
  const [counted, waited, along, calendar, hours] = await Promise.all([
    sql.query<Row>(COUNT, values),
    sql.query<{ all: string | null }>(WAITS, [...values, places.groups, places.channels]),
    sql.query<{ day: string; received: number }>(DAYS, [wardId, ...edges(period)]),
    wardCalendar(sql, wardId),
    officeHours(sql, wardId),
  ]);
  const minutes = officeMinutes(period.before.from, today, calendar, hours);
  const waits = readWaits(waited.rows[0]?.all ?? null, minutes);
  const placeOf = (d: Dimension, key: string | null): string => {
    if (d === 'group') return String(places.groups.indexOf(key ?? '') + 1);
    return d === 'channel' ? String(places.platforms.indexOf(key ?? '') + 1) : (key ?? '');
  };
  const platform = new Map(places.channels.map((id, i) => [id, places.platforms[i] ?? null]));
  const rows = counted.rows.map((r) =>
    r.at === AT.channel && r.key !== null ? { ...r, key: platform.get(r.key) ?? null } : r,
  );
  const of = (at: number, now: boolean) => rows.filter((r) => r.at === at && r.now === now);
  const whole = (now: boolean) => countsOf(sum(of(AT.kind, now)), now ? waits.now : waits.before);
  const lines = (d: Dimension): Line[] => {
    const before = new Map(of(AT[d], false).map((r) => [r.key, r.received]));
    const nowRows = new Map(of(AT[d], true).map((r) => [r.key, r]));
    return [...new Set([...nowRows.keys(), ...before.keys()])]
      .map((key) => ({
        key,
        before: before.get(key) ?? 0,
        ...countsOf(nowRows.get(key), waits.by[d].get(placeOf(d, key))),
      }))
      .sort((a, b) => b.received - a.received || b.before - a.before);
  };
  return {
    now: whole(true),
    before: whole(false),
    by: {
      kind: lines('kind'),
      category: lines('category'),
      group: lines('group'),
      channel: lines('channel'),
    },
    days: new Map(along.rows.map((r) => [r.day, r.received])),
  };
}

/** Every ticket has one kind: the kinds make the whole. */
const sum = (rows: readonly Row[]): Sums =>
  rows.reduce<Sums>(
    (all, r) => ({
      received: all.received + r.received,
      answered: all.answered + r.answered,
      closed: all.closed + r.closed,
      in_time: all.in_time + r.in_time,
      late: all.late + r.late,
    }),
    { received: 0, answered: 0, closed: 0, in_time: 0, late: 0 },
  );

function countsOf(row: Sums | undefined, waits: readonly number[] | undefined): Counts {
  return {
    received: row?.received ?? 0,
    answered: row?.answered ?? 0,
    closed: row?.closed ?? 0,
    inTime: row?.in_time ?? 0,
    late: row?.late ?? 0,
    wait: median(waits ?? []),
  };
}

interface Waits {
  readonly now: number[];
  readonly before: number[];
  /** of the present period; groups and channels by their place in the list, `0` none */
  readonly by: Readonly<Record<Dimension, Map<string, number[]>>>;
}

function readWaits(all: string | null, minutes: (from: number, to: number) => number): Waits {
  const by = { kind: new Map(), category: new Map(), group: new Map(), channel: new Map() };
  const waits: Waits = { now: [], before: [], by };
  for (const line of all === null ? [] : all.split('\n')) {
    const cells = line.split(',');
    const wait = minutes(Number(cells[0]), Number(cells[1]));
    if (cells.length === 2) {
      waits.before.push(wait);
      continue;
    }
    waits.now.push(wait);
    for (let d = 0; d < DIMENSIONS.length; d++) {
      const map = waits.by[DIMENSIONS[d] ?? 'kind'];
      const key = cells[d + 2] ?? '';
      const list = map.get(key);
      if (list) list.push(wait);
      else map.set(key, [wait]);
    }
  }
  return waits;
}

/** Tố cáo is sealed: it is in none of these. */
export const COUNTED: readonly TicketKind[] = ['phanAnh', 'kienNghi', 'khieuNai', 'thongTin', 'hoi'];
