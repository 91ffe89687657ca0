/** The night: nothing is sent in bulk between 22:00 and 06:00, Việt Nam (UTC+7, no summer time). */
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FROM = 22 * HOUR;
const TO = 6 * HOUR;

/** ms until 06:00 when `now` is in the quiet hours, else 0. */
export function quietFor(now: Date): number {
  const time = (now.getTime() + 7 * HOUR) % DAY;
  if (time >= FROM) return DAY - time + TO;
  return time < TO ? TO - time : 0;
}

/** The next 06:05: a quota or a platform's night is over by then. */
export function nextMorning(now: Date): Date {
  const time = (now.getTime() + 7 * HOUR) % DAY;
  const morning = TO + 5 * 60_000;
  return new Date(now.getTime() + ((morning - time + DAY) % DAY || DAY));
}
