/** `/console/tiep-dan`: the month's plan of receiving citizens, who has booked, and what falls short of the law. */
import { type Context, Hono } from 'hono';
import { monthAfter, monthEnds, RECEIVERS, receptionDays, shortMonths, vietnamDay } from '../../law/index.ts';
import type { SignedIn } from '../../store/officers.ts';
import { receptionOf } from '../../store/reception.ts';
import {
  bookingsOf,
  cancelBooking,
  closeDay,
  markBooking,
  openDay,
  type ReceptionAct,
} from '../../store/reception-desk.ts';
import type { Actor } from '../../store/tickets.ts';
import type { WebDeps } from '../deps.ts';
import { only } from './doors.tsx';
import { isId, readForm } from './form.ts';
import { MonthPlan, PLACE, Shortfalls } from './reception-parts.tsx';
import { planPages } from './reception-plan.tsx';
import { may } from './roles.ts';
import { type Inside, shell } from './shell.tsx';

const MONTH = /^20\d{2}-(0[1-9]|1[0-2])$/;
const DAY = /^20\d{2}-\d{2}-\d{2}$/;
/** How many months are looked at for what falls short. */
const AHEAD = 4;

const actorOf = ({ officer }: SignedIn): Actor => ({ officerId: officer.id, name: officer.name });

export function receptionPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  app.route('/ke-hoach', planPages(deps));
  app.get('/', only('reception.read'), async (c) => c.html(await draw(deps, c, {})));

  app.post('/lich/:id/huy', only('reception.work'), async (c) => {
    const { reason = '' } = await readForm(c);
    const id = c.req.param('id') ?? '';
    const act = isId(id)
      ? await cancelBooking(
          deps.store,
          deps.speaker,
          deps.wardId,
          id,
          reason,
          actorOf(c.get('me')),
          deps.now(),
        )
      : ({ ok: false, why: 'unknown' } as const);
    return await after(deps, c, act, { booking: id, reason }, 'td-huy');
  });

  for (const [path, state] of [
    ['den', 'attended'],
    ['vang', 'absent'],
  ] as const)
    app.post(`/lich/:id/${path}`, only('reception.work'), async (c) => {
      const id = c.req.param('id') ?? '';
      const act = isId(id)
        ? await markBooking(deps.store, deps.wardId, id, state, actorOf(c.get('me')), deps.now())
        : ({ ok: false, why: 'unknown' } as const);
      return await after(deps, c, act, { booking: id }, 'td-ghi');
    });

  app.post('/buoi', only('reception.work'), async (c) => {
    const fields = await readForm(c);
    const { day = '', reason = '' } = fields;
    const who = RECEIVERS.find((r) => r === fields.who);
    if (!DAY.test(day) || !who) return await after(deps, c, { ok: false, why: 'unknown' }, { reason }, '');
    if (fields.do === 'open') {
      await openDay(deps.store, deps.wardId, day, who, actorOf(c.get('me')));
      return c.redirect(`${PLACE}?thang=${day.slice(0, 7)}&da=td-mo`, 303);
    }
    const act = await closeDay(
      deps.store,
      deps.speaker,
      deps.wardId,
      day,
      who,
      reason,
      actorOf(c.get('me')),
      deps.now(),
    );
    return await after(deps, c, act, { sitting: `${day} ${who}`, reason }, 'td-buoi');
  });
  return app;
}

/** What was tried and did not go, with what was typed. */
export interface Attempt {
  readonly booking?: string;
  readonly sitting?: string;
  readonly reason?: string;
  readonly why?: Extract<ReceptionAct, { ok: false }>['why'];
}

const PROBLEMS: Readonly<Record<NonNullable<Attempt['why']>, string>> = {
  unknown: 'Không còn lịch này. Xin xem lại danh sách bên dưới.',
  over: 'Lịch này đã hủy hoặc giờ hẹn đã qua nên không đổi được nữa.',
  early: 'Chưa tới ngày hẹn nên chưa ghi “đã đến” hay “vắng” được.',
  empty: 'Xin ghi lý do: người dân sẽ đọc đúng lý do này. Chưa hủy gì.',
  'too-long': 'Lý do dài quá 500 ký tự. Xin viết ngắn hơn. Chưa hủy gì.',
  past: 'Ngày này đã qua nên không hủy buổi được.',
};

async function after(deps: WebDeps, c: Context<Inside>, act: ReceptionAct, attempt: Attempt, done: string) {
  if (!act.ok) return c.html(await draw(deps, c, { ...attempt, why: act.why }), 409);
  deps.ringSend(act.outbox);
  const month = MONTH.test(c.req.query('thang') ?? '') ? `&thang=${c.req.query('thang')}` : '';
  return c.redirect(`${PLACE}?da=${act.untold > 0 ? 'td-chua-bao' : done}${month}`, 303);
}

async function draw(deps: WebDeps, c: Context<Inside>, attempt: Attempt) {
  const me = c.get('me');
  const { roles } = me.officer;
  const today = vietnamDay(deps.now());
  const asked = c.req.query('thang') ?? '';
  const month = MONTH.test(asked) ? asked : today.slice(0, 7);
  const [from, to] = monthEnds(month);
  const reception = await receptionOf(deps.store.pool, deps.wardId);
  const { plan, calendar, offs } = reception;
  const bookings = await bookingsOf(
    deps.store.pool,
    deps.store.vault,
    deps.wardId,
    from,
    to,
    may(roles, 'identity.read'),
  );
  const months = Array.from({ length: AHEAD }, (_, i) => monthAfter(today.slice(0, 7), i));
  return shell({
    title: 'Tiếp công dân',
    me,
    here: PLACE,
    done: c.req.query('da'),
    children: (
      <>
        {attempt.why !== undefined && (
          <p class="notice bad" role="alert">
            {PROBLEMS[attempt.why]}
          </p>
        )}
        <Shortfalls short={shortMonths(plan, calendar, months, offs)} planned={plan.rules.length > 0} />
        <MonthPlan
          month={month}
          today={today}
          days={receptionDays(plan, calendar, from, to, offs)}
          offs={offs}
          bookings={bookings}
          mayWork={may(roles, 'reception.work')}
          mayName={may(roles, 'identity.read')}
          csrf={me.csrf}
          attempt={attempt}
        />
        <p>
          <a class="button" href={`${PLACE}/ke-hoach`}>
            {may(roles, 'ward.write') ? 'Sửa kế hoạch tiếp công dân' : 'Xem kế hoạch tiếp công dân'}
          </a>
        </p>
      </>
    ),
  });
}
