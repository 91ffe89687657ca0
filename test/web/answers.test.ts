import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Limits } from '../../src/core/types.ts';
import { claim } from '../../src/store/outbox.ts';
import { addToTicket } from '../../src/store/tickets.ts';
import { NOW, openWorld, sendAll, type Visitor, type World } from './console-world.ts';

const FOUND: Answer = {
  id: 'bao-truoc',
  title: 'Họp phải báo trước mấy ngày?',
  score: 1,
  text: 'Phải báo trước ít nhất ba ngày.',
  detail: '',
  citations: [{ act: '10/2022/QH15', article: '18' }],
  next: [],
  underReview: true,
};
const ZALO: Limits = {
  text: 2000,
  caption: 0,
  choices: 5,
  label: 100,
  files: true,
  window: 7 * 86_400_000,
  free: 48 * 3_600_000,
};

let world: World;
let anh: Visitor;
let lan: Visitor;
let limits: Limits;
beforeAll(async () => {
  limits = { text: 2000, caption: 0, choices: 5, label: 100, files: true };
  world = await openWorld({
    limits: () => limits,
    findAnswers: async (words) => (words.includes('hop') ? [FOUND] : []),
    answer: async (id) => (id === FOUND.id ? FOUND : null),
  });
  anh = await world.officer('handler');
  lan = await world.officer('receiver');
  await world.store.pool.query(`UPDATE officer SET name = 'Nguyễn Thị Lan' WHERE id = $1`, [lan.officer.id]);
});
afterAll(() => world.end());

const sql = async <R>(text: string, values: unknown[] = []) =>
  (await world.store.pool.query(text, values)).rows as R[];
const outboxOf = (id: string) =>
  sql<{ id: string; state: string }>('SELECT id, state FROM outbox WHERE ticket_id = $1', [id]);
const idIn = (page: string) => /name="id" value="([^"]+)"/.exec(page)?.[1] ?? '';
const at = (code: string, act = '') => `/console/ho-so/${code}${act}`;
const press = (code: string, text: string, more: Record<string, string> = {}) =>
  anh.post(at(code, '/tra-loi'), { text, key: randomUUID(), ...more });

describe('an answer that was pressed', () => {
  test('leaves ticket, clocks and resident untouched for two minutes, and is one whole thing after', async () => {
    const { id, code } = await world.ticket({ openedAt: new Date() });
    await press(code, 'Mai sửa.');
    const [before] = await sql<{ state: string; clock: string }>(
      `SELECT t.state, c.state AS clock FROM ticket t JOIN clock c ON c.ticket_id = t.id WHERE t.id = $1 LIMIT 1`,
      [id],
    );
    expect(before).toMatchObject({ state: 'received', clock: 'running' });
    expect(await outboxOf(id)).toEqual([]);
    await sql(`UPDATE pending_answer SET pressed_at = now() - interval '3 hours' WHERE ticket_id = $1`, [id]);
    await sendAll(world);
    await sendAll(world);
    expect(await outboxOf(id)).toHaveLength(1);
    const [after] = await sql<{ state: string; text: string | null; ago: number }>(
      `SELECT t.state, p.text, extract(epoch FROM now() - e.at)::int AS ago FROM ticket t JOIN pending_answer p ON p.ticket_id = t.id
JOIN ticket_event e ON e.ticket_id = t.id AND e.kind = 'answered' WHERE t.id = $1`,
      [id],
    );
    expect(after).toMatchObject({ state: 'answered', text: null });
    expect(after?.ago).toBeGreaterThanOrEqual(3 * 3600);
  });

  test('and taken back reaches nobody, and its words stand in the field again', async () => {
    const { id, code } = await world.ticket();
    await press(code, 'Gửi nhầm <b>');
    const waiting = await anh.see(at(code));
    expect(waiting).toMatch(/sẽ gửi lúc/);
    const undone = await anh.post(at(code, '/thu-lai'), { id: idIn(waiting) });
    const page = await anh.see(undone.headers.get('location') ?? '');
    expect(page).toMatch(/<textarea id="reply"[^>]*>Gửi nhầm &lt;b&gt;<\/textarea>/);
    await sendAll(world);
    expect(await outboxOf(id)).toEqual([]);
    const again = await anh.post(at(code, '/thu-lai'), { id: idIn(waiting) });
    expect(again.status).toBe(409);
    expect(await again.text()).toContain('Không thu lại được nữa');
  });

  test('goes at once when the officer does not want to wait', async () => {
    const { id, code } = await world.ticket();
    await press(code, 'Gấp.');
    await anh.post(at(code, '/gui-ngay'), { id: idIn(await anh.see(at(code))) });
    const [row] = await outboxOf(id);
    expect(world.rung).toContain(row?.id);
  });

  test('meets a ticket closed meanwhile: nothing goes, the officer is told on Hôm nay, the words are kept', async () => {
    const { id, code } = await world.ticket();
    await press(code, 'Chữ còn giữ');
    await sql(`UPDATE ticket SET state = 'closed' WHERE id = $1`, [id]);
    await sendAll(world);
    expect(await outboxOf(id)).toEqual([]);
    const today = await anh.see('/console');
    expect(today).toContain('chưa gửi được');
    const back = new RegExp(`href="([^"]*${code}[^"]*soan=[^"]+)"`).exec(today)?.[1] ?? '';
    expect(await anh.see(back)).toContain('Chữ còn giữ');
  });

  test('while a colleague has answered is asked about first, and goes the second time', async () => {
    const { id, code } = await world.ticket();
    const seen = /name="seen" value="(\d+)"/.exec(await anh.see(at(code)))?.[1] ?? '';
    await lan.post(at(code, '/tra-loi'), { text: 'Lan trả lời', key: randomUUID() });
    await sendAll(world);
    const first = await press(code, 'Tôi cũng trả lời', { seen });
    expect(first.status).toBe(409);
    const page = await first.text();
    expect(page).toContain('Nguyễn Thị Lan vừa trả lời');
    expect(page).toContain('>Tôi cũng trả lời</textarea>');
    const now = /name="seen" value="(\d+)"/.exec(page)?.[1] ?? '';
    expect((await press(code, 'Tôi cũng trả lời', { seen: now })).status).toBe(303);
    await sendAll(world);
    expect(await outboxOf(id)).toHaveLength(2);
  });

  test('while the resident wrote more is asked about first, and goes the second time', async () => {
    const { id, code, contactId } = await world.ticket();
    const seen = /name="seen" value="(\d+)"/.exec(await anh.see(at(code)))?.[1] ?? '';
    const more = {
      code,
      contactId: contactId ?? '',
      text: 'Thôi, đèn sáng rồi',
      at: NOW,
      key: `more:${code}`,
    };
    await addToTicket(world.store.pool, more);
    const first = await press(code, 'Mai tổ thợ đến', { seen });
    expect(first.status).toBe(409);
    const page = await first.text();
    expect(page).toContain('Người dân vừa nhắn thêm');
    expect(page).toContain('đèn sáng rồi');
    expect(page).toContain('>Mai tổ thợ đến</textarea>');
    const now = /name="seen" value="(\d+)"/.exec(page)?.[1] ?? '';
    expect((await press(code, 'Mai tổ thợ đến', { seen: now })).status).toBe(303);
    await sendAll(world);
    expect(await outboxOf(id)).toHaveLength(1);
  });

  test('is said before the ticket is closed', async () => {
    const { id, code } = await world.ticket();
    await press(code, 'Xong rồi.');
    await anh.post(at(code, '/dong'), { key: randomUUID() });
    const rows = await sql<{ notice: string }>('SELECT notice FROM outbox WHERE ticket_id = $1 ORDER BY id', [
      id,
    ]);
    expect(rows.map((r) => r.notice)).toEqual(['answered', 'closed']);
  });
});

describe('the reply form', () => {
  const compose = async (code: string, fields: Record<string, string>) =>
    await (await anh.post(at(code, '/soan'), { key: randomUUID(), ...fields })).text();

  test('puts in a ready answer and an entry with its article, after what was typed', async () => {
    const { code } = await world.ticket();
    const [canned] = await sql<{ id: string }>(
      `INSERT INTO canned_answer (ward_id, title, text) VALUES ($1, 'Mẫu', 'Phường đã nhận.') RETURNING id`,
      [world.wardId],
    );
    expect(await compose(code, { text: 'Chào bác.', viec: 'mau', mau: canned?.id ?? '' })).toMatch(
      />Chào bác\.\n\nPhường đã nhận\.<\/textarea>/,
    );
    const found = await compose(code, { text: 'Chào bác.', viec: 'hoi', hoi: 'hop to' });
    expect(found).toContain('Họp phải báo trước mấy ngày?');
    expect(found).toContain('Đang được rà soát');
    expect(found).toContain('>Chào bác.</textarea>');
    expect(await compose(code, { text: '', viec: `chen:${FOUND.id}` })).toMatch(
      /ba ngày\.\n\(Theo [^)]*Điều 18[^)]*\)<\/textarea>/,
    );
    expect(await compose(code, { text: 'Giữ', hoi: 'khac' })).toContain('Chưa tìm thấy');
  });

  test('shows how it will look there, and sends nothing', async () => {
    const { id, code } = await world.ticket();
    const page = await compose(code, { text: 'a '.repeat(1999), viec: 'xem' });
    expect(page).toContain('Người dân sẽ thấy như sau');
    expect(page).toMatch(/\(\d tin, vì kênh này/);
    expect(await outboxOf(id)).toEqual([]);
  });

  test('says before writing whether it will arrive, and what else there is', async () => {
    limits = ZALO;
    const { code, contactId } = await world.ticket({ phone: '0912 345 678' });
    const heard = (ago: string) =>
      sql(`UPDATE contact SET last_seen_at = $2::timestamptz - $3::interval WHERE id = $1`, [
        contactId,
        world.deps.now(),
        ago,
      ]);
    await heard('1 hour');
    expect(await anh.see(at(code))).toContain(
      'còn gửi được đến 08:00, 30/11/2026; không mất phí đến 08:00, 25/11/2026',
    );
    await heard('3 days');
    expect(await anh.see(at(code))).toContain('có thể tính phí');
    await heard('8 days');
    expect(await anh.see(at(code))).toMatch(/không cho gửi.*tự đi khi người dân nhắn lại.*gọi số điện thoại/);
    await sql('UPDATE contact SET left_at = now() WHERE id = $1', [contactId]);
    expect(await anh.see(at(code))).toContain('đã chặn hoặc rời');
    limits = { ...ZALO };
  });

  test('after a refusal offers to keep the message until they write again', async () => {
    const { id, code } = await world.ticket();
    await press(code, 'Không tới');
    await sendAll(world);
    await sql(`UPDATE outbox SET state = 'dead', reason = 'blocked' WHERE ticket_id = $1`, [id]);
    expect(await anh.see(at(code))).toContain('Giữ tới khi người dân nhắn lại');
    await anh.post(at(code, '/giu-lai'), {});
    const [row] = await sql<{ state: string; chat: string }>(
      'SELECT state, chat FROM outbox WHERE ticket_id = $1',
      [id],
    );
    expect(row?.state).toBe('held');
    expect(await claim(world.store, world.channel.id, row?.chat ?? '', 5)).toBeNull();
  });
});

describe('colleagues', () => {
  test('named in a note see it on Hôm nay until they open the ticket; the resident never', async () => {
    const { id, code } = await world.ticket();
    await anh.post(at(code, '/ghi-chu'), { text: 'Nhờ @nguyen thi lan xem giúp', key: randomUUID() });
    expect(await lan.see('/console')).toContain('Nhờ @nguyen thi lan xem giúp');
    expect(await anh.see('/console')).not.toContain('xem giúp');
    await lan.see(at(code));
    expect(await lan.see('/console')).not.toContain('xem giúp');
    expect(await outboxOf(id)).toEqual([]);
  });

  test('see each other on a ticket for a minute', async () => {
    const { id, code } = await world.ticket();
    await lan.see(at(code));
    expect(await anh.see(at(code))).toMatch(/Đang được.*Nguyễn Thị Lan.*trả lời/s);
    await sql(`UPDATE presence SET seen_at = now() - interval '61 seconds' WHERE ticket_id = $1`, [id]);
    expect(await anh.see(at(code, '/ai'))).not.toContain('Nguyễn Thị Lan');
  });

  test('see who wrote again, until somebody answers or says it needs none', async () => {
    const { id, code } = await world.ticket();
    const add = () =>
      sql(
        `INSERT INTO ticket_event (ward_id, ticket_id, kind, actor, text, key) VALUES ($1, $2, 'added', 'resident', 'vẫn tối', $3)`,
        [world.wardId, id, randomUUID()],
      );
    const listed = async () => (await anh.see('/console/ho-so?ngan=replied')).includes(code);
    await add();
    expect(await listed()).toBe(true);
    await anh.post(at(code, '/da-doc'), {});
    expect(await listed()).toBe(false);
    await add();
    await press(code, 'Mai sửa');
    await sendAll(world);
    expect(await listed()).toBe(false);
  });
});

describe('many at once', () => {
  test('are listed first with what is left out and why, then closed once', async () => {
    const [open, closed, answered] = [
      await world.ticket(),
      await world.ticket({ state: 'closed' }),
      await world.ticket({ state: 'answered' }),
    ];
    const chosen = [open, closed, answered].map((t) => t.code);
    const plan = await anh.see(`/console/ho-so/nhieu?viec=dong&${chosen.map((c) => `chon=${c}`).join('&')}`);
    expect(plan).toContain('Đúng, đóng 1 hồ sơ');
    expect(plan).toContain('Bỏ qua 2 hồ sơ');
    expect(plan).toMatch(new RegExp(`${closed.code}</b>: [^<]*đã đóng`));
    const key = /name="key" value="([^"]+)"/.exec(plan)?.[1] ?? '';
    for (let i = 0; i < 2; i++)
      await anh.post('/console/ho-so/nhieu', { viec: 'dong', chon: answered.code, key });
    expect(await outboxOf(answered.id)).toHaveLength(1);
    expect(await outboxOf(open.id)).toEqual([]);
  });

  test('none chosen says how to choose', async () => {
    expect(await anh.see('/console/ho-so/nhieu?viec=dong')).toContain('đánh dấu');
  });
});

test('a filter with a name is each officer own, and can be dropped', async () => {
  await anh.post('/console/ho-so/loc-luu', { name: 'Đèn đường', query: 'linh-vuc=den&xau=1' });
  const page = await anh.see('/console/ho-so?linh-vuc=den');
  expect(page).toContain('href="/console/ho-so?linh-vuc=den" aria-current="true"');
  expect(await lan.see('/console')).not.toContain('Đèn đường</a>');
  const id = /name="bo" value="([^"]+)"/.exec(page)?.[1] ?? '';
  await anh.post('/console/ho-so/loc-luu', { bo: id, query: 'linh-vuc=den' });
  expect(await anh.see('/console')).not.toContain('Đèn đường</a>');
});
