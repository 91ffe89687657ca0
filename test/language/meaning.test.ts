import { describe, expect, it } from 'vitest';
import { buildIndex, understand } from '../../src/language/index.ts';
import { entries } from '../bench/eval-sets.ts';

const index = buildIndex(entries());
const route = (text: string) => understand(index, text).route;
const best = (text: string, lastEntry?: string) =>
  understand(index, text, lastEntry === undefined ? {} : { lastEntry }).hits[0]?.id;

describe('what is asked', () => {
  it("an entry's own words, accents aside, are told straight", () => {
    for (const e of entries().filter((_, n) => n % 40 === 0)) {
      const { hits } = understand(index, e.question);
      expect(hits[0]?.id, e.question).toBe(e.id);
    }
    expect(understand(index, 'phuong phai cong khai nhung gi').confident).toBe(true);
  });
  it('the options of a quiz say nothing of what is asked', () => {
    const stem = 'Thời hiệu khiếu nại quyết định hành chính là';
    expect(best(`${stem}: A. 30 ngày B. 60 ngày C. 90 ngày D. 180 ngày`)).toBe('kn-thoi-hieu');
    expect(route(`${stem}: a) 30 ngày b) 90 ngày`)).toBe('faq');
  });
  it('a question with its reason after it is a question', () => {
    expect(route('tố cáo thì cán bộ có nói tên tôi ra không, sợ bị trả thù lắm')).toBe('faq');
    expect(route('giai quyet lan dau toi khong dong y thi di dau nua')).toBe('faq');
  });
  it('a rule that is named and nothing told is asked about', () => {
    for (const text of [
      'mẫu đơn tố cáo',
      'nghia vu cua nguoi to cao',
      'thời hạn giải quyết khiếu nại lần đầu',
    ])
      expect(route(text), text).toBe('faq');
  });
  it('who speaks of no office and no firm asks about the ward', () => {
    expect(best('ban thanh tra nhân dân có mấy người, làm mấy năm')).toMatch(/^btt-/);
    expect(best('Ban Thanh tra nhân dân ở doanh nghiệp nhà nước có quyền hạn nào?')).toMatch(/^dn-/);
  });
  it('the words of Nghệ An and Huế ask like any other', () => {
    for (const text of [
      'Lịch tiếp dân dán ở mô rứa o',
      'Khoản mô bắt buộc khoản mô tự nguyện rứa',
      'Đơn khiếu nại phải ghi những chi',
    ])
      expect(route(text), text).toBe('faq');
    expect(route('Con bò nhà hàng xóm thả rông phá rau, ngày mô cũng vậy')).toBe('petition.phan-anh');
  });
});

describe('what is told', () => {
  it('an accusation is sealed, whatever word of asking it holds', () => {
    for (const text of [
      'tổ trưởng làm giả chữ ký mấy nhà để lấy tiền hỗ trợ',
      'anh cán bộ địa chính bảo tôi đưa ba triệu thì mới đo đất cho tôi',
    ])
      expect(route(text), text).toBe('petition.to-cao');
  });
  it('a word typed plain among words with accents is that word', () => {
    expect(route('ông tổ trưởng này thì do phường cử hay do dân bầu')).toBe('faq');
  });
  it('a short form of ours is no foreign word, and a code is read first', () => {
    expect(route('tks ad nha')).toBe('thanks');
    expect(route('ktra giúp mk mã DB-2231-908-416 vs')).toBe('status');
    expect(route('DB 4827 193 554')).toBe('status');
    expect(route('Hello, do you speak English?')).toBe('out-of-scope');
  });
  it('"chưa hiểu" thanks for nothing', () => {
    expect(route('tôi chưa hiểu')).not.toBe('thanks');
  });
});

describe('short questions after an answer', () => {
  it('keep to what was told', () => {
    expect(best('mấy ngày', 'kn-gui-dau')).toMatch(/^kn-/);
    expect(best('gửi bưu điện được không', 'kn-gui-dau')).toMatch(/^kn-/);
    expect(best('có bị lộ không', 'tc-giau-ten')).toMatch(/^tc-/);
  });
  it('are answered by choices where they do not say of what', () => {
    for (const text of ['mấy ngày', 'bao lâu vậy', 'o dau'])
      expect(understand(index, text, { lastEntry: 'kn-gui-dau' }).confident, text).toBe(false);
  });
  it('do not drag in a matter of another field', () => {
    expect(understand(index, 'vậy thủ tục ly hôn thì sao', { lastEntry: 'kn-gui-dau' }).route).toBe(
      'out-of-scope',
    );
    expect(understand(index, 'giá vàng bao nhiêu', { lastEntry: 'kn-gui-dau' }).route).toBe('out-of-scope');
  });
});
