/** How far the duties of a year have come: by the meetings that were held, and by what officers noted. */
import { type YearDuty, yearDuties } from '../law/index.ts';
import { wardCalendar } from './clocks.ts';
import { type Sql, type Store, transaction } from './db.ts';
import { type Actor, audit } from './tickets.ts';

export interface DutyLine extends YearDuty {
  /** day on which it was done, `YYYY-MM-DD`; null = not yet */
  readonly doneOn: string | null;
  /** who noted it; null where meetings show it */
  readonly notedBy: string | null;
  /** meetings that belong to it, held or announced */
  readonly meetings: readonly DutyMeeting[];
  /** of one in each group: groups without any, held or announced */
  readonly missing: readonly { readonly id: string; readonly name: string }[];
  /** of one in each group: how many have held theirs, of how many */
  readonly groups: { readonly done: number; readonly all: number } | null;
}

export interface DutyMeeting {
  readonly id: string;
  readonly title: string;
  readonly startsAt: Date;
  readonly held: boolean;
}

interface MeetingRow {
  id: string;
  kind: string;
  title: string;
  starts_at: Date;
  group_ids: string[];
}

/** The year's duties as they stand at `now`. */
export async function dutiesOf(sql: Sql, wardId: string, year: number, now: Date): Promise<DutyLine[]> {
  const calendar = await wardCalendar(sql, wardId);
  const [meetings, groups, noted] = await Promise.all([
    sql.query<MeetingRow>(
      `SELECT id, kind, title, starts_at, group_ids::text[] AS group_ids FROM meeting WHERE ward_id = $1 AND state = 'published'
AND kind IN ('doi-thoai', 'cuoi-nam') AND starts_at >= $2 AND starts_at < $3 ORDER BY starts_at`,
      [wardId, new Date(`${year}-01-01T00:00:00+07:00`), new Date(`${year + 1}-01-01T00:00:00+07:00`)],
    ),
    sql.query<{ id: string; name: string }>(
      'SELECT id, name FROM "group" WHERE ward_id = $1 AND archived_at IS NULL ORDER BY position, name',
      [wardId],
    ),
    sql.query<{ duty: string; done_on: string; by: string }>(
      `SELECT duty, to_char(done_on, 'YYYY-MM-DD') AS done_on, by FROM duty_done WHERE ward_id = $1 AND duty LIKE '%:' || $2 || '%'`,
      [wardId, String(year)],
    ),
  ]);
  const notes = new Map(noted.rows.map((n) => [n.duty, n]));
  return yearDuties(year, calendar).map((duty): DutyLine => {
    const own = meetings.rows.filter((m) => m.kind === duty.meeting);
    const shown = own.map((m) => ({
      ...{ id: m.id, title: m.title, startsAt: m.starts_at, held: m.starts_at <= now },
    }));
    const base = { ...duty, meetings: shown, missing: [], groups: null, notedBy: null };
    switch (duty.proof) {
      case 'officer': {
        const note = notes.get(duty.id);
        return { ...base, doneOn: note?.done_on ?? null, notedBy: note?.by ?? null };
      }
      case 'meeting':
        return { ...base, doneOn: dayOf(shown.find((m) => m.held)?.startsAt) };
      case 'groups':
        return { ...base, ...byGroup(own, groups.rows, now) };
      default:
        return duty.proof satisfies never;
    }
  });
}

function byGroup(
  meetings: readonly MeetingRow[],
  groups: readonly { readonly id: string; readonly name: string }[],
  now: Date,
): Pick<DutyLine, 'doneOn' | 'missing' | 'groups'> {
  const of = (id: string) => meetings.filter((m) => m.group_ids.length === 0 || m.group_ids.includes(id));
  const first = groups.map((g) => of(g.id).find((m) => m.starts_at <= now)?.starts_at);
  const done = first.filter((at) => at !== undefined);
  const whole = groups.length > 0 && done.length === groups.length;
  const last = done.length === 0 ? undefined : new Date(Math.max(...done.map((at) => at.getTime())));
  return {
    doneOn: whole ? dayOf(last) : null,
    missing: groups.filter((g) => of(g.id).length === 0),
    groups: { done: done.length, all: groups.length },
  };
}

const dayOf = (at: Date | undefined): string | null =>
  at === undefined ? null : new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);

/** Note that a duty was done on a day, or (`null`) that it was not after all. The same twice is once. */
export async function noteDuty(
  store: Store,
  wardId: string,
  duty: string,
  day: string | null,
  actor: Actor,
): Promise<void> {
  await transaction(store, async (tx) => {
    const changed =
      day === null
        ? await tx.query('DELETE FROM duty_done WHERE ward_id = $1 AND duty = $2', [wardId, duty])
        : await tx.query(
            `INSERT INTO duty_done (ward_id, duty, done_on, by) VALUES ($1, $2, $3, $4)
ON CONFLICT (ward_id, duty) DO UPDATE SET done_on = excluded.done_on, by = excluded.by, at = now() WHERE duty_done.done_on <> excluded.done_on`,
            [wardId, duty, day, actor.name],
          );
    if (changed.rowCount === 0) return;
    await audit(
      tx,
      wardId,
      actor,
      day === null ? 'duty.undone' : 'duty.done',
      duty,
      day === null ? {} : { day },
    );
  });
}
