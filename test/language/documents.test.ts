import { describe, expect, it } from 'vitest';
import { buildDocuments, searchDocuments } from '../../src/language/index.ts';
import { evaluateDocuments } from '../bench/eval-documents.ts';
import { haveSets } from '../bench/eval-sets.ts';

const index = buildDocuments([
  {
    id: 'p1',
    title: 'Kế hoạch vệ sinh',
    heading: 'Thu gom rác',
    text: 'Xe thu gom rác vào các ngõ hai ngày một lần.',
  },
  {
    id: 'p2',
    title: 'Kế hoạch vệ sinh',
    heading: 'Kinh phí',
    text: 'Kinh phí do ngân sách phường và đóng góp của các hộ.',
  },
  { id: 'p3', title: 'Quy chế họp', text: 'Cuộc họp do tổ trưởng triệu tập.' },
]);

describe('document search', () => {
  it('finds the passage, with or without accents', () => {
    expect(searchDocuments(index, 'xe rác mấy ngày vào ngõ một lần')[0]?.id).toBe('p1');
    expect(searchDocuments(index, 'kinh phi lay o dau')[0]?.id).toBe('p2');
  });
  it('gives scores from 0 to 1, best first, and nothing for words it has never seen', () => {
    const hits = searchDocuments(index, 'tổ trưởng triệu tập họp');
    expect(hits[0]?.id).toBe('p3');
    for (const h of hits) expect(h.score > 0 && h.score <= 1).toBe(true);
    expect(searchDocuments(index, 'xyz')).toEqual([]);
    expect(searchDocuments(buildDocuments([]), 'họp')).toEqual([]);
  });
  it.skipIf(!haveSets)('reaches the figures on the public legal set (needs ../shared/data)', () => {
    const { recall, mrr } = evaluateDocuments();
    expect(recall).toBeGreaterThanOrEqual(0.8);
    expect(mrr).toBeGreaterThanOrEqual(0.86);
  });
});
