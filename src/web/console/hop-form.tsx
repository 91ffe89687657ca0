/** The form of a meeting: read, checked by the law, drawn again with all that was typed. */
import { readDay } from '../../core/period.ts';
import { length } from '../../core/text.ts';
import { MEETING_KINDS, MEETING_MATTERS, type MeetingCheck, WAYS, type Ways } from '../../law/index.ts';
import type { GroupRow } from '../../store/groups.ts';
import {
  BOARDS,
  type Meeting,
  type MeetingContent,
  REMINDERS,
  USUAL_REMINDERS,
} from '../../store/meetings/rows.ts';
import { sayDay } from './dates.ts';
import type { Fields } from './form.ts';
import { BOARD_NAMES, KIND_NAMES, MATTER_NAMES, REMINDER_NAMES, WAY_NAMES } from './hop-labels.ts';
import { Csrf } from './shell.tsx';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export type Read =
  | { readonly ok: true; readonly content: MeetingContent }
  | { readonly ok: false; readonly wrong: readonly string[] };

/** What the officer typed, as a meeting; or what is still missing, in words. */
export function readMeeting(fields: Fields, groups: readonly GroupRow[]): Read {
  const text = (name: string) => (fields[name] ?? '').trim();
  const wrong: string[] = [];
  const need = (name: string, label: string, most: number): string => {
    const value = text(name);
    if (value === '') wrong.push(`Chưa ghi ${label}.`);
    if (length(value) > most) wrong.push(`Phần ${label} dài quá ${most} ký tự.`);
    return value;
  };
  const kind = MEETING_KINDS.find((k) => k === fields.kind) ?? 'to';
  const matter = MEETING_MATTERS.find((m) => m === fields.matter) ?? null;
  const title = need('title', 'tên cuộc họp', 150);
  const agenda = need('agenda', 'nội dung họp', 1500);
  const place = need('place', 'nơi họp', 200);
  const host = need('host', 'người chủ trì', 150);
  const startsAt = instant(text('day'), text('time'));
  if (!startsAt) wrong.push('Chưa ghi đúng ngày và giờ họp.');
  const endsAt = text('end') === '' ? null : instant(text('day'), text('end'));
  if (text('end') !== '' && !endsAt) wrong.push('Giờ kết thúc chưa đúng.');
  if (startsAt && endsAt && endsAt <= startsAt) wrong.push('Giờ kết thúc phải sau giờ bắt đầu.');
  const mapUrl = text('mapUrl');
  if (mapUrl !== '' && !/^https:\/\/[^\s]{4,400}$/.test(mapUrl))
    wrong.push('Đường dẫn bản đồ phải bắt đầu bằng https://');
  const groupIds = groups.filter((g) => !g.archived && fields[`g_${g.id}`] === '1').map((g) => g.id);
  if ((kind === 'to' || kind === 'phieu' || kind === 'cuoi-nam') && groupIds.length === 0)
    wrong.push('Xin chọn tổ được mời.');
  const boards = kind === 'ban' ? BOARDS.filter((b) => fields[`b_${b}`] === '1') : [];
  const ways: Ways = Object.fromEntries(
    WAYS.flatMap((way) => (readDay(text(`w_${way}`)) !== undefined ? [[way, text(`w_${way}`)]] : [])),
  );
  if (wrong.length > 0 || !startsAt) return { ok: false, wrong };
  return {
    ok: true,
    content: {
      ...{ kind, matter: kind === 'to' || kind === 'phieu' ? matter : null, title, agenda, place, host },
      ...{
        startsAt,
        endsAt,
        groupIds: kind === 'ban' ? [] : groupIds,
        boards,
        ways,
        holidayOk: fields.holidayOk === '1',
      },
      mapUrl: mapUrl === '' ? null : mapUrl,
      lateReason: text('lateReason') === '' ? null : text('lateReason').slice(0, 500),
      reminders: REMINDERS.filter((r) => fields[`r_${r}`] === '1'),
    },
  };
}

function instant(day: string, time: string): Date | null {
  if (readDay(day) === undefined || !TIME.test(time)) return null;
  const at = new Date(`${day}T${time}:00+07:00`);
  return Number.isNaN(at.getTime()) ? null : at;
}

const wall = (at: Date): string => new Date(at.getTime() + 7 * 3_600_000).toISOString();

/** A meeting as the form shows it. */
export function fieldsOf(m: MeetingContent | null): Fields {
  const on = (prefix: string, names: readonly string[]) =>
    Object.fromEntries(names.map((n) => [`${prefix}${n}`, '1']));
  if (!m) return { kind: 'to', ...on('r_', USUAL_REMINDERS) };
  return {
    ...{ kind: m.kind, matter: m.matter ?? '', title: m.title, agenda: m.agenda, place: m.place },
    ...{ host: m.host, mapUrl: m.mapUrl ?? '', lateReason: m.lateReason ?? '' },
    ...{ day: wall(m.startsAt).slice(0, 10), time: wall(m.startsAt).slice(11, 16) },
    end: m.endsAt ? wall(m.endsAt).slice(11, 16) : '',
    holidayOk: m.holidayOk ? '1' : '',
    ...on('g_', m.groupIds),
    ...on('b_', m.boards),
    ...on('r_', m.reminders),
    ...Object.fromEntries(Object.entries(m.ways).map(([way, day]) => [`w_${way}`, String(day)])),
  };
}

interface FormProps {
  readonly action: string;
  readonly csrf: string;
  readonly formKey: string;
  readonly fields: Fields;
  readonly groups: readonly GroupRow[];
  readonly wrong: readonly string[];
  readonly check: MeetingCheck | null;
  readonly meeting: Meeting | null;
}

export function MeetingForm({ action, csrf, formKey, fields, groups, wrong, check, meeting }: FormProps) {
  const value = (name: string) => fields[name] ?? '';
  return (
    <>
      {wrong.length > 0 && (
        <div class="notice bad" role="alert">
          <p>Chưa lưu. Xin sửa:</p>
          <ul>
            {wrong.map((w) => (
              <li>{w}</li>
            ))}
          </ul>
        </div>
      )}
      {check && <Findings check={check} />}
      <form method="post" action={action} class="card stack">
        <Csrf token={csrf} />
        <input type="hidden" name="key" value={formKey} />
        {meeting && (
          <input type="hidden" name="seen" value={value('seen') || meeting.changedAt.toISOString()} />
        )}
        <label>
          Loại cuộc họp
          <select name="kind">
            {MEETING_KINDS.map((k) => (
              <option value={k} selected={value('kind') === k}>
                {KIND_NAMES[k]}
              </option>
            ))}
          </select>
        </label>
        <label>
          Việc phải biểu quyết (nếu có)
          <select name="matter">
            <option value="">Không biểu quyết</option>
            {MEETING_MATTERS.map((m) => (
              <option value={m} selected={value('matter') === m}>
                {MATTER_NAMES[m]}
              </option>
            ))}
          </select>
        </label>
        <Line name="title" label="Tên cuộc họp" value={value('title')} />
        <label>
          Nội dung họp
          <textarea name="agenda" rows={4} dir="auto">
            {value('agenda')}
          </textarea>
        </label>
        <p class="row">
          <Line name="day" label="Ngày" value={value('day')} type="date" />
          <Line name="time" label="Từ giờ" value={value('time')} type="time" />
          <Line name="end" label="Đến giờ (có thể để trống)" value={value('end')} type="time" />
        </p>
        <Line name="place" label="Nơi họp" value={value('place')} />
        <Line name="mapUrl" label="Đường dẫn bản đồ (có thể để trống)" value={value('mapUrl')} />
        <Line name="host" label="Người chủ trì" value={value('host')} />
        <fieldset>
          <legend>Mời tổ nào (không chọn tổ nào là cả phường)</legend>
          {groups
            .filter((g) => !g.archived)
            .map((g) => (
              <Tick name={`g_${g.id}`} label={g.name} on={value(`g_${g.id}`) === '1'} />
            ))}
        </fieldset>
        <fieldset>
          <legend>Họp Ban: mời thành viên ban nào (không chọn là cả hai ban)</legend>
          {BOARDS.map((b) => (
            <Tick name={`b_${b}`} label={BOARD_NAMES[b]} on={value(`b_${b}`) === '1'} />
          ))}
        </fieldset>
        <fieldset>
          <legend>Cách báo ngoài máy (ghi ngày đã làm hoặc sẽ làm)</legend>
          {WAYS.map((way) => (
            <Line name={`w_${way}`} label={WAY_NAMES[way]} value={value(`w_${way}`)} type="date" />
          ))}
        </fieldset>
        <fieldset>
          <legend>Nhắc bà con</legend>
          {REMINDERS.map((r) => (
            <Tick name={`r_${r}`} label={REMINDER_NAMES[r]} on={value(`r_${r}`) === '1'} />
          ))}
        </fieldset>
        <Tick name="holidayOk" label="Vẫn họp dù là ngày nghỉ" on={value('holidayOk') === '1'} />
        <Line
          name="lateReason"
          label="Lý do vẫn họp khi chưa đủ điều kiện luật định (được ghi lại)"
          value={value('lateReason')}
        />
        <p class="row">
          <button type="submit" name="do" value="xem" class="button quiet">
            Kiểm tra theo luật
          </button>
          <button type="submit" name="do" value="luu" class="button main">
            Lưu
          </button>
        </p>
      </form>
    </>
  );
}

function Line(props: { name: string; label: string; value: string; type?: string }) {
  return (
    <label>
      {props.label}
      <input name={props.name} type={props.type ?? 'text'} value={props.value} dir="auto" />
    </label>
  );
}

function Tick({ name, label, on }: { name: string; label: string; on: boolean }) {
  return (
    <label>
      <input type="checkbox" name={name} value="1" checked={on} /> {label}
    </label>
  );
}

/** What the law says to it, finding by finding, each with its article. */
export function Findings({ check }: { readonly check: MeetingCheck }) {
  return (
    <section class={`notice ${check.lawful ? '' : 'bad'}`} aria-label="Kiểm tra theo luật">
      <p>
        <strong>{check.lawful ? 'Đủ điều kiện để báo họp.' : 'Chưa đủ điều kiện theo luật.'}</strong>{' '}
        {!check.lawful && !check.past && `Nếu báo hôm nay thì họp sớm nhất ngày ${sayDay(check.firstDay)}.`}
      </p>
      <ul>
        {check.findings.map((f) => (
          <li>
            {f.level === 'fine' ? 'Được: ' : f.level === 'wrong' ? 'Chưa được: ' : 'Cần xác nhận: '}
            {f.words}
            {f.by && <span class="muted"> ({f.by})</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
