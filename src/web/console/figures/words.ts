/** What figures are called, and what each means, in one sentence. */

import type { Told } from '../../../core/figures.ts';
import { addDays, type Days, daysIn, type PeriodId } from '../../../core/period.ts';
import type { Dimension } from '../../../store/figures/index.ts';
import { sayDay } from '../dates.ts';

export const FIGURES = '/console/so-lieu';

export const PERIOD_NAMES: Readonly<Record<PeriodId, string>> = {
  'thang-nay': 'Tháng này',
  'thang-truoc': 'Tháng trước',
  'quy-nay': 'Quý này',
  'quy-truoc': 'Quý trước',
  'nam-nay': 'Năm nay',
  'nam-truoc': 'Năm trước',
  khoang: 'Từ ngày đến ngày',
};

export const DIMENSION_NAMES: Readonly<Record<Dimension, string>> = {
  kind: 'Theo loại',
  category: 'Theo lĩnh vực',
  group: 'Theo tổ dân phố, thôn',
  channel: 'Theo kênh',
};

/** In the order they stand on the page and in the exports. */
export const MEANS = [
  ['Đã nhận', 'Hồ sơ được lập trong kỳ, theo giờ Việt Nam, bằng mọi kênh và tại quầy. Không có tố cáo.'],
  ['Đã trả lời', 'Trong số đã nhận, hồ sơ cán bộ đã trả lời ít nhất một lần, kể cả trả lời sau kỳ.'],
  ['Đã đóng', 'Trong số đã nhận, hồ sơ hiện đang ở trạng thái đã đóng.'],
  [
    'Đúng hạn',
    'Trong số đã nhận, hồ sơ có ít nhất một hạn theo luật đã làm xong và không hạn nào bị trễ. Hạn tính bằng ngày làm việc, trừ ngày nghỉ của phường; lời hứa riêng của phường không tính.',
  ],
  [
    'Trễ hạn',
    'Trong số đã nhận, hồ sơ có ít nhất một hạn theo luật làm xong muộn hoặc đã quá ngày mà chưa làm.',
  ],
  [
    'Tỉ lệ đúng hạn',
    'Đúng hạn chia cho tổng đúng hạn và trễ hạn. Hồ sơ còn trong hạn, hoặc không có hạn, chưa tính.',
  ],
  [
    'Trả lời lần đầu',
    'Số giờ làm việc của phường từ lúc nhận đến câu trả lời đầu tiên; lấy số đứng giữa (trung vị) của các hồ sơ đã trả lời. Ngoài giờ và ngày nghỉ không tính.',
  ],
  [
    'Máy trả lời được',
    'Trong số câu hỏi gửi tới máy trong kỳ (không kể lời chào, phản ánh), số câu máy trả lời thẳng, không phải đoán hay chuyển cán bộ.',
  ],
  ['Bị chê chưa đúng', 'Trong số câu máy trả lời được, số câu người hỏi bấm “Chưa đúng”.'],
] as const;
export type FigureName = (typeof MEANS)[number][0];
export const meansOf = (name: FigureName): string => MEANS.find(([n]) => n === name)?.[1] ?? '';

export const sayDays = ({ from, to }: Days): string =>
  from === to ? sayDay(from) : `${sayDay(from)} – ${sayDay(to)}`;
export const sayPeriod = (p: Days): string => `${sayDays(p)} (${daysIn(p)} ngày)`;

/** `0.873` -> `87%`; not a hundred before it is whole, not none while there is one. */
export function sayShare(share: number | null): string {
  if (share === null) return '–';
  const whole = Math.round(share * 100);
  return `${share < 1 && whole === 100 ? 99 : share > 0 && whole === 0 ? 1 : whole}%`;
}

/** Minutes of office time: `45 phút`, `3 giờ 20 phút`. */
export function sayWait(minutes: number | null): string {
  if (minutes === null) return '–';
  const all = Math.round(minutes);
  const hours = Math.floor(all / 60);
  const rest = all % 60;
  if (hours === 0) return `${rest} phút`;
  return rest === 0 || hours >= 20 ? `${hours} giờ` : `${hours} giờ ${rest} phút`;
}

/** What became of a number since: `nhiều hơn 3`, `ít hơn 3`, `bằng nhau`. */
export function sayChange(now: number, before: number): string {
  if (now === before) return 'bằng kỳ trước';
  return now > before ? `tăng ${now - before}` : `giảm ${before - now}`;
}

export function sayTold(told: Told): string {
  switch (told.say) {
    case 'n':
      return String(told.n);
    case 'few':
      return 'dưới 5';
    case 'some':
      return `từ ${told.n} trở lên`;
    default:
      return told satisfies never;
  }
}

/** Of a step in a chart along time: `5/11`, `5–11/11`, `11/2026`. */
export function sayStep(step: Days): string {
  const [year = '', month = '', day = ''] = step.from.split('-');
  const long = daysIn(step);
  if (long === 1) return `${Number(day)}/${Number(month)}`;
  const whole = day === '01' && addDays(step.to, 1).endsWith('-01');
  return whole && long > 7 ? `${Number(month)}/${year}` : `${Number(day)}/${Number(month)}`;
}
