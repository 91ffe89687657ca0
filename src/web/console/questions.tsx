/**
 * `/console/cau-hoi`: what residents asked that had no sure answer, or one they called wrong, grouped by likeness. A group
 * becomes wordings of an entry in one press, a new entry in two, or is set aside. What may tell who asked is masked here,
 * and words with something masked never become wordings by themselves.
 */
import { type Context, Hono } from 'hono';
import type { Answer } from '../../core/types.ts';
import { LearningFault, makeWording, type QuestionGroup, setAside, takeUp } from '../../store/questions.ts';
import { audit } from '../../store/tickets.ts';
import type { WebDeps } from '../deps.ts';
import { Typed } from '../layout/words.tsx';
import { sayTime } from './dates.ts';
import { only } from './doors.tsx';
import { pageNumber } from './form.ts';
import { KNOWLEDGE } from './knowledge-form.ts';
import { ROUTE_NAMES } from './labels.ts';
import { Pages } from './marks.tsx';
import { cleanWords, gone, groupOf, masked, QUESTIONS } from './questions-group.tsx';
import { drawNew, saveNew } from './questions-new.tsx';
import { may } from './roles.ts';
import { Csrf, type Inside, plainPage, shell } from './shell.tsx';

const GROUPS = 15;
const SHOWN = 5;
const CANDIDATES = 3;
const MOST_IDS = 500;

export function questionPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  app.get('/', only('questions.read'), async (c) => await draw(deps, c));
  app.post('/', only('knowledge.write'), async (c) => await act(deps, c));
  app.get('/moi', only('knowledge.write'), async (c) => {
    const group = groupOf(await deps.knowledge.unanswered(), c.req.query('hoi'));
    return group ? c.html(drawNew(deps, c, group, {})) : gone(c);
  });
  app.post('/moi', only('knowledge.write'), async (c) => await saveNew(deps, c));
  return app;
}

async function act(deps: WebDeps, c: Context<Inside>) {
  const body = await c.req.parseBody({ all: true });
  const list = (name: string) => [body[name] ?? []].flat().filter((v) => typeof v === 'string');
  const ids = list('hoi')
    .filter((id) => /^\d{1,18}$/.test(id))
    .slice(0, MOST_IDS);
  const [what = '', entry = ''] = (list('do')[0] ?? '').split(':');
  if (ids.length === 0) return gone(c);
  const { officer } = c.get('me');
  const note = (action: string, subject: string) =>
    audit(deps.store.pool, deps.wardId, { officerId: officer.id, name: officer.name }, action, subject, {
      questions: ids.length,
    });
  const back = (done: string) => c.redirect(`${QUESTIONS}?da=${done}`, 303);
  switch (what) {
    case 'them': {
      const group = groupOf(await deps.knowledge.unanswered(), ids[0]);
      if (!group) return gone(c);
      const still = group.questions.filter((q) => ids.includes(q.id));
      const words = cleanWords({ ...group, questions: still });
      try {
        await makeWording(
          deps.store,
          deps.wardId,
          still.map((q) => q.id),
          entry,
          officer.name,
          words,
        );
      } catch (error) {
        if (error instanceof LearningFault) return plainPage(c, 409, 'Chưa làm được', error.message);
        throw error;
      }
      await note('question.wording', entry);
      await deps.knowledge.refresh();
      return back('hoi-them');
    }
    case 'ben':
      await setAside(deps.store, deps.wardId, ids);
      await note('question.aside', ids[0] ?? '');
      return back(`hoi-ben&lay=${ids.join('.')}`);
    case 'lai':
      if ((await takeUp(deps.store, deps.wardId, ids)) > 0) await note('question.back', ids[0] ?? '');
      return back('hoi-lai');
    default:
      return gone(c);
  }
}

async function draw(deps: WebDeps, c: Context<Inside>) {
  const me = c.get('me');
  const write = may(me.officer.roles, 'knowledge.write');
  const groups = await deps.knowledge.unanswered();
  const pages = Math.max(1, Math.ceil(groups.length / GROUPS));
  const page = Math.min(pageNumber(c.req.query('trang')), pages);
  const shown = groups.slice((page - 1) * GROUPS, page * GROUPS);
  const candidates = await Promise.all(
    shown.map(async ({ lead }) =>
      // passages of documents are no entries: nothing can be added to them
      (await deps.knowledge.ask(lead.text)).answers
        .filter((a) => !a.id.startsWith('doc:'))
        .slice(0, CANDIDATES),
    ),
  );
  const titles = new Map(deps.knowledge.entries().map((e) => [e.id, e.question]));
  const total = groups.reduce((sum, g) => sum + g.count, 0);
  const aside = (c.req.query('lay') ?? '').split('.').filter((id) => /^\d{1,18}$/.test(id));
  return c.html(
    shell({
      title: 'Câu hỏi chưa trả lời tốt',
      me,
      here: QUESTIONS,
      done: c.req.query('da'),
      children: (
        <>
          {write && aside.length > 0 && (
            <form method="post" action={QUESTIONS} class="row">
              <Csrf token={me.csrf} />
              <Ids ids={aside} />
              <button type="submit" name="do" value="lai" class="button quiet">
                Lấy lại câu vừa để sang bên
              </button>
            </form>
          )}
          <p class="muted">
            {groups.length} nhóm, {total} câu: máy chưa chắc câu trả lời, hoặc người dân nói là chưa đúng. Câu
            giống nhau đứng cùng nhóm. Máy đã che tên, số điện thoại, địa chỉ nhận ra được; lời hỏi được giữ
            nhiều nhất 180 ngày.
          </p>
          {groups.length === 0 && <p class="empty">Không còn câu nào phải xem. Cảm ơn anh, chị.</p>}
          <ul class="questions">
            {shown.map((group, n) => (
              <Group
                group={group}
                told={group.lead.answered.flatMap((id) => titles.get(id) ?? [])}
                answers={candidates[n] ?? []}
                csrf={write ? me.csrf : null}
              />
            ))}
          </ul>
          <Pages page={page} pages={pages} href={(n) => `${QUESTIONS}?trang=${n}`} />
        </>
      ),
    }),
  );
}

function Ids({ ids }: { readonly ids: readonly string[] }) {
  return (
    <>
      {ids.map((id) => (
        <input type="hidden" name="hoi" value={id} />
      ))}
    </>
  );
}

interface GroupProps {
  readonly group: QuestionGroup;
  /** titles of what the machine told or offered */
  readonly told: readonly string[];
  readonly answers: readonly Answer[];
  /** null: may only read */
  readonly csrf: string | null;
}

function Group({ group, told, answers, csrf }: GroupProps) {
  const { lead, questions, count, wrong, latest } = group;
  const others = questions.filter((q) => q.id !== lead.id);
  const title = masked(lead.text);
  const unclean = cleanWords(group).length === 0;
  return (
    <li class="card">
      <Typed text={title} class="main-words" />
      <p class="muted">
        {count} lần hỏi, gần nhất {sayTime(latest)} · máy hiểu là: {ROUTE_NAMES[lead.route] ?? lead.route} ·{' '}
        {wrong > 0 ? <b>{wrong} lần người dân nói chưa đúng</b> : 'máy chưa chắc'}
      </p>
      {told.length > 0 && <p dir="auto">Máy đã đưa ra: {told.join('; ')}</p>}
      {others.length > 0 && (
        <details>
          <summary>Các câu khác trong nhóm ({others.length})</summary>
          <ul>
            {others.slice(0, SHOWN).map((q) => (
              <li dir="auto">{masked(q.text)}</li>
            ))}
          </ul>
          {others.length > SHOWN && <p class="muted">và {others.length - SHOWN} câu nữa.</p>}
        </details>
      )}
      {csrf !== null && (
        <form method="post" action={QUESTIONS} class="stack">
          <Csrf token={csrf} />
          <Ids ids={questions.map((q) => q.id)} />
          {answers.length > 0 && <p>Đây là một cách hỏi của mục nào?</p>}
          {answers.map((a) => (
            <p>
              <button type="submit" name="do" value={`them:${a.id}`} class="button quiet">
                {a.title}
              </button>{' '}
              <a href={`${KNOWLEDGE}/${a.id}`}>
                Xem<span class="vh"> mục {a.title}</span>
              </a>
            </p>
          ))}
          {unclean && answers.length > 0 && (
            <p class="muted">
              Câu này có chỗ phải che nên không được thêm làm cách hỏi; chỉ ghi là mục đó đã trả lời.
            </p>
          )}
          <p class="row">
            <a class="button" href={`${QUESTIONS}/moi?hoi=${lead.id}`}>
              Viết mục mới<span class="vh"> cho: {title}</span>
            </a>
            <button type="submit" name="do" value="ben" class="button quiet">
              Để sang bên<span class="vh">: {title}</span>
            </button>
          </p>
        </form>
      )}
    </li>
  );
}
