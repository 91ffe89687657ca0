/** Every page and path of the program. */
import { Hono } from 'hono';
import { chatApi } from './chat-api.ts';
import { chatPage } from './chat-page.tsx';
import { consoleApp } from './console/index.tsx';
import type { WebDeps } from './deps.ts';
import { health } from './health.ts';
import { lookupPage } from './lookup.tsx';
import { meetingPublic } from './meeting-public.tsx';
import { myDataPages } from './my-data.tsx';
import { noticeFilePages } from './notice-file.ts';
import { paperPage } from './paper.tsx';
import { webhooks } from './webhooks.ts';

export function createServer(deps: WebDeps): Hono {
  const app = new Hono();
  app.onError((error, c) => {
    deps.log.error({ path: c.req.routePath, cause: error.name }, 'a request failed');
    return c.text('Có lỗi ở phía chúng tôi. Xin thử lại sau ít phút.', 500);
  });
  app.route('/', health(deps));
  app.route('/webhook', webhooks(deps));
  app.route('/chat', chatApi(deps));
  app.route('/', chatPage(deps));
  app.route('/', lookupPage(deps));
  app.route('/', meetingPublic(deps));
  app.route('/', noticeFilePages(deps));
  app.route('/', myDataPages(deps));
  app.route('/', paperPage(deps));
  app.route('/', consoleApp(deps));
  app.get('/', (c) => c.redirect('/chat', 302));
  app.notFound((c) => c.text('Không có trang này.', 404));
  return app;
}
