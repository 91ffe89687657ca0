/**
 * The knowledge base as this process holds it: entries from Postgres, an index over them in memory, rebuilt without a
 * pause when an entry changes or the day does. The console, `ask` and residents all ask here.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type EntryFault, parseEntries } from './core/entry.ts';
import type { Answer, Entry, Intent, WardInfo } from './core/types.ts';
import { buildIndex, type Index, understand } from './language/index.ts';
import { ACTS } from './law/acts.ts';
import { vietnamDay } from './law/index.ts';
import {
  type FoundPassage,
  indexPassages,
  type PassageIndex,
  passageById,
  searchPassages,
  withPassages,
} from './passages.ts';
import type { Store } from './store/db.ts';
import { documentsStamp, readPassages } from './store/documents.ts';
import { entriesStamp, type Loaded, loadEntries, readEntries } from './store/entries.ts';
import { ROOT } from './store/root.ts';

export const ENTRY_FOLDER = path.join(ROOT, 'locales/vi/knowledge');

/** Read every file of entries; unsound entries are left out and named. */
export async function readEntryFiles(
  folder: string = ENTRY_FOLDER,
): Promise<{ entries: Entry[]; faults: EntryFault[] }> {
  const names = (await readdir(folder)).filter((n) => n.endsWith('.md')).sort();
  const entries: Entry[] = [];
  const faults: EntryFault[] = [];
  const seen = new Set<string>();
  for (const name of names) {
    const read = parseEntries(name, await readFile(path.join(folder, name), 'utf8'));
    faults.push(...read.faults);
    for (const entry of read.entries) {
      if (seen.has(entry.id))
        faults.push({ file: name, line: 1, say: `mã "${entry.id}" đã có ở tệp khác; đổi mã` });
      else entries.push(entry);
      seen.add(entry.id);
    }
  }
  return { entries, faults };
}

/** Bring the files into the database. */
export async function loadKnowledge(
  store: Store,
  wardId: string,
): Promise<Loaded & { faults: EntryFault[] }> {
  const { entries, faults } = await readEntryFiles();
  return { ...(await loadEntries(store, wardId, entries)), faults };
}

export interface KnowledgeBase {
  understand(text: string, topic: string | undefined): Intent;
  /** best first */
  answers(intent: Intent, ward: WardInfo): Answer[];
  answer(id: string, ward: WardInfo): Answer | null;
  entries(): readonly Entry[];
  /** passages of official documents, best first, whatever their score */
  searchPassages(text: string, limit?: number): FoundPassage[];
  /** learn, between other work, what would else be learnt at the first message */
  warm(): Promise<void>;
  /** look for changes; true when the index was rebuilt */
  refresh(): Promise<boolean>;
}

interface Held {
  readonly stamp: string;
  readonly passageStamp: string;
  readonly passages: PassageIndex;
  readonly index: Index;
  readonly byId: ReadonlyMap<string, Entry>;
  readonly today: string;
}

export async function openKnowledge(store: Store, wardId: string, now: () => Date): Promise<KnowledgeBase> {
  const stampNow = async () => ({
    stamp: await entriesStamp(store.pool, wardId),
    passageStamp: await documentsStamp(store.pool, wardId),
    today: vietnamDay(now()),
  });
  type Stamps = Awaited<ReturnType<typeof stampNow>>;
  const load = async (next: Stamps, before: Held | null): Promise<Held> => {
    // documents change seldom and take longer to index than entries
    const passages =
      before?.passageStamp === next.passageStamp
        ? before.passages
        : indexPassages(await readPassages(store.pool, wardId));
    if (before?.stamp === next.stamp && before.today === next.today) return { ...before, ...next, passages };
    const { entries } = await readEntries(store.pool, wardId);
    return { ...next, passages, ...hold(entries, next.today) };
  };
  let held = await load(await stampNow(), null);
  return {
    understand: (text, topic) => {
      const intent = understand(held.index, text, topic === undefined ? {} : { lastEntry: topic });
      return withPassages(held.passages, intent, text, held.today);
    },
    answers: (intent, ward) => intent.hits.flatMap((hit) => answerById(held, hit.id, hit.score, ward) ?? []),
    answer: (id, ward) => answerById(held, id, 1, ward),
    entries: () => [...held.byId.values()],
    warm: () => warm(held.index),
    searchPassages: (text, limit) => searchPassages(held.passages, text, limit),
    refresh: async () => {
      const next = await stampNow();
      const same =
        next.stamp === held.stamp && next.passageStamp === held.passageStamp && next.today === held.today;
      if (same) return false;
      const fresh = await load(next, held);
      await warm(fresh.index);
      held = fresh;
      return true;
    },
  };
}

async function warm(index: Index): Promise<void> {
  while (!index.learnMore()) await new Promise<void>((next) => setImmediate(next));
}

/**
 * What is not yet in force is not told. What no longer is stays findable, marked as under review, unless an entry in
 * force has taken its place (one it points to that begins when it ends): then it is history, reached only from there.
 */
function hold(entries: readonly Entry[], today: string): Pick<Held, 'index' | 'byId'> {
  const told = entries.filter((e) => e.from <= today);
  const byId = new Map(told.map((e) => [e.id, e]));
  const replaced = ({ to, next }: Entry): boolean =>
    to !== undefined && to < today && next.some((id) => (byId.get(id)?.from ?? '') > to);
  return { index: buildIndex(told.filter((e) => !replaced(e))), byId };
}

function answerById(held: Held, id: string, score: number, ward: WardInfo): Answer | null {
  const entry = held.byId.get(id);
  return entry ? answerOf(held, entry, score, ward) : passageById(held.passages, id, score, held.today);
}

const ACT = new Map(ACTS.map((a) => [a.act, a]));

/** Its validity has passed, or an act it cites was amended or ended after an officer signed it. */
export function isUnderReview(entry: Entry, today: string): boolean {
  if (entry.to !== undefined && entry.to < today) return true;
  const signedOn = entry.signed?.on;
  if (signedOn === undefined) return false;
  return entry.cites.some((c) => {
    const act = ACT.get(c.act);
    // who signed after an act had ended knew that it had
    const ended = act?.to !== undefined && act.to >= signedOn && act.to < today;
    return ended || act?.amended.some((a) => a.on > signedOn && a.on <= today);
  });
}

function answerOf(held: Held, entry: Entry, score: number, ward: WardInfo): Answer {
  const review = isUnderReview(entry, held.today);
  return {
    id: entry.id,
    title: entry.question,
    score,
    text: fillWard(entry.answer, ward),
    detail: fillWard(entry.detail, ward),
    citations: entry.cites,
    next: entry.next.flatMap((id) => {
      const other = held.byId.get(id);
      return other ? [{ id, title: other.question }] : [];
    }),
    underReview: review,
  };
}

const UNSET: Readonly<Record<string, string>> = {
  phone: '(phường chưa cập nhật số điện thoại ở đây)',
  address: '(phường chưa cập nhật địa chỉ ở đây)',
  hours: '(phường chưa cập nhật giờ làm việc ở đây)',
  reception: '(phường chưa cập nhật lịch tiếp dân ở đây)',
  toCaoAddress: '(phường chưa cập nhật địa chỉ nhận đơn ở đây)',
  provinceAddress: '(chưa có địa chỉ của tỉnh ở đây)',
  promise: '(phường chưa công bố thời hạn ở đây)',
  website: '(phường chưa cập nhật trang web ở đây)',
};

/** Fill the holes of the ward; what is not set is said to be not set, never invented. */
export function fillWard(text: string, ward: WardInfo): string {
  const value = (name: string): string | undefined => {
    switch (name) {
      case 'ward':
        return ward.name;
      case 'province':
        return ward.province;
      case 'promise':
        return ward.promiseDays === undefined ? UNSET.promise : `${ward.promiseDays} ngày làm việc`;
      case 'phone':
      case 'address':
      case 'hours':
      case 'reception':
      case 'toCaoAddress':
      case 'provinceAddress':
      case 'website':
        return ward[name] ?? UNSET[name];
      default:
        return undefined;
    }
  };
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => value(name) ?? hole);
}
