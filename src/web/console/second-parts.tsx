/** What an officer sees of the second factor. */
import { raw } from 'hono/html';
import { assets } from '../layout/assets.ts';
import { Csrf } from './shell.tsx';

export function sayPassProblem(why: 'wrong' | 'limited'): string {
  return why === 'wrong'
    ? 'Mã hoặc khoá chưa đúng. Mỗi mã chỉ dùng một lần: xin chờ ứng dụng hiện mã mới rồi gõ lại. Xin xem giờ của điện thoại có đúng không.'
    : 'Đã thử quá nhiều lần. Xin chờ 15 phút rồi thử lại.';
}

export function sayEnrolProblem(why: 'wrong' | 'limited'): string {
  return why === 'wrong'
    ? 'Chưa cài được: mã chưa đúng, hoặc trang mở đã lâu. Xin chờ ứng dụng hiện mã mới rồi gõ lại. Xin xem giờ của điện thoại có đúng không.'
    : sayPassProblem(why);
}

const Problem = ({ words }: { readonly words: string | undefined }) =>
  words === undefined ? null : (
    <p class="notice bad" role="alert">
      {words}
    </p>
  );

const Back = ({ to }: { readonly to: string }) => <input type="hidden" name="ve" value={to} />;

const CodeField = ({ id, label }: { readonly id: string; readonly label: string }) => (
  <>
    <label for={id}>{label}</label>
    <input
      id={id}
      name="ma"
      required
      inputmode="numeric"
      autocomplete="one-time-code"
      maxlength={20}
      class="code-field"
    />
  </>
);

function Leave({ csrf }: { readonly csrf: string }) {
  return (
    <form method="post" action="/console/logout">
      <Csrf token={csrf} />
      <button type="submit" class="button quiet">
        Thoát
      </button>
    </form>
  );
}

function Scripts() {
  return (
    <>
      <script src={assets().url('webauthn.js')} defer></script>
      <script src={assets().url('passkey.js')} defer></script>
    </>
  );
}

interface AskProps {
  readonly csrf: string;
  readonly back: string;
  readonly problem: string | undefined;
  /** null: no passkey, or not usable at this address */
  readonly options: object | null;
  /** passed before, asked once more */
  readonly again: boolean;
}

export function AskForm({ csrf, back, problem, options, again }: AskProps) {
  return (
    <>
      <Problem words={problem} />
      {again && <p>Việc này cần xác nhận lại, vì lần xác nhận trước đã quá 15 phút.</p>}
      {options && (
        <form
          method="post"
          action="/console/xac-nhan/khoa"
          data-passkey="show"
          data-options={JSON.stringify(options)}
          hidden
          class="card"
        >
          <Csrf token={csrf} />
          <Back to={back} />
          <input type="hidden" name="response" value="" />
          <p>Dùng vân tay, khuôn mặt, mã khoá máy, hoặc khoá USB đã cài.</p>
          <p role="alert" data-said></p>
          <button type="submit" class="button main">
            Xác nhận bằng khoá
          </button>
        </form>
      )}
      <form method="post" action="/console/xac-nhan" class="card">
        <Csrf token={csrf} />
        <Back to={back} />
        <CodeField id="ma" label="Mã 6 số của ứng dụng, hoặc một mã dự phòng 12 số" />
        <button type="submit" class="button main">
          Xác nhận
        </button>
      </form>
      <p class="muted">
        Mất điện thoại và hết mã dự phòng: xin quản trị máy chủ chạy{' '}
        <code>npm run staff -- reset-second-factor --name "Họ tên"</code>.
      </p>
      {!again && <Leave csrf={csrf} />}
      {options && <Scripts />}
    </>
  );
}

interface EnrolProps {
  readonly csrf: string;
  readonly back: string;
  readonly problem: string | undefined;
  readonly secret: string;
  /** SVG of ours */
  readonly qr: string;
  readonly options: object | null;
  /** nothing set up yet */
  readonly first: boolean;
}

export function EnrolForms({ csrf, back, problem, secret, qr, options, first }: EnrolProps) {
  return (
    <>
      <Problem words={problem} />
      {first && (
        <p>
          Vai trò của anh, chị mở được nhiều việc hệ trọng, nên ngoài đường dẫn đăng nhập còn phải có lớp xác
          nhận thứ hai. Cài một lần, mất khoảng một phút. Chọn một trong các cách sau.
        </p>
      )}
      <section class="card" aria-labelledby="app-title">
        <h2 id="app-title">Ứng dụng tạo mã trên điện thoại</h2>
        <ol>
          <li>Mở ứng dụng tạo mã (Google Authenticator, Microsoft Authenticator, FreeOTP…).</li>
          <li>
            Quét mã này:
            <div class="qr" role="img" aria-label="Mã QR để ứng dụng quét">
              {raw(qr)}
            </div>
          </li>
          <li>
            Hoặc gõ tay khoá này vào ứng dụng:{' '}
            <code class="secret">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
          </li>
          <li>Gõ vào đây mã 6 số mà ứng dụng hiện ra.</li>
        </ol>
        <form method="post" action="/console/xac-nhan/them/ung-dung">
          <Csrf token={csrf} />
          <Back to={back} />
          <CodeField id="ma" label="Mã 6 số" />
          <button type="submit" class="button main">
            Cài ứng dụng này
          </button>
        </form>
      </section>
      {options ? (
        <form
          method="post"
          action="/console/xac-nhan/them/khoa"
          data-passkey="make"
          data-options={JSON.stringify(options)}
          hidden
          class="card"
        >
          <h2>Khoá của máy này, hoặc khoá USB</h2>
          <p>Vân tay, khuôn mặt, hay mã khoá máy của chính anh, chị. Nhanh nhất cho những lần sau.</p>
          <Csrf token={csrf} />
          <Back to={back} />
          <input type="hidden" name="response" value="" />
          <label for="ten">Đặt tên cho khoá (không bắt buộc)</label>
          <input id="ten" name="ten" maxlength={80} placeholder="Ví dụ: điện thoại của tôi" dir="auto" />
          <p role="alert" data-said></p>
          <button type="submit" class="button main">
            Cài khoá
          </button>
        </form>
      ) : (
        <p class="muted">
          Khoá vân tay, khuôn mặt, USB chỉ dùng được khi mở trang bằng tên miền (https) hoặc{' '}
          <code>localhost</code>.
        </p>
      )}
      {first && <Leave csrf={csrf} />}
      {options && <Scripts />}
    </>
  );
}

export function Codes({ codes, back }: { readonly codes: readonly string[]; readonly back: string }) {
  return (
    <>
      <p class="notice">
        Ghi ra giấy, cất chỗ kín. Mất điện thoại thì dùng các mã này, mỗi mã một lần. Trang này chỉ hiện một
        lần.
      </p>
      <ol class="card recovery">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p>
        <a class="button main" href={back}>
          Tôi đã ghi lại, đi tiếp
        </a>
      </p>
    </>
  );
}
