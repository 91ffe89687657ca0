import { describe, expect, it } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { metresBetween, shownPlace, similarOf } from '../../handlers/petition/similar.ts';
import type { NearTicket } from '../../src/core/types.ts';
import { likeness } from '../../src/language/index.ts';
import { NOW, CODE as OWN, talk } from '../helpers/talk.ts';

const GROUPS = [
  { id: 'g1', name: 'Tổ dân phố số 1' },
  { id: 'g4', name: 'Tổ dân phố số 4' },
];
const CODE = 'DB-2000-011-227';
const near = (more: Partial<NearTicket> = {}): NearTicket => ({
  code: CODE,
  category: 'den',
  state: 'inProgress',
  openedAt: NOW,
  text: 'den ngo 5 toi om may hom nay, ba Hoa 0912345678',
  groupId: 'g4',
  group: 'Tổ dân phố số 4',
  ...more,
});

describe('likeness', () => {
  it.each([
    ['Đèn đường ngõ 5 hỏng', 'den ngo 5 khong sang', 0.4, 1],
    ['Đèn đường ngõ 5 hỏng', 'Đèn đường ngõ 12 hỏng', 0, 0],
    ['rác đổ đầy cổng chợ', 'Bãi rác cạnh trạm bơm bốc mùi', 0, 0.35],
    ['rác đổ đầy cổng chợ', 'rac do o cong cho', 0.6, 1],
    ['Đèn hỏng', 'đèn bị hỏng rồi', 0.5, 0.5],
    ['', '', 0, 0],
  ])('%j and %j', (a, b, least, most) => {
    expect(likeness(a, b)).toBeGreaterThanOrEqual(least);
    expect(likeness(a, b)).toBeLessThanOrEqual(most);
    expect(likeness(b, a)).toBe(likeness(a, b));
  });
});

describe('similar reports', () => {
  const mine = { text: 'Đèn đường ngõ 5 hỏng', groupId: 'g4' };

  it('are of the same group and alike, the likeliest first, three at most', () => {
    const others = [1, 2, 3, 4].map((n) =>
      near({ code: `DB-${n}`, text: n === 4 ? mine.text : 'đèn ngõ 5 hỏng' }),
    );
    const found = similarOf(mine, [near({ code: 'DB-9', text: 'cột điện chợ nghiêng' }), ...others]);
    expect(found).toHaveLength(3);
    expect(found.map((t) => t.code)).not.toContain('DB-9');
  });

  it('of another group are not shown, unless the pins are within 300 m', () => {
    expect(similarOf(mine, [near({ groupId: 'g1' })])).toEqual([]);
    const pin = { latitude: 20.93, longitude: 106.05 };
    const at = (north: number) =>
      near({ groupId: 'g1', latitude: 20.93 + north / 111_320, longitude: 106.05 });
    expect(similarOf({ ...mine, place: pin }, [at(250)])).toHaveLength(1);
    expect(similarOf({ ...mine, place: pin }, [at(350)])).toEqual([]);
    expect(similarOf({ ...mine, text: 'mất điện cả dãy', place: pin }, [at(30)])).toHaveLength(1);
  });

  it('measures in metres', () => {
    const a = { latitude: 20.93, longitude: 106.05 };
    expect(metresBetween(a, { latitude: 20.93, longitude: 106.06 })).toBeCloseTo(1040, -1);
    expect(metresBetween(a, {})).toBeNull();
  });

  it('show a place only where it tells nothing of a person', () => {
    expect(shownPlace('đầu ngõ 5, gần chợ')).toBe('đầu ngõ 5, gần chợ');
    for (const told of [
      'nhà bà Hoa ngõ 5',
      'trước nhà tôi',
      'gọi 0912 345 678',
      'canh nha ong Ba',
      'a'.repeat(61),
    ])
      expect(shownPlace(told)).toBeUndefined();
  });
});

describe('a new report like an open one', () => {
  const told = (others: readonly NearTicket[]) =>
    talk(handlers, { groups: GROUPS, near: others })
      .hears('Đèn đường ngõ 5 hỏng', 'petition.phan-anh')
      .sends({ kind: 'file', file: { kind: 'photo', ref: 'p' } })
      .picks('next')
      .picks('skip')
      .picks('g:g4');

  it('is shown what there is, without the words or the person of the other', async () => {
    await told([near()])
      .says('petition.similar')
      .offers(`follow:${CODE}`, 'separate', 'cancel')
      .reads(/đèn đường, ở Tổ dân phố số 4, gửi ngày 23\/11\/2026: đang làm/)
      .readsNot(/toi om/, /Hoa/, /0912/, /DB-2000/)
      .end();
  });

  it('is followed instead, by a yes or the choice: no second ticket, no photo kept', async () => {
    await told([near()])
      .hears('đúng rồi')
      .does('follow', (e) => expect(e).toEqual({ do: 'follow', code: CODE, on: true }))
      .does('dropFiles')
      .doesNot('openTicket', 'notify')
      .says('petition.followed')
      .reads(CODE)
      .open(null)
      .end();
  });

  it('is sent on its own when that is wanted, and is not asked about again', async () => {
    await told([near(), near({ code: 'DB-2000-011-335' })])
      .offers(`follow:${CODE}`, 'follow:DB-2000-011-335', 'separate', 'cancel')
      .picks('separate')
      .says('consent.ask')
      .hears('quay lại')
      .picks('skip')
      .saysNot('petition.similar')
      .picks('anonymous')
      .picks('send')
      .does('openTicket')
      .end();
  });

  it('is not compared when it is a kiến nghị', async () => {
    await talk(handlers, { groups: GROUPS, near: [near()] })
      .hears('Đèn đường ngõ 5 hỏng, mong lắp đèn mới', 'petition.kien-nghi')
      .picks('next')
      .picks('skip')
      .picks('g:g4')
      .says('consent.ask')
      .end();
  });
});

describe('a followed ticket', () => {
  const followed = {
    ...({ code: OWN, kind: 'phanAnh', state: 'inProgress', openedAt: NOW, changedAt: NOW } as const),
    ...({ mine: false, followed: true } as const),
  };
  it('shows its state by its code, no words, and can be left', async () => {
    await talk(handlers, { tickets: [followed] })
      .hears(OWN)
      .says('status.followed', 'status.not-mine')
      .saysNot('status.text')
      .picks(`unfollow:${OWN}`)
      .does('follow', (e) => expect(e.on).toBe(false))
      .says('status.unfollowed')
      .end();
  });
});
