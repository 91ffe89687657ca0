/** What was said and done on a ticket, in order, and whether it arrived. */
import type { Delivery, TimelineEvent } from '../../store/console-ticket.ts';
import { atStart, Typed } from '../layout/words.tsx';
import { sayDay as sayIsoDay, sayTime } from './dates.ts';
import { FAILURES } from './labels.ts';

const EVENTS: Readonly<Record<TimelineEvent['kind'], string>> = {
  opened: 'Gửi hồ sơ',
  added: 'Bổ sung',
  answered: 'Trả lời',
  noted: 'Ghi chú nội bộ',
  closed: 'Đóng hồ sơ',
  reopened: 'Mở lại hồ sơ',
  held: 'Tin chưa tới',
  proposal: 'Đề xuất',
  feedback: 'Người dân đánh giá',
  assigned: 'Giao việc',
  accepted: 'Báo đã nhận giải quyết',
  asked: 'Hỏi thêm người dân',
  transferred: 'Chuyển nơi khác',
  kind: 'Xác nhận loại',
  split: 'Tách hồ sơ',
  merged: 'Gộp hồ sơ',
  paused: 'Tạm dừng hạn',
  resumed: 'Hạn chạy tiếp',
  extended: 'Gia hạn',
  milestone: 'Ghi mốc',
  undone: 'Hoàn tác việc vừa làm',
};
const ACTORS: Readonly<Record<TimelineEvent['actor'], string>> = {
  resident: 'Người dân',
  officer: 'Cán bộ',
  bot: 'Máy',
};

interface TimelineProps {
  readonly events: readonly TimelineEvent[];
  /** notes may say who wrote: not for every role */
  readonly notes: boolean;
}

export function Timeline({ events, notes }: TimelineProps) {
  return (
    <section class="card" aria-labelledby="timeline-title">
      <h2 id="timeline-title">Diễn biến</h2>
      <ol class="timeline">
        {events
          .filter((event) => notes || event.kind !== 'noted')
          .map((event) => (
            <li class={event.kind === 'noted' ? 'note' : event.actor}>
              <p>
                <b>{EVENTS[event.kind]}</b> · <span dir="auto">{event.actorName ?? ACTORS[event.actor]}</span>{' '}
                · <time datetime={event.at.toISOString()}>{sayTime(event.at)}</time>
              </p>
              <EventDetail event={event} />
              <EventWords event={event} />
              {event.kind === 'answered' && event.deliveries.length === 0 && (
                <p class="delivery held">Chưa gửi cho ai: không có kênh nào tới người dân.</p>
              )}
              {event.deliveries.map((delivery) => (
                <p class={`delivery ${delivery.state}`}>{sayDelivery(delivery)}</p>
              ))}
            </li>
          ))}
      </ol>
    </section>
  );
}

/** What an act was about; what is odd is left out. */
function EventDetail({ event }: { readonly event: TimelineEvent }) {
  const { holder, place, code, from, to, day, old, new: moved } = event.detail;
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const iso = (value: unknown) =>
    typeof value === 'string' && /^\d{4}-/.test(value) ? sayIsoDay(value) : null;
  const said = [
    event.kind === 'assigned' ? (text(holder) ?? 'Chưa giao ai') : null,
    text(place) === null ? null : `Tới: ${text(place)}`,
    text(code) === null ? null : `Hồ sơ ${text(code)}`,
    text(from) === null || from === to ? null : 'Đổi loại',
    iso(day) === null ? null : `Ngày ${iso(day)}`,
    iso(old) === null || old === moved ? null : `Hạn cũ ${iso(old)}, hạn mới ${iso(moved) ?? 'chưa rõ'}`,
  ].filter((part) => part !== null);
  return said.length === 0 ? null : <p dir="auto">{said.join('. ')}.</p>;
}

function EventWords({ event }: { readonly event: TimelineEvent }) {
  if (event.text === null || event.kind === 'opened') return null;
  if (event.kind === 'held') return <p>{atStart(sayReason(event.text))}.</p>;
  return <Typed text={event.text} />;
}

function sayReason(reason: string | null): string {
  const all: Readonly<Record<string, string>> = FAILURES;
  return all[reason ?? ''] ?? 'không rõ vì sao';
}

function sayDelivery({ state, reason, sentAt }: Delivery): string {
  switch (state) {
    case 'queued':
    case 'sending':
      return reason === null ? 'Đang chờ gửi.' : `Đang chờ gửi: ${sayReason(reason)}.`;
    case 'sent':
      return sentAt === null ? 'Đã gửi.' : `Đã gửi lúc ${sayTime(sentAt)}.`;
    case 'held':
      return `Đang giữ: ${sayReason(reason)}.`;
    case 'dead':
      return `Không gửi được: ${reason === 'retry' ? 'đã thử nhiều lần; xin gọi điện' : sayReason(reason)}.`;
    default:
      return state satisfies never;
  }
}
