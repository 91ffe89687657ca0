import { describe, expect, it } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { type MeetingTold, meetingNotice } from '../../handlers/notices/meeting.ts';
import { locales } from '../../locales/index.ts';
import { render } from '../../src/core/say.ts';
import type { MeetingView } from '../../src/core/types.ts';
import { talk } from '../helpers/talk.ts';

const ID = '7c1f0e9e-0000-4000-8000-000000000001';
const MEETING: MeetingView = {
  id: ID,
  title: 'Họp tổ bàn đèn đường',
  agenda: 'Lắp đèn ngõ 3',
  startsAt: new Date('2026-11-28T19:30:00+07:00'),
  place: 'Nhà văn hoá tổ 3',
  host: 'Ông Bình',
  groups: ['Tổ 3'],
  cancelled: false,
};
const LAST: MeetingView = {
  ...MEETING,
  id: ID.replace('1', '2'),
  title: 'Họp tháng 10',
  minutes: 'Đã chốt 100.000đ',
};
const group = { contact: { group: { id: 'g', name: 'Tổ 3' } } };
const world = { ...group, meetings: { ahead: [MEETING], last: LAST } };

describe('a resident', () => {
  it('hears when and where, and is asked whether they come', async () => {
    await talk(handlers, world)
      .hears('bao giờ họp tổ hả bác', 'meeting')
      .reads(/19:30 thứ Bảy, ngày 28\/11\/2026/, 'Nhà văn hoá tổ 3', 'Lắp đèn ngõ 3')
      .says('meeting.reply-hint')
      .offersAlso(`rsvp:${ID}:going`, `rsvp:${ID}:sending`, `rsvp:${ID}:absent`)
      .picks(`rsvp:${ID}:sending`)
      .does('answerMeeting', (e) => expect(e).toMatchObject({ meeting: ID, answer: 'sending' }))
      .says('meeting.thanks-sending')
      .end();
  });

  it.each([
    ['tôi dự họp', 'going'],
    ['vắng họp', 'absent'],
    ['cháu xin vắng ạ', 'absent'],
    ['cử người khác', 'sending'],
    ['du hop', 'going'],
  ] as const)('answers in words: %s is %s', async (text, answer) => {
    await talk(handlers, world)
      .hears(text)
      .does('answerMeeting', (e) => expect(e.answer).toBe(answer))
      .end();
  });

  it('who says so with no meeting ahead is not told that something was noted', async () => {
    await talk(handlers, group).hears('vắng họp').doesNot('answerMeeting').end();
  });

  it('who is busy hears what can be done, with the answers at hand', async () => {
    await talk(handlers, world)
      .hears('tôi bận thì sao', 'faq')
      .says('meeting.busy')
      .offersAlso(`rsvp:${ID}:absent`)
      .end();
  });

  it('hears what the last one decided', async () => {
    await talk(handlers, world)
      .hears('lần trước bàn gì thế')
      .says('meeting.last')
      .reads('Đã chốt 100.000đ')
      .end();
    await talk(handlers, group).hears('lần trước bàn gì').says('meeting.last-none').end();
  });

  it('asks ahead, in words that go to the host', async () => {
    await talk(handlers, world)
      .hears('họp bao giờ', 'meeting')
      .picks(`rsvp:${ID}:ask`)
      .says('meeting.ask-ahead')
      .hears('Đèn lắp loại gì?', 'petition.phan-anh')
      .does('askMeeting', (e) => expect(e).toMatchObject({ meeting: ID, text: 'Đèn lắp loại gì?' }))
      .end();
  });

  it('hears that one was called off, and is never asked to come to it', async () => {
    await talk(handlers, { ...group, meetings: { ahead: [{ ...MEETING, cancelled: true, why: 'Mưa' }] } })
      .hears('họp bao giờ', 'meeting')
      .says('meeting.called-off', 'meeting.none')
      .reads('Mưa')
      .end();
  });

  it('checks in by the code and the number of the household', async () => {
    await talk(handlers, { ...world, checkIn: { '123456': MEETING }, households: ['12'] })
      .hears('điểm danh 123 456')
      .says('meeting.here-number')
      .hears('hộ số 99')
      .says('meeting.here-no-number')
      .hears('12')
      .does('checkIn', (e) => expect(e).toMatchObject({ meeting: ID, household: '12' }))
      .end();
  });

  it('who does not know the number is noted alone, and a wrong code is said', async () => {
    await talk(handlers, { ...world, checkIn: { '123456': MEETING } })
      .hears('diem danh 123456')
      .picks('here:alone')
      .does('checkIn', (e) => expect(e.household).toBe(null))
      .end();
    await talk(handlers, world).hears('điểm danh 654321').says('meeting.here-wrong').doesNot('checkIn').end();
  });
});

it('in a group chat only public facts are told, and nobody is asked', async () => {
  await talk(handlers, { ...world, chat: { id: 'nhóm', kind: 'group' } })
    .hears('họp bao giờ', 'meeting')
    .reads('Nhà văn hoá tổ 3')
    .saysNot('meeting.reply-hint')
    .offers()
    .end();
});

describe('the group of residence', () => {
  const groups = [
    { id: 'g1', name: 'Tổ 1' },
    { id: 'g2', name: 'Tổ 2' },
  ];
  it('is offered to be chosen where a meeting is asked for, kept, and used', async () => {
    await talk(handlers, { groups })
      .hears('họp bao giờ', 'meeting')
      .picks('go:group')
      .says('group.which')
      .picks('group:g2')
      .does('setContact', (e) => expect(e.change).toEqual({ groupId: 'g2' }))
      .says('group.kept')
      .end();
  });
  it('is chosen by its name too, and taken back', async () => {
    await talk(handlers, { groups })
      .hears('chọn tổ')
      .hears('to 1')
      .does('setContact', (e) => expect(e.change).toEqual({ groupId: 'g1' }))
      .hears('đổi tổ')
      .picks('group:none')
      .does('setContact', (e) => expect(e.change).toEqual({ groupId: null }))
      .end();
  });
});

describe('a code of an officer', () => {
  const codes = { groupCodes: { '1234567890': { group: 'Tổ 3', purpose: 'chat' } } } as const;
  it('links the chat it is typed in', async () => {
    await talk(handlers, { ...codes, chat: { id: 'nhóm', kind: 'group' } })
      .hears('/lienket 1234567890')
      .does('useGroupCode')
      .says('link.chat')
      .end();
  });
  it('for a chat does nothing in private, and a wrong one is said', async () => {
    await talk(handlers, codes)
      .hears('/lienket 1234567890')
      .doesNot('useGroupCode')
      .says('link.in-group')
      .end();
    await talk(handlers, codes).hears('/lienket 999 999 9999').says('link.wrong').end();
  });
});

it('a notice is short, whole and has no hole, whatever it tells', () => {
  const told: MeetingTold = {
    ...{ what: 'notice', id: ID, version: '1', reminder: '', title: MEETING.title, agenda: MEETING.agenda },
    ...{ startsAt: MEETING.startsAt.toISOString(), place: MEETING.place, host: 'Ông Bình', groups: 'Tổ 3' },
    ...{ mapUrl: '', calendar: '', papers: '2', papersUrl: '', changed: 'startsAt,place', minutes: 'Xong' },
    ...{ beforeAt: '2026-11-27T12:30:00Z', beforePlace: 'Đình', why: 'Mưa', to: 'person' },
  };
  for (const what of ['notice', 'change', 'cancel', 'remind', 'minutes'] as const)
    for (const words of Object.values(locales)) {
      const text = render(meetingNotice.say({ ...told, what }, null).text, words);
      expect(text).not.toMatch(/\{\w+\}|undefined/);
      expect(text.length).toBeLessThan(420);
    }
});
