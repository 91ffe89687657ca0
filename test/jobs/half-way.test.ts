import { afterAll, beforeAll, expect, test } from 'vitest';
import { handlers, notices } from '../../handlers/index.ts';
import { dayBegan, halfWayRound, isDecentHour } from '../../src/jobs/half-way.ts';
import { dropOld } from '../../src/store/retention.ts';
import { type Bench, bench } from '../helpers/app.ts';

const DAY = 86_400_000;
let now = new Date('2026-11-23T02:00:00Z'); // 9 in the morning
let at: Bench;
beforeAll(async () => {
  at = await bench({
    handlers,
    notices,
    now: () => now,
    understand: (text) => ({
      route: /hỏng/i.test(text) ? 'petition.phan-anh' : /chào/i.test(text) ? 'greeting' : 'out-of-scope',
      confident: false,
      hits: [],
      reasons: [],
    }),
  });
});
afterAll(() => at.close());

const says = async (who: string, line: string) => {
  await at.says(who, line);
  await at.run();
  return at.platform.texts(who).at(-1) ?? '';
};
/** Everybody's last touch lies so far back. */
const agoes = (ms: number) =>
  at.store.pool.query('UPDATE conversation SET updated_at = $1', [new Date(now.getTime() - ms)]);
const round = async () => {
  const asked = await halfWayRound(at.rt);
  await at.run();
  return asked;
};

test('the hours are those of Việt Nam: from eight to twenty', () => {
  expect(isDecentHour(new Date('2026-11-23T00:59:00Z'))).toBe(false);
  expect(isDecentHour(new Date('2026-11-23T01:00:00Z'))).toBe(true);
  expect(isDecentHour(new Date('2026-11-23T12:59:00Z'))).toBe(true);
  expect(isDecentHour(new Date('2026-11-23T13:00:00Z'))).toBe(false);
  expect(dayBegan(new Date('2026-11-23T02:00:00Z')).toISOString()).toBe('2026-11-22T17:00:00.000Z');
});

test('who stopped half-way is asked once the next day, not the same day, not at night, and goes on by a number', async () => {
  await says('bà Hoa', 'Đường ngõ 5 hỏng nặng');
  await agoes(3_600_000);
  expect(await round()).toBe(0);
  await agoes(DAY);
  now = new Date('2026-11-23T14:00:00Z');
  expect(await round()).toBe(0);
  now = new Date('2026-11-24T02:00:00Z');
  expect(await round()).toBe(1);
  expect(at.platform.texts('bà Hoa').at(-1)).toContain('viết dở: "Đường ngõ 5 hỏng nặng"');
  expect(await round()).toBe(0);
  expect(await says('bà Hoa', '1')).toContain('ảnh');
  await agoes(DAY);
  expect(await round()).toBe(0);
});

test('who only said that they would report is not asked, nor who wants no notices', async () => {
  await says('anh Năm', 'gửi phản ánh');
  await says('chị Sáu', 'Cầu hỏng rồi');
  await at.store.pool.query(`UPDATE contact SET notices = false WHERE external_id = 'chị Sáu'`);
  await agoes(DAY);
  expect(await round()).toBe(0);
});

test('something else said the next day is taken for what it is, and the draft can still be dropped', async () => {
  await says('ông Ba', 'Cống ngõ 2 hỏng');
  await agoes(DAY);
  now = new Date('2026-11-25T02:00:00Z');
  expect(await round()).toBe(1);
  const greeted = await says('ông Ba', 'xin chào');
  expect(greeted).not.toContain('Tôi đã ghi thêm');
  await says('ông Ba', 'gửi phản ánh');
  expect(at.platform.texts('ông Ba').at(-1)).toContain('Cống ngõ 2 hỏng');
});

test('after seven days the draft and its files go, which is said once when they come back', async () => {
  await says('cô Bảy', 'Vỉa hè hỏng MARK');
  await at.says('cô Bảy', { kind: 'file', file: { kind: 'photo', ref: 'p' } });
  await at.run();
  await at.store.pool.query(`UPDATE outbox SET next_at = now() - interval '1 second'`);
  const files = () =>
    at.rows<{ state: string }>(
      `SELECT a.state FROM attachment a JOIN contact c ON c.id = a.contact_id WHERE c.external_id = 'cô Bảy'`,
    );
  // old files of a draft that is still alive stay
  await at.store.pool.query('UPDATE attachment SET created_at = $1', [new Date(now.getTime() - 9 * DAY)]);
  await agoes(2 * DAY);
  await dropOld(at.store, at.wardId, now);
  expect((await files())[0]?.state).not.toBe('dropped');
  await agoes(8 * DAY);
  await dropOld(at.store, at.wardId, now);
  expect(await files()).toEqual([{ state: 'dropped' }]);
  const greeted = async () => {
    await says('cô Bảy', 'xin chào');
    return at.platform.sent.at(-1)?.message.text;
  };
  expect(await greeted()).toContain('để lâu quá nên tôi đã bỏ');
  expect(await greeted()).not.toContain('để lâu quá');
});
