/**
 * Official documents in Postgres. A document goes in whole or not at all; the same content twice is there once; a newer
 * version of the same document leaves the older one kept, inactive.
 */
import { createHash } from 'node:crypto';
import { one, type Sql, type Store, transaction } from './db.ts';
import { type Actor, audit } from './tickets.ts';

export interface NewPassage {
  readonly path: string;
  readonly heading?: string;
  readonly text: string;
}

export interface NewDocument {
  readonly kind?: string;
  readonly number?: string;
  readonly title: string;
  readonly issuer?: string;
  /** ISO day */
  readonly issuedOn?: string;
  readonly passages: readonly NewPassage[];
}

export interface DocumentRow {
  readonly id: string;
  readonly kind: string | null;
  readonly number: string | null;
  readonly title: string;
  readonly issuer: string | null;
  /** ISO day */
  readonly issuedOn: string | null;
  readonly file: string;
  readonly active: boolean;
  readonly importedBy: string;
  readonly importedAt: Date;
  readonly passages: number;
}

export interface Saved {
  /** `same`: was there already; `restored`: an older version speaks again; `replaced`: a newer one took the place of another */
  readonly outcome: 'added' | 'same' | 'restored' | 'replaced';
  readonly id: string;
}

export interface SaveOptions {
  /** name of the file, without its folder */
  readonly file: string;
  /** who imports: an officer by name, or a command */
  readonly by: string;
  readonly officerId?: string;
  readonly progress?: (what: string, done: number, total: number) => void;
}

const BATCH = 500;

/** Keep a document. All or nothing: a failure leaves what was there before. */
export async function saveDocument(
  store: Store,
  wardId: string,
  document: NewDocument,
  options: SaveOptions,
): Promise<Saved> {
  const key = keyOf(document);
  const hash = hashOf(document);
  return await transaction(store, async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('documents' || $1))`, [wardId]);
    const known = await one<{ id: string; active: boolean }>(
      tx,
      'SELECT id, active FROM document WHERE ward_id = $1 AND hash = $2',
      [wardId, hash],
    );
    if (known?.active) return { outcome: 'same', id: known.id };
    const older = await tx.query(
      'UPDATE document SET active = false, changed_at = now() WHERE ward_id = $1 AND key = $2 AND active',
      [wardId, key],
    );
    const id = known ? await wake(tx, known.id) : await insert(tx, wardId, key, hash, document, options);
    const outcome = known ? 'restored' : older.rowCount ? 'replaced' : 'added';
    const actor = { officerId: options.officerId ?? null, name: options.by };
    await audit(tx, wardId, actor, `document.${outcome}`, document.number ?? document.title, { id });
    return { outcome, id };
  });
}

async function wake(tx: Sql, id: string): Promise<string> {
  await tx.query('UPDATE document SET active = true, changed_at = now() WHERE id = $1', [id]);
  return id;
}

async function insert(
  tx: Sql,
  wardId: string,
  key: string,
  hash: string,
  d: NewDocument,
  { file, by, progress }: SaveOptions,
): Promise<string> {
  const row = await one<{ id: string }>(
    tx,
    `INSERT INTO document (ward_id, key, kind, number, title, issuer, issued_on, hash, file, imported_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
    [
      wardId,
      key,
      d.kind ?? null,
      d.number ?? null,
      d.title,
      d.issuer ?? null,
      d.issuedOn ?? null,
      hash,
      file,
      by,
    ],
  );
  if (!row) throw new Error('the document was not kept');
  for (let at = 0; at < d.passages.length; at += BATCH) {
    const batch = d.passages.slice(at, at + BATCH);
    await tx.query(
      `INSERT INTO passage (ward_id, document_id, position, path, heading, text)
SELECT $1, $2, p.position + $3, p.path, p.heading, p.text
FROM unnest($4::int[], $5::text[], $6::text[], $7::text[]) AS p (position, path, heading, text)`,
      [
        wardId,
        row.id,
        at,
        batch.map((_, n) => n),
        batch.map((p) => p.path),
        batch.map((p) => p.heading ?? null),
        batch.map((p) => p.text),
      ],
    );
    progress?.('Lưu đoạn', at + batch.length, d.passages.length);
  }
  return row.id;
}

/**
 * Two files are versions of one document when they have the same number, of the same year and body where the number does
 * not say them (each ward begins again at 1 every year); without a number, the same title.
 */
function keyOf(d: NewDocument): string {
  const plain = (text: string) => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
  if (d.number === undefined) return `title ${plain(d.title)}`;
  if (/\/\d{4}\//.test(d.number)) return plain(d.number);
  return [d.number, d.issuedOn?.slice(0, 4) ?? '', d.issuer ?? ''].map(plain).join(' | ');
}

function hashOf(d: NewDocument): string {
  const head = [d.kind, d.number, d.title, d.issuer, d.issuedOn].map((v) => v ?? null);
  const passages = d.passages.map((p) => [p.path, p.heading ?? null, p.text]);
  return createHash('sha256')
    .update(JSON.stringify([head, passages]))
    .digest('hex');
}

/** Documents of a ward, newest import first; `all` with those that were replaced or removed. */
export async function listDocuments(
  sql: Sql,
  wardId: string,
  { all = false }: { readonly all?: boolean } = {},
): Promise<DocumentRow[]> {
  const found = await sql.query<DocumentRow>(
    `SELECT d.id, d.kind, d.number, d.title, d.issuer, to_char(d.issued_on, 'YYYY-MM-DD') AS "issuedOn", d.file, d.active,
d.imported_by AS "importedBy", d.imported_at AS "importedAt",
(SELECT count(*)::int FROM passage p WHERE p.document_id = d.id) AS passages
FROM document d WHERE d.ward_id = $1 AND (d.active OR $2) ORDER BY d.active DESC, d.imported_at DESC, d.id`,
    [wardId, all],
  );
  return found.rows;
}

/**
 * Answers no longer quote the document; it is kept, and importing it again brings it back.
 * @param which its id or the first letters of it (8 or more), or its number
 * @returns what was removed; null when nothing or more than one document is meant
 */
export async function removeDocument(
  store: Store,
  wardId: string,
  which: string,
  by: string,
  officerId: string | null = null,
): Promise<DocumentRow | null> {
  const wanted = which.normalize('NFC').trim().toLowerCase();
  const meant = (await listDocuments(store.pool, wardId)).filter(
    (d) => d.number?.toLowerCase() === wanted || (wanted.length >= 8 && d.id.startsWith(wanted)),
  );
  const [document] = meant;
  if (!document || meant.length > 1) return null;
  await transaction(store, async (tx) => {
    await tx.query('UPDATE document SET active = false, changed_at = now() WHERE ward_id = $1 AND id = $2', [
      wardId,
      document.id,
    ]);
    const actor = { officerId, name: by };
    await audit(tx, wardId, actor, 'document.removed', document.number ?? document.title, {
      id: document.id,
    });
  });
  return document;
}

/** Undo of a removal. False when it is not there, speaks already, or a newer version of it does. */
export async function restoreDocument(store: Store, wardId: string, id: string, by: Actor): Promise<boolean> {
  return await transaction(store, async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('documents' || $1))`, [wardId]);
    const row = await one<{ subject: string }>(
      tx,
      `UPDATE document d SET active = true, changed_at = now() WHERE d.ward_id = $1 AND d.id = $2 AND NOT d.active
AND NOT EXISTS (SELECT 1 FROM document n WHERE n.ward_id = d.ward_id AND n.key = d.key AND n.active)
RETURNING coalesce(d.number, d.title) AS subject`,
      [wardId, id],
    );
    if (!row) return false;
    await audit(tx, wardId, by, 'document.restored', row.subject, { id });
    return true;
  });
}

/** A passage with what it needs to be named. */
export interface KeptPassage {
  readonly id: string;
  readonly path: string;
  readonly heading: string | null;
  readonly text: string;
  readonly document: Pick<DocumentRow, 'id' | 'kind' | 'number' | 'title' | 'issuer' | 'issuedOn'>;
}

/** Every passage of the documents that speak now, in order. */
export async function readPassages(sql: Sql, wardId: string): Promise<KeptPassage[]> {
  const [documents, passages] = [
    await listDocuments(sql, wardId),
    await sql.query<Omit<KeptPassage, 'document'> & { document_id: string }>(
      `SELECT p.id, p.document_id, p.path, p.heading, p.text FROM passage p JOIN document d ON d.id = p.document_id
WHERE p.ward_id = $1 AND d.active ORDER BY p.document_id, p.position`,
      [wardId],
    ),
  ];
  const byId = new Map(documents.map((d) => [d.id, d]));
  return passages.rows.flatMap(({ document_id, ...rest }) => {
    const document = byId.get(document_id);
    return document ? [{ ...rest, document }] : [];
  });
}

/** Changes when any document does: cheap to ask. */
export async function documentsStamp(sql: Sql, wardId: string): Promise<string> {
  const row = await one<{ stamp: string }>(
    sql,
    `SELECT count(*) FILTER (WHERE active) || ' ' || coalesce(max(changed_at)::text, '') AS stamp FROM document WHERE ward_id = $1`,
    [wardId],
  );
  return row?.stamp ?? '';
}
