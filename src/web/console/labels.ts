/** What things are called in the console: plain Vietnamese, one word for one thing. */
import type { Route, SendFailure, TicketKind, TicketState, Words } from '../../core/types.ts';
import type { WarningStep } from '../../law/index.ts';
import type { Shelf } from '../../store/ticket-list.ts';

export const STATE_NAMES: Readonly<Record<TicketState, string>> = {
  received: 'Mới nhận',
  waiting: 'Chờ bổ sung',
  inProgress: 'Đang xử lý',
  transferred: 'Đã chuyển nơi khác',
  answered: 'Đã trả lời',
  closed: 'Đã đóng',
  reopened: 'Mở lại',
};

/** The step a nearing deadline has reached, as it was said to officers. */
export const STEP_NAMES = {
  T3: 'còn không quá 3 ngày làm việc',
  T1: 'còn 1 ngày làm việc',
  due: 'hết hạn trong ngày',
  over: 'đã quá hạn',
} as const;
export const stepKind = (step: WarningStep): keyof typeof STEP_NAMES =>
  step === 'T3' || step === 'T1' || step === 'due' ? step : 'over';

export const SHELF_NAMES: Readonly<Record<Shelf, string>> = {
  open: 'Chưa đóng',
  mine: 'Tôi giữ',
  unassigned: 'Chưa giao ai',
  late: 'Quá hạn',
  today: 'Hạn hôm nay',
  tomorrow: 'Hạn ngày mai',
  replied: 'Người dân nhắn thêm',
  stuck: 'Trả lời chưa tới dân',
  closed: 'Đã đóng',
  all: 'Tất cả',
};

export const kindName = (words: Words, kind: TicketKind): string => words[`kind.${kind}`];

/** A category the locale does not know is shown by its key. */
export function categoryName(words: Words, category: string): string {
  const all: Readonly<Record<string, string>> = words;
  return all[`category.${category}`] ?? category;
}

export const PLATFORM_NAMES: Readonly<Record<string, string>> = {
  telegram: 'Telegram',
  zalo: 'Zalo (trang chính thức của phường)',
  'zalo-bot': 'Zalo Bot',
  web: 'Trò chuyện trên trang web',
  terminal: 'Dòng lệnh',
};
export const platformName = (platform: string): string => PLATFORM_NAMES[platform] ?? platform;

/** Why a message waits or did not arrive, and what an officer can do. */
export const FAILURES: Readonly<Record<SendFailure, string>> = {
  retry: 'đường truyền tới nền tảng đang lỗi; máy sẽ tự gửi lại',
  throttled: 'nền tảng bảo gửi chậm lại; máy sẽ tự gửi lại',
  blocked: 'người dân đã chặn hoặc rời kênh; xin gọi điện hoặc gửi thư',
  'window-closed':
    'đã quá thời gian nền tảng cho phép nhắn; tin tự đi khi người dân nhắn lại, việc gấp xin gọi điện',
  quota: 'kênh đã hết lượt gửi; tin được giữ, xin báo người quản trị',
  rejected: 'nền tảng không nhận tin này; xin gọi điện và báo người quản trị',
};

export const ROUTE_NAMES: Readonly<Record<Route, string>> = {
  faq: 'hỏi luật, thủ tục',
  'petition.phan-anh': 'phản ánh',
  'petition.kien-nghi': 'kiến nghị',
  'petition.khieu-nai': 'khiếu nại',
  'petition.to-cao': 'tố cáo',
  'info-request': 'xin thông tin',
  status: 'hỏi kết quả',
  meeting: 'hỏi việc họp',
  human: 'gặp cán bộ',
  'my-data': 'dữ liệu của tôi',
  stop: 'thôi nhận tin',
  greeting: 'chào hỏi',
  thanks: 'cảm ơn',
  'out-of-scope': 'ngoài phạm vi',
};

/** One-line notices after something was done, by the flag in the address (`?da=…`). */
export const DONE: Readonly<Record<string, string>> = {
  'cho-gui': 'Đã nhận câu trả lời. Tin đi sau 2 phút nữa; trước lúc đó anh, chị còn thu lại được ở bên dưới.',
  'thu-lai': 'Đã thu lại. Người dân chưa nhận gì; chữ đã gõ còn trong ô trả lời.',
  'kenh-khac': 'Đang gửi qua kênh khác của người dân. Tin giữ ở kênh cũ đã bỏ.',
  'giu-lai': 'Đã giữ lại. Tin tự đi khi người dân nhắn lại.',
  'da-doc': 'Đã ghi là đã đọc.',
  'ghi-chu': 'Đã ghi chú. Người dân không thấy ghi chú này.',
  'loc-luu': 'Đã lưu bộ lọc.',
  'loc-bo': 'Đã bỏ bộ lọc.',
  'loc-thieu-ten': 'Chưa lưu: xin đặt tên cho bộ lọc.',
  'tra-loi': 'Đã ghi câu trả lời. Tin đang được gửi tới người dân.',
  'tra-loi-khong-gui':
    'Đã ghi câu trả lời vào hồ sơ, nhưng không gửi được cho ai: người dân đã xoá dữ liệu hoặc không nhắn qua kênh nào.',
  dong: 'Đã đóng hồ sơ.',
  'niem-phong': 'Đã chuyển vào phòng niêm phong. Xin đừng trao đổi thêm về hồ sơ đó.',
  mo: 'Đã mở lại hồ sơ.',
  luu: 'Đã lưu.',
  'cb-ten': 'Đã đổi tên.',
  'cb-vai-tro': 'Đã đổi vai trò. Có hiệu lực ngay.',
  'cb-de-nghi':
    'Đã đề nghị cho đọc hồ sơ niêm phong. Người đang đọc phải đồng ý ở trang Niêm phong thì mới có hiệu lực; vai trò khác đã đổi ngay.',
  'cb-phien': 'Đã đóng mọi phiên của người này. Liên kết chưa dùng cũng hết dùng được.',
  'cb-lop-hai':
    'Đã bỏ lớp xác nhận thứ hai và đóng mọi phiên của người này. Xin lấy liên kết mới đưa tận tay.',
  'cb-thoi': 'Đã cho thôi. Người này ra khỏi mọi máy ngay lúc này.',
  'cb-lai': 'Đã cho vào lại, không kèm quyền đọc hồ sơ niêm phong. Xin lấy liên kết mới đưa tận tay.',
  'cb-giao': 'Đã giao hồ sơ.',
  'np-de-nghi': 'Đã ghi ý kiến của anh, chị.',
  'hoi-them': 'Đã thêm cách hỏi. Từ giờ máy trả lời câu như vậy bằng mục đã chọn.',
  'hoi-moi': 'Đã có mục mới, máy dùng ngay. Mục này chưa ai ký.',
  'hoi-ben': 'Đã để sang bên. Bấm nút bên dưới nếu muốn lấy lại.',
  'hoi-lai': 'Đã lấy lại.',
  'vb-nhan': 'Đã nhận tệp, máy đang đọc. Xem tiến độ ở dưới.',
  'vb-bo': 'Đã thôi trích văn bản này. Bấm Dùng lại ở cuối trang nếu muốn lấy lại.',
  'vb-lai': 'Văn bản lại được trích.',
  'mau-cat': 'Đã bỏ câu mẫu. Bấm nút bên dưới nếu muốn lấy lại.',
  'hop-bao': 'Đã báo họp. Tin đang được gửi tới bà con.',
  'hop-doi': 'Đã lưu. Một phút nữa máy báo thay đổi cho bà con; sửa thêm trong lúc đó thì chỉ báo lần cuối.',
  'hop-hoan': 'Đã hoãn. Tin chưa gửi thì dừng, ai đã được báo sẽ được báo hoãn.',
  ky: 'Đã ký. Tên anh, chị và ngày ký được ghi lại.',
  'bo-noi': 'Đã bỏ nối. Tài khoản đó không làm việc thay anh, chị nữa.',
  'xep-lai': 'Đã xếp lại để thử lần nữa.',
  'gui-thu': 'Đã gửi thử vào tài khoản chat của anh, chị.',
  'nhom-them': 'Đã thêm tổ dân phố.',
  'nhom-ten': 'Đã đổi tên tổ dân phố.',
  'nhom-cat': 'Đã cất tổ dân phố. Hồ sơ cũ vẫn giữ tên tổ này.',
  'nhom-lay': 'Đã lấy lại tổ dân phố.',
  'np-hoi': 'Đã ghi. Người gửi đọc được khi nhắn mã của mình; máy không gửi tin đi.',
  'np-moc': 'Đã ghi ngày. Thời hạn bên dưới tính từ ngày này.',
  'np-trang-thai': 'Đã đổi trạng thái.',
  'np-loai': 'Đã loại người đọc. Người đó không mở được và không thấy hồ sơ này nữa.',
  'np-them': 'Đã thêm người đọc.',
  'td-huy': 'Đã hủy lịch. Tin báo đang được gửi tới người dân.',
  'td-buoi': 'Đã hủy ngày tiếp. Những người đã đặt đang được báo.',
  'td-chua-bao': 'Đã hủy, nhưng có người không còn kênh nào để báo. Xin chờ họ ở nơi tiếp dân.',
  'td-mo': 'Ngày này lại tiếp công dân.',
  'td-ghi': 'Đã ghi.',
  'don-khieu-nai': 'Đã ghi đơn khiếu nại. Hạn bên dưới tính từ ngày nhận đơn. Xin in phiếu cho người dân.',
  'tiep-nhan': 'Đã ghi hồ sơ. Xin in phiếu có mã cho người dân mang về.',
  'xoa-nguoi': 'Đã xoá tên, số điện thoại, địa chỉ.',
  thoat: 'Đã thoát.',
  'phien-dong': 'Đã đóng phiên. Máy đó phải đăng nhập lại.',
  'phien-dong-het': 'Đã đóng các phiên khác của anh, chị.',
  'xn-bo-khoa': 'Đã bỏ khoá.',
  'xn-them': 'Đã cài thêm.',
};
