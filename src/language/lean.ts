import type { SearchIndex } from './build.ts';
import { fieldChance } from './calibrate.ts';
import { EXAMPLES } from './examples/index.ts';
import { type Message, readMessage } from './message.ts';
import { type Routed, routeOf } from './route.ts';
import { queryOf, rank } from './search.ts';
import type { Route } from './types.ts';

/**
 * Which way a message leans, learnt from written examples (naive Bayes). The rules name what they know; what people say in words no rule
 * foresaw leans like the examples it resembles. Its evidence: words and pairs, cues, how it asks, how much it is of our field, and what the rules say.
 */
export interface Lean {
  readonly routes: readonly Route[];
  /** feature -> log chance under each route, less the mean over routes */
  readonly log: ReadonlyMap<string, Float64Array>;
}

export interface Leaning {
  readonly route: Route;
  /** the word or pair that spoke for it most, '' if none */
  readonly because: string;
}

/** how much one piece of evidence of a kind counts */
const WEIGHT: Readonly<Record<string, number>> = {
  word: 1,
  full: 0.5,
  cue: 1,
  mention: 0.5,
  ask: 2,
  field: 2,
  rule: 2,
};
const SMOOTH = 0.2;
/** every so many-th entry's question is an example of a question */
const EVERY = 5;

/** Evidence of a message, as `kind:what`. */
export function evidence(m: Message, field: number, rule: Route): Set<string> {
  const out = new Set<string>();
  for (const piece of m.pieces) {
    if (piece.weight < 0.5) continue;
    let before = '';
    for (const { fold: word, text, bare } of piece.tokens) {
      out.add(`word:${word}`);
      if (!bare && text !== word) out.add(`full:${text}`);
      if (before) out.add(`word:${before} ${word}`);
      before = word;
    }
  }
  for (const [cue, phrases] of m.focus) {
    out.add(`cue:${cue}`);
    if (phrases.length > 1) out.add(`cue:${cue}+`);
  }
  for (const cue of m.all.keys()) out.add(`mention:${cue}`);
  out.add(`ask:${m.asking ?? 'no'}`);
  out.add(`field:${Math.min(3, Math.floor(field * 4))}`);
  out.add(`rule:${rule}`);
  return out;
}

/** Learn from the examples, and from the questions of the entries themselves; a step an example, so that a busy program can take turns. */
export function* learning(index: SearchIndex): Generator<void, Lean> {
  const asked = index.entries.filter((_, n) => n % EVERY === 0);
  const all = [...EXAMPLES, ...asked.map((e) => ({ route: 'faq' as const, text: e.question }))];
  const routes = [...new Set(all.map((e) => e.route))];
  const counts = new Map<string, Float64Array>();
  const totals = new Float64Array(routes.length);
  for (const { route, text } of all) {
    const m = readMessage(index, text);
    const query = queryOf(index, m.pieces);
    const field = fieldChance(m, query, rank(index, query, {}, 1));
    const c = routes.indexOf(route);
    for (const feature of evidence(m, field, routeOf(m, field).route)) {
      const row = counts.get(feature) ?? new Float64Array(routes.length);
      row[c] = (row[c] ?? 0) + 1;
      counts.set(feature, row);
      totals[c] = (totals[c] ?? 0) + 1;
    }
    yield;
  }
  const whole = counts.size;
  for (const row of counts.values())
    for (let c = 0; c < row.length; c++)
      row[c] = Math.log(((row[c] ?? 0) + SMOOTH) / ((totals[c] ?? 0) + SMOOTH * whole));
  return { routes, log: counts };
}

/** The route that the evidence speaks for most, of those that are `open` to the message. */
export function leaningOf(
  lean: Lean,
  m: Message,
  field: number,
  ruled: Routed,
  open: (route: Route) => boolean,
): Leaning {
  const sums = new Float64Array(lean.routes.length);
  const found = evidence(m, field, ruled.route);
  for (const feature of found) {
    const row = lean.log.get(feature);
    if (!row) continue;
    const weight = WEIGHT[feature.slice(0, feature.indexOf(':'))] ?? 1;
    for (let c = 0; c < sums.length; c++) sums[c] = (sums[c] ?? 0) + weight * (row[c] ?? 0);
  }
  let best = -1;
  for (const [c, route] of lean.routes.entries())
    if (open(route) && (best < 0 || (sums[c] ?? 0) > (sums[best] ?? 0))) best = c;
  return { route: lean.routes[best] ?? ruled.route, because: best < 0 ? '' : mostTelling(lean, found, best) };
}

function mostTelling(lean: Lean, found: ReadonlySet<string>, route: number): string {
  let telling = '';
  let most = 0;
  for (const feature of found) {
    const row = feature.startsWith('word:') ? lean.log.get(feature) : undefined;
    if (!row) continue;
    const mean = row.reduce((a, b) => a + b, 0) / row.length;
    const lead = (row[route] ?? 0) - mean;
    if (lead > most) {
      most = lead;
      telling = feature.slice('word:'.length);
    }
  }
  return telling;
}
