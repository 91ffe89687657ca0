/** `/console/kien-thuc`: the entries; try a question; read, change and sign one. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { length } from '../../core/text.ts';
import type { Entry } from '../../core/types.ts';
import { sayCitation, vietnamDay } from '../../law/index.ts';
import { saveEntry } from '../../store/entries.ts';
import { entryVersions, signEntry } from '../../store/sign-off.ts';
import { audit } from '../../store/tickets.ts';
import type { WebDeps } from '../deps.ts';
import { Typed } from '../layout/words.tsx';
import { only } from './doors.tsx';
import { Line } from './fields.tsx';
import { type Fields, pageNumber, readForm } from './form.ts';
import { editedEntry, KNOWLEDGE, typedEntry } from './knowledge-form.ts';
import { EntryForm, EntryView, Tried } from './knowledge-parts.tsx';
import { Pages } from './marks.tsx';
import { may } from './roles.ts';
import { Csrf, type Inside, plainPage, shell } from './shell.tsx';

const ROWS = 40;
const FILTERS = { '': 'Tất cả', 'chua-ky': 'Chưa ai ký', 'can-xem': 'Cần xem lại' } as const;

export function knowledgePages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  app.get('/', only('questions.read'), (c) => drawList(deps, c, null));
  app.post('/thu', only('questions.read'), async (c) =>
    drawList(deps, c, ((await readForm(c)).question ?? '').trim()),
  );
  app.get('/:id', only('questions.read'), (c) => drawEntry(deps, c, {}, {}));
  app.post('/:id', only('knowledge.write'), async (c) => {
    const entry = find(deps, c.req.param('id'));
    if (!entry) return gone(c);
    const fields = await readForm(c);
    const read = editedEntry(entry, fields, deps.knowledge.entries());
    if (!read.ok) return await drawEntry(deps, c, fields, read.wrong);
    const { officer } = c.get('me');
    await saveEntry(deps.store, deps.wardId, read.entry, officer.name);
    const actor = { officerId: officer.id, name: officer.name };
    await audit(deps.store.pool, deps.wardId, actor, 'entry.change', entry.id);
    await deps.knowledge.refresh();
    return c.redirect(`${KNOWLEDGE}/${entry.id}?da=luu`, 303);
  });
  app.post('/:id/ky', only('knowledge.sign'), async (c) => {
    const id = c.req.param('id');
    const { officer } = c.get('me');
    const day = vietnamDay(deps.now());
    if (!(await signEntry(deps.store, deps.wardId, id, officer.name, day))) return gone(c);
    await deps.knowledge.refresh();
    return c.redirect(`${KNOWLEDGE}/${id}?da=ky`, 303);
  });
  return app;
}

const find = (deps: WebDeps, id: string): Entry | undefined =>
  deps.knowledge.entries().find((e) => e.id === id);

const gone = (c: Context<Inside>) =>
  plainPage(c, 404, 'Không có mục này', 'Mục này không có, hoặc đã cất. Xin chọn lại trong danh sách.');

async function drawList(deps: WebDeps, c: Context<Inside>, question: string | null) {
  const asked = c.req.query('q')?.trim() ?? '';
  const filter = c.req.query('loc') ?? '';
  const review = new Map(deps.knowledge.review().map((r) => [r.entry.id, r.reasons]));
  const hits = asked === '' ? null : new Set((await deps.knowledge.ask(asked)).answers.map((a) => a.id));
  const found = deps.knowledge
    .entries()
    .filter((e) => hits === null || hits.has(e.id) || contains(e, asked))
    .filter((e) => (filter === 'chua-ky' ? !e.signed : filter === 'can-xem' ? review.has(e.id) : true));
  const pages = Math.max(1, Math.ceil(found.length / ROWS));
  const page = Math.min(pageNumber(c.req.query('trang')), pages);
  const { csrf } = c.get('me');
  return c.html(
    shell({
      title: 'Kiến thức',
      me: c.get('me'),
      here: KNOWLEDGE,
      children: (
        <>
          <form method="post" action={`${KNOWLEDGE}/thu`} class="card">
            <Csrf token={csrf} />
            <Line
              name="question"
              label="Hỏi thử như người dân"
              typed={{ question: question ?? '' }}
              wrong={{}}
              hint="Câu hỏi thử không được lưu."
            />
            <button type="submit" class="button">
              Hỏi thử
            </button>
          </form>
          {question !== null && question !== '' && <Tried tried={await deps.knowledge.ask(question)} />}
          <h2>Các mục</h2>
          <form method="get" action={KNOWLEDGE} class="filter">
            <Line name="q" label="Tìm" typed={{ q: asked }} wrong={{}} />
            <label for="loc">Lọc</label>
            <select id="loc" name="loc">
              {Object.entries(FILTERS).map(([value, label]) => (
                <option value={value} selected={value === filter}>
                  {label}
                </option>
              ))}
            </select>
            <button type="submit" class="button quiet">
              Tìm
            </button>
          </form>
          <p class="muted">
            {found.length} mục; {deps.knowledge.entries().filter((e) => !e.signed).length} mục chưa ai ký;{' '}
            {review.size} mục cần xem lại.
          </p>
          {found.length === 0 && <p class="empty">Không có mục nào như vậy.</p>}
          <ul class="rows">
            {found.slice((page - 1) * ROWS, page * ROWS).map((e) => (
              <li>
                <a href={`${KNOWLEDGE}/${e.id}`}>{e.question}</a>
                <span class="muted">
                  {' '}
                  · {e.topic} · {e.signed ? `${e.signed.by} ký` : 'chưa ai ký'}
                  {review.has(e.id) && ' · cần xem lại'}
                </span>
              </li>
            ))}
          </ul>
          <Pages
            page={page}
            pages={pages}
            href={(n) => `${KNOWLEDGE}?${new URLSearchParams({ q: asked, loc: filter, trang: String(n) })}`}
          />
        </>
      ),
    }),
  );
}

function contains(e: Entry, text: string): boolean {
  const wanted = text.toLocaleLowerCase('vi');
  return [e.id, e.question, e.topic, ...e.wordings].some((t) => t.toLocaleLowerCase('vi').includes(wanted));
}

async function drawEntry(deps: WebDeps, c: Context<Inside>, typed: Fields, wrong: Fields) {
  const entry = find(deps, c.req.param('id') ?? '');
  if (!entry) return gone(c);
  const { csrf, officer } = c.get('me');
  const shown = await deps.knowledge.answer(entry.id);
  const reasons = deps.knowledge.review().find((r) => r.entry.id === entry.id)?.reasons ?? [];
  const bad = Object.keys(wrong).length > 0;
  return c.html(
    shell({
      title: entry.question,
      me: c.get('me'),
      here: KNOWLEDGE,
      done: c.req.query('da'),
      children: (
        <>
          {bad && <p class="notice bad">Chưa lưu. Xin sửa chỗ được chỉ ở dưới.</p>}
          {reasons.length > 0 && (
            <div class="notice bad">
              <p>Cần xem lại:</p>
              {reasons.map((reason) => (
                <p>{reason}</p>
              ))}
            </div>
          )}
          <section class="card" aria-label="Người dân thấy">
            <h2>Người dân thấy</h2>
            <Typed text={shown?.text ?? entry.answer} class="main-words" />
            {entry.detail !== '' && (
              <details>
                <summary>Chi tiết</summary>
                <Typed text={shown?.detail ?? entry.detail} />
              </details>
            )}
            <p class="muted">Căn cứ: {entry.cites.map((cite) => sayCitation(cite)).join('; ')}</p>
          </section>
          <EntryView entry={entry} versions={await entryVersions(deps.store.pool, deps.wardId, entry.id)} />
          {may(officer.roles, 'knowledge.sign') && (
            <form method="post" action={`${KNOWLEDGE}/${entry.id}/ky`} class="card">
              <Csrf token={csrf} />
              <p>
                Ký là xác nhận đã đọc câu trả lời này cùng điều luật ghi ở trên. Tên và ngày ký được ghi lại.
              </p>
              <button type="submit" class="button">
                Tôi đã đọc và ký
              </button>
            </form>
          )}
          {may(officer.roles, 'knowledge.write') && (
            <details open={bad} class="card">
              <summary>Sửa mục này</summary>
              <EntryForm
                id={entry.id}
                csrf={csrf}
                typed={length(Object.values(typed).join('')) > 0 ? typed : typedEntry(entry)}
                wrong={wrong}
              />
            </details>
          )}
        </>
      ),
    }),
  );
}
