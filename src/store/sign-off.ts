/** Who stands behind an entry: sign-off, and the versions it went through with what changed in each. */

import { z } from 'zod';
import { one, type Sql, type Store, transaction } from './db.ts';
import type { EntryContent } from './entries.ts';
import { audit } from './tickets.ts';

/**
 * An officer signs an entry as it stands. The words stay as they are and where they came from: a file's entry goes on
 * following the file, and loses the signature when the file's words change.
 * @param day ISO day of signing
 * @returns false when there is no such entry
 */
export async function signEntry(
  store: Store,
  wardId: string,
  entryId: string,
  officerName: string,
  day: string,
): Promise<boolean> {
  return await transaction(store, async (tx) => {
    const row = await one<{ version: number; source: string; content: unknown }>(
      tx,
      `UPDATE entry SET signed_by = $3, signed_on = $4, version = version + 1, updated_at = now()
WHERE ward_id = $1 AND id = $2 AND active RETURNING version, source, content`,
      [wardId, entryId, officerName, day],
    );
    if (!row) return false;
    await tx.query(
      `INSERT INTO entry_version (ward_id, entry_id, version, content, source, by, signed_by, signed_on)
VALUES ($1, $2, $3, $4, $5, $6, $6, $7)`,
      [wardId, entryId, row.version, JSON.stringify(row.content), row.source, officerName, day],
    );
    await audit(tx, wardId, { officerId: null, name: officerName }, 'entry.sign', entryId, { on: day });
    return true;
  });
}

/** One field that a version changed; lists and citations said on one line. */
export interface Change {
  readonly field: keyof EntryContent | 'signed';
  /** empty: was not there */
  readonly before: string;
  /** empty: is gone */
  readonly after: string;
}

export interface EntryVersion {
  readonly version: number;
  readonly at: Date;
  /** file: from the files of the program; officer: changed in this ward */
  readonly source: 'file' | 'officer';
  readonly by: string | null;
  readonly signed: { readonly by: string; readonly on: string } | null;
  /** against the version before; the first has none */
  readonly changes: readonly Change[];
}

/** Versions of an entry, newest first. */
export async function entryVersions(sql: Sql, wardId: string, entryId: string): Promise<EntryVersion[]> {
  const found = await sql.query<{
    version: number;
    at: Date;
    source: 'file' | 'officer';
    by: string | null;
    content: Readonly<Record<string, unknown>>;
    signed_by: string | null;
    signed_on: string | null;
  }>(
    `SELECT version, at, source, by, content, signed_by, to_char(signed_on, 'YYYY-MM-DD') AS signed_on
FROM entry_version WHERE ward_id = $1 AND entry_id = $2 ORDER BY version`,
    [wardId, entryId],
  );
  const told = found.rows.map((row, n) => {
    const before = found.rows[n - 1];
    return {
      version: row.version,
      at: row.at,
      source: row.source,
      by: row.by,
      signed: signedOf(row),
      changes: before ? changesOf(before, row) : [],
    };
  });
  return told.reverse();
}

interface Signature {
  readonly signed_by: string | null;
  readonly signed_on: string | null;
}
interface Versioned extends Signature {
  readonly content: Readonly<Record<string, unknown>>;
}

const signedOf = (row: Signature) =>
  row.signed_by !== null && row.signed_on !== null ? { by: row.signed_by, on: row.signed_on } : null;

const FIELDS: readonly (keyof EntryContent)[] = [
  'question',
  'wordings',
  'answer',
  'detail',
  'cites',
  'mark',
  'from',
  'to',
  'next',
];

function changesOf(before: Versioned, after: Versioned): Change[] {
  const fields = FIELDS.map((field) => ({
    field,
    before: said(before.content[field]),
    after: said(after.content[field]),
  }));
  const sign = (row: Signature) => {
    const signed = signedOf(row);
    return signed ? `${signed.by}, ${signed.on}` : '';
  };
  return [...fields, { field: 'signed' as const, before: sign(before), after: sign(after) }].filter(
    (c) => c.before !== c.after,
  );
}

const citation = z.object({ act: z.string(), article: z.string(), clause: z.string().optional() });

function said(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(said).join('; ');
  const cite = citation.safeParse(value);
  if (!cite.success) return typeof value === 'object' ? JSON.stringify(value) : String(value);
  const { act, article, clause } = cite.data;
  return `${act} Đ.${article}${clause === undefined ? '' : ` k.${clause}`}`;
}
