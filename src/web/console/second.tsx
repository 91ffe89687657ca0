/** `/console/xac-nhan`: pass the second factor, set one up. Works without script; passkeys need it. */
import { type Context, Hono } from 'hono';
import {
  addPasskey,
  dropPasskey,
  type Place,
  passByPasskey,
  passkeyToMake,
  passkeyToShow,
} from '../../store/passkeys.ts';
import {
  beginTotp,
  confirmTotp,
  type Enrolled,
  isFresh,
  mustHaveSecond,
  newRecoveryCodes,
  type Passed,
  passCode,
} from '../../store/second-factor.ts';
import type { WebDeps } from '../deps.ts';
import { PASSKEY_POLICY } from '../layout/headers.ts';
import { agentOf } from './agent.ts';
import { refuse } from './doors.tsx';
import { readForm } from './form.ts';
import { AskForm, Codes, EnrolForms, sayEnrolProblem, sayPassProblem } from './second-parts.tsx';
import { type Inside, shell } from './shell.tsx';

const HERE = '/console/xac-nhan';
const MORE = `${HERE}/them`;

export function secondPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  app.get('/', async (c) =>
    c.get('me').enrolled
      ? await ask(deps, c, {})
      : c.redirect(`${MORE}?ve=${encodeURIComponent(backOf(c.req.query('ve')))}`, 303),
  );

  app.post('/', async (c) => {
    const { ma = '', ve } = await readForm(c);
    return await passed(deps, c, await passCode(deps.store, c.get('me'), ma, deps.now()), ve);
  });

  app.post('/khoa', async (c) => {
    const { response = '', ve } = await readForm(c);
    const place = placeOf(deps, c);
    const how = place ? await passByPasskey(deps.store, c.get('me'), place, response) : 'wrong';
    return await passed(deps, c, how, ve);
  });

  app.get('/them', async (c) => (mayEnrol(c) ? await enrol(deps, c, {}) : c.redirect(askFirst, 303)));

  app.post('/them/ung-dung', async (c) => {
    if (!mayEnrol(c)) return await tooOld(c);
    const { ma = '', ve } = await readForm(c);
    return await added(deps, c, await confirmTotp(deps.store, c.get('me'), ma, deps.now()), ve);
  });

  app.post('/them/khoa', async (c) => {
    if (!mayEnrol(c)) return await tooOld(c);
    const { response = '', ten = '', ve } = await readForm(c);
    const place = placeOf(deps, c);
    const name = ten === '' ? agentOf(c.req.header('user-agent')) : ten;
    const made: Enrolled = place
      ? await addPasskey(deps.store, c.get('me'), place, response, name)
      : { ok: false, why: 'wrong' };
    return await added(deps, c, made, ve);
  });

  app.post('/ma-du-phong', async (c) => {
    const me = c.get('me');
    if (!me.enrolled || !isFresh(me)) return await tooOld(c);
    return c.html(codesPage(c, await newRecoveryCodes(deps.store, me.officer), '/console/phien'));
  });

  app.post('/bo-khoa', async (c) => {
    const me = c.get('me');
    if (!isFresh(me)) return await tooOld(c);
    const { khoa = '' } = await readForm(c);
    if (await dropPasskey(deps.store, me.officer, khoa, mustHaveSecond(me.officer.roles)))
      return c.redirect('/console/phien?da=xn-bo-khoa', 303);
    const words =
      'Chưa bỏ được khoá này: vai trò của anh, chị phải còn ít nhất một cách xác nhận. Xin cài ứng dụng mã hoặc khoá khác trước.';
    return await refuse(c, 403, 'Chưa bỏ được', words, { href: '/console/phien', words: 'Quay lại' });
  });
  return app;
}

const askFirst = `${HERE}?ve=${encodeURIComponent(MORE)}`;
/** Who has one already proves it before adding another. */
const mayEnrol = (c: Context<Inside>): boolean => !c.get('me').enrolled || isFresh(c.get('me'));

const tooOld = async (c: Context<Inside>) =>
  await refuse(c, 403, 'Cần xác nhận lần nữa', 'Việc này chưa được làm. Xin xác nhận rồi làm lại.', {
    href: askFirst,
    words: 'Xác nhận',
  });

const INSIDE = /^\/console(?:[/?][\w\-./?=&%+]*)?$/;
/** An address of the console to go on to; anything else is its first page. */
function backOf(ve: string | undefined): string {
  return ve !== undefined && INSIDE.test(ve) && !ve.includes('//') && !ve.startsWith(HERE.concat('?'))
    ? ve
    : '/console';
}

/** Passkeys belong to a name: the published one, or localhost. Null where the page is open under a bare address. */
function placeOf(deps: WebDeps, c: Context): Place | null {
  const at = new URL(deps.publicUrl ?? c.req.url);
  const named = deps.publicUrl !== null || at.hostname === 'localhost';
  return named && !/^[\d.]+$|:/.test(at.hostname) ? { rpID: at.hostname, origin: at.origin } : null;
}

interface Attempt {
  readonly problem?: string;
  readonly back?: string | undefined;
}

/** Before it was passed there is no menu: nothing in it would open. */
function draw(c: Context<Inside>, title: string, children: unknown) {
  const me = c.get('me');
  c.header('content-security-policy', PASSKEY_POLICY);
  return shell({ title, ...(me.secondAge === null ? {} : { me }), children: children as never });
}

async function ask(deps: WebDeps, c: Context<Inside>, attempt: Attempt, status: 200 | 403 | 429 = 200) {
  const me = c.get('me');
  const place = placeOf(deps, c);
  const options = place && (await passkeyToShow(deps.store, me, place));
  const back = backOf(attempt.back ?? c.req.query('ve'));
  const page = draw(
    c,
    'Xác nhận là anh, chị',
    <AskForm
      csrf={me.csrf}
      back={back}
      problem={attempt.problem}
      options={options}
      again={me.secondAge !== null}
    />,
  );
  return c.html(page, status);
}

async function passed(deps: WebDeps, c: Context<Inside>, how: Passed, ve: string | undefined) {
  if (how === 'passed') return c.redirect(backOf(ve), 303);
  return await ask(deps, c, { problem: sayPassProblem(how), back: ve }, how === 'limited' ? 429 : 403);
}

async function enrol(deps: WebDeps, c: Context<Inside>, attempt: Attempt, status: 200 | 403 | 429 = 200) {
  const me = c.get('me');
  const place = placeOf(deps, c);
  const [totp, options] = await Promise.all([
    beginTotp(deps.store, me.officer),
    place && passkeyToMake(deps.store, me, place),
  ]);
  const { qrSvg } = await import('../../papers/qr.ts');
  const page = draw(
    c,
    me.enrolled ? 'Cài thêm cách xác nhận' : 'Cài lớp xác nhận thứ hai',
    <EnrolForms
      csrf={me.csrf}
      back={backOf(attempt.back ?? c.req.query('ve'))}
      problem={attempt.problem}
      secret={totp.secret}
      qr={await qrSvg(totp.uri)}
      options={options}
      first={!me.enrolled}
    />,
  );
  return c.html(page, status);
}

async function added(deps: WebDeps, c: Context<Inside>, made: Enrolled, ve: string | undefined) {
  if (!made.ok)
    return await enrol(
      deps,
      c,
      { problem: sayEnrolProblem(made.why), back: ve },
      made.why === 'limited' ? 429 : 403,
    );
  if (made.codes.length === 0) return c.redirect('/console/phien?da=xn-them', 303);
  return c.html(codesPage(c, made.codes, backOf(ve)));
}

const codesPage = (c: Context<Inside>, codes: readonly string[], back: string) =>
  draw(c, 'Mã dự phòng', <Codes codes={codes} back={back} />);
