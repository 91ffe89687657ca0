/** `/console/hop`: meetings, from the draft to the result. */
import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { readDay } from '../../core/period.ts';
import { MEETING_KINDS, type MeetingCheck } from '../../law/index.ts';
import { groupsOf } from '../../store/groups.ts';
import {
  cancelMeeting,
  changeMeeting,
  checkOf,
  type Done,
  draftMeeting,
  publishMeeting,
} from '../../store/meetings/changes.ts';
import { attachPaper, householdsAt, keepMinutes, tickHousehold } from '../../store/meetings/day.ts';
import { type Meeting, meetingById, meetingsOfWard } from '../../store/meetings/rows.ts';
import type { WebDeps } from '../deps.ts';
import { sayTime } from './dates.ts';
import { only } from './doors.tsx';
import { type Fields, isId, readForm } from './form.ts';
import { fieldsOf, MeetingForm, readMeeting } from './hop-form.tsx';
import { HOP, KIND_NAMES, STATE_WORDS } from './hop-labels.ts';
import { LoudspeakerPage, MeetingPage } from './hop-page.tsx';
import { may } from './roles.ts';
import { Csrf, type Inside, plainPage, shell } from './shell.tsx';

type Ctx = Context<Inside>;

export function meetingPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  const actor = (c: Ctx) => ({ officerId: c.get('me').officer.id, name: c.get('me').officer.name });
  const find = async (c: Ctx): Promise<Meeting | null> => {
    const id = c.req.param('id');
    return isId(id) ? await meetingById(deps.store.pool, deps.wardId, id) : null;
  };
  const gone = (c: Ctx) => plainPage(c, 404, 'Không có cuộc họp này', 'Xin mở lại danh sách cuộc họp.');
  const show = (c: Ctx, title: string, children: unknown) =>
    c.html(
      shell({ title, me: c.get('me'), here: HOP, done: c.req.query('da'), children: children as never }),
    );

  app.get('/', only('meetings.read'), async (c) => {
    const [ahead, past] = await Promise.all([
      meetingsOfWard(deps.store.pool, deps.wardId, 'ahead', deps.now()),
      meetingsOfWard(deps.store.pool, deps.wardId, 'past', deps.now()),
    ]);
    return show(
      c,
      'Họp',
      <>
        {may(c.get('me').officer.roles, 'meetings.write') && (
          <p>
            <a class="button main" href={`${HOP}/moi`}>
              Soạn cuộc họp
            </a>
          </p>
        )}
        <h2>Sắp tới</h2>
        <List meetings={ahead} none="Chưa có cuộc họp nào sắp tới." />
        <h2>Đã qua, đã hoãn</h2>
        <List meetings={past} none="Chưa có." />
      </>,
    );
  });

  const draw = async (
    c: Ctx,
    meeting: Meeting | null,
    fields: Fields,
    wrong: readonly string[],
    check: MeetingCheck | null,
    status: 200 | 409 = 200,
  ) =>
    c.html(
      shell({
        title: meeting ? 'Sửa cuộc họp' : 'Soạn cuộc họp',
        me: c.get('me'),
        here: HOP,
        children: (
          <MeetingForm
            action={meeting ? `${HOP}/${meeting.id}/sua` : `${HOP}/moi`}
            csrf={c.get('me').csrf}
            formKey={fields.key || randomUUID()}
            {...{ fields, wrong, check, meeting }}
            groups={await groupsOf(deps.store, deps.wardId)}
          />
        ),
      }),
      status,
    );

  // the year plan opens it with the kind and the group chosen
  app.get('/moi', only('meetings.write'), (c) => {
    const [kind, group] = [MEETING_KINDS.find((k) => k === c.req.query('loai')), c.req.query('to')];
    const chosen = { ...(kind ? { kind } : {}), ...(isId(group) ? { [`g_${group}`]: '1' } : {}) };
    return draw(c, null, { ...fieldsOf(null), ...chosen }, [], null);
  });

  app.post('/moi', only('meetings.write'), async (c) => {
    const fields = await readForm(c);
    const read = readMeeting(fields, await groupsOf(deps.store, deps.wardId));
    if (!read.ok) return await draw(c, null, fields, read.wrong, null, 409);
    if (fields.do !== 'luu' || !isId(fields.key)) {
      const check = await checkOf(deps.store.pool, deps.wardId, read.content, 0, deps.now());
      return await draw(c, null, fields, [], check);
    }
    const made = await draftMeeting(deps.store, deps.wardId, fields.key, read.content, actor(c));
    return c.redirect(`${HOP}/${made.id}?da=luu`, 303);
  });

  app.get('/:id', only('meetings.read'), async (c) => {
    const m = await find(c);
    if (!m) return gone(c);
    const write = may(c.get('me').officer.roles, 'meetings.write');
    return show(c, m.title, await MeetingPage(deps, m, c.get('me').csrf, write));
  });

  app.get('/:id/loa', only('meetings.read'), async (c) => {
    const m = await find(c);
    return m ? show(c, 'Bài đọc loa', await LoudspeakerPage(deps, m)) : gone(c);
  });

  app.get('/:id/sua', only('meetings.write'), async (c) => {
    const m = await find(c);
    if (!m) return gone(c);
    const check = await checkOf(deps.store.pool, deps.wardId, m, m.papers.length, deps.now());
    return await draw(c, m, fieldsOf(m), [], check);
  });

  app.post('/:id/sua', only('meetings.write'), async (c) => {
    const m = await find(c);
    if (!m) return gone(c);
    const fields = await readForm(c);
    const read = readMeeting(fields, await groupsOf(deps.store, deps.wardId));
    if (!read.ok) return await draw(c, m, fields, read.wrong, null, 409);
    const now = deps.now();
    if (fields.do !== 'luu') {
      const check = await checkOf(deps.store.pool, deps.wardId, read.content, m.papers.length, now);
      return await draw(c, m, fields, [], check);
    }
    const seen = fields.seen ?? '';
    const done = await changeMeeting(deps.store, deps.wardId, m.id, seen, read.content, actor(c), now);
    if (done.ok) return c.redirect(`${HOP}/${m.id}?da=${done.told ? 'hop-doi' : 'luu'}`, 303);
    const check = done.why === 'unlawful' ? done.check : null;
    return await draw(c, m, fields, [refusal(done)], check, 409);
  });

  app.post('/:id/cong-bo', only('meetings.write'), async (c) => {
    const m = await find(c);
    if (!m) return gone(c);
    const done = await publishMeeting(deps.store, deps.wardId, m.id, actor(c), deps.now());
    if (done.ok) return c.redirect(`${HOP}/${m.id}?da=hop-bao`, 303);
    const check = done.why === 'unlawful' ? done.check : null;
    return await draw(c, m, fieldsOf(m), [refusal(done)], check, 409);
  });

  app.post('/:id/huy', only('meetings.write'), async (c) => {
    const m = await find(c);
    if (!m) return gone(c);
    const why = ((await readForm(c)).why ?? '').trim().slice(0, 300);
    if (why === '') return plainPage(c, 409, 'Chưa hoãn', 'Xin ghi lý do hoãn để bà con biết.');
    const done = await cancelMeeting(deps.store, deps.wardId, m.id, why, actor(c), deps.now());
    if (done.ok) return c.redirect(`${HOP}/${m.id}?da=hop-hoan`, 303);
    return plainPage(c, 409, 'Chưa hoãn', refusal(done));
  });

  app.post('/:id/tai-lieu', only('meetings.write'), async (c) => {
    const m = await find(c);
    if (!m) return gone(c);
    const { file } = await c.req.parseBody();
    if (!(file instanceof File)) return plainPage(c, 400, 'Chưa có tệp', 'Xin chọn một tệp rồi gửi lại.');
    const bytes = new Uint8Array(await file.arrayBuffer());
    const kept = await attachPaper(deps.store, deps.dataDir, m, { name: file.name, bytes }, actor(c));
    if (kept === 'refused')
      return plainPage(
        c,
        409,
        'Chưa nhận tệp',
        'Tệp rỗng hoặc không phải PDF, Word, Excel, ảnh hay văn bản.',
      );
    return c.redirect(`${HOP}/${m.id}?da=luu`, 303);
  });

  app.post('/:id/bien-ban', only('meetings.write'), async (c) => {
    const m = await find(c);
    if (!m) return gone(c);
    const fields = await readForm(c);
    const text = (fields.text ?? '').trim();
    if (m.state !== 'published' || m.startsAt > deps.now())
      return plainPage(c, 409, 'Chưa họp', 'Chỉ ghi kết quả khi cuộc họp đã bắt đầu.');
    if (text === '' || text.length > 3500)
      return plainPage(c, 409, 'Chưa lưu', 'Xin ghi kết quả, dài không quá 3.500 ký tự.');
    const number = (name: string) => {
      const value = (fields[name] ?? '').trim();
      return /^\d{1,5}$/.test(value) ? Number(value) : null;
    };
    const sentOn = readDay(fields.sentOn) ?? null;
    const given = {
      text,
      households: number('households'),
      present: number('present'),
      agreed: number('agreed'),
      sentOn,
    };
    await keepMinutes(deps.store, m, given, fields.do === 'gui', actor(c), deps.now());
    return c.redirect(`${HOP}/${m.id}?da=luu`, 303);
  });

  app.get('/:id/diem-danh', only('meetings.write'), async (c) => {
    const m = await find(c);
    if (!m) return gone(c);
    const homes = await householdsAt(deps.store, m);
    const here = homes.filter((h) => h.there).length;
    return show(
      c,
      'Điểm danh',
      <>
        <p class="notice">
          Đọc ở buổi họp: bà con nhắn <strong>điểm danh {m.checkIn}</strong>. Có mặt {here} trên{' '}
          {homes.length} hộ trong danh sách.
        </p>
        {homes.length === 0 && <p class="empty">Chưa có danh sách hộ. Xin nhập ở trang Nhóm.</p>}
        <ul class="groups">
          {homes.map((h) => (
            <li>
              <form method="post" action={`${HOP}/${m.id}/diem-danh`} class="row">
                <Csrf token={c.get('me').csrf} />
                <input type="hidden" name="home" value={h.id} />
                <span class="grow" dir="auto">
                  {h.group}, hộ {h.number}: {h.head}
                </span>
                {h.there && <span class="mark far">{h.how === 'code' ? 'có mặt (tự báo)' : 'có mặt'}</span>}
                <button type="submit" name="do" value={h.there ? 'bo' : 'co'} class="button quiet small">
                  {h.there ? 'Bỏ đánh dấu' : 'Có mặt'}
                </button>
              </form>
            </li>
          ))}
        </ul>
      </>,
    );
  });

  app.post('/:id/diem-danh', only('meetings.write'), async (c) => {
    const m = await find(c);
    const fields = await readForm(c);
    if (!m || !isId(fields.home)) return gone(c);
    await tickHousehold(deps.store, m, fields.home, fields.do === 'co', actor(c));
    return c.redirect(`${HOP}/${m.id}/diem-danh`, 303);
  });
  return app;
}

function refusal(done: Extract<Done, { ok: false }>): string {
  switch (done.why) {
    case 'unknown':
      return 'Không còn cuộc họp này.';
    case 'cancelled':
      return 'Cuộc họp này đã hoãn. Muốn họp lại, xin soạn cuộc họp mới.';
    case 'stale':
      return 'Có người vừa sửa cuộc họp này. Nội dung anh, chị gõ còn ở dưới; xin mở lại trang, xem rồi sửa lại.';
    case 'over':
      return 'Giờ họp đã qua nên không đổi, không hoãn được nữa.';
    case 'unlawful':
      return 'Chưa báo được: xem các điểm dưới đây. Trễ hoặc thiếu cách báo thì sửa, hoặc ghi lý do vẫn họp; ngày nghỉ thì xác nhận.';
  }
}

function List({ meetings, none }: { readonly meetings: readonly Meeting[]; readonly none: string }) {
  if (meetings.length === 0) return <p class="empty">{none}</p>;
  return (
    <ul class="tickets">
      {meetings.map((m) => (
        <li>
          <a class="ticket" href={`${HOP}/${m.id}`}>
            <p class="ticket-head">
              <strong dir="auto">{m.title}</strong> <span class="state received">{STATE_WORDS[m.state]}</span>
            </p>
            <p>
              {sayTime(m.startsAt)}, <span dir="auto">{m.place}</span>
            </p>
            <p class="muted">
              {KIND_NAMES[m.kind]} · {m.groups.join(', ') || 'Cả phường'}
            </p>
          </a>
        </li>
      ))}
    </ul>
  );
}
