import { describe, expect, it } from 'vitest';
import { nameIn, phoneIn, readContact, sayPhone } from '../../handlers/consent.ts';
import { isCancel, isYes, onlyAnnounces, saysSomething } from '../../handlers/parts.ts';

describe('phoneIn', () => {
  it.each([
    ['0912345678', '0912345678'],
    ['+84 912 345 678', '0912345678'],
    ['84912345678', '0912345678'],
    ['số 0912.345.678 nhé', '0912345678'],
    ['0221 3943 456', '02213943456'],
  ])('reads %j', (text, phone) => {
    expect(phoneIn(text)?.phone).toBe(phone);
  });
  it.each(['', '123', '0112345678', '09123456789012', 'căn cước 033160001234', '1912345678'])(
    'reads none in %j',
    (text) => {
      expect(phoneIn(text)).toBeNull();
    },
  );
});

describe('sayPhone', () => {
  it('groups digits as people read them', () => {
    expect(sayPhone('0912345678')).toBe('0912 345 678');
    expect(sayPhone('02213555111')).toBe('0221 3555 111');
  });
});

describe('readContact', () => {
  const text = (t: string) => readContact({ kind: 'text', text: t });
  it.each([
    ['Nguyễn Thị Hoa 0912345678', 'Nguyễn Thị Hoa'],
    ['tôi tên là Hoa, sđt 0912345678', 'Hoa'],
    ['Hoa - 0912 345 678', 'Hoa'],
    ['toi la Hoa so dien thoai 0912345678', 'Hoa'],
    ['Lã Thị La 0912345678', 'Lã Thị La'],
    ['La Thị Em, 0912345678', 'La Thị Em'],
    ['0912345678', undefined],
  ])('finds name and number in %j', (typed, name) => {
    expect(text(typed)).toEqual({ phone: '0912345678', ...(name === undefined ? {} : { name }) });
  });
  it('tells a number that is none from a name alone', () => {
    expect(text('091234567')).toEqual({ wrong: true });
    expect(text('Hoa')).toEqual({ name: 'Hoa' });
    expect(readContact({ kind: 'phone', phone: '999' })).toEqual({ wrong: true });
    expect(readContact({ kind: 'stale' })).toEqual({});
  });
  it('keeps a name short and free of markup', () => {
    expect([...(nameIn('<b>'.repeat(100)) ?? '')].length).toBeLessThanOrEqual(60);
    expect(nameIn('!?')).toBeUndefined();
  });
});

describe('words that mean the same everywhere', () => {
  const text = (t: string) => ({ kind: 'text', text: t }) as const;
  it('hears yes and cancel through politeness, not inside sentences', () => {
    for (const t of ['vâng ạ', 'Đồng ý', 'dạ đúng rồi ạ', 'gửi đi', 'ok'])
      expect([t, isYes(text(t))]).toEqual([t, true]);
    for (const t of ['đúng là đường hỏng', 'không đồng ý', 'có chó chạy rông'])
      expect([t, isYes(text(t))]).toEqual([t, false]);
    for (const t of ['thôi', 'huỷ đi ạ', 'hủy']) expect([t, isCancel(text(t))]).toEqual([t, true]);
    for (const t of ['bỏ rác ở ngõ 5', 'thôi nôi']) expect([t, isCancel(text(t))]).toEqual([t, false]);
  });
  it('tells announcing from saying', () => {
    for (const t of ['tôi muốn gửi phản ánh', 'gặp cán bộ', 'cho tôi gặp người ạ']) {
      expect([t, saysSomething(t), onlyAnnounces(t)]).toEqual([t, false, true]);
    }
    for (const t of ['đèn đường hỏng', 'mất nước', 'gặp cán bộ hỏi giấy khai sinh']) {
      expect([t, saysSomething(t), onlyAnnounces(t)]).toEqual([t, true, false]);
    }
  });
});
