import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { notices } from '../../handlers/notices/index.ts';
import type { Intent } from '../../src/core/types.ts';
import { createBulk } from '../../src/jobs/bulk/index.ts';
import { makeGroupCode } from '../../src/store/group-links.ts';
import { setSending } from '../../src/store/sending.ts';
import { type Bench, bench } from '../helpers/app.ts';

const START = Date.parse('2026-11-23T09:00:00+07:00');
const officer = { officerId: null, name: 'Chị Lan' };
const DESK = 'nhóm cán bộ';
let clock = START;
let at: Bench;
let group = '';
beforeAll(async () => {
  const understand = (text: string): Intent => ({
    route: text.startsWith('Tôi tố cáo') ? 'petition.to-cao' : 'out-of-scope',
    ...{ confident: true, hits: [], reasons: [] },
  });
  at = await bench({ handlers, notices, now: () => new Date(clock), desk: DESK, understand });
  const made = await at.rows<{ id: string }>(
    `INSERT INTO "group" (ward_id, name) VALUES ($1, 'Tổ 3'), ($1, 'Tổ 4') RETURNING id`,
    [at.wardId],
  );
  group = made[0]?.id ?? '';
});
afterAll(() => at.close());
beforeEach(async () => {
  clock = START;
  for (const table of ['announcement', 'broadcast', 'outbox', 'contact', 'group_chat'])
    await at.rows(`DELETE FROM ${table}`);
  for (const [name, home] of [
    ['bà Hoa', 'Tổ 3'],
    ['ông Tư', 'Tổ 4'],
    ['ông Bình', 'Tổ 3'],
  ])
    await at.rows(
      `INSERT INTO contact (ward_id, channel_id, external_id, group_id) SELECT $1, $2, $3, id FROM "group" WHERE name = $4`,
      [at.wardId, at.channel.id, name, home],
    );
  const code = await makeGroupCode(at.store, at.wardId, group, 'head', officer, new Date(clock));
  await hears('ông Bình', `/lienket ${code}`);
  await approval(false);
});

const approval = (headsApproval: boolean) =>
  setSending(at.store.pool, at.wardId, { telegramPerSecond: 30, zaloPerMinute: 60, headsApproval }, null);
const hears = async (who: string, said: Parameters<Bench['says']>[1]) => {
  clock += 1000;
  await at.says(who, said);
  await at.run();
  return at.platform.texts(who).at(-1) ?? '';
};
const bulk = () => createBulk(at.rt).drain();
const tapped = (who: string, label: string) => {
  const last = at.platform.sent.findLast((s) => s.to.chat === who && s.message.choices.length > 0);
  const token = last?.message.choices.find((c) => c.label === label)?.token;
  if (token === undefined) throw new Error(`no button ${label}`);
  return token;
};
const writes = async (text = 'Tối thứ Bảy 19 giờ dọn vệ sinh ngõ 5.') => {
  await hears('ông Bình', '/thongbao');
  return await hears('ông Bình', text);
};

test('a head writes, looks, sends; the group hears of it two minutes later, and nobody else', async () => {
  await at.rows(
    `INSERT INTO group_chat (ward_id, channel_id, chat, group_id, linked_by) VALUES ($1, $2, 'nhóm tổ 3', $3, 'Lan')`,
    [at.wardId, at.channel.id, group],
  );
  const from = at.platform.sent.length;
  const look = await writes();
  expect(look).toContain('Thông báo của tổ trưởng Tổ 3:');
  expect(look).toContain('dọn vệ sinh ngõ 5');
  expect(look).toContain('2 người và 1 nhóm chat');
  await hears('ông Bình', 'gửi');
  await bulk();
  expect(at.platform.sent.slice(from).every((s) => s.to.chat === 'ông Bình')).toBe(true);
  clock += 121_000;
  await bulk();
  const told = at.platform.sent
    .slice(from)
    .filter((s) => s.message.text.includes('dừng tin chung') || s.to.chat === 'nhóm tổ 3');
  expect(told.map((s) => s.to.chat).sort()).toEqual(['bà Hoa', 'nhóm tổ 3', 'ông Bình'].sort());
  const audit = await at.rows<{ action: string; actor: string }>(
    `SELECT action, actor FROM audit WHERE action LIKE 'announcement.%'`,
  );
  expect(audit).toContainEqual({ action: 'announcement.send', actor: 'Tổ trưởng Tổ 3' });
});

test('what was typed can be written again, and curly brackets are no holes', async () => {
  await writes('Nhầm rồi');
  await hears('ông Bình', { kind: 'tap', token: tapped('ông Bình', 'Viết lại') });
  await hears('ông Bình', 'Họp lúc {19h} nhé');
  await hears('ông Bình', 'gửi');
  clock += 121_000;
  await bulk();
  expect(at.platform.texts('bà Hoa').at(-1)).toContain('Họp lúc {19h} nhé');
  expect(at.platform.texts('bà Hoa').join()).not.toContain('Nhầm rồi');
});

test('within two minutes it is taken back, and nobody hears; later it is too late', async () => {
  const from = at.platform.texts('bà Hoa').length;
  await writes();
  await hears('ông Bình', 'gửi');
  expect(await hears('ông Bình', { kind: 'tap', token: tapped('ông Bình', 'Rút thông báo') })).toContain(
    'Đã rút',
  );
  clock += 200_000;
  await bulk();
  expect(at.platform.texts('bà Hoa').slice(from)).toEqual([]);
  await writes();
  await hears('ông Bình', 'gửi');
  clock += 121_000;
  await bulk();
  expect(await hears('ông Bình', 'rút thông báo')).toContain('không rút được nữa');
});

test('sent twice by a double tap it goes out once', async () => {
  await writes();
  const token = tapped('ông Bình', 'Gửi');
  await hears('ông Bình', { kind: 'tap', token });
  await hears('ông Bình', { kind: 'tap', token });
  expect(await at.rows('SELECT state FROM announcement')).toEqual([{ state: 'sent' }]);
});

test('who heads no group is told how to become known, and in a group nothing is written', async () => {
  expect(await hears('bà Hoa', '/thongbao')).toContain('dành cho tổ trưởng');
  await at.says('ông Bình', '/thongbao', { chat: { id: 'một nhóm', kind: 'group' } });
  await at.run();
  expect(at.platform.texts('một nhóm').at(-1)).toContain('nhắn riêng');
});

test('a tố cáo written instead of the text of an announcement cuts in: it is neither kept nor read back', async () => {
  await hears('ông Bình', '/thongbao');
  const said = await hears('ông Bình', 'Tôi tố cáo ông Trần Văn X nhận tiền');
  expect(said).toContain('tố cáo');
  expect(said).not.toContain('Bà con sẽ nhận được tin này');
  expect(at.platform.texts('ông Bình').join()).not.toContain('Trần Văn X');
  expect(await at.rows('SELECT 1 FROM announcement')).toEqual([]);
});

test('five a day is enough', async () => {
  for (let n = 0; n < 5; n++) {
    await writes(`Tin ${n}`);
    await hears('ông Bình', 'gửi');
  }
  expect(await hears('ông Bình', '/thongbao')).toContain('đã gửi 5 thông báo');
});

test('the menu of a head offers it, the menu of others does not', async () => {
  expect(await hears('ông Bình', 'menu')).toContain('Thông báo cho tổ');
  expect(await hears('bà Hoa', 'menu')).not.toContain('Thông báo cho tổ');
});

test('where officers must agree, one tap in their group sends it, a second tap does nothing', async () => {
  await approval(true);
  const from = at.platform.texts('bà Hoa').length;
  await writes();
  expect(await hears('ông Bình', 'gửi')).toContain('Đã chuyển cho cán bộ');
  expect(at.platform.texts(DESK).at(-1)).toContain('Tổ trưởng Tổ 3 xin gửi thông báo');
  clock += 200_000;
  await bulk();
  expect(at.platform.texts('bà Hoa').length).toBe(from);
  const token = tapped(DESK, 'Đồng ý gửi');
  const tap = async () => {
    await at.says('cán bộ', { kind: 'tap', token }, { chat: { id: DESK, kind: 'group' } });
    await at.run();
  };
  await tap();
  await tap();
  expect(at.platform.texts(DESK).at(-1)).toContain('đã có người quyết định');
  expect(at.platform.texts('ông Bình').at(-1)).toContain('Cán bộ phường đã đồng ý');
  clock += 121_000;
  await bulk();
  expect(at.platform.texts('bà Hoa').slice(from)).toEqual([expect.stringContaining('dọn vệ sinh')]);
});

test('refused with a reason chosen by tap, the head hears the reason and nothing is sent', async () => {
  await approval(true);
  const from = at.platform.texts('bà Hoa').length;
  await writes();
  await hears('ông Bình', 'gửi');
  for (const label of ['Không gửi', 'Phường đã báo việc này rồi']) {
    await at.says(
      'cán bộ',
      { kind: 'tap', token: tapped(DESK, label) },
      { chat: { id: DESK, kind: 'group' } },
    );
    await at.run();
  }
  expect(at.platform.texts('ông Bình').at(-1)).toContain('Lý do: Phường đã báo việc này rồi');
  clock += 200_000;
  await bulk();
  expect(at.platform.texts('bà Hoa').length).toBe(from);
});
