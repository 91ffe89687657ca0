import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Entry } from '../../src/core/types.ts';
import { loadEntries, readEntries } from '../../src/store/entries.ts';
import { openWorld, type Visitor, type World } from './console-world.ts';

const PAGE = '/console/cau-hoi';
const ENTRY: Entry = {
  id: 'hop-bao-truoc',
  topic: 'Họp tổ dân phố',
  question: 'Họp tổ dân phố phải báo trước mấy ngày?',
  wordings: ['họp tổ báo trước bao lâu'],
  cites: [{ act: '10/2022/QH15', article: '16' }],
  mark: 'V',
  from: '2023-07-01',
  next: [],
  answer: 'Chậm nhất 2 ngày trước khi họp.',
  detail: '',
};
let world: World;
let anh: Visitor;
let inbox = 1;
beforeEach(async () => {
  world = await openWorld();
  await loadEntries(world.store, world.wardId, [ENTRY]);
  await world.deps.knowledge.refresh();
  anh = await world.officer('handler');
});
afterEach(() => world.end());

async function ask(text: string, route = 'faq'): Promise<string> {
  const { rows } = await world.store.pool.query<{ id: string }>(
    `INSERT INTO question (ward_id, inbox_id, text, route, answered, score, confident) VALUES ($1, $2, $3, $4, '{hop-bao-truoc}', 0.3, false) RETURNING id`,
    [world.wardId, inbox++, world.store.vault.seal('question.text', text), route],
  );
  return rows[0]?.id ?? '';
}
const entry = async (id: string) =>
  (await readEntries(world.store.pool, world.wardId)).entries.find((e) => e.id === id);
const audits = async () =>
  (
    await world.store.pool.query<{ action: string; subject: string; detail: object }>(
      `SELECT action, subject, detail FROM audit WHERE action LIKE 'question.%' ORDER BY id`,
    )
  ).rows;

test('like questions stand in one group, most asked first, with what was told', async () => {
  await ask('phường mình có chợ đêm không');
  await ask('họp tổ phải báo trước mấy hôm vậy');
  await ask('hop to phai bao truoc may hom vay');
  const page = await anh.see(PAGE);
  expect(page).toContain('2 nhóm, 3 câu');
  expect(page.indexOf('2 lần hỏi')).toBeLessThan(page.indexOf('chợ đêm'));
  expect(page).toContain(`Máy đã đưa ra: ${ENTRY.question}`);
});

test('one press makes a group wordings of an entry: it is answered at once, and the group is gone', async () => {
  const id = await ask('cuộc họp tổ thì báo cho dân trước mấy hôm');
  const page = await anh.see(PAGE);
  expect(page).toContain('value="them:hop-bao-truoc"');
  expect((await anh.post(PAGE, { hoi: id, do: 'them:hop-bao-truoc' })).status).toBe(303);
  expect((await entry('hop-bao-truoc'))?.wordings).toContain('cuộc họp tổ thì báo cho dân trước mấy hôm');
  const tried = await world.deps.knowledge.ask('cuộc họp tổ thì báo cho dân trước mấy hôm');
  expect(tried.answers[0]?.id).toBe('hop-bao-truoc');
  expect(await anh.see(PAGE)).toContain('Không còn câu nào phải xem');
  expect(await audits()).toEqual([
    { action: 'question.wording', subject: 'hop-bao-truoc', detail: { questions: 1 } },
  ]);
  expect((await anh.post(PAGE, { hoi: id, do: 'them:hop-bao-truoc' })).status).toBe(409);
});

test('what may tell who asked is masked on the page and becomes no wording', async () => {
  const id = await ask('tôi là Nguyễn Văn Tám số 0912345678, họp tổ báo trước mấy ngày');
  const page = await anh.see(PAGE);
  expect(page).not.toMatch(/Nguyễn Văn Tám|0912345678/);
  expect(page).toContain('họp tổ báo trước mấy ngày');
  await anh.post(PAGE, { hoi: id, do: 'them:hop-bao-truoc' });
  expect((await entry('hop-bao-truoc'))?.wordings).toEqual(ENTRY.wordings);
  expect(await anh.see(PAGE)).toContain('Không còn câu nào phải xem');
  const again = await ask('tôi là Trần Thị Bảy số 0912345679, hỏi chợ đêm');
  const form = await anh.see(`${PAGE}/moi?hoi=${again}`);
  expect(form).not.toMatch(/Trần Thị Bảy|0912345679/);
});

test('a new entry begins with the residents’ words, is faulted like any other, and answers at once', async () => {
  const id = await ask('phường mình có chợ đêm không');
  await ask('phuong minh co cho dem ko');
  expect(await anh.see(`${PAGE}/moi?hoi=${id}`)).toMatch(/chợ đêm không|cho dem ko/);
  const fields = {
    hoi: id,
    topic: 'Họp tổ dân phố',
    question: 'Phường có chợ đêm không?',
    wordings: 'phuong minh co cho dem ko',
    answer: 'Có, tối thứ bảy.',
    detail: '',
    cites: '10/2022/QH15 Đ.16',
    from: '2026-11-01',
    to: '',
  };
  const wrong = await anh.post(`${PAGE}/moi`, { ...fields, cites: 'luật gì đó' });
  expect(wrong.status).toBe(409);
  expect(await wrong.text()).toContain('Có, tối thứ bảy.');
  const saved = await anh.post(`${PAGE}/moi`, fields);
  expect(saved.headers.get('location')).toBe('/console/kien-thuc/phuong-co-cho-dem-khong?da=hoi-moi');
  expect(await entry('phuong-co-cho-dem-khong')).toMatchObject({ topic: 'Họp tổ dân phố', mark: 'I' });
  expect((await world.deps.knowledge.ask('phường có chợ đêm không')).answers[0]?.text).toBe(
    'Có, tối thứ bảy.',
  );
  expect(await anh.see(PAGE)).toContain('Không còn câu nào phải xem');
  expect((await anh.post(`${PAGE}/moi`, fields)).status).toBe(409);
});

test('set aside is undone from where it was done; what an entry answers is not brought back so', async () => {
  const id = await ask('asdf gì đó');
  const done = await anh.post(PAGE, { hoi: id, do: 'ben' });
  const after = await anh.see(done.headers.get('location') ?? '');
  expect(after).toContain('Lấy lại câu vừa để sang bên');
  expect(after).toContain('Không còn câu nào phải xem');
  await anh.post(PAGE, { hoi: id, do: 'lai' });
  expect(await anh.see(PAGE)).toContain('asdf gì đó');
  await anh.post(PAGE, { hoi: id, do: 'them:hop-bao-truoc' });
  await anh.post(PAGE, { hoi: id, do: 'lai' });
  expect(await anh.see(PAGE)).toContain('Không còn câu nào phải xem');
  expect((await audits()).map((a) => a.action)).toEqual([
    'question.aside',
    'question.back',
    'question.wording',
  ]);
});
