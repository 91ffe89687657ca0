/** Where one can go in the console: eight groups in the menu, the pages of each. A new page is one line here. */
import type { Role } from '../../store/officers.ts';
import { type Action, may } from './roles.ts';

export interface Place {
  readonly href: string;
  readonly name: string;
  readonly action: Action;
  /** one sentence for a page of doors */
  readonly about?: string;
}

export interface PlaceGroup {
  readonly name: string;
  readonly places: readonly Place[];
  /** a page of doors of its own; its pages show only the way back to it */
  readonly landing?: string;
}

export const SETTINGS = '/console/thiet-lap';

const GROUPS: readonly PlaceGroup[] = [
  { name: 'Hôm nay', places: [{ href: '/console', name: 'Hôm nay', action: 'tickets.read' }] },
  {
    name: 'Hồ sơ',
    places: [
      { href: '/console/ho-so', name: 'Danh sách', action: 'tickets.read' },
      { href: '/console/giam-sat', name: 'Giám sát', action: 'watch.read' },
      { href: '/console/tiep-nhan', name: 'Ghi hồ sơ tại quầy', action: 'counter.write' },
      { href: '/console/tiep-dan', name: 'Tiếp dân', action: 'reception.read' },
    ],
  },
  {
    name: 'Niêm phong',
    places: [{ href: '/console/niem-phong', name: 'Niêm phong', action: 'sealed.see' }],
  },
  {
    name: 'Kiến thức',
    places: [
      { href: '/console/kien-thuc', name: 'Câu trả lời', action: 'questions.read' },
      { href: '/console/cau-hoi', name: 'Câu hỏi của dân', action: 'questions.read' },
      { href: '/console/van-ban', name: 'Văn bản', action: 'questions.read' },
    ],
  },
  {
    name: 'Họp, thông báo',
    places: [
      { href: '/console/hop', name: 'Họp', action: 'meetings.read' },
      { href: '/console/ke-hoach', name: 'Kế hoạch năm', action: 'meetings.read' },
      { href: '/console/nhom', name: 'Nhóm chat, tổ trưởng', action: 'meetings.read' },
      { href: '/console/thong-bao', name: 'Gửi tin', action: 'broadcasts.read' },
    ],
  },
  { name: 'Số liệu', places: [{ href: '/console/so-lieu', name: 'Số liệu', action: 'figures.read' }] },
  { name: 'Nhật ký', places: [{ href: '/console/nhat-ky', name: 'Nhật ký', action: 'audit.read' }] },
  {
    name: 'Thiết lập',
    landing: SETTINGS,
    places: [
      {
        href: '/console/phuong',
        name: 'Phường',
        action: 'ward.read',
        about: 'Địa chỉ, điện thoại, giờ làm việc, tổ dân phố. Máy dùng để trả lời người dân.',
      },
      {
        href: '/console/can-bo',
        name: 'Cán bộ',
        action: 'officers.manage',
        about: 'Thêm, đổi vai trò, cho thôi; ai được làm việc gì.',
      },
      {
        href: '/console/linh-vuc',
        name: 'Lĩnh vực',
        action: 'categories.write',
        about: 'Phản ánh, kiến nghị được xếp vào những loại việc nào.',
      },
      {
        href: '/console/cau-mau',
        name: 'Câu mẫu',
        action: 'tickets.answer',
        about: 'Câu hay dùng khi trả lời người dân: thêm, sửa, xếp theo lĩnh vực.',
      },
      {
        href: '/console/ngay-nghi',
        name: 'Ngày nghỉ',
        action: 'ward.read',
        about: 'Ngày nghỉ, ngày làm bù. Mọi thời hạn được tính theo đó.',
      },
      {
        href: '/console/luu-giu',
        name: 'Lưu giữ',
        action: 'ward.write',
        about: 'Tin nhắn, tệp, câu hỏi được giữ bao lâu rồi xoá lời; các lần xoá gần đây.',
      },
      {
        href: '/console/kenh',
        name: 'Kênh',
        action: 'channels.read',
        about: 'Zalo, Telegram, trang web: có chạy không, cách nối.',
      },
      {
        href: '/console/hang-doi',
        name: 'Hàng đợi',
        action: 'queues.see',
        about: 'Tin đang chờ, tin gửi hỏng, thử lại.',
      },
      {
        href: '/console/toi',
        name: 'Tài khoản của tôi',
        action: 'account.own',
        about: 'Nối Zalo, Telegram của anh, chị để trả lời ngay trong chat.',
      },
      {
        href: '/console/phien',
        name: 'Đăng nhập và bảo mật',
        action: 'sessions.own',
        about: 'Nơi đang đăng nhập, lớp xác nhận thứ hai.',
      },
    ],
  },
];

/** What the menu shows an officer: groups with at least one page that these roles may open, and only those pages. */
export function placesFor(roles: readonly Role[]): readonly PlaceGroup[] {
  return GROUPS.map((group) => ({
    ...group,
    places: group.places.filter((place) => may(roles, place.action)),
  })).filter((group) => group.places.length > 0);
}

/** Where the group's name in the menu leads. */
export const doorOf = (group: PlaceGroup): string => group.landing ?? group.places[0]?.href ?? '/console';
