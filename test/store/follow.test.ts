import { afterAll, beforeAll, expect, test } from 'vitest';
import { handlers, notices } from '../../handlers/index.ts';
import type { Intent } from '../../src/core/types.ts';
import { answerTicket, closeTicket } from '../../src/store/tickets.ts';
import { type Bench, bench, everythingKept } from '../helpers/app.ts';

const report = (route: Intent['route']): Intent => ({ route, confident: false, hits: [], reasons: [] });
let at: Bench;
beforeAll(async () => {
  at = await bench({
    handlers,
    notices,
    understand: (text) =>
      report(
        /đòi tiền/.test(text)
          ? 'petition.to-cao'
          : /hỏng|tối/i.test(text)
            ? 'petition.phan-anh'
            : 'out-of-scope',
      ),
  });
});
afterAll(() => at.close());

const says = async (who: string, ...lines: string[]) => {
  for (const line of lines) {
    await at.says(who, line);
    await at.run();
  }
  return at.platform.texts(who).at(-1) ?? '';
};
const codeIn = (text: string) => /DB-[0-9-]+/.exec(text)?.[0] ?? '';
const speaker = () => ({ render: at.rt.render, notices: at.rt.notices });
const officer = { officerId: null, name: 'Cán bộ' };

test('a second report of the same thing is followed instead, and hears of its end without the words', async () => {
  const receipt = await says('bà Hoa', 'Đèn đường ngõ 5 hỏng ba hôm nay', 'không', 'ngõ 5', 'không', '1');
  const code = codeIn(receipt);
  const shown = await says('ông Ba', 'den ngo 5 tối om, hỏng rồi', 'không', 'ngõ 5');
  expect(shown).toContain('Gần đó đã có người báo');
  expect(shown).not.toContain('ba hôm nay');
  expect(codeIn(await says('ông Ba', 'Theo dõi việc đó'))).toBe(code);
  expect(await at.rows('SELECT 1 FROM ticket')).toHaveLength(1);

  await answerTicket(at.store, speaker(), code, 'Chào bà Hoa số nhà 12, mai sửa.', officer, 'k1');
  const queued = await at.rows<{ id: string }>(`SELECT id FROM outbox WHERE state = 'queued'`);
  at.queues.ring(
    'send',
    queued.map((r) => r.id),
  );
  await at.run();
  expect(at.platform.texts('bà Hoa').at(-1)).toContain('Chào bà Hoa số nhà 12');
  const told = at.platform.texts('ông Ba').at(-1) ?? '';
  expect(told).toContain(`Việc bác theo dõi, mã ${code}: đã trả lời.`);
  expect(told).not.toContain('Hoa');

  const state = await says('ông Ba', code);
  expect(state).toContain('Bác đang theo dõi việc này.');
  expect(state).not.toContain('số nhà 12');
  await says('ông Ba', 'Thôi theo dõi');
  await closeTicket(at.store, speaker(), code, officer, 'k2');
  expect(await at.rows(`SELECT 1 FROM outbox WHERE notice = 'followed'`)).toHaveLength(1);
});

test('the proposal of the kind stands on the ticket for the officer', async () => {
  const events = await at.rows<{ text: string; actor: string }>(
    `SELECT text, actor FROM ticket_event WHERE kind = 'proposal'`,
  );
  expect(events).toEqual([{ actor: 'bot', text: expect.stringContaining('Loại máy đề xuất: phản ánh.') }]);
});

test('a report that turns out to be a denunciation is wiped both ways, also where it was shown again', async () => {
  await says('chị Tư', 'Đường ngõ 7 hỏng MARKMARK');
  expect(await everythingKept(at.store)).toContain('MARKMARK');
  const told = await says('chị Tư', 'anh cán bộ đòi tiền mới sửa');
  expect(told).toContain('tố cáo');
  const kept = await everythingKept(at.store);
  expect(kept).not.toContain('MARKMARK');
  expect(kept).not.toContain('đòi tiền mới sửa');
});
