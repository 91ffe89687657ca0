/** A sealed record as the one who wrote it meets it: by receipt code, or in the dialogue that began it. */
import type { SealedState, SealedView, Services } from '../core/types.ts';
import type { Day } from '../law/index.ts';
import { one, type Sql } from './db.ts';
import { forCode, readEntry, sealedCode, sealedId, sealedReaders } from './sealed.ts';
import type { Vault } from './vault.ts';

interface ViewRow {
  id: string;
  code: Buffer;
  state: SealedState;
  opened_on: Day;
  changed_on: Day;
  formal_on: Day | null;
  content_key: Buffer;
  code_wrapped: Buffer | null;
  refused: number;
}

const VIEW = `SELECT id, code, state, to_char(opened_on, 'YYYY-MM-DD') AS opened_on, to_char(changed_on, 'YYYY-MM-DD') AS changed_on,
to_char(formal_received_at, 'YYYY-MM-DD') AS formal_on, content_key, code_wrapped,
(SELECT count(*)::int FROM sealed_file f WHERE f.record_id = r.id AND f.state IN ('refused', 'failed')) AS refused FROM sealed_record r`;

/** By receipt code, on any channel: state, days, and what officers asked or answered; never what was written before. */
export async function sealedByCode(
  sql: Sql,
  vault: Vault,
  wardId: string,
  code: string,
): Promise<SealedView | null> {
  const row = await one<ViewRow>(sql, `${VIEW} WHERE ward_id = $1 AND code_mac = $2`, [
    wardId,
    sealedCode(vault, code),
  ]);
  if (!row) return null;
  if (row.code_wrapped === null) return viewOf(vault, row, []);
  const pair = { open: row.content_key, secret: vault.unwrap(forCode(row.id, code), row.code_wrapped) };
  const entries = await sql.query<{ body: Buffer }>(
    `SELECT body FROM sealed_entry WHERE record_id = $1 AND actor = 'officer' ORDER BY id`,
    [row.id],
  );
  const asked = entries.rows.flatMap(({ body }) => {
    const { at, text = '', note } = readEntry(pair, body);
    return note ? [] : [{ at: new Date(at), text }];
  });
  return viewOf(vault, row, asked);
}

/** In the dialogue that began it or came by its code: state and days only. */
export async function sealedById(
  sql: Sql,
  vault: Vault,
  wardId: string,
  id: string,
): Promise<SealedView | null> {
  const row = await one<ViewRow>(sql, `${VIEW} WHERE ward_id = $1 AND id = $2`, [wardId, id]);
  return row ? viewOf(vault, row, []) : null;
}

function viewOf(vault: Vault, row: ViewRow, asked: SealedView['asked']): SealedView {
  return {
    id: row.id,
    code: vault.open('sealed_record.code', row.code),
    state: row.state,
    openedOn: row.opened_on,
    changedOn: row.changed_on,
    asked,
    refused: row.refused,
    ...(row.formal_on === null ? {} : { formalOn: row.formal_on }),
  };
}

/**
 * "Xoá điều tôi vừa viết": the last thing the resident wrote, or all of it with its keys. When nothing of anybody is
 * left, the record goes as a whole. Returns ids of files to be removed from the disk once this is committed.
 */
export async function eraseSealed(tx: Sql, record: string, what: 'last' | 'all'): Promise<string[]> {
  await tx.query('SELECT 1 FROM sealed_record WHERE id = $1 FOR UPDATE', [record]);
  if (what === 'all') return await eraseAll(tx, record);
  const last = await one<{ key: Buffer }>(
    tx,
    `DELETE FROM sealed_entry WHERE id = (SELECT id FROM sealed_entry WHERE record_id = $1 AND actor = 'resident' ORDER BY id DESC LIMIT 1)
RETURNING key`,
    [record],
  );
  if (!last) return [];
  const files = await tx.query<{ id: string }>('DELETE FROM sealed_file WHERE key = $1 RETURNING id', [
    last.key,
  ]);
  const left = await tx.query('SELECT 1 FROM sealed_entry WHERE record_id = $1 LIMIT 1', [record]);
  const more = left.rowCount ? [] : await eraseAll(tx, record);
  return [...files.rows.map((f) => f.id), ...more];
}

async function eraseAll(tx: Sql, record: string): Promise<string[]> {
  await tx.query('DELETE FROM sealed_entry WHERE record_id = $1', [record]);
  await tx.query('DELETE FROM sealed_identity WHERE record_id = $1', [record]);
  const files = await tx.query<{ id: string }>('DELETE FROM sealed_file WHERE record_id = $1 RETURNING id', [
    record,
  ]);
  await tx.query(
    'UPDATE sealed_reader SET content_wrapped = NULL, identity_wrapped = NULL WHERE record_id = $1',
    [record],
  );
  await tx.query(`UPDATE sealed_record SET state = 'erased', code_wrapped = NULL WHERE id = $1`, [record]);
  return files.rows.map((f) => f.id);
}

/** What handlers may ask, inside the turn's transaction. */
export function sealedServices(sql: Sql, vault: Vault, wardId: string): Services['sealed'] {
  return {
    readers: async () => (await sealedReaders(sql, wardId)).map((r) => r.name),
    byCode: (code) => sealedByCode(sql, vault, wardId, code),
    byId: (id) => sealedById(sql, vault, wardId, id),
    idFor: (turnId) => sealedId(vault, turnId),
  };
}
