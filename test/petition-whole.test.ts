/** Two neighbours and an officer, through the whole program: real understanding, queue, sending. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { intake } from '../src/jobs/intake.ts';
import { sentAfter } from '../src/store/outbox.ts';
import { answerTicket } from '../src/store/tickets.ts';
import { type TestApp, testApp } from './helpers/app.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());

let serial = 0;
/** Everything that came in is handled, and what it said is sent. */
async function settled(): Promise<void> {
  for (let i = 0; i < 600; i++) {
    const { rows } = await at.store.pool.query<{ open: number }>(
      `SELECT (SELECT count(*)::int FROM inbox WHERE state = 'new') + (SELECT count(*)::int FROM outbox WHERE state IN ('queued', 'sending')) AS open`,
    );
    if (rows[0]?.open === 0) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('it never came to rest');
}

const heard = async (who: string): Promise<string> => {
  const channel = at.opened.channels.get('terminal');
  return (await sentAfter(at.store, channel?.id ?? '', who, '0')).at(-1)?.message.text ?? '';
};

async function says(who: string, ...lines: string[]): Promise<string> {
  for (const text of lines) {
    const body = Buffer.from(JSON.stringify({ session: who, id: `m${++serial}`, text }));
    await intake(at.app.runtime, at.app.accepter, 'terminal', { headers: {}, body });
    await settled();
  }
  return await heard(who);
}

const HOA = 'terminal-cua-ba-hoa';
const BA = 'terminal-cua-ong-ba';

it('a report typed without accents, a neighbour who follows it, an answer that did not mend it', async () => {
  const shown = await says(HOA, 'den duong ngo 5 hong 3 hom nay roi', 'khong', 'dau ngo 5', 'khong');
  expect(shown).toContain('Loại: phản ánh');
  const receipt = await says(HOA, 'gui di');
  const code = /DB-[0-9-]+/.exec(receipt)?.[0] ?? '';
  expect(code).not.toBe('');

  const similar = await says(BA, 'Đèn đường ngõ 5 hỏng tối om', 'không', 'ngõ 5');
  expect(similar).toContain('Gần đó đã có người báo việc giống thế');
  expect(similar).not.toContain('3 hom nay');
  expect(await says(BA, '1')).toContain(code);

  const { render, notices } = at.app.runtime;
  const acted = await answerTicket(
    at.store,
    { render, notices },
    code,
    'Đã thay bóng.',
    { officerId: null, name: 'Tuấn' },
    'answer-1',
  );
  if (!acted.ok) throw new Error(acted.why);
  at.app.runtime.queues.ring('send', [...acted.outbox]);
  await settled();
  expect(await heard(HOA)).toContain('Việc này đã xong chưa?');
  expect(await heard(BA)).toContain('đã trả lời');
  expect(await heard(BA)).not.toContain('thay bóng');

  expect(await says(HOA, 'chua xong')).toContain('Còn vướng chỗ nào?');
  expect(await says(HOA, 'thay bong roi van toi')).toContain('cán bộ sẽ đọc');
  const { rows } = await at.store.pool.query<{ state: string }>('SELECT state FROM ticket WHERE code = $1', [
    code,
  ]);
  expect(rows).toEqual([{ state: 'reopened' }]);
}, 60_000);

it('a fine that hits the writer is led to the way of a khiếu nại, whatever it was taken for', async () => {
  const told = await says('terminal-cua-chi-tu', 'phuong phat toi 2 trieu ma rac khong phai cua toi');
  const last = told.includes('Của ai?') ? await says('terminal-cua-chi-tu', '1', 'co') : told;
  expect(last).toContain('khiếu nại');
  expect(last).toContain('90 ngày');
  const { rows } = await at.store.pool.query('SELECT 1 FROM ticket WHERE kind = $1', ['khieuNai']);
  expect(rows).toHaveLength(0);
}, 60_000);
