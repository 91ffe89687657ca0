/** `/console/cau-mau`: words that are often said, to be put into an answer. */
import { type Context, Hono } from 'hono';
import { CANNED_HOLES, fillCanned, hasStrayBrace, unknownHoles } from '../../core/canned.ts';
import { length } from '../../core/text.ts';
import {
  allCanned,
  CANNED_MOST,
  CANNED_TEXT_LIMIT,
  CANNED_TITLE_LIMIT,
  type CannedChange,
  type CannedOutcome,
  type CannedRow,
  cannedWith,
  changeCanned,
} from '../../store/canned.ts';
import { categoriesOf } from '../../store/categories.ts';
import { wardInfo } from '../../store/settings.ts';
import type { WebDeps } from '../deps.ts';
import { atStart, Typed } from '../layout/words.tsx';
import { only } from './doors.tsx';
import { Area, Line, type Option, Pick } from './fields.tsx';
import { type Fields, isId, readForm } from './form.ts';
import { Csrf, type Inside, plainPage, shell } from './shell.tsx';

const HERE = '/console/cau-mau';
const SAMPLE_CODE = 'DB-1234-567-890';

const PROBLEMS: Readonly<Record<Exclude<CannedOutcome, { ok: true }>, string>> = {
  taken: 'Đã có câu mẫu mang tên này. Xin đặt tên khác.',
  unknown: 'Không còn câu mẫu này. Xin mở lại trang.',
  full: `Đã đủ ${CANNED_MOST} câu mẫu. Xin bỏ bớt câu ít dùng rồi thêm.`,
};

interface Attempt {
  readonly fields?: Fields;
  readonly wrong?: Fields;
  /** said above the page */
  readonly problem?: string;
  readonly preview?: string;
}

export function cannedPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  app.get('/', only('tickets.answer'), async (c) => c.html(await draw(deps, c, {})));
  app.post('/', only('tickets.answer'), async (c) => {
    const fields = await readForm(c);
    const { officer } = c.get('me');
    const categories = await categoriesOf(deps.store.pool, deps.wardId);
    const read = readChange(
      fields,
      categories.map((one) => one.id),
    );
    if (read === 'odd')
      return plainPage(c, 400, 'Chưa làm được', 'Yêu cầu này không đọc được. Xin mở lại trang.');
    if ('wrong' in read) return c.html(await draw(deps, c, { fields, wrong: read.wrong }), 409);
    if (read.do === 'preview') {
      const facts = { code: SAMPLE_CODE, officer: officer.name };
      const ward = await wardInfo(deps.store.pool, deps.wardId);
      return c.html(await draw(deps, c, { fields, preview: fillCanned(read.text, { ...facts, ward }) }));
    }
    const actor = { officerId: officer.id, name: officer.name };
    const outcome = await changeCanned(deps.store, deps.wardId, read, actor);
    if (typeof outcome === 'string')
      return c.html(await draw(deps, c, { fields, problem: PROBLEMS[outcome] }), 409);
    const done = read.do === 'archive' ? `mau-cat&lay=${outcome.id}` : 'luu';
    return c.redirect(`${HERE}?da=${done}`, 303);
  });
  return app;
}

type Read =
  | CannedChange
  | { readonly do: 'preview'; readonly text: string }
  | { readonly wrong: Fields }
  | 'odd';

function readChange(fields: Fields, categories: readonly string[]): Read {
  const { id, do: move } = fields;
  if (move === 'archive' || move === 'restore') return isId(id) ? { do: move, id } : 'odd';
  if (move !== 'add' && move !== 'save' && move !== 'preview') return 'odd';
  const title = (fields.title ?? '').replace(/\s+/g, ' ').trim();
  const text = (fields.text ?? '').trim();
  const wrong = { ...wrongTitle(title, move), ...wrongText(text) };
  if (Object.keys(wrong).length > 0) return { wrong };
  if (move === 'preview') return { do: 'preview', text };
  const category = categories.find((one) => one === fields.category) ?? null;
  if (move === 'add') return { do: 'add', title, text, category };
  return isId(id) ? { do: 'save', id, title, text, category } : 'odd';
}

function wrongTitle(title: string, move: string): Fields {
  if (move !== 'preview' && title === '') return { title: 'Cần có tên để tìm lại câu này.' };
  return length(title) > CANNED_TITLE_LIMIT
    ? { title: `Tên dài quá ${CANNED_TITLE_LIMIT} ký tự. Xin viết ngắn lại.` }
    : {};
}

function wrongText(text: string): Fields {
  if (text === '') return { text: 'Câu mẫu chưa có chữ nào.' };
  if (length(text) > CANNED_TEXT_LIMIT)
    return { text: `Câu mẫu dài quá ${CANNED_TEXT_LIMIT.toLocaleString('vi-VN')} ký tự. Xin viết ngắn lại.` };
  const [unknown] = unknownHoles(text);
  if (unknown !== undefined)
    return {
      text: `Máy không biết điền gì vào {${unknown}}. Trong ngoặc chỉ dùng được: ${CANNED_HOLES.join(', ')}.`,
    };
  return hasStrayBrace(text) ? { text: 'Có dấu { hoặc } lẻ. Xin viết đủ cả hai dấu, hoặc bỏ đi.' } : {};
}

async function draw(deps: WebDeps, c: Context<Inside>, attempt: Attempt) {
  const me = c.get('me');
  const [all, categories] = await Promise.all([
    allCanned(deps.store.pool, deps.wardId),
    categoriesOf(deps.store.pool, deps.wardId),
  ]);
  const wanted = (c.req.query('tim') ?? '').trim();
  const topic = c.req.query('linh-vuc') ?? '';
  const used = all.filter((one) => !one.archived);
  const found = cannedWith(used, wanted).filter((one) => topic === '' || one.category === topic);
  const away = all.filter((one) => one.archived);
  const options = categories
    .filter((one) => !one.archived || used.some((u) => u.category === one.id))
    .map((one) => ({ value: one.id, label: atStart(one.name) }));
  const back = all.find((one) => one.archived && one.id === c.req.query('lay'));
  const { fields = {}, wrong = {}, preview } = attempt;
  const fresh = isId(fields.id) ? {} : fields;
  const common = { csrf: me.csrf, options };
  return shell({
    title: 'Câu mẫu để trả lời',
    me,
    here: HERE,
    done: c.req.query('da'),
    children: (
      <>
        {attempt.problem !== undefined && (
          <p class="notice bad" role="alert">
            {attempt.problem}
          </p>
        )}
        {Object.keys(wrong).length > 0 && (
          <p class="notice bad" role="alert">
            Chưa lưu. Xin sửa chỗ được chỉ ở dưới.
          </p>
        )}
        {back && <TakeBack one={back} csrf={me.csrf} words={`Lấy lại “${back.title}”`} />}
        <p>
          Câu hay dùng, chèn vào ô trả lời bằng một lần bấm. Chỗ nào mỗi lần mỗi khác thì viết trong ngoặc,
          máy tự điền: {CANNED_HOLES.map((hole) => `{${hole}}`).join(', ')}.
        </p>
        <details class="card" open={used.length === 0 || Object.keys(fresh).length > 0}>
          <summary>Thêm câu mẫu</summary>
          <CannedForm {...common} typed={fresh} wrong={isId(fields.id) ? {} : wrong} preview={preview} />
        </details>
        {used.length > 0 && (
          <form method="get" action={HERE} class="filter">
            <Line name="tim" label="Tìm câu mẫu" typed={{ tim: wanted }} wrong={{}} />
            <Pick
              name="linh-vuc"
              label="Lĩnh vực"
              typed={{ 'linh-vuc': topic }}
              wrong={{}}
              none="Mọi lĩnh vực"
              options={options}
            />
            <button type="submit" class="button quiet">
              Tìm
            </button>
          </form>
        )}
        {used.length > 0 && <p class="muted">{found.length} câu mẫu.</p>}
        {used.length === 0 && <p class="empty">Chưa có câu mẫu nào. Xin viết câu đầu tiên ở trên.</p>}
        {used.length > 0 && found.length === 0 && (
          <p class="empty">
            Không có câu nào như vậy. <a href={HERE}>Xem tất cả</a>
          </p>
        )}
        {found.map((one) => (
          <One
            {...common}
            one={one}
            attempt={fields.id === one.id ? attempt : {}}
            topic={options.find((o) => o.value === one.category)?.label}
          />
        ))}
        {away.length > 0 && (
          <details>
            <summary>Câu đã bỏ ({away.length})</summary>
            {away.map((one) => (
              <TakeBack one={one} csrf={me.csrf} words={`Lấy lại “${one.title}”`} />
            ))}
          </details>
        )}
      </>
    ),
  });
}

interface FormProps {
  readonly csrf: string;
  readonly options: readonly Option[];
  readonly typed: Fields;
  readonly wrong: Fields;
  readonly preview?: string | undefined;
  /** absent for a new one */
  readonly id?: string;
}

function CannedForm({ csrf, options, typed, wrong, preview, id }: FormProps) {
  return (
    <form method="post" action={HERE} class="stack">
      <Csrf token={csrf} />
      {id !== undefined && <input type="hidden" name="id" value={id} />}
      <Line name="title" label="Tên để tìm lại" typed={typed} wrong={wrong} suffix={id} />
      <Area name="text" label="Câu trả lời" typed={typed} wrong={wrong} rows={4} suffix={id} />
      <Pick
        name="category"
        label="Lĩnh vực"
        typed={typed}
        wrong={wrong}
        none="Dùng cho mọi việc"
        options={options}
        suffix={id}
      />
      {preview !== undefined && (
        <div class="preview-talk" role="status">
          <p>
            <b>Người dân sẽ thấy như sau</b> (mã hồ sơ là mã ví dụ):
          </p>
          <div class="bubble">
            <Typed text={preview} />
          </div>
        </div>
      )}
      <p class="row">
        <button type="submit" name="do" value={id === undefined ? 'add' : 'save'} class="button">
          {id === undefined ? 'Thêm' : 'Lưu'}
        </button>
        <button type="submit" name="do" value="preview" class="button quiet">
          Xem trước
        </button>
      </p>
    </form>
  );
}

interface OneProps {
  readonly one: CannedRow;
  readonly csrf: string;
  readonly options: readonly Option[];
  readonly topic: string | undefined;
  readonly attempt: Attempt;
}

function One({ one, csrf, options, topic, attempt }: OneProps) {
  const open = attempt.fields !== undefined && attempt.fields.do !== 'archive';
  const typed = open ? attempt.fields : { title: one.title, text: one.text, category: one.category ?? '' };
  return (
    <section class="card" aria-labelledby={`m-${one.id}`}>
      <h2 id={`m-${one.id}`} dir="auto">
        {one.title}
      </h2>
      {topic !== undefined && <p class="muted">{topic}</p>}
      <Typed text={one.text} />
      <details open={open}>
        <summary>
          Sửa<span class="vh"> {one.title}</span>
        </summary>
        <CannedForm
          csrf={csrf}
          options={options}
          typed={typed ?? {}}
          wrong={attempt.wrong ?? {}}
          preview={attempt.preview}
          id={one.id}
        />
      </details>
      <form method="post" action={HERE}>
        <Csrf token={csrf} />
        <input type="hidden" name="id" value={one.id} />
        <button type="submit" name="do" value="archive" class="button quiet small">
          Bỏ<span class="vh"> câu mẫu {one.title}</span>
        </button>
      </form>
    </section>
  );
}

function TakeBack({
  one,
  csrf,
  words,
}: {
  readonly one: CannedRow;
  readonly csrf: string;
  readonly words: string;
}) {
  return (
    <form method="post" action={HERE} class="row">
      <Csrf token={csrf} />
      <input type="hidden" name="id" value={one.id} />
      <button type="submit" name="do" value="restore" class="button quiet">
        {words}
      </button>
    </form>
  );
}
