/** What the acts of the audit log are called. One that is not named here is shown by its key. */

const ACTS: Readonly<Record<string, string>> = {
  'session.start': 'đăng nhập',
  'session.revoke': 'đóng phiên đăng nhập',
  'login.sent': 'xin đường dẫn đăng nhập qua tin nhắn',
  'second.enrol': 'cài lớp xác nhận thứ hai',
  'second.pass': 'xác nhận lớp thứ hai',
  'second.fail': 'xác nhận lớp thứ hai sai',
  'second.codes': 'làm mã dự phòng mới',
  'second.remove': 'bỏ một khoá xác nhận',
  'second.reset': 'bỏ lớp xác nhận thứ hai (mất điện thoại)',
  'officer.add': 'thêm cán bộ',
  'officer.remove': 'thôi quyền cán bộ',
  'officer.rename': 'đổi tên cán bộ',
  'officer.roles': 'đổi vai trò cán bộ',
  'officer.restore': 'cho cán bộ vào lại',
  'officer.link': 'lấy liên kết đăng nhập cho cán bộ',
  'sealed.propose': 'đề nghị cho đọc hồ sơ niêm phong',
  'sealed.name': 'đồng ý cho đọc hồ sơ niêm phong',
  'sealed.refuse': 'không đồng ý cho đọc hồ sơ niêm phong',
  'account.link': 'nối tài khoản nhắn tin',
  'account.unlink': 'bỏ nối tài khoản nhắn tin',
  'ticket.answer': 'trả lời hồ sơ',
  'ticket.closed': 'đóng hồ sơ',
  'ticket.reopened': 'mở lại hồ sơ',
  'ward.set': 'sửa thông tin phường',
  'group.add': 'thêm tổ dân phố',
  'group.rename': 'đổi tên tổ dân phố',
  'group.archive': 'cất tổ dân phố',
  'group.restore': 'lấy lại tổ dân phố',
  'canned.add': 'thêm câu mẫu',
  'canned.save': 'sửa câu mẫu',
  'canned.archive': 'bỏ câu mẫu',
  'canned.restore': 'lấy lại câu mẫu',
  'entry.sign': 'ký duyệt mục kiến thức',
  'document.added': 'nhập văn bản',
  'document.replaced': 'thay văn bản',
  'document.removed': 'bỏ văn bản',
  'audit.export': 'xuất nhật ký',
};

/** Families of acts, to filter by all of one. */
export const FAMILIES: Readonly<Record<string, string>> = {
  'ticket.': 'mọi việc với hồ sơ',
  'session.': 'mọi việc đăng nhập',
  'second.': 'mọi việc xác nhận lớp thứ hai',
  'officer.': 'mọi việc với cán bộ',
  'sealed.': 'mọi việc giao đọc hồ sơ niêm phong',
};

export const sayAct = (action: string): string => ACTS[action] ?? action;

/** Details as `key: value` words; nothing for none. */
export function sayDetail(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null) return '';
  return Object.entries(detail)
    .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('; ');
}
