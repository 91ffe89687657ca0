import { describe, expect, it } from 'vitest';
import { dayNumber, dayText, sayDay } from '../../src/law/days.ts';
import { vietnamDay } from '../../src/law/index.ts';

describe('an instant becomes a date of Việt Nam', () => {
  it.each([
    ['2026-07-23T23:50:00+07:00', '2026-07-23'],
    ['2026-07-23T16:59:59Z', '2026-07-23'],
    ['2026-07-23T17:00:00Z', '2026-07-24'],
    ['2026-07-23T17:00:00.000Z', '2026-07-24'],
    ['2026-07-23T10:00:00-07:00', '2026-07-24'],
    ['2026-07-24T06:59:00+14:00', '2026-07-23'],
    ['2026-12-31T17:00:00Z', '2027-01-01'],
    ['2026-07-23T23:50:00+0700', '2026-07-23'],
    ['2026-07-23', '2026-07-23'],
    ['2026-07-23T00:00', '2026-07-23'],
    ['2026-07-23 23:59:59', '2026-07-23'],
  ])('%s is %s', (instant, day) => {
    expect(vietnamDay(instant)).toBe(day);
  });

  it('takes a Date as well', () => {
    expect(vietnamDay(new Date('2026-07-23T17:00:00Z'))).toBe('2026-07-24');
  });

  it.each([
    '31/2',
    '2026-02-29',
    '2026-13-01',
    '2026-04-31T09:00:00+07:00',
    '2026-07-23T24:10:00Z',
    '2026-07-23T09:60Z',
    '2026-07-23T09:00:00+15:00',
    '19/11/2026',
    'hôm qua',
    '',
  ])('refuses "%s" in plain words', (instant) => {
    expect(() => vietnamDay(instant)).toThrow(
      expect.objectContaining({ name: 'LawError', fault: 'bad-time' }),
    );
  });

  it('refuses an invalid Date', () => {
    expect(() => vietnamDay(new Date(Number.NaN))).toThrow(expect.objectContaining({ fault: 'bad-time' }));
  });
});

describe('day numbers', () => {
  it('count from 1970 and come back as the same date, leap days included', () => {
    expect(dayNumber('1970-01-02')).toBe(1);
    for (const day of ['2024-02-29', '2026-12-31', '1969-12-31']) expect(dayText(dayNumber(day))).toBe(day);
  });

  it('are said with their weekday', () => {
    expect(sayDay(dayNumber('2026-11-19'))).toBe('thứ Năm 19/11/2026');
    expect(sayDay(dayNumber('2026-11-22'))).toBe('Chủ nhật 22/11/2026');
    expect(sayDay(dayNumber('1969-12-31'))).toBe('thứ Tư 31/12/1969');
  });
});
