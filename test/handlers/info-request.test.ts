import { describe, expect, it } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { answer, CODE, intent, talk } from '../helpers/talk.ts';

const WANTED = 'biên bản nghiệm thu đường tổ 13';
const asks = () => talk(handlers).hears(`cho tôi xin ${WANTED}`, 'info-request');
describe('info-request', () => {
  it('asks what, how and, with consent, who; a whole one says so and names no day of the new law', async () => {
    await asks()
      .says('info.wanted', 'info.how-ask')
      .doesNot('openTicket')
      .picks('how:email')
      .says('info.consent')
      .picks('agree')
      .says('info.ask-name')
      .hears('Trần Thị Hoa')
      .does('forgetMessage')
      .says('info.ask-address')
      .hears('ngõ 5, tổ 13')
      .says('info.ask-idNumber')
      .hears('033 1 59 000 001')
      .says('info.ask-email')
      .hears('hoa@example.org')
      .says('info.ask-why')
      .picks('skip')
      .says('info.review', 'info.time-unknown', 'info.cost')
      .picks('send')
      .does('openTicket', (e) =>
        expect(e.ticket).toMatchObject({
          kind: 'thongTin',
          text: `cho tôi xin ${WANTED}`,
          name: 'Trần Thị Hoa',
        }),
      )
      .does('requestInfo', (e) =>
        expect(e).toMatchObject({
          how: 'email',
          whole: true,
          wrong: false,
          asker: { address: 'ngõ 5, tổ 13', idNumber: '033 1 59 000 001', email: 'hoa@example.org' },
        }),
      )
      .doesNot('keepPaper')
      .does('notify')
      .says('info.time-unknown')
      .reads(CODE)
      .end();
  });

  it('without consent goes on as no whole request, with the form to print', async () => {
    await asks()
      .picks('how:office')
      .picks('anonymous')
      .says('info.not-whole')
      .picks('send')
      .does('requestInfo', (e) => expect(e).toMatchObject({ whole: false, asker: {} }))
      .does('keepPaper', (e) =>
        expect(e).toMatchObject({ paper: 'info', fields: { what: `cho tôi xin ${WANTED}` } }),
      )
      .says('info.paper')
      .end();
  });

  it('points first to what has to be public anyway; that may be enough', async () => {
    const published = answer('ck-ngan-sach');
    await talk(handlers, { answers: [published] })
      .hears(
        'cho tôi xin quyết toán ngân sách năm 2025',
        intent('info-request', { hits: [{ id: 'ck-ngan-sach', score: 1 }] }),
      )
      .says('info.public')
      .reads(published.text)
      .picks('enough')
      .says('info.glad')
      .doesNot('openTicket')
      .open(null)
      .end();
  });

  it('takes what is published and wrong, with the ten days of the law', async () => {
    await talk(handlers)
      .hears('tôi muốn xin', 'info-request')
      .says('info.what')
      .picks('wrong')
      .says('info.what-wrong')
      .hears('bảng phí dán ở nhà văn hoá ghi sai mức thu')
      .picks('how:chat')
      .picks('anonymous')
      .says('info.time-wrong')
      .picks('send')
      .does('requestInfo', (e) => expect(e).toMatchObject({ wrong: true }))
      .end();
  });

  it('can be mended, and dropped', async () => {
    await asks()
      .picks('edit')
      .says('info.what')
      .hears('biên bản nghiệm thu đường ngõ 2')
      .says('info.wanted')
      .hears('thôi')
      .says('core.cancelled')
      .doesNot('openTicket')
      .open(null)
      .end();
  });
});
