import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTable } from '../../src/papers/table.ts';
import { meetClocks } from '../../src/store/clocks.ts';
import { openWorld, type Visitor, type World } from './console-world.ts';

let world: World;
let anh: Visitor;
let watcher: Visitor;
beforeAll(async () => {
  world = await openWorld();
  anh = await world.officer('handler');
  watcher = await world.officer('supervisor');
});
afterAll(() => world.end());

const PAGE = '/console/so-lieu';
const sql = (text: string, values: unknown[] = []) => world.store.pool.query(text, values);

test('a ward without anything says what will come here, and still what each figure means', async () => {
  for (const ky of ['thang-nay', 'thang-truoc', 'quy-nay', 'quy-truoc', 'nam-nay', 'nam-truoc']) {
    const page = await anh.see(`${PAGE}?ky=${ky}`);
    expect(page).toContain('Chưa có hồ sơ hay câu hỏi nào');
    expect(page).toContain('Mỗi số nghĩa là gì');
  }
});

describe('with tickets', () => {
  let group = '';
  beforeAll(async () => {
    group =
      (
        await sql(`INSERT INTO "group" (ward_id, name) VALUES ($1, 'Tổ <i>5</i> & 6') RETURNING id`, [
          world.wardId,
        ])
      ).rows[0]?.id ?? '';
    const at = (text: string) => new Date(`${text}+07:00`);
    // on both edges of the month, as days of Việt Nam
    const edge = await world.ticket({ openedAt: at('2026-11-01T00:00:00'), kind: 'phanAnh', groupId: group });
    await world.ticket({ openedAt: at('2026-10-31T23:59:59'), kind: 'phanAnh' });
    await world.ticket({ openedAt: at('2026-11-20T09:00:00'), kind: 'kienNghi', category: 'rac' });
    await world.ticket({ openedAt: at('2026-11-21T09:00:00'), kind: 'hoi', orphan: true });
    await world.ticket({ openedAt: at('2026-11-03T08:00:00'), kind: 'phanAnh', category: 'la-lung' });
    await world.ticket({ openedAt: at('2026-11-04T08:00:00'), kind: 'toCao', category: 'BIMAT' });
    const closed = await world.ticket({ openedAt: at('2026-11-05T08:00:00'), state: 'closed' });
    const answer = async (id: string, when: string, kind = 'answered') =>
      sql(
        `INSERT INTO ticket_event (ward_id, ticket_id, kind, actor, actor_name, text, key, at) VALUES ($1, $2, $3, 'officer', 'Anh Tuấn', 'Đã xong', $4, $5)`,
        [world.wardId, id, kind, `${kind}:${id}:${when}`, at(when)],
      );
    // the note is no answer; the second answer does not count; two hours of office time
    await answer(closed.id, '2026-11-05T08:30:00', 'noted');
    await answer(closed.id, '2026-11-05T10:00:00');
    await answer(closed.id, '2026-11-09T10:00:00');
    await meetClocks(world.store.pool, closed.id, ['first', 'promise', 'alarm'], at('2026-11-05T10:00:00'));
    await meetClocks(world.store.pool, edge.id, ['first'], at('2026-11-20T10:00:00'));
    const question = (n: number, route: string, confident: boolean, verdict: string | null) =>
      sql(
        `INSERT INTO question (ward_id, inbox_id, route, answered, score, confident, verdict, at) VALUES ($1, $2, $3, '{}', 1, $4, $5, $6)`,
        [world.wardId, n, route, confident, verdict, at('2026-11-06T08:00:00')],
      );
    await question(1, 'faq', true, 'right');
    await question(2, 'faq', true, 'wrong');
    await question(3, 'meeting', false, null);
    await question(4, 'greeting', true, null);
  });

  const tile = (page: string, name: string) =>
    new RegExp(`<(?:a|div) class="tile figure"[^>]*><span>${name}</span><b[^>]*>([^<]*)</b>`).exec(page)?.[1];

  test('counts what came in on days of Việt Nam, and never a denunciation', async () => {
    const page = await anh.see(PAGE);
    expect(tile(page, 'Đã nhận')).toBe('5');
    expect(page).toContain('kỳ trước 0, tăng 5');
    expect(page).not.toContain('BIMAT');
    expect(tile(await anh.see(`${PAGE}?ky=thang-truoc`), 'Đã nhận')).toBe('1');
  });

  test('says how fast and how well', async () => {
    const page = await anh.see(PAGE);
    expect(tile(page, 'Đã trả lời')).toBe('1');
    expect(tile(page, 'Trả lời lần đầu')).toBe('2 giờ');
    expect(tile(page, 'Đúng hạn')).toBe('1');
    // one answered too late, and one that nobody has answered though its day is over
    expect(tile(page, 'Trễ hạn')).toBe('2');
    expect(tile(page, 'Tỉ lệ đúng hạn')).toBe('33%');
    expect(tile(page, 'Máy trả lời được')).toBe('67%');
    expect(tile(page, 'Bị chê chưa đúng')).toBe('50%');
  });

  test.each(['thang-nay', 'thang-truoc', 'quy-nay', 'nam-nay', 'khoang&tu=2026-11-03&den=2026-11-20'])(
    'every figure opens exactly the tickets it counts (%s)',
    async (ky) => {
      const page = await anh.see(`${PAGE}?ky=${ky}`);
      const links = [
        ...page.matchAll(/href="(\/console\/ho-so\?[^"]+)"[^>]*>(?:<span>[^<]*<\/span><b[^>]*>)?(\d+)</g),
      ];
      expect(links.length).toBeGreaterThan(8);
      for (const [, href = '', count] of links) {
        const list = await anh.see(href.replaceAll('&amp;', '&'));
        expect(/<p class="muted found">(\d+) hồ sơ/.exec(list)?.[1], href).toBe(count);
      }
    },
  );

  test('every part of a division adds up to the whole', async () => {
    const csv = await readTable(new TextEncoder().encode(await anh.see(`${PAGE}/xuat.csv`)));
    const column = (csv[0] ?? []).indexOf('Đã nhận');
    const sum = (part: string) =>
      csv.filter((row) => row[0] === part).reduce((n, row) => n + Number(row[column]), 0);
    for (const part of ['Theo loại', 'Theo lĩnh vực', 'Theo tổ dân phố, thôn', 'Theo kênh'])
      expect(sum(part), part).toBe(5);
    // only the closed one was answered: after two hours, in its own lines and no others
    const waits = csv.slice(2).flatMap((row) => (row.at(-1) === '' ? [] : [`${row[1]}: ${row.at(-1)}`]));
    expect(waits).toEqual(['Phản ánh: 2', 'Đèn đường: 2', 'Không rõ tổ: 2', 'Trò chuyện trên trang web: 2']);
  });

  test('names typed by people are escaped, in tables and in charts', async () => {
    const page = await anh.see(PAGE);
    expect(page).not.toContain('<i>5</i>');
    expect(page.match(/Tổ &(?:lt|#60);i/g)?.length).toBeGreaterThan(1);
  });

  test('goes along as an Excel file with numbers as numbers, and the download is in the log', async () => {
    const response = await anh.get(`${PAGE}/xuat.xlsx`);
    expect(response.headers.get('content-disposition')).toContain('so-lieu-2026-11-01-2026-11-23.xlsx');
    const rows = await readTable(new Uint8Array(await response.arrayBuffer()));
    expect(rows[1]?.slice(0, 2)).toEqual(['Tất cả', 'Tất cả']);
    expect(rows[1]?.[4]).toBe('5');
    const logged = await sql(`SELECT 1 FROM audit WHERE action = 'figures.export' AND officer_id = $1`, [
      anh.officer.id,
    ]);
    expect(logged.rowCount).toBeGreaterThan(0);
  });

  test('a supervisor sees the figures and no way to the words behind them', async () => {
    const page = await watcher.see(PAGE);
    expect(tile(page, 'Đã nhận')).toBe('5');
    expect(page).not.toContain('/console/ho-so?');
  });

  test('the list keeps what a figure asked for when it is narrowed further', async () => {
    const page = await anh.see(
      '/console/ho-so?ngan=all&tu=2026-11-01&den=2026-11-20&ket-qua=tre-han&tra-loi=chua',
    );
    for (const shown of [
      'name="tu" value="2026-11-01"',
      'name="den" value="2026-11-20"',
      '<option value="tre-han" selected',
      '<option value="chua" selected',
    ])
      expect(page).toContain(shown);
  });
});

describe('denunciations', () => {
  const record = (day: string) =>
    sql(
      `INSERT INTO sealed_record (id, ward_id, code_mac, code, opened_on, changed_on, content_key, identity_key)
VALUES (gen_random_uuid(), $1, decode(md5(random()::text), 'hex'), 'x', $2, $2, 'x', 'x')`,
      [world.wardId, day],
    );
  const section = async (ky: string) =>
    /Tố cáo \(niêm phong\)[\s\S]*?<\/section>/.exec(await anh.see(`${PAGE}?ky=${ky}`))?.[0] ?? '';

  test('are told by whole quarters only, under five not at all, and never so that one can subtract', async () => {
    for (let i = 0; i < 7; i++) await record('2025-02-10');
    for (let i = 0; i < 3; i++) await record('2025-05-10');
    for (let i = 0; i < 2; i++) await record('2026-08-10');
    for (let i = 0; i < 6; i++) await record('2026-11-10');
    const past = await section('nam-truoc');
    expect(past).toContain('<dt>Quý 1</dt><dd>7</dd>');
    expect(past).toContain('<dt>Quý 2</dt><dd>dưới 5</dd>');
    expect(past).toContain('<dt>Cả năm</dt><dd>từ 7 trở lên</dd>');
    const now = await section('thang-nay');
    expect(now).toContain('<dt>Quý 3</dt><dd>dưới 5</dd>');
    // the running quarter would tell by its change on which day somebody wrote
    expect(now).not.toContain('Quý 4');
    expect(now).not.toContain('Cả năm');
  });

  test('are not counted for who reads them: a sum would tell of a record they are shut out of', async () => {
    const reader = await world.officer('sealed-reader', 'admin');
    const page = await reader.see(`${PAGE}?ky=nam-truoc`);
    expect(page).toContain('không xem số tố cáo ở trang này');
    expect(page).not.toMatch(/Quý 1|từ 7 trở lên/);
  });

  test('nor can the sealed room’s own figure be subtracted from these', async () => {
    const admin = await world.officer('admin');
    const page = await admin.see('/console/niem-phong');
    expect(page).toContain('quý 3/2026: dưới 5');
    expect(page).not.toContain('quý 4');
    expect(page).not.toContain('Năm nay');
  });
});
