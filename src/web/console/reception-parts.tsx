/** The month of reception as officers read it. */
import {
  monthAfter,
  RECEIVER_NAMES,
  type ReceptionDay,
  type ReceptionOff,
  type ShortMonth,
  sayGround,
  slotsOf,
  vietnamDay,
} from '../../law/index.ts';
import type { BookingRow, BookingState } from '../../store/reception-desk.ts';
import { sayDay, sayTime } from './dates.ts';
import type { Attempt } from './reception.tsx';
import { Csrf } from './shell.tsx';

export const PLACE = '/console/tiep-dan';

const sayMonth = (month: string): string => `${month.slice(5)}/${month.slice(0, 4)}`;
const WEEKDAYS = ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'];
const weekdayName = (day: string): string => WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';

export function Shortfalls({
  short,
  planned,
}: {
  readonly short: readonly ShortMonth[];
  readonly planned: boolean;
}) {
  if (!planned)
    return (
      <p class="notice warn">
        Chưa có kế hoạch tiếp công dân, nên người dân chưa đặt lịch được và máy nói “phường chưa cập nhật”.
      </p>
    );
  if (short.length === 0) return null;
  return (
    <div class="notice bad" role="status">
      <p>Kế hoạch chưa đủ số ngày Chủ tịch phải trực tiếp tiếp công dân:</p>
      <ul>
        {short.map((s) => (
          <li>
            Tháng {sayMonth(s.month)}: có {s.days} ngày, luật buộc ít nhất {s.least} ngày ({sayGround(s)}).
          </li>
        ))}
      </ul>
      <p class="muted">
        Ngày Phó Chủ tịch tiếp không tính thay. Mỗi ngày có ít nhất một buổi được tính là một ngày; buổi nửa
        ngày có đủ là một ngày hay không thì luật chưa nói rõ. Số ngày này đọc từ nguồn thứ hai, chưa đọc
        nguyên văn Luật 136/2025: công chức tư pháp xem lại.
      </p>
    </div>
  );
}

interface MonthProps {
  readonly month: string;
  readonly today: string;
  readonly days: readonly ReceptionDay[];
  readonly offs: readonly ReceptionOff[];
  readonly bookings: readonly BookingRow[];
  readonly mayWork: boolean;
  readonly mayName: boolean;
  readonly csrf: string;
  readonly attempt: Attempt;
}

export function MonthPlan(props: MonthProps) {
  const { month, days, bookings } = props;
  const inPlan = new Set(days.map((d) => `${d.day} ${d.who}`));
  const rest = bookings.filter((b) => !inPlan.has(`${vietnamDay(b.at)} ${b.who}`));
  return (
    <section aria-labelledby="month-title">
      <h2 id="month-title">Tháng {sayMonth(month)}</h2>
      <p class="row">
        <a class="button quiet small" href={`${PLACE}?thang=${monthAfter(month, -1)}`}>
          Tháng trước
        </a>
        <a class="button quiet small" href={`${PLACE}?thang=${monthAfter(month)}`}>
          Tháng sau
        </a>
      </p>
      {days.length === 0 && <p class="empty">Tháng này kế hoạch không có ngày tiếp công dân nào.</p>}
      {days.map((day, i) => (
        <Sitting
          {...props}
          day={day}
          bookings={
            days.findIndex((d) => d.day === day.day && d.who === day.who) === i
              ? bookings.filter((b) => vietnamDay(b.at) === day.day && b.who === day.who)
              : []
          }
        />
      ))}
      {rest.length > 0 && (
        <div class="card">
          <h3>Lịch hẹn không còn nằm trong kế hoạch</h3>
          <Bookings {...props} bookings={rest} />
        </div>
      )}
    </section>
  );
}

function Sitting(props: MonthProps & { readonly day: ReceptionDay }) {
  const { day, bookings, today, mayWork, csrf, attempt, offs } = props;
  const { rule } = day;
  const places = slotsOf(day).reduce((sum, s) => sum + s.places, 0);
  const held = bookings.filter((b) => b.state !== 'cancelled').length;
  const id = `${day.day} ${day.who}`;
  const taken = offs.some((o) => o.day === day.day && o.who === day.who);
  return (
    <div class="card">
      <h3>
        {weekdayName(day.day)} {sayDay(day.day)} · {RECEIVER_NAMES[day.who]}
      </h3>
      <p>
        {rule.from} đến {rule.to}.{' '}
        {day.off === undefined ? `Đã đặt ${held} trong ${places} chỗ.` : `Không tiếp: ${day.off}.`}
      </p>
      {day.provisional && day.off === undefined && (
        <p class="muted">Lịch nghỉ của năm này còn tạm tính, ngày có thể đổi.</p>
      )}
      {day.postBy !== undefined && (
        <p class="notice warn">
          Lịch ghi ngày {sayDay(rule.since)}, quá muộn để niêm yết: phải niêm yết chậm nhất{' '}
          {sayDay(day.postBy)} (trước ít nhất 5 ngày làm việc, khoản 4 Điều 24 Luật Tiếp công dân).
        </p>
      )}
      <Bookings {...props} />
      {mayWork && day.day >= today && (day.off === undefined || taken) && (
        <details open={attempt.sitting === id}>
          <summary>{taken ? 'Tiếp lại ngày này' : 'Hủy cả ngày này'}</summary>
          <form method="post" action={`${PLACE}/buoi?thang=${props.month}`} class="stack">
            <Csrf token={csrf} />
            <input type="hidden" name="day" value={day.day} />
            <input type="hidden" name="who" value={day.who} />
            {taken ? (
              <button type="submit" name="do" value="open" class="button">
                Đúng, tiếp lại
              </button>
            ) : (
              <>
                <Reason
                  id={`why-${day.day}-${day.who}`}
                  text={attempt.sitting === id ? attempt.reason : undefined}
                />
                <p class="muted">
                  Mọi người đã đặt ngày này được báo lý do. Luật buộc thông báo thời gian dự kiến tiếp lại tại
                  nơi tiếp công dân (khoản 4 Điều 24).
                </p>
                <button type="submit" name="do" value="close" class="button grave">
                  Đúng, hủy ngày này
                </button>
              </>
            )}
          </form>
        </details>
      )}
    </div>
  );
}

const STATES: Readonly<Record<BookingState, string>> = {
  booked: 'Đã đặt',
  cancelled: 'Đã hủy',
  attended: 'Đã đến',
  absent: 'Vắng',
};
const ENDED = {
  resident: 'người dân tự hủy',
  officer: 'phường hủy',
  moved: 'người dân đổi giờ',
  erased: 'người dân xoá dữ liệu',
} as const;

function Bookings(props: MonthProps) {
  if (props.bookings.length === 0) return null;
  return (
    <ul>
      {props.bookings.map((b) => (
        <li>
          <Booking {...props} booking={b} />
        </li>
      ))}
    </ul>
  );
}

function Booking({
  booking: b,
  mayWork,
  mayName,
  csrf,
  today,
  month,
  attempt,
}: MonthProps & { readonly booking: BookingRow }) {
  const act = (what: string) => `${PLACE}/lich/${b.id}/${what}?thang=${month}`;
  const day = vietnamDay(b.at);
  const ended = b.endedBy ? ` (${ENDED[b.endedBy]}${b.reason ? `: ${b.reason}` : ''})` : '';
  return (
    <>
      <p>
        <strong>{sayTime(b.at).slice(0, 5)}</strong> {b.code}{' '}
        <span dir="auto">{b.name ?? (mayName ? 'không để tên' : '')}</span>{' '}
        <span class="muted" dir="auto">
          {STATES[b.state]}
          {ended}
        </span>
      </p>
      {b.adrift && (
        <p class="notice bad">
          Giờ này không còn trong kế hoạch hoặc đã thành ngày nghỉ. Xin hủy và ghi lý do để người dân biết.
        </p>
      )}
      {mayWork && b.state !== 'cancelled' && day <= today && (
        <form method="post" action={act('den')} class="row">
          <Csrf token={csrf} />
          <button type="submit" class="button small">
            Đã đến<span class="vh"> {b.code}</span>
          </button>
          <button type="submit" formaction={act('vang')} class="button quiet small">
            Vắng<span class="vh"> {b.code}</span>
          </button>
        </form>
      )}
      {mayWork && b.state === 'booked' && day >= today && (
        <details open={attempt.booking === b.id}>
          <summary>
            Hủy lịch này<span class="vh"> {b.code}</span>
          </summary>
          <form method="post" action={act('huy')} class="stack">
            <Csrf token={csrf} />
            <Reason id={`why-${b.id}`} text={attempt.booking === b.id ? attempt.reason : undefined} />
            {!b.reachable && (
              <p class="notice warn">Không còn kênh nào để báo người này. Xin chờ họ ở nơi tiếp dân.</p>
            )}
            <button type="submit" class="button grave">
              Đúng, hủy và báo người dân
            </button>
          </form>
        </details>
      )}
    </>
  );
}

function Reason({ id, text }: { readonly id: string; readonly text: string | undefined }) {
  return (
    <>
      <label for={id}>Lý do (người dân đọc đúng từng chữ)</label>
      <textarea id={id} name="reason" rows={2} required dir="auto">
        {text ?? ''}
      </textarea>
    </>
  );
}
