import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { transferred } from '../../handlers/notices/transferred.ts';
import { deskToken } from '../../src/core/desk.ts';
import { verbatim } from '../../src/core/say.ts';
import type { Body, Handler, Intent } from '../../src/core/types.ts';
import { digestRound } from '../../src/jobs/digest.ts';
import { makeAccountCode } from '../../src/store/accounts.ts';
import { addOfficer, type Officer, type Role } from '../../src/store/officers.ts';
import { type Bench, bench, plainNotices } from '../helpers/app.ts';

const DESK = { id: '-100', kind: 'group' } as const;
const opens: Handler = {
  id: 'opens',
  version: 1,
  opens: () => true,
  step: (_state, turn) => ({
    next: null,
    effects:
      turn.event.kind === 'text' && turn.event.text === 'ổ gà'
        ? [
            {
              do: 'openTicket',
              ticket: {
                code: turn.code,
                kind: 'phanAnh',
                category: 'duong',
                text: 'Ổ gà trước nhà',
                files: [],
              },
            },
            {
              do: 'notify',
              notice: 'received',
              to: 'officers',
              payload: { code: turn.code, kind: 'phanAnh', category: 'duong', group: '' },
            },
            { do: 'reply', reply: { text: verbatim(`Mã ${turn.code}`) } },
          ]
        : [{ do: 'reply', reply: { text: verbatim('máy trả lời') } }],
  }),
};

let clock: Date;
let denounces: boolean;
let at: Bench;
let code: string;
let post: string;
let lan: Officer;

beforeEach(async () => {
  clock = new Date('2026-11-23T02:00:00Z');
  denounces = false;
  const understand = (): Intent => ({
    route: denounces ? 'petition.to-cao' : 'out-of-scope',
    confident: false,
    hits: [],
    reasons: [],
  });
  at = await bench({
    handlers: [opens],
    notices: [...plainNotices, transferred],
    desk: DESK.id,
    understand,
    now: () => clock,
  });
  await at.says('hoa', 'ổ gà');
  await at.run();
  const [ticket] = await at.rows<{ code: string }>('SELECT code FROM ticket');
  const [row] = await at.rows<{ external_id: string }>('SELECT external_id FROM outbox WHERE chat = $1', [
    DESK.id,
  ]);
  code = ticket?.code ?? '';
  post = row?.external_id ?? '';
  lan = await linked('lan', 'Chị Lan', 'handler');
});
afterEach(() => at.close());

async function linked(who: string, name: string, ...roles: Role[]): Promise<Officer> {
  const officer = await addOfficer(at.store, at.wardId, name, roles);
  await privately(who, `/noi ${await makeAccountCode(at.store, officer)}`);
  return officer;
}

async function privately(who: string, said: string | Body, replyTo?: string) {
  await at.says(who, said, replyTo === undefined ? {} : { replyTo });
  await at.run();
}

async function inGroup(who: string, said: string | Body, replyTo: string | undefined = post) {
  await at.says(who, said, {
    chat: DESK,
    name: who,
    addressed: false,
    messageId: '900',
    ...(replyTo === undefined ? {} : { replyTo }),
  });
  await at.run();
}

const tap = (token: string): Body => ({ kind: 'tap', token });
const group = () => at.platform.texts(DESK.id);
const hoa = () => at.platform.texts('hoa');
const ticket = async () =>
  (
    await at.rows<{ state: string; holder: string | null }>(
      'SELECT t.state, o.name AS holder FROM ticket t LEFT JOIN officer o ON o.id = t.holder_id',
    )
  )[0];

describe('an account', () => {
  it('is linked by a code in private, once', async () => {
    expect(at.platform.texts('lan').at(-1)).toContain('Chị Lan');
    const used = await makeAccountCode(at.store, lan);
    await privately('la', `/noi ${used}`);
    await privately('khac', `/noi ${used}`);
    expect(at.platform.texts('khac').at(-1)).toMatch(/Mã này sai/);
  });

  it('is not linked by a code that is shown to the whole group', async () => {
    const tuan = await addOfficer(at.store, at.wardId, 'Anh Tuấn', ['handler']);
    await inGroup('tuan', `/noi ${await makeAccountCode(at.store, tuan)}`, undefined);
    expect(await at.rows('SELECT 1 FROM officer_account')).toHaveLength(1);
  });

  it('cannot be guessed: after five wrong codes none is taken for an hour', async () => {
    const tuan = await addOfficer(at.store, at.wardId, 'Anh Tuấn', ['handler']);
    for (let n = 0; n < 5; n++) await privately('tuan', '/noi 1111 1111');
    await privately('tuan', `/noi ${await makeAccountCode(at.store, tuan)}`);
    expect(at.platform.texts('tuan').at(-1)).toMatch(/sau một giờ/);
    expect(await at.rows('SELECT 1 FROM officer_account')).toHaveLength(1);
  });
});

describe('once an officer has linked an account', () => {
  it('nobody else of the group reaches a resident, and is told how, once a day', async () => {
    await inGroup('la mat', 'Tôi trả lời bừa');
    await inGroup('la mat', 'Trả lời bừa lần nữa');
    expect(hoa()).toHaveLength(1);
    expect(group().filter((text) => text.includes('chưa nối'))).toHaveLength(1);
    expect(await ticket()).toMatchObject({ state: 'received' });
  });

  it('a tap takes the ticket under the name of who tapped', async () => {
    await inGroup('lan', tap(deskToken('nhan', code)));
    expect(await ticket()).toMatchObject({ holder: 'Chị Lan' });
    expect(group().at(-1)).toBe(`Chị Lan đã nhận hồ sơ ${code}.`);
    expect(await at.rows(`SELECT actor FROM audit WHERE action LIKE 'ticket.assigned'`)).toEqual([
      { actor: 'Chị Lan' },
    ]);
  });

  it('an answer waits two minutes and can be taken back', async () => {
    await inGroup('lan', 'Mai tổ thợ đến vá.');
    expect(hoa()).toHaveLength(1);
    const shown = at.platform.sent.at(-1)?.message;
    expect(shown?.text).toContain('Mai tổ thợ đến vá.');
    await inGroup('lan', tap(shown?.choices.find((c) => c.label === 'Lấy lại')?.token ?? ''));
    expect(group().at(-1)).toContain('Người dân chưa nhận được gì');
    expect(await at.rows(`SELECT 1 FROM pending_answer WHERE state = 'waiting'`)).toEqual([]);
  });

  it('a note stays among officers', async () => {
    await inGroup('lan', '// hỏi lại tổ trưởng');
    expect(hoa()).toHaveLength(1);
    expect(await at.rows(`SELECT text FROM ticket_event WHERE kind = 'noted'`)).toEqual([
      { text: 'hỏi lại tổ trưởng' },
    ]);
  });

  it('a mistyped command reaches nobody', async () => {
    await inGroup('lan', '/nhna');
    expect(hoa()).toHaveLength(1);
    expect(group().at(-1)).toMatch(/Không có lệnh này/);
  });

  it('a ticket is given to a colleague by a tap on the name', async () => {
    await addOfficer(at.store, at.wardId, 'Anh Tuấn', ['receiver']);
    await inGroup('lan', tap(deskToken('giao', code)));
    const names = at.platform.sent.at(-1)?.message.choices ?? [];
    await inGroup('lan', tap(names.find((c) => c.label === 'Anh Tuấn')?.token ?? ''));
    expect(await ticket()).toMatchObject({ holder: 'Anh Tuấn' });
  });

  it('a ticket is passed on with where to and why; the resident hears after two minutes, until which it is taken back', async () => {
    await inGroup('lan', tap(deskToken('chuyen', code)));
    expect(group().at(-1)).toContain('/chuyen Điện lực:');
    await inGroup('lan', '/chuyen Sở Xây dựng');
    expect(await ticket()).toMatchObject({ state: 'received' });
    await inGroup('lan', '/chuyen Sở Xây dựng: đường này của tỉnh');
    expect(await ticket()).toMatchObject({ state: 'transferred' });
    expect(hoa()).toHaveLength(1);
    const waiting = () =>
      at.rows(
        `SELECT state, next_at > now() + interval '90 seconds' AS later FROM outbox WHERE notice = 'transferred'`,
      );
    expect(await waiting()).toEqual([{ state: 'queued', later: true }]);
    const shown = at.platform.sent.at(-1)?.message;
    expect(shown?.text).toContain('Sở Xây dựng');
    await inGroup('lan', tap(shown?.choices.find((c) => c.label === 'Lấy lại')?.token ?? ''));
    expect(group().at(-1)).toContain('Người dân chưa được báo gì');
    expect(await ticket()).toMatchObject({ state: 'received' });
    expect(await waiting()).toEqual([]);
    expect(
      await at.rows(
        `SELECT actor, action FROM audit WHERE action IN ('ticket.transferred', 'ticket.undone') ORDER BY id`,
      ),
    ).toEqual([
      { actor: 'Chị Lan', action: 'ticket.transferred' },
      { actor: 'Chị Lan', action: 'ticket.undone' },
    ]);
    expect(
      at.platform.sent.flatMap((s) => s.message.choices).every((c) => Buffer.byteLength(c.token) <= 64),
    ).toBe(true);
  });

  it('the words of a resident are shown in private only', async () => {
    await inGroup('lan', '/xem');
    expect(group().at(-1)).not.toContain('Ổ gà trước nhà');
    await privately('lan', `/xem ${code}`);
    expect(at.platform.texts('lan').at(-1)).toContain('Ổ gà trước nhà');
  });

  it('a supervisor only reads along', async () => {
    await linked('mat tran', 'Bác Thanh', 'supervisor');
    await inGroup('mat tran', 'Tôi trả lời');
    expect(group().at(-1)).toMatch(/chỉ xem/);
    expect(hoa()).toHaveLength(1);
  });

  it('a removed officer is nobody', async () => {
    await linked('tuan', 'Anh Tuấn', 'handler');
    await at.rows('UPDATE officer SET removed_at = now() WHERE id = $1', [lan.id]);
    await inGroup('lan', tap(deskToken('nhan', code)));
    expect(await ticket()).toMatchObject({ holder: null });
  });

  it('what an officer asks in private as a resident is answered as to a resident', async () => {
    await privately('lan', 'xin chào');
    expect(at.platform.texts('lan').at(-1)).toBe('máy trả lời');
  });
});

describe('speaking by hand', () => {
  beforeEach(() => inGroup('lan', `/tiepchuyen ${code}`));

  it('tells the resident, and carries words both ways while the machine keeps quiet', async () => {
    expect(hoa().at(-1)).toMatch(/Cán bộ đang nói chuyện trực tiếp/);
    await at.says('hoa', 'Nhà tôi số 12');
    await at.run();
    expect(hoa()).toHaveLength(2);
    expect(at.platform.texts('lan').at(-1)).toBe(`Người dân (${code}):\nNhà tôi số 12`);
    expect(await at.rows(`SELECT text FROM ticket_event WHERE kind = 'added'`)).toEqual([
      { text: 'Nhà tôi số 12' },
    ]);
    const [said] = await at.rows<{ external_id: string }>(
      `SELECT external_id FROM outbox WHERE chat = 'lan' ORDER BY id DESC LIMIT 1`,
    );
    await privately('lan', 'Dạ, chiều cháu qua.', said?.external_id);
    expect(hoa().at(-1)).toContain('Dạ, chiều cháu qua.');
  });

  it('ends before a word of what may be a denunciation is kept', async () => {
    denounces = true;
    await at.says('hoa', 'tôi tố cáo ông ấy');
    await at.run();
    expect(hoa().at(-1)).toBe('máy trả lời');
    expect(await at.rows(`SELECT 1 FROM ticket_event WHERE kind = 'added'`)).toEqual([]);
    expect(await at.rows('SELECT 1 FROM takeover')).toEqual([]);
  });

  it.each(['máy', 'Máy', 'may'])('ends when the resident asks for the machine: %s', async (word) => {
    await at.says('hoa', word);
    await at.says('hoa', 'còn ai không');
    await at.run();
    expect(hoa().slice(-2)).toEqual(['máy trả lời', 'máy trả lời']);
  });

  it('ends when the officer gives back, and by itself after two silent hours', async () => {
    await inGroup('lan', tap(deskToken('tralai', code)));
    expect(hoa().at(-1)).toMatch(/Từ giờ tôi lại trả lời/);
    await inGroup('lan', `/tiepchuyen ${code}`);
    clock = new Date(clock.getTime() + 3 * 3_600_000);
    await at.says('hoa', 'còn ai không');
    await at.run();
    expect(hoa().at(-1)).toBe('máy trả lời');
  });
});

describe("the morning's list", () => {
  const morning = async (time: string) => {
    clock = new Date(`${time}+07:00`);
    const sent = await digestRound(at.rt);
    await at.run();
    return sent;
  };

  it('goes to the group and to who holds something, once, with codes and no words', async () => {
    await inGroup('lan', tap(deskToken('nhan', code)));
    expect(await morning('2026-11-24T07:31:00')).toBe(true);
    expect(await morning('2026-11-24T07:32:00')).toBe(false);
    expect(group().at(-1)).toMatch(/^Sáng 24\/11\/2026:/);
    expect([group().at(-1), at.platform.texts('lan').at(-1)].join()).not.toContain('Ổ gà trước nhà');
  });

  it.each([
    ['2026-11-24T07:29:00', 'before half past seven'],
    ['2026-11-22T07:31:00', 'on a Sunday'],
    ['2026-11-24T15:00:00', 'in the afternoon, when it is late for it'],
  ])('is not sent at %s: %s', async (time) => {
    expect(await morning(time)).toBe(false);
  });
});
