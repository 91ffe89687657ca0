/** The figures as a page: tiles, charts with their tables, and what each number means. */
import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { share } from '../../../core/figures.ts';
import { stepsOf } from '../../../core/period.ts';
import type { Chart } from '../../../papers/chart.ts';
import { DIMENSIONS, type Figures } from '../../../store/figures/index.ts';
import type { TicketFilter } from '../../../store/ticket-list.ts';
import { sayTime } from '../dates.ts';
import { Breakdown } from './breakdown.tsx';
import type { Namer } from './names.ts';
import { PeriodForm } from './period-form.tsx';
import { periodHref, ticketsHref } from './read.ts';
import {
  type FigureName,
  MEANS,
  meansOf,
  sayChange,
  sayDays,
  sayPeriod,
  sayShare,
  sayStep,
  sayTold,
  sayWait,
} from './words.ts';

export interface FiguresProps {
  readonly figures: Figures;
  readonly name: Namer;
  /** may this officer open the tickets behind a figure? */
  readonly open: boolean;
  readonly draw: (chart: Chart) => string;
  readonly madeAt: Date;
}

export function FiguresPage(props: FiguresProps) {
  const { figures, madeAt } = props;
  const { period, tickets, questions } = figures;
  const empty =
    tickets.now.received + tickets.before.received + questions.now.asked + questions.before.asked === 0;
  return (
    <>
      <PeriodForm period={period} />
      <p class="muted">
        Kỳ này: {sayPeriod(period)}. Kỳ trước: {sayPeriod(period.before)}. Tính lúc {sayTime(madeAt)}.
      </p>
      {empty ? (
        <p class="empty">
          Chưa có hồ sơ hay câu hỏi nào trong hai kỳ này. Xin chọn kỳ khác ở trên; khi người dân nhắn tới, số
          liệu tự hiện ở đây.
        </p>
      ) : (
        <Filled {...props} />
      )}
      <Sealed {...props} />
      <section class="card" aria-labelledby="means-title">
        <h2 id="means-title">Mỗi số nghĩa là gì</h2>
        <dl>
          {MEANS.map(([name, words]) => (
            <>
              <dt>{name}</dt>
              <dd>{words}</dd>
            </>
          ))}
        </dl>
      </section>
    </>
  );
}

function Filled(props: FiguresProps) {
  const { figures, open } = props;
  const { period, tickets, questions } = figures;
  const { now, before } = tickets;
  const to = (more: Partial<TicketFilter>) => (open ? ticketsHref(period, more) : undefined);
  const inTime = share(now.inTime, now.inTime + now.late);
  const wasInTime = share(before.inTime, before.inTime + before.late);
  return (
    <>
      <ul class="tiles main" aria-label="Số chính">
        <Tile name="Đã nhận" value={String(now.received)} href={to({})}>
          kỳ trước {before.received}, {sayChange(now.received, before.received)}
        </Tile>
        <Tile name="Đã trả lời" value={String(now.answered)} href={to({ answered: 'yes' })}>
          {sayShare(share(now.answered, now.received))} số đã nhận; kỳ trước {before.answered}
        </Tile>
        <Tile name="Đã đóng" value={String(now.closed)} href={to({ state: 'closed' })}>
          kỳ trước {before.closed}
        </Tile>
        <Tile name="Đúng hạn" value={String(now.inTime)} href={to({ outcome: 'in-time' })}>
          kỳ trước {before.inTime}
        </Tile>
        <Tile name="Trễ hạn" value={String(now.late)} href={to({ outcome: 'late' })}>
          kỳ trước {before.late}, {sayChange(now.late, before.late)}
        </Tile>
        <Tile name="Tỉ lệ đúng hạn" value={sayShare(inTime)}>
          kỳ trước {sayShare(wasInTime)}
        </Tile>
        <Tile name="Trả lời lần đầu" value={sayWait(now.wait)}>
          giờ làm việc; kỳ trước {sayWait(before.wait)}
        </Tile>
        <Tile name="Máy trả lời được" value={sayShare(share(questions.now.answered, questions.now.asked))}>
          {questions.now.answered} trên {questions.now.asked} câu hỏi; kỳ trước{' '}
          {sayShare(share(questions.before.answered, questions.before.asked))}
        </Tile>
        <Tile name="Bị chê chưa đúng" value={sayShare(share(questions.now.wrong, questions.now.answered))}>
          {questions.now.wrong} trên {questions.now.answered} câu; kỳ trước{' '}
          {sayShare(share(questions.before.wrong, questions.before.answered))}
        </Tile>
      </ul>
      <p class="row no-print">
        <a class="button quiet" href={periodHref(period, '/xuat.xlsx')}>
          Tải về Excel
        </a>
        <a class="button quiet" href={periodHref(period, '/xuat.csv')}>
          Tải về CSV
        </a>
      </p>
      <Along {...props} />
      {DIMENSIONS.map((dimension) => (
        <Breakdown dimension={dimension} {...props} />
      ))}
    </>
  );
}

function Tile(props: {
  readonly name: FigureName;
  readonly value: string;
  readonly href?: string | undefined;
  readonly children?: Child;
}) {
  const inside = (
    <>
      <span>{props.name}</span>
      <b class={props.value.length > 5 ? 'long' : undefined}>{props.value}</b>
      <span class="muted">{props.children}</span>
    </>
  );
  return (
    <li>
      {props.href === undefined ? (
        <div class="tile figure" title={meansOf(props.name)}>
          {inside}
        </div>
      ) : (
        <a class="tile figure" href={props.href} title={meansOf(props.name)}>
          {inside}
        </a>
      )}
    </li>
  );
}

/** a table with more lines is opened by who wants it */
const MOST_OPEN = 13;

/** What came in along the period. */
function Along({ figures, draw, open }: FiguresProps) {
  const { period, tickets } = figures;
  const steps = stepsOf(period);
  const counts = steps.map((step) =>
    [...tickets.days].reduce((n, [day, count]) => (day >= step.from && day <= step.to ? n + count : n), 0),
  );
  const title = 'Hồ sơ nhận theo thời gian';
  return (
    <section class="card" aria-labelledby="along-title">
      <h2 id="along-title">{title}</h2>
      <div class="chart">
        {raw(
          draw({
            ...{
              id: 'theo-ngay',
              way: 'up',
              title: `${title}: số ở bảng bên dưới`,
              labels: steps.map(sayStep),
            },
            series: [{ name: 'Đã nhận', values: counts }],
          }),
        )}
      </div>
      <details open={steps.length <= MOST_OPEN} class="printed">
        <summary>Bảng số</summary>
        <table class="numbers">
          <caption class="vh">{title}</caption>
          <thead>
            <tr>
              <th scope="col">Ngày</th>
              <th scope="col">Đã nhận</th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step, i) => (
              <tr>
                <th scope="row">{sayDays(step)}</th>
                <td>{open ? <a href={ticketsHref(step, {})}>{counts[i]}</a> : counts[i]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function Sealed({ figures: { sealed } }: FiguresProps) {
  if (sealed === null)
    return (
      <p class="muted">
        Tố cáo được giữ kín và không nằm trong số nào ở đây. Người được giao đọc hồ sơ niêm phong không xem số
        tố cáo ở trang này.
      </p>
    );
  return (
    <section class="card" aria-labelledby="sealed-title">
      <h2 id="sealed-title">Tố cáo (niêm phong), năm {sealed.year}</h2>
      <p>
        Tố cáo được giữ kín và không nằm trong số nào ở trên. Chỉ nói số của từng quý đã hết; dưới 5 thì không
        nói rõ, để không ai bị nhận ra.
      </p>
      {sealed.quarters.length === 0 ? (
        <p class="empty">Năm {sealed.year} chưa có quý nào hết.</p>
      ) : (
        <dl>
          {sealed.quarters.map((told, i) => (
            <>
              <dt>Quý {i + 1}</dt>
              <dd>{sayTold(told)}</dd>
            </>
          ))}
          {sealed.whole !== null && (
            <>
              <dt>Cả năm</dt>
              <dd>{sayTold(sealed.whole)}</dd>
            </>
          )}
        </dl>
      )}
    </section>
  );
}
