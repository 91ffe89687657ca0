import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { type CalendarMeeting, meetingCalendar } from '../../src/papers/ics.ts';

const MEETING: CalendarMeeting = {
  id: '7c1f0e9e-0000-4000-8000-000000000001',
  version: 1,
  title: 'Họp tổ dân phố số 3; bàn đèn, đường',
  agenda: 'Việc 1\nViệc 2',
  startsAt: new Date('2026-11-28T19:30:00+07:00'),
  endsAt: null,
  place: 'Nhà văn hoá tổ 3',
  mapUrl: 'https://maps.example/x',
  cancelled: false,
  changedAt: new Date('2026-11-23T02:00:00Z'),
};
const read = async (more: Partial<CalendarMeeting> = {}) => {
  const component = new ICAL.Component(
    ICAL.parse(await meetingCalendar({ ...MEETING, ...more }, 'phuong.example')),
  );
  const vevent = component.getFirstSubcomponent('vevent');
  if (!vevent) throw new Error('no event');
  const zone = component.getFirstSubcomponent('vtimezone');
  if (zone) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  return { component, vevent, event: new ICAL.Event(vevent) };
};

test('a meeting comes back whole from another calendar program, at its time in Việt Nam', async () => {
  const { component, vevent, event } = await read();
  expect(event.uid).toBe('7c1f0e9e-0000-4000-8000-000000000001@phuong.example');
  expect(event.summary).toBe(MEETING.title);
  expect(event.description).toBe(MEETING.agenda);
  expect(event.location).toBe(MEETING.place);
  expect(vevent.getFirstProperty('dtstart')?.getParameter('tzid')).toBe('Asia/Ho_Chi_Minh');
  expect(event.startDate.toJSDate().toISOString()).toBe('2026-11-28T12:30:00.000Z');
  expect(event.endDate.toJSDate().toISOString()).toBe('2026-11-28T14:30:00.000Z');
  expect(vevent.getFirstPropertyValue('status')).toBe('CONFIRMED');
  expect(component.getFirstPropertyValue('method')).toBe('PUBLISH');
});

test('a change keeps the UID and raises the SEQUENCE', async () => {
  const before = await read();
  const after = await read({ version: 2, startsAt: new Date('2026-11-29T08:00:00+07:00') });
  expect(after.event.uid).toBe(before.event.uid);
  expect(after.event.sequence).toBeGreaterThan(before.event.sequence);
  expect(after.event.startDate.toJSDate().toISOString()).toBe('2026-11-29T01:00:00.000Z');
});

test('a meeting called off is CANCELLED under the same UID', async () => {
  const { component, vevent, event } = await read({ cancelled: true, version: 3 });
  expect(vevent.getFirstPropertyValue('status')).toBe('CANCELLED');
  expect(component.getFirstPropertyValue('method')).toBe('CANCEL');
  expect(event.uid).toContain(MEETING.id);
});
