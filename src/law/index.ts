/** Public surface of the law layer: rules and calendar as data, counting as pure functions. */
export {
  ACTS,
  type Act,
  type Amendment,
  amendedSince,
  type Citation,
  findAct,
  inForce,
  sayAct,
  sayCitation,
} from './acts.ts';
export { type Calendar, createCalendar, type HolidayRow, isWorkingDay, nextWorkingDay } from './calendar.ts';
export type { Pause } from './count.ts';
export { type Day, vietnamDay } from './days.ts';
export { type Due, type DueOptions, due } from './deadline.ts';
export { LawError, type LawFault } from './errors.ts';
export {
  complaintOf,
  complexClocks,
  INFO_HOWS,
  type InfoClock,
  type InfoHow,
  type InfoLaw,
  infoClocks,
  infoLaw,
  type Refusal,
  refusalsOf,
} from './information.ts';
export { type Majority, type Matter, majority } from './majorities.ts';
export {
  checkMeeting,
  type Finding,
  MEETING_KINDS,
  MEETING_MATTERS,
  type MeetingCheck,
  type MeetingKind,
  type MeetingMatter,
  type MeetingPlan,
  type ResultDuty,
  resultDuty,
  WAYS,
  type Ways,
} from './meetings.ts';
export {
  DEFAULT_HOURS,
  isOpen,
  minuteOfDay,
  nextOpening,
  type OfficeHours,
  officeMinutes,
  readHours,
  sayOpening,
} from './office.ts';
export { PROMISE, promiseRule } from './promise.ts';
export {
  minutesOf,
  monthAfter,
  monthEnds,
  RECEIVER_NAMES,
  RECEIVERS,
  type Receiver,
  type ReceptionDay,
  type ReceptionOff,
  type ReceptionOn,
  type ReceptionPlan,
  type ReceptionRule,
  type ReceptionSlot,
  receptionDays,
  remindAt,
  type ShortMonth,
  sayGround,
  sayOn,
  sayPlan,
  shortMonths,
  slotsAfter,
  slotsOf,
} from './reception.ts';
export { type MovedClock, type Recomputed, type RunningClock, recompute } from './recompute.ts';
export { type Mark, type Period, type Rule, ruleValue, type Term, type Unit } from './rule.ts';
export { indexRules, REGISTER, type RuleIndex, ruleAt } from './rules.ts';
export {
  type WarnedClock,
  type WarningRole,
  type WarningStep,
  warnedRoles,
  warningHorizon,
  warningNow,
  warningRank,
  warningStep,
  workingDaysBetween,
} from './warnings.ts';
export { type YearDuty, yearDuties } from './year.ts';
