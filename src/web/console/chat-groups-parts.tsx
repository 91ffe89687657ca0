/** What the pages of group chats show: how far the list has come, and each chat with its way to a residential group. */
import type { KnownChat } from '../../store/chat-sync.ts';
import type { GroupRow } from '../../store/groups.ts';
import type { LongWork } from '../../store/long-work.ts';
import { platformName } from './labels.ts';
import { Csrf } from './shell.tsx';

export const NHOM = '/console/nhom';
export const ZALO = `${NHOM}/zalo`;

export function Synced({ sync }: { readonly sync: LongWork | null }) {
  if (sync === null) return <p>Chưa lấy danh sách lần nào.</p>;
  if (sync.state === 'running')
    return (
      <p role="status">
        <progress aria-label="Đang lấy danh sách nhóm" /> Đang lấy danh sách: đã thấy {sync.count} nhóm. Trang
        tự cập nhật.
      </p>
    );
  if (sync.state === 'failed')
    return (
      <p class="notice bad" role="alert">
        Chưa lấy được hết danh sách (đã thấy {sync.count} nhóm). {sync.words}
      </p>
    );
  return <p role="status">Lần lấy gần nhất: {sync.count} nhóm.</p>;
}

const STATE: Readonly<Record<KnownChat['state'], string | null>> = {
  in: null,
  off: 'đã hết hạn gói, không gửi được',
  gone: 'máy không còn trong nhóm, hoặc nhóm đã giải tán',
};

export function Chats(props: {
  readonly chats: readonly KnownChat[];
  readonly groups: readonly GroupRow[];
  readonly csrf: string;
}) {
  if (props.chats.length === 0) return <p class="empty">Không có nhóm nào.</p>;
  return (
    <ul class="stack">
      {props.chats.map((k) => (
        <li class="card">
          <p>
            <strong dir="auto">{k.title ?? 'Nhóm chưa có tên'}</strong> · {platformName(k.platform)}
            {k.members !== null && ` · ${k.members} người`}
            {k.group !== null && (
              <>
                {' '}
                · <span dir="auto">{k.group}</span>
              </>
            )}
            {STATE[k.state] !== null && <span class="mark late"> {STATE[k.state]}</span>}
          </p>
          {k.link !== null && k.state === 'in' && (
            <p class="muted">
              Đường dẫn mời bà con vào nhóm: <span dir="ltr">{k.link}</span>
            </p>
          )}
          {k.state === 'in' && (
            <form method="post" action={`${ZALO}/noi`} class="row">
              <Csrf token={props.csrf} />
              <input type="hidden" name="chat" value={`${k.channelId}|${k.chat}`} />
              <label>
                {k.group === null ? 'Nối với tổ' : 'Đổi sang tổ'}
                <select name="group">
                  {props.groups.map((g) => (
                    <option value={g.id} selected={g.name === k.group}>
                      {g.name}
                    </option>
                  ))}
                </select>
              </label>
              <button type="submit" class="button quiet small">
                Nối<span class="vh"> {k.title}</span>
              </button>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
}
