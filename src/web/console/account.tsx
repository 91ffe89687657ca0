/** `/console/toi`: an officer's own account, and the chats linked to it. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { accountsOf, CODE_MINUTES, makeAccountCode, unlinkAccount } from '../../store/accounts.ts';
import type { WebDeps } from '../deps.ts';
import { sayTime } from './dates.ts';
import { only } from './doors.tsx';
import { isId, readForm } from './form.ts';
import { platformName } from './labels.ts';
import { Csrf, type Inside, plainPage, shell } from './shell.tsx';

export const ACCOUNT = '/console/toi';

export function accountPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  app.get('/', only('account.own'), (c) => draw(deps, c, null));
  app.post('/ma', only('account.own'), async (c) =>
    draw(deps, c, await makeAccountCode(deps.store, c.get('me').officer)),
  );
  app.post('/bo', only('account.own'), async (c) => {
    const { id } = await readForm(c);
    const gone = isId(id) && (await unlinkAccount(deps.store, c.get('me').officer, id));
    if (!gone) return plainPage(c, 409, 'Chưa làm được', 'Tài khoản này không còn nối. Xin mở lại trang.');
    return c.redirect(`${ACCOUNT}?da=bo-noi`, 303);
  });
  return app;
}

async function draw(deps: WebDeps, c: Context<Inside>, code: string | null) {
  const { officer, csrf } = c.get('me');
  const accounts = await accountsOf(deps.store.pool, deps.wardId, officer.id);
  return c.html(
    shell({
      title: 'Tài khoản của tôi',
      me: c.get('me'),
      here: ACCOUNT,
      done: c.req.query('da'),
      children: (
        <>
          <p>
            Nối tài khoản Telegram hoặc Zalo để nhận việc, trả lời ngay trong nhóm cán bộ và nhận danh sách
            việc lúc 7 giờ 30 các ngày làm việc. Việc làm trong nhóm được ghi tên anh, chị.
          </p>
          {code === null ? (
            <form method="post" action={`${ACCOUNT}/ma`}>
              <Csrf token={csrf} />
              <button type="submit" class="button">
                Lấy mã để nối
              </button>
            </form>
          ) : (
            <div class="notice" role="status">
              <p>
                Nhắn riêng cho máy (không nhắn trong nhóm): <strong class="code">/noi {code}</strong>
              </p>
              <p>Mã dùng một lần, trong {CODE_MINUTES} phút. Không đưa mã cho người khác.</p>
            </div>
          )}
          <h2>Đã nối</h2>
          {accounts.length === 0 && <p class="empty">Chưa nối tài khoản nào.</p>}
          <ul class="cards">
            {accounts.map((account) => (
              <li class="card">
                <p>
                  {platformName(account.platform)}, nối lúc {sayTime(account.linkedAt)}
                </p>
                <form method="post" action={`${ACCOUNT}/bo`}>
                  <Csrf token={csrf} />
                  <input type="hidden" name="id" value={account.id} />
                  <button type="submit" class="button quiet small">
                    Bỏ nối
                  </button>
                </form>
              </li>
            ))}
          </ul>
        </>
      ),
    }),
  );
}
