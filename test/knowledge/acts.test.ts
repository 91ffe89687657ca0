import { describe, expect, it } from 'vitest';
import { amendedSince, findAct, inForce, sayAct, sayCitation } from '../../src/law/acts.ts';

describe('the acts', () => {
  it('the information law of 2016 gave way to that of 2026 on 1 September 2026', () => {
    expect(inForce('104/2016/QH13', '2026-08-31')).toBe(true);
    expect(inForce('104/2016/QH13', '2026-09-01')).toBe(false);
    expect(inForce('TCTT-2026', '2026-08-31')).toBe(false);
    expect(inForce('TCTT-2026', '2026-09-01')).toBe(true);
  });

  it('an act that the table does not hold is never in force', () => {
    expect(findAct('1/1900/QH0')).toBeUndefined();
    expect(inForce('1/1900/QH0', '2026-11-22')).toBe(false);
  });

  it('an answer signed before an amendment is known to be older than it', () => {
    expect(amendedSince('02/2011/QH13', '2026-06-30', '2026-11-22')?.by).toBe('136/2025/QH15');
    expect(amendedSince('02/2011/QH13', '2026-07-01', '2026-11-22')).toBeUndefined();
    expect(amendedSince('124/2020/NĐ-CP', '2026-01-01', '2026-06-30')).toBeUndefined();
  });

  it('a citation is said as residents read it', () => {
    expect(sayCitation({ act: '02/2011/QH13', article: '9' })).toBe('Điều 9 Luật Khiếu nại');
    expect(sayCitation({ act: '02/2011/QH13', article: '12', clause: '1.đ' })).toBe(
      'điểm đ khoản 1 Điều 12 Luật Khiếu nại',
    );
    expect(sayCitation({ act: '154/2026/NĐ-CP', article: '4', clause: '1' })).toBe(
      'khoản 1 Điều 4 Nghị định 154/2026/NĐ-CP',
    );
    expect(sayCitation({ act: 'TCTT-2026', article: '?' })).toBe('Luật Tiếp cận thông tin năm 2026');
  });

  it('each kind of act is called by its kind', () => {
    expect(sayAct('91/2015/QH13')).toBe('Bộ luật Dân sự');
    expect(sayAct('1666/NQ-UBTVQH15')).toBe('Nghị quyết 1666/NQ-UBTVQH15');
    expect(sayAct('202/2025/QH15')).toBe('Nghị quyết 202/2025/QH15');
    expect(sayAct('28/2026/QH16')).toBe('Nghị quyết 28/2026/QH16');
    expect(sayAct('31/2021/QĐ-TTg')).toBe('Quyết định 31/2021/QĐ-TTg');
    expect(sayAct('05/2021/TT-TTCP')).toBe('Thông tư 05/2021/TT-TTCP');
    expect(sayAct('97/2025/QH15')).toBe('Luật số 97/2025/QH15');
  });
});
