/**
 * Seed rows of the holiday table, 2024-2027 (and New Year of 2028, where counts begun in December 2027 end).
 * Fixed days and the right to a day in lieu: Bộ luật Lao động 45/2019 Đ.112, 111.3. Lunar dates: `date-holidays`, which
 * computes the Vietnamese calendar. Where Tết begins, the day beside 2/9 and swapped days are the Prime Minister's yearly
 * choice: the tables below, one line a year, each with its notice. What no notice has fixed is provisional.
 */
import Holidays from 'date-holidays';
import type { HolidayRow } from './calendar.ts';
import { dayNumber, dayText, sayDate, weekday } from './days.ts';

const CODE = 'Bộ luật Lao động 45/2019/QH14 Điều 112';
const IN_LIEU = 'Bộ luật Lao động 45/2019/QH14 Điều 111 khoản 3';
const CULTURE = 'Nghị quyết 28/2026/QH16 (Ngày Văn hóa Việt Nam, từ 01/07/2026)';
const SAME_WEEKDAYS = 'tạm tính, chờ thông báo hằng năm; theo cách nghỉ của những năm cùng thứ';

interface YearChoice {
  readonly year: number;
  /** the five days of Tết begin this many days before mùng 1 */
  readonly tetBefore: number;
  /** the second day of Quốc khánh */
  readonly beside: '09-01' | '09-03';
  readonly source: string;
  readonly mark: 'V2' | 'R-high' | 'R-mid';
  readonly provisional?: true;
}

const CHOICES: readonly YearChoice[] = [
  {
    year: 2024,
    tetBefore: 2,
    beside: '09-03',
    source: 'Thông báo 5015/TB-LĐTBXH (22/11/2023)',
    mark: 'R-high',
  },
  {
    year: 2025,
    tetBefore: 2,
    beside: '09-01',
    source: 'Thông báo 6150/TB-BLĐTBXH (03/12/2024)',
    mark: 'R-high',
  },
  { year: 2026, tetBefore: 1, beside: '09-01', source: 'Thông báo 9441/TB-BNV', mark: 'V2' },
  // mùng 1 falls on a Saturday as in 2017 and 2024 (both: two days before, three from mùng 1); 2/9 on a Thursday as in 2021
  { year: 2027, tetBefore: 2, beside: '09-03', source: SAME_WEEKDAYS, mark: 'R-mid', provisional: true },
];

const SWAPS: readonly {
  readonly off: string;
  readonly working: string;
  readonly source: string;
  readonly mark: 'V2' | 'R-high';
}[] = [
  {
    off: '2024-04-29',
    working: '2024-05-04',
    source: 'Thông báo 1570/TB-BLĐTBXH (12/04/2024)',
    mark: 'R-high',
  },
  {
    off: '2025-05-02',
    working: '2025-04-26',
    source: 'Thông báo 6150/TB-BLĐTBXH (03/12/2024)',
    mark: 'R-high',
  },
  {
    off: '2026-01-02',
    working: '2026-01-10',
    source: 'thông báo hoán đổi Tết Dương lịch 2026 (báo chí)',
    mark: 'V2',
  },
  { off: '2026-08-31', working: '2026-08-22', source: 'Thông báo 9441/TB-BNV', mark: 'V2' },
];

/** The seed rows, in date order. Computed anew at each call (about half a second the first time); keep the result. */
export function seedHolidays(): HolidayRow[] {
  const holidays = CHOICES.flatMap(yearRows);
  holidays.push({ date: '2028-01-01', kind: 'off', name: 'Tết Dương lịch', source: CODE, mark: 'V' });
  const rows = [...holidays, ...daysInLieu(holidays), ...SWAPS.flatMap(swapRows)];
  return rows.sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** Mùng 1 Tết and Giỗ Tổ (10/3 âm) of a year, `YYYY-MM-DD`. */
function lunarDays(year: number): { tet: string; hungKings: string } {
  // the zone is given, so the dates do not hang on the machine's
  const found = new Holidays('VN', { timezone: 'Asia/Ho_Chi_Minh' }).getHolidays(year);
  const day = (rule: string) => found.find((h) => h.rule === rule)?.date.slice(0, 10) ?? '';
  return { tet: day('vietnamese 1-0-1'), hungKings: day('vietnamese 3-0-10') };
}

function yearRows(choice: YearChoice): HolidayRow[] {
  const { year, source, mark } = choice;
  const { tet, hungKings } = lunarDays(year);
  const fixed = (date: string, name: string, from = CODE): HolidayRow => ({
    date,
    kind: 'off',
    name,
    source: from,
    mark: from === CODE ? 'V' : 'V2',
  });
  const chosen = (date: string, name: string): HolidayRow => ({
    date,
    kind: 'off',
    name,
    source: `${CODE}; ${source}`,
    mark,
    ...(choice.provisional ? { provisional: true } : {}),
  });
  const first = dayNumber(tet) - choice.tetBefore;
  return [
    fixed(`${year}-01-01`, 'Tết Dương lịch'),
    ...[0, 1, 2, 3, 4].map((n) => chosen(dayText(first + n), 'Tết Nguyên đán')),
    fixed(hungKings, 'Giỗ Tổ Hùng Vương'),
    fixed(`${year}-04-30`, 'Ngày Chiến thắng 30/4'),
    fixed(`${year}-05-01`, 'Quốc tế Lao động 1/5'),
    fixed(`${year}-09-02`, 'Quốc khánh'),
    chosen(`${year}-${choice.beside}`, 'Quốc khánh'),
    ...(year >= 2026 ? [fixed(`${year}-11-24`, 'Ngày Văn hóa Việt Nam', CULTURE)] : []),
  ];
}

/** A holiday on a Saturday or Sunday is given back on the next day that is neither weekend nor holiday (111.3). */
function daysInLieu(holidays: readonly HolidayRow[]): HolidayRow[] {
  const taken = new Set(holidays.map((h) => dayNumber(h.date)));
  const isWeekend = (day: number) => weekday(day) === 0 || weekday(day) === 6;
  return holidays.flatMap((holiday) => {
    const day = dayNumber(holiday.date);
    if (!isWeekend(day)) return [];
    let free = day + 1;
    while (isWeekend(free) || taken.has(free)) free++;
    taken.add(free);
    return [
      {
        ...holiday,
        date: dayText(free),
        name: `nghỉ bù ${holiday.name}`,
        source: `${IN_LIEU}; ${holiday.source}`,
      },
    ];
  });
}

function swapRows({ off, working, source, mark }: (typeof SWAPS)[number]): HolidayRow[] {
  const say = (date: string) => sayDate(dayNumber(date)).slice(0, 5);
  return [
    { date: off, kind: 'off', name: `nghỉ hoán đổi với ${say(working)}`, source, mark },
    { date: working, kind: 'working', name: `làm bù cho ngày ${say(off)}`, source, mark },
  ];
}
