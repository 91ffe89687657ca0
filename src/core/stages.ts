/**
 * Which clocks a kind of ticket has, what starts them and what meets them. Rule ids are those of the register (src/law);
 * `promise` is the ward's own. Pure.
 */
import type { TicketKind } from './types.ts';

/** `data`: what was asked of one's own data (NĐ 356/2025 Đ.5). `first`: say what becomes of it; `alarm`: untouched too long, whatever it is. `info`: supply information, or refuse it. */
export type Stage =
  | 'first'
  | 'forward'
  | 'accept'
  | 'settle'
  | 'notify'
  | 'promise'
  | 'alarm'
  | 'data'
  | 'info';

const STAGES: Readonly<Record<string, Stage>> = {
  TCD1: 'first',
  PA1: 'forward',
  KN2: 'accept',
  KN3: 'settle',
  KN6: 'settle',
  KN4: 'notify',
  KN7: 'notify',
  promise: 'promise',
  TCD5a: 'alarm',
  DL2: 'data',
  DL3: 'data',
  DL4: 'data',
  TT1: 'info',
  TT2: 'info',
  TT3: 'info',
  TT4: 'info',
  TT5: 'info',
};

/** The stage a rule's clock belongs to; null for rules that no ticket has. */
export const stageOf = (rule: string): Stage | null => STAGES[rule] ?? null;
export const rulesOf = (stages: readonly Stage[]): string[] =>
  Object.entries(STAGES).flatMap(([rule, stage]) => (stages.includes(stage) ? [rule] : []));

/** What has to be done by a clock's last day, short, as officers are reminded of it. */
const DUTIES: Readonly<Record<string, string>> = {
  TCD1: 'báo người dân là đã nhận giải quyết hay đã chuyển nơi khác',
  TCD5a: 'xử lý; để quá mà không có lý do chính đáng thì lãnh đạo bị kỷ luật',
  PA1: 'chuyển đến nơi có trách nhiệm',
  promise: 'trả lời vào việc, theo lời phường hứa',
  KN2: 'báo thụ lý, hoặc không thụ lý và vì sao',
  KN3: 'ra quyết định giải quyết lần đầu',
  KN4: 'gửi quyết định cho người khiếu nại',
  KN6: 'ra quyết định giải quyết lần hai',
  KN7: 'gửi quyết định lần hai',
  TT1: 'gửi thông tin qua mạng',
  TT2: 'báo bao giờ trả lời',
  'TT2:supply': 'cung cấp thông tin, hoặc từ chối bằng giấy',
  TT3: 'mời người dân đến nhận thông tin, hoặc từ chối bằng giấy',
  TT4: 'gửi thông tin qua bưu điện hoặc fax',
  'TT4:reply': 'báo bao giờ trả lời',
  'TT4:supply': 'cung cấp thông tin, hoặc từ chối bằng giấy',
  TT5: 'kiểm tra thông tin bị nói là sai, rồi trả lời',
  DL2: 'làm xong việc người dân xin về dữ liệu của họ',
  DL3: 'làm xong việc người dân xin về dữ liệu của họ',
  DL4: 'xoá xong dữ liệu mà người dân xin xoá',
};
export const dutyOf = (rule: string, variant: string | null): string =>
  DUTIES[`${rule}:${variant ?? ''}`] ?? DUTIES[rule] ?? 'việc có thời hạn theo luật';

/** The ward's own promise and the alarm: no law. A trigger on `clock` knows them too (ticket_deadlines). */
export const NOT_STATUTORY: readonly string[] = ['promise', 'TCD5a'];
/** Clocks of the law, as against the ward's promise and the alarm. */
export const isStatutory = (rule: string): boolean => !NOT_STATUTORY.includes(rule);

/**
 * What starts when a ticket is opened. Khiếu nại and tố cáo start with the signed paper (Luật Khiếu nại Đ.8, Luật Tố cáo
 * Đ.22). The time to supply information under the law of 2026 is not known: no clock is invented.
 */
export const OPENING: Readonly<Record<TicketKind, readonly string[]>> = {
  phanAnh: ['TCD1', 'TCD5a'],
  kienNghi: ['TCD1', 'TCD5a'],
  khieuNai: [],
  toCao: [],
  thongTin: [],
  hoi: [],
};
/** Kinds the ward's promise of an answer is given for. */
export const PROMISED: readonly TicketKind[] = ['phanAnh', 'kienNghi', 'thongTin'];

/** A day that an officer records: it meets what ran until then and starts what follows. */
export interface Milestone {
  readonly id: string;
  /** as said to officers */
  readonly name: string;
  readonly meets: readonly string[];
  readonly starts: readonly string[];
}

/** Luật Khiếu nại Đ.27, 28, 32; NĐ 155/2026 Đ.10. From the signed paper on, in order. */
const COMPLAINT: readonly Milestone[] = [
  {
    id: 'paper',
    name: 'Nhận đơn có chữ ký, hoặc người dân trình bày trực tiếp và ký',
    meets: [],
    starts: ['KN2', 'TCD5a'],
  },
  { id: 'accepted', name: 'Đã thụ lý và báo người khiếu nại', meets: ['KN2', 'TCD5a'], starts: ['KN3'] },
  {
    id: 'refused',
    name: 'Không thụ lý, đã trả lời rõ lý do',
    meets: ['KN2', 'TCD5a'],
    starts: [],
  },
  { id: 'decided', name: 'Ra quyết định giải quyết lần đầu', meets: ['KN3'], starts: ['KN4'] },
  { id: 'sent', name: 'Đã gửi quyết định cho người khiếu nại', meets: ['KN4'], starts: [] },
];

/** The days that can be recorded on a ticket of this kind. */
export const milestonesOf = (kind: TicketKind): readonly Milestone[] =>
  kind === 'khieuNai' ? COMPLAINT : [];

/** Acts that meet stages: an answer says what becomes of it and answers it; passing it on ends the ward's own promise. */
export const MEETS = {
  accept: ['first'],
  answer: ['first', 'promise', 'alarm', 'data'],
  transfer: ['first', 'forward', 'alarm'],
  inform: ['info', 'promise', 'alarm'],
} as const satisfies Readonly<Record<string, readonly Stage[]>>;

/** Clocks that may stand still, and on what ground; for the others the law knows no pause. */
const PAUSABLE: Readonly<Record<string, string>> = {
  promise: 'lời hứa riêng của phường',
  KN3: 'Điều 11a Luật Khiếu nại (tạm đình chỉ)',
  KN6: 'Điều 11a Luật Khiếu nại (tạm đình chỉ)',
};
export const mayPause = (rule: string): boolean => PAUSABLE[rule] !== undefined;
export const pauseGround = (rule: string): string => PAUSABLE[rule] ?? '';

/** How a clock may be drawn out: by days of one's own choosing, or to the value the law has for a complex case. */
export type Drawing = 'days' | 'complex' | null;
export function drawingOf(rule: string, variant: string | null = null): Drawing {
  if (rule === 'promise' || rule === 'TT3' || variant === 'supply') return 'days';
  return rule === 'KN3' || rule === 'KN6' ? 'complex' : null;
}

export const NO_PAUSE =
  'Hạn này do luật định và luật không cho tạm dừng. Cần thêm giấy tờ thì dùng “Hỏi thêm người dân”; hạn vẫn chạy.';
export const NO_EXTENSION =
  'Hạn này do luật định và luật không cho kéo dài. Xin báo người dân là đã nhận giải quyết, hoặc đã chuyển nơi khác, trước ngày đó.';
