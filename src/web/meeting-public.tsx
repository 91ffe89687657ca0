/** `/lich/<id>`: a meeting as anybody may see it, its papers, and its calendar file. Nothing personal. */
import { Hono } from 'hono';
import { openPaper } from '../store/meetings/day.ts';
import { meetingById } from '../store/meetings/rows.ts';
import { sayTime } from './console/dates.ts';
import { isId } from './console/form.ts';
import type { WebDeps } from './deps.ts';
import { page } from './layout/document.tsx';
import { CONSOLE_HEADERS, withHeaders } from './layout/headers.ts';

export function meetingPublic(deps: WebDeps): Hono {
  const app = new Hono();
  app.use('/lich/*', withHeaders(CONSOLE_HEADERS));
  const find = async (id: string) => {
    const meeting = isId(id) ? await meetingById(deps.store.pool, deps.wardId, id) : null;
    return meeting && meeting.state !== 'draft' && meeting.kind !== 'ban' ? meeting : null;
  };
  app.get('/lich/:file', async (c) => {
    const file = c.req.param('file');
    const meeting = await find(file.replace(/\.ics$/, ''));
    if (!meeting) return c.notFound();
    if (file.endsWith('.ics')) {
      const { meetingCalendar } = await import('../papers/ics.ts');
      const host = deps.publicUrl === null ? 'dan-biet.invalid' : new URL(deps.publicUrl).hostname;
      const text = await meetingCalendar({ ...meeting, cancelled: meeting.state === 'cancelled' }, host);
      return c.body(text, 200, {
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': 'attachment; filename="hop.ics"',
        'cache-control': 'no-cache',
      });
    }
    return c.html(
      page({
        title: meeting.title,
        part: 'console',
        children: (
          <main id="content">
            <h1 dir="auto">{meeting.title}</h1>
            {meeting.state === 'cancelled' && (
              <p class="notice bad">Cuộc họp này đã hoãn, không họp. {meeting.cancelWhy}</p>
            )}
            <dl class="card">
              <dt>Thời gian</dt>
              <dd>{sayTime(meeting.startsAt)}</dd>
              <dt>Nơi họp</dt>
              <dd dir="auto">{meeting.place}</dd>
              <dt>Nội dung</dt>
              <dd class="typed" dir="auto">
                {meeting.agenda}
              </dd>
              <dt>Chủ trì</dt>
              <dd dir="auto">{meeting.host}</dd>
            </dl>
            <p>
              <a class="button" href={`/lich/${meeting.id}.ics`}>
                Lưu vào lịch
              </a>
            </p>
            {meeting.papers.length > 0 && (
              <section class="card">
                <h2>Tài liệu họp</h2>
                <ul>
                  {meeting.papers.map((p) => (
                    <li>
                      <a href={`/lich/${meeting.id}/${p.id}`} dir="auto">
                        {p.name}
                      </a>
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </main>
        ),
      }),
    );
  });
  app.get('/lich/:id/:paper', async (c) => {
    const { id, paper } = c.req.param();
    if (!isId(id) || !isId(paper) || !(await find(id))) return c.notFound();
    const found = await openPaper(deps.store, deps.dataDir, deps.wardId, id, paper);
    if (!found) return c.notFound();
    return c.body(new Uint8Array(found.bytes), 200, {
      'content-type': found.mime,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`,
      'x-content-type-options': 'nosniff',
    });
  });
  return app;
}
