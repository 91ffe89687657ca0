import { describe, expect, it } from 'vitest';
import { type DueOptions, due, isWorkingDay, LawError } from '../../src/law/index.ts';
import { calendar, hasShared, morning, readShared } from './helpers.ts';

const dueDay = (rule: string, day: string, options?: DueOptions) =>
  due(rule, morning(day), calendar, options).due;
const fault = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof LawError) return error.fault;
    throw error;
  }
  return 'none';
};

describe.skipIf(!hasShared)('the development set (needs ../shared)', () => {
  const rows = hasShared
    ? readShared('data/deadlines-dev.jsonl')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { id: string; rule: string; from: string; due: string })
    : [];

  it('has rows', () => expect(rows.length).toBeGreaterThan(0));

  it.each(rows)('$id: $rule from $from is due $due', (row) => {
    expect(due(row.rule, row.from, calendar).due).toBe(row.due);
  });
});

describe('worked examples', () => {
  // received | 7 working days (TC1) | 10 days (DL3) | 10 working days (TCD1) | 30 days (KN3)
  it.each([
    ['2026-11-19', '2026-12-01', '2026-11-30', '2026-12-04', '2026-12-21'],
    ['2026-08-25', '2026-09-08', '2026-09-04', '2026-09-11', '2026-09-24'],
    ['2026-08-17', '2026-08-25', '2026-08-27', '2026-08-28', '2026-09-16'],
    ['2026-02-10', '2026-02-26', '2026-02-23', '2026-03-03', '2026-03-12'],
  ])('received %s', (day, seven, ten, tenWorking, thirty) => {
    expect(dueDay('TC1', day)).toBe(seven);
    expect(dueDay('TCD1', day)).toBe(tenWorking);
    expect(dueDay('KN3', day)).toBe(thirty);
    expect(dueDay('DL3', day)).toBe(ten);
  });
});

describe('the earlier of', () => {
  it('takes the 10 days when a holiday makes the 7 working days later, and shows both', () => {
    const result = due('KN2', morning('2026-11-19'), calendar);
    expect(result.due).toBe('2026-11-30');
    expect(result.compared).toEqual([
      { value: 7, unit: 'ngày làm việc', due: '2026-12-01' },
      { value: 10, unit: 'ngày', due: '2026-11-30' },
    ]);
    expect(result).toMatchObject({ value: 7, unit: 'ngày làm việc', counted: '2026-11-29' });
    expect(result.skipped).toEqual([{ date: '2026-11-29', why: 'Chủ nhật' }]);
    expect(result.explanation).toContain('Điều 10 Nghị định 155/2026/NĐ-CP và Điều 27 Luật Khiếu nại');
  });

  it('takes the 7 working days when they come first', () => {
    const result = due('KN2', morning('2026-08-17'), calendar);
    expect(result.due).toBe('2026-08-25');
    expect(result.skipped).toEqual([{ date: '2026-08-23', why: 'Chủ nhật' }]);
  });
});

describe('the version in force on the day', () => {
  it('is the old one until the last minute of its last day in Việt Nam, then the new one', () => {
    const old = due('KN2', '2026-06-30T23:59:59+07:00', calendar);
    expect(old).toMatchObject({ value: 10, unit: 'ngày', citation: { act: '02/2011/QH13', article: '27' } });
    const now = due('KN2', '2026-06-30T17:00:00Z', calendar);
    expect(now).toMatchObject({ value: 7, unit: 'ngày làm việc', citation: { act: '155/2026/NĐ-CP' } });
  });

  it.each([
    ['TCD3', '2026-06-30', 1, 'ngày', '42/2013/QH13'],
    ['TCD3', '2026-07-01', 2, 'ngày', '136/2025/QH15'],
    ['TT5', '2026-08-31', 15, 'ngày', '104/2016/QH13'],
    ['TT5', '2026-09-01', 10, 'ngày', 'TCTT-2026'],
    ['DL4', '2025-12-31', 72, 'giờ', '13/2023/NĐ-CP'],
    ['DL4', '2026-01-01', 20, 'ngày', '356/2025/NĐ-CP'],
  ])('%s on %s is %i %s by %s', (rule, day, value, unit, act) => {
    expect(due(rule, morning(day), calendar)).toMatchObject({ value, unit, citation: { act } });
  });

  it.each([
    ['TCD5', '2026-06-30', '01/07/2026'],
    ['DC13', '2025-06-15', '16/06/2025'],
    ['DL1', '2025-12-31', '01/01/2026'],
    ['DC21', '2026-05-25', '26/05/2026'],
    ['TT6', '2026-08-31', '01/09/2026'],
  ])('%s asked for %s is refused, saying it begins %s', (rule, day, begins) => {
    expect(() => dueDay(rule, day)).toThrow(begins);
    expect(fault(() => dueDay(rule, day))).toBe('not-in-force');
  });

  it('says that a rule has ended and which one followed', () => {
    expect(dueDay('TT1', '2026-08-31')).toBe('2026-09-07');
    expect(() => dueDay('TT1', '2026-09-01')).toThrow(/hết hiệu lực sau ngày 31\/08\/2026.*TT6/);
  });

  it('never gives a date for a value nobody has found', () => {
    expect(fault(() => dueDay('TT6', '2026-11-19'))).toBe('unknown-value');
  });
});

describe('counting', () => {
  it('makes a Sunday message start on Monday and one at 23:50 belong to its own day', () => {
    expect(dueDay('TC2', '2026-10-18')).toBe('2026-10-23');
    expect(due('KN4', '2026-07-23T23:50:00+07:00', calendar).due).toBe('2026-07-28');
    expect(due('KN4', '2026-07-23T16:50:00Z', calendar).due).toBe('2026-07-28');
    expect(due('KN4', '2026-07-24T00:10:00+07:00', calendar).due).toBe('2026-07-29');
  });

  it('moves the last day of a posting over a day of rest too', () => {
    expect(dueDay('DC2', '2026-10-02')).toBe('2026-11-02');
  });

  it.each([
    // a month ends on the same-numbered day, or the month's last; then it may be a day of rest
    ['DC10', '2026-11-19', '2027-02-19'],
    ['DC10', '2026-11-30', '2027-03-01'],
    ['DC10', '2023-11-30', '2024-02-29'],
    ['DC21', '2026-08-31', '2027-03-01'],
  ])('%s from %s ends %s (months)', (rule, from, end) => {
    expect(dueDay(rule, from)).toBe(end);
  });

  it('runs hours from their very moment, through a weekend', () => {
    const result = due('DL5', '2026-11-19T23:30:00+07:00', calendar);
    expect(result).toMatchObject({ due: '2026-11-22', dueAt: '2026-11-22T23:30:00+07:00', unit: 'giờ' });
    expect(result.explanation).toContain('23:30 Chủ nhật 22/11/2026');
  });

  it.each([
    ['DC4', '2026-11-19', '2026-12-31'],
    ['DC4', '2026-03-31', '2026-03-31'],
    ['TCD3', '2026-06-28', '2026-06-28'],
    ['TCD3', '2026-06-22', '2026-06-28'],
    ['TCD3', '2027-02-10', '2027-02-28'],
    ['DC12', '2026-01-01', '2026-12-31'],
  ])('%s: the period of %s ends %s', (rule, day, end) => {
    expect(dueDay(rule, day)).toBe(end);
  });

  it('says when the date rests on days off that are not fixed yet, and only then', () => {
    expect(due('TC1', morning('2027-02-02'), calendar)).toMatchObject({ provisional: true });
    expect(due('TC1', morning('2027-02-02'), calendar).explanation).toContain('tạm tính');
    expect(due('TC1', morning('2026-02-10'), calendar).provisional).toBeUndefined();
    expect(due('TC1', morning('2028-03-01'), calendar).provisional).toBe(true);
  });

  it('gives the other values of a rule by variant', () => {
    const remote = (variant: string) => dueDay('KN6', '2026-10-01', { variant });
    expect(dueDay('KN6', '2026-10-01')).toBe('2026-11-16');
    expect(remote('complex')).toBe('2026-11-30');
    expect(remote('remote-complex')).toBe('2026-12-10');
    expect(dueDay('TC1', '2026-11-19', { variant: 'several-places' })).toBe('2026-12-04');
  });
});

describe('counting back', () => {
  it('leaves full days between the notice and the meeting', () => {
    const result = due('DC5', '2026-11-22T19:00:00+07:00', calendar);
    expect(result).toMatchObject({ due: '2026-11-19', received: '2026-11-22', skipped: [] });
    expect(dueDay('DC13', '2026-11-19')).toBe('2026-11-11');
    expect(dueDay('DC23', '2026-11-19')).toBe('2026-10-04');
  });

  it('leaves working days between when the law says so, and names the days it passed over', () => {
    const result = due('TCD2', morning('2026-11-27'), calendar);
    // between: 26, 25, 23, 20, 19; 24/11 is a holiday
    expect(result.due).toBe('2026-11-18');
    expect(result.skipped.map((s) => s.date)).toEqual(['2026-11-21', '2026-11-22', '2026-11-24']);
    expect(isWorkingDay(calendar, result.due)).toBe(true);
  });
});

describe('pauses and extensions', () => {
  it('does not count suspended days; the day of resuming is counted', () => {
    const pauses = [{ from: '2026-10-05', to: '2026-10-15' }];
    const plain = due('KN3', morning('2026-10-01'), calendar);
    const paused = due('KN3', morning('2026-10-01'), calendar, { pauses });
    expect(plain.counted).toBe('2026-10-31');
    expect(paused.counted).toBe('2026-11-10');
    expect(paused.skipped).toHaveLength(10);
    expect(paused.explanation).toContain('không tính 10 ngày tạm dừng');
  });

  it('moves a rule in working days only by the working days of the pause', () => {
    // Friday to Tuesday: Friday and Monday are working days
    const pauses = [{ from: '2026-10-09', to: '2026-10-13' }];
    expect(dueDay('TCD1', '2026-10-01')).toBe('2026-10-15');
    expect(dueDay('TCD1', '2026-10-01', { pauses })).toBe('2026-10-19');
  });

  it('counts a day in two pauses once', () => {
    const pauses = [
      { from: '2026-10-05', to: '2026-10-15' },
      { from: '2026-10-08', to: '2026-10-12' },
    ];
    expect(due('KN3', morning('2026-10-01'), calendar, { pauses }).counted).toBe('2026-11-10');
  });

  it('has no date while a pause has no end, and refuses one that ends before it begins', () => {
    const paused = (to?: string) => () =>
      dueDay('KN3', '2026-10-01', {
        pauses: [to === undefined ? { from: '2026-10-05' } : { from: '2026-10-05', to }],
      });
    expect(fault(paused())).toBe('paused');
    expect(fault(paused('2026-10-04'))).toBe('bad-input');
    expect(
      fault(() => dueDay('DC5', '2026-10-01', { pauses: [{ from: '2026-09-01', to: '2026-09-02' }] })),
    ).toBe('bad-input');
  });

  it('adds extensions to the last day as counted, within what the law allows', () => {
    const tc4 = (variant: string, extensions: number[]) =>
      dueDay('TC4', '2026-10-01', { variant, extensions });
    expect(tc4('complex', [30])).toBe('2026-11-30');
    expect(tc4('very-complex', [30, 30])).toBe('2026-12-30');
    expect(fault(() => tc4('complex', [30, 30]))).toBe('bad-input');
    expect(fault(() => tc4('very-complex', [31]))).toBe('bad-input');
    expect(fault(() => dueDay('TC4', '2026-10-01', { extensions: [30] }))).toBe('bad-input');
  });

  it('goes on in days after a term in working days', () => {
    // 15 working days end 21/08; 15 more days end 05/09, a Saturday
    const supply = { variant: 'supply' };
    expect(dueDay('TT2', '2026-07-31', supply)).toBe('2026-08-21');
    expect(dueDay('TT2', '2026-07-31', { ...supply, extensions: [15] })).toBe('2026-09-07');
  });
});
