import type { Route } from '../types.ts';
import { PETITIONS } from './petitions.ts';
import { QUESTIONS } from './questions.ts';
import { REQUESTS } from './requests.ts';

export interface Example {
  readonly route: Route;
  readonly text: string;
}

const BY_ROUTE: Readonly<Record<Route, string>> = { ...PETITIONS, ...REQUESTS, ...QUESTIONS };

/** How people write when they want each thing, a sentence each. Add a line where a kind of message goes astray. */
export const EXAMPLES: readonly Example[] = Object.entries(BY_ROUTE).flatMap(([route, block]) =>
  block
    .trim()
    .split('\n')
    .map((text) => ({ route: route as Route, text })),
);
