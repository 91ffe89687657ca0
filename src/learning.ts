/** Keeping the knowledge right: what has to be read again and why, what residents asked in vain, and entries back to files. */
import { type Citation, type Entry, parseEntries } from './core/entry.ts';
import { type Asked, type Group, group } from './language/group.ts';
import { amendedSince, findAct, sayAct } from './law/acts.ts';
import type { Store } from './store/db.ts';
import { type QuestionGroup, questionGroups } from './store/questions.ts';

export interface ReviewItem {
  readonly entry: Entry;
  /** Vietnamese sentences, most pressing first */
  readonly reasons: readonly string[];
}

/** Entries that have to be read again on that day (ISO): validity over, or an act they cite amended or ended since sign-off. */
export function reviewList(entries: readonly Entry[], today: string): ReviewItem[] {
  return entries
    .map((entry) => ({ entry, reasons: reasonsOf(entry, today) }))
    .filter((item) => item.reasons.length > 0);
}

function reasonsOf(entry: Entry, today: string): string[] {
  const acts = [...new Set(entry.cites.map((c) => c.act))];
  const signedOn = entry.signed?.on;
  const reasons: string[] = [];
  if (entry.to !== undefined && entry.to < today)
    reasons.push(`Hết hiệu lực từ sau ngày ${sayDay(entry.to)}.`);
  // an entry that tells of a time gone by may cite the act of that time, as long as another one holds
  const ended = acts.filter((act) => endedBy(act, today));
  const allEnded = ended.length === acts.length;
  for (const act of ended)
    if (allEnded || (signedOn !== undefined && !endedBy(act, signedOn)))
      reasons.push(`${sayAct(act)} đã hết hiệu lực sau ngày ${sayDay(findAct(act)?.to ?? '')}.`);
  if (signedOn === undefined) return reasons;
  for (const act of acts) {
    const change = amendedSince(act, signedOn, today);
    if (change)
      reasons.push(
        `${sayAct(act)} được sửa đổi bởi ${change.by} từ ngày ${sayDay(change.on)}, sau ngày ký duyệt ${sayDay(signedOn)}.`,
      );
  }
  return reasons;
}

function endedBy(act: string, day: string): boolean {
  const to = findAct(act)?.to;
  return to !== undefined && to < day;
}

const sayDay = (iso: string): string => iso.split('-').reverse().join('/');

/** Questions without a good answer, grouped by likeness: most asked first. */
export function unanswered(store: Store, wardId: string, limit?: number): Promise<QuestionGroup[]> {
  return questionGroups(store, wardId, (questions) => grouped(wardId, questions), limit);
}

/** The last grouping, by ids alone (a question's words never change): the list is looked at far more often than it grows. */
let last: { readonly asked: string; readonly groups: readonly Group[] } | null = null;

function grouped(wardId: string, questions: readonly Asked[]): readonly Group[] {
  const asked = [wardId, ...questions.map((q) => q.id)].join();
  if (last?.asked !== asked) last = { asked, groups: group(questions) };
  return last.groups;
}

/** One file of entries (core/entry.ts) per topic, in the order given; names are made of the first entry's place or the topic. */
export function entryFiles(entries: readonly Entry[]): ReadonlyMap<string, string> {
  const topics = new Map<string, Entry[]>();
  for (const e of entries) topics.set(e.topic, [...(topics.get(e.topic) ?? []), e]);
  return new Map(
    [...topics].map(([topic, own]) => [topic, `# ${topic}\n\n${own.map(entryText).join('\n')}`]),
  );
}

/** One entry in the form of the files; `parseEntries` reads it back as it was. */
export function entryText(e: Entry): string {
  const fields = [
    `## ${e.id}`,
    `question: ${line(e.question)}`,
    'wordings:',
    ...e.wordings.map((w) => `- ${line(w)}`),
    'cites:',
    ...e.cites.map((c) => `- ${citeText(c)}`),
    `mark: ${e.mark}`,
    `from: ${e.from}`,
    `to:${e.to === undefined ? '' : ` ${e.to}`}`,
    `next:${e.next.length === 0 ? '' : ` ${e.next.join(', ')}`}`,
    `signed:${e.signed === undefined ? '' : ` ${e.signed.by}, ${e.signed.on}`}`,
  ];
  const detail = e.detail === '' ? '' : `\n### Chi tiết\n\n${body(e.detail)}\n`;
  return `${fields.join('\n')}\n\n${body(e.answer)}\n${detail}`;
}

const line = (text: string): string => text.replace(/\s+/g, ' ').trim();
/** a line that would be read as a heading is kept from being one */
const body = (text: string): string => text.replace(/^(?=#{1,3} )/gm, ' ').trim();

function citeText(c: Citation): string {
  return `${c.act} Đ.${c.article}${c.clause === undefined ? '' : ` k.${c.clause}`}`;
}

/** What a file made of these entries would be faulted for when it is read back: an officer's entry may still have few wordings. */
export function exportFaults(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([name, text]) =>
    parseEntries(name, text).faults.map((f) => `${f.file}:${f.line} ${f.say}`),
  );
}
