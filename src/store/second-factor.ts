/**
 * The second factor: what an officer has besides the link. Codes of an app (TOTP, RFC 6238) and recovery codes here,
 * passkeys in `passkeys.ts`. Secrets lie sealed, recovery codes as keyed digests; every code is good once.
 */
import { randomInt } from 'node:crypto';
import { one, type Sql, type Store, transaction } from './db.ts';
import { AT_MACHINE, endAll, type Officer, type Role, type SignedIn } from './officers.ts';
import { allow } from './rate.ts';
import { type Actor, audit } from './tickets.ts';

/** After this the sealed room asks again. */
export const FRESH_SECONDS = 15 * 60;
export const RECOVERY_CODES = 10;
const TRIES = { some: 8, windowSeconds: 15 * 60, day: 60 } as const;
const PERIOD_SECONDS = 30;
const SECRET = 'officer_totp.secret';

/** Who may do nothing without a second factor. */
const MUST: readonly Role[] = ['admin', 'sealed-reader'];
export const mustHaveSecond = (roles: readonly Role[]): boolean => roles.some((r) => MUST.includes(r));

/** Is this session to pass a second factor? Also asked of whoever set one up without having to. */
export const needsSecond = (me: SignedIn): boolean => me.enrolled || mustHaveSecond(me.officer.roles);
export const isFresh = (me: SignedIn): boolean => me.secondAge !== null && me.secondAge <= FRESH_SECONDS;

/** `limited`: too many wrong ones, whatever this one was */
export type Passed = 'passed' | 'wrong' | 'limited';

export const actorOf = (o: Officer) => ({ officerId: o.id, name: o.name });

/** Count a try of this officer's second factor. */
export async function mayTry(sql: Sql, o: Officer): Promise<boolean> {
  const [some, day] = await Promise.all([
    allow(sql, o.wardId, 'second', o.id, TRIES.some, TRIES.windowSeconds),
    allow(sql, o.wardId, 'second-day', o.id, TRIES.day, 86_400),
  ]);
  return some && day;
}

/** This session has passed, now. */
export async function markPassed(tx: Sql, me: SignedIn, how: string): Promise<void> {
  await tx.query('UPDATE session SET second_at = now() WHERE hash = $1', [me.session]);
  await audit(tx, me.officer.wardId, actorOf(me.officer), 'second.pass', me.officer.name, { how });
}

export async function markFailed(sql: Sql, me: SignedIn, how: string): Promise<void> {
  await audit(sql, me.officer.wardId, actorOf(me.officer), 'second.fail', me.officer.name, { how });
}

async function totpOf(officer: Officer, secret: string) {
  const { Secret, TOTP } = await import('otpauth');
  return new TOTP({
    issuer: 'Dân Biết',
    label: officer.name,
    secret: Secret.fromBase32(secret),
    period: PERIOD_SECONDS,
  });
}

/** The step a code belongs to, one step of clock error allowed; null when it is wrong. */
async function stepOf(officer: Officer, secret: string, code: string, now: Date): Promise<number | null> {
  const totp = await totpOf(officer, secret);
  const delta = totp.validate({ token: code, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / PERIOD_SECONDS) + delta;
}

export interface NewTotp {
  /** base32, to type by hand */
  readonly secret: string;
  /** `otpauth://…`, to scan */
  readonly uri: string;
}

/** A secret to put into an app; the same one until a code of it was seen, so that two tabs show one. */
export async function beginTotp(store: Store, officer: Officer): Promise<NewTotp> {
  const { Secret } = await import('otpauth');
  const fresh = store.vault.seal(SECRET, new Secret({ size: 20 }).base32);
  const row = await one<{ pending: Buffer }>(
    store.pool,
    `INSERT INTO officer_totp (officer_id, ward_id, pending) VALUES ($1, $2, $3)
ON CONFLICT (officer_id) DO UPDATE SET pending = coalesce(officer_totp.pending, excluded.pending) RETURNING pending`,
    [officer.id, officer.wardId, fresh],
  );
  if (!row) throw new Error('no secret was kept');
  const secret = store.vault.open(SECRET, row.pending);
  return { secret, uri: (await totpOf(officer, secret)).toString() };
}

/** `codes`: fresh recovery codes, when there were none */
export type Enrolled =
  | { readonly ok: true; readonly codes: readonly string[] }
  | { readonly ok: false; readonly why: 'wrong' | 'limited' };

/** A first right code makes the shown secret the officer's; an older one is gone. The session has passed. */
export async function confirmTotp(store: Store, me: SignedIn, typed: string, now: Date): Promise<Enrolled> {
  if (!(await mayTry(store.pool, me.officer))) return { ok: false, why: 'limited' };
  return await transaction(store, async (tx) => {
    const row = await one<{ pending: Buffer | null }>(
      tx,
      'SELECT pending FROM officer_totp WHERE officer_id = $1 FOR UPDATE',
      [me.officer.id],
    );
    const step = row?.pending
      ? await stepOf(me.officer, store.vault.open(SECRET, row.pending), digitsOf(typed), now)
      : null;
    if (step === null) return { ok: false, why: 'wrong' };
    await tx.query(
      'UPDATE officer_totp SET secret = pending, pending = NULL, last_step = $2, created_at = now() WHERE officer_id = $1',
      [me.officer.id, step],
    );
    return { ok: true, codes: await enrolled(tx, store, me, 'app') };
  });
}

/** Written down, passed, and with recovery codes if there were none yet. */
export async function enrolled(tx: Sql, store: Store, me: SignedIn, how: string): Promise<readonly string[]> {
  await audit(tx, me.officer.wardId, actorOf(me.officer), 'second.enrol', me.officer.name, { how });
  await markPassed(tx, me, how);
  return (await recoveryLeft(tx, me.officer.id)) > 0 ? [] : await freshCodes(tx, store, me.officer);
}

/** The code of the app, or a recovery code. Also counts towards the limit. */
export async function passCode(store: Store, me: SignedIn, typed: string, now: Date): Promise<Passed> {
  if (!(await mayTry(store.pool, me.officer))) return 'limited';
  const digits = digitsOf(typed);
  const how = digits.length === 6 ? 'app' : 'recovery';
  const done = await transaction(store, async (tx) => {
    const right =
      how === 'app'
        ? await takeTotp(tx, store, me.officer, digits, now)
        : await takeRecovery(tx, store, me.officer, digits);
    if (right) await markPassed(tx, me, how);
    else await markFailed(tx, me, how);
    return right;
  });
  return done ? 'passed' : 'wrong';
}

const digitsOf = (typed: string): string => typed.replace(/\D/g, '');

/** A step that was taken is not taken again, nor one before it. */
async function takeTotp(tx: Sql, store: Store, officer: Officer, code: string, now: Date): Promise<boolean> {
  const row = await one<{ secret: Buffer | null; last_step: string }>(
    tx,
    'SELECT secret, last_step FROM officer_totp WHERE officer_id = $1 FOR UPDATE',
    [officer.id],
  );
  if (!row?.secret) return false;
  const step = await stepOf(officer, store.vault.open(SECRET, row.secret), code, now);
  if (step === null || step <= Number(row.last_step)) return false;
  await tx.query('UPDATE officer_totp SET last_step = $2 WHERE officer_id = $1', [officer.id, step]);
  return true;
}

const recoveryHash = (store: Store, officer: Officer, digits: string): Buffer =>
  store.vault.mac('recovery_code', `${officer.id} ${digits}`);

async function takeRecovery(tx: Sql, store: Store, officer: Officer, digits: string): Promise<boolean> {
  const taken = await tx.query(
    'UPDATE recovery_code SET used_at = now() WHERE hash = $1 AND officer_id = $2 AND used_at IS NULL',
    [recoveryHash(store, officer, digits), officer.id],
  );
  return taken.rowCount === 1;
}

export async function recoveryLeft(sql: Sql, officerId: string): Promise<number> {
  const row = await one<{ n: number }>(
    sql,
    'SELECT count(*)::int AS n FROM recovery_code WHERE officer_id = $1 AND used_at IS NULL',
    [officerId],
  );
  return row?.n ?? 0;
}

/** Ten new ones, `1234 5678 9012`; the older ones are good no more. Shown once. */
async function freshCodes(tx: Sql, store: Store, officer: Officer): Promise<readonly string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () =>
    Array.from({ length: 3 }, () => String(randomInt(0, 10_000)).padStart(4, '0')).join(' '),
  );
  await tx.query('DELETE FROM recovery_code WHERE officer_id = $1', [officer.id]);
  for (const code of codes)
    await tx.query('INSERT INTO recovery_code (hash, ward_id, officer_id) VALUES ($1, $2, $3)', [
      recoveryHash(store, officer, digitsOf(code)),
      officer.wardId,
      officer.id,
    ]);
  return codes;
}

export async function newRecoveryCodes(store: Store, officer: Officer): Promise<readonly string[]> {
  return await transaction(store, async (tx) => {
    await audit(tx, officer.wardId, actorOf(officer), 'second.codes', officer.name);
    return await freshCodes(tx, store, officer);
  });
}

/** A lost phone: nothing of the second factor is left, every session ends, and the next sign-in sets it up anew. */
export async function resetSecond(store: Store, officer: Officer, by: Actor = AT_MACHINE): Promise<void> {
  await transaction(store, async (tx) => {
    for (const table of ['officer_totp', 'officer_passkey', 'recovery_code'])
      await tx.query(`DELETE FROM ${table} WHERE officer_id = $1`, [officer.id]);
    await endAll(tx, officer.id);
    await audit(tx, officer.wardId, by, 'second.reset', officer.name);
  });
}
