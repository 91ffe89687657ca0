/** `/tep-tin/<hash>/<name>`: a paper that went with a broadcast. Who has the address was sent it. */
import { Hono } from 'hono';
import { noticeFile } from '../core/paper.ts';
import { readNoticeFile } from '../store/notice-files.ts';
import type { WebDeps } from './deps.ts';
import { PUBLIC_HEADERS, withHeaders } from './layout/headers.ts';

export function noticeFilePages(deps: WebDeps): Hono {
  const app = new Hono();
  app.use('/tep-tin/*', withHeaders(PUBLIC_HEADERS));
  app.get('/tep-tin/:sha256/:name', async (c) => {
    const { sha256, name } = c.req.param();
    const file = await readNoticeFile(deps.dataDir, noticeFile(sha256, name));
    if (!file) return c.notFound();
    return c.body(new Uint8Array(file.bytes), 200, {
      'content-type': file.mime,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'x-content-type-options': 'nosniff',
    });
  });
  return app;
}
