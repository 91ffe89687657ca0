import { describe, expect, it } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import type { TicketView } from '../../src/core/types.ts';
import { BARE_WARD, CODE, intent, NOW, talk } from '../helpers/talk.ts';

const ticket = (more: Partial<TicketView> = {}): TicketView => ({
  code: CODE,
  kind: 'phanAnh',
  state: 'inProgress',
  openedAt: new Date('2026-11-19T17:30:00Z'),
  changedAt: NOW,
  dueOn: '2026-12-04',
  mine: true,
  text: 'Đèn hỏng',
  answers: [],
  ...more,
});
const other = ticket({ mine: false, text: 'CỦA NGƯỜI KHÁC', answers: [{ at: NOW, text: 'ĐÁP KÍN' }] });

describe('greeting and menu', () => {
  it.each([
    [{ kind: 'joined' } as const, undefined],
    [{ kind: 'text', text: '/start' } as const, undefined],
    [{ kind: 'text', text: '/start abc' } as const, undefined],
    [{ kind: 'text', text: 'Chào các bác ạ' } as const, 'greeting' as const],
  ])(
    'says at %j that it is a machine, whose, that a person can be had, and what it can do',
    async (body, route) => {
      await talk(handlers, { first: true })
        .sends(body, route)
        .says('core.machine', 'greeting.can', 'ward.phone')
        .reads(/máy trả lời tự động của phường Thượng Hồng/, /gặp cán bộ/)
        .offers('go:faq', 'go:petition', 'go:status', 'go:meeting', 'go:human', 'go:my-data', 'go:reception')
        .check(({ texts, result }) => {
          expect(texts.match(/máy trả lời tự động/g)).toHaveLength(1);
          const [first] = result.effects;
          expect(first?.do === 'reply' && first.reply.call).toBe('0221 000 111');
        })
        .end();
    },
  );

  it('says so too below the first answer to somebody who asks at once', async () => {
    await talk(handlers, { first: true })
      .hears('mai họp mấy giờ', 'meeting')
      .says('meeting.none', 'core.machine')
      .hears('mai họp mấy giờ', 'meeting')
      .saysNot('core.machine')
      .end();
  });

  it('says what the ward has not set, and offers no call', async () => {
    await talk(handlers, { ward: BARE_WARD })
      .hears('xin chào', 'greeting')
      .says('ward.no-phone')
      .check(({ result }) => {
        const [first] = result.effects;
        expect(first?.do === 'reply' && first.reply).not.toHaveProperty('call');
      })
      .end();
  });

  it('leads to every conversation of the menu by its number', async () => {
    const leads = [
      ['1', 'faq.ask'],
      ['2', 'petition.content'],
      ['3', 'status.none'],
      ['4', 'meeting.none'],
      ['5', 'handover.about'],
      ['6', 'my-data.text'],
      ['7', 'reception.full'],
    ] as const;
    for (const [number, key] of leads) {
      await talk(handlers).hears('menu').hears(number).says(key).end();
      await talk(handlers).hears('xin chào', 'greeting').hears(number).says(key).end();
    }
  });

  it('speaks English on demand, and Vietnamese again', async () => {
    await talk(handlers)
      .hears('English')
      .does('setContact', (e) => expect(e.change).toEqual({ locale: 'en' }))
      .reads(/I speak English/)
      .hears('/start')
      .reads(/automatic assistant of phường Thượng Hồng/, /Ask about your rights/)
      .hears('officer')
      .reads(/What would you like to see an officer about/)
      .hears('tiếng việt')
      .reads(/tôi nói tiếng Việt/)
      .end();
  });
});

describe('commands of the platform’s menu', () => {
  it.each([
    ['/menu', 'menu.text'],
    ['/phananh', 'petition.content'],
    ['/tracuu', 'status.none'],
    ['/gapcanbo', 'handover.about'],
    ['/dulieu', 'my-data.text'],
    ['/dung', 'stop.off'],
  ] as const)('%s', async (command, key) => {
    await talk(handlers).hears(command).says(key).end();
    await talk(handlers)
      .hears('Đèn đường ngõ 5 hỏng', 'petition.phan-anh')
      .hears('menu')
      .hears(command)
      .end();
  });

  it('ask about the unfinished report rather than begin another', async () => {
    await talk(handlers)
      .hears('Đèn đường ngõ 5 hỏng', 'petition.phan-anh')
      .hears('/phananh')
      .says('petition.unfinished')
      .end();
  });
});

describe('stop', () => {
  it.each(['dừng tin họp', 'dung gui tin hop', 'đừng gửi tin báo họp', 'thôi nhận tin họp'])(
    'of one kind, by how people put it: %s',
    async (words) => {
      await talk(handlers)
        .hears(words, 'stop')
        .does('setContact', (e) => expect(e.change).toEqual({ stop: 'hop' }))
        .says('stop.kind-off')
        .end();
    },
  );

  it.each(['dừng', 'Dừng lại ạ', 'STOP', '/dung', 'dung nhan tin'])(
    'turns notices off at %j',
    async (word) => {
      await talk(handlers)
        .hears(word)
        .does('setContact', (e) => expect(e.change).toEqual({ notices: false }))
        .says('stop.off')
        .end();
    },
  );

  it('turns them on again, and knows the route too', async () => {
    await talk(handlers)
      .hears('thôi không nhắn tin của phường nữa đâu', 'stop')
      .says('stop.off')
      .hears('nhận tin')
      .does('setContact', (e) => expect(e.change).toEqual({ notices: true }))
      .end();
  });

  it('leaves an open dialogue as it is', async () => {
    await talk(handlers)
      .hears('Đèn đường ngõ 5 hỏng', 'petition.phan-anh')
      .hears('stop')
      .says('stop.off')
      .open('petition')
      .end();
  });

  it.each(['đúng', 'dừng xe ở đây có bị phạt không'])('does not hear it in %j', async (text) => {
    await talk(handlers).hears(text).doesNot('setContact').end();
  });
});

describe('emergency', () => {
  it.each([
    ['fire', '114'],
    ['crime', '113'],
    ['medical', '115'],
    ['child', '111'],
  ] as const)('gives the number for %s first, one tap away, and opens nothing', async (kind, number) => {
    await talk(handlers)
      .hears('cứu với', intent('out-of-scope', { emergency: kind }))
      .check(({ texts, result }) => {
        expect(texts.slice(0, 60)).toContain(number);
        const [first] = result.effects;
        expect(first?.do === 'reply' && first.reply.call).toBe(number);
      })
      .says('emergency.after')
      .doesNot('openTicket', 'keepQuestion')
      .open(null)
      .end();
  });
});

describe('status', () => {
  it.each([CODE, 'db 1000005721', '1000 005 721', `mã ${CODE} ạ`])(
    'tells the state for %j typed alone',
    async (typed) => {
      await talk(handlers, { tickets: [ticket()] })
        .hears(typed)
        .says('status.is', 'status.opened', 'status.due')
        .reads(/đang làm/, /20\/11\/2026/, /04\/12\/2026/, /Đèn hỏng/)
        .end();
    },
  );

  it('shows somebody else only state and dates', async () => {
    await talk(handlers, { tickets: [other] })
      .hears(CODE)
      .says('status.is', 'status.not-mine')
      .readsNot(/CỦA NGƯỜI KHÁC/, /ĐÁP KÍN/)
      .offers('go:human', 'go:menu')
      .end();
  });

  it('says that a code is mistyped, or unknown', async () => {
    await talk(handlers).hears('DB-1000-005-722').says('status.wrong-code').end();
    await talk(handlers).hears(CODE).says('status.unknown').end();
  });

  it('lists what one has sent, without codes, and shows the one chosen', async () => {
    const second = ticket({
      code: 'DB-1000-000-008',
      kind: 'hoi',
      state: 'answered',
      answers: [{ at: NOW, text: 'Đã trả lời.' }],
    });
    await talk(handlers, { tickets: [ticket(), second, other] })
      .hears('việc hôm trước sao rồi', 'status')
      .says('status.list')
      .offers(`t:${CODE}`, 't:DB-1000-000-008', 'go:menu')
      .readsNot(/DB-/)
      .hears('2')
      .reads(/DB-1000-000-008/, /đã trả lời/, /Đã trả lời\./)
      .readsNot(/Hạn trả lời/)
      .end();
  });

  it('shows the only one at once, and says when there is none', async () => {
    await talk(handlers, { tickets: [ticket()] })
      .hears('tới đâu rồi', 'status')
      .says('status.is')
      .end();
    await talk(handlers)
      .hears('tới đâu rồi', 'status')
      .says('status.none')
      .offersAlso('go:petition')
      .hears('mai họp mấy giờ', 'meeting')
      .says('meeting.none')
      .end();
  });

  it('takes words and photos for a ticket of one’s own, and tells the officers', async () => {
    await talk(handlers, { tickets: [ticket()] })
      .hears(CODE)
      .picks('add')
      .says('status.add')
      .sends({ kind: 'file', file: { kind: 'photo', ref: 'p' }, caption: 'ảnh mới' })
      .does('keepFile')
      .does('addToTicket', (e) => expect(e).toMatchObject({ code: CODE, files: ['turn-3'], text: 'ảnh mới' }))
      .does('notify', (e) =>
        expect(e).toMatchObject({ notice: 'added', to: 'officers', payload: { code: CODE } }),
      )
      .hears('vẫn chưa sửa')
      .does('addToTicket', (e) => expect(e.text).toBe('vẫn chưa sửa'))
      .says('status.added')
      .end();
  });

  it('takes a place and a voice for a ticket of one’s own', async () => {
    await talk(handlers, { tickets: [ticket()] })
      .hears(CODE)
      .picks('add')
      .sends({ kind: 'file', file: { kind: 'voice', ref: 'v' } })
      .does('keepFile')
      .says('status.voice')
      .sends({ kind: 'place', latitude: 20.93, longitude: 106.05, label: 'cổng chợ' })
      .does('addToTicket', (e) =>
        expect(e.place).toEqual({ latitude: 20.93, longitude: 106.05, label: 'cổng chợ' }),
      )
      .says('status.added-place')
      .end();
  });

  it('keeps ten files of one go, tells the officers of them once, and says where it ends', async () => {
    const photo = { kind: 'file', file: { kind: 'photo', ref: 'p' } } as const;
    let t = talk(handlers, { tickets: [ticket()] })
      .hears(CODE)
      .picks('add')
      .sends(photo)
      .does('notify');
    for (let i = 1; i < 10; i++) t = t.sends(photo).does('addToTicket').doesNot('notify');
    await t.sends(photo).doesNot('keepFile', 'addToTicket').says('petition.limit').end();
  });

  it('cuts into an open petition with a code alone', async () => {
    await talk(handlers, { tickets: [ticket()] })
      .hears('Ổ gà to trước cổng chợ', 'petition.phan-anh')
      .hears(CODE)
      .says('status.is')
      .end();
  });

  it('works in English', async () => {
    await talk(handlers, { tickets: [ticket()], locale: 'en' })
      .hears(CODE)
      .reads(/Report: in progress/)
      .end();
  });
});

describe('handover', () => {
  it('asks what about, gives the phone at once, asks consent before a number, and opens a ticket', async () => {
    await talk(handlers)
      .hears('gặp cán bộ', 'human')
      .says('handover.about', 'ward.phone', 'ward.hours')
      .hears('hỏi giấy xác nhận hộ nghèo')
      .says('handover.taken', 'consent.ask')
      .doesNot('openTicket')
      .picks('agree')
      .hears('tôi tên là Hoa sdt 0912345678')
      .does('openTicket', (e) =>
        expect(e.ticket).toEqual({
          code: CODE,
          kind: 'hoi',
          category: 'khac',
          text: 'hỏi giấy xác nhận hộ nghèo',
          files: [],
          name: 'Hoa',
          phone: '0912345678',
        }),
      )
      .does('setContact')
      .does('notify')
      .reads(CODE)
      .says('handover.open-now')
      .saysNot('handover.promise')
      .open(null)
      .end();
  });

  it('says from when somebody reads it, while the office is closed', async () => {
    await talk(handlers, {
      opening: '7 giờ 30 ngày mai (thứ Hai 23/11/2026)',
      ward: { ...BARE_WARD, promiseDays: 5 },
    })
      .hears('gặp cán bộ', 'human')
      .hears('hỏi giấy xác nhận hộ nghèo')
      .picks('anonymous')
      .says('handover.promise')
      .reads(/Cán bộ xem từ 7 giờ 30 ngày mai \(thứ Hai 23\/11\/2026\)/, /113/)
      .open(null)
      .end();
  });

  it('takes what was said with the wish for a person', async () => {
    await talk(handlers)
      .hears('cho tôi gặp cán bộ hỏi về trợ cấp người già', 'human')
      .says('consent.ask')
      .end();
  });

  it('can be left, and says what the ward has not set', async () => {
    await talk(handlers, { ward: BARE_WARD })
      .hears('gap can bo')
      .says('ward.no-phone', 'ward.no-hours')
      .hears('thôi')
      .says('core.cancelled')
      .doesNot('openTicket')
      .open(null)
      .end();
  });
});

describe('my-data', () => {
  const known = { name: 'Hoa', phone: '0912345678', consentAt: NOW };

  it('shows what is held', async () => {
    await talk(handlers, { contact: known, tickets: [ticket()], held: { questions: 3 } })
      .hears('đang lưu dữ liệu gì của tôi', 'my-data')
      .says('my-data.text')
      .reads(/Hoa/, /0912 345 678/, /23\/11\/2026/, /Việc đã gửi: 1/, /Câu đã hỏi: 3/)
      .offers('export', 'fix', 'withdraw', 'notices', 'delete', 'other', 'go:menu')
      .does('dataRequest', (e) => expect(e.ask).toBe('view'))
      .end();
  });

  it('exports all of it, texts and answers included', async () => {
    const t = ticket({ answers: [{ at: NOW, text: 'Đã thay bóng.' }] });
    await talk(handlers, { contact: known, tickets: [t] })
      .hears('xuất dữ liệu', 'my-data')
      .picks('export')
      .reads(/Đèn hỏng/, /Đã thay bóng/, CODE)
      .end();
  });

  it('deletes only after asking twice', async () => {
    await talk(handlers, { contact: known })
      .hears('xoá dữ liệu của tôi', 'my-data')
      .picks('delete')
      .doesNot('eraseContact')
      .picks('yes')
      .says('my-data.delete-sure')
      .doesNot('eraseContact')
      .picks('yes')
      .does('eraseContact')
      .says('my-data.deleted')
      .open(null)
      .check(({ contact }) => expect(contact).not.toHaveProperty('phone'))
      .end();
  });

  it('keeps it when the answer is no, or anything else', async () => {
    for (const word of ['không', 'giữ lại', 'để xem']) {
      await talk(handlers, { contact: known })
        .hears('xoá dữ liệu của tôi', 'my-data')
        .picks('delete')
        .picks('yes')
        .hears(word)
        .doesNot('eraseContact')
        .says('my-data.text')
        .end();
    }
  });

  it('takes consent back', async () => {
    await talk(handlers, { contact: known })
      .hears('dữ liệu của tôi', 'my-data')
      .picks('withdraw')
      .does('setContact', (e) =>
        expect(e.change).toEqual({ consentAt: null, phone: null, name: null, address: null }),
      )
      .does('dataRequest', (e) => expect(e.ask).toBe('withdraw'))
      .says('my-data.withdrawn')
      .end();
  });

  it('mends name and number after consent, and turns notices off and on', async () => {
    await talk(handlers)
      .hears('sửa thông tin của tôi', 'my-data')
      .picks('fix')
      .says('my-data.fix-what')
      .picks('f:name')
      .says('consent.ask')
      .picks('agree')
      .hears('có phải ghi cả họ không?')
      .says('my-data.not-name')
      .hears('tôi là Nguyễn Thị Hoa')
      .does('setContact', (e) =>
        expect(e.change).toMatchObject({ name: 'Nguyễn Thị Hoa', consentAt: expect.any(Date) }),
      )
      .does('dataRequest', (e) => expect(e).toEqual({ do: 'dataRequest', ask: 'correct' }))
      .says('my-data.changed')
      .hears('dữ liệu của tôi', 'my-data')
      .picks('notices')
      .does('setContact', (e) => expect(e.change).toEqual({ notices: false }))
      .end();
  });

  it('mends what was named in one step, with no second consent', async () => {
    await talk(handlers, { contact: known })
      .hears('sửa số điện thoại của tôi', 'my-data')
      .says('my-data.fix-phone')
      .hears('12345')
      .says('consent.note-phone-wrong')
      .hears('0987 654 321')
      .does('setContact', (e) => expect(e.change).toEqual({ phone: '0987654321' }))
      .end();
    await talk(handlers, { contact: known })
      .hears('đổi địa chỉ của tôi', 'my-data')
      .hears('số 5, ngõ 12')
      .does('setContact', (e) => expect(e.change).toEqual({ address: 'số 5, ngõ 12' }))
      .end();
    const groups = [
      { id: 'g4', name: 'Tổ dân phố số 4' },
      { id: 'g9', name: 'Tổ dân phố số 9' },
    ];
    await talk(handlers, { groups })
      .hears('đổi tôi sang tổ 9', 'my-data')
      .says('my-data.fix-group')
      .hears('tổ 90')
      .says('petition.note-group')
      .hears('tổ 9')
      .does('setContact', (e) => expect(e.change).toEqual({ groupId: 'g9' }))
      .end();
    await talk(handlers).hears('đổi tôi sang tổ 9', 'my-data').says('my-data.no-groups').end();
  });

  it('gives a copy by a link where the ward has a web address, and says what works where it has none', async () => {
    await talk(handlers, { contact: known, exportLink: 'https://phuong.vn/du-lieu/x' })
      .hears('dữ liệu của tôi', 'my-data')
      .picks('export')
      .does('exportData')
      .does('dataRequest', (e) => expect(e.ask).toBe('copy'))
      .reads(/https:\/\/phuong\.vn\/du-lieu\/x/, /24 giờ/)
      .check(({ result }) => {
        const said = result.effects.find((e) => e.do === 'reply');
        expect(said?.do === 'reply' && said.reply.fleeting).toBe(true);
      })
      .end();
    await talk(handlers, { contact: known })
      .hears('dữ liệu của tôi', 'my-data')
      .picks('export')
      .says('my-data.no-link', 'my-data.export')
      .doesNot('exportData')
      .end();
  });

  it.each([
    ['sửa số điện thoại trong phản ánh tôi gửi hôm trước', 'correct', /10 ngày/],
    ['cho tôi xin bản giấy', 'copy', /10 ngày/],
    ['không cho dùng số của tôi để khảo sát', 'restrict', /15 ngày/],
    ['xoá ảnh nhà tôi trong hồ sơ', 'delete', /20 ngày/],
  ] as const)('hands %j to an officer as %s, with the time the law gives', async (text, ask, days) => {
    await talk(handlers, { contact: known })
      .hears('dữ liệu của tôi', 'my-data')
      .picks('other')
      .hears(text)
      .does('openTicket', (e) => expect(e.ticket).toMatchObject({ kind: 'hoi', text }))
      .does('dataRequest', (e) => expect(e).toEqual({ do: 'dataRequest', ask, ticket: CODE }))
      .does('notify')
      .reads(CODE, days)
      .end();
  });

  it('is not told in a group', async () => {
    await talk(handlers, { contact: known, chat: { id: 'g', kind: 'group' } })
      .hears('dữ liệu của tôi', 'my-data')
      .says('group.private')
      .readsNot(/0912/)
      .end();
  });
});
