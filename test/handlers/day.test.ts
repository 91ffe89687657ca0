import { describe, expect, it } from 'vitest';
import { readDay } from '../../handlers/day.ts';

/** Monday 23 November 2026. */
const TODAY = '2026-11-23';

describe('a day as people type it', () => {
  it.each([
    ['hôm nay', '2026-11-23'],
    ['sáng nay', '2026-11-23'],
    ['Hôm qua', '2026-11-22'],
    ['hom qua a', '2026-11-22'],
    ['tối qua', '2026-11-22'],
    ['hôm kia', '2026-11-21'],
    ['3 ngày trước', '2026-11-20'],
    ['cách đây 10 hôm', '2026-11-13'],
    ['cách đây ba ngày', '2026-11-20'],
    ['10/9', '2026-09-10'],
    ['ngày 10/9', '2026-09-10'],
    ['10-9', '2026-09-10'],
    ['10.9.2026', '2026-09-10'],
    ['10/09/26', '2026-09-10'],
    ['10 / 9 / 2026', '2026-09-10'],
    ['2026-09-10', '2026-09-10'],
    ['ngày 10 tháng 9', '2026-09-10'],
    ['ngày 10 tháng 9 năm 2026', '2026-09-10'],
    ['mười tháng chín thì phải, à ngày mười tháng chín', '2026-09-10'],
    ['ngày hai mươi mốt tháng mười', '2026-10-21'],
    ['tôi nhận được giấy hôm 10/9 ạ', '2026-09-10'],
    ['mùng 2 tháng 9', '2026-09-02'],
    ['10/12', '2025-12-10'],
    ['29/2', '2024-02-29'],
    ['ngày 20', '2026-11-20'],
    ['ngày 25', '2026-10-25'],
    ['ngày 5 tháng trước', '2026-10-05'],
    ['thứ hai', '2026-11-16'],
    ['thứ 6 vừa rồi', '2026-11-20'],
    ['thứ hai tuần trước', '2026-11-16'],
    ['chủ nhật tuần trước', '2026-11-22'],
    ['CN', '2026-11-22'],
    ['10/9 dương lịch', '2026-09-10'],
    ['25/12/2026', '2026-12-25'],
    ['mai', '2026-11-24'],
  ])('%s is %s', (text, day) => expect(readDay(text, TODAY)).toEqual({ day }));

  it.each([
    ['31/2', '31/2'],
    ['30/02/2026', '30/2/2026'],
    ['32/1', '32/1'],
    ['29/2/2026', '29/2/2026'],
    ['9/30', '9/30'],
    ['ngày 31 tháng 4', '31/4'],
    ['0/5', '0/5'],
  ])('%s does not exist', (text, said) =>
    expect(readDay(text, TODAY)).toEqual({ wrong: 'no-such-day', said }),
  );

  it.each([
    '10/8 âm lịch',
    '10/8 âm',
    'rằm tháng 7',
    'mùng 1 tết',
    '15 tháng giêng',
    '20 tháng chạp',
    '10/8 AL',
  ])('%s is lunar', (text) => expect(readDay(text, TODAY)).toEqual({ wrong: 'lunar' }));

  it.each([
    'tháng trước',
    'tuần trước',
    'năm ngoái',
    'mấy hôm rồi',
    'không nhớ nữa',
    'quên rồi',
    '2 tháng trước',
    'lâu rồi',
  ])('%s is too vague to count from', (text) => expect(readDay(text, TODAY)).toEqual({ wrong: 'vague' }));

  it.each(['gặp cán bộ', 'đơn phải ghi gì', '0912 345 678', 'DB-4827-193-554', 'tổ 4', '', 'nam'])(
    '%s is no day',
    (text) => expect(readDay(text, TODAY)).toBeNull(),
  );
});
