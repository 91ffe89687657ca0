/** Lists of households and of groups, in and out: read whole before anything is kept; what takes long shows how far it has come. */
import { type Context, Hono } from 'hono';
import type { Table } from '../../papers/table.ts';
import { exportGroups, importGroups } from '../../store/group-lists.ts';
import { groupsOf } from '../../store/groups.ts';
import {
  exportHouseholds,
  type HouseholdGiven,
  type Imported,
  importHouseholds,
} from '../../store/households.ts';
import { beginWork, type LongWork, noteWork, workOf } from '../../store/long-work.ts';
import type { Actor } from '../../store/tickets.ts';
import type { WebDeps } from '../deps.ts';
import { NHOM } from './chat-groups-parts.tsx';
import { only } from './doors.tsx';
import { Report } from './nhom-lists-parts.tsx';
import type { Inside } from './shell.tsx';

const KEY = 'household-import';
/** A longer list is taken in while the page shows how far it has come. */
const AT_ONCE = 1_000;

type Ctx = Context<Inside>;
type Draw = (c: Ctx, note: unknown, status?: 200 | 409) => Response | Promise<Response>;

/** How the import of a long list stands. */
export const importWork = (deps: WebDeps): Promise<LongWork | null> =>
  workOf(deps.store.pool, deps.wardId, KEY, deps.now());

export function listPages(deps: WebDeps, draw: Draw): Hono<Inside> {
  const app = new Hono<Inside>();
  const { store, wardId } = deps;
  const actor = (c: Ctx): Actor => ({ officerId: c.get('me').officer.id, name: c.get('me').officer.name });

  /** The table of the file sent, or the page that says why there is none. */
  const tableOf = async (c: Ctx): Promise<{ table: Table; act: unknown } | Response> => {
    const body = await c.req.parseBody();
    const { file } = body;
    if (!(file instanceof File)) return await draw(c, <p class="notice bad">Xin chọn tệp.</p>, 409);
    const { readTable, BadTable } = await import('../../papers/table.ts');
    try {
      return { table: await readTable(new Uint8Array(await file.arrayBuffer())), act: body.do };
    } catch (error) {
      if (!(error instanceof BadTable)) throw error;
      return await draw(c, <p class="notice bad">{error.message}</p>, 409);
    }
  };

  app.post('/nhap', only('meetings.write'), async (c) => {
    const sent = await tableOf(c);
    if (sent instanceof Response) return sent;
    const { readHouseholds } = await import('../../papers/households.ts');
    const names = (await groupsOf(store, wardId)).filter((g) => !g.archived).map((g) => g.name);
    const read = readHouseholds(sent.table, names, deps.legacyCoding);
    const clean = read.coding === null && read.faults.length === 0 && read.lines.length > 0;
    if (!clean || sent.act !== 'nhap')
      return await draw(c, <Report read={read} what="hộ" />, clean ? 200 : 409);
    if (read.lines.length > AT_ONCE) {
      const begun = await beginWork(store, wardId, KEY, deps.now(), { total: read.lines.length });
      if (begun) void takeIn(deps, read.lines, actor(c));
      return c.redirect(NHOM, 303);
    }
    const done = await importHouseholds(store, wardId, read.lines, actor(c));
    const note = said(done);
    return done.clash.length > 0
      ? await draw(c, <p class="notice bad">{note}</p>, 409)
      : await draw(
          c,
          <p class="notice" role="status">
            {note}
          </p>,
        );
  });

  app.post('/nhap-to', only('ward.write'), async (c) => {
    const sent = await tableOf(c);
    if (sent instanceof Response) return sent;
    const { readGroups } = await import('../../papers/groups.ts');
    const read = readGroups(sent.table, deps.legacyCoding);
    const clean = read.coding === null && read.faults.length === 0 && read.lines.length > 0;
    if (!clean || sent.act !== 'nhap')
      return await draw(c, <Report read={read} what="tổ" />, clean ? 200 : 409);
    const done = await importGroups(store, wardId, read.lines, actor(c));
    if (done.archived.length > 0)
      return await draw(
        c,
        <p class="notice bad">
          Chưa nhập tổ nào: {done.archived.join(', ')} đang cất. Lấy lại ở trang Phường, hoặc bỏ khỏi tệp.
        </p>,
        409,
      );
    return await draw(
      c,
      <p class="notice" role="status">
        Đã nhập: thêm {done.added} tổ, cập nhật số hộ của {done.renewed} tổ.
      </p>,
    );
  });

  const households = async (c: Ctx): Promise<string[][]> => {
    const { HOUSEHOLD_HEAD } = await import('../../papers/households.ts');
    const rows = await exportHouseholds(store, wardId, actor(c));
    return [[...HOUSEHOLD_HEAD], ...rows.map((r) => [r.group, r.number, r.head, r.address, r.phone])];
  };
  const groups = async (c: Ctx): Promise<string[][]> => {
    const { GROUP_HEAD } = await import('../../papers/groups.ts');
    const rows = await exportGroups(store.pool, wardId, actor(c));
    return [[...GROUP_HEAD], ...rows.map((g) => [g.name, g.households === null ? '' : String(g.households)])];
  };
  for (const [path, name, sheet, rows, widths] of [
    ['/xuat', 'danh-sach-ho', 'Hộ', households, [24, 10, 30, 40, 16]],
    ['/xuat-to', 'danh-sach-to', 'Tổ', groups, [30, 14]],
  ] as const) {
    app.get(`${path}.csv`, only('meetings.write'), async (c) => {
      const { writeCsv } = await import('../../papers/table.ts');
      return c.body(await writeCsv(await rows(c)), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${name}.csv"`,
      });
    });
    app.get(`${path}.xlsx`, only('meetings.write'), async (c) => {
      const { writeXlsx } = await import('../../papers/table.ts');
      return c.body(await writeXlsx([{ name: sheet, rows: await rows(c), widths }]), 200, {
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-disposition': `attachment; filename="${name}.xlsx"`,
      });
    });
  }
  return app;
}

/** Take a long list in; how far, and what came of it, stands in the row that the page reads. */
async function takeIn(deps: WebDeps, lines: readonly HouseholdGiven[], by: Actor): Promise<void> {
  const { store, wardId } = deps;
  const note = (work: Pick<LongWork, 'state' | 'count'> & { words?: string }) =>
    noteWork(store.pool, wardId, KEY, { ...work, total: lines.length, at: deps.now().toISOString() });
  try {
    const done = await importHouseholds(store, wardId, lines, by, (count) =>
      note({ state: 'running', count }),
    );
    const clash = done.clash.length > 0;
    await note({ state: clash ? 'failed' : 'done', count: clash ? 0 : lines.length, words: said(done) });
  } catch (error) {
    deps.log.warn({ cause: error instanceof Error ? error.name : 'unknown' }, 'a list was not taken in');
    await note({
      ...{ state: 'failed', count: 0 },
      words: 'Chưa nhập hộ nào vì máy gặp trục trặc. Xin thử lại.',
    }).catch(() => {}); // the page then says that the work was cut
  }
}

function said(done: Imported): string {
  if (done.clash.length === 0) return `Đã nhập: thêm ${done.added} hộ, cập nhật ${done.renewed} hộ.`;
  const list = done.clash.map((h) => `${h.group}, hộ ${h.number} trùng với hộ ${h.before} đã có`);
  return `Chưa nhập hộ nào. ${list.join('; ')}.`;
}
