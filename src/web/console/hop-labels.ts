/** What meetings are called in the console. */
import type { MeetingKind, MeetingMatter, Ways } from '../../law/index.ts';
import type { Board, MeetingState, Reminder } from '../../store/meetings/rows.ts';

export const HOP = '/console/hop';

export const KIND_NAMES: Readonly<Record<MeetingKind, string>> = {
  to: 'Họp tổ dân phố, thôn',
  phieu: 'Lấy phiếu ý kiến từng hộ',
  'doi-thoai': 'Hội nghị phường đối thoại với người dân',
  'cuoi-nam': 'Hội nghị cuối năm của tổ',
  'cu-tri': 'Tiếp xúc cử tri',
  ban: 'Họp Ban Thanh tra nhân dân, Ban Giám sát đầu tư (chỉ báo cho thành viên)',
};

export const BOARD_NAMES: Readonly<Record<Board, string>> = {
  ttnd: 'Ban Thanh tra nhân dân',
  gsdt: 'Ban Giám sát đầu tư của cộng đồng',
};

export const MATTER_NAMES: Readonly<Record<MeetingMatter, string>> = {
  contributions: 'Mức đóng góp làm công trình chung (từ 2/3 số hộ)',
  funds: 'Thu chi, quản lý quỹ chung (từ 2/3 số hộ)',
  convention: 'Hương ước, quy ước (hơn 1/2 số hộ)',
  head: 'Bầu, cho thôi tổ trưởng (hơn 1/2 số hộ)',
  boards: 'Bầu, cho thôi thành viên các ban (hơn 1/2 số hộ)',
  other: 'Việc khác trong tổ (hơn 1/2 số hộ)',
};

export const WAY_NAMES: Readonly<Record<keyof Ways, string>> = {
  posted: 'Niêm yết ngày',
  loudspeaker: 'Đọc loa ngày',
  handed: 'Giấy mời, báo từng nhà, gọi điện ngày',
  media: 'Đăng báo, đài, trang web ngày',
  papers: 'Đưa tài liệu tới từng hộ ngày',
};

export const STATE_WORDS: Readonly<Record<MeetingState, string>> = {
  draft: 'Bản nháp, chưa báo ai',
  published: 'Đã báo',
  cancelled: 'Đã hoãn',
};

export const REMINDER_NAMES: Readonly<Record<Reminder, string>> = {
  '7d': 'trước 7 ngày',
  '3d': 'trước 3 ngày',
  '2d': 'trước 2 ngày',
  '1d19': '19 giờ hôm trước',
  '2h': 'trước 2 giờ',
  '1h': 'trước 1 giờ',
};

export function tellingName(kind: string): string {
  if (kind.startsWith('remind:')) {
    const names: Readonly<Record<string, string>> = REMINDER_NAMES;
    return `Nhắc ${names[kind.slice(7)] ?? ''}`;
  }
  const names: Readonly<Record<string, string>> = {
    notice: 'Báo họp',
    change: 'Báo thay đổi',
    cancel: 'Báo hoãn',
    minutes: 'Gửi kết quả',
  };
  return names[kind] ?? kind;
}
