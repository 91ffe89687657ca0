/**
 * The learning loop: what residents asked that was not answered well, the wordings and entries officers make of it, figures,
 * and the end of every question's words. Words are sealed at rest and opened only here and in the console's list.
 */
import { z } from 'zod';
import type { Entry, Route } from '../core/types.ts';
import { one, type Sql, type Store } from './db.ts';
import { readEntries, saveEntry } from './entries.ts';

/** A question officers have still to look at. */
export interface AskedQuestion {
  readonly id: string;
  readonly at: Date;
  readonly text: string;
  readonly route: Route;
  /** ids of what was told or offered */
  readonly answered: readonly string[];
  readonly score: number;
  readonly verdict: 'right' | 'wrong' | null;
}

/** routes whose words are never kept */
const SEALED: readonly Route[] = ['petition.to-cao'];
// told but unsure, or called wrong; nobody has dealt with it; its words are still here
const OPEN = `q.settled_at IS NULL AND (NOT q.confident OR q.verdict = 'wrong')`;
// greetings, petitions and the like have no entry to be made for them
const ROUTES: readonly Route[] = ['faq', 'out-of-scope', 'info-request', 'meeting'];

/** Open questions that have words, newest first; at most `limit` (2,000). */
export async function openAsked(store: Store, wardId: string, limit = 2000): Promise<AskedQuestion[]> {
  const found = await store.pool.query<Omit<AskedQuestion, 'text'> & { text: Buffer }>(
    `SELECT q.id, q.at, q.text, q.route, q.answered, q.score, q.verdict FROM question q
WHERE q.ward_id = $1 AND q.text IS NOT NULL AND q.route = ANY($2) AND ${OPEN} ORDER BY q.id DESC LIMIT $3`,
    [wardId, ROUTES, limit],
  );
  return found.rows.map((row) => ({ ...row, text: store.vault.open('question.text', row.text) }));
}

/** Questions that ask the same thing. */
export interface QuestionGroup {
  /** the one most like the others */
  readonly lead: AskedQuestion;
  readonly questions: readonly AskedQuestion[];
  readonly count: number;
  /** how many of them were called wrong */
  readonly wrong: number;
  readonly latest: Date;
}

/** Groups texts by likeness, biggest first (src/language: `group`). */
export type Grouper = (
  questions: readonly { readonly id: string; readonly text: string }[],
) => readonly { readonly lead: string; readonly ids: readonly string[] }[];

/** Open questions grouped by likeness: most asked first, then latest. */
export async function questionGroups(
  store: Store,
  wardId: string,
  group: Grouper,
  limit?: number,
): Promise<QuestionGroup[]> {
  const asked = await openAsked(store, wardId, limit);
  const byId = new Map(asked.map((q) => [q.id, q]));
  return group(asked)
    .flatMap(({ lead, ids }) => {
      const questions = ids.flatMap((id) => byId.get(id) ?? []);
      const first = byId.get(lead);
      if (!first) return [];
      const latest = new Date(Math.max(...questions.map((q) => q.at.getTime())));
      const wrong = questions.filter((q) => q.verdict === 'wrong').length;
      return [{ lead: first, questions, count: questions.length, wrong, latest }];
    })
    .sort((a, b) => b.count - a.count || b.latest.getTime() - a.latest.getTime());
}

/** What an officer asked cannot be done; the message is a sentence for the officer. */
export class LearningFault extends Error {
  override readonly name = 'LearningFault';
}

/**
 * The entry answers these questions from now on: their words become its wordings, as an officer's change.
 * @param wordings to be added in place of the residents' own words, where those tell too much of somebody; none = the
 * entry answers them as it stands
 * @returns how many wordings were new
 * @throws LearningFault when the entry is not there, no question has words, or another entry has the wording
 */
export async function makeWording(
  store: Store,
  wardId: string,
  questionIds: readonly string[],
  entryId: string,
  by: string,
  wordings?: readonly string[],
): Promise<number> {
  const { entries } = await readEntries(store.pool, wardId);
  const entry = entries.find((e) => e.id === entryId);
  if (!entry) throw new LearningFault(`Không có mục "${entryId}".`);
  const texts = wordings === undefined ? await textsOf(store, wardId, questionIds) : wordings.map(tidy);
  const added = newWordings(texts, [entry.question, ...entry.wordings]);
  if (texts.length === 0 && wordings === undefined)
    throw new LearningFault('Các câu hỏi này không còn lời. Hãy viết một cách hỏi mới.');
  refuseTaken(added, entries, entryId);
  if (added.length > 0)
    await saveEntry(store, wardId, { ...entry, wordings: [...entry.wordings, ...added] }, by);
  await settle(store, wardId, questionIds, entryId);
  return added.length;
}

/**
 * A new entry for these questions; their words become wordings beside those of the draft.
 * @param own false: only the draft's wordings, where the residents' words tell too much of somebody
 * @throws LearningFault when the id is taken, the draft says too little, or another entry has a wording
 */
export async function makeEntry(
  store: Store,
  wardId: string,
  questionIds: readonly string[],
  draft: Entry,
  by: string,
  own = true,
): Promise<void> {
  const { entries } = await readEntries(store.pool, wardId);
  const taken = await one(store.pool, 'SELECT 1 FROM entry WHERE ward_id = $1 AND id = $2', [
    wardId,
    draft.id,
  ]);
  if (taken) throw new LearningFault(`Mã "${draft.id}" đã có. Chọn mã khác.`);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(draft.id)) throw new LearningFault('Mã chỉ gồm a-z, 0-9 và dấu -.');
  if (tidy(draft.question) === '' || draft.answer.trim() === '')
    throw new LearningFault('Mục mới cần có câu hỏi và câu trả lời.');
  if ([...draft.answer].length > 500) throw new LearningFault('Câu trả lời ngắn dài quá 500 ký tự.');
  if (draft.cites.length === 0) throw new LearningFault('Mục mới cần ít nhất một căn cứ.');
  const theirs = own ? await textsOf(store, wardId, questionIds) : [];
  const texts = [...draft.wordings.map(tidy), ...theirs];
  const wordings = newWordings(texts, [draft.question]);
  refuseTaken([draft.question, ...wordings], entries, draft.id);
  await saveEntry(store, wardId, { ...draft, wordings }, by);
  await settle(store, wardId, questionIds, draft.id);
}

/** Nothing is to be made of these: they leave the list. */
export async function setAside(store: Store, wardId: string, questionIds: readonly string[]): Promise<void> {
  await settle(store, wardId, questionIds, null);
}

/** Undo of `setAside`: they are to be looked at again. Those an entry answers stay settled. Returns how many came back. */
export async function takeUp(store: Store, wardId: string, questionIds: readonly string[]): Promise<number> {
  const back = await store.pool.query(
    'UPDATE question SET settled_at = NULL WHERE ward_id = $1 AND id = ANY($2) AND settled_at IS NOT NULL AND settled_entry IS NULL',
    [wardId, questionIds],
  );
  return back.rowCount ?? 0;
}

async function settle(
  store: Store,
  wardId: string,
  ids: readonly string[],
  entry: string | null,
): Promise<void> {
  await store.pool.query(
    'UPDATE question SET settled_at = now(), settled_entry = $3 WHERE ward_id = $1 AND id = ANY($2)',
    [wardId, ids, entry],
  );
}

async function textsOf(store: Store, wardId: string, ids: readonly string[]): Promise<string[]> {
  const found = await store.pool.query<{ text: Buffer }>(
    'SELECT text FROM question WHERE ward_id = $1 AND id = ANY($2) AND text IS NOT NULL AND NOT route = ANY($3) ORDER BY id',
    [wardId, ids, SEALED],
  );
  return found.rows.map((r) => tidy(store.vault.open('question.text', r.text))).filter((t) => t !== '');
}

/** a wording is a question, not a letter */
const LONGEST = 300;
const tidy = (text: string): string =>
  [...text.normalize('NFC').replace(/\s+/g, ' ').trim()].slice(0, LONGEST).join('').trim();

/** Compared as residents might type it twice: case, accents and signs aside. */
const keyOf = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function newWordings(texts: readonly string[], have: readonly string[]): string[] {
  const seen = new Set(have.map(keyOf));
  return texts.filter((text) => {
    const key = keyOf(text);
    if (key === '' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function refuseTaken(wordings: readonly string[], entries: readonly Entry[], except: string): void {
  const owner = new Map(
    entries
      .filter((e) => e.id !== except)
      .flatMap((e) => [e.question, ...e.wordings].map((w) => [keyOf(w), e] as const)),
  );
  for (const wording of wordings) {
    const other = owner.get(keyOf(wording));
    // the wording itself may be a resident's words: the sentence names the entry only
    if (other) throw new LearningFault(`Một cách hỏi đã thuộc mục "${other.id}" (${other.question}).`);
  }
}

const retention = z.object({ questionDays: z.int().min(1).max(180) }).partial();
const KEPT_DAYS = 180;

/**
 * Wipe the words of questions older than the ward keeps them (setting `retention.questionDays`, at most and by default 180),
 * and any words on a sealed path, whatever their age. What was answered and how it was judged stays.
 * @returns how many were wiped
 */
export async function dropOldTexts(store: Store, wardId: string, now: Date): Promise<number> {
  const row = await one<{ value: unknown }>(
    store.pool,
    `SELECT value FROM setting WHERE ward_id = $1 AND key = 'retention'`,
    [wardId],
  );
  const set = retention.safeParse(row?.value ?? {});
  const days = (set.success ? set.data.questionDays : undefined) ?? KEPT_DAYS;
  const before = new Date(now.getTime() - days * 86_400_000);
  const done = await store.pool.query(
    'UPDATE question SET text = NULL WHERE ward_id = $1 AND text IS NOT NULL AND (at < $2 OR route = ANY($3))',
    [wardId, before, SEALED],
  );
  return done.rowCount ?? 0;
}

export interface RouteFigures {
  readonly route: Route;
  readonly asked: number;
  /** answered straight, not by offering choices */
  readonly confident: number;
  readonly right: number;
  readonly wrong: number;
}

export interface EntryFigures {
  readonly entry: string;
  /** told as the one answer */
  readonly told: number;
  readonly right: number;
  readonly wrong: number;
}

export interface Figures {
  readonly asked: number;
  /** share of `faq` questions that were answered straight, 0..1; null when there were none */
  readonly confidentShare: number | null;
  /** still to be looked at */
  readonly open: number;
  readonly routes: readonly RouteFigures[];
  /** entries told, those called wrong most often first */
  readonly entries: readonly EntryFigures[];
}

const VERDICTS = `count(*) FILTER (WHERE verdict = 'right')::int AS right, count(*) FILTER (WHERE verdict = 'wrong')::int AS wrong`;

/** Figures of the questions asked from `since` on (default: all). */
export async function questionFigures(sql: Sql, wardId: string, since: Date | null = null): Promise<Figures> {
  const values = [wardId, since];
  const where = 'q.ward_id = $1 AND ($2::timestamptz IS NULL OR q.at >= $2)';
  const routes = await sql.query<RouteFigures>(
    `SELECT route, count(*)::int AS asked, count(*) FILTER (WHERE confident)::int AS confident, ${VERDICTS}
FROM question q WHERE ${where} GROUP BY route ORDER BY asked DESC, route`,
    values,
  );
  const entries = await sql.query<EntryFigures>(
    `SELECT answered[1] AS entry, count(*)::int AS told, ${VERDICTS}
FROM question q WHERE ${where} AND confident AND cardinality(answered) = 1 GROUP BY answered[1] ORDER BY wrong DESC, told DESC, entry`,
    values,
  );
  const open = await one<{ n: number }>(
    sql,
    `SELECT count(*)::int AS n FROM question q WHERE ${where} AND q.route = ANY($3) AND ${OPEN}`,
    [...values, ROUTES],
  );
  const faq = routes.rows.find((r) => r.route === 'faq');
  return {
    asked: routes.rows.reduce((sum, r) => sum + r.asked, 0),
    confidentShare: faq ? faq.confident / faq.asked : null,
    open: open?.n ?? 0,
    routes: routes.rows,
    entries: entries.rows,
  };
}
