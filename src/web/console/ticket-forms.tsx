/** What an officer does on a ticket's page. All of it works without script. */
import type { TicketPage } from '../../store/console-ticket.ts';
import type { Pressed } from '../../store/pending.ts';
import { ANSWER_LIMIT } from '../../store/tickets.ts';
import { platformName } from './labels.ts';
import { Csrf } from './shell.tsx';

interface FormProps {
  readonly action: string;
  readonly csrf: string;
  /** makes a double click one act */
  readonly nonce: string;
}

const LIMIT = ANSWER_LIMIT.toLocaleString('vi-VN');

/** Why an answer was not taken, and what to do now. */
export function sayProblem(pressed: Extract<Pressed, { ok: false }>, text: string): string {
  switch (pressed.why) {
    case 'empty':
      return 'Câu trả lời chưa có chữ nào nên chưa gửi.';
    case 'too-long':
      return `Câu trả lời dài ${[...text].length.toLocaleString('vi-VN')} ký tự, quá ${LIMIT} nên chưa gửi. Xin chia làm hai lần; chữ đã gõ còn nguyên bên dưới.`;
    case 'closed':
      return 'Hồ sơ đã đóng nên chưa gửi. Bấm “Mở lại hồ sơ” bên dưới rồi gửi lại; chữ đã gõ vẫn được giữ.';
    case 'unknown':
      return 'Không còn hồ sơ này.';
    case 'meanwhile':
      return `${pressed.by === '' ? 'Có người' : pressed.by} vừa trả lời hồ sơ này trong lúc anh, chị viết, nên chưa gửi. Xin đọc phần trên; nếu vẫn cần, bấm “Gửi trả lời” lần nữa. Chữ đã gõ còn nguyên bên dưới.`;
    case 'resident':
      return 'Người dân vừa nhắn thêm trong lúc anh, chị viết, nên chưa gửi. Xin đọc phần Diễn biến; nếu câu trả lời vẫn đúng, bấm “Gửi trả lời” lần nữa. Chữ đã gõ còn nguyên bên dưới.';
    default:
      return pressed satisfies never;
  }
}

export function Problem({ words }: { readonly words: string }) {
  return (
    <p class="notice bad" role="alert">
      {words}
    </p>
  );
}

interface AfterProps {
  readonly at: string;
  readonly csrf: string;
  /** messages that did not arrive because the person left */
  /** where else the resident is known, when something has not reached them */
  readonly others: readonly string[];
  readonly refused: number;
  /** the resident wrote after our last answer */
  readonly replied: boolean;
}

/** What can be done about what came after an answer: a message that was refused, words that need no answer. */
export function AfterWards({ at, csrf, others, refused, replied }: AfterProps) {
  return (
    <>
      {others.length > 0 && (
        <form method="post" action={`${at}/kenh-khac`} class="notice warn">
          <Csrf token={csrf} />
          <p>
            Câu trả lời chưa tới được người dân. Người này còn dùng kênh khác: gửi qua đó thì tin đang giữ ở
            đây được bỏ, để không tới hai lần.
          </p>
          <p class="row">
            {others.map((platform) => (
              <button type="submit" name="kenh" value={platform} class="button">
                Gửi qua {platformName(platform)}
              </button>
            ))}
          </p>
        </form>
      )}
      {refused > 0 && (
        <form method="post" action={`${at}/giu-lai`} class="notice bad">
          <Csrf token={csrf} />
          <p>
            {refused} tin chưa tới vì người dân đã chặn hoặc rời kênh. Có thể giữ lại: tin tự đi khi người dân
            nhắn lại.
          </p>
          <button type="submit" class="button">
            Giữ tới khi người dân nhắn lại
          </button>
        </form>
      )}
      {replied && (
        <form method="post" action={`${at}/da-doc`} class="notice warn">
          <Csrf token={csrf} />
          <p>Người dân đã nhắn thêm sau câu trả lời gần nhất. Trả lời bên dưới, hoặc:</p>
          <button type="submit" class="button">
            Đã đọc, không cần trả lời
          </button>
        </form>
      )}
    </>
  );
}

/** `answered`: the resident has heard from us; else a reason is asked for, and told to them. */
export function CloseForm({
  action,
  csrf,
  nonce,
  answered,
  reason,
}: FormProps & { readonly answered: boolean; readonly reason: string }) {
  return (
    <details class="card" open={reason !== ''}>
      <summary>Đóng hồ sơ</summary>
      <form method="post" action={action}>
        <Csrf token={csrf} />
        <input type="hidden" name="key" value={nonce} />
        <p>Đóng khi việc đã xong. Người dân sẽ nhận được tin báo, và vẫn bổ sung được nếu chưa xong.</p>
        <label for="close-reason">
          {answered
            ? 'Lý do (không bắt buộc; ghi thì người dân được báo)'
            : 'Chưa trả lời người dân: ghi lý do đóng, người dân sẽ được báo lý do này'}
        </label>
        <textarea id="close-reason" name="reason" rows={3} required={!answered} dir="auto">
          {reason}
        </textarea>
        <button type="submit" class="button grave">
          Đúng, đóng hồ sơ này
        </button>
      </form>
    </details>
  );
}

/** `text`: an answer typed for the closed ticket, carried over to the open one. */
export function ReopenForm({ action, csrf, nonce, text }: FormProps & { readonly text: string }) {
  return (
    <details class="card" open={text !== ''}>
      <summary>Mở lại hồ sơ</summary>
      <form method="post" action={action}>
        <Csrf token={csrf} />
        <input type="hidden" name="key" value={nonce} />
        {text !== '' && <input type="hidden" name="text" value={text} />}
        <p>Hồ sơ trở về “Mở lại” và trả lời tiếp được. Người dân không nhận tin báo nào.</p>
        <button type="submit" class="button">
          Đúng, mở lại hồ sơ này
        </button>
      </form>
    </details>
  );
}

/** The way into the sealed room: what it does is said before it is done, for it cannot be undone. */
export function SealForm({
  ticket,
  action,
  csrf,
  open,
}: {
  readonly ticket: TicketPage;
  readonly action: string;
  readonly csrf: string;
  readonly open: boolean;
}) {
  return (
    <details class="card" open={open}>
      <summary>Đây là tố cáo: chuyển vào phòng niêm phong</summary>
      <form method="post" action={action}>
        <Csrf token={csrf} />
        <p>
          Lời, tệp, tên, số điện thoại được khoá lại, chỉ người được giao mở được (Điều 25, Điều 56 Luật Tố
          cáo). Ở ngoài, hồ sơ này mất hẳn: anh, chị cũng không xem lại được. Người gửi được báo là nhắn tin
          không đăng ký được tố cáo, và vẫn dùng mã cũ.
        </p>
        <p>Xin đừng chép lại, chụp lại, hay kể lại nội dung. Chỉ chuyển, không cần ghi lý do.</p>
        {ticket.related.length > 0 && (
          <p>
            Hồ sơ liên quan {ticket.related.map((r) => r.code).join(', ')} không chuyển theo. Nếu ở đó cũng có
            lời tố cáo, xin mở ra và chuyển riêng.
          </p>
        )}
        <label>
          <input type="checkbox" name="sure" value="yes" required /> Tôi hiểu, việc này không lấy lại được
        </label>
        <button type="submit" class="button">
          Chuyển vào phòng niêm phong
        </button>
      </form>
    </details>
  );
}
