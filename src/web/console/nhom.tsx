/** `/console/nhom`: residential groups: their chats, heads, households; lists in and out. */
import { type Context, Hono } from 'hono';
import {
  boardMembers,
  groupHeads,
  groupOverview,
  type Linked,
  makeBoardCode,
  makeGroupCode,
  setHouseholds,
  unlinkChat,
  unlinkPerson,
} from '../../store/group-links.ts';
import { BOARDS } from '../../store/meetings/rows.ts';
import type { WebDeps } from '../deps.ts';
import { NHOM } from './chat-groups-parts.tsx';
import { sayTime } from './dates.ts';
import { only } from './doors.tsx';
import { isId, readForm } from './form.ts';
import { BOARD_NAMES } from './hop-labels.ts';
import { platformName } from './labels.ts';
import { importWork, listPages } from './nhom-lists.tsx';
import { Lists } from './nhom-lists-parts.tsx';
import { may } from './roles.ts';
import { Csrf, type Inside, plainPage, shell } from './shell.tsx';

export function groupRoomPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  const actor = (c: Context<Inside>) => ({
    officerId: c.get('me').officer.id,
    name: c.get('me').officer.name,
  });

  const draw = async (c: Context<Inside>, note: unknown, status: 200 | 409 = 200) => {
    const { csrf, officer } = c.get('me');
    const write = may(officer.roles, 'meetings.write');
    const [groups, heads, members, work] = await Promise.all([
      groupOverview(deps.store.pool, deps.wardId),
      write ? groupHeads(deps.store.pool, deps.wardId) : [],
      write ? boardMembers(deps.store.pool, deps.wardId) : [],
      write ? importWork(deps) : null,
    ]);
    // the bar moves without a script
    if (work?.state === 'running' && c.req.method === 'GET') c.header('Refresh', '2');
    return c.html(
      shell({
        title: 'Nhóm',
        me: c.get('me'),
        here: NHOM,
        done: c.req.query('da'),
        children: (
          <>
            {note as never}
            {write && (
              <p>
                <a class="button quiet" href={`${NHOM}/zalo`}>
                  Nhóm chat của phường: lấy danh sách, nối với tổ, lập nhóm Zalo
                </a>
              </p>
            )}
            {groups.length === 0 && (
              <p class="empty">Chưa có tổ nào. Người quản trị thêm tổ ở trang Phường.</p>
            )}
            {groups.map((g) => (
              <section class="card">
                <h2 dir="auto">{g.name}</h2>
                <p>
                  {g.contacts} người nhắn tin với máy, {g.listed} hộ trong danh sách
                  {g.households !== null && ` (tổng số ghi tay: ${g.households})`}, {g.heads} tổ trưởng đã
                  nối.
                </p>
                <ul>
                  {g.chats.map((chat) => (
                    <li>
                      Nhóm {platformName(chat.platform)}
                      {chat.state === 'gone' && ' (máy đã bị đưa ra khỏi nhóm; mời lại rồi nối bằng mã mới)'},
                      nối bởi <span dir="auto">{chat.linkedBy}</span>
                      {write && (
                        <form method="post" action={NHOM} class="row">
                          <Csrf token={csrf} />
                          <input type="hidden" name="chat" value={chat.id} />
                          <button type="submit" name="do" value="bo-chat" class="button quiet small">
                            Bỏ nối
                          </button>
                        </form>
                      )}
                    </li>
                  ))}
                </ul>
                <People
                  people={heads.filter((h) => h.groupId === g.id)}
                  called="Tổ trưởng"
                  from="head"
                  csrf={csrf}
                />
                {write && (
                  <form method="post" action={NHOM} class="row">
                    <Csrf token={csrf} />
                    <input type="hidden" name="group" value={g.id} />
                    <button type="submit" name="do" value="ma-chat" class="button quiet small">
                      Mã nối nhóm chat
                    </button>
                    <button type="submit" name="do" value="ma-to-truong" class="button quiet small">
                      Mã cho tổ trưởng
                    </button>
                    <label>
                      Tổng số hộ (khi chưa có danh sách)
                      <input name="households" inputmode="numeric" value={String(g.households ?? '')} />
                    </label>
                    <button type="submit" name="do" value="so-ho" class="button quiet small">
                      Lưu số hộ
                    </button>
                  </form>
                )}
              </section>
            ))}
            {write && (
              <section class="card">
                <h2>Thành viên các ban</h2>
                <p>Thành viên nối với máy thì được báo, được nhắc khi ban của mình họp.</p>
                {BOARDS.map((board) => (
                  <>
                    <h3>{BOARD_NAMES[board]}</h3>
                    <People
                      people={members.filter((m) => m.board === board)}
                      called="Thành viên"
                      from={board}
                      csrf={csrf}
                    />
                    <form method="post" action={NHOM}>
                      <Csrf token={csrf} />
                      <button type="submit" name="do" value={`ma-${board}`} class="button quiet small">
                        Mã cho thành viên mới<span class="vh"> {BOARD_NAMES[board]}</span>
                      </button>
                    </form>
                  </>
                ))}
              </section>
            )}
            {write && <Lists me={c.get('me')} work={work} />}
          </>
        ),
      }),
      status,
    );
  };

  app.get('/', only('meetings.read'), (c) => draw(c, null));

  app.post('/', only('meetings.write'), async (c) => {
    const fields = await readForm(c);
    if (fields.do === 'bo-chat' && isId(fields.chat)) {
      await unlinkChat(deps.store, deps.wardId, fields.chat, actor(c));
      return c.redirect(`${NHOM}?da=luu`, 303);
    }
    const board = BOARDS.find((b) => fields.do === `ma-${b}`);
    if (board) {
      const code = await makeBoardCode(deps.store, deps.wardId, board, actor(c), deps.now());
      return await draw(c, <CodeNote who={`Thành viên ${BOARD_NAMES[board]}`} code={code} />);
    }
    const from = fields.do === 'bo-head' ? 'head' : BOARDS.find((b) => fields.do === `bo-${b}`);
    if (from && isId(fields.person)) {
      await unlinkPerson(deps.store, deps.wardId, fields.person, from, actor(c));
      return c.redirect(`${NHOM}?da=luu`, 303);
    }
    if (!isId(fields.group)) return plainPage(c, 404, 'Không có tổ này', 'Xin mở lại trang Nhóm.');
    if (fields.do === 'so-ho') {
      const typed = (fields.households ?? '').trim();
      if (typed !== '' && !/^[1-9]\d{0,4}$/.test(typed))
        return await draw(c, <p class="notice bad">Tổng số hộ phải là số từ 1 đến 99.999.</p>, 409);
      await setHouseholds(
        deps.store,
        deps.wardId,
        fields.group,
        typed === '' ? null : Number(typed),
        actor(c),
      );
      return c.redirect(`${NHOM}?da=luu`, 303);
    }
    const purpose = fields.do === 'ma-to-truong' ? 'head' : 'chat';
    const code = await makeGroupCode(deps.store, deps.wardId, fields.group, purpose, actor(c), deps.now());
    if (code === null) return plainPage(c, 404, 'Không có tổ này', 'Xin mở lại trang Nhóm.');
    const who = purpose === 'chat' ? 'Mời máy vào nhóm chat của tổ, rồi nhắn trong nhóm' : 'Tổ trưởng';
    return await draw(c, <CodeNote who={who} code={code} />);
  });

  app.route('/', listPages(deps, draw));
  return app;
}

function CodeNote({ who, code }: { readonly who: string; readonly code: string }) {
  const inPrivate = !who.startsWith('Mời');
  return (
    <div class="notice" role="status">
      <p>
        {who}
        {inPrivate && ' nhắn riêng cho máy'}: <strong>/lienket {code}</strong>
      </p>
      <p>Mã dùng một lần, trong một ngày. Trang này chỉ hiện mã một lần.</p>
    </div>
  );
}

/** People linked by a code, each with a way to take the link back. */
function People(props: {
  readonly people: readonly Linked[];
  readonly called: string;
  readonly from: 'head' | 'ttnd' | 'gsdt';
  readonly csrf: string;
}) {
  if (props.people.length === 0) return null;
  return (
    <ul>
      {props.people.map((p) => (
        <li>
          <form method="post" action={NHOM} class="row">
            <Csrf token={props.csrf} />
            <input type="hidden" name="person" value={p.contactId} />
            <span class="grow">
              {props.called}{' '}
              <span dir="auto">{p.name ?? `chưa cho biết tên (${platformName(p.platform)})`}</span>, mã do{' '}
              <span dir="auto">{p.linkedBy}</span> cấp, nối {sayTime(p.linkedAt)}
            </span>
            <button type="submit" name="do" value={`bo-${props.from}`} class="button quiet small">
              Bỏ nối<span class="vh"> {props.called}</span>
            </button>
          </form>
        </li>
      ))}
    </ul>
  );
}
