/** Who gets in, and with what right. Each refusal is a clear sentence, and gives back what was typed. */
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie } from 'hono/cookie';
import { timingSafeEqual } from 'hono/utils/buffer';
import { signedIn } from '../../store/officers.ts';
import { isFresh, needsSecond } from '../../store/second-factor.ts';
import type { WebDeps } from '../deps.ts';
import { MAX_FORM_BYTES, readForm, typedFields } from './form.ts';
import { type Action, may } from './roles.ts';
import { type Inside, shell } from './shell.tsx';

export const COOKIE = 'can_bo';
type Refusal = 401 | 403 | 413 | 500;

/** Behind this there is a session: without one a GET goes to sign in, anything else is 401. */
export function signedInOnly(deps: WebDeps): MiddlewareHandler<Inside> {
  return async (c, next) => {
    const me = await signedIn(deps.store.pool, getCookie(c, COOKIE));
    if (me && me.officer.wardId === deps.wardId) {
      c.set('me', me);
      return await next();
    }
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return c.redirect('/console/login', 303);
    return await refuse(
      c,
      401,
      'Phiên làm việc đã hết',
      'Việc này chưa được làm. Xin đăng nhập lại rồi làm lại.',
    );
  };
}

/** A form must carry the token of its session: nobody can make an officer's browser act from elsewhere. */
export const ownFormsOnly: MiddlewareHandler<Inside> = async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return await next();
  const { csrf } = await readForm(c);
  if (csrf !== undefined && (await timingSafeEqual(csrf, c.get('me').csrf))) return await next();
  return await refuse(
    c,
    403,
    'Chưa làm được',
    'Trang này mở đã lâu, hoặc được gửi từ nơi khác. Việc này chưa được làm. Xin mở lại trang rồi làm lại.',
  );
};

/** Where who must prove more is sent: back to where they were going, or near it when they were doing something. */
export function secondHref(c: Context): string {
  const { pathname, search } = new URL(c.req.url);
  const back = c.req.method === 'GET' ? pathname + search : pathname.split('/').slice(0, 4).join('/');
  return `/console/xac-nhan?ve=${encodeURIComponent(back)}`;
}

async function askSecond(c: Context<Inside>) {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return c.redirect(secondHref(c), 303);
  return await refuse(
    c,
    403,
    'Cần xác nhận lần nữa',
    'Việc này chưa được làm. Xin bấm nút bên dưới, nhập mã xác nhận, rồi làm lại.',
    { href: secondHref(c), words: 'Xác nhận' },
  );
}

/** Who has or must have a second factor does nothing before it was passed. */
export const secondPassed: MiddlewareHandler<Inside> = async (c, next) => {
  const me = c.get('me');
  const free = c.req.path === '/console/logout' || c.req.path.startsWith('/console/xac-nhan');
  return free || me.secondAge !== null || !needsSecond(me) ? await next() : await askSecond(c);
};

/** Passed within the last 15 minutes. Who may not come in at all is told so by the role's own door. */
export const secondFresh: MiddlewareHandler<Inside> = async (c, next) => {
  const me = c.get('me');
  return isFresh(me) || !needsSecond(me) ? await next() : await askSecond(c);
};

/** The action's right, asked anew at every request. */
export function only(action: Action): MiddlewareHandler<Inside> {
  return async (c, next) =>
    may(c.get('me').officer.roles, action)
      ? await next()
      : await refuse(
          c,
          403,
          'Không có quyền',
          'Vai trò của anh, chị không được làm việc này. Cần thì xin báo người quản trị.',
        );
}

/** Addresses that take files, and the most bytes of one form there. */
const UPLOADS: readonly { readonly path: RegExp; readonly megabytes: number }[] = [
  { path: /^\/console\/van-ban$/, megabytes: 30 },
  { path: /^\/console\/hop\/[^/]+\/tai-lieu$/, megabytes: 20 },
];
/** the form around the files */
const AROUND = 256 * 1024;

/** Forms of sensible size only. */
export const formSize: MiddlewareHandler = async (c, next) => {
  const upload = UPLOADS.find(({ path }) => path.test(c.req.path));
  const words = upload
    ? `Tệp gửi lên lớn hơn ${upload.megabytes} MB nên chưa nhận được. Xin chia thành nhiều tệp nhỏ hơn rồi gửi từng tệp.`
    : 'Nội dung gửi lên quá lớn nên chưa nhận được. Xin quay lại trang trước và viết ngắn hơn.';
  const limit = bodyLimit({
    maxSize: upload ? upload.megabytes * 1024 * 1024 + AROUND : MAX_FORM_BYTES,
    onError: (at) =>
      at.html(
        shell({
          title: upload ? 'Tệp lớn quá' : 'Nội dung dài quá',
          children: <p class="notice bad">{words}</p>,
        }),
        413,
      ),
  });
  return await limit(c, next);
};

/** Say no, and show what was typed so that it can be copied. */
export async function refuse(
  c: Context<Inside>,
  status: Refusal,
  title: string,
  words: string,
  next?: { readonly href: string; readonly words: string },
) {
  const typed = c.req.method === 'POST' ? typedFields(await readForm(c)) : [];
  return c.html(
    shell({
      title,
      me: c.get('me'),
      children: (
        <>
          <p class="notice bad">{words}</p>
          {typed.length > 0 && <p>Nội dung đã gõ còn ở đây, anh, chị chép lại để dùng:</p>}
          {typed.map(([name, value]) => (
            <p>
              <textarea rows={value.length > 80 ? 8 : 2} readonly dir="auto" aria-label={`Đã gõ: ${name}`}>
                {value}
              </textarea>
            </p>
          ))}
          <p class="row">
            <a class="button" href={next?.href ?? (status === 401 ? '/console/login' : '/console')}>
              {next?.words ?? (status === 401 ? 'Đăng nhập' : 'Về danh sách hồ sơ')}
            </a>
          </p>
        </>
      ),
    }),
    status,
  );
}
