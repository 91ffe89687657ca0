/**
 * Sealed records as their named readers work on them. Every function takes the reader, and for anybody else (never
 * named, excluded, another ward's) answers as if there were no such record. Every reading is a row that stays.
 */
import type { SealedState } from '../core/types.ts';
import type { Day } from '../law/index.ts';
import { one, type Sql, type Store, transaction } from './db.ts';
import { forReader, IDENTITY, readEntry, type SealedWho, type SealedWords, sealedReaders } from './sealed.ts';
import { openBox, type SealedPair } from './sealed-box.ts';
import { readPhoto } from './sealed-files.ts';

export interface SealedReader {
  readonly wardId: string;
  readonly id: string;
  readonly name: string;
}

export interface SealedLine {
  readonly id: string;
  readonly code: string;
  readonly state: SealedState;
  readonly openedOn: Day;
  readonly changedOn: Day;
  /** days of the signed paper, of its acceptance, of the conclusion: the clocks run from them */
  readonly formalOn: Day | null;
  readonly acceptedOn: Day | null;
  readonly concludedOn: Day | null;
}

interface LineRow {
  id: string;
  code: Buffer;
  state: SealedState;
  opened_on: Day;
  changed_on: Day;
  formal_on: Day | null;
  accepted_on: Day | null;
  concluded_on: Day | null;
}

const LINE = `SELECT r.id, r.code, r.state, to_char(r.opened_on, 'YYYY-MM-DD') AS opened_on, to_char(r.changed_on, 'YYYY-MM-DD') AS changed_on,
to_char(r.formal_received_at, 'YYYY-MM-DD') AS formal_on, to_char(r.accepted_on, 'YYYY-MM-DD') AS accepted_on, to_char(r.concluded_on, 'YYYY-MM-DD') AS concluded_on`;
/** What a reader may know of: named for it, not excluded. */
export const MINE = `FROM sealed_record r JOIN sealed_reader mine ON mine.record_id = r.id AND mine.officer_id = $2 AND mine.excluded_on IS NULL
WHERE r.ward_id = $1`;

/** Newest first, at most 200: code, days and state, nothing else. */
export async function sealedList(store: Store, me: SealedReader): Promise<SealedLine[]> {
  const result = await store.pool.query<LineRow>(
    `${LINE} ${MINE} ORDER BY r.opened_on DESC, r.id LIMIT 200`,
    [me.wardId, me.id],
  );
  return result.rows.map((row) => lineOf(store, row));
}

const lineOf = (store: Store, row: LineRow): SealedLine => ({
  id: row.id,
  state: row.state,
  code: store.vault.open('sealed_record.code', row.code),
  openedOn: row.opened_on,
  changedOn: row.changed_on,
  formalOn: row.formal_on,
  acceptedOn: row.accepted_on,
  concludedOn: row.concluded_on,
});

export interface SealedPage extends SealedLine {
  readonly readers: readonly { readonly id: string; readonly name: string; readonly excluded: boolean }[];
  /** named since, and not yet for this record */
  readonly others: readonly { readonly id: string; readonly name: string }[];
  readonly readings: readonly SealedReading[];
}

/** One act of a reader on a record. */
export type SealedAct =
  | 'content'
  | 'identity'
  | 'file'
  | 'copy'
  | 'asked'
  | 'formal'
  | 'state'
  | 'excluded'
  | 'named';

export interface SealedReading {
  readonly at: Date;
  readonly name: string;
  readonly what: SealedAct;
}

/** A record before it is opened; null when this officer may not know of it. */
export async function sealedPage(store: Store, me: SealedReader, id: string): Promise<SealedPage | null> {
  const row = await one<LineRow>(store.pool, `${LINE} ${MINE} AND r.id = $3`, [me.wardId, me.id, id]);
  if (!row) return null;
  const [readers, named, readings] = await Promise.all([
    store.pool.query<{ id: string; name: string; excluded: boolean }>(
      `SELECT o.id, o.name, s.excluded_on IS NOT NULL AS excluded FROM sealed_reader s JOIN officer o ON o.id = s.officer_id
WHERE s.record_id = $1 AND (o.removed_at IS NULL OR s.excluded_on IS NOT NULL) ORDER BY o.created_at, o.id`,
      [id],
    ),
    sealedReaders(store.pool, me.wardId),
    store.pool.query<SealedReading>(
      'SELECT s.at, o.name, s.what FROM sealed_reading s JOIN officer o ON o.id = s.officer_id WHERE s.record_id = $1 ORDER BY s.id DESC LIMIT 200',
      [id],
    ),
  ]);
  return {
    ...lineOf(store, row),
    readers: readers.rows,
    others: named.filter((o) => readers.rows.every((r) => r.id !== o.id)),
    readings: readings.rows,
  };
}

interface Held {
  readonly content: SealedPair;
  readonly identity: SealedPair;
}

/** The record's keys in this reader's hands, and the reading written down, in the caller's transaction. */
async function hold(
  store: Store,
  tx: Sql,
  me: SealedReader,
  id: string,
  what: SealedAct,
): Promise<Held | null> {
  const row = await one<{
    content_key: Buffer;
    identity_key: Buffer;
    content_wrapped: Buffer | null;
    identity_wrapped: Buffer | null;
  }>(
    tx,
    `SELECT r.content_key, r.identity_key, mine.content_wrapped, mine.identity_wrapped ${MINE} AND r.id = $3 FOR UPDATE OF r`,
    [me.wardId, me.id, id],
  );
  if (!row?.content_wrapped || !row.identity_wrapped) return null;
  const secret = (part: 'content' | 'identity', wrapped: Buffer) =>
    store.vault.unwrap(forReader(part, id, me.id), wrapped);
  const held: Held = {
    content: { open: row.content_key, secret: secret('content', row.content_wrapped) },
    identity: { open: row.identity_key, secret: secret('identity', row.identity_wrapped) },
  };
  await tx.query(
    'INSERT INTO sealed_reading (ward_id, record_id, officer_id, what) VALUES ($1, $2, $3, $4)',
    [me.wardId, id, me.id, what],
  );
  return held;
}

/** Do something with the keys; null when this officer holds none. */
export async function holding<T>(
  store: Store,
  me: SealedReader,
  id: string,
  what: SealedAct,
  work: (held: Held, tx: Sql) => Promise<T>,
): Promise<T | null> {
  return await transaction(store, async (tx) => {
    const held = await hold(store, tx, me, id, what);
    return held ? await work(held, tx) : null;
  });
}

export interface SealedEntry extends SealedWords {
  readonly actor: 'resident' | 'officer';
  /** state of its photo */
  readonly photoState?: 'pending' | 'stored' | 'refused' | 'failed';
}

/** All that was written, oldest first. The reading is logged before anything is shown. */
export async function openContent(
  store: Store,
  me: SealedReader,
  id: string,
  what: 'content' | 'copy' = 'content',
): Promise<SealedEntry[] | null> {
  return await holding(store, me, id, what, async ({ content }, tx) => {
    const entries = await tx.query<{ actor: SealedEntry['actor']; body: Buffer }>(
      'SELECT actor, body FROM sealed_entry WHERE record_id = $1 ORDER BY id',
      [id],
    );
    const files = await tx.query<{ id: string; state: NonNullable<SealedEntry['photoState']> }>(
      'SELECT id, state FROM sealed_file WHERE record_id = $1',
      [id],
    );
    return entries.rows.map(({ actor, body }) => {
      const words = readEntry(content, body);
      const photoState = files.rows.find((f) => f.id === words.photo)?.state;
      return { ...words, actor, ...(photoState === undefined ? {} : { photoState }) };
    });
  });
}

/** Who wrote: opened apart from the content, and logged apart. For a copy only the names to be taken out are needed. */
export async function openIdentity(
  store: Store,
  me: SealedReader,
  id: string,
  what: 'identity' | 'copy' = 'identity',
): Promise<SealedWho[] | null> {
  return await holding(store, me, id, what, async ({ identity }, tx) => {
    const rows = await tx.query<{ body: Buffer }>(
      'SELECT body FROM sealed_identity WHERE record_id = $1 ORDER BY id',
      [id],
    );
    return rows.rows.map(
      ({ body }) => JSON.parse(openBox(identity, IDENTITY, body).toString('utf8')) as SealedWho,
    );
  });
}

/** A photo's bytes; null when there is none for this officer. */
export async function openPhoto(
  store: Store,
  me: SealedReader,
  id: string,
  file: string,
  dataDir: string,
): Promise<Buffer | null> {
  return await holding(store, me, id, 'file', async ({ content }, tx) => {
    const there = await tx.query(
      `SELECT 1 FROM sealed_file WHERE id = $1 AND record_id = $2 AND state = 'stored'`,
      [file, id],
    );
    return there.rowCount ? await readPhoto(dataDir, file, content) : null;
  });
}
