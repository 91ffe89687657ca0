import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, sendAll, type Visitor, type World } from './console-world.ts';

let world: World;
let anh: Visitor;
beforeAll(async () => {
  world = await openWorld();
  anh = await world.officer('handler');
});
afterAll(() => world.end());

const codesIn = (page: string) => [...page.matchAll(/<b class="code">([^<]+)</g)].map((m) => m[1]);
const list = async (query: string) => codesIn(await anh.see(`/console/ho-so${query}`));

test.each(['/console', '/console/ho-so'])('an empty ward says what will come here: %s', async (path) => {
  const page = await anh.see(path);
  expect(page).toContain('Chưa có hồ sơ nào');
});

test('the front page of a quiet ward is kind', async () => {
  const page = await anh.see('/console');
  expect(page).toContain('Máy đang chạy tốt');
  expect(page).toContain('Không có hồ sơ nào quá hạn');
});

describe('the list', () => {
  const made: Record<string, string> = {};
  beforeAll(async () => {
    const group = await world.store.pool.query<{ id: string }>(
      `INSERT INTO "group" (ward_id, name) VALUES ($1, 'Tổ dân phố số 5') RETURNING id`,
      [world.wardId],
    );
    made.group = group.rows[0]?.id ?? '';
    const at = (day: string) => new Date(`${day}T02:00:00Z`);
    const add = async (name: string, given: Parameters<World['ticket']>[0]) => {
      made[name] = (await world.ticket(given)).code;
    };
    await add('late', { text: 'Cống tắc, nước ĐEN ngòm', openedAt: at('2026-09-01') });
    await add('soon', { text: 'Đèn đường hỏng', openedAt: at('2026-11-20'), groupId: made.group });
    await add('plain', { text: 'Hỏi về việc đóng góp', kind: 'hoi', openedAt: at('2026-11-21') });
    await add('closed', { text: 'Rác đầu ngõ', state: 'closed', openedAt: at('2026-11-01') });
    await add('answered', {
      text: 'Kiến nghị làm đường',
      kind: 'kienNghi',
      state: 'answered',
      openedAt: at('2026-11-22'),
    });
    // answered and closed tickets have no clock that runs
    await world.store.pool.query(
      `UPDATE clock SET state = 'met' FROM ticket t WHERE t.id = ticket_id AND t.state IN ('answered', 'closed')`,
    );
  });

  test('shows what is not closed, what is due first at the top, what has no date last', async () => {
    expect(await list('')).toEqual([made.late, made.soon, made.plain, made.answered]);
  });

  test('marks what is overdue by word and shape', async () => {
    const page = await anh.see('/console/ho-so?ngan=late');
    expect(codesIn(page)).toEqual([made.late]);
    expect(page).toMatch(/<span class="mark late"><svg.*?Quá hạn \d+ ngày/s);
  });

  test.each([
    ['?xep=new', ['answered', 'plain', 'soon', 'late']],
    ['?xep=old', ['late', 'soon', 'plain', 'answered']],
    ['?ngan=closed', ['closed']],
    ['?trang-thai=received&xep=old', ['late', 'soon', 'plain']],
    ['?trang-thai=answered&ngan=all', ['answered']],
    ['?linh-vuc=den', ['late', 'soon', 'plain', 'answered']],
    ['?linh-vuc=rac', []],
    ['?giu=none&loai=hoi', ['plain']],
    ['?kenh=web', ['late', 'soon', 'plain', 'answered']],
    ['?kenh=none', []],
    ['?kenh=zalo', []],
    ['?han=late', ['late']],
    ['?han=none', ['plain', 'answered']],
    ['?ngan=all&xep=old', ['late', 'closed', 'soon', 'plain', 'answered']],
    ['?loai=hoi', ['plain']],
    ['?tim=den+duong', ['soon']],
    ['?tim=%C4%91%C3%A8n', ['late', 'soon']],
    ['?tim=nuoc,+den!', ['late']],
    ['?tim=CONG+tac', ['late']],
    ['?tim=%5B%5D%5C%28%29.*', ['late', 'soon', 'plain', 'answered']],
    ['?tim=%25', ['late', 'soon', 'plain', 'answered']],
    ['?ngan=odd&xep=odd&loai=odd&to=odd&trang=-1', ['late', 'soon', 'plain', 'answered']],
  ])('of %s', async (query, names) => {
    expect(await list(query)).toEqual(names.map((n) => made[n]));
  });

  test('by group and by code', async () => {
    expect(await list(`?to=${made.group}`)).toEqual([made.soon]);
    expect(await list(`?tim=${made.plain}`)).toEqual([made.plain]);
    expect(await list(`?ngan=all&tim=${(made.closed ?? '').toLowerCase()}`)).toEqual([made.closed]);
  });

  test('says when a filter finds nothing, and gives a way back', async () => {
    const page = await anh.see('/console/ho-so?tim=khongcogi');
    expect(page).toContain('Không có hồ sơ nào hợp');
    expect(page).toContain('href="/console/ho-so">Bỏ lọc');
  });

  test('counts each shelf', async () => {
    const page = await anh.see('/console/ho-so');
    const counts = Object.fromEntries(
      [...page.matchAll(/<a href="\/console\/ho-so[^"]*"[^>]*>([^<]+) <b>(\d+)<\/b>/g)].map((m) => [
        m[1],
        Number(m[2]),
      ]),
    );
    expect(counts).toMatchObject({
      'Chưa đóng': 4,
      'Chưa giao ai': 4,
      'Tôi giữ': 0,
      'Quá hạn': 1,
      'Đã đóng': 1,
      'Tất cả': 5,
    });
  });

  test('gives 50 a page, each ticket once, forwards and back, in every order', async () => {
    for (let i = 0; i < 48; i++) await world.ticket({ text: 'Nhiều hồ sơ' });
    const next = (page: string) =>
      /rel="next" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const back = (page: string) =>
      /rel="prev" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
    for (const order of ['due', 'new', 'old']) {
      const first = await anh.see(`/console/ho-so?xep=${order}`);
      const second = await anh.see(next(first));
      expect([codesIn(first).length, codesIn(second).length]).toEqual([50, 2]);
      expect(new Set([...codesIn(first), ...codesIn(second)]).size).toBe(52);
      expect(next(second)).toBe('');
      expect(codesIn(await anh.see(back(second)))).toEqual(codesIn(first));
      expect(back(await anh.see(back(second)))).toBe('');
    }
  });

  test.each([
    'sau=x',
    'sau=9999-99-99_1_2',
    'truoc=infinity_99999999999999999_00000000-0000-0000-0000-000000000000',
  ])('of a page that never was (%s) is the first one', async (edge) => {
    expect(await list(`?ngan=late&${edge}`)).toEqual([made.late]);
  });

  test('finds what was said later, by beginnings of words without accents', async () => {
    await anh.post(`/console/ho-so/${made.plain}/tra-loi`, {
      text: 'Khoản đóng góp này tự nguyện',
      key: randomUUID(),
    });
    await sendAll(world);
    expect(await list('?ngan=all&tim=tu+nguy')).toEqual([made.plain]);
  });
});

test('the strip tells of messages that wait, are held or failed, and of channels in trouble', async () => {
  await world.store.pool.query(
    `INSERT INTO inbox (ward_id, channel_id, external_id, sender, chat, sent_at, received_at) VALUES ($1, $2, 'w', 's', 's', now(), now() - interval '10 minutes')`,
    [world.wardId, world.channel.id],
  );
  await world.store.pool.query(
    `INSERT INTO outbox (ward_id, channel_id, chat, chat_kind, key, state, reason) VALUES ($1, $2, 's', 'private', 'h', 'held', 'quota'), ($1, $2, 's', 'private', 'd', 'dead', 'rejected')`,
    [world.wardId, world.channel.id],
  );
  await world.store.pool.query(`UPDATE channel SET trouble = 'Zalo báo mã hết hạn' WHERE id = $1`, [
    world.channel.id,
  ]);
  const page = await anh.see('/console');
  expect(page).toMatch(/<b>1<\/b> tin của người dân đang chờ máy xử lý, lâu nhất 10 phút/);
  expect(page).toMatch(/<b>1<\/b> tin trả lời đang được giữ/);
  expect(page).toMatch(/<b>1<\/b> tin không gửi được/);
  expect(page).toContain('Kênh đang lỗi: Trò chuyện trên trang web');
  const channels = await anh.see('/console/kenh');
  expect(channels).toContain('Zalo báo mã hết hạn');
  expect(channels).toContain('khởi động lại');
});
