import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type Entry, parseEntries } from '../../src/core/entry.ts';

/** The development sets beside the repository, and the knowledge files in it. */
export const DATA = new URL('../../../shared/data/', import.meta.url);
export const haveSets = existsSync(DATA);
/** Messages of our own, each set written before anything was changed for it; learnt from since (src/language/README.md). */
export const OWN = new URL('../fixtures/understanding/', import.meta.url);
export const OWN_SETS = ['first', 'second', 'third', 'fourth', 'fifth'] as const;

interface Cite {
  readonly act: string;
  readonly article: string;
}
export interface Row {
  readonly id: string;
  readonly text: string;
  readonly route: string;
  readonly routes: readonly string[];
  readonly cites: readonly Cite[];
  /** style of a message, kind of a real question */
  readonly kind: string;
  readonly stale: boolean;
}

export function lines<T>(name: string, folder: URL = DATA): T[] {
  return readFileSync(new URL(name, folder), 'utf8')
    .trim()
    .split('\n')
    .map((l) => JSON.parse(l) as T);
}

interface Raw {
  id: string;
  text?: string;
  question?: string;
  route: string;
  alsoRoutes?: string[];
  cites: Cite[];
  alsoAccept?: Cite[];
  style?: string;
  kind?: string;
  stale?: boolean;
}

export function rows(name: string, folder: URL = DATA): Row[] {
  return lines<Raw>(name, folder).map((r) => ({
    id: r.id,
    text: r.text ?? r.question ?? '',
    route: r.route,
    routes: [r.route, ...(r.alsoRoutes ?? [])],
    cites: [...r.cites, ...(r.alsoAccept ?? [])],
    kind: r.style ?? r.kind ?? '',
    stale: r.stale === true,
  }));
}

export function entries(): Entry[] {
  const folder = new URL('../../locales/vi/knowledge/', import.meta.url);
  return readdirSync(folder)
    .filter((f) => f.endsWith('.md'))
    .sort()
    .flatMap((f) => parseEntries(f, readFileSync(new URL(f, folder), 'utf8')).entries);
}

/** A citation is right when act and article equal an accepted one; `*` is any article of the act. */
export function accepted(row: Row, cites: readonly Cite[]): boolean {
  return cites.some((c) =>
    row.cites.some((r) => r.act === c.act && (r.article === '*' || r.article === c.article)),
  );
}
