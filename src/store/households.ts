/** Households of residential groups. Who heads one and where it lives is sealed; found twice by a keyed digest. */
import { fold } from '../core/text.ts';
import { type Sql, type Store, transaction } from './db.ts';
import { type Actor, audit } from './tickets.ts';
import type { Vault } from './vault.ts';

export interface HouseholdGiven {
  readonly group: string;
  readonly number: string;
  readonly head: string;
  readonly address: string;
  readonly phone: string;
}

/** `clash`: households that stand in the list already, under another number; nothing was taken in then. */
export interface Imported {
  readonly clash: readonly { readonly group: string; readonly number: string; readonly before: string }[];
  readonly added: number;
  /** had this number before: name, address, phone renewed */
  readonly renewed: number;
}

const BATCH = 500;

/** A list of households, all or nothing; the same list again changes nothing but what differs. `progress` hears of each part. */
export async function importHouseholds(
  store: Store,
  wardId: string,
  given: readonly HouseholdGiven[],
  actor: Actor,
  progress: (done: number) => Promise<void> = async () => {},
): Promise<Imported> {
  return await transaction(store, async (tx) => {
    const groups = await groupIds(tx, wardId);
    const clash = await clashes(tx, store.vault, groups, given);
    if (clash.length > 0) return { clash, added: 0, renewed: 0 };
    let added = 0;
    for (let i = 0; i < given.length; i += BATCH) {
      const part = given.slice(i, i + BATCH);
      // numbers that change hands within the list must not collide on the way
      await tx.query(
        `UPDATE household h SET mac = decode(md5(h.id::text), 'hex') FROM unnest($1::uuid[], $2::text[]) AS n(group_id, number)
WHERE h.group_id = n.group_id AND h.number = n.number`,
        [part.map((h) => groups.get(h.group)), part.map((h) => h.number)],
      );
      const { rows } = await tx.query<{ fresh: boolean }>(
        `INSERT INTO household (ward_id, group_id, number, head, address, phone, mac)
SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::bytea[], $5::bytea[], $6::bytea[], $7::bytea[])
ON CONFLICT (group_id, number) DO UPDATE SET head = excluded.head, address = excluded.address, phone = excluded.phone,
mac = excluded.mac, archived_at = NULL RETURNING (xmax = 0) AS fresh`,
        [
          wardId,
          part.map((h) => groups.get(h.group)),
          part.map((h) => h.number),
          part.map((h) => store.vault.seal('household.head', h.head)),
          part.map((h) => sealed(store.vault, 'household.address', h.address)),
          part.map((h) => sealed(store.vault, 'household.phone', h.phone)),
          part.map((h) => digest(store.vault, h)),
        ],
      );
      added += rows.filter((r) => r.fresh).length;
      await progress(Math.min(i + BATCH, given.length));
    }
    await audit(tx, wardId, actor, 'household.import', 'household', { lines: given.length, added });
    return { clash: [], added, renewed: given.length - added };
  });
}

const digest = (vault: Vault, h: HouseholdGiven): Buffer =>
  vault.mac('household', `${fold(h.head)}|${fold(h.address)}`);

async function clashes(
  tx: Sql,
  vault: Vault,
  groups: ReadonlyMap<string, string>,
  given: readonly HouseholdGiven[],
): Promise<Imported['clash']> {
  const { rows } = await tx.query<{ nth: string; before: string }>(
    `SELECT n.nth, h.number AS before FROM unnest($1::uuid[], $2::text[], $3::bytea[]) WITH ORDINALITY AS n(group_id, number, mac, nth)
JOIN household h ON h.group_id = n.group_id AND h.mac = n.mac AND h.number <> n.number AND h.archived_at IS NULL
WHERE NOT EXISTS (SELECT 1 FROM unnest($1::uuid[], $2::text[]) AS o(group_id, number) WHERE o.group_id = h.group_id AND o.number = h.number)
ORDER BY n.nth LIMIT 100`,
    [given.map((h) => groups.get(h.group)), given.map((h) => h.number), given.map((h) => digest(vault, h))],
  );
  return rows.flatMap((r) => {
    const h = given[Number(r.nth) - 1];
    return h ? [{ group: h.group, number: h.number, before: r.before }] : [];
  });
}

const sealed = (vault: Vault, purpose: string, text: string): Buffer | null =>
  text === '' ? null : vault.seal(purpose, text);

async function groupIds(tx: Sql, wardId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.query<{ id: string; name: string }>(
    'SELECT id, name FROM "group" WHERE ward_id = $1 AND archived_at IS NULL',
    [wardId],
  );
  return new Map(rows.map((r) => [r.name, r.id]));
}

/** All of them, as people count: for the file an officer takes away. Audited. */
export async function exportHouseholds(
  store: Store,
  wardId: string,
  actor: Actor,
): Promise<HouseholdGiven[]> {
  return await transaction(store, async (tx) => {
    const { rows } = await tx.query<{
      group: string;
      number: string;
      head: Buffer;
      address: Buffer | null;
      phone: Buffer | null;
    }>(
      `SELECT g.name AS "group", h.number, h.head, h.address, h.phone FROM household h JOIN "group" g ON g.id = h.group_id
WHERE h.ward_id = $1 AND h.archived_at IS NULL ORDER BY g.position, g.name, length(h.number), h.number`,
      [wardId],
    );
    await audit(tx, wardId, actor, 'household.export', 'household', { lines: rows.length });
    const open = (purpose: string, value: Buffer | null) =>
      value === null ? '' : store.vault.open(purpose, value);
    return rows.map((r) => ({
      group: r.group,
      number: r.number,
      head: open('household.head', r.head),
      address: open('household.address', r.address),
      phone: open('household.phone', r.phone),
    }));
  });
}
