import { afterAll, beforeAll, expect, test } from 'vitest';
import { handlers, notices } from '../../handlers/index.ts';
import { MAX_FILES } from '../../handlers/petition/draft.ts';
import { tellRefused } from '../../src/jobs/refused.ts';
import { sendJob } from '../../src/jobs/send.ts';
import { type Bench, bench } from '../helpers/app.ts';

let at: Bench;
beforeAll(async () => {
  at = await bench({
    handlers,
    notices,
    understand: () => ({ route: 'petition.phan-anh', confident: false, hits: [], reasons: [] }),
  });
});
afterAll(() => at.close());

const photos = async (who: string, count: number) => {
  for (let n = 0; n < count; n++) await at.says(who, { kind: 'file', file: { kind: 'photo', ref: `p${n}` } });
  await at.run();
};
/** The moment is over: what waited for more is sent. */
const later = async () => {
  await at.store.pool.query(`UPDATE outbox SET next_at = now() - interval '1 second' WHERE state = 'queued'`);
  for (const bell of at.box.bells.splice(0)) if (bell.queue === 'send') await sendJob(at.rt, bell.row);
};

test('thirty photos at once are kept up to the limit and answered by one message', async () => {
  await at.says('bà Hoa', 'Rác đổ đầy cổng chợ');
  await at.run();
  const before = at.platform.texts('bà Hoa').length;
  await photos('bà Hoa', 30);
  expect(at.platform.texts('bà Hoa')).toHaveLength(before);
  await later();
  const said = at.platform.texts('bà Hoa').slice(before);
  expect(said).toHaveLength(1);
  expect(said[0]).toContain(`Tôi đã giữ ${MAX_FILES} cái đầu`);
  expect(await at.rows('SELECT 1 FROM attachment')).toHaveLength(MAX_FILES);
});

test('what was said after photos comes after their answer', async () => {
  await at.says('ông Ba', 'Rác đổ đầy cổng đình');
  await at.run();
  const before = at.platform.texts('ông Ba').length;
  await photos('ông Ba', 2);
  await at.says('ông Ba', 'xong');
  await at.run();
  await later();
  const said = at.platform.texts('ông Ba').slice(before);
  expect(said[0]).toContain('Đã nhận 2 ảnh');
  expect(said[1]).toContain('chỗ nào');
});

test('a file that is not what it says is refused kindly, several of them once, and the draft goes on', async () => {
  const { rt } = at;
  const [row] = await at.rows<{ id: string }>(`SELECT id FROM attachment WHERE state <> 'dropped' LIMIT 1`);
  await at.store.pool.query(`UPDATE attachment SET state = 'stored'`);
  await tellRefused(rt, row?.id ?? '', 'type');
  expect(await at.rows(`SELECT 1 FROM outbox WHERE notice = 'file-refused'`)).toHaveLength(0);
  await at.store.pool.query(`UPDATE attachment SET state = 'failed', error = 'type'`);
  for (const { id } of await at.rows<{ id: string }>('SELECT id FROM attachment ORDER BY created_at LIMIT 3'))
    await tellRefused(rt, id, 'type');
  await at.run();
  const told = at.platform.texts('bà Hoa').filter((t) => t.includes('không giữ được'));
  expect(told).toHaveLength(1);
  expect(told.at(-1)).toContain('Việc của bác vẫn còn nguyên.');
});
