import type { Entry } from '../../src/core/entry.ts';
import { fold } from '../../src/language/fold.ts';
import { buildIndex, understand } from '../../src/language/index.ts';
import type { Intent } from '../../src/language/types.ts';
import { accepted, type Row } from './eval-sets.ts';

/** One row with what was understood of it. */
export interface Outcome {
  readonly row: Row;
  readonly intent: Intent;
  readonly routeRight: boolean;
  /** place of the first answer with an accepted article, as a resident would be told them; -1 if none */
  readonly rank: number;
  /** is there an entry at all that cites an accepted article? */
  readonly covered: boolean;
}

export type Typing = 'as typed' | 'accents stripped';
export const isExam = (row: Row): boolean => /exam|quiz/.test(row.kind);

export function evaluate(entries: readonly Entry[], rows: readonly Row[], typing: Typing): Outcome[] {
  const index = buildIndex(entries);
  const byId = new Map(entries.map((e) => [e.id, e]));
  return rows.map((row) => {
    const intent = understand(index, typing === 'as typed' ? row.text : fold(row.text));
    // answers are told on the question path only: a question that was sent elsewhere gets none
    const told = intent.route === 'faq' || row.routes.includes(intent.route) ? intent.hits : [];
    return {
      row,
      intent,
      routeRight: row.routes.includes(intent.route),
      rank: told.findIndex((h) => accepted(row, byId.get(h.id)?.cites ?? [])),
      covered: entries.some((e) => accepted(row, e.cites)),
    };
  });
}

export const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

export interface Score {
  readonly n: number;
  readonly first: number;
  readonly three: number;
  readonly covered: number;
}

/** First and in three, of questions (rows whose route is `faq`). */
export function score(outcomes: readonly Outcome[]): Score {
  const faq = outcomes.filter((o) => o.row.route === 'faq');
  return {
    n: faq.length,
    first: share(faq.filter((o) => o.rank === 0).length, faq.length),
    three: share(faq.filter((o) => o.rank >= 0 && o.rank < 3).length, faq.length),
    covered: share(faq.filter((o) => o.covered).length, faq.length),
  };
}

/** In-scope questions that get neither an answer nor choices. */
export function leftAlone(outcomes: readonly Outcome[]): number {
  const faq = outcomes.filter((o) => o.row.route === 'faq');
  const left = faq.filter(
    (o) => !o.row.routes.includes(o.intent.route) || (o.intent.route === 'faq' && o.intent.hits.length === 0),
  );
  return share(left.length, faq.length);
}

/** Of questions told straight, those whose answer rests on no accepted article: the worst that can happen. */
export function wronglySure(outcomes: readonly Outcome[]): number {
  const sure = outcomes.filter(
    (o) => o.row.route === 'faq' && o.intent.route === 'faq' && o.intent.confident,
  );
  return share(sure.filter((o) => o.rank !== 0).length, sure.length);
}

export function falselySure(outcomes: readonly Outcome[]): number {
  const out = outcomes.filter((o) => o.row.route === 'out-of-scope');
  return share(out.filter((o) => o.intent.confident).length, out.length);
}
