import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseEntries } from '../../src/core/entry.ts';
import type { Entry, Route } from '../../src/core/types.ts';
import { isUnderReview, readEntryFiles } from '../../src/knowledge.ts';
import { entryFiles, entryText, exportFaults, reviewList, unanswered } from '../../src/learning.ts';
import { loadEntries, readEntries, saveEntry } from '../../src/store/entries.ts';
import {
  dropOldTexts,
  LearningFault,
  makeEntry,
  makeWording,
  openAsked,
  questionFigures,
  setAside,
} from '../../src/store/questions.ts';
import { entryVersions, signEntry } from '../../src/store/sign-off.ts';
import { type TestStore, testStore } from '../helpers/app.ts';

let at: TestStore;
beforeAll(async () => {
  at = await testStore();
});
afterAll(() => at.close());
beforeEach(async () => {
  await at.rows('DELETE FROM question');
  await at.rows('DELETE FROM entry');
  await at.rows('DELETE FROM setting');
});

let inbox = 0;
interface Asked {
  readonly route?: Route;
  readonly answered?: readonly string[];
  readonly confident?: boolean;
  readonly verdict?: 'right' | 'wrong';
  readonly at?: string;
}
/** A question as a turn keeps it. */
async function ask(text: string, more: Asked = {}): Promise<string> {
  const [row] = await at.rows<{ id: string }>(
    `INSERT INTO question (ward_id, inbox_id, text, route, answered, score, confident, verdict, at)
VALUES ($1, $2, $3, $4, $5, 0.4, $6, $7, $8) RETURNING id`,
    [
      at.wardId,
      ++inbox,
      at.store.vault.seal('question.text', text),
      more.route ?? 'faq',
      more.answered ?? [],
      more.confident ?? false,
      more.verdict ?? null,
      more.at ?? '2026-11-20T02:00:00Z',
    ],
  );
  return row?.id ?? '';
}

const entry = (id: string, more: Partial<Entry> = {}): Entry => ({
  id,
  topic: 'Họp',
  question: `Câu hỏi ${id}?`,
  wordings: [`${id} một`, `${id} hai`, `${id} ba`, `${id} bốn`, `${id} năm`],
  cites: [{ act: '10/2022/QH15', article: '21', clause: '1' }],
  mark: 'V',
  from: '2023-07-01',
  next: [],
  answer: 'Câu trả lời.',
  detail: 'Dài hơn.',
  ...more,
});
const load = (...entries: Entry[]) => loadEntries(at.store, at.wardId, entries);
const held = async (id: string) =>
  (await readEntries(at.store.pool, at.wardId)).entries.find((e) => e.id === id);
const open = async () => (await openAsked(at.store, at.wardId)).map((q) => q.text);

describe('questions without a good answer', () => {
  it('are those told unsure or called wrong, with their words; what was right or no question of ours is not among them', async () => {
    await ask('họp tổ mấy hộ thì được');
    await ask('ai được bầu', { confident: true, verdict: 'wrong' });
    await ask('đã trả lời', { confident: true, verdict: 'right' });
    await ask('đã trả lời, không nói gì', { confident: true });
    await ask('đường hỏng', { route: 'petition.phan-anh' });
    expect(await open()).toEqual(['ai được bầu', 'họp tổ mấy hộ thì được']);
  });

  it('are grouped by likeness, most asked first, with how many were called wrong and the latest day', async () => {
    await ask('tiền quỹ tổ dân phố ai giữ', { at: '2026-11-01T00:00:00Z' });
    await ask('phí gửi xe ở nhà văn hóa');
    await ask('ai giữ tiền quỹ của tổ dân phố', {
      confident: true,
      verdict: 'wrong',
      at: '2026-11-03T00:00:00Z',
    });
    await ask('tien quy to dan pho ai giu vay', { at: '2026-11-02T00:00:00Z' });
    const [first, second] = await unanswered(at.store, at.wardId);
    expect(first).toMatchObject({ count: 3, wrong: 1, latest: new Date('2026-11-03T00:00:00Z') });
    expect(second?.questions.map((q) => q.text)).toEqual(['phí gửi xe ở nhà văn hóa']);
  });

  it('become wordings of an entry, as an officer’s change with a version, and leave the list', async () => {
    await load(entry('quy', { signed: { by: 'Lan', on: '2026-11-01' } }));
    const ids = [await ask('Ai giữ  tiền quỹ?'), await ask('ai giu tien quy'), await ask('QUY MỘT')];
    expect(await makeWording(at.store, at.wardId, ids, 'quy', 'anh Tuấn')).toBe(1);
    expect((await held('quy'))?.wordings).toEqual([...entry('quy').wordings, 'Ai giữ tiền quỹ?']);
    expect((await held('quy'))?.signed).toEqual({ by: 'Lan', on: '2026-11-01' });
    const [latest] = await entryVersions(at.store.pool, at.wardId, 'quy');
    expect(latest).toMatchObject({
      version: 2,
      source: 'officer',
      by: 'anh Tuấn',
      changes: [{ field: 'wordings' }],
    });
    expect(await open()).toEqual([]);
    await load(entry('quy', { answer: 'Tệp mới.' }));
    expect((await held('quy'))?.wordings).toContain('Ai giữ tiền quỹ?');
  });

  it('can be answered by a wording the officer writes in place of the resident’s words', async () => {
    await load(entry('quy'));
    const id = await ask('nhà tôi số 12 ngõ 5, ông Ba lấy tiền quỹ thì sao');
    expect(
      await makeWording(at.store, at.wardId, [id], 'quy', 'anh Tuấn', ['giữ sai tiền quỹ thì sao']),
    ).toBe(1);
    expect((await held('quy'))?.wordings.at(-1)).toBe('giữ sai tiền quỹ thì sao');
    expect(await open()).toEqual([]);
  });

  it('never make two entries answer one wording, and the refusal repeats no resident’s words', async () => {
    await load(entry('quy'), entry('hop', { wordings: ['ai gọi họp', 'b', 'c', 'd', 'e'] }));
    const id = await ask('Ai goi hop??');
    const refused = await makeWording(at.store, at.wardId, [id], 'quy', 'x').catch((e: unknown) => e);
    expect(refused).toBeInstanceOf(LearningFault);
    expect(String(refused)).toContain('hop');
    expect(String(refused)).not.toContain('goi hop');
    expect(await open()).toEqual(['Ai goi hop??']);
    await expect(makeWording(at.store, at.wardId, [id], 'khong-co', 'x')).rejects.toThrow(LearningFault);
  });

  it('become a new entry', async () => {
    const ids = [await ask('gửi xe ở nhà văn hóa mất tiền không'), await ask('phí gửi xe nhà văn hóa')];
    const draft = entry('gui-xe', { wordings: ['gửi xe có phải trả tiền'] });
    await makeEntry(at.store, at.wardId, ids, draft, 'anh Tuấn');
    expect((await held('gui-xe'))?.wordings).toEqual([
      'gửi xe có phải trả tiền',
      'gửi xe ở nhà văn hóa mất tiền không',
      'phí gửi xe nhà văn hóa',
    ]);
    expect(await open()).toEqual([]);
    await expect(makeEntry(at.store, at.wardId, [], draft, 'x')).rejects.toThrow(/đã có/);
    for (const bad of [{ id: 'Có dấu' }, { answer: ' ' }, { cites: [] }, { answer: 'a'.repeat(501) }])
      await expect(makeEntry(at.store, at.wardId, [], { ...draft, id: 'khac', ...bad }, 'x')).rejects.toThrow(
        LearningFault,
      );
  });

  it('can be set aside', async () => {
    await setAside(at.store, at.wardId, [await ask('asdf')]);
    expect(await open()).toEqual([]);
  });
});

describe('the words of questions', () => {
  const NOW = new Date('2026-11-22T00:00:00Z');
  const kept = async () => (await at.rows<{ n: number }>('SELECT count(text)::int AS n FROM question'))[0]?.n;

  it('are wiped after 180 days; what was answered and judged stays', async () => {
    await ask('cũ', { at: '2026-05-25T00:00:00Z', verdict: 'wrong', answered: ['a'] });
    await ask('mới', { at: '2026-05-27T00:00:00Z' });
    expect(await dropOldTexts(at.store, at.wardId, NOW)).toBe(1);
    expect(await dropOldTexts(at.store, at.wardId, NOW)).toBe(0);
    expect(await open()).toEqual(['mới']);
    expect((await at.rows('SELECT answered, verdict FROM question WHERE text IS NULL'))[0]).toEqual({
      answered: ['a'],
      verdict: 'wrong',
    });
  });

  it.each([
    [{ questionDays: 30 }, 1],
    [{ questionDays: 9999 }, 2],
    [{ questionDays: 'x' }, 2],
    [{}, 2],
  ])('are kept as long as the ward set, never longer than 180 days: %j', async (value, left) => {
    await at.rows(`INSERT INTO setting (ward_id, key, value) VALUES ($1, 'retention', $2)`, [
      at.wardId,
      JSON.stringify(value),
    ]);
    await ask('40 ngày', { at: '2026-10-13T00:00:00Z' });
    await ask('hôm qua', { at: '2026-11-21T00:00:00Z' });
    await ask('năm ngoái', { at: '2025-11-21T00:00:00Z' });
    await dropOldTexts(at.store, at.wardId, NOW);
    expect(await kept()).toBe(left);
  });

  it('of a denunciation are wiped at once, listed nowhere, and become no wording', async () => {
    await load(entry('quy'));
    const id = await ask('ông X lấy tiền', { route: 'petition.to-cao' });
    expect(await open()).toEqual([]);
    await expect(makeWording(at.store, at.wardId, [id], 'quy', 'x')).rejects.toThrow(LearningFault);
    await dropOldTexts(at.store, at.wardId, NOW);
    expect(await kept()).toBe(0);
  });
});

it('figures: questions per route, share answered straight, verdicts per entry, since a day', async () => {
  await ask('a', { confident: true, answered: ['quy'], verdict: 'wrong' });
  await ask('b', { confident: true, answered: ['quy'], verdict: 'right' });
  await ask('c', { confident: true, answered: ['hop'] });
  await ask('d', { answered: ['quy', 'hop'] });
  await ask('e', { route: 'greeting', confident: true });
  await ask('f', { confident: true, answered: ['hop'], at: '2026-01-01T00:00:00Z' });
  const figures = await questionFigures(at.store.pool, at.wardId, new Date('2026-11-01T00:00:00Z'));
  expect(figures).toEqual({
    asked: 5,
    confidentShare: 0.75,
    open: 2,
    routes: [
      { route: 'faq', asked: 4, confident: 3, right: 1, wrong: 1 },
      { route: 'greeting', asked: 1, confident: 1, right: 0, wrong: 0 },
    ],
    entries: [
      { entry: 'quy', told: 2, right: 1, wrong: 1 },
      { entry: 'hop', told: 1, right: 0, wrong: 0 },
    ],
  });
  expect((await questionFigures(at.store.pool, at.wardId)).asked).toBe(6);
  await at.rows('DELETE FROM question');
  expect((await questionFigures(at.store.pool, at.wardId)).confidentShare).toBeNull();
});

describe('sign-off', () => {
  it('says who and when, is a version of its own, and leaves a file’s entry following its file', async () => {
    await load(entry('quy'));
    expect(await signEntry(at.store, at.wardId, 'quy', 'Trần Thị Lan', '2026-11-22')).toBe(true);
    expect((await held('quy'))?.signed).toEqual({ by: 'Trần Thị Lan', on: '2026-11-22' });
    expect(await entryVersions(at.store.pool, at.wardId, 'quy')).toMatchObject([
      {
        version: 2,
        source: 'file',
        by: 'Trần Thị Lan',
        signed: { by: 'Trần Thị Lan', on: '2026-11-22' },
        changes: [{ field: 'signed', before: '', after: 'Trần Thị Lan, 2026-11-22' }],
      },
      { version: 1, source: 'file', signed: null, changes: [] },
    ]);
    await load(entry('quy'));
    expect((await held('quy'))?.signed).toBeDefined();
    await load(entry('quy', { answer: 'Lời mới.' }));
    expect(await held('quy')).toMatchObject({ answer: 'Lời mới.' });
    expect((await held('quy'))?.signed).toBeUndefined();
  });

  it('of an entry that is not there is refused', async () => {
    expect(await signEntry(at.store, at.wardId, 'khong-co', 'Lan', '2026-11-22')).toBe(false);
  });

  it('versions of a file and of an officer both show who signed, and what changed', async () => {
    await load(entry('quy', { signed: { by: 'Lan', on: '2026-11-01' } }));
    const signed = { by: 'Tuấn', on: '2026-11-02' };
    await saveEntry(
      at.store,
      at.wardId,
      entry('quy', { answer: 'Khác.', cites: [{ act: 'A', article: '2' }], signed }),
      'anh Tuấn',
    );
    const [second, first] = await entryVersions(at.store.pool, at.wardId, 'quy');
    expect(first?.signed).toEqual({ by: 'Lan', on: '2026-11-01' });
    expect(second).toMatchObject({ source: 'officer', by: 'anh Tuấn', signed });
    expect(second?.changes).toEqual([
      { field: 'answer', before: 'Câu trả lời.', after: 'Khác.' },
      { field: 'cites', before: '10/2022/QH15 Đ.21 k.1', after: 'A Đ.2' },
      { field: 'signed', before: 'Lan, 2026-11-01', after: 'Tuấn, 2026-11-02' },
    ]);
  });
});

describe('the review list', () => {
  const TODAY = '2026-11-22';
  const reasons = (more: Partial<Entry>) => reviewList([entry('a', more)], TODAY)[0]?.reasons ?? [];
  const signed = (on: string) => ({ signed: { by: 'Lan', on } });
  const cites = (act: string) => ({ cites: [{ act, article: '1' }] });

  it('names entries whose validity is over', () => {
    expect(reasons({ to: '2026-08-31' })).toEqual(['Hết hiệu lực từ sau ngày 31/08/2026.']);
    expect(reasons({ to: TODAY })).toEqual([]);
  });

  it('names entries whose act was amended after they were signed, not before', () => {
    expect(reasons({ ...cites('02/2011/QH13'), ...signed('2026-06-30') })).toEqual([
      'Luật Khiếu nại được sửa đổi bởi 136/2025/QH15 từ ngày 01/07/2026, sau ngày ký duyệt 30/06/2026.',
    ]);
    expect(reasons({ ...cites('02/2011/QH13'), ...signed('2026-07-01') })).toEqual([]);
    expect(reasons(cites('02/2011/QH13'))).toEqual([]);
  });

  it('names entries whose act ended after they were signed, and those that rest on ended acts alone', () => {
    const old = { act: '104/2016/QH13', article: '1' };
    const both = { cites: [old, { act: 'TCTT-2026', article: '1' }] };
    expect(reasons({ ...both, ...signed('2026-08-01') })).toEqual([
      'Luật Tiếp cận thông tin đã hết hiệu lực sau ngày 31/08/2026.',
    ]);
    expect(reasons({ ...both, ...signed('2026-09-01') })).toEqual([]);
    expect(reasons({ cites: [old] })).toHaveLength(1);
  });

  it('and what residents are told agree on what was signed', () => {
    const old = { act: '104/2016/QH13', article: '1' };
    const both = { cites: [old, { act: 'TCTT-2026', article: '1' }] };
    const all = ['2026-08-01', '2026-08-31', '2026-09-01', '2026-11-22'].map((on) =>
      entry(on, { ...both, ...signed(on) }),
    );
    all.push(
      entry('amended', { ...cites('02/2011/QH13'), ...signed('2026-06-30') }),
      entry('over', { to: '2026-01-01', ...signed('2025-01-01') }),
    );
    const listed = new Set(reviewList(all, TODAY).map((item) => item.entry.id));
    expect(all.filter((e) => isUnderReview(e, TODAY)).map((e) => e.id)).toEqual([...listed]);
    expect([...listed]).toEqual(['2026-08-01', '2026-08-31', 'amended', 'over']);
  });
});

describe('entries written back to files', () => {
  it('every entry of the program comes back as it was', async () => {
    const { entries } = await readEntryFiles();
    const files = entryFiles(entries);
    const read = [...files].map(([topic, text]) => parseEntries(topic, text));
    expect(read.flatMap((r) => r.faults)).toEqual([]);
    const byId = (list: readonly Entry[]) => new Map(list.map((e) => [e.id, e]));
    expect(byId(read.flatMap((r) => r.entries))).toEqual(byId(entries));
    expect(exportFaults(files)).toEqual([]);
  });

  it('so does one with everything in it, lines that look like headings included', () => {
    const all = entry('tat-ca', {
      to: '2030-01-01',
      next: ['a', 'b'],
      signed: { by: 'Lan, phó chủ tịch', on: '2026-11-22' },
      cites: [
        { act: 'TCTT-2026', article: '?' },
        { act: '42/2013/QH13', article: '12a', clause: '1.đ' },
      ],
      detail: 'Một.\n\n- Hai\n- Ba',
    });
    expect(parseEntries('x', `# Họp\n\n${entryText(all)}`)).toEqual({ entries: [all], faults: [] });
    const odd = entry('la', { answer: 'Một.\n## khong-phai-muc\n### Chi tiết\nHai.', detail: '' });
    const back = parseEntries('x', `# Họp\n\n${entryText(odd)}`);
    expect(back.faults).toEqual([]);
    expect(back.entries).toHaveLength(1);
    expect(back.entries[0]?.answer.replace(/^ +/gm, '')).toBe(odd.answer);
  });

  it('an officer’s entry with few wordings is written, and what it lacks is said', () => {
    const files = entryFiles([entry('moi', { wordings: ['một'] })]);
    expect([...files.values()].join()).toContain('## moi');
    expect(exportFaults(files)).toEqual([expect.stringMatching(/^Họp:\d+ cần ít nhất 5/)]);
  });
});
