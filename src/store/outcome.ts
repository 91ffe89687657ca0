/** How the law's deadlines of a ticket stand, said once for the list and for the figures, so that both count the same. */
import { NOT_STATUTORY } from '../core/stages.ts';

export const NOT_SEALED = `t.kind <> 'toCao'`;

/** `open`: no deadline of the law has been met or missed yet, or the ticket has none. */
export const OUTCOMES = ['in-time', 'late', 'open'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const OVERDUE = `t.id IN (SELECT c.ticket_id FROM clock c WHERE c.ward_id = $1 AND c.state = 'running'
  AND c.due_on < $2::date AND c.ticket_id IS NOT NULL AND c.rule NOT IN (${NOT_STATUTORY.map((r) => `'${r}'`).join(', ')}))`;
const LATE = `(t.deadlines IS NOT DISTINCT FROM 'missed' OR ${OVERDUE})`;

/** SQL on `ticket t`; $1 the ward, $2 today in Việt Nam. A ticket is in exactly one. */
export const BY_OUTCOME: Readonly<Record<Outcome, string>> = {
  late: LATE,
  'in-time': `(t.deadlines IS NOT DISTINCT FROM 'met' AND NOT ${OVERDUE})`,
  open: `(t.deadlines IS NULL AND NOT ${OVERDUE})`,
};
/** 0 in time, 1 late, 2 open: for counting all three in one pass */
export const OUTCOME_NUMBER = `CASE WHEN ${LATE} THEN 1 WHEN t.deadlines = 'met' THEN 0 ELSE 2 END`;

/** The instant a day begins in Việt Nam. */
export const startOfDay = (day: string): Date => new Date(`${day}T00:00:00+07:00`);
