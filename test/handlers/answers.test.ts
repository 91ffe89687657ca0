import { describe, expect, it } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import type { Intent } from '../../src/core/types.ts';
import { answer, CODE, intent, talk } from '../helpers/talk.ts';

const A = answer('hop-bao-truoc', { next: [{ id: 'hop-ai-goi', title: 'Ai có quyền gọi họp?' }] });
const B = answer('hop-ai-goi', { title: 'Ai có quyền gọi họp?', text: 'Tổ trưởng gọi họp.' });
const C = answer('hop-phieu');
const answers = [A, B, C];
const hits = [
  { id: A.id, score: 0.8 },
  { id: B.id, score: 0.4 },
  { id: C.id, score: 0.3 },
];
const sure: Intent = intent('faq', { confident: true, hits });
const unsure: Intent = intent('faq', { hits });

describe('faq', () => {
  it('answers in one message: the text, the article, "was it right?", and the way on', async () => {
    await talk(handlers, { answers })
      .hears('họp báo trước mấy ngày', sure)
      .reads(
        /Trả lời hop-bao-truoc\./,
        /Căn cứ: khoản 1 Điều 21 Luật Thực hiện dân chủ ở cơ sở\./,
        /Có đúng ý bác không/,
      )
      .offers('right', 'wrong', 'more', 'go:entry:hop-ai-goi', 'ask')
      .check(({ result }) => {
        expect(result.effects.filter((e) => e.do === 'reply')).toHaveLength(1);
        expect(result.topic).toBe(A.id);
      })
      .does('keepQuestion', (e) =>
        expect(e).toMatchObject({
          text: 'họp báo trước mấy ngày',
          route: 'faq',
          answered: [A.id],
          confident: true,
          score: 0.8,
        }),
      )
      .end();
  });

  it('says more to who does not understand, or asks for the article, and takes it for no new question', async () => {
    for (const words of ['tôi chưa hiểu', 'noi ro hon di', 'theo luật nào', 'điều mấy vậy'])
      await talk(handlers, { answers })
        .hears('họp báo trước mấy ngày', sure)
        .hears(words, unsure)
        .reads(/Căn cứ: khoản 1 Điều 21 Luật Thực hiện dân chủ ở cơ sở\./)
        .offers('right', 'wrong', 'ask', 'go:menu')
        .end();
  });

  it('keeps the verdict, and offers what may be asked next or what else was found', async () => {
    await talk(handlers, { answers })
      .hears('họp báo trước mấy ngày', sure)
      .hears('đúng rồi')
      .does('verdict', (e) => expect(e).toMatchObject({ turnId: 'turn-1', verdict: 'right' }))
      .says('faq.glad')
      .offersAlso('go:entry:hop-ai-goi')
      .end();
    await talk(handlers, { answers })
      .hears('họp báo trước mấy ngày', sure)
      .picks('wrong')
      .does('verdict', (e) => expect(e.verdict).toBe('wrong'))
      .offers('go:entry:hop-ai-goi', 'go:entry:hop-phieu', 'ask', 'go:menu')
      .picks('go:entry:hop-ai-goi')
      .reads(/Tổ trưởng gọi họp/)
      .end();
  });

  it('tells more, with the article again', async () => {
    await talk(handlers, { answers })
      .hears('họp báo trước mấy ngày', sure)
      .picks('more')
      .reads(/Chi tiết hop-bao-truoc/, /Căn cứ/)
      .end();
  });

  it('says that an answer is under review', async () => {
    await talk(handlers, { answers: [{ ...A, underReview: true }] })
      .hears('họp báo trước mấy ngày', sure)
      .says('faq.under-review')
      .reads(/đang được rà soát/)
      .end();
  });

  it('offers three entries and an officer when unsure, and keeps the question', async () => {
    await talk(handlers, { answers })
      .hears('họp', unsure)
      .says('faq.unsure')
      .offers('go:entry:hop-bao-truoc', 'go:entry:hop-ai-goi', 'go:entry:hop-phieu', 'ask')
      .does('keepQuestion', (e) =>
        expect(e).toMatchObject({ confident: false, answered: [A.id, B.id, C.id] }),
      )
      .hears('2')
      .reads(/Tổ trưởng gọi họp/)
      .end();
  });

  it('a long message that may be a report as well can be sent as one, with the words as they stand', async () => {
    const both = 'đường ngõ 5 nước ngập, rác trôi vào nhà. Cho hỏi phường có phải công khai tiền quỹ không';
    await talk(handlers, { answers })
      .hears(both, unsure)
      .says('faq.unsure')
      .offers('go:entry:hop-bao-truoc', 'go:entry:hop-ai-goi', 'go:entry:hop-phieu', 'as-petition', 'ask')
      .picks('as-petition')
      .says('petition.taken')
      .end();
  });

  it('hands the question to an officer without asking for it again', async () => {
    await talk(handlers, { answers })
      .hears('họp báo trước mấy ngày', sure)
      .picks('ask')
      .says('handover.taken', 'consent.ask')
      .picks('anonymous')
      .does('openTicket', (e) =>
        expect(e.ticket).toMatchObject({ kind: 'hoi', text: 'họp báo trước mấy ngày' }),
      )
      .says('handover.sent')
      .reads(CODE)
      .end();
  });

  it('takes the next question, and lets other matters pass', async () => {
    await talk(handlers, { answers })
      .hears('họp báo trước mấy ngày', sure)
      .hears('ai gọi họp', intent('faq', { confident: true, hits: [{ id: B.id, score: 0.9 }] }))
      .reads(/Tổ trưởng gọi họp/)
      .hears('cảm ơn bác', 'thanks')
      .says('thanks.text')
      .open('faq')
      .hears('Đèn đường ngõ 5 hỏng', 'petition.phan-anh')
      .says('petition.photos')
      .end();
  });

  it('invites a question from the menu', async () => {
    await talk(handlers, { answers })
      .hears('menu')
      .picks('go:faq')
      .says('faq.ask')
      .hears('họp báo trước mấy ngày', sure)
      .reads(/Trả lời hop-bao-truoc/)
      .end();
  });

  it('in a group answers without choices', async () => {
    await talk(handlers, { answers, chat: { id: 'g', kind: 'group' } })
      .hears('họp báo trước mấy ngày', sure)
      .reads(/Trả lời/, /Căn cứ/)
      .saysNot('faq.right')
      .offers()
      .hears('họp', unsure)
      .says('faq.group-unsure')
      .offers()
      .end();
  });

  it('says in English that answers are Vietnamese', async () => {
    await talk(handlers, { answers, locale: 'en' })
      .hears('họp báo trước mấy ngày', sure)
      .reads(/Basis: khoản 1/, /given in Vietnamese/, /Is this what you meant\?/)
      .end();
  });
});

describe('fallback', () => {
  const lost = intent('faq');

  it('drops nothing: best guesses, an officer, and the question kept', async () => {
    await talk(handlers, { answers })
      .hears('chuyện ấy thì sao hả các bác', intent('out-of-scope', { hits }))
      .says('fallback.unsure')
      .offers(
        'go:entry:hop-bao-truoc',
        'go:entry:hop-ai-goi',
        'go:entry:hop-phieu',
        'as-petition',
        'ask',
        'go:menu',
      )
      .does('keepQuestion', (e) => expect(e).toMatchObject({ confident: false, score: 0.8 }))
      .picks('go:entry:hop-ai-goi')
      .reads(/Tổ trưởng gọi họp/)
      .end();
  });

  it('says honestly that it has no answer, and takes the next message afresh', async () => {
    await talk(handlers)
      .hears('xyz abc', lost)
      .says('fallback.none')
      .offers('as-petition', 'ask', 'go:menu')
      .does('keepQuestion')
      .hears('klm nop', lost)
      .says('fallback.none')
      .does('keepQuestion', (e) => expect(e.text).toBe('klm nop'))
      .end();
  });

  it('makes a petition or a question to an officer of it', async () => {
    await talk(handlers)
      .hears('xyz abc', lost)
      .picks('as-petition')
      .says('petition.taken', 'petition.photos')
      .open('petition')
      .end();
    await talk(handlers)
      .hears('xyz abc', lost)
      .picks('ask')
      .picks('anonymous')
      .does('openTicket', (e) => expect(e.ticket).toMatchObject({ kind: 'hoi', text: 'xyz abc' }))
      .end();
  });

  it('offers to make a petition of a photo, and takes the words that follow for it', async () => {
    const photo = { kind: 'file', file: { kind: 'photo', ref: 'p' } } as const;
    await talk(handlers)
      .sends(photo)
      .does('keepFile')
      .says('fallback.file')
      .offers('as-petition', 'ask', 'drop')
      .sends(photo)
      .picks('as-petition')
      .says('petition.content')
      .hears('Rác đổ đầy ngõ')
      .picks('next')
      .picks('skip')
      .picks('anonymous')
      .picks('send')
      .does('openTicket', (e) => expect(e.ticket.files).toEqual(['turn-1', 'turn-2']))
      .end();
    await talk(handlers)
      .sends(photo)
      .hears('Rác đổ đầy ngõ', 'petition.phan-anh')
      .says('petition.more-photos')
      .open('petition')
      .end();
  });

  it('lets go of a photo nobody wants', async () => {
    const photo = { kind: 'file', file: { kind: 'photo', ref: 'p' } } as const;
    const dropped = (e: { keys: readonly string[] }) => expect(e.keys).toEqual(['turn-1']);
    await talk(handlers).sends(photo).picks('drop').does('dropFiles', dropped).says('fallback.dropped').end();
    await talk(handlers).sends(photo).hears('menu').does('dropFiles', dropped).end();
    await talk(handlers)
      .sends(photo)
      .hears('có họp không', 'meeting')
      .does('dropFiles', dropped)
      .says('meeting.none')
      .end();
  });

  it('gives photos to an officer together with the question', async () => {
    await talk(handlers)
      .sends({ kind: 'file', file: { kind: 'voice', ref: 'v' } })
      .says('fallback.voice')
      .picks('ask')
      .picks('anonymous')
      .does('openTicket', (e) => expect(e.ticket.files).toEqual(['turn-1']))
      .end();
  });

  it.each([
    [{ kind: 'place', latitude: 1, longitude: 2 }, 'fallback.place'],
    [{ kind: 'phone', phone: '0912345678' }, 'fallback.phone'],
    [{ kind: 'unreadable', what: 'sticker' }, 'core.unreadable'],
    [{ kind: 'text', text: '?!…' }, 'core.unreadable'],
    [{ kind: 'text', text: '' }, 'core.unreadable'],
    [{ kind: 'tap', token: 'old.1' }, 'core.stale'],
  ] as const)('has a word and choices for %j', async (body, key) => {
    await talk(handlers)
      .sends(body)
      .says(key)
      .check(({ result }) => expect(result.conversation?.offer?.choices.length).toBeGreaterThan(0))
      .doesNot('setContact')
      .end();
  });

  it('makes a petition of a pin', async () => {
    await talk(handlers)
      .sends({ kind: 'place', latitude: 1, longitude: 2 })
      .picks('as-petition')
      .hears('Ổ gà ở đây')
      .picks('next')
      .says('petition.place')
      .end();
  });
});

describe('out-of-scope', () => {
  it('says kindly where to go, keeps the question, and answers nothing', async () => {
    await talk(handlers, { answers })
      .hears('làm căn cước cho trẻ em ở đâu', intent('out-of-scope', { hits: [{ id: A.id, score: 0.1 }] }))
      .says('out-of-scope.text', 'out-of-scope.where', 'ward.phone')
      .reads(/Trung tâm phục vụ hành chính công/, /dichvucong\.gov\.vn/)
      .readsNot(/Trả lời hop/, /Căn cứ/)
      .does('keepQuestion', (e) => expect(e).toMatchObject({ route: 'out-of-scope', answered: [] }))
      .hears('thế làm hộ chiếu', 'out-of-scope')
      .says('out-of-scope.text')
      .picks('ask')
      .says('handover.taken')
      .end();
  });
});

describe('meeting', () => {
  it('knows of no meeting and invents none', async () => {
    await talk(handlers, { contact: { group: { id: 'g', name: 'Tổ dân phố số 3' } } })
      .hears('mai tổ 3 họp mấy giờ', 'meeting')
      .says('meeting.none', 'meeting.ask-head-of', 'ward.phone')
      .picks('ask')
      .picks('anonymous')
      .does('openTicket', (e) =>
        expect(e.ticket).toMatchObject({ kind: 'hoi', text: 'mai tổ 3 họp mấy giờ' }),
      )
      .end();
  });
});
