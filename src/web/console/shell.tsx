/** The frame of the console's pages. */
import { randomBytes, randomInt } from 'node:crypto';
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { SignedIn } from '../../store/officers.ts';
import { assets } from '../layout/assets.ts';
import { page } from '../layout/document.tsx';
import { DONE } from './labels.ts';
import { type Action, may, ROLE_NAMES } from './roles.ts';

/** What the doors hand to every page behind them. */
export type Inside = { Variables: { me: SignedIn } };

const PLACES: readonly { readonly href: string; readonly name: string; readonly action: Action }[] = [
  { href: '/console', name: 'Hôm nay', action: 'tickets.read' },
  { href: '/console/ho-so', name: 'Hồ sơ', action: 'tickets.read' },
  { href: '/console/tiep-nhan', name: 'Tiếp nhận', action: 'counter.write' },
  { href: '/console/kien-thuc', name: 'Kiến thức', action: 'questions.read' },
  { href: '/console/giam-sat', name: 'Giám sát', action: 'watch.read' },
  { href: '/console/cau-hoi', name: 'Câu hỏi', action: 'questions.read' },
  { href: '/console/tiep-dan', name: 'Tiếp dân', action: 'reception.read' },
  { href: '/console/hop', name: 'Họp', action: 'meetings.read' },
  { href: '/console/nhom', name: 'Nhóm', action: 'meetings.read' },
  { href: '/console/thong-bao', name: 'Gửi tin', action: 'broadcasts.read' },
  { href: '/console/phuong', name: 'Phường', action: 'ward.read' },
  { href: '/console/linh-vuc', name: 'Lĩnh vực', action: 'categories.write' },
  { href: '/console/ngay-nghi', name: 'Ngày nghỉ', action: 'ward.read' },
  { href: '/console/kenh', name: 'Kênh', action: 'channels.read' },
  { href: '/console/nhat-ky', name: 'Nhật ký', action: 'audit.read' },
  { href: '/console/hang-doi', name: 'Hàng đợi', action: 'queues.see' },
  { href: '/console/niem-phong', name: 'Niêm phong', action: 'sealed.see' },
  { href: '/console/toi', name: 'Tài khoản của tôi', action: 'account.own' },
];

export interface ShellProps {
  readonly title: string;
  /** absent before sign-in */
  readonly me?: SignedIn;
  /** address of the place in the menu */
  readonly here?: string;
  /** flag of what was just done */
  readonly done?: string | undefined;
  readonly children?: Child;
}

/** A page of the console as HTML. */
export function shell({ title, me, here, done, children }: ShellProps) {
  const said = done === undefined ? undefined : Object.hasOwn(DONE, done) ? DONE[done] : undefined;
  return page({
    title: `${title} · Trang cán bộ`,
    part: 'console',
    ...(me ? { head: <script defer src={assets().url('htmx.js')}></script> } : {}),
    children: (
      <>
        <a class="skip" href="#content">
          Đến nội dung chính
        </a>
        {me && <Menu me={me} here={here} />}
        <main id="content" tabindex={-1}>
          <h1>{title}</h1>
          {said && (
            <p class="notice" role="status">
              {said}
            </p>
          )}
          {children}
        </main>
        {me && <Padding />}
      </>
    ),
  });
}

/** Of another length each time: from the size of a compressed page nobody learns the token in it. */
function Padding() {
  return <span hidden data-pad={randomBytes(16 + randomInt(64)).toString('hex')}></span>;
}

function Menu({ me, here }: { readonly me: SignedIn; readonly here: string | undefined }) {
  const { officer, csrf } = me;
  return (
    <header class="console-head">
      <nav aria-label="Trang cán bộ">
        <ul>
          {PLACES.filter((p) => may(officer.roles, p.action)).map((p) => (
            <li>
              <a href={p.href} aria-current={p.href === here ? 'page' : undefined}>
                {p.name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <form method="post" action="/console/logout" class="who">
        <Csrf token={csrf} />
        <a href="/console/phien" dir="auto">
          {officer.name}
        </a>
        <span class="muted">
          {' '}
          ({officer.roles.map((r) => ROLE_NAMES[r]).join(', ') || 'chưa có vai trò'})
        </span>
        <button type="submit" class="button quiet small">
          Thoát
        </button>
      </form>
    </header>
  );
}

/** Every form of the console carries it. */
export function Csrf({ token }: { readonly token: string }) {
  return <input type="hidden" name="csrf" value={token} />;
}

/** A page that says one thing. */
export function plainPage(c: Context<Inside>, status: 400 | 403 | 404 | 409, title: string, words: string) {
  return c.html(shell({ title, me: c.get('me'), children: <p class="notice bad">{words}</p> }), status);
}
