/** A new entry out of a group of questions: their words are there already, the officer writes the answer. */
import type { Context } from 'hono';
import { fold } from '../../core/text.ts';
import type { Entry } from '../../core/types.ts';
import { vietnamDay } from '../../law/index.ts';
import { LearningFault, makeEntry, type QuestionGroup } from '../../store/questions.ts';
import { audit } from '../../store/tickets.ts';
import type { WebDeps } from '../deps.ts';
import { Pick } from './fields.tsx';
import { type Fields, readForm } from './form.ts';
import { editedEntry, KNOWLEDGE } from './knowledge-form.ts';
import { EntryFields } from './knowledge-parts.tsx';
import { cleanWords, gone, groupOf, masked, QUESTIONS } from './questions-group.tsx';
import { Csrf, type Inside, shell } from './shell.tsx';

const topicsOf = (deps: WebDeps): string[] =>
  [...new Set(deps.knowledge.entries().map((e) => e.topic))].sort((a, b) => a.localeCompare(b, 'vi'));
const OTHER_TOPIC = 'Khác';

interface Attempt {
  readonly typed?: Fields;
  readonly wrong?: Fields;
}

export function drawNew(deps: WebDeps, c: Context<Inside>, group: QuestionGroup, attempt: Attempt) {
  const me = c.get('me');
  const [first = '', ...rest] = cleanWords(group);
  const typed = attempt.typed ?? {
    question: first,
    wordings: rest.join('\n'),
    from: vietnamDay(deps.now()),
  };
  const wrong = attempt.wrong ?? {};
  return shell({
    title: 'Viết mục mới',
    me,
    here: QUESTIONS,
    children: (
      <>
        {Object.keys(wrong).length > 0 && (
          <p class="notice bad" role="alert">
            Chưa lưu. Xin sửa chỗ được chỉ ở dưới.
          </p>
        )}
        <p>
          Người dân hỏi ({group.count} lần): <b dir="auto">{masked(group.lead.text)}</b>
        </p>
        <form method="post" action={`${QUESTIONS}/moi`} class="card stack">
          <Csrf token={me.csrf} />
          <input type="hidden" name="hoi" value={group.lead.id} />
          <Pick
            name="topic"
            label="Nhóm"
            typed={typed}
            wrong={wrong}
            none={OTHER_TOPIC}
            options={topicsOf(deps).map((topic) => ({ value: topic, label: topic }))}
          />
          <EntryFields typed={typed} wrong={wrong} />
          <p class="muted">Mục mới được dùng ngay, và ghi là chưa ai ký cho tới khi có người ký.</p>
          <button type="submit" class="button main">
            Lưu mục mới
          </button>
        </form>
      </>
    ),
  });
}

export async function saveNew(deps: WebDeps, c: Context<Inside>) {
  const typed = await readForm(c);
  const group = groupOf(await deps.knowledge.unanswered(), typed.hoi);
  if (!group) return gone(c);
  const entries = deps.knowledge.entries();
  const blank: Entry = {
    id: freshId(typed.question ?? '', entries),
    topic: topicsOf(deps).find((topic) => topic === typed.topic) ?? OTHER_TOPIC,
    question: '',
    wordings: [],
    cites: [],
    mark: 'I',
    from: '',
    next: [],
    answer: '',
    detail: '',
  };
  const read = editedEntry(blank, typed, entries);
  if (!read.ok) return c.html(drawNew(deps, c, group, { typed, wrong: read.wrong }), 409);
  const { officer } = c.get('me');
  const ids = group.questions.map((q) => q.id);
  try {
    await makeEntry(deps.store, deps.wardId, ids, read.entry, officer.name, false);
  } catch (error) {
    if (error instanceof LearningFault)
      return c.html(drawNew(deps, c, group, { typed, wrong: { wordings: error.message } }), 409);
    throw error;
  }
  const actor = { officerId: officer.id, name: officer.name };
  await audit(deps.store.pool, deps.wardId, actor, 'question.entry', read.entry.id, {
    questions: ids.length,
  });
  await deps.knowledge.refresh();
  // one that holds only from a later day has no page yet
  const there = deps.knowledge.entries().some((e) => e.id === read.entry.id);
  return c.redirect(`${there ? `${KNOWLEDGE}/${read.entry.id}` : QUESTIONS}?da=hoi-moi`, 303);
}

function freshId(question: string, entries: readonly Entry[]): string {
  const base =
    fold(question)
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 40)
      .replace(/^-+|-+$/g, '') || 'muc-moi';
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!entries.some((e) => e.id === id)) return id;
  }
}
