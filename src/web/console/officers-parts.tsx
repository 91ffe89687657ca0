/** The pages about officers: the list with who may what, one officer, a link to hand over. */
import type { Context } from 'hono';
import { LINK_MINUTES, type Officer, ROLES, type Role } from '../../store/officers.ts';
import { heldByOfficer, namings, type StaffLine, staffLine, staffLines } from '../../store/staff.ts';
import type { WebDeps } from '../deps.ts';
import { atStart } from '../layout/words.tsx';
import { sayTime } from './dates.ts';
import { Line } from './fields.tsx';
import { Acts, Gone, HandOver, Roles } from './officers-acts.tsx';
import { ACTION_NAMES, type Action, may, ROLE_NAMES, rolesFor } from './roles.ts';
import { Csrf, type Inside, shell } from './shell.tsx';

export const OFFICERS = '/console/can-bo';

const rolesOf = (roles: readonly Role[]): string =>
  roles.map((role) => ROLE_NAMES[role]).join(', ') || 'chưa có vai trò';

const Bad = ({ words }: { readonly words: string | undefined }) =>
  words === undefined ? null : (
    <p class="notice bad" role="alert">
      {words}
    </p>
  );

interface ListAttempt {
  readonly problem?: string;
  readonly name?: string;
  readonly roles?: readonly Role[];
}

export async function drawOfficers(deps: WebDeps, c: Context<Inside>, attempt: ListAttempt) {
  const me = c.get('me');
  const all = await staffLines(deps.store.pool, deps.wardId);
  const here = all.filter((o) => o.removedAt === null);
  const away = all.filter((o) => o.removedAt !== null);
  return shell({
    title: 'Cán bộ',
    me,
    here: OFFICERS,
    done: c.req.query('da'),
    children: (
      <>
        <Bad words={attempt.problem} />
        <ul class="tickets">
          {here.map((o) => (
            <Row officer={o} me={me.officer.id} />
          ))}
        </ul>
        <details class="card" open={attempt.problem !== undefined}>
          <summary>Thêm cán bộ</summary>
          <form method="post" action={OFFICERS} class="stack">
            <Csrf token={me.csrf} />
            <Line name="name" label="Họ và tên" typed={{ name: attempt.name ?? '' }} wrong={{}} />
            <Roles chosen={attempt.roles ?? []} />
            <button type="submit" class="button">
              Thêm và lấy liên kết đăng nhập
            </button>
          </form>
        </details>
        <RoleTable />
        {away.length > 0 && (
          <details>
            <summary>Đã thôi ({away.length})</summary>
            <ul class="tickets">
              {away.map((o) => (
                <Row officer={o} me={me.officer.id} />
              ))}
            </ul>
          </details>
        )}
      </>
    ),
  });
}

function Row({ officer: o, me }: { readonly officer: StaffLine; readonly me: string }) {
  return (
    <li>
      <a href={`${OFFICERS}/${o.id}`} class="ticket">
        <span class="ticket-head">
          <b dir="auto">{o.name}</b>
          {o.id === me && <span class="state">anh, chị</span>}
        </span>
        <span>{atStart(rolesOf(o.roles))}</span>
        <span class="muted ticket-foot">
          <span>
            {o.removedAt !== null
              ? `thôi lúc ${sayTime(o.removedAt)}`
              : o.lastAt === null
                ? 'chưa đăng nhập lần nào'
                : `đăng nhập ${sayTime(o.lastAt)}`}
          </span>
          <span>
            {o.holding === 0 ? 'không giữ hồ sơ nào' : `giữ ${o.holding} hồ sơ`}
            {o.removedAt === null && !o.enrolled && ' · chưa cài lớp xác nhận thứ hai'}
          </span>
        </span>
      </a>
    </li>
  );
}

/** Action by action, who may: two columns, so that it is read on a phone too. */
function RoleTable() {
  const actions = Object.keys(ACTION_NAMES) as Action[];
  return (
    <details class="card">
      <summary>Ai được làm việc gì</summary>
      <table class="plain-table">
        <thead>
          <tr>
            <th scope="col">Việc</th>
            <th scope="col">Vai trò được làm</th>
          </tr>
        </thead>
        <tbody>
          {actions.map((action) => (
            <tr>
              <th scope="row">{ACTION_NAMES[action]}</th>
              <td>
                {rolesFor(action).length === ROLES.length
                  ? 'mọi vai trò'
                  : rolesFor(action)
                      .map((role) => ROLE_NAMES[role])
                      .join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** One officer; null when there is none. */
export async function drawOfficer(
  deps: WebDeps,
  c: Context<Inside>,
  id: string,
  { problem }: { readonly problem?: string },
) {
  const me = c.get('me');
  const { pool } = deps.store;
  const officer = await staffLine(pool, deps.wardId, id);
  if (!officer) return null;
  const [held, all, waiting] = await Promise.all([
    heldByOfficer(pool, deps.wardId, id),
    staffLines(pool, deps.wardId),
    namings(pool, deps.wardId, deps.now()),
  ]);
  const at = `${OFFICERS}/${id}`;
  const proposed = waiting.find((one) => one.officerId === id);
  const takers = all.filter((o) => o.removedAt === null && o.id !== id && may(o.roles, 'tickets.answer'));
  const { csrf } = me;
  const here = officer.removedAt === null;
  return shell({
    title: officer.name,
    me,
    here: OFFICERS,
    done: c.req.query('da'),
    children: (
      <>
        <Bad words={problem} />
        {!here && <Gone at={at} csrf={csrf} held={held.length} />}
        {proposed && (
          <p class="notice warn">
            Đang chờ người đọc hồ sơ niêm phong đồng ý cho đọc cùng (đề nghị lúc {sayTime(proposed.at)}).
          </p>
        )}
        <p class="muted">
          {atStart(rolesOf(officer.roles))} ·{' '}
          {officer.enrolled ? 'đã cài lớp xác nhận thứ hai' : 'chưa cài lớp xác nhận thứ hai'} ·{' '}
          {officer.sessions} phiên đang mở · {officer.accounts} tài khoản chat đã nối
        </p>
        <HandOver at={at} csrf={csrf} held={held} takers={takers} deps={deps} />
        {here && <Acts at={at} csrf={csrf} officer={officer} mine={id === me.officer.id} />}
      </>
    ),
  });
}

/** A link to hand over: shown once, works once. */
export function drawLink(
  deps: WebDeps,
  c: Context<Inside>,
  { token, officer }: { readonly token: string; readonly officer: Officer },
  note?: string,
) {
  const base = deps.publicUrl ?? new URL(c.req.url).origin;
  return shell({
    title: `Liên kết đăng nhập của ${officer.name}`,
    me: c.get('me'),
    here: OFFICERS,
    children: (
      <>
        {note !== undefined && <p class="notice warn">{note}</p>}
        <section class="card">
          <label for="link">Gửi riêng cho {officer.name}, không gửi vào nhóm</label>
          <input id="link" value={`${base}/console/login/${token}`} readonly dir="ltr" />
          <p>
            Dùng một lần, trong {LINK_MINUTES} phút. Ai có liên kết này vào được như {officer.name}; việc lấy
            liên kết đã ghi vào nhật ký. Trang này không mở lại được: cần nữa thì lấy liên kết mới.
          </p>
        </section>
        <p>
          <a class="button quiet" href={`${OFFICERS}/${officer.id}`}>
            Xong
          </a>
        </p>
      </>
    ),
  });
}
