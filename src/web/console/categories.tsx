/** `/console/linh-vuc`: what petitions are about, in the ward's own words. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { type Category, OTHER_CATEGORY } from '../../core/categories.ts';
import { length } from '../../core/text.ts';
import {
  CATEGORY_NAME_LIMIT,
  CATEGORY_WORDS_LIMIT,
  type CategoryChange,
  type CategoryOutcome,
  categoriesOf,
  changeCategory,
} from '../../store/categories.ts';
import type { WebDeps } from '../deps.ts';
import { atStart } from '../layout/words.tsx';
import { only } from './doors.tsx';
import { type Fields, readForm } from './form.ts';
import { Csrf, type Inside, plainPage, shell } from './shell.tsx';

const HERE = '/console/linh-vuc';
const WORD_LIMIT = 60;

export function categoryPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  app.get('/', only('categories.write'), async (c) => c.html(await draw(deps, c)));
  app.post('/', only('categories.write'), async (c) => {
    const fields = await readForm(c);
    const change = readChange(fields);
    const again = async (words: string) => c.html(await draw(deps, c, { words, fields }), 409);
    if (change === 'odd')
      return plainPage(c, 400, 'Chưa làm được', 'Yêu cầu này không đọc được. Xin mở lại trang.');
    if ('wrong' in change) return await again(change.wrong);
    const { officer } = c.get('me');
    const actor = { officerId: officer.id, name: officer.name };
    const outcome = await changeCategory(deps.store, deps.wardId, change, actor);
    return outcome === 'done' ? c.redirect(`${HERE}?da=luu`, 303) : await again(PROBLEMS[outcome]);
  });
  return app;
}

const PROBLEMS: Readonly<Record<Exclude<CategoryOutcome, 'done'>, string>> = {
  taken: 'Đã có lĩnh vực mang tên này (có thể đang cất). Xin chọn tên khác, hoặc lấy lại lĩnh vực đó.',
  unknown: 'Không còn lĩnh vực này. Xin mở lại trang.',
  needed: 'Lĩnh vực này luôn phải có: việc không thuộc lĩnh vực nào được ghi vào đây.',
  full: 'Đã đủ 40 lĩnh vực. Nhiều hơn thì khó chọn; xin đổi tên một lĩnh vực cũ.',
};

type Read = CategoryChange | { readonly wrong: string } | 'odd';

function readChange(fields: Fields): Read {
  const id = fields.id ?? '';
  const move = fields.do;
  if (move === 'archive' || move === 'restore' || move === 'up' || move === 'down') return { do: move, id };
  if (move !== 'add' && move !== 'save') return 'odd';
  const name = (fields.name ?? '').replace(/\s+/g, ' ').trim();
  if (name === '' || length(name) > CATEGORY_NAME_LIMIT)
    return { wrong: `Tên lĩnh vực cần từ 1 đến ${CATEGORY_NAME_LIMIT} ký tự.` };
  const words = wordsIn(fields.words ?? '');
  if (words.length > CATEGORY_WORDS_LIMIT)
    return { wrong: `Mỗi lĩnh vực giữ được nhiều nhất ${CATEGORY_WORDS_LIMIT} từ. Xin bỏ bớt.` };
  const long = words.find((w) => length(w) > WORD_LIMIT);
  if (long !== undefined)
    return { wrong: `Có từ dài quá ${WORD_LIMIT} ký tự. Các từ cách nhau bằng dấu phẩy.` };
  return move === 'add' ? { do: 'add', name, words } : { do: 'save', id, name, words };
}

const wordsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;\n]/)
      .map((w) => w.replace(/\s+/g, ' ').trim().toLowerCase())
      .filter((w) => /[\p{L}\p{N}]/u.test(w)),
  ),
];

interface Problem {
  readonly words: string;
  readonly fields: Fields;
}

async function draw(deps: WebDeps, c: Context<Inside>, problem?: Problem) {
  const me = c.get('me');
  const list = await categoriesOf(deps.store.pool, deps.wardId);
  const typed = (id: string) => (problem && (problem.fields.id ?? '') === id ? problem.fields : undefined);
  const fresh = problem?.fields.do === 'add' ? problem.fields : undefined;
  return shell({
    title: 'Lĩnh vực của phản ánh, kiến nghị',
    me,
    here: HERE,
    done: c.req.query('da'),
    children: (
      <>
        {problem && (
          <p class="notice bad" role="alert">
            {problem.words}
          </p>
        )}
        <p>
          Máy đoán lĩnh vực theo các từ ghi ở đây, không phân biệt có dấu hay không dấu; cán bộ đổi được ở
          từng hồ sơ. Đổi tên thì hồ sơ cũ cũng mang tên mới. Cất đi thì hồ sơ cũ vẫn giữ lĩnh vực đó.
        </p>
        {list.map((category, at) => (
          <One
            category={category}
            csrf={me.csrf}
            first={at === 0}
            last={at === list.length - 1}
            typed={typed(category.id)}
          />
        ))}
        <section class="card" aria-labelledby="new-title">
          <h2 id="new-title">Thêm lĩnh vực</h2>
          <form method="post" action={HERE}>
            <Csrf token={me.csrf} />
            <label>
              Tên
              <input
                name="name"
                required
                value={fresh?.name ?? ''}
                placeholder="Ví dụ: cây xanh"
                dir="auto"
              />
            </label>
            <label>
              Các từ để đoán, cách nhau bằng dấu phẩy
              <textarea name="words" rows={3} dir="auto">
                {fresh?.words ?? ''}
              </textarea>
            </label>
            <button type="submit" name="do" value="add" class="button">
              Thêm
            </button>
          </form>
        </section>
      </>
    ),
  });
}

interface OneProps {
  readonly category: Category;
  readonly csrf: string;
  readonly first: boolean;
  readonly last: boolean;
  readonly typed: Fields | undefined;
}

function One({ category, csrf, first, last, typed }: OneProps) {
  const { id, name, archived } = category;
  const small = (act: CategoryChange['do'], label: string) => (
    <button type="submit" name="do" value={act} class="button quiet small">
      {label}
      <span class="vh"> {name}</span>
    </button>
  );
  return (
    <section class="card" aria-labelledby={`c-${id}`}>
      <h2 id={`c-${id}`}>
        {atStart(name)} {archived && <span class="mark far">Đang cất</span>}
      </h2>
      <form method="post" action={HERE}>
        <Csrf token={csrf} />
        <input type="hidden" name="id" value={id} />
        <label>
          Tên
          <input name="name" required value={typed?.name ?? name} dir="auto" />
        </label>
        {id !== OTHER_CATEGORY && (
          <label>
            Các từ để đoán, cách nhau bằng dấu phẩy
            <textarea name="words" rows={3} dir="auto">
              {typed?.words ?? category.words.join(', ')}
            </textarea>
          </label>
        )}
        <p class="row">
          <button type="submit" name="do" value="save" class="button small">
            Lưu<span class="vh"> {name}</span>
          </button>
          {!first && small('up', 'Lên trên')}
          {!last && small('down', 'Xuống dưới')}
          {id !== OTHER_CATEGORY && small(archived ? 'restore' : 'archive', archived ? 'Lấy lại' : 'Cất đi')}
        </p>
      </form>
    </section>
  );
}
