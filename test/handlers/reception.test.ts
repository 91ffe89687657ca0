import { describe, expect, it } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import type { ReceptionTime, ReceptionView } from '../../src/core/types.ts';
import { BARE_WARD, intent, talk } from '../helpers/talk.ts';

const at = (iso: string, who: ReceptionTime['who'] = 'chair'): ReceptionTime => ({
  who,
  at: new Date(`${iso}:00+07:00`),
  minutes: 30,
});
const free = [
  at('2026-11-25T14:00', 'officer'),
  ...['08:00', '08:30', '09:00', '09:30'].map((t) => at(`2026-12-03T${t}`)),
  at('2026-12-09T08:00', 'deputy'),
  at('2026-12-17T08:00'),
];
const view: Partial<ReceptionView> = { free, place: 'phòng tiếp dân, tầng 1' };
const mine: Partial<ReceptionView> = {
  ...view,
  mine: { ...at('2026-12-03T08:30'), id: 'b1', code: 'TD-482-719' },
};

describe('booking a time of reception', () => {
  it.each([
    'dat lich tiep dan',
    'Cho tôi đặt lịch tiếp công dân',
    'dang ky lich gap chu tich phuong',
    'toi muon gap chu tich',
    'xin gặp bác chủ tịch phường ạ',
    'đặt lịch',
    '/tiepdan',
  ])('begins at %j', async (text) => {
    await talk(handlers, { reception: view }).hears(text, 'human').open('reception').end();
  });

  it.each([
    ['Chủ tịch phường tiếp dân mấy ngày một tháng?', 'faq'],
    ['muốn gặp chủ tịch thì có được không hay phải qua ai', 'faq'],
    ['chủ tịch phường nhận tiền của dân', 'petition.to-cao'],
    ['đèn đường hỏng', 'petition.phan-anh'],
  ] as const)('does not begin at %j', async (text, route) => {
    await talk(handlers, { reception: view })
      .hears(text, route)
      .check(({ result }) => expect(result.handler).not.toBe('reception'))
      .end();
  });

  it('offers few days, then few times, asks no name it needs not, and gives a code', async () => {
    await talk(handlers, { reception: view })
      .hears('dat lich tiep dan')
      .says('reception.days')
      .offers('d:2026-11-25:officer', 'd:2026-12-03:chair', 'd:2026-12-09:deputy', 'more', 'drop')
      .reads(/Thứ Năm 03\/12, Chủ tịch/)
      .picks('d:2026-12-03:chair')
      .says('reception.times')
      .offers(
        't:2026-12-03T01:00:00.000Z',
        't:2026-12-03T01:30:00.000Z',
        't:2026-12-03T02:00:00.000Z',
        'more',
        'day',
      )
      .picks('t:2026-12-03T01:30:00.000Z')
      .says('reception.when', 'reception.name')
      .doesNot('bookReception')
      .picks('noname')
      .does('bookReception', (e) =>
        expect(e).toEqual({ do: 'bookReception', code: 'TD-100-000', who: 'chair', at: free[2]?.at }),
      )
      .says(
        'reception.booked',
        'reception.place',
        'reception.bring',
        'reception.remind-evening',
        'reception.change',
      )
      .reads(/TD-100-000/, /Thứ Năm 03\/12, 8 giờ 30/)
      .open(null)
      .end();
  });

  it('shows the chair’s days to who asks for the chair, and goes through days and times', async () => {
    await talk(handlers, { reception: view })
      .hears('toi muon gap chu tich', 'human')
      .says('reception.days-chair')
      .offers('d:2026-12-03:chair', 'd:2026-12-17:chair', 'drop')
      .picks('d:2026-12-03:chair')
      .picks('more')
      .offers('t:2026-12-03T02:30:00.000Z', 'more', 'day')
      .picks('day')
      .hears('thứ năm 17/12')
      .says('reception.times')
      .end();
  });

  it('understands a day, a time and a name that are typed', async () => {
    await talk(handlers, { reception: view })
      .hears('đặt lịch tiếp dân')
      .hears('ngày 3 tháng 12')
      .hears('9h30 được không')
      .reads(/9 giờ 30/)
      .doesNot('bookReception')
      .hears('tôi là Nguyễn Thị Hoa')
      .does('bookReception', (e) => expect(e).toMatchObject({ name: 'Nguyễn Thị Hoa', at: free[4]?.at }))
      .end();
  });

  it('does not take a question or a number for a name', async () => {
    for (const text of ['8 người đi cùng được chứ', 'có phải mang giấy tờ gì không?'])
      await talk(handlers, { reception: view })
        .hears('đặt lịch tiếp dân')
        .picks('d:2026-12-09:deputy')
        .picks('t:2026-12-09T01:00:00.000Z')
        .hears(text)
        .doesNot('bookReception')
        .says('reception.name')
        .end();
  });

  it('offers a name known with consent, and only then', async () => {
    const named = { name: 'Hoa', consentAt: new Date('2026-01-05T00:00:00Z') };
    const toName = (contact: object) =>
      talk(handlers, { reception: view, contact })
        .hears('đặt lịch')
        .picks('d:2026-12-09:deputy')
        .picks('t:2026-12-09T01:00:00.000Z');
    await toName(named)
      .offersAlso('same')
      .picks('same')
      .does('bookReception', (e) => expect(e.name).toBe('Hoa'))
      .end();
    await toName({ name: 'Hoa' }).offers('noname', 'time', 'drop').end();
  });

  it('says that a time was taken meanwhile', async () => {
    const reception = { ...view, free: [...free] };
    const left = { reception };
    await talk(handlers, left)
      .hears('đặt lịch')
      .picks('d:2026-12-03:chair')
      .picks('t:2026-12-03T01:30:00.000Z')
      .check(() => void reception.free.splice(2, 1))
      .picks('noname')
      .says('reception.taken')
      .doesNot('bookReception')
      .offersAlso('t:2026-12-03T01:00:00.000Z')
      .end();
  });

  it('promises no reminder to who wants no notices', async () => {
    await talk(handlers, { reception: view, contact: { notices: false } })
      .hears('đặt lịch')
      .picks('d:2026-12-09:deputy')
      .picks('t:2026-12-09T01:00:00.000Z')
      .picks('noname')
      .saysNot('reception.remind-evening', 'reception.remind-hours')
      .end();
  });

  it('says what works where there is no plan, or no place left', async () => {
    await talk(handlers, { reception: { planned: false }, ward: BARE_WARD })
      .hears('đặt lịch tiếp dân')
      .says('reception.unset', 'ward.no-phone')
      .offers('go:human', 'go:menu')
      .end();
    await talk(handlers, { reception: { free: [] } })
      .hears('đặt lịch tiếp dân')
      .says('reception.full')
      .end();
    await talk(handlers, { reception: { ...view, free: free.filter((t) => t.who !== 'chair') } })
      .hears('gặp chủ tịch', 'human')
      .says('reception.full-chair')
      .end();
  });

  it('keeps out of group chats', async () => {
    await talk(handlers, { reception: view, chat: { id: 'g', kind: 'group' } })
      .hears('đặt lịch tiếp dân')
      .says('group.private')
      .end();
  });

  it('works in English', async () => {
    await talk(handlers, { reception: view, locale: 'en' })
      .hears('book reception')
      .reads(/Which day/, /Thursday 03\/12, the Chair/)
      .end();
  });
});

describe('a booking', () => {
  it('is shown instead of a second one, and by its code', async () => {
    for (const text of ['đặt lịch tiếp dân', 'TD-482-719', 'td 482 719'])
      await talk(handlers, { reception: mine })
        .hears(text, 'status')
        .says('reception.mine')
        .reads(/8 giờ 30/)
        .offers('change-booking', 'cancel-booking', 'go:menu')
        .end();
    await talk(handlers, { reception: mine })
      .hears('TD-111-222', 'status')
      .says('reception.unknown-code')
      .end();
  });

  it.each(['hủy lịch', 'huy lich', 'Hủy lịch hẹn ạ'])('is given back at %j', async (text) => {
    await talk(handlers, { reception: mine })
      .hears(text, intent('out-of-scope'))
      .does('cancelReception', (e) => expect(e.booking).toBe('b1'))
      .says('reception.cancelled')
      .end();
  });

  it('is changed by one word: the old one holds until another is taken', async () => {
    await talk(handlers, { reception: mine })
      .hears('doi lich')
      .says('reception.days')
      .doesNot('cancelReception')
      .picks('d:2026-12-09:deputy')
      .picks('t:2026-12-09T01:00:00.000Z')
      .picks('noname')
      .does('bookReception')
      .says('reception.moved')
      .end();
  });

  it('says so when there is none', async () => {
    await talk(handlers, { reception: view })
      .hears('hủy lịch')
      .says('reception.none')
      .offers('go:reception', 'go:menu')
      .end();
  });

  it('can be asked for in the middle of a report, which is then gone on with', async () => {
    await talk(handlers, { reception: mine })
      .hears('Đèn đường ngõ 5 hỏng', 'petition.phan-anh')
      .hears('hủy lịch')
      .does('cancelReception')
      .end();
  });
});
