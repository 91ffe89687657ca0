/** Passkeys (WebAuthn) as a second factor. A challenge belongs to one session and is answered once. */
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { one, type Sql, type Store, transaction } from './db.ts';
import type { Officer, SignedIn } from './officers.ts';
import {
  actorOf,
  type Enrolled,
  enrolled,
  markFailed,
  markPassed,
  mayTry,
  type Passed,
} from './second-factor.ts';
import { audit } from './tickets.ts';

/** Where passkeys are made and good: a name, never a bare address (WebAuthn asks for https or localhost). */
export interface Place {
  readonly rpID: string;
  readonly origin: string;
}

/** Tabs open at once whose questions stay good. */
const OPEN_CHALLENGES = 4;
const MOST_KEYS = 10;

export interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly usedAt: Date | null;
}

export async function passkeysOf(sql: Sql, officerId: string): Promise<Passkey[]> {
  const result = await sql.query<Passkey>(
    `SELECT id, name, created_at AS "createdAt", used_at AS "usedAt" FROM officer_passkey WHERE officer_id = $1 ORDER BY created_at, id`,
    [officerId],
  );
  return result.rows;
}

async function keysOf(sql: Sql, officerId: string) {
  const { rows } = await sql.query<{ id: string; transports: string[] | null }>(
    'SELECT id, transports FROM officer_passkey WHERE officer_id = $1',
    [officerId],
  );
  return rows.map((r) => ({ id: r.id, transports: r.transports ?? [] }));
}

async function keepChallenge(sql: Sql, me: SignedIn, challenge: string): Promise<void> {
  await sql.query(
    `UPDATE session SET challenges = (array_prepend($2, challenges))[1:${OPEN_CHALLENGES}] WHERE hash = $1`,
    [me.session, challenge],
  );
}

const takeChallenge = (sql: Sql, me: SignedIn) => async (challenge: string) => {
  const taken = await sql.query(
    'UPDATE session SET challenges = array_remove(challenges, $2) WHERE hash = $1 AND $2 = ANY (challenges)',
    [me.session, challenge],
  );
  return taken.rowCount === 1;
};

/** What the browser is asked to make a new passkey. */
export async function passkeyToMake(store: Store, me: SignedIn, place: Place) {
  const { generateRegistrationOptions } = await import('@simplewebauthn/server');
  const options = await generateRegistrationOptions({
    rpName: 'Dân Biết',
    rpID: place.rpID,
    userName: me.officer.name,
    userDisplayName: me.officer.name,
    userID: new TextEncoder().encode(me.officer.id),
    excludeCredentials: await keysOf(store.pool, me.officer.id),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
  });
  await keepChallenge(store.pool, me, options.challenge);
  return options;
}

/** What the browser is asked to prove; null when this officer has no passkey. */
export async function passkeyToShow(store: Store, me: SignedIn, place: Place) {
  const keys = await keysOf(store.pool, me.officer.id);
  if (keys.length === 0) return null;
  const { generateAuthenticationOptions } = await import('@simplewebauthn/server');
  const options = await generateAuthenticationOptions({
    rpID: place.rpID,
    allowCredentials: keys,
    userVerification: 'preferred',
  });
  await keepChallenge(store.pool, me, options.challenge);
  return options;
}

/** JSON of a browser's answer; null when it is none. Its content is checked by the library. */
function answerIn<T extends { readonly id: string }>(text: string): T | null {
  try {
    const value: unknown = JSON.parse(text);
    const has = typeof value === 'object' && value !== null && 'id' in value && 'response' in value;
    return has && typeof value.id === 'string' ? (value as unknown as T) : null;
  } catch {
    return null;
  }
}

/** The new passkey is the officer's, and the session has passed. */
export async function addPasskey(
  store: Store,
  me: SignedIn,
  place: Place,
  answer: string,
  name: string,
): Promise<Enrolled> {
  if (!(await mayTry(store.pool, me.officer))) return { ok: false, why: 'limited' };
  const response = answerIn<RegistrationResponseJSON>(answer);
  if (!response) return { ok: false, why: 'wrong' };
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: takeChallenge(store.pool, me),
    expectedOrigin: place.origin,
    expectedRPID: place.rpID,
    requireUserVerification: false,
  }).catch(() => null);
  if (!verified?.verified || !verified.registrationInfo) return { ok: false, why: 'wrong' };
  const { credential } = verified.registrationInfo;
  return await transaction(store, async (tx) => {
    const made = await tx.query(
      `INSERT INTO officer_passkey (id, ward_id, officer_id, public_key, counter, transports, name)
SELECT $1, $2, $3, $4, $5, $6, $7 WHERE (SELECT count(*) FROM officer_passkey WHERE officer_id = $3) < ${MOST_KEYS} ON CONFLICT (id) DO NOTHING`,
      [
        credential.id,
        me.officer.wardId,
        me.officer.id,
        Buffer.from(credential.publicKey),
        credential.counter,
        credential.transports ?? [],
        name.trim().slice(0, 80) || 'Khoá bảo mật',
      ],
    );
    if (made.rowCount !== 1) return { ok: false, why: 'wrong' };
    return { ok: true, codes: await enrolled(tx, store, me, 'passkey') };
  });
}

/** Pass by a passkey. */
export async function passByPasskey(
  store: Store,
  me: SignedIn,
  place: Place,
  answer: string,
): Promise<Passed> {
  if (!(await mayTry(store.pool, me.officer))) return 'limited';
  const response = answerIn<AuthenticationResponseJSON>(answer);
  const key = response && (await keyOf(store.pool, me.officer, response.id));
  const verified =
    response && key
      ? await (await import('@simplewebauthn/server'))
          .verifyAuthenticationResponse({
            response,
            expectedChallenge: takeChallenge(store.pool, me),
            expectedOrigin: place.origin,
            expectedRPID: place.rpID,
            credential: key,
            requireUserVerification: false,
          })
          .catch(() => null)
      : null;
  if (!verified?.verified) {
    await markFailed(store.pool, me, 'passkey');
    return 'wrong';
  }
  const { credentialID, newCounter } = verified.authenticationInfo;
  await transaction(store, async (tx) => {
    await tx.query('UPDATE officer_passkey SET counter = $2, used_at = now() WHERE id = $1', [
      credentialID,
      newCounter,
    ]);
    await markPassed(tx, me, 'passkey');
  });
  return 'passed';
}

async function keyOf(sql: Sql, officer: Officer, id: string) {
  const row = await one<{ id: string; public_key: Buffer; counter: string }>(
    sql,
    'SELECT id, public_key, counter FROM officer_passkey WHERE id = $1 AND officer_id = $2',
    [id, officer.id],
  );
  return row && { id: row.id, publicKey: new Uint8Array(row.public_key), counter: Number(row.counter) };
}

/** Take a passkey away; false when it is not there, or the last second factor of one who must have one. */
export async function dropPasskey(
  store: Store,
  officer: Officer,
  id: string,
  mustKeepOne: boolean,
): Promise<boolean> {
  return await transaction(store, async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      'SELECT id FROM officer_passkey WHERE officer_id = $1 FOR UPDATE',
      [officer.id],
    );
    const app = await one(tx, 'SELECT 1 FROM officer_totp WHERE officer_id = $1 AND secret IS NOT NULL', [
      officer.id,
    ]);
    if (!rows.some((r) => r.id === id) || (mustKeepOne && rows.length === 1 && !app)) return false;
    await tx.query('DELETE FROM officer_passkey WHERE id = $1', [id]);
    await audit(tx, officer.wardId, actorOf(officer), 'second.remove', officer.name, { how: 'passkey' });
    return true;
  });
}
