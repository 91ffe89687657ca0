/** Days and hours as officers read them, in Việt Nam's zone (UTC+7 all year since 1975). */

const ZONE_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

/** The day of an instant in Việt Nam, `2026-11-22`. */
export function isoDay(at: Date): string {
  return new Date(at.getTime() + ZONE_MS).toISOString().slice(0, 10);
}

/** `2026-11-22` -> `22/11/2026` */
export function sayDay(iso: string): string {
  const [year = '', month = '', day = ''] = iso.split('-');
  return `${day}/${month}/${year}`;
}

/** `14:05, 22/11/2026` */
export function sayTime(at: Date): string {
  const clock = new Date(at.getTime() + ZONE_MS).toISOString().slice(11, 16);
  return `${clock}, ${sayDay(isoDay(at))}`;
}

/** Days from one day to another; negative when it has passed. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

export interface DueWords {
  readonly words: string;
  readonly urgency: 'late' | 'soon' | 'far';
}

/** A running deadline seen from today: words, and how much it presses. */
export function sayDue(dueOn: string, today: string): DueWords {
  const days = daysBetween(today, dueOn);
  if (days < 0) return { words: `Quá hạn ${-days} ngày`, urgency: 'late' };
  if (days === 0) return { words: 'Hạn hôm nay', urgency: 'soon' };
  if (days === 1) return { words: 'Hạn ngày mai', urgency: 'soon' };
  return { words: `Còn ${days} ngày`, urgency: days <= 3 ? 'soon' : 'far' };
}

/** `90` -> `2 phút` */
export function sayAge(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} giây`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} phút`;
  if (seconds < 129_600) return `${Math.round(seconds / 3_600)} giờ`;
  return `${Math.round(seconds / 86_400)} ngày`;
}
