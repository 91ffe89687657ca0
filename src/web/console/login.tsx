/** Signing in by a one-time link, and out. The token stands in the address only; it is never logged. */
import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { officersNamed, sendLoginLink } from '../../store/login-link.ts';
import { LINK_MINUTES, linkIsGood, SESSION_HOURS, signedIn, signOut, useLink } from '../../store/officers.ts';
import { allow } from '../../store/rate.ts';
import { clientAddress } from '../address.ts';
import type { WebDeps } from '../deps.ts';
import { agentOf } from './agent.ts';
import { COOKIE, formSize } from './doors.tsx';
import { readForm } from './form.ts';
import { shell } from './shell.tsx';

const cookieOptions = (deps: WebDeps) => ({
  path: '/console',
  httpOnly: true,
  sameSite: 'Lax' as const,
  secure: deps.publicUrl?.startsWith('https:') ?? false,
});

/** In a quarter of an hour: of one address, and of all. A link holds 256 bits; this spares the database, not the secret. */
const USES = { each: 60, all: 600 } as const;
/** asking for a link to be sent */
const ASKS = { each: 6, all: 60 } as const;
const WINDOW_SECONDS = 15 * 60;

async function mayAsk(
  deps: WebDeps,
  c: Context,
  bucket: string,
  most: { readonly each: number; readonly all: number },
): Promise<boolean> {
  const count = (key: string, limit: number) =>
    allow(deps.store.pool, deps.wardId, bucket, key, limit, WINDOW_SECONDS);
  // one address that has had enough counts no more towards all: it shuts out nobody else
  return (await count(clientAddress(c, deps), most.each)) && (await count('all', most.all));
}

function fromAnotherSite(c: Context): boolean {
  const site = c.req.header('sec-fetch-site');
  return site === 'cross-site' || site === 'same-site';
}

/** The pages in front of the doors. */
export function loginPages(deps: WebDeps): Hono {
  const app = new Hono();

  app.get('/console/login', async (c) => {
    if (await signedIn(deps.store.pool, getCookie(c, COOKIE))) return c.redirect('/console', 303);
    return c.html(
      shell({
        title: 'Đăng nhập',
        done: c.req.query('da'),
        children: <HowToSignIn byChat={deps.publicUrl !== null} />,
      }),
    );
  });

  // the same answer whoever was named: the page tells nobody who works here
  app.post('/console/login', formSize, async (c) => {
    if (deps.publicUrl === null) return c.html(noChat(), 404);
    if (fromAnotherSite(c)) return c.html(fromElsewhere(), 403);
    if (!(await mayAsk(deps, c, 'login-ask', ASKS))) return c.html(tooOften(), 429);
    const { ten = '' } = await readForm(c);
    const { origin } = new URL(deps.publicUrl);
    for (const officer of await officersNamed(deps.store, deps.wardId, ten.slice(0, 200))) {
      const sent = await sendLoginLink(deps.store, officer, origin);
      deps.ringSend(sent.outbox);
    }
    return c.html(maybeSent());
  });

  app.get('/console/login/:token', async (c) =>
    (await linkIsGood(deps.store.pool, c.req.param('token')))
      ? c.html(shell({ title: 'Đăng nhập', children: <OneButton /> }))
      : c.html(badLink(), 410),
  );

  app.post('/console/login/:token', async (c) => {
    // a page elsewhere must not sign an officer's browser in as somebody else
    if (fromAnotherSite(c)) return c.html(fromElsewhere(), 403);
    if (!(await mayAsk(deps, c, 'login', USES))) return c.html(tooOften(), 429);
    const cookie = await useLink(deps.store, c.req.param('token'), agentOf(c.req.header('user-agent')));
    if (cookie === null) return c.html(badLink(), 410);
    setCookie(c, COOKIE, cookie, { ...cookieOptions(deps), maxAge: SESSION_HOURS * 3600 });
    return c.redirect('/console', 303);
  });
  return app;
}

/** Behind the doors: ends the session on the server too. */
export function logout(deps: WebDeps): Hono {
  const app = new Hono();
  app.post('/console/logout', async (c) => {
    const cookie = getCookie(c, COOKIE);
    if (cookie) await signOut(deps.store.pool, cookie);
    deleteCookie(c, COOKIE, cookieOptions(deps));
    return c.redirect('/console/login?da=thoat', 303);
  });
  return app;
}

function HowToSignIn({ byChat }: { readonly byChat: boolean }) {
  return (
    <>
      <p>
        Trang này dành cho cán bộ của phường. Không có mật khẩu: mỗi lần đăng nhập dùng một đường dẫn riêng,
        chỉ dùng được một lần, trong {LINK_MINUTES} phút.
      </p>
      {byChat && (
        <form method="post" action="/console/login" class="card">
          <p>
            Anh, chị đã nối tài khoản nhắn tin của mình thì xin đường dẫn ở đây; máy gửi vào đúng chỗ nhắn đó.
          </p>
          <label for="ten">Họ và tên, như trong danh sách cán bộ</label>
          <input id="ten" name="ten" required maxlength={200} autocomplete="name" dir="auto" />
          <button type="submit" class="button main">
            Gửi đường dẫn cho tôi
          </button>
        </form>
      )}
      <p>
        {byChat ? 'Chưa nối tài khoản: xin' : 'Xin'} đường dẫn ở người quản trị. Người quản trị tạo đường dẫn
        trên máy chủ bằng lệnh:
      </p>
      <pre>
        <code>npm run staff -- link --name "Họ và tên"</code>
      </pre>
      <p>
        Người dân cần hỏi việc, xin mời vào <a href="/chat">trang trò chuyện với phường</a>.
      </p>
    </>
  );
}

function OneButton() {
  return (
    <form method="post">
      <p>Bấm nút dưới đây để vào trang cán bộ trên máy này. Đường dẫn chỉ dùng được một lần.</p>
      <p>Phiên làm việc kéo dài {SESSION_HOURS} giờ. Dùng máy chung thì nhớ bấm “Thoát” khi xong.</p>
      <button type="submit" class="button main">
        Đăng nhập
      </button>
    </form>
  );
}

const say = (title: string, words: string, bad: boolean) =>
  shell({
    title,
    children: (
      <>
        <p class={bad ? 'notice bad' : 'notice'}>{words}</p>
        <p>
          <a href="/console/login">Về trang đăng nhập</a>
        </p>
      </>
    ),
  });

const maybeSent = () =>
  say(
    'Xin xem tin nhắn',
    `Nếu tên đó đúng là cán bộ đã nối tài khoản, đường dẫn đã được gửi vào tin nhắn, dùng được trong ${LINK_MINUTES} phút. Không thấy tin: xin thử lại sau, hoặc xin người quản trị.`,
    false,
  );

const noChat = () =>
  say('Chưa gửi được', 'Máy chủ chưa có địa chỉ công khai nên chưa gửi đường dẫn qua tin nhắn được.', true);

const tooOften = () =>
  say(
    'Xin chờ một lát',
    'Đã thử quá nhiều lần. Xin chờ 15 phút rồi thử lại. Đường dẫn đăng nhập chưa bị dùng mất.',
    true,
  );

const badLink = () =>
  shell({
    title: 'Đường dẫn không dùng được',
    children: (
      <p class="notice bad">
        Đường dẫn này đã dùng rồi, đã quá {LINK_MINUTES} phút, hoặc không đúng. Xin người quản trị một đường
        dẫn mới.
      </p>
    ),
  });

const fromElsewhere = () =>
  shell({
    title: 'Chưa đăng nhập được',
    children: (
      <p class="notice bad">Yêu cầu này đến từ trang khác. Xin mở lại đường dẫn đăng nhập rồi bấm nút.</p>
    ),
  });
