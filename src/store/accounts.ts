/** Officers' own accounts on platforms: linked by a code from the console, so that what is done in the group has a name. */
import { createHash, randomInt } from 'node:crypto';
import { one, type Sql, type Store, transaction } from './db.ts';
import type { Officer, Role } from './officers.ts';
import { audit } from './tickets.ts';

export const CODE_MINUTES = 15;

/** What an officer types to the bot; spaces and dashes do not matter. */
const CODE = /^\/?(?:noi|nối)[\s:]+(\d[\d\s-]{6,11}\d)$/iu;

const digest = (wardId: string, digits: string): string =>
  createHash('sha256').update(`${wardId}:${digits}`).digest('hex');

/** Eight digits, good once and for 15 minutes; an older one of the same officer dies. */
export async function makeAccountCode(store: Store, officer: Officer): Promise<string> {
  return await transaction(store, async (tx) => {
    await tx.query('DELETE FROM officer_code WHERE officer_id = $1 OR expires_at < now()', [officer.id]);
    for (;;) {
      const digits = String(randomInt(10_000_000, 100_000_000));
      const made = await tx.query(
        `INSERT INTO officer_code (hash, ward_id, officer_id, expires_at) VALUES ($1, $2, $3, now() + $4 * interval '1 minute')
ON CONFLICT (hash) DO NOTHING`,
        [digest(officer.wardId, digits), officer.wardId, officer.id, CODE_MINUTES],
      );
      if (made.rowCount === 1) return `${digits.slice(0, 4)} ${digits.slice(4)}`;
    }
  });
}

/** The digits of "/noi 1234 5678"; null when the text is something else. */
export function accountCodeIn(text: string): string | null {
  const digits = CODE.exec(text.trim().normalize('NFC'))?.[1]?.replace(/\D/g, '');
  return digits?.length === 8 ? digits : null;
}

/** Use a code up: the sender's account is the officer's from now on, whoever had it before. Null for a wrong or old code. */
export async function linkAccount(
  tx: Sql,
  wardId: string,
  channelId: string,
  externalId: string,
  digits: string,
): Promise<Officer | null> {
  const used = await one<{ officer_id: string; name: string; roles: Role[] }>(
    tx,
    `DELETE FROM officer_code c USING officer o WHERE c.hash = $1 AND c.expires_at > now() AND o.id = c.officer_id
AND o.removed_at IS NULL RETURNING c.officer_id, o.name, o.roles`,
    [digest(wardId, digits)],
  );
  if (!used) return null;
  await tx.query(
    `INSERT INTO officer_account (ward_id, officer_id, channel_id, external_id) VALUES ($1, $2, $3, $4)
ON CONFLICT (channel_id, external_id) DO UPDATE SET officer_id = excluded.officer_id, linked_at = now()`,
    [wardId, used.officer_id, channelId, externalId],
  );
  const actor = { officerId: used.officer_id, name: used.name };
  await audit(tx, wardId, actor, 'account.link', used.name, { channelId });
  return { id: used.officer_id, wardId, name: used.name, roles: used.roles };
}

/** Whose account this is; null for a resident, and for an officer who was removed. */
export async function officerOfAccount(
  sql: Sql,
  channelId: string,
  externalId: string,
): Promise<Officer | null> {
  const row = await one<{ id: string; ward_id: string; name: string; roles: Role[] }>(
    sql,
    `SELECT o.id, o.ward_id, o.name, o.roles FROM officer_account a JOIN officer o ON o.id = a.officer_id
WHERE a.channel_id = $1 AND a.external_id = $2 AND o.removed_at IS NULL`,
    [channelId, externalId],
    'officer-of-account',
  );
  return row ? { id: row.id, wardId: row.ward_id, name: row.name, roles: row.roles } : null;
}

/** Has any officer of the ward an account on this channel? From then on the group listens to linked accounts only. */
export async function anyAccount(sql: Sql, channelId: string): Promise<boolean> {
  const row = await one(
    sql,
    `SELECT 1 FROM officer_account a JOIN officer o ON o.id = a.officer_id WHERE a.channel_id = $1 AND o.removed_at IS NULL LIMIT 1`,
    [channelId],
    'any-account',
  );
  return row !== null;
}

export interface Account {
  readonly id: string;
  readonly officerId: string;
  readonly channelId: string;
  readonly platform: string;
  /** on every platform a private chat has the id of its person */
  readonly chat: string;
  readonly linkedAt: Date;
}

export async function accountsOf(sql: Sql, wardId: string, officerId?: string): Promise<Account[]> {
  const result = await sql.query<Account>(
    `SELECT a.id, a.officer_id AS "officerId", a.channel_id AS "channelId", c.platform, a.external_id AS chat, a.linked_at AS "linkedAt"
FROM officer_account a JOIN channel c ON c.id = a.channel_id JOIN officer o ON o.id = a.officer_id
WHERE a.ward_id = $1 AND o.removed_at IS NULL AND ($2::uuid IS NULL OR a.officer_id = $2) ORDER BY a.linked_at`,
    [wardId, officerId ?? null],
  );
  return result.rows;
}

export async function unlinkAccount(store: Store, officer: Officer, accountId: string): Promise<boolean> {
  return await transaction(store, async (tx) => {
    const gone = await tx.query('DELETE FROM officer_account WHERE id = $1 AND officer_id = $2', [
      accountId,
      officer.id,
    ]);
    if (gone.rowCount !== 1) return false;
    await audit(
      tx,
      officer.wardId,
      { officerId: officer.id, name: officer.name },
      'account.unlink',
      officer.name,
    );
    return true;
  });
}
