import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type Visitor, type World } from './console-world.ts';

let world: World;
let anh: Visitor;
beforeAll(async () => {
  world = await openWorld();
  anh = await world.officer('receiver');
});
afterAll(() => world.end());

const FORM = {
  ...{ kind: 'phanAnh', how: 'oral', readBack: 'yes', category: 'den' },
  text: 'Bà nói: đèn đầu ngõ 5 hỏng từ tuần trước.',
};
const send = (fields: Record<string, string>) =>
  anh.post('/console/tiep-nhan', { key: randomUUID(), ...fields });
const codeOf = (response: Response) =>
  /ho-so\/(DB-[\d-]+)/.exec(response.headers.get('location') ?? '')?.[1] ?? '';
const count = async () =>
  (await world.store.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM ticket')).rows[0]?.n;

describe('counter intake', () => {
  it('opens a ticket with a code, a clock, who received it and that it was read back', async () => {
    const response = await send(FORM);
    expect(response.status).toBe(303);
    const code = codeOf(response);
    const { rows } = await world.store.pool.query(
      `SELECT t.kind, t.category, t.contact_id, i.oral, i.read_back_at IS NOT NULL AS read, i.consent_at, o.name, c.rule, e.actor
FROM ticket t JOIN intake i ON i.ticket_id = t.id JOIN officer o ON o.id = i.officer_id JOIN clock c ON c.ticket_id = t.id AND c.rule = 'TCD1'
JOIN ticket_event e ON e.ticket_id = t.id WHERE t.code = $1`,
      [code],
    );
    expect(rows).toEqual([
      {
        ...{ kind: 'phanAnh', category: 'den', contact_id: null, oral: true, read: true, consent_at: null },
        ...{ name: anh.officer.name, rule: 'TCD1', actor: 'officer' },
      },
    ]);
    const page = await anh.see(`/console/ho-so/${code}?da=tiep-nhan`);
    for (const part of ['In phiếu có mã', 'In bản ghi để ký', 'đã đọc lại', 'Xin in phiếu'])
      expect(page).toContain(part);
  });

  it('prints the slip without a word of what was said', async () => {
    const code = codeOf(await send({ ...FORM, name: 'Trần Thị Hoa', consent: 'yes' }));
    const slip = await anh.get(`/console/ho-so/${code}/phieu`);
    expect(slip.headers.get('content-type')).toBe('application/pdf');
    const { extractText, getDocumentProxy } = await import('unpdf');
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(await slip.arrayBuffer())), {
      mergePages: true,
    });
    const plain = text.normalize('NFC').replace(/\s+/g, ' ');
    expect(plain).toContain(code);
    expect(plain).toContain('khoản 1 Điều 28 Luật Tiếp công dân');
    for (const secret of ['đầu ngõ', 'Trần Thị Hoa']) expect(plain).not.toContain(secret);
    expect((await anh.get(`/console/ho-so/${code}/ban-ghi`)).status).toBe(200);
  });

  it('two clicks are one ticket; other words from the same page are another', async () => {
    const key = randomUUID();
    const before = await count();
    const [one, two] = await Promise.all([send({ ...FORM, key }), send({ ...FORM, key })]);
    expect(codeOf(one)).toBe(codeOf(two));
    expect(await count()).toBe((before ?? 0) + 1);
    expect(codeOf(await send({ ...FORM, key, text: 'Việc khác hẳn.' }))).not.toBe(codeOf(one));
  });

  it.each([
    ['readBack', { readBack: '' }, 'đọc lại cho người dân nghe'],
    ['text', { text: '' }, 'Chưa có nội dung'],
    ['text', { text: 'a'.repeat(4001) }, '4.001 ký tự'],
    ['kind', { kind: 'toCao' }, 'chọn phản ánh hay kiến nghị'],
    ['how', { how: '' }, 'người dân nói, hay đưa giấy'],
    ['category', { category: 'la' }, 'chọn lĩnh vực'],
    ['groupId', { groupId: randomUUID() }, 'Tổ này không còn'],
    ['phone', { phone: '12345', consent: 'yes' }, '10 chữ số'],
    ['consent', { name: 'Trần Thị Hoa' }, 'để trống tên'],
  ] as const)(
    'without a good %s nothing is written, it says why, and what was typed stays',
    async (_, change, why) => {
      const before = await count();
      const response = await send({
        ...FORM,
        address: 'số 7 ngõ Lạ',
        ...{ consent: 'yes' },
        ...change,
        ...('name' in change ? { consent: '' } : {}),
      });
      expect(response.status).toBe(409);
      const page = await response.text();
      expect(page).toContain(why);
      expect(page).toContain('số 7 ngõ Lạ');
      expect(await count()).toBe(before);
    },
  );

  it('takes what is brought on paper without a reading back', async () => {
    expect((await send({ ...FORM, how: 'paper', readBack: '' })).status).toBe(303);
  });

  it('says where a denunciation goes, and takes none', async () => {
    const page = await anh.see('/console/tiep-nhan');
    expect(page).toContain('Không ghi tố cáo ở đây');
    expect(page).not.toContain('value="toCao"');
  });

  it('keeps name, phone and address sealed and only with consent, and forgets them when asked', async () => {
    const who = { name: 'Trần Thị Hoa', phone: '+84 912 345 678', address: 'số 7 ngõ Lạ', consent: 'yes' };
    const code = codeOf(await send({ ...FORM, ...who }));
    const raw = await world.store.pool.query('SELECT t::text AS row FROM ticket t WHERE code = $1', [code]);
    for (const secret of ['Hoa', '912345678', 'ngõ Lạ']) expect(raw.rows[0]?.row).not.toContain(secret);
    const page = await anh.see(`/console/ho-so/${code}`);
    for (const shown of ['Trần Thị Hoa', '0912345678', 'số 7 ngõ Lạ']) expect(page).toContain(shown);
    expect((await anh.post(`/console/ho-so/${code}/xoa-nguoi`, {})).status).toBe(303);
    const after = await anh.see(`/console/ho-so/${code}`);
    for (const gone of ['Trần Thị Hoa', '0912345678', 'số 7 ngõ Lạ']) expect(after).not.toContain(gone);
    expect(after).toContain('đèn đầu ngõ 5');
    const kept = await world.store.pool.query(
      'SELECT contact_name, contact_phone, contact_address, consent_at FROM ticket t JOIN intake i ON i.ticket_id = t.id WHERE code = $1',
      [code],
    );
    expect(kept.rows).toEqual([
      { contact_name: null, contact_phone: null, contact_address: null, consent_at: null },
    ]);
    const audits = await world.store.pool.query('SELECT detail::text AS d FROM audit WHERE subject = $1', [
      code,
    ]);
    expect(audits.rows.map((r) => r.d).join()).not.toContain('Hoa');
  });
});

describe('a signed complaint paper', () => {
  const PAPER = {
    ...{ paperOn: '2026-11-16', receivedOn: '2026-11-19', name: 'Trần Thị Hoa', address: 'số 7 ngõ Lạ' },
    ...{ text: 'Khiếu nại quyết định cắt trợ cấp', signed: 'yes' },
  };
  const hand = (fields: Record<string, string>) =>
    anh.post('/console/don-khieu-nai', { key: randomUUID(), ...fields });

  it('starts the clock of accepting it, from the day it was received', async () => {
    const key = randomUUID();
    const [one, two] = await Promise.all([hand({ ...PAPER, key }), hand({ ...PAPER, key })]);
    const code = codeOf(one);
    expect(codeOf(two)).toBe(code);
    const { rows } = await world.store.pool.query(
      `SELECT t.kind, c.rule, to_char(c.from_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') AS since, to_char(c.due_on, 'YYYY-MM-DD') AS due, to_char(k.paper_on, 'YYYY-MM-DD') AS paper
FROM ticket t JOIN clock c ON c.ticket_id = t.id JOIN complaint k ON k.ticket_id = t.id WHERE t.code = $1 AND c.rule = 'KN2'`,
      [code],
    );
    // ten days end on Sunday 29/11 and move to Monday, where seven working days end too
    expect(rows).toEqual([
      { kind: 'khieuNai', rule: 'KN2', since: '2026-11-19', due: '2026-11-30', paper: '2026-11-16' },
    ]);
    const slip = await anh.get(`/console/ho-so/${code}/phieu`);
    expect(slip.headers.get('content-type')).toBe('application/pdf');
  });

  it.each([
    ['signed', { signed: '' }, 'chưa điểm chỉ'],
    ['name', { name: '' }, 'phải có tên'],
    ['address', { address: '' }, 'phải có địa chỉ'],
    ['paperOn', { paperOn: '2026-11-20' }, 'sau ngày nhận'],
    ['paperOn', { paperOn: '2026-02-31' }, 'không sau hôm nay'],
    ['receivedOn', { receivedOn: '2027-01-01' }, 'không sau hôm nay'],
    ['text', { text: '' }, 'Chưa có nội dung'],
  ])('without a good %s is not recorded, it says why, and what was typed stays', async (_, change, why) => {
    const before = await count();
    const response = await hand({ ...PAPER, phone: '0912345678', ...change });
    expect(response.status).toBe(409);
    const page = await response.text();
    expect(page).toContain(why);
    expect(page).toContain('0912345678');
    expect(await count()).toBe(before);
  });
});
