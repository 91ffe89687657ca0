import { afterAll, beforeAll, expect, test } from 'vitest';
import { notices } from '../../handlers/notices/index.ts';
import { createBulk } from '../../src/jobs/bulk/index.ts';
import { meetingsRound } from '../../src/jobs/meetings.ts';
import { readCalendar } from '../../src/paper-links.ts';
import { LIMITS } from '../../src/platforms/telegram/send.ts';
import { cancelMeeting, draftMeeting, publishMeeting } from '../../src/store/meetings/changes.ts';
import { type Bench, bench, recorder } from '../helpers/app.ts';

const now = () => new Date('2026-11-23T09:00:00+07:00');
const officer = { officerId: null, name: 'Chị Lan' };
let at: Bench;
beforeAll(async () => {
  const { rate: _, ...limits } = LIMITS;
  at = await bench({ notices, now, platform: recorder({ limits }) });
  await at.rows('INSERT INTO contact (ward_id, channel_id, external_id) VALUES ($1, $2, $3)', [
    at.wardId,
    at.channel.id,
    'bà Hoa',
  ]);
});
afterAll(() => at.close());

test('where calendar files open, the notice is one message with the file and the buttons; the file says what holds when it is sent', async () => {
  const draft = await draftMeeting(
    ...([at.store, at.wardId, 'form'] as const),
    {
      ...{ kind: 'doi-thoai', matter: null, title: 'Đối thoại', agenda: 'Hỏi đáp', endsAt: null },
      ...{
        startsAt: new Date('2026-12-10T08:00:00+07:00'),
        place: 'Hội trường',
        mapUrl: null,
        host: 'Chị Lan',
      },
      ...{
        groupIds: [],
        boards: [],
        ways: { media: '2026-11-23' },
        lateReason: null,
        holidayOk: false,
        reminders: [],
      },
    },
    officer,
  );
  await publishMeeting(at.store, at.wardId, draft.id, officer, now());
  await meetingsRound(at.rt);
  await createBulk(at.rt).drain();
  const [only, more] = at.platform.sent;
  expect(more).toBeUndefined();
  const [file] = only?.message.files ?? [];
  expect(file).toMatchObject({ kind: 'document', name: 'lich-hop.ics', mime: 'text/calendar' });
  expect(only?.message.text).toContain('Mời họp: Đối thoại');
  expect(only?.message.choices).toHaveLength(3);
  const read = async () => {
    const calendar = await readCalendar(at.store, at.wardId, file?.ref ?? '', 'https://phuong.example');
    return new TextDecoder().decode(calendar?.bytes);
  };
  expect(await read()).toContain(`UID:${draft.id}@phuong.example`);
  expect(await read()).toContain('STATUS:CONFIRMED');
  await cancelMeeting(at.store, at.wardId, draft.id, 'Bão', officer, now());
  expect(await read()).toContain('STATUS:CANCELLED');
  expect(await readCalendar(at.store, at.wardId, 'another-file', null)).toBeNull();
});
