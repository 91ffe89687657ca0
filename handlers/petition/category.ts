/** What a petition is about, as it is told: in the resident's language where the ward uses our name, else in the ward's own words. */
import type { Key } from '../../locales/index.ts';
import { type Category, categoryName, DEFAULT_CATEGORIES } from '../../src/core/categories.ts';
import { verbatim } from '../../src/core/say.ts';
import type { Text } from '../../src/core/types.ts';

type Known = Extract<Key, `category.${string}`>;

export function categoryText(id: string, categories: readonly Category[]): Text {
  return categoryNamed(id, categoryName(id, categories));
}

/** The same, where only the name is at hand. */
export function categoryNamed(id: string, name: string): Text {
  const ours = DEFAULT_CATEGORIES.find((c) => c.id === id);
  return ours?.name === name ? { key: `category.${id}` as Known, args: {} } : verbatim(name);
}
