/** What a petition is about: a ward's own list, edited by its officers, and the guess from a petition's words. Pure. */
import { fold } from './text.ts';

/** One line of the list. The order of the list is the order of showing. */
export interface Category {
  /** never changes: tickets name it */
  readonly id: string;
  readonly name: string;
  /** words by which the guess knows it, as people write them; accents may be left out */
  readonly words: readonly string[];
  /** offered and guessed no more; tickets keep it */
  readonly archived: boolean;
}

/** Where nothing fits. It is always there. */
export const OTHER_CATEGORY = 'khac';

const list = (words: string): readonly string[] => words.split(', ');
const one = (id: string, name: string, words: string): Category => ({
  id,
  name,
  words: words === '' ? [] : list(words),
  archived: false,
});

/** The list of a ward that has not made its own. */
export const DEFAULT_CATEGORIES: readonly Category[] = [
  one(
    'duong',
    'đường sá',
    'đường, đường xá, đường ngõ, mặt đường, ổ gà, ổ voi, vỉa hè, ngõ, cầu, nắp cống, lún, sụt, biển báo, đèn giao thông, cây đổ, cây xanh',
  ),
  one('den', 'đèn đường', 'đèn đường, đèn chiếu sáng, đèn, bóng đèn, cột đèn, tối om, chiếu sáng'),
  one(
    'rac',
    'rác, vệ sinh',
    'rác, rác thải, đổ rác, xả rác, bãi rác, mùi hôi, hôi thối, vệ sinh môi trường, xác động vật',
  ),
  one(
    'nuoc',
    'nước, thoát nước',
    'mất nước, nước sạch, nước sinh hoạt, nước máy, ống nước, cống thoát nước, thoát nước, ngập, ngập nước, nước thải, nước bẩn, cống tắc, nước',
  ),
  one('on', 'tiếng ồn', 'ồn ào, tiếng ồn, karaoke, loa kéo, loa, mở nhạc, hát to, ầm ĩ, ồn'),
  one(
    'xay-dung',
    'xây dựng',
    'xây dựng, xây nhà, xây trái phép, xây lấn, lấn chiếm, cơi nới, giấy phép xây, công trình, sửa nhà, lấn đường, lấn vỉa hè',
  ),
  one(
    'an-ninh',
    'an ninh, trật tự',
    'trộm, trộm cắp, mất xe, đánh nhau, cờ bạc, ma tuý, an ninh, trật tự, gây rối, đua xe, chó thả rông, chó chạy rông, chó cắn, camera',
  ),
  one(
    'thai-do',
    'thái độ phục vụ',
    'thái độ, hách sách, hách dịch, quát, nói năng, phục vụ, tiếp dân, một cửa, làm việc chậm, nhân viên',
  ),
  one(OTHER_CATEGORY, 'việc khác', ''),
];

// Also parts of addresses: they decide only when nothing else does.
const FAINT = new Set(['duong', 'ngo', 'cau']);
const FAINT_WEIGHT = 0.4;

/** How much each category's words weigh in a text, heaviest first; those without any are left out. Longer phrases say more. */
export function categoryWeights(
  text: string,
  categories: readonly Category[],
): readonly { readonly id: string; readonly weight: number; readonly found: readonly string[] }[] {
  const folded = ` ${fold(text)} `;
  const typed = ` ${text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
  // "cảm ơn" is no "ồn": who types accents is taken at the word
  const accents = typed !== folded;
  return categories
    .filter((c) => !c.archived)
    .map((c) => {
      let weight = 0;
      const found: string[] = [];
      for (const word of c.words) {
        const plain = fold(word);
        if (plain === '' || !folded.includes(` ${plain} `)) continue;
        const single = !plain.includes(' ');
        if (single && accents && !typed.includes(` ${word.normalize('NFC').toLowerCase()} `)) continue;
        weight += FAINT.has(plain) ? FAINT_WEIGHT : plain.split(' ').length;
        found.push(word);
      }
      return { id: c.id, weight, found };
    })
    .filter((c) => c.weight > 0)
    .sort((a, b) => b.weight - a.weight);
}

/** The category whose words weigh most in the text; `khac` when there is none. */
export function guessCategory(text: string, categories: readonly Category[]): string {
  return categoryWeights(text, categories)[0]?.id ?? OTHER_CATEGORY;
}

/** Its name in the ward's list; the id itself for one nobody knows any more. */
export function categoryName(id: string, categories: readonly Category[]): string {
  return (categories.find((c) => c.id === id) ?? DEFAULT_CATEGORIES.find((c) => c.id === id))?.name ?? id;
}
