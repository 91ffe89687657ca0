/** `/giay/<token>`: a paper filled in for one resident, to be fetched with one button within a day. */
import { Hono } from 'hono';
import { fetchPaper, paperWaits } from '../store/papers.ts';
import type { WebDeps } from './deps.ts';
import { page } from './layout/document.tsx';
import { PUBLIC_HEADERS, withHeaders } from './layout/headers.ts';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

export function paperPage(deps: WebDeps): Hono {
  const app = new Hono();
  app.use('/giay/*', withHeaders(PUBLIC_HEADERS));
  app.get('/giay/:token', async (c) => {
    const token = c.req.param('token');
    const waits = TOKEN.test(token) && (await paperWaits(deps.store.pool, token, deps.now()));
    return waits ? c.html(draw(<Fetch />)) : c.html(draw(<Gone />), 404);
  });
  // a form, so that a program that only looks at links takes nothing
  app.post('/giay/:token', async (c) => {
    const token = c.req.param('token');
    const { pool, vault } = deps.store;
    const kept = TOKEN.test(token) ? await fetchPaper(pool, vault, token, deps.now()) : null;
    if (!kept) return c.html(draw(<Gone />), 404);
    const { makePaper } = await import('../papers/make.ts');
    const { bytes, mime, name } = await makePaper(kept.kind, kept.fields);
    return c.body(bytes, 200, {
      'content-type': mime,
      'content-disposition': `attachment; filename="${name}"`,
    });
  });
  return app;
}

function draw(children: ReturnType<typeof Fetch>) {
  return page({
    title: 'Đơn của bác',
    part: 'public',
    head: <meta name="robots" content="noindex" />,
    children: (
      <>
        <header>
          <h1>Đơn của bác</h1>
        </header>
        <main>{children}</main>
      </>
    ),
  });
}

function Fetch() {
  return (
    <form method="post" class="card stack">
      <p>Bác bấm nút để tải đơn về máy. Đơn là tệp Word: in ra, viết chỗ còn trống, rồi ký.</p>
      <button type="submit" class="button main tall">
        Tải đơn về
      </button>
      <p class="muted">
        Đừng gửi đường dẫn này cho người khác: ai mở cũng lấy được đơn. Sau 24 giờ nó hết dùng.
      </p>
    </form>
  );
}

function Gone() {
  return (
    <div class="notice warn">
      <p>Đơn này đã quá 24 giờ, đã tải đủ số lần, hoặc đường dẫn bị thiếu chữ.</p>
      <p>
        Bác <a href="/chat">nhắn lại cho phường</a> để làm đơn mới.
      </p>
    </div>
  );
}
