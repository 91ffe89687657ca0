/** Running clocks counted anew when a holiday or a rule changes: what moved is listed with both dates; the history stays. */
import { createHash } from 'node:crypto';
import {
  type Calendar,
  createCalendar,
  type Day,
  type HolidayRow,
  PROMISE,
  promiseRule,
  REGISTER,
  recompute,
} from '../../law/index.ts';
import { one, type Sql, type Store, transaction } from '../db.ts';
import { wardCalendar } from './calendar.ts';
import type { Counted } from './change.ts';

/** Who, or what, made it necessary. */
export interface Cause {
  readonly why: string;
  readonly officerId: string | null;
  readonly actor: string;
}

/** Clocks that are counted alike and end on one day: counted once, however many they are. */
interface Alike {
  readonly rule: string;
  readonly variant: string | null;
  readonly days: number | null;
  readonly from_at: Date;
  readonly due_on: Day;
  readonly pauses: Counted['pauses'];
  readonly extensions: Counted['extensions'];
  readonly clocks: number;
}

/** Only for a term in hours does the hour of the event matter. */
const HOURLY = REGISTER.filter((r) => 'term' in r && r.term.unit === 'giờ').map((r) => r.id);
const hourly = `'{${HOURLY.join(',')}}'::text[]`;
const FROM = `CASE WHEN c.rule = ANY(${hourly}) THEN c.from_at ELSE date_trunc('day', c.from_at, 'Asia/Ho_Chi_Minh') END`;

interface Moving extends Omit<Alike, 'clocks'> {
  readonly new: Day;
  readonly provisional: boolean;
}

/** Count every running clock of a ward by a calendar; nothing is written. */
async function countAnew(
  sql: Sql,
  wardId: string,
  calendar: Calendar,
): Promise<{ readonly moving: readonly Moving[]; readonly moved: number; readonly failed: number }> {
  const { rows } = await sql.query<Alike>(
    `SELECT c.rule, c.variant, c.days, ${FROM} AS from_at, to_char(c.due_on, 'YYYY-MM-DD') AS due_on, c.pauses, c.extensions, count(*)::int AS clocks
FROM clock c WHERE c.ward_id = $1 AND c.state = 'running' GROUP BY 1, 2, 3, 4, c.due_on, 6, 7`,
    [wardId],
  );
  const found = recompute(
    rows.map((c, n) => ({
      ...{ id: String(n), rule: c.rule, from: c.from_at, due: c.due_on },
      ...{ pauses: c.pauses, extensions: c.extensions },
      ...(c.variant === null ? {} : { variant: c.variant }),
      ...(c.rule === PROMISE && c.days !== null ? { line: promiseRule(c.days) } : {}),
    })),
    calendar,
  );
  const of = (ids: readonly { readonly id: string }[]) =>
    ids.reduce((sum, { id }) => sum + (rows[Number(id)]?.clocks ?? 0), 0);
  return {
    moving: found.moved.flatMap(({ id, new: now, provisional }) => {
      const alike = rows[Number(id)];
      if (alike === undefined) return [];
      const { clocks: _, ...rest } = alike;
      return [{ ...rest, new: now, provisional }];
    }),
    moved: of(found.moved),
    failed: of(found.failed),
  };
}

/** The clocks `countAnew` spoke of, as they are now: one that was changed meanwhile is none of them. `$2`: their kinds as JSON. */
const MOVING = `jsonb_to_recordset($2::jsonb) AS m(rule text, variant text, days int, from_at timestamptz, due_on date, pauses jsonb, extensions jsonb, new date, provisional boolean)
WHERE c.ward_id = $1 AND c.state = 'running' AND c.rule = m.rule AND c.due_on = m.due_on AND ${FROM} = m.from_at
AND c.variant IS NOT DISTINCT FROM m.variant AND c.days IS NOT DISTINCT FROM m.days AND c.pauses = m.pauses AND c.extensions = m.extensions`;

/** Count a ward's running clocks anew and write what moved. @returns how many moved, and how many could not be counted */
export async function recount(
  tx: Sql,
  wardId: string,
  cause: Cause,
): Promise<{ readonly id: string; readonly moved: number; readonly failed: number }> {
  const { moving, failed } = await countAnew(tx, wardId, await wardCalendar(tx, wardId));
  const made = await one<{ id: string }>(
    tx,
    'INSERT INTO recount (ward_id, why, officer_id, actor, failed) VALUES ($1, $2, $3, $4, $5) RETURNING id',
    [wardId, cause.why, cause.officerId, cause.actor, failed],
  );
  if (!made) throw new Error('the recount was not written');
  const written = await tx.query(
    `WITH moved AS (UPDATE clock c SET due_on = m.new, provisional = m.provisional, first_due_on = coalesce(c.first_due_on, c.due_on),
  history = c.history || jsonb_build_array(jsonb_build_object('at', now(), 'what', 'recounted', 'why', $4::text, 'by', $5::text, 'old', to_char(m.due_on, 'YYYY-MM-DD'), 'new', to_char(m.new, 'YYYY-MM-DD')))
FROM ${MOVING} RETURNING c.id, m.due_on AS old, m.new)
INSERT INTO clock_move (ward_id, recount_id, clock_id, old_on, new_on) SELECT $1, $3, id, old, new FROM moved`,
    [wardId, JSON.stringify(moving), made.id, cause.why, cause.actor],
  );
  return { id: made.id, moved: written.rowCount ?? 0, failed };
}

/** A day off or a make-up day entered, or a row taken away. */
export type HolidayChange =
  | { readonly do: 'set'; readonly row: HolidayRow }
  | { readonly do: 'remove'; readonly date: Day };

/** A clock that would move, or moved. */
export interface MovedLine {
  readonly code: string | null;
  readonly rule: string;
  readonly old: Day;
  readonly new: Day;
}

const MOST = 200;

/** What would move, were the change made: nothing is written. At most 200 lines, and how many there are in all. */
export async function previewHoliday(
  sql: Sql,
  wardId: string,
  change: HolidayChange,
): Promise<{ readonly total: number; readonly failed: number; readonly lines: readonly MovedLine[] }> {
  const calendar = await wardCalendar(sql, wardId);
  const date = change.do === 'set' ? change.row.date : change.date;
  const rows = [...calendar.rows.values()].filter((row) => row.date !== date);
  const then = createCalendar(change.do === 'set' ? [...rows, change.row] : rows);
  const { moving, moved, failed } = await countAnew(sql, wardId, then);
  const { rows: lines } = await sql.query<MovedLine>(
    `SELECT (SELECT t.code FROM ticket t WHERE t.id = c.ticket_id) AS code, c.rule, to_char(m.due_on, 'YYYY-MM-DD') AS old, to_char(m.new, 'YYYY-MM-DD') AS new
FROM clock c, ${MOVING} ORDER BY m.due_on, c.id LIMIT ${MOST}`,
    [wardId, JSON.stringify(moving)],
  );
  return { total: moved, failed, lines };
}

/** Change the holiday table and count the running clocks anew. Residents are not written to: officers see what moved. */
export async function changeHoliday(
  tx: Sql,
  wardId: string,
  change: HolidayChange,
  who: { readonly officerId: string; readonly name: string },
): Promise<{ readonly moved: number; readonly failed: number }> {
  const say = (day: Day) => day.split('-').reverse().join('/');
  let why: string;
  if (change.do === 'set') {
    const { row } = change;
    await tx.query(
      `INSERT INTO holiday (ward_id, date, kind, name, source, provisional) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (ward_id, date) DO UPDATE SET kind = excluded.kind, name = excluded.name, source = excluded.source, provisional = excluded.provisional`,
      [wardId, row.date, row.kind, row.name, row.source, row.provisional ?? false],
    );
    why = `${row.kind === 'off' ? 'ngày nghỉ' : 'ngày làm bù'} ${say(row.date)} (${row.name})`;
  } else {
    await tx.query('DELETE FROM holiday WHERE ward_id = $1 AND date = $2', [wardId, change.date]);
    why = `bỏ ngày ${say(change.date)} khỏi lịch nghỉ`;
  }
  return await recount(tx, wardId, { why, officerId: who.officerId, actor: who.name });
}

/** On start: when the values of the register are others than at the last start, count anew. Null when they are the same. */
export async function recountIfRulesChanged(store: Store, wardId: string): Promise<number | null> {
  const print = createHash('sha256').update(JSON.stringify(REGISTER)).digest('hex').slice(0, 32);
  return await transaction(store, async (tx) => {
    const changed = await tx.query(
      `INSERT INTO setting (ward_id, key, value) VALUES ($1, 'law.register', $2)
ON CONFLICT (ward_id, key) DO UPDATE SET value = excluded.value, updated_at = now() WHERE setting.value <> excluded.value RETURNING 1`,
      [wardId, JSON.stringify(print)],
    );
    if (!changed.rowCount) return null;
    const runs = await one(tx, `SELECT 1 FROM clock WHERE ward_id = $1 AND state = 'running' LIMIT 1`, [
      wardId,
    ]);
    if (!runs) return 0;
    const cause = { why: 'bảng thời hạn của luật thay đổi', officerId: null, actor: 'máy' };
    return (await recount(tx, wardId, cause)).moved;
  });
}

export interface RecountLine {
  readonly id: string;
  readonly why: string;
  readonly actor: string;
  readonly at: Date;
  readonly moved: number;
  readonly failed: number;
}

/** The last recounts, newest first, at most 20. */
export async function recountsOf(sql: Sql, wardId: string): Promise<RecountLine[]> {
  const { rows } = await sql.query<RecountLine>(
    `SELECT r.id, r.why, r.actor, r.at, r.failed, (SELECT count(*)::int FROM clock_move m WHERE m.recount_id = r.id) AS moved
FROM recount r WHERE r.ward_id = $1 ORDER BY r.at DESC LIMIT 20`,
    [wardId],
  );
  return rows;
}

/** What moved in a recount, at most 200 lines. */
export async function movesOf(sql: Sql, wardId: string, recountId: string): Promise<MovedLine[]> {
  const { rows } = await sql.query<MovedLine>(
    `SELECT t.code, c.rule, to_char(m.old_on, 'YYYY-MM-DD') AS old, to_char(m.new_on, 'YYYY-MM-DD') AS new
FROM clock_move m JOIN clock c ON c.id = m.clock_id LEFT JOIN ticket t ON t.id = c.ticket_id
WHERE m.recount_id = $2 AND m.ward_id = $1 ORDER BY m.new_on, t.code LIMIT ${MOST}`,
    [wardId, recountId],
  );
  return rows;
}
