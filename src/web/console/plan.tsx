/** `/console/ke-hoach`: the duties of the ward's year: what is done, what is late, and where each is begun. Printed by the browser. */
import { Hono } from 'hono';
import { yearDuties } from '../../law/index.ts';
import { wardCalendar } from '../../store/clocks.ts';
import { type DutyLine, dutiesOf, noteDuty } from '../../store/duties.ts';
import type { WebDeps } from '../deps.ts';
import { isoDay, sayDay, sayTime } from './dates.ts';
import { only } from './doors.tsx';
import { readForm } from './form.ts';
import { HOP } from './hop-labels.ts';
import { DueMark } from './marks.tsx';
import { may } from './roles.ts';
import { Csrf, type Inside, plainPage, shell } from './shell.tsx';

export const PLAN = '/console/ke-hoach';
/** The law of 2022 came into force in the middle of 2023. */
const FIRST = 2024;

export function planPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  const { store, wardId } = deps;
  const thisYear = () => Number(isoDay(deps.now()).slice(0, 4));
  const yearOf = (typed: string | undefined): number => {
    const year = /^\d{4}$/.test(typed ?? '') ? Number(typed) : thisYear();
    return Math.min(Math.max(year, FIRST), thisYear() + 1);
  };

  app.get('/', only('meetings.read'), async (c) => {
    const me = c.get('me');
    const year = yearOf(c.req.query('nam'));
    const lines = await dutiesOf(store.pool, wardId, year, deps.now());
    const today = isoDay(deps.now());
    const late = lines.filter((l) => l.doneOn === null && l.due !== null && l.due < today).length;
    const done = lines.filter((l) => l.doneOn !== null).length;
    const write = may(me.officer.roles, 'meetings.write');
    return c.html(
      shell({
        title: `Kế hoạch năm ${year}`,
        me,
        here: PLAN,
        done: c.req.query('da'),
        children: (
          <>
            <nav aria-label="Năm" class="row pages">
              {year > FIRST && (
                <a class="button quiet" href={`${PLAN}?nam=${year - 1}`}>
                  ‹ Năm {year - 1}
                </a>
              )}
              {year <= thisYear() && (
                <a class="button quiet" href={`${PLAN}?nam=${year + 1}`}>
                  Năm {year + 1} ›
                </a>
              )}
            </nav>
            <p>
              Những việc luật dân chủ ở cơ sở giao cho phường trong năm. Đã làm {done} trên {lines.length}{' '}
              việc
              {late > 0 && (
                <>
                  , <strong>{late} việc quá hạn</strong>
                </>
              )}
              . <span class="muted no-print">Muốn in: Ctrl + P.</span>
            </p>
            <ul class="stack">
              {lines.map((line) => (
                <li class="card">
                  <Line line={line} today={today} year={year} write={write} csrf={me.csrf} />
                </li>
              ))}
            </ul>
          </>
        ),
      }),
    );
  });

  app.post('/', only('meetings.write'), async (c) => {
    const fields = await readForm(c);
    const year = yearOf(/:(\d{4})/.exec(fields.duty ?? '')?.[1]);
    const duty = yearDuties(year, await wardCalendar(store.pool, wardId)).find((d) => d.id === fields.duty);
    if (duty?.proof !== 'officer')
      return plainPage(c, 404, 'Không có việc này', 'Xin mở lại trang Kế hoạch năm.');
    const day = fields.do === 'bo' ? null : (fields.day ?? '');
    if (
      day !== null &&
      (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day)) || day > isoDay(deps.now()))
    )
      return plainPage(c, 409, 'Chưa ghi', 'Xin chọn ngày đã làm; ngày đó không được ở sau hôm nay.');
    const { officer } = c.get('me');
    await noteDuty(store, wardId, duty.id, day, { officerId: officer.id, name: officer.name });
    return c.redirect(`${PLAN}?nam=${year}&da=luu`, 303);
  });
  return app;
}

function Line(props: {
  readonly line: DutyLine;
  readonly today: string;
  readonly year: number;
  readonly write: boolean;
  readonly csrf: string;
}) {
  const { line, today, write, csrf } = props;
  const begin = `${HOP}/moi?loai=${line.meeting ?? ''}`;
  return (
    <>
      <p>
        <strong>{line.words}</strong> <Standing line={line} today={today} />
      </p>
      <p class="muted">{line.by}.</p>
      {line.groups !== null && (
        <p>
          {line.groups.all === 0
            ? 'Chưa có tổ nào trong danh sách.'
            : `${line.groups.done} trên ${line.groups.all} tổ đã họp.`}
          {line.missing.length > 0 && ` Chưa có lịch: ${line.missing.map((g) => g.name).join(', ')}.`}
        </p>
      )}
      {line.meetings.length > 0 && (
        <ul>
          {line.meetings.map((m) => (
            <li>
              <a href={`${HOP}/${m.id}`} dir="auto">
                {m.title}
              </a>
              , {sayTime(m.startsAt)} {m.held ? '(đã họp)' : '(đã báo họp)'}
            </li>
          ))}
        </ul>
      )}
      {write &&
        line.meeting !== undefined &&
        line.doneOn === null &&
        props.year >= Number(today.slice(0, 4)) && (
          <p class="row">
            {line.proof === 'meeting' && (
              <a class="button quiet" href={begin}>
                Soạn cuộc họp
              </a>
            )}
            {line.missing.slice(0, 60).map((g) => (
              <a class="button quiet small" href={`${begin}&to=${g.id}`}>
                Soạn cho {g.name}
              </a>
            ))}
          </p>
        )}
      {write && line.proof === 'officer' && (
        <form method="post" action={PLAN} class="row">
          <Csrf token={csrf} />
          <input type="hidden" name="duty" value={line.id} />
          {line.doneOn === null ? (
            <>
              <label>
                Ngày đã làm
                <input type="date" name="day" value={today} max={today} required />
              </label>
              <button type="submit" name="do" value="xong" class="button quiet small">
                Ghi là đã làm<span class="vh">: {line.words}</span>
              </button>
            </>
          ) : (
            <button type="submit" name="do" value="bo" class="button quiet small">
              Bỏ ghi, chưa làm<span class="vh">: {line.words}</span>
            </button>
          )}
        </form>
      )}
    </>
  );
}

function Standing({ line, today }: { readonly line: DutyLine; readonly today: string }) {
  if (line.doneOn !== null) {
    const late = line.due !== null && line.doneOn > line.due;
    return (
      <span class={`mark ${late ? 'late' : 'far'}`}>
        Đã làm {sayDay(line.doneOn)}
        {late && ' (trễ)'}
        {line.notedBy !== null && (
          <>
            , <span dir="auto">{line.notedBy}</span> ghi
          </>
        )}
      </span>
    );
  }
  if (line.due === null) return <span class="mark far">Theo lịch kỳ họp</span>;
  return <DueMark dueOn={line.due} today={today} />;
}
