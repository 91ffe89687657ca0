/**
 * Requests for information, by the law of the day they came in: Luật 104/2016/QH13 until 31/08/2026, the law of 2026 since.
 * Of the new law neither the time to supply nor the list of refusals was found: there no date and no ground is made up.
 */
import type { Citation } from './acts.ts';
import type { Day } from './days.ts';
import { cite } from './rule.ts';

/** How it is to be handed over: at the office, by e-mail, by post, in this chat. */
export const INFO_HOWS = ['chat', 'office', 'email', 'post'] as const;
export type InfoHow = (typeof INFO_HOWS)[number];

export type InfoLaw = '104/2016/QH13' | 'TCTT-2026';
export const infoLaw = (day: Day): InfoLaw => (day >= '2026-09-01' ? 'TCTT-2026' : '104/2016/QH13');

export interface InfoClock {
  readonly rule: string;
  readonly variant?: string;
}

/**
 * What begins with a valid request, as for what is simple and at hand (Đ.29, 30.3, 31.1 of 2016; at the office there is no
 * date for that, so the outer one of Đ.29.2). `wrong`: what is published is said to be wrong (Đ.22).
 */
export function infoClocks(day: Day, how: InfoHow, wrong: boolean): readonly InfoClock[] {
  if (wrong) return [{ rule: 'TT5' }];
  if (infoLaw(day) === 'TCTT-2026') return [];
  switch (how) {
    case 'office':
      return [{ rule: 'TT3' }];
    case 'post':
      return [{ rule: 'TT4' }];
    default:
      return [{ rule: 'TT1' }];
  }
}

/** Where it has to be gathered first (Đ.30.4, 31.2 of 2016): when that has to be said, and the time to supply. Null: nothing changes. */
export function complexClocks(
  day: Day,
  how: InfoHow,
): { readonly say: InfoClock; readonly supply: InfoClock } | null {
  if (infoLaw(day) === 'TCTT-2026' || how === 'office') return null;
  return how === 'post'
    ? { say: { rule: 'TT4', variant: 'reply' }, supply: { rule: 'TT4', variant: 'supply' } }
    : { say: { rule: 'TT2' }, supply: { rule: 'TT2', variant: 'supply' } };
}

export interface Refusal {
  readonly id: string;
  readonly words: string;
  readonly citation: Citation;
}

const refusal = (id: string, point: string, words: string): Refusal => ({
  id,
  words,
  citation: cite('104/2016/QH13', '28', `1.${point}`),
});

/** The six grounds of Đ.28.1 of the law of 2016. */
const REFUSALS: readonly Refusal[] = [
  refusal('closed', 'a', 'thông tin luật không cho xem (Điều 6), hoặc chưa đủ điều kiện để xem (Điều 7)'),
  refusal('public', 'b', 'thông tin đã công khai'),
  refusal('not-ours', 'c', 'thông tin không thuộc trách nhiệm cung cấp của phường'),
  refusal('twice', 'd', 'đã cung cấp hai lần cho chính người yêu cầu, lần này không có lý do chính đáng'),
  refusal('capacity', 'đ', 'vượt quá khả năng đáp ứng, hoặc ảnh hưởng đến hoạt động bình thường của phường'),
  refusal('unpaid', 'e', 'chưa trả chi phí in, sao, chụp, gửi'),
];

/** The grounds the law of that day lists; empty where its list is not known: an officer then names the article. */
export const refusalsOf = (day: Day): readonly Refusal[] =>
  infoLaw(day) === '104/2016/QH13' ? REFUSALS : [];

/** Where a refusal can be complained of: the body itself within 90 days, or the court. */
export function complaintOf(day: Day): readonly Citation[] {
  const complaints = [cite('02/2011/QH13', '7', '1'), cite('02/2011/QH13', '9')];
  return infoLaw(day) === '104/2016/QH13' ? [cite('104/2016/QH13', '14'), ...complaints] : complaints;
}
