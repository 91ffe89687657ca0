/**
 * Answers out of official documents: a passage is found, quoted exactly and named, and stands below the entries that people
 * wrote. Figures behind the thresholds: test/documents/search.test.ts.
 */
import type { Answer, Citation, Intent } from './core/types.ts';
import { buildDocuments, type DocumentIndex, searchDocuments } from './language/documents.ts';
import { fold } from './language/fold.ts';
import { tokens } from './language/normalise.ts';
import { amendedSince, findAct, inForce, sayAct } from './law/acts.ts';
import type { KeptPassage } from './store/documents.ts';

/** ids of passages among those of entries */
const PREFIX = 'doc:';

/** so many are looked at closely, and told at most */
const LOOKED_AT = 10;
const TOLD = 2;
/** a passage that fits less is not offered */
const OFFERED = 0.6;
/** a passage may be told straight from here on, when no entry is near */
const STRONG = 0.8;
/** the same, when the question calls the document by its number */
const STRONG_NAMED = 0.7;
/** a word of the question that no document has speaks against all of them */
const UNKNOWN = 1.5;
/** an entry whose chance is below this is not near */
const NEAR = 0.3;

export interface PassageIndex {
  readonly documents: DocumentIndex;
  readonly byId: ReadonlyMap<string, KeptPassage>;
  /** word, folded -> how telling it is; a word no passage has tells most */
  readonly weights: ReadonlyMap<string, number>;
  readonly unknown: number;
  /** document id -> how its number is said, folded */
  readonly names: ReadonlyMap<string, RegExp>;
  /** what a passage says in folded pairs of words, made when first asked for */
  readonly pairs: Map<string, ReadonlySet<string>>;
}

export interface FoundPassage {
  readonly passage: KeptPassage;
  /** 0..1: do the question's own words stand together in the passage? */
  readonly score: number;
}

/** Two thousand passages take about a second. */
export function indexPassages(passages: readonly KeptPassage[]): PassageIndex {
  const counts = new Map<string, number>();
  for (const p of passages) for (const w of new Set(saidBy(p))) counts.set(w, (counts.get(w) ?? 0) + 1);
  const weight = (count: number) => Math.log(1 + (passages.length + 1) / (count + 1));
  return {
    documents: buildDocuments(
      passages.map((p) => ({
        id: p.id,
        title: `${nameOf(p)} ${p.document.title}`,
        text: p.text,
        ...(p.heading === null ? {} : { heading: p.heading }),
      })),
    ),
    byId: new Map(passages.map((p) => [p.id, p])),
    weights: new Map([...counts].map(([word, count]) => [word, weight(count)])),
    unknown: UNKNOWN * weight(0),
    names: new Map(
      passages.flatMap(({ document: d }) =>
        d.number === null ? [] : [[d.id, saidNumber(d.number, d.kind)]],
      ),
    ),
    pairs: new Map(),
  };
}

/** Passages for a question, best first, whatever their score. A document called by its number is searched alone. */
export function searchPassages(index: PassageIndex, text: string, limit = LOOKED_AT): FoundPassage[] {
  const named = namedDocument(index, text);
  const question = named?.rest ?? text;
  const asked = wordsOf(question);
  const known = knownShare(index, asked);
  return searchDocuments(index.documents, question, named === null ? LOOKED_AT : index.byId.size)
    .flatMap((hit) => {
      const passage = index.byId.get(hit.id);
      if (!passage || (named !== null && passage.document.id !== named.id)) return [];
      return [{ passage, plain: hit.score }];
    })
    .slice(0, LOOKED_AT)
    .map(({ passage, plain }) => ({
      passage,
      // plain search leaves out the words it does not know
      score: Math.sqrt(together(index, asked, passage) * known * Math.min(1, plain / PLAIN)),
      plain,
    }))
    .sort((a, b) => b.score - a.score || b.plain - a.plain)
    .slice(0, limit)
    .map(({ passage, score }) => ({ passage, score }));
}
/** plain search rarely goes above this when it is right */
const PLAIN = 0.6;

/**
 * Add passages to what the entries gave. Only to a question of law or procedure whose answer is not sure: after the best
 * two entries, two at most. Where no entry is near and a passage fits well, or the document was called by its number, the
 * passage is the answer; never one whose act has been amended since.
 */
export function withPassages(index: PassageIndex, intent: Intent, text: string, today: string): Intent {
  const named = namedDocument(index, text) !== null;
  // what the ward itself put in and the resident calls by its number is not out of scope
  const asks = intent.route === 'faq' || (named && intent.route === 'out-of-scope');
  if (!asks || intent.confident || index.byId.size === 0) return intent;
  const found = searchPassages(index, text)
    .filter((f) => f.score >= OFFERED && isInForce(f.passage, today))
    .slice(0, TOLD);
  const [best] = found;
  if (!best) return intent;
  const top = intent.hits[0]?.score ?? 0;
  const strong = named ? best.score >= STRONG_NAMED : top < NEAR && best.score >= STRONG;
  if (strong && !isAmended(best.passage, today))
    return {
      ...intent,
      route: 'faq',
      confident: true,
      hits: [
        ...found.map((f) => ({ id: PREFIX + f.passage.id, score: f.score })),
        // best first: none of the entries is above what is told
        ...intent.hits.map((h) => ({ ...h, score: Math.min(h.score, found.at(-1)?.score ?? h.score) })),
      ],
      reasons: [...intent.reasons, `trích văn bản: ${titleOf(best.passage)}`],
    };
  if (intent.route !== 'faq') return intent;
  const entries = intent.hits.slice(0, 2);
  const most = entries.at(-1)?.score ?? 1;
  return {
    ...intent,
    hits: [...entries, ...found.map((f) => ({ id: PREFIX + f.passage.id, score: Math.min(f.score, most) }))],
    reasons: [...intent.reasons, 'có đoạn văn bản gần với câu hỏi, để người hỏi chọn'],
  };
}

/** The answer of an id given by `withPassages`; null for any other id, and for a passage that is gone. */
export function passageById(index: PassageIndex, id: string, score: number, today: string): Answer | null {
  const passage = id.startsWith(PREFIX) ? index.byId.get(id.slice(PREFIX.length)) : undefined;
  return passage && isInForce(passage, today) ? passageAnswer({ passage, score }, today) : null;
}

/** A passage as an answer: quoted exactly, named, marked `trích văn bản`. */
export function passageAnswer({ passage, score }: FoundPassage, today: string): Answer {
  const { document: d, heading, text } = passage;
  const when = d.issuedOn === null ? '' : ` ngày ${d.issuedOn.split('-').reverse().join('/')}`;
  const whose = d.issuer === null ? '' : ` của ${d.issuer}`;
  return {
    id: PREFIX + passage.id,
    title: titleOf(passage),
    score,
    text: `${titleOf(passage)}: “${text.replace(/^[-–—+•]\s*/u, '')}”\n(Trích văn bản: đây là lời trong văn bản, chưa phải lời giải thích của cán bộ.)`,
    detail: [
      ...(heading === null ? [] : [`Đoạn này nằm trong phần: ${heading}`]),
      `Văn bản: ${nameOf(passage)}${when}${whose}: ${d.title}`,
    ].join('\n\n'),
    citations: [citationOf(passage)],
    next: [],
    underReview: isAmended(passage, today),
  };
}

const titleOf = (p: KeptPassage): string => `Trích ${nameOf(p)}, ${p.path}`;

function nameOf({ document: d }: KeptPassage): string {
  if (d.number === null) return d.title;
  if (findAct(d.number)) return sayAct(d.number);
  return d.kind === null ? `văn bản số ${d.number}` : `${d.kind} ${d.number}`;
}

const ARTICLE = /^Điều (\d+[a-zđ]?)(?: khoản (\d+[a-zđ]?))?(?: điểm ([a-zđ]))?(?: \(đoạn \d+\))?$/u;

/** Of an act: article and clause as entries cite them. Of another paper, or what is attached to one: the path as it is. */
function citationOf({ document: d, path }: KeptPassage): Citation {
  const act = d.number ?? d.title;
  const m = ARTICLE.exec(path);
  if (!m) return { act, article: path };
  const [, article = '', clause, point] = m;
  if (clause === undefined) return { act, article };
  return { act, article, clause: point === undefined ? clause : `${clause}.${point}` };
}

/** An act that the table knows to have ended is not told; of other papers nothing is known. */
function isInForce({ document: d }: KeptPassage, today: string): boolean {
  return d.number === null || findAct(d.number) === undefined || inForce(d.number, today);
}

/** Was the act amended after the text at hand? A text without a date may be of any day. */
function isAmended({ document: d }: KeptPassage, today: string): boolean {
  return d.number !== null && amendedSince(d.number, d.issuedOn ?? '', today) !== undefined;
}

// words that ask, and small ones: they stand in every question and every paper
const SMALL = new Set(
  'ai anh bac bao ban bi chi cho chung co con cua cac dau de den do duoc em gi gio ha hay hoi khi khong la luc ma may mot muon nao nay nhe nhieu nhu nhung noi o oi phai ra su ta thi theo the toi tu trong va vao vay ve voi vi xin'.split(
    ' ',
  ),
);

const wordsOf = (text: string): string[] => tokens(text.slice(0, 2000)).map((t) => t.fold);

/** Share of the telling words of a question, rare ones weighing more, that stand in the passage beside the same neighbour. */
function together(index: PassageIndex, asked: readonly string[], passage: KeptPassage): number {
  const pairs = pairsOf(index, passage);
  const held = new Set<string>();
  for (const [n, word] of asked.entries()) {
    const before = asked[n - 1];
    if (before === undefined || !pairs.has(`${before} ${word}`)) continue;
    held.add(before);
    held.add(word);
  }
  return share(index, asked, (word) => held.has(word));
}

const knownShare = (index: PassageIndex, asked: readonly string[]): number =>
  share(index, asked, (word) => index.weights.has(word));

function share(index: PassageIndex, asked: readonly string[], counts: (word: string) => boolean): number {
  let all = 0;
  let found = 0;
  for (const word of new Set(asked)) {
    if (SMALL.has(word)) continue;
    const weight = index.weights.get(word) ?? index.unknown;
    all += weight;
    if (counts(word)) found += weight;
  }
  return all === 0 ? 0 : found / all;
}

function pairsOf(index: PassageIndex, p: KeptPassage): ReadonlySet<string> {
  const known = index.pairs.get(p.id);
  if (known) return known;
  const words = saidBy(p);
  const pairs = new Set(words.slice(1).map((w, n) => `${words[n]} ${w}`));
  index.pairs.set(p.id, pairs);
  return pairs;
}

const saidBy = (p: KeptPassage): readonly string[] =>
  fold([nameOf(p), p.document.title, p.heading ?? '', p.text].join(' . ')).match(/[a-z0-9]+/g) ?? [];

/** `124/KH-UBND` is said whole, or "kế hoạch 124", "văn bản số 124". */
function saidNumber(number: string, kind: string | null): RegExp {
  const literal = (text: string) => fold(text).replace(/[^a-z0-9 ]/g, '\\$&');
  const digits = /^\d{2,}/.exec(number)?.[0];
  const whole = `(?:${literal(kind ?? '')} )?(?:so )?(?<![\\d/])${literal(number)}(?![a-z0-9])`;
  const short = `(?:${literal(kind ?? 'văn bản')}|van ban)(?: so)? 0*${digits}(?![\\d/])`;
  return new RegExp(digits === undefined ? whole : `${whole}|${short}`);
}

/** The one document a question calls by its number, and the rest of the question, folded; null when none, or several. */
function namedDocument(
  index: PassageIndex,
  text: string,
): { readonly id: string; readonly rest: string } | null {
  const said = fold(text.slice(0, 2000));
  const meant = [...index.names].filter(([, name]) => name.test(said));
  const [only] = meant;
  return only && meant.length === 1 ? { id: only[0], rest: said.replace(only[1], ' ') } : null;
}
