/** Words that are often said, to be put into an answer. Nothing is deleted: what is put away can be taken back. */
import { fold } from '../core/text.ts';
import { one, type Sql, type Store, transaction } from './db.ts';
import { type Actor, audit } from './tickets.ts';

/** Code points. */
export const CANNED_TITLE_LIMIT = 80;
export const CANNED_TEXT_LIMIT = 2000;
export const CANNED_MOST = 200;

export interface CannedAnswer {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** id of a category of the ward; null = anything */
  readonly category: string | null;
}

export interface CannedRow extends CannedAnswer {
  readonly archived: boolean;
}

const COLUMNS = 'id, title, text, category';

/** Those in use, in the order the ward gave them. */
export async function cannedAnswers(sql: Sql, wardId: string): Promise<CannedAnswer[]> {
  const found = await sql.query<CannedAnswer>(
    `SELECT ${COLUMNS} FROM canned_answer WHERE ward_id = $1 AND archived_at IS NULL ORDER BY position, title`,
    [wardId],
  );
  return found.rows;
}

/** All of them, those put away last. */
export async function allCanned(sql: Sql, wardId: string): Promise<CannedRow[]> {
  const found = await sql.query<CannedRow>(
    `SELECT ${COLUMNS}, archived_at IS NOT NULL AS archived FROM canned_answer WHERE ward_id = $1
ORDER BY archived_at IS NOT NULL, position, title`,
    [wardId],
  );
  return found.rows;
}

/** Those whose title or words have all the words looked for, however they are written. */
export function cannedWith<T extends CannedAnswer>(list: readonly T[], wanted: string): T[] {
  const words = fold(wanted)
    .split(' ')
    .filter((w) => w !== '');
  return list.filter((one) => {
    const said = ` ${fold(`${one.title} ${one.text}`)} `;
    return words.every((w) => said.includes(` ${w}`));
  });
}

export async function cannedAnswer(sql: Sql, wardId: string, id: string): Promise<CannedAnswer | null> {
  return await one<CannedAnswer & { id: string }>(
    sql,
    `SELECT ${COLUMNS} FROM canned_answer WHERE ward_id = $1 AND id = $2 AND archived_at IS NULL`,
    [wardId, id],
  );
}

export type CannedChange =
  | {
      readonly do: 'add';
      readonly title: string;
      readonly text: string;
      readonly category: string | null;
      readonly id?: never;
    }
  | {
      readonly do: 'save';
      readonly id: string;
      readonly title: string;
      readonly text: string;
      readonly category: string | null;
    }
  | { readonly do: 'archive' | 'restore'; readonly id: string };

/** `taken`: another in use has that title; `full`: no more than `CANNED_MOST` */
export type CannedOutcome = { readonly ok: true; readonly id: string } | 'taken' | 'unknown' | 'full';

/** Carry one change out and write it to the audit log (its title, never its words). */
export async function changeCanned(
  store: Store,
  wardId: string,
  change: CannedChange,
  actor: Actor,
): Promise<CannedOutcome> {
  return await transaction(store, async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('canned' || $1))`, [wardId]);
    const all = await allCanned(tx, wardId);
    const old = change.do === 'add' ? undefined : all.find((c) => c.id === change.id);
    if (change.do !== 'add' && !old) return 'unknown';
    const title = 'title' in change ? change.title : (old?.title ?? '');
    const used = all.filter((c) => !c.archived && c.id !== old?.id);
    const comes = change.do === 'add' || (change.do === 'restore' && old?.archived === true);
    if (change.do !== 'archive' && used.some((c) => fold(c.title) === fold(title))) return 'taken';
    if (comes && used.length >= CANNED_MOST) return 'full';
    const id = await write(tx, wardId, change, actor.officerId);
    if (id === null) return 'unknown';
    await audit(tx, wardId, actor, `canned.${change.do}`, title);
    return { ok: true, id };
  });
}

async function write(
  tx: Sql,
  wardId: string,
  change: CannedChange,
  by: string | null,
): Promise<string | null> {
  const row = async (text: string, values: unknown[]) =>
    (await one<{ id: string }>(tx, `${text} RETURNING id`, values))?.id ?? null;
  switch (change.do) {
    case 'add':
      return await row(
        `INSERT INTO canned_answer (ward_id, title, text, category, updated_by, position)
VALUES ($1, $2, $3, $4, $5, (SELECT coalesce(max(position), 0) + 1 FROM canned_answer WHERE ward_id = $1))`,
        [wardId, change.title, change.text, change.category, by],
      );
    case 'save':
      return await row(
        `UPDATE canned_answer SET title = $3, text = $4, category = $5, updated_by = $6, updated_at = now() WHERE ward_id = $1 AND id = $2`,
        [wardId, change.id, change.title, change.text, change.category, by],
      );
    case 'archive':
    case 'restore':
      return await row(
        `UPDATE canned_answer SET archived_at = CASE WHEN $3 THEN coalesce(archived_at, now()) END, updated_by = $4, updated_at = now() WHERE ward_id = $1 AND id = $2`,
        [wardId, change.id, change.do === 'archive', by],
      );
    default:
      return change satisfies never;
  }
}
