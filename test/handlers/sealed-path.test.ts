import { describe, expect, it } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import type { Effect, SealedView } from '../../src/core/types.ts';
import { BARE_WARD, CODE, NOW, talk } from '../helpers/talk.ts';

const WORDS = 'Ông Xyz cán bộ nhận tiền của dân';
const MORE = 'Hôm 5/3 ông ấy nhận của bà Abc 5 triệu';
const sealedReaders = ['Lê Thị Mai', 'Trần Văn Nam'];
const photo = { kind: 'file', file: { kind: 'photo', ref: 'p' } } as const;
const elsewhere = ['keepQuestion', 'openTicket', 'addToTicket', 'notify', 'keepFile', 'setContact'] as const;

const record: SealedView = {
  id: 'sealed-1',
  code: CODE,
  state: 'inProgress',
  openedOn: '2026-11-20',
  changedOn: '2026-11-22',
  asked: [{ at: NOW, text: 'Bác thấy vào giờ nào?' }],
  refused: 0,
};

describe('a denunciation in the middle of something else', () => {
  it('is none the less told where it belongs, and its message forgotten', async () => {
    await talk(handlers, { sealedReaders, groups: [{ id: 'g', name: 'Tổ 1' }] })
      .hears('chọn tổ', 'out-of-scope')
      .says('group.which')
      .open('group')
      .hears(WORDS, 'petition.to-cao')
      .says('denunciation.first')
      .does('forgetMessage')
      .open('denunciation')
      .end();
  });
});

describe('going on after being told', () => {
  it('names who could open what is written on, and warns when the one meant is among them', async () => {
    await talk(handlers, { sealedReaders })
      .hears(WORDS, 'petition.to-cao')
      .says('denunciation.first', 'denunciation.readers', 'denunciation.reader-accused')
      .reads(/Lê Thị Mai, Trần Văn Nam/)
      .offers('how', 'where', 'who', 'on', 'other')
      .doesNot('seal')
      .picks('on')
      .says('denunciation.go-on')
      .doesNot('seal')
      .end();
  });

  it.each(['petition.to-cao', 'faq', 'human', 'my-data', 'thanks', 'petition.phan-anh'] as const)(
    'seals what is written on, also when it looks like %s, and says no more than that it was passed on, and the code',
    async (route) => {
      await talk(handlers, { sealedReaders })
        .hears(WORDS, 'petition.to-cao')
        .hears(MORE, route)
        .says('denunciation.sealed')
        .reads(/Đã chuyển bộ phận có trách nhiệm/, CODE)
        .readsNot(/Abc/, /5 triệu/)
        .does('seal', (e) =>
          expect(e).toEqual({ do: 'seal', record: 'sealed-turn-2', code: CODE, text: MORE }),
        )
        .does('forgetMessage')
        .doesNot(...elsewhere)
        .open('denunciation')
        .end();
    },
  );

  it('never seals the message that came before it was told', async () => {
    await talk(handlers, { sealedReaders }).hears(WORDS, 'petition.to-cao').doesNot('seal').end();
  });

  it('remembers the id of the record and nothing of what was written', async () => {
    await talk(handlers, { sealedReaders })
      .hears(WORDS, 'petition.to-cao')
      .hears(MORE)
      .check(({ result }) => {
        const state = result.conversation?.state as { own: Record<string, unknown> } | undefined;
        expect(Object.keys(state?.own ?? {}).sort()).toEqual(['at', 'record', 'told']);
        expect(JSON.stringify(result.conversation)).not.toMatch(/Abc|Xyz|triệu/);
        const others = result.effects.filter((e: Effect) => e.do !== 'seal');
        expect(JSON.stringify(others)).not.toMatch(/Abc|triệu/);
      })
      .hears('thêm nữa')
      .does('seal', (e) => expect(e.record).toBe('sealed-turn-2'))
      .end();
  });

  it('seals a photo and its caption, and refuses what is no photo with a sentence', async () => {
    await talk(handlers, { sealedReaders })
      .hears(WORDS, 'petition.to-cao')
      .sends({ ...photo, caption: MORE })
      .does('seal', (e) => expect(e).toMatchObject({ text: MORE, file: photo.file }))
      .doesNot('keepFile')
      .sends({ kind: 'file', file: { kind: 'voice', ref: 'v' } })
      .says('denunciation.photo-only')
      .doesNot('seal', 'keepFile')
      .does('forgetMessage')
      .sends({
        kind: 'file',
        file: { kind: 'document', ref: 'd', mime: 'application/pdf' },
        caption: 'xem tệp',
      })
      .says('denunciation.photo-only', 'denunciation.sealed')
      .does('seal', (e) => expect(e).toMatchObject({ text: 'xem tệp' }))
      .end();
  });

  it('seals no thanks and no nod', async () => {
    await talk(handlers, { sealedReaders })
      .hears(WORDS, 'petition.to-cao')
      .hears('cảm ơn', 'thanks')
      .doesNot('seal')
      .hears('vâng')
      .says('denunciation.go-on')
      .doesNot('seal')
      .end();
  });

  it('takes nothing where nobody is named to read, and says the paper way once more', async () => {
    await talk(handlers, { ward: BARE_WARD })
      .hears(WORDS, 'petition.to-cao')
      .says('denunciation.no-reader')
      .offers('how', 'where', 'who', 'other')
      .hears(MORE)
      .says('denunciation.no-reader', 'denunciation.still', 'denunciation.forms', 'denunciation.no-address')
      .does('forgetMessage')
      .doesNot('seal', ...elsewhere)
      .end();
  });

  it('is over hours later: what is said then is about something else', async () => {
    await talk(handlers, { sealedReaders })
      .hears(WORDS, 'petition.to-cao')
      .hears(MORE)
      .waits(7 * 3_600_000)
      .hears('tháng này có họp không', 'meeting')
      .says('meeting.none')
      .doesNot('seal')
      .end();
  });
});

describe('"xoá điều tôi vừa viết"', () => {
  it('works at once, by tap and by word', async () => {
    await talk(handlers, { sealedReaders })
      .hears(WORDS, 'petition.to-cao')
      .hears(MORE)
      .offersAlso('erase-last', 'erase-all')
      .picks('erase-last')
      .does('eraseSealed', (e) => expect(e).toMatchObject({ record: 'sealed-turn-2', what: 'last' }))
      .says('denunciation.erased-last')
      .hears('thêm')
      .hears('xoa dieu toi vua viet')
      .does('eraseSealed', (e) => expect(e.what).toBe('last'))
      .doesNot('seal')
      .end();
  });

  it('takes all of it, and what is written after begins a new record', async () => {
    await talk(handlers, { sealedReaders })
      .hears(WORDS, 'petition.to-cao')
      .hears(MORE)
      .picks('erase-all')
      .doesNot('eraseSealed')
      .picks('keep')
      .says('denunciation.kept')
      .doesNot('eraseSealed', 'seal')
      .picks('erase-all')
      .picks('erase-sure')
      .does('eraseSealed', (e) => expect(e.what).toBe('all'))
      .says('denunciation.erased-all')
      .hears('tôi viết lại')
      .does('seal', (e) => expect(e.record).toBe('sealed-turn-7'))
      .hears('xoá tất cả')
      .does('eraseSealed', (e) => expect(e.what).toBe('all'))
      .end();
  });

  it('says that nothing is kept where nothing is', async () => {
    await talk(handlers, { sealedReaders })
      .hears('xoá điều tôi vừa viết')
      .says('denunciation.nothing-kept', 'denunciation.erase-by-code')
      .doesNot('eraseSealed')
      .hears(WORDS, 'petition.to-cao')
      .hears('xoá điều tôi vừa viết')
      .says('denunciation.nothing-kept')
      .doesNot('eraseSealed', 'seal')
      .end();
  });
});

describe('the code', () => {
  it('shows on any channel the state and what officers asked, forgets its own message, and goes on writing', async () => {
    await talk(handlers, { sealedReaders, sealed: [record], contact: { id: 'other', channel: 'zalo' } })
      .hears(CODE, 'status')
      .says('denunciation.record', 'denunciation.asked', 'denunciation.add-here')
      .offers('erase-all', 'other')
      .reads(/đang xem xét/, /Bác thấy vào giờ nào/)
      .does('forgetMessage')
      .open('denunciation')
      .hears('Khoảng 9 giờ sáng', 'faq')
      .does('seal', (e) => expect(e).toMatchObject({ record: 'sealed-1', text: 'Khoảng 9 giờ sáng' }))
      .end();
  });

  it('is understood inside the dialogue too, and never sealed', async () => {
    await talk(handlers, { sealedReaders, sealed: [record] })
      .hears(WORDS, 'petition.to-cao')
      .hears(CODE, 'status')
      .says('denunciation.record')
      .doesNot('seal')
      .end();
  });

  it('of an erased record says so, and offers nothing to erase', async () => {
    await talk(handlers, { sealedReaders, sealed: [{ ...record, state: 'erased', asked: [] }] })
      .hears(CODE, 'status')
      .reads(/đã xoá theo ý bác/)
      .offers('other')
      .end();
  });

  it('of nothing sealed is what it was before', async () => {
    await talk(handlers, { sealedReaders })
      .hears(WORDS, 'petition.to-cao')
      .hears(CODE, 'status')
      .says('status.unknown')
      .doesNot('seal')
      .end();
  });
});
