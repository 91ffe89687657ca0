import { describe, expect, it } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { createCalendar, due } from '../../src/law/index.ts';
import { talk } from '../helpers/talk.ts';

const MATTER = 'Phường cắt trợ cấp của mẹ tôi, tôi không đồng ý, đề nghị xem lại';
const calendar = createCalendar([]);
/** It is 23 November 2026. */
const counting = {
  deadline: (rule: string, day: string) => {
    const { due: last } = due(rule, day, calendar);
    return { due: last, provisional: false };
  },
};
const begun = () => talk(handlers, counting).hears(MATTER, 'petition.khieu-nai').says('complaint.ask-day');

describe('the 90 days', () => {
  it.each([
    ['hôm qua', /hết ngày 22\/02\/2027, còn 91 ngày|hết ngày 2\d\/02\/2027/],
    ['10/9', /từ ngày 10\/09\/2026 \(dương lịch\)[\s\S]*hết ngày 09\/12\/2026, còn 16 ngày[\s\S]*Điều 9/],
    ['tôi nhận giấy ngày 25/8/2026', /hết ngày 23\/11\/2026, còn 0 ngày/],
  ])('from %s they are counted, with the article', async (text, words) => {
    await begun().hears(text, 'out-of-scope').says('complaint.in-time').reads(words).open('complaint').end();
  });

  it('that are over: hindrances do not count, and there is a way on', async () => {
    await begun()
      .hears('1/3/2026', 'out-of-scope')
      .says('complaint.late')
      .reads(/ốm đau/)
      .offersAlso('form', 'go:human')
      .end();
  });

  it.each([
    ['31/2', 'complaint.day-none', /Không có ngày 31\/2/],
    ['10/8 âm lịch', 'complaint.day-lunar', /dương lịch/],
    ['tháng trước', 'complaint.day-vague', /đúng ngày/],
    ['25/12/2026', 'complaint.day-future', /chưa tới/],
  ] as const)('are not counted from %s, and it is asked again kindly', async (text, key, words) => {
    await begun()
      .hears(text, 'out-of-scope')
      .says(key)
      .reads(words)
      .hears('10/9', 'out-of-scope')
      .says('complaint.in-time')
      .end();
  });

  it('says whom to send it to first, and where it goes next', async () => {
    await begun()
      .picks('next')
      .says('complaint.who', 'complaint.next')
      .reads(/tỉnh Hưng Yên/, /Tòa án/)
      .end();
  });

  it('leads to a time of reception', async () => {
    await begun().picks('go:reception').reads(/tiếp/).saysNot('complaint.first', 'core.choose').end();
  });
});

describe('the form', () => {
  it('asks for consent before anything, fills in what is told, forgets the messages, and hands out the file', async () => {
    await begun()
      .picks('form')
      .says('complaint.form-consent')
      .doesNot('keepPaper')
      .picks('agree')
      .says('complaint.ask-name')
      .hears('Trần Thị Hoa', 'out-of-scope')
      .does('forgetMessage')
      .says('complaint.ask-address')
      .hears('số 7 ngõ 5', 'out-of-scope')
      .says('complaint.ask-whom')
      .picks('chair')
      .says('complaint.ask-about')
      .hears('Quyết định 12/QĐ-UBND ngày 1/9/2026', 'petition.khieu-nai')
      .says('complaint.ask-why')
      .hears('Cắt trợ cấp mà không báo trước', 'petition.khieu-nai')
      .says('complaint.ask-wish')
      .picks('skip')
      .says('complaint.ask-papers')
      .hears('không', 'out-of-scope')
      .says('complaint.review')
      .reads(/Trần Thị Hoa/, /để trống, bác viết tay sau/)
      .picks('make')
      .does('keepPaper', (e) =>
        expect(e).toMatchObject({
          paper: 'complaint',
          fields: {
            ...{
              name: 'Trần Thị Hoa',
              address: 'số 7 ngõ 5',
              to: 'Chủ tịch Ủy ban nhân dân phường Thượng Hồng',
            },
            about: 'Quyết định 12/QĐ-UBND ngày 1/9/2026',
          },
        }),
      )
      .does('reply', (e) => expect(e.reply.files).toMatchObject([{ name: 'don-khieu-nai.docx' }]))
      .says('complaint.given', 'complaint.given-where')
      .doesNot('openTicket', 'setContact', 'keepQuestion')
      .end();
  });

  it('is given blank to who does not agree', async () => {
    await begun()
      .picks('form')
      .picks('blank')
      .does('keepPaper', (e) => expect(e.fields).toEqual({}))
      .says('complaint.given')
      .end();
  });

  it('can be left at any question, and then nothing is kept', async () => {
    await begun()
      .picks('form')
      .picks('agree')
      .hears('Trần Thị Hoa', 'out-of-scope')
      .hears('thôi', 'out-of-scope')
      .says('core.cancelled')
      .doesNot('keepPaper')
      .open(null)
      .end();
  });

  it('is dropped when what is told turns out to be a denunciation', async () => {
    await begun()
      .picks('form')
      .picks('agree')
      .hears('ông Bình nhận hối lộ của nhiều nhà', 'petition.to-cao')
      .says('denunciation.first')
      .doesNot('keepPaper')
      .check(({ result }) => expect(JSON.stringify(result.conversation)).not.toContain('hối lộ'))
      .end();
  });
});

it('a contact that types code after code is told to wait, and none is looked up', async () => {
  await talk(handlers, { mayTryCode: false })
    .hears('DB-1000-005-721', 'status')
    .says('status.too-many')
    .saysNot('status.unknown')
    .end();
});
