import { expect, test } from 'vitest';
import { createCalendar, yearDuties } from '../../src/law/index.ts';

const calendar = createCalendar([]);

test('a year has four lists, one dialogue, one conference in each group, and reports to both sessions', () => {
  const duties = yearDuties(2026, calendar);
  expect(duties.map((d) => d.id)).toEqual([
    ...['DC4:2026:1', 'DC4:2026:2', 'DC4:2026:3', 'DC4:2026:4', 'DC12:2026', 'DC15:2026'],
    ...['HD1:2026:1', 'HD1:2026:2', 'HD2:2026:1', 'HD2:2026:2', 'HD3:2026:1', 'HD3:2026:2'],
  ]);
  expect(new Set(duties.map((d) => d.id)).size).toBe(duties.length);
});

test('each line names its article and the last day of its quarter or year; a session has no day of its own', () => {
  const of = (id: string) => yearDuties(2026, calendar).find((d) => d.id === id);
  expect(of('DC4:2026:1')).toMatchObject({ due: '2026-03-31', by: expect.stringContaining('Điều 13') });
  expect(of('DC4:2026:3')).toMatchObject({ due: '2026-09-30' });
  expect(of('DC12:2026')).toMatchObject({ due: '2026-12-31', by: expect.stringContaining('Điều 32') });
  expect(of('DC15:2026')).toMatchObject({ due: '2026-12-31', by: expect.stringContaining('Điều 33') });
  expect(of('HD1:2026:1')).toMatchObject({ due: null, by: expect.stringContaining('Điều 14') });
});
