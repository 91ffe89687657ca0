/**
 * Papers filled in for a resident: the answers, sealed, for a day. The file is made when it is sent or fetched and lies
 * nowhere. Its link is a secret of its own: only its digest is stored, and it opens a few times (a download may fail).
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { PaperKind } from '../core/types.ts';
import { one, type Sql } from './db.ts';
import type { Vault } from './vault.ts';

const HOURS = 24;
const FETCHES = 3;
const FIELDS = 'paper.fields';

export interface KeptPaper {
  readonly kind: PaperKind;
  readonly fields: Readonly<Record<string, string>>;
}

export interface NewPaper extends KeptPaper {
  readonly wardId: string;
  readonly contactId: string;
  /** id of the turn: the same turn twice keeps one */
  readonly key: string;
  readonly at: Date;
}

export async function keepPaper(tx: Sql, vault: Vault, paper: NewPaper): Promise<void> {
  await tx.query(
    `INSERT INTO paper (ward_id, contact_id, key, digest, kind, fields, fetches_left, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8::timestamptz + $9 * interval '1 hour') ON CONFLICT (key) DO NOTHING`,
    [
      ...[paper.wardId, paper.contactId, paper.key, digest(paperToken(vault, paper.key)), paper.kind],
      ...[vault.sealJson(FIELDS, paper.fields), FETCHES, paper.at, HOURS],
    ],
  );
}

/** What stands in the link of a paper: cannot be guessed, and cannot be had from the table. */
export const paperToken = (vault: Vault, key: string): string =>
  vault.mac('paper.token', key).toString('base64url');

const digest = (token: string): Buffer => createHash('sha256').update(token).digest();

interface Row {
  kind: string;
  fields: Buffer;
}

/** For sending in chat. Null when its time is over. */
export async function paperByKey(sql: Sql, vault: Vault, key: string, now: Date): Promise<KeptPaper | null> {
  const row = await one<Row>(sql, 'SELECT kind, fields FROM paper WHERE key = $1 AND expires_at > $2', [
    key,
    now,
  ]);
  return row && opened(vault, row);
}

/** Is there something behind this link? Asking uses nothing up: programs that preview links ask too. */
export async function paperWaits(sql: Sql, token: string, now: Date): Promise<boolean> {
  const row = await one(
    sql,
    'SELECT 1 FROM paper WHERE digest = $1 AND expires_at > $2 AND fetches_left > 0',
    [digest(token), now],
  );
  return row !== null;
}

/** Take it by its link, once more. Null when it is gone. */
export async function fetchPaper(
  sql: Sql,
  vault: Vault,
  token: string,
  now: Date,
): Promise<KeptPaper | null> {
  const row = await one<Row>(
    sql,
    `UPDATE paper SET fetches_left = fetches_left - 1 WHERE digest = $1 AND expires_at > $2 AND fetches_left > 0 RETURNING kind, fields`,
    [digest(token), now],
  );
  return row && opened(vault, row);
}

const stored = z.record(z.string(), z.string());

function opened(vault: Vault, row: Row): KeptPaper {
  if (row.kind !== 'complaint' && row.kind !== 'info') throw new Error('a paper of an unknown kind');
  return { kind: row.kind, fields: stored.parse(vault.openJson(FIELDS, row.fields)) };
}
