/** `/console/phien`: where one is signed in, and one's second factor; an admin sees and ends everybody's sessions. */
import { Hono } from 'hono';
import { type Passkey, passkeysOf } from '../../store/passkeys.ts';
import { recoveryLeft } from '../../store/second-factor.ts';
import { endOtherSessions, endSession, openSessions, type SessionLine } from '../../store/sessions.ts';
import type { WebDeps } from '../deps.ts';
import { sayTime } from './dates.ts';
import { only } from './doors.tsx';
import { readForm } from './form.ts';
import { may } from './roles.ts';
import { Csrf, type Inside, plainPage, shell } from './shell.tsx';

const HERE = '/console/phien';

export function sessionPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  app.get('/', only('sessions.own'), async (c) => {
    const me = c.get('me');
    const all = may(me.officer.roles, 'sessions.all');
    const [sessions, keys, codes] = await Promise.all([
      openSessions(deps.store.pool, deps.wardId, all ? null : me.officer.id),
      passkeysOf(deps.store.pool, me.officer.id),
      recoveryLeft(deps.store.pool, me.officer.id),
    ]);
    const mine = sessions.filter((s) => s.officerId === me.officer.id);
    const others = sessions.filter((s) => s.officerId !== me.officer.id);
    return c.html(
      shell({
        title: 'Đăng nhập và bảo mật',
        me,
        here: HERE,
        done: c.req.query('da'),
        children: (
          <>
            <section class="card" aria-labelledby="mine-title">
              <h2 id="mine-title">Nơi tôi đang đăng nhập</h2>
              <Sessions sessions={mine} here={me.session} csrf={me.csrf} named={false} />
              {mine.length > 1 && (
                <form method="post" action={`${HERE}/khac`}>
                  <Csrf token={me.csrf} />
                  <button type="submit" class="button quiet">
                    Đóng mọi phiên khác của tôi
                  </button>
                </form>
              )}
            </section>
            <Second enrolled={me.enrolled} keys={keys} codes={codes} csrf={me.csrf} />
            {all && (
              <section class="card" aria-labelledby="others-title">
                <h2 id="others-title">Phiên của cán bộ khác</h2>
                {others.length === 0 ? (
                  <p class="empty">Không ai khác đang đăng nhập.</p>
                ) : (
                  <Sessions sessions={others} here={me.session} csrf={me.csrf} named />
                )}
              </section>
            )}
          </>
        ),
      }),
    );
  });

  app.post('/', only('sessions.own'), async (c) => {
    const me = c.get('me');
    const { phien = '' } = await readForm(c);
    const anybodys = may(me.officer.roles, 'sessions.all');
    if (!(await endSession(deps.store, me.officer, phien, anybodys)))
      return plainPage(c, 404, 'Không có phiên này', 'Phiên này đã đóng rồi, hoặc không phải của anh, chị.');
    return c.redirect(phien === me.session ? '/console/login?da=thoat' : `${HERE}?da=phien-dong`, 303);
  });

  app.post('/khac', only('sessions.own'), async (c) => {
    await endOtherSessions(deps.store, c.get('me').officer, c.get('me').session);
    return c.redirect(`${HERE}?da=phien-dong-het`, 303);
  });
  return app;
}

interface SessionsProps {
  readonly sessions: readonly SessionLine[];
  readonly here: string;
  readonly csrf: string;
  readonly named: boolean;
}

function Sessions({ sessions, here, csrf, named }: SessionsProps) {
  return (
    <ul class="sessions">
      {sessions.map((s) => (
        <li>
          <form method="post" action={HERE} class="row">
            <Csrf token={csrf} />
            <input type="hidden" name="phien" value={s.hash} />
            <span class="grow">
              {named && (
                <>
                  <b dir="auto">{s.officerName}</b>
                  {': '}
                </>
              )}
              {s.agent ?? 'máy không rõ'}
              {s.hash === here && <b> (máy này)</b>}
              <span class="muted">
                {' '}
                · vào lúc {sayTime(s.createdAt)} · hết lúc {sayTime(s.expiresAt)}
              </span>
            </span>
            <button type="submit" class="button quiet small">
              Đóng
              <span class="vh">
                {' '}
                phiên {s.officerName}, {s.agent ?? 'máy không rõ'}, vào lúc {sayTime(s.createdAt)}
              </span>
            </button>
          </form>
        </li>
      ))}
    </ul>
  );
}

interface SecondProps {
  readonly enrolled: boolean;
  readonly keys: readonly Passkey[];
  readonly codes: number;
  readonly csrf: string;
}

function Second({ enrolled, keys, codes, csrf }: SecondProps) {
  return (
    <section class="card" aria-labelledby="second-title">
      <h2 id="second-title">Lớp xác nhận thứ hai</h2>
      <p>
        {enrolled
          ? `Đã cài. Còn ${codes} mã dự phòng.`
          : 'Chưa cài. Nên cài, để người nhặt được đường dẫn đăng nhập cũng không vào được.'}
      </p>
      {keys.length > 0 && (
        <ul>
          {keys.map((key) => (
            <li>
              <form method="post" action="/console/xac-nhan/bo-khoa" class="row">
                <Csrf token={csrf} />
                <input type="hidden" name="khoa" value={key.id} />
                <span class="grow">
                  Khoá <b dir="auto">{key.name}</b>
                  <span class="muted">
                    {' '}
                    · cài {sayTime(key.createdAt)}
                    {key.usedAt && ` · dùng ${sayTime(key.usedAt)}`}
                  </span>
                </span>
                <button type="submit" class="button quiet small">
                  Bỏ<span class="vh"> khoá {key.name}</span>
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <p class="row">
        <a class="button quiet" href="/console/xac-nhan/them">
          {enrolled ? 'Cài thêm, hoặc đổi ứng dụng mã' : 'Cài lớp xác nhận'}
        </a>
      </p>
      {enrolled && (
        <form method="post" action="/console/xac-nhan/ma-du-phong">
          <Csrf token={csrf} />
          <button type="submit" class="button quiet">
            Làm mã dự phòng mới (mã cũ hết dùng được)
          </button>
        </form>
      )}
    </section>
  );
}
