/** `/console/don-khieu-nai`: an officer records a signed complaint paper; its clocks run from the day it was received. */
import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { dayNumber } from '../../law/days.ts';
import { type Day, LawError, vietnamDay } from '../../law/index.ts';
import { type SignedComplaint, takeComplaint } from '../../store/complaints.ts';
import { groupsOf } from '../../store/groups.ts';
import type { WebDeps } from '../deps.ts';
import { only } from './doors.tsx';
import { Area, Line, Pick, Tick } from './fields.tsx';
import { type Fields, isId, readForm } from './form.ts';
import { readPerson, readText, type Wrong } from './intake-fields.ts';
import { Csrf, type Inside, shell } from './shell.tsx';

const PLACE = '/console/don-khieu-nai';

export function complaintPaperPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  app.get('/', only('counter.write'), async (c) => c.html(await draw(deps, c, {}, {})));

  app.post('/', only('counter.write'), async (c) => {
    const typed = await readForm(c);
    const groups = await groupsOf(deps.store, deps.wardId);
    const read = readComplaint(typed, groups, vietnamDay(deps.now()));
    if ('wrong' in read) return c.html(await draw(deps, c, typed, read.wrong), 409);
    const { officer } = c.get('me');
    const code = await takeComplaint(
      deps.store,
      deps.speaker,
      deps.wardId,
      read.complaint,
      { officerId: officer.id, name: officer.name },
      isId(typed.key) ? typed.key : randomUUID(),
      deps.now(),
    );
    return c.redirect(`/console/ho-so/${code}?da=don-khieu-nai`, 303);
  });
  return app;
}

function readComplaint(
  fields: Fields,
  groups: readonly { readonly id: string; readonly archived: boolean }[],
  today: Day,
): { readonly complaint: SignedComplaint } | { readonly wrong: Wrong } {
  const wrong: Record<string, string> = {};
  const text = readText(fields, wrong);
  const person = readPerson(fields, wrong);
  const paperOn = dayTyped(fields.paperOn, today);
  const receivedOn = dayTyped(fields.receivedOn, today);
  const { groupId } = fields;
  const group = groups.find((g) => g.id === groupId && !g.archived);
  if (paperOn === null) wrong.paperOn = 'Xin chọn ngày ghi trên đơn, không sau hôm nay.';
  if (receivedOn === null) wrong.receivedOn = 'Xin chọn ngày phường nhận đơn, không sau hôm nay.';
  if (paperOn !== null && receivedOn !== null && paperOn > receivedOn)
    wrong.paperOn = 'Ngày trên đơn sau ngày nhận. Xin xem lại hai ngày.';
  if (person.name === undefined) wrong.name = 'Đơn phải có tên người khiếu nại (Điều 8 Luật Khiếu nại).';
  if (person.address === undefined)
    wrong.address = 'Đơn phải có địa chỉ người khiếu nại (Điều 8 Luật Khiếu nại).';
  if (fields.signed !== 'yes')
    wrong.signed =
      'Đơn chưa ký, chưa điểm chỉ thì không thụ lý được. Xin hướng dẫn người dân ký rồi mới ghi.';
  if ((groupId ?? '') !== '' && !group) wrong.groupId = 'Tổ này không còn. Xin chọn lại.';
  if (Object.keys(wrong).length > 0 || paperOn === null || receivedOn === null) return { wrong };
  return { complaint: { paperOn, receivedOn, person, text, ...(group ? { groupId: group.id } : {}) } };
}

/** A day that exists and has come; null otherwise. */
function dayTyped(text: string | undefined, today: Day): Day | null {
  try {
    dayNumber(text ?? '');
    return text !== undefined && text <= today && text >= '2012-07-01' ? text : null;
  } catch (error) {
    if (error instanceof LawError) return null;
    throw error;
  }
}

async function draw(deps: WebDeps, c: Context<Inside>, typed: Fields, wrong: Wrong) {
  const me = c.get('me');
  const groups = (await groupsOf(deps.store, deps.wardId)).filter((g) => !g.archived);
  const today = vietnamDay(deps.now());
  const bad = Object.keys(wrong).length;
  const f = { typed, wrong };
  return shell({
    title: 'Nhận đơn khiếu nại',
    me,
    here: '/console/tiep-nhan',
    children: (
      <>
        {bad > 0 && (
          <p class="notice bad" role="alert">
            Chưa ghi. Có {bad} chỗ cần sửa, đánh dấu bên dưới. Chữ đã gõ còn nguyên.
          </p>
        )}
        <p>
          Chỉ ghi đơn giấy có chữ ký hoặc điểm chỉ. Hạn thụ lý tính từ ngày nhận đơn, kể cả khi ghi vào máy
          muộn. Người dân đã nhắn tin về việc này thì mở hồ sơ cũ, ghi mốc ở đó.
        </p>
        <form method="post" action={PLACE} class="card stack">
          <Csrf token={me.csrf} />
          <input type="hidden" name="key" value={isId(typed.key) ? typed.key : randomUUID()} />
          <Line {...f} name="paperOn" label="Ngày ghi trên đơn" type="date" max={today} />
          <Line {...f} name="receivedOn" label="Ngày phường nhận đơn" type="date" max={today} />
          <Line {...f} name="name" label="Họ tên người khiếu nại" />
          <Line {...f} name="address" label="Địa chỉ" />
          <Line {...f} name="phone" label="Số điện thoại" type="tel" hint="Không có thì để trống" />
          <Area
            {...f}
            name="text"
            label="Tóm tắt đơn"
            rows={6}
            hint="Khiếu nại quyết định, việc làm nào, của ai; yêu cầu gì; giấy tờ kèm theo."
          />
          <Pick
            {...f}
            name="groupId"
            label="Tổ dân phố, thôn"
            none="Không ghi"
            options={groups.map((g) => ({ value: g.id, label: g.name }))}
          />
          <Tick {...f} name="signed" label="Đơn có chữ ký hoặc điểm chỉ của người khiếu nại" />
          <button type="submit" class="button main">
            Ghi đơn và lấy mã
          </button>
        </form>
      </>
    ),
  });
}
