/** One meeting in the console: what it is, what the law says, who was told, and what can be done next. */
import { loudspeakerScript } from '../../core/read-aloud.ts';
import { render } from '../../core/say.ts';
import { sayWhen } from '../../core/when.ts';
import { majority, resultDuty } from '../../law/index.ts';
import { wardCalendar } from '../../store/clocks.ts';
import { answersOf, questionsOf } from '../../store/meetings/answers.ts';
import { reachOf } from '../../store/meetings/audience.ts';
import { checkOf } from '../../store/meetings/changes.ts';
import { minutesOf, presenceOf } from '../../store/meetings/day.ts';
import { BOARDS, type Meeting } from '../../store/meetings/rows.ts';
import { deliveryOf, type TellingRow, tellingsOf } from '../../store/meetings/tellings.ts';
import { wardInfo } from '../../store/settings.ts';
import type { WebDeps } from '../deps.ts';
import { Typed } from '../layout/words.tsx';
import { STATE_NAMES, HERE as THONG_BAO } from './broadcasts/words.ts';
import { isoDay, sayDay, sayTime } from './dates.ts';
import { Findings } from './hop-form.tsx';
import { BOARD_NAMES, HOP, KIND_NAMES, MATTER_NAMES, STATE_WORDS, tellingName } from './hop-labels.ts';
import { platformName } from './labels.ts';
import { DueMark } from './marks.tsx';
import { Csrf } from './shell.tsx';

export async function MeetingPage(deps: WebDeps, m: Meeting, csrf: string, write: boolean) {
  const sql = deps.store.pool;
  const now = deps.now();
  const [reach, tellings, delivery, answers, questions, presence, minutes] = await Promise.all([
    reachOf(sql, deps.wardId, m, now, deps.reach),
    tellingsOf(sql, m.id),
    deliveryOf(sql, m.id),
    answersOf(sql, m.id),
    write ? questionsOf(sql, deps.store.vault, m.id) : [],
    presenceOf(sql, m),
    minutesOf(sql, m.id),
  ]);
  const check = m.state === 'draft' ? await checkOf(sql, deps.wardId, m, m.papers.length, now) : null;
  const ended = m.endsAt ?? m.startsAt;
  const duty =
    m.state === 'published' && ended <= now
      ? resultDuty(m, ended, await wardCalendar(sql, deps.wardId))
      : null;
  const base = `${HOP}/${m.id}`;
  return (
    <>
      <section class="card">
        <p>
          <span class={`state ${m.state === 'published' ? 'answered' : 'received'}`}>
            {STATE_WORDS[m.state]}
          </span>{' '}
          {KIND_NAMES[m.kind]}
          {m.matter && ` · ${MATTER_NAMES[m.matter]}`}
        </p>
        <dl>
          <dt>Thời gian</dt>
          <dd>{sayTime(m.startsAt)}</dd>
          <dt>Nơi họp</dt>
          <dd dir="auto">{m.place}</dd>
          <dt>Nội dung</dt>
          <dd>
            <Typed text={m.agenda} />
          </dd>
          <dt>Chủ trì</dt>
          <dd dir="auto">{m.host}</dd>
          <dt>Mời</dt>
          <dd>{invited(m)}</dd>
          {m.lateReason && (
            <>
              <dt>Lý do đã ghi</dt>
              <dd>
                <Typed text={m.lateReason} />
              </dd>
            </>
          )}
          {m.cancelWhy && (
            <>
              <dt>Lý do hoãn</dt>
              <dd>
                <Typed text={m.cancelWhy} />
              </dd>
            </>
          )}
        </dl>
        <p class="row">
          {write && m.state !== 'cancelled' && m.startsAt > now && (
            <a class="button quiet" href={`${base}/sua`}>
              Sửa
            </a>
          )}
          <a class="button quiet" href={`${base}/loa`}>
            Bài đọc loa
          </a>
          {m.state !== 'draft' && write && (
            <a class="button quiet" href={`${base}/diem-danh`}>
              Điểm danh
            </a>
          )}
          {m.state !== 'draft' && m.kind !== 'ban' && (
            <a class="button quiet" href={`/lich/${m.id}.ics`}>
              Tệp lịch
            </a>
          )}
        </p>
      </section>
      {check && <Findings check={check} />}
      <section class="card">
        <h2>Báo cho {m.kind === 'ban' ? 'thành viên' : 'bà con'}</h2>
        <p>
          Máy tới được {reach.people} người
          {Object.entries(reach.platforms)
            .filter(([, n]) => n > 0)
            .map(([p, n]) => `, ${platformName(p)}: ${n}`)}
          ; {reach.chats} nhóm chat. Không tới được: {reach.unreachable} người, xin báo bằng giấy, loa, điện
          thoại.
        </p>
        {m.kind === 'ban' && reach.people === 0 && (
          <p class="notice bad">
            Chưa có thành viên nào nối với máy. Cấp mã ở trang Nhóm cho từng người, hoặc gửi giấy mời.
          </p>
        )}
        <ul>
          {tellings.map((t) => (
            <li>
              {tellingName(t.kind)}: {sayTime(t.dueAt)} ({tellingState(t)})
              {t.broadcast && (
                <>
                  {' '}
                  <a href={`${THONG_BAO}/${t.broadcast.id}`}>Xem báo cáo gửi tin</a>
                </>
              )}
            </li>
          ))}
        </ul>
        {m.state !== 'draft' && (
          <p>
            Tin đã tới: {delivery.sent}; đang chờ gửi: {delivery.waiting}; không gửi được: {delivery.failed}.
            Từ 22 giờ đến 6 giờ máy không gửi; 6 giờ sáng tự gửi tiếp.
          </p>
        )}
        {write && m.state === 'draft' && (
          <form method="post" action={`${base}/cong-bo`}>
            <Csrf token={csrf} />
            <button type="submit" class="button main">
              Báo họp
            </button>
          </form>
        )}
      </section>
      {m.state !== 'draft' && (
        <section class="card">
          <h2>Bà con trả lời</h2>
          <p>
            Dự: {answers.going}. Cử người khác: {answers.sending}. Vắng: {answers.absent}.
          </p>
          {questions.length > 0 && <h3>Câu hỏi gửi trước</h3>}
          {questions.map((q) => (
            <Typed text={q.text} />
          ))}
        </section>
      )}
      {m.state !== 'draft' && (
        <section class="card">
          <h2>Có mặt</h2>
          <p>
            {presence.present} hộ có mặt
            {presence.all === null
              ? '. Chưa có danh sách hộ hay tổng số hộ nên chưa tính được tỷ lệ: xin ghi ở trang Nhóm.'
              : ` trên ${presence.all} hộ.`}
            {presence.loose > 0 && ` ${presence.loose} người có mặt chưa rõ hộ.`}
          </p>
          {m.matter && presence.all !== null && presence.all > 0 && (
            <p>
              {majority(m.matter, presence.all, Math.min(presence.present, presence.all)).needed} hộ phải đồng
              ý thì việc này được thông qua (tính trên tất cả các hộ, không phải số hộ có mặt).
            </p>
          )}
        </section>
      )}
      <section class="card">
        <h2>Tài liệu họp</h2>
        {m.papers.length === 0 && <p class="empty">Chưa có tài liệu.</p>}
        <ul>
          {m.papers.map((p) => (
            <li dir="auto">{p.name}</li>
          ))}
        </ul>
        {write && m.state !== 'cancelled' && (
          <form method="post" action={`${base}/tai-lieu`} enctype="multipart/form-data" class="row">
            <Csrf token={csrf} />
            <label class="grow">
              Thêm tài liệu (PDF, Word, Excel, ảnh; dưới 2 MB)
              <input type="file" name="file" required />
            </label>
            <button type="submit" class="button">
              Thêm
            </button>
          </form>
        )}
      </section>
      {m.state === 'published' && m.startsAt <= now && (
        <section class="card" id="ket-qua">
          <h2>Kết quả</h2>
          {duty && (
            <p class={`notice ${!minutes?.sentOn && duty.due < isoDay(now) ? 'bad' : ''}`}>
              {minutes?.sentOn ? (
                `Đã gửi ngày ${sayDay(minutes.sentOn)}; hạn là ${sayDay(duty.due)}${minutes.sentOn > duty.due ? ' (trễ)' : ''}.`
              ) : (
                <>
                  <DueMark dueOn={duty.due} today={isoDay(now)} /> {duty.words} ({duty.by})
                </>
              )}
            </p>
          )}
          {write ? (
            <form method="post" action={`${base}/bien-ban`} class="stack">
              <Csrf token={csrf} />
              <label>
                Kết quả, quyết định (gửi cho bà con)
                <textarea name="text" rows={6} dir="auto">
                  {minutes?.text ?? ''}
                </textarea>
              </label>
              <p class="row">
                <label>
                  Tổng số hộ
                  <input
                    name="households"
                    inputmode="numeric"
                    value={String(minutes?.households ?? presence.all ?? '')}
                  />
                </label>
                <label>
                  Số hộ có mặt
                  <input
                    name="present"
                    inputmode="numeric"
                    value={String(minutes?.present ?? presence.present)}
                  />
                </label>
                <label>
                  Số hộ đồng ý
                  <input name="agreed" inputmode="numeric" value={String(minutes?.agreed ?? '')} />
                </label>
                <label>
                  Ngày gửi kết quả đi
                  <input name="sentOn" type="date" value={minutes?.sentOn ?? ''} />
                </label>
              </p>
              <p class="row">
                <button type="submit" name="do" value="luu" class="button quiet">
                  Lưu
                </button>
                <button type="submit" name="do" value="gui" class="button main">
                  {minutes?.publishedAt ? 'Lưu (đã gửi cho bà con)' : 'Lưu và gửi cho bà con'}
                </button>
              </p>
            </form>
          ) : (
            <Typed text={minutes?.publishedAt ? minutes.text : 'Chưa công bố.'} />
          )}
          {m.matter &&
            minutes?.households &&
            minutes.agreed !== null &&
            minutes.agreed <= minutes.households && (
              <p>{majority(m.matter, minutes.households, minutes.agreed).explanation}</p>
            )}
        </section>
      )}
      {write && m.state !== 'cancelled' && m.startsAt > now && (
        <form method="post" action={`${base}/huy`} class="card stack">
          <h2>Hoãn cuộc họp</h2>
          <Csrf token={csrf} />
          <label>
            Lý do (nói cho bà con biết)
            <input name="why" required maxlength={300} dir="auto" />
          </label>
          <button type="submit" class="button grave">
            Hoãn, không họp
          </button>
        </form>
      )}
    </>
  );
}

const invited = (m: Meeting): string =>
  m.kind === 'ban'
    ? (m.boards.length > 0 ? m.boards : BOARDS).map((b) => BOARD_NAMES[b]).join(', ')
    : m.groups.join(', ') || 'Cả phường';

/** What became of a telling, in words. */
function tellingState(t: TellingRow): string {
  if (t.state === 'waiting') return 'chờ tới giờ';
  if (t.broadcast === null) return 'bỏ';
  return `${STATE_NAMES[t.broadcast.state].toLowerCase()}, ${t.sent} nơi đã nhận`;
}

/** The notice as it is read on the loudspeaker; printed by the browser. */
export async function LoudspeakerPage(deps: WebDeps, m: Meeting) {
  const ward = await wardInfo(deps.store.pool, deps.wardId);
  const who = m.groups.length > 0 ? m.groups.join(', ') : `toàn ${ward.name}`;
  const text = [
    `Kính mời đại diện các hộ gia đình ${who} tới dự: ${m.title}.`,
    `Thời gian: ${render(sayWhen(m.startsAt), deps.words.vi)}.`,
    `Địa điểm: ${m.place}.`,
    `Nội dung: ${m.agenda}`,
    `Chủ trì: ${m.host}.`,
    'Rất mong bà con tới dự đông đủ.',
  ].join('\n');
  return (
    <section class="card">
      <p class="muted">
        In trang này từ trình duyệt (Ctrl + P). Số, ngày giờ và chữ tắt đã được viết ra thành lời.
      </p>
      <Typed text={loudspeakerScript(ward.name, text)} />
    </section>
  );
}
