/** Officers, their one-time links and sessions. Only digests of tokens are kept. */
import { createHash, randomBytes } from 'node:crypto';
import { one, type Sql, type Store, transaction } from './db.ts';
import { type Actor, audit } from './tickets.ts';

export const ROLES = ['admin', 'receiver', 'handler', 'leader', 'sealed-reader', 'supervisor'] as const;
export type Role = (typeof ROLES)[number];

export interface Officer {
  readonly id: string;
  readonly wardId: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

export const LINK_MINUTES = 15;
export const SESSION_HOURS = 12;

/** Who acts when it is done at the machine itself. */
export const AT_MACHINE: Actor = { officerId: null, name: 'npm run staff' };

const digest = (token: string): string => createHash('sha256').update(token).digest('hex');
const newToken = (): string => randomBytes(32).toString('base64url');
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

export async function addOfficer(
  store: Store,
  wardId: string,
  name: string,
  roles: readonly Role[],
  by: Actor = AT_MACHINE,
): Promise<Officer> {
  return await transaction(store, async (tx) => {
    const row = await one<{ id: string }>(
      tx,
      'INSERT INTO officer (ward_id, name, roles) VALUES ($1, $2, $3) RETURNING id',
      [wardId, name, roles],
    );
    if (!row) throw new Error('the officer was not added');
    await audit(tx, wardId, by, 'officer.add', name, { roles });
    return { id: row.id, wardId, name, roles };
  });
}

export async function officersOf(sql: Sql, wardId: string): Promise<Officer[]> {
  const result = await sql.query<{ id: string; name: string; roles: Role[] }>(
    'SELECT id, name, roles FROM officer WHERE ward_id = $1 AND removed_at IS NULL ORDER BY created_at',
    [wardId],
  );
  return result.rows.map((r) => ({ ...r, wardId }));
}

/** Removing an officer ends every session and link at once. */
export async function removeOfficer(store: Store, officerId: string, by = AT_MACHINE): Promise<boolean> {
  return await transaction(store, (tx) => removeOfficerIn(tx, officerId, by));
}

/** As `removeOfficer`, in the caller's transaction. */
export async function removeOfficerIn(tx: Sql, officerId: string, by: Actor): Promise<boolean> {
  const gone = await one<{ ward_id: string; name: string }>(
    tx,
    'UPDATE officer SET removed_at = now() WHERE id = $1 AND removed_at IS NULL RETURNING ward_id, name',
    [officerId],
  );
  if (!gone) return false;
  await endAll(tx, officerId);
  await audit(tx, gone.ward_id, by, 'officer.remove', gone.name);
  return true;
}

/** Every session and link of an officer ends. Returns how many sessions were open. */
export async function endAll(tx: Sql, officerId: string): Promise<number> {
  const ended = await tx.query(
    'UPDATE session SET revoked_at = now() WHERE officer_id = $1 AND revoked_at IS NULL AND expires_at > now()',
    [officerId],
  );
  await tx.query('UPDATE login_link SET used_at = now() WHERE officer_id = $1 AND used_at IS NULL', [
    officerId,
  ]);
  return ended.rowCount ?? 0;
}

/** A link token that works once, for 15 minutes. */
export async function makeLink(sql: Sql, officer: Officer): Promise<string> {
  const token = newToken();
  await sql.query(
    `INSERT INTO login_link (hash, ward_id, officer_id, expires_at) VALUES ($1, $2, $3, now() + $4 * interval '1 minute')`,
    [digest(token), officer.wardId, officer.id, LINK_MINUTES],
  );
  return token;
}

/** Can this link still be used? (Shown before the button that uses it up.) */
export async function linkIsGood(sql: Sql, token: string): Promise<boolean> {
  if (!TOKEN.test(token)) return false;
  const row = await one(
    sql,
    `SELECT 1 FROM login_link l JOIN officer o ON o.id = l.officer_id
WHERE l.hash = $1 AND l.used_at IS NULL AND l.expires_at > now() AND o.removed_at IS NULL`,
    [digest(token)],
  );
  return row !== null;
}

/**
 * Use a link up. Returns the cookie of a fresh session, or null for a used, old or forged link.
 * @param agent browser and system in words, for the list of sessions
 */
export async function useLink(store: Store, token: string, agent?: string): Promise<string | null> {
  if (!TOKEN.test(token)) return null;
  return await transaction(store, async (tx) => {
    const used = await one<{ officer_id: string; ward_id: string; name: string }>(
      tx,
      `UPDATE login_link l SET used_at = now() FROM officer o WHERE l.hash = $1 AND l.used_at IS NULL AND l.expires_at > now()
AND o.id = l.officer_id AND o.removed_at IS NULL RETURNING l.officer_id, l.ward_id, o.name`,
      [digest(token)],
    );
    if (!used) return null;
    const cookie = newToken();
    await tx.query(
      `INSERT INTO session (hash, ward_id, officer_id, csrf, expires_at, agent) VALUES ($1, $2, $3, $4, now() + $5 * interval '1 hour', $6)`,
      [digest(cookie), used.ward_id, used.officer_id, newToken(), SESSION_HOURS, agent ?? null],
    );
    await audit(
      tx,
      used.ward_id,
      { officerId: used.officer_id, name: used.name },
      'session.start',
      used.name,
    );
    return cookie;
  });
}

export interface SignedIn {
  readonly officer: Officer;
  readonly csrf: string;
  /** names the session: sha256 of its cookie */
  readonly session: string;
  /** seconds since this session passed the second factor; null when it has not */
  readonly secondAge: number | null;
  /** has this officer set a second factor up? */
  readonly enrolled: boolean;
}

/** Who a cookie belongs to; null when it is unknown, expired, revoked, or its officer was removed. */
export async function signedIn(sql: Sql, cookie: string | undefined): Promise<SignedIn | null> {
  if (!cookie || !TOKEN.test(cookie)) return null;
  const row = await one<{
    officer_id: string;
    ward_id: string;
    name: string;
    roles: Role[];
    csrf: string;
    hash: string;
    second_age: number | null;
    enrolled: boolean;
  }>(
    sql,
    `SELECT s.officer_id, s.ward_id, s.csrf, s.hash, o.name, o.roles, extract(epoch FROM now() - s.second_at)::float AS second_age,
  EXISTS (SELECT 1 FROM officer_totp t WHERE t.officer_id = o.id AND t.secret IS NOT NULL)
    OR EXISTS (SELECT 1 FROM officer_passkey p WHERE p.officer_id = o.id) AS enrolled
FROM session s JOIN officer o ON o.id = s.officer_id
WHERE s.hash = $1 AND s.revoked_at IS NULL AND s.expires_at > now() AND o.removed_at IS NULL`,
    [digest(cookie)],
    'signed-in',
  );
  if (!row) return null;
  return {
    officer: { id: row.officer_id, wardId: row.ward_id, name: row.name, roles: row.roles },
    csrf: row.csrf,
    session: row.hash,
    secondAge: row.second_age,
    enrolled: row.enrolled,
  };
}

export async function signOut(sql: Sql, cookie: string): Promise<void> {
  await sql.query('UPDATE session SET revoked_at = now() WHERE hash = $1', [digest(cookie)]);
}

/** A link for the first administrator, as long as none ever came all the way in, second factor and all; makes that officer when there is none. */
export async function firstAdminLink(store: Store, wardId: string): Promise<string | null> {
  const admins = (await officersOf(store.pool, wardId)).filter((o) => o.roles.includes('admin'));
  const cameIn = await one(
    store.pool,
    `SELECT 1 FROM session s JOIN officer o ON o.id = s.officer_id WHERE s.ward_id = $1 AND 'admin' = ANY (o.roles)
AND (s.second_at IS NOT NULL OR EXISTS (SELECT 1 FROM officer_totp t WHERE t.officer_id = o.id AND t.secret IS NOT NULL)
  OR EXISTS (SELECT 1 FROM officer_passkey p WHERE p.officer_id = o.id)) LIMIT 1`,
    [wardId],
  );
  if (cameIn) return null;
  const admin = admins[0] ?? (await addOfficer(store, wardId, 'Quản trị', ['admin']));
  return await makeLink(store.pool, admin);
}
