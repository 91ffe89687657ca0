import { afterAll, beforeAll, expect, test } from 'vitest';
import { web } from '../../src/platforms/web.ts';
import { ensureChannel } from '../../src/store/channels.ts';
import { makeOwnCode, ownCodeServices, useOwnCode } from '../../src/store/own-channels.ts';
import { NOW, openWorld, sendAll, type Visitor, type World } from './console-world.ts';

let world: World;
let anh: Visitor;
beforeAll(async () => {
  world = await openWorld({ limits: () => web().limits });
  anh = await world.officer('handler');
});
afterAll(() => world.end());

const rows = (id: string) =>
  world.store.pool
    .query<{ state: string; chat: string; body: Buffer }>(
      'SELECT state, chat, body FROM outbox WHERE ticket_id = $1 ORDER BY id',
      [id],
    )
    .then((r) => r.rows);

test('an answer that cannot arrive goes over another channel of the same resident, once, without the held one', async () => {
  const { id, code, contactId } = await world.ticket({ phone: '0912 345 678' });
  await anh.post(`/console/ho-so/${code}/tra-loi`, { text: 'Mai đội đến sửa.' });
  await sendAll(world);
  await world.store.pool.query(
    `UPDATE outbox SET state = 'held', reason = 'window-closed' WHERE ticket_id = $1`,
    [id],
  );
  const at = `/console/ho-so/${code}`;
  expect(await anh.see(at)).not.toContain('kenh-khac');
  expect((await anh.post(`${at}/kenh-khac`, { kenh: 'telegram' })).status).toBe(409);
  expect(await rows(id)).toMatchObject([{ state: 'held' }]);
  // the same resident is known on Telegram
  const telegram = await ensureChannel(world.store.pool, world.wardId, 'telegram');
  const there = await world.store.pool.query<{ id: string }>(
    `INSERT INTO contact (ward_id, channel_id, external_id) VALUES ($1, $2, 'tg-hoa') RETURNING id`,
    [world.wardId, telegram.id],
  );
  // the resident takes a code on the web chat and types it on Telegram
  const { pool, vault } = world.store;
  const own = (id: string) => ({ wardId: world.wardId, contactId: id, at: NOW });
  await makeOwnCode(pool, vault, own(contactId ?? ''), 'turn-1');
  expect(await anh.see(at)).not.toContain('kenh-khac');
  const linkCode = ownCodeServices(pool, vault, world.wardId).ownCode('turn-1');
  const linked = await useOwnCode(pool, vault, own(there.rows[0]?.id ?? ''), linkCode);
  expect(linked).toMatchObject([{ contactId, platform: 'web' }]);
  expect(await anh.see(at)).toContain('Gửi qua Telegram');
  expect((await anh.post(`${at}/kenh-khac`, { kenh: 'telegram' })).status).toBe(303);
  const after = await rows(id);
  expect(after).toMatchObject([{ state: 'queued', chat: 'tg-hoa' }]);
  const said = world.store.vault.openJson('outbox.body', after[0]?.body ?? Buffer.alloc(0)) as {
    text: string;
    choices: unknown[];
  };
  expect(said.text).toContain('Mai đội đến sửa.');
  expect(said.choices).toEqual([]);
  expect((await anh.post(`${at}/kenh-khac`, { kenh: 'telegram' })).status).toBe(409);
  const audit = await world.store.pool.query(
    `SELECT actor, subject FROM audit WHERE action = 'answer.elsewhere'`,
  );
  expect(audit.rows).toEqual([{ actor: anh.officer.name, subject: code }]);
});
