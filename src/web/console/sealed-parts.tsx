/** Parts of the pages of the sealed room. */

import type { SealedWho } from '../../store/sealed.ts';
import { ASK_LIMIT } from '../../store/sealed-change.ts';
import type { SealedEntry, SealedPage } from '../../store/sealed-room.ts';
import { sayDay, sayTime } from './dates.ts';
import { platformName } from './labels.ts';
import { DueMark } from './marks.tsx';
import type { SealedClock } from './sealed-clocks.ts';
import { ACTS, MILESTONES, ROOM, SEALED_STATES, SETTABLE } from './sealed-labels.ts';
import { Csrf } from './shell.tsx';

export interface FormProps {
  readonly page: SealedPage;
  readonly csrf: string;
}

const address = (page: SealedPage, act: string): string => `${ROOM}/${page.id}/${act}`;

/** Code, days and state: what may stand on a page before anything is opened. */
export function SealedFacts({ page }: { readonly page: SealedPage }) {
  return (
    <section class="card">
      <p>
        <b class="code">{page.code}</b> <span class="state">{SEALED_STATES[page.state]}</span>
      </p>
      <p class="muted">
        Nhận ngày {sayDay(page.openedOn)} · Cập nhật ngày {sayDay(page.changedOn)}
      </p>
    </section>
  );
}

/** The buttons that open something; each reading is written down first. */
export function OpenForms({ page, csrf }: FormProps) {
  if (page.state === 'erased') return <p class="notice">Người viết đã xoá. Không còn gì để mở.</p>;
  return (
    <section class="card stack" aria-label="Mở hồ sơ">
      <p>Mỗi lần mở đều được ghi lại, và những người đọc khác thấy.</p>
      <div class="row">
        {(
          [
            ['mo', 'Mở đọc'],
            ['nguoi-viet', 'Xem ai viết'],
            ['ban-chuyen', 'Lập bản để chuyển'],
          ] as const
        ).map(([act, name]) => (
          <form method="post" action={address(page, act)}>
            <Csrf token={csrf} />
            <button type="submit" class="button">
              {name}
            </button>
          </form>
        ))}
      </div>
    </section>
  );
}

const PHOTO_STATES = {
  pending: 'Ảnh đang tải về.',
  refused: 'Tệp không phải ảnh nên không giữ.',
  failed: 'Ảnh tải về không được.',
} as const;

export function Entries({ page, csrf, entries }: FormProps & { readonly entries: readonly SealedEntry[] }) {
  return (
    <section aria-label="Nội dung">
      <h2>Nội dung</h2>
      {entries.length === 0 && <p class="empty">Chưa có chữ nào.</p>}
      {entries.map((e) => (
        <article class="card">
          <p class="muted">
            {e.actor === 'resident' ? 'Người gửi' : `Cán bộ ${e.officer ?? ''}`}, {sayTime(new Date(e.at))}
            {e.note && ' (người gửi không thấy)'}
          </p>
          {e.text !== undefined && (
            <p class="typed" dir="auto">
              {e.text}
            </p>
          )}
          {e.photo !== undefined &&
            (e.photoState === 'stored' ? (
              <form method="post" action={address(page, `tep/${e.photo}`)} target="_blank" rel="noopener">
                <Csrf token={csrf} />
                <button type="submit" class="button quiet">
                  Mở tệp
                </button>
              </form>
            ) : (
              <p class="muted">{e.photoState === undefined ? '' : PHOTO_STATES[e.photoState]}</p>
            ))}
        </article>
      ))}
    </section>
  );
}

export function Writers({ who }: { readonly who: readonly SealedWho[] }) {
  return (
    <section class="card" aria-label="Ai viết">
      <h2>Ai viết</h2>
      <p class="notice">
        Phải giữ kín (Luật Tố cáo Điều 47, 49, 56). Làm lộ thì bị kỷ luật (Nghị định 31/2019/NĐ-CP Điều 22).
      </p>
      {who.length === 0 && <p>Người viết đã xoá dữ liệu của mình, hoặc không để lại gì.</p>}
      {who.map((w) => (
        <p dir="auto">
          {platformName(w.platform)}
          {w.name === undefined ? '' : ` · ${w.name}`}
          {w.phone === undefined ? '' : ` · ${w.phone}`}
          {w.address === undefined ? '' : ` · ${w.address}`}
        </p>
      ))}
    </section>
  );
}

export function AskForm({
  page,
  csrf,
  nonce,
  text,
}: FormProps & { readonly nonce: string; readonly text: string }) {
  return (
    <form method="post" action={address(page, 'hoi')} class="card stack">
      <Csrf token={csrf} />
      <input type="hidden" name="key" value={nonce} />
      <label for="hoi">Hỏi hoặc trả lời người gửi</label>
      <p class="muted" id="hoi-ghi">
        Máy không gửi tin đi. Người gửi đọc được khi nhắn mã. Xin đừng nhắc lại lời của họ. Tối đa {ASK_LIMIT}{' '}
        chữ.
      </p>
      <textarea id="hoi" name="text" rows={4} required aria-describedby="hoi-ghi" dir="auto">
        {text}
      </textarea>
      <button type="submit" class="button main">
        Ghi
      </button>
    </form>
  );
}

export function Milestones({
  page,
  csrf,
  clocks,
  today,
}: FormProps & { readonly clocks: readonly SealedClock[]; readonly today: string }) {
  const days = { formal: page.formalOn, accepted: page.acceptedOn, concluded: page.concludedOn };
  return (
    <section class="card stack" aria-label="Đơn có chữ ký và thời hạn">
      <h2>Đơn có chữ ký và thời hạn</h2>
      <p class="muted">Tin nhắn không làm thời hạn nào chạy. Thời hạn chạy từ ngày nhận đơn có chữ ký.</p>
      {clocks.map((c) => (
        <p>
          <b>{c.rule}</b> <DueMark dueOn={c.dueOn} today={today} /> {c.explanation}
        </p>
      ))}
      {(['formal', 'accepted', 'concluded'] as const).map((which) => (
        <form method="post" action={address(page, 'moc')} class="row">
          <Csrf token={csrf} />
          <input type="hidden" name="moc" value={which} />
          <label for={`ngay-${which}`}>{MILESTONES[which]}</label>
          <input
            id={`ngay-${which}`}
            type="date"
            name="ngay"
            required
            max={today}
            value={days[which] ?? undefined}
          />
          <button type="submit" class="button small">
            Ghi ngày
          </button>
        </form>
      ))}
    </section>
  );
}

export function StateForm({ page, csrf }: FormProps) {
  if (page.state === 'erased') return null;
  return (
    <form method="post" action={address(page, 'trang-thai')} class="card row">
      <Csrf token={csrf} />
      <label for="trang-thai">Trạng thái</label>
      <select id="trang-thai" name="trang-thai">
        {SETTABLE.map((state) => (
          <option value={state} selected={state === page.state}>
            {SEALED_STATES[state]}
          </option>
        ))}
      </select>
      <button type="submit" class="button small">
        Đổi
      </button>
    </form>
  );
}

export function Readers({ page, csrf }: FormProps) {
  return (
    <section class="card stack" aria-label="Người được đọc">
      <h2>Người được đọc</h2>
      <p class="muted">
        Người bị tố cáo phải được loại: họ không mở được và không thấy hồ sơ này nữa. Không đưa lại được.
      </p>
      {page.readers.map((r) => (
        <form method="post" action={address(page, 'loai')} class="row">
          <Csrf token={csrf} />
          <input type="hidden" name="can-bo" value={r.id} />
          <span dir="auto">{r.name}</span>
          {r.excluded ? (
            <span class="muted">đã loại</span>
          ) : (
            <button type="submit" class="button quiet small">
              Loại
            </button>
          )}
        </form>
      ))}
      {page.state !== 'erased' &&
        page.others.map((o) => (
          <form method="post" action={address(page, 'them')} class="row">
            <Csrf token={csrf} />
            <input type="hidden" name="can-bo" value={o.id} />
            <span dir="auto">{o.name}</span>
            <button type="submit" class="button quiet small">
              Thêm người đọc
            </button>
          </form>
        ))}
    </section>
  );
}

export function Readings({ page }: { readonly page: SealedPage }) {
  return (
    <section class="card" aria-label="Ai đã mở">
      <h2>Ai đã mở</h2>
      {page.readings.length === 0 ? (
        <p class="empty">Chưa ai mở.</p>
      ) : (
        <ul>
          {page.readings.map((r) => (
            <li>
              <span dir="auto">{r.name}</span>: {ACTS[r.what]}, {sayTime(r.at)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
