import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../src/core/types.ts';
import { entriesStamp, loadEntries, readEntries, saveEntry } from '../../src/store/entries.ts';
import { type TestStore, testStore } from '../helpers/app.ts';

let at: TestStore;
beforeEach(async () => {
  at = await testStore();
});
afterEach(() => at.close());

const entry = (id: string, answer: string, more: Partial<Entry> = {}): Entry => ({
  id,
  topic: 'Họp tổ dân phố',
  question: `Câu hỏi ${id}?`,
  wordings: ['một', 'hai', 'ba', 'bốn', 'năm'],
  cites: [{ act: '59/2023/NĐ-CP', article: '3', clause: '1' }],
  mark: 'V',
  from: '2023-08-15',
  next: [],
  answer,
  detail: '',
  ...more,
});
const load = (...entries: Entry[]) => loadEntries(at.store, at.wardId, entries);
const read = async () => (await readEntries(at.store.pool, at.wardId)).entries;
const stamp = () => entriesStamp(at.store.pool, at.wardId);
const versions = (id: string) =>
  at.rows<{ version: number; source: string; by: string | null; answer: string }>(
    `SELECT version, source, by, content->>'answer' AS answer FROM entry_version WHERE entry_id = $1 ORDER BY version`,
    [id],
  );

describe('entries of the files', () => {
  it('come back from the database as they were', async () => {
    const full = entry('a', 'một', {
      to: '2026-08-31',
      next: ['b'],
      detail: 'dài',
      signed: { by: 'Nguyễn Thị Lan', on: '2026-11-22' },
      cites: [{ act: 'TCTT-2026', article: '?' }],
    });
    expect(await load(full, entry('b', 'hai'))).toEqual({ added: 2, updated: 0, kept: 0, retired: 0 });
    expect(await read()).toEqual([full, entry('b', 'hai')]);
  });

  it('are touched only when they changed, and every change is a version', async () => {
    await load(entry('a', 'một'), entry('b', 'hai'));
    const before = await stamp();
    expect(await load(entry('a', 'một'), entry('b', 'hai'))).toEqual({
      added: 0,
      updated: 0,
      kept: 0,
      retired: 0,
    });
    expect(await stamp()).toBe(before);
    expect(await load(entry('a', 'mới'), entry('b', 'hai'))).toMatchObject({ updated: 1 });
    expect((await versions('a')).map((v) => v.answer)).toEqual(['một', 'mới']);
    expect(await versions('b')).toHaveLength(1);
    expect(await stamp()).not.toBe(before);
  });

  it('that are gone are retired, not lost, and come back', async () => {
    await load(entry('a', 'một'), entry('b', 'hai'));
    expect(await load(entry('a', 'một'))).toMatchObject({ retired: 1 });
    expect((await read()).map((e) => e.id)).toEqual(['a']);
    expect(await load(entry('a', 'một'))).toMatchObject({ retired: 0 });
    await load(entry('a', 'một'), entry('b', 'hai'));
    expect((await read()).map((e) => e.id)).toEqual(['a', 'b']);
  });

  it('are loaded once by starts that come at the same time', async () => {
    const all = [entry('a', 'một'), entry('b', 'hai')];
    const other = await at.another();
    const loaded = await Promise.all(
      [at.store, other, at.store, other].map((s) => loadEntries(s, at.wardId, all)),
    );
    expect(loaded.map((l) => l.added).sort()).toEqual([0, 0, 0, 2]);
    expect(await versions('a')).toHaveLength(1);
  });
});

describe('what an officer changed', () => {
  it('wins over the file, also over the next upgrade, and is told as kept', async () => {
    await load(entry('a', 'của tệp'));
    await saveEntry(at.store, at.wardId, entry('a', 'của cán bộ'), 'Lan');
    expect(await load(entry('a', 'của tệp'))).toMatchObject({ kept: 0, updated: 0 });
    expect(await load(entry('a', 'của tệp, mới'))).toMatchObject({ kept: 1, updated: 0 });
    expect((await read()).map((e) => e.answer)).toEqual(['của cán bộ']);
    expect(await versions('a')).toEqual([
      { version: 1, source: 'file', by: null, answer: 'của tệp' },
      { version: 2, source: 'officer', by: 'Lan', answer: 'của cán bộ' },
    ]);
  });

  it('stays when the file is gone, and so does what an officer wrote anew', async () => {
    await load(entry('a', 'của tệp'));
    await saveEntry(at.store, at.wardId, entry('a', 'của cán bộ'), 'Lan');
    await saveEntry(at.store, at.wardId, entry('moi', 'viết mới'), 'Lan');
    expect(await load()).toMatchObject({ retired: 0 });
    expect((await read()).map((e) => e.id)).toEqual(['a', 'moi']);
  });

  it('is two versions when two officers save at once', async () => {
    await load(entry('a', 'của tệp'));
    await Promise.all(['Lan', 'Tuấn'].map((by) => saveEntry(at.store, at.wardId, entry('a', by), by)));
    expect((await versions('a')).map((v) => v.version)).toEqual([1, 2, 3]);
  });
});

describe('a row that no longer has the right shape', () => {
  it('is left out and named; the others are told as before', async () => {
    await load(entry('a', 'một'), entry('b', 'hai'));
    await at.rows(`UPDATE entry SET content = content - 'answer' WHERE id = 'a'`);
    expect(await readEntries(at.store.pool, at.wardId)).toMatchObject({
      entries: [{ id: 'b' }],
      broken: ['a'],
    });
  });
});

describe('the stamp', () => {
  it('notices a change that was begun before another, and committed after it', async () => {
    await load(entry('a', 'một'), entry('b', 'hai'));
    await at.rows(`UPDATE entry SET updated_at = now() + interval '1 minute' WHERE id = 'b'`);
    const before = await stamp();
    await saveEntry(at.store, at.wardId, entry('a', 'chậm'), 'Lan');
    expect(await stamp()).not.toBe(before);
  });
});
