/** Days and times of reception as they are said, and as they are typed. */
import type { Key } from '../../locales/index.ts';
import { say } from '../../src/core/say.ts';
import { fold } from '../../src/core/text.ts';
import type { Receiver, ReceptionTime, Text } from '../../src/core/types.ts';
import { vietnamDay } from '../../src/law/index.ts';

const ZONE_MS = 7 * 3_600_000;
const local = (at: Date): Date => new Date(at.getTime() + ZONE_MS);

/** `03/12` */
export const shortDay = (at: Date): string => vietnamDay(at).slice(5).split('-').reverse().join('/');

export function weekdayOf(at: Date): Text {
  return { key: `weekday.${local(at).getUTCDay()}` as Key, args: {} };
}

export const receiver = (who: Receiver): Text => ({ key: `receiver.${who}` satisfies Key, args: {} });

export function clockOf(at: Date): Text {
  const [hour, minute] = [local(at).getUTCHours(), local(at).getUTCMinutes()];
  return minute === 0
    ? say('reception.clock', { hour })
    : say('reception.clock-half', { hour, minute: String(minute).padStart(2, '0') });
}

/** Day, time and who receives, as holes of a sentence. */
export function whenOf({ at, who }: Pick<ReceptionTime, 'at' | 'who'>) {
  return { weekday: weekdayOf(at), day: shortDay(at), clock: clockOf(at), who: receiver(who) };
}

/** Times that fall on one day with one receiver. */
export interface Sitting {
  /** `2026-12-03:chair` */
  readonly id: string;
  readonly times: readonly ReceptionTime[];
}

export function sittingsOf(free: readonly ReceptionTime[]): Sitting[] {
  const days = new Map<string, ReceptionTime[]>();
  for (const time of free) {
    const id = `${vietnamDay(time.at)}:${time.who}`;
    days.set(id, [...(days.get(id) ?? []), time]);
  }
  return [...days].map(([id, times]) => ({ id, times }));
}

/** The day typed ("3/12", "ngày 3 tháng 12", "thứ 5") among those there are; null when none or not clear. */
export function dayTyped(text: string, sittings: readonly Sitting[]): Sitting | null {
  const folded = fold(text);
  const date = /(?<!\d)(\d{1,2})(?: thang | )(\d{1,2})(?!\d)/.exec(folded);
  const week = /\b(?:thu (\d)|thu (hai|ba|tu|nam|sau|bay))\b/.exec(folded);
  const names = ['hai', 'ba', 'tu', 'nam', 'sau', 'bay'];
  const wanted = week ? (week[1] ? Number(week[1]) - 1 : names.indexOf(week[2] ?? '') + 1) : null;
  return (
    sittings.find(({ times: [first] }) => {
      if (!first) return false;
      if (date) return shortDay(first.at) === `${date[1]?.padStart(2, '0')}/${date[2]?.padStart(2, '0')}`;
      return wanted !== null && local(first.at).getUTCDay() === wanted;
    }) ?? null
  );
}

/** The time typed ("9h", "9 giờ 30", "9:30") among those there are. */
export function timeTyped(text: string, times: readonly ReceptionTime[]): ReceptionTime | null {
  const m = /(?<!\d)(\d{1,2})\s*(?:h|g|giờ|gio|:)\s*(\d{2}|rưỡi|ruoi)?/iu.exec(text.normalize('NFC'));
  if (!m) return null;
  const minute = m[2] === undefined ? 0 : /^\d/.test(m[2]) ? Number(m[2]) : 30;
  const hour = Number(m[1]) + (/chi[ềe]u/iu.test(text) && Number(m[1]) < 12 ? 12 : 0);
  return (
    times.find((t) => local(t.at).getUTCHours() === hour && local(t.at).getUTCMinutes() === minute) ?? null
  );
}
