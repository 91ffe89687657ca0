/** `/console/cau-hoi`: what residents asked that had no sure answer, or one they called wrong. To read only. */
import { Hono } from 'hono';
import { type OpenQuestion, openQuestions, PAGE_ROWS } from '../../store/console.ts';
import type { WebDeps } from '../deps.ts';
import { Typed } from '../layout/words.tsx';
import { sayTime } from './dates.ts';
import { only } from './doors.tsx';
import { pageNumber } from './form.ts';
import { ROUTE_NAMES } from './labels.ts';
import { Pages } from './marks.tsx';
import { type Inside, shell } from './shell.tsx';

const HERE = '/console/cau-hoi';

export function questionPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  app.get('/', only('questions.read'), async (c) => {
    const page = pageNumber(c.req.query('trang'));
    const { total, questions } = await openQuestions(deps.store, deps.wardId, page);
    if (questions.length === 0 && page > 1) return c.redirect(HERE, 303);
    return c.html(
      shell({
        title: 'Câu hỏi chưa trả lời tốt',
        me: c.get('me'),
        here: HERE,
        children: (
          <>
            <p class="muted">
              {total} câu. Đây là những câu máy chưa chắc câu trả lời, hoặc người dân nói là chưa đúng. Lời
              hỏi được giữ 180 ngày.
            </p>
            {questions.length === 0 && <p class="empty">Chưa có câu nào.</p>}
            <ul class="questions">
              {questions.map((q) => (
                <Question question={q} />
              ))}
            </ul>
            <Pages page={page} pages={Math.ceil(total / PAGE_ROWS)} href={(n) => `${HERE}?trang=${n}`} />
          </>
        ),
      }),
    );
  });
  return app;
}

function Question({ question: q }: { readonly question: OpenQuestion }) {
  return (
    <li class="card">
      {q.text === null ? <p class="muted">(Lời hỏi đã xoá.)</p> : <Typed text={q.text} class="main-words" />}
      <p class="muted">
        {sayTime(q.at)} · máy hiểu là: {ROUTE_NAMES[q.route] ?? q.route} ·{' '}
        {q.verdict === 'wrong' ? <b>người dân nói chưa đúng</b> : 'máy chưa chắc'}
      </p>
      {q.answered.length > 0 && (
        <>
          <p>Máy đã đưa ra:</p>
          <ul>
            {q.answered.map((title) => (
              <li dir="auto">{title}</li>
            ))}
          </ul>
        </>
      )}
    </li>
  );
}
