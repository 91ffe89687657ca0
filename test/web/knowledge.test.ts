import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../src/core/types.ts';
import { loadEntries, readEntries } from '../../src/store/entries.ts';
import { openWorld, type Visitor, type World } from './console-world.ts';

const ENTRY: Entry = {
  id: 'hop-bao-truoc',
  topic: 'Họp tổ dân phố',
  question: 'Họp tổ dân phố phải báo trước mấy ngày?',
  wordings: ['họp tổ báo trước bao lâu', 'báo họp trước mấy hôm'],
  cites: [{ act: '10/2022/QH15', article: '16' }],
  mark: 'V',
  from: '2023-07-01',
  next: [],
  answer: 'Chậm nhất 2 ngày trước khi họp.',
  detail: '',
};
const OTHER: Entry = {
  ...ENTRY,
  id: 'hop-ai-goi',
  question: 'Ai gọi họp tổ dân phố?',
  wordings: ['ai mời họp'],
};

const form = (change: Readonly<Record<string, string>> = {}) => ({
  question: ENTRY.question,
  wordings: ENTRY.wordings.join('\n'),
  answer: 'Chậm nhất 2 ngày trước ngày họp.',
  detail: '',
  cites: '10/2022/QH15 Đ.16',
  from: '2023-07-01',
  to: '',
  ...change,
});

let world: World;
let officer: Visitor;
beforeEach(async () => {
  world = await openWorld();
  await loadEntries(world.store, world.wardId, [
    { ...ENTRY, signed: { by: 'Bà Ánh', on: '2026-11-01' } },
    OTHER,
  ]);
  await world.deps.knowledge.refresh();
  officer = await world.officer('handler');
});
afterEach(() => world.end());

const entry = async () =>
  (await readEntries(world.store.pool, world.wardId)).entries.find((e) => e.id === ENTRY.id);

describe('trying a question', () => {
  it('shows what a resident would be told and why, and keeps nothing', async () => {
    const page = await (
      await officer.post('/console/kien-thuc/thu', { question: 'bao hop truoc may hom' })
    ).text();
    expect(page).toContain('Chậm nhất 2 ngày trước khi họp.');
    expect(page).toContain('Vì sao');
    expect((await world.store.pool.query('SELECT 1 FROM question')).rowCount).toBe(0);
  });
});

describe('an entry', () => {
  it('is changed as a new version that loses the signature, and is what residents are told at once', async () => {
    const saved = await officer.post('/console/kien-thuc/hop-bao-truoc', form());
    expect(saved.status).toBe(303);
    expect(await entry()).toMatchObject({ answer: 'Chậm nhất 2 ngày trước ngày họp.' });
    expect((await entry())?.signed).toBeUndefined();
    expect((await world.deps.knowledge.answer('hop-bao-truoc'))?.text).toContain('trước ngày họp');
    expect(await officer.see('/console/kien-thuc/hop-bao-truoc')).toContain(officer.officer.name);
  });

  it.each([
    ['an answer that is too long', { answer: 'a'.repeat(501) }, /501 ký tự/],
    ['a source nobody can read', { cites: 'Luật gì đó' }, /Chưa đọc được căn cứ/],
    ['an act that is not known', { cites: '99/2099/QH99 Đ.1' }, /Chưa đọc được căn cứ/],
    ['a wording of another entry', { wordings: 'Ai mời họp' }, /đã có ở mục/],
    ['a day that does not exist', { from: '2026-02-31' }, /Ngày viết năm-tháng-ngày/],
  ])('is not saved with %s, and what was typed stays', async (_what, change, words) => {
    const back = await officer.post('/console/kien-thuc/hop-bao-truoc', form({ detail: 'gõ dở', ...change }));
    const page = await back.text();
    expect(page).toMatch(words);
    expect(page).toContain('gõ dở');
    expect(await entry()).toMatchObject({ answer: ENTRY.answer });
  });

  it('is signed by a leader under their own name, on the day', async () => {
    const leader = await world.officer('leader');
    expect((await leader.post('/console/kien-thuc/hop-ai-goi/ky', {})).status).toBe(303);
    const { entries } = await readEntries(world.store.pool, world.wardId);
    expect(entries.find((e) => e.id === 'hop-ai-goi')?.signed).toEqual({
      by: leader.officer.name,
      on: '2026-11-23',
    });
  });
});
