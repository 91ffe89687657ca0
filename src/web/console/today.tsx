/** `/console`, *Hôm nay*: what presses today. Each number opens its list; what is quiet says so kindly. */
import { Hono } from 'hono';
import { dutyOf } from '../../core/stages.ts';
import { announcementsWaiting } from '../../store/announcements.ts';
import { type OwedResult, owedResults } from '../../store/meetings/results.ts';
import { type Mentioned, mentionsOf } from '../../store/mentions.ts';
import { type FailedAnswer, failedAnswersOf } from '../../store/pending.ts';
import { type Shelf, shelfCounts } from '../../store/ticket-list.ts';
import { viewsOf } from '../../store/views.ts';
import { type WarningLine, warningsFor } from '../../store/warnings.ts';
import type { WebDeps } from '../deps.ts';
import { Icon, type IconName } from '../layout/icons.tsx';
import { HEADS } from './broadcasts/words.ts';
import { isoDay, sayDay, sayTime } from './dates.ts';
import { only } from './doors.tsx';
import { LIST } from './filter.ts';
import { HOP } from './hop-labels.ts';
import { STEP_NAMES, stepKind } from './labels.ts';
import { digestOf, LIVE } from './live-path.ts';
import { DueMark } from './marks.tsx';
import { sayFailed } from './reply.tsx';
import { may } from './roles.ts';
import { type Inside, shell } from './shell.tsx';
import { readStrip, Strip } from './strip.tsx';

interface Tile {
  readonly shelf: Shelf;
  readonly name: string;
  readonly none: string;
  readonly icon: IconName;
  /** how it looks when there is something */
  readonly urgency: 'late' | 'soon' | 'far';
}

const TILES: readonly Tile[] = [
  { shelf: 'late', name: 'Quá hạn', none: 'Không có hồ sơ nào quá hạn', icon: 'late', urgency: 'late' },
  {
    shelf: 'today',
    name: 'Hạn hôm nay',
    none: 'Hôm nay không có hồ sơ đến hạn',
    icon: 'clock',
    urgency: 'soon',
  },
  {
    shelf: 'tomorrow',
    name: 'Hạn ngày mai',
    none: 'Ngày mai không có hồ sơ đến hạn',
    icon: 'clock',
    urgency: 'soon',
  },
  {
    shelf: 'replied',
    name: 'Người dân nhắn thêm',
    none: 'Không có tin nhắn thêm nào chờ xem',
    icon: 'talk',
    urgency: 'soon',
  },
  {
    shelf: 'unassigned',
    name: 'Chưa giao ai',
    none: 'Hồ sơ nào cũng đã có người giữ',
    icon: 'person',
    urgency: 'far',
  },
  { shelf: 'mine', name: 'Tôi đang giữ', none: 'Anh, chị không giữ hồ sơ nào', icon: 'file', urgency: 'far' },
];

export function todayPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  const { store, wardId } = deps;
  app.get('/', only('tickets.read'), async (c) => {
    // the list stood here once: its old addresses still lead to it
    const asked = new URL(c.req.url).search;
    if (/[?&](ngan|tim|loai|xep|to|trang)=/.test(asked)) return c.redirect(`${LIST}${asked}`, 303);
    const me = c.get('me');
    const { id, roles } = me.officer;
    const today = isoDay(deps.now());
    const [counts, strip, mentions, failed, views, warnings, results, heads] = await Promise.all([
      shelfCounts(store.pool, { wardId, officerId: id, today }),
      readStrip(deps),
      may(roles, 'tickets.note') ? mentionsOf(store.pool, id) : [],
      failedAnswersOf(store.pool, id),
      viewsOf(store.pool, id),
      warningsFor(store.pool, wardId, id),
      may(roles, 'meetings.write') ? owedResults(store.pool, wardId, deps.now()) : [],
      may(roles, 'broadcasts.send') ? announcementsWaiting(store.pool, wardId) : 0,
    ]);
    return c.html(
      shell({
        title: `Hôm nay, ${sayDay(today)}`,
        me,
        here: '/console',
        done: c.req.query('da'),
        live: true,
        children: (
          <>
            <Strip {...strip} />
            <div id="viec" data-part data-live={`${LIVE}/hom-nay?nay=${digestOf(counts)}`}>
              <Tiles counts={counts} />
              {counts.open === 0 && <Quiet all={counts.all} />}
            </div>
            <Failed answers={failed} />
            {heads > 0 && (
              <p class="notice">
                Tổ trưởng xin gửi thông báo: <a href={HEADS}>{heads} tin chờ anh, chị duyệt</a>.
              </p>
            )}
            <Warnings lines={warnings} today={today} />
            <Results owed={results} today={today} />
            <Named mentions={mentions} />
            {views.length > 0 && (
              <nav aria-label="Bộ lọc của tôi" class="shelves">
                <h2>Bộ lọc của tôi</h2>
                <ul>
                  {views.map((v) => (
                    <li>
                      <a href={`${LIST}?${v.query}`}>{v.name}</a>
                    </li>
                  ))}
                </ul>
              </nav>
            )}
          </>
        ),
      }),
    );
  });
  return app;
}

function Tiles({ counts }: { readonly counts: Readonly<Record<Shelf, number>> }) {
  return (
    <ul class="tiles" aria-label="Việc hôm nay">
      {TILES.map(({ shelf, name, none, icon, urgency }) => {
        const n = counts[shelf];
        if (n === 0)
          return (
            <li class="tile well">
              <Icon name="done" /> <span>{none}</span>
            </li>
          );
        return (
          <li>
            <a href={`${LIST}?ngan=${shelf}`} class={`tile ${urgency}`}>
              <b>{n}</b>
              <span>
                <Icon name={icon} /> {name}
              </span>
            </a>
          </li>
        );
      })}
      <li>
        <a href={LIST} class="tile far">
          <b>{counts.open}</b>
          <span>
            <Icon name="file" /> Tất cả hồ sơ chưa đóng
          </span>
        </a>
      </li>
    </ul>
  );
}

function Quiet({ all }: { readonly all: number }) {
  return (
    <p class="empty">
      {all === 0
        ? 'Chưa có hồ sơ nào. Khi người dân gửi phản ánh hoặc xin gặp cán bộ, hồ sơ hiện ở đây.'
        : 'Mọi hồ sơ đã xong. Cảm ơn anh, chị; khi có việc mới, trang này báo.'}
    </p>
  );
}

function Warnings({ lines, today }: { readonly lines: readonly WarningLine[]; readonly today: string }) {
  if (lines.length === 0) return null;
  return (
    <section class="card" aria-labelledby="warned-title">
      <h2 id="warned-title">Hạn đã nhắc anh, chị</h2>
      <ul class="plain">
        {lines.map((w) => (
          <li>
            <a href={`${LIST}/${w.code}`}>{w.code}</a> <DueMark dueOn={w.dueOn} today={today} />
            <div>
              Phải {dutyOf(w.rule, w.variant)}.{' '}
              <span class="muted">
                Nhắc lúc {sayTime(w.at)}: {STEP_NAMES[stepKind(w.step)]}.
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Results({ owed, today }: { readonly owed: readonly OwedResult[]; readonly today: string }) {
  if (owed.length === 0) return null;
  return (
    <section class="card" aria-labelledby="results-title">
      <h2 id="results-title">Kết quả họp phải gửi đi</h2>
      <ul class="plain">
        {owed.map((r) => (
          <li>
            <a href={`${HOP}/${r.meetingId}#ket-qua`} dir="auto">
              {r.title}
            </a>{' '}
            <DueMark dueOn={r.due} today={today} />
            <div class="muted">
              {r.groups.join(', ') || 'Cả phường'}, họp {sayTime(r.startsAt)}. {r.by}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Named({ mentions }: { readonly mentions: readonly Mentioned[] }) {
  if (mentions.length === 0) return null;
  return (
    <section class="card" aria-labelledby="named-title">
      <h2 id="named-title">Đồng nghiệp nhắc tới anh, chị</h2>
      <ul class="plain">
        {mentions.map((m) => (
          <li>
            <a href={`${LIST}/${m.code}`}>{m.code}</a> · <span dir="auto">{m.by}</span> · {sayTime(m.at)}
            <div class="typed" dir="auto">
              {m.text}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Failed({ answers }: { readonly answers: readonly FailedAnswer[] }) {
  if (answers.length === 0) return null;
  return (
    <section class="notice bad" aria-labelledby="failed-title">
      <h2 id="failed-title">Câu trả lời của anh, chị chưa gửi được</h2>
      <ul class="plain">
        {answers.map((a) => (
          <li>
            <a href={`${LIST}/${a.code}?soan=${a.id}`}>{a.code}</a>: {sayFailed(a.reason)} Chữ đã gõ còn giữ.
          </li>
        ))}
      </ul>
    </section>
  );
}
