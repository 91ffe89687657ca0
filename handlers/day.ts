/**
 * A day that has passed, as people type it: "hôm qua", "10/9", "ngày 10 tháng 9", "thứ hai tuần trước", "cách đây 3 ngày".
 * Nothing is guessed: a lunar date, a day that does not exist and "tháng trước" are told apart, so that one can ask.
 */
import { dayNumber, dayText, weekday } from '../src/law/days.ts';
import { type Day, LawError } from '../src/law/index.ts';

export type DayRead =
  | { readonly day: Day }
  /** `said`: as typed, `31/2` */
  | { readonly wrong: 'no-such-day'; readonly said: string }
  | { readonly wrong: 'lunar' | 'vague' }
  /** no day at all in it */
  | null;

const NUMBERS: Readonly<Record<string, number>> = {
  ...{ mot: 1, hai: 2, ba: 3, bon: 4, tu: 4, nam: 5, lam: 5, sau: 6, bay: 7, tam: 8, chin: 9, muoi: 10 },
};
const WEEKDAYS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:chu nhat|cn)\b/, 0],
  ...(['hai', 'ba', 'tu', 'nam', 'sau', 'bay'] as const).map(
    (name, i) => [new RegExp(`\\b(?:thu (?:${name}|${i + 2})|t${i + 2})\\b`), i + 1] as const,
  ),
];
const LUNAR = /\b(?:am lich|am|al)\b|\bram\b|\btet\b|\bthang (?:gieng|chap)\b/;
const VAGUE =
  /\b(?:thang|tuan|nam) (?:truoc|ngoai|roi|vua roi|vua qua)\b|\b(?:may|vai) (?:hom|ngay|tuan|thang|nam)\b|\bhom (?:truoc|no|bua)\b|\blau (?:roi|lam)\b|\b(?:khong|ko|k|chang) (?:nho|ro|biet)\b|\bquen\b|\b\d+ (?:tuan|thang|nam) (?:truoc|nay|roi)\b|\bdau (?:thang|nam)\b|\bcuoi (?:thang|nam)\b/;

/** @param today `YYYY-MM-DD` in Việt Nam */
export function readDay(text: string, today: Day): DayRead {
  const said = plain(text);
  if (LUNAR.test(said) && !/\bduong(?: lich)?\b/.test(said)) return { wrong: 'lunar' };
  const now = dayNumber(today);
  return written(said, today) ?? spoken(said, now) ?? (VAGUE.test(said) ? { wrong: 'vague' } : null);
}

function plain(text: string): string {
  const folded = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/đ/g, 'd')
    .replace(/[^\p{L}\p{N}/.-]+/gu, ' ')
    .trim();
  // "ngày mười hai tháng chín", "cách đây ba ngày"
  return folded.replace(
    /\b(ngay|mung|mong|thang|cach day) ((?:(?:hai|ba) )?muoi(?: (?:mot|hai|ba|bon|tu|lam|nam|sau|bay|tam|chin))?|mot|hai|ba|bon|tu|nam|sau|bay|tam|chin)\b(?! \d{4})/g,
    (_, before: string, words: string) => `${before} ${numberIn(words)}`,
  );
}

function numberIn(words: string): number {
  const parts = words.split(' ');
  const at = parts.indexOf('muoi');
  if (at < 0) return NUMBERS[parts[0] ?? ''] ?? 0;
  const tens = at === 0 ? 1 : (NUMBERS[parts[0] ?? ''] ?? 1);
  return tens * 10 + (NUMBERS[parts[at + 1] ?? ''] ?? 0);
}

/** With digits: day and month, year or not. */
function written(said: string, today: Day): DayRead {
  const iso = /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/.exec(said);
  if (iso) return dated(iso[3], iso[2], iso[1], today);
  const marked = /(?<![\d/.-])(\d{1,2}) ?[/.-] ?(\d{1,2})(?: ?[/.-] ?(\d{4}|\d{2}))?(?![\d/.-]*\d)/.exec(
    said,
  );
  if (marked) return dated(marked[1], marked[2], marked[3], today);
  const named = /(?<!\d)(\d{1,2}) thang (\d{1,2})(?:(?: nam)? (\d{4}))?(?!\d)/.exec(said);
  if (named) return dated(named[1], named[2], named[3], today);
  const spaced = /(?<!\d)(\d{1,2}) (\d{1,2}) (\d{4})(?!\d)/.exec(said);
  if (spaced) return dated(spaced[1], spaced[2], spaced[3], today);
  const alone = /\b(?:ngay|mung|mong) (\d{1,2})\b(?! (?:ngay|hom|tuan|thang (?!truoc)))( thang truoc)?/.exec(
    said,
  );
  return alone ? dayAlone(Number(alone[1]), alone[2] !== undefined, today) : null;
}

function dated(d = '', m = '', y: string | undefined, today: Day): DayRead {
  const said = [Number(d), Number(m), ...(y === undefined ? [] : [y])].join('/');
  if (y !== undefined) {
    const day = existing(y.length === 2 ? 2000 + Number(y) : Number(y), Number(m), Number(d));
    return day === null ? { wrong: 'no-such-day', said } : { day };
  }
  // the last one that was: 29/2 lies up to eight years back
  const year = Number(today.slice(0, 4));
  for (let back = 0; back <= 8; back++) {
    const day = existing(year - back, Number(m), Number(d));
    if (day !== null && day <= today) return { day };
  }
  return { wrong: 'no-such-day', said };
}

/** "ngày 10": of this month, or of the one before. */
function dayAlone(d: number, before: boolean, today: Day): DayRead {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  const previous = month === 1 ? existing(year - 1, 12, d) : existing(year, month - 1, d);
  const current = before ? null : existing(year, month, d);
  const day = current !== null && current <= today ? current : previous;
  return day === null ? { wrong: 'no-such-day', said: String(d) } : { day };
}

function existing(year: number, month: number, day: number): Day | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  try {
    dayNumber(text);
    return text;
  } catch (error) {
    if (error instanceof LawError) return null;
    throw error;
  }
}

/** Counted from today. */
function spoken(said: string, now: number): DayRead {
  const at = (number: number): DayRead => ({ day: dayText(number) });
  if (/\b(?:hom nay|sang nay|trua nay|chieu nay|toi nay|ban nay|vua xong)\b/.test(said)) return at(now);
  if (/\b(?:hom qua|toi qua|dem qua|chieu qua)\b/.test(said)) return at(now - 1);
  if (/\bhom kia\b/.test(said)) return at(now - 2);
  if (/\bngay mai\b|^mai$/.test(said)) return at(now + 1);
  const days = /\b(?:cach day )?(\d{1,3}) (?:ngay|hom)(?: (?:truoc|nay|roi))?\b/.exec(said);
  if (days && /\b(?:truoc|nay|roi|cach day)\b/.test(said)) return at(now - Number(days[1]));
  const found = WEEKDAYS.find(([name]) => name.test(said));
  if (!found) return null;
  const monday = now - ((weekday(now) + 6) % 7);
  if (/\btuan (?:truoc|vua roi|vua qua|roi)\b/.test(said)) return at(monday - 7 + ((found[1] + 6) % 7));
  const back = (weekday(now) - found[1] + 7) % 7;
  return at(now - (back === 0 ? 7 : back));
}
