/** The residents' chat at /chat: one page, read without script too; the talk itself runs in assets/chat/app.js. */
import { Hono } from 'hono';
import type { WardInfo } from '../core/types.ts';
import { wardInfo } from '../store/settings.ts';
import type { WebDeps } from './deps.ts';
import { assets, CHAT_MODULES } from './layout/assets.ts';
import { page } from './layout/document.tsx';
import { CHAT_HEADERS, withHeaders } from './layout/headers.ts';
import { Icon } from './layout/icons.tsx';
import { atStart, telHref } from './layout/words.tsx';

/** A person is one tap away at any time. */
const PERSON = 'Gặp cán bộ';
/** Buttons of the empty talk: each sends its own words, as if typed. */
export const SUGGESTIONS = ['Hỏi về quyền của dân', 'Gửi phản ánh', 'Tra cứu phản ánh', PERSON] as const;

/** `GET /chat` and the assets of chat and console. */
export function chatPage(deps: WebDeps): Hono {
  const app = new Hono();
  app.route('/assets', assets().app);
  app.use('/chat', withHeaders(CHAT_HEADERS));
  app.get('/chat', async (c) => {
    const ward = await wardInfo(deps.store.pool, deps.wardId);
    return c.html(chatDocument(ward));
  });
  return app;
}

function chatDocument(ward: WardInfo) {
  const { url } = assets();
  return page({
    title: `Trò chuyện với ${ward.name}`,
    part: 'chat',
    head: (
      <>
        {CHAT_MODULES.map((name) => (
          <link rel="modulepreload" href={url(name)} />
        ))}
        <script type="module" src={url('app.js')} />
      </>
    ),
    children: (
      <>
        <a class="skip" href="#write">
          Đến chỗ viết tin
        </a>
        <Head ward={ward} />
        <main>
          <h2 class="vh">Cuộc trò chuyện</h2>
          <div id="talk" role="log" aria-label="Các tin đã nhắn" aria-live="polite" tabindex={0}>
            <Greeting ward={ward} />
          </div>
          <noscript>
            <WithoutScript ward={ward} />
          </noscript>
        </main>
        <Writing />
        <RestartQuestion />
      </>
    ),
  });
}

function Head({ ward }: { readonly ward: WardInfo }) {
  return (
    <header class="chat-head">
      <div>
        <h1>{atStart(ward.name)}</h1>
        <p>Máy trả lời tự động</p>
      </div>
      <div class="chat-tools">
        {ward.phone && (
          <a class="button quiet" href={telHref(ward.phone)}>
            <Icon name="phone" />
            <span>
              Gọi <span class="vh">phường, số {ward.phone}</span>
            </span>
          </a>
        )}
        <button type="button" class="button quiet" data-say={PERSON} hidden>
          {PERSON}
        </button>
        <button type="button" class="button quiet" id="restart" hidden>
          <span>
            Bắt đầu lại<span class="vh"> cuộc trò chuyện</span>
          </span>
        </button>
      </div>
    </header>
  );
}

function Greeting({ ward }: { readonly ward: WardInfo }) {
  return (
    <div class="said bot">
      <p class="who vh">Máy của phường:</p>
      <div class="bubble">
        <p>
          Chào bác. Tôi là máy trả lời tự động của {ward.name}. Cần người thật, bác bấm “{PERSON}”.
        </p>
        <p>Bác hỏi về quyền của dân, hoặc báo việc cần phường làm. Viết không dấu cũng được.</p>
      </div>
      <ul class="choices" id="suggestions" aria-label="Bác chọn một việc">
        {SUGGESTIONS.map((words) => (
          <li>
            <button type="button" class="button choice" data-say={words}>
              {words}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Writing() {
  return (
    <footer>
      <p id="trouble" role="status" class="trouble" hidden />
      <p id="waiting" role="status" class="waiting" hidden>
        <span class="dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        <span class="words" />
      </p>
      <form id="write-form">
        <input
          id="pick"
          hidden
          type="file"
          accept="image/*,.pdf,.doc,.docx,.xls,.xlsx,.odt,.rtf,.txt,audio/*,video/*"
        />
        <button type="button" id="pick-button" class="button quiet tall" disabled>
          <Icon name="photo" />
          <span>
            Ảnh<span class="vh"> hoặc tệp: chọn để gửi</span>
          </span>
        </button>
        <label class="vh" for="write">
          Tin nhắn của bác. Bấm nút Gửi, hoặc phím xuống dòng, để gửi.
        </label>
        <textarea
          id="write"
          rows={2}
          placeholder="Bác viết ở đây"
          enterkeyhint="send"
          autocomplete="off"
          dir="auto"
          disabled
        />
        <button type="submit" id="send" class="button main tall" disabled>
          <Icon name="send" />
          <span>Gửi</span>
        </button>
      </form>
    </footer>
  );
}

function RestartQuestion() {
  return (
    <dialog id="restart-question" aria-labelledby="restart-title">
      <h2 id="restart-title">Bắt đầu lại từ đầu?</h2>
      <p>Các tin trên màn hình này sẽ xoá hết. Phản ánh bác đã gửi thì phường vẫn giữ và vẫn xử lý.</p>
      <p>Bác nhớ ghi lại mã phản ánh trước khi bắt đầu lại.</p>
      <form method="dialog" class="row">
        <button type="submit" value="no" class="button quiet">
          Thôi, giữ lại
        </button>
        <button type="submit" value="yes" class="button main">
          Bắt đầu lại
        </button>
      </form>
    </dialog>
  );
}

/** What is not set by the ward is not said. */
function WithoutScript({ ward }: { readonly ward: WardInfo }) {
  return (
    <div class="notice bad">
      <p>Máy của bác đang không chạy được phần trò chuyện trên trang này.</p>
      {ward.phone && (
        <p>
          Bác gọi điện cho phường: <a href={telHref(ward.phone)}>{ward.phone}</a>.
        </p>
      )}
      <p>
        Bác có thể đến trụ sở Uỷ ban nhân dân {ward.name}
        {ward.address && `, ${ward.address}`}
        {ward.hours && `. Giờ làm việc: ${ward.hours}`}.
      </p>
    </div>
  );
}
