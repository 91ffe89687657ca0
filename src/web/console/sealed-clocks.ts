/**
 * Statutory clocks of a denunciation. They start from a signed paper or a visit, never from chat (legal.md §3.1.3), and
 * are counted anew at every look, so a changed holiday table needs no recomputing here.
 */
import { due, sayCitation } from '../../law/index.ts';
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
  const starts: readonly (readonly [day: string | null, rules: readonly string[]])[] = [
    [days.acceptedOn === null ? days.formalOn : null, ['TC1', 'TC2']],
    [days.concludedOn === null ? days.acceptedOn : null, ['TC3', 'TC4']],
    [days.concludedOn, ['TC5', 'TC6']],
  ];
  const calendar = await wardCalendar(sql, wardId);
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
