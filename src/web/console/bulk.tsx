/** Acting on many tickets: first a page that says what will happen and what is left out and why, then what was done. */
import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { type Move, ruling } from '../../core/states.ts';
import { cut } from '../../core/text.ts';
import { type BulkTicket, bulkTickets } from '../../store/bulk.ts';
import type { Role } from '../../store/officers.ts';
import { closeTicket } from '../../store/tickets.ts';
import type { WebDeps } from '../deps.ts';
import { only } from './doors.tsx';
import { LIST } from './filter.ts';
import { isId } from './form.ts';
import { STATE_NAMES } from './labels.ts';
import { type Action, may } from './roles.ts';
import { Csrf, type Inside, shell } from './shell.tsx';
import { actorOf } from './ticket.tsx';

interface BulkAct {
  readonly act: 'dong';
  readonly action: Action;
  readonly name: string;
  /** what the resident hears of it */
  readonly effect: string;
  readonly go: (n: number) => string;
  readonly done: string;
  /** why a ticket is left out; null: it is not */
  skip(ticket: BulkTicket): string | null;
}

const ACTS: readonly BulkAct[] = [
  {
    act: 'dong',
    action: 'tickets.close',
    name: 'Đóng hồ sơ',
    effect: 'Mỗi người dân nhận một tin báo hồ sơ đã đóng, và vẫn bổ sung được nếu việc chưa xong.',
    go: (n) => `Đúng, đóng ${n} hồ sơ`,
    done: 'Đã đóng',
    skip: (t) => (t.waiting ? 'Đang có câu trả lời chờ gửi. Xin đợi 2 phút.' : whyNot(t, 'close')),
  },
];

/** Why a move is not lawful for a ticket as it stands; null: it is. */
function whyNot(t: BulkTicket, move: Move): string | null {
  const may = ruling(t.kind, t.state, move);
  return may.ok ? null : may.say;
}

const MOST = 200;
const CODE = /^[A-Z]{2}-[0-9A-Z-]{6,40}$/;

/** The acts these roles may do to many. */
export const bulkActs = (roles: readonly Role[]): readonly Pick<BulkAct, 'act' | 'name'>[] =>
  ACTS.filter((a) => may(roles, a.action));

export function bulkPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  const { store, wardId } = deps;

  app.get('/nhieu', only('tickets.close'), async (c) => {
    const act = ACTS.find((a) => a.act === c.req.query('viec'));
    const codes = chosen(c.req.queries('chon') ?? []);
    if (!act || codes.length === 0) return nothing(c);
    const tickets = await bulkTickets(store.pool, wardId, codes);
    return c.html(planPage(c, act, tickets, codes));
  });

  app.post('/nhieu', only('tickets.close'), async (c) => {
    const body = await c.req.parseBody({ all: true });
    const list = (name: string) => [body[name] ?? []].flat().filter((v) => typeof v === 'string');
    const act = ACTS.find((a) => a.act === list('viec')[0]);
    const codes = chosen(list('chon'));
    const [key] = list('key');
    if (!act || codes.length === 0 || !isId(key)) return nothing(c);
    const done: string[] = [];
    const skipped: Left[] = [];
    for (const ticket of await bulkTickets(store.pool, wardId, codes)) {
      const why = act.skip(ticket);
      if (why !== null) {
        skipped.push({ code: ticket.code, why });
        continue;
      }
      // the same page sent twice closes once
      const once = `console:${key}:${ticket.code}`;
      const acted = await closeTicket(store, deps.speaker, ticket.code, actorOf(c.get('me')), once);
      if (acted.ok) {
        deps.ringSend(acted.outbox);
        done.push(ticket.code);
      } else skipped.push({ code: ticket.code, why: acted.say });
    }
    return c.html(donePage(c, act, done, skipped));
  });
  return app;
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

function planPage(
  c: Context<Inside>,
  act: BulkAct,
  tickets: readonly BulkTicket[],
  codes: readonly string[],
) {
  const me = c.get('me');
  const will = tickets.filter((t) => act.skip(t) === null);
  const left: Left[] = [
    ...tickets.flatMap((t) => {
      const why = act.skip(t);
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
        {will.length > 0 ? (
          <form method="post" action={`${LIST}/nhieu`} class="card">
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
                  <span class="typed" dir="auto">
                    {cut(t.text, 100)}
                  </span>
                </li>
              ))}
            </ul>
            <button type="submit" class="button grave">
              {act.go(will.length)}
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

function donePage(c: Context<Inside>, act: BulkAct, done: readonly string[], left: readonly Left[]) {
  return shell({
    title: act.name,
    me: c.get('me'),
    here: LIST,
    children: (
      <>
        <div class={`notice${done.length === 0 ? ' warn' : ''}`} role="status">
          <p>
            {act.done} {done.length} hồ sơ.
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
