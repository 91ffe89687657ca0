import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { notices } from '../../handlers/notices/index.ts';
import { locales } from '../../locales/index.ts';
import { DEFAULT_CATEGORIES } from '../../src/core/categories.ts';
import { fit as fitted } from '../../src/core/fit.ts';
import { MOVES, ruling, STATES } from '../../src/core/states.ts';
import type { Outgoing, TicketKind } from '../../src/core/types.ts';
import { seedHolidayRows, startClocks } from '../../src/store/clocks.ts';
import { addOfficer } from '../../src/store/officers.ts';
import { setWardInfo } from '../../src/store/settings.ts';
import {
  type Act,
  type Acted,
  acting,
  addToTicket,
  answer,
  askResident,
  assignTicket,
  changeKind,
  closing,
  extendTicketClock,
  mergeTicket,
  noteTicket,
  type On,
  pauseTicketClock,
  recordMilestone,
  reopening,
  resumeTicketClock,
  type Speaker,
  splitTicket,
  transferTicket,
} from '../../src/store/tickets.ts';
import { recorder, type TestStore, testStore } from '../helpers/app.ts';

let at: TestStore;
const { limits } = recorder();
const speaker: Speaker = {
  render: (_platform, locale, reply) => fitted(reply, locales[locale], limits, String),
  notices: new Map(notices.map((n) => [n.id, n])),
};
const lan = { officerId: null, name: 'chị Lan' };
let serial = 0;
let code = '';
let id = '';
let owner = '';

beforeAll(async () => {
  at = await testStore();
  await seedHolidayRows(at.store.pool, at.wardId);
  await setWardInfo(at.store.pool, at.wardId, { promiseDays: 7 }, null);
});
afterAll(() => at.close());
beforeEach(async () => {
  serial += 1;
  const [contact] = await at.rows<{ id: string }>(
    'INSERT INTO contact (ward_id, channel_id, external_id) VALUES ($1, $2, $3) RETURNING id',
    [at.wardId, at.channel.id, `hoa-${serial}`],
  );
  owner = contact?.id ?? '';
  ({ code, id } = await ticket('phanAnh', owner));
});

async function ticket(kind: TicketKind, contact: string) {
  serial += 1;
  const made = `DB-${1000 + serial}-000-000`;
  const [row] = await at.rows<{ id: string; opened_at: Date }>(
    `INSERT INTO ticket (ward_id, code, key, kind, category, text, contact_id) VALUES ($1, $2, $2, $3, 'khac', 'Ổ gà. Và tôi góp ý.', $4) RETURNING id, opened_at`,
    [at.wardId, made, kind, contact],
  );
  const ticketId = row?.id ?? '';
  await startClocks(at.store.pool, { wardId: at.wardId, ticketId, kind, from: row?.opened_at ?? new Date() });
  return { code: made, id: ticketId };
}
let keys = 0;
const act = (more: Partial<Act> = {}): Act => ({ code, actor: lan, key: `k${++keys}`, ...more });
const go = (work: (on: On) => Promise<Acted>) => acting(at.store, speaker, work);
const row = async (ticketId = id) =>
  (await at.rows<Record<string, unknown>>('SELECT * FROM ticket WHERE id = $1', [ticketId]))[0];
const clock = async (rule: string, ticketId = id) =>
  (
    await at.rows<Record<string, unknown>>(
      `SELECT state, to_char(due_on, 'YYYY-MM-DD') AS due, to_char(first_due_on, 'YYYY-MM-DD') AS first FROM clock WHERE ticket_id = $1 AND rule = $2 ORDER BY created_at DESC`,
      [ticketId, rule],
    )
  )[0];
async function told(ticketId = id): Promise<string> {
  const rows = await at.rows<{ body: Buffer }>('SELECT body FROM outbox WHERE ticket_id = $1 ORDER BY id', [
    ticketId,
  ]);
  return rows.map((r) => (at.store.vault.openJson('outbox.body', r.body) as Outgoing).text).join('\n---\n');
}

describe('the table of moves', () => {
  const KINDS = ['phanAnh', 'kienNghi', 'khieuNai', 'thongTin', 'hoi'] as const;
  it('says for each kind, state and move either where it leads or why not, in words', () => {
    for (const kind of [...KINDS, 'toCao'] as const)
      for (const state of STATES)
        for (const move of MOVES) {
          const found = ruling(kind, state, move);
          if (found.ok) expect(STATES).toContain(found.to);
          else expect(found.say.length, `${kind} ${state} ${move}`).toBeGreaterThan(15);
          if (kind === 'toCao') expect(found.ok).toBe(false);
        }
  });

  it('lets nothing but a reopening or the resident out of a closed ticket, and never closes in silence', () => {
    for (const kind of KINDS)
      for (const move of MOVES) {
        const found = ruling(kind, 'closed', move);
        if (found.ok && move !== 'note') expect(found.to).toBe('reopened');
        for (const state of ['received', 'waiting', 'inProgress', 'reopened'] as const)
          expect(ruling(kind, state, 'close').ok).toBe(false);
      }
  });

  it('can bring every state of every kind to an end', () => {
    for (const kind of KINDS)
      for (const state of STATES) {
        const answered = ruling(kind, state, state === 'closed' ? 'reopen' : 'answer');
        expect(answered.ok, `${kind} ${state}`).toBe(true);
      }
  });
});

describe('an act', () => {
  it('from an older page is refused, with the name of whoever was quicker', async () => {
    await go((on) => answer(on, act({ seen: 0 }), 'Đã sửa'));
    const late = await go((on) =>
      answer(on, act({ seen: 0, actor: { officerId: null, name: 'anh Tuấn' } }), 'Đang sửa'),
    );
    expect(late).toMatchObject({
      ok: false,
      why: 'stale',
      say: expect.stringMatching(/chị Lan vừa trả lời/),
    });
    expect(await told()).not.toContain('Đang sửa');
  });

  it('done twice with one key is done once', async () => {
    const once = act();
    await go((on) => askResident(on, once, 'Ngõ nào?'));
    expect(await go((on) => askResident(on, once, 'Ngõ nào?'))).toMatchObject({ ok: true, outbox: [] });
    expect((await told()).match(/Ngõ nào/g)).toHaveLength(1);
  });

  it('of an officer who notes is read by officers only and makes no page old', async () => {
    await go((on) => noteTicket(on, act(), 'Hỏi tổ trưởng'));
    expect(await told()).toBe('');
    expect(await row()).toMatchObject({ version: 0, state: 'received' });
  });
});

describe('closing', () => {
  it('an unanswered report asks for a reason, tells it, and leaves no clock running', async () => {
    expect(await go((on) => closing(on, act(), ''))).toMatchObject({
      ok: false,
      why: 'unlawful',
      say: expect.stringContaining('Điều 28'),
    });
    expect(await go((on) => closing(on, act(), 'Trùng việc đã làm'))).toMatchObject({ ok: true, sent: true });
    expect(await told()).toContain('Trùng việc đã làm');
    expect(
      await at.rows(`SELECT 1 FROM clock WHERE ticket_id = $1 AND state IN ('running', 'paused')`, [id]),
    ).toEqual([]);
  });

  it('and reopening begins the promise anew', async () => {
    await go((on) => closing(on, act(), 'Xong'));
    expect(await clock('promise')).toMatchObject({ state: 'stopped' });
    await go((on) => reopening(on, act(), ''));
    expect(await row()).toMatchObject({ state: 'reopened', closed_at: null });
    expect(await clock('promise')).toMatchObject({ state: 'running' });
  });
});

describe('a deadline', () => {
  it('of the law cannot be paused or drawn out, and says why', async () => {
    expect(await go((on) => pauseTicketClock(on, act(), 'TCD1', 'bận'))).toMatchObject({ why: 'unlawful' });
    expect(await go((on) => extendTicketClock(on, act(), 'TCD1', 5, 'bận'))).toMatchObject({
      why: 'unlawful',
    });
    expect(await clock('TCD1')).toMatchObject({ state: 'running', first: null });
  });

  it('of the ward is drawn out with a reason; the resident hears both dates and that it is a promise', async () => {
    const before = await clock('promise');
    expect(await go((on) => extendTicketClock(on, act(), 'promise', 5, 'Chờ vật tư'))).toMatchObject({
      sent: true,
    });
    const after = await clock('promise');
    expect(after).toMatchObject({ first: before?.due });
    const say = (day: unknown) => String(day).split('-').reverse().join('/');
    const words = await told();
    for (const part of [say(before?.due), say(after?.due), 'Chờ vật tư', 'tự hứa'])
      expect(words).toContain(part);
  });

  it('of the ward stands still while the resident is asked, and goes on when they write', async () => {
    await go((on) => askResident(on, act(), 'Ngõ nào?'));
    expect(await row()).toMatchObject({ state: 'waiting' });
    expect(await clock('promise')).toMatchObject({ state: 'paused' });
    expect(await clock('TCD1')).toMatchObject({ state: 'running' });
    await addToTicket(at.store.pool, {
      code,
      contactId: owner,
      text: 'Ngõ 5',
      at: new Date(),
      key: `a${code}`,
    });
    expect(await row()).toMatchObject({ state: 'inProgress' });
    expect(await clock('promise')).toMatchObject({ state: 'running' });
  });

  it('paused and let go on the same day ends when it did', async () => {
    const before = await clock('promise');
    await go((on) => pauseTicketClock(on, act(), 'promise', 'Mất điện'));
    await go((on) => resumeTicketClock(on, act(), 'promise', 'Có điện'));
    expect(await clock('promise')).toMatchObject({ state: 'running', due: before?.due });
  });

  it('of a complaint starts with the signed paper, not with the chat, and each stage meets only its own', async () => {
    const complaint = await ticket('khieuNai', owner);
    expect(await at.rows('SELECT 1 FROM clock WHERE ticket_id = $1', [complaint.id])).toEqual([]);
    const mark = (milestone: string, day: string) =>
      go((on) => recordMilestone(on, act({ code: complaint.code }), milestone, day));
    expect(await mark('paper', '2026-02-30')).toMatchObject({ why: 'bad' });
    await mark('paper', '2026-10-01');
    expect(await clock('KN2', complaint.id)).toMatchObject({ state: 'running', due: '2026-10-12' });
    await mark('accepted', '2026-10-06');
    expect(await clock('KN2', complaint.id)).toMatchObject({ state: 'met' });
    expect(await clock('KN3', complaint.id)).toMatchObject({ state: 'running', due: '2026-11-05' });
    await go((on) => extendTicketClock(on, act({ code: complaint.code }), 'KN3', 0, 'Hai nơi phải xác minh'));
    expect(await clock('KN3', complaint.id)).toMatchObject({ due: '2026-11-20', first: '2026-11-05' });
    expect(await go((on) => closing(on, act({ code: complaint.code }), ''))).toMatchObject({ ok: false });
  });
});

describe('kind, place and parts', () => {
  it('the kind is changed with a reason that the resident reads; clocks follow it', async () => {
    await go((on) => changeKind(on, act(), 'khieuNai', 'Bác yêu cầu xem lại một quyết định'));
    expect(await row()).toMatchObject({ kind: 'khieuNai' });
    expect(await told()).toMatch(/Khiếu nại[\s\S]*xem lại một quyết định/);
    expect(await clock('TCD1')).toMatchObject({ state: 'stopped' });
    expect(await go((on) => changeKind(on, act(), 'toCao', 'x'))).toMatchObject({
      ok: false,
      why: 'unlawful',
    });
  });

  it('a matter of another authority is passed on, told, and still followed here; a complaint is not', async () => {
    await go((on) => transferTicket(on, act(), 'Công ty Điện lực', ''));
    expect(await row()).toMatchObject({ state: 'transferred', transferred_to: 'Công ty Điện lực' });
    expect(await told()).toContain('Công ty Điện lực');
    expect(await clock('TCD1')).toMatchObject({ state: 'met' });
    expect(await clock('promise')).toMatchObject({ state: 'stopped' });
    const complaint = await ticket('khieuNai', owner);
    expect(await go((on) => transferTicket(on, act({ code: complaint.code }), 'Tỉnh', ''))).toMatchObject({
      why: 'unlawful',
    });
  });

  it('mixed content becomes two tickets that know each other, each with its code told alone', async () => {
    await go((on) =>
      splitTicket(on, act(), {
        ...{ kind: 'kienNghi', text: 'Và tôi góp ý: nên thu rác buổi tối.' },
        categories: DEFAULT_CATEGORIES,
      }),
    );
    const [part] = await at.rows<{
      id: string;
      code: string;
      kind: string;
      contact_id: string;
      category: string;
    }>('SELECT id, code, kind, contact_id, category FROM ticket WHERE split_from = $1', [id]);
    // what the part is about is proposed from its own words
    expect(part).toMatchObject({ kind: 'kienNghi', contact_id: owner, category: 'rac' });
    expect(await told()).toContain(part?.code);
    expect((await told()).match(/\b[A-Z]{2}-[0-9A-Z-]{6,}\b/g)).toHaveLength(1);
    expect(await clock('TCD1', part?.id)).toMatchObject({ state: 'running' });
  });

  it('two of one person are put together; of two people they are not', async () => {
    const other = await ticket('phanAnh', owner);
    expect(await go((on) => mergeTicket(on, act(), other.code))).toMatchObject({ ok: true, sent: true });
    expect(await row()).toMatchObject({ state: 'closed', merged_into: other.id });
    expect((await told()).match(/\b[A-Z]{2}-[0-9A-Z-]{6,}\b/g)).toEqual([other.code]);
    const [stranger] = await at.rows<{ id: string }>(
      'INSERT INTO contact (ward_id, channel_id, external_id) VALUES ($1, $2, $3) RETURNING id',
      [at.wardId, at.channel.id, `la-${serial}`],
    );
    const theirs = await ticket('phanAnh', stranger?.id ?? '');
    expect(await go((on) => mergeTicket(on, act({ code: other.code }), theirs.code))).toMatchObject({
      why: 'unlawful',
    });
  });

  it('is given to an officer of the ward, never to a supervisor', async () => {
    const tuan = await addOfficer(at.store, at.wardId, 'Tuấn', ['handler']);
    const bttnd = await addOfficer(at.store, at.wardId, 'Ban TTND', ['supervisor']);
    await go((on) => assignTicket(on, act(), tuan.id));
    expect(await row()).toMatchObject({ holder_id: tuan.id, state: 'inProgress' });
    expect(await go((on) => assignTicket(on, act(), bttnd.id))).toMatchObject({ why: 'bad' });
  });
});
