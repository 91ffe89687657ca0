/** What is owed after a meeting: its decision sent on, its result published, by the day the law sets. Counted from the calendar as it stands. */
import { type MeetingKind, type MeetingMatter, type ResultDuty, resultDuty } from '../../law/index.ts';
import { wardCalendar } from '../clocks.ts';
import type { Sql } from '../db.ts';

export interface OwedResult extends ResultDuty {
  readonly meetingId: string;
  readonly title: string;
  readonly groups: readonly string[];
  readonly startsAt: Date;
}

/** Further back nothing is pressed for: it is in the list of meetings. */
const YEAR_DAYS = 366;

/** Results that were not sent on yet, the soonest due first; late ones among them. */
export async function owedResults(sql: Sql, wardId: string, now: Date): Promise<OwedResult[]> {
  const { rows } = await sql.query<{
    id: string;
    kind: MeetingKind;
    matter: MeetingMatter | null;
    title: string;
    groups: string[] | null;
    starts_at: Date;
    ended_at: Date;
  }>(
    `SELECT m.id, m.kind, m.matter, m.title, m.starts_at, coalesce(m.ends_at, m.starts_at) AS ended_at,
(SELECT array_agg(g.name ORDER BY g.position, g.name) FROM "group" g WHERE g.id = ANY(m.group_ids)) AS groups
FROM meeting m LEFT JOIN minutes p ON p.meeting_id = m.id
WHERE m.ward_id = $1 AND m.state = 'published' AND m.kind IN ('to', 'phieu', 'doi-thoai') AND p.sent_on IS NULL
AND coalesce(m.ends_at, m.starts_at) <= $2 AND m.starts_at > $2::timestamptz - $3 * interval '1 day'`,
    [wardId, now, YEAR_DAYS],
  );
  if (rows.length === 0) return [];
  const calendar = await wardCalendar(sql, wardId);
  return rows
    .flatMap((r) => {
      const duty = resultDuty(r, r.ended_at, calendar);
      if (duty === null) return [];
      return [{ ...duty, meetingId: r.id, title: r.title, groups: r.groups ?? [], startsAt: r.starts_at }];
    })
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
}
