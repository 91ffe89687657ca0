/**
 * Sealed records: what a resident writes of a tố cáo although chat registers none (Luật Tố cáo 25/2018/QH14 Đ.25.2, 47,
 * 49.2, 56). Content and identity each under a pair of keys of the record's own; the secret halves exist only wrapped:
 * for each named reader, and the content's also for the receipt code. Nothing here is logged.
 */
import type { Contact, FileRef, SealedState } from '../core/types.ts';
import { vietnamDay } from '../law/index.ts';
import { one, type Sql } from './db.ts';
import { fillBox, openBox, type SealedPair, sealedPair } from './sealed-box.ts';
import type { Vault } from './vault.ts';

/** What lies in a box of `sealed_entry`. */
export interface SealedWords {
  /** ISO instant */
  readonly at: string;
  readonly text?: string;
  /** id of its `sealed_file` */
  readonly photo?: string;
  /** name of the officer who wrote */
  readonly officer?: string;
  /** among officers only: whoever comes with the code does not read it */
  readonly note?: boolean;
}

/** What lies in a box of `sealed_identity`. */
export interface SealedWho {
  readonly platform: string;
  readonly contact: string;
  readonly name?: string;
  readonly phone?: string;
  readonly address?: string;
}

export const ENTRY = 'sealed_entry.body';
export const IDENTITY = 'sealed_identity.body';
/** Holders of wrapped keys. */
export const forReader = (part: 'content' | 'identity', record: string, officer: string): string =>
  `sealed:${part}:${record}:${officer}`;
export const forCode = (record: string, code: string): string => `sealed:code:${record}:${code}`;
/** What a receipt code is found by. */
export const sealedCode = (vault: Vault, code: string): Buffer => vault.mac('sealed_record.code', code);
const turnKey = (vault: Vault, turn: string): Buffer => vault.mac('sealed.turn', turn);

export interface NamedReader {
  readonly id: string;
  readonly name: string;
}

/** The officers who are named to read sealed records, oldest first. */
export async function sealedReaders(sql: Sql, wardId: string): Promise<NamedReader[]> {
  const result = await sql.query<NamedReader>(
    `SELECT id, name FROM officer WHERE ward_id = $1 AND removed_at IS NULL AND 'sealed-reader' = ANY(roles) ORDER BY created_at, id`,
    [wardId],
  );
  return result.rows;
}

/** The id a record begun in this turn has: the same turn twice begins one. */
export function sealedId(vault: Vault, turn: string): string {
  const hex = vault.mac('sealed_record.id', turn).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export interface Sealing {
  readonly wardId: string;
  readonly platform: string;
  readonly contact: Contact;
  readonly record: string;
  /** receipt code of a record that begins here */
  readonly code: string;
  readonly turn: string;
  readonly at: Date;
  readonly text?: string;
  readonly phone?: string;
  readonly address?: string;
  readonly file?: FileRef;
}

/** `file`: id of a photo to be fetched. `taken`: the code is another's. */
export type SealOutcome = { readonly file: string | null } | { readonly taken: true };

/** Put what was written into its record, beginning it when it is new. @throws when nobody is named to read */
export async function seal(tx: Sql, vault: Vault, s: Sealing): Promise<SealOutcome> {
  const kept = await one<{ content_key: Buffer; identity_key: Buffer; state: SealedState }>(
    tx,
    'SELECT content_key, identity_key, state FROM sealed_record WHERE id = $1 AND ward_id = $2 FOR UPDATE',
    [s.record, s.wardId],
  );
  if (kept?.state === 'erased') return { file: null };
  const begun = kept ? null : await begin(tx, vault, s);
  if (begun === 'taken') return { taken: true };
  const contentKey = kept?.content_key ?? begun?.content.open;
  const identityKey = kept?.identity_key ?? begun?.identity.open;
  if (!contentKey || !identityKey) throw new Error('the sealed record has no key');
  await tx.query(
    `UPDATE sealed_record SET changed_on = $2, state = CASE WHEN state = 'closed' THEN 'inProgress' ELSE state END WHERE id = $1`,
    [s.record, vietnamDay(s.at)],
  );
  const file = s.file === undefined ? null : await addFile(tx, vault, s, s.file);
  if (s.text !== undefined || file !== null) {
    const words: SealedWords = {
      at: s.at.toISOString(),
      ...(s.text === undefined ? {} : { text: s.text }),
      ...(file === null ? {} : { photo: file }),
    };
    await addEntry(tx, vault, {
      ...{ wardId: s.wardId, record: s.record, contentKey },
      ...{ actor: 'resident', words, once: s.turn },
    });
  }
  if (begun || s.phone !== undefined) await addIdentity(tx, vault, s, identityKey);
  return { file };
}

interface Begun {
  readonly content: SealedPair;
  readonly identity: SealedPair;
}

async function begin(tx: Sql, vault: Vault, s: Sealing): Promise<Begun | 'taken'> {
  const mac = sealedCode(vault, s.code);
  const taken = await tx.query(
    'SELECT 1 FROM ticket WHERE code = $1 UNION ALL SELECT 1 FROM sealed_record WHERE code_mac = $2',
    [s.code, mac],
  );
  if (taken.rowCount) return 'taken';
  const readers = await sealedReaders(tx, s.wardId);
  if (readers.length === 0) throw new Error('nobody is named to read sealed records');
  const pairs: Begun = { content: sealedPair(), identity: sealedPair() };
  await tx.query(
    `INSERT INTO sealed_record (id, ward_id, code_mac, code, opened_on, changed_on, content_key, identity_key, code_wrapped)
VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8)`,
    [
      s.record,
      s.wardId,
      mac,
      vault.seal('sealed_record.code', s.code),
      vietnamDay(s.at),
      pairs.content.open,
      pairs.identity.open,
      vault.wrap(forCode(s.record, s.code), pairs.content.secret),
    ],
  );
  for (const { id } of readers) {
    await tx.query(
      'INSERT INTO sealed_reader (ward_id, record_id, officer_id, content_wrapped, identity_wrapped) VALUES ($1, $2, $3, $4, $5)',
      [
        s.wardId,
        s.record,
        id,
        vault.wrap(forReader('content', s.record, id), pairs.content.secret),
        vault.wrap(forReader('identity', s.record, id), pairs.identity.secret),
      ],
    );
  }
  return pairs;
}

async function addFile(tx: Sql, vault: Vault, s: Sealing, file: FileRef): Promise<string | null> {
  // the name a file had at home may tell who wrote
  const { name: _, ...ref } = file;
  const row = await one<{ id: string }>(
    tx,
    'INSERT INTO sealed_file (ward_id, record_id, key, ref) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO NOTHING RETURNING id',
    [
      s.wardId,
      s.record,
      turnKey(vault, s.turn),
      vault.sealJson('sealed_file.ref', { platform: s.platform, file: ref }),
    ],
  );
  return row?.id ?? null;
}

async function addIdentity(tx: Sql, vault: Vault, s: Sealing, key: Buffer): Promise<void> {
  const { id, name } = s.contact;
  const phone = s.phone ?? s.contact.phone;
  const who: SealedWho = {
    platform: s.platform,
    contact: id,
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
    ...(s.address === undefined ? {} : { address: s.address }),
  };
  await tx.query(
    'INSERT INTO sealed_identity (ward_id, record_id, body, owner, key) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (key) DO NOTHING',
    [
      s.wardId,
      s.record,
      fillBox(key, IDENTITY, Buffer.from(JSON.stringify(who))),
      owner(vault, id),
      turnKey(vault, s.turn),
    ],
  );
}

const owner = (vault: Vault, contactId: string): Buffer => vault.mac('sealed_identity.owner', contactId);

export interface NewEntry {
  readonly wardId: string;
  readonly record: string;
  readonly contentKey: Uint8Array;
  readonly actor: 'resident' | 'officer';
  readonly words: SealedWords;
  /** the turn or form it came from: the same again changes nothing */
  readonly once: string;
}

/** False when it stands there already. */
export async function addEntry(tx: Sql, vault: Vault, e: NewEntry): Promise<boolean> {
  const made = await tx.query(
    'INSERT INTO sealed_entry (ward_id, record_id, actor, body, key) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (key) DO NOTHING',
    [
      e.wardId,
      e.record,
      e.actor,
      fillBox(e.contentKey, ENTRY, Buffer.from(JSON.stringify(e.words))),
      turnKey(vault, e.once),
    ],
  );
  return made.rowCount === 1;
}

/** Words of a box. */
export function readEntry(pair: SealedPair, body: Uint8Array): SealedWords {
  return JSON.parse(openBox(pair, ENTRY, body).toString('utf8')) as SealedWords;
}

/** A contact is deleted: no sealed record names it any more. The content stays; it never named the contact. */
export async function forgetSealedOwner(sql: Sql, vault: Vault, contactId: string): Promise<void> {
  await sql.query('DELETE FROM sealed_identity WHERE owner = $1', [owner(vault, contactId)]);
}
