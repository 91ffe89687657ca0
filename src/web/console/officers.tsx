/** `/console/can-bo`: who works here and with which roles; every change is audited and holds at once. */
import { type Context, Hono } from 'hono';
import { cleanName } from '../../core/text.ts';
import { ROLES, type Role } from '../../store/officers.ts';
import {
  dismiss,
  endSessionsOf,
  hire,
  linkFor,
  OFFICER_NAME_LIMIT,
  rename,
  resetSecondOf,
  type StaffOutcome,
  type StaffProblem,
  setRoles,
  takeBack,
} from '../../store/staff.ts';
import type { WebDeps } from '../deps.ts';
import { only, secondFresh } from './doors.tsx';
import { isId } from './form.ts';
import { handOver } from './officers-hand-over.ts';
import { drawLink, drawOfficer, drawOfficers, OFFICERS } from './officers-parts.tsx';
import { type Inside, plainPage } from './shell.tsx';

const PROBLEMS: Readonly<Record<StaffProblem, string>> = {
  unknown: 'Không còn cán bộ này trong danh sách. Xin mở lại trang.',
  taken: 'Đã có cán bộ tên này. Xin ghi thêm để phân biệt, ví dụ chức danh.',
  'last-admin': 'Đây là người quản trị cuối cùng nên không bỏ được. Xin cho người khác làm quản trị trước.',
  'last-reader':
    'Đây là người cuối cùng đọc được hồ sơ niêm phong. Bỏ đi thì không ai mở được nữa. Xin giao người khác trước.',
  self: 'Anh, chị không tự làm việc này cho mình được. Xin nhờ người quản trị khác.',
  'at-machine':
    'Việc này với người đọc hồ sơ niêm phong chỉ làm được tại máy chủ, bằng lệnh npm run staff: để không người quản trị nào một mình vào được phòng niêm phong.',
};

export function officerPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  app.use('*', only('officers.manage'), secondFresh);
  app.get('/', async (c) => c.html(await drawOfficers(deps, c, {})));
  app.post('/', async (c) => await add(deps, c));
  app.get('/:id', async (c) => {
    const id = c.req.param('id');
    const page = isId(id) ? await drawOfficer(deps, c, id, {}) : null;
    return page ? c.html(page) : gone(c);
  });
  app.post('/:id', async (c) => {
    const id = c.req.param('id');
    return isId(id) ? await change(deps, c, id) : gone(c);
  });
  return app;
}

const gone = (c: Context<Inside>) => plainPage(c, 404, 'Không có cán bộ này', PROBLEMS.unknown);

interface Typed {
  readonly fields: Readonly<Record<string, string>>;
  readonly roles: readonly Role[];
  readonly codes: readonly string[];
}

async function typedIn(c: Context<Inside>): Promise<Typed> {
  const body = await c.req.parseBody({ all: true });
  const list = (name: string) => [body[name] ?? []].flat().filter((v) => typeof v === 'string');
  const one = (name: string) => list(name)[0] ?? '';
  return {
    fields: { do: one('do'), name: cleanName(one('name')), officer: one('officer'), sure: one('sure') },
    roles: ROLES.filter((role) => list('role').includes(role)),
    codes: list('chon'),
  };
}

const nameProblem = (name: string): string | null =>
  name === ''
    ? 'Xin ghi tên cán bộ.'
    : [...name].length > OFFICER_NAME_LIMIT
      ? `Tên dài quá ${OFFICER_NAME_LIMIT} ký tự. Xin ghi ngắn lại.`
      : null;

async function add(deps: WebDeps, c: Context<Inside>) {
  const typed = await typedIn(c);
  const name = typed.fields.name ?? '';
  const again = async (problem: string) =>
    c.html(await drawOfficers(deps, c, { problem, name, roles: typed.roles }), 409);
  const wrong = nameProblem(name);
  if (wrong !== null) return await again(wrong);
  if (typed.roles.length === 0) return await again('Xin chọn ít nhất một vai trò.');
  const { officer: me } = c.get('me');
  const hired = await hire(deps.store, me, name, typed.roles);
  if (hired === 'taken') return await again(PROBLEMS.taken);
  const link = await linkFor(deps.store, me, hired.officer.id);
  if (typeof link === 'string') return await again(PROBLEMS[link]);
  return c.html(drawLink(deps, c, link, sayReader(hired.reader)));
}

function sayReader(reader: StaffOutcome | null): string | undefined {
  if (reader === null || reader === 'done') return undefined;
  return reader === 'proposed'
    ? 'Quyền đọc hồ sơ niêm phong mới chỉ được đề nghị: người đang đọc phải đồng ý ở trang Niêm phong.'
    : PROBLEMS[reader];
}

async function change(deps: WebDeps, c: Context<Inside>, id: string) {
  const { store } = deps;
  const me = c.get('me').officer;
  const typed = await typedIn(c);
  const { name = '', sure } = typed.fields;
  const back = (done: string) => c.redirect(`${OFFICERS}/${id}?da=${done}`, 303);
  const again = async (problem: string) => {
    const page = await drawOfficer(deps, c, id, { problem });
    return page ? c.html(page, 409) : gone(c);
  };
  const after = async (outcome: StaffOutcome, done: string) => {
    if (outcome === 'done') return back(done);
    return outcome === 'proposed' ? back('cb-de-nghi') : await again(PROBLEMS[outcome]);
  };
  switch (typed.fields.do) {
    case 'ten': {
      const wrong = nameProblem(name);
      return wrong === null ? await after(await rename(store, me, id, name), 'cb-ten') : await again(wrong);
    }
    case 'vai-tro':
      if (typed.roles.length === 0) return await again('Xin chọn ít nhất một vai trò, hoặc cho thôi.');
      return await after(await setRoles(store, me, id, typed.roles), 'cb-vai-tro');
    case 'lien-ket': {
      const link = await linkFor(store, me, id);
      return typeof link === 'string' ? await again(PROBLEMS[link]) : c.html(drawLink(deps, c, link));
    }
    case 'lop-hai':
      if (sure !== 'yes') return await again('Xin đánh dấu vào ô xác nhận rồi bấm lại.');
      return await after(await resetSecondOf(store, me, id), 'cb-lop-hai');
    case 'phien':
      return await after(await endSessionsOf(store, me, id), 'cb-phien');
    case 'thoi':
      if (sure !== 'yes') return await again('Xin đánh dấu vào ô xác nhận rồi bấm lại.');
      return await after(await dismiss(store, me, id), 'cb-thoi');
    case 'lai':
      return await after(await takeBack(store, me, id), 'cb-lai');
    case 'giao': {
      const problem = await handOver(deps, me, id, typed.codes, typed.fields.officer ?? '');
      return problem === null ? back('cb-giao') : await again(problem);
    }
    default:
      return await again('Yêu cầu này không đọc được. Xin mở lại trang.');
  }
}
