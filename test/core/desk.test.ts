import { describe, expect, it } from 'vitest';
import { deskToken, deskVerbs, readDesk, readDeskToken, readTransfer, VERBS } from '../../src/core/desk.ts';
import { receipt } from '../../src/core/receipt.ts';

const CODE = receipt(Buffer.from('a ticket'));

describe('what an officer types under a ticket', () => {
  it('is an answer, as it was typed', () => {
    expect(readDesk('  Mai tổ thợ đến vá.\nXin cảm ơn bác. ', true)).toEqual({
      do: 'answer',
      text: 'Mai tổ thợ đến vá.\nXin cảm ơn bác.',
    });
  });

  it('is a note for colleagues after two strokes, and never an answer by mistake', () => {
    expect(readDesk('// hỏi lại anh Tuấn', true)).toEqual({ do: 'note', text: 'hỏi lại anh Tuấn' });
    expect(readDesk('//', true)).toBeNull();
  });

  it.each(['/nhan', '/Nhận', '/nhan@dan_biet_bot'])('is a command: %s', (text) => {
    expect(readDesk(text, true)).toEqual({ do: 'command', verb: 'nhan', code: null, rest: '' });
  });

  it('is nothing when the command is unknown: a mistyped command never reaches a resident', () => {
    expect(readDesk('/nhna', true)).toBeNull();
  });
});

describe('what an officer types anywhere', () => {
  it('names the ticket by its code, and keeps what stands behind it', () => {
    expect(readDesk(`/dong ${CODE} Đã làm xong, xin cảm ơn`, false)).toEqual({
      do: 'command',
      verb: 'dong',
      code: CODE,
      rest: 'Đã làm xong, xin cảm ơn',
    });
  });

  it('is no business of the desk when it is talk', () => {
    expect(readDesk('trưa nay ăn gì', false)).toBeNull();
    expect(readDesk('// ghi chú lạc', false)).toBeNull();
  });

  it.each(['/viec', '/việc', '/trogiup'])('%s asks for no ticket', (text) => {
    expect(readDesk(text, false)).toMatchObject({ do: 'command', code: null });
  });
});

describe('a button', () => {
  it.each(VERBS)('%s fits into what platforms carry and comes back as it was', (verb) => {
    const token = deskToken(verb, CODE, '0f4c2c1e-6f6c-4b0e-8f6c');
    expect(Buffer.byteLength(token)).toBeLessThanOrEqual(64);
    expect(readDeskToken(token)).toEqual({
      do: 'command',
      verb,
      code: CODE,
      rest: '0f4c2c1e-6f6c-4b0e-8f6c',
    });
  });

  it.each(['d:nhan', 'd:nhan:DB-1', 'd:xoa:'.concat(CODE), `x:nhan:${CODE}`, '123.0', ''])(
    'of other make is none of ours: %s',
    (token) => {
      expect(readDeskToken(token)).toBeNull();
    },
  );

  it('offers to take a ticket only while nobody has it, and to open one only when it is closed', () => {
    expect(deskVerbs('received', false)[0]).toBe('nhan');
    expect(deskVerbs('received', true)).not.toContain('nhan');
    expect(deskVerbs('closed', true)).toEqual(['molai', 'xem']);
    expect(deskVerbs('inProgress', true)).toContain('chuyen');
    expect(deskVerbs('answered', true)).not.toContain('chuyen');
  });
});

describe('passing on', () => {
  it.each([
    ['Điện lực Mỹ Hào: đèn do điện lực quản lý', 'Điện lực Mỹ Hào', 'đèn do điện lực quản lý'],
    ['Sở Xây dựng\nđường của tỉnh: đoạn qua chợ', 'Sở Xây dựng', 'đường của tỉnh: đoạn qua chợ'],
  ])('%j says where to and why', (typed, place, why) => {
    expect(readTransfer(typed)).toEqual({ place, why });
  });
  it.each(['', 'Điện lực', 'Điện lực:', ': vì sao', 'Điện lực: \n'])('%j lacks one of them', (typed) => {
    expect(readTransfer(typed)).toBeNull();
  });
});
