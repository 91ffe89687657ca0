/** The console's words with the ward's own names of categories in them. */
import type { Words } from '../../core/types.ts';
import { categoriesOf } from '../../store/categories.ts';
import type { WebDeps } from '../deps.ts';

export async function wardWords(deps: WebDeps): Promise<Words> {
  const own = await categoriesOf(deps.store.pool, deps.wardId);
  return { ...deps.words.vi, ...Object.fromEntries(own.map((c) => [`category.${c.id}`, c.name])) };
}
