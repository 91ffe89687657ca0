/** Sessions as officers see and end them. */
import { one, type Sql, type Store, transaction } from './db.ts';
import type { Officer } from './officers.ts';
import { audit } from './tickets.ts';

export interface SessionLine {
  /** sha256 of the cookie: names the session, opens nothing */
  readonly hash: string;
  readonly officerId: string;
  readonly officerName: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly secondAt: Date | null;
  /** browser and system, in words */
  readonly agent: string | null;
}

/** Sessions that are open now, newest first: of one officer, or of the ward. */
export async function openSessions(
  sql: Sql,
  wardId: string,
  officerId: string | null,
): Promise<SessionLine[]> {
  const result = await sql.query<SessionLine>(
    `SELECT s.hash, s.officer_id AS "officerId", o.name AS "officerName", s.created_at AS "createdAt", s.expires_at AS "expiresAt",
  s.second_at AS "secondAt", s.agent
FROM session s JOIN officer o ON o.id = s.officer_id
WHERE s.ward_id = $1 AND ($2::uuid IS NULL OR s.officer_id = $2) AND s.revoked_at IS NULL AND s.expires_at > now() AND o.removed_at IS NULL
ORDER BY s.created_at DESC, s.hash LIMIT 200`,
    [wardId, officerId],
  );
  return result.rows;
}

/** End one: one's own, or anybody's of the ward for who may. False when there is no such open session. */
export async function endSession(
  store: Store,
  by: Officer,
  hash: string,
  anybodys: boolean,
): Promise<boolean> {
  return await transaction(store, async (tx) => {
    const gone = await one<{ name: string }>(
      tx,
      `UPDATE session s SET revoked_at = now() FROM officer o WHERE o.id = s.officer_id AND s.hash = $1 AND s.ward_id = $2
AND ($3 OR s.officer_id = $4) AND s.revoked_at IS NULL RETURNING o.name`,
      [hash, by.wardId, anybodys, by.id],
    );
    if (!gone) return false;
    await audit(tx, by.wardId, { officerId: by.id, name: by.name }, 'session.revoke', gone.name);
    return true;
  });
}

/** End all of one's own but this one. Returns how many. */
export async function endOtherSessions(store: Store, by: Officer, keep: string): Promise<number> {
  return await transaction(store, async (tx) => {
    const gone = await tx.query(
      'UPDATE session SET revoked_at = now() WHERE officer_id = $1 AND hash <> $2 AND revoked_at IS NULL AND expires_at > now()',
      [by.id, keep],
    );
    const n = gone.rowCount ?? 0;
    if (n > 0)
      await audit(tx, by.wardId, { officerId: by.id, name: by.name }, 'session.revoke', by.name, {
        sessions: n,
      });
    return n;
  });
}
