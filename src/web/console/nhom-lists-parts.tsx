/** The forms of lists, what was wrong with a file, and how a long import stands. */
import type { LineFault } from '../../papers/households.ts';
import type { LongWork } from '../../store/long-work.ts';
import { NHOM } from './chat-groups-parts.tsx';
import { may } from './roles.ts';
import { Csrf, type Inside } from './shell.tsx';

const SHOWN_FAULTS = 100;

interface Read {
  readonly lines: readonly unknown[];
  readonly faults: readonly LineFault[];
  readonly coding: 'TCVN3' | 'VNI' | null;
}

export function Report({ read, what }: { readonly read: Read; readonly what: 'hộ' | 'tổ' }) {
  if (read.coding !== null)
    return (
      <p class="notice bad" role="alert">
        Tệp này gõ bằng phông chữ cũ {read.coding === 'VNI' ? 'VNI' : 'TCVN3 (.VnTime)'}. Xin chuyển sang
        Unicode (mở bằng phần mềm chuyển mã, ví dụ Unikey, chọn Unicode) rồi nhập lại. Chưa nhập dòng nào.
      </p>
    );
  if (read.faults.length === 0 && read.lines.length > 0)
    return (
      <p class="notice">
        Kiểm tra xong: {read.lines.length} {what}, không có lỗi. Chọn lại tệp rồi bấm Nhập.
      </p>
    );
  return (
    <div class="notice bad" role="alert">
      <p>
        {read.faults.length} dòng lỗi, {read.lines.length} dòng đúng. Chưa nhập dòng nào: xin sửa tệp rồi gửi
        lại.
      </p>
      <ul>
        {read.faults.slice(0, SHOWN_FAULTS).map((f) => (
          <li dir="auto">
            Dòng {f.line}: {f.words}
          </li>
        ))}
      </ul>
      {read.faults.length > SHOWN_FAULTS && <p>Và {read.faults.length - SHOWN_FAULTS} dòng nữa.</p>}
    </div>
  );
}

/** The forms, and how a long import stands. */
export function Lists({
  me,
  work,
}: {
  readonly me: Inside['Variables']['me'];
  readonly work: LongWork | null;
}) {
  return (
    <>
      <section class="card stack">
        <h2>Danh sách hộ</h2>
        <Importing work={work} />
        <Upload
          to="/nhap"
          csrf={me.csrf}
          about="Tệp .csv hoặc .xlsx, dòng đầu có các cột: Tổ, Số hộ, Chủ hộ, Địa chỉ, Điện thoại. Dưới 2 MB. Máy kiểm tra hết rồi mới nhập; còn dòng lỗi thì không nhập dòng nào."
          out="/xuat"
          what="danh sách hộ"
        />
      </section>
      {may(me.officer.roles, 'ward.write') && (
        <section class="card stack">
          <h2>Danh sách tổ</h2>
          <Upload
            to="/nhap-to"
            csrf={me.csrf}
            about="Tệp .csv hoặc .xlsx, dòng đầu có cột Tổ, và có thể có cột Tổng số hộ. Tổ chưa có thì thêm, tổ đã có thì cập nhật số hộ; máy không xoá, không đổi tên tổ nào."
            out="/xuat-to"
            what="danh sách tổ"
          />
        </section>
      )}
    </>
  );
}

function Importing({ work }: { readonly work: LongWork | null }) {
  if (work === null) return null;
  if (work.state === 'running')
    return (
      <p role="status">
        <progress max={work.total ?? 1} value={work.count} aria-label="Đang nhập danh sách hộ" /> Đang nhập:{' '}
        {work.count} trên {work.total} hộ. Trang tự cập nhật.
      </p>
    );
  return (
    <p class={work.state === 'failed' ? 'notice bad' : 'notice'} role="status">
      Lần nhập danh sách dài gần nhất: {work.words}
    </p>
  );
}

function Upload(props: {
  readonly to: string;
  readonly csrf: string;
  readonly about: string;
  readonly out: string;
  readonly what: string;
}) {
  return (
    <form method="post" action={`${NHOM}${props.to}`} enctype="multipart/form-data" class="stack">
      <Csrf token={props.csrf} />
      <p>{props.about}</p>
      <label>
        Tệp {props.what}
        <input type="file" name="file" required />
      </label>
      <p class="row">
        <button type="submit" name="do" value="thu" class="button quiet">
          Kiểm tra thử<span class="vh"> {props.what}</span>
        </button>
        <button type="submit" name="do" value="nhap" class="button main">
          Nhập<span class="vh"> {props.what}</span>
        </button>
        <a class="button quiet" href={`${NHOM}${props.out}.xlsx`}>
          Tải về dạng Excel<span class="vh"> {props.what}</span>
        </a>
        <a class="button quiet" href={`${NHOM}${props.out}.csv`}>
          Tải về dạng CSV<span class="vh"> {props.what}</span>
        </a>
      </p>
    </form>
  );
}
