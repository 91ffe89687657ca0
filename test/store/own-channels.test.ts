import { afterAll, beforeAll, expect, it } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { notices } from '../../handlers/notices/index.ts';
import type { Contact, Intent, Outgoing } from '../../src/core/types.ts';
import { ensureChannel } from '../../src/store/channels.ts';
import { transaction } from '../../src/store/db.ts';
import { eraseContact } from '../../src/store/erase.ts';
import { exportOf } from '../../src/store/export.ts';
import { makeOwnCode, ownCodeServices, unlinkOwn, useOwnCode } from '../../src/store/own-channels.ts';
import { type Bench, bench } from '../helpers/app.ts';

const NOW = new Date('2026-11-23T02:00:00Z');
const LATER = new Date(NOW.getTime() + 15 * 60_000);
const intent: Intent = { route: 'out-of-scope', confident: false, hits: [], reasons: [] };

let at: Bench;
beforeAll(async () => {
  at = await bench({ handlers, notices, now: () => NOW, understand: () => intent });
});
afterAll(() => at.close());

let serial = 0;
async function person(platform: string): Promise<string> {
  const channel = await ensureChannel(at.store.pool, at.wardId, platform);
  const [row] = await at.rows<{ id: string }>(
    'INSERT INTO contact (ward_id, channel_id, external_id) VALUES ($1, $2, $3) RETURNING id',
    [at.wardId, channel.id, `p${++serial}`],
  );
  return row?.id ?? '';
}
const own = (contactId: string, now = NOW) => ({ wardId: at.wardId, contactId, at: now });
const services = () => ownCodeServices(at.store.pool, at.store.vault, at.wardId);
async function codeOf(contactId: string): Promise<string> {
  const turn = `turn-${++serial}`;
  await makeOwnCode(at.store.pool, at.store.vault, own(contactId), turn);
  return services().ownCode(turn);
}
const use = (contactId: string, code: string, now = NOW) =>
  transaction(at.store, (tx) => useOwnCode(tx, at.store.vault, own(contactId, now), code));
const tries = (contactId: string, channel: string, code: string, now = NOW) =>
  services().tryOwnCode(code, { id: contactId, channel } as Contact, now);
const residentOf = async (contactId: string) =>
  (
    await at.rows<{ resident_id: string | null }>('SELECT resident_id FROM contact WHERE id = $1', [
      contactId,
    ])
  )[0]?.resident_id ?? null;

it('links once, keeps no code in plain, and says why another try does not', async () => {
  const [zalo, telegram, other] = [await person('zalo'), await person('telegram'), await person('telegram')];
  const code = await codeOf(zalo);
  expect(JSON.stringify(await at.rows('SELECT * FROM own_code'))).not.toContain(code);
  expect(await tries(telegram, 'telegram', code)).toEqual({ kind: 'good', platform: 'zalo' });
  expect(await tries(zalo, 'zalo', code)).toEqual({ kind: 'same-chat' });
  expect(await tries(await person('zalo'), 'zalo', code)).toEqual({ kind: 'same-platform' });
  expect(await tries(telegram, 'telegram', code, LATER)).toEqual({ kind: 'wrong' });
  expect(await use(telegram, code, LATER)).toBeNull();
  expect(await use(zalo, code)).toBeNull();
  expect(await use(telegram, code)).toMatchObject([{ contactId: zalo, platform: 'zalo' }]);
  expect(await residentOf(telegram)).toBe(await residentOf(zalo));
  expect(await tries(other, 'telegram', code)).toEqual({ kind: 'wrong' });
  expect(await use(other, code)).toBeNull();
  // linked already; and an account of a platform that is in the link already
  expect(await tries(telegram, 'telegram', await codeOf(await person('web')))).toEqual({ kind: 'linked' });
  const next = await codeOf(zalo);
  expect(await tries(other, 'telegram', next)).toEqual({ kind: 'same-platform' });
  expect(await use(other, next)).toBeNull();
  expect(await residentOf(other)).toBeNull();
});

it('makes an earlier code of the same contact good no more', async () => {
  const [zalo, telegram] = [await person('zalo'), await person('telegram')];
  const first = await codeOf(zalo);
  const second = await codeOf(zalo);
  expect(await use(telegram, first)).toBeNull();
  expect(await use(telegram, second)).toHaveLength(1);
});

it('lets one of two who use a code at once have it', async () => {
  const zalo = await person('zalo');
  const two = [await person('telegram'), await person('web')];
  const code = await codeOf(zalo);
  const done = await Promise.all(two.map((id) => use(id, code)));
  expect(done.filter((d) => d !== null)).toHaveLength(1);
  expect((await Promise.all(two.map(residentOf))).filter((r) => r !== null)).toHaveLength(1);
});

it('limits the guesses of one contact', async () => {
  const guesser = await person('web');
  for (let n = 0; n < 10; n++) expect(await tries(guesser, 'web', 'BBBB 2222')).toEqual({ kind: 'wrong' });
  const code = await codeOf(await person('zalo'));
  expect(await tries(guesser, 'web', code)).toEqual({ kind: 'too-many' });
});

it('names the linked channels in a copy of one’s data, and goes with the data', async () => {
  const [zalo, telegram] = [await person('zalo'), await person('telegram')];
  await use(telegram, await codeOf(zalo));
  const resident = await residentOf(zalo);
  const copy = await exportOf(at.store.pool, at.store.vault, 'phường', telegram, NOW);
  expect(copy?.contact.linked).toEqual(['zalo']);
  await codeOf(zalo);
  await transaction(at.store, (tx) => eraseContact(tx, zalo));
  expect(await residentOf(zalo)).toBeNull();
  expect(await at.rows('SELECT 1 FROM own_code WHERE contact_id = $1', [zalo])).toEqual([]);
  expect(await at.rows('SELECT 1 FROM resident WHERE id = $1', [resident])).toHaveLength(1);
  await transaction(at.store, (tx) => eraseContact(tx, telegram));
  expect(await at.rows('SELECT 1 FROM resident WHERE id = $1', [resident])).toEqual([]);
});

it('leaves no resident behind when the last two go at once', async () => {
  const [zalo, telegram] = [await person('zalo'), await person('telegram')];
  await use(telegram, await codeOf(zalo));
  const resident = await residentOf(zalo);
  await Promise.all([zalo, telegram].map((id) => transaction(at.store, (tx) => unlinkOwn(tx, id))));
  expect(await at.rows('SELECT 1 FROM resident WHERE id = $1', [resident])).toEqual([]);
});

it('is done in a talk from code to undoing, and both channels are told', async () => {
  const zalo = await person('zalo');
  const code = await codeOf(zalo);
  const hears = async (text: string) => {
    await at.says('hoa', text);
    await at.run();
    return at.platform.texts('hoa').at(-1) ?? '';
  };
  const told = async () =>
    (
      await at.rows<{ body: Buffer }>('SELECT body FROM outbox WHERE contact_id = $1 ORDER BY id', [zalo])
    ).map((r) => (at.store.vault.openJson('outbox.body', r.body) as Outgoing).text);
  expect(await hears(`nối ${code}`)).toContain('Chính bác vừa lấy mã');
  expect(await told()).toEqual([]);
  expect(await hears('đúng')).toContain('Đã nối với Zalo');
  expect(await told()).toEqual([expect.stringContaining('vừa được nối')]);
  const [typed] = await at.rows<{ n: number }>(
    `SELECT count(*)::int AS n FROM inbox WHERE sender = 'hoa' AND body IS NULL`,
  );
  expect(typed?.n).toBe(1);
  expect(await hears('nối kênh')).toContain('Đã nối với kênh: Zalo');
  expect(await hears('bỏ nối kênh')).toContain('Đã bỏ nối kênh');
  expect(await told()).toHaveLength(2);
  expect(await hears(code)).toContain('không đúng, đã dùng rồi');
});
