import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/language/fold.ts';
import { normalise, tokens } from '../../src/language/normalise.ts';
import { isSyllable } from '../../src/language/syllable.ts';
import { nearest, undoKeyboard } from '../../src/language/typo.ts';

const plain = (text: string, known?: ReadonlyMap<string, number>) => fold(normalise(text, known));

describe('short forms', () => {
  it('writes out chat abbreviations of the ward, its groups and papers', () => {
    expect(normalise('ubnd p có bb họp tdp ko ad')).toBe(
      'ủy ban nhân dân phường có biên bản họp tổ dân phố không ad',
    );
  });
  it('reads the same letters by their neighbours', () => {
    expect(normalise('nc máy bị đục')).toContain('nước máy');
    expect(normalise('k nc với bot')).toContain('nói chuyện với');
    expect(normalise('phạt 500k và 2tr')).toBe('phạt 500 nghìn và 2 triệu');
    expect(normalise('đưa 3tr ko')).toBe('đưa 3 triệu không');
  });
  it('makes regional words common', () => {
    expect(normalise('mần răng chừ hè')).toBe('làm sao bây giờ hè');
    expect(normalise('tui hổng biết')).toBe('tôi không biết');
  });
  it('leaves ordinary words alone that look like a short form', () => {
    expect(normalise('quy mô lô đất vô lý nghe')).toBe('quy mô lô đất vô lý nghe');
  });
});

describe('slips of the keyboard', () => {
  it.each([
    ['muoons', 'muon'],
    ['kieesn', 'kien'],
    ['baso', 'bao'],
    ['dduwowcj', 'duoc'],
    ['nguwowfi', 'nguoi'],
    ['hooij', 'hoi'],
  ])('undoes Telex: %s is %s', (typed, meant) => {
    expect(undoKeyboard(typed)).toBe(meant);
  });
  it('undoes VNI and letters held too long', () => {
    expect(plain('mu6o1n')).toBe('muon');
    expect(plain('kkhông đượcc')).toBe('khong duoc');
  });
  it('keeps group numbers that are written on to the word', () => {
    expect(plain('tdp12')).toBe('to dan pho 12');
    expect(plain('tổ4')).toBe('to 4');
  });
  it('mends one letter missing, extra or swapped, only towards words that the index knows', () => {
    const known = new Map([
      ['thuong', 1],
      ['truong', 9],
      ['khieu', 5],
    ]);
    expect(nearest('truogn', known)).toBe('truong');
    expect(nearest('khiu', known)).toBe('khieu');
    expect(nearest('xyzzy', known)).toBeNull();
    expect(plain('to truongw', known)).toBe('to truong');
  });
  it('knows a syllable of Vietnamese', () => {
    for (const word of ['nghieng', 'khuyu', 'gi', 'oai', 'quyet', 'uong'])
      expect(isSyllable(word), word).toBe(true);
    for (const word of ['house', 'cos', 'phari', 'onl', 'nghh']) expect(isSyllable(word), word).toBe(false);
  });
});

describe('spoken numbers', () => {
  it('become digits in runs, and after a word that counts', () => {
    expect(normalise('tổ mười hai')).toBe('tổ 12');
    expect(normalise('năm hai nghìn không trăm hai lăm')).toBe('năm 2025');
    expect(normalise('một trăm hai mươi hộ')).toBe('120 hộ');
  });
  it('stay words where they are not numbers', () => {
    expect(normalise('năm nay bà con không họp')).toBe('năm nay bà con không họp');
  });
});

describe('any text at all', () => {
  it('never throws, and gives words without blanks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (s) => {
        for (const t of tokens(s)) expect(t.fold).not.toMatch(/\s/);
      }),
      { numRuns: 300 },
    );
  });
  it('reads composed and decomposed text alike', () => {
    const text = 'Đơn khiếu nại gửi ubnd phường';
    expect(normalise(text.normalize('NFD'))).toBe(normalise(text.normalize('NFC')));
  });
});
