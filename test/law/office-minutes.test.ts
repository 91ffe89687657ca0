import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCalendar, DEFAULT_HOURS, isOpen, officeMinutes } from '../../src/law/index.ts';

const calendar = createCalendar([
  { date: '2026-11-24', kind: 'off', name: 'nghỉ', source: 'thử' },
  { date: '2026-11-28', kind: 'working', name: 'làm bù', source: 'thử' },
]);
const minute = (text: string) => Date.parse(`${text}:00+07:00`) / 60_000;
const count = officeMinutes('2026-11-16', '2026-12-06', calendar);

test.each([
  ['2026-11-23T08:00', '2026-11-23T09:30', 90],
  ['2026-11-23T11:00', '2026-11-23T14:00', 60],
  ['2026-11-23T16:30', '2026-11-25T08:00', 60],
  ['2026-11-21T10:00', '2026-11-22T10:00', 0],
  ['2026-11-28T07:30', '2026-11-28T17:00', 450],
  ['2026-11-23T20:00', '2026-11-23T07:00', 0],
])('from %s to %s there are %i minutes of office time', (from, to, expected) => {
  expect(count(minute(from), minute(to))).toBe(expected);
});

test('counts the very minutes in which somebody is in the office', () => {
  const first = minute('2026-11-16T00:00');
  const at = fc.integer({ min: 0, max: 18 * 1440 });
  fc.assert(
    fc.property(at, fc.integer({ min: 0, max: 3000 }), (from, long) => {
      let slow = 0;
      for (let m = from; m < from + long; m++)
        if (isOpen(new Date((first + m) * 60_000), calendar, DEFAULT_HOURS)) slow++;
      expect(count(first + from, first + from + long)).toBe(slow);
    }),
    { numRuns: 60 },
  );
});
