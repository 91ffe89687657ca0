import { tokens } from './normalise.ts';
import { inverseFrequency } from './postings.ts';
import { eachTerm, growing, type Terms, type Vocabulary } from './terms.ts';

/** Questions that ask the same thing, so that an officer answers them once. */
export interface Group {
  /** the question most like the others */
  readonly lead: string;
  /** ids, the lead first, then in the order given */
  readonly ids: readonly string[];
}

export interface Asked {
  readonly id: string;
  readonly text: string;
}

/** two questions this alike are one */
const ALIKE = 0.35;

/**
 * Group questions by likeness of their folded words, pairs and concepts (cosine, rare terms weighing more). Deterministic: the
 * same questions in the same order give the same groups, biggest first.
 * @param alike 0..1, how alike two questions must be
 */
export function group(questions: readonly Asked[], alike = ALIKE): Group[] {
  const vectors = vectorsOf(questions.map((q) => q.text));
  const groups: number[][] = [];
  const sums = createSums();
  for (const [n, vector] of vectors.entries()) {
    // like the group when like its members on the whole: chains of near-likeness do not run together
    const likes = sums.likenessTo(vector);
    let best: number | undefined;
    let most = alike;
    for (const [g, members] of groups.entries()) {
      const like = (likes[g] ?? 0) / members.length;
      if (like >= most - ROUNDING) {
        most = Math.max(most, like);
        best = g;
      }
    }
    if (best === undefined) groups.push([n]);
    else groups[best]?.push(n);
    sums.add(best ?? groups.length - 1, vector);
  }
  return groups
    .map((members) => {
      const lead = leadOf(members, vectors);
      const ids = [lead, ...members.filter((m) => m !== lead)].map((m) => questions[m]?.id ?? '');
      return { lead: ids[0] ?? '', ids };
    })
    .sort((a, b) => b.ids.length - a.ids.length);
}

const ROUNDING = 1e-9;

/**
 * The sum of each group's vectors, found by its terms: the likeness to all members of a group is then one product, and
 * two thousand questions are grouped in the time that pairs of a few hundred took.
 */
function createSums() {
  const byTerm = new Map<number, Map<number, number>>();
  let count = 0;
  return {
    add: (g: number, { terms, length }: Vector): void => {
      count = Math.max(count, g + 1);
      for (const [term, w] of terms) {
        const sums = byTerm.get(term) ?? new Map<number, number>();
        if (sums.size === 0) byTerm.set(term, sums);
        sums.set(g, (sums.get(g) ?? 0) + w / length);
      }
    },
    /** of each group: the sum of the cosines with its members */
    likenessTo: ({ terms, length }: Vector): Float64Array => {
      const all = new Float64Array(count);
      for (const [term, w] of terms)
        for (const [g, sum] of byTerm.get(term) ?? []) all[g] = (all[g] ?? 0) + (w / length) * sum;
      return all;
    },
  };
}

/** How alike each text is to `text`, 0..1, in the order given. */
export function similarTo(text: string, others: readonly string[]): number[] {
  const [self, ...rest] = vectorsOf([text, ...others]);
  return rest.map((v) => (self ? cosine(self, v) : 0));
}

interface Vector {
  readonly terms: Terms;
  readonly length: number;
}

function vectorsOf(texts: readonly string[]): Vector[] {
  const vocabulary: Vocabulary = new Map();
  const grow = growing(vocabulary);
  const bags = texts.map((text) => {
    const bag: Terms = new Map();
    eachTerm(tokens(text.slice(0, 2000)), vocabulary, grow, (term) => bag.set(term, 1));
    return bag;
  });
  const idf = inverseFrequency(bags);
  return bags.map((bag) => {
    let sum = 0;
    for (const term of bag.keys()) {
      const w = 0.5 + (idf.get(term) ?? 0);
      bag.set(term, w);
      sum += w * w;
    }
    return { terms: bag, length: Math.sqrt(sum) };
  });
}

function cosine(a: Vector, b: Vector | undefined): number {
  if (!b || a.length === 0 || b.length === 0) return 0;
  let sum = 0;
  for (const [term, w] of a.terms) sum += w * (b.terms.get(term) ?? 0);
  return sum / (a.length * b.length);
}

function leadOf(members: readonly number[], vectors: readonly Vector[]): number {
  const sums = createSums();
  for (const m of members) sums.add(0, vectors[m] ?? NOTHING);
  let lead = members[0] ?? 0;
  let most = -1;
  for (const m of members) {
    const sum = sums.likenessTo(vectors[m] ?? NOTHING)[0] ?? 0;
    if (sum > most + ROUNDING) {
      most = sum;
      lead = m;
    }
  }
  return lead;
}

const NOTHING: Vector = { terms: new Map(), length: 0 };
