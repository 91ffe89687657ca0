/**
 * `/tra-cuu`: how far is it? By receipt code, typed or from the QR code of the slip. No script, nothing personal. A sealed
 * record is not looked up here at all: its code and one that was never given out get the same answer.
 */
import { Hono } from 'hono';
import { readReceipt } from '../core/receipt.ts';
import { dayOf } from '../core/text.ts';
import type { WardInfo, Words } from '../core/types.ts';
import { vietnamDay } from '../law/index.ts';
import { type PublicTicket, publicTicket } from '../store/lookup.ts';
import { wardInfo } from '../store/settings.ts';
import type { WebDeps } from './deps.ts';
import { mayTryCode } from './guessing.ts';
import { page } from './layout/document.tsx';
import { PUBLIC_HEADERS, withHeaders } from './layout/headers.ts';
import { atStart, telHref } from './layout/words.tsx';
import { nextSteps } from './next-steps.ts';

/** Where the QR code of a slip leads; null when the server has no public address. */
export function lookupLink(publicUrl: string | null, code: string): string | null {
  return publicUrl === null ? null : `${publicUrl}/tra-cuu?ma=${encodeURIComponent(code)}`;
}

type Found =
  | { readonly what: 'nothing-typed' }
  | { readonly what: 'mistyped' | 'unknown' | 'too-many' }
  | { readonly what: 'ticket'; readonly ticket: PublicTicket };

export function lookupPage(deps: WebDeps): Hono {
  const app = new Hono();
  app.use('/tra-cuu', withHeaders(PUBLIC_HEADERS));
  app.get('/tra-cuu', async (c) => {
    const typed = (c.req.query('ma') ?? '').slice(0, 60);
    const read = readReceipt(typed);
    const found = await find();
    const ward = await wardInfo(deps.store.pool, deps.wardId);
    const today = vietnamDay(deps.now());
    const status = found.what === 'too-many' ? 429 : 200;
    return c.html(draw({ ward, words: deps.words.vi, typed, found, today }), status);

    async function find(): Promise<Found> {
      if (typed.trim() === '') return { what: 'nothing-typed' };
      if (read === null || 'wrong' in read) return { what: 'mistyped' };
      if (!(await mayTryCode(c, deps))) return { what: 'too-many' };
      const ticket = await publicTicket(deps.store.pool, deps.wardId, read.code);
      return ticket ? { what: 'ticket', ticket } : { what: 'unknown' };
    }
  });
  return app;
}

interface Drawn {
  readonly ward: WardInfo;
  readonly words: Words;
  readonly typed: string;
  readonly found: Found;
  readonly today: string;
}

function draw({ ward, words, typed, found, today }: Drawn) {
  return page({
    title: `Việc đã gửi tới đâu · ${ward.name}`,
    part: 'public',
    head: <meta name="robots" content="noindex" />,
    children: (
      <>
        <header>
          <p>Ủy ban nhân dân {ward.name}</p>
          <h1>Việc đã gửi tới đâu?</h1>
        </header>
        <main>
          <Answer found={found} words={words} ward={ward} today={today} />
          <form method="get" action="/tra-cuu" class="card stack">
            <label for="ma">
              {found.what === 'ticket' ? 'Xem mã khác' : 'Bác gõ mã ghi trên phiếu, hoặc trong tin nhắn'}
            </label>
            <input
              id="ma"
              name="ma"
              value={found.what === 'ticket' ? '' : typed}
              inputmode="text"
              autocomplete="off"
              spellcheck={false}
              maxlength={60}
              aria-describedby="ma-hint"
              aria-invalid={found.what === 'mistyped' ? 'true' : undefined}
              required
            />
            <p class="muted" id="ma-hint">
              Mã có 10 chữ số, ví dụ DB-1000-005-721. Gõ liền hay cách ra đều được.
            </p>
            <button type="submit" class="button main tall">
              Xem
            </button>
          </form>
          <Person ward={ward} />
        </main>
      </>
    ),
  });
}

function Answer({ found, words, ward, today }: Omit<Drawn, 'typed'>) {
  switch (found.what) {
    case 'nothing-typed':
      return null;
    case 'mistyped':
      return (
        <p class="notice bad" role="alert">
          Mã này sai hoặc thiếu một số. Bác xem lại từng số trên phiếu rồi gõ lại.
        </p>
      );
    case 'too-many':
      return (
        <p class="notice bad" role="alert">
          Đã xem nhiều mã quá. Bác đợi 10 phút rồi xem lại, hoặc gọi cho phường.
        </p>
      );
    case 'unknown':
      return (
        <div class="notice warn" role="alert">
          <p>Ở đây không có mã này. Bác xem lại mã, hoặc hỏi cán bộ.</p>
          <p>Mã của tin được khoá kín không xem ở trang này. Bác gõ mã đó vào nơi bác đã nhắn tin.</p>
        </div>
      );
    case 'ticket':
      return <Ticket ticket={found.ticket} words={words} ward={ward} today={today} />;
    default:
      return found satisfies never;
  }
}

interface TicketProps {
  readonly ticket: PublicTicket;
  readonly words: Words;
  readonly ward: WardInfo;
  readonly today: string;
}

function Ticket({ ticket, words, ward, today }: TicketProps) {
  const over = ticket.state === 'answered' || ticket.state === 'closed';
  const steps = over ? [] : nextSteps(ticket.clocks, today);
  return (
    <section class="card" aria-labelledby="found">
      <h2 id="found">{ticket.code}</h2>
      <p class="big">{atStart(words[`state.${ticket.state}`])}</p>
      <dl>
        <dt>Loại việc</dt>
        <dd>{words[`kind.${ticket.kind}`]}</dd>
        <dt>Gửi ngày</dt>
        <dd>{dayOf(ticket.openedAt)}</dd>
        <dt>Cập nhật ngày</dt>
        <dd>{dayOf(ticket.changedAt)}</dd>
      </dl>
      {steps.length > 0 && (
        <>
          <h3>Việc tiếp theo</h3>
          <ul>
            {steps.map((step) => (
              <li>{step}</li>
            ))}
          </ul>
        </>
      )}
      {over && (
        <p>
          Câu trả lời đã gửi tới nơi bác nhắn tin. Nếu bác nộp tại trụ sở {ward.name}, bác đưa phiếu để nhận
          trả lời.
        </p>
      )}
      <p class="muted">Trang này không hiện tên và nội dung. Ai có mã cũng chỉ xem được chừng này.</p>
    </section>
  );
}

function Person({ ward }: { readonly ward: WardInfo }) {
  return (
    <section class="card" aria-labelledby="person">
      <h2 id="person">Cần hỏi người</h2>
      {ward.phone === undefined ? (
        <p>Số điện thoại của phường: chưa cập nhật.</p>
      ) : (
        <p>
          <a class="button" href={telHref(ward.phone)}>
            Gọi {ward.phone}
          </a>
        </p>
      )}
      {ward.hours !== undefined && <p>Giờ làm việc: {ward.hours}.</p>}
      {ward.address !== undefined && <p>Địa chỉ: {ward.address}.</p>}
      <p>
        <a href="/chat">Nhắn tin hỏi phường</a>
      </p>
    </section>
  );
}
