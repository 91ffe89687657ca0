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
  type Recomputed,
  recompute,
} from '../../law/index.ts';
import { one, type Sql, type Store, transaction } from '../db.ts';
import { wardCalendar } from './calendar.ts';
import { COUNTED, type Counted } from './change.ts';

/** Who, or what, made it necessary. */
export interface Cause {
  readonly why: string;
  readonly officerId: string | null;
  readonly actor: string;
}

/** Count every running clock of a ward by a calendar; nothing is written. */
async function countAnew(
  sql: Sql,
  wardId: string,
  calendar: Calendar,
  lock: boolean,
): Promise<{ readonly clocks: readonly Counted[]; readonly found: Recomputed }> {
  const { rows } = await sql.query<Counted>(
    `SELECT ${COUNTED} FROM clock WHERE ward_id = $1 AND state = 'running' ORDER BY id${lock ? ' FOR UPDATE' : ''}`,
    [wardId],
  );
  const found = recompute(
    rows.map((c) => ({
      ...{ id: c.id, rule: c.rule, from: c.from_at, due: c.due_on },
      ...{ pauses: c.pauses, extensions: c.extensions },
      ...(c.variant === null ? {} : { variant: c.variant }),
      ...(c.rule === PROMISE && c.days !== null ? { line: promiseRule(c.days) } : {}),
    })),
    calendar,
  );
  return { clocks: rows, found };
}

/** Count a ward's running clocks anew and write what moved. @returns how many moved, and how many could not be counted */
export async function recount(
  tx: Sql,
  wardId: string,
  cause: Cause,
): Promise<{ readonly id: string; readonly moved: number; readonly failed: number }> {
  const { found } = await countAnew(tx, wardId, await wardCalendar(tx, wardId), true);
  const made = await one<{ id: string }>(
    tx,
    'INSERT INTO recount (ward_id, why, officer_id, actor, failed) VALUES ($1, $2, $3, $4, $5) RETURNING id',
    [wardId, cause.why, cause.officerId, cause.actor, found.failed.length],
  );
  if (!made) throw new Error('the recount was not written');
  const { moved } = found;
  await tx.query(
    `UPDATE clock c SET due_on = m.due, provisional = m.provisional, first_due_on = coalesce(c.first_due_on, c.due_on),
  history = c.history || jsonb_build_array(jsonb_build_object('at', now(), 'what', 'recounted', 'why', $4::text, 'by', $5::text, 'old', to_char(c.due_on, 'YYYY-MM-DD'), 'new', to_char(m.due, 'YYYY-MM-DD')))
FROM unnest($1::uuid[], $2::date[], $3::boolean[]) AS m(id, due, provisional) WHERE c.id = m.id`,
    [
      moved.map((m) => m.id),
      moved.map((m) => m.new),
      moved.map((m) => m.provisional),
      cause.why,
      cause.actor,
    ],
  );
  await tx.query(
    `INSERT INTO clock_move (ward_id, recount_id, clock_id, old_on, new_on) SELECT $1, $2, * FROM unnest($3::uuid[], $4::date[], $5::date[])`,
    [wardId, made.id, moved.map((m) => m.id), moved.map((m) => m.old), moved.map((m) => m.new)],
  );
  return { id: made.id, moved: moved.length, failed: found.failed.length };
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
  const { clocks, found } = await countAnew(sql, wardId, then, false);
  const first = found.moved.slice(0, MOST);
  const of = new Map(clocks.map((c) => [c.id, c.ticket_id]));
  const codes = await sql.query<{ id: string; code: string }>(
    'SELECT id, code FROM ticket WHERE id = ANY($1)',
    [first.flatMap((m) => of.get(m.id) ?? [])],
  );
  const code = new Map(codes.rows.map((r) => [r.id, r.code]));
  return {
    total: found.moved.length,
    failed: found.failed.length,
    lines: first.map((m) => ({
      code: code.get(of.get(m.id) ?? '') ?? null,
      ...{ rule: m.rule, old: m.old, new: m.new },
    })),
  };
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
