import { describe, expect, it } from 'vitest';
import { locales } from '../../locales/index.ts';
import { DEFAULT_CATEGORIES, guessCategory } from '../../src/core/categories.ts';

const categoryOf = (text: string) => guessCategory(text, DEFAULT_CATEGORIES);

describe('the guess of a category', () => {
  it.each([
    ['Đèn đường ngõ 5 hỏng', 'den'],
    ['den duong toi om', 'den'],
    ['Ổ gà to trên đường vào làng', 'duong'],
    ['Rác đổ đầy ngõ, mùi hôi', 'rac'],
    ['Mất nước sinh hoạt ba hôm', 'nuoc'],
    ['Nhà bên mở karaoke ồn ào', 'on'],
    ['Hàng xóm xây nhà lấn chiếm', 'xay-dung'],
    ['Tối qua mất trộm xe', 'an-ninh'],
    ['Nhân viên một cửa thái độ', 'thai-do'],
    ['Cảm ơn các bác, việc ở nhà văn hoá', 'khac'],
    ['Chuyện khác hẳn', 'khac'],
    ['', 'khac'],
  ])('%j: %s', (text, category) => {
    expect(categoryOf(text)).toBe(category);
  });
});

describe('the list of categories', () => {
  it('has our names where the ward has changed nothing', () => {
    const words: Readonly<Record<string, string>> = locales.vi;
    for (const { id, name } of DEFAULT_CATEGORIES) expect(words[`category.${id}`]).toBe(name);
  });

  it('is guessed from in the words of the ward, and never gives what was put away', () => {
    const own = [
      { id: 'cay', name: 'cây xanh', words: ['cây xà cừ'], archived: false },
      { id: 'cho', name: 'chợ', words: ['họp chợ'], archived: true },
    ];
    expect(guessCategory('Cay xa cu sap do', own)).toBe('cay');
    expect(guessCategory('Họp chợ tràn ra đường', own)).toBe('khac');
  });
});
