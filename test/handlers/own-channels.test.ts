import { describe, expect, it } from 'vitest';
import { handlers, notices } from '../../handlers/index.ts';
import { locales } from '../../locales/index.ts';
import { ownCode, readOwnCode } from '../../src/core/own-code.ts';
import { readReceipt } from '../../src/core/receipt.ts';
import { render } from '../../src/core/say.ts';
import { talk } from '../helpers/talk.ts';

const CODE = 'HKMN 2345';
const good = { ownCodes: { [CODE]: { kind: 'good', platform: 'telegram' } } } as const;

describe('a code for linking channels', () => {
  it('is the same for the same bytes, is read back, and is no receipt', () => {
    for (let n = 0; n < 200; n++) {
      const code = ownCode(Uint8Array.from({ length: 8 }, (_, i) => (n * 37 + i * 101) % 256));
      expect(code).toMatch(/^[BCGHKMNPRSTVX]{4} [2-9]{4}$/);
      expect(readOwnCode(code.toLowerCase().replace(' ', ''))).toBe(code);
      expect(readReceipt(code)).toBeNull();
    }
  });

  it.each([
    ['nối hkmn 2345', CODE],
    ['Noi kenh: HKMN-2345', CODE],
    ['nối mã hkmn2345.', CODE],
    ['nối abcd 1234', 'ABCD 1234'],
    ['abcd 1234', null],
    ['HKMN 23456', null],
    ['xe HKMN 2345 đỗ chắn ngõ', null],
    ['DB-4827-193-554', null],
    ['0912 000 000', null],
  ])('%s reads as %s', (text, code) => {
    expect(readOwnCode(text)).toBe(code);
  });
});

describe('linking one’s own channels', () => {
  it('is offered with one’s data where the ward has another channel, and says what for before any code', async () => {
    await talk(handlers, { held: { linkable: true } })
      .hears('dữ liệu của tôi', 'my-data')
      .picks('go:own-channels')
      .says('own.about')
      .doesNot('makeOwnCode')
      .picks('code')
      .does('makeOwnCode')
      .reads(CODE, /15 phút/)
      .does('reply', (e) => expect(e.reply.fleeting).toBe(true))
      .end();
    await talk(handlers)
      .hears('dữ liệu của tôi', 'my-data')
      .check(({ texts }) => expect(texts).not.toContain('Zalo'))
      .end();
  });

  it('asks whose code it is, and links only on a yes', async () => {
    await talk(handlers, good)
      .hears('hkmn2345')
      .says('own.sure')
      .reads(/Telegram/)
      .does('forgetMessage')
      .doesNot('useOwnCode')
      .hears('vâng')
      .does('useOwnCode', (e) => expect(e.code).toBe(CODE))
      .says('own.done')
      .offersAlso('go:own-unlink')
      .open(null)
      .end();
    for (const word of ['không', 'thôi', 'Đèn ngõ 5 hỏng'])
      await talk(handlers, good)
        .hears(`nối ${CODE}`)
        .hears(word)
        .says('own.not-linked')
        .doesNot('useOwnCode')
        .end();
  });

  it.each([
    ['same-chat', 'own.same-chat'],
    ['same-platform', 'own.same-platform'],
    ['linked', 'own.linked-already'],
    ['too-many', 'own.too-many'],
    ['wrong', 'own.wrong'],
  ] as const)('says clearly why not: %s', async (kind, key) => {
    await talk(handlers, { ownCodes: { [CODE]: { kind } } })
      .hears(CODE)
      .says(key)
      .doesNot('useOwnCode')
      .open(null)
      .end();
  });

  it('is undone by a word, at any time, and by taking consent back', async () => {
    const held = { linked: ['zalo', 'web'], linkable: true } as const;
    await talk(handlers, { held })
      .hears('Đèn đường ngõ 5 hỏng', 'petition.phan-anh')
      .hears('bo noi kenh')
      .does('unlinkOwn')
      .says('own.undone')
      .end();
    await talk(handlers).hears('bỏ nối kênh').says('own.none').doesNot('unlinkOwn').end();
    await talk(handlers, { held, contact: { consentAt: new Date() } })
      .hears('dữ liệu của tôi', 'my-data')
      .reads(/Đã nối với kênh: Zalo, trang trò chuyện/)
      .picks('withdraw')
      .does('unlinkOwn')
      .says('own.undone')
      .end();
  });

  it('never cuts into the sealed path, and is nobody’s business in a group', async () => {
    await talk(handlers, { ...good, sealedReaders: ['Lê Thị Mai'] })
      .hears('Ông Xyz cán bộ nhận tiền của dân', 'petition.to-cao')
      .says('denunciation.first')
      .open('denunciation')
      .hears(CODE)
      .saysNot('own.sure')
      .doesNot('useOwnCode')
      .open('denunciation')
      .end();
    await talk(handlers, { ...good, chat: { id: 'g', kind: 'group' } })
      .hears(CODE)
      .says('group.private')
      .end();
  });

  it('tells the other channel how to undo it', () => {
    const told = notices.find((n) => n.id === 'own-linked')?.say({ platform: 'zalo' }, null);
    expect(render(told?.text ?? [], locales.vi)).toMatch(/Zalo.*bỏ nối kênh/);
    expect(render(told?.text ?? [], locales.en)).toMatch(/Zalo.*unlink/);
  });
});
