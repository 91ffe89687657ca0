/** `/console/phuong`: the ward's facts and its groups. Everybody reads; the admin writes, and each change is audited. */
import { type Context, Hono } from 'hono';
import { transaction } from '../../store/db.ts';
import { type GroupRow, groupsOf } from '../../store/groups.ts';
import { setWardInfo, wardInfo } from '../../store/settings.ts';
import { audit } from '../../store/tickets.ts';
import type { WebDeps } from '../deps.ts';
import { only } from './doors.tsx';
import { readForm } from './form.ts';
import { Groups } from './groups-list.tsx';
import { may } from './roles.ts';
import { Csrf, type Inside, shell } from './shell.tsx';
import { type FieldName, readWard, WARD, WARD_FIELDS, type WardField, wardTexts } from './ward-fields.ts';

export function wardPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  app.get('/', only('ward.read'), async (c) => c.html(await drawWard(deps, c, {})));

  app.post('/', only('ward.write'), async (c) => {
    const typed = await readForm(c);
    const { change, wrong } = readWard(typed);
    if (wrong.length > 0) return c.html(await drawWard(deps, c, { typed, wrong }), 409);
    const before = wardTexts(await wardInfo(deps.store.pool, deps.wardId, true));
    const { officer } = c.get('me');
    const fields = WARD_FIELDS.map((f) => f.name).filter((name) => before[name] !== (typed[name] ?? ''));
    await transaction(deps.store, async (tx) => {
      await setWardInfo(tx, deps.wardId, change, officer.id);
      const actor = { officerId: officer.id, name: officer.name };
      await audit(tx, deps.wardId, actor, 'ward.set', 'ward', { fields });
    });
    return c.redirect(`${WARD}?da=luu`, 303);
  });
  return app;
}

export interface Attempt {
  readonly typed?: Readonly<Record<string, string>>;
  readonly wrong?: readonly FieldName[];
  /** what went wrong with a group, and the name that was typed */
  readonly group?: { readonly words: string; readonly name: string };
}

/** The page, with what was typed and what was wrong with it. */
export async function drawWard(deps: WebDeps, c: Context<Inside>, attempt: Attempt) {
  const me = c.get('me');
  const [ward, groups] = await Promise.all([
    wardInfo(deps.store.pool, deps.wardId, true),
    groupsOf(deps.store, deps.wardId),
  ]);
  const texts: Readonly<Record<string, string>> = { ...wardTexts(ward), ...attempt.typed };
  const wrong = attempt.wrong ?? [];
  return shell({
    title: 'Phường',
    me,
    here: WARD,
    done: c.req.query('da'),
    children: may(me.officer.roles, 'ward.write') ? (
      <>
        {wrong.length > 0 && (
          <p class="notice bad" role="alert">
            Chưa lưu. Có {wrong.length} ô cần sửa, đánh dấu bên dưới.
          </p>
        )}
        <p>
          Máy dùng những điều này để trả lời người dân. Ô nào để trống thì máy nói “phường chưa cập nhật”.
        </p>
        <form method="post" action={WARD} class="card stack">
          <Csrf token={me.csrf} />
          {WARD_FIELDS.map((field) => (
            <Field field={field} text={texts[field.name] ?? ''} bad={wrong.includes(field.name)} />
          ))}
          <button type="submit" class="button main">
            Lưu
          </button>
        </form>
        <Groups groups={groups} csrf={me.csrf} problem={attempt.group} />
      </>
    ) : (
      <Reading texts={texts} groups={groups} />
    ),
  });
}

function Field({
  field,
  text,
  bad,
}: {
  readonly field: WardField;
  readonly text: string;
  readonly bad: boolean;
}) {
  const { name, label, hint, wrong, long } = field;
  const about = [hint && `${name}-hint`, bad && `${name}-bad`].filter(Boolean).join(' ');
  const common = {
    id: name,
    name,
    dir: 'auto',
    'aria-describedby': about === '' ? undefined : about,
    'aria-invalid': bad ? 'true' : undefined,
  } as const;
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {long ? (
        <textarea {...common} rows={3}>
          {text}
        </textarea>
      ) : (
        <input {...common} value={text} />
      )}
      {bad && (
        <p class="bad" id={`${name}-bad`}>
          {wrong}
        </p>
      )}
      {hint && (
        <p class="muted" id={`${name}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

interface ReadingProps {
  readonly texts: Readonly<Record<string, string>>;
  readonly groups: readonly GroupRow[];
}

function Reading({ texts, groups }: ReadingProps) {
  return (
    <>
      <p class="muted">Người quản trị sửa trang này.</p>
      <dl class="card">
        {WARD_FIELDS.map(({ name, label }) => (
          <>
            <dt>{label}</dt>
            <dd class="typed" dir="auto">
              {texts[name] || 'Chưa cập nhật'}
            </dd>
          </>
        ))}
        <dt>Tổ dân phố, thôn</dt>
        <dd class="typed" dir="auto">
          {groups
            .filter((g) => !g.archived)
            .map((g) => g.name)
            .join('\n') || 'Chưa cập nhật'}
        </dd>
      </dl>
    </>
  );
}
