/**
 * Channels of one resident: linked by a code made on one and typed on the other. What is linked has one `resident` row and
 * shares nothing else. A contact's turn changes its own row only; the resident's lock orders those who join and leave.
 */
import { ownCode } from '../core/own-code.ts';
import type { Contact, Locale, OwnCodeFound, Services } from '../core/types.ts';
import { one, type Sql } from './db.ts';
import { allow } from './rate.ts';
import type { Vault } from './vault.ts';

const CODE_MINUTES = 15;
/** Codes tried in an hour: by one contact, and by all of a ward together, for contacts of the web chat cost nothing. */
const TRIES = 10;
const TRIES_OF_ALL = 300;

const digest = (vault: Vault, code: string): string => vault.mac('own-code', code).toString('hex');
const codeOf = (vault: Vault, turnId: string): string => ownCode(vault.mac('own-code-of-turn', turnId));

export interface Own {
  readonly wardId: string;
  readonly contactId: string;
  readonly at: Date;
}

/** Another channel of the same resident, to be written to. */
export interface OtherChannel {
  readonly contactId: string;
  readonly channelId: string;
  readonly platform: string;
  readonly chat: string;
  readonly locale: Locale;
}

export function ownCodeServices(
  tx: Sql,
  vault: Vault,
  wardId: string,
): Pick<Services, 'ownCode' | 'tryOwnCode'> {
  return {
    ownCode: (turnId) => codeOf(vault, turnId),
    tryOwnCode: (code, contact, at) => tryOwnCode(tx, vault, wardId, code, contact, at),
  };
}

/** Make the code of this turn good, once and for a quarter of an hour; an earlier one of the contact is good no more. */
export async function makeOwnCode(tx: Sql, vault: Vault, who: Own, turnId: string): Promise<void> {
  const mine = await one<{ resident_id: string | null }>(
    tx,
    'SELECT resident_id FROM contact WHERE id = $1 FOR NO KEY UPDATE',
    [who.contactId],
  );
  // made now, so that who types the code has only their own row to change
  if (mine?.resident_id === null) {
    const made = await one<{ id: string }>(tx, 'INSERT INTO resident (ward_id) VALUES ($1) RETURNING id', [
      who.wardId,
    ]);
    await tx.query('UPDATE contact SET resident_id = $2 WHERE id = $1', [who.contactId, made?.id]);
  }
  await tx.query(
    `INSERT INTO own_code (hash, ward_id, contact_id, expires_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (contact_id) DO UPDATE SET hash = excluded.hash, expires_at = excluded.expires_at`,
    [
      digest(vault, codeOf(vault, turnId)),
      who.wardId,
      who.contactId,
      new Date(who.at.getTime() + CODE_MINUTES * 60_000),
    ],
  );
}

async function tryOwnCode(
  tx: Sql,
  vault: Vault,
  wardId: string,
  code: string,
  contact: Contact,
  at: Date,
): Promise<OwnCodeFound> {
  if (!(await allow(tx, wardId, 'own-code', contact.id, TRIES, 3600))) return { kind: 'too-many' };
  if (!(await allow(tx, wardId, 'own-code', 'all', TRIES_OF_ALL, 3600))) return { kind: 'too-many' };
  const found = await one<{ contact_id: string; platform: string }>(
    tx,
    `SELECT o.contact_id, h.platform FROM own_code o JOIN contact c ON c.id = o.contact_id JOIN channel h ON h.id = c.channel_id
WHERE o.hash = $1 AND o.ward_id = $2 AND o.expires_at > $3`,
    [digest(vault, code), wardId, at],
  );
  if (!found) return { kind: 'wrong' };
  if (found.contact_id === contact.id) return { kind: 'same-chat' };
  const linked = await linkedPlatforms(tx, contact.id);
  if (linked.length > 0) return { kind: 'linked' };
  const theirs = [found.platform, ...(await linkedPlatforms(tx, found.contact_id))];
  return theirs.includes(contact.channel)
    ? { kind: 'same-platform' }
    : { kind: 'good', platform: found.platform };
}

/**
 * Use a code up: this contact becomes the resident who made it.
 * @returns the resident's other channels; null when the code is gone, or the two may not be linked any more
 */
export async function useOwnCode(
  tx: Sql,
  vault: Vault,
  who: Own,
  code: string,
): Promise<readonly OtherChannel[] | null> {
  const used = await one<{ contact_id: string }>(
    tx,
    'DELETE FROM own_code WHERE hash = $1 AND ward_id = $2 AND contact_id <> $3 AND expires_at > $4 RETURNING contact_id',
    [digest(vault, code), who.wardId, who.contactId, who.at],
  );
  if (!used) return null;
  const maker = await one<{ id: string }>(
    tx,
    'SELECT r.id FROM resident r JOIN contact c ON c.resident_id = r.id WHERE c.id = $1 FOR UPDATE OF r',
    [used.contact_id],
  );
  if (!maker) return null;
  if ((await linkedPlatforms(tx, who.contactId)).length > 0) return null;
  await leaveResident(tx, who.contactId);
  // two of one platform are two people more often than one: never linked, not even by two codes at once
  const joined = await tx.query(
    `UPDATE contact c SET resident_id = $2 WHERE c.id = $1
AND NOT EXISTS (SELECT 1 FROM contact o WHERE o.resident_id = $2 AND o.channel_id = c.channel_id)`,
    [who.contactId, maker.id],
  );
  return joined.rowCount === 0 ? null : await others(tx, who.contactId);
}

/** Take a contact out of its resident, and its open code back. Returns those who stay, to be told. */
export async function unlinkOwn(tx: Sql, contactId: string): Promise<readonly OtherChannel[]> {
  await tx.query('DELETE FROM own_code WHERE contact_id = $1', [contactId]);
  const told = await others(tx, contactId);
  await leaveResident(tx, contactId);
  return told;
}

/** Out of its resident, whose row goes when nobody is left. */
export async function leaveResident(tx: Sql, contactId: string): Promise<void> {
  const from = await one<{ id: string }>(
    tx,
    'SELECT r.id FROM resident r JOIN contact c ON c.resident_id = r.id WHERE c.id = $1 FOR UPDATE OF r',
    [contactId],
  );
  await tx.query('UPDATE contact SET resident_id = NULL WHERE id = $1', [contactId]);
  if (from)
    await tx.query(
      'DELETE FROM resident r WHERE r.id = $1 AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.resident_id = r.id)',
      [from.id],
    );
}

async function others(tx: Sql, contactId: string): Promise<readonly OtherChannel[]> {
  const { rows } = await tx.query<OtherChannel>(
    `SELECT o.id AS "contactId", o.channel_id AS "channelId", h.platform, o.external_id AS chat,
CASE WHEN o.locale = 'en' THEN 'en' ELSE 'vi' END AS locale
FROM contact c JOIN contact o ON o.resident_id = c.resident_id AND o.id <> c.id JOIN channel h ON h.id = o.channel_id
WHERE c.id = $1 ORDER BY h.platform, o.id`,
    [contactId],
  );
  return rows;
}

/** Platforms that are linked to this contact's own. */
export async function linkedPlatforms(sql: Sql, contactId: string): Promise<readonly string[]> {
  return (await others(sql, contactId)).map((o) => o.platform);
}
