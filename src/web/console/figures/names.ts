/** What a line of a table is called. */
import type { TicketKind } from '../../../core/types.ts';
import type { Dimension } from '../../../store/figures/index.ts';
import { groupsOf } from '../../../store/groups.ts';
import type { WebDeps } from '../../deps.ts';
import { atStart } from '../../layout/words.tsx';
import { categoryName, kindName, platformName } from '../labels.ts';
import { wardWords } from '../ward-words.ts';

export type Namer = (dimension: Dimension, key: string | null) => string;

/** Names as the ward has them now. */
export async function namer(deps: WebDeps): Promise<Namer> {
  const [words, groups] = await Promise.all([wardWords(deps), groupsOf(deps.store, deps.wardId)]);
  const groupNames = new Map(groups.map((g) => [g.id, g.name]));
  return (dimension, key) => {
    switch (dimension) {
      case 'kind':
        return kindName(words, (key ?? 'hoi') as TicketKind);
      case 'category':
        return atStart(categoryName(words, key ?? ''));
      case 'group':
        return key === null ? 'Không rõ tổ' : (groupNames.get(key) ?? 'Tổ không còn');
      case 'channel':
        return key === null ? 'Không qua kênh nào' : platformName(key);
      default:
        return dimension satisfies never;
    }
  };
}
