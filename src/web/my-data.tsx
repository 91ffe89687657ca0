/** `/du-lieu/:token`: a resident fetches their own data by a link from the chat. A preview of the link uses nothing up: fetching is a button. */
import { Hono } from 'hono';
import { exportIsOpen, useExport } from '../store/data-requests.ts';
import { exportOf } from '../store/export.ts';
import { wardInfo } from '../store/settings.ts';
import type { WebDeps } from './deps.ts';
import { page } from './layout/document.tsx';
import { CONSOLE_HEADERS, withHeaders } from './layout/headers.ts';

export function myDataPages(deps: WebDeps): Hono {
  const app = new Hono();
  app.use('/du-lieu/*', withHeaders({ ...CONSOLE_HEADERS, 'x-robots-tag': 'noindex, nofollow' }));

  app.get('/du-lieu/:token', async (c) => {
    const open = await exportIsOpen(deps.store.pool, deps.wardId, c.req.param('token'), deps.now());
    if (!open) return c.html(over(), 404);
    return c.html(
      page({
        title: 'Dữ liệu của tôi',
        part: 'console',
        children: (
          <main>
            <h1>Dữ liệu của tôi</h1>
            <p>Bấm nút để tải về. Đường dẫn này chỉ dùng được vài lần, trong một ngày.</p>
            <p>Máy dùng chung thì tải xong bác nhớ xoá tệp.</p>
            <form method="post">
              <button type="submit" class="button main">
                Tải về
              </button>
            </form>
          </main>
        ),
      }),
    );
  });

  app.post('/du-lieu/:token', async (c) => {
    const contactId = await useExport(deps.store.pool, deps.wardId, c.req.param('token'), deps.now());
    if (contactId === null) return c.html(over(), 404);
    const ward = await wardInfo(deps.store.pool, deps.wardId);
    const data = await exportOf(deps.store.pool, deps.store.vault, ward.name, contactId, deps.now());
    if (!data) return c.html(over(), 404);
    const { exportZip } = await import('../papers/export.ts');
    return c.body(exportZip(data) as Uint8Array<ArrayBuffer>, 200, {
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="du-lieu-cua-toi.zip"',
    });
  });
  return app;
}

const over = () =>
  page({
    title: 'Đường dẫn đã hết hạn',
    part: 'console',
    children: (
      <main>
        <h1>Đường dẫn đã hết hạn</h1>
        <p>Bác nhắn lại “dữ liệu của tôi” rồi chọn “Lấy toàn bộ dữ liệu” để có đường dẫn mới.</p>
      </main>
    ),
  });
