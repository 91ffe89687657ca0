/** For whoever watches over the program: alive, ready, numbers. */
import { Hono } from 'hono';
import type { WebDeps } from './deps.ts';

export function health(deps: Pick<WebDeps, 'ready' | 'metrics'>): Hono {
  const app = new Hono();
  app.get('/healthz', (c) => c.text('ok\n'));
  app.get('/readyz', async (c) => {
    const { dependencies, channels } = await deps.ready();
    const ok = Object.values(dependencies).every((d) => d.ok);
    return c.json({ ok, ...dependencies, channels }, ok ? 200 : 503);
  });
  app.get('/metrics', async (c) => {
    const { type, text } = await deps.metrics();
    return c.body(text, 200, { 'content-type': type });
  });
  return app;
}
