/**
 * The ward's plan of receiving citizens (tiếp công dân): rules as an officer sets them, days and times as they follow from
 * the rules and the calendar. Luật Tiếp công dân 42/2013/QH13 Đ.15 (as amended: the chair himself, TCD3), Đ.24 (posting, TCD2).
 */
import { type Citation, sayCitation } from './acts.ts';
import { type Calendar, isProvisional, restReason } from './calendar.ts';
import { type Day, dayNumber, dayText, instantOf, sayDate, weekday } from './days.ts';
import { due } from './deadline.ts';
import { LawError } from './errors.ts';
import { ruleAt } from './rules.ts';

export const RECEIVERS = ['chair', 'deputy', 'officer'] as const;
export type Receiver = (typeof RECEIVERS)[number];

/** When a rule has its days. `nth` empty: every week; 1..5 the n-th of the month, -1 the last. */
export type ReceptionOn =
  | { readonly kind: 'weekday'; readonly weekday: number; readonly nth: readonly number[] }
  /** days of every month, 1..31; a month without that day has none */
  | { readonly kind: 'monthDays'; readonly days: readonly number[] }
  /** single dates: a day moved, or one more */
  | { readonly kind: 'dates'; readonly dates: readonly Day[] };

export interface ReceptionRule {
  readonly id: string;
  readonly who: Receiver;
  readonly on: ReceptionOn;
  /** `08:00`, Việt Nam */
  readonly from: string;
  readonly to: string;
  /** length of one slot */
  readonly minutes: number;
  /** people per slot */
  readonly places: number;
  /** the day it was set: what was posted when (Đ.24.4) */
  readonly since: Day;
}

export interface ReceptionPlan {
  readonly place?: string;
  readonly rules: readonly ReceptionRule[];
}

/** Somebody does not receive that day after all. */
export interface ReceptionOff {
  readonly day: Day;
  readonly who: Receiver;
  readonly reason: string;
}

export interface ReceptionDay {
  readonly day: Day;
  readonly who: Receiver;
  readonly rule: ReceptionRule;
  /** why nobody receives: the holiday, the weekend, or what an officer wrote */
  readonly off?: string;
  /** the calendar of that day is not fixed yet */
  readonly provisional?: true;
  /** set too late: it had to be posted by this day (TCD2) */
  readonly postBy?: Day;
}

export interface ReceptionSlot {
  readonly who: Receiver;
  /** instant, ms since 1970 */
  readonly at: number;
  readonly minutes: number;
  readonly places: number;
}

const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** Minutes since midnight; null for what is no time of day. */
export function minutesOf(clock: string): number | null {
  const m = CLOCK.exec(clock);
  return m ? Number(m[1]) * 60 + Number(m[2]) : null;
}

/** The days of a rule from one day to another (both counted), whatever the calendar says of them. */
function datesOf(on: ReceptionOn, from: number, to: number): number[] {
  const all = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
  switch (on.kind) {
    case 'weekday':
      return all.filter((d) => weekday(d) === on.weekday && (on.nth.length === 0 || isNth(d, on.nth)));
    case 'monthDays':
      return all.filter((d) => on.days.includes(Number(dayText(d).slice(8))));
    case 'dates':
      return all.filter((d) => on.dates.includes(dayText(d)));
  }
}

function isNth(day: number, nth: readonly number[]): boolean {
  const date = Number(dayText(day).slice(8));
  const last = dayText(day).slice(5, 7) !== dayText(day + 7).slice(5, 7);
  return nth.includes(Math.ceil(date / 7)) || (last && nth.includes(-1));
}

/** Every day of the plan from one day to another (both counted), in order; those on which nobody receives say why. */
export function receptionDays(
  plan: ReceptionPlan,
  calendar: Calendar,
  from: Day,
  to: Day,
  offs: readonly ReceptionOff[] = [],
): ReceptionDay[] {
  return plan.rules
    .flatMap((rule) =>
      datesOf(rule.on, dayNumber(from), dayNumber(to)).map((d): ReceptionDay => {
        const day = dayText(d);
        const off = restReason(calendar, d) ?? offs.find((o) => o.day === day && o.who === rule.who)?.reason;
        const postBy = off === undefined ? postedBy(day, calendar) : null;
        return {
          day,
          who: rule.who,
          rule,
          ...(off === undefined ? {} : { off }),
          ...(isProvisional(calendar, d) ? { provisional: true as const } : {}),
          ...(postBy !== null && rule.since > postBy ? { postBy } : {}),
        };
      }),
    )
    .sort((a, b) => a.day.localeCompare(b.day) || a.rule.from.localeCompare(b.rule.from));
}

/** The last lawful day to post a day of reception (TCD2); null where the register has no such rule for it. */
function postedBy(day: Day, calendar: Calendar): Day | null {
  try {
    return due('TCD2', day, calendar).due;
  } catch (error) {
    if (error instanceof LawError) return null;
    throw error;
  }
}

/** The times of a day, first to last; none on a day on which nobody receives. A last piece shorter than a slot is left out. */
export function slotsOf(day: ReceptionDay): ReceptionSlot[] {
  const { from, to, minutes, places } = day.rule;
  const [start, end] = [minutesOf(from), minutesOf(to)];
  if (day.off !== undefined || start === null || end === null || minutes < 1) return [];
  const midnight = instantOf(day.day);
  const count = Math.max(0, Math.floor((end - start) / minutes));
  return Array.from({ length: count }, (_, i) => ({
    who: day.who,
    at: midnight + (start + i * minutes) * 60_000,
    minutes,
    places,
  }));
}

/** All times of these days after an instant, in order; where two rules of one receiver meet, the first has the time. */
export function slotsAfter(days: readonly ReceptionDay[], after: number): ReceptionSlot[] {
  const seen = new Set<string>();
  return days
    .flatMap(slotsOf)
    .filter((s) => s.at > after)
    .sort((a, b) => a.at - b.at || RECEIVERS.indexOf(a.who) - RECEIVERS.indexOf(b.who))
    .filter((s) => {
      const key = `${s.who} ${s.at}`;
      return seen.has(key) ? false : seen.add(key);
    });
}

export interface ShortMonth {
  /** `2026-12` */
  readonly month: string;
  /** days on which the chair receives */
  readonly days: number;
  readonly least: number;
  readonly citation: Citation;
}

/**
 * The months in which the chair receives on fewer days than the law wants (TCD3). A day counts when there is at least one
 * time in it. Months before the rule is counted by the month are left out.
 * @param months `2026-12`, …
 */
export function shortMonths(
  plan: ReceptionPlan,
  calendar: Calendar,
  months: readonly string[],
  offs: readonly ReceptionOff[] = [],
): ShortMonth[] {
  return months.flatMap((month) => {
    const [from, to] = monthEnds(month);
    const rule = ruleAt('TCD3', from);
    if (rule.bound !== 'at-least-each' || rule.every !== 'tháng') return [];
    const days = receptionDays(plan, calendar, from, to, offs).filter(
      (d) => d.who === 'chair' && slotsOf(d).length > 0,
    );
    const count = new Set(days.map((d) => d.day)).size;
    return count < rule.times ? [{ month, days: count, least: rule.times, citation: rule.citations[0] }] : [];
  });
}

/** First and last day of a month `2026-12`. @throws LawError `bad-time` */
export function monthEnds(month: string): readonly [Day, Day] {
  const first = dayNumber(`${month}-01`);
  let last = first + 27;
  while (dayText(last + 1).startsWith(month)) last++;
  return [dayText(first), dayText(last)];
}

/** The month `count` months later: `2026-12` + 1 -> `2027-01`. */
export function monthAfter(month: string, count = 1): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}

const HOUR = 3_600_000;

/**
 * When to remind: the evening before at 19:00; booked later than that, two hours before; later still, not at all.
 * @returns ms since 1970, or null
 */
export function remindAt(startsAt: number, bookedAt: number, day: Day): number | null {
  const evening = instantOf(day) - 5 * HOUR;
  if (bookedAt < evening) return evening;
  return bookedAt < startsAt - 2 * HOUR ? startsAt - 2 * HOUR : null;
}

export const RECEIVER_NAMES: Readonly<Record<Receiver, string>> = {
  chair: 'Chủ tịch',
  deputy: 'Phó Chủ tịch',
  officer: 'Cán bộ tiếp dân',
};

const WEEKDAYS = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'];

/** `08:00` -> `8 giờ`, `13:30` -> `13 giờ 30`. */
export function sayClock(clock: string): string {
  const at = minutesOf(clock) ?? 0;
  const rest = at % 60;
  return `${Math.floor(at / 60)} giờ${rest === 0 ? '' : ` ${String(rest).padStart(2, '0')}`}`;
}

/** When a rule has its days, in words: `thứ Năm tuần thứ 1, thứ 3 của tháng`. */
export function sayOn(on: ReceptionOn): string {
  switch (on.kind) {
    case 'weekday': {
      const name = WEEKDAYS[on.weekday] ?? '';
      if (on.nth.length === 0) return `${name} hằng tuần`;
      const nth = on.nth.map((n) => (n === -1 ? 'cuối' : `thứ ${n}`)).join(', ');
      return `${name} lần ${nth} của tháng`;
    }
    case 'monthDays':
      return `ngày ${on.days.join(', ')} hằng tháng`;
    case 'dates':
      return `ngày ${on.dates.map((d) => sayDate(dayNumber(d))).join(', ')}`;
  }
}

/** The plan as residents read it, as one clause that stands inside a sentence; null when there is none. */
export function sayPlan(plan: ReceptionPlan): string | null {
  if (plan.rules.length === 0) return null;
  const times = plan.rules.map(
    (r) => `${RECEIVER_NAMES[r.who]} tiếp ${sayOn(r.on)}, ${sayClock(r.from)} đến ${sayClock(r.to)}`,
  );
  const place = plan.place === undefined ? [] : [`nơi tiếp: ${plan.place}`];
  return [...times, 'ngày nghỉ, lễ không tiếp', ...place].join('; ');
}

/** `Điều 1 Luật 136/2025/QH15`: what a month falls short of. */
export const sayGround = (short: ShortMonth): string => sayCitation(short.citation);
