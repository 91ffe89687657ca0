import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChannelLook } from '../../src/core/types.ts';
import { web } from '../../src/platforms/web.ts';
import { ensureChannel } from '../../src/store/channels.ts';
import { NOW, openWorld, type Visitor, type World } from './console-world.ts';

const PAGE = '/console/kenh';
let world: World;
let anh: Visitor;
let telegram: string;
let look: ChannelLook | null = null;
const asked: (string | null)[] = [];
beforeAll(async () => {
  world = await openWorld({
    publicUrl: 'https://phuong.vn',
    limits: (platform) => (platform === 'zalo-bot' ? undefined : web().limits),
    look: async (platform, person) => {
      if (platform === 'zalo') asked.push(person);
      return platform === 'web' ? null : look;
    },
  });
  anh = await world.officer('handler');
  telegram = (await ensureChannel(world.store.pool, world.wardId, 'telegram')).id;
  await ensureChannel(world.store.pool, world.wardId, 'zalo');
  await world.store.pool.query(
    `INSERT INTO officer_account (ward_id, officer_id, channel_id, external_id) SELECT $1, $2, id, 'own-' || platform FROM channel WHERE platform IN ('telegram', 'zalo')`,
    [world.wardId, anh.officer.id],
  );
});
afterAll(() => world.end());

test('says what came last, what waits, where the platform delivers, how old the token is and what is left to send', async () => {
  await world.store.pool.query(
    `UPDATE channel SET last_in_at = '2026-11-23T01:00:00Z', bulk_until = '2026-11-24T01:00:00Z', bulk_why = 'hết lượt' WHERE id = $1`,
    [telegram],
  );
  look = {
    webhook: { url: 'https://phuong.vn/webhook/telegram', waiting: 3, lastError: 'Connection refused' },
    token: {
      since: new Date(NOW.getTime() - 5 * 3_600_000),
      until: new Date(NOW.getTime() + 20 * 3_600_000),
    },
    quota: [{ what: 'reply', remain: 7, total: 8 }],
  };
  const page = await anh.see(PAGE);
  for (const words of [
    '08:00, 23/11/2026',
    'Nền tảng gửi tới máy chủ này, 3 tin đang chờ',
    'Connection refused',
    'đổi cách đây 5 giờ',
    'còn 7/8 tin trả lời',
    'Tin gửi cho nhiều người tạm dừng',
    'Telegram không giới hạn số tin',
    'Zalo gửi tới https://phuong.vn/webhook/zalo',
  ])
    expect(page).toContain(words);
  expect(asked.at(-1)).toBe('own-zalo');
});

test('a webhook that points elsewhere, and a platform that does not answer, are said', async () => {
  look = { webhook: { url: 'https://khac.vn/webhook/telegram' } };
  expect(await anh.see(PAGE)).toContain('Nền tảng đang gửi tới một địa chỉ khác');
  look = null;
  expect(await anh.see(PAGE)).toContain('Nền tảng chưa trả lời');
});

test('a channel that is off is there with the steps to connect it', async () => {
  const page = await anh.see(PAGE);
  expect(page).toContain('Nối thêm kênh');
  expect(page).toContain('ZALO_BOT_TOKEN');
  expect(page).toContain('Đặt đường dẫn https://phuong.vn/chat');
});

test('a message to oneself goes to one’s own account, is audited, and its result is shown', async () => {
  const before = world.rung.length;
  const pressed = await anh.post(`${PAGE}/thu`, { kenh: 'telegram' });
  const to = pressed.headers.get('location') ?? '';
  expect(world.rung.length).toBe(before + 1);
  const row = await world.store.pool.query<{ chat: string; channel_id: string }>(
    'SELECT chat, channel_id FROM outbox WHERE id = $1',
    [world.rung.at(-1)],
  );
  expect(row.rows[0]).toEqual({ chat: 'own-telegram', channel_id: telegram });
  expect(await anh.see(to)).toContain('Tin thử qua Telegram đang được gửi');
  const settle = (state: string, reason: string | null) =>
    world.store.pool.query('UPDATE outbox SET state = $2, reason = $3 WHERE id = $1', [
      world.rung.at(-1),
      state,
      reason,
    ]);
  await settle('sent', null);
  expect(await anh.see(to)).toContain('Telegram đã nhận tin thử');
  await settle('held', 'window-closed');
  expect(await anh.see(to.replace('?', '/thu?'))).toContain('xin nhắn một tin bất kỳ rồi thử lại');
  const { rows } = await world.store.pool.query(
    `SELECT actor, subject FROM audit WHERE action = 'channel.test'`,
  );
  expect(rows).toEqual([{ actor: anh.officer.name, subject: 'telegram' }]);
});

test('who has linked no account is told how, and a supervisor sees no test at all', async () => {
  const lan = await world.officer('receiver');
  expect(await lan.see(PAGE)).toContain('nối tài khoản ở');
  const back = await lan.post(`${PAGE}/thu`, { kenh: 'telegram' });
  expect(back.status).toBe(409);
  expect(await back.text()).toContain('chưa nối tài khoản');
  const watcher = await (await world.officer('supervisor')).see(PAGE);
  expect(watcher).not.toContain('Gửi thử');
  expect(watcher).not.toContain('nối tài khoản ở');
});
