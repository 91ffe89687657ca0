import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { notices } from '../../handlers/notices/index.ts';
import { createBulk } from '../../src/jobs/bulk/index.ts';
import { meetingsRound } from '../../src/jobs/meetings.ts';
import { retryBroadcast } from '../../src/store/broadcasts/index.ts';
import { makeBoardCode } from '../../src/store/group-links.ts';
import {
  cancelMeeting,
  changeMeeting,
  draftMeeting,
  publishMeeting,
} from '../../src/store/meetings/changes.ts';
import type { Meeting, MeetingContent } from '../../src/store/meetings/rows.ts';
import { type Bench, bench, refusal } from '../helpers/app.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-23T09:00:00+07:00');
let clock = START;
let at: Bench;
let group = '';
let other = '';
const officer = { officerId: null, name: 'Chị Lan' };
const now = () => new Date(clock);

beforeAll(async () => {
  at = await bench({ handlers, notices, now });
  for (const [name, set] of [
    ['Tổ 1', (id: string) => (group = id)],
    ['Tổ 2', (id: string) => (other = id)],
  ] as const) {
    const [row] = await at.rows<{ id: string }>(
      'INSERT INTO "group" (ward_id, name) VALUES ($1, $2) RETURNING id',
      [at.wardId, name],
    );
    set(row?.id ?? '');
  }
});
afterAll(() => at.close());
beforeEach(async () => {
  clock = START;
  await at.rows('DELETE FROM meeting');
  await at.rows('DELETE FROM broadcast');
  await at.rows('DELETE FROM outbox');
  await at.rows('DELETE FROM contact');
});

const people = async (groupId: string, ...names: string[]) => {
  for (const name of names)
    await at.rows(
      'INSERT INTO contact (ward_id, channel_id, external_id, group_id) VALUES ($1, $2, $3, $4)',
      [at.wardId, at.channel.id, name, groupId],
    );
};
const content = (more: Partial<MeetingContent> = {}): MeetingContent => ({
  kind: 'to',
  matter: null,
  title: 'Họp tổ bàn đèn đường',
  agenda: 'Bàn việc lắp đèn',
  startsAt: new Date('2026-11-28T19:30:00+07:00'),
  endsAt: null,
  place: 'Nhà văn hoá tổ 1',
  mapUrl: null,
  host: 'Ông Bình',
  groupIds: [group],
  boards: [],
  ways: { posted: '2026-11-23', loudspeaker: '2026-11-23' },
  lateReason: null,
  holidayOk: false,
  reminders: ['2d', '1d19', '2h'],
  ...more,
});
let serial = 0;
async function announced(more: Partial<MeetingContent> = {}): Promise<Meeting> {
  const draft = await draftMeeting(at.store, at.wardId, `form-${++serial}`, content(more), officer);
  const done = await publishMeeting(at.store, at.wardId, draft.id, officer, now());
  if (!done.ok) throw new Error(done.why);
  return done.meeting;
}
const change = (m: Meeting, more: Partial<MeetingContent>) =>
  changeMeeting(at.store, at.wardId, m.id, m.changedAt.toISOString(), content(more), officer, now());
const fresh = async (id: string): Promise<Meeting> => {
  const { meetingById } = await import('../../src/store/meetings/rows.ts');
  const m = await meetingById(at.store.pool, at.wardId, id);
  if (!m) throw new Error('gone');
  return m;
};
/** what is due becomes broadcasts, and these go out */
const tell = async () => {
  await meetingsRound(at.rt);
  await createBulk(at.rt).drain();
};
const texts = (who: string, from = 0) => at.platform.texts(who).slice(from);

test('a meeting announced is told to its group once, and to nobody else', async () => {
  await people(group, 'bà Hoa', 'ông Tư');
  await people(other, 'chị Năm');
  const before = at.platform.sent.length;
  await announced();
  await tell();
  await tell();
  const said = at.platform.sent.slice(before);
  expect(said.map((s) => s.to.chat).sort()).toEqual(['bà Hoa', 'ông Tư'].sort());
  expect(said[0]?.message.text).toContain('Mời họp: Họp tổ bàn đèn đường');
  expect(said[0]?.message.text).toContain('19:30 thứ Bảy, ngày 28/11/2026');
  expect(said[0]?.message.text).toContain('Nhà văn hoá tổ 1');
});

test('one who has stopped notices is left alone', async () => {
  await people(group, 'bà Hoa');
  await at.rows('UPDATE contact SET notices = false');
  const before = at.platform.sent.length;
  await announced();
  await tell();
  expect(at.platform.sent.length).toBe(before);
});

test('the same form twice makes one meeting, announcing twice tells once', async () => {
  await people(group, 'bà Hoa');
  const one = await draftMeeting(at.store, at.wardId, 'double', content(), officer);
  const two = await draftMeeting(at.store, at.wardId, 'double', content(), officer);
  expect(two.id).toBe(one.id);
  const before = at.platform.sent.length;
  const both = await Promise.all([
    publishMeeting(at.store, at.wardId, one.id, officer, now()),
    publishMeeting(at.store, at.wardId, one.id, officer, now()),
  ]);
  expect(both.map((d) => d.ok && d.told).sort()).toEqual([false, true]);
  await tell();
  expect(at.platform.sent.length - before).toBe(1);
});

test('too late is refused, goes on with a recorded reason, and the audit says what stood against it', async () => {
  const late = content({ startsAt: new Date('2026-11-25T19:30:00+07:00') });
  const draft = await draftMeeting(at.store, at.wardId, 'late', late, officer);
  expect(await publishMeeting(at.store, at.wardId, draft.id, officer, now())).toMatchObject({
    ok: false,
    why: 'unlawful',
    check: { firstDay: '2026-11-26' },
  });
  const reasoned = await changeMeeting(
    ...([at.store, at.wardId, draft.id, draft.changedAt.toISOString()] as const),
    ...([{ ...late, lateReason: 'Vỡ cống, phải họp gấp' }, officer, now()] as const),
  );
  expect(reasoned.ok).toBe(true);
  expect(await publishMeeting(at.store, at.wardId, draft.id, officer, now())).toMatchObject({ ok: true });
  const [row] = await at.rows<{ detail: unknown }>(
    `SELECT detail FROM audit WHERE action = 'meeting.publish' AND subject = $1`,
    [draft.id],
  );
  expect(row?.detail).toMatchObject({ against: ['time:DC5', 'way', 'posted'] });
});

test('the past is never announced, a holiday only when confirmed', async () => {
  const past = content({ startsAt: new Date(clock - HOUR), lateReason: 'cứ họp' });
  const gone = await draftMeeting(at.store, at.wardId, 'past', past, officer);
  expect(await publishMeeting(at.store, at.wardId, gone.id, officer, now())).toMatchObject({
    why: 'unlawful',
    check: { past: true },
  });
  const newYear = { startsAt: new Date('2027-01-01T19:30:00+07:00') };
  await at.rows(
    `INSERT INTO holiday (ward_id, date, kind, name, source) VALUES ($1, '2027-01-01', 'off', 'Tết Dương lịch', 'thử') ON CONFLICT DO NOTHING`,
    [at.wardId],
  );
  const asked = await draftMeeting(at.store, at.wardId, 'holiday', content(newYear), officer);
  expect(await publishMeeting(at.store, at.wardId, asked.id, officer, now())).toMatchObject({
    why: 'unlawful',
    check: { holiday: 'Tết Dương lịch' },
  });
  await announced({ ...newYear, holidayOk: true });
});

describe('a meeting moved', () => {
  test('is told with what changed, and its old reminders die', async () => {
    await people(group, 'bà Hoa');
    const m = await announced();
    await tell();
    const from = texts('bà Hoa').length;
    await change(m, { startsAt: new Date('2026-11-30T20:00:00+07:00') });
    clock += 61_000;
    await tell();
    expect(texts('bà Hoa', from)).toEqual([
      expect.stringMatching(/có thay đổi: thời gian\..*20:00 thứ Hai, ngày 30\/11\/2026.*19:30 thứ Bảy/s),
    ]);
    clock = Date.parse('2026-11-26T19:31:00+07:00');
    await tell();
    expect(texts('bà Hoa', from)).toHaveLength(1);
    clock = Date.parse('2026-11-28T20:01:00+07:00');
    await tell();
    expect(texts('bà Hoa', from)[1]).toMatch(/^Nhắc bác.*30\/11\/2026/s);
  });

  test('twice in a minute is told once, with the last time', async () => {
    await people(group, 'bà Hoa');
    const m = await announced();
    await tell();
    const from = texts('bà Hoa').length;
    await change(m, { startsAt: new Date('2026-11-29T19:30:00+07:00') });
    clock += 20_000;
    await tell();
    await change(await fresh(m.id), { startsAt: new Date('2026-11-30T19:30:00+07:00') });
    clock += 61_000;
    await tell();
    await tell();
    expect(texts('bà Hoa', from)).toEqual([expect.stringContaining('30/11/2026')]);
  });

  test('away and back within a minute tells nobody, and the reminders still come', async () => {
    await people(group, 'bà Hoa');
    const m = await announced();
    await tell();
    const from = texts('bà Hoa').length;
    await change(m, { place: 'Nhà ông Bình' });
    clock += 10_000;
    await change(await fresh(m.id), {});
    clock += 61_000;
    await tell();
    expect(texts('bà Hoa', from)).toEqual([]);
    clock = Date.parse('2026-11-27T19:00:30+07:00');
    await tell();
    expect(texts('bà Hoa', from).some((t) => t.startsWith('Nhắc bác'))).toBe(true);
  });

  test('by two officers at once: the second is told that it changed meanwhile', async () => {
    const m = await announced();
    clock += 1000;
    expect(await change(m, { place: 'A' })).toMatchObject({ ok: true });
    expect(await change(m, { place: 'B' })).toMatchObject({ ok: false, why: 'stale' });
    // the same form again is a double click, not a quarrel
    expect(await change(m, { place: 'A' })).toMatchObject({ ok: true, told: false });
  });
});

describe('a meeting called off', () => {
  const invitations = (who: string, from = 0) => texts(who, from).filter((t) => t.startsWith('Mời họp'));

  test('while its notice is going out: nobody gets it after the cancel, and all hear of the cancel once', async () => {
    const names = Array.from({ length: 150 }, (_, i) => `người thứ ${i}`);
    await people(group, ...names);
    const m = await announced();
    await meetingsRound(at.rt);
    const before = at.platform.sent.length;
    const open = at.platform.hold();
    const tries = at.platform.tries();
    const sending = createBulk(at.rt).drain();
    await vi.waitFor(() => expect(at.platform.tries()).toBeGreaterThan(tries), { timeout: 30_000 });
    await cancelMeeting(at.store, at.wardId, m.id, 'Mưa to', officer, now());
    await cancelMeeting(at.store, at.wardId, m.id, 'Mưa to', officer, now());
    open();
    await sending;
    const heard = at.platform.sent.length - before;
    expect(heard).toBeGreaterThan(0);
    expect(heard).toBeLessThan(150);
    await tell();
    await tell();
    for (const who of names) {
      const said = texts(who);
      expect(said.at(-1)).toMatch(/^Hoãn họp.*Mưa to/s);
      expect(said.filter((t) => t.startsWith('Hoãn họp'))).toHaveLength(1);
    }
    expect(names.flatMap((who) => invitations(who))).toHaveLength(heard);
  });

  test('before anybody was told is told to nobody', async () => {
    await people(group, 'bà Hoa');
    const m = await announced();
    await meetingsRound(at.rt);
    await cancelMeeting(at.store, at.wardId, m.id, 'Nhầm ngày', officer, now());
    const from = texts('bà Hoa').length;
    await tell();
    expect(texts('bà Hoa', from)).toEqual([]);
  });

  test('has no reminders left, and what failed before is not tried again', async () => {
    await people(group, 'bà Hoa', 'ông Tư');
    const m = await announced();
    at.platform.fail(refusal('rejected'));
    await tell();
    await at.rows(`UPDATE broadcast_recipient SET reason = 'quota' WHERE state = 'failed'`);
    await cancelMeeting(at.store, at.wardId, m.id, 'Mưa', officer, now());
    const [notice] = await at.rows<{ id: string }>(`SELECT id FROM broadcast WHERE key LIKE '%:notice'`);
    expect(await retryBroadcast(at.store.pool, at.wardId, notice?.id ?? '', officer)).toBe(0);
    await tell();
    const from = at.platform.sent.length;
    clock = Date.parse('2026-11-28T17:31:00+07:00');
    await tell();
    expect(at.platform.sent.length).toBe(from);
  });
});

describe('at night', () => {
  test('nothing goes out; in the morning what still holds does', async () => {
    await people(group, 'bà Hoa');
    clock = Date.parse('2026-11-23T22:30:00+07:00');
    const from = texts('bà Hoa').length;
    await announced();
    await tell();
    expect(texts('bà Hoa', from)).toEqual([]);
    clock = Date.parse('2026-11-24T06:00:01+07:00');
    await tell();
    expect(texts('bà Hoa', from)).toEqual([expect.stringMatching(/^Mời họp/)]);
  });

  test('a meeting moved before morning is announced once, as it then stands', async () => {
    await people(group, 'bà Hoa');
    clock = Date.parse('2026-11-23T22:30:00+07:00');
    const from = texts('bà Hoa').length;
    const m = await announced();
    await tell();
    await change(m, { place: 'Nhà ông Bình' });
    clock = Date.parse('2026-11-24T06:00:01+07:00');
    await tell();
    await tell();
    expect(texts('bà Hoa', from)).toEqual([expect.stringMatching(/^Mời họp.*Nhà ông Bình/s)]);
  });

  test('an invitation that could not go before the meeting began is not sent after it', async () => {
    await people(group, 'bà Hoa');
    clock = Date.parse('2026-11-23T23:00:00+07:00');
    await announced({ startsAt: new Date('2026-11-24T05:30:00+07:00'), lateReason: 'Vỡ đê' });
    const from = texts('bà Hoa').length;
    await tell();
    clock = Date.parse('2026-11-24T06:00:01+07:00');
    await tell();
    expect(texts('bà Hoa', from)).toEqual([]);
    expect(await at.rows(`SELECT state FROM broadcast WHERE key LIKE '%:notice'`)).toEqual([
      { state: 'done' },
    ]);
  });
});

describe('one word stops', () => {
  test.each([
    ['hop', []],
    ['nhac', ['Mời họp']],
  ])('a resident who stopped %s hears of a meeting: %j', async (kind, heard) => {
    await people(group, 'bà Hoa');
    await at.rows('UPDATE contact SET stopped = ARRAY[$1]', [kind]);
    const from = texts('bà Hoa').length;
    await announced();
    await tell();
    clock = Date.parse('2026-11-27T19:00:30+07:00');
    await tell();
    expect(texts('bà Hoa', from).map((t) => t.slice(0, 7))).toEqual(heard);
  });
});

test('two schedulers at once, and a clock that steps back, remind everybody exactly once', async () => {
  const names = Array.from({ length: 1203 }, (_, i) => `người ${i}`);
  await at.rows(
    'INSERT INTO contact (ward_id, channel_id, external_id, group_id) SELECT $1, $2, unnest($3::text[]), $4',
    [at.wardId, at.channel.id, names, group],
  );
  await announced({ reminders: ['2h'] });
  await tell();
  const from = at.platform.sent.length;
  clock = Date.parse('2026-11-28T17:30:01+07:00');
  await Promise.all([meetingsRound(at.rt), meetingsRound(at.rt)]);
  clock -= 60_000;
  await meetingsRound(at.rt);
  clock += 120_000;
  await Promise.all([tell(), tell()]);
  const told = at.platform.sent.slice(from).map((s) => s.to.chat);
  expect(told.length).toBe(1203);
  expect(new Set(told).size).toBe(1203);
});

test('under a notice a resident answers with one tap, and a tap after the meeting moved still counts', async () => {
  await people(group, 'bà Hoa');
  const m = await announced();
  await tell();
  const notice = at.platform.sent.findLast((s) => s.to.chat === 'bà Hoa');
  expect(notice?.message.choices.map((c) => c.label)).toEqual(['Dự họp', 'Cử người khác', 'Vắng họp']);
  await change(m, { place: 'Nhà ông Bình' });
  await at.says('bà Hoa', { kind: 'tap', token: notice?.message.choices[2]?.token ?? '' });
  await at.run();
  expect(await at.rows('SELECT answer FROM rsvp WHERE meeting_id = $1', [m.id])).toEqual([
    { answer: 'absent' },
  ]);
});

test('a tap on the notice of a meeting called off is told so, and answers nothing', async () => {
  await people(group, 'bà Hoa');
  const m = await announced();
  await tell();
  const notice = at.platform.sent.findLast((s) => s.to.chat === 'bà Hoa');
  await cancelMeeting(at.store, at.wardId, m.id, 'Mưa', officer, now());
  await at.says('bà Hoa', { kind: 'tap', token: notice?.message.choices[0]?.token ?? '' });
  await at.run();
  expect(await at.rows('SELECT 1 FROM rsvp WHERE meeting_id = $1', [m.id])).toEqual([]);
  expect(texts('bà Hoa').at(-1)).toMatch(/hoãn/i);
});

describe("a board's meeting", () => {
  const member = (name: string, board: string) =>
    at.rows(
      `INSERT INTO board_member (contact_id, board, ward_id, linked_by) SELECT id, $2, ward_id, 'Lan' FROM contact WHERE external_id = $1`,
      [name, board],
    );
  const board = { kind: 'ban' as const, groupIds: [], ways: {} };

  test('is told to its members and to nobody else, not even to chats of groups', async () => {
    await people(group, 'ông Thanh', 'bà Giám', 'cô Sáu');
    await member('ông Thanh', 'ttnd');
    await member('bà Giám', 'gsdt');
    const from = at.platform.sent.length;
    await announced({ ...board, boards: ['ttnd'] });
    await tell();
    expect(at.platform.sent.slice(from).map((s) => s.to.chat)).toEqual(['ông Thanh']);
  });

  test('reaches who typed the code an officer made; the code is good once', async () => {
    await people(group, 'ông Thanh', 'kẻ tò mò');
    const code = await makeBoardCode(at.store, at.wardId, 'ttnd', officer, now());
    for (const who of ['ông Thanh', 'kẻ tò mò']) await at.says(who, `/lienket ${code}`);
    await at.run();
    expect(texts('ông Thanh').at(-1)).toContain('thành viên Ban Thanh tra nhân dân');
    expect(texts('kẻ tò mò').at(-1)).toContain('Mã này không đúng');
    const from = at.platform.sent.length;
    await announced({ ...board, boards: ['ttnd'] });
    await tell();
    expect(at.platform.sent.slice(from).map((s) => s.to.chat)).toEqual(['ông Thanh']);
  });

  test('of both boards is told to all members, and each hears once', async () => {
    await people(group, 'ông Thanh', 'bà Giám', 'cô Sáu');
    await member('ông Thanh', 'ttnd');
    await member('ông Thanh', 'gsdt');
    await member('bà Giám', 'gsdt');
    const from = at.platform.sent.length;
    await announced(board);
    await tell();
    const told = at.platform.sent.slice(from).map((s) => s.to.chat);
    expect(told.sort()).toEqual(['bà Giám', 'ông Thanh'].sort());
  });
});

test('a linked chat group hears of it too', async () => {
  await at.rows(
    `INSERT INTO group_chat (ward_id, channel_id, chat, group_id, linked_by) VALUES ($1, $2, 'nhóm tổ 1', $3, 'Lan')`,
    [at.wardId, at.channel.id, group],
  );
  await announced();
  await tell();
  const [text] = texts('nhóm tổ 1');
  expect(text).toContain('Mời họp');
  expect(text).not.toContain('vắng họp');
  await at.rows('DELETE FROM group_chat');
});
