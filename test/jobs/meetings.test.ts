import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { notices } from '../../handlers/notices/index.ts';
import { meetingsRound } from '../../src/jobs/meetings.ts';
import {
  cancelMeeting,
  changeMeeting,
  draftMeeting,
  publishMeeting,
} from '../../src/store/meetings/changes.ts';
import type { Meeting, MeetingContent } from '../../src/store/meetings/rows.ts';
import { type Bench, bench } from '../helpers/app.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-23T09:00:00+07:00');
let clock = START;
let at: Bench;
let group = '';
let other = '';
const officer = { officerId: null, name: 'Chị Lan' };
const now = () => new Date(clock);

beforeAll(async () => {
  at = await bench({ notices, now });
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
const tell = async () => {
  await meetingsRound(at.rt);
  await at.run();
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
  test('while its notice is going out: what is unsent stops, those who heard hear of it, once', async () => {
    await people(group, 'bà Hoa', 'ông Tư', 'cô Sáu');
    const m = await announced();
    await meetingsRound(at.rt);
    const queued = await at.rows(`SELECT id FROM outbox WHERE state = 'queued'`);
    expect(queued).toHaveLength(3);
    await cancelMeeting(at.store, at.wardId, m.id, 'Mưa to', officer, now());
    await cancelMeeting(at.store, at.wardId, m.id, 'Mưa to', officer, now());
    const from = ['bà Hoa', 'ông Tư', 'cô Sáu'].map((who) => texts(who).length);
    await tell();
    await tell();
    for (const [i, who] of ['bà Hoa', 'ông Tư', 'cô Sáu'].entries())
      expect(texts(who, from[i])).toEqual([expect.stringMatching(/^Hoãn họp.*Mưa to/s)]);
  });

  test('before anybody was told is told to nobody', async () => {
    await people(group, 'bà Hoa');
    const m = await announced();
    await cancelMeeting(at.store, at.wardId, m.id, 'Nhầm ngày', officer, now());
    const from = texts('bà Hoa').length;
    await tell();
    expect(texts('bà Hoa', from)).toEqual([]);
  });

  test('has no reminders left, and what was held is not sent later', async () => {
    await people(group, 'bà Hoa');
    const m = await announced();
    await meetingsRound(at.rt);
    await at.rows(`UPDATE outbox SET state = 'held'`);
    await cancelMeeting(at.store, at.wardId, m.id, 'Mưa', officer, now());
    clock = Date.parse('2026-11-28T19:00:00+07:00');
    await meetingsRound(at.rt);
    expect(
      await at.rows(`SELECT 1 FROM outbox WHERE state IN ('queued', 'held') AND key LIKE '%remind%'`),
    ).toEqual([]);
    expect(await at.rows(`SELECT 1 FROM outbox WHERE state = 'held'`)).toEqual([]);
  });
});

test('two schedulers at once, and a clock that steps back, remind everybody exactly once', async () => {
  const names = Array.from({ length: 1203 }, (_, i) => `người ${i}`);
  await at.rows(
    'INSERT INTO contact (ward_id, channel_id, external_id, group_id) SELECT $1, $2, unnest($3::text[]), $4',
    [at.wardId, at.channel.id, names, group],
  );
  await announced({ reminders: ['2h'] });
  await meetingsRound(at.rt);
  await at.rows('DELETE FROM outbox');
  clock = Date.parse('2026-11-28T17:30:01+07:00');
  await Promise.all([meetingsRound(at.rt), meetingsRound(at.rt)]);
  clock -= 60_000;
  await meetingsRound(at.rt);
  clock += 120_000;
  await Promise.all([meetingsRound(at.rt), meetingsRound(at.rt)]);
  const [row] = await at.rows<{ n: number; people: number }>(
    `SELECT count(*)::int AS n, count(DISTINCT contact_id)::int AS people FROM outbox WHERE key LIKE '%remind:2h%'`,
  );
  expect(row).toEqual({ n: 1203, people: 1203 });
});

test('nothing of a meeting is sent once it is over', async () => {
  await people(group, 'bà Hoa');
  await announced();
  await meetingsRound(at.rt);
  await at.rows(`UPDATE outbox SET state = 'held'`);
  clock = Date.parse('2026-11-28T20:31:00+07:00');
  await meetingsRound(at.rt);
  expect(await at.rows(`SELECT DISTINCT state FROM outbox`)).toEqual([{ state: 'dead' }]);
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
