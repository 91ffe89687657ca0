/** `/console/giam-sat`: the work as supervisors see it, without anybody's words, name or place. */
import { Hono, type MiddlewareHandler } from 'hono';
import type { Words } from '../../core/types.ts';
import {
  WATCH_ROWS,
  WATCH_SHELVES,
  type WatchLine,
  type WatchPage,
  type WatchShelf,
  watchList,
  watchPage,
} from '../../store/watch.ts';
import type { WebDeps } from '../deps.ts';
import { Icon } from '../layout/icons.tsx';
import { atStart } from '../layout/words.tsx';
import { isoDay, sayDay, sayTime } from './dates.ts';
import { only } from './doors.tsx';
import { pageNumber } from './form.ts';
import { categoryName, kindName, STATE_NAMES } from './labels.ts';
import { DueMark, Pages } from './marks.tsx';
import { may } from './roles.ts';
import { type Inside, plainPage, shell } from './shell.tsx';
import { wardWords } from './ward-words.ts';

const HERE = '/console/giam-sat';
const CODE = /^[A-Z]{2}-[0-9A-Z-]{6,40}$/;
const SHELVES: Readonly<Record<WatchShelf, string>> = {
  open: 'Chưa đóng',
  late: 'Đang quá hạn',
  missed: 'Có lần trễ hạn',
  closed: 'Đã đóng',
  all: 'Tất cả',
};

/** The first page of who watches only. */
export const watchersElsewhere: MiddlewareHandler<Inside> = async (c, next) => {
  const { roles } = c.get('me').officer;
  return !may(roles, 'tickets.read') && may(roles, 'watch.read') ? c.redirect(HERE, 303) : await next();
};

export function watchPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  app.get('/', only('watch.read'), async (c) => {
    const shelf = SHELVES[c.req.query('ngan') as WatchShelf] ? (c.req.query('ngan') as WatchShelf) : 'open';
    const page = pageNumber(c.req.query('trang'));
    const today = isoDay(deps.now());
    const [{ total, lines }, words] = await Promise.all([
      watchList(deps.store.pool, deps.wardId, shelf, page, today),
      wardWords(deps),
    ]);
    return c.html(
      shell({
        title: 'Giám sát',
        me: c.get('me'),
        here: HERE,
        children: (
          <>
            <p class="muted">
              Việc của phường và thời hạn. Trang này không có tên, lời, ảnh hay nơi ở của người gửi.
            </p>
            <nav aria-label="Ngăn hồ sơ" class="shelves">
              <ul>
                {WATCH_SHELVES.map((s) => (
                  <li>
                    <a href={`${HERE}?ngan=${s}`} aria-current={s === shelf ? 'true' : undefined}>
                      {SHELVES[s]}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
            <p class="muted">{total} hồ sơ</p>
            {lines.length === 0 && <p class="empty">Ngăn này đang trống.</p>}
            <ul class="tickets">
              {lines.map((line) => (
                <li>
                  <a href={`${HERE}/${line.code}`} class="ticket">
                    <Head line={line} today={today} />
                    <About line={line} words={words} />
                  </a>
                </li>
              ))}
            </ul>
            <Pages
              page={page}
              pages={Math.ceil(total / WATCH_ROWS)}
              href={(n) => `${HERE}?ngan=${shelf}&trang=${n}`}
            />
          </>
        ),
      }),
    );
  });

  app.get('/:code', only('watch.read'), async (c) => {
    const code = c.req.param('code');
    const [ticket, words] = await Promise.all([
      CODE.test(code) ? watchPage(deps.store.pool, deps.wardId, code) : null,
      wardWords(deps),
    ]);
    if (!ticket)
      return plainPage(c, 404, 'Không có hồ sơ này', 'Mã không đúng, hoặc hồ sơ không xem được ở đây.');
    return c.html(
      shell({
        title: `Hồ sơ ${ticket.code}`,
        me: c.get('me'),
        here: HERE,
        children: <OneTicket ticket={ticket} words={words} today={isoDay(deps.now())} />,
      }),
    );
  });
  return app;
}

function Head({ line, today }: { readonly line: WatchLine; readonly today: string }) {
  const names: Readonly<Record<string, string>> = STATE_NAMES;
  return (
    <span class="ticket-head">
      <b class="code">{line.code}</b>
      <span class={`state ${line.state}`}>{names[line.state] ?? line.state}</span>
      {line.dueOn !== null && <DueMark dueOn={line.dueOn} today={today} />}
      {line.missed && <span class="mark late">Có lần trễ hạn</span>}
    </span>
  );
}

function About({ line, words }: { readonly line: WatchLine; readonly words: Words }) {
  return (
    <>
      <span class="ticket-kind">
        {kindName(words, line.kind)} · {atStart(categoryName(words, line.category))}
      </span>
      <span class="muted ticket-foot">
        <span>Gửi lúc {sayTime(line.openedAt)}</span>
        {line.closedAt && <span>Đóng lúc {sayTime(line.closedAt)}</span>}
        {line.group !== null && <span dir="auto">{line.group}</span>}
      </span>
    </>
  );
}

/** Acts that a supervisor is told of; others (notes among officers, what the resident thinks of it) are not listed. */
const EVENTS: Readonly<Record<string, string>> = {
  opened: 'Nhận hồ sơ',
  added: 'Người dân bổ sung',
  answered: 'Trả lời',
  accepted: 'Báo đã nhận giải quyết',
  assigned: 'Giao việc',
  asked: 'Hỏi thêm người dân',
  transferred: 'Chuyển nơi khác',
  paused: 'Tạm dừng hạn',
  resumed: 'Hạn chạy tiếp',
  extended: 'Gia hạn',
  milestone: 'Ghi mốc',
  closed: 'Đóng hồ sơ',
  reopened: 'Mở lại hồ sơ',
};
const ACTORS = { resident: 'Người dân', officer: 'Cán bộ', bot: 'Máy' } as const;
const CLOCKS: Readonly<Record<string, string>> = {
  met: 'Đã kịp hạn',
  missed: 'Đã trễ hạn',
  stopped: 'Đã dừng tính',
  paused: 'Đang tạm dừng',
};

function OneTicket({
  ticket,
  words,
  today,
}: {
  readonly ticket: WatchPage;
  readonly words: Words;
  readonly today: string;
}) {
  return (
    <>
      <section class="card" aria-label="Hồ sơ">
        <p>
          <Head line={ticket} today={today} />
        </p>
        <p>
          <About line={ticket} words={words} />
        </p>
        <h2>Thời hạn</h2>
        {ticket.clocks.length === 0 && <p>Loại này không có thời hạn chạy từ lúc nhắn tin.</p>}
        {ticket.clocks.map((clock) => (
          <p>
            {clock.state === 'running' ? (
              <DueMark dueOn={clock.dueOn} today={today} />
            ) : (
              <span class={`mark ${clock.state === 'missed' ? 'late' : 'far'}`}>
                <Icon name={clock.state === 'missed' ? 'late' : 'done'} />
                {CLOCKS[clock.state] ?? clock.state} <span class="muted">({sayDay(clock.dueOn)})</span>
              </span>
            )}
            <br />
            {clock.rule === 'promise' ? 'Lời hứa của phường.' : `Theo ${clock.citation}.`}
          </p>
        ))}
      </section>
      <section class="card" aria-labelledby="timeline-title">
        <h2 id="timeline-title">Diễn biến</h2>
        <ol class="timeline">
          {ticket.events.map((event) => {
            const name = EVENTS[event.kind];
            return name === undefined ? null : (
              <li class={event.actor}>
                <b>{name}</b> · <span dir="auto">{event.name ?? ACTORS[event.actor]}</span> ·{' '}
                <time datetime={event.at.toISOString()}>{sayTime(event.at)}</time>
              </li>
            );
          })}
        </ol>
      </section>
    </>
  );
}
