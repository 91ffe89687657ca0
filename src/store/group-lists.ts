/** Residential groups as a list, in and out. */
import { fold } from '../core/text.ts';
import { type Sql, type Store, transaction } from './db.ts';
import { renumber } from './groups.ts';
import { type Actor, audit } from './tickets.ts';

export interface GroupGiven {
  readonly name: string;
  readonly households: number | null;
}

/** `archived`: names of groups that were put away; nothing was taken in then. */
export interface GroupsImported {
  readonly added: number;
  /** known before: their number of households was renewed */
  readonly renewed: number;
  readonly archived: readonly string[];
}

/** All or nothing. A group is known by its name, accents and capitals aside; none is renamed or put away by a list. */
export async function importGroups(
  store: Store,
  wardId: string,
  given: readonly GroupGiven[],
  actor: Actor,
): Promise<GroupsImported> {
  return await transaction(store, async (tx) => {
    const { rows } = await tx.query<{ id: string; name: string; archived: boolean }>(
      'SELECT id, name, archived_at IS NOT NULL AS archived FROM "group" WHERE ward_id = $1 FOR UPDATE',
      [wardId],
    );
    const known = new Map(rows.map((g) => [fold(g.name), g]));
    const archived = given.filter((g) => known.get(fold(g.name))?.archived).map((g) => g.name);
    if (archived.length > 0) return { added: 0, renewed: 0, archived };
    let added = 0;
    let renewed = 0;
    for (const g of given) {
      const before = known.get(fold(g.name));
      if (!before) {
        await tx.query('INSERT INTO "group" (ward_id, name, households) VALUES ($1, $2, $3)', [
          wardId,
          g.name,
          g.households,
        ]);
        added++;
      } else if (g.households !== null) {
        const done = await tx.query(
          'UPDATE "group" SET households = $2 WHERE id = $1 AND households IS DISTINCT FROM $2',
          [before.id, g.households],
        );
        renewed += done.rowCount ?? 0;
      }
    }
    await renumber(tx, wardId);
    await audit(tx, wardId, actor, 'group.import', 'group', { lines: given.length, added, renewed });
    return { added, renewed, archived: [] };
  });
}

export async function exportGroups(sql: Sql, wardId: string, actor: Actor): Promise<GroupGiven[]> {
  const { rows } = await sql.query<GroupGiven>(
    'SELECT name, households FROM "group" WHERE ward_id = $1 AND archived_at IS NULL ORDER BY position, name',
    [wardId],
  );
  await audit(sql, wardId, actor, 'group.export', 'group', { lines: rows.length });
  return rows;
}
