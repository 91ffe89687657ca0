/** The list of the sealed room, and what an admin is told there. */
import type { Context } from 'hono';
import type { WarningStep } from '../../law/index.ts';
import { sealedFigures } from '../../store/figures/sealed.ts';
import { sealedReaders } from '../../store/sealed.ts';
import { sealedList } from '../../store/sealed-room.ts';
import { type Naming, namings } from '../../store/staff.ts';
import type { WebDeps } from '../deps.ts';
import { isoDay, sayDay, sayTime } from './dates.ts';
import { sayTold } from './figures/words.ts';
import { STEP_NAMES, stepKind } from './labels.ts';
import { DueMark } from './marks.tsx';
import { may } from './roles.ts';
import { sealedSteps } from './sealed-clocks.ts';
import { ROOM, SEALED_STATES } from './sealed-labels.ts';
import { readerOf } from './sealed-page.tsx';
import { Csrf, type Inside, shell } from './shell.tsx';

/** Code, day and state of what this officer may read. */
export async function drawRoom(deps: WebDeps, c: Context<Inside>) {
  const me = c.get('me');
  const mayRead = may(me.officer.roles, 'sealed.read');
  const waiting = mayRead ? await namings(deps.store.pool, deps.wardId, deps.now()) : [];
  const lines = mayRead ? await sealedList(deps.store, readerOf(c)) : [];
  const today = isoDay(deps.now());
  const steps = await sealedSteps(deps.store.pool, deps.wardId, lines, today);
  return shell({
    title: 'Niêm phong',
    me,
    here: ROOM,
    done: c.req.query('da'),
    children: (
      <>
        <p>
          Ở đây cất điều người dân vẫn viết sau khi đã được báo rằng nhắn tin không đăng ký được tố cáo. Đây
          không phải là đơn tố cáo (Luật Tố cáo Điều 22, 23); cán bộ được giao xem xét theo Điều 25.
        </p>
        {may(me.officer.roles, 'ward.write') && <ForAdmins {...(await adminFacts(deps, mayRead))} />}
        {mayRead && <Namings list={waiting} me={me.officer.id} csrf={me.csrf} />}
        {mayRead &&
          (lines.length === 0 ? (
            <p class="empty">Chưa có hồ sơ nào.</p>
          ) : (
            <ul class="tickets">
              {lines.map((line) => (
                <li>
                  <a href={`${ROOM}/${line.id}`} class="ticket">
                    <span class="ticket-head">
                      <b class="code">{line.code}</b>
                      <span class="state">{SEALED_STATES[line.state]}</span>
                    </span>
                    <span class="muted ticket-foot">
                      <span>Nhận ngày {sayDay(line.openedOn)}</span>
                      <Nearing at={steps.get(line.id)} today={today} />
                    </span>
                  </a>
                </li>
              ))}
            </ul>
          ))}
      </>
    ),
  });
}

/** A deadline that nears or has passed. */
function Nearing(p: {
  readonly at: { readonly step: WarningStep; readonly dueOn: string } | undefined;
  readonly today: string;
}) {
  if (p.at === undefined) return null;
  return (
    <>
      <DueMark dueOn={p.at.dueOn} today={p.today} /> <span>{STEP_NAMES[stepKind(p.at.step)]}</span>
    </>
  );
}

/** Who is proposed to read: a reader says yes or no, never about one's own proposal. */
function Namings({
  list,
  me,
  csrf,
}: {
  readonly list: readonly Naming[];
  readonly me: string;
  readonly csrf: string;
}) {
  return (
    <>
      {list.map((one) => (
        <section class="notice warn" aria-label={`Đề nghị giao đọc: ${one.name}`}>
          <p>
            <b dir="auto">{one.byName}</b> đề nghị giao <b dir="auto">{one.name}</b> đọc hồ sơ niêm phong (
            {sayTime(one.at)}).
          </p>
          {one.by === me || one.officerId === me ? (
            <p>Người khác đang đọc hồ sơ niêm phong mới đồng ý được.</p>
          ) : (
            <form method="post" action={`${ROOM}/de-nghi`} class="row">
              <Csrf token={csrf} />
              <input type="hidden" name="can_bo" value={one.officerId} />
              <button type="submit" name="y" value="dong-y" class="button">
                Đồng ý
              </button>
              <button type="submit" name="y" value="khong" class="button quiet">
                Không đồng ý
              </button>
            </form>
          )}
        </section>
      ))}
    </>
  );
}

interface AdminFacts {
  readonly names: readonly string[];
  /** of the quarters that are over, as on Số liệu; null: a reader could tell from it that there is a record they are shut out of */
  readonly quarters: readonly string[] | null;
}

async function adminFacts(deps: WebDeps, mayRead: boolean): Promise<AdminFacts> {
  const today = isoDay(deps.now());
  const readers = await sealedReaders(deps.store.pool, deps.wardId);
  const told = mayRead ? null : await sealedFigures(deps.store.pool, deps.wardId, today, today);
  const quarters = told?.quarters.map((n, i) => `quý ${i + 1}/${told.year}: ${sayTold(n)}`) ?? null;
  return { names: readers.map((r) => r.name), quarters };
}

function ForAdmins({ names, quarters }: AdminFacts) {
  return (
    <section class="card" aria-label="Cho người quản trị">
      <h2>Cho người quản trị</h2>
      <p dir="auto">
        {names.length === 0
          ? 'Chưa giao ai được đọc. Chừng nào chưa giao, máy không nhận thông tin và chỉ dẫn cách nộp đơn.'
          : `Được đọc: ${names.join(', ')}.`}
      </p>
      <p>
        {names.length === 0 ? (
          <>
            Giao người đầu tiên: quản trị máy chủ chạy{' '}
            <code>npm run staff -- add --name "Họ tên" --role sealed-reader</code>.
          </>
        ) : (
          <>
            Giao thêm: đề nghị ở <a href="/console/can-bo">Thiết lập, Cán bộ</a>; một người đang đọc phải đồng
            ý.
          </>
        )}{' '}
        Người được giao sau chỉ thấy hồ sơ mới; hồ sơ cũ do người đang đọc thêm vào.
      </p>
      {quarters !== null && quarters.length > 0 && (
        <p>Số hồ sơ, chỉ nói của quý đã hết: {quarters.join('; ')}.</p>
      )}
      <p>
        Vào đây phải xác nhận bằng lớp thứ hai, và sau 15 phút phải xác nhận lại. Ai mất điện thoại: quản trị
        máy chủ chạy <code>npm run staff -- reset-second-factor --name "Họ tên"</code>.
      </p>
    </section>
  );
}
