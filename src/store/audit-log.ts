/** The audit log to look through. It is kept for good: it holds no resident's words, name or number, and erasing a person never touches it. */
import type { Sql } from './db.ts';

export const AUDIT_PAGE = 50;
/** Rows of one export. */
export const AUDIT_EXPORT = 100_000;
const BATCH = 5_000;

export interface AuditFilter {
  readonly officerId?: string;
  /** `ticket.close`, or a whole family: `ticket.` */
  readonly action?: string;
  /** the beginning of what it was done to */
  readonly subject?: string;
  /** days in Việt Nam, both included, `YYYY-MM-DD` */
  readonly from?: string;
  readonly to?: string;
}

export interface AuditLine {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: unknown;
}

/** The lines before one (`before`: its id), newest first. One more than asked for tells that there are more. */
export async function auditLines(
  sql: Sql,
  wardId: string,
  filter: AuditFilter,
  before: string | null,
  limit: number,
): Promise<AuditLine[]> {
  const values: unknown[] = [wardId];
  const wanted = ['ward_id = $1'];
  const add = (value: unknown, clause: (n: string) => string) => {
    values.push(value);
    wanted.push(clause(`$${values.length}`));
  };
  if (before !== null) add(before, (n) => `id < ${n}::bigint`);
  if (filter.officerId !== undefined) add(filter.officerId, (n) => `officer_id = ${n}::uuid`);
  if (filter.action?.endsWith('.')) add(filter.action, (n) => `starts_with(action, ${n})`);
  else if (filter.action !== undefined) add(filter.action, (n) => `action = ${n}`);
  if (filter.subject !== undefined) add(filter.subject, (n) => `starts_with(lower(subject), lower(${n}))`);
  if (filter.from !== undefined) add(`${filter.from}T00:00:00+07:00`, (n) => `at >= ${n}::timestamptz`);
  if (filter.to !== undefined)
    add(`${filter.to}T00:00:00+07:00`, (n) => `at < ${n}::timestamptz + interval '1 day'`);
  values.push(limit);
  const result = await sql.query<AuditLine>(
    `SELECT id, at, actor, action, subject, detail FROM audit WHERE ${wanted.join(' AND ')} ORDER BY id DESC LIMIT $${values.length}`,
    values,
  );
  return result.rows;
}

/** All lines of a filter in batches, newest first, at most `AUDIT_EXPORT`. */
export async function* allAuditLines(
  sql: Sql,
  wardId: string,
  filter: AuditFilter,
): AsyncGenerator<AuditLine[]> {
  let before: string | null = null;
  for (let sent = 0; sent < AUDIT_EXPORT; sent += BATCH) {
    const lines: AuditLine[] = await auditLines(sql, wardId, filter, before, BATCH);
    if (lines.length > 0) yield lines;
    if (lines.length < BATCH) return;
    before = lines.at(-1)?.id ?? null;
  }
}

/** The kinds of acts there are, by skipping through the index: quick however many rows there are. */
export async function auditActions(sql: Sql, wardId: string): Promise<string[]> {
  const result = await sql.query<{ action: string }>(
    `WITH RECURSIVE seen AS (
  (SELECT action FROM audit WHERE ward_id = $1 ORDER BY action LIMIT 1)
  UNION ALL
  SELECT (SELECT a.action FROM audit a WHERE a.ward_id = $1 AND a.action > seen.action ORDER BY a.action LIMIT 1) FROM seen WHERE seen.action IS NOT NULL
) SELECT action FROM seen WHERE action IS NOT NULL`,
    [wardId],
  );
  return result.rows.map((r) => r.action);
}

/** Everybody who may stand in it, removed officers too. */
export async function auditOfficers(
  sql: Sql,
  wardId: string,
): Promise<{ id: string; name: string; removed: boolean }[]> {
  const result = await sql.query<{ id: string; name: string; removed: boolean }>(
    'SELECT id, name, removed_at IS NOT NULL AS removed FROM officer WHERE ward_id = $1 ORDER BY removed_at IS NOT NULL, name, id',
    [wardId],
  );
  return result.rows;
}
