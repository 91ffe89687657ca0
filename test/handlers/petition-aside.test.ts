import { describe, expect, it } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { buildIndex, understand } from '../../src/language/index.ts';
import { entries } from '../bench/eval-sets.ts';
import { answer, CODE, intent, talk } from '../helpers/talk.ts';

const FAKES = { answers: [answer('luat', { title: 'Thu tiền làm đường có phải họp dân không?' })] };
const REPORT = 'Đường ngõ 5 hỏng cả năm, mà thu tiền làm đường không họp dân có đúng luật không?';
const both = (route: 'petition.phan-anh' | 'petition.kien-nghi' | 'petition.khieu-nai') =>
  intent(route, { aside: 'luat' });
const CHOICE = 'go:entry:luat';
const LIKE_A_CODE = /\b[A-Z]{2}-[0-9A-Z-]{6,}\b/g;

const reviewed = (meant = both('petition.phan-anh')) =>
  talk(handlers, FAKES)
    .hears(REPORT, meant)
    .says('petition.taken', 'petition.photos')
    .saysNot('petition.aside')
    .offers('next', 'cancel')
    .picks('next')
    .picks('skip')
    .picks('anonymous')
    .says('petition.confirm')
    .saysNot('petition.aside');

describe('a question inside a petition', () => {
  it('is offered with the receipt, and answered by its number', async () => {
    await reviewed()
      .picks('send')
      .does('openTicket', (e) => expect(e.ticket.text).toBe(REPORT))
      .says('petition.sent', 'petition.aside')
      .reads(/Câu bác hỏi: Thu tiền làm đường có phải họp dân không\?/)
      .offers(CHOICE, 'go:menu')
      .check(({ texts }) => expect(texts.match(LIKE_A_CODE)).toEqual([CODE]))
      .hears('1')
      .says('faq.about')
      .reads(/Trả lời luat\./)
      .end();
  });

  it('is kept as an id and nothing more', async () => {
    await talk(handlers, FAKES)
      .hears(REPORT, both('petition.kien-nghi'))
      .check(({ result }) => expect(result.conversation?.state).toMatchObject({ own: { aside: 'luat' } }))
      .end();
  });

  it('is offered when the draft is dropped, too', async () => {
    await talk(handlers, FAKES)
      .hears(REPORT, both('petition.phan-anh'))
      .picks('cancel')
      .saysNot('petition.aside')
      .picks('drop')
      .says('petition.dropped', 'petition.aside')
      .offers(CHOICE)
      .picks(CHOICE)
      .reads(/Trả lời luat\./)
      .end();
  });

  it('is offered when it was asked while the report was told', async () => {
    await talk(handlers, FAKES)
      .hears('Đường ngõ 5 hỏng cả năm', 'petition.phan-anh')
      .hears('thu tiền làm đường không họp dân có đúng luật không, ổ gà to lắm', both('petition.phan-anh'))
      .says('petition.note-added')
      .picks('next')
      .picks('skip')
      .picks('anonymous')
      .picks('send')
      .says('petition.sent', 'petition.aside')
      .end();
  });

  it('is not spoken of when none was asked, or its entry is gone', async () => {
    for (const meant of [intent('petition.phan-anh'), intent('petition.phan-anh', { aside: 'gone' })])
      await reviewed(meant)
        .picks('send')
        .says('petition.sent')
        .saysNot('petition.aside')
        .offers('go:menu')
        .end();
    await talk(handlers, FAKES)
      .hears(REPORT, 'petition.phan-anh')
      .picks('cancel')
      .picks('drop')
      .saysNot('petition.aside')
      .offers()
      .end();
  });

  it('stands at once under the way of a khiếu nại, and goes with it when it is sent as a kiến nghị', async () => {
    await talk(handlers, FAKES)
      .hears('Tôi không chịu quyết định phạt, thu tiền thế có đúng luật không', both('petition.khieu-nai'))
      .says('complaint.first', 'petition.aside')
      .offersAlso(CHOICE, 'form', 'send')
      .picks('send')
      .picks('next')
      .picks('skip')
      .picks('anonymous')
      .picks('send')
      .says('petition.sent', 'petition.aside')
      .end();
    await talk(handlers, FAKES)
      .hears('Tôi không chịu quyết định phạt nhà tôi', 'petition.khieu-nai')
      .says('complaint.first')
      .saysNot('petition.aside')
      .end();
  });

  it('stands there too when a report turned out to be a khiếu nại', async () => {
    await talk(handlers, FAKES)
      .hears('Phường phạt tôi oan, thu tiền thế có đúng luật không', both('petition.phan-anh'))
      .says('petition.decision')
      .picks('of-ward')
      .picks('direct')
      .says('complaint.first', 'petition.aside')
      .picks(CHOICE)
      .reads(/Trả lời luat\./)
      .end();
  });

  it('is never spoken of on the sealed path', async () => {
    await talk(handlers, FAKES)
      .hears(REPORT, intent('petition.to-cao', { aside: 'luat' }))
      .open('denunciation')
      .saysNot('petition.aside')
      .check(({ result }) => expect(JSON.stringify(result)).not.toContain('luat'))
      .end();
    await talk(handlers, FAKES)
      .hears(REPORT, both('petition.phan-anh'))
      .hears('Cán bộ Nguyễn Văn A ăn chặn tiền', 'petition.to-cao')
      .open('denunciation')
      .check(({ result }) => expect(JSON.stringify(result)).not.toContain('luat'))
      .end();
  });
});

describe('understood from the words themselves', () => {
  const known = entries();
  const index = buildIndex(known);
  const answers = known.map((e) => answer(e.id, { title: e.question }));
  const bare = (text: string) =>
    text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');

  const ASKING = {
    'Họp tổ dân phố bao nhiêu hộ đồng ý thì được thông qua? Nhà tôi ở ngõ 5. Đường hỏng cả năm nay, xe đi ngã mấy lần. Đề nghị phường sửa gấp.':
      'bq-ty-le',
    'Cho hỏi mức đóng góp làm đường do ai quyết định. Nắp cống ngõ 12 vỡ mấy tuần nay. Hôm qua có cháu bé ngã. Đề nghị phường cho sửa ngay.':
      'dg-bat-buoc',
    'Người dân có quyền xem sổ thu chi quỹ của tổ không? Đèn ngõ 4 hỏng cả tháng nay. Tối om, bà con đi lại khó. Đề nghị phường sửa gấp.':
      'dg-quy-khong-ro',
  };
  for (const [text, entry] of Object.entries(ASKING))
    it(`offers the answer: ${text.slice(0, 40)}`, async () => {
      for (const typed of [text, bare(text)]) {
        const meant = understand(index, typed);
        expect(meant).toMatchObject({ route: 'petition.phan-anh', aside: entry });
        await talk(handlers, { answers })
          .hears(typed, meant)
          .picks('next')
          .picks('skip')
          .picks('anonymous')
          .picks('send')
          .says('petition.sent', 'petition.aside')
          .check(({ texts }) => expect(texts.match(LIKE_A_CODE)).toEqual([CODE]))
          .picks(`go:entry:${entry}`)
          .reads(`Trả lời ${entry}.`)
          .end();
      }
    });

  const TELLING = [
    'Đường ngõ 5 hỏng cả năm, sao mãi không ai sửa?',
    'Đề nghị phường lắp thêm đèn ở ngõ 8 cho bà con dễ đi.',
    'Tôi không chịu quyết định phạt nhà tôi 5 triệu, phạt oan',
  ];
  for (const text of TELLING)
    it(`offers nothing: ${text.slice(0, 40)}`, () => {
      for (const typed of [text, bare(text)]) {
        const meant = understand(index, typed);
        expect(meant.route).toMatch(/^petition\./);
        expect(meant.aside).toBeUndefined();
      }
    });

  it('offers nothing of tố cáo beside a report: other rules', () => {
    const text = 'Hàng xóm nuôi chó dữ thả rông, phường xử giúp, mà báo tên tôi có bị lộ không';
    expect(understand(index, 'mà báo tên tôi có bị lộ không').hits[0]?.id).toBe('tc-giu-bi-mat');
    const meant = understand(index, text);
    expect(meant.route).toBe('petition.phan-anh');
    expect(meant.aside).toBeUndefined();
  });

  it('offers nothing beside a tố cáo', () => {
    const meant = understand(
      index,
      'Tổ trưởng ăn chặn tiền quỹ. Mức đóng góp làm đường do ai quyết định? Ngõ 5 đường hỏng. Đề nghị phường sửa gấp.',
    );
    expect(meant.route).toBe('petition.to-cao');
    expect(meant.aside).toBeUndefined();
  });

  it('has no title that looks like a receipt code', () => {
    expect(known.filter((e) => e.question.match(LIKE_A_CODE) || /\d{6,}/.test(e.question))).toEqual([]);
  });
});
