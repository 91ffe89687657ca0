/** `/console/ho-so`: the tickets, what presses first; filters, each officer's own views, and the way to act on many. */
import { Hono } from 'hono';
import { clean } from '../../core/text.ts';
import type { Words } from '../../core/types.ts';
import { channelStates } from '../../store/channels.ts';
import { groupsOf } from '../../store/groups.ts';
import { officersOf, type SignedIn } from '../../store/officers.ts';
import {
  type Found,
  listTickets,
  SHELVES,
  type Shelf,
  shelfCounts,
  type TicketLine,
  usedCategories,
} from '../../store/ticket-list.ts';
import { dropView, type SavedView, saveView, viewsOf } from '../../store/views.ts';
import type { WebDeps } from '../deps.ts';
import { atStart } from '../layout/words.tsx';
import { bulkActs } from './bulk-acts.tsx';
import { isoDay, sayTime } from './dates.ts';
import { only } from './doors.tsx';
import { isNarrowed, LIST, type ListFilter, listHref, listQuery, readFilter } from './filter.ts';
import { isId, readForm } from './form.ts';
import { categoryName, kindName, SHELF_NAMES, STATE_NAMES } from './labels.ts';
import { LIVE } from './live-path.ts';
import { DueMark } from './marks.tsx';
import { Search } from './search.tsx';
import { Csrf, type Inside, shell } from './shell.tsx';
import { wardWords } from './ward-words.ts';

export function listPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  const { store, wardId } = deps;
  app.get('/', only('tickets.read'), async (c) => {
    const me = c.get('me');
    const today = isoDay(deps.now());
    const filter = readFilter(c.req.query());
    const reader = { wardId, officerId: me.officer.id, today };
    const [found, counts, groups, officers, categories, channels, views, words] = await Promise.all([
      listTickets(store.pool, reader, filter),
      shelfCounts(store.pool, reader),
      groupsOf(store, wardId),
      officersOf(store.pool, wardId),
      usedCategories(store.pool, wardId),
      channelStates(store.pool, wardId),
      viewsOf(store.pool, me.officer.id),
      wardWords(deps),
    ]);
    if (found.lines.length === 0 && filter.cursor) return c.redirect(listHref(filter, {}), 303);
    const platforms = channels.map((ch) => ch.platform);
    return c.html(
      shell({
        title: 'Hồ sơ',
        me,
        here: LIST,
        done: c.req.query('da'),
        live: true,
        children: (
          <>
            <div role="status" data-say="moi" data-live={`${LIVE}/ho-so?tu=${deps.now().getTime()}`}>
              <p class="notice" hidden>
                Có <b data-number>0</b> hồ sơ mới. <a href={listHref(filter, {})}>Xem danh sách mới</a>
              </p>
            </div>
            <Shelves filter={filter} counts={counts} />
            <Views views={views} filter={filter} me={me} />
            <Search {...{ filter, groups, officers, categories, platforms }} words={words} />
            <Count total={found.total} filter={filter} />
            {found.lines.length === 0 ? (
              <Nothing filter={filter} all={counts.all} />
            ) : (
              <Lines found={found} words={words} today={today} me={me} />
            )}
            <Pages found={found} filter={filter} />
          </>
        ),
      }),
    );
  });

  app.post('/loc-luu', only('tickets.read'), async (c) => {
    const form = await readForm(c);
    const name = clean(form.name ?? '', 60);
    const query = listQuery(readFilter(Object.fromEntries(new URLSearchParams(form.query ?? ''))));
    const { officer } = c.get('me');
    if (isId(form.bo)) await dropView(store.pool, officer.id, form.bo);
    else if (name !== '') await saveView(store.pool, wardId, officer.id, name, query);
    const flag = isId(form.bo) ? 'loc-bo' : name === '' ? 'loc-thieu-ten' : 'loc-luu';
    return c.redirect(`${LIST}?${query === '' ? '' : `${query}&`}da=${flag}`, 303);
  });
  return app;
}

function Shelves({
  filter,
  counts,
}: {
  readonly filter: ListFilter;
  readonly counts: Readonly<Record<Shelf, number>>;
}) {
  return (
    <nav aria-label="Ngăn hồ sơ" class="shelves">
      <ul>
        {SHELVES.map((shelf) => (
          <li>
            <a href={listHref(filter, { shelf })} aria-current={shelf === filter.shelf ? 'true' : undefined}>
              {SHELF_NAMES[shelf]} <b>{counts[shelf]}</b>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Each officer's named filters, and the form that names the present one. */
function Views({
  views,
  filter,
  me,
}: {
  readonly views: readonly SavedView[];
  readonly filter: ListFilter;
  readonly me: SignedIn;
}) {
  const { cursor: _, ...whole } = filter;
  const query = listQuery(whole);
  const current = views.find((v) => v.query === query);
  if (views.length === 0 && query === '') return null;
  return (
    <div class="views">
      {views.length > 0 && (
        <nav aria-label="Bộ lọc của tôi" class="shelves">
          <ul>
            {views.map((v) => (
              <li>
                <a href={`${LIST}?${v.query}`} aria-current={v.query === query ? 'true' : undefined}>
                  {v.name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {query !== '' && (
        <details>
          <summary>{current ? 'Bộ lọc này đã lưu' : 'Lưu bộ lọc này'}</summary>
          <form method="post" action={`${LIST}/loc-luu`} class="row">
            <Csrf token={me.csrf} />
            <input type="hidden" name="query" value={query} />
            <label class="grow">
              Tên bộ lọc
              <input name="name" value={current?.name ?? ''} maxlength={60} dir="auto" />
            </label>
            <button type="submit" class="button">
              Lưu bộ lọc
            </button>
            {current && (
              <button type="submit" class="button quiet" name="bo" value={current.id}>
                Bỏ bộ lọc này
              </button>
            )}
          </form>
        </details>
      )}
    </div>
  );
}

function Count({ total, filter }: { readonly total: number; readonly filter: ListFilter }) {
  return (
    <p class="muted found">
      {total} hồ sơ
      {isNarrowed(filter) && (
        <>
          {' '}
          · <a href={listHref({ shelf: filter.shelf, order: filter.order }, {})}>Bỏ lọc</a>
        </>
      )}
    </p>
  );
}

function Nothing({ filter, all }: { readonly filter: ListFilter; readonly all: number }) {
  if (isNarrowed(filter)) return <p class="empty">Không có hồ sơ nào hợp với điều đang lọc.</p>;
  if (all === 0)
    return (
      <p class="empty">
        Chưa có hồ sơ nào. Khi người dân gửi phản ánh hoặc xin gặp cán bộ, hồ sơ hiện ở đây.
      </p>
    );
  return <p class="empty">Ngăn này đang trống.</p>;
}

function Pages({ found, filter }: { readonly found: Found; readonly filter: ListFilter }) {
  const { before, after } = found;
  if (!before && !after) return null;
  return (
    <nav aria-label="Trang" class="row pages">
      {before && (
        <a class="button quiet" rel="prev" href={listHref(filter, { cursor: before })}>
          ‹ Trang trước
        </a>
      )}
      {filter.cursor && <a href={listHref(filter, {})}>Về trang đầu</a>}
      {after && (
        <a class="button quiet" rel="next" href={listHref(filter, { cursor: after })}>
          Trang sau ›
        </a>
      )}
    </nav>
  );
}

interface LinesProps {
  readonly found: Found;
  readonly words: Words;
  readonly today: string;
  readonly me: SignedIn;
}

/** With a box on each line and a bar below, where this officer may act on many. */
function Lines({ found, words, today, me }: LinesProps) {
  const acts = bulkActs(me.officer.roles);
  const lines = found.lines.map((line) => (
    <Line line={line} words={words} today={today} pick={acts.length > 0} />
  ));
  if (acts.length === 0) return <ul class="tickets">{lines}</ul>;
  return (
    <form method="get" action={`${LIST}/nhieu`} class="many">
      <ul class="tickets">{lines}</ul>
      <fieldset class="row bar">
        <legend>Với các hồ sơ đã chọn</legend>
        {acts.map(({ act, name }) => (
          <button type="submit" class="button quiet" name="viec" value={act}>
            {name}
          </button>
        ))}
      </fieldset>
    </form>
  );
}

interface LineProps {
  readonly line: TicketLine;
  readonly words: Words;
  readonly today: string;
  readonly pick: boolean;
}

function Line({ line, words, today, pick }: LineProps) {
  const where = [line.group, line.place].filter((w) => w !== null).join(' · ');
  return (
    <li class={pick ? 'picked' : undefined}>
      {pick && (
        <label class="pick">
          <input type="checkbox" name="chon" value={line.code} />
          <span class="vh">Chọn {line.code}</span>
        </label>
      )}
      <a href={`${LIST}/${line.code}`} class="ticket">
        <span class="ticket-head">
          <b class="code">{line.code}</b>
          <span class={`state ${line.state}`}>{STATE_NAMES[line.state]}</span>
          {line.dueOn !== null && <DueMark dueOn={line.dueOn} today={today} />}
          {line.replied && <span class="mark soon">Người dân nhắn thêm</span>}
          {line.stuck && <span class="mark late">Trả lời chưa tới dân</span>}
        </span>
        <span class="ticket-kind">
          {kindName(words, line.kind)} · {atStart(categoryName(words, line.category))}
        </span>
        <span class="ticket-text typed" dir="auto">
          {line.text}
        </span>
        <span class="muted ticket-foot">
          <span>Gửi lúc {sayTime(line.openedAt)}</span>
          <span dir="auto">{line.holder === null ? 'Chưa giao ai' : `${line.holder} giữ`}</span>
          {where !== '' && (
            <span class="typed" dir="auto">
              {where}
            </span>
          )}
          {line.files > 0 && <span>{line.files} tệp</span>}
        </span>
      </a>
    </li>
  );
}
