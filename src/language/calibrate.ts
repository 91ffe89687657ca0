import type { SearchIndex } from './build.ts';
import { count, type Message } from './message.ts';
import type { Query, Raw } from './search.ts';

/**
 * From raw sums to chances, by two logistic curves. Few coefficients, fitted on wordings left out of the index (most), the
 * development sets and their accents-stripped copies; `README.md` says how. A chance means the same on every style.
 */

/** Is the question of our field? */
export function fieldFeatures(m: Message, query: Query, top: Raw | undefined): number[] {
  const n = (cue: string) => count(m.focus, cue);
  // "the ward kept my land paper: to whom do I complain" is about complaining
  const ward = n('strong') > 0 && n('authority') + n('people') > 0;
  const papers = Math.min(ward ? 1 : 3, n('other-papers'));
  // an answer of ours in nearly the same words outweighs a paper that it names: "is it safe to send a photo of my card here"
  const ours = top !== undefined && top.like > OWN_WORDS ? 0.4 : 1;
  const told = count(m.all, 'other-papers') > 0 && count(m.all, 'strong') === 0 ? 1 : 0;
  return [
    top?.cover ?? 0,
    top?.like ?? 0,
    query.unknown,
    Math.min(4, n('ours')),
    Math.min(2, n('strong')),
    ours * (ward ? papers / 2 : Math.max(papers, told / 2)),
    Math.min(2, n('other-talk')),
  ];
}
const OWN_WORDS = 0.65;
const FIELD = [3.87, 2.78, -2.1, 1.52, 1.3, -4.09, -2.05, -1.65];

/** so many of the ranked are looked at for rivals */
const NEAR = 8;

function sameArticle(index: SearchIndex, a: Raw, b: Raw): boolean {
  const of = index.entries[b.entry]?.cites ?? [];
  return (index.entries[a.entry]?.cites ?? []).some((x) =>
    of.some((y) => x.act === y.act && x.article === y.article),
  );
}

/** Given that it is, is this entry the answer? */
export function rightFeatures(index: SearchIndex, query: Query, ranked: readonly Raw[], n: number): number[] {
  const self = ranked[n];
  // an entry resting on the same article is no rival: either answer would do
  const rival = ranked.find((r, k) => k !== n && k < NEAR && self && !sameArticle(index, self, r));
  return [
    self?.cover ?? 0,
    self?.like ?? 0,
    (self?.sum ?? 0) - (rival?.sum ?? 0),
    (self?.sum ?? 0) - (ranked[NEAR]?.sum ?? 0),
    query.unknown,
  ];
}
const RIGHT = [1.01, -0.53, 9.07, 3.13, -0.74, -0.73];

/** How nearly an entry's own wording was typed, and no other's, 0..1: then the margin between whole texts says little. */
function literally(index: SearchIndex, ranked: readonly Raw[], n: number): number {
  const self = ranked[n];
  if (!self || self.like < LITERAL) return 0;
  let next = 0;
  for (const r of ranked) if (r !== self && r.like > next && !sameArticle(index, self, r)) next = r.like;
  const alone = Math.min(1, Math.max(0, (self.like - next) / ALONE));
  return (TRUST * alone * (self.like - LITERAL)) / (1 - LITERAL);
}
const LITERAL = 0.7;
const ALONE = 0.15;
const TRUST = 0.9;

export function fieldChance(m: Message, query: Query, ranked: readonly Raw[]): number {
  return chance(fieldFeatures(m, query, ranked[0]), FIELD);
}

/** words from which on a message can ask one thing */
const ENOUGH = 4;

/** Chances of the best `limit` entries, best first: that the question is ours, and then that the entry is what was asked. */
export function rightChances(
  index: SearchIndex,
  query: Query,
  ranked: readonly Raw[],
  field: number,
  limit: number,
): number[] {
  // one or two words say what about, not what is asked; words never seen ask something else
  let most = Math.min(1, query.words / ENOUGH) * (1 - query.unknown) ** 1.5;
  const brief = most;
  return ranked.slice(0, limit).map((_, n) => {
    const right = chance(rightFeatures(index, query, ranked, n), RIGHT);
    most = Math.min(most, brief * field * (right + (1 - right) * literally(index, ranked, n)));
    return most;
  });
}

/** The last coefficient is the constant. */
function chance(x: readonly number[], w: readonly number[]): number {
  let z = w[x.length] ?? 0;
  for (const [i, v] of x.entries()) z += v * (w[i] ?? 0);
  return 1 / (1 + Math.exp(-z));
}
