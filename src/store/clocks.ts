/** Deadlines: the calendar they are counted by, the clocks themselves, and what happens to them. */
export { seedHolidayRows, wardCalendar } from './clocks/calendar.ts';
export {
  type ClockStart,
  meetClocks,
  meetRules,
  type NewClock,
  runningDuties,
  startClock,
  startClocks,
  startPromise,
  stopClocks,
} from './clocks/run.ts';
