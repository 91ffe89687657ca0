/** `/console/tiep-nhan`: an officer writes in a petition for somebody at the counter. */
import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { categoriesOf } from '../../store/categories.ts';
import { groupsOf } from '../../store/groups.ts';
import { takeAtCounter } from '../../store/intake.ts';
import { wardInfo } from '../../store/settings.ts';
import type { WebDeps } from '../deps.ts';
import { atStart } from '../layout/words.tsx';
import { only } from './doors.tsx';
import { Area, Line, Pick, Radios, Tick } from './fields.tsx';
import { type Fields, isId, readForm } from './form.ts';
import { readIntake, TEXT_LIMIT, type Wrong } from './intake-fields.ts';
import { Csrf, type Inside, shell } from './shell.tsx';

export const INTAKE = '/console/tiep-nhan';

export function intakePages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  app.get('/', only('counter.write'), async (c) => c.html(await draw(deps, c, {}, {})));

  app.post('/', only('counter.write'), async (c) => {
    const typed = await readForm(c);
    const read = readIntake(typed, await choicesOf(deps));
    if ('wrong' in read) return c.html(await draw(deps, c, typed, read.wrong), 409);
    const { officer } = c.get('me');
    const nonce = isId(typed.key) ? typed.key : randomUUID();
    const code = await takeAtCounter(
      deps.store,
      deps.wardId,
      read.petition,
      { officerId: officer.id, name: officer.name },
      nonce,
      deps.now(),
    );
    return c.redirect(`/console/ho-so/${code}?da=tiep-nhan`, 303);
  });
  return app;
}

async function choicesOf(deps: WebDeps) {
  const [groups, categories] = await Promise.all([
    groupsOf(deps.store, deps.wardId),
    categoriesOf(deps.store.pool, deps.wardId),
  ]);
  return {
    groups: groups.filter((g) => !g.archived),
    categories: categories.filter((k) => !k.archived),
  };
}

async function draw(deps: WebDeps, c: Context<Inside>, typed: Fields, wrong: Wrong) {
  const me = c.get('me');
  const [{ groups, categories }, ward] = await Promise.all([
    choicesOf(deps),
    wardInfo(deps.store.pool, deps.wardId),
  ]);
  const bad = Object.keys(wrong).length;
  const f = { typed, wrong };
  return shell({
    title: 'Tiếp nhận tại chỗ',
    me,
    here: INTAKE,
    children: (
      <>
        {bad > 0 && (
          <p class="notice bad" role="alert">
            Chưa ghi. Có {bad} chỗ cần sửa, đánh dấu bên dưới. Chữ đã gõ còn nguyên.
          </p>
        )}
        <p class="notice warn">
          <strong>Không ghi tố cáo ở đây.</strong> Tố cáo chỉ nhận bằng đơn có chữ ký, hoặc người tố cáo trình
          bày trực tiếp và ký (Điều 22, 23 Luật Tố cáo).{' '}
          {ward.toCaoAddress === undefined
            ? 'Nơi nhận đơn tố cáo: phường chưa cập nhật ở trang Phường.'
            : `Nơi nhận đơn tố cáo: ${ward.toCaoAddress}.`}{' '}
          Chỉ người được giao đọc <a href="/console/niem-phong">hồ sơ niêm phong</a> mới làm việc này.
        </p>
        <p>
          Đơn khiếu nại có chữ ký thì ghi ở <a href="/console/don-khieu-nai">Nhận đơn khiếu nại</a>. Người dân
          nói cả hai việc thì tách thành hai hồ sơ (Điều 14 khoản 4 Nghị định 154/2026/NĐ-CP).
        </p>
        <form method="post" action={INTAKE} class="card stack">
          <Csrf token={me.csrf} />
          <input type="hidden" name="key" value={isId(typed.key) ? typed.key : randomUUID()} />
          <Radios
            {...f}
            name="kind"
            label="Loại việc"
            options={[
              { value: 'phanAnh', label: 'Phản ánh (có việc xảy ra: đèn hỏng, rác, ồn…)' },
              { value: 'kienNghi', label: 'Kiến nghị (đề xuất, góp ý)' },
            ]}
          />
          <Radios
            {...f}
            name="how"
            label="Người dân trình bày thế nào"
            options={[
              { value: 'oral', label: 'Nói, cán bộ ghi lại' },
              { value: 'paper', label: 'Đưa giấy viết sẵn' },
            ]}
          />
          <Area
            {...f}
            name="text"
            label="Nội dung"
            rows={8}
            hint={`Ghi đủ, đúng lời, không thêm. Tối đa ${TEXT_LIMIT.toLocaleString('vi-VN')} ký tự.`}
          />
          <Tick
            {...f}
            name="readBack"
            label="Đã đọc lại cho người dân nghe, họ xác nhận"
            hint="Bắt buộc khi người dân nói miệng. Ghi xong, in bản ghi để họ ký hoặc điểm chỉ (Điều 14 khoản 1 Nghị định 154/2026/NĐ-CP)."
          />
          <Pick
            {...f}
            name="category"
            label="Lĩnh vực"
            none="Chọn lĩnh vực"
            options={categories.map((k) => ({ value: k.id, label: atStart(k.name) }))}
          />
          <Line {...f} name="place" label="Nơi xảy ra" hint="Không có thì để trống" />
          <Pick
            {...f}
            name="groupId"
            label="Tổ dân phố, thôn"
            none="Không ghi"
            options={groups.map((g) => ({ value: g.id, label: g.name }))}
          />
          <fieldset class="stack">
            <legend>Người dân (không bắt buộc)</legend>
            <Line {...f} name="name" label="Họ tên" />
            <Line {...f} name="phone" label="Số điện thoại" type="tel" />
            <Line {...f} name="address" label="Địa chỉ" />
            <Tick
              {...f}
              name="consent"
              label="Người dân đồng ý cho phường giữ tên, số điện thoại, địa chỉ để báo kết quả việc này"
              hint="Cán bộ được giao việc này mới xem được. Người dân đòi xoá lúc nào thì xoá ở trang hồ sơ."
            />
          </fieldset>
          <button type="submit" class="button main">
            Ghi hồ sơ và lấy mã
          </button>
        </form>
      </>
    ),
  });
}
