/** `/console/tep/:id`: a resident's file, to officers only, so that nothing in it can run. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { filePath } from '../../store/attachments.ts';
import { fileToServe } from '../../store/console-ticket.ts';
import type { WebDeps } from '../deps.ts';
import { only } from './doors.tsx';
import { disposition, isPicture, nameless } from './file-types.ts';
import { isId } from './form.ts';
import { type Inside, plainPage } from './shell.tsx';

export function filePages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  app.get('/:id', only('files.read'), async (c) => {
    const id = c.req.param('id');
    const file = isId(id) ? await fileToServe(deps.store.pool, deps.wardId, id) : null;
    const path = file && filePath(deps.dataDir, file.sha256);
    const there = path === null ? null : await stat(path).catch(() => null);
    if (!file || path === null || !there)
      return plainPage(
        c,
        404,
        'Không có tệp này',
        'Tệp chưa tải về máy chủ, đã bị xoá, hoặc đường dẫn không đúng. Có thể nhờ người dân gửi lại.',
      );
    const shown = isPicture(file.mime);
    const stream = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
    return c.body(stream, 200, {
      'content-type': file.mime ?? 'application/octet-stream',
      'content-length': String(there.size),
      'content-disposition': disposition(
        shown ? 'inline' : 'attachment',
        file.name ?? nameless(id, file.mime),
      ),
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-store',
    });
  });
  return app;
}
