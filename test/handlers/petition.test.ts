import { describe, expect, it } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import type { NewTicket } from '../../src/core/types.ts';
import { CODE, NOW, talk, WARD } from '../helpers/talk.ts';

const GROUPS = [
  { id: 'g1', name: 'Tổ dân phố số 1' },
  { id: 'g4', name: 'Tổ dân phố số 4' },
];
const photo = (caption?: string) =>
  ({
    kind: 'file',
    file: { kind: 'photo', ref: 'p' },
    ...(caption === undefined ? {} : { caption }),
  }) as const;
const HOUR = 3_600_000;

/** A draft at the review, with nothing but its text. */
const atReview = () =>
  talk(handlers)
    .hears('Đèn đường ngõ 5 hỏng ba hôm nay', 'petition.phan-anh')
    .picks('next')
    .picks('skip')
    .picks('anonymous')
    .says('petition.confirm');

describe('petition', () => {
  it('takes a report that was simply told, asks one thing at a time, shows it, and sends it', async () => {
    await talk(handlers, { groups: GROUPS })
      .hears('Đèn đường ngõ 5 hỏng ba hôm nay', 'petition.phan-anh')
      .says('petition.taken', 'petition.photos')
      .offers('next', 'cancel')
      .sends(photo())
      .does('keepFile', (e) => expect(e.key).toBe('turn-2'))
      .says('petition.more-photos')
      .picks('next')
      .says('petition.place')
      .hears('ngõ 5 đường Thử')
      .says('petition.group')
      .offers('g:g1', 'g:g4', 'skip')
      .hears('tổ 4')
      .says('consent.ask')
      .offers('agree', 'anonymous')
      .hears('đồng ý')
      .says('consent.who')
      .hears('Nguyễn Thị Hoa 0912.345.678')
      .says('petition.confirm')
      .reads(
        /Đèn đường ngõ 5 hỏng/,
        /đèn đường/,
        /ngõ 5 đường Thử/,
        /Tổ dân phố số 4/,
        /Nguyễn Thị Hoa, 0912 345 678/,
      )
      .doesNot('openTicket')
      .picks('send')
      .does('openTicket', (e) =>
        expect(e.ticket).toEqual({
          code: CODE,
          kind: 'phanAnh',
          category: 'den',
          proposals: [expect.stringContaining('Loại máy đề xuất: phản ánh.')],
          text: 'Đèn đường ngõ 5 hỏng ba hôm nay',
          files: ['turn-2'],
          place: { label: 'ngõ 5 đường Thử' },
          groupId: 'g4',
          name: 'Nguyễn Thị Hoa',
          phone: '0912345678',
        } satisfies NewTicket),
      )
      .does('setContact', (e) =>
        expect(e.change).toMatchObject({
          phone: '0912345678',
          name: 'Nguyễn Thị Hoa',
          consentAt: expect.any(Date),
        }),
      )
      .does('notify', (e) =>
        expect(e).toMatchObject({
          notice: 'received',
          to: 'officers',
          payload: {
            code: CODE,
            kind: 'phanAnh',
            category: 'den',
            categoryName: 'đèn đường',
            group: 'Tổ dân phố số 4',
          },
        }),
      )
      .says('petition.sent', 'petition.next', 'ward.phone')
      .reads(CODE, /10 ngày làm việc/)
      .open(null)
      .end();
  });

  it('shows exactly one receipt-like word in the message with the receipt', async () => {
    await atReview()
      .picks('send')
      .check(({ texts }) => expect(texts.match(/\b[A-Z]{2}-[0-9A-Z-]{6,}\b/g)).toEqual([CODE]))
      .end();
  });

  it('needs four numbers and nothing else from somebody who skips everything', async () => {
    await atReview()
      .hears('1')
      .does('openTicket', (e) =>
        expect(Object.keys(e.ticket).sort()).toEqual([
          'category',
          'code',
          'files',
          'kind',
          'proposals',
          'text',
        ]),
      )
      .doesNot('setContact')
      .end();
  });

  it('asks for the content when only the wish to report was said', async () => {
    await talk(handlers)
      .hears('tôi muốn gửi phản ánh', 'petition.phan-anh')
      .says('petition.begin', 'petition.content')
      .hears('gửi phản ánh')
      .says('petition.note-say-more')
      .hears('Đường bẩn')
      .says('petition.photos')
      .end();
  });

  it('tells phản ánh from kiến nghị by what was understood', async () => {
    await talk(handlers)
      .hears('Mong phường gắn thêm đèn ở ngõ 5', 'petition.kien-nghi')
      .picks('next')
      .picks('skip')
      .picks('anonymous')
      .picks('send')
      .does('openTicket', (e) => expect(e.ticket.kind).toBe('kienNghi'))
      .end();
  });

  it('begins with a photo whose caption tells what it is', async () => {
    await talk(handlers)
      .sends(photo('Rác đổ đầy cổng chợ'), 'petition.phan-anh')
      .does('keepFile')
      .says('petition.more-photos')
      .picks('next')
      .picks('skip')
      .picks('anonymous')
      .picks('send')
      .does('openTicket', (e) => expect(e.ticket).toMatchObject({ files: ['turn-1'], category: 'rac' }))
      .end();
  });

  it('takes a pin for the place, and photos and pins that come at another question', async () => {
    await talk(handlers)
      .hears('Ổ gà to trước cổng chợ', 'petition.phan-anh')
      .sends({ kind: 'place', latitude: 20.9, longitude: 106.1 })
      .says('petition.note-place', 'petition.photos')
      .picks('next')
      .sends(photo())
      .says('petition.note-photo', 'petition.place')
      .sends({ kind: 'place', latitude: 20.95, longitude: 106.15 })
      .says('consent.ask')
      .picks('anonymous')
      .reads(/vị trí bác đã gửi/)
      .picks('send')
      .does('openTicket', (e) =>
        expect(e.ticket).toMatchObject({ place: { latitude: 20.95, longitude: 106.15 }, files: ['turn-4'] }),
      )
      .end();
  });

  it('adds words that come at the question for photos to the content', async () => {
    await talk(handlers)
      .hears('Ổ gà to trước cổng chợ', 'petition.phan-anh')
      .hears('hôm qua có người ngã')
      .says('petition.note-added', 'petition.photos')
      .hears('xong')
      .says('petition.place')
      .end();
  });

  it('keeps voice for the officer and asks for a word', async () => {
    await talk(handlers)
      .hears('tôi muốn phản ánh', 'petition.phan-anh')
      .sends({ kind: 'file', file: { kind: 'voice', ref: 'v' } })
      .does('keepFile')
      .says('petition.note-voice', 'petition.content')
      .end();
  });

  it('takes ten files and says so at the eleventh', async () => {
    let t = talk(handlers).hears('Ổ gà to trước cổng chợ', 'petition.phan-anh');
    for (let i = 0; i < 10; i++) t = t.sends(photo()).does('keepFile');
    await t.sends(photo()).doesNot('keepFile').says('petition.limit').end();
  });

  it('mends each part from the review and comes back to it', async () => {
    await atReview()
      .picks('edit:content')
      .hears('Đèn ngõ 6 hỏng')
      .says('petition.confirm')
      .reads(/ngõ 6/)
      .picks('edit:photos')
      .sends(photo())
      .picks('next')
      .says('petition.confirm')
      .picks('edit:photos')
      .offers('next', 'clear', 'cancel')
      .picks('clear')
      .does('dropFiles', (e) => expect(e.keys).toHaveLength(1))
      .picks('next')
      .picks('edit:place')
      .hears('cổng chùa')
      .says('petition.confirm')
      .reads(/cổng chùa/)
      .picks('edit:consent')
      .picks('agree')
      .hears('0221 3 555')
      .says('consent.note-phone-wrong')
      .hears('Hoa')
      .says('consent.note-phone-too')
      .hears('0987654321')
      .says('petition.confirm')
      .reads(/Hoa, 0987 654 321/)
      .end();
  });

  it('goes back a question at "quay lại"', async () => {
    await talk(handlers)
      .hears('Ổ gà to trước cổng chợ', 'petition.phan-anh')
      .picks('next')
      .hears('quay lại')
      .says('petition.photos')
      .hears('quay lai')
      .says('petition.content')
      .end();
  });

  it.each(['huỷ', 'thôi', 'huy bo', 'thôi không gửi nữa ạ'])(
    'asks before it drops the draft at %j',
    async (word) => {
      await talk(handlers)
        .hears('Ổ gà to trước cổng chợ', 'petition.phan-anh')
        .sends(photo())
        .hears(word)
        .says('petition.cancel')
        .picks('continue')
        .says('petition.more-photos')
        .hears(word)
        .picks('drop')
        .says('petition.dropped')
        .does('dropFiles', (e) => expect(e.keys).toEqual(['turn-2']))
        .open(null)
        .end();
    },
  );

  it('uses a number left before, only after asking', async () => {
    const before = { name: 'Hoa', phone: '0912345678', consentAt: NOW };
    await talk(handlers, { contact: before })
      .hears('Ổ gà to trước cổng chợ', 'petition.phan-anh')
      .picks('next')
      .picks('skip')
      .says('consent.known')
      .offers('same', 'agree', 'anonymous')
      .picks('same')
      .picks('send')
      .does('openTicket', (e) => expect(e.ticket).toMatchObject({ name: 'Hoa', phone: '0912345678' }))
      .doesNot('setContact')
      .end();
  });

  it('does not use a number whose consent was withdrawn', async () => {
    await talk(handlers, { contact: { phone: '0912345678' } })
      .hears('Ổ gà to trước cổng chợ', 'petition.phan-anh')
      .picks('next')
      .picks('skip')
      .says('consent.ask')
      .offers('agree', 'anonymous')
      .end();
  });

  it('takes a shared contact and a number typed at once for a yes, and silence for nothing', async () => {
    await talk(handlers)
      .hears('Ổ gà to trước cổng chợ', 'petition.phan-anh')
      .picks('next')
      .picks('skip')
      .hears('để tôi xem đã')
      .says('core.choose', 'consent.ask')
      .sends({ kind: 'phone', phone: '+84912345678', name: 'Hoa' })
      .says('petition.confirm')
      .reads(/Hoa, 0912 345 678/)
      .end();
  });

  it('knows the group of the resident and does not ask for it again', async () => {
    await talk(handlers, { groups: GROUPS, contact: { group: { id: 'g1', name: 'Tổ dân phố số 1' } } })
      .hears('Ổ gà to trước cổng chợ', 'petition.phan-anh')
      .picks('next')
      .picks('skip')
      .says('consent.ask')
      .picks('anonymous')
      .reads(/Tổ dân phố số 1/)
      .offersAlso('edit:group')
      .end();
  });

  it('asks again for a group it does not know', async () => {
    await talk(handlers, { groups: GROUPS })
      .hears('Ổ gà to trước cổng chợ', 'petition.phan-anh')
      .picks('next')
      .picks('skip')
      .hears('tổ 99')
      .says('petition.note-group')
      .hears('không biết')
      .says('consent.ask')
      .end();
  });

  it('survives an emergency, a status question and the menu', async () => {
    await talk(handlers)
      .hears('Ổ gà to trước cổng chợ', 'petition.phan-anh')
      .picks('next')
      .hears('cháy nhà rồi', {
        route: 'out-of-scope',
        confident: false,
        hits: [],
        reasons: [],
        emergency: 'fire',
      })
      .says('emergency.fire')
      .open('petition')
      .hears('menu')
      .says('menu.text')
      .picks('go:petition')
      .says('petition.unfinished')
      .picks('continue')
      .says('petition.place')
      .picks('skip')
      .says('consent.ask')
      .end();
  });

  it('comes back by itself when a talk with an officer is over', async () => {
    await talk(handlers)
      .hears('Ổ gà to trước cổng chợ', 'petition.phan-anh')
      .hears('gặp cán bộ', 'human')
      .says('handover.about')
      .hears('hỏi về giấy khai sinh')
      .picks('anonymous')
      .says('handover.sent', 'petition.note-resumed', 'petition.photos')
      .open('petition')
      .end();
  });

  it('answers thanks and greetings in the middle without taking them for an answer', async () => {
    await talk(handlers)
      .hears('Ổ gà to trước cổng chợ', 'petition.phan-anh')
      .picks('next')
      .hears('xin chào', 'greeting')
      .says('hello', 'petition.place')
      .hears('cảm ơn', 'thanks')
      .says('petition.place')
      .end();
  });

  it('repeats the question at a tap on an old button', async () => {
    await talk(handlers)
      .hears('Ổ gà to trước cổng chợ', 'petition.phan-anh')
      .sends({ kind: 'tap', token: 'old.0' })
      .says('core.stale', 'petition.photos')
      .end();
  });

  it('after a long pause lets another matter through, and asks which report is meant', async () => {
    await talk(handlers)
      .hears('Ổ gà to trước cổng chợ', 'petition.phan-anh')
      .waits(7 * HOUR)
      .hears('Rác đổ đầy ngõ 3', 'petition.phan-anh')
      .says('petition.unfinished')
      .picks('fresh')
      .says('petition.photos')
      .waits(7 * HOUR)
      .hears('tháng này có họp không', 'meeting')
      .says('meeting.none')
      .open('meeting')
      .hears('menu')
      .picks('go:petition')
      .reads(/Rác đổ đầy ngõ 3/)
      .end();
  });

  it('tells the ward’s own promise as a promise, where there is one', async () => {
    await talk(handlers, { ward: { ...WARD, promiseDays: 7 } })
      .hears('Ổ gà to trước cổng chợ', 'petition.phan-anh')
      .picks('next')
      .picks('skip')
      .picks('anonymous')
      .picks('send')
      .says('petition.promise')
      .reads(/hứa .*7 ngày làm việc/)
      .end();
  });

  it('says that a text too long was cut', async () => {
    await talk(handlers)
      .hears('Đường hỏng. '.repeat(1000), 'petition.phan-anh')
      .picks('next')
      .picks('skip')
      .picks('anonymous')
      .says('petition.was-cut')
      .end();
  });

  it('is not written in a group', async () => {
    await talk(handlers, { chat: { id: 'g', kind: 'group' } })
      .hears('Đèn đường ngõ 5 hỏng', 'petition.phan-anh')
      .says('group.private')
      .doesNot('openTicket', 'keepFile', 'keepQuestion')
      .open(null)
      .end();
  });

  it('works in English', async () => {
    await talk(handlers, { locale: 'en' })
      .hears('The lamp in lane 5 is broken', 'petition.phan-anh')
      .reads(/Do you have a photo\?/)
      .hears('no photo')
      .reads(/Where is it\?/)
      .hears('skip')
      .reads(/leave your name/)
      .hears('leave nothing')
      .reads(/Please check/)
      .hears('send it')
      .reads(new RegExp(`Sent\\. Your code: ${CODE}`))
      .does('openTicket')
      .end();
  });
});
