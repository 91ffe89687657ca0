/**
 * Warnings of clocks that near their end: a row for each (clock, step, last day), so each is said once however many
 * workers look, and again from the first step when the last day moved. Denunciations have no clocks here.
 */
import type { TicketKind } from '../core/types.ts';
import {
  type Calendar,
  type Day,
  type OfficeHours,
  vietnamDay,
  type WarningStep,
  warnedRoles,
  warningHorizon,
  warningNow,
} from '../law/index.ts';
import type { Sql } from './db.ts';
import { type Officer, officersOf, type Role } from './officers.ts';

export interface Warned {
  readonly clockId: string;
  readonly ticketId: string;
  readonly code: string;
  readonly kind: TicketKind;
  readonly rule: string;
  readonly variant: string | null;
  readonly dueOn: Day;
  readonly citation: string;
  readonly step: WarningStep;
  /** name of who holds the ticket */
  readonly holder: string | null;
  readonly officerIds: readonly string[];
  /** the ticket's topic in the officers' group */
  readonly topic: { readonly channelId: string; readonly platform: string; readonly chat: string } | null;
}

interface Row extends Omit<Warned, 'step' | 'officerIds' | 'topic' | 'holder'> {
  readonly from: Day;
  readonly holderId: string | null;
  readonly topicChannel: string | null;
  readonly topicPlatform: string | null;
  readonly topicChat: string | null;
}

/** So many at one look; what is left is said a minute later. */
const MOST = 500;

const NEAR = `SELECT c.id AS "clockId", t.id AS "ticketId", t.code, t.kind, c.rule, c.variant, to_char(c.due_on, 'YYYY-MM-DD') AS "dueOn", c.citation,
  to_char(c.from_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') AS "from", t.holder_id AS "holderId",
  d.channel_id AS "topicChannel", ch.platform AS "topicPlatform", d.chat AS "topicChat"
FROM clock c JOIN unnest($2::date[], $3::text[]) AS step(due_on, level) ON step.due_on = c.due_on JOIN ticket t ON t.id = c.ticket_id
LEFT JOIN desk_topic d ON d.ticket_id = t.id LEFT JOIN channel ch ON ch.id = d.channel_id
WHERE c.ward_id = $1 AND c.state = 'running' AND t.kind <> 'toCao' AND t.state <> 'closed'
  AND NOT EXISTS (SELECT 1 FROM clock_warning w WHERE w.clock_id = c.id AND w.level = step.level AND w.due_on = c.due_on)
  AND (step.level <> 'T3' OR (c.from_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date < $4::date)
ORDER BY c.due_on, c.id LIMIT ${MOST}`;

/**
 * Write down, in the caller's transaction, what is to be said now; only what nobody wrote before is handed back.
 * Outside office hours that is nothing.
 */
export async function writeWarnings(
  tx: Sql,
  wardId: string,
  now: Date,
  calendar: Calendar,
  hours: OfficeHours,
): Promise<Warned[]> {
  const today = vietnamDay(now);
  const ends = await tx.query<{ day: Day }>(
    `SELECT DISTINCT to_char(due_on, 'YYYY-MM-DD') AS day FROM clock WHERE ward_id = $1 AND state = 'running' AND due_on <= $2`,
    [wardId, warningHorizon(today, calendar)],
  );
  const steps = new Map<Day, WarningStep>();
  for (const { day } of ends.rows) {
    const step = warningNow({ from: '', dueOn: day, state: 'running' }, now, calendar, hours);
    if (step !== null) steps.set(day, step);
  }
  if (steps.size === 0) return [];
  const { rows } = await tx.query<Row>(NEAR, [wardId, [...steps.keys()], [...steps.values()], today]);
  if (rows.length === 0) return [];
  const officers = await officersOf(tx, wardId);
  const warned = rows.flatMap((row) => {
    const step = steps.get(row.dueOn);
    return step === undefined ? [] : [toWarn(row, step, officers)];
  });
  return await keepNew(tx, wardId, warned, now);
}

function toWarn(row: Row, step: WarningStep, officers: readonly Officer[]): Warned {
  const { from: _, holderId, topicChannel, topicPlatform, topicChat, ...rest } = row;
  const holder = officers.find((o) => o.id === holderId && o.roles.some((role) => role !== 'supervisor'));
  const people = warnedRoles(step).flatMap((role) =>
    role === 'leader' ? having(officers, 'leader') : holder ? [holder] : having(officers, 'receiver'),
  );
  return {
    ...rest,
    step,
    holder: holder?.name ?? null,
    officerIds: [...new Set(people.map((o) => o.id))],
    topic:
      topicChannel === null || topicPlatform === null || topicChat === null
        ? null
        : { channelId: topicChannel, platform: topicPlatform, chat: topicChat },
  };
}

/** A small ward may have given nobody the role: then its administrators answer for it. */
function having(officers: readonly Officer[], role: Role): readonly Officer[] {
  const found = officers.filter((o) => o.roles.includes(role));
  return found.length > 0 ? found : officers.filter((o) => o.roles.includes('admin'));
}

/** In one order for every worker, so that two that look at once wait for each other and never in a circle. */
async function keepNew(tx: Sql, wardId: string, warned: readonly Warned[], now: Date): Promise<Warned[]> {
  const made = await tx.query<{ clock_id: string }>(
    `INSERT INTO clock_warning (ward_id, clock_id, level, due_on, officer_ids, at)
SELECT $1, w.clock, w.level, w.due, ARRAY(SELECT jsonb_array_elements_text(w.officers)::uuid), $6
FROM unnest($2::uuid[], $3::text[], $4::date[], $5::jsonb[]) WITH ORDINALITY AS w(clock, level, due, officers, n) ORDER BY w.due, w.clock
ON CONFLICT (clock_id, level, due_on) DO NOTHING RETURNING clock_id`,
    [
      wardId,
      warned.map((w) => w.clockId),
      warned.map((w) => w.step),
      warned.map((w) => w.dueOn),
      warned.map((w) => JSON.stringify(w.officerIds)),
      now,
    ],
  );
  const fresh = new Set(made.rows.map((r) => r.clock_id));
  return warned.filter((w) => fresh.has(w.clockId));
}

/** A step reached, as the console shows it. */
export interface WarningLine {
  readonly code: string;
  readonly rule: string;
  readonly variant: string | null;
  readonly dueOn: Day;
  readonly step: WarningStep;
  readonly at: Date;
}

/** What an officer was last warned of and is still to be done, the most urgent first; at most 20. */
export async function warningsFor(sql: Sql, wardId: string, officerId: string): Promise<WarningLine[]> {
  const { rows } = await sql.query<WarningLine>(
    `SELECT t.code, c.rule, c.variant, to_char(c.due_on, 'YYYY-MM-DD') AS "dueOn", w.level AS step, w.at
FROM clock c JOIN ticket t ON t.id = c.ticket_id
JOIN LATERAL (SELECT level, at, officer_ids FROM clock_warning w WHERE w.clock_id = c.id AND w.due_on = c.due_on ORDER BY at DESC LIMIT 1) w ON true
WHERE c.ward_id = $1 AND c.state = 'running' AND $2 = ANY(w.officer_ids) AND t.kind <> 'toCao' AND t.state <> 'closed'
ORDER BY c.due_on, t.code LIMIT 20`,
    [wardId, officerId],
  );
  return rows;
}
