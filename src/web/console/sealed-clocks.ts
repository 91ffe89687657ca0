/**
 * Statutory clocks of a denunciation. They start from a signed paper or a visit, never from chat (legal.md §3.1.3), and
 * are counted anew at every look, so a changed holiday table needs no recomputing here.
 */
import type { SealedState } from '../../core/types.ts';
import { type Calendar, type Day, due, sayCitation, type WarningStep, warningStep } from '../../law/index.ts';
import { wardCalendar } from '../../store/clocks.ts';
import type { Sql } from '../../store/db.ts';
import type { SealedPage } from '../../store/sealed-room.ts';

export interface SealedClock {
  readonly rule: string;
  /** `YYYY-MM-DD` */
  readonly dueOn: string;
  readonly citation: string;
  /** one sentence */
  readonly explanation: string;
}

type Days = Pick<SealedPage, 'formalOn' | 'acceptedOn' | 'concludedOn'>;

/** The clocks that run, earliest first. @throws LawError for a day before the law was in force */
export async function sealedClocks(sql: Sql, wardId: string, days: Days): Promise<SealedClock[]> {
  return countSealed(await wardCalendar(sql, wardId), days);
}

/**
 * The step the first clock of each record has reached, by the record's id. It is shown in the room and nowhere else: no
 * message, no list outside says that there is something to be done there.
 */
export async function sealedSteps(
  sql: Sql,
  wardId: string,
  records: readonly (Days & { readonly id: string; readonly state: SealedState })[],
  today: Day,
): Promise<ReadonlyMap<string, { readonly step: WarningStep; readonly dueOn: Day }>> {
  const calendar = await wardCalendar(sql, wardId);
  return new Map(
    records.flatMap((record) => {
      if (record.state === 'closed' || record.state === 'forwarded' || record.state === 'erased') return [];
      const [first] = countSealed(calendar, record);
      const step = first === undefined ? null : warningStep(first.dueOn, today, calendar);
      return first === undefined || step === null ? [] : [[record.id, { step, dueOn: first.dueOn }] as const];
    }),
  );
}

function countSealed(calendar: Calendar, days: Days): SealedClock[] {
  const starts: readonly (readonly [day: string | null, rules: readonly string[]])[] = [
    [days.acceptedOn === null ? days.formalOn : null, ['TC1', 'TC2']],
    [days.concludedOn === null ? days.acceptedOn : null, ['TC3', 'TC4']],
    [days.concludedOn, ['TC5', 'TC6']],
  ];
  const clocks = starts.flatMap(([day, rules]) =>
    day === null
      ? []
      : rules.map((rule): SealedClock => {
          const found = due(rule, day, calendar);
          const citation = sayCitation(found.citation);
          return { rule, dueOn: found.due, citation, explanation: found.explanation };
        }),
  );
  return clocks.sort((a, b) => a.dueOn.localeCompare(b.dueOn));
}
