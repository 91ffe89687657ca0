/**
 * What the law on grassroots democracy asks of a ward within one year, line by line. Luật 10/2022/QH15 Đ.13.2, 14.3, 23.1,
 * 28.5, 32, 33; Luật 72/2025/QH15 Đ.43.1. Which line is done is not known here.
 */
import { type Citation, sayCitation } from './acts.ts';
import type { Calendar } from './calendar.ts';
import type { Day } from './days.ts';
import { due } from './deadline.ts';
import { ruleAt } from './rules.ts';

export interface YearDuty {
  /** `DC4:2026:2`: rule, year, period; what is noted as done is kept under it */
  readonly id: string;
  readonly rule: string;
  readonly words: string;
  /** last day; null = by the calendar of somebody else (sessions of the people's council) */
  readonly due: Day | null;
  /** the article, said */
  readonly by: string;
  /** what shows that it was done: a meeting of that kind, one in each group, or an officer's word */
  readonly proof: 'meeting' | 'groups' | 'officer';
  readonly meeting?: 'doi-thoai' | 'cuoi-nam';
}

const LAW = '10/2022/QH15';
const QUARTERS = ['quý I', 'quý II', 'quý III', 'quý IV'] as const;
/** Reports that go with an ordinary session of the people's council, copy to the Fatherland Front. */
const REPORTS: readonly { readonly id: string; readonly words: string; readonly citation: Citation }[] = [
  {
    id: 'HD1',
    words: 'Báo cáo Hội đồng nhân dân việc công khai thông tin',
    citation: { act: LAW, article: '14', clause: '3' },
  },
  {
    id: 'HD2',
    words: 'Báo cáo Hội đồng nhân dân các quyết định của cộng đồng dân cư',
    citation: { act: LAW, article: '23', clause: '1' },
  },
  {
    id: 'HD3',
    words: 'Báo cáo Hội đồng nhân dân kết quả lấy ý kiến Nhân dân',
    citation: { act: LAW, article: '28', clause: '5' },
  },
];

/** @param year from 2024, the first whole one under the law of 2022 */
export function yearDuties(year: number, calendar: Calendar): readonly YearDuty[] {
  const said = (rule: string, day: Day) => sayCitation(ruleAt(rule, day).citations[0] as Citation);
  const yearly = (rule: string): Day => due(rule, `${year}-06-15T12:00:00+07:00`, calendar).due;
  const quarter = (n: number): YearDuty => {
    const day = `${year}-${String(n * 3 + 2).padStart(2, '0')}-15`;
    return {
      ...{ id: `DC4:${year}:${n + 1}`, rule: 'DC4', proof: 'officer' },
      words: `Cập nhật và niêm yết danh sách những việc đã công khai, ${QUARTERS[n] ?? ''}`,
      due: due('DC4', `${day}T12:00:00+07:00`, calendar).due,
      by: said('DC4', day),
    };
  };
  const middle = `${year}-06-15`;
  const reports = REPORTS.flatMap((r) =>
    (['giữa năm', 'cuối năm'] as const).map(
      (session, n): YearDuty => ({
        ...{ id: `${r.id}:${year}:${n + 1}`, rule: r.id, proof: 'officer', due: null },
        words: `${r.words}, kỳ họp thường lệ ${session}; gửi Mặt trận Tổ quốc`,
        by: sayCitation(r.citation),
      }),
    ),
  );
  return [
    ...[0, 1, 2, 3].map(quarter),
    {
      ...{ id: `DC12:${year}`, rule: 'DC12', proof: 'meeting', meeting: 'doi-thoai' },
      words: 'Hội nghị trao đổi, đối thoại của phường với Nhân dân, ít nhất một lần',
      due: yearly('DC12'),
      by: said('DC12', middle),
    },
    {
      ...{ id: `DC15:${year}`, rule: 'DC15', proof: 'groups', meeting: 'cuoi-nam' },
      words: 'Hội nghị cuối năm của từng tổ dân phố, thôn',
      due: yearly('DC15'),
      by: said('DC15', middle),
    },
    ...reports,
  ];
}
