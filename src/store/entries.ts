/**
 * Knowledge in Postgres: the files seed it, every change is a version, and what an officer changed wins over the file
 * and is kept on upgrade.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Entry } from '../core/types.ts';
import { one, type Sql, type Store, transaction } from './db.ts';

const citation = z.object({ act: z.string(), article: z.string(), clause: z.string().optional() });
const content = z.object({
  question: z.string(),
  wordings: z.array(z.string()),
  cites: z.array(citation),
  mark: z.enum(['V', 'V2', 'R-high', 'R-mid', 'R-low', 'I']),
  from: z.string(),
  to: z.string().optional(),
  next: z.array(z.string()),
  answer: z.string(),
  detail: z.string(),
});

/** Entry without what the row itself holds. */
export type EntryContent = z.infer<typeof content>;

const contentOf = (e: Entry): EntryContent => ({
  question: e.question,
  wordings: [...e.wordings],
  cites: e.cites.map((c) => ({ ...c })),
  mark: e.mark,
  from: e.from,
  ...(e.to === undefined ? {} : { to: e.to }),
  next: [...e.next],
  answer: e.answer,
  detail: e.detail,
});

const hashOf = (e: Entry): string =>
  createHash('sha256')
    .update(JSON.stringify([e.topic, contentOf(e), e.signed ?? null]))
    .digest('hex');

export interface Loaded {
  readonly added: number;
  readonly updated: number;
  readonly kept: number;
  readonly retired: number;
}

/**
 * Bring the files' entries into the database. An entry an officer changed stays as the officer left it (`kept`);
 * one that is gone from the files is retired, not deleted. Quick when nothing changed.
 */
export async function loadEntries(store: Store, wardId: string, entries: readonly Entry[]): Promise<Loaded> {
  return await transaction(store, async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('entries' || $1))`, [wardId]);
    const rows = await tx.query<{ id: string; source: string; file_hash: string | null; active: boolean }>(
      'SELECT id, source, file_hash, active FROM entry WHERE ward_id = $1',
      [wardId],
    );
    const have = new Map(rows.rows.map((r) => [r.id, r]));
    const counts = { added: 0, updated: 0, kept: 0, retired: 0 };
    for (const entry of entries) {
      const hash = hashOf(entry);
      const row = have.get(entry.id);
      have.delete(entry.id);
      if (row?.source === 'officer') {
        if (row.file_hash !== hash) counts.kept++;
        continue;
      }
      if (row && row.file_hash === hash && row.active) continue;
      await write(tx, wardId, entry, { source: 'file', hash, by: entry.signed?.by ?? null });
      if (row) counts.updated++;
      else counts.added++;
    }
    const gone = [...have.values()].filter((r) => r.source === 'file' && r.active).map((r) => r.id);
    if (gone.length > 0) {
      await tx.query(
        'UPDATE entry SET active = false, updated_at = now() WHERE ward_id = $1 AND id = ANY($2)',
        [wardId, gone],
      );
    }
    return { ...counts, retired: gone.length };
  });
}

async function write(
  tx: Sql,
  wardId: string,
  entry: Entry,
  origin: { source: 'file' | 'officer'; hash: string | null; by: string | null },
): Promise<void> {
  const value = JSON.stringify(contentOf(entry));
  const row = await one<{ version: number }>(
    tx,
    `INSERT INTO entry (ward_id, id, topic, content, source, file_hash, signed_by, signed_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (ward_id, id) DO UPDATE SET topic = excluded.topic, content = excluded.content, source = excluded.source,
file_hash = coalesce(excluded.file_hash, entry.file_hash), signed_by = excluded.signed_by, signed_on = excluded.signed_on,
version = entry.version + 1, active = true, updated_at = now() RETURNING version`,
    [
      wardId,
      entry.id,
      entry.topic,
      value,
      origin.source,
      origin.hash,
      entry.signed?.by ?? null,
      entry.signed?.on ?? null,
    ],
  );
  await tx.query(
    `INSERT INTO entry_version (ward_id, entry_id, version, content, source, by, signed_by, signed_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      wardId,
      entry.id,
      row?.version ?? 1,
      value,
      origin.source,
      origin.by,
      entry.signed?.by ?? null,
      entry.signed?.on ?? null,
    ],
  );
}

/** What an officer changed or wrote: a new version, which the files no longer touch. */
export async function saveEntry(store: Store, wardId: string, entry: Entry, by: string): Promise<void> {
  await transaction(store, (tx) => write(tx, wardId, entry, { source: 'officer', hash: null, by }));
}

/** Every active entry of a ward. Rows whose content no longer has the right shape are left out and named. */
export async function readEntries(sql: Sql, wardId: string): Promise<{ entries: Entry[]; broken: string[] }> {
  const rows = await sql.query<{
    id: string;
    topic: string;
    content: unknown;
    signed_by: string | null;
    signed_on: string | null;
  }>(
    `SELECT id, topic, content, signed_by, to_char(signed_on, 'YYYY-MM-DD') AS signed_on FROM entry WHERE ward_id = $1 AND active ORDER BY id`,
    [wardId],
  );
  const entries: Entry[] = [];
  const broken: string[] = [];
  for (const row of rows.rows) {
    const parsed = content.safeParse(row.content);
    if (!parsed.success) {
      broken.push(row.id);
      continue;
    }
    const { to, cites, ...rest } = parsed.data;
    entries.push({
      id: row.id,
      topic: row.topic,
      ...rest,
      cites: cites.map((c) =>
        c.clause === undefined ? { act: c.act, article: c.article } : { ...c, clause: c.clause },
      ),
      ...(to === undefined ? {} : { to }),
      ...(row.signed_by && row.signed_on ? { signed: { by: row.signed_by, on: row.signed_on } } : {}),
    });
  }
  return { entries, broken };
}

/** Changes when any entry does: cheap to ask, so that every process notices within seconds. */
export async function entriesStamp(sql: Sql, wardId: string): Promise<string> {
  const row = await one<{ stamp: string }>(
    sql,
    // versions too: a change may be committed after one that was begun later
    `SELECT count(*) || ' ' || coalesce(sum(version), 0) || ' ' || coalesce(max(updated_at)::text, '') AS stamp FROM entry WHERE ward_id = $1 AND active`,
    [wardId],
  );
  return row?.stamp ?? '';
}
