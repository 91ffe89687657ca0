/** The pages about officers: the list with who may what, one officer, a link to hand over. */
import type { Context } from 'hono';
import type { TicketKind, TicketState } from '../../core/types.ts';
import { LINK_MINUTES, type Officer, ROLES, type Role } from '../../store/officers.ts';
import {
  type Held,
  heldByOfficer,
  namings,
  type StaffLine,
  staffLine,
  staffLines,
} from '../../store/staff.ts';
import type { WebDeps } from '../deps.ts';
import { atStart } from '../layout/words.tsx';
import { sayTime } from './dates.ts';
import { Line } from './fields.tsx';
import { LIST } from './filter.ts';
import { kindName, STATE_NAMES } from './labels.ts';
import { ACTION_NAMES, type Action, may, ROLE_NAMES, rolesFor } from './roles.ts';
import { Csrf, type Inside, shell } from './shell.tsx';

export const OFFICERS = '/console/can-bo';

const ROLE_HINTS: Readonly<Record<Role, string>> = {
  admin: 'làm mọi việc, thiết lập, quản lý cán bộ; không đọc hồ sơ niêm phong',
  receiver: 'nhận hồ sơ tại quầy và qua các kênh, giao việc',
  handler: 'xử lý, trả lời hồ sơ',
  leader: 'như chuyên môn, thêm ký kiến thức, duyệt tin, đọc nhật ký',
  'sealed-reader': 'đọc nội dung tố cáo người dân lỡ nhắn; cần người đang đọc đồng ý',
  supervisor: 'Ban TTND, Mặt trận: thấy việc và hạn, không thấy người gửi',
};

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

function Roles({ chosen }: { readonly chosen: readonly Role[] }) {
  return (
    <fieldset class="field">
      <legend>Vai trò</legend>
      {ROLES.map((role) => (
        <label class="tick">
          <input type="checkbox" name="role" value={role} checked={chosen.includes(role)} />
          <span>
            {atStart(ROLE_NAMES[role])} <span class="muted">({ROLE_HINTS[role]})</span>
          </span>
        </label>
      ))}
    </fieldset>
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

function Gone({ at, csrf, held }: { readonly at: string; readonly csrf: string; readonly held: number }) {
  return (
    <section class="notice warn" aria-label="Đã thôi">
      <p>
        Người này đã thôi, không vào được nữa.
        {held > 0 && ` Còn ${held} hồ sơ đang giữ: xin giao cho người khác ở dưới.`}
      </p>
      <form method="post" action={at}>
        <Csrf token={csrf} />
        <button type="submit" name="do" value="lai" class="button quiet">
          Cho vào lại
        </button>
      </form>
    </section>
  );
}

interface HandOverProps {
  readonly at: string;
  readonly csrf: string;
  readonly held: readonly Held[];
  readonly takers: readonly StaffLine[];
  readonly deps: WebDeps;
}

function HandOver({ at, csrf, held, takers, deps }: HandOverProps) {
  if (held.length === 0) return <p>Không giữ hồ sơ nào đang mở.</p>;
  return (
    <section class="card" aria-labelledby="held-title">
      <h2 id="held-title">Hồ sơ đang giữ ({held.length})</h2>
      <form method="post" action={at} class="stack">
        <Csrf token={csrf} />
        <ul class="plain">
          {held.map(({ code, kind, state }) => (
            <li>
              <label class="tick">
                <input type="checkbox" name="chon" value={code} checked /> {code}{' '}
                <span class="muted">
                  {kindName(deps.words.vi, kind as TicketKind)} · {STATE_NAMES[state as TicketState]}
                </span>
              </label>{' '}
              <a href={`${LIST}/${code}`}>
                Xem<span class="vh"> {code}</span>
              </a>
            </li>
          ))}
        </ul>
        <label for="taker">Giao cho</label>
        <select id="taker" name="officer">
          <option value="">(chọn người nhận)</option>
          {takers.map((o) => (
            <option value={o.id}>{o.name}</option>
          ))}
        </select>
        <button type="submit" name="do" value="giao" class="button">
          Giao hồ sơ đã chọn
        </button>
      </form>
    </section>
  );
}

interface ActsProps {
  readonly at: string;
  readonly csrf: string;
  readonly officer: StaffLine;
  readonly mine: boolean;
}

function Acts({ at, csrf, officer, mine }: ActsProps) {
  return (
    <>
      <section class="card" aria-labelledby="roles-title">
        <h2 id="roles-title">Tên và vai trò</h2>
        <form method="post" action={at} class="stack">
          <Csrf token={csrf} />
          <Line name="name" label="Họ và tên" typed={{ name: officer.name }} wrong={{}} />
          <button type="submit" name="do" value="ten" class="button quiet">
            Đổi tên
          </button>
        </form>
        <form method="post" action={at} class="stack">
          <Csrf token={csrf} />
          <Roles chosen={officer.roles} />
          <button type="submit" name="do" value="vai-tro" class="button">
            Lưu vai trò
          </button>
        </form>
      </section>
      <section class="card" aria-labelledby="door-title">
        <h2 id="door-title">Đăng nhập</h2>
        <form method="post" action={at} class="row">
          <Csrf token={csrf} />
          <button type="submit" name="do" value="lien-ket" class="button">
            Lấy liên kết đăng nhập
          </button>
          <button type="submit" name="do" value="phien" class="button quiet">
            Đóng mọi phiên ({officer.sessions})
          </button>
        </form>
        {!mine && officer.enrolled && (
          <Sure
            at={at}
            csrf={csrf}
            act="lop-hai"
            title="Mất điện thoại: bỏ lớp xác nhận thứ hai"
            sure={`Tôi đã gặp tận mặt ${officer.name}`}
            button="Bỏ lớp xác nhận thứ hai"
          />
        )}
      </section>
      {!mine && (
        <Sure
          at={at}
          csrf={csrf}
          act="thoi"
          title="Cho thôi"
          sure={`Đúng, ${officer.name} thôi làm việc ở đây và ra khỏi mọi máy ngay`}
          button="Cho thôi"
        />
      )}
    </>
  );
}

interface SureProps {
  readonly at: string;
  readonly csrf: string;
  readonly act: string;
  readonly title: string;
  readonly sure: string;
  readonly button: string;
}

function Sure({ at, csrf, act, title, sure, button }: SureProps) {
  return (
    <details class="card">
      <summary>{title}</summary>
      <form method="post" action={at} class="stack">
        <Csrf token={csrf} />
        <label class="tick">
          <input type="checkbox" name="sure" value="yes" required /> {sure}
        </label>
        <button type="submit" name="do" value={act} class="button grave">
          {button}
        </button>
      </form>
    </details>
  );
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
