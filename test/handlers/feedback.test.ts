import { describe, expect, it } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { CODE, NOW, talk } from '../helpers/talk.ts';

const lamp = { code: CODE, category: 'den', askedAt: NOW };
const rubbish = { code: 'DB-2000-011-227', category: 'rac', askedAt: NOW };
const asked = (...awaited: (typeof lamp)[]) => talk(handlers, { awaited });

describe('after an answer', () => {
  it.each(['đã xong', 'da xong roi', 'xong rồi ạ', 'Đã xong!'])(
    '%j is done, and one rating in words is asked for',
    async (text) => {
      await asked(lamp)
        .hears(text)
        .does('feedback', (e) => expect(e).toEqual({ do: 'feedback', code: CODE, done: true }))
        .says('feedback.done', 'feedback.rate')
        .offers('rate:5', 'rate:4', 'rate:3', 'rate:2', 'rate:1', 'no-rate')
        .doesNot('addToTicket')
        .hears('hai long')
        .does('feedback', (e) => expect(e).toEqual({ do: 'feedback', code: CODE, rating: 4 }))
        .says('feedback.thanks')
        .open(null)
        .end();
    },
  );

  it('is not nagged for a rating: another matter is simply taken up', async () => {
    await asked(lamp)
      .hears('đã xong')
      .hears('Rác đổ đầy ngõ 3', 'petition.phan-anh')
      .open('petition')
      .saysNot('feedback.rate')
      .end();
  });

  it.each(['chưa xong', 'chua xong', 'vẫn chưa xong ạ', 'chưa sửa', 'van the'])(
    '%j brings it back at once, and asks why',
    async (text) => {
      await asked(lamp)
        .hears(text)
        .does('feedback', (e) => expect(e.done).toBe(false))
        .does('addToTicket', (e) => expect(e.code).toBe(CODE))
        .does('notify', (e) => expect(e).toMatchObject({ notice: 'added', to: 'officers' }))
        .says('feedback.back', 'feedback.why')
        .hears('Đèn sáng một hôm rồi lại tắt')
        .does('addToTicket', (e) => expect(e.text).toBe('Đèn sáng một hôm rồi lại tắt'))
        .says('feedback.read')
        .open(null)
        .end();
    },
  );

  it('takes photos for a reason', async () => {
    await asked(lamp)
      .hears('chưa xong')
      .sends({ kind: 'file', file: { kind: 'photo', ref: 'p' } })
      .does('keepFile')
      .does('addToTicket', (e) => expect(e.files).toEqual(['turn-2']))
      .picks('no-reason')
      .says('feedback.read')
      .end();
  });

  it('asks which one is meant when there are several', async () => {
    await asked(lamp, rubbish)
      .hears('chua xong')
      .says('feedback.which-not')
      .reads(/đèn đường, trả lời ngày/, /rác, vệ sinh, trả lời ngày/)
      .doesNot('addToTicket')
      .picks(`which:${rubbish.code}`)
      .does('addToTicket', (e) => expect(e.code).toBe(rubbish.code))
      .end();
  });

  it('takes a reason told at once, after making sure that it is no new matter', async () => {
    await asked(lamp)
      .hears('Chưa xong đâu cháu ơi, đèn vẫn tối om', 'petition.phan-anh')
      .says('feedback.which-not')
      .doesNot('addToTicket')
      .hears('đúng rồi')
      .does('addToTicket', (e) => expect(e.text).toContain('đèn vẫn tối om'))
      .says('feedback.back')
      .open(null)
      .end();
    await asked(lamp)
      .hears('Chưa sửa đường ngõ 3', 'petition.phan-anh')
      .picks('other')
      .doesNot('addToTicket', 'feedback')
      .offersAlso('go:petition')
      .end();
  });

  it('means nothing when nothing was asked', async () => {
    await asked().hears('chưa xong', 'status').doesNot('feedback', 'addToTicket').open('status').end();
  });

  it('does not hear the end of photos in a report as the end of a ticket', async () => {
    await asked(lamp)
      .hears('Ổ gà to trước cổng chợ', 'petition.phan-anh')
      .hears('xong rồi')
      .says('petition.place')
      .doesNot('feedback')
      .end();
  });

  it('keeps no denunciation told as a reason', async () => {
    await asked(lamp)
      .hears('chưa xong')
      .hears('anh thợ điện đòi tiền mới sửa', 'petition.to-cao')
      .says('denunciation.first')
      .doesNot('addToTicket')
      .end();
  });
});
