/** The main job, on the whole program: a question is answered with its article, a report becomes a ticket, an answer travels back. */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { answerTicket } from '../../src/store/tickets.ts';
import { everythingAtRest, everythingKept } from '../helpers/app.ts';
import { OFFICERS, onTelegram, onZalo, reports, type World } from './world.ts';

const CODE = /\b[A-Z]{2}-[0-9A-Z-]{6,}\b/g;

let world: World;
afterEach(async () => {
  await world.close();
});

describe.each([
  ['Telegram', onTelegram],
  ['Zalo', onZalo],
] as const)('on %s', (_name, open) => {
  it('a question is answered with the article it rests on; who asks first hears that a machine speaks', async () => {
    world = await open();
    await world.resident.says('họp tổ dân phố phải báo trước mấy ngày');
    const { text } = await world.resident.hears();
    expect(text).toMatch(/Căn cứ: .*Điều \d+/);
    expect(text).toContain('Tôi là máy trả lời tự động');
    const [kept] = await world.app.store.pool
      .query('SELECT route, confident, cardinality(answered) AS n FROM question')
      .then((r) => r.rows);
    expect(kept).toEqual({ route: 'faq', confident: true, n: 1 });
    expect(world.faults()).toEqual([]);
  });

  it("a report becomes a ticket with a receipt; the officer's reply in the group travels back", async () => {
    world = await open();
    const { resident, officers, app } = world;
    const { code, all } = await reports(resident, 'đèn đường trước số 5 ngõ 12 hỏng ba hôm nay');
    expect(new Set(all.match(CODE))).toEqual(new Set([code]));
    const { rows } = await app.store.pool.query(
      'SELECT code, kind, state, text, (SELECT count(*)::int FROM clock c WHERE c.ticket_id = t.id) AS clocks FROM ticket t',
    );
    expect(rows).toEqual([
      { code, kind: 'phanAnh', state: 'received', text: expect.stringContaining('ngõ 12'), clocks: 2 },
    ]);

    const post = await officers.hears();
    expect(post.text).toContain(code);
    expect(post.text.replaceAll(code, '')).not.toMatch(/ngõ 12|Hoa|Trần|1001|7300/);
    await officers.says('Mai tổ điện đến thay bóng.', {
      reply_to_message: {
        message_id: post.id,
        date: 1,
        chat: OFFICERS,
        from: world.telegram.me,
        text: post.text,
      },
    });
    const answer = await resident.hears();
    expect(answer.text).toContain('Mai tổ điện đến thay bóng.');
    expect(answer.text).toContain(code);

    // the code alone tells the state
    await resident.says(code);
    expect((await resident.hears()).text).toContain(code);
    expect(world.faults()).toEqual([]);
  });

  it("an officer's answer from the console travels back too", async () => {
    world = await open();
    const { resident, app } = world;
    const { code } = await reports(resident, 'rác chất đống ở đầu ngõ 9 đã một tuần');
    const speaker = { render: app.app.runtime.render, notices: app.app.runtime.notices };
    const acted = await answerTicket(
      app.store,
      speaker,
      code,
      'Đã thu gom sáng nay.',
      { officerId: null, name: 'Lan' },
      'form-1',
    );
    if (!acted.ok) throw new Error(acted.why);
    app.app.runtime.queues.ring('send', acted.outbox);
    expect((await resident.hears()).text).toContain('Đã thu gom sáng nay.');
    expect(world.faults()).toEqual([]);
  });

  it('a denunciation is told at once where it belongs, and leaves no trace of its words', async () => {
    world = await open();
    const { resident, app } = world;
    const mark = `dau${randomBytes(5).toString('hex')}`;
    await resident.says(`tôi muốn tố cáo ông ${mark} cán bộ địa chính nhận hối lộ làm sổ đỏ`);
    const first = await resident.hears();
    expect(first.text).toMatch(/tố cáo/);
    expect(first.text).toMatch(/đơn có chữ ký/);
    expect(first.text).not.toContain(mark);
    await resident.says(`ông ${mark} nhận 50 triệu của nhà tôi hôm mùng 3`);
    expect((await resident.hears()).text).not.toContain(mark);

    expect(await everythingKept(app.store)).not.toContain(mark);
    expect(await everythingAtRest(app.store)).not.toContain(mark);
    expect(app.lines.join('\n')).not.toContain(mark);
    expect(filesUnder(app.dataDir).filter((f) => readFileSync(f).includes(mark))).toEqual([]);
    expect(world.telegram.shown.filter((s) => s.chat === String(OFFICERS.id))).toEqual([]);
    const { rows } = await app.store.pool.query('SELECT 1 FROM ticket UNION ALL SELECT 1 FROM question');
    expect(rows).toEqual([]);
    expect(world.faults()).toEqual([]);
  });
});

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile());
}
