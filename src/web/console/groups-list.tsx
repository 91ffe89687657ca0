/** The residential groups on the ward's page. */
import type { GroupRow } from '../../store/groups.ts';
import { Csrf } from './shell.tsx';
import { WARD } from './ward-fields.ts';

interface GroupsProps {
  readonly groups: readonly GroupRow[];
  readonly csrf: string;
  readonly problem: { readonly words: string; readonly name: string } | undefined;
}

export function Groups({ groups, csrf, problem }: GroupsProps) {
  return (
    <section class="card" aria-labelledby="groups-title">
      <h2 id="groups-title">Tổ dân phố, thôn</h2>
      {problem && (
        <p class="notice bad" role="alert">
          {problem.words}
        </p>
      )}
      {groups.length === 0 && (
        <p class="empty">Chưa có tổ nào. Thêm tên từng tổ để người dân chọn khi gửi phản ánh.</p>
      )}
      <ul class="groups">
        {groups.map((g) => (
          <li>
            <OneGroup group={g} csrf={csrf} />
          </li>
        ))}
      </ul>
      <form method="post" action={`${WARD}/to`} class="row">
        <Csrf token={csrf} />
        <label class="grow">
          Thêm tổ
          <input
            name="name"
            required
            value={problem?.name ?? ''}
            placeholder="Ví dụ: Tổ dân phố số 5"
            dir="auto"
          />
        </label>
        <button type="submit" name="do" value="add" class="button">
          Thêm
        </button>
      </form>
    </section>
  );
}

function OneGroup({ group, csrf }: { readonly group: GroupRow; readonly csrf: string }) {
  const act = group.archived ? 'restore' : 'archive';
  return (
    <form method="post" action={`${WARD}/to`} class="row">
      <Csrf token={csrf} />
      <input type="hidden" name="id" value={group.id} />
      <input
        name="name"
        required
        value={group.name}
        aria-label={`Tên của ${group.name}`}
        dir="auto"
        class="grow"
      />
      {group.archived && <span class="mark far">Đang cất</span>}
      <button type="submit" name="do" value="rename" class="button quiet small">
        Đổi tên<span class="vh"> {group.name}</span>
      </button>
      <button type="submit" name="do" value={act} class="button quiet small">
        {group.archived ? 'Lấy lại' : 'Cất đi'}
        <span class="vh"> {group.name}</span>
      </button>
    </form>
  );
}
