import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Matter, majority } from '../../src/law/index.ts';

describe('a decision of the group', () => {
  it.each<[Matter, number, number]>([
    ['contributions', 100, 67],
    ['contributions', 99, 66],
    ['funds', 3, 2],
    ['funds', 1, 1],
    ['convention', 100, 51],
    ['head', 101, 51],
    ['boards', 2, 2],
    ['other', 150, 76],
    ['contributions-ward', 10, 7],
    ['funds-ward', 12, 8],
    ['online-method', 80, 41],
    ['convention-quorum', 80, 41],
    ['initiative', 101, 11],
    ['initiative', 100, 10],
  ])('%s among %i needs %i: one fewer does not pass', (matter, all, needed) => {
    expect(majority(matter, all, needed)).toMatchObject({ passes: true, needed });
    expect(majority(matter, all, needed - 1)).toMatchObject({ passes: false, needed });
  });

  it('is counted over all households, not those present: 60 of 62 present is not enough of 100 for road money', () => {
    const { passes, explanation } = majority('contributions', 100, 60);
    expect(passes).toBe(false);
    expect(explanation).toContain('kể cả hộ không đi họp');
    expect(explanation).toContain('khoản 1 Điều 21 Luật Thực hiện dân chủ ở cơ sở');
  });

  it('counts groups for a matter of the whole ward', () => {
    expect(majority('funds-ward', 12, 8).explanation).toContain('12 tổ dân phố thì cần ít nhất 8 tổ dân phố');
  });

  it('agrees with the fractions of the law for any size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.nat(), (all, some) => {
        const agree = some % (all + 1);
        expect(majority('funds', all, agree).passes).toBe(3 * agree >= 2 * all);
        expect(majority('head', all, agree).passes).toBe(2 * agree > all);
        expect(majority('initiative', all, agree).passes).toBe(10 * agree >= all);
      }),
    );
  });

  it.each([
    [0, 0],
    [10, 11],
    [10, -1],
    [10.5, 3],
    [10, 2.5],
    [Number.NaN, 1],
  ])('refuses %d households with %d agreeing', (all, agree) => {
    expect(() => majority('other', all, agree)).toThrow(expect.objectContaining({ fault: 'bad-input' }));
  });
});
