/** Acting on many tickets: first a page that says what will happen and what is left out and why, then what was done. */
import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { cut } from '../../core/text.ts';
import { bulkTickets } from '../../store/bulk.ts';
import { officersOf } from '../../store/officers.ts';
import { acting, holdTold, UNDO_MINUTES, undoAct } from '../../store/tickets.ts';
import type { WebDeps } from '../deps.ts';
import { actNamed, type BulkAct, BulkFields, type BulkTyped } from './bulk-acts.tsx';
import { only } from './doors.tsx';
import { LIST } from './filter.ts';
import { isId } from './form.ts';
import { STATE_NAMES } from './labels.ts';
import { Csrf, type Inside, shell } from './shell.tsx';
import { actorOf } from './ticket.tsx';

const MOST = 200;
const CODE = /^[A-Z]{2}-[0-9A-Z-]{6,40}$/;

export function bulkPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  const { store, wardId } = deps;

  app.get('/nhieu', only('tickets.close'), async (c) => {
    const act = actNamed(c.req.query('viec'));
    const codes = chosen(c.req.queries('chon') ?? []);
    if (!act || codes.length === 0) return nothing(c);
    return c.html(await planPage(deps, c, act, codes, {}));
  });

  app.post('/nhieu', only('tickets.close'), async (c) => {
    const body = await c.req.parseBody({ all: true });
    const list = (name: string) => [body[name] ?? []].flat().filter((v) => typeof v === 'string');
    const codes = chosen(list('chon'));
    const [key] = list('key');
    if (codes.length === 0 || !isId(key)) return nothing(c);
    if (list('viec')[0] === 'hoan-tac') return c.html(await undoAll(deps, c, codes, key));
    const act = actNamed(list('viec')[0]);
    if (!act) return nothing(c);
    const typed = {
      officer: list('officer')[0] ?? '',
      place: list('place')[0] ?? '',
      text: list('text')[0] ?? '',
    };
    const problem = act.problem(typed);
    if (problem !== null) return c.html(await planPage(deps, c, act, codes, typed, problem), 409);
    const done: string[] = [];
    const skipped: Left[] = [];
    for (const ticket of await bulkTickets(store.pool, wardId, codes)) {
      const why = act.skip(ticket, typed);
      if (why !== null) {
        skipped.push({ code: ticket.code, why });
        continue;
      }
      // the same page sent twice acts once
      const one = { code: ticket.code, actor: actorOf(c.get('me')), key: onceOf(key, ticket.code) };
      const acted = await acting(store, deps.speaker, async (on) => {
        const result = await act.go(on, one, typed);
        if (result.ok) await holdTold(on.tx, result.outbox);
        return result;
      });
      if (acted.ok) done.push(ticket.code);
      else skipped.push({ code: ticket.code, why: acted.say });
    }
    return c.html(donePage(c, act.done, done, skipped, key));
  });
  return app;
}

const onceOf = (key: string, code: string): string => `console:${key}:${code}`;

/** Take back what a page did, ticket by ticket; what cannot be any more says why. */
async function undoAll(deps: WebDeps, c: Context<Inside>, codes: readonly string[], key: string) {
  const done: string[] = [];
  const left: Left[] = [];
  const actor = actorOf(c.get('me'));
  const tickets = await bulkTickets(deps.store.pool, deps.wardId, codes);
  for (const { code } of tickets) {
    const undone = await acting(deps.store, deps.speaker, (on) =>
      undoAct(on, code, onceOf(key, code), actor),
    );
    if (undone.ok) done.push(code);
    else left.push({ code, why: undone.say });
  }
  return donePage(c, 'Đã hoàn tác', done, left, null);
}

const chosen = (codes: readonly string[]): string[] =>
  [...new Set(codes.filter((code) => CODE.test(code)))].slice(0, MOST);

interface Left {
  readonly code: string;
  readonly why: string;
}

function nothing(c: Context<Inside>) {
  return c.html(
    shell({
      title: 'Chưa chọn hồ sơ nào',
      me: c.get('me'),
      here: LIST,
      children: (
        <>
          <p class="notice warn">Xin đánh dấu vào ô đầu mỗi hồ sơ cần làm, rồi chọn việc ở cuối danh sách.</p>
          <Back />
        </>
      ),
    }),
  );
}

async function planPage(
  deps: WebDeps,
  c: Context<Inside>,
  act: BulkAct,
  codes: readonly string[],
  typed: Partial<BulkTyped>,
  problem?: string,
) {
  const me = c.get('me');
  const [tickets, officers] = await Promise.all([
    bulkTickets(deps.store.pool, deps.wardId, codes),
    act.act === 'giao' ? officersOf(deps.store.pool, deps.wardId) : [],
  ]);
  const will = tickets.filter((t) => act.skip(t, typed) === null);
  const left: Left[] = [
    ...tickets.flatMap((t) => {
      const why = act.skip(t, typed);
      return why === null ? [] : [{ code: t.code, why }];
    }),
    ...codes
      .filter((code) => !tickets.some((t) => t.code === code))
      .map((code) => ({ code, why: 'không có hồ sơ này' })),
  ];
  return shell({
    title: act.name,
    me,
    here: LIST,
    children: (
      <>
        {problem !== undefined && (
          <p class="notice bad" role="alert">
            {problem}
          </p>
        )}
        {will.length > 0 ? (
          <form method="post" action={`${LIST}/nhieu`} class="card stack">
            <Csrf token={me.csrf} />
            <input type="hidden" name="key" value={randomUUID()} />
            <input type="hidden" name="viec" value={act.act} />
            <h2>Sẽ làm với {will.length} hồ sơ</h2>
            <p>{act.effect}</p>
            <ul class="plain">
              {will.map((t) => (
                <li>
                  <input type="hidden" name="chon" value={t.code} />
                  <a href={`${LIST}/${t.code}`}>{t.code}</a> · {STATE_NAMES[t.state]} ·{' '}
                  {t.holder !== null && <span dir="auto">{t.holder} giữ · </span>}
                  <span class="typed" dir="auto">
                    {cut(t.text, 100)}
                  </span>
                </li>
              ))}
            </ul>
            <BulkFields act={act.act} typed={typed} officers={officers} />
            <button type="submit" class="button grave">
              {act.sure(will.length)}
            </button>
          </form>
        ) : (
          <p class="notice warn">Không có hồ sơ nào làm được việc này.</p>
        )}
        <LeftOut left={left} title="Bỏ qua" />
        <Back />
      </>
    ),
  });
}

/** @param key of the page that did it, to take it back with; null: nothing to take back */
function donePage(
  c: Context<Inside>,
  what: string,
  done: readonly string[],
  left: readonly Left[],
  key: string | null,
) {
  const me = c.get('me');
  return shell({
    title: what,
    me,
    here: LIST,
    children: (
      <>
        <div class={`notice${done.length === 0 ? ' warn' : ''}`} role="status">
          <p>
            {what} {done.length} hồ sơ.
          </p>
          {done.length > 0 && (
            <ul class="plain">
              {done.map((code) => (
                <li>
                  <a href={`${LIST}/${code}`}>{code}</a>
                </li>
              ))}
            </ul>
          )}
        </div>
        {key !== null && done.length > 0 && (
          <form method="post" action={`${LIST}/nhieu`}>
            <Csrf token={me.csrf} />
            <input type="hidden" name="key" value={key} />
            {done.map((code) => (
              <input type="hidden" name="chon" value={code} />
            ))}
            <button type="submit" name="viec" value="hoan-tac" class="button quiet">
              Hoàn tác
            </button>
            <p class="muted">Tin báo người dân đi sau {UNDO_MINUTES} phút; tới lúc đó còn hoàn tác được.</p>
          </form>
        )}
        <LeftOut left={left} title="Chưa làm được" />
        <Back />
      </>
    ),
  });
}

function LeftOut({ left, title }: { readonly left: readonly Left[]; readonly title: string }) {
  if (left.length === 0) return null;
  return (
    <section class="card">
      <h2>
        {title} {left.length} hồ sơ
      </h2>
      <ul class="plain">
        {left.map(({ code, why }) => (
          <li>
            <b>{code}</b>: {why}
          </li>
        ))}
      </ul>
    </section>
  );
}

const Back = () => (
  <p>
    <a class="button quiet" href={LIST}>
      Về danh sách hồ sơ
    </a>
  </p>
);
