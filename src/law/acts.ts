/**
 * The acts that answers and deadlines rest on: number, short name, when in force, what amended them; and how a
 * citation is said. Days are those of Việt Nam, `to` is the last day in force. Sources: the acts' own closing articles;
 * for the ones whose text was not read, public notices of them.
 */

/** `act` is the official number, article and clause are strings; article `?`: the number is not known yet. */
export interface Citation {
  readonly act: string;
  readonly article: string;
  readonly clause?: string;
}

export interface Amendment {
  /** number of the amending act */
  readonly by: string;
  /** ISO day on which the amendment took effect */
  readonly on: string;
}

export interface Act {
  readonly act: string;
  readonly name: string;
  /** ISO day, first day in force */
  readonly from: string;
  /** ISO day, last day in force; absent = still in force */
  readonly to?: string;
  readonly amended: readonly Amendment[];
}

export const ACTS: readonly Act[] = [
  // laws of the field
  {
    act: '10/2022/QH15',
    name: 'Luật Thực hiện dân chủ ở cơ sở 2022',
    from: '2023-07-01',
    amended: [
      { by: '47/2024/QH15', on: '2025-07-01' },
      { by: '97/2025/QH15', on: '2025-07-01' },
    ],
  },
  {
    act: '02/2011/QH13',
    name: 'Luật Khiếu nại 2011',
    from: '2012-07-01',
    amended: [
      { by: '42/2013/QH13', on: '2014-07-01' },
      { by: '81/2025/QH15', on: '2025-07-01' },
      { by: '84/2025/QH15', on: '2025-07-01' },
      { by: '136/2025/QH15', on: '2026-07-01' },
    ],
  },
  {
    act: '25/2018/QH14',
    name: 'Luật Tố cáo 2018',
    from: '2019-01-01',
    amended: [
      { by: '59/2020/QH14', on: '2021-01-01' },
      { by: '81/2025/QH15', on: '2025-07-01' },
      { by: '84/2025/QH15', on: '2025-07-01' },
      { by: '136/2025/QH15', on: '2026-07-01' },
    ],
  },
  {
    act: '42/2013/QH13',
    name: 'Luật Tiếp công dân 2013',
    from: '2014-07-01',
    amended: [{ by: '136/2025/QH15', on: '2026-07-01' }],
  },
  {
    act: '136/2025/QH15',
    name: 'Luật sửa đổi Luật Tiếp công dân, Luật Khiếu nại, Luật Tố cáo 2025',
    from: '2026-07-01',
    amended: [],
  },
  {
    act: '104/2016/QH13',
    name: 'Luật Tiếp cận thông tin 2016',
    from: '2018-07-01',
    to: '2026-08-31',
    amended: [],
  },
  { act: 'TCTT-2026', name: 'Luật Tiếp cận thông tin 2026', from: '2026-09-01', amended: [] },
  { act: '91/2025/QH15', name: 'Luật Bảo vệ dữ liệu cá nhân 2025', from: '2026-01-01', amended: [] },
  { act: '134/2025/QH15', name: 'Luật Trí tuệ nhân tạo 2025', from: '2026-03-01', amended: [] },
  {
    act: '72/2025/QH15',
    name: 'Luật Tổ chức chính quyền địa phương 2025',
    from: '2025-06-16',
    amended: [],
  },
  { act: '97/2025/QH15', name: 'Luật số 97/2025/QH15', from: '2025-07-01', amended: [] },
  { act: '35/2013/QH13', name: 'Luật Hòa giải ở cơ sở 2013', from: '2014-01-01', amended: [] },
  { act: '91/2015/QH13', name: 'Bộ luật Dân sự 2015', from: '2017-01-01', amended: [] },
  { act: '45/2019/QH14', name: 'Bộ luật Lao động 2019', from: '2021-01-01', amended: [] },
  {
    act: '93/2015/QH13',
    name: 'Luật Tố tụng hành chính 2015',
    from: '2016-07-01',
    amended: [{ by: '85/2025/QH15', on: '2025-07-01' }],
  },
  {
    act: '28/2026/QH16',
    name: 'Nghị quyết 28/2026/QH16 (Ngày Văn hóa Việt Nam)',
    from: '2026-07-01',
    amended: [],
  },
  // merger
  {
    act: '202/2025/QH15',
    name: 'Nghị quyết 202/2025/QH15 về sắp xếp cấp tỉnh',
    from: '2025-06-12',
    amended: [],
  },
  {
    act: '203/2025/QH15',
    name: 'Nghị quyết 203/2025/QH15 sửa đổi Hiến pháp',
    from: '2025-06-16',
    amended: [],
  },
  {
    act: '1666/NQ-UBTVQH15',
    name: 'Nghị quyết 1666 về sắp xếp xã, phường tỉnh Hưng Yên 2025',
    from: '2025-06-16',
    amended: [],
  },
  // decrees and below
  { act: '59/2023/NĐ-CP', name: 'Nghị định 59/2023 về dân chủ ở cơ sở', from: '2023-08-15', amended: [] },
  { act: '61/2023/NĐ-CP', name: 'Nghị định 61/2023 về hương ước, quy ước', from: '2023-08-16', amended: [] },
  { act: '185/2026/NĐ-CP', name: 'Nghị định 185/2026 về thôn, tổ dân phố', from: '2026-05-26', amended: [] },
  {
    act: '124/2020/NĐ-CP',
    name: 'Nghị định 124/2020 về khiếu nại',
    from: '2020-12-10',
    amended: [{ by: '155/2026/NĐ-CP', on: '2026-07-01' }],
  },
  {
    act: '155/2026/NĐ-CP',
    name: 'Nghị định 155/2026 sửa đổi Nghị định 124/2020',
    from: '2026-07-01',
    amended: [],
  },
  {
    act: '31/2019/NĐ-CP',
    name: 'Nghị định 31/2019 về tố cáo',
    from: '2019-05-28',
    amended: [{ by: '156/2026/NĐ-CP', on: '2026-07-01' }],
  },
  {
    act: '156/2026/NĐ-CP',
    name: 'Nghị định 156/2026 sửa đổi Nghị định 31/2019',
    from: '2026-07-01',
    amended: [],
  },
  { act: '154/2026/NĐ-CP', name: 'Nghị định 154/2026 về tiếp công dân', from: '2026-07-01', amended: [] },
  {
    act: '356/2025/NĐ-CP',
    name: 'Nghị định 356/2025 về bảo vệ dữ liệu cá nhân',
    from: '2026-01-01',
    amended: [],
  },
  {
    act: '20/2008/NĐ-CP',
    name: 'Nghị định 20/2008 về phản ánh, kiến nghị quy định hành chính',
    from: '2008-03-05',
    amended: [
      { by: '48/2013/NĐ-CP', on: '2013-07-01' },
      { by: '92/2017/NĐ-CP', on: '2017-09-25' },
    ],
  },
  {
    act: '31/2021/QĐ-TTg',
    name: 'Quyết định 31/2021 về Cổng Dịch vụ công quốc gia',
    from: '2021-11-25',
    amended: [],
  },
  {
    act: '05/2021/TT-TTCP',
    name: 'Thông tư 05/2021 về xử lý đơn',
    from: '2021-11-15',
    amended: [],
  },
  // no longer in force; kept so that an old citation has a name and a last day
  {
    act: '13/2018/NĐ-CP',
    name: 'Nghị định 13/2018 về tiếp cận thông tin',
    from: '2018-07-01',
    to: '2026-08-31',
    amended: [],
  },
  {
    act: '13/2023/NĐ-CP',
    name: 'Nghị định 13/2023 về dữ liệu cá nhân',
    from: '2023-07-01',
    to: '2025-12-31',
    amended: [],
  },
  {
    act: '64/2014/NĐ-CP',
    name: 'Nghị định 64/2014 về tiếp công dân',
    from: '2014-08-15',
    to: '2026-06-30',
    amended: [],
  },
  {
    act: '75/2012/NĐ-CP',
    name: 'Nghị định 75/2012 về khiếu nại',
    from: '2012-11-20',
    to: '2020-12-09',
    amended: [],
  },
];

const BY_NUMBER: ReadonlyMap<string, Act> = new Map(ACTS.map((a) => [a.act, a]));

/** The act of that number, or undefined when the table does not hold it. */
export function findAct(act: string): Act | undefined {
  return BY_NUMBER.get(act);
}

/** Is the act in force on that day (ISO)? An act the table does not hold: false. */
export function inForce(act: string, day: string): boolean {
  const a = BY_NUMBER.get(act);
  return a !== undefined && a.from <= day && (a.to === undefined || day <= a.to);
}

/** The last amendment that took effect in the days after `since` up to and including `day` (ISO); undefined if none. */
export function amendedSince(act: string, since: string, day: string): Amendment | undefined {
  return BY_NUMBER.get(act)
    ?.amended.filter((m) => since < m.on && m.on <= day)
    .at(-1);
}

/** Laws are said without their number; two laws of one name with their year. */
const NAMES: Readonly<Record<string, string>> = {
  '02/2011/QH13': 'Luật Khiếu nại',
  '42/2013/QH13': 'Luật Tiếp công dân',
  '104/2016/QH13': 'Luật Tiếp cận thông tin',
  '25/2018/QH14': 'Luật Tố cáo',
  '10/2022/QH15': 'Luật Thực hiện dân chủ ở cơ sở',
  '72/2025/QH15': 'Luật Tổ chức chính quyền địa phương',
  '91/2025/QH15': 'Luật Bảo vệ dữ liệu cá nhân',
  '136/2025/QH15': 'Luật số 136/2025/QH15',
  'TCTT-2026': 'Luật Tiếp cận thông tin năm 2026',
  '134/2025/QH15': 'Luật Trí tuệ nhân tạo',
  '35/2013/QH13': 'Luật Hòa giải ở cơ sở',
  '91/2015/QH13': 'Bộ luật Dân sự',
  '45/2019/QH14': 'Bộ luật Lao động',
  '93/2015/QH13': 'Luật Tố tụng hành chính',
};

/** `Điều 27 Luật Khiếu nại`, `khoản 3 Điều 20 Luật …`, `điểm c khoản 1 Điều 40 …`, `Điều 3 Nghị định 59/2023/NĐ-CP`. */
export function sayCitation({ act, article, clause }: Citation): string {
  const [number, point] = clause?.split('.') ?? [];
  const name = sayAct(act);
  if (article === '?') return name;
  // a plan's section has a path of its own
  if (!/^\d/.test(article)) return `${article}, ${name}`;
  const place = `Điều ${article} ${name}`;
  if (number === undefined) return place;
  return point === undefined ? `khoản ${number} ${place}` : `điểm ${point} khoản ${number} ${place}`;
}

/** How an act is named to residents: `Luật Khiếu nại`, `Nghị định 59/2023/NĐ-CP`. */
export function sayAct(act: string): string {
  const name = NAMES[act];
  if (name !== undefined) return name;
  if (act.endsWith('/NĐ-CP')) return `Nghị định ${act}`;
  if (act.includes('/NQ-') || act.endsWith('/QH16') || BY_NUMBER.get(act)?.name.startsWith('Nghị quyết'))
    return `Nghị quyết ${act}`;
  if (act.endsWith('/QĐ-TTg')) return `Quyết định ${act}`;
  if (act.includes('/TT-')) return `Thông tư ${act}`;
  if (/\/(?:QH|L-CTN)\d*$/.test(act)) return `Luật số ${act}`;
  // a ward's papers, quoted as they were imported
  const letters = /^\d+(?:\/\d{4})?[/-](\p{L}+)/u.exec(act)?.[1];
  if (letters === undefined) return act;
  return `${PAPERS[letters] ?? 'văn bản số'} ${act}`;
}

const PAPERS: Readonly<Record<string, string>> = {
  BC: 'Báo cáo',
  CT: 'Chỉ thị',
  HD: 'Hướng dẫn',
  KH: 'Kế hoạch',
  NQ: 'Nghị quyết',
  PA: 'Phương án',
  QĐ: 'Quyết định',
  TB: 'Thông báo',
};
