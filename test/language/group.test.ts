import { describe, expect, it } from 'vitest';
import { group, similarTo } from '../../src/language/index.ts';

const ASKED = [
  { id: 'a', text: 'lịch tiếp dân của chủ tịch phường ngày nào' },
  { id: 'b', text: 'bao giờ chủ tịch phường tiếp dân' },
  { id: 'c', text: 'chu tich phuong tiep dan ngay nao vay ad' },
  { id: 'd', text: 'tiền rác một tháng bao nhiêu' },
  { id: 'e', text: 'phí thu gom rác mỗi tháng bao nhiêu tiền' },
  { id: 'f', text: 'nhà văn hóa mở cửa mấy giờ' },
];

describe('grouping of unanswered questions', () => {
  it('puts like questions together, whatever the typing, the biggest group first', () => {
    const groups = group(ASKED, 0.25);
    expect([...(groups[0]?.ids ?? [])].sort()).toEqual(['a', 'b', 'c']);
    expect(groups.at(-1)?.ids).toHaveLength(1);
    expect(groups.flatMap((g) => g.ids).sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });
  it('names a lead that is in the group, and gives the same twice', () => {
    const groups = group(ASKED);
    for (const g of groups) expect(g.ids[0]).toBe(g.lead);
    expect(group(ASKED)).toEqual(groups);
  });
  it('measures likeness to a text', () => {
    const [same, other] = similarTo('chủ tịch tiếp dân ngày nào', [
      ASKED[2]?.text ?? '',
      ASKED[3]?.text ?? '',
    ]);
    expect(same ?? 0).toBeGreaterThan(other ?? 1);
  });
  it('of nothing is nothing', () => {
    expect(group([])).toEqual([]);
    expect(similarTo('a', [])).toEqual([]);
  });
});
