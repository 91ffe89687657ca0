import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar, isOpen, nextOpening, readHours, sayOpening } from '../../src/law/index.ts';

const calendar = createCalendar([
  { date: '2026-11-24', kind: 'off', name: 'Ngày Văn hoá Việt Nam', source: 'test' },
  { date: '2026-11-28', kind: 'working', name: 'làm bù', source: 'test' },
]);
/** a moment of Việt Nam's clock */
const at = (text: string) => new Date(`${text}:00+07:00`);

describe('the next moment somebody is in', () => {
  it.each([
    ['2026-11-23T09:00', '2026-11-23T09:00', 'inside the hours: now'],
    ['2026-11-23T06:00', '2026-11-23T07:30', 'before they open'],
    ['2026-11-23T12:00', '2026-11-23T13:30', 'over noon'],
    ['2026-11-23T17:00', '2026-11-25T07:30', 'after they closed, over a holiday'],
    ['2026-11-27T18:00', '2026-11-28T07:30', 'before a Saturday that is worked'],
    ['2026-11-29T10:00', '2026-11-30T07:30', 'on a Sunday'],
  ])('at %s is %s: %s', (now, next) => {
    expect(nextOpening(at(now), calendar)).toEqual(at(next));
  });

  it('is never in the past, and is open', () => {
    const any = fc.date({ min: at('2026-01-01T00:00'), max: at('2027-12-31T00:00'), noInvalidDate: true });
    fc.assert(
      fc.property(any, (now) => {
        const next = nextOpening(now, calendar);
        expect(next.getTime()).toBeGreaterThanOrEqual(now.getTime());
        expect(isOpen(next, calendar)).toBe(true);
      }),
    );
  });

  it('is said as people say it', () => {
    const now = at('2026-11-22T20:00');
    expect(sayOpening(at('2026-11-22T21:30'), now)).toBe('21 giờ 30 hôm nay');
    expect(sayOpening(at('2026-11-23T07:30'), now)).toBe('7 giờ 30 ngày mai (thứ Hai 23/11/2026)');
    expect(sayOpening(at('2026-11-25T13:00'), now)).toBe('13 giờ thứ Tư 25/11/2026');
  });
});

describe("the ward's own words", () => {
  it.each([
    [
      'Thứ Hai đến thứ Sáu, sáng 7:30 - 11:30, chiều 13h30 đến 17h',
      [
        [450, 690],
        [810, 1020],
      ],
    ],
    ['7 giờ 30 – 16 giờ 30', [[450, 990]]],
    ['Giờ hành chính', null],
    ['17:00 - 7:30', null],
  ])('%s', (text, spans) => {
    expect(readHours(text)).toEqual(spans);
  });
});
