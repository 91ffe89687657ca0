/** `/console/nhom/zalo`: the ward's group chats as the platforms tell of them: fetch the list, link to a residential group, make one. */
import { type Context, Hono } from 'hono';
import { SendError } from '../../core/errors.ts';
import type { GroupPlace } from '../../core/types.ts';
import {
  beginSync,
  chatSync,
  firstMembers,
  keepChat,
  knownChats,
  linkKnown,
  runSync,
} from '../../store/chat-sync.ts';
import { transaction } from '../../store/db.ts';
import { groupsOf } from '../../store/groups.ts';
import { audit } from '../../store/tickets.ts';
import type { WebDeps } from '../deps.ts';
import { Chats, NHOM, Synced, ZALO } from './chat-groups-parts.tsx';
import { only } from './doors.tsx';
import { type Fields, isId, readForm } from './form.ts';
import { Csrf, type Inside, plainPage, shell } from './shell.tsx';

export function chatGroupPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  const { store, wardId } = deps;
  const api = () => deps.chatGroups?.('zalo');
  const channel = async () =>
    (
      await store.pool.query<{ id: string }>(
        `SELECT id FROM channel WHERE ward_id = $1 AND platform = 'zalo'`,
        [wardId],
      )
    ).rows[0]?.id ?? null;
  const by = (me: Inside['Variables']['me']) => ({ officerId: me.officer.id, name: me.officer.name });
  const live = async () => (await groupsOf(store, wardId)).filter((g) => !g.archived);

  app.get('/', only('meetings.write'), async (c) => {
    const me = c.get('me');
    const [chats, groups, sync] = await Promise.all([
      knownChats(store.pool, wardId),
      live(),
      chatSync(store.pool, wardId, deps.now()),
    ]);
    // the count goes up without a script
    if (sync?.state === 'running') c.header('Refresh', '2');
    return c.html(
      shell({
        title: 'Nhóm chat của phường',
        me,
        here: NHOM,
        done: c.req.query('da'),
        children: (
          <>
            <p>
              <a href={NHOM}>‹ Nhóm, tổ trưởng</a>
            </p>
            {api() === undefined ? (
              <p class="notice">
                Phường chưa nối trang chính thức Zalo, nên chưa lấy được danh sách nhóm Zalo. Người quản trị
                xem trang Kênh để nối.
              </p>
            ) : (
              <section class="card stack">
                <Synced sync={sync} />
                <form method="post" action={ZALO} class="row">
                  <Csrf token={me.csrf} />
                  <button type="submit" class="button main" disabled={sync?.state === 'running'}>
                    Lấy danh sách nhóm từ Zalo
                  </button>
                  <a class="button quiet" href={`${ZALO}/moi`}>
                    Lập nhóm Zalo mới
                  </a>
                </form>
              </section>
            )}
            <h2>Chưa nối với tổ nào</h2>
            <Chats chats={chats.filter((k) => k.group === null)} groups={groups} csrf={me.csrf} />
            <h2>Đã nối</h2>
            <Chats chats={chats.filter((k) => k.group !== null)} groups={groups} csrf={me.csrf} />
          </>
        ),
      }),
    );
  });

  app.post('/', only('meetings.write'), async (c) => {
    const [groups, id] = [api(), await channel()];
    if (!groups || id === null)
      return plainPage(c, 409, 'Chưa nối Zalo', 'Phường chưa nối trang chính thức Zalo. Xem trang Kênh.');
    if (await beginSync(store, wardId, by(c.get('me')), deps.now())) {
      const run = runSync(store, wardId, id, (from) => groups.list(from), deps.now).catch((error: unknown) =>
        deps.log.warn({ cause: error instanceof Error ? error.name : 'unknown' }, 'groups were not listed'),
      );
      // the page shows how far it has come
      void run;
    }
    return c.redirect(ZALO, 303);
  });

  app.post('/noi', only('meetings.write'), async (c) => {
    const fields = await readForm(c);
    const [channelId, ...rest] = (fields.chat ?? '').split('|');
    const chat = rest.join('|');
    if (!isId(channelId) || !isId(fields.group) || chat === '')
      return plainPage(c, 409, 'Chưa nối', 'Xin chọn tổ rồi bấm Nối.');
    const at = { channelId, chat, groupId: fields.group };
    const linked = await linkKnown(store, wardId, at, by(c.get('me')), deps.now());
    if (!linked)
      return plainPage(c, 409, 'Chưa nối', 'Nhóm này không còn dùng được, hoặc tổ đã cất. Xin mở lại trang.');
    return c.redirect(`${ZALO}?da=luu`, 303);
  });

  const drawNew = async (c: Context<Inside>, fields: Fields, wrong: string | null) => {
    const me = c.get('me');
    const groups = await live();
    let places: readonly GroupPlace[] = [];
    let problem = wrong;
    try {
      places = (await api()?.places()) ?? [];
    } catch (error) {
      if (!(error instanceof SendError)) throw error;
      problem = problem ?? error.message;
    }
    return c.html(
      shell({
        title: 'Lập nhóm Zalo',
        me,
        here: NHOM,
        children: (
          <>
            <p>
              <a href={ZALO}>‹ Nhóm chat của phường</a>
            </p>
            {problem !== null && (
              <p class="notice bad" role="alert">
                {problem}
              </p>
            )}
            {places.length === 0 ? (
              <p class="notice">
                Trang Zalo của phường chưa có gói nhóm nào còn trống. Mỗi nhóm cần một gói (10, 50, 100 hoặc
                1.000 người), mua ở oa.zalo.me, mục Nhóm chat. Chưa có gói thì vẫn báo tin được cho từng
                người.
              </p>
            ) : (
              <form method="post" action={`${ZALO}/moi`} class="card stack">
                <Csrf token={me.csrf} />
                <label>
                  Tổ dân phố
                  <select name="group" required>
                    {groups.map((g) => (
                      <option value={g.id} selected={fields.group === g.id}>
                        {g.name}
                      </option>
                    ))}
                  </select>
                </label>
                <label>
                  Tên nhóm (để trống thì lấy tên tổ)
                  <input name="title" maxlength={100} value={fields.title ?? ''} dir="auto" />
                </label>
                <label>
                  Gói nhóm
                  <select name="place" required>
                    {places.map((p) => (
                      <option value={p.id} selected={fields.place === p.id}>
                        Tối đa {p.size} người{p.until !== undefined && `, dùng đến ${p.until}`}
                      </option>
                    ))}
                  </select>
                </label>
                <p class="muted">
                  Thành viên đầu tiên: cán bộ đã nối tài khoản Zalo và tổ trưởng của tổ. Trong đó phải có một
                  quản trị viên của trang Zalo. Bà con vào sau bằng đường dẫn của nhóm.
                </p>
                <button type="submit" class="button main">
                  Lập nhóm
                </button>
              </form>
            )}
          </>
        ),
      }),
      wrong === null ? 200 : 409,
    );
  };

  app.get('/moi', only('meetings.write'), async (c) => {
    if (!api()) return c.redirect(ZALO, 303);
    return await drawNew(c, {}, null);
  });

  app.post('/moi', only('meetings.write'), async (c) => {
    const fields = await readForm(c);
    const [groups, channelId] = [api(), await channel()];
    const home = (await live()).find((g) => g.id === fields.group);
    if (!groups || channelId === null) return c.redirect(ZALO, 303);
    if (!home || !/^[\w-]{1,80}$/.test(fields.place ?? ''))
      return await drawNew(c, fields, 'Xin chọn tổ và gói nhóm.');
    const members = await firstMembers(store.pool, channelId, home.id);
    if (members.length === 0)
      return await drawNew(
        c,
        fields,
        'Chưa có cán bộ nào nối tài khoản Zalo. Một quản trị viên của trang Zalo nối tài khoản ở mục Tài khoản của tôi rồi làm lại.',
      );
    const title = (fields.title ?? '').trim() || home.name;
    try {
      const made = await groups.create({
        title: title.slice(0, 100),
        about: `Nhóm báo tin của ${home.name}`,
        place: fields.place ?? '',
        members,
      });
      const actor = by(c.get('me'));
      await transaction(store, async (tx) => {
        await keepChat(tx, wardId, channelId, made, deps.now());
        await audit(tx, wardId, actor, 'group.create-chat', home.id);
      });
      await linkKnown(store, wardId, { channelId, chat: made.chat, groupId: home.id }, actor, deps.now());
      return c.redirect(`${ZALO}?da=luu`, 303);
    } catch (error) {
      if (!(error instanceof SendError)) throw error;
      return await drawNew(c, fields, `Chưa lập được nhóm. ${error.message}`);
    }
  });
  return app;
}
