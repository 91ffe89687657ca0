/** Deliveries from the platforms (contract §3): size, then signature, then JSON, then durable, then 200; always within 2 s. */
import { type Context, Hono } from 'hono';
import { NotJson } from '../core/errors.ts';
import { readBody } from './body.ts';
import type { WebDeps } from './deps.ts';
import { within } from './within.ts';

const MAX_BYTES = 1024 * 1024;
/** Zalo gives 2 s; what is left is for the way back. */
const ANSWER_MS = 1_600;

const PATHS: Readonly<Record<string, string>> = {
  telegram: 'telegram',
  zalo: 'zalo',
  'zalo-bot': 'zalo-bot',
};

export function webhooks(deps: WebDeps): Hono {
  const app = new Hono();
  app.post('/:platform', async (c) => {
    const platform = PATHS[c.req.param('platform')];
    if (platform === undefined) return c.notFound();
    return await deliver(c, deps, platform);
  });
  return app;
}

async function deliver(c: Context, deps: WebDeps, platform: string): Promise<Response> {
  const body = await readBody(c, MAX_BYTES);
  if (!body) return c.json({ error: 'quá 1 MB' }, 413);
  try {
    const outcome = await within(ANSWER_MS, deps.intake(platform, { headers: c.req.header(), body }));
    switch (outcome) {
      case 'refused':
        return c.json({ error: 'chữ ký sai hoặc thiếu' }, 401);
      case 'unknown-channel':
        return c.json({ error: 'kênh này chưa được bật' }, 404);
      case 'stored':
      case 'again':
      case 'ignored':
      case 'unreadable':
        return c.json({ ok: true });
      default:
        return outcome satisfies never;
    }
  } catch (error) {
    if (error instanceof NotJson) return c.json({ error: 'nội dung phải là một đối tượng JSON' }, 400);
    deps.log.error(
      { platform, cause: error instanceof Error ? error.name : 'unknown' },
      'a delivery was not stored',
    );
    return c.json({ error: 'tạm thời chưa nhận được, xin gửi lại' }, 503);
  }
}
