/** What an admin does with the residential groups on the ward's page. */
import { Hono } from 'hono';
import { length } from '../../core/text.ts';
import { changeGroup, type GroupChange } from '../../store/groups.ts';
import type { WebDeps } from '../deps.ts';
import { only } from './doors.tsx';
import { type Fields, isId, readForm } from './form.ts';
import { type Inside, plainPage } from './shell.tsx';
import { drawWard } from './ward.tsx';
import { WARD } from './ward-fields.ts';

const NAME_LIMIT = 100;
const DONE: Readonly<Record<GroupChange['do'], string>> = {
  add: 'nhom-them',
  rename: 'nhom-ten',
  archive: 'nhom-cat',
  restore: 'nhom-lay',
};

export function groupPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  app.post('/', only('ward.write'), async (c) => {
    const fields = await readForm(c);
    const change = readChange(fields);
    const { officer } = c.get('me');
    const again = async (words: string) =>
      c.html(await drawWard(deps, c, { group: { words, name: fields.name ?? '' } }), 409);
    if (change === 'odd')
      return plainPage(c, 400, 'Chưa làm được', 'Yêu cầu này không đọc được. Xin mở lại trang.');
    if (change === 'name') return await again(`Tên tổ cần từ 1 đến ${NAME_LIMIT} ký tự.`);
    const actor = { officerId: officer.id, name: officer.name };
    const outcome = await changeGroup(deps.store, deps.wardId, change, actor);
    switch (outcome) {
      case 'done':
        return c.redirect(`${WARD}?da=${DONE[change.do]}`, 303);
      case 'taken':
        return await again('Đã có tổ mang tên này (có thể đang cất). Xin chọn tên khác, hoặc lấy lại tổ đó.');
      case 'unknown':
        return await again('Không còn tổ này.');
      default:
        return outcome satisfies never;
    }
  });
  return app;
}

function readChange(fields: Fields): GroupChange | 'odd' | 'name' {
  const name = (fields.name ?? '').replace(/\s+/g, ' ');
  const id = isId(fields.id) ? fields.id : null;
  switch (fields.do) {
    case 'add':
      return named(name) ? { do: 'add', name } : 'name';
    case 'rename':
      return id === null ? 'odd' : named(name) ? { do: 'rename', id, name } : 'name';
    case 'archive':
      return id === null ? 'odd' : { do: 'archive', id };
    case 'restore':
      return id === null ? 'odd' : { do: 'restore', id };
    default:
      return 'odd';
  }
}

const named = (name: string): boolean => name !== '' && length(name) <= NAME_LIMIT;
