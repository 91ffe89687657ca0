import { buildSearch, type SearchIndex } from './build.ts';
import { type Lean, learning } from './lean.ts';
import type { Indexed } from './types.ts';

/** All that understanding needs, kept in memory; made anew when entries change. */
export interface Index extends SearchIndex {
  /** learnt when first asked for: half of the work, and the program is up without it */
  readonly lean: Lean;
  /** a small step of that learning, ahead of the first message; true when all is learnt */
  learnMore(): boolean;
}

/** Build the index: the search, and which way messages lean. */
export function buildIndex(entries: readonly Indexed[]): Index {
  const search = buildSearch(entries);
  const steps = learning(search);
  let lean: Lean | undefined;
  const learnMore = (): boolean => {
    if (!lean) {
      const step = steps.next();
      if (step.done) lean = step.value;
    }
    return lean !== undefined;
  };
  return {
    ...search,
    get lean() {
      while (!lean) learnMore();
      return lean;
    },
    learnMore,
  };
}
