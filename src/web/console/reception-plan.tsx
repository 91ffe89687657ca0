/** `/console/tiep-dan/ke-hoach`: the rules of reception days. Everybody reads; the admin writes. */
import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import {
  minutesOf,
  monthAfter,
  RECEIVER_NAMES,
  RECEIVERS,
  type ReceptionOn,
  type ReceptionPlan,
  type ReceptionRule,
  sayOn,
  shortMonths,
  vietnamDay,
} from '../../law/index.ts';
import { transaction } from '../../store/db.ts';
import { planOf, receptionOf, receptionPlan, savePlan } from '../../store/reception.ts';
import { audit } from '../../store/tickets.ts';
import type { WebDeps } from '../deps.ts';
import { only } from './doors.tsx';
import { type Fields, readForm } from './form.ts';
import { PLACE, Shortfalls } from './reception-parts.tsx';
import { may } from './roles.ts';
import { Csrf, type Inside, shell } from './shell.tsx';

const PLAN = `${PLACE}/ke-hoach`;

export function planPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  app.get('/', only('ward.read'), async (c) => c.html(await draw(deps, c, {})));

  app.post('/', only('ward.write'), async (c) => {
    const typed = await readForm(c);
    const { officer } = c.get('me');
    const wrong = await transaction(deps.store, async (tx) => {
      await tx.query('SELECT 1 FROM ward WHERE id = $1 FOR UPDATE', [deps.wardId]);
      const changed = changePlan(await planOf(tx, deps.wardId), typed, vietnamDay(deps.now()));
      if (typeof changed === 'string') return changed;
      await savePlan(tx, deps.wardId, changed, officer.id);
      const actor = { officerId: officer.id, name: officer.name };
      await audit(tx, deps.wardId, actor, 'reception.plan', 'ward', { do: typed.do ?? '' });
      return null;
    });
    if (wrong !== null) return c.html(await draw(deps, c, { typed, wrong }), 409);
    return c.redirect(`${PLAN}?da=luu`, 303);
  });
  return app;
}

/** The plan after what was typed, or what is wrong with it. */
export function changePlan(plan: ReceptionPlan, typed: Fields, today: string): ReceptionPlan | string {
  switch (typed.do) {
    case 'place': {
      const place = (typed.place ?? '').replace(/\s+/g, ' ').trim();
      if (place.length > 300) return 'Nơi tiếp dài quá 300 ký tự. Xin viết ngắn hơn.';
      return { rules: plan.rules, ...(place === '' ? {} : { place }) };
    }
    case 'remove':
      return { ...plan, rules: plan.rules.filter((r) => r.id !== typed.id) };
    case 'add': {
      const rule = ruleTyped(typed, today);
      if (typeof rule === 'string') return rule;
      const next = { ...plan, rules: [...plan.rules, rule] };
      return receptionPlan.safeParse(next).success ? next : 'Kế hoạch có quá nhiều dòng. Xin bớt dòng cũ.';
    }
    default:
      return 'Yêu cầu này không đọc được. Xin mở lại trang.';
  }
}

function ruleTyped(typed: Fields, today: string): ReceptionRule | string {
  const who = RECEIVERS.find((r) => r === typed.who);
  if (!who) return 'Xin chọn người tiếp.';
  const on = onTyped(typed, today);
  if (typeof on === 'string') return on;
  const [from, to] = [minutesOf(typed.from ?? ''), minutesOf(typed.to ?? '')];
  if (from === null || to === null) return 'Xin ghi giờ như 08:00.';
  if (to <= from) return 'Giờ kết thúc phải sau giờ bắt đầu.';
  const [minutes, places] = [Number(typed.minutes), Number(typed.places)];
  if (!Number.isInteger(minutes) || minutes < 5 || minutes > to - from)
    return 'Mỗi lượt dài từ 5 phút tới hết buổi.';
  if (!Number.isInteger(places) || places < 1 || places > 50) return 'Mỗi lượt nhận từ 1 tới 50 người.';
  const [start, end] = [typed.from ?? '', typed.to ?? ''];
  return { id: randomUUID(), who, on, from: start, to: end, minutes, places, since: today };
}

function onTyped(typed: Fields, today: string): ReceptionOn | string {
  const numbers = (text: string) => text.split(/[\s,;]+/).filter(Boolean);
  switch (typed.kind) {
    case 'weekday': {
      const weekday = Number(typed.weekday);
      if (!Number.isInteger(weekday) || weekday < 0 || weekday > 6) return 'Xin chọn thứ trong tuần.';
      const nth = numbers(typed.nth ?? '').map((n) => (n === 'cuối' || n === 'cuoi' ? -1 : Number(n)));
      if (nth.some((n) => !Number.isInteger(n) || n < -1 || n === 0 || n > 5))
        return 'Lần trong tháng: ghi các số 1 tới 5, hoặc chữ “cuối”, cách nhau dấu phẩy; để trống là hằng tuần.';
      return { kind: 'weekday', weekday, nth };
    }
    case 'monthDays': {
      const days = numbers(typed.days ?? '').map(Number);
      if (days.length === 0 || days.some((d) => !Number.isInteger(d) || d < 1 || d > 31))
        return 'Ngày trong tháng: ghi các số từ 1 tới 31, cách nhau dấu phẩy.';
      return { kind: 'monthDays', days };
    }
    case 'dates': {
      const dates = numbers(typed.dates ?? '').map(dateTyped);
      if (dates.length === 0 || dates.some((d) => d === null))
        return 'Ngày riêng: ghi như 03/12/2026, ngày phải có thật, cách nhau dấu phẩy.';
      const real = dates.flatMap((d) => (d === null ? [] : [d]));
      return real.some((d) => d < today)
        ? 'Ngày riêng đã qua. Xin ghi ngày sắp tới.'
        : { kind: 'dates', dates: real };
    }
    default:
      return 'Xin chọn cách lặp: theo thứ, theo ngày trong tháng, hay ngày riêng.';
  }
}

function dateTyped(text: string): string | null {
  const m = /^(\d{1,2})[/.-](\d{1,2})[/.-](20\d{2})$/.exec(text);
  if (!m) return null;
  const day = `${m[3]}-${m[2]?.padStart(2, '0')}-${m[1]?.padStart(2, '0')}`;
  const real = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(real.getTime()) && real.toISOString().startsWith(day) ? day : null;
}

interface Attempt {
  readonly typed?: Fields;
  readonly wrong?: string;
}

async function draw(deps: WebDeps, c: Context<Inside>, { typed = {}, wrong }: Attempt) {
  const me = c.get('me');
  const { plan, calendar, offs } = await receptionOf(deps.store.pool, deps.wardId);
  const month = vietnamDay(deps.now()).slice(0, 7);
  const months = [1, 2, 3, 4].map((n) => monthAfter(month, n));
  const writes = may(me.officer.roles, 'ward.write');
  return shell({
    title: 'Kế hoạch tiếp công dân',
    me,
    here: PLACE,
    done: c.req.query('da'),
    children: (
      <>
        {wrong !== undefined && (
          <p class="notice bad" role="alert">
            Chưa lưu. {wrong}
          </p>
        )}
        <Shortfalls
          short={shortMonths(plan, calendar, [month, ...months], offs)}
          planned={plan.rules.length > 0}
        />
        {!writes && <p class="muted">Người quản trị sửa trang này.</p>}
        <p>Ngày nghỉ và cuối tuần tự được bỏ qua. Lịch này cũng là câu máy nói về “lịch tiếp dân”.</p>
        {plan.rules.length === 0 && <p class="empty">Chưa có ngày tiếp nào.</p>}
        {plan.rules.map((r) => (
          <Rule rule={r} csrf={writes ? me.csrf : null} />
        ))}
        {writes ? (
          <>
            <form method="post" action={PLAN} class="card stack">
              <Csrf token={me.csrf} />
              <label for="place">Nơi tiếp công dân</label>
              <input
                id="place"
                name="place"
                dir="auto"
                value={(typed.do === 'place' ? typed.place : plan.place) ?? ''}
              />
              <button type="submit" name="do" value="place" class="button">
                Lưu nơi tiếp
              </button>
            </form>
            <AddRule csrf={me.csrf} typed={typed.do === 'add' ? typed : {}} />
          </>
        ) : (
          <p>Nơi tiếp: {plan.place ?? 'chưa cập nhật'}</p>
        )}
        <p>
          <a href={PLACE}>Về lịch tháng</a>
        </p>
      </>
    ),
  });
}

function Rule({ rule, csrf }: { readonly rule: ReceptionRule; readonly csrf: string | null }) {
  return (
    <div class="card">
      <p>
        <strong>{RECEIVER_NAMES[rule.who]}</strong>: {sayOn(rule.on)}, {rule.from} đến {rule.to}. Mỗi lượt{' '}
        {rule.minutes} phút, {rule.places} người.
      </p>
      {csrf !== null && (
        <form method="post" action={PLAN} class="row">
          <Csrf token={csrf} />
          <input type="hidden" name="id" value={rule.id} />
          <button type="submit" name="do" value="remove" class="button quiet small">
            Bỏ dòng này
          </button>
        </form>
      )}
    </div>
  );
}

const WEEK = ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'];
const KINDS = [
  ['weekday', 'Theo thứ trong tuần'],
  ['monthDays', 'Theo ngày trong tháng'],
  ['dates', 'Ngày riêng (buổi dời, buổi thêm)'],
] as const;

function AddRule({ csrf, typed }: { readonly csrf: string; readonly typed: Fields }) {
  const text = (name: string, label: string, hint: string, value = '') => (
    <div class="field">
      <label for={name}>{label}</label>
      <input id={name} name={name} value={typed[name] ?? value} dir="auto" />
      {hint !== '' && <p class="muted">{hint}</p>}
    </div>
  );
  return (
    <form method="post" action={PLAN} class="card stack">
      <h2>Thêm ngày tiếp</h2>
      <Csrf token={csrf} />
      <div class="field">
        <label for="who">Người tiếp</label>
        <select id="who" name="who">
          {RECEIVERS.map((r) => (
            <option value={r} selected={typed.who === r}>
              {RECEIVER_NAMES[r]}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="kind">Lặp lại</label>
        <select id="kind" name="kind">
          {KINDS.map(([value, name]) => (
            <option value={value} selected={typed.kind === value}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="weekday">Thứ (khi lặp theo thứ)</label>
        <select id="weekday" name="weekday">
          {[1, 2, 3, 4, 5, 6, 0].map((d) => (
            <option value={String(d)} selected={(typed.weekday ?? '4') === String(d)}>
              {WEEK[d]}
            </option>
          ))}
        </select>
      </div>
      {text('nth', 'Lần thứ mấy trong tháng', 'Ví dụ: 1, 3 hoặc cuối. Để trống là hằng tuần.')}
      {text('days', 'Ngày trong tháng', 'Ví dụ: 5, 20')}
      {text('dates', 'Ngày riêng', 'Ví dụ: 03/12/2026, 17/12/2026')}
      {text('from', 'Từ giờ', 'Ví dụ: 08:00', '08:00')}
      {text('to', 'Đến giờ', 'Ví dụ: 11:00', '11:00')}
      {text('minutes', 'Mỗi lượt bao nhiêu phút', '', '30')}
      {text('places', 'Mỗi lượt nhận mấy người', '', '1')}
      <button type="submit" name="do" value="add" class="button main">
        Thêm
      </button>
    </form>
  );
}
