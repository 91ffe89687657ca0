import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choose, type Offer, tokenOf } from '../../src/core/choose.ts';
import { fold } from '../../src/core/text.ts';

const offer: Offer = {
  turn: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  choices: [
    { id: 'yes', label: 'Đồng ý' },
    { id: 'no', label: 'Không để lại' },
    { id: 'human', label: 'Gặp cán bộ' },
    { id: 'menu', label: 'Việc khác' },
    { id: 'long', label: 'Họp tổ dân phố phải báo trước mấy ngày?' },
  ],
};
const typed = (text: string) => choose(offer, { kind: 'text', text });
const picks = (id: string) => ({ kind: 'choice', id });

describe('choose', () => {
  it.each([
    '2',
    ' 2. ',
    '(2)',
    '2)',
    '#2',
    'số 2',
    'so 2',
    'chọn 2',
    'Chọn số 2 nhé',
    'thứ hai',
    'cái thứ hai',
    'hai',
    'Hai ạ',
    'dạ 2 ạ',
    'tôi chọn 2',
    '2 bác ạ',
    '2️⃣',
    '２',
    'two',
    'Không để lại',
    'khong de lai',
    'KHÔNG ĐỂ LẠI!',
    'không để lại ạ',
    '- 2 -',
    '2. Không để lại',
    'không để lại'.normalize('NFD'),
  ])('takes %j for the second', (text) => {
    expect(typed(text)).toEqual(picks('no'));
  });

  it('takes "dong y" and "vâng đồng ý" for the label', () => {
    expect(typed('dong y')).toEqual(picks('yes'));
    expect(typed('Vâng, đồng ý ạ')).toEqual(picks('yes'));
    expect(typed('đông ý')).toEqual(picks('yes'));
  });

  it('takes a label that the platform cut short', () => {
    expect(typed('Họp tổ dân phố phải…')).toEqual(picks('long'));
  });

  it.each([
    '2 con chó chạy rông',
    'nhà số 2 ngõ 5',
    '2 người',
    '2 bác',
    '12',
    '0',
    '6',
    '2,3',
    '1 2',
    'bà',
    'không',
    'đồng ý nhưng chưa muốn để lại số',
    'hai hôm nay mất nước',
    'thứ hai tuần sau họp à',
    '',
    '…',
  ])('leaves %j as free text', (text) => {
    expect(typed(text)).toBeNull();
  });

  it('reads unaccented number words only where no accent stands', () => {
    expect(typed('ba')).toEqual(picks('human'));
    expect(typed('nam')).toEqual(picks('long'));
    expect(typed('năm')).toEqual(picks('long'));
    expect(typed('nấm')).toBeNull();
  });

  it('prefers the line number to a label that is a number', () => {
    const groups: Offer = {
      turn: 't',
      choices: [
        { id: 'a', label: '2' },
        { id: 'b', label: '1' },
      ],
    };
    expect(choose(groups, { kind: 'text', text: '2' })).toEqual(picks('b'));
  });

  it('does not take a word with other accents for a label: "dừng" is not "Đúng"', () => {
    const verdict: Offer = { turn: 't', choices: [{ id: 'right', label: 'Đúng' }] };
    expect(choose(verdict, { kind: 'text', text: 'dừng' })).toBeNull();
    expect(choose(verdict, { kind: 'text', text: 'đúng ạ' })).toEqual(picks('right'));
    expect(choose(verdict, { kind: 'text', text: 'dung a' })).toEqual(picks('right'));
  });

  it('does not guess between labels that read the same', () => {
    const twins: Offer = {
      turn: 't',
      choices: [
        { id: 'a', label: 'Tổ' },
        { id: 'b', label: 'To' },
      ],
    };
    expect(choose(twins, { kind: 'text', text: 'to' })).toBeNull();
    expect(choose(twins, { kind: 'text', text: 'tổ' })).toEqual(picks('a'));
  });

  it('knows a tap on its own offer, and calls every other tap stale', () => {
    expect(choose(offer, { kind: 'tap', token: tokenOf(offer.turn, 1) })).toEqual(picks('no'));
    const stale = { kind: 'stale' };
    expect(choose(offer, { kind: 'tap', token: tokenOf('another', 1) })).toEqual(stale);
    expect(choose(offer, { kind: 'tap', token: tokenOf(offer.turn, 9) })).toEqual(stale);
    expect(choose(offer, { kind: 'tap', token: `${offer.turn}.-1` })).toEqual(stale);
    expect(choose(offer, { kind: 'tap', token: 'rubbish' })).toEqual(stale);
    expect(choose(null, { kind: 'tap', token: tokenOf(offer.turn, 1) })).toEqual(stale);
  });

  it('makes tokens under 64 bytes for a UUID', () => {
    expect(Buffer.byteLength(tokenOf(offer.turn, 99))).toBeLessThan(64);
  });

  it('finds the number, the label and the tap to be the same choice, whatever the labels', () => {
    const labels = fc.uniqueArray(
      fc.stringMatching(/^[a-zđăâêôơưáàảãạếềểễệ]{4,12}( [a-zđăâêôơưáàảãạếềểễệ]{4,12}){1,3}$/),
      {
        minLength: 1,
        maxLength: 9,
        selector: fold,
      },
    );
    fc.assert(
      fc.property(labels, fc.nat(), (list, n) => {
        const made: Offer = { turn: 't', choices: list.map((label, i) => ({ id: `c${i}`, label })) };
        const i = n % list.length;
        const want = picks(`c${i}`);
        expect(choose(made, { kind: 'tap', token: tokenOf('t', i) })).toEqual(want);
        expect(choose(made, { kind: 'text', text: `${i + 1}` })).toEqual(want);
        expect(choose(made, { kind: 'text', text: (list[i] ?? '').toUpperCase() })).toEqual(want);
      }),
    );
  });

  it('never throws, and only ever chooses from the offer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 250 }), (text) => {
        const got = typed(text);
        if (got?.kind === 'choice') expect(offer.choices.map((c) => c.id)).toContain(got.id);
      }),
    );
  });
});
