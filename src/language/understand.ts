import { asideOf } from './aside.ts';
import { fieldChance, rightChances } from './calibrate.ts';
import { emergencyOf } from './emergency.ts';
import { isBare, isFollowUp } from './follow-up.ts';
import { leaningOf } from './lean.ts';
import { count, type Message, readMessage } from './message.ts';
import type { Index } from './prepare.ts';
import { type Routed, routeOf, tellsNothing } from './route.ts';
import { type Query, queryOf, type Raw, rank } from './search.ts';
import { type Piece, pieces } from './sentences.ts';
import type { Hit, Intent, Route } from './types.ts';

export interface Context {
  /** the entry told last in this conversation */
  readonly lastEntry?: string;
}

/** an answer is told straight when the chance that it is right reaches this */
const CONFIDENT = 0.58;
/** … and this where papers of another field are spoken of, or the matter itself is not: choices are better than a wrong answer */
const CONFIDENT_GUESSED = 0.8;
const HITS = 5;
/** these say nothing that an entry could answer */
const MUTE: ReadonlySet<Route> = new Set<Route>(['out-of-scope', 'greeting', 'thanks', 'stop', 'human']);
/** the words of the last entry in a follow-up, against those of the message */
const CARRIED = 0.3;
/** … and where the message says nothing of its matter */
const CARRIED_BARE = 0.5;

/**
 * What does the writer want, and which entries answer it? Pure, deterministic, never throws; a message of any length costs the
 * same at most (see `capped`).
 */
export function understand(index: Index, text: string, context: Context = {}): Intent {
  const message = readMessage(index, text);
  const intent = judge(index, message, context);
  const aside = asideOf(index, message, intent, (part) => judge(index, readMessage(index, part), {}));
  return aside === null
    ? intent
    : { ...intent, aside, reasons: [...intent.reasons, 'trong tin còn có một câu hỏi'] };
}

function judge(index: Index, message: Message, context: Context): Intent {
  const last = lastOf(index, context);
  const follows = last !== undefined && isFollowUp(message);
  const read = follows
    ? [...message.pieces, ...carried(index, last.question, isBare(message) ? CARRIED_BARE : CARRIED)]
    : message.pieces;
  const query = queryOf(index, read);
  const ranked = rank(index, query, follows ? { topic: last.topic, told: last.id } : {});
  const field = follows ? 0.9 : fieldChance(message, query, ranked);
  const ruled = routeOf(message, field);
  const near = hitsOf(index, query, ranked, field, HITS);
  const { route, reasons } =
    follows && !ruled.final ? ruled : settle(index, message, field, ruled, near[0]?.score ?? 0);
  const hits = MUTE.has(route) ? [] : near;
  const top = hits[0]?.score ?? 0;
  const guessed = count(message.focus, 'other-papers') > 0 || (follows && isBare(message));
  const least = guessed ? CONFIDENT_GUESSED : CONFIDENT;
  const confident = route === 'faq' && top >= least;
  const emergency = emergencyOf(message.tokens, ruled.asks);
  const because = [...reasons];
  if (follows) because.push('hỏi tiếp câu vừa trả lời');
  if (route === 'faq') because.push(why(confident, hits));
  return { route, confident, hits, reasons: because, ...(emergency ? { emergency } : {}) };
}

function carried(index: Index, question: string, weight: number): Piece[] {
  return pieces(question, index.known).map((p) => ({ ...p, weight }));
}

/** The rules' word where it is final, else what the message leans to. */
function settle(
  index: Index,
  message: Message,
  field: number,
  ruled: Routed,
  best: number,
): Pick<Routed, 'route' | 'reasons'> {
  // two or three words resemble any example: "xong" is no wish to hear no more
  if (ruled.final || message.tokens.length < LEAST_WORDS) return ruled;
  // a question that an entry answers is a question, whatever petition tells the same story
  if (ruled.route === 'faq' && best >= (message.asking === 'open' ? ANSWERED : SURELY)) return ruled;
  const { route, because } = leaningOf(
    index.lean,
    message,
    field,
    ruled,
    (r) => r === ruled.route || speaksOf(message, r, ruled.route === 'faq' && best >= LIKELY),
  );
  // in doubt between a question and an accusation the sealed path
  const accused = route === 'petition.to-cao' || ruled.route === 'petition.to-cao';
  // nor does what is said of a place pass for one: a report lost is worse than a question taken for a report
  const plain = ruled.route === 'petition.phan-anh' || ruled.route === 'petition.kien-nghi';
  const askable = plain && count(message.all, 'place') === 0 ? ANSWERED : SURELY;
  if (!accused && ruled.route.startsWith('petition.') && best >= askable && tellsNothing(message))
    return { route: 'faq', reasons: ['không kể việc gì, và có câu trả lời khớp'] };
  // between ours and not ours the chance that was measured decides, not likeness to examples
  const fieldSays =
    (route === 'faq' && field < LEAST_FIELD) ||
    (route === 'out-of-scope' && (ruled.sure || field > MOST_FIELD));
  if (route === ruled.route || fieldSays) return ruled;
  return { route, reasons: [`giống các câu mẫu "${NAMES[route]}"${because ? `: "${because}"` : ''}`] };
}

/** Does a message say anything of what it leans to? "Which date is a good one" resembles a question about a meeting and names none.
 * @param asks the rules take it for a question of law, and an entry may answer it: then it takes more to make it another's */
function speaksOf(m: Message, route: Route, asks: boolean): boolean {
  const any = (...cues: string[]) => cues.some((cue) => count(m.all, cue) > 0);
  switch (route) {
    case 'status':
      return asks ? any('progress', 'code') : any('filed', 'progress', 'code');
    case 'meeting':
      return asks ? any('meet-thing') && !any('meet-law') : any('meet-thing', 'meet-state');
    case 'info-request':
      return any('give', 'paper');
    case 'my-data':
      return any('mydata-thing') && any('mydata-verb');
    case 'human':
      return any('human');
    case 'petition.to-cao':
      return any('to-cao', 'wrong', 'take');
    case 'petition.khieu-nai':
      return any('decision', 'contest', 'authority');
    case 'petition.kien-nghi':
      return m.asking !== 'open' || any('propose', 'wish');
    default:
      return true;
  }
}

/** a shorter message leans nowhere */
const LEAST_WORDS = 4;
/** from this chance of an answer on a question stays one */
const ANSWERED = 0.6;
const SURELY = 0.8;
/** … and may be one from here on */
const LIKELY = 0.5;
/** chances between which a question may be ours or not */
const LEAST_FIELD = 0.4;
const MOST_FIELD = 0.75;

const NAMES: Readonly<Record<Route, string>> = {
  faq: 'hỏi quy định',
  'petition.phan-anh': 'phản ánh',
  'petition.kien-nghi': 'kiến nghị',
  'petition.khieu-nai': 'khiếu nại',
  'petition.to-cao': 'tố cáo',
  'info-request': 'xin tài liệu',
  status: 'hỏi đơn đã gửi',
  meeting: 'hỏi cuộc họp',
  human: 'gặp cán bộ',
  'my-data': 'dữ liệu của mình',
  stop: 'thôi nhận tin',
  greeting: 'chào hỏi',
  thanks: 'cảm ơn',
  'out-of-scope': 'việc ngoài lĩnh vực',
};

export interface SearchOptions {
  /** at most so many hits; 5 if not said */
  readonly limit?: number;
  /** hits of this topic are lifted a little */
  readonly topic?: string;
}

/** Entries for a question whatever it wants (the console's search box), best first, scored as in `understand`. */
export function search(index: Index, text: string, options: SearchOptions = {}): Hit[] {
  const message = readMessage(index, text);
  const query = queryOf(index, message.pieces);
  const ranked = rank(index, query, { topic: options.topic }, (options.limit ?? HITS) + HITS);
  const field = fieldChance(message, query, ranked);
  return hitsOf(index, query, ranked, field, options.limit ?? HITS);
}

function hitsOf(index: Index, query: Query, ranked: readonly Raw[], field: number, limit: number): Hit[] {
  return rightChances(index, query, ranked, field, limit).map((score, n) => {
    const entry = index.entries[ranked[n]?.entry ?? -1];
    return { id: entry?.id ?? '', score };
  });
}

function lastOf(index: Index, context: Context) {
  const at = context.lastEntry === undefined ? undefined : index.position.get(context.lastEntry);
  return at === undefined ? undefined : index.entries[at];
}

function why(confident: boolean, hits: readonly Hit[]): string {
  const [first, second] = hits;
  if (!first) return 'chưa có câu trả lời nào gần';
  const percent = Math.round(first.score * 100);
  if (confident) return `câu trả lời khớp nhất chắc ${percent}%`;
  return second && first.score - second.score < 0.1
    ? `nhiều câu trả lời gần như nhau (${percent}%), để người hỏi chọn`
    : `câu trả lời gần nhất chỉ chắc ${percent}%, để người hỏi chọn`;
}
