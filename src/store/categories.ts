/** The ward's list of categories: one setting, edited line by line. A category is archived, never deleted: tickets name it. */
import { z } from 'zod';
import { type Category, DEFAULT_CATEGORIES, OTHER_CATEGORY } from '../core/categories.ts';
import { fold } from '../core/text.ts';
import { one, type Sql, type Store, transaction } from './db.ts';
import { type Actor, audit } from './tickets.ts';

export const CATEGORY_NAME_LIMIT = 60;
export const CATEGORY_WORDS_LIMIT = 60;
const CATEGORIES_LIMIT = 40;

const stored = z
  .array(
    z.object({
      id: z.string().regex(/^[a-z0-9-]{1,40}$/),
      name: z.string().trim().min(1).max(CATEGORY_NAME_LIMIT),
      words: z.array(z.string().trim().min(1).max(60)).max(CATEGORY_WORDS_LIMIT),
      archived: z.boolean(),
    }),
  )
  .max(CATEGORIES_LIMIT)
  .refine((list) => list.some((c) => c.id === OTHER_CATEGORY));

/** In the ward's own order, archived ones among them; the list of the product where the ward has made none. */
export async function categoriesOf(sql: Sql, wardId: string): Promise<readonly Category[]> {
  const row = await one<{ value: unknown }>(
    sql,
    `SELECT value FROM setting WHERE ward_id = $1 AND key = 'categories'`,
    [wardId],
    'categories',
  );
  const set = stored.safeParse(row?.value);
  return set.success ? set.data : DEFAULT_CATEGORIES;
}

export type CategoryChange =
  | { readonly do: 'add'; readonly name: string; readonly words: readonly string[] }
  | { readonly do: 'save'; readonly id: string; readonly name: string; readonly words: readonly string[] }
  | { readonly do: 'archive' | 'restore' | 'up' | 'down'; readonly id: string };

export type CategoryOutcome = 'done' | 'taken' | 'unknown' | 'needed' | 'full';

/**
 * Carry one change out and write it to the audit log.
 * @returns `taken`: another has that name; `needed`: "việc khác" is always there; `full`: no more than 40
 */
export async function changeCategory(
  store: Store,
  wardId: string,
  change: CategoryChange,
  actor: Actor,
): Promise<CategoryOutcome> {
  return await transaction(store, async (tx) => {
    await tx.query(
      `INSERT INTO setting (ward_id, key, value) VALUES ($1, 'categories', $2) ON CONFLICT (ward_id, key) DO NOTHING`,
      [wardId, JSON.stringify(DEFAULT_CATEGORIES)],
    );
    await tx.query(`SELECT 1 FROM setting WHERE ward_id = $1 AND key = 'categories' FOR UPDATE`, [wardId]);
    const changed = changedList(await categoriesOf(tx, wardId), change);
    if (typeof changed === 'string') return changed;
    await tx.query(
      `UPDATE setting SET value = $2, updated_at = now(), updated_by = $3 WHERE ward_id = $1 AND key = 'categories'`,
      [wardId, JSON.stringify(stored.parse(changed.list)), actor.officerId],
    );
    await audit(tx, wardId, actor, `category.${change.do}`, changed.id);
    return 'done';
  });
}

type Changed = { readonly list: readonly Category[]; readonly id: string };

/** The list after a change, or why it cannot be. Pure. */
function changedList(list: readonly Category[], change: CategoryChange): Changed | CategoryOutcome {
  const named = (name: string, but?: string) =>
    list.some((c) => c.id !== but && c.name.toLowerCase() === name.toLowerCase());
  if (change.do === 'add') {
    if (named(change.name)) return 'taken';
    if (list.length >= CATEGORIES_LIMIT) return 'full';
    const fresh = { id: freshId(change.name, list), name: change.name, words: change.words, archived: false };
    // "việc khác" stays the last one
    const at = list.findIndex((c) => c.id === OTHER_CATEGORY);
    return { list: [...list.slice(0, at), fresh, ...list.slice(at)], id: fresh.id };
  }
  const at = list.findIndex((c) => c.id === change.id);
  const old = list[at];
  if (!old) return 'unknown';
  switch (change.do) {
    case 'save':
      if (named(change.name, old.id)) return 'taken';
      return { list: list.with(at, { ...old, name: change.name, words: change.words }), id: old.id };
    case 'archive':
      if (old.id === OTHER_CATEGORY) return 'needed';
      return { list: list.with(at, { ...old, archived: true }), id: old.id };
    case 'restore':
      return { list: list.with(at, { ...old, archived: false }), id: old.id };
    case 'up':
    case 'down': {
      const other = list[change.do === 'up' ? at - 1 : at + 1];
      if (!other) return { list, id: old.id };
      const to = change.do === 'up' ? at - 1 : at + 1;
      return { list: list.with(at, other).with(to, old), id: old.id };
    }
    default:
      return change satisfies never;
  }
}

function freshId(name: string, list: readonly Category[]): string {
  const base = fold(name).replaceAll(' ', '-').slice(0, 30).replace(/-+$/, '') || 'linh-vuc';
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!list.some((c) => c.id === id)) return id;
  }
}
