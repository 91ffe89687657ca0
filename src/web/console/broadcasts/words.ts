/** What broadcasts, their states and reasons are called. */
import type { BroadcastKind, BroadcastState, RecipientState } from '../../../store/broadcasts/index.ts';

export const HERE = '/console/thong-bao';
export const HEADS = `${HERE}/to-truong`;

export const KIND_NAMES: Readonly<Record<BroadcastKind, string>> = {
  'thong-bao': 'Thông báo chung',
  hop: 'Báo họp',
  nhac: 'Nhắc việc',
  'lay-y-kien': 'Lấy ý kiến',
  khan: 'Khẩn (an toàn, thiên tai)',
  'nhac-hop': 'Nhắc lịch họp',
};
export const kindName = (kind: string): string =>
  (KIND_NAMES as Readonly<Record<string, string>>)[kind] ?? kind;

export const STATE_NAMES: Readonly<Record<BroadcastState, string>> = {
  draft: 'Bản nháp',
  pending: 'Chờ người thứ hai duyệt',
  scheduled: 'Chờ đến giờ gửi',
  preparing: 'Đang lập danh sách người nhận',
  running: 'Đang gửi',
  paused: 'Đang tạm dừng',
  stopped: 'Đã dừng hẳn',
  done: 'Đã xong',
};

export const RECIPIENT_NAMES: Readonly<Record<RecipientState, string>> = {
  waiting: 'Chờ gửi',
  queued: 'Đang gửi',
  sent: 'Đã gửi',
  failed: 'Không gửi được',
  skipped: 'Không gửi',
  cancelled: 'Đã huỷ',
};

const REASONS: Readonly<Record<string, string>> = {
  left: 'đã rời hoặc chặn kênh',
  blocked: 'đã chặn, hoặc nhóm đã mời máy ra',
  stopped: 'đã tắt loại tin này, hoặc tin bị dừng',
  'window-closed': 'quá lâu không nhắn nên nền tảng không cho gửi',
  twice: 'cùng một người, đã gửi ở kênh khác',
  moved: 'đã gửi qua kênh khác của người đó',
  quota: 'hết lượt gửi của nền tảng',
  rejected: 'nền tảng không nhận tin',
  replaced: 'đã có tin mới thay tin này',
  retry: 'đường truyền lỗi nhiều lần',
  throttled: 'nền tảng bảo gửi chậm lại',
  expired: 'quá hạn mà chưa gửi được',
  erased: 'người nhận đã xoá dữ liệu',
  'no-group': 'tin cần tên tổ mà người này chưa chọn tổ',
  'no-notice': 'không còn mẫu tin này',
};
export const reasonName = (reason: string | null): string =>
  reason === null ? '' : (REASONS[reason] ?? reason);

/** How a person would be reached, before sending. */
export const HOW_NAMES: Readonly<Record<string, string>> = {
  free: 'Gửi được, không mất phí',
  paid: 'Gửi được, nền tảng có thể tính phí (quá 48 giờ không nhắn)',
  twice: 'Cùng một người, nhận ở kênh khác',
  stopped: 'Không gửi: đã tắt loại tin này',
  left: 'Không tới được: đã rời hoặc chặn kênh',
  'window-closed': 'Không tới được: quá 7 ngày không nhắn',
};
/** Not reached at all: paper or phone. */
export const UNREACHED: ReadonlySet<string> = new Set(['left', 'window-closed']);

export const VARIABLE_HINT =
  'Chỗ điền tự động: {phuong}, {tinh}, {to} (tên tổ của người nhận), {dien_thoai}, {dia_chi}, {gio_lam_viec}.';

/** Why a paper is not taken. */
export const REFUSED: Readonly<Record<'type' | 'photo', string>> = {
  type: 'chỉ gửi được PDF, Word (.docx), ảnh JPG hoặc PNG.',
  photo: 'ảnh lớn quá 1 MB, Zalo không nhận. Xin chọn ảnh nhỏ hơn hoặc chuyển sang PDF.',
};
