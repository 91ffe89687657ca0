import { describe, expect, it } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { decisionWords, guessKind, isDoubtful, kindProposal } from '../../handlers/petition/kind.ts';
import { mattersOf, splitProposal } from '../../handlers/petition/matters.ts';
import { DEFAULT_CATEGORIES } from '../../src/core/categories.ts';
import { intent, talk } from '../helpers/talk.ts';

const REPORT = intent('petition.phan-anh', { reasons: ['kể một sự việc cần xử lý: hỏng'] });

describe('the kind of a report', () => {
  it.each([
    'Đèn đường ngõ 5 hỏng ba hôm nay',
    'Nhà tôi ở ngõ 5, rác đổ đầy cổng',
    'Đề nghị phường phạt nhà bên xả rác',
    'Cán bộ một cửa quát tôi',
    'rac thai do day ngo 3, nha toi hoi lam',
  ])('is clear, and asks nothing: %j', (text) => {
    expect(isDoubtful(text, guessKind(text, REPORT))).toBe(false);
  });

  it.each([
    'Phường phạt tôi 2 triệu mà không nói lý do',
    'nha toi bi phat vi do rac nhung khong phai toi',
    'Ủy ban từ chối xác nhận đơn của tôi',
    'Mẹ tôi bị cắt trợ cấp từ tháng trước',
  ])('is in doubt where a decision hits the writer: %j', (text) => {
    expect(decisionWords(text)).not.toEqual([]);
    expect(isDoubtful(text, guessKind(text, REPORT))).toBe(true);
  });

  it('is proposed to the officer with its reasons, what was asked, and what the resident chose', () => {
    expect(
      kindProposal({
        kind: 'kienNghi',
        guess: { kind: 'phanAnh', reasons: ['kể một sự việc'] },
        chosen: true,
        answers: ['không phản đối quyết định, việc làm nào'],
      }),
    ).toBe(
      'Loại máy đề xuất: phản ánh.\nVì sao: kể một sự việc.\nĐã hỏi lại: không phản đối quyết định, việc làm nào.\nNgười dân tự chọn: kiến nghị.\nCán bộ xác nhận hoặc đổi loại, có lý do.',
    );
  });

  it('is said in plain words before sending, and its reasons go with the ticket', async () => {
    await talk(handlers)
      .hears('Đèn đường ngõ 5 hỏng ba hôm nay', REPORT)
      .says('petition.photos')
      .picks('next')
      .picks('skip')
      .picks('anonymous')
      .says('petition.line-kind-phanAnh')
      .picks('send')
      .does('openTicket', (e) =>
        expect(e.ticket.proposals).toEqual([
          expect.stringContaining('Vì sao: kể một sự việc cần xử lý: hỏng.'),
        ]),
      )
      .end();
  });

  it('asks two short questions in doubt, and a yes to both leads to the way of a khiếu nại', async () => {
    await talk(handlers)
      .hears('Phường phạt tôi 2 triệu mà không nói lý do', REPORT)
      .says('petition.decision')
      .offers('of-ward', 'of-other', 'no-decision')
      .picks('of-ward')
      .says('petition.direct')
      .hears('có')
      .says('complaint.first', 'complaint.time')
      .open('complaint')
      .doesNot('openTicket')
      .picks('send')
      .says('complaint.sent-as-proposal')
      .picks('next')
      .picks('skip')
      .picks('anonymous')
      .picks('send')
      .does('openTicket', (e) => {
        expect(e.ticket.kind).toBe('kienNghi');
        expect(e.ticket.proposals?.[0]).toMatch(/máy đề xuất: khiếu nại[\s\S]*Người dân tự chọn: kiến nghị/);
      })
      .end();
  });

  it('goes on as a report when it is against no decision, and tells the officer what was answered', async () => {
    await talk(handlers)
      .hears('Nhà tôi bị phạt oan, mà rác vẫn đầy ngõ', REPORT)
      .picks('no-decision')
      .says('petition.photos')
      .picks('next')
      .picks('skip')
      .picks('anonymous')
      .picks('send')
      .does('openTicket', (e) => {
        expect(e.ticket.kind).toBe('phanAnh');
        expect(e.ticket.proposals?.[0]).toContain('Đã hỏi lại: không phản đối quyết định, việc làm nào.');
      })
      .end();
  });

  it('is not stuck on words: what is typed instead of a choice is added and the report goes on', async () => {
    await talk(handlers)
      .hears('Phường phạt tôi 2 triệu', REPORT)
      .hears('tôi chả biết quyết định gì, họ cứ thu', 'petition.phan-anh')
      .says('petition.photos')
      .end();
  });

  it('may be objected to, and another own kind is sent with the objection', async () => {
    await talk(handlers)
      .hears('Đèn đường ngõ 5 hỏng', REPORT)
      .picks('next')
      .picks('skip')
      .picks('anonymous')
      .picks('edit:kind')
      .says('petition.kinds')
      .picks('k:kienNghi')
      .says('petition.line-kind-kienNghi')
      .picks('send')
      .does('openTicket', (e) => {
        expect(e.ticket.kind).toBe('kienNghi');
        expect(e.ticket.proposals?.[0]).toMatch(/đề xuất: phản ánh[\s\S]*tự chọn: kiến nghị/);
      })
      .end();
  });

  const atKinds = () =>
    talk(handlers, { sealedReaders: ['Bà Đọc'] })
      .hears('Đèn đường ngõ 5 hỏng', REPORT)
      .sends({ kind: 'file', file: { kind: 'photo', ref: 'p' } })
      .picks('next')
      .picks('skip')
      .picks('anonymous')
      .picks('edit:kind');

  it('chosen as tố cáo goes to the sealed path: nothing of the draft is kept, and what was said is wiped', async () => {
    await atKinds()
      .picks('k:toCao')
      .says('denunciation.first', 'denunciation.dont-write')
      .readsNot(/Đèn đường/)
      .open('denunciation')
      .does('dropFiles')
      .does('forgetTalk')
      .doesNot('openTicket', 'seal', 'notify')
      .check(({ result }) => expect(JSON.stringify(result.conversation)).not.toContain('Đèn đường'))
      .end();
  });

  it.each([
    ['k:khieuNai', 'complaint'],
    ['k:thongTin', 'info-request'],
    ['k:hoi', 'handover'],
  ])('chosen as %s goes on as %s', async (id, handler) => {
    await atKinds().picks(id).open(handler).doesNot('openTicket').end();
  });

  it('a denunciation told in answer to a question of the kind is kept nowhere', async () => {
    await talk(handlers)
      .hears('Phường phạt tôi 2 triệu', REPORT)
      .hears('anh Hùng cán bộ nhận tiền rồi mới phạt', 'petition.to-cao')
      .says('denunciation.first')
      .does('forgetTalk')
      .does('forgetMessage')
      .check(({ result }) => expect(JSON.stringify(result.conversation)).not.toContain('phạt tôi'))
      .end();
  });
});

describe('two matters in one report', () => {
  const of = (text: string) => mattersOf(text, DEFAULT_CATEGORIES).map((m) => m.id);
  it.each([
    ['Đèn đường ngõ 5 hỏng. Ngoài ra rác đổ đầy cổng chợ.', ['den', 'rac']],
    ['den duong ngo 5 hong. ngoai ra rac do day cong cho', ['den', 'rac']],
    ['Ổ gà to trước cổng. Hàng xóm mở karaoke ồn ào cả đêm.', ['duong', 'on']],
    ['Phường phạt tôi 2 triệu. Cống thoát nước thì ngập mãi.', ['quyet-dinh', 'nuoc']],
  ])('are found: %j', (text, ids) => {
    expect(of(text)).toEqual(ids);
  });

  it.each([
    'Đèn đường ngõ 5 hỏng ba hôm nay',
    'Đèn đường hỏng. Tối om nên hay mất trộm.',
    'Rác đổ đầy ngõ. Mùi hôi thối. Mong phường cho dọn.',
    'Cống tắc nên ngập nước, nước thải chảy ra đường. Đề nghị sửa đường.',
    '',
  ])('are not where there is one: %j', (text) => {
    expect(of(text)).toEqual([]);
  });

  it('are told to the resident simply and to the officer with the article', async () => {
    await talk(handlers)
      .hears('Đèn đường ngõ 5 hỏng. Ngoài ra rác đổ đầy cổng chợ.', REPORT)
      .picks('next')
      .picks('skip')
      .picks('anonymous')
      .says('petition.two-matters')
      .reads(/Bác nêu 2 việc/)
      .picks('send')
      .does('openTicket', (e) => {
        expect(e.ticket.proposals).toHaveLength(2);
        expect(e.ticket.proposals?.[1]).toMatch(
          /1\. đèn đường: “[\s\S]*2\. rác, vệ sinh: “[\s\S]*Điều 14 khoản 4/,
        );
      })
      .end();
  });

  it('are quoted short', () => {
    const long = { id: 'rac', text: 'a'.repeat(500) };
    expect(splitProposal([long, long], DEFAULT_CATEGORIES).length).toBeLessThan(600);
  });
});
