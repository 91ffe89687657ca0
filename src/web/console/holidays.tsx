/** `/console/ngay-nghi`: days off and make-up days with their source; what a change moves is shown before it is made. */
import { type Context, Hono } from 'hono';
import {
  changeHoliday,
  type HolidayChange,
  type MovedLine,
  movesOf,
  previewHoliday,
  recountsOf,
} from '../../store/clocks/recount.ts';
import { wardCalendar } from '../../store/clocks.ts';
import { transaction } from '../../store/db.ts';
import { audit } from '../../store/tickets.ts';
import type { WebDeps } from '../deps.ts';
import { isoDay, sayDay, sayTime } from './dates.ts';
import { only } from './doors.tsx';
import { type Fields, isId, readForm } from './form.ts';
import { may } from './roles.ts';
import { Csrf, type Inside, shell } from './shell.tsx';
import { Problem } from './ticket-forms.tsx';

const HERE = '/console/ngay-nghi';

export function holidayPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  app.get('/', only('ward.read'), async (c) => c.html(await draw(deps, c, {})));
  app.post('/', only('ward.write'), async (c) => {
    const typed = await readForm(c);
    const change = readChange(typed);
    if (typeof change === 'string') return c.html(await draw(deps, c, { typed, wrong: change }), 409);
    if (typed.sure !== 'yes') return c.html(await draw(deps, c, { typed, change }));
    const { officer } = c.get('me');
    await transaction(deps.store, async (tx) => {
      const done = await changeHoliday(tx, deps.wardId, change, {
        officerId: officer.id,
        name: officer.name,
      });
      const date = change.do === 'set' ? change.row.date : change.date;
      const actor = { officerId: officer.id, name: officer.name };
      await audit(tx, deps.wardId, actor, `holiday.${change.do}`, date, done);
    });
    return c.redirect(`${HERE}?da=luu`, 303);
  });
  return app;
}

/** What a form asks for, or what is wrong with it. */
function readChange(f: Fields): HolidayChange | string {
  const date = f.date ?? '';
  const real =
    /^\d{4}-\d{2}-\d{2}$/.test(date) &&
    !Number.isNaN(Date.parse(date)) &&
    new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
  if (!real) return 'Ngày này không có thật. Xin chọn lại.';
  if (f.do === 'remove') return { do: 'remove', date };
  const name = (f.name ?? '').trim();
  const source = (f.source ?? '').trim();
  if (name === '' || source === '' || name.length > 200 || source.length > 300)
    return 'Xin ghi tên ngày (đến 200 chữ) và căn cứ (đến 300 chữ): số thông báo, nghị quyết, hoặc quyết định.';
  const provisional = f.provisional === 'yes';
  return {
    do: 'set',
    row: { date, kind: f.kind === 'working' ? 'working' : 'off', name, source, provisional },
  };
}

interface Attempt {
  readonly typed?: Fields;
  readonly wrong?: string;
  readonly change?: HolidayChange;
}

async function draw(deps: WebDeps, c: Context<Inside>, { typed = {}, wrong, change }: Attempt) {
  const me = c.get('me');
  const mayWrite = may(me.officer.roles, 'ward.write');
  const { pool } = deps.store;
  const asked = c.req.query('nam') ?? '';
  const year = /^20\d\d$/.test(asked) ? asked : isoDay(deps.now()).slice(0, 4);
  const calendar = await wardCalendar(pool, deps.wardId);
  const all = [...calendar.rows.values()].sort((a, b) => a.date.localeCompare(b.date));
  const years = [...new Set(all.map((row) => row.date.slice(0, 4)))];
  const recounts = await recountsOf(pool, deps.wardId);
  const shownId = c.req.query('dot');
  const moves = isId(shownId) ? await movesOf(pool, deps.wardId, shownId) : null;
  const preview = change ? await previewHoliday(pool, deps.wardId, change) : null;
  return shell({
    title: 'Ngày nghỉ',
    me,
    here: HERE,
    done: c.req.query('da'),
    children: (
      <>
        {wrong !== undefined && <Problem words={wrong} />}
        {preview && (
          <section class="card" aria-label="Điều gì sẽ dời nếu đổi">
            <h2>Điều gì sẽ dời nếu đổi</h2>
            <p>
              {preview.total === 0
                ? 'Không có hạn nào đang chạy bị dời.'
                : `${preview.total} hạn đang chạy sẽ dời. Người dân không nhận tin báo; ngày mới hiện khi họ hỏi.`}
              {preview.failed > 0 &&
                ` ${preview.failed} hạn không tính lại được và giữ ngày cũ; cần người xem.`}
            </p>
            <Moves lines={preview.lines} />
            <form method="post" action={HERE}>
              <Csrf token={me.csrf} />
              {['do', 'date', 'kind', 'name', 'source', 'provisional'].map((name) => (
                <input type="hidden" name={name} value={typed[name] ?? ''} />
              ))}
              <input type="hidden" name="sure" value="yes" />
              <button type="submit" class="button grave">
                Đúng, đổi lịch nghỉ
              </button>{' '}
              <a class="button quiet" href={HERE}>
                Thôi
              </a>
            </form>
          </section>
        )}
        <nav aria-label="Năm" class="shelves">
          <ul>
            {years.map((y) => (
              <li>
                <a href={`${HERE}?nam=${y}`} aria-current={y === year ? 'true' : undefined}>
                  {y}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <ul class="plain">
          {all
            .filter((row) => row.date.startsWith(year))
            .map((row) => (
              <li>
                <b>{sayDay(row.date)}</b> {row.kind === 'off' ? 'nghỉ' : 'làm bù'}: {row.name}
                {row.provisional && ' (tạm tính, chờ thông báo)'} <span class="muted">{row.source}</span>
                {mayWrite && (
                  <form method="post" action={HERE}>
                    <Csrf token={me.csrf} />
                    <input type="hidden" name="do" value="remove" />
                    <input type="hidden" name="date" value={row.date} />
                    <button type="submit" class="button quiet small">
                      Bỏ ngày {sayDay(row.date)}
                    </button>
                  </form>
                )}
              </li>
            ))}
        </ul>
        {mayWrite && <SetForm csrf={me.csrf} typed={typed} />}
        <section class="card" aria-label="Những lần tính lại">
          <h2>Những lần tính lại</h2>
          {recounts.length === 0 && <p>Chưa có lần nào.</p>}
          <ul class="plain">
            {recounts.map((r) => (
              <li>
                {sayTime(r.at)}, {r.actor}: {r.why}.{' '}
                <a href={`${HERE}?dot=${r.id}`}>
                  {r.moved} hạn dời{r.failed > 0 ? `, ${r.failed} hạn không tính được` : ''}
                </a>
                {r.id === shownId && moves && <Moves lines={moves} />}
              </li>
            ))}
          </ul>
        </section>
      </>
    ),
  });
}

function Moves({ lines }: { readonly lines: readonly MovedLine[] }) {
  return (
    <ul class="plain">
      {lines.map((line) => (
        <li>
          {line.code === null ? 'Việc khác' : <a href={`/console/ho-so/${line.code}`}>{line.code}</a>} (
          {line.rule === 'promise' ? 'lời hứa' : line.rule}): {sayDay(line.old)} → {sayDay(line.new)}
        </li>
      ))}
    </ul>
  );
}

function SetForm({ csrf, typed }: { readonly csrf: string; readonly typed: Fields }) {
  return (
    <section class="card" aria-labelledby="set-title">
      <h2 id="set-title">Thêm hoặc đổi một ngày</h2>
      <form method="post" action={HERE}>
        <Csrf token={csrf} />
        <input type="hidden" name="do" value="set" />
        <label for="h-date">Ngày</label>
        <input id="h-date" name="date" type="date" required value={typed.date ?? ''} />
        <label for="h-kind">Là</label>
        <select id="h-kind" name="kind">
          <option value="off">ngày nghỉ</option>
          <option value="working" selected={typed.kind === 'working'}>
            ngày làm bù
          </option>
        </select>
        <label for="h-name">Tên ngày</label>
        <input id="h-name" name="name" required value={typed.name ?? ''} />
        <label for="h-source">Căn cứ</label>
        <input id="h-source" name="source" required value={typed.source ?? ''} />
        <label>
          <input type="checkbox" name="provisional" value="yes" checked={typed.provisional === 'yes'} /> Tạm
          tính, chưa có thông báo
        </label>
        <button type="submit" class="button">
          Xem điều gì sẽ dời
        </button>
      </form>
    </section>
  );
}
