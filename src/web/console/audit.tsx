/** `/console/nhat-ky`: who did what to what. To look through and to take along; nothing in it can be changed. */
import { type Context, Hono } from 'hono';
import { clean } from '../../core/text.ts';
import {
  AUDIT_PAGE,
  type AuditFilter,
  type AuditLine,
  allAuditLines,
  auditActions,
  auditLines,
  auditOfficers,
} from '../../store/audit-log.ts';
import { audit } from '../../store/tickets.ts';
import type { WebDeps } from '../deps.ts';
import { FAMILIES, sayAct, sayDetail } from './audit-words.ts';
import { isoDay, sayTime } from './dates.ts';
import { only } from './doors.tsx';
import { type Fields, isId, readForm } from './form.ts';
import { Csrf, type Inside, shell } from './shell.tsx';

const HERE = '/console/nhat-ky';
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ACTION = /^[\w.-]{1,60}$/;
const ROW = /^\d{1,18}$/;

export function auditPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  app.get('/', only('audit.read'), async (c) => {
    const { pool } = deps.store;
    const query = c.req.query();
    const filter = readAuditFilter(query);
    const before = ROW.test(query.truoc ?? '') ? (query.truoc ?? null) : null;
    const [lines, actions, officers] = await Promise.all([
      auditLines(pool, deps.wardId, filter, before, AUDIT_PAGE + 1),
      auditActions(pool, deps.wardId),
      auditOfficers(pool, deps.wardId),
    ]);
    const shown = lines.slice(0, AUDIT_PAGE);
    const last = lines.length > AUDIT_PAGE ? shown.at(-1)?.id : undefined;
    return c.html(
      shell({
        title: 'Nhật ký',
        me: c.get('me'),
        here: HERE,
        children: (
          <>
            <p class="muted">
              Ai đã làm gì, với gì. Không ai sửa, xoá được dòng nào; lệnh <code>npm run doctor</code> kiểm tra
              điều đó. Nhật ký không có lời, tên hay số điện thoại của người dân, và được giữ mãi.
            </p>
            <Filters filter={filter} actions={actions} officers={officers} />
            {shown.length === 0 ? (
              <p class="empty">Không có dòng nào hợp với điều đang lọc.</p>
            ) : (
              <Lines lines={shown} />
            )}
            <nav class="row pages" aria-label="Trang">
              {before !== null && (
                <a class="button quiet" href={auditHref(filter)}>
                  ‹ Mới nhất
                </a>
              )}
              {last !== undefined && (
                <a class="button quiet" rel="next" href={auditHref(filter, last)}>
                  Cũ hơn ›
                </a>
              )}
            </nav>
            <form method="post" action={`${HERE}/xuat`}>
              <Csrf token={c.get('me').csrf} />
              {[...fieldsOf(filter)].map(([name, value]) => (
                <input type="hidden" name={name} value={value} />
              ))}
              <button type="submit" class="button quiet">
                Tải về bảng (CSV), theo điều đang lọc
              </button>
            </form>
          </>
        ),
      }),
    );
  });

  app.post('/xuat', only('audit.read'), async (c) => await exported(deps, c));
  return app;
}

/** Who takes the log along stands in the log. */
async function exported(deps: WebDeps, c: Context<Inside>) {
  const { officer } = c.get('me');
  const filter = readAuditFilter(await readForm(c));
  const actor = { officerId: officer.id, name: officer.name };
  const { auditCsv } = await import('../../papers/audit-csv.ts');
  await audit(
    deps.store.pool,
    deps.wardId,
    actor,
    'audit.export',
    'nhật ký',
    Object.fromEntries(fieldsOf(filter)),
  );
  const encoder = new TextEncoder();
  const batches = allAuditLines(deps.store.pool, deps.wardId, filter);
  let first = true;
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { value, done } = await batches.next();
      if (!done || first) controller.enqueue(encoder.encode(await auditCsv((value ?? []).map(rowOf), first)));
      first = false;
      if (done) controller.close();
    },
    cancel: async () => {
      await batches.return(undefined);
    },
  });
  return c.body(body, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="nhat-ky-${isoDay(deps.now())}.csv"`,
    'cache-control': 'no-store',
  });
}

const rowOf = (line: AuditLine) => ({
  ...{ id: line.id, at: sayTime(line.at), actor: line.actor, action: sayAct(line.action) },
  ...{ subject: line.subject, detail: sayDetail(line.detail) },
});

/** `ai` officer, `viec` act, `voi` subject, `tu` and `den` days. Anything odd is left out. */
function readAuditFilter(query: Fields): AuditFilter {
  const subject = clean(query.voi ?? '', 100);
  const day = (text: string | undefined) =>
    text !== undefined && DAY.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text)
      ? text
      : undefined;
  const [from, to] = [day(query.tu), day(query.den)];
  return {
    ...(isId(query.ai) ? { officerId: query.ai } : {}),
    ...(ACTION.test(query.viec ?? '') && query.viec ? { action: query.viec } : {}),
    ...(subject === '' ? {} : { subject }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

function fieldsOf({ officerId, action, subject, from, to }: AuditFilter): Map<string, string> {
  const all = { ai: officerId, viec: action, voi: subject, tu: from, den: to };
  return new Map(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}

function auditHref(filter: AuditFilter, before?: string): string {
  const query = new URLSearchParams([...fieldsOf(filter)]);
  if (before !== undefined) query.set('truoc', before);
  const text = query.toString();
  return text === '' ? HERE : `${HERE}?${text}`;
}

interface FiltersProps {
  readonly filter: AuditFilter;
  readonly actions: readonly string[];
  readonly officers: readonly { readonly id: string; readonly name: string; readonly removed: boolean }[];
}

function Filters({ filter, actions, officers }: FiltersProps) {
  return (
    <form method="get" action={HERE} class="filters" aria-label="Lọc nhật ký">
      <div class="row">
        <label>
          Ai
          <select name="ai">
            <option value="">Mọi người</option>
            {officers.map((o) => (
              <option value={o.id} selected={o.id === filter.officerId}>
                {o.name}
                {o.removed && ' (đã thôi)'}
              </option>
            ))}
          </select>
        </label>
        <label>
          Việc
          <select name="viec">
            <option value="">Mọi việc</option>
            {[...Object.entries(FAMILIES), ...actions.map((a) => [a, sayAct(a)] as const)].map(
              ([key, name]) => (
                <option value={key} selected={key === filter.action}>
                  {name}
                </option>
              ),
            )}
          </select>
        </label>
        <label>
          Với gì
          <input name="voi" value={filter.subject ?? ''} placeholder="mã hồ sơ, tên" dir="auto" />
        </label>
        <label>
          Từ ngày
          <input type="date" name="tu" value={filter.from ?? ''} />
        </label>
        <label>
          Đến ngày
          <input type="date" name="den" value={filter.to ?? ''} />
        </label>
        <button type="submit" class="button">
          Lọc
        </button>
      </div>
    </form>
  );
}

function Lines({ lines }: { readonly lines: readonly AuditLine[] }) {
  return (
    <ul class="audit">
      {lines.map((line) => (
        <li>
          <time datetime={line.at.toISOString()}>{sayTime(line.at)}</time> · <b dir="auto">{line.actor}</b>{' '}
          {sayAct(line.action)}: <span dir="auto">{line.subject}</span>
          <span class="muted" dir="auto">
            {sayDetail(line.detail) !== '' && ` (${sayDetail(line.detail)})`}
          </span>
        </li>
      ))}
    </ul>
  );
}
