import { fold } from './fold.ts';
import { count, type Message, readMessage } from './message.ts';
import type { Index } from './prepare.ts';
import { endings } from './sentences.ts';
import type { Intent, Route } from './types.ts';

/** petitions that may hold a question; a tố cáo never does: nothing beside the sealed path */
const HOLDS: ReadonlySet<Route> = new Set<Route>([
  'petition.phan-anh',
  'petition.kien-nghi',
  'petition.khieu-nai',
]);
/** looked at, the last first: people ask at the end */
const MOST = 6;
/** fewer words ask about what was told before them */
const LEAST_WORDS = 5;

/**
 * The entry that answers a question asked beside a petition ("… hỏng cả năm, mà thu tiền không họp dân có đúng luật không").
 * Only where a part of the message asks what holds, and that part alone would be told its answer straight.
 * @param judged what a part means, understood alone
 */
export function asideOf(
  index: Index,
  message: Message,
  intent: Intent,
  judged: (text: string) => Intent,
): string | null {
  if (!HOLDS.has(intent.route) || intent.emergency) return null;
  const parts = endings(message.text)
    .filter((part) => asksWhatHolds(readMessage(index, part)))
    .slice(-MOST)
    .map(judged);
  // an accusation in it: nothing beside the sealed path, even where the whole was taken for another petition
  if (parts.some((p) => p.route === 'petition.to-cao')) return null;
  const [best] = parts
    .flatMap((p) => (p.route === 'faq' && p.confident ? p.hits.slice(0, 1) : []))
    .sort((a, b) => b.score - a.score);
  const entry = index.entries[index.position.get(best?.id ?? '') ?? -1];
  // "báo tên tôi có bị lộ không" in a report is not asked of a tố cáo, whose rules differ
  return !entry || fold(entry.topic).includes('to cao') ? null : entry.id;
}

/** "Sao mãi không sửa", "xem giúp được không" ask nothing that an entry answers. */
function asksWhatHolds(m: Message): boolean {
  if (m.tokens.length < LEAST_WORDS || count(m.all, 'fault') + count(m.all, 'fix') > 0) return false;
  return m.asking === 'open' || (m.asking === 'yes-no' && count(m.all, 'ask-rule') > 0);
}
