/**
 * How many denunciations, for who may see figures: whole quarters that are over, of one year, and nothing finer. A running
 * count tells by its change on which day somebody wrote, and parts tell by subtraction (`tellParts`).
 */
import { type Told, tellParts } from '../../core/figures.ts';
import { monthStart } from '../../core/period.ts';
import type { Sql } from '../db.ts';

export interface SealedFigures {
  readonly year: number;
  /** quarters that are over, the first first */
  readonly quarters: readonly Told[];
  /** only of a year that is over */
  readonly whole: Told | null;
}

/** @param day any day of the year asked for  @param today in Việt Nam */
export async function sealedFigures(
  sql: Sql,
  wardId: string,
  day: string,
  today: string,
): Promise<SealedFigures> {
  const first = `${day.slice(0, 4)}-01-01`;
  const ends = [3, 6, 9, 12].map((months) => monthStart(first, months)).filter((end) => end <= today);
  const found = await sql.query<{ n: number }>(
    `SELECT (SELECT count(*)::int FROM sealed_record WHERE ward_id = $1 AND opened_on >= e.at - interval '3 months' AND opened_on < e.at) AS n
FROM unnest($2::date[]) WITH ORDINALITY AS e(at, n) ORDER BY e.n`,
    [wardId, ends],
  );
  const { parts, sum } = tellParts(found.rows.map((r) => r.n));
  return { year: Number(first.slice(0, 4)), quarters: parts, whole: ends.length === 4 ? sum : null };
}
