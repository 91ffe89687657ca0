/**
 * Is the audit log what it was? The database refuses to change or delete a row; whoever gets round that breaks the chain
 * of hashes, and whoever makes the chain anew does not have the key of its daily seals.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { one, type Sql, type Store } from './db.ts';

const BATCH = 5_000;
/** Said here again on purpose: the database's own function could have been changed with the rows. */
const WORDS = `jsonb_build_array(a.id, a.ward_id, a.officer_id, a.actor, a.action, a.subject, a.detail,
to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'))::text`;

export type Break =
  /** a row was changed, taken out or put in between */
  | { readonly why: 'changed' | 'gone' | 'gap'; readonly seq: number; readonly auditId: string }
  /** a row that never got into the chain */
  | { readonly why: 'unchained'; readonly auditId: string }
  /** the chain was cut or made anew after it was sealed */
  | { readonly why: 'seal'; readonly seq: number };

export interface AuditState {
  readonly rows: number;
  readonly seals: number;
  /** the first thing that is wrong; null when nothing is */
  readonly broken: Break | null;
}

interface LinkRow {
  seq: string;
  audit_id: string;
  hash: Buffer;
  words: string | null;
}

/** Walk the whole chain of a ward. Some ten thousand rows a second on a busy machine. */
export async function verifyAudit(store: Store, wardId: string): Promise<AuditState> {
  const seals = await sealsOf(store.pool, wardId);
  const found = { rows: 0, seals: seals.size };
  let before = Buffer.alloc(0);
  for (;;) {
    const { rows } = await store.pool.query<LinkRow>(
      `SELECT l.seq, l.audit_id, l.hash, CASE WHEN a.id IS NULL THEN NULL ELSE ${WORDS} END AS words
FROM audit_link l LEFT JOIN audit a ON a.id = l.audit_id AND a.ward_id = l.ward_id
WHERE l.ward_id = $1 AND l.seq > $2 ORDER BY l.seq LIMIT ${BATCH}`,
      [wardId, found.rows],
    );
    for (const row of rows) {
      const at = { seq: Number(row.seq), auditId: row.audit_id };
      if (at.seq !== found.rows + 1) return { ...found, broken: { why: 'gap', ...at } };
      if (row.words === null) return { ...found, broken: { why: 'gone', ...at } };
      const hash = createHash('sha256').update(before).update(row.words, 'utf8').digest();
      if (!hash.equals(row.hash)) return { ...found, broken: { why: 'changed', ...at } };
      const seal = seals.get(at.seq);
      if (seal && !holds(store, wardId, at.seq, hash, seal))
        return { ...found, broken: { why: 'seal', seq: at.seq } };
      seals.delete(at.seq);
      before = hash;
      found.rows = at.seq;
    }
    if (rows.length < BATCH) break;
  }
  // a seal of a place that the chain does not reach any more
  const [cut] = [...seals.keys()];
  if (cut !== undefined) return { ...found, broken: { why: 'seal', seq: cut } };
  return { ...found, broken: await firstUnchained(store.pool, wardId) };
}

interface Seal {
  readonly hash: Buffer;
  readonly mac: Buffer;
}

async function sealsOf(sql: Sql, wardId: string): Promise<Map<number, Seal>> {
  const { rows } = await sql.query<{ seq: string; hash: Buffer; mac: Buffer }>(
    'SELECT seq, hash, mac FROM audit_seal WHERE ward_id = $1 ORDER BY seq',
    [wardId],
  );
  return new Map(rows.map((r) => [Number(r.seq), r]));
}

const macOf = (store: Store, wardId: string, seq: number, hash: Buffer): Buffer =>
  store.vault.mac('audit_seal', `${wardId} ${seq} ${hash.toString('hex')}`);

function holds(store: Store, wardId: string, seq: number, hash: Buffer, seal: Seal): boolean {
  const mac = macOf(store, wardId, seq, hash);
  return hash.equals(seal.hash) && mac.length === seal.mac.length && timingSafeEqual(mac, seal.mac);
}

async function firstUnchained(sql: Sql, wardId: string): Promise<Break | null> {
  const row = await one<{ id: string }>(
    sql,
    `SELECT a.id FROM audit a WHERE a.ward_id = $1 AND NOT EXISTS (SELECT 1 FROM audit_link l WHERE l.audit_id = a.id) ORDER BY a.id LIMIT 1`,
    [wardId],
  );
  return row ? { why: 'unchained', auditId: row.id } : null;
}

/** Put the chain's end under our key; nothing when it is sealed already or there is nothing yet. */
export async function sealAudit(store: Store, wardId: string): Promise<void> {
  const end = await one<{ seq: string; hash: Buffer }>(
    store.pool,
    'SELECT seq, hash FROM audit_link WHERE ward_id = $1 ORDER BY seq DESC LIMIT 1',
    [wardId],
  );
  if (!end) return;
  await store.pool.query(
    'INSERT INTO audit_seal (ward_id, seq, hash, mac) VALUES ($1, $2, $3, $4) ON CONFLICT (ward_id, seq) DO NOTHING',
    [wardId, end.seq, end.hash, macOf(store, wardId, Number(end.seq), end.hash)],
  );
}
