/** What things are called in the sealed room. */
import type { SealedState } from '../../core/types.ts';
import type { SealedMilestone } from '../../store/sealed-change.ts';
import type { SealedAct } from '../../store/sealed-room.ts';

export const ROOM = '/console/niem-phong';

export const SEALED_STATES: Readonly<Record<SealedState, string>> = {
  received: 'Mới nhận',
  inProgress: 'Đang xem xét',
  forwarded: 'Đã chuyển nơi có thẩm quyền',
  closed: 'Đã khép lại',
  erased: 'Người viết đã xoá',
};

/** What a reader can set it to (Luật Tố cáo Đ.25.2). */
export const SETTABLE = ['inProgress', 'forwarded', 'closed'] as const;

export const ACTS: Readonly<Record<SealedAct, string>> = {
  content: 'mở đọc nội dung',
  identity: 'xem ai viết',
  file: 'mở ảnh',
  copy: 'lập bản để chuyển',
  asked: 'viết cho người gửi',
  formal: 'ghi mốc ngày',
  state: 'đổi trạng thái',
  excluded: 'loại một người đọc',
  named: 'thêm một người đọc',
};

export const MILESTONES: Readonly<Record<SealedMilestone, string>> = {
  formal: 'Nhận đơn có chữ ký (hoặc trình bày trực tiếp)',
  accepted: 'Ra quyết định thụ lý',
  concluded: 'Ra kết luận nội dung tố cáo',
};

export const isMilestone = (text: string | undefined): text is SealedMilestone =>
  text !== undefined && Object.hasOwn(MILESTONES, text);
