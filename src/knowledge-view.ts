/** The knowledge as the console sees it. */
import { clean } from './core/text.ts';
import type { KnowledgeBase } from './knowledge.ts';
import { vietnamDay } from './law/index.ts';
import { reviewList, unanswered } from './learning.ts';
import type { Store } from './store/db.ts';
import { wardInfo } from './store/settings.ts';
import type { KnowledgeView } from './web/deps.ts';

export function knowledgeView(
  knowledge: KnowledgeBase,
  store: Store,
  wardId: string,
  now: () => Date,
): KnowledgeView {
  return {
    entries: knowledge.entries,
    review: () => reviewList(knowledge.entries(), vietnamDay(now())),
    ask: async (text) => {
      const { route, confident, reasons, ...intent } = knowledge.understand(clean(text), undefined);
      const ward = await wardInfo(store.pool, wardId);
      const answers = knowledge.answers({ route, confident, reasons, ...intent }, ward);
      return { route, confident, reasons, answers };
    },
    answer: async (id) => knowledge.answer(id, await wardInfo(store.pool, wardId)),
    unanswered: () => unanswered(store, wardId),
    refresh: async () => {
      await knowledge.refresh();
    },
  };
}
