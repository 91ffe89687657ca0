/** Residential groups (tổ dân phố, thôn) of a ward, kept by its admin. A group is archived, never deleted: tickets name it. */
import { one, type Sql, type Store, transaction } from './db.ts';
import { type Actor, audit } from './tickets.ts';

export interface GroupRow {
  readonly id: string;
  readonly name: string;
  readonly archived: boolean;
}

export type GroupChange =
  | { readonly do: 'add'; readonly name: string }
  | { readonly do: 'rename'; readonly id: string; readonly name: string }
  | { readonly do: 'archive'; readonly id: string }
  | { readonly do: 'restore'; readonly id: string };

/** By name as people count (Tổ 2 before Tổ 10), archived ones last. */
export async function groupsOf(store: Store, wardId: string): Promise<GroupRow[]> {
  const rows = await (await store.prisma()).group.findMany({ where: { wardId } });
  const named = rows
    .map((g) => ({ id: g.id, name: g.name, archived: g.archivedAt !== null }))
    .sort(asCounted);
  return [...named.filter((g) => !g.archived), ...named.filter((g) => g.archived)];
}

const asCounted = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name.localeCompare(b.name, 'vi', { numeric: true });

/** Positions follow the names, so that residents are offered the groups in the same order. */
export async function renumber(tx: Sql, wardId: string): Promise<void> {
  const { rows } = await tx.query<{ id: string; name: string }>(
    'SELECT id, name FROM "group" WHERE ward_id = $1 FOR UPDATE',
    [wardId],
  );
  const ids = rows.sort(asCounted).map((g) => g.id);
  await tx.query(
    'UPDATE "group" g SET position = n.position FROM unnest($1::uuid[]) WITH ORDINALITY AS n(id, position) WHERE g.id = n.id',
    [ids],
  );
}

/** Carry a change out and write it to the audit log; `taken`: another group has that name. */
export async function changeGroup(
  store: Store,
  wardId: string,
  change: GroupChange,
  actor: Actor,
): Promise<'done' | 'taken' | 'unknown'> {
  return await transaction(store, async (tx) => {
    if (change.do === 'add' || change.do === 'rename') {
      const other = await one<{ id: string }>(tx, 'SELECT id FROM "group" WHERE ward_id = $1 AND name = $2', [
        wardId,
        change.name,
      ]);
      if (other && !(change.do === 'rename' && other.id === change.id)) return 'taken';
    }
    const [statement, values] = statementOf(wardId, change);
    const row = await one<{ name: string }>(tx, statement, values);
    if (!row) return change.do === 'add' ? 'taken' : 'unknown';
    await renumber(tx, wardId);
    await audit(tx, wardId, actor, `group.${change.do}`, row.name);
    return 'done';
  });
}

function statementOf(wardId: string, change: GroupChange): [string, unknown[]] {
  switch (change.do) {
    case 'add':
      return [
        `INSERT INTO "group" (ward_id, name) VALUES ($1, $2) ON CONFLICT (ward_id, name) DO NOTHING RETURNING name`,
        [wardId, change.name],
      ];
    case 'rename':
      return [
        'UPDATE "group" SET name = $3 WHERE ward_id = $1 AND id = $2 RETURNING name',
        [wardId, change.id, change.name],
      ];
    case 'archive':
      return [
        'UPDATE "group" SET archived_at = now() WHERE ward_id = $1 AND id = $2 RETURNING name',
        [wardId, change.id],
      ];
    case 'restore':
      return [
        'UPDATE "group" SET archived_at = NULL WHERE ward_id = $1 AND id = $2 RETURNING name',
        [wardId, change.id],
      ];
    default:
      return change satisfies never;
  }
}
