/** `/console/luu-giu`: how long each kind of thing is kept, what the next run drops, what the last runs dropped. */
import { type Context, Hono } from 'hono';
import { vietnamDay } from '../../law/index.ts';
import {
  countOld,
  RETENTION_KINDS,
  type RetentionDays,
  type RetentionKind,
  type RetentionRun,
  retentionDays,
  retentionRuns,
  setRetention,
  wardDays,
} from '../../store/retention.ts';
import type { WebDeps } from '../deps.ts';
import { sayTime } from './dates.ts';
import { only } from './doors.tsx';
import { Line } from './fields.tsx';
import { type Fields, readForm } from './form.ts';
import { Csrf, type Inside, shell } from './shell.tsx';

const HERE = '/console/luu-giu';
const MOST: Readonly<Partial<Record<RetentionKind, number>>> = { questionDays: 180 };
const most = (kind: RetentionKind): number => MOST[kind] ?? 3650;

const KINDS: Readonly<Record<RetentionKind, { readonly label: string; readonly hint: string }>> = {
  inbox: {
    label: 'Tin người dân nhắn đến, đã xử lý xong (ngày)',
    hint: 'Lời đã vào hồ sơ vẫn còn trong hồ sơ. Tin chưa xử lý thì không xoá.',
  },
  unreadable: {
    label: 'Tin đến mà máy không đọc được (ngày)',
    hint: 'Giữ lâu hơn một chút để người quản trị tìm nguyên nhân.',
  },
  outbox: {
    label: 'Tin máy và cán bộ đã gửi đi (ngày)',
    hint: 'Người dân xem lại được trong trò chuyện trên trang web tới lúc đó. Tin chưa gửi thì không xoá.',
  },
  drafts: {
    label: 'Phản ánh viết dở, chưa gửi (ngày)',
    hint: 'Người dân được nhắc một lần trước khi bản viết dở bị bỏ.',
  },
  looseFiles: {
    label: 'Tệp gửi lên mà không thuộc hồ sơ nào (ngày)',
    hint: 'Ảnh, giấy tờ là dữ liệu nhạy cảm (Nghị định 356/2025/NĐ-CP Điều 4): không nên giữ lâu.',
  },
  bookings: {
    label: 'Tên người đã đặt lịch tiếp dân, tính từ ngày tiếp (ngày)',
    hint: 'Số người đã tiếp vẫn còn để báo cáo.',
  },
  questionDays: {
    label: 'Lời các câu hỏi, dùng để sửa kiến thức (ngày)',
    hint: 'Nhiều nhất 180 ngày.',
  },
};
const PAPERS = 'Đơn điền sẵn, hết hạn tải';

export function retentionPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  const { store, wardId } = deps;
  app.get('/', only('ward.write'), async (c) => {
    const keep = await wardDays(store.pool, wardId);
    return c.html(await draw(deps, c, { keep, fields: textsOf(keep), wrong: {} }));
  });
  app.post('/', only('ward.write'), async (c) => {
    const fields = await readForm(c);
    const { days, wrong } = read(fields);
    const keep = await wardDays(store.pool, wardId);
    if (days === null) return c.html(await draw(deps, c, { keep, fields, wrong }), 409);
    // saved only from the page that showed what it will drop
    if (fields.do !== 'luu') return c.html(await draw(deps, c, { keep, fields, wrong, asked: days }));
    const { officer } = c.get('me');
    await setRetention(store, wardId, days, { officerId: officer.id, name: officer.name });
    return c.redirect(`${HERE}?da=luu`, 303);
  });
  return app;
}

const textsOf = (keep: RetentionDays): Fields =>
  Object.fromEntries(RETENTION_KINDS.map((kind) => [kind, String(keep[kind])]));

function read(fields: Fields): { readonly days: RetentionDays | null; readonly wrong: Fields } {
  const typed = RETENTION_KINDS.map((kind) => [kind, (fields[kind] ?? '').trim()] as const);
  const wrong = Object.fromEntries(
    typed
      .filter(([kind, text]) => !/^\d{1,4}$/.test(text) || Number(text) < 1 || Number(text) > most(kind))
      .map(([kind]) => [kind, `Xin ghi một số ngày, từ 1 đến ${most(kind).toLocaleString('vi-VN')}.`]),
  );
  if (Object.keys(wrong).length > 0) return { days: null, wrong };
  return {
    days: retentionDays.parse(Object.fromEntries(typed.map(([kind, n]) => [kind, Number(n)]))),
    wrong,
  };
}

/** Shortly after midnight in Việt Nam. */
const nextRun = (now: Date): Date =>
  new Date(Date.parse(`${vietnamDay(now)}T00:00:00+07:00`) + 24 * 3_600_000);

interface Attempt {
  readonly keep: RetentionDays;
  readonly fields: Fields;
  readonly wrong: Fields;
  /** days that were typed and are to be looked at before they are saved */
  readonly asked?: RetentionDays;
}

async function draw(deps: WebDeps, c: Context<Inside>, { keep, fields, wrong, asked }: Attempt) {
  const me = c.get('me');
  const { pool } = deps.store;
  const at = nextRun(deps.now());
  const [now, then, runs] = await Promise.all([
    countOld(pool, deps.wardId, at, keep),
    asked === undefined ? null : countOld(pool, deps.wardId, at, asked),
    retentionRuns(pool, deps.wardId),
  ]);
  return shell({
    title: 'Lưu giữ',
    me,
    here: HERE,
    done: c.req.query('da'),
    children: (
      <>
        {Object.keys(wrong).length > 0 && (
          <p class="notice bad" role="alert">
            Chưa lưu. Xin sửa ô được chỉ ở dưới.
          </p>
        )}
        {asked && then && <Sure csrf={me.csrf} asked={asked} keep={keep} counts={then} />}
        <p>
          Dữ liệu cá nhân chỉ giữ khi còn cần (Luật 91/2025/QH15 Điều 3). Mỗi đêm máy xoá lời và tệp đã quá số
          ngày dưới đây; số lượng và thứ tự vẫn còn.
        </p>
        <p>
          Không bị xoá theo trang này: hồ sơ phản ánh, kiến nghị, khiếu nại và diễn biến của chúng; nhật ký;
          hồ sơ niêm phong (có quy định riêng ở phòng niêm phong).
        </p>
        <form method="post" action={HERE} class="card stack">
          <Csrf token={me.csrf} />
          {RETENTION_KINDS.map((kind) => (
            <Line
              name={kind}
              label={KINDS[kind].label}
              typed={fields}
              wrong={wrong}
              hint={`${KINDS[kind].hint} Đang đặt ${keep[kind]} ngày; đêm nay sẽ xoá ${now[kind].toLocaleString('vi-VN')}.`}
            />
          ))}
          <button type="submit" name="do" value="xem" class="button">
            Xem sẽ xoá bao nhiêu
          </button>
        </form>
        <Runs runs={runs} />
      </>
    ),
  });
}

interface SureProps {
  readonly csrf: string;
  readonly asked: RetentionDays;
  readonly keep: RetentionDays;
  readonly counts: Readonly<Record<RetentionKind, number>>;
}

function Sure({ csrf, asked, keep, counts }: SureProps) {
  const changed = RETENTION_KINDS.filter((kind) => asked[kind] !== keep[kind]);
  if (changed.length === 0) return <p class="notice">Các số ngày vẫn như cũ, không có gì để lưu.</p>;
  return (
    <section class="notice warn" aria-labelledby="sure-title">
      <h2 id="sure-title">Chưa lưu. Xin xem lại rồi lưu.</h2>
      <ul>
        {changed.map((kind) => (
          <li>
            {KINDS[kind].label.replace(' (ngày)', '')}: {keep[kind]} ngày thành <b>{asked[kind]} ngày</b>. Đêm
            nay sẽ xoá <b>{counts[kind].toLocaleString('vi-VN')}</b>.
          </li>
        ))}
      </ul>
      <p>Xoá rồi không lấy lại được.</p>
      <form method="post" action={HERE}>
        <Csrf token={csrf} />
        {RETENTION_KINDS.map((kind) => (
          <input type="hidden" name={kind} value={String(asked[kind])} />
        ))}
        <button type="submit" name="do" value="luu" class="button main">
          Lưu
        </button>{' '}
        <a href={HERE} class="button quiet">
          Thôi
        </a>
      </form>
    </section>
  );
}

const nameOf = (kind: string): string =>
  kind === 'papers'
    ? PAPERS
    : Object.hasOwn(KINDS, kind)
      ? KINDS[kind as RetentionKind].label.replace(' (ngày)', '')
      : kind;

function Runs({ runs }: { readonly runs: readonly RetentionRun[] }) {
  return (
    <section class="card" aria-labelledby="runs-title">
      <h2 id="runs-title">Các lần xoá gần đây</h2>
      {runs.length === 0 && <p class="empty">Chưa có lần nào.</p>}
      <ul class="plain">
        {runs.map(({ at, counts }) => {
          const some = Object.entries(counts).filter(([, n]) => n > 0);
          return (
            <li>
              <b>{sayTime(at)}</b>:{' '}
              {some.length === 0
                ? 'không có gì để xoá.'
                : some.map(([kind, n]) => `${nameOf(kind)}: ${n.toLocaleString('vi-VN')}`).join('; ')}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
