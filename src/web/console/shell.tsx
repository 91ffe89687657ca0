/** The frame of the console's pages. */
import { randomBytes, randomInt } from 'node:crypto';
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { SignedIn } from '../../store/officers.ts';
import { assets } from '../layout/assets.ts';
import { page } from '../layout/document.tsx';
import { DONE } from './labels.ts';
import { Menu } from './menu.tsx';
import { ROLE_NAMES } from './roles.ts';

/** What the doors hand to every page behind them. */
export type Inside = { Variables: { me: SignedIn } };

export interface ShellProps {
  readonly title: string;
  /** absent before sign-in */
  readonly me?: SignedIn;
  /** address of the place in the menu */
  readonly here?: string;
  /** flag of what was just done */
  readonly done?: string | undefined;
  /** the page hears of changes (live.ts): it then has an element with `data-live` */
  readonly live?: boolean;
  /** more for the head */
  readonly head?: Child;
  readonly children?: Child;
}

/** A page of the console as HTML. */
export function shell({ title, me, here, done, live, head, children }: ShellProps) {
  const said = done === undefined ? undefined : Object.hasOwn(DONE, done) ? DONE[done] : undefined;
  return page({
    title: `${title} · Trang cán bộ`,
    part: 'console',
    ...(me
      ? {
          head: (
            <>
              <script defer src={assets().url('htmx.js')}></script>
              {live && <script defer src={assets().url('live.js')}></script>}
              {head}
            </>
          ),
        }
      : {}),
    children: (
      <>
        <a class="skip" href="#content">
          Đến nội dung chính
        </a>
        {me && <Head me={me} here={here} />}
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

function Head({ me, here }: { readonly me: SignedIn; readonly here: string | undefined }) {
  const { officer, csrf } = me;
  return (
    <header class="console-head">
      <Menu roles={officer.roles} here={here} />
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
