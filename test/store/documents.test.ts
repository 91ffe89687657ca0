import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openKnowledge } from '../../src/knowledge.ts';
import {
  documentsStamp,
  listDocuments,
  type NewDocument,
  readPassages,
  removeDocument,
  saveDocument,
} from '../../src/store/documents.ts';
import { wardInfo } from '../../src/store/settings.ts';
import { type TestStore, testStore } from '../helpers/app.ts';

let at: TestStore;
beforeAll(async () => {
  at = await testStore();
});
afterAll(() => at.close());

let n = 0;
/** A document of a number nobody else uses. */
const plan = (text: string, more: Partial<NewDocument> = {}): NewDocument => ({
  kind: 'Kế hoạch',
  number: `${++n}/KH-UBND`,
  title: 'Trồng cây',
  issuer: 'Ủy ban nhân dân phường',
  issuedOn: '2026-03-05',
  passages: [{ path: 'mục 1', heading: 'Cây', text }],
  ...more,
});
const save = (d: NewDocument) => saveDocument(at.store, at.wardId, d, { file: 'a.txt', by: 'chị Lan' });
const textsOf = async (number: string | undefined) =>
  (await readPassages(at.store.pool, at.wardId))
    .filter((p) => p.document.number === number)
    .map((p) => p.text);
const rows = async () => (await listDocuments(at.store.pool, at.wardId, { all: true })).length;

describe('a document', () => {
  it('is kept with its passages in order', async () => {
    const d = plan('', {
      passages: Array.from({ length: 1203 }, (_, i) => ({ path: `mục ${i + 1}`, text: `đoạn ${i + 1}` })),
    });
    const told: string[] = [];
    await saveDocument(at.store, at.wardId, d, {
      file: 'a.txt',
      by: 'chị Lan',
      progress: (_, done) => told.push(String(done)),
    });
    expect(await textsOf(d.number)).toEqual(d.passages.map((p) => p.text));
    expect(told).toEqual(['500', '1000', '1203']);
    const [row] = (await listDocuments(at.store.pool, at.wardId)).filter((r) => r.number === d.number);
    expect(row).toMatchObject({
      kind: 'Kế hoạch',
      issuedOn: '2026-03-05',
      active: true,
      importedBy: 'chị Lan',
      passages: 1203,
    });
  });

  it('imported again as it is, is there once', async () => {
    const d = plan('một');
    expect((await save(d)).outcome).toBe('added');
    const before = [await rows(), await documentsStamp(at.store.pool, at.wardId)];
    expect((await save(d)).outcome).toBe('same');
    expect([await rows(), await documentsStamp(at.store.pool, at.wardId)]).toEqual(before);
  });

  it('in a newer version takes the place of the older one, which is kept', async () => {
    const old = plan('bản cũ');
    const first = await save(old);
    const second = await save({ ...old, passages: [{ path: 'mục 1', text: 'bản mới' }] });
    expect(second.outcome).toBe('replaced');
    expect(await textsOf(old.number)).toEqual(['bản mới']);
    const all = (await listDocuments(at.store.pool, at.wardId, { all: true })).filter(
      (r) => r.number === old.number,
    );
    expect(all.map((r) => [r.id, r.active])).toEqual([
      [second.id, true],
      [first.id, false],
    ]);
    expect(await save(old)).toEqual({ outcome: 'restored', id: first.id });
    expect(await textsOf(old.number)).toEqual(['bản cũ']);
  });

  it('of the same number from another year or another body is another document', async () => {
    const d = plan('năm nay');
    await save(d);
    expect(
      (await save({ ...d, issuedOn: '2025-03-05', passages: [{ path: 'mục 1', text: 'năm trước' }] }))
        .outcome,
    ).toBe('added');
    expect(
      (await save({ ...d, issuer: 'Ủy ban nhân dân tỉnh', passages: [{ path: 'mục 1', text: 'tỉnh' }] }))
        .outcome,
    ).toBe('added');
    expect((await textsOf(d.number)).sort()).toEqual(['năm nay', 'năm trước', 'tỉnh']);
  });

  it('that breaks half way leaves everything as it was', async () => {
    const d = plan('trước');
    await save(d);
    const before = await rows();
    const broken = {
      ...d,
      passages: [
        { path: 'mục 1', text: 'sau' },
        { path: 'mục 2', text: 'không\u0000lưu được' },
      ],
    };
    await expect(save(broken)).rejects.toThrow();
    expect(await rows()).toBe(before);
    expect(await textsOf(d.number)).toEqual(['trước']);
  });

  it('sent by two at once is there once', async () => {
    const d = plan('cùng lúc');
    const outcomes = (await Promise.all([save(d), save(d), save(d)])).map((s) => s.outcome).sort();
    expect(outcomes).toEqual(['added', 'same', 'same']);
    const other = { ...d, passages: [{ path: 'mục 1', text: 'cùng lúc, bản hai' }] };
    await Promise.all([save(other), save({ ...d, passages: [{ path: 'mục 1', text: 'cùng lúc, bản ba' }] })]);
    expect(await textsOf(d.number)).toHaveLength(1);
  });

  it('is removed by number or id, kept, and noted in the audit log', async () => {
    const d = plan('bỏ đi');
    const { id } = await save(d);
    expect(await removeDocument(at.store, at.wardId, 'không có', 'anh Tuấn')).toBeNull();
    expect((await removeDocument(at.store, at.wardId, ` ${d.number?.toLowerCase()} `, 'anh Tuấn'))?.id).toBe(
      id,
    );
    expect(await textsOf(d.number)).toEqual([]);
    expect(await removeDocument(at.store, at.wardId, id, 'anh Tuấn')).toBeNull();
    expect((await save(d)).outcome).toBe('restored');
    expect((await removeDocument(at.store, at.wardId, id.slice(0, 8), 'anh Tuấn'))?.id).toBe(id);
    const log = await at.rows<{ action: string; actor: string }>(
      'SELECT action, actor FROM audit WHERE subject = $1 ORDER BY id',
      [d.number],
    );
    expect(log).toEqual([
      { action: 'document.added', actor: 'chị Lan' },
      { action: 'document.removed', actor: 'anh Tuấn' },
      { action: 'document.restored', actor: 'chị Lan' },
      { action: 'document.removed', actor: 'anh Tuấn' },
    ]);
  });

  it('of another ward is not seen', async () => {
    const d = plan('phường khác');
    const [ward] = await at.rows<{ id: string }>(
      "INSERT INTO ward (slug, name) VALUES ('khac', 'phường Khác') RETURNING id",
    );
    await saveDocument(at.store, ward?.id ?? '', d, { file: 'a.txt', by: 'x' });
    expect(await textsOf(d.number)).toEqual([]);
  });

  it('cannot speak in two versions: the database refuses', async () => {
    const d = plan('một mình');
    const { id } = await save(d);
    await expect(
      at.rows(
        `INSERT INTO document (ward_id, key, title, hash, file, imported_by) SELECT ward_id, key, title, 'x', file, imported_by FROM document WHERE id = $1`,
        [id],
      ),
    ).rejects.toThrow(/document_active/);
  });
});

describe('the knowledge base', () => {
  it('answers from a document as soon as it has looked again, and no more once it is removed', async () => {
    const knowledge = await openKnowledge(at.store, at.wardId, () => new Date('2026-11-22T05:00:00Z'));
    const ward = await wardInfo(at.store.pool, at.wardId);
    const d = plan('Sổ ghi việc của tổ dân phố mở cho dân xem vào ngày rằm.', { number: '777/KH-UBND' });
    const asked = 'theo kế hoạch 777 thì sổ ghi việc của tổ dân phố mở cho dân xem ngày nào';
    await save(d);
    expect(await knowledge.refresh()).toBe(true);
    expect(await knowledge.refresh()).toBe(false);
    const intent = knowledge.understand(asked, undefined);
    expect(intent).toMatchObject({ route: 'faq', confident: true });
    const [answer] = knowledge.answers(intent, ward);
    expect(answer?.text).toContain('Trích Kế hoạch 777/KH-UBND, mục 1: “Sổ ghi việc');
    expect(knowledge.answer(answer?.id ?? '', ward)?.title).toBe(answer?.title);
    expect(knowledge.searchPassages(asked)[0]?.passage.path).toBe('mục 1');
    await removeDocument(at.store, at.wardId, '777/KH-UBND', 'anh Tuấn');
    await knowledge.refresh();
    expect(knowledge.answer(answer?.id ?? '', ward)).toBeNull();
    expect(knowledge.understand(asked, undefined).hits).toEqual([]);
  });
});
