import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Entry, type EntryFault, parseEntries } from '../../src/core/entry.ts';

const DIR = join(import.meta.dirname, '../../locales/vi/knowledge');
/** Texts of the acts; they lie beside the repository and are never part of it. */
const LAWS = join(import.meta.dirname, '../../../shared/laws');

export interface Loaded {
  readonly entries: readonly (Entry & { readonly file: string })[];
  readonly faults: readonly EntryFault[];
}

/** Every entry of `locales/vi/knowledge`, and every fault in its files. */
export function loadKnowledge(): Loaded {
  const entries: (Entry & { file: string })[] = [];
  const faults: EntryFault[] = [];
  for (const file of readdirSync(DIR).filter((f) => f.endsWith('.md'))) {
    const read = parseEntries(`locales/vi/knowledge/${file}`, readFileSync(join(DIR, file), 'utf8'));
    entries.push(...read.entries.map((e) => ({ ...e, file })));
    faults.push(...read.faults);
  }
  return { entries, faults };
}

export const haveLaws = existsSync(LAWS);

/** Article number -> text, for each act whose text is at hand: codified JSON, and the decrees of 2026. */
export function loadActTexts(): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const acts = new Map<string, ReadonlyMap<string, string>>();
  for (const file of readdirSync(LAWS).filter((f) => f.endsWith('.json'))) {
    const { _meta, ...articles } = JSON.parse(readFileSync(join(LAWS, file), 'utf8')) as {
      _meta: { act: string };
    } & Record<string, string>;
    acts.set(_meta.act, new Map(Object.entries(articles)));
  }
  for (const file of readdirSync(join(LAWS, '2026'))) {
    const number = /^(luat|nghi-dinh)-(\d+)-(2025|2026)/.exec(file);
    if (!number) continue;
    const act = number[1] === 'luat' ? `${number[2]}/${number[3]}/QH15` : `${number[2]}/${number[3]}/NĐ-CP`;
    acts.set(act, articlesOf(readFileSync(join(LAWS, '2026', file), 'utf8')));
  }
  return acts;
}

/** Splits running text at headings `Điều 4.` (with or without `###`, bold or not). */
function articlesOf(text: string): ReadonlyMap<string, string> {
  const articles = new Map<string, string>();
  const parts = text.split(/^[#* ]*Điều (\d+[a-zđ]?)\s*[.:]/mu);
  for (let i = 1; i + 1 < parts.length; i += 2) {
    const key = parts[i] ?? '';
    articles.set(key, `${articles.get(key) ?? ''}${parts[i + 1] ?? ''}`);
  }
  return articles;
}
