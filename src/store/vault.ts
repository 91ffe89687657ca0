/**
 * Sealing at rest: AES-256-GCM under a data key; data keys are wrapped under APP_KEY.
 * A sealed value: version (1 byte) · data key id (2) · iv (12) · tag (16) · ciphertext.
 * `purpose` (table.column) is bound in as associated data, so that a value cannot be moved to another column.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  randomFillSync,
} from 'node:crypto';
import type { Pool } from 'pg';
import { SetupError } from '../core/errors.ts';

export interface Vault {
  seal(purpose: string, plain: string): Buffer;
  /** throws when the value was changed, moved, or sealed under a lost key */
  open(purpose: string, sealed: Uint8Array): string;
  sealJson(purpose: string, value: unknown): Buffer;
  openJson(purpose: string, sealed: Uint8Array): unknown;
  /** keyed digest that cannot be guessed from outside: for receipt codes */
  mac(purpose: string, text: string): Buffer;
  /** bytes rather than text: files that wait to be looked at */
  sealBytes(purpose: string, plain: Uint8Array): Buffer;
  openBytes(purpose: string, sealed: Uint8Array): Buffer;
  /** a key sealed for one holder (an officer, a receipt code) under a key that is derived for this holder alone */
  wrap(holder: string, key: Uint8Array): Buffer;
  /** throws when it was wrapped for somebody else */
  unwrap(holder: string, wrapped: Uint8Array): Buffer;
}

const VERSION = 1;
const HEAD = 3;
const IV = 12;
const TAG = 16;

/** Random bytes are fetched by the page: one call to the system serves some 340 values. Each byte is used once. */
const pool = Buffer.alloc(IV * 341);
let used = pool.length;

function freshIv(): Buffer {
  if (used + IV > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const iv = Buffer.from(pool.subarray(used, used + IV));
  used += IV;
  return iv;
}

/** AES-256-GCM: iv, tag, ciphertext. */
export function encrypt(key: Uint8Array, aad: string, plain: Uint8Array): Buffer {
  const iv = freshIv();
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(aad));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** Undoes `encrypt`; throws when the key, the associated data or the box is another one. */
export function decrypt(key: Uint8Array, aad: string, box: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, IV));
  decipher.setAAD(Buffer.from(aad));
  decipher.setAuthTag(box.subarray(IV, IV + TAG));
  return Buffer.concat([decipher.update(box.subarray(IV + TAG)), decipher.final()]);
}

/** A vault over data keys already unwrapped; `current` seals, all open. */
export function vaultOf(keys: ReadonlyMap<number, Uint8Array>, current: number): Vault {
  const keyOf = (id: number): Uint8Array => {
    const key = keys.get(id);
    if (!key) throw new Error(`data key ${id} is not in the vault`);
    return key;
  };
  const first = Math.min(...keys.keys());
  const macKey = Buffer.from(hkdfSync('sha256', keyOf(first), Buffer.alloc(0), 'dan-biet mac', 32));
  const holderKey = (holder: string) =>
    Buffer.from(hkdfSync('sha256', keyOf(first), Buffer.alloc(0), `dan-biet holder ${holder}`, 32));
  const sealBytes = (purpose: string, plain: Uint8Array): Buffer => {
    const head = Buffer.alloc(HEAD);
    head.writeUInt8(VERSION, 0);
    head.writeUInt16BE(current, 1);
    return Buffer.concat([head, encrypt(keyOf(current), purpose, plain)]);
  };
  const openBytes = (purpose: string, sealed: Uint8Array): Buffer => {
    const box = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    if (box.length < HEAD + IV + TAG || box.readUInt8(0) !== VERSION) throw new Error('not a sealed value');
    return decrypt(keyOf(box.readUInt16BE(1)), purpose, box.subarray(HEAD));
  };
  const seal = (purpose: string, plain: string): Buffer => sealBytes(purpose, Buffer.from(plain, 'utf8'));
  const open = (purpose: string, sealed: Uint8Array): string => openBytes(purpose, sealed).toString('utf8');
  return {
    seal,
    open,
    sealBytes,
    openBytes,
    sealJson: (purpose, value) => seal(purpose, JSON.stringify(value)),
    openJson: (purpose, sealed) => JSON.parse(open(purpose, sealed)),
    mac: (purpose, text) => createHmac('sha256', macKey).update(`${purpose}\0${text}`).digest(),
    wrap: (holder, key) => encrypt(holderKey(holder), holder, key),
    unwrap: (holder, wrapped) => decrypt(holderKey(holder), holder, wrapped),
  };
}

/**
 * Open the vault of a database, making its first data key when there is none.
 * @param master APP_KEY, 32 bytes
 * @throws SetupError when APP_KEY is not the one the database was sealed under
 */
export async function openVault(pool: Pool, master: Uint8Array): Promise<Vault> {
  const read = async () =>
    (await pool.query<{ id: number; wrapped: Buffer }>('SELECT id, wrapped FROM vault_key ORDER BY id')).rows;
  let rows = await read();
  if (rows.length === 0) {
    // id is given, so that two processes starting at once agree on one first key
    await pool.query('INSERT INTO vault_key (id, wrapped) VALUES (1, $1) ON CONFLICT (id) DO NOTHING', [
      encrypt(master, 'vault_key', randomBytes(32)),
    ]);
    rows = await read();
  }
  const keys = new Map<number, Uint8Array>();
  for (const row of rows) {
    try {
      keys.set(row.id, decrypt(master, 'vault_key', row.wrapped));
    } catch {
      throw new SetupError([
        'APP_KEY không mở được dữ liệu đã mã hoá trong cơ sở dữ liệu này. Đặt lại đúng APP_KEY đã dùng trước đây (bản embedded: tệp app.key trong DATA_DIR).',
      ]);
    }
  }
  return vaultOf(keys, Math.max(...keys.keys()));
}
