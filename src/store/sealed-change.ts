/** What a reader does to a sealed record: questions through the code, days, state, other readers. Each act is logged. */
import type { SealedState } from '../core/types.ts';
import { type Day, vietnamDay } from '../law/index.ts';
import { type Sql, type Store, transaction } from './db.ts';
import { addEntry, forReader, type SealedWords, sealedReaders } from './sealed.ts';
import { holding, MINE, type SealedAct, type SealedReader } from './sealed-room.ts';

/** Longest question or answer an officer can leave under a code, code points. */
export const ASK_LIMIT = 2000;

/** A question or answer for whoever comes with the code; nothing is sent. `once`: the same form twice writes once. */
export async function askThroughCode(
  store: Store,
  me: SealedReader,
  id: string,
  text: string,
  at: Date,
  once: string,
): Promise<boolean> {
  const done = await holding(store, me, id, 'asked', async ({ content }, tx) => {
    const words: SealedWords = { at: at.toISOString(), text, officer: me.name };
    await addEntry(tx, store.vault, {
      ...{ wardId: me.wardId, record: id, contentKey: content.open },
      ...{ actor: 'officer', words, once: `${id}:${once}` },
    });
    await tx.query(
      `UPDATE sealed_record SET changed_on = $2, state = CASE WHEN state = 'received' THEN 'inProgress' ELSE state END WHERE id = $1`,
      [id, vietnamDay(at)],
    );
    return true;
  });
  return done ?? false;
}

/** Days from which statutory clocks run: the signed paper came, it was accepted, the conclusion was made. */
export type SealedMilestone = 'formal' | 'accepted' | 'concluded';
const COLUMNS: Readonly<Record<SealedMilestone, string>> = {
  formal: 'formal_received_at',
  accepted: 'accepted_on',
  concluded: 'concluded_on',
};

/** Record one of these days. A record that its writer erased still has its paper: days are kept for it too. */
export async function setMilestone(
  store: Store,
  me: SealedReader,
  id: string,
  which: SealedMilestone,
  day: Day,
  at: Date,
): Promise<boolean> {
  return await acting(store, me, id, 'formal', async (tx) => {
    await tx.query(`UPDATE sealed_record SET ${COLUMNS[which]} = $2, changed_on = $3 WHERE id = $1`, [
      id,
      day,
      vietnamDay(at),
    ]);
    return true;
  });
}

/** What the reader decided under Luật Tố cáo Đ.25.2: being looked into, passed on, or closed. */
export async function setSealedState(
  store: Store,
  me: SealedReader,
  id: string,
  state: Exclude<SealedState, 'erased' | 'received'>,
  at: Date,
): Promise<boolean> {
  return await acting(store, me, id, 'state', async (tx) => {
    const set = await tx.query(
      `UPDATE sealed_record SET state = $2, changed_on = $3 WHERE id = $1 AND state <> 'erased'`,
      [id, state, vietnamDay(at)],
    );
    return set.rowCount === 1;
  });
}

/** Shut an accused reader out: the wrapped keys go. Never the last reader: nobody could open it any more. */
export async function excludeReader(
  store: Store,
  me: SealedReader,
  id: string,
  officerId: string,
  at: Date,
): Promise<boolean> {
  return await acting(store, me, id, 'excluded', async (tx) => {
    const left = await tx.query(
      `SELECT 1 FROM sealed_reader s JOIN officer o ON o.id = s.officer_id WHERE s.record_id = $1 AND s.officer_id <> $2
AND s.excluded_on IS NULL AND o.removed_at IS NULL AND 'sealed-reader' = ANY(o.roles)`,
      [id, officerId],
    );
    if (!left.rowCount) return false;
    const gone = await tx.query(
      `UPDATE sealed_reader SET content_wrapped = NULL, identity_wrapped = NULL, excluded_on = $3
WHERE record_id = $1 AND officer_id = $2 AND excluded_on IS NULL`,
      [id, officerId, vietnamDay(at)],
    );
    return gone.rowCount === 1;
  });
}

/** Let an officer who was named later read too; one who was excluded never comes back. */
export async function nameReader(
  store: Store,
  me: SealedReader,
  id: string,
  officerId: string,
): Promise<boolean> {
  const named = await holding(store, me, id, 'named', async (held, tx) => {
    const may = (await sealedReaders(tx, me.wardId)).some((o) => o.id === officerId);
    if (!may) throw new Refused();
    const made = await tx.query(
      `INSERT INTO sealed_reader (ward_id, record_id, officer_id, content_wrapped, identity_wrapped) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (record_id, officer_id) DO NOTHING`,
      [
        me.wardId,
        id,
        officerId,
        store.vault.wrap(forReader('content', id, officerId), held.content.secret),
        store.vault.wrap(forReader('identity', id, officerId), held.identity.secret),
      ],
    );
    if (!made.rowCount) throw new Refused();
    return true;
  }).catch(unlessRefused);
  return named ?? false;
}

/** Not done: the act's row goes back with the transaction. */
class Refused extends Error {
  override readonly name = 'Refused';
}

function unlessRefused(error: unknown): null {
  if (error instanceof Refused) return null;
  throw error;
}

/** An act that needs no key: the reader must only be one. Written down when it was done. */
async function acting(
  store: Store,
  me: SealedReader,
  id: string,
  what: SealedAct,
  work: (tx: Sql) => Promise<boolean>,
): Promise<boolean> {
  return await transaction(store, async (tx) => {
    const mine = await tx.query(`SELECT 1 ${MINE} AND r.id = $3 FOR UPDATE OF r`, [me.wardId, me.id, id]);
    if (!mine.rowCount || !(await work(tx))) return false;
    await tx.query(
      'INSERT INTO sealed_reading (ward_id, record_id, officer_id, what) VALUES ($1, $2, $3, $4)',
      [me.wardId, id, me.id, what],
    );
    return true;
  });
}
