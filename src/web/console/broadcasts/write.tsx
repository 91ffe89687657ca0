/** Writing a broadcast. */
import { KINDS } from '../../../store/broadcasts/index.ts';
import type { GroupRow } from '../../../store/groups.ts';
import type { Fields } from '../form.ts';
import { platformName } from '../labels.ts';
import { Csrf } from '../shell.tsx';
import { HERE, KIND_NAMES, VARIABLE_HINT } from './words.ts';

/** Fields of the papers that go with it. */
export const FILE_FIELDS = ['tep1', 'tep2', 'tep3'] as const;

interface WriteProps {
  readonly csrf: string;
  /** of this form: sent twice it makes one */
  readonly formKey: string;
  readonly groups: readonly GroupRow[];
  readonly platforms: readonly string[];
  readonly typed: Fields;
  readonly wrong: readonly string[];
}

export function Write({ csrf, formKey, groups, platforms, typed, wrong }: WriteProps) {
  const on = (name: string) => (typed[name] ?? '') !== '';
  return (
    <>
      {wrong.length > 0 && (
        <ul class="notice bad" role="alert">
          {wrong.map((words) => (
            <li>{words}</li>
          ))}
        </ul>
      )}
      <form method="post" action={HERE} enctype="multipart/form-data" class="card stack">
        <Csrf token={csrf} />
        <input type="hidden" name="ma" value={formKey} />
        <label>
          Tên tin (để cán bộ nhận ra, không gửi đi)
          <input name="title" required value={typed.title ?? ''} dir="auto" />
        </label>
        <label>
          Loại tin
          <select name="kind">
            {KINDS.map((kind) => (
              <option value={kind} selected={typed.kind === kind}>
                {KIND_NAMES[kind]}
              </option>
            ))}
          </select>
        </label>
        <label>
          Nội dung
          <textarea name="vi" rows={6} required dir="auto">
            {typed.vi ?? ''}
          </textarea>
        </label>
        <p class="muted">{VARIABLE_HINT}</p>
        <label>
          Nội dung tiếng Anh (cho người đã chọn tiếng Anh; để trống thì họ nhận bản tiếng Việt)
          <textarea name="en" rows={3} dir="auto">
            {typed.en ?? ''}
          </textarea>
        </label>
        <fieldset>
          <legend>Tài liệu gửi kèm (PDF, Word, ảnh; tất cả dưới 2 MB; có thể để trống)</legend>
          {FILE_FIELDS.map((field, n) => (
            <label>
              Tệp {n + 1}
              <input type="file" name={field} />
            </label>
          ))}
          {wrong.length > 0 && <p class="muted">Nếu có tệp, xin chọn lại.</p>}
        </fieldset>
        <fieldset>
          <legend>Gửi cho ai</legend>
          <label>
            <input type="radio" name="ai" value="moi" checked={typed.ai !== 'to'} /> Mọi người đã nhắn cho
            phường
          </label>
          <label>
            <input type="radio" name="ai" value="to" checked={typed.ai === 'to'} /> Chỉ những tổ đánh dấu dưới
            đây
          </label>
          {groups.map((g) => (
            <label>
              <input type="checkbox" name={`to-${g.id}`} value="1" checked={on(`to-${g.id}`)} /> {g.name}
            </label>
          ))}
          <label>
            <input type="checkbox" name="nhom" value="1" checked={on('nhom')} /> Gửi cả vào nhóm chat của các
            tổ đó
          </label>
        </fieldset>
        <details>
          <summary>Chọn kỹ hơn: kênh, người nhận, trừ ra</summary>
          <fieldset>
            <legend>Chỉ qua các kênh (không đánh dấu = mọi kênh)</legend>
            {platforms.map((name) => (
              <label>
                <input type="checkbox" name={`kenh-${name}`} value="1" checked={on(`kenh-${name}`)} />{' '}
                {platformName(name)}
              </label>
            ))}
          </fieldset>
          <label>
            Người nhận
            <select name="nguoi">
              <option value="">Mọi người</option>
              <option value="placed" selected={typed.nguoi === 'placed'}>
                Đã chọn tổ dân phố
              </option>
              <option value="unplaced" selected={typed.nguoi === 'unplaced'}>
                Chưa chọn tổ dân phố
              </option>
              <option value="consented" selected={typed.nguoi === 'consented'}>
                Đã đồng ý lưu thông tin
              </option>
            </select>
          </label>
          <label>
            Vai trò
            <select name="vai">
              <option value="">Bất kỳ</option>
              <option value="head" selected={typed.vai === 'head'}>
                Tổ trưởng
              </option>
              <option value="officer" selected={typed.vai === 'officer'}>
                Cán bộ đã nối tài khoản
              </option>
              <option value="ttnd" selected={typed.vai === 'ttnd'}>
                Thành viên Ban Thanh tra nhân dân
              </option>
              <option value="gsdt" selected={typed.vai === 'gsdt'}>
                Thành viên Ban Giám sát đầu tư của cộng đồng
              </option>
            </select>
          </label>
          {groups.length > 0 && (
            <fieldset>
              <legend>Trừ các tổ</legend>
              {groups.map((g) => (
                <label>
                  <input type="checkbox" name={`tru-${g.id}`} value="1" checked={on(`tru-${g.id}`)} />{' '}
                  {g.name}
                </label>
              ))}
            </fieldset>
          )}
        </details>
        <div class="row">
          <label>
            Gửi vào ngày
            <input type="date" name="ngay" value={typed.ngay ?? ''} />
          </label>
          <label>
            lúc
            <input type="time" name="gio" value={typed.gio ?? ''} />
          </label>
        </div>
        <p class="muted">
          Để trống thì gửi ngay khi bấm gửi. Từ 22 giờ đến 6 giờ máy không gửi tin hàng loạt; 6 giờ sáng tự
          gửi tiếp.
        </p>
        <button type="submit" class="button main">
          Xem trước khi gửi
        </button>
      </form>
    </>
  );
}
