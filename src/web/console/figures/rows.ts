/** The figures as rows for office programs: the same numbers as on the page. */
import { share } from '../../../core/figures.ts';
import type { Sheet } from '../../../papers/table.ts';
import { type Counts, DIMENSIONS, type Figures } from '../../../store/figures/index.ts';
import { sayDay } from '../dates.ts';
import type { Namer } from './names.ts';
import { DIMENSION_NAMES, MEANS, sayTold } from './words.ts';

type Cell = string | number | null;

const HEAD = [
  'Phần',
  'Mục',
  'Từ ngày',
  'Đến ngày',
  'Đã nhận',
  'Đã nhận kỳ trước',
  'Đã trả lời',
  'Đã đóng',
  'Đúng hạn',
  'Trễ hạn',
  'Tỉ lệ đúng hạn (%)',
  'Trả lời lần đầu (giờ làm việc, trung vị)',
] as const;

const percent = (part: number, whole: number): Cell => {
  const s = share(part, whole);
  return s === null ? null : Math.round(s * 1000) / 10;
};
const hours = (minutes: number | null): Cell => (minutes === null ? null : Math.round(minutes / 6) / 10);

/** One table with everything about tickets: a line for the whole, one for each kind, category, group, channel. */
export function ticketRows({ period, tickets }: Figures, name: Namer): readonly (readonly Cell[])[] {
  const [from, to] = [sayDay(period.from), sayDay(period.to)];
  const line = (part: string, what: string, c: Counts, before: number | null): Cell[] => [
    ...[part, what, from, to, c.received, before, c.answered, c.closed, c.inTime, c.late],
    percent(c.inTime, c.inTime + c.late),
    hours(c.wait),
  ];
  return [
    [...HEAD],
    line('Tất cả', 'Tất cả', tickets.now, tickets.before.received),
    ...DIMENSIONS.flatMap((d) =>
      tickets.by[d].map((l) => line(DIMENSION_NAMES[d], name(d, l.key), l, l.before)),
    ),
  ];
}

export function sheetsOf(figures: Figures, name: Namer, ward: string): readonly Sheet[] {
  const { period, questions, sealed } = figures;
  const { now, before } = questions;
  const asked: readonly (readonly Cell[])[] = [
    ['Câu hỏi gửi máy', 'Kỳ này', 'Kỳ trước'],
    ['Câu hỏi', now.asked, before.asked],
    ['Máy trả lời được', now.answered, before.answered],
    ['Máy trả lời được (%)', percent(now.answered, now.asked), percent(before.answered, before.asked)],
    ['Bị chê chưa đúng', now.wrong, before.wrong],
    ['Bị chê chưa đúng (%)', percent(now.wrong, now.answered), percent(before.wrong, before.answered)],
    ...(sealed?.quarters ?? []).map((told, i) => [
      `Tố cáo, quý ${i + 1}/${sealed?.year}`,
      sayTold(told),
      null,
    ]),
    ...(sealed?.whole ? [[`Tố cáo, năm ${sealed.year}`, sayTold(sealed.whole), null]] : []),
  ];
  const meaning: readonly (readonly Cell[])[] = [
    ['Số liệu', 'Nghĩa là gì'],
    ['Nơi', ward],
    ['Kỳ này', `${sayDay(period.from)} – ${sayDay(period.to)}`],
    ['Kỳ trước', `${sayDay(period.before.from)} – ${sayDay(period.before.to)}`],
    ...MEANS,
  ];
  return [
    {
      name: 'Hồ sơ',
      rows: ticketRows(figures, name),
      widths: [22, 28, 12, 12, ...HEAD.slice(4).map(() => 13)],
    },
    { name: 'Câu hỏi', rows: asked, widths: [30, 14, 14] },
    { name: 'Cách tính', rows: meaning, widths: [24, 90] },
  ];
}
