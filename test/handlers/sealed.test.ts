import { describe, expect, it } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { BARE_WARD, talk, WARD } from '../helpers/talk.ts';

const WORDS = 'Ông Xyz cán bộ nhận tiền của dân';
const photo = { kind: 'file', file: { kind: 'photo', ref: 'p' }, caption: WORDS } as const;

/** Nothing of what was written goes anywhere. */
const NOWHERE = ['keepQuestion', 'openTicket', 'addToTicket', 'notify', 'keepFile', 'setContact'] as const;

describe('denunciation', () => {
  it('says first that chat registers no tố cáo, how it is done, where, and who sees this; and forgets the words', async () => {
    await talk(handlers)
      .hears(WORDS, 'petition.to-cao')
      .says(
        'denunciation.first',
        'denunciation.dont-write',
        'denunciation.forms',
        'denunciation.who-sees',
        'denunciation.no-address',
        'ward.phone',
        'ward.hours',
      )
      .reads(/tố cáo/, /đơn có chữ ký/, /trực tiếp/)
      .readsNot(/Xyz/)
      .does('forgetMessage')
      .doesNot(...NOWHERE)
      .open('denunciation')
      .end();
  });

  it('gives the published addresses, and says which are not yet published', async () => {
    const ward = { ...WARD, toCaoAddress: 'hòm thư 9', provinceAddress: 'số 2 phố Tỉnh' };
    await talk(handlers, { ward })
      .hears(WORDS, 'petition.to-cao')
      .reads(/hòm thư 9/, /số 2 phố Tỉnh/)
      .end();
    await talk(handlers, { ward: BARE_WARD })
      .hears(WORDS, 'petition.to-cao')
      .says(
        'denunciation.no-address',
        'denunciation.chair-unset',
        'ward.no-phone',
        'ward.no-hours',
        'ward.no-address',
      )
      .end();
  });

  it('keeps the words out of what it remembers', async () => {
    await talk(handlers)
      .hears(WORDS, 'petition.to-cao')
      .check(({ result }) => expect(JSON.stringify(result)).not.toContain('Xyz'))
      .hears(`${WORDS} thêm`, 'petition.phan-anh')
      .check(({ result }) => expect(JSON.stringify(result)).not.toContain('Xyz'))
      .end();
  });

  it.each([
    'petition.phan-anh',
    'petition.khieu-nai',
    'faq',
    'human',
    'status',
    'my-data',
    'out-of-scope',
    'thanks',
    'meeting',
  ] as const)('forgets whatever follows, also when it looks like %s', async (route) => {
    await talk(handlers)
      .hears(WORDS, 'petition.to-cao')
      .hears('còn bà Abc nữa', route)
      .says('denunciation.still')
      .does('forgetMessage')
      .doesNot(...NOWHERE)
      .readsNot(/Abc/)
      .open('denunciation')
      .end();
  });

  it('keeps no photo either', async () => {
    await talk(handlers)
      .sends(photo, 'petition.to-cao')
      .says('denunciation.first')
      .does('forgetMessage')
      .doesNot(...NOWHERE)
      .sends({ kind: 'file', file: { kind: 'photo', ref: 'q' } })
      .does('forgetMessage')
      .doesNot(...NOWHERE)
      .end();
  });

  it('answers its own choices and stays', async () => {
    await talk(handlers)
      .hears(WORDS, 'petition.to-cao')
      .offers('how', 'where', 'who', 'other')
      .picks('how')
      .says('denunciation.paper')
      .picks('where')
      .says('ward.phone')
      .picks('who')
      .says('denunciation.protection')
      .doesNot('forgetMessage')
      .open('denunciation')
      .picks('other')
      .says('denunciation.left')
      .open(null)
      .end();
  });

  it('ends at "menu" too, and lets an emergency through', async () => {
    await talk(handlers)
      .hears(WORDS, 'petition.to-cao')
      .hears('họ đang đánh tôi', {
        route: 'petition.to-cao',
        confident: false,
        hits: [],
        reasons: [],
        emergency: 'crime',
      })
      .says('emergency.crime')
      .does('forgetMessage')
      .open('denunciation')
      .hears('menu')
      .says('menu.text')
      .open('menu')
      .end();
  });

  it('cuts into a petition whose story turns out to be one, and drops that draft with its files', async () => {
    await talk(handlers)
      .hears('tôi muốn gửi phản ánh', 'petition.phan-anh')
      .sends({ kind: 'file', file: { kind: 'photo', ref: 'p' } })
      .hears(WORDS, 'petition.to-cao')
      .says('denunciation.first')
      .does('dropFiles', (e) => expect(e.keys).toEqual(['turn-2']))
      .does('forgetMessage')
      .picks('other')
      .saysNot('petition.note-resumed')
      .open(null)
      .end();
  });

  it('leaves a petition waiting that was told before and is about something else', async () => {
    await talk(handlers)
      .hears('Đèn đường ngõ 5 hỏng', 'petition.phan-anh')
      .picks('next')
      .hears(WORDS, 'petition.to-cao')
      .says('denunciation.first')
      .doesNot('dropFiles')
      .picks('other')
      .says('petition.note-resumed', 'petition.place')
      .readsNot(/Xyz/)
      .end();
  });

  it('is never taken for what a talk with an officer or a request is about', async () => {
    await talk(handlers)
      .hears('gặp cán bộ', 'human')
      .hears(WORDS, 'petition.to-cao')
      .says('denunciation.first')
      .doesNot(...NOWHERE)
      .open('denunciation')
      .end();
    await talk(handlers)
      .hears('cho tôi xin biên bản họp tổ', 'info-request')
      .hears(WORDS, 'petition.to-cao')
      .says('denunciation.first')
      .doesNot(...NOWHERE)
      .end();
  });

  it('in a group says only what must be said', async () => {
    await talk(handlers, { chat: { id: 'g', kind: 'group' } })
      .hears(WORDS, 'petition.to-cao')
      .says('denunciation.first', 'group.private')
      .does('forgetMessage')
      .doesNot(...NOWHERE)
      .open(null)
      .end();
  });

  it('contains "tố cáo" in English too', async () => {
    await talk(handlers, { locale: 'en' })
      .hears(WORDS, 'petition.to-cao')
      .reads(/tố cáo/, /signed paper/)
      .end();
  });
});

describe('complaint', () => {
  const MATTER = 'Phường cắt trợ cấp của mẹ tôi, tôi không đồng ý, đề nghị xem lại';

  it('says first that chat lodges none, then 90 days, who decides, and the articles', async () => {
    await talk(handlers)
      .hears(MATTER, 'petition.khieu-nai')
      .says('complaint.first', 'complaint.time', 'complaint.ask-day', 'complaint.basis', 'ward.address')
      .reads(/chưa phải là nộp khiếu nại/, /90 ngày/, /Điều 8/)
      .doesNot('openTicket', 'keepQuestion', 'notify')
      .picks('paper')
      .says('complaint.paper')
      .picks('next')
      .says('complaint.who', 'complaint.next')
      .reads(/tỉnh Hưng Yên/)
      .end();
  });

  it('can be sent on as a kiến nghị without writing it again', async () => {
    await talk(handlers)
      .hears(MATTER, 'petition.khieu-nai')
      .picks('send')
      .says('complaint.sent-as-proposal', 'petition.photos')
      .open('petition')
      .picks('next')
      .picks('skip')
      .picks('anonymous')
      .picks('send')
      .does('openTicket', (e) => expect(e.ticket).toMatchObject({ kind: 'kienNghi', text: MATTER }))
      .end();
  });

  it('cuts into a petition at the telling, and lets other matters pass', async () => {
    await talk(handlers)
      .hears('tôi muốn gửi phản ánh', 'petition.phan-anh')
      .hears(MATTER, 'petition.khieu-nai')
      .says('complaint.first')
      .open('complaint')
      .hears('tháng này có họp không', 'meeting')
      .says('meeting.none')
      .end();
  });
});
