/**
 * What an administrator does to officers in the console. Two rules: the ward never loses its last administrator, and no
 * administrator comes at sealed records alone. To be named a reader needs the yes of somebody who is one already; a
 * reader's link and second factor are made anew only at the machine itself, for whoever makes a link may use it.
 */
import { z } from 'zod';
import { one, type Sql, type Store, transaction } from './db.ts';
import { endAll, makeLink, type Officer, ROLES, type Role, removeOfficerIn } from './officers.ts';
import { resetSecond } from './second-factor.ts';
import { audit } from './tickets.ts';

export const OFFICER_NAME_LIMIT = 80;
/** A proposal nobody answered is forgotten after this. */
export const NAMING_DAYS = 7;
const NAMING = 'sealed.naming';

export interface StaffLine extends Officer {
  readonly removedAt: Date | null;
  /** has a second factor */
  readonly enrolled: boolean;
  /** sessions open now */
  readonly sessions: number;
  readonly lastAt: Date | null;
  /** open tickets in hand */
  readonly holding: number;
  /** chats linked */
  readonly accounts: number;
}

const LINES = `SELECT o.id, o.ward_id AS "wardId", o.name, o.roles, o.removed_at AS "removedAt",
EXISTS (SELECT 1 FROM officer_totp t WHERE t.officer_id = o.id AND t.secret IS NOT NULL)
  OR EXISTS (SELECT 1 FROM officer_passkey p WHERE p.officer_id = o.id) AS enrolled,
(SELECT count(*)::int FROM session s WHERE s.officer_id = o.id AND s.revoked_at IS NULL AND s.expires_at > now()) AS sessions,
(SELECT max(s.created_at) FROM session s WHERE s.officer_id = o.id) AS "lastAt",
(SELECT count(*)::int FROM ticket t WHERE t.holder_id = o.id AND t.state <> 'closed' AND t.kind <> 'toCao') AS holding,
(SELECT count(*)::int FROM officer_account a WHERE a.officer_id = o.id) AS accounts
FROM officer o WHERE o.ward_id = $1`;

/** Every officer, those who were removed last. */
export async function staffLines(sql: Sql, wardId: string): Promise<StaffLine[]> {
  const found = await sql.query<StaffLine>(`${LINES} ORDER BY o.removed_at IS NOT NULL, o.name, o.id`, [
    wardId,
  ]);
  return found.rows;
}

export async function staffLine(sql: Sql, wardId: string, id: string): Promise<StaffLine | null> {
  return await one<StaffLine & { id: string }>(sql, `${LINES} AND o.id = $2`, [wardId, id]);
}

/** Why a change was not made. */
export type StaffProblem =
  | 'unknown'
  | 'taken'
  | 'last-admin'
  | 'self'
  /** the last who may read sealed records */
  | 'last-reader'
  /** first reader, or a reader's own way in: only at the machine */
  | 'at-machine';
export type StaffOutcome = 'done' | 'proposed' | StaffProblem;

const actor = (o: Officer) => ({ officerId: o.id, name: o.name });

/** Names are how officers are told apart in the audit log and in chat. */
async function nameTaken(tx: Sql, wardId: string, name: string, but?: string): Promise<boolean> {
  const other = await one(
    tx,
    'SELECT 1 FROM officer WHERE ward_id = $1 AND lower(name) = lower($2) AND removed_at IS NULL AND id IS DISTINCT FROM $3',
    [wardId, name, but ?? null],
  );
  return other !== null;
}

/** One change of the ward's officers at a time: two administrators cannot remove each other at once. */
async function alone<T>(store: Store, wardId: string, work: (tx: Sql) => Promise<T>): Promise<T> {
  return await transaction(store, async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('staff' || $1))`, [wardId]);
    return await work(tx);
  });
}

/** Add one. Asked to read sealed records, the officer is added without, and proposed. */
export async function hire(
  store: Store,
  by: Officer,
  name: string,
  roles: readonly Role[],
): Promise<{ readonly officer: Officer; readonly reader: StaffOutcome | null } | 'taken'> {
  return await alone(store, by.wardId, async (tx) => {
    if (await nameTaken(tx, by.wardId, name)) return 'taken';
    const given = roles.filter((r) => r !== 'sealed-reader');
    const row = await one<{ id: string }>(
      tx,
      'INSERT INTO officer (ward_id, name, roles) VALUES ($1, $2, $3) RETURNING id',
      [by.wardId, name, given],
    );
    if (!row) throw new Error('the officer was not added');
    await audit(tx, by.wardId, actor(by), 'officer.add', name, { roles: given });
    const officer = { id: row.id, wardId: by.wardId, name, roles: given };
    return { officer, reader: given.length === roles.length ? null : await propose(tx, by, officer) };
  });
}

export async function rename(store: Store, by: Officer, id: string, name: string): Promise<StaffOutcome> {
  return await alone(store, by.wardId, async (tx) => {
    if (await nameTaken(tx, by.wardId, name, id)) return 'taken';
    const old = await staffLine(tx, by.wardId, id);
    if (!old || old.removedAt !== null) return 'unknown';
    await tx.query('UPDATE officer SET name = $2 WHERE id = $1', [id, name]);
    await audit(tx, by.wardId, actor(by), 'officer.rename', name, { before: old.name });
    return 'done';
  });
}

/** Give an officer these roles and no others. Newly to read sealed records is proposed, not given. */
export async function setRoles(
  store: Store,
  by: Officer,
  id: string,
  roles: readonly Role[],
): Promise<StaffOutcome> {
  return await alone(store, by.wardId, async (tx) => {
    const old = await staffLine(tx, by.wardId, id);
    if (!old || old.removedAt !== null) return 'unknown';
    const loses = (role: Role) => old.roles.includes(role) && !roles.includes(role);
    if (loses('admin') && (await countOf(tx, by.wardId, 'admin')) < 2) return 'last-admin';
    if (loses('sealed-reader') && (await countOf(tx, by.wardId, 'sealed-reader')) < 2) return 'last-reader';
    const wantsSeal = roles.includes('sealed-reader') && !old.roles.includes('sealed-reader');
    const given = ROLES.filter((r) => roles.includes(r) && !(wantsSeal && r === 'sealed-reader'));
    if (given.join() !== ROLES.filter((r) => old.roles.includes(r)).join()) {
      await tx.query('UPDATE officer SET roles = $2 WHERE id = $1', [id, given]);
      await audit(tx, by.wardId, actor(by), 'officer.roles', old.name, { before: old.roles, after: given });
    }
    return wantsSeal ? await propose(tx, by, old) : 'done';
  });
}

async function countOf(tx: Sql, wardId: string, role: Role): Promise<number> {
  const row = await one<{ n: number }>(
    tx,
    'SELECT count(*)::int AS n FROM officer WHERE ward_id = $1 AND removed_at IS NULL AND $2 = ANY (roles)',
    [wardId, role],
  );
  return row?.n ?? 0;
}

/** Take an officer out. What was in hand stays with the name until it is given to somebody else. */
export async function dismiss(store: Store, by: Officer, id: string): Promise<StaffOutcome> {
  if (id === by.id) return 'self';
  return await alone(store, by.wardId, async (tx) => {
    const old = await staffLine(tx, by.wardId, id);
    if (!old || old.removedAt !== null) return 'unknown';
    for (const [role, problem] of [
      ['admin', 'last-admin'],
      ['sealed-reader', 'last-reader'],
    ] as const)
      if (old.roles.includes(role) && (await countOf(tx, by.wardId, role)) < 2) return problem;
    await removeOfficerIn(tx, id, actor(by));
    return 'done';
  });
}

/** Undo a removal: the officer may come in again by a fresh link, without the sealed room. */
export async function takeBack(store: Store, by: Officer, id: string): Promise<StaffOutcome> {
  return await alone(store, by.wardId, async (tx) => {
    const old = await staffLine(tx, by.wardId, id);
    if (!old || old.removedAt === null) return 'unknown';
    if (await nameTaken(tx, by.wardId, old.name)) return 'taken';
    const roles = old.roles.filter((r) => r !== 'sealed-reader');
    await tx.query('UPDATE officer SET removed_at = NULL, roles = $2 WHERE id = $1', [id, roles]);
    await audit(tx, by.wardId, actor(by), 'officer.restore', old.name, { roles });
    return 'done';
  });
}

/** End every session of an officer, and every link that still works. */
export async function endSessionsOf(store: Store, by: Officer, id: string): Promise<StaffOutcome> {
  return await alone(store, by.wardId, async (tx) => {
    const old = await staffLine(tx, by.wardId, id);
    if (!old) return 'unknown';
    const sessions = await endAll(tx, id);
    await audit(tx, by.wardId, actor(by), 'session.revoke', old.name, { sessions });
    return 'done';
  });
}

/** A one-time link to hand to the officer. */
export async function linkFor(
  store: Store,
  by: Officer,
  id: string,
): Promise<{ readonly token: string; readonly officer: Officer } | StaffProblem> {
  const officer = await staffLine(store.pool, by.wardId, id);
  if (!officer || officer.removedAt !== null) return 'unknown';
  if (officer.roles.includes('sealed-reader') && id !== by.id) return 'at-machine';
  const token = await makeLink(store.pool, officer);
  await audit(store.pool, by.wardId, actor(by), 'officer.link', officer.name);
  return { token, officer };
}

/** A lost phone. Of who reads sealed records only at the machine: a link and no second factor are the whole way in. */
export async function resetSecondOf(store: Store, by: Officer, id: string): Promise<StaffOutcome> {
  const officer = await staffLine(store.pool, by.wardId, id);
  if (!officer || officer.removedAt !== null) return 'unknown';
  if (id === by.id) return 'self';
  if (officer.roles.includes('sealed-reader')) return 'at-machine';
  await resetSecond(store, officer, actor(by));
  return 'done';
}

// ---------------------------------------------------------------- readers of sealed records

const naming = z.array(
  z.object({ officer: z.uuid(), by: z.uuid(), byName: z.string(), at: z.iso.datetime() }),
);

export interface Naming {
  readonly officerId: string;
  readonly name: string;
  /** who proposed */
  readonly by: string;
  readonly byName: string;
  readonly at: Date;
}

/** Who is proposed to read sealed records and waits for a reader's yes. */
export async function namings(sql: Sql, wardId: string, now: Date): Promise<Naming[]> {
  const row = await one<{ value: unknown }>(
    sql,
    'SELECT value FROM setting WHERE ward_id = $1 AND key = $2',
    [wardId, NAMING],
  );
  const set = naming.safeParse(row?.value ?? []);
  const fresh = (set.success ? set.data : []).filter(
    (n) => now.getTime() - Date.parse(n.at) < NAMING_DAYS * 86_400_000,
  );
  const names = await sql.query<{ id: string; name: string }>(
    `SELECT id, name FROM officer WHERE ward_id = $1 AND id = ANY($2::uuid[]) AND removed_at IS NULL AND NOT 'sealed-reader' = ANY (roles)`,
    [wardId, fresh.map((n) => n.officer)],
  );
  const nameOf = new Map(names.rows.map((r) => [r.id, r.name]));
  return fresh.flatMap((n) => {
    const name = nameOf.get(n.officer);
    return name === undefined
      ? []
      : [{ officerId: n.officer, name, by: n.by, byName: n.byName, at: new Date(n.at) }];
  });
}

async function propose(tx: Sql, by: Officer, officer: Officer): Promise<'proposed' | 'at-machine'> {
  // with no reader there is nobody to say yes, and an administrator's own word is what must not be enough
  if ((await countOf(tx, by.wardId, 'sealed-reader')) === 0) return 'at-machine';
  const now = await clock(tx);
  const others = (await namings(tx, by.wardId, now)).filter((n) => n.officerId !== officer.id);
  await keep(tx, by.wardId, [
    ...others,
    { officerId: officer.id, name: officer.name, by: by.id, byName: by.name, at: now },
  ]);
  await audit(tx, by.wardId, actor(by), 'sealed.propose', officer.name);
  return 'proposed';
}

async function clock(tx: Sql): Promise<Date> {
  return (await one<{ now: Date }>(tx, 'SELECT now() AS now', []))?.now ?? new Date(0);
}

async function keep(tx: Sql, wardId: string, list: readonly Naming[]): Promise<void> {
  const value = list.map((n) => ({
    officer: n.officerId,
    by: n.by,
    byName: n.byName,
    at: n.at.toISOString(),
  }));
  await tx.query(
    `INSERT INTO setting (ward_id, key, value) VALUES ($1, $2, $3)
ON CONFLICT (ward_id, key) DO UPDATE SET value = excluded.value, updated_at = now()`,
    [wardId, NAMING, JSON.stringify(value)],
  );
}

/** A reader's yes or no. Never of the one who proposed, nor of the one who is named. */
export async function decideNaming(
  store: Store,
  by: Officer,
  officerId: string,
  yes: boolean,
): Promise<'done' | 'unknown' | 'self'> {
  return await alone(store, by.wardId, async (tx) => {
    const list = await namings(tx, by.wardId, await clock(tx));
    const meant = list.find((n) => n.officerId === officerId);
    if (!meant || !by.roles.includes('sealed-reader')) return 'unknown';
    if (meant.by === by.id || officerId === by.id) return 'self';
    if (yes)
      await tx.query(
        `UPDATE officer SET roles = array_append(roles, 'sealed-reader') WHERE id = $1 AND removed_at IS NULL AND NOT 'sealed-reader' = ANY (roles)`,
        [officerId],
      );
    await keep(
      tx,
      by.wardId,
      list.filter((n) => n.officerId !== officerId),
    );
    const detail = { proposed: meant.byName };
    await audit(tx, by.wardId, actor(by), yes ? 'sealed.name' : 'sealed.refuse', meant.name, detail);
    return 'done';
  });
}

// ---------------------------------------------------------------- handing over

export interface Held {
  readonly code: string;
  readonly kind: string;
  readonly state: string;
}

/** Open tickets of an officer, oldest first: code and state only. */
export async function heldByOfficer(sql: Sql, wardId: string, officerId: string): Promise<Held[]> {
  const found = await sql.query<Held>(
    `SELECT code, kind, state FROM ticket WHERE ward_id = $1 AND holder_id = $2 AND state <> 'closed' AND kind <> 'toCao' ORDER BY opened_at, code`,
    [wardId, officerId],
  );
  return found.rows;
}
