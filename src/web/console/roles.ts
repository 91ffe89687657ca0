/** Who may do what in the console: the one table. A route names its action; an officer may what any of the roles may. */
import { ROLES, type Role } from '../../store/officers.ts';

export type Action =
  /** one's own sessions and second factor */
  | 'sessions.own'
  /** who did what to what */
  | 'audit.read'
  /** one's own linked chats */
  | 'account.own'
  /** everybody's sessions */
  | 'sessions.all'
  /** who works here, with which roles; links, second factors */
  | 'officers.manage'
  /** states, acts and deadlines of tickets, without anybody's words, name or place */
  | 'watch.read'
  /** counts of the ward's work: nobody's words or name; each leads to its tickets only for who may read them */
  | 'figures.read'
  /** what residents and officers wrote: it may tell who wrote */
  | 'tickets.read'
  /** name and phone of the one who wrote */
  | 'identity.read'
  /** photos and papers: they may show who wrote */
  | 'files.read'
  | 'tickets.answer'
  | 'tickets.close'
  /** write in what somebody says or brings to the counter */
  | 'counter.write'
  /** notes among officers: they may say who wrote */
  | 'tickets.note'
  | 'questions.read'
  | 'knowledge.write'
  /** stand behind an answer with one's name */
  | 'knowledge.sign'
  | 'ward.read'
  | 'ward.write'
  /** the list of what petitions are about */
  | 'categories.write'
  /** days and bookings of reception, without names */
  | 'reception.read'
  | 'reception.work'
  | 'meetings.read'
  /** announce, change, call off; names of households */
  | 'meetings.write'
  | 'channels.read'
  /** what waits and what failed */
  | 'queues.see'
  /** what was sent to many, and what became of it */
  | 'broadcasts.read'
  | 'broadcasts.send'
  /** the second person's yes, where the ward wants two */
  | 'broadcasts.approve'
  /** that there is a sealed room, and how it is kept; not what is in it */
  | 'sealed.see'
  /** sealed records, each only for the readers it names */
  | 'sealed.read';

const WATCH: readonly Action[] = [
  'sessions.own',
  'ward.read',
  'reception.read',
  'meetings.read',
  'channels.read',
  'broadcasts.read',
  'figures.read',
];
const WORK: readonly Action[] = [
  ...WATCH,
  'account.own',
  'knowledge.write',
  'tickets.read',
  'questions.read',
  'identity.read',
  'files.read',
  'reception.work',
  'meetings.write',
  'tickets.answer',
  'tickets.close',
  'counter.write',
  'tickets.note',
  'broadcasts.send',
];

const MAY: Readonly<Record<Role, ReadonlySet<Action>>> = {
  admin: new Set<Action>([
    ...WORK,
    'sessions.all',
    'officers.manage',
    'audit.read',
    'queues.see',
    'knowledge.sign',
    'broadcasts.approve',
    'ward.write',
    'categories.write',
    'sealed.see',
  ]),
  receiver: new Set(WORK),
  handler: new Set(WORK),
  leader: new Set<Action>([
    ...WORK,
    'audit.read',
    'knowledge.sign',
    'categories.write',
    'broadcasts.approve',
  ]),
  'sealed-reader': new Set<Action>([...WORK, 'sealed.see', 'sealed.read']),
  // Ban TTND, Ban GSĐTCĐ, MTTQ: see the work, not who wrote, nor what could tell it
  supervisor: new Set<Action>([...WATCH, 'watch.read']),
};

export function may(roles: readonly Role[], action: Action): boolean {
  return roles.some((role) => MAY[role]?.has(action) ?? false);
}

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  admin: 'quản trị',
  receiver: 'tiếp nhận',
  handler: 'chuyên môn',
  leader: 'lãnh đạo',
  'sealed-reader': 'đọc hồ sơ niêm phong',
  supervisor: 'giám sát',
};

/** What each action is, for the table officers read. Kept whole by the compiler: a new action must be said in words. */
export const ACTION_NAMES: Readonly<Record<Action, string>> = {
  'tickets.read': 'Đọc hồ sơ',
  'identity.read': 'Xem tên, số điện thoại người gửi',
  'files.read': 'Xem ảnh, giấy tờ kèm hồ sơ',
  'tickets.answer': 'Trả lời, giao, chuyển hồ sơ; soạn câu mẫu',
  'tickets.close': 'Đóng hồ sơ',
  'tickets.note': 'Ghi chú nội bộ',
  'counter.write': 'Ghi hồ sơ tại quầy',
  'reception.read': 'Xem lịch tiếp dân',
  'reception.work': 'Làm việc với lịch tiếp dân',
  'questions.read': 'Xem câu hỏi của dân, kiến thức',
  'knowledge.write': 'Sửa kiến thức, nhập văn bản',
  'knowledge.sign': 'Ký duyệt kiến thức',
  'meetings.read': 'Xem lịch họp',
  'meetings.write': 'Báo họp, điểm danh, danh sách hộ',
  'broadcasts.read': 'Xem tin đã gửi cho nhiều người',
  'broadcasts.send': 'Gửi tin cho nhiều người',
  'broadcasts.approve': 'Duyệt tin gửi cho nhiều người',
  'watch.read': 'Giám sát: thấy việc và hạn, không thấy người gửi',
  'figures.read': 'Xem và tải số liệu',
  'ward.read': 'Xem thông tin phường, ngày nghỉ',
  'ward.write': 'Sửa thông tin phường, ngày nghỉ, kế hoạch tiếp dân',
  'categories.write': 'Sửa danh sách lĩnh vực',
  'channels.read': 'Xem các kênh',
  'queues.see': 'Xem hàng đợi, gửi lại tin hỏng',
  'audit.read': 'Đọc nhật ký',
  'sessions.own': 'Quản lý việc đăng nhập của mình',
  'account.own': 'Nối tài khoản chat của mình',
  'sessions.all': 'Đóng phiên của người khác',
  'officers.manage': 'Quản lý cán bộ',
  'sealed.see': 'Thấy phòng niêm phong',
  'sealed.read': 'Đọc hồ sơ niêm phong được giao',
};

/** The roles that may do something. */
export const rolesFor = (action: Action): readonly Role[] => ROLES.filter((role) => may([role], action));
