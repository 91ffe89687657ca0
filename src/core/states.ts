/** What may be done with a ticket in which state: one table, and why not. Pure; the reasons are said to officers. */
import type { TicketKind, TicketState } from './types.ts';

export const STATES = [
  'received',
  'waiting',
  'inProgress',
  'transferred',
  'answered',
  'closed',
  'reopened',
] as const satisfies readonly TicketState[];

/**
 * What is done to a ticket. `accept`: the resident is told that it is being dealt with; `ask`: the resident is asked for
 * more; `add`: the resident adds something; `close` after an answer, `dismiss` without one but with a reason that the
 * resident is told; `clock`: a clock is paused, goes on, is drawn out, or a milestone is recorded.
 */
export const MOVES = [
  'claim',
  'accept',
  'ask',
  'add',
  'answer',
  'transfer',
  'close',
  'dismiss',
  'reopen',
  'kind',
  'split',
  'merge',
  'clock',
  'note',
] as const;
export type Move = (typeof MOVES)[number];

type Ways = Readonly<Partial<Record<TicketState, TicketState>>>;

const SAME: Ways = Object.fromEntries(STATES.map((state) => [state, state]));
const { closed: _, ...WHILE_OPEN } = SAME;

/** From which state each move leads where. What is not here is not done. */
const WAYS: Readonly<Record<Move, Ways>> = {
  claim: { ...WHILE_OPEN, received: 'inProgress', reopened: 'inProgress' },
  accept: {
    received: 'inProgress',
    waiting: 'inProgress',
    inProgress: 'inProgress',
    reopened: 'inProgress',
  },
  ask: { received: 'waiting', waiting: 'waiting', inProgress: 'waiting', reopened: 'waiting' },
  add: { ...SAME, waiting: 'inProgress', answered: 'reopened', closed: 'reopened' },
  answer: {
    received: 'answered',
    waiting: 'answered',
    inProgress: 'answered',
    transferred: 'answered',
    answered: 'answered',
    reopened: 'answered',
  },
  transfer: {
    received: 'transferred',
    waiting: 'transferred',
    inProgress: 'transferred',
    transferred: 'transferred',
    reopened: 'transferred',
  },
  close: { answered: 'closed', transferred: 'closed' },
  dismiss: {
    received: 'closed',
    waiting: 'closed',
    inProgress: 'closed',
    transferred: 'closed',
    answered: 'closed',
    reopened: 'closed',
  },
  reopen: { answered: 'reopened', transferred: 'reopened', closed: 'reopened' },
  kind: WHILE_OPEN,
  split: WHILE_OPEN,
  merge: {
    received: 'closed',
    waiting: 'closed',
    inProgress: 'closed',
    transferred: 'closed',
    answered: 'closed',
    reopened: 'closed',
  },
  clock: WHILE_OPEN,
  note: SAME,
};

/** Moves that a kind does not know, in whatever state. */
const NEVER: Readonly<Record<TicketKind, Readonly<Partial<Record<Move, string>>>>> = {
  phanAnh: {},
  kienNghi: {},
  khieuNai: {
    transfer:
      'Khiếu nại không thuộc phường thì không chuyển đơn thay người dân: xin hướng dẫn người dân gửi đúng nơi (điểm b khoản 1 Điều 26 Luật Tiếp công dân), bằng phần Trả lời.',
    merge: 'Khiếu nại được giải quyết thành từng vụ riêng nên không gộp vào hồ sơ khác.',
  },
  thongTin: {},
  hoi: {},
  toCao: Object.fromEntries(
    MOVES.map((move) => [move, 'Nội dung tố cáo chỉ làm ở phòng niêm phong, không làm ở đây.']),
  ),
};

const TELL_FIRST =
  'Chưa trả lời người dân nên chưa đóng được: phường phải báo kết quả xử lý (Điều 28 Luật Tiếp công dân). Xin trả lời hoặc chuyển đúng nơi trước; nếu không giải quyết thì ghi lý do đóng, người dân sẽ được báo lý do đó.';
const ANSWER_FIRST =
  'Chưa trả lời người dân nên chưa đóng được. Xin trả lời trước, hoặc ghi lý do đóng; người dân sẽ được báo lý do đó.';
const CLOSED_FIRST =
  'Hồ sơ đã đóng nên chưa làm được việc này. Xin mở lại hồ sơ trước; chữ đã gõ vẫn được giữ.';

export type Ruling =
  | { readonly ok: true; readonly to: TicketState }
  | { readonly ok: false; readonly say: string };

/** Is a move lawful, and where does it lead? The reason why not is said to the officer as it stands. */
export function ruling(kind: TicketKind, state: TicketState, move: Move): Ruling {
  const never = NEVER[kind][move];
  if (never !== undefined) return { ok: false, say: never };
  const to = WAYS[move][state];
  return to === undefined ? { ok: false, say: whyNot(kind, state, move) } : { ok: true, to };
}

function whyNot(kind: TicketKind, state: TicketState, move: Move): string {
  if (state === 'closed')
    return move === 'close' || move === 'dismiss' || move === 'merge'
      ? 'Hồ sơ này đã đóng rồi.'
      : CLOSED_FIRST;
  switch (move) {
    case 'close':
      return kind === 'phanAnh' || kind === 'kienNghi' ? TELL_FIRST : ANSWER_FIRST;
    case 'reopen':
      return 'Hồ sơ đang mở sẵn.';
    case 'accept':
    case 'ask':
      return state === 'transferred'
        ? 'Hồ sơ đã chuyển nơi khác. Nơi đó trả lại thì xin mở lại hồ sơ trước.'
        : 'Hồ sơ đã trả lời. Cần làm tiếp thì xin mở lại hồ sơ trước.';
    case 'transfer':
      return 'Hồ sơ đã trả lời. Cần chuyển nơi khác thì xin mở lại hồ sơ trước.';
    default:
      return CLOSED_FIRST;
  }
}
