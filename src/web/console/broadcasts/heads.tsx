/** `/console/thong-bao/to-truong`: what heads of groups ask to announce to their groups; an officer says yes, or no with a reason. */
import { Hono } from 'hono';
import { type AnnouncementRow, announcementsOf, decideAnnouncement } from '../../../store/announcements.ts';
import { transaction } from '../../../store/db.ts';
import { sendingOf } from '../../../store/sending.ts';
import { tellContact } from '../../../store/tell.ts';
import type { WebDeps } from '../../deps.ts';
import { Typed } from '../../layout/words.tsx';
import { sayTime } from '../dates.ts';
import { only } from '../doors.tsx';
import { isId, readForm } from '../form.ts';
import { Csrf, type Inside, plainPage, shell } from '../shell.tsx';
import { HEADS, HERE } from './words.ts';

const MOST_WHY = 300;
const STATE: Readonly<Record<AnnouncementRow['state'], string>> = {
  waiting: 'Chờ duyệt',
  sent: 'Đã cho gửi',
  refused: 'Không gửi',
  undone: 'Tổ trưởng đã rút',
};

export function headPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  const { store, wardId } = deps;

  app.get('/', only('broadcasts.send'), async (c) => {
    const me = c.get('me');
    const [rows, sending] = await Promise.all([
      announcementsOf(store.pool, wardId),
      sendingOf(store.pool, wardId),
    ]);
    const waiting = rows.filter((r) => r.state === 'waiting');
    const rest = rows.filter((r) => r.state !== 'waiting');
    return c.html(
      shell({
        title: 'Tổ trưởng thông báo',
        me,
        here: HERE,
        done: c.req.query('da'),
        children: (
          <>
            <p class="muted">
              {sending.headsApproval
                ? 'Tin của tổ trưởng phải có cán bộ đồng ý mới gửi, và chỉ gửi tới tổ đó. Người quản trị đổi ở phần Cài đặt gửi tin.'
                : 'Tin của tổ trưởng gửi thẳng tới tổ đó, không cần duyệt. Người quản trị đổi ở phần Cài đặt gửi tin.'}
            </p>
            <h2>Chờ duyệt</h2>
            {waiting.length === 0 && <p class="empty">Không có tin nào chờ duyệt.</p>}
            {waiting.map((a) => (
              <section class="card" aria-label={`Tin của tổ trưởng ${a.group}`}>
                <p>
                  <strong dir="auto">{a.group}</strong> · {sayTime(a.at)}
                </p>
                <Typed text={a.text} />
                <form method="post" action={`${HEADS}/${a.id}`} class="stack">
                  <Csrf token={me.csrf} />
                  <label>
                    Lý do không gửi (tổ trưởng được báo; để trống nếu đồng ý)
                    <input name="why" maxlength={MOST_WHY} dir="auto" />
                  </label>
                  <p class="row">
                    <button type="submit" name="do" value="co" class="button main">
                      Đồng ý gửi<span class="vh"> tin của {a.group}</span>
                    </button>
                    <button type="submit" name="do" value="khong" class="button quiet">
                      Không gửi<span class="vh"> tin của {a.group}</span>
                    </button>
                  </p>
                </form>
              </section>
            ))}
            <h2>Đã xong</h2>
            {rest.length === 0 && <p class="empty">Chưa có.</p>}
            <ul class="stack">
              {rest.map((a) => (
                <li class="card">
                  <p>
                    <strong dir="auto">{a.group}</strong> · {sayTime(a.at)} · {STATE[a.state]}
                    {a.decidedBy && (
                      <>
                        {' '}
                        bởi <span dir="auto">{a.decidedBy}</span>
                      </>
                    )}
                    {a.broadcastId && (
                      <>
                        {' '}
                        · <a href={`${HERE}/${a.broadcastId}`}>Xem báo cáo gửi tin</a>
                      </>
                    )}
                  </p>
                  <Typed text={a.text} />
                  {a.why && (
                    <p class="muted">
                      Lý do: <span dir="auto">{a.why}</span>
                    </p>
                  )}
                </li>
              ))}
            </ul>
          </>
        ),
      }),
    );
  });

  app.post('/:id', only('broadcasts.send'), async (c) => {
    const id = c.req.param('id');
    const none = () =>
      plainPage(
        c,
        409,
        'Tin này không còn chờ duyệt',
        'Đã có người quyết định, hoặc tổ trưởng đã rút lại. Xin mở lại trang Tổ trưởng thông báo.',
      );
    if (!isId(id)) return none();
    const fields = await readForm(c);
    const why = (fields.why ?? '').trim();
    const yes = fields.do === 'co';
    if (!yes && (why === '' || why.length > MOST_WHY))
      return plainPage(
        c,
        409,
        'Chưa lưu',
        `Xin ghi lý do không gửi (không quá ${MOST_WHY} ký tự) để tổ trưởng biết mà sửa.`,
      );
    const { officer } = c.get('me');
    const by = { officerId: officer.id, name: officer.name };
    const rings = await transaction(store, async (tx) => {
      const done = await decideAnnouncement(tx, wardId, id, yes ? { yes } : { yes, why }, by, deps.now());
      if (!done) return null;
      return (
        (await tellContact(
          tx,
          store.vault,
          deps.speaker,
          done.contactId,
          'announcement-decided',
          done.payload,
        )) ?? []
      );
    });
    if (rings === null) return none();
    deps.ringSend(rings);
    return c.redirect(`${HEADS}?da=luu`, 303);
  });
  return app;
}
