/** `/console/so-lieu`: figures of a period beside the one before, each leading to its tickets; to print and to take along. */
import { type Context, Hono } from 'hono';
import { figuresOf } from '../../../store/figures/index.ts';
import { wardInfo } from '../../../store/settings.ts';
import { audit } from '../../../store/tickets.ts';
import type { WebDeps } from '../../deps.ts';
import { isoDay } from '../dates.ts';
import { only } from '../doors.tsx';
import { may } from '../roles.ts';
import { type Inside, shell } from '../shell.tsx';
import { actorOf } from '../ticket.tsx';
import { namer } from './names.ts';
import { readPeriod } from './read.ts';
import { sheetsOf, ticketRows } from './rows.ts';
import { FiguresPage } from './view.tsx';
import { FIGURES } from './words.ts';

export function figurePages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  const { store, wardId } = deps;
  const read = async (c: Context<Inside>) => {
    const today = isoDay(deps.now());
    const period = readPeriod(c.req.query(), today);
    const [figures, name] = await Promise.all([
      figuresOf(store.pool, wardId, period, today, !may(c.get('me').officer.roles, 'sealed.read')),
      namer(deps),
    ]);
    return { figures, name };
  };

  app.get('/', only('figures.read'), async (c) => {
    const me = c.get('me');
    const [{ figures, name }, { drawChart }] = await Promise.all([
      read(c),
      import('../../../papers/chart.ts'), // the drawing library is large: loaded when somebody looks
    ]);
    const open = may(me.officer.roles, 'tickets.read');
    return c.html(
      shell({
        title: 'Số liệu',
        me,
        here: FIGURES,
        children: <FiguresPage {...{ figures, name, open }} draw={drawChart} madeAt={deps.now()} />,
      }),
    );
  });

  const file = (c: Context<Inside>, ending: string, type: string, days: { from: string; to: string }) => {
    c.header('content-type', type);
    c.header('content-disposition', `attachment; filename="so-lieu-${days.from}-${days.to}.${ending}"`);
  };
  const exported = (c: Context<Inside>, ending: string, days: { from: string; to: string }) =>
    audit(store.pool, wardId, actorOf(c.get('me')), 'figures.export', `${days.from} – ${days.to}`, {
      file: ending,
    });

  app.get('/xuat.csv', only('figures.read'), async (c) => {
    const { figures, name } = await read(c);
    const { writeCsv } = await import('../../../papers/table.ts');
    const rows = ticketRows(figures, name).map((row) =>
      row.map((cell) => (cell === null ? '' : String(cell))),
    );
    await exported(c, 'csv', figures.period);
    file(c, 'csv', 'text/csv; charset=utf-8', figures.period);
    return c.body(await writeCsv(rows));
  });

  app.get('/xuat.xlsx', only('figures.read'), async (c) => {
    const [{ figures, name }, ward] = await Promise.all([read(c), wardInfo(store.pool, wardId)]);
    const { writeXlsx } = await import('../../../papers/table.ts');
    await exported(c, 'xlsx', figures.period);
    file(c, 'xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', figures.period);
    return c.body(await writeXlsx(sheetsOf(figures, name, `${ward.name}, ${ward.province}`)));
  });
  return app;
}
