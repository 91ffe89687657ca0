/** What is done to an officer on their page: name and roles, sessions, handing over, leaving and coming back. */
import type { TicketKind, TicketState } from '../../core/types.ts';
import { ROLES, type Role } from '../../store/officers.ts';
import type { Held, StaffLine } from '../../store/staff.ts';
import type { WebDeps } from '../deps.ts';
import { atStart } from '../layout/words.tsx';
import { Line } from './fields.tsx';
import { LIST } from './filter.ts';
import { kindName, STATE_NAMES } from './labels.ts';
import { ROLE_NAMES } from './roles.ts';
import { Csrf } from './shell.tsx';

const ROLE_HINTS: Readonly<Record<Role, string>> = {
  admin: 'làm mọi việc, thiết lập, quản lý cán bộ; không đọc hồ sơ niêm phong',
  receiver: 'nhận hồ sơ tại quầy và qua các kênh, giao việc',
  handler: 'xử lý, trả lời hồ sơ',
  leader: 'như chuyên môn, thêm ký kiến thức, duyệt tin, đọc nhật ký',
  'sealed-reader': 'đọc nội dung tố cáo người dân lỡ nhắn; cần người đang đọc đồng ý',
  supervisor: 'Ban TTND, Mặt trận: thấy việc và hạn, không thấy người gửi',
};

/** Which roles, to be ticked. */
export function Roles({ chosen }: { readonly chosen: readonly Role[] }) {
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

export function Gone({
  at,
  csrf,
  held,
}: {
  readonly at: string;
  readonly csrf: string;
  readonly held: number;
}) {
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

export function HandOver({ at, csrf, held, takers, deps }: HandOverProps) {
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

export function Acts({ at, csrf, officer, mine }: ActsProps) {
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
