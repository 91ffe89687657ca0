/** Will it arrive? Said before an officer writes, with the other ways there are. */
import type { Limits } from '../../core/types.ts';
import type { Reach } from '../../store/reach.ts';
import { sayTime } from './dates.ts';
import { platformName } from './labels.ts';

export interface ReachWords {
  readonly urgency: 'far' | 'soon' | 'late';
  readonly say: string;
}

const days = (ms: number): string =>
  ms % 86_400_000 === 0 && ms > 2 * 86_400_000 ? `${ms / 86_400_000} ngày` : `${ms / 3_600_000} giờ`;

/** @param phone may this officer call, and is there a number? */
export function sayReach(reach: Reach, limits: Limits | undefined, now: Date, phone: boolean): ReachWords {
  if (reach.platform === null)
    return {
      urgency: 'soon',
      say: 'Không có kênh nào để gửi: người dân đã xoá dữ liệu hoặc không nhắn qua máy. Câu trả lời chỉ ghi vào hồ sơ.',
    };
  const name = platformName(reach.platform);
  const other = otherWays(reach, phone);
  if (reach.left)
    return {
      urgency: 'late',
      say: `Người dân đã chặn hoặc rời ${name}: tin có thể không tới. ${other} Vẫn gửi được; nếu không tới, máy báo ở đây và có thể giữ tin tới khi người dân nhắn lại.`,
    };
  if (limits?.window === undefined || reach.lastSeenAt === null)
    return { urgency: 'far', say: `Gửi tới người dân qua: ${name}. Người dân nhận đúng từng chữ.` };
  const last = reach.lastSeenAt.getTime();
  const until = new Date(last + limits.window);
  if (now >= until)
    return {
      urgency: 'late',
      say: `Đã quá ${days(limits.window)} kể từ tin cuối của người dân nên ${name} không cho gửi. Câu trả lời được giữ lại và tự đi khi người dân nhắn lại. ${other}`,
    };
  const free = limits.free === undefined ? until : new Date(last + limits.free);
  if (now >= free && limits.free !== undefined)
    return {
      urgency: 'soon',
      say: `Gửi qua ${name}: còn gửi được đến ${sayTime(until)}. Đã quá ${days(limits.free)} kể từ tin cuối của người dân nên nền tảng có thể tính phí tin này.`,
    };
  const price = limits.free === undefined ? '' : `; không mất phí đến ${sayTime(free)}`;
  return { urgency: 'far', say: `Gửi qua ${name}: còn gửi được đến ${sayTime(until)}${price}.` };
}

function otherWays(reach: Reach, phone: boolean): string {
  const ways = [
    ...(phone ? ['gọi số điện thoại ghi trong hồ sơ'] : []),
    ...(reach.others.length > 0
      ? [`người này còn nhắn qua ${reach.others.map(platformName).join(', ')}`]
      : []),
  ];
  return ways.length === 0 ? 'Việc gấp xin tìm cách gặp hoặc gửi thư.' : `Cách khác: ${ways.join('; ')}.`;
}
