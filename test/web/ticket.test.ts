import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Outgoing } from '../../src/core/types.ts';
import { openWorld, sendAll, type Visitor, type World } from './console-world.ts';

let world: World;
let anh: Visitor;
beforeAll(async () => {
  world = await openWorld();
  anh = await world.officer('handler');
});
afterAll(() => world.end());

const outboxOf = async (ticketId: string) => {
  const { rows } = await world.store.pool.query<{ id: string; notice: string; body: Buffer; state: string }>(
    'SELECT id, notice, body, state FROM outbox WHERE ticket_id = $1 ORDER BY id',
    [ticketId],
  );
  return rows.map((r) => ({ ...r, message: world.store.vault.openJson('outbox.body', r.body) as Outgoing }));
};
const stateOf = async (code: string) =>
  (await world.store.pool.query<{ state: string }>('SELECT state FROM ticket WHERE code = $1', [code]))
    .rows[0]?.state;
const keyIn = (page: string, form: string) =>
  new RegExp(`action="[^"]*/${form}".*?name="key" value="([^"]+)"`, 's').exec(page)?.[1] ?? '';

describe('an answer', () => {
  test('goes to the resident word for word, is rung for, and stands in the timeline', async () => {
    const { id, code } = await world.ticket();
    const page = await anh.see(`/console/ho-so/${code}`);
    const text = 'Tổ điện thay bóng sáng mai.\n\nCảm ơn bác.';
    const key = keyIn(page, 'tra-loi');
    const response = await anh.post(`/console/ho-so/${code}/tra-loi`, { text, key });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(`/console/ho-so/${code}?da=cho-gui`);
    expect(await anh.see(`/console/ho-so/${code}?da=cho-gui`)).toContain('còn thu lại được');
    await sendAll(world);
    const rows = await outboxOf(id);
    expect(rows.map((r) => r.notice)).toEqual(['answered']);
    expect(rows[0]?.message.text).toContain(text);
    expect(world.rung).toEqual(expect.arrayContaining(rows.map((r) => r.id)));
    const after = await anh.see(`/console/ho-so/${code}`);
    expect(after).toContain('Tổ điện thay bóng sáng mai.');
    expect(after).toContain(anh.officer.name);
    expect(after).toContain('Đang chờ gửi');
    expect(after).toContain('Đã trả lời');
  });

  test('sent twice by a double click goes out once', async () => {
    const { id, code } = await world.ticket();
    const key = keyIn(await anh.see(`/console/ho-so/${code}`), 'tra-loi');
    const post = () => anh.post(`/console/ho-so/${code}/tra-loi`, { text: 'Đã xong', key });
    const both = await Promise.all([post(), post()]);
    expect(both.map((r) => r.status)).toEqual([303, 303]);
    await sendAll(world);
    await post();
    await sendAll(world);
    expect(await outboxOf(id)).toHaveLength(1);
  });

  test('with other words, from a page gone back to, is sent as well', async () => {
    const { id, code } = await world.ticket();
    const key = keyIn(await anh.see(`/console/ho-so/${code}`), 'tra-loi');
    for (const text of ['Lần một', 'Lần hai'])
      await anh.post(`/console/ho-so/${code}/tra-loi`, { text, key });
    await sendAll(world);
    expect((await outboxOf(id)).map((r) => r.message.text).join()).toMatch(/Lần một.*Lần hai/s);
  });

  test.each([
    ['blank', '  \n ', 'chưa có chữ nào'],
    ['4,001 characters', 'ă'.repeat(4001), '4.001 ký tự'],
  ])('that is %s is not sent, and comes back in its field', async (_what, text, words) => {
    const { id, code } = await world.ticket();
    const response = await anh.post(`/console/ho-so/${code}/tra-loi`, { text, key: randomUUID() });
    expect(response.status).toBe(409);
    const page = await response.text();
    expect(page).toContain(words);
    if (text.trim() !== '') expect(page).toContain(text);
    expect(await outboxOf(id)).toEqual([]);
    expect(await stateOf(code)).toBe('received');
  });

  test('of exactly 4,000 characters, emoji counted once, is sent', async () => {
    const { id, code } = await world.ticket();
    const text = `${'🙏'.repeat(10)}${'ă'.repeat(3990)}`;
    expect((await anh.post(`/console/ho-so/${code}/tra-loi`, { text, key: randomUUID() })).status).toBe(303);
    await sendAll(world);
    expect((await outboxOf(id)).map((r) => r.message.text).join('')).toContain('🙏');
  });

  test('with NUL and control characters in it is sent without them', async () => {
    const { id, code } = await world.ticket();
    await anh.post(`/console/ho-so/${code}/tra-loi`, { text: 'Đã\u0000 xong\u0007.', key: randomUUID() });
    await sendAll(world);
    expect((await outboxOf(id))[0]?.message.text).toContain('Đã xong.');
  });

  test('to a closed ticket is kept until the ticket is open again', async () => {
    const { id, code } = await world.ticket({ state: 'closed' });
    const refused = await anh.post(`/console/ho-so/${code}/tra-loi`, {
      text: 'Bổ sung "này"',
      key: randomUUID(),
    });
    expect(refused.status).toBe(409);
    const page = await refused.text();
    expect(page).toContain('Hồ sơ đã đóng nên chưa gửi');
    const reopened = await anh.post(`/console/ho-so/${code}/mo-lai`, {
      text: 'Bổ sung "này"',
      key: keyIn(page, 'mo-lai'),
    });
    expect(reopened.status).toBe(200);
    const again = await reopened.text();
    expect(again).toMatch(/<textarea[^>]*>Bổ sung &quot;này&quot;<\/textarea>/);
    expect(await outboxOf(id)).toEqual([]);
    expect(await stateOf(code)).toBe('reopened');
  });

  test('with nobody to send it to is written down, and says so', async () => {
    const { code } = await world.ticket({ orphan: true });
    expect(await anh.see(`/console/ho-so/${code}`)).toContain('Không có kênh nào để gửi');
    await anh.post(`/console/ho-so/${code}/tra-loi`, { text: 'Ghi lại', key: randomUUID() });
    const [waiting] = (await anh.see(`/console/ho-so/${code}`)).match(/(?<=name="id" value=")[^"]+/) ?? [];
    const response = await anh.post(`/console/ho-so/${code}/gui-ngay`, { id: waiting ?? '' });
    expect(response.headers.get('location')).toContain('tra-loi-khong-gui');
    expect(await anh.see(`/console/ho-so/${code}`)).toContain('Chưa gửi cho ai');
  });

  test('whose way failed says why, and what to do', async () => {
    const { id, code } = await world.ticket();
    await anh.post(`/console/ho-so/${code}/tra-loi`, { text: 'Đã xong', key: randomUUID() });
    await sendAll(world);
    const set = (state: string, reason: string | null) =>
      world.store.pool.query(
        `UPDATE outbox SET state = $2, reason = $3, sent_at = CASE WHEN $2 = 'sent' THEN '2026-11-23T02:05:00Z'::timestamptz END WHERE ticket_id = $1`,
        [id, state, reason],
      );
    await set('held', 'window-closed');
    expect(await anh.see(`/console/ho-so/${code}`)).toMatch(/Đang giữ:.*khi người dân nhắn lại/);
    expect(await anh.see('/console/ho-so?ngan=stuck')).toContain(code);
    await set('dead', 'blocked');
    expect(await anh.see(`/console/ho-so/${code}`)).toMatch(/Không gửi được:.*xin gọi điện/);
    await set('sent', null);
    expect(await anh.see(`/console/ho-so/${code}`)).toContain('Đã gửi lúc 09:05, 23/11/2026');
    expect(await anh.see('/console/ho-so?ngan=stuck')).not.toContain(code);
  });
});

test('what the server fails on comes back to the officer, and stays out of the log', async () => {
  const broken = await openWorld();
  const officer = await broken.officer('handler');
  const { code } = await broken.ticket();
  await broken.store.pool.query('DROP TABLE pending_answer CASCADE');
  const response = await officer.post(`/console/ho-so/${code}/tra-loi`, {
    text: 'Chữ đã gõ',
    key: randomUUID(),
  });
  expect(response.status).toBe(500);
  expect(await response.text()).toContain('Chữ đã gõ');
  expect(broken.logged.join('')).toContain('a console page failed');
  expect(broken.logged.join('')).not.toContain('Chữ đã gõ');
  await broken.end();
});

describe('closing and reopening', () => {
  test('tells the resident once, writes who did it, and turns the forms round', async () => {
    const { id, code } = await world.ticket();
    const key = keyIn(await anh.see(`/console/ho-so/${code}`), 'dong');
    for (let i = 0; i < 2; i++) {
      const closed = await anh.post(`/console/ho-so/${code}/dong`, { key, reason: 'Đã sửa xong' });
      expect(closed.headers.get('location')).toBe(`/console/ho-so/${code}?da=dong`);
    }
    expect((await outboxOf(id)).map((r) => r.notice)).toEqual(['closed']);
    const page = await anh.see(`/console/ho-so/${code}`);
    expect(page).toContain('Mở lại hồ sơ');
    expect(page).not.toContain('Gửi trả lời');
    const opened = await anh.post(`/console/ho-so/${code}/mo-lai`, { key: keyIn(page, 'mo-lai') });
    expect(opened.headers.get('location')).toBe(`/console/ho-so/${code}?da=mo`);
    expect(await stateOf(code)).toBe('reopened');
    const audit = await world.store.pool.query<{ action: string; officer_id: string }>(
      'SELECT action, officer_id FROM audit WHERE subject = $1 ORDER BY id',
      [code],
    );
    expect(audit.rows).toEqual([
      { action: 'ticket.closed', officer_id: anh.officer.id },
      { action: 'ticket.reopened', officer_id: anh.officer.id },
    ]);
  });
});

describe('what a resident wrote', () => {
  const HTML = `<script>alert(1)</script><img src=x onerror="alert(2)">&amp;'"`;

  test('is shown as typed in every place, never interpreted', async () => {
    const group = await world.store.pool.query<{ id: string }>(
      'INSERT INTO "group" (ward_id, name) VALUES ($1, $2) RETURNING id',
      [world.wardId, `Tổ ${HTML}`],
    );
    const { id, code } = await world.ticket({
      text: `${HTML}\ndòng hai \u202eđảo`,
      name: HTML,
      phone: HTML,
      placeLabel: HTML,
      category: HTML,
      ...(group.rows[0] ? { groupId: group.rows[0].id } : {}),
    });
    await world.store.pool.query(
      `INSERT INTO attachment (ward_id, channel_id, ticket_id, key, kind, name, state, mime) VALUES ($1, $2, $3, $4, 'photo', $5, 'stored', 'image/png')`,
      [world.wardId, world.channel.id, id, `html:${code}`, HTML],
    );
    await world.store.pool.query(
      `INSERT INTO ticket_event (ward_id, ticket_id, kind, actor, actor_name, text, key) VALUES ($1, $2, 'added', 'resident', $3, $3, $4)`,
      [world.wardId, id, HTML, `html:${code}`],
    );
    await world.store.pool.query(`UPDATE channel SET trouble = $2 WHERE id = $1`, [world.channel.id, HTML]);
    await world.store.pool.query(
      `INSERT INTO question (ward_id, inbox_id, text, route, answered, score, confident) VALUES ($1, 1, $2, 'faq', '{}', 0.1, false)`,
      [world.wardId, world.store.vault.seal('question.text', HTML)],
    );
    const admin = await world.officer('admin');
    await world.store.pool.query('UPDATE officer SET name = $2 WHERE id = $1', [admin.officer.id, HTML]);
    const pages = [
      `/console/ho-so/${code}`,
      '/console',
      '/console/ho-so',
      `/console/ho-so?tim=${encodeURIComponent(HTML)}`,
      `/console/ho-so?tim=script`,
      '/console/cau-hoi',
      '/console/phuong',
      '/console/kenh',
      `/console/ho-so/${encodeURIComponent(HTML)}`,
      `/console/ho-so?da=${encodeURIComponent(HTML)}`,
    ];
    for (const page of pages) {
      const html = await admin.see(page);
      expect(html, page).not.toMatch(/<script(?! defer)|<img src=x|onerror="/);
      expect(html, page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    }
    const ticket = await admin.see(`/console/ho-so/${code}`);
    expect(ticket).toMatch(/class="typed[^"]*" dir="auto">&lt;script&gt;[^<]*\ndòng hai/);
    await world.store.pool.query(`UPDATE channel SET trouble = NULL WHERE id = $1`, [world.channel.id]);
  });
});

describe('the page', () => {
  test('has clocks with their article, a map link, files, and the way it came', async () => {
    const { code } = await world.ticket({
      latitude: 20.94,
      longitude: 106.06,
      openedAt: new Date('2026-10-01T02:00:00Z'),
    });
    const page = await anh.see(`/console/ho-so/${code}`);
    expect(page).toMatch(/Quá hạn \d+ ngày/);
    expect(page).toContain('Phải báo người dân là đã nhận giải quyết hay đã chuyển nơi khác.');
    expect(page).toMatch(/Theo .*Điều/);
    expect(page).toContain('https://www.openstreetmap.org/?mlat=20.94&amp;mlon=106.06');
    expect(page).toContain('qua Trò chuyện trên trang web');
    expect(page).toContain('Không để lại tên');
  });

  test.each(['DB-9999-999-999', 'x', '%00', 'DB-%00%00%00%00%00%00', '..%2f..'])(
    'of %s says there is none',
    async (code) => {
      expect((await anh.get(`/console/ho-so/${code}`)).status).toBe(404);
      for (const act of ['tra-loi', 'dong', 'mo-lai'])
        expect(
          (await anh.post(`/console/ho-so/${code}/${act}`, { text: 'x', key: randomUUID() })).status,
        ).toBe(404);
    },
  );

  test('of a tố cáo cannot be opened, answered, closed, listed, found or counted', async () => {
    const text = 'Nội dung niêm phong duy nhất';
    const { id, code } = await world.ticket({ kind: 'toCao', text });
    const admin = await world.officer('admin', 'sealed-reader');
    expect((await admin.get(`/console/ho-so/${code}`)).status).toBe(404);
    for (const act of ['tra-loi', 'dong', 'mo-lai'])
      expect(
        (await admin.post(`/console/ho-so/${code}/${act}`, { text: 'x', key: randomUUID() })).status,
      ).toBe(404);
    expect(await outboxOf(id)).toEqual([]);
    expect(await stateOf(code)).toBe('received');
    const count = async () =>
      Number(/Tất cả <b>(\d+)<\/b>/.exec(await admin.see('/console/ho-so?ngan=all'))?.[1]);
    const before = await count();
    await world.ticket({ kind: 'toCao', text });
    expect(await count()).toBe(before);
    for (const list of [
      '/console/ho-so?ngan=all&xep=new',
      '/console/ho-so?ngan=all&tim=niem%20phong',
      '/console/ho-so?ngan=all&loai=toCao&xep=new',
    ])
      expect(await admin.see(list)).not.toMatch(new RegExp(`${code}|niêm phong duy nhất`));
  });
});
