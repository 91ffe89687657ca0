/** Figures of the ward's work. */
import type { Period } from '../../core/period.ts';
import type { Sql } from '../db.ts';
import { askedFigures, type QuestionCounts } from './questions.ts';
import { type SealedFigures, sealedFigures } from './sealed.ts';
import { type TicketFigures, ticketFigures } from './tickets.ts';

export type { QuestionCounts } from './questions.ts';
export type { SealedFigures } from './sealed.ts';
export {
  COUNTED,
  type Counts,
  DIMENSIONS,
  type Dimension,
  type Line,
  type TicketFigures,
} from './tickets.ts';

export interface Figures {
  readonly period: Period;
  readonly tickets: TicketFigures;
  readonly questions: { readonly now: QuestionCounts; readonly before: QuestionCounts };
  /** null: not for this officer */
  readonly sealed: SealedFigures | null;
}

/**
 * All figures of a period. `today`: in Việt Nam, `YYYY-MM-DD`
 * @param sealedToo false for who reads sealed records: from a sum they could tell that there is one they are shut out of
 */
export async function figuresOf(
  sql: Sql,
  wardId: string,
  period: Period,
  today: string,
  sealedToo: boolean,
): Promise<Figures> {
  const [tickets, questions, sealed] = await Promise.all([
    ticketFigures(sql, wardId, period, today),
    askedFigures(sql, wardId, period),
    sealedToo ? sealedFigures(sql, wardId, period.to, today) : null,
  ]);
  return { period, tickets, questions, sealed };
}
