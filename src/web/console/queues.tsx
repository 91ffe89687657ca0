/** `/console/hang-doi`: what waits and what failed, for the administrator. Ids, reasons and times; never what was said. */
import { Hono } from 'hono';
import { type Queued, queued, tryAgain } from '../../store/queues.ts';
import type { WebDeps } from '../deps.ts';
import { sayTime } from './dates.ts';
import { only } from './doors.tsx';
import { readForm } from './form.ts';
import { platformName } from './labels.ts';
import { Csrf, type Inside, plainPage, shell } from './shell.tsx';

export const QUEUES = '/console/hang-doi';

const REASONS: Readonly<Record<string, string>> = {
  retry: 'kênh không nhận sau nhiều lần thử',
  throttled: 'kênh bảo chậm lại',
  blocked: 'người nhận đã chặn hoặc rời kênh',
  'window-closed': 'quá thời gian được phép nhắn',
  quota: 'hết số tin được gửi',
  rejected: 'kênh từ chối tin này',
  erased: 'người dân đã xoá dữ liệu',
};

export function queuePages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  app.get('/', only('queues.see'), async (c) => {
    const found = await queued(deps.store.pool, deps.wardId);
    return c.html(
      shell({
        title: 'Hàng đợi',
        me: c.get('me'),
        here: QUEUES,
        done: c.req.query('da'),
        children: <Page found={found} csrf={c.get('me').csrf} />,
      }),
    );
  });
  app.post('/', only('queues.see'), async (c) => {
    const { what, id } = await readForm(c);
    const { officer } = c.get('me');
    if ((what !== 'outbox' && what !== 'inbox') || !/^\d{1,18}$/.test(id ?? ''))
      return plainPage(c, 409, 'Chưa làm được', 'Yêu cầu này không đọc được. Xin mở lại trang.');
    const actor = { officerId: officer.id, name: officer.name };
    if (!(await tryAgain(deps.store, deps.wardId, what, id ?? '', actor)))
      return plainPage(
        c,
        409,
        'Chưa làm được',
        'Tin này không còn ở đây, đang được thử lại, hoặc nội dung đã xoá.',
      );
    return c.redirect(`${QUEUES}?da=xep-lai`, 303);
  });
  return app;
}

function Page({ found, csrf }: { readonly found: Queued; readonly csrf: string }) {
  const { inbox, outbox, dead, failed } = found;
  return (
    <>
      <dl class="card">
        <dt>Tin đến đang chờ xử lý</dt>
        <dd>{inbox.new ?? 0}</dd>
        <dt>Tin đi đang chờ gửi</dt>
        <dd>{(outbox.queued ?? 0) + (outbox.sending ?? 0)}</dd>
        <dt>Tin giữ lại, chờ người dân nhắn hoặc chờ kỳ sau</dt>
        <dd>{outbox.held ?? 0}</dd>
        <dt>Tin đến không đọc được</dt>
        <dd>{inbox.unreadable ?? 0}</dd>
      </dl>
      <h2>Tin đi không gửi được</h2>
      {dead.length === 0 && <p class="empty">Không có tin nào bị bỏ lại.</p>}
      <ul class="cards">
        {dead.map((m) => (
          <li class="card">
            <p>
              {platformName(m.platform)}, {sayTime(m.createdAt)}:{' '}
              {REASONS[m.reason ?? ''] ?? 'không rõ vì sao'} (thử {m.attempts} lần)
              {m.code !== null && (
                <>
                  {' '}
                  · <a href={`/console/ho-so/${m.code}`}>{m.code}</a>
                </>
              )}
            </p>
            <Again what="outbox" id={m.id} wiped={m.wiped} csrf={csrf} />
          </li>
        ))}
      </ul>
      <h2>Tin đến xử lý không được</h2>
      {failed.length === 0 && <p class="empty">Không có tin nào xử lý hỏng.</p>}
      <ul class="cards">
        {failed.map((m) => (
          <li class="card">
            <p>
              {platformName(m.platform)}, {sayTime(m.receivedAt)}: <code>{m.error ?? 'không rõ'}</code>
            </p>
            <Again what="inbox" id={m.id} wiped={m.wiped} csrf={csrf} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Again(props: {
  readonly what: 'inbox' | 'outbox';
  readonly id: string;
  readonly wiped: boolean;
  readonly csrf: string;
}) {
  if (props.wiped) return <p class="muted">Nội dung đã xoá theo quy định nên không thử lại được.</p>;
  return (
    <form method="post" action={QUEUES}>
      <Csrf token={props.csrf} />
      <input type="hidden" name="what" value={props.what} />
      <input type="hidden" name="id" value={props.id} />
      <button type="submit" class="button quiet small">
        Thử lại
      </button>
    </form>
  );
}
