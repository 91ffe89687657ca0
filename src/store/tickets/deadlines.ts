/** What officers do with a ticket's clocks: each with a reason that the resident is told, with the old date and the new. */
import { readDay } from '../../core/period.ts';
import {
  drawingOf,
  type Milestone,
  mayPause,
  milestonesOf,
  NO_EXTENSION,
  NO_PAUSE,
} from '../../core/stages.ts';
import { type Day, LawError, PROMISE, vietnamDay } from '../../law/index.ts';
import { wardCalendar } from '../clocks/calendar.ts';
import { type Counted, clockOf, extendClock, pauseClock, resumeClock } from '../clocks/change.ts';
import { meetRules, startClock } from '../clocks/run.ts';
import {
  type Act,
  type Acted,
  begin,
  DONE,
  type Held,
  type On,
  REASON_LIMIT,
  refused,
  tell,
  words,
  write,
} from './act.ts';

const say = (day: Day): string => day.split('-').reverse().join('/');
const NO_CLOCK = refused('bad', 'Hạn này không chạy trên hồ sơ này nữa. Xin mở lại trang để xem.');

interface Ready {
  readonly ticket: Held;
  readonly clock: Counted;
  readonly reason: string;
}

async function ready(on: On, act: Act, rule: string, reason: string): Promise<Ready | Acted> {
  const why = words(reason, REASON_LIMIT, 'Lý do');
  if ('ok' in why) return why;
  const opened = await begin(on, act, 'clock');
  if (!opened.go) return opened.acted;
  const clock = await clockOf(on.tx, opened.ticket.id, rule);
  return clock ? { ticket: opened.ticket, clock, reason: why.text } : NO_CLOCK;
}

async function told(
  on: On,
  act: Act,
  { ticket, clock, reason }: Ready,
  what: 'paused' | 'resumed' | 'extended',
  dates: { readonly day: Day; readonly old: Day; readonly new: Day },
): Promise<Acted> {
  const detail = { rule: clock.rule, ...dates };
  await write(on, ticket, act, { what, to: ticket.state, text: reason, detail });
  const { rows } = await on.tx.query<{ citation: string }>('SELECT citation FROM clock WHERE id = $1', [
    clock.id,
  ]);
  const citation = clock.rule === PROMISE ? '' : (rows[0]?.citation ?? '');
  const said = { day: say(dates.day), old: say(dates.old), new: say(dates.new) };
  return await tell(on, ticket, `clock-${what}`, { code: ticket.code, ...said, reason, citation }, act.key);
}

/** A clock stands still from today. Only where the law knows a pause, or for the ward's own promise. */
export async function pauseTicketClock(on: On, act: Act, rule: string, reason: string): Promise<Acted> {
  if (!mayPause(rule)) return refused('unlawful', NO_PAUSE);
  const found = await ready(on, act, rule, reason);
  if ('ok' in found) return found;
  const { clock, ticket } = found;
  if (clock.state === 'paused') return refused('unlawful', 'Hạn này đang tạm dừng sẵn.');
  const day = vietnamDay(ticket.now);
  await pauseClock(on.tx, clock, day, { what: 'paused', why: found.reason, by: act.actor.name });
  return await told(on, act, found, 'paused', { day, old: clock.due_on, new: clock.due_on });
}

/** It goes on from today. */
export async function resumeTicketClock(on: On, act: Act, rule: string, reason: string): Promise<Acted> {
  const found = await ready(on, act, rule, reason);
  if ('ok' in found) return found;
  const { clock, ticket } = found;
  if (clock.state !== 'paused') return refused('unlawful', 'Hạn này đang chạy, không tạm dừng.');
  const day = vietnamDay(ticket.now);
  const how = { what: 'resumed', why: found.reason, by: act.actor.name } as const;
  const now = await resumeClock(on.tx, clock, day, await wardCalendar(on.tx, ticket.ward_id), how);
  return await told(on, act, found, 'resumed', { day, old: clock.due_on, new: now });
}

/** Is there any way to draw a clock of this rule out? Asked before anything is locked. */
const mayDraw = (rule: string): boolean => drawingOf(rule) !== null || drawingOf(rule, 'supply') !== null;

/** It is drawn out: the promise by working days, a khiếu nại to the time the law has for a complex case. */
export async function extendTicketClock(
  on: On,
  act: Act,
  rule: string,
  days: number,
  reason: string,
): Promise<Acted> {
  if (!mayDraw(rule)) return refused('unlawful', NO_EXTENSION);
  const found = await ready(on, act, rule, reason);
  if ('ok' in found) return found;
  const { clock, ticket } = found;
  const drawing = drawingOf(rule, clock.variant);
  if (drawing === null) return refused('unlawful', NO_EXTENSION);
  if (drawing === 'days' && !(Number.isInteger(days) && days >= 1 && days <= 60))
    return refused('bad', 'Số ngày gia hạn phải từ 1 đến 60 ngày làm việc.');
  if (clock.state === 'paused')
    return refused('unlawful', 'Hạn này đang tạm dừng. Xin cho chạy tiếp rồi mới gia hạn.');
  if (drawing === 'complex' && clock.variant !== null)
    return refused('unlawful', 'Hạn này đã dùng mức dài nhất mà luật cho.');
  try {
    const calendar = await wardCalendar(on.tx, ticket.ward_id);
    const how = { what: 'extended', why: found.reason, by: act.actor.name } as const;
    const by = drawing === 'days' ? { days } : { variant: 'complex' };
    const now = await extendClock(on.tx, clock, by, calendar, how);
    const day = vietnamDay(ticket.now);
    return await told(on, act, found, 'extended', { day, old: clock.due_on, new: now });
  } catch (error) {
    if (error instanceof LawError) return refused('unlawful', error.message);
    throw error;
  }
}

/**
 * Record a day that starts and meets clocks: a signed complaint came, was accepted, was decided.
 * @param day `YYYY-MM-DD`, not after today
 */
export async function recordMilestone(on: On, act: Act, id: string, day: Day): Promise<Acted> {
  const opened = await begin(on, act, 'clock');
  if (!opened.go) return opened.acted;
  const { ticket } = opened;
  const milestone: Milestone | undefined = milestonesOf(ticket.kind).find((m) => m.id === id);
  if (!milestone) return refused('bad', 'Loại hồ sơ này không có mốc đó.');
  if (readDay(day) === undefined || day > vietnamDay(ticket.now))
    return refused('bad', 'Ngày ghi mốc phải là một ngày có thật, không sau hôm nay.');
  const from = new Date(`${day}T00:00:00+07:00`);
  try {
    await meetRules(on.tx, ticket.id, milestone.meets, from);
    for (const rule of milestone.starts)
      await startClock(on.tx, { wardId: ticket.ward_id, ticketId: ticket.id, rule, from });
  } catch (error) {
    if (error instanceof LawError) return refused('bad', error.message);
    throw error;
  }
  await write(on, ticket, act, {
    what: 'milestone',
    to: ticket.state,
    text: milestone.name,
    detail: { milestone: id, day },
  });
  return DONE;
}
