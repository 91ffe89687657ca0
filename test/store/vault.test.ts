import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SetupError } from '../../src/core/errors.ts';
import { openStore } from '../../src/store/db.ts';
import { openVault, vaultOf } from '../../src/store/vault.ts';
import { APP_KEY, type TestStore, testStore } from '../helpers/app.ts';

const key = randomBytes(32);
const vault = vaultOf(new Map([[1, key]]), 1);

describe('sealing', () => {
  it('gives back what was sealed, and never the same bytes twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const plain = text.toWellFormed();
        const sealed = vault.seal('contact.phone', plain);
        expect(vault.open('contact.phone', sealed)).toBe(plain);
        expect(vault.seal('contact.phone', plain).equals(sealed)).toBe(false);
      }),
    );
    const value = { tên: 'Hoa', list: [1, null, 'ổ gà'] };
    expect(vault.openJson('inbox.body', vault.sealJson('inbox.body', value))).toEqual(value);
  });

  it('notices every changed byte, and every byte that is missing', () => {
    const sealed = vault.seal('contact.phone', '0912 345 678');
    for (let i = 0; i < sealed.length; i++) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(i) ^ 1, i);
      expect(() => vault.open('contact.phone', changed), `byte ${i}`).toThrow();
      expect(() => vault.open('contact.phone', sealed.subarray(0, i)), `cut at ${i}`).toThrow();
    }
  });

  it('opens a value only in the column it was sealed for', () => {
    const sealed = vault.seal('contact.phone', '0912 345 678');
    expect(() => vault.open('ticket.contact_phone', sealed)).toThrow();
  });

  it('opens what another key sealed before, and seals with the newest', () => {
    const sealed = vault.seal('outbox.body', 'cũ');
    const both = vaultOf(
      new Map([
        [1, key],
        [2, randomBytes(32)],
      ]),
      2,
    );
    expect(both.open('outbox.body', sealed)).toBe('cũ');
    const fresh = both.seal('outbox.body', 'mới');
    expect(both.open('outbox.body', fresh)).toBe('mới');
    expect(() => vault.open('outbox.body', fresh)).toThrow('data key 2 is not in the vault');
    // receipt codes made before stay the codes of their turns
    expect(both.mac('receipt', '17:0')).toEqual(vault.mac('receipt', '17:0'));
  });

  it('makes digests that depend on purpose, text and key', () => {
    const a = vault.mac('receipt', '17:0');
    expect(vault.mac('receipt', '17:1')).not.toEqual(a);
    expect(vault.mac('upload', '17:0')).not.toEqual(a);
    expect(vaultOf(new Map([[1, randomBytes(32)]]), 1).mac('receipt', '17:0')).not.toEqual(a);
  });
});

describe('the keys of a database', () => {
  let at: TestStore;
  beforeAll(async () => {
    at = await testStore();
  });
  afterAll(() => at.close());

  it('are made once, also by starts that come at the same time, and stored only wrapped', async () => {
    const fresh = await testStore();
    try {
      await fresh.rows('DELETE FROM vault_key');
      const vaults = await Promise.all(Array.from({ length: 4 }, () => openVault(fresh.store.pool, APP_KEY)));
      const rows = await fresh.rows<{ wrapped: Buffer }>('SELECT wrapped FROM vault_key');
      expect(rows).toHaveLength(1);
      const sealed = vaults[0]?.seal('contact.phone', 'x') ?? Buffer.alloc(0);
      expect(vaults.map((v) => v.open('contact.phone', sealed))).toEqual(['x', 'x', 'x', 'x']);
    } finally {
      await fresh.close();
    }
  });

  it('are not opened by another APP_KEY, which is said in words a person can act on', async () => {
    const opening = openStore({ url: at.store.url, appKey: randomBytes(32) });
    await expect(opening).rejects.toThrow(SetupError);
    await expect(opening).rejects.toThrow(/APP_KEY không mở được/);
    expect(await at.rows('SELECT count(*)::int AS n FROM vault_key')).toEqual([{ n: 1 }]);
  });
});
