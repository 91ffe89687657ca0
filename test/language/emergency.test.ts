import { describe, expect, it } from 'vitest';
import { buildIndex, fold, understand } from '../../src/language/index.ts';
import { ENTRIES } from './fixture.ts';
import { SAMPLES } from './samples.ts';

const index = buildIndex(ENTRIES);

describe('emergencies', () => {
  it.each([
    ['cháy nhà số 5 ngõ 3 rồi cứu với', 'fire'],
    ['chay nha roi goi ai day', 'fire'],
    ['mùi ga nồng nặc ở khu trọ', 'fire'],
    ['có người ngất xỉu ở chợ', 'medical'],
    ['ông nội tôi khó thở quá', 'medical'],
    ['tôi không muốn sống nữa', 'medical'],
    ['trộm đang phá khóa nhà tôi', 'crime'],
    ['bên hàng xóm đánh nhau có dao', 'crime'],
    ['chong toi dang danh toi', 'crime'],
    ['bé gái nhà bên bị bố dượng đánh suốt', 'child'],
    ['có đứa bé bị bỏ đói trong phòng trọ', 'child'],
    ['con toi bi co giao danh thi khieu nai o dau', 'child'],
    ['bo no danh con be khoc thet len', 'child'],
    ['mất trẻ ở chợ, cháu 4 tuổi áo đỏ', 'child'],
    ['có đánh nhau ở chợ máu me lắm', 'crime'],
    ['bị chó dại cắn giờ làm sao', 'medical'],
    ['vừa thấy khói bốc lên từ nhà kho sau chợ', 'fire'],
  ])('%s is %s', (text, kind) => {
    expect(understand(index, text).emergency).toBe(kind);
  });
  it.each([
    'cháy bóng đèn ngõ 5 cả tuần',
    'hôm qua có vụ cướp giật ở ngã tư, mong lắp camera',
    'năm ngoái cháy chợ, nay phường phải công khai tiền hỗ trợ không?',
    'người tố cáo bị đe dọa thì được bảo vệ thế nào?',
    'đốt rơm khói bay khắp xóm',
    'đề xuất tập huấn phòng cháy cho bà con',
  ])('%s is none', (text) => {
    expect(understand(index, text).emergency).toBeUndefined();
  });
  it('raise no alarm on ordinary messages, with or without accents', () => {
    const alarmed = Object.values(SAMPLES)
      .flat()
      .filter((t) => understand(index, t).emergency ?? understand(index, fold(t)).emergency);
    expect(alarmed).toEqual([]);
  });
});
