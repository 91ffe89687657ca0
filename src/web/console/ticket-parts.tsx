/** What there is to read on a ticket's page. */
import { dutyOf } from '../../core/stages.ts';
import type { Words } from '../../core/types.ts';
import type { TicketClock, TicketFile, TicketPage } from '../../store/console-ticket.ts';
import { Icon } from '../layout/icons.tsx';
import { atStart, Typed, telHref } from '../layout/words.tsx';
import { sayDay, sayTime } from './dates.ts';
import { isPicture } from './file-types.ts';
import { categoryName, kindName, platformName, STATE_NAMES, STEP_NAMES, stepKind } from './labels.ts';
import { DueMark } from './marks.tsx';

export interface Identity {
  readonly name: string | null;
  readonly phone: string | null;
}

interface FactsProps {
  readonly ticket: TicketPage;
  readonly words: Words;
  /** null: this role may not see it */
  readonly identity: Identity | null;
  readonly today: string;
}

export function Facts({ ticket, words, identity, today }: FactsProps) {
  return (
    <section class="card" aria-label="Nội dung hồ sơ">
      <p class="row">
        <span class={`state ${ticket.state}`}>{STATE_NAMES[ticket.state]}</span>
        <span>
          {kindName(words, ticket.kind)} · {atStart(categoryName(words, ticket.category))}
        </span>
      </p>
      <Typed text={ticket.text} class="main-words" />
      <dl>
        <dt>Gửi lúc</dt>
        <dd>
          {sayTime(ticket.openedAt)}
          {ticket.platform !== null && `, qua ${platformName(ticket.platform)}`}
        </dd>
        {ticket.closedAt && (
          <>
            <dt>Đóng lúc</dt>
            <dd>{sayTime(ticket.closedAt)}</dd>
          </>
        )}
        <dt>Nơi xảy ra</dt>
        <dd>
          <Place ticket={ticket} />
        </dd>
        <dt>Tổ dân phố</dt>
        <dd dir="auto">{ticket.group ?? 'Không ghi'}</dd>
        <dt>Người gửi</dt>
        <dd>
          <Who identity={identity} />
        </dd>
        {ticket.holder !== null && (
          <>
            <dt>Người giữ</dt>
            <dd dir="auto">{ticket.holder.name}</dd>
          </>
        )}
        {ticket.transferredTo !== null && (
          <>
            <dt>Đã chuyển tới</dt>
            <dd dir="auto">{ticket.transferredTo}</dd>
          </>
        )}
        {ticket.related.length > 0 && (
          <>
            <dt>Hồ sơ liên quan</dt>
            <dd>
              {ticket.related.map((other) => (
                <a href={`/console/ho-so/${other.code}`}>
                  {RELATED[other.how]} {other.code}{' '}
                </a>
              ))}
            </dd>
          </>
        )}
        <dt>Thời hạn</dt>
        <dd>
          {ticket.clocks.length === 0 && 'Loại này không có thời hạn chạy từ lúc nhắn tin.'}
          {ticket.clocks.map((clock) => (
            <Clock clock={clock} today={today} />
          ))}
        </dd>
      </dl>
    </section>
  );
}

function Place({ ticket }: { readonly ticket: TicketPage }) {
  const { place, latitude, longitude } = ticket;
  const map =
    latitude !== null && longitude !== null
      ? `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=18/${latitude}/${longitude}`
      : null;
  if (place === null && map === null) return <>Không ghi</>;
  return (
    <>
      {place !== null && <Typed text={place} />}
      {map !== null && (
        <a href={map} target="_blank" rel="noopener noreferrer">
          <Icon name="place" /> Xem trên bản đồ
          <span class="vh"> (mở trang khác)</span>
        </a>
      )}
    </>
  );
}

function Who({ identity }: { readonly identity: Identity | null }) {
  if (identity === null) return <>Vai trò của anh, chị không xem tên và số điện thoại.</>;
  if (identity.name === null && identity.phone === null) return <>Không để lại tên, số điện thoại.</>;
  return (
    <>
      {identity.name !== null && <Typed text={identity.name} />}
      {identity.phone !== null && (
        <a href={telHref(identity.phone)}>
          <Icon name="phone" /> {identity.phone}
        </a>
      )}
    </>
  );
}

const RELATED = {
  parent: 'Tách từ',
  part: 'Tách ra',
  into: 'Gộp vào',
  merged: 'Đã gộp',
} as const;

const CLOCK_STATES = {
  paused: 'Đang tạm dừng',
  met: 'Đã kịp hạn',
  missed: 'Đã trễ hạn',
  stopped: 'Đã dừng tính',
} as const;

function Clock({ clock, today }: { readonly clock: TicketClock; readonly today: string }) {
  return (
    <p>
      {clock.state === 'running' ? (
        <DueMark dueOn={clock.dueOn} today={today} />
      ) : (
        <span class={`mark ${clock.state === 'missed' ? 'late' : 'far'}`}>
          <Icon name={clock.state === 'missed' ? 'late' : 'done'} />
          {CLOCK_STATES[clock.state]} <span class="muted">({sayDay(clock.dueOn)})</span>
        </span>
      )}
      <br />
      Phải {dutyOf(clock.rule, clock.variant)}.{' '}
      {clock.rule === 'promise' ? 'Lời hứa của phường, luật không định.' : `Theo ${clock.citation}.`}
      {clock.firstDueOn !== null &&
        clock.firstDueOn !== clock.dueOn &&
        ` Hạn ban đầu: ${sayDay(clock.firstDueOn)}.`}
      {clock.state === 'running' && clock.warned !== null && (
        <span class="muted">
          {' '}
          Đã nhắc lúc {sayTime(new Date(clock.warned.at))}: {STEP_NAMES[stepKind(clock.warned.step)]}
          {clock.warned.names.length > 0 && <span dir="auto"> ({clock.warned.names.join(', ')})</span>}.
        </span>
      )}
    </p>
  );
}

const FILE_KINDS: Readonly<Record<string, string>> = {
  photo: 'Ảnh',
  voice: 'Tiếng nói',
  video: 'Phim',
  document: 'Tệp',
};

export function Files({
  files,
  mayOpen,
}: {
  readonly files: readonly TicketFile[];
  readonly mayOpen: boolean;
}) {
  if (files.length === 0) return null;
  return (
    <section class="card" aria-labelledby="files-title">
      <h2 id="files-title">Tệp kèm theo</h2>
      {mayOpen ? (
        <ul class="files">
          {files.map((file) => (
            <li>
              <OneFile file={file} />
            </li>
          ))}
        </ul>
      ) : (
        <p>{files.length} tệp. Vai trò của anh, chị không mở tệp, vì tệp có thể cho biết ai gửi.</p>
      )}
    </section>
  );
}

function OneFile({ file }: { readonly file: TicketFile }) {
  const name = file.name ?? FILE_KINDS[file.kind] ?? 'Tệp';
  if (file.state !== 'stored')
    return (
      <span>
        <span dir="auto">{name}</span>:{' '}
        {file.state === 'pending' ? 'đang tải về máy chủ' : 'không tải về được; có thể nhờ người dân gửi lại'}
      </span>
    );
  const href = `/console/tep/${file.id}`;
  return (
    <a href={href} class="file">
      {isPicture(file.mime) ? <img src={href} alt={`Ảnh: ${name}`} loading="lazy" /> : <Icon name="file" />}
      <span dir="auto">{name}</span>
      {file.size !== null && <span class="muted"> ({saySize(file.size)})</span>}
    </a>
  );
}

/** `1536` -> `1,5 KB` */
function saySize(bytes: number): string {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'KB'] : [bytes / 1_000_000, 'MB'];
  return `${value.toLocaleString('vi-VN', { maximumFractionDigits: 1 })} ${unit}`;
}
