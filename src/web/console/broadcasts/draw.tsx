/** The pages of broadcasts, drawn from what the store says. */
import type { Context } from 'hono';
import type { WardInfo } from '../../../core/types.ts';
import { announcementsWaiting } from '../../../store/announcements.ts';
import {
  type BroadcastRow,
  listBroadcasts,
  reachOf,
  reportOf,
  sayer,
  unset,
} from '../../../store/broadcasts/index.ts';
import { groupsOf } from '../../../store/groups.ts';
import { sendingOf } from '../../../store/sending.ts';
import { wardInfo } from '../../../store/settings.ts';
import type { WebDeps } from '../../deps.ts';
import { sayTime } from '../dates.ts';
import { pageNumber } from '../form.ts';
import { digestOf, drawnOf, LIVE } from '../live-path.ts';
import { may } from '../roles.ts';
import { Csrf, type Inside, shell } from '../shell.tsx';
import { Acts, Became, type Preview, Previews, Reached } from './look.tsx';
import { HEADS, HERE, kindName, STATE_NAMES } from './words.ts';

const PAGE = 30;

export async function platformsOf(deps: WebDeps): Promise<string[]> {
  const { rows } = await deps.store.pool.query<{ platform: string }>(
    `SELECT platform FROM channel WHERE ward_id = $1 AND platform <> 'terminal' ORDER BY platform`,
    [deps.wardId],
  );
  return rows.map((r) => r.platform);
}

export async function drawList(deps: WebDeps, c: Context<Inside>) {
  const me = c.get('me');
  const page = pageNumber(c.req.query('trang'));
  const [rows, sending, waiting] = await Promise.all([
    listBroadcasts(deps.store.pool, deps.wardId, page, PAGE),
    sendingOf(deps.store.pool, deps.wardId),
    announcementsWaiting(deps.store.pool, deps.wardId),
  ]);
  const { roles } = me.officer;
  return shell({
    title: 'Gửi tin cho nhiều người',
    me,
    here: HERE,
    done: c.req.query('da'),
    children: (
      <>
        {may(roles, 'broadcasts.send') && (
          <p>
            <a class="button main" href={`${HERE}/moi`}>
              Soạn tin mới
            </a>{' '}
            <a class="button quiet" href={HEADS}>
              Tổ trưởng thông báo{waiting > 0 && ` (${waiting} tin chờ duyệt)`}
            </a>
          </p>
        )}
        {rows.length === 0 && <p class="empty">Chưa có tin nào.</p>}
        <ul class="stack">
          {rows.map((b) => (
            <li class="card">
              <a href={`${HERE}/${b.id}`} dir="auto">
                {b.title}
              </a>{' '}
              <span class="muted">
                {kindName(b.kind)} · {STATE_NAMES[b.state]} · {b.settled}/{b.total} · {b.createdName},{' '}
                {sayTime(b.createdAt)}
              </span>
            </li>
          ))}
        </ul>
        {rows.length === PAGE && (
          <p>
            <a href={`${HERE}?trang=${page + 1}`}>Tin cũ hơn</a>
          </p>
        )}
        {may(roles, 'ward.write') && (
          <details class="card">
            <summary>Cài đặt gửi tin</summary>
            <form method="post" action={`${HERE}/cai-dat`} class="stack">
              <Csrf token={me.csrf} />
              <label>
                <input type="checkbox" name="duyet" value="1" checked={sending.approval} /> Tin gửi cho nhiều
                người phải có người thứ hai duyệt
              </label>
              <label>
                <input type="checkbox" name="duyet-to" value="1" checked={sending.headsApproval} /> Tin của tổ
                trưởng phải có cán bộ đồng ý mới gửi tới tổ
              </label>
              <label>
                Telegram: số tin mỗi giây (thường là 30; nhiều hơn nếu phường trả phí)
                <input name="telegram" inputmode="numeric" value={String(sending.telegramPerSecond)} />
              </label>
              <label>
                Zalo: số lần gửi mỗi phút theo gói của trang chính thức
                <input name="zalo" inputmode="numeric" value={String(sending.zaloPerMinute)} />
              </label>
              <button type="submit" class="button">
                Lưu
              </button>
            </form>
          </details>
        )}
      </>
    ),
  });
}

/** Before it goes: reach, faults, previews, and the buttons of this officer. */
export async function drawDraft(deps: WebDeps, c: Context<Inside>, b: BroadcastRow, problem?: string) {
  const me = c.get('me');
  const { pool } = deps.store;
  const [ward, groups, reach, sending, platforms] = await Promise.all([
    wardInfo(pool, deps.wardId),
    groupsOf(deps.store, deps.wardId),
    reachOf(pool, {
      wardId: deps.wardId,
      kind: b.kind,
      audience: b.audience,
      windows: deps.reach?.windows ?? {},
      free: deps.reach?.free ?? {},
      now: deps.now(),
    }),
    sendingOf(pool, deps.wardId),
    platformsOf(deps),
  ]);
  const missing = b.texts ? unset(b.texts, ward) : [];
  const { roles, id: officerId } = me.officer;
  const own = b.createdBy === officerId;
  const buttons = [
    ...(b.state === 'draft' && may(roles, 'broadcasts.send')
      ? [
          { act: 'thu', words: 'Gửi thử cho tôi' },
          {
            act: 'bat-dau',
            words: sending.approval ? 'Xin người thứ hai duyệt' : b.scheduledAt ? 'Hẹn giờ gửi' : 'Gửi',
            main: true as const,
          },
          { act: 'dung', words: 'Bỏ tin này', grave: true as const },
        ]
      : []),
    ...(b.state === 'pending' && may(roles, 'broadcasts.approve') && !own
      ? [{ act: 'duyet', words: 'Duyệt và cho gửi', main: true as const }]
      : []),
    ...(['pending', 'scheduled'].includes(b.state) && may(roles, 'broadcasts.send')
      ? [{ act: 'tra-lai', words: 'Trả lại bản nháp' }]
      : []),
  ];
  return shell({
    title: b.title,
    me,
    here: HERE,
    done: c.req.query('da'),
    children: (
      <>
        {problem && (
          <p class="notice bad" role="alert">
            {problem}
          </p>
        )}
        {missing.length > 0 && (
          <p class="notice bad" role="alert">
            Phường chưa nhập: {missing.map((m) => `{${m}}`).join(', ')}. Nhập ở mục Phường, hoặc bỏ chỗ đó
            trong tin.
          </p>
        )}
        <p>
          {kindName(b.kind)} · {STATE_NAMES[b.state]}
          {b.scheduledAt && ` · giờ gửi ${sayTime(b.scheduledAt)}`}
          {b.state === 'pending' && own && ' · người khác phải duyệt, không phải người soạn'}
        </p>
        <Reached reach={reach} groups={new Map(groups.map((g) => [g.id, g.name]))} />
        <Previews previews={previewsOf(deps, b, ward, groups[0]?.name ?? 'Tổ dân phố', platforms)} />
        <Acts id={b.id} csrf={me.csrf} buttons={buttons} />
      </>
    ),
  });
}

/** As each platform will show it: cut where it cuts, numbered where it has no buttons. */
function previewsOf(
  deps: WebDeps,
  b: BroadcastRow,
  ward: WardInfo,
  group: string,
  platforms: readonly string[],
): Preview[] {
  const speak = sayer(deps.speaker, ward);
  return platforms.flatMap((platform): Preview[] => {
    try {
      const contact = {
        id: '',
        channel: platform,
        locale: 'vi' as const,
        notices: true,
        group: { id: '', name: group },
      };
      const said = speak(b, { recipientId: '0', platform, locale: 'vi', contact, group });
      if (typeof said === 'string') return [];
      return [
        {
          platform,
          messages: said.map((m) =>
            [
              ...m.files.map((file) => `[ Tệp: ${file.name ?? ''} ]`),
              m.text,
              ...m.choices.map((choice) => `[ ${choice.label} ]`),
            ].join('\n'),
          ),
        },
      ];
    } catch {
      return []; // a channel that is not turned on any more
    }
  });
}

export async function drawReport(deps: WebDeps, c: Context<Inside>, id: string) {
  const me = c.get('me');
  const report = await reportOf(deps.store.pool, deps.wardId, id);
  const { state } = report.broadcast;
  const send = may(me.officer.roles, 'broadcasts.send');
  const again = report.tallies.some(
    (t) => t.state === 'failed' && ['retry', 'throttled', 'quota', 'expired'].includes(t.reason ?? ''),
  );
  const buttons = [
    ...(['scheduled', 'preparing', 'running'].includes(state)
      ? [{ act: 'tam-dung', words: 'Tạm dừng' }]
      : []),
    ...(state === 'paused' ? [{ act: 'tiep-tuc', words: 'Gửi tiếp', main: true as const }] : []),
    ...(['preparing', 'running', 'paused'].includes(state)
      ? [{ act: 'dung', words: 'Dừng hẳn', grave: true as const }]
      : []),
    ...(state === 'done' && again ? [{ act: 'gui-lai', words: 'Gửi lại cho người chưa nhận được' }] : []),
  ];
  const moving = ['preparing', 'running'].includes(state);
  return shell({
    title: report.broadcast.title,
    me,
    here: HERE,
    done: c.req.query('da'),
    live: moving,
    // the bar moves without a script too
    head: moving && (
      <noscript>
        <meta http-equiv="refresh" content="5" />
      </noscript>
    ),
    children: (
      <div
        id="gui"
        data-part
        data-live={moving ? `${LIVE}/thong-bao/${id}?nay=${digestOf(drawnOf(report))}` : undefined}
      >
        <Became report={report} />
        {send && <Acts id={id} csrf={me.csrf} buttons={buttons} />}
        {send && (
          <p>
            <a href={`${HERE}/${id}/bao-cao.csv`}>Tải báo cáo (CSV)</a>
          </p>
        )}
      </div>
    ),
  });
}
