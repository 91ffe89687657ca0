/** What may be done to many tickets at once: which of them it leaves out and why, what it needs to be told, how it is done. */
import { type Move, ruling } from '../../core/states.ts';
import type { BulkTicket } from '../../store/bulk.ts';
import type { Officer, Role } from '../../store/officers.ts';
import { type Act, type Acted, assignTicket, closing, type On, transferTicket } from '../../store/tickets.ts';
import { Area, Line, Pick as PickOne } from './fields.tsx';
import { isId } from './form.ts';
import { type Action, may } from './roles.ts';

/** What an act may ask for. */
export interface BulkTyped {
  readonly officer: string;
  readonly place: string;
  readonly text: string;
}

export interface BulkAct {
  readonly act: 'giao' | 'chuyen' | 'dong';
  readonly action: Action;
  readonly name: string;
  /** what comes of it, and what the resident hears */
  readonly effect: string;
  readonly sure: (n: number) => string;
  readonly done: string;
  /** what is missing in what was typed; null: nothing */
  problem(typed: BulkTyped): string | null;
  /** why a ticket is left out; null: it is not */
  skip(ticket: BulkTicket, typed: Partial<BulkTyped>): string | null;
  go(on: On, act: Act, typed: BulkTyped): Promise<Acted>;
}

const ACTS: readonly BulkAct[] = [
  {
    act: 'giao',
    action: 'tickets.answer',
    name: 'Giao cho cán bộ',
    effect: 'Người nhận thấy hồ sơ ở ngăn “Tôi giữ”. Người dân không được báo việc này.',
    sure: (n) => `Giao ${n} hồ sơ`,
    done: 'Đã giao',
    problem: ({ officer }) => (isId(officer) ? null : 'Xin chọn người nhận hồ sơ.'),
    skip: (t, { officer }) =>
      officer !== undefined && t.holderId === officer ? 'người này đang giữ rồi' : whyNot(t, 'claim'),
    go: (on, act, { officer }) => assignTicket(on, act, officer),
  },
  {
    act: 'chuyen',
    action: 'tickets.answer',
    name: 'Chuyển nơi khác',
    effect:
      'Dùng khi việc thuộc nơi khác giải quyết (Điều 26 Luật Tiếp công dân). Mỗi người dân nhận một tin báo nơi nhận và lời nhắn bên dưới.',
    sure: (n) => `Đúng, chuyển ${n} hồ sơ`,
    done: 'Đã chuyển',
    problem: ({ place, text }) =>
      place.trim() === ''
        ? 'Xin ghi nơi nhận.'
        : text.trim() === ''
          ? 'Xin ghi lý do chuyển; người dân sẽ đọc được.'
          : null,
    skip: (t) =>
      waits(t) ??
      (t.state === 'transferred' ? 'đã chuyển rồi; cần đổi nơi nhận thì mở hồ sơ' : whyNot(t, 'transfer')),
    go: (on, act, { place, text }) => transferTicket(on, act, place, text),
  },
  {
    act: 'dong',
    action: 'tickets.close',
    name: 'Đóng hồ sơ',
    effect: 'Mỗi người dân nhận một tin báo hồ sơ đã đóng, và vẫn bổ sung được nếu việc chưa xong.',
    sure: (n) => `Đúng, đóng ${n} hồ sơ`,
    done: 'Đã đóng',
    problem: () => null,
    skip: (t) => waits(t) ?? whyNot(t, 'close'),
    go: (on, act) => closing(on, act, ''),
  },
];

const waits = (t: BulkTicket): string | null =>
  t.waiting ? 'Đang có câu trả lời chờ gửi. Xin đợi 2 phút.' : null;

/** Why a move is not lawful for a ticket as it stands; null: it is. */
function whyNot(t: BulkTicket, move: Move): string | null {
  const ruled = ruling(t.kind, t.state, move);
  return ruled.ok ? null : ruled.say;
}

export const actNamed = (name: string | undefined): BulkAct | undefined => ACTS.find((a) => a.act === name);

/** The acts these roles may do to many. */
export const bulkActs = (roles: readonly Role[]): readonly Pick<BulkAct, 'act' | 'name'>[] =>
  ACTS.filter((a) => may(roles, a.action));

interface FieldsProps {
  readonly act: BulkAct['act'];
  readonly typed: Partial<BulkTyped>;
  readonly officers: readonly Officer[];
}

/** What an act asks for on its page. */
export function BulkFields({ act, typed, officers }: FieldsProps) {
  switch (act) {
    case 'giao':
      return (
        <PickOne
          name="officer"
          label="Giao cho"
          typed={{ officer: typed.officer ?? '' }}
          wrong={{}}
          none="(chọn người nhận)"
          options={officers
            .filter((o) => may(o.roles, 'tickets.answer'))
            .map((o) => ({ value: o.id, label: o.name }))}
        />
      );
    case 'chuyen':
      return (
        <>
          <Line name="place" label="Nơi nhận" typed={{ place: typed.place ?? '' }} wrong={{}} />
          <Area
            name="text"
            label="Lý do, người dân đọc được"
            typed={{ text: typed.text ?? '' }}
            wrong={{}}
            rows={3}
          />
        </>
      );
    case 'dong':
      return null;
    default:
      return act satisfies never;
  }
}
