import { afterAll, beforeAll, expect, test } from 'vitest';
import { handlers, notices } from '../../handlers/index.ts';
import { answerTicket } from '../../src/store/tickets.ts';
import { type Bench, bench } from '../helpers/app.ts';

let at: Bench;
beforeAll(async () => {
  at = await bench({
    handlers,
    notices,
    understand: (text) => ({
      route: /hỏng/i.test(text) ? 'petition.phan-anh' : 'out-of-scope',
      confident: false,
      hits: [],
      reasons: [],
    }),
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
const report = async (who: string): Promise<string> => {
  const receipt = await says(who, `Đường hỏng ${who}`, 'không', 'bỏ qua', 'không', '1');
  return /DB-[0-9-]+/.exec(receipt)?.[0] ?? '';
};
let n = 0;
const answers = async (code: string, text = 'Đã sửa hôm qua.') => {
  const speaker = { render: at.rt.render, notices: at.rt.notices };
  const officer = { officerId: null, name: 'Tuấn' };
  const acted = await answerTicket(at.store, speaker, code, text, officer, `a${++n}`);
  if (!acted.ok) throw new Error(acted.why);
  at.queues.ring('send', [...acted.outbox]);
  await at.run();
};
const stateOf = async (code: string) =>
  (await at.rows<{ state: string }>('SELECT state FROM ticket WHERE code = $1', [code]))[0]?.state;
const kept = (code: string) =>
  at.rows(
    'SELECT f.done, f.rating FROM ticket_feedback f JOIN ticket t ON t.id = f.ticket_id WHERE t.code = $1 ORDER BY f.id',
    [code],
  );

test('the answer asks whether it is done, by buttons where nothing else is open', async () => {
  const code = await report('bà Hoa');
  await answers(code);
  const sent = at.platform.sent.at(-1)?.message;
  expect(sent?.text).toContain('Đã sửa hôm qua.');
  expect(sent?.choices.map((c) => c.label)).toEqual(['Đã xong', 'Chưa xong']);
  for (const c of sent?.choices ?? []) expect(c.token.length).toBeLessThanOrEqual(64);
  await at.says('bà Hoa', { kind: 'tap', token: sent?.choices[0]?.token ?? '' });
  await at.run();
  expect(await says('bà Hoa', 'Tạm được')).toContain('cảm ơn');
  expect(await kept(code)).toEqual([{ done: true, rating: 3 }]);
  expect(await stateOf(code)).toBe('answered');
});

test('"chua xong" typed after other talk reopens it with the reason; the next answer asks again, once', async () => {
  const code = await report('ông Ba');
  await answers(code);
  await says('ông Ba', 'menu');
  expect(await says('ông Ba', 'chua xong')).toContain(code);
  await says('ông Ba', 'mới vá một nửa');
  expect(['inProgress', 'reopened']).toContain(await stateOf(code));
  const events = await at.rows<{ kind: string; text: string | null }>(
    `SELECT e.kind, e.text FROM ticket_event e JOIN ticket t ON t.id = e.ticket_id
WHERE t.code = $1 AND e.kind IN ('added', 'feedback') ORDER BY e.id`,
    [code],
  );
  expect(events).toContainEqual({ kind: 'feedback', text: 'Người dân cho biết: chưa xong.' });
  expect(events).toContainEqual({ kind: 'added', text: 'mới vá một nửa' });
  await answers(code, 'Nay vá xong cả.');
  expect(at.platform.texts('ông Ba').at(-1)).toContain('đã xong chưa');
  await answers(code, 'Nhắn thêm: cảm ơn bác.');
  expect(at.platform.texts('ông Ba').at(-1)).not.toContain('đã xong chưa');
  expect(await kept(code)).toEqual([
    { done: false, rating: null },
    { done: null, rating: null },
  ]);
});

test('somebody in the middle of something keeps their question; the words find their way afterwards', async () => {
  const code = await report('chị Tư');
  await says('chị Tư', 'Đường khác hỏng');
  await answers(code);
  expect(await says('chị Tư', '1')).toContain('chỗ nào');
  await says('chị Tư', 'huỷ', '2');
  expect(await says('chị Tư', 'đã xong')).toContain('Bác thấy cách giải quyết thế nào');
});
