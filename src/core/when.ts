/** An instant as said to residents, in Việt Nam's zone (UTC+7 all year since 1975). */
import { say } from './say.ts';
import type { Text } from './types.ts';

const ZONE_MS = 7 * 3_600_000;
const DAYS = ['day.0', 'day.1', 'day.2', 'day.3', 'day.4', 'day.5', 'day.6'] as const;

/** `19:30 thứ Bảy, ngày 28/11/2026` */
export function sayWhen(at: Date): Text {
  const local = new Date(at.getTime() + ZONE_MS);
  const [date = '', clock = ''] = local.toISOString().split('T');
  const day = DAYS[local.getUTCDay()] ?? 'day.0';
  return say('meeting.when', {
    time: clock.slice(0, 5),
    day: say(day),
    date: date.split('-').reverse().join('/'),
  });
}
