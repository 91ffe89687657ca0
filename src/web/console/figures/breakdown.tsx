/** One way of dividing what came in: a chart, and the table it is drawn from. */
import { raw } from 'hono/html';
import { share } from '../../../core/figures.ts';
import type { Dimension, Line } from '../../../store/figures/index.ts';
import type { TicketFilter } from '../../../store/ticket-list.ts';
import { lineFilter, ticketsHref } from './read.ts';
import type { FiguresProps } from './view.tsx';
import { DIMENSION_NAMES, sayShare, sayWait } from './words.ts';

/** bars beyond these are only in the table */
const MOST_BARS = 12;

export function Breakdown({
  figures,
  name,
  open,
  draw,
  dimension,
}: FiguresProps & { readonly dimension: Dimension }) {
  const { period, tickets } = figures;
  const lines = tickets.by[dimension];
  const bars = lines.filter((l) => l.received > 0).slice(0, MOST_BARS);
  const title = DIMENSION_NAMES[dimension];
  const id = `theo-${dimension}`;
  const cell = (line: Line, n: number, more: Partial<TicketFilter>) =>
    open && n > 0 ? (
      <a href={ticketsHref(period, { ...lineFilter(dimension, line.key), ...more })}>{n}</a>
    ) : (
      n
    );
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {bars.length > 0 && (
        <div class="chart">
          {raw(
            draw({
              id: `${id}-hinh`,
              way: 'across',
              title: `Hồ sơ nhận, ${title.toLowerCase()}: số ở bảng bên dưới`,
              labels: bars.map((l) => name(dimension, l.key)),
              series: [
                { name: 'Đúng hạn', values: bars.map((l) => l.inTime) },
                { name: 'Trễ hạn', values: bars.map((l) => l.late) },
                { name: 'Chưa tính hạn', values: bars.map((l) => l.received - l.inTime - l.late) },
              ],
            }),
          )}
        </div>
      )}
      {lines.length > bars.length && bars.length === MOST_BARS && (
        <p class="muted">Hình chỉ vẽ {MOST_BARS} dòng nhiều nhất; bảng có đủ.</p>
      )}
      <table class="numbers wide">
        <caption class="vh">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{title.replace('Theo ', '').replace(/^./, (c) => c.toUpperCase())}</th>
            <th scope="col">Đã nhận</th>
            <th scope="col">Kỳ trước</th>
            <th scope="col">Đã trả lời</th>
            <th scope="col">Đúng hạn</th>
            <th scope="col">Trễ hạn</th>
            <th scope="col">Tỉ lệ đúng hạn</th>
            <th scope="col">Trả lời lần đầu</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr>
              <th scope="row" dir="auto">
                {name(dimension, line.key)}
              </th>
              <td data-name="Đã nhận">{cell(line, line.received, {})}</td>
              <td data-name="Kỳ trước">{line.before}</td>
              <td data-name="Đã trả lời">{cell(line, line.answered, { answered: 'yes' })}</td>
              <td data-name="Đúng hạn">{cell(line, line.inTime, { outcome: 'in-time' })}</td>
              <td data-name="Trễ hạn">{cell(line, line.late, { outcome: 'late' })}</td>
              <td data-name="Tỉ lệ đúng hạn">{sayShare(share(line.inTime, line.inTime + line.late))}</td>
              <td data-name="Trả lời lần đầu">{sayWait(line.wait)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
